"""The facts of a ticket that its clocks and its queue go by, and how each thing done to it changes them. Pure.

Storage keeps a case file as the ticket's row, the dialogues of the tests in memory: both let the same functions change it. Must
not decide what is done.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

from domain import clocks, duties, escalation
from domain.calendar import Calendar, Shift
from domain.clocks import Due, Targets, Times
from domain.duties import Regulation
from domain.escalation import Case, Judgement, Patience
from domain.model import DepartmentId, OfficerId, PostId, Priority, Stage, TicketKind, TicketRef
from domain.ticketeffects import OpenTicket


@dataclass(frozen=True, slots=True)
class Rules:
    """What the association laid down about its work."""

    regulation: Regulation
    calendar: Calendar
    targets: Targets = field(default_factory=Targets)
    patience: Patience = field(default_factory=Patience)


ALWAYS: Final = Calendar(UTC, dict.fromkeys(range(7), (Shift(time.min, time.max),)))
"""An office that never closes, but for the last microsecond of each day."""
QUEUED: Final = frozenset({Stage.RECEIVED, Stage.REOPENED})
"""Stages of tickets that wait for an officer."""
UNWRITTEN: Final = Rules(duties.SMALLEST, ALWAYS)
"""The rules of an association that laid nothing down."""


@dataclass(frozen=True, slots=True)
class Casefile:
    """A ticket's facts."""

    ref: TicketRef
    kind: TicketKind
    stage: Stage
    priority: Priority
    department: DepartmentId
    post: PostId
    """In whose queue it is, or whose officer owns it."""
    started_at: datetime
    """When it was opened, or last reopened."""
    since: datetime
    """Since when it is with this owner, or in this queue."""
    stage_at: datetime
    """When it entered its stage."""
    changed_at: datetime
    officer: OfficerId | None = None
    waiting_since: datetime | None = None
    """Since when the member waits for a person's word."""
    answered: bool = False
    """A person answered since it started, in words or by a stage of `clocks.ANSWERING`."""
    stood: timedelta = timedelta(0)
    """Working time for which its clock of resolution stood, before the present stage."""
    merged_into: TicketRef | None = None
    stage_before: Stage | None = None
    """Of a merged ticket: the stage in which it was."""


# ---- what happens to it ----------------------------------------------------------------------------------------------


def opened(effect: OpenTicket, now: datetime, regulation: Regulation) -> Casefile:
    """Begin: the member waits, and the regulation says in whose queue."""
    post = duties.post_for(regulation, effect.topic, effect.kind)
    by_hand = effect.kind is TicketKind.CONTACT  # whoever wrote it down has spoken with the member
    return Casefile(
        ref=effect.ref,
        kind=effect.kind,
        stage=Stage.RECEIVED,
        priority=effect.priority,
        department=regulation.posts[post].department,
        post=post,
        started_at=now,
        since=now,
        stage_at=now,
        changed_at=now,
        waiting_since=None if by_hand else now,
        answered=by_hand,
    )


def added(file: Casefile, now: datetime) -> Casefile:
    """Take what the member said about it: he waits for an answer, if he did not before; of what is settled for none."""
    waits = file.waiting_since or now if file.stage.is_open else None
    return replace(file, waiting_since=waits, changed_at=now)


def answered(file: Casefile, now: datetime) -> Casefile:
    """Take a person's answer: the member does not wait any more."""
    return replace(file, waiting_since=None, answered=True, changed_at=now)


def unheard(file: Casefile, since: datetime, now: datetime, *, answered: bool) -> Casefile:
    """Take back the answer of `since`, which did not reach the member: he waits, at least since then.

    `answered`: another one reached him.
    """
    if not file.stage.is_open or file.stage in clocks.ANSWERING:
        return file
    waits = since if file.waiting_since is None else min(since, file.waiting_since)
    return replace(file, waiting_since=waits, answered=answered, changed_at=now)


def _owned(file: Casefile, officer: OfficerId | None, now: datetime) -> Casefile:
    """Give it to an officer, or back into the queue."""
    return file if file.officer == officer else replace(file, officer=officer, since=now, changed_at=now)


def assigned(file: Casefile, officer: OfficerId, now: datetime, calendar: Calendar) -> Casefile:
    """Give it to an officer who takes the chat over: he works on it."""
    return moved(_owned(file, officer, now), Stage.WITH_OFFICER, now, calendar)


def allotted(file: Casefile, officer: OfficerId, now: datetime, calendar: Calendar) -> Casefile:
    """Give it to an officer without the chat; where it waits for the member or lies elsewhere, it goes on doing so."""
    given = _owned(file, officer, now)
    return moved(given, Stage.WITH_OFFICER, now, calendar) if file.stage in QUEUED else given


def released(file: Casefile, now: datetime, calendar: Calendar) -> Casefile:
    """Put it back into its queue."""
    freed = _owned(file, None, now)
    return moved(freed, Stage.RECEIVED, now, calendar) if file.stage is Stage.WITH_OFFICER else freed


def routed(file: Casefile, place: tuple[DepartmentId, PostId], now: datetime, calendar: Calendar) -> Casefile:
    """Put it into the queue of a post."""
    department, post = place
    return replace(released(file, now, calendar), department=department, post=post, since=now, changed_at=now)


def moved(file: Casefile, stage: Stage, now: datetime, calendar: Calendar) -> Casefile:
    """Put it into a stage. After reopening the member waits again; whose turn it is counts as an answer."""
    if stage is file.stage:
        return replace(file, changed_at=now)
    stood = file.stood + clocks.standstill(calendar, file.stage, file.stage_at, now)
    after = replace(file, stage=stage, stage_at=now, changed_at=now, stood=stood)
    if stage is Stage.REOPENED:
        return replace(after, started_at=now, since=now, waiting_since=now, answered=False, stood=timedelta(0))
    if stage in clocks.ANSWERING:
        return answered(after, now)
    return after if stage.is_open else replace(after, waiting_since=None)


def escalated(file: Casefile, priority: Priority, now: datetime) -> Casefile:
    """Make it at least this urgent; the member waits."""
    return replace(added(file, now), priority=max(file.priority, priority))


def merged(file: Casefile, into: TicketRef, now: datetime, calendar: Calendar) -> Casefile:
    """Let it go on in another one; its stage is kept."""
    closed = moved(_owned(file, None, now), Stage.CLOSED, now, calendar)
    return replace(closed, merged_into=into, stage_before=file.stage_before or file.stage)


def unmerged(file: Casefile, now: datetime, calendar: Calendar) -> Casefile:
    """Take that back: it is where it was, without an owner, and its member waits, unless that stage answers him."""
    if file.merged_into is None:
        return file
    back = moved(file, file.stage_before or Stage.RECEIVED, now, calendar)
    waits = now if back.stage.is_open and back.stage not in clocks.ANSWERING else None
    return replace(back, merged_into=None, stage_before=None, since=now, waiting_since=waits)


# ---- what follows from it --------------------------------------------------------------------------------------------


def dues(file: Casefile, rules: Rules) -> tuple[Due, ...]:
    """Give what it must reach and when, the soonest first."""
    times = Times(
        kind=file.kind,
        priority=file.priority,
        stage=file.stage,
        started_at=file.started_at,
        answered=file.answered,
        waiting_since=file.waiting_since,
        stood=file.stood,
        stage_at=file.stage_at,
    )
    return clocks.due(times, rules.targets, rules.calendar)


@dataclass(frozen=True, slots=True)
class Around:
    """What a judgement goes by beside the file."""

    done: frozenset[str] = frozenset()
    """Keys of earlier judgements."""
    absent: bool = False
    """The owner is away for longer than a shift."""
    substitute: OfficerId | None = None
    """Who takes it if the owner does not."""


def judged(file: Casefile, around: Around, rules: Rules, now: datetime, due: tuple[Due, ...] | None = None) -> Judgement:
    """Tell what the clock does about it now, and when to look again; `due` is what `dues` gives, where it is known."""
    case = Case(
        ticket=file.ref,
        stage=file.stage,
        started_at=file.started_at,
        since=file.since,
        post=file.post,
        above=duties.above(rules.regulation, file.post),
        officer=file.officer,
        absent=around.absent,
        substitute=around.substitute,
        waiting_since=file.waiting_since,
        dues=dues(file, rules) if due is None else due,
        done=around.done,
    )
    return escalation.judge(case, now, rules.patience, rules.calendar)


def look_at(judgement: Judgement, now: datetime) -> datetime | None:
    """Give when the clock has to look at it next: now if something is to be done, None if never."""
    return now if judgement.act is not None else judgement.again_at
