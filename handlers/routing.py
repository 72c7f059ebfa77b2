"""Where each event goes: a literal table for the member's words, by what is awaited, and one for all other events.

Every transition that words can make stands here; the diagram in docs/reference/conversation.md is drawn from it.
Must not look into texts: `handlers.options` tells which option they stand for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from domain import notices
from domain.effects import RemindIn, Step
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    CardRead,
    ChoiceMade,
    ClockRan,
    ConversationStarted,
    FileLost,
    Ignored,
    Inbound,
    LanguageChosen,
    MemberOptedOut,
    MemberReturned,
    RatingGiven,
    TextReceived,
    TimerFired,
)
from domain.model import TicketRef
from domain.officeracts import (
    ContactLogged,
    OfficerHandedBack,
    OfficerLinked,
    OfficerMerged,
    OfficerMoved,
    OfficerReassigned,
    OfficerReferred,
    OfficerReplied,
    OfficerResolved,
    OfficerSetDepartment,
    OfficerSetPriority,
    OfficerSetSubject,
    OfficerTook,
    RequestDecided,
)
from domain.states import (
    AwaitingComment,
    AwaitingRating,
    Choosing,
    Clarifying,
    ConfirmingForm,
    Describing,
    FillingForm,
    Idle,
    InForm,
    NamingProxy,
    SigningForm,
    State,
    WithOfficer,
)
from domain.ticketeffects import AddNote, RecordRating
from handlers import (
    actions,
    attachments,
    attendance,
    choices,
    consent,
    danger,
    explaining,
    idle,
    invitations,
    language,
    menu,
    options,
    replied,
    speech,
    standing,
)
from handlers.context import Context
from handlers.form import correcting, filling, forms, numbers, reviewing
from handlers.hearing import dangers, remarks
from handlers.office import casework, clockwork, committee, news, officer, passing_on, reminding
from handlers.resolved import arrivals, inviting, rating, scoring
from handlers.ticket import describing, which

_USUAL: Final = (Idle, Clarifying, Describing, FillingForm, Choosing)
"""What a question, a wish or a complaint can lead to."""
_RATED: Final = (AwaitingRating, AwaitingComment)
"""What a rating out of the blue leads to, or the wish to change one."""
_NAMED: Final = frozenset({AttachmentKind.STICKER, AttachmentKind.LOCATION})
"""What comes with words that the member did not write: an emoji, the name of a place."""
_ALWAYS: Final = ("join:", "consent:", "act:opt_out")
"""How options begin that do the same while an officer has the chat: who the member is, and his word on notices."""


@dataclass(frozen=True, slots=True)
class Route:
    """A step for the member's words, and the states that it may lead to."""

    step: Callable[[Any, str, Context], Step]
    to: tuple[type[State], ...]


WORDS: Final[Mapping[type[State], Route]] = {
    Idle: Route(idle.heard, (*_USUAL, *_RATED, ConfirmingForm)),
    Clarifying: Route(idle.heard, (*_USUAL, *_RATED, ConfirmingForm)),
    Describing: Route(describing.tell, (*_USUAL, *_RATED)),
    FillingForm: Route(filling.fill, (FillingForm, ConfirmingForm, Describing, Idle)),
    ConfirmingForm: Route(reviewing.review, (ConfirmingForm, SigningForm, Describing, Idle)),
    SigningForm: Route(reviewing.sign, (SigningForm, ConfirmingForm, Idle)),
    WithOfficer: Route(officer.said, (WithOfficer,)),
    Choosing: Route(which.answer, (*_USUAL, *_RATED, ConfirmingForm)),
    AwaitingRating: Route(scoring.answer, (*_RATED, *_USUAL)),
    AwaitingComment: Route(scoring.comment, (*_RATED, *_USUAL)),
    NamingProxy: Route(attendance.named, (NamingProxy, Idle)),
}
"""What the member's words do, by what is awaited."""


def _timer(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Do what a timer stands for, by what is before the colon of its key."""
    fired = TIMERS.get(inbound.key.partition(":")[0])
    return fired(state, inbound, ctx) if fired else Step(state)


def _rating(state: State, inbound: TimerFired, ctx: Context) -> Step:
    return inviting.due(state, TicketRef(inbound.payload), ctx)


def _rating_again(state: State, inbound: TimerFired, ctx: Context) -> Step:
    return inviting.due_again(state, TicketRef(inbound.payload), ctx)


def _rating_over(state: State, inbound: TimerFired, ctx: Context) -> Step:
    return inviting.over(state, TicketRef(inbound.payload), ctx)


TIMERS: Final[Mapping[str, Callable[[State, TimerFired, Context], Step]]] = {
    "rating": _rating,
    "rating_again": _rating_again,
    "rating_over": _rating_over,
    "rating_here": arrivals.asked,
    "rating_passed": arrivals.rated,
    "unsolved_passed": arrivals.unsolved,
    reminding.FORM: reminding.of_form,
    reminding.FORM_OVER: reminding.form_over,
    reminding.PAPERS: reminding.of_papers,
    notices.APPOINTMENT: reminding.of_appointment,
    notices.NEWS: news.tell,
}


def _started(state: State, inbound: ConversationStarted, ctx: Context) -> Step:
    if invitations.is_word(inbound.payload):
        return invitations.brought(state, ctx)
    if isinstance(state, WithOfficer):
        return Step(state)
    option = choices.linked(inbound.payload, ctx)
    if option:
        return choices.pressed(state, option, ctx)
    begins_anew = isinstance(state, InForm) and inbound.language is None
    return forms.resume(state, ctx) if begins_anew else menu.started(state, inbound, ctx)


def _choice(state: State, inbound: ChoiceMade, ctx: Context) -> Step:
    if not isinstance(state, WithOfficer) or inbound.option.startswith(_ALWAYS):
        return choices.pressed(state, inbound.option, ctx)
    step = choices.pressed(state, inbound.option, ctx) if inbound.option.startswith("rate:") else Step(state)
    ratings = tuple(effect for effect in step.effects if isinstance(effect, RecordRating | RemindIn))
    noted = AddNote(state.ticket, speech.note("note.pressed", text=choices.label(inbound.option, ctx)))
    return Step(state, (*ratings, noted))


def _attachment(state: State, inbound: AttachmentReceived, ctx: Context) -> Step:
    worded = inbound.caption and inbound.media not in _NAMED
    endangered = worded and dangers.tells(inbound.caption) and not isinstance(state, WithOfficer)
    beside = isinstance(state, WithOfficer | InForm) or attachments.belongs(inbound.caption, ctx)
    alone = not worded or (beside and not endangered)
    if alone:
        return attachments.received(state, inbound, ctx)
    return attachments.with_words(_words(state, inbound.caption, ctx), inbound, ctx)


def _ignored(state: State, inbound: Ignored, ctx: Context) -> Step:
    del inbound, ctx
    return Step(state)


EVENTS: Final[Mapping[type[Inbound], Callable[[State, Any, Context], Step]]] = {
    ChoiceMade: _choice,
    AttachmentReceived: _attachment,
    ConversationStarted: _started,
    LanguageChosen: language.chosen,
    OfficerTook: officer.took,
    OfficerReplied: officer.replied,
    OfficerHandedBack: officer.handed_back,
    OfficerResolved: officer.resolved,
    OfficerMoved: casework.moved,
    OfficerReassigned: passing_on.reassigned,
    OfficerReferred: passing_on.referred,
    OfficerSetPriority: casework.set_priority,
    OfficerSetDepartment: casework.set_department,
    OfficerSetSubject: casework.set_subject,
    OfficerLinked: casework.linked,
    OfficerMerged: casework.merged,
    RequestDecided: committee.decided,
    ContactLogged: casework.logged,
    ClockRan: clockwork.ran,
    TimerFired: _timer,
    RatingGiven: rating.given,
    MemberOptedOut: consent.stopped,
    MemberReturned: consent.returned,
    CardRead: numbers.of_card,
    FileLost: attachments.lost,
    Ignored: _ignored,
}
"""What everything but words does, in any state."""


def step(state: State, inbound: Inbound, ctx: Context) -> Step:
    """Give the one step that follows from an event in a state."""
    if isinstance(inbound, TextReceived):
        if inbound.edited and isinstance(state, InForm) and (step := correcting.edited(state, inbound.text, ctx)):
            return step
        return _wished(state, inbound, ctx) if inbound.wish else _words(state, inbound.text, ctx)
    return EVENTS[type(inbound)](state, inbound, ctx)


def _wished(state: State, inbound: TextReceived, ctx: Context) -> Step:
    """Do what the command in front of the words asks, with them; one that takes no words leaves them to be heard."""
    name = inbound.wish.removeprefix("act:")
    if isinstance(state, WithOfficer) or name not in actions.COMMANDED or dangers.tells(inbound.text):
        return _words(state, inbound.text, ctx)
    return actions.commanded(name, state, inbound.text, ctx)


def _words(state: State, text: str, ctx: Context) -> Step:
    """Take words as the choice that they name, or else as what is awaited; a reply as meant for what it is a reply to."""
    if not isinstance(state, WithOfficer):
        if step := danger.heard(state, text, ctx):
            return step
        if ctx.unheard and remarks.got_nothing(text):
            return Step(state)  # what he misses goes to him once more, and says so: it is about that, and no matter of his
        if ctx.answered and (step := replied.to(ctx.answered, state, text, ctx)):
            return step
        if option := options.meant(state, text, ctx):
            return choices.pressed(state, option, ctx)
        if step := explaining.heard(state, text, ctx):
            return step
    return standing.kept(state, text, WORDS[type(state)].step(state, text, ctx), ctx)
