"""Announcements: from a draft over a second person's approval to a run that can be paused and stopped. Pure.

All changes of stage stand here. Must not know recipients one by one (that is `domain.receiving`), reckon its run
(`domain.runs`), send, or read a clock.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.alarms import Alarm
from domain.assembly import AnnouncementId, Assembly
from domain.model import Language, OfficerId
from domain.quiet import MessageClass
from domain.receiving import Segment

_WHOLE: Final = 100
_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


class Stage(StrEnum):
    """Where an announcement stands."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Act(StrEnum):
    """What is done with an announcement, beside editing it."""

    PROPOSE = "propose"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    """The second person does not approve: it is a draft again."""
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    """For good: whoever has not received it will not."""
    FINISH = "finish"
    """Every recipient has a result."""


_TABLE: Final[Mapping[tuple[Stage, Act], Stage]] = {
    (Stage.DRAFT, Act.PROPOSE): Stage.AWAITING_APPROVAL,
    (Stage.AWAITING_APPROVAL, Act.APPROVE): Stage.APPROVED,
    (Stage.AWAITING_APPROVAL, Act.SEND_BACK): Stage.DRAFT,
    (Stage.APPROVED, Act.SEND_BACK): Stage.DRAFT,
    (Stage.APPROVED, Act.START): Stage.RUNNING,
    (Stage.APPROVED, Act.STOP): Stage.STOPPED,
    (Stage.RUNNING, Act.PAUSE): Stage.PAUSED,
    (Stage.RUNNING, Act.STOP): Stage.STOPPED,
    (Stage.RUNNING, Act.FINISH): Stage.DONE,
    (Stage.PAUSED, Act.RESUME): Stage.RUNNING,
    (Stage.PAUSED, Act.STOP): Stage.STOPPED,
}
_EDITABLE: Final = frozenset({Stage.DRAFT, Stage.AWAITING_APPROVAL, Stage.APPROVED})
_BY_CLOCK: Final = frozenset({Act.START, Act.FINISH, Act.SEND_BACK})
"""Acts that nobody has to do by hand; what became wrong since its approval goes back to its writer."""
_BY_SECOND: Final = frozenset({Act.APPROVE, Act.SEND_BACK})


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something said to many."""

    id: AnnouncementId
    message: MessageClass
    segment: Segment
    text: Mapping[Language, str]
    """In each language; of an assembly: what is said beside its place, time and agenda, possibly nothing."""
    writers: frozenset[OfficerId]
    """Everyone who wrote or edited it: none of them may approve it."""
    start_at: datetime | None
    """None: as soon as it is approved."""
    per_minute: int
    """The pace: recipients handed over in a minute, at most."""
    assembly: Assembly | None = None
    stage: Stage = Stage.DRAFT
    approved_by: OfficerId | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the powers of his post."""

    officer: OfficerId
    writes: bool = False
    """`Power.WRITE_ANNOUNCEMENTS`."""
    approves: bool = False
    """`Power.APPROVE_ANNOUNCEMENTS`."""


@dataclass(frozen=True, slots=True)
class Told:
    """What officers are told at the desk."""

    what: Alarm
    officers: frozenset[OfficerId]


NOBODY: Final = Told(Alarm.TO_APPROVE, frozenset())
"""Nobody is told, and those who were asked to approve it are not asked any more."""


class Barred(StrEnum):
    """Why an act is refused; nothing has changed."""

    WRONG_STAGE = "wrong_stage"
    NOT_ALLOWED = "not_allowed"
    """His post has not the power."""
    OWN_WORK = "own_work"
    """Whoever wrote it cannot approve it."""
    FAULTY = "faulty"
    """`faults` has something to say."""
    TOO_EARLY = "too_early"


def act(announcement: Announcement, deed: Act, by: Actor | None, now: datetime) -> Announcement | Barred:
    """Do something with an announcement; `by` is None when the clock does it. Gives it as it is afterwards, or why not."""
    stage = _TABLE.get((announcement.stage, deed))
    if stage is None:
        return Barred.WRONG_STAGE
    if reason := _refusal(announcement, deed, by, now):
        return reason
    return replace(announcement, stage=stage, approved_by=_approver(announcement, deed, by))


def edit(announcement: Announcement, edited: Announcement, by: Actor) -> Announcement | Barred:
    """Replace what it says or whom it is for; any approval is void. What has begun to run cannot be edited."""
    if announcement.stage not in _EDITABLE:
        return Barred.WRONG_STAGE
    if not by.writes:
        return Barred.NOT_ALLOWED
    writers = announcement.writers | {by.officer}
    return replace(edited, id=announcement.id, stage=Stage.DRAFT, writers=writers, approved_by=None)


def _approver(announcement: Announcement, deed: Act, by: Actor | None) -> OfficerId | None:
    if deed is Act.APPROVE and by:
        return by.officer
    return None if deed is Act.SEND_BACK else announcement.approved_by


def _allowed(deed: Act, by: Actor | None) -> bool:
    if by is None:
        return deed in _BY_CLOCK
    if deed in _BY_SECOND:
        return by.approves
    return by.writes or (by.approves and deed is not Act.PROPOSE)


def _refusal(announcement: Announcement, deed: Act, by: Actor | None, now: datetime) -> Barred | None:
    if not _allowed(deed, by):
        return Barred.NOT_ALLOWED
    if deed is Act.APPROVE and by and by.officer in announcement.writers:
        return Barred.OWN_WORK
    if deed is Act.START and announcement.start_at and now < announcement.start_at:
        return Barred.TOO_EARLY
    # what became wrong after its approval (the assembly is over) must not run either
    checked = deed in {Act.PROPOSE, Act.APPROVE, Act.START}
    return Barred.FAULTY if checked and faults(announcement, now, starting=deed is Act.START) else None


_ALARMS: Final[Mapping[Act, Alarm]] = {
    Act.PROPOSE: Alarm.TO_APPROVE,
    Act.APPROVE: Alarm.APPROVED,
    Act.SEND_BACK: Alarm.SENT_BACK,
    Act.FINISH: Alarm.RUN_ENDED,
}


def alarm(announcement: Announcement, deed: Act, by: Actor | None, approvers: AbstractSet[OfficerId]) -> Told | None:
    """Say who should hear at the desk of what was just done: those who may approve it, else its writer; None: nobody."""
    what = _ALARMS.get(deed)
    if what is None:
        return None
    whom = approvers - announcement.writers if deed is Act.PROPOSE else announcement.writers
    return Told(what, frozenset(whom) - ({by.officer} if by else set()))


# ---- what is wrong with it -------------------------------------------------------------------------------------------


class Fault(StrEnum):
    """What keeps an announcement from being proposed."""

    TEXT_MISSING = "text_missing"
    """In one of the languages."""
    VARIABLE = "variable"
    """`{name}` in a text would stay empty: announcements have no variables."""
    START_PAST = "start_past"
    PLACE_MISSING = "place_missing"
    AGENDA_MISSING = "agenda_missing"
    """In one of the languages, or not as many items in each."""
    ASSEMBLY_PAST = "assembly_past"
    """It is over before anybody is told."""
    PACE = "pace"
    QUORUM = "quorum"
    """It is no share of a hundred."""


def faults(announcement: Announcement, now: datetime, *, starting: bool = False) -> tuple[Fault, ...]:
    """Find what is wrong with it; `starting`: its time has come, so that a start in the past is right."""
    return tuple(_faults(announcement, now, starting=starting))


def _faults(announcement: Announcement, now: datetime, *, starting: bool) -> Iterator[Fault]:
    texts = [announcement.text.get(language, "").strip() for language in Language]
    # an assembly's notice speaks for itself; but what is added must be added in each language
    if not all(texts) and (announcement.assembly is None or any(texts)):
        yield Fault.TEXT_MISSING
    if any(_VARIABLE.search(text) for text in texts):
        yield Fault.VARIABLE
    if not starting and announcement.start_at and announcement.start_at < now:
        yield Fault.START_PAST
    if announcement.per_minute < 1:
        yield Fault.PACE
    if announcement.assembly:
        yield from _faults_of(announcement.assembly, max(announcement.start_at or now, now))


def _faults_of(assembly: Assembly, start: datetime) -> Iterator[Fault]:
    if not all(assembly.place.get(language, "").strip() for language in Language):
        yield Fault.PLACE_MISSING
    agendas = [[item for item in assembly.agenda.get(language, ()) if item.strip()] for language in Language]
    if not all(agendas) or len({len(agenda) for agenda in agendas}) > 1:
        yield Fault.AGENDA_MISSING
    if assembly.at <= start:
        yield Fault.ASSEMBLY_PAST
    if not 0 <= assembly.quorum <= _WHOLE:
        yield Fault.QUORUM
