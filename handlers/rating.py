"""Ratings of resolved tickets: asked for, pressed or typed, with a comment; a low one, or "not solved", reopens.

Why it matters is told with the question (policy/practice.3). Must not rate anything but the member's own tickets.
"""

import re
from datetime import timedelta
from typing import Final

from domain.effects import (
    AddNote,
    CancelReminder,
    Effect,
    Escalate,
    MoveTicket,
    RecordComment,
    RecordRating,
    Remind,
    Say,
    Step,
)
from domain.model import HandoverReason, Option, Purpose, Reply, Stage, Ticket, TicketRef
from domain.states import AwaitingComment, AwaitingRating, Clarifying, Idle, State
from faq import normalise
from faq.decision import Act, Answer
from handlers import escalation, faq, menu, speech, words
from handlers.context import Context

LOWEST: Final = 1
HIGHEST: Final = 5
LOW: Final = 2
"""A rating up to this reopens the ticket."""
BUSY: Final = timedelta(hours=1)
"""When a member is busy with something else, the question for a rating waits that long."""

_SCORE = re.compile(r"([0-9]{1,3})(?: ?(?:/|من|out of|of|min) ?([0-9]{1,3}))?(?: ?(?:نجوم|نجمات|نجمه|نجمة|stars?))?[\s.!]*")
_STARS = re.compile(r"(?:[⭐★🌟]\ufe0f?\s*)+")
_WORDS: Final = {
    normalise.key(word): score
    for score, said in {
        5: "ممتاز ممتازة ممتازين رائع رائعة خمسة خمس excellent perfect great amazing mumtaz momtaz five 5amsa khamsa",
        4: "جيد_جدا جيدة_جدا أربعة أربع حلو كويس_جدا very_good good four arba3a",
        3: "جيد جيدة متوسط عادي مقبول ثلاثة ثلاث كويس average ok okay okey fair three thalatha",
        2: "اثنين ناقص دون_المتوسط two below_average ethnain",
        1: "ضعيف ضعيفة ضعيف_جدا سيء سيئة سيئ زفت خايس خايسة واحد أسوأ bad very_bad poor very_poor weak terrible awful worst one say2",
    }.items()
    for word in (part.replace("_", " ") for part in said.split())
}


def reminder(ref: TicketRef) -> str:
    """Name the reminder that asks for a ticket's rating."""
    return f"rating:{ref}"


def question(ctx: Context, ref: TicketRef, intro: str = "") -> Say:
    """Ask for a rating, and tell why it matters."""
    text = speech.paragraphs(
        intro, f"{speech.line(ctx, 'rating.ask', ref=speech.written(ref))} {speech.line(ctx, 'rating.why')}"
    )
    return speech.say(ctx, text, *_scores(ctx, ref), unsolved_option(ctx, ref))


def unsolved_option(ctx: Context, ref: TicketRef) -> Option:
    """Let the member say that a matter is not solved."""
    return Option(f"unsolved:{ref}", speech.line(ctx, "option.unsolved"))


def due(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Ask when the reminder fires; who is busy with something else is asked later."""
    ticket = _mine(ref, ctx)
    if ticket is None or ticket.stage.is_open or ticket.rating is not None:
        return Step(state)
    if not isinstance(state, Idle | Clarifying | AwaitingRating | AwaitingComment):
        return Step(state, (later(ref, ctx),))
    asked = question(ctx, ref).reply
    notice = Reply(asked.text, asked.options, asked.language, Purpose.NOTICE)
    return Step(AwaitingRating(ref), (Say(notice),))


def later(ref: TicketRef, ctx: Context) -> Remind:
    """Ask for the rating at a better moment."""
    return Remind(ctx.now + max(ctx.house.rating_delay, BUSY), reminder(ref), ref)


def answer(state: AwaitingRating, text: str, ctx: Context) -> Step:
    """Take the words as a rating if they are one; anything else is handled as usual, and the rating stays askable."""
    if words.is_one_of(text, words.UNSOLVED):
        return unsolved(state, state.ticket, ctx)
    score = score_of(text)
    if score is None:
        return faq.ask(Idle(misses=state.misses), text, ctx)
    if LOWEST <= score <= HIGHEST:
        return rate(state, score, state.ticket, ctx)
    if state.misses >= ctx.house.max_misses:
        return menu.show(Idle(), ctx)
    asked = speech.line(ctx, "rating.range", ref=speech.written(state.ticket))
    said = speech.say(ctx, asked, *_scores(ctx, state.ticket), unsolved_option(ctx, state.ticket))
    return Step(AwaitingRating(state.ticket, state.misses + 1), (said,))


def comment(state: AwaitingComment, text: str, ctx: Context) -> Step:
    """Take the words as a comment on the rating, unless they plainly are something else."""
    if words.is_one_of(text, words.UNSOLVED):
        return unsolved(state, state.ticket, ctx)
    if (score := score_of(text)) is not None and LOWEST <= score <= HIGHEST:
        return rate(state, score, state.ticket, ctx)
    if words.is_one_of(text, words.NO | words.ACKNOWLEDGED | words.THANKS) or words.is_wordless(text):
        return menu.thank(Idle(), ctx)
    if _is_something_else(text, ctx):
        return faq.ask(Idle(), text, ctx)
    effects: tuple[Effect, ...] = (RecordComment(state.ticket, text),)
    if state.score <= LOW:
        effects = (*effects, AddNote(state.ticket, text))
    said = speech.say(ctx, speech.line(ctx, "rating.comment"), "act:menu")
    return Step(Idle(), (*effects, said))


def rate(state: State, score: int, ref: TicketRef, ctx: Context) -> Step:
    """Record a rating of an own ticket that is, or was, resolved; a low one reopens it."""
    ticket = _mine(ref, ctx)
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    if ticket.stage.is_open and ticket.rating is None:
        told = speech.line(ctx, "rating.open", ref=speech.written(ref))
        return Step(state, (speech.say(ctx, told, "act:ticket_status", "act:menu"),))
    recorded: tuple[Effect, ...] = (RecordRating(ref, score), CancelReminder(reminder(ref)))
    values = {"score": str(score), "ref": speech.written(ref)}
    if score > LOW:
        said = speech.say(ctx, speech.line(ctx, "rating.thanks", **values), "act:thanks", "act:menu")
        return Step(AwaitingComment(ref, score), (*recorded, said))
    again = _reopened(ticket, HandoverReason.LOW_RATING, escalation.note("note.low_rating", score=str(score)))
    told = speech.line(ctx, "rating.low_open" if ticket.stage.is_open else "rating.low", **values)
    return Step(AwaitingComment(ref, score), (*recorded, *again, speech.say(ctx, told, "act:thanks", "act:officer")))


def unsolved(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Reopen a ticket of which the member says that it is not solved."""
    ticket = _mine(ref, ctx)
    if ticket is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "rating.not_yours"), "act:menu", "act:officer"),))
    key = "unsolved.already" if ticket.stage.is_open else "unsolved.text"
    told = speech.line(ctx, key, ref=speech.written(ref))
    effects = _reopened(ticket, HandoverReason.NOT_SOLVED, escalation.note("note.not_solved"))
    cancelled = (CancelReminder(reminder(ref)),)
    return Step(Idle(), (*effects, *cancelled, speech.say(ctx, told, "act:ticket_status", "act:officer")))


def last_resolved(ctx: Context) -> TicketRef | None:
    """Give the ticket of which «لم تُحل» speaks when no rating is awaited: the newest, if it is resolved."""
    newest = max(ctx.tickets, key=lambda ticket: ticket.changed_at, default=None)
    return newest.ref if newest and newest.stage is Stage.RESOLVED else None


def score_of(text: str) -> int | None:
    """Read a score: «5», «٥/٥», «4 من 5», "8/10", «ممتاز», stars. None where there is none; a number out of range as it is."""
    plain = normalise.digits(text[:50]).strip().casefold()
    if _STARS.fullmatch(plain):
        return sum(char in "⭐★🌟" for char in plain)
    if found := _SCORE.fullmatch(plain):
        return _of(int(found[1]), int(found[2] or HIGHEST))
    number, _, word = normalise.key(plain).partition(" ")
    return _WORDS.get(f"{number} {word}".strip()) or (_WORDS.get(word) if number == str(_WORDS.get(word)) else None)


def _of(score: int, best: int) -> int | None:
    """Bring a score out of 5 or 10 to one out of 5; what falls between two is not guessed."""
    if best == 2 * HIGHEST:
        return score // 2 if score % 2 == 0 else None
    return score if best == HIGHEST else None


def _reopened(ticket: Ticket, reason: HandoverReason, noted: str) -> tuple[Effect, ...]:
    if ticket.stage.is_open:
        return (AddNote(ticket.ref, noted),)
    return (MoveTicket(ticket.ref, Stage.REOPENED), Escalate(ticket.ref, reason), AddNote(ticket.ref, noted))


def _scores(ctx: Context, ref: TicketRef) -> tuple[Option, ...]:
    return tuple(
        Option(f"rate:{score}:{ref}", speech.line(ctx, f"option.rate:{score}")) for score in range(HIGHEST, LOWEST - 1, -1)
    )


def _mine(ref: TicketRef, ctx: Context) -> Ticket | None:
    return next((ticket for ticket in ctx.tickets if ticket.ref == ref), None)


def _is_something_else(text: str, ctx: Context) -> bool:
    decided = ctx.house.decide(text)[0].decision
    if isinstance(decided, Act):
        return decided.action not in {"thanks", "greeting", "complaint", "suggestion"}
    return isinstance(decided, Answer) and any(mark in text for mark in "؟?")
