"""Calling a matter off: which one, the wish for an officer, and keeping it after all. Must not close anything: officers do."""

# ruff: noqa: E501 - lists of words read best in wide lines

from itertools import pairwise
from typing import Final

from domain.effects import AddNote, Step
from domain.model import Stage, TicketKind, TicketRef
from domain.states import Choosing, Clarifying, Describing, Idle, State, Wish
from handlers import escalation, menu, speech, undertakings, wordbook, words
from handlers.context import Context

_NOT: Final = wordbook.tokens("لا ما مو مب مابي ماابي خلاص بطلت no not don't dont never nevermind khalas 5alas mabi")
_WISHED_NOT: Final = wordbook.tokens("مابي ماابي بطلت mabi")
_DENYING: Final = wordbook.tokens("ما مو مب don't dont not")
_OFFICER: Final = wordbook.OFFICER | wordbook.tokens("الموظف الموظفين احد أحد")
_BESIDE: Final = (
    wordbook.WANT | wordbook.TALK | wordbook.tokens("أكلم اكلم يكلمني an the any more anymore to do with ok طيب شكرا thanks")
)
_KEEP: Final = wordbook.tokens("خلوها خلها خليها خلوه خله خليه ابقوها ابقها أبقها اتركها اتركوها keep leave")
_OPEN: Final = wordbook.tokens(
    "لا مفتوحة مثل ما هي زي طيب عفوا التذكرة الشكوى الطلب المعاملة no it open as is please sorry actually wait the my ticket complaint request"
)


def heard(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Write down that something is not wanted any more, ask which where there are several; None where nothing such is said."""
    opened = ctx.open_tickets
    if not opened:
        return menu.let_be(state, ctx) if takes_officer_back(text) else None
    if takes_officer_back(text):
        return officer_unwanted(opened[0].ref, text, ctx)
    if keeps(text):
        ref = state.added if isinstance(state, Idle) and state.added else opened[0].ref
        return kept(state, ref, text, ctx) if len(opened) == 1 or (isinstance(state, Idle) and state.added) else None
    if not undertakings.drops(text):
        return escalation.may_call_off(opened[0].ref, ctx) if len(opened) == 1 and words.may_call_off(text) else None
    if len(opened) == 1:
        return escalation.called_off(opened[0].ref, text, ctx)
    offered = tuple(ticket.ref for ticket in opened[: escalation.MOST_OFFERED])
    return escalation.which(Choosing(Wish.CALL_OFF, offered, text, ctx.inbound), ctx, "which.call_off")


def takes_officer_back(text: str) -> bool:
    """Tell whether the message only says that no officer is wanted any more: «ما ابي موظف خلاص»."""
    said = words.told(text)
    whole = all(word in _NOT or word in _OFFICER or word in _BESIDE or word in wordbook.POLITE for word in said)
    denied = any(first in _DENYING and then in wordbook.WANT for first, then in pairwise(said))  # «لا، ابي موظف» wants one
    return whole and (denied or not _WISHED_NOT.isdisjoint(said)) and not (_OFFICER.isdisjoint(said) or words.asks(text))


def officer_unwanted(ref: TicketRef, text: str, ctx: Context) -> Step:
    """Call the untaken inquiry off by which an officer was called; a complaint goes on, with a note."""
    mine = ctx.ticket(ref)
    if mine is None or (mine.kind is TicketKind.INQUIRY and mine.stage is Stage.RECEIVED):
        return escalation.called_off(ref, text, ctx)
    told = speech.line(ctx, "describing.nothing", ref=speech.written(ref))
    return Step(Idle(), (AddNote(ref, text), speech.say(ctx, told, "act:ticket_status", "act:menu")))


def keeps(text: str) -> bool:
    """Tell whether the message only says that a matter is to stay as it is: "No, keep it", «لا خلوها مفتوحة»."""
    said = words.told(text)
    return not _KEEP.isdisjoint(said) and all(word in _KEEP or word in _OPEN or word in wordbook.POLITE for word in said)


def kept(state: State, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Write down that it is wanted after all."""
    told = speech.line(ctx, "calling_off.kept", ref=speech.written(ref))
    after = state if isinstance(state, Describing) else Idle(added=ref, added_at=ctx.now)
    return Step(after, (AddNote(ref, text), speech.say(ctx, told, "act:ticket_status", "act:menu")))
