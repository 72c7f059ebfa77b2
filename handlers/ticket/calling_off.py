"""Calling a matter off: which one, the wish for an officer, and keeping it after all. Must not close anything: officers do."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from domain.effects import Step
from domain.model import Option, Stage, Ticket, TicketKind, TicketRef
from domain.states import Choosing, Clarifying, Describing, Idle, State, Wish
from domain.ticketeffects import AddNote
from handlers import menu, speech
from handlers.context import Context
from handlers.hearing import particles, persons, turnings, undertakings, unwanted, wordbook, words
from handlers.question import telling
from handlers.ticket import additions, tickets

_NOT: Final = particles.NOT | wordbook.tokens("لا ما مو مب مابي خلاص بطلت no not don't dont never nevermind khalas 5alas mabi")
_WISHED_NOT: Final = wordbook.tokens("مابي بطلت mabi")
_SENDING_ON: Final = wordbook.tokens("تحول تحولني تحولوني تحوليني تحولونا تحويل transfer forward")
_OFFICER: Final = persons.OFFICER | wordbook.tokens("الموظف الموظفين احد أحد")
_BESIDE: Final = (
    wordbook.WANT | wordbook.TALK | wordbook.tokens("أكلم اكلم يكلمني an the any more anymore to do with ok طيب شكرا thanks")
)
_KEEP: Final = wordbook.tokens("ابقوها ابقها أبقها keep مفتوحة مثل زي open as")
_LEAVE: Final = wordbook.tokens("خلوها خلها خليها خلوه خله خليه اتركها اتركوها leave")
"""What may mean both that a matter stays as it is and that nothing is to be done in it."""
_BESIDE_KEEPING: Final = particles.NO | wordbook.tokens(
    "ما هي طيب عفوا التذكرة الشكوى الطلب المعاملة it is please sorry actually wait the my ticket complaint request"
)


def heard(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Write down that something is not wanted any more, ask which where there are several; None where nothing such is said."""
    opened = ctx.open_tickets
    if not opened:
        return _nothing_open(state, text, ctx)
    if takes_officer_back(text):
        return _officer_unwanted(opened[0].ref, text, ctx)
    opened = _of_kind(opened, text)
    if not undertakings.drops(text):
        if step := _left(state, text, ctx):
            return step
        return may_call_off(opened[0].ref, ctx) if len(opened) == 1 and words.may_call_off(text) else None
    if len(opened) == 1:
        return called_off(opened[0].ref, text, ctx)
    offered = tuple(ticket.ref for ticket in opened[: additions.MOST_OFFERED])
    return additions.which(Choosing(Wish.CALL_OFF, offered, text, ctx.inbound), ctx, "which.call_off")


def called_off(ref: TicketRef, words: str, ctx: Context) -> Step:
    """Write down that the member does not want the matter any more; an officer reads it and closes it."""
    told = speech.line(ctx, "handover.called_off", ref=speech.written(ref))
    said = speech.say(ctx, told, "act:ticket_status", "act:menu")
    return Step(Idle(added=ref, added_at=ctx.now), (*additions.added(ref, words, ctx), said))


def all_called_off(words: str, ctx: Context) -> Step:
    """Write down that the member does not want any of his open matters any more."""
    refs = tuple(ticket.ref for ticket in ctx.open_tickets)
    told = speech.line(ctx, "handover.called_off_all", refs=speech.series(ctx, [speech.written(ref) for ref in refs]))
    noted = (effect for ref in refs for effect in additions.added(ref, words, ctx))
    return Step(Idle(), (*noted, speech.say(ctx, told, "act:ticket_status", "act:menu")))


def may_call_off(ref: TicketRef, ctx: Context) -> Step:
    """Tell how the member can drop the matter."""
    told = speech.line(ctx, "handover.may_call_off", ref=speech.written(ref))
    return Step(Idle(), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def of_this(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step | None:
    """Do the same where one matter is talked of; which is asked only where the words may mean another."""
    if takes_officer_back(text):
        return _officer_unwanted(ref, text, ctx)
    if undertakings.drops(text):
        others = len(ctx.open_tickets) > 1 and words.calls_off(text)
        return (heard(Idle(), text, ctx) if others else None) or called_off(ref, text, ctx)
    if leaves(text) or _gives_up(text):
        return stays(state, ref, text, ctx)
    return may_call_off(ref, ctx) if words.may_call_off(text) else None


def _nothing_open(state: State, text: str, ctx: Context) -> Step | None:
    """Tell a member who calls off what is not there that nothing is open; there is nothing to leave either."""
    declined = telling.is_offered(state) and undertakings.drops(text)
    if declined or takes_officer_back(text) or leaves(text) or _gives_up(text):
        return menu.let_be(state, ctx)
    return nothing(text, ctx) if words.calls_off(text) or words.may_call_off(text) else None


def nothing(text: str, ctx: Context) -> Step:
    """Tell a member that what he calls off is not open here, and offer an officer: he may have filed it elsewhere."""
    return tickets.listed(ctx) if ctx.all_tickets else telling.offer(text, "tell.elsewhere", ctx, "act:officer", "act:menu")


def _of_kind(opened: tuple[Ticket, ...], text: str) -> tuple[Ticket, ...]:
    """Give those of the kind that the words name, where there are any: of a complaint and a question «الغ الشكوى» means one."""
    named = turnings.kinds(text)
    return tuple(ticket for ticket in opened if ticket.kind in named) or opened


def takes_officer_back(text: str) -> bool:
    """Tell whether the message only says that no officer is wanted any more: «ما ابي موظف خلاص»."""
    said = words.told(text)
    pairs = tuple(pairwise(said))
    if any(first in particles.NOT and then in _SENDING_ON for first, then in pairs) and not words.asks(text):
        return True
    whole = all(word in _NOT or word in _OFFICER or word in _BESIDE or word in wordbook.POLITE for word in said)
    denied = any(first in particles.DENYING and then in wordbook.WANT for first, then in pairs)  # «لا، ابي موظف» wants one
    return whole and (denied or not _WISHED_NOT.isdisjoint(said)) and not (_OFFICER.isdisjoint(said) or words.asks(text))


def _officer_unwanted(ref: TicketRef, text: str, ctx: Context) -> Step:
    """Call the untaken inquiry off by which an officer was called; a complaint goes on, with a note."""
    mine = ctx.ticket(ref)
    if mine is None or (mine.kind is TicketKind.INQUIRY and mine.stage is Stage.RECEIVED):
        return called_off(ref, text, ctx)
    told = speech.line(ctx, "describing.nothing", ref=speech.written(ref))
    return Step(Idle(), (AddNote(ref, text), speech.say(ctx, told, "act:ticket_status", "act:menu")))


def _left(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Keep the matter that was called off just now, or the only one; ask what «اتركها» or «بطلت» means where that is open."""
    added = state.added if isinstance(state, Idle) else None
    ref = added or (ctx.open_tickets[0].ref if len(ctx.open_tickets) == 1 else None)
    if ref is None or not (leaves(text) or _gives_up(text)):
        return None
    after_all = added is not None and leaves(text) and not particles.NO.isdisjoint(words.told(text))
    return kept(state, ref, text, ctx) if after_all else stays(state, ref, text, ctx)


def _gives_up(text: str) -> bool:
    """Tell whether the message only says that something is wanted no more, in more than a "never mind"."""
    return undertakings.gives_up(text) and not undertakings.lets_be(text)


def leaves(text: str) -> bool:
    """Tell whether the message only says that a matter is to stay, or be left: "No, keep it", «اتركها», «لا خلوها مفتوحة»."""
    return words.made_of(text, _KEEP | _LEAVE, _BESIDE_KEEPING) and words.told(text) != ("leave",)  # whoever leaves us


def _keeps(text: str) -> bool:
    """Tell whether words that leave a matter say that it is to stay: "keep it", «خلوها مفتوحة»."""
    return not _KEEP.isdisjoint(words.told(text))


def stays(state: State, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Keep what is to stay, or ask whether it is no longer wanted; saying so again is an answer."""
    if _keeps(text):
        return kept(state, ref, text, ctx)
    asked = any(option.id == f"drop:{ref}" for option in ctx.offered)
    return called_off(ref, text, ctx) if asked and _gives_up(text) else _which_meant(state, ref, ctx)


def _which_meant(state: State, ref: TicketRef, ctx: Context) -> Step:
    """Ask whether it is to stay open, or is not wanted any more."""
    told = speech.line(ctx, "calling_off.which_meant", ref=speech.written(ref))
    options = (Option(f"{what}:{ref}", speech.line(ctx, f"option.{what}")) for what in ("keep", "drop"))
    return Step(state, (speech.say(ctx, told, *options),))


def denied(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step | None:
    """Write down that what was just opened was not wished for, and ask whether it stays; None where no such thing is said."""
    mine = ctx.ticket(ref)
    if mine is None or mine.officer is not None or not unwanted.says(text):
        return None
    step = _which_meant(state, ref, ctx)
    sorry = speech.line(ctx, "calling_off.denied", ref=speech.written(ref))
    return Step(replace(state, heard_at=ctx.now), (AddNote(ref, text), *speech.prefixed(step, sorry).effects))


def keep(state: State, value: str, ctx: Context) -> Step:
    """Keep the pressed ticket, where it is the member's and open; else show what he has."""
    mine = ctx.ticket(TicketRef(value))
    if mine is None or not mine.stage.is_open:
        return tickets.status(state, value, ctx)
    return kept(state, mine.ref, speech.note("option.keep"), ctx)


def drop(state: State, value: str, ctx: Context) -> Step:
    """Call the pressed ticket off, where it is the member's and open; else show what he has."""
    mine = ctx.ticket(TicketRef(value))
    if mine is None or not mine.stage.is_open:
        return tickets.status(state, value, ctx)
    return called_off(mine.ref, speech.note("option.drop"), ctx)


def kept(state: State, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Write down that it is wanted after all."""
    told = speech.line(ctx, "calling_off.kept", ref=speech.written(ref))
    after = state if isinstance(state, Describing) else Idle(added=ref, added_at=ctx.now)
    return Step(after, (AddNote(ref, text), speech.say(ctx, told, "act:ticket_status", "act:menu")))
