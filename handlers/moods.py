"""What the next step needs of the state it comes from, whatever that is: misses, courtesies, the thread, a form put aside.

Must not choose a state.
"""

from dataclasses import replace
from typing import Final

from domain.effects import OpenTicket, Step
from domain.model import TicketKind
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
    NamingProxy,
    SigningForm,
    State,
    WithOfficer,
)
from faq.decision import Thread

QUIET: Final = 8
"""Misses, or courtesies, in a row after which the bot only notes what comes: nobody, or a machine, is answering it."""

InForm = FillingForm | ConfirmingForm | SigningForm
"""The states in which a form is at hand."""
_OF_FORMS: Final = frozenset({TicketKind.SUPPORT, TicketKind.REGISTRATION})


def misses(state: State) -> int:
    """Count the attempts in a row that were not understood."""
    return state.misses if isinstance(state, Idle | Clarifying) else 0


def courtesies(state: State) -> int:
    """Count the greetings, thanks and the like in a row."""
    return state.courtesies if isinstance(state, Idle) else 0


def thread(state: State) -> Thread:
    """Give what a follow-up may lean on."""
    match state:
        case Idle(entry=entry, topic=topic) | Describing(entry=entry, topic=topic):
            return Thread(entry, topic)
        case Clarifying(_, offered):
            return Thread(offered=tuple(candidate.entry for candidate in offered))
        case _:
            return Thread()


def draft(state: State) -> Draft | None:
    """Give the form that was put aside, or is left by going elsewhere."""
    match state:
        case FillingForm(form, answers) | ConfirmingForm(form, answers) | SigningForm(form, answers):
            return Draft(form, answers)
        case Idle() | Clarifying() | Describing() | WithOfficer() | Choosing():
            return state.draft
        case AwaitingRating() | AwaitingComment() | NamingProxy():
            return state.draft


def carried(before: State, step: Step) -> Step:
    """Let a form that was begun ride along into the next state, unless it was submitted with this step."""
    kept = draft(before)
    after = step.state
    submitted = any(isinstance(effect, OpenTicket) and effect.kind in _OF_FORMS for effect in step.effects)
    if kept is None or submitted or isinstance(after, InForm) or after.draft:
        return step
    return Step(replace(after, draft=kept), step.effects)
