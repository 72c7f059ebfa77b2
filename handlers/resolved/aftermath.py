"""What a member's words say of a matter that was settled - not solved after all, well, a rating - while nothing is awaited.

The nearer the settlement and the less else is spoken of, the less it takes; what is not sure is asked. Must record no doubtful
rating.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from domain.effects import Say, Step
from domain.model import Option, Stage, Ticket
from domain.states import AwaitingComment, AwaitingRating, Choosing, Clarifying, Idle, State, Wish
from domain.ticketeffects import AddNote, RecordComment
from handlers import speech
from handlers.context import Context
from handlers.hearing import afterwords, manners, sayings, scores, wordbook, words
from handlers.resolved import inviting, objecting, rating, signs
from handlers.ticket import additions, complaint, open_requests, tickets

LATELY: Final = timedelta(days=30)
"""Tickets settled this long before the last one are not meant by «لم تُحل» without their number."""
_JUST: Final = timedelta(days=2)
"""After a matter was settled, words that tell of trouble or are not understood may well be about it."""
_SETTLED: Final = frozenset({Stage.RESOLVED, Stage.CLOSED})
_REMARK: Final = 2
"""Words of a comment beside a score, at least."""
_SMALL: Final = 4
"""Letters of a word that can tell which matter is meant."""


@dataclass(frozen=True, slots=True)
class Near:
    """The settled matters that are near enough to be meant."""

    tickets: tuple[Ticket, ...]
    just: bool


def heard(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Reopen what the words say is not solved, take a rating, or ask; None where they are about something else."""
    near = near_to(ctx)
    if near is None:
        return None
    if words.is_one_of(text, sayings.UNSOLVED):
        return _reopened(state, near, "", ctx)
    if step := given(state, text, ctx) or objecting.heard(state, text, near.tickets, ctx):
        return step
    glad = afterwords.says_settled(text) or (is_pristine(state) and manners.acknowledges(text))
    if near.just and not ctx.open_tickets and glad:
        return solved(state, text, ctx)
    if near.just and afterwords.asks_if_settled(text):
        return tickets.listed(ctx)
    return said_unsolved(state, text, ctx, pristine=is_pristine(state))


def said_unsolved(state: State, text: str, ctx: Context, *, before: str = "", pristine: bool = False) -> Step | None:
    """Reopen, with the member's words, what they say is not solved; ask where they may say so and nothing else is spoken of."""
    near = near_to(ctx)
    if near is None:
        return None
    if isinstance(state, AwaitingRating) and (step := objecting.heard(state, text, near.tickets, ctx)):
        return step
    sign = signs.read(text, ctx)
    meant = _meant(near, text, state)
    if len(ctx.open_tickets) and not meant:
        return None
    rating_it = isinstance(state, AwaitingRating)
    least = signs.Sign.TROUBLE if rating_it else signs.Sign.DENIAL
    if sign is signs.Sign.PLAIN or (sign >= least and meant and (near.just or rating_it)):
        return _reopened(state, Near(meant or near.tickets, near.just), "\n".join(filter(None, (before, text))), ctx)
    if not (pristine and near.just) or sign < signs.Sign.DENIAL:
        return None
    return ask_if_unsolved(Choosing(Wish.UNSOLVED, (near.tickets[0].ref,), text, ctx.inbound), ctx)


def was_settled_lately(ctx: Context) -> bool:
    """Tell whether a matter was settled so lately that more is wished of it, where nothing else is open."""
    settled = _settled(ctx)
    return bool(settled) and ctx.now - settled[0].changed_at < LATELY


def tells(text: str, ctx: Context) -> bool:
    """Tell whether words may well say something of a matter just settled."""
    return signs.read(text, ctx) is not signs.Sign.NONE


def plainly(text: str, ctx: Context) -> bool:
    """Tell whether words say plainly that something is not solved."""
    return signs.read(text, ctx) is signs.Sign.PLAIN


def tells_trouble(text: str, ctx: Context) -> bool:
    """Tell whether words tell of trouble, and not only something that is not understood."""
    return signs.read(text, ctx) >= signs.Sign.DENIAL


def ask_if_unsolved(asking: Choosing, ctx: Context, key: str = "unsolved.ask") -> Step:
    """Ask whether the words mean that the one ticket is not solved, or are about it, and keep them."""
    ref = asking.offered[0]
    label = "option.unsolved" if key == "unsolved.ask" else "option.of_it"
    said = speech.say(
        ctx,
        speech.line(ctx, key, ref=speech.written(ref)),
        Option(f"unsolved:{ref}", speech.line(ctx, label)),
        "pick:new",
        "act:officer",
    )
    return Step(replace(asking, asked_at=ctx.now), (said,))


def unsolved(state: State, text: str, ctx: Context) -> Step:
    """Do what «لم تُحل» asks for: reopen what was settled lately, add to what is open, or else take it as a complaint."""
    if near := near_to(ctx):
        return _reopened(state, Near(_meant(near, text, state) or near.tickets, near.just), text, ctx)
    opened = ctx.open_tickets
    if len(opened) == 1:
        return rating.unsolved(state, opened[0].ref, ctx, text, ctx.inbound)
    return complaint.complaint(text, ctx, named=True)


def solved(state: State, text: str, ctx: Context) -> Step:
    """Rejoice with a member who says that it is solved, and ask whether what is open may be closed, where that is meant."""
    near = near_to(ctx)
    if ctx.open_tickets and not (near and near.just):
        return open_requests.solved(state, text, ctx)
    after = state if isinstance(state, Idle) else Idle()
    return Step(after, (speech.say(ctx, speech.line(ctx, "thanks.reply"), "act:menu"),))


def rate(state: State, text: str, ctx: Context) -> Step:
    """Take the rating that the words give of what was settled last, or ask for it; a given one may be changed."""
    if step := both(text, ctx):
        return step
    settled = _settled(ctx)
    if not settled:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.none"), "act:ticket_status", "act:menu"),))
    unrated = [ticket for ticket in settled if ticket.rating is None]
    ticket = (unrated or settled)[0]
    found = scores.read(text)
    if found and found.sure and found.counted and (len(unrated) == 1 or not unrated):
        return _with_words(rating.rate(state, found.score, ticket.ref, ctx), found, ctx)
    return _asked(ticket, "rating.doubt" if ticket.rating is None else "rating.change", ctx)


def _with_words(step: Step, found: scores.Reading, ctx: Context) -> Step:
    """Keep what is said beside a score as its comment, and ask for none: «٤ بس تأخرتوا شوي»."""
    said, after = found.beside, step.state
    if not isinstance(after, AwaitingComment) or len(words.told(said)) < _REMARK or manners.thanks(said):
        return step
    low = found.score <= rating.LOW
    kept = (RecordComment(after.ticket, said), *((AddNote(after.ticket, said),) if low else ()))
    values = {"ref": speech.written(after.ticket), "score": str(found.score)}
    keys = ("rating.scored_low", "rating.comment_low") if low else ("rating.scored", "rating.comment")
    told = " ".join(speech.line(ctx, key, **values) for key in keys)
    recorded = (effect for effect in step.effects if not isinstance(effect, Say))
    return Step(replace(after, said=said), (*recorded, *kept, speech.say(ctx, told, "act:menu")))


def _asked(ticket: Ticket, key: str, ctx: Context) -> Step:
    asked = speech.line(ctx, key, ref=speech.written(ticket.ref))
    return Step(AwaitingRating(ticket.ref, misses=1), (speech.say(ctx, asked, *inviting.offered(ctx, ticket.ref)),))


def both(text: str, ctx: Context) -> Step | None:
    """Record the ratings of two matters that are given in one message: «الاولى ٥ والثانية ٢»."""
    unrated = sorted((each for each in _settled(ctx) if each.rating is None), key=lambda each: each.opened_at)
    given = scores.both(text) if len(unrated) == 2 else None  # noqa: PLR2004 - both
    if given is None:
        return None
    steps = [rating.rate(Idle(), score, ticket.ref, ctx) for score, ticket in zip(given, unrated, strict=True)]
    kept = tuple(effect for step in steps for effect in step.effects if not isinstance(effect, Say))
    one, other = (speech.written(ticket.ref) for ticket in unrated)
    told = speech.line(ctx, "rating.both", first=str(given[0]), one=one, second=str(given[1]), other=other)
    low = [speech.written(ticket.ref) for score, ticket in zip(given, unrated, strict=True) if score <= rating.LOW]
    sorry = speech.line(ctx, "rating.both_low", ref=low[0]) if len(low) == 1 else ""
    after = next((step.state for step, score in zip(steps, given, strict=True) if score <= rating.LOW), steps[1].state)
    return Step(after, (*kept, speech.say(ctx, f"{told} {sorry}".strip(), "act:thanks", "act:officer")))


def _awaiting(ctx: Context) -> Ticket | None:
    """Give the matter settled last whose rating is still welcome; None where there is none."""
    return next((ticket for ticket in _settled(ctx) if ticket.rating is None), None)


def beside(state: State, text: str, ctx: Context) -> Step | None:
    """Ask which rating is meant by a score that comes while something else is told; that is still told of."""
    if step := both(text, ctx):
        return Step(state, step.effects)
    ticket = _awaiting(ctx)
    found = scores.read(text) if ticket else None
    if ticket is None or not (
        afterwords.only_names_rating(text) or (found and (found.scaled or scores.whole(text) is not None))
    ):
        return None
    if found and found.scaled and scores.LOWEST <= found.score <= scores.HIGHEST:
        rated = rating.rate(state, found.score, ticket.ref, ctx)
        return Step(state, rated.effects)
    return Step(state, _asked(ticket, "rating.doubt", ctx).effects)


def given(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Take a score on its scale for a rating out of the blue; ask where it is a mere number."""
    ticket, found = _awaiting(ctx), scores.read(text)
    if ticket is None:  # «خلها ٤» after thanks for the rating
        return rate(state, text, ctx) if found and found.instead and found.sure and found.counted else None
    if step := both(text, ctx):
        return step
    if afterwords.declines_rating(text) and not words.is_one_of(text, sayings.NO | sayings.SKIP):
        return rating.declined(ticket.ref, ctx, state.draft)
    if found is None or not found.counted or not found.sure:
        return None
    if scores.whole(text) is not None and not found.scaled:
        return _asked(ticket, "rating.doubt", ctx)
    return rate(state, text, ctx)


def _reopened(state: State, near: Near, text: str, ctx: Context) -> Step:
    if len(near.tickets) == 1:
        return rating.unsolved(state, near.tickets[0].ref, ctx, text, ctx.inbound)
    offered = tuple(each.ref for each in near.tickets[: additions.MOST_OFFERED])
    return additions.which(Choosing(Wish.UNSOLVED, offered, text, ctx.inbound), ctx, "which.unsolved")


def _settled(ctx: Context) -> tuple[Ticket, ...]:
    """Give what was settled lately, the last first."""
    known = [ticket for ticket in ctx.tickets if ticket.stage in _SETTLED and ticket.merged_into is None]
    lately = sorted(known, key=lambda ticket: ticket.changed_at, reverse=True)
    return tuple(each for each in lately if lately[0].changed_at - each.changed_at < LATELY)


def near_to(ctx: Context) -> Near | None:
    """Give what was settled near enough to be meant; None where nothing was."""
    settled = _settled(ctx)
    return Near(settled, ctx.now - settled[0].changed_at < _JUST) if settled else None


def is_pristine(state: Idle | Clarifying) -> bool:
    """Tell whether nothing else was spoken of since."""
    return isinstance(state, Idle) and not (state.entry or state.topic or state.misses)


def _meant(near: Near, text: str, state: State) -> tuple[Ticket, ...]:
    """Give those whose subject has a word of the message; of a question for a rating the ticket that it is about."""
    told = _roots(text)
    shared = {ticket.ref: len(told & _roots(ticket.subject)) for ticket in near.tickets}
    most = max(shared.values())
    if most:
        return tuple(ticket for ticket in near.tickets if shared[ticket.ref] == most)
    return tuple(ticket for ticket in near.tickets if isinstance(state, AwaitingRating) and ticket.ref == state.ticket)


def _roots(text: str) -> frozenset[str]:
    """Give the words that can tell what a text is about, without article and «and»."""
    long = (word for word in words.told(text) if len(word) >= _SMALL and word not in _EVERYDAY)
    return frozenset(word.removeprefix("و").removeprefix("ال").removesuffix("s") for word in long)


_EVERYDAY: Final = wordbook.tokens(
    "شكوى شكوه مشكلة عندي احد أحد كلها طلب التحدث موظف موظفين ابغى أبغى اكلم أكلم معاملة معاملتي الجمعية complaint have with "
    "want talk speak officer someone about been that this they there would like please building"
)
