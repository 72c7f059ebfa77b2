"""What is no detail of a ticket just opened: nothing more, thanks, no complaint, another matter. Must not add it as one."""

from typing import Final

from domain.effects import Step
from domain.model import TicketKind, TicketRef
from domain.states import Describing, Idle
from domain.ticketeffects import AddNote
from faq import gist, restating
from handlers import attachments, idle, memory, speech
from handlers.context import Context
from handlers.form import correcting, forms
from handlers.hearing import (
    assents,
    halves,
    manners,
    notices,
    progress,
    remarks,
    sayings,
    turnings,
    undertakings,
    waiting,
    wordbook,
    words,
)
from handlers.question import clause
from handlers.resolved import aftermath
from handlers.ticket import calling_off, chasing, complaint, filing, foretelling, open_requests, questions, tickets

_LEAST: Final = 2
"""Words of a detail beside a question."""


def told(state: Describing, text: str, ctx: Context) -> Step | None:
    """Take a rating of another matter, or tell when somebody gets in touch; what is told of stays."""
    if step := aftermath.beside(state, text, ctx):
        return step
    if step := clause.asked(state, text, ctx):
        return step
    if waiting.waits_too_long(text) and (step := chasing.chased(state, text, ctx)):
        return step
    if correcting.named(text) and (step := forms.corrected(text, ctx)):
        return step
    of_answer = memory.was_answered(state, ctx) and waiting.asks_how_long(text)
    step = None if of_answer else foretelling.heard(state, text, ctx)
    adds = any(complaint.tells(detail, _LEAST) for detail, _ in halves.told_and_asked(text))
    noted = questions.kept(state.ticket, text, ctx) if adds and state.ticket else ()
    return Step(step.state, (*noted, *step.effects)) if step else None


def remarked(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step | None:
    """Answer what is no detail: that there is nothing more, that it is not wanted, thanks, whether something arrived."""
    after = progress.asks_after_own(text) or progress.asks_after_form(text) or progress.asks_result(text)
    asks_own = after or progress.asks_its_number(text) or progress.asks_number(text)
    if asks_own or tickets.is_reference(text, ctx) or tickets.names_another(text, ctx):
        return Step(state, tickets.status(state, text, ctx).effects)
    if step := filing.heard(state, text, ctx) or _unwished(state, ref, text, ctx) or calling_off.denied(state, ref, text, ctx):
        return step
    if step := open_requests.unanswered(state, text, ctx):
        return step
    if progress.asks_if_over(text):
        return Step(state, tickets.status(state, ref, ctx).effects)
    if _would_tell_more(state, text):
        return _go_on(state, ref, ctx)
    if (
        words.is_one_of(text, sayings.NO | sayings.ACKNOWLEDGED | sayings.CANCEL)
        or words.is_wordless(text)
        or remarks.laughs(text)
        or (manners.acknowledges(text) and not manners.thanks(text))
        or undertakings.lets_be(text)
        or undertakings.has_said_all(text)
        or remarks.agrees(text)
    ):
        return _nothing_more(ref, "describing.nothing", ctx)
    if undertakings.goes_on_telling(text):
        return _go_on(state, ref, ctx)
    if step := open_requests.spared(state, text, ctx) or calling_off.of_this(state, ref, text, ctx):
        return step
    if state.added_at is None and memory.was_answered(state, ctx) and restating.restated(text):
        return questions.answered(state, text, ctx)
    return _closed(state, ref, text, ctx)


def _closed(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step | None:
    """Answer thanks, a call, a mere yes or no, and whether something arrived."""
    if manners.thanks(text) or manners.thanks_briefly(text) or manners.is_only_courteous(text) or remarks.leaves(text):
        return _nothing_more(ref, "describing.thanks", ctx)
    if gist.is_call(text) or remarks.calls(text):
        return Step(state, tickets.status(state, ref, ctx).effects)
    if (assents.refuses(text) and not notices.stops_messages(text)) or _only_agrees(text):
        return _nothing_more(ref, "describing.nothing", ctx)
    return Step(state, (attachments.arrived(ref, ctx),)) if remarks.asks_arrival(text) else None


def _unwished(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step | None:
    """Do what is wanted instead of a complaint, and tell how to drop it; ask where he only says that he wants none."""
    if state.matter is not TicketKind.COMPLAINT or not turnings.names_complaining(text):
        return None
    if meant := turnings.instead(text):
        step = idle.heard(Idle(added=ref, added_at=ctx.now), meant, ctx)
        dropped = speech.line(ctx, "handover.may_call_off", ref=speech.written(ref))
        return Step(step.state, (AddNote(ref, text), *speech.prefixed(step, dropped, "\n\n").effects))
    only = turnings.takes_back(text) and not undertakings.drops(text)
    return calling_off.stays(state, ref, text, ctx) if only else None


def _would_tell_more(state: Describing, text: str) -> bool:
    """Recognise a yes to the question whether he would add something, which stands below a complaint just opened."""
    fresh = state.added_at is None and state.heard_at is None and state.matter is TicketKind.COMPLAINT
    return fresh and (remarks.takes_up_plainly(text) or (_only_agrees(text) and not manners.acknowledges(text)))


def _only_agrees(text: str) -> bool:
    """Recognise words that say yes and nothing else; a prayer is answered as one: «توكل على الله»."""
    return assents.accepts(text) and wordbook.BLESSED.isdisjoint(words.told(text))


def _go_on(state: Describing, ref: TicketRef, ctx: Context) -> Step:
    return Step(state, (speech.say(ctx, speech.line(ctx, "describing.go_on", ref=speech.written(ref)), "act:menu"),))


def _nothing_more(ref: TicketRef, key: str, ctx: Context) -> Step:
    told = speech.line(ctx, key, ref=speech.written(ref))
    return Step(Idle(added=ref, added_at=ctx.now), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))
