"""What a state remembers for the next step, whatever it awaits: misses, courtesies, the thread, a form put aside.

Must not choose a state.
"""

from dataclasses import replace
from typing import Final

from domain.effects import CancelReminder, Effect, ForgetWords, Step
from domain.inbound import AttachmentReceived, Inbound, TextReceived
from domain.model import InboundId, Ticket, TicketKind
from domain.states import (
    AwaitingComment,
    AwaitingRating,
    Choosing,
    Clarifying,
    ConfirmingForm,
    Describing,
    Draft,
    FillingForm,
    Idle,
    InForm,
    NamingProxy,
    SigningForm,
    State,
    WithOfficer,
)
from domain.ticketeffects import OpenTicket
from faq.decision import Asked, Thread
from faq.entries import Kind
from handlers.context import Context

QUIET: Final = 50
"""Misses, or courtesies, in a row after which the bot only notes what comes: nobody, or a machine, is answering it.

So many that no member who keeps asking is left without a word."""

FORM: Final = "form"
"""Key of the reminder of a form that was left; a step that cancels it is done with the form."""
COMPLAINING: Final = Thread("action.complaint", "complaints")
"""A complaint is what is spoken of, until something else is: «متى يرد؟» asks when it is answered."""
OWN_DATA: Final = Thread("action.privacy", "privacy")
"""So is a request about his own data: «كم ياخذ؟»."""
_MOST_SAID: Final = 60
"""Messages of one form that are remembered."""
OF_FORMS: Final = frozenset({TicketKind.SUPPORT, TicketKind.REGISTRATION})


def misses(state: State) -> int:
    """Count the attempts in a row that were not understood."""
    return state.misses if isinstance(state, Idle | Clarifying) else 0


def courtesies(state: State) -> int:
    """Count the greetings, thanks and the like in a row."""
    return state.courtesies if isinstance(state, Idle | Describing) else 0


def thread(state: State, member: str = "") -> Thread:
    """Give what a follow-up may lean on; with the member's conversation also what he usually means."""
    match state:
        case Describing(TicketKind.COMPLAINT, entry=""):
            return replace(COMPLAINING, member=member)
        case Describing(entry="", topic=OWN_DATA.topic):
            return replace(OWN_DATA, member=member)
        case Idle() | Describing() | AwaitingRating() | AwaitingComment():
            return Thread(state.entry, state.topic, member=member)
        case Clarifying(_, offered, entry=entry, topic=topic):
            return Thread(entry, topic, tuple(candidate.entry for candidate in offered), member)
        case _:
            return Thread(member=member)


def decided(state: State, text: str, ctx: Context) -> tuple[Asked, ...]:
    """Give what is decided on words of this member's, said behind what the state remembers."""
    return ctx.house.decide(text, thread(state, ctx.contact.conversation))


def spoken_of(state: State, ctx: Context) -> Ticket | None:
    """Give the open request of which was spoken last; None where none was."""
    ref = state.ticket if isinstance(state, Describing) else state.added if isinstance(state, Idle) else None
    found = ctx.ticket(ref) if ref else None
    return found if found and found.stage.is_open else None


def was_answered(state: State, ctx: Context) -> bool:
    """Tell whether the last question had an approved answer: of what went to a person more words are a detail."""
    entry = ctx.entries.get(thread(state).entry)
    return entry is not None and entry.kind is Kind.ANSWER


def draft(state: State) -> Draft | None:
    """Give the form that was put aside, or is left by going elsewhere."""
    match state:
        case FillingForm() | ConfirmingForm() | SigningForm():
            return Draft(state.form, state.answers, state.said)
        case Idle() | Clarifying() | Describing() | WithOfficer() | Choosing():
            return state.draft
        case AwaitingRating() | AwaitingComment() | NamingProxy():
            return state.draft


def carried(before: State, step: Step) -> Step:
    """Let a form that was begun ride along into the next state, unless this step submitted it or threw it away."""
    kept = draft(before)
    after = step.state
    if kept is None or any(map(_ends_form, step.effects)) or isinstance(after, InForm) or after.draft:
        return step
    return Step(replace(after, draft=kept), step.effects)


def heard(before: State, inbound: Inbound, step: Step, ctx: Context) -> Step:
    """Remember in which messages a form was filled in, to erase them where it is thrown away, lapses or gives way."""
    was, left = draft(before), draft(step.state)
    if left is None or (was and was.form is not left.form):
        submitted = any(isinstance(effect, OpenTicket) and effect.kind in OF_FORMS for effect in step.effects)
        gone = was.said if was and not submitted else ()
        step = Step(step.state, (*step.effects, ForgetWords(gone))) if gone else step
        was = None
    if left is None:
        return step
    worded = isinstance(inbound, TextReceived) and (isinstance(before, InForm) or (was and was.answers != left.answers))
    entered = worded or (isinstance(inbound, AttachmentReceived) and isinstance(before, InForm))
    opening = was is None and bool(left.answers)
    now = (ctx.inbound,) if ctx.inbound is not None and (opening or (entered and was)) else ()
    said = (*(was.said if was else ()), *now)[-_MOST_SAID:]
    return Step(_with_said(step.state, left, said), step.effects) if said != left.said else step


def _with_said(state: State, left: Draft, said: tuple[InboundId, ...]) -> State:
    if isinstance(state, InForm):
        return replace(state, said=said)
    return replace(state, draft=replace(left, said=said))


def without_draft(state: State) -> State:
    """Give the state without the form in it, whether it was at hand or put aside."""
    return Idle() if isinstance(state, InForm) else replace(state, draft=None)


def _ends_form(effect: Effect) -> bool:
    match effect:
        case OpenTicket(kind=kind):
            return kind in OF_FORMS
        case CancelReminder(key):
            return key == FORM
        case _:
            return False
