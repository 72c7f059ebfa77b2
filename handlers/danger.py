"""Danger to life goes before everything that is awaited: whom to call now, and a person who hears of it as urgent.

Must not be learnt or switched off with an association's knowledge, nor taken for an answer to anything.
"""

from domain.alarms import Alarm
from domain.effects import Step
from domain.model import HandoverReason, Priority, TicketKind
from domain.states import Describing, State
from domain.ticketeffects import AddNote, AlertPost
from handlers import escalation, posts, speech, when
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import dangers, help_lines


def heard(state: State, text: str, ctx: Context) -> Step | None:
    """Say whom to call, and tell those who answer; None where the words tell of no danger, and ask for no such number."""
    if not dangers.tells(text):
        return _whom_to_call(state, text, ctx) if help_lines.asked_for(text) else None
    first = speech.line(ctx, "danger.own_life" if dangers.threatens_own_life(text) else "danger.emergency")
    matter = Matter(HandoverReason.DANGER, text, priority=Priority.URGENT)
    ref, effects = escalation.record(matter, ctx)
    post = escalation.post_of(ref, matter.topic, ctx)
    passed = speech.line(ctx, "danger.passed", ref=speech.written(ref), post=posts.title(ctx, post))
    said = speech.say(ctx, speech.paragraphs(first, f"{passed} {when.answer_hours(ctx, post)}"), "act:ticket_status")
    urgent_now = any(not isinstance(effect, AddNote) for effect in effects)  # whoever says it again floods no desk
    alerts = (AlertPost(ref, post, Alarm.DANGER),) if urgent_now else ()
    after = Describing(TicketKind.INQUIRY, ticket=ref, heard_at=ctx.now, added_at=ctx.now, endangered=True)
    return Step(after, (*effects, *alerts, said))


def _whom_to_call(state: State, text: str, ctx: Context) -> Step:
    """Say whom to call to who asks for no more than that; what he told before stays open to more."""
    noted = (AddNote(state.ticket, text),) if isinstance(state, Describing) and state.ticket else ()
    return Step(state, (*noted, speech.say(ctx, speech.line(ctx, "danger.emergency"), "act:officer", "act:menu")))
