"""Telling a complaint, a suggestion, or what an officer should know: the member's words go into the ticket.

Must not judge them.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.effects import AddNote, Effect, Step
from domain.model import HandoverReason, Stage, TicketKind, TicketRef
from domain.states import Describing, Idle
from faq.decision import Act, Answer, Decision, Handover
from handlers import actions, complaint, escalation, faq, forms, idle, moods, speech, words
from handlers.context import Context

_LEAST: Final = 2
"""Words from which a message describes something."""
_WHILE: Final = timedelta(hours=1)
"""After the last words about a ticket, new ones belong to it for so long."""
_SURELY: Final = 0.9
"""Confidence from which words that begin as a question does are one, without its mark."""
_BARE: Final = 3
"""So few words that name what is answered with more confidence yet are a question too: «شروط العضوية»."""
_BARELY: Final = 0.95


def tell(state: Describing, text: str, ctx: Context) -> Step:
    """Open a ticket with the words, or add them to the one that was opened already."""
    if state.draft and words.is_one_of(text, words.RESUME):
        return forms.resume(state, ctx)
    if state.ticket is not None:
        return _add(state, text, ctx)
    if words.is_one_of(text, words.CANCEL | words.NO):
        return Step(Idle(), (speech.say(ctx, speech.line(ctx, "describing.cancelled"), "act:menu", "act:officer"),))
    if len(text.split()) >= _LEAST and not words.is_wordless(text):
        if state.matter is TicketKind.INQUIRY:
            return escalation.asked(state, text, ctx)
        return complaint.open_(state.matter, text, ctx)
    if state.misses >= ctx.house.max_misses:
        return escalation.asked(state, text, ctx)
    again = "suggestion.ask_again" if state.matter is TicketKind.SUGGESTION else "complaint.ask_again"
    said = speech.say(ctx, speech.line(ctx, again), "act:officer", "act:menu")
    return Step(Describing(state.matter, state.misses + 1), (said,))


def _add(state: Describing, text: str, ctx: Context) -> Step:
    """Add what helps the officer; details are optional, so a sure question is answered as well."""
    ref = state.ticket or ctx.fresh_ref
    if _is_over(state, ref, ctx):
        return idle.heard(Idle(draft=state.draft), text, ctx)
    if words.is_one_of(text, words.NO | words.ACKNOWLEDGED | words.CANCEL) or words.is_wordless(text):
        return _nothing_more(ref, "describing.nothing", ctx)
    if words.is_one_of(text, words.THANKS) or words.thanks_for(text) or words.blesses(text):
        return _nothing_more(ref, "describing.thanks", ctx)
    decided = ctx.house.decide(text, moods.thread(state))[0].decision
    if isinstance(decided, Act) and decided.action == "officer":
        return escalation.asked(state, text, ctx)
    if state.matter is not TicketKind.COMPLAINT and _is_angry(decided):
        return complaint.angry(text, ctx)
    if _is_sure(decided, text):
        return _answered(state, ref, text, ctx)
    noted = escalation.adding(ref, text, ctx)
    told = speech.line(ctx, "describing.added", ref=speech.written(ref))
    said = () if escalation.is_told(state, ref, ctx) else (speech.say(ctx, told, "act:ticket_status", "act:menu"),)
    return Step(replace(state, added_at=ctx.now, heard_at=ctx.now), (*noted, *said))


def _is_over(state: Describing, ref: TicketRef, ctx: Context) -> bool:
    """Tell whether so long passed that he begins anew; what he owes is waited for."""
    ticket = ctx.ticket(ref)
    if ticket is None or ticket.stage is Stage.WAITING_FOR_MEMBER:
        return False
    return ctx.now - max(ticket.changed_at, state.heard_at or ticket.changed_at) > _WHILE


def _nothing_more(ref: TicketRef, key: str, ctx: Context) -> Step:
    told = speech.line(ctx, key, ref=speech.written(ref))
    return Step(Idle(), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def _answered(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Answer a question in between; the ticket stays open to details, a wish leads elsewhere."""
    step = faq.ask(Idle(state.entry, state.topic, misses=moods.misses(state)), text, ctx)
    after = step.state
    if isinstance(after, Idle) and after.entry:
        after = replace(state, entry=after.entry, topic=after.topic, added_at=None, heard_at=ctx.now)
    return Step(after, (*_kept(ref, text, ctx), *step.effects))


def _kept(ref: TicketRef, text: str, ctx: Context) -> tuple[Effect, ...]:
    """Keep a question with the ticket; where the ticket waits for something of the member's, a question is not that."""
    ticket = ctx.ticket(ref)
    waits = ticket is not None and ticket.stage is Stage.WAITING_FOR_MEMBER
    return () if waits else (AddNote(ref, text),)


def _is_sure(decided: Decision, text: str) -> bool:
    """Tell whether the words are a question with an answer, or ask for something that is not this ticket's matter.

    A detail may hold the words of a question («سألته متى الرد ولم يجب»): one begins as questions do, or is nothing else.
    """
    match decided:
        case Act(action=("complaint" | "suggestion")):
            return not complaint.tells(text, _LEAST)
        case Act(action=action):
            return action != "officer"
        case Answer(confidence=sure):
            asked = any(mark in text for mark in "؟?") or words.wants_to_know(text)
            bare = len(text.split()) <= _BARE and sure >= _BARELY
            return asked or bare or (words.begins_asking(text) and sure >= _SURELY)
        case _:
            return False


def _is_angry(decided: Decision) -> bool:
    match decided:
        case Handover(reason):
            return reason is HandoverReason.ANGER
        case Act(_, entry):
            return entry == actions.ANGER
        case _:
            return False
