"""The member's own tickets: what stands where. Must not show, or confirm the existence of, anybody else's."""

import re
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from domain import reference
from domain.casefile import QUEUED
from domain.effects import Say, Step
from domain.model import Language, Option, Stage, Ticket, TicketKind, TicketRef
from domain.states import Describing, Idle, State
from faq import normalise
from handlers import memory, posts, speech, texts, when
from handlers.context import Context
from handlers.hearing import progress, turnings, words
from handlers.question import answers

_SHOWN: Final = 20
"""More than a member ever has open at once: none of them is left out. A channel with shorter lists pages."""
_DAY: Final = timedelta(days=1)
_FRESH: Final = timedelta(days=7)
"""A matter as new as this is told within what time such a one is answered."""
UPDATING: Final = "form.title_update"
"""The key of the subject of a registration that only brings data up to date: nothing is decided on it within any time."""
OF_TIME: Final[Mapping[str, frozenset[TicketKind]]] = {
    "handling.reply_time": frozenset(TicketKind),
    "complaints.time": frozenset({TicketKind.COMPLAINT}),
    "admission.time": frozenset({TicketKind.REGISTRATION}),
}
"""Entries of a member who asks how long something takes, and of what kinds of ticket that is asked where he has one."""
_NUMBERED = re.compile(r"(?<![A-Za-z])[Tt]\s*-?\s*\d{2,9}(?:\s*-\s*\d)?(?!\w)")
_WRITTEN = r"(?:[Tt]\s*-?\s*\d{2,9}(?:\s*-\s*\d)?|\d{3,9}(?:-\d)?)"
_ALONE = re.compile(rf"[\s#]*{_WRITTEN}[\s.؟?!]*")
_ANNOUNCED = re.compile(rf"(?<!\w){_WRITTEN}(?!\w)")
_CALLED = re.compile(r"(?:رقم\w{0,3}|number(?:\s+is)?|\bno\.?|#)\s*:?\s*(\d{2,9}(?:-\d)?)(?!\w)", re.IGNORECASE)
"""Digits that are called a number: «المعاملة رقم 45», but not «من 15 يوم»."""


def status(state: State, text: str, ctx: Context) -> Step:
    """Tell where a ticket named in the text stands, and what is awaited of him; without a number, list those that are open."""
    return _with_owed(state, _status(text, ctx), ctx)


def _with_owed(state: State, step: Step, ctx: Context) -> Step:
    """Say what an officer asked for below where that ticket stands, and go on waiting for it."""
    if not (isinstance(state, Describing) and state.owed and state.ticket):
        return step
    mine, ref = ctx.ticket(state.ticket), speech.written(state.ticket)
    told = any(ref in effect.reply.text for effect in step.effects if isinstance(effect, Say))
    if mine is None or mine.stage is not Stage.WAITING_FOR_MEMBER or not told:
        return step
    return Step(state, speech.followed(step, speech.line(ctx, "moved.owed", line=state.owed)).effects)


def _status(text: str, ctx: Context) -> Step:
    plain = normalise.digits(text)
    if ticket := own(plain, ctx):
        return _shown(_words(ctx, ticket), ctx)
    if number := _named(plain):
        key = "status.unknown" if _could_be(number, reference.find(plain)) else "status.wrong_digit"
        return _shown(speech.line(ctx, key, number=speech.short(number, 20)), ctx)
    return _of_kind(text, ctx)


def _of_kind(text: str, ctx: Context) -> Step:
    """List what is open, and say so where a form is asked after of which none is here: another request is no answer to that."""
    named = turnings.kinds(text) & memory.OF_FORMS
    missing = bool(ctx.all_tickets) and all(ticket.kind not in named for ticket in ctx.all_tickets)
    if len(named) != 1 or not missing:
        return listed(ctx)
    told = speech.line(ctx, "status.none_of", kind=speech.line(ctx, f"kind.{next(iter(named))}"))
    return speech.prefixed(listed(ctx), told, "\n\n")


def _named(plain: str) -> str:
    """Give the reference as it was written: with its T, alone, or called a number; empty where there is none."""
    if found := _NUMBERED.search(plain) or _ALONE.fullmatch(plain):
        return found[0].strip(" .؟?!")
    called = _CALLED.search(plain)
    return called[1] if called else ""


def own(text: str, ctx: Context) -> Ticket | None:
    """Find the member's ticket, on whichever channel, that a text with ASCII digits names."""
    mine = {ticket.ref: ticket for ticket in ctx.all_tickets}
    return next((mine[ref] for ref in reference.find(text) if ref in mine), None)


def is_reference(text: str, ctx: Context) -> bool:
    """Tell whether a message is nothing but a ticket's number: with its T, an own one's digits, or «رقم طلبي 15328»."""
    if not any(map(str.isdecimal, text)):
        return False
    plain = normalise.digits(text)
    known = bool(_NUMBERED.search(plain)) or own(plain, ctx) is not None
    if _ALONE.fullmatch(plain):
        return known
    around, numbers = _ANNOUNCED.subn(" ", plain)
    return numbers == 1 and progress.gives_number(around) and (known or progress.refers(around))


def names_any(text: str) -> bool:
    """Tell whether a message names, with its T, a ticket: the member's, or one of which he is told that it is not his."""
    return bool(_NUMBERED.search(normalise.digits(text)))


def names_own(text: str, ctx: Context) -> bool:
    """Tell whether a longer message names, with its T, a ticket of the member's."""
    plain = normalise.digits(text)
    return bool(_NUMBERED.search(plain)) and own(plain, ctx) is not None


def names_another(text: str, ctx: Context) -> bool:
    """Tell whether a message asks where a ticket stands that it names with its T, and that is none of the member's."""
    plain = normalise.digits(text)
    return bool(_NUMBERED.search(plain)) and own(plain, ctx) is None and (words.asks(text) or progress.asks_progress(text))


def listed(ctx: Context) -> Step:
    """List the open tickets of all channels, or the last ones when none is open."""
    known = ctx.all_tickets
    open_ = tuple(ticket for ticket in known if ticket.stage.is_open)
    if len(open_) == 1:
        return _shown(_words(ctx, open_[0]), ctx)
    if tickets := open_[:_SHOWN]:
        head = speech.counted(ctx, "status.count", len(open_))
        return _shown("\n".join((head, *(_row(ctx, ticket) for ticket in tickets))), ctx, tickets)
    done = known[:2]
    last = "\n".join((speech.line(ctx, "status.last"), *(_row(ctx, ticket) for ticket in done))) if done else ""
    settled = done[0] if done and done[0].stage is Stage.RESOLVED else None
    unsolved = (Option(f"unsolved:{settled.ref}", speech.line(ctx, "option.unsolved")),) if settled else ()
    return _shown(speech.paragraphs(speech.line(ctx, "status.none"), last), ctx, also=unsolved)


def standing(text: str, ctx: Context) -> str:
    """Tell in words alone where the ticket that is named stands, or where those that are open do."""
    return "\n\n".join(effect.reply.text for effect in status(Idle(), text, ctx).effects if isinstance(effect, Say))


def contact(text: str, ctx: Context, kinds: Collection[TicketKind] = frozenset(TicketKind)) -> Step | None:
    """Tell a member when he hears of what he has with us: where it is, since when, and within what time it is answered.

    None where nothing of these kinds is open that he can mean.
    """
    mine = _asked_of(text, ctx, kinds)
    if mine is None:
        return None
    said = speech.say(ctx, stands(mine, ctx), "act:ticket_status", "act:officer", "act:menu")
    return Step(Idle(added=mine.ref, added_at=ctx.now), (said,))


def stands(mine: Ticket, ctx: Context) -> str:
    """Tell where a request is, since when, and within what time such a one is answered."""
    if mine.kind in memory.OF_FORMS and not _only_updates(mine) and _awaits_decision(mine):
        return _stands(ctx, mine, answers.text(when.PERIODS[mine.kind], ctx))
    return _waiting(ctx, mine) if mine.officer is None and mine.stage in QUEUED else _words(ctx, mine)


def _only_updates(ticket: Ticket) -> bool:
    return ticket.subject == texts.line(UPDATING, Language.ARABIC)


def _asked_of(text: str, ctx: Context, kinds: Collection[TicketKind]) -> Ticket | None:
    """Give the newest open ticket of these kinds, and of one that the words name, where they name any."""
    named = turnings.kinds(text) or (memory.OF_FORMS if progress.names_committee(text) else frozenset())
    mine = (ticket for ticket in ctx.open_tickets if ticket.kind in kinds)
    return next((ticket for ticket in mine if not named or ticket.kind in named or _is_with_committee(ticket, text)), None)


def _is_with_committee(ticket: Ticket, text: str) -> bool:
    return ticket.stage is Stage.WITH_COMMITTEE and progress.names_committee(text)


def _waiting(ctx: Context, ticket: Ticket) -> str:
    """Tell whose a ticket is that nobody has taken, since when it is there, where that was not today, and when he hears."""
    post, age = posts.of(ctx, ticket), ctx.now - ticket.opened_at
    told = speech.line(ctx, "handover.waiting", ref=speech.written(ticket.ref), post=posts.title(ctx, post))
    since = speech.line(ctx, "status.opened", date=when.date(ctx, ticket.opened_at)) if age > _DAY else ""
    awaits = age < _FRESH and not _only_updates(ticket) and _awaits_decision(ticket)
    within = when.answered_within(ctx, ticket.kind) if awaits else ""
    return " ".join(filter(None, (told, since, within, when.answer_hours(ctx, post))))


def who_served(state: State, ctx: Context) -> Step:
    """Say who had his last matter, or where the name stands, and that thanks or a remark reach that officer."""
    served = next((ticket for ticket in ctx.tickets if ticket.officer in ctx.house.titles), None)
    if served is None or served.officer is None:
        told = speech.line(ctx, "officer.who", ref=speech.written(ctx.tickets[0].ref))
    else:
        name = speech.in_language(ctx.house.titles[served.officer], ctx)
        told = speech.line(ctx, "officer.who_named", ref=speech.written(served.ref), name=name)
    return Step(state, (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def has_complained(ctx: Context) -> bool:
    """Tell whether a complaint of his is open."""
    return any(ticket.kind is TicketKind.COMPLAINT for ticket in ctx.open_tickets)


def _words(ctx: Context, ticket: Ticket) -> str:
    """Tell where a ticket stands; within what time the committee replies where it has not decided yet."""
    to_decide = ticket.kind is TicketKind.SUPPORT and ticket.stage.is_open and _awaits_decision(ticket)
    committee = to_decide or ticket.stage is Stage.WITH_COMMITTEE
    return _stands(ctx, ticket, speech.line(ctx, "status.committee") if committee else "")


def _awaits_decision(ticket: Ticket) -> bool:
    """Tell whether the committee has not had it yet, or has it still: what it gave back awaits nothing from it."""
    return not ticket.studied or ticket.stage is Stage.WITH_COMMITTEE


def _stands(ctx: Context, ticket: Ticket, period: str) -> str:
    """Tell what a ticket is, where it stands and since when, and within what time it is decided, or when the office works."""
    head = speech.line(ctx, "status.ticket", **_parts(ctx, ticket))
    opened, changed = when.date(ctx, ticket.opened_at), when.date(ctx, ticket.changed_at)
    dates = speech.line(ctx, "status.opened" if opened == changed else "status.changed", date=opened, changed=changed)
    hours = when.answer_hours(ctx, posts.of(ctx, ticket)) if ticket.stage in QUEUED and not period else ""
    return speech.paragraphs(f"{head} {dates}", period, hours)


def _row(ctx: Context, ticket: Ticket) -> str:
    return speech.line(ctx, "status.row", **_parts(ctx, ticket))


def _parts(ctx: Context, ticket: Ticket) -> dict[str, str]:
    kind, stage = speech.line(ctx, f"kind.{ticket.kind}"), speech.line(ctx, f"stage.{ticket.stage}")
    return {"ref": speech.written(ticket.ref), "kind": kind, "stage": stage}


def _shown(text: str, ctx: Context, tickets: tuple[Ticket, ...] = (), also: tuple[Option, ...] = ()) -> Step:
    each = (Option(f"status:{ticket.ref}", speech.written(ticket.ref)) for ticket in tickets)
    return Step(Idle(), (speech.say(ctx, text, *each, *also, "act:officer", "act:menu"),))


def _could_be(written: str, named: tuple[TicketRef, ...]) -> bool:
    """Tell whether the number, taken with its last digit as check digit, is well formed."""
    digits = "".join(char for char in written if char.isdecimal())
    return bool(named) and reference.check_digit(digits) == "0"
