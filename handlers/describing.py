"""Telling a complaint, a suggestion, or what an officer should know: the member's words go into the ticket.

Must not judge them.
"""

from domain.effects import AddNote, Effect, Step
from domain.model import HandoverReason, Stage, TicketKind, TicketRef
from domain.states import Describing, Idle
from faq.decision import Act, Answer, Handover
from handlers import actions, complaint, escalation, faq, forms, moods, speech, words
from handlers.context import Context

_LEAST = 2
"""Words from which a message describes something."""


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
    if words.is_one_of(text, words.NO | words.ACKNOWLEDGED | words.CANCEL | words.THANKS) or words.is_wordless(text):
        told = speech.line(ctx, "describing.nothing", ref=speech.written(ref))
        return Step(Idle(), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))
    if _calls_officer(text, ctx):
        return escalation.asked(state, text, ctx)
    if state.matter is not TicketKind.COMPLAINT and _is_angry(text, ctx):
        return complaint.angry(text, ctx)
    if _is_sure(text, ctx):
        step = faq.ask(Idle(misses=moods.misses(state)), text, ctx)
        return Step(step.state, (*_kept(ref, text, ctx), *step.effects))
    noted = escalation.adding(ref, text, ctx)
    told = speech.line(ctx, "describing.added", ref=speech.written(ref))
    said = () if escalation.is_told(state, ref, ctx) else (speech.say(ctx, told, "act:ticket_status", "act:menu"),)
    return Step(Idle(added=ref, added_at=ctx.now), (*noted, *said))


def _kept(ref: TicketRef, text: str, ctx: Context) -> tuple[Effect, ...]:
    """Keep a question with the ticket; where the ticket waits for something of the member's, a question is not that."""
    ticket = ctx.ticket(ref)
    waits = ticket is not None and ticket.stage is Stage.WAITING_FOR_MEMBER
    return () if waits else (AddNote(ref, text),)


def _is_sure(text: str, ctx: Context) -> bool:
    """Tell whether the words are a question with an answer, or ask for something that is not this ticket's matter."""
    decided = ctx.house.decide(text)[0].decision
    if isinstance(decided, Act):
        return decided.action not in {"officer", "complaint", "suggestion"}
    return isinstance(decided, Answer) and any(mark in text for mark in "؟?")


def _is_angry(text: str, ctx: Context) -> bool:
    match ctx.house.decide(text)[0].decision:
        case Handover(reason):
            return reason is HandoverReason.ANGER
        case Act(_, entry):
            return entry == actions.ANGER
        case _:
            return False


def _calls_officer(text: str, ctx: Context) -> bool:
    decided = ctx.house.decide(text)[0].decision
    return isinstance(decided, Act) and decided.action == "officer"
