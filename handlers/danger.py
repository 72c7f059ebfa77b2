"""Danger to life goes before everything that is awaited: whom to call now, and a person who hears of it as urgent.

Must not be learnt or switched off with an association's knowledge, nor taken for an answer to anything.
"""

from domain.alarms import Alarm
from domain.effects import Step
from domain.model import HandoverReason, Priority, TicketKind
from domain.states import Describing
from domain.ticketeffects import AddNote, AlertPost
from handlers import escalation, posts, speech, when
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import dangers


def heard(text: str, ctx: Context) -> Step | None:
    """Say whom to call, and tell those who answer; None where the words tell of no danger."""
    if not dangers.tells(text):
        return None
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
