"""When Mujib itself failed on a message: an apology and a person. Must not do anything that could fail again."""

from domain.effects import Step
from domain.inbound import (
    AttachmentReceived,
    CardRead,
    ChoiceMade,
    ConversationStarted,
    FileLost,
    Ignored,
    Inbound,
    LanguageChosen,
    MemberOptedOut,
    MemberReturned,
    TextReceived,
    TimerFired,
)
from domain.model import HandoverReason
from domain.officeracts import ContactLogged
from domain.states import Idle, State, WithOfficer
from domain.ticketeffects import AddNote
from handlers import escalation, memory, posts, speech, when
from handlers.context import Context


def fault_step(state: State, inbound: Inbound, ctx: Context) -> Step:
    """Pass the member's message on with an apology; an officer's event is noted on its ticket, for officers to see."""
    match inbound:
        case TextReceived(text):
            return _member(state, text, ctx)
        case ChoiceMade(option):
            return _member(state, option, ctx)
        case AttachmentReceived(media, name):
            return _member(state, f"{media} {name}", ctx)
        case ConversationStarted() | LanguageChosen() | TimerFired() | MemberOptedOut() | MemberReturned():
            return Step(state)
        case ContactLogged() | CardRead() | FileLost() | Ignored():
            return Step(state)
        case _:
            return Step(state, (AddNote(inbound.ticket, speech.note("note.fault")),))


def _member(state: State, text: str, ctx: Context) -> Step:
    words = speech.short(text, 500)
    if isinstance(state, WithOfficer):
        return Step(state, (AddNote(state.ticket, words),))
    ref, effects = escalation.record(escalation.Matter(HandoverReason.FAULT, words), ctx)
    post = escalation.post_of(ref, "", ctx)
    told = speech.line(ctx, "fault.ticket", ref=speech.written(ref), post=posts.title(ctx, post))
    said = speech.say(ctx, f"{speech.line(ctx, 'fault.sorry')} {told} {when.answer_hours(ctx, post)}", "act:menu")
    return Step(Idle(draft=memory.draft(state)), (*effects, said))
