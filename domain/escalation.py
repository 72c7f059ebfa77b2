"""Escalation by the clock (`handling.3`): whom a ticket goes to when nobody took it, answered it, or its time runs out. Pure.

Every rule plans an act and the working time at which it falls due; `judge` compares the plan with the time. Must not perform
anything, and must not know persons beyond their ids. What was done is remembered by the act's key, so a timer that fires twice,
or two processes that look at once, find the same key and act once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain import clocks
from domain.calendar import Calendar
from domain.clocks import Due
from domain.model import OfficerId, PostId, Stage, TicketRef

_TO_BE_TAKEN: Final = frozenset({Stage.RECEIVED, Stage.WITH_OFFICER, Stage.REOPENED})
"""Stages in which a ticket without an owner waits for one."""
FAIR: Final = timedelta(hours=7)
"""Working time, a day of it, that whoever has a ticket is given before a member's wish takes it up."""
_LATEST_NUDGE: Final = 5
"""Times that the head is nudged about one ticket; after that it only stands among the overdue."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Working time after which something is done."""

    untaken: timedelta = timedelta(hours=2)
    """Nobody took it: it goes to the post above."""
    silent: timedelta = timedelta(hours=2)
    """Its owner lets the member wait: he is warned."""
    warned: timedelta = timedelta(hours=1)
    """He was warned and still is silent: it is taken from him."""
    nudge: timedelta = timedelta(hours=7)
    """Nobody stands above: whoever holds the post is nudged each time."""


class Cause(StrEnum):
    """Why something is done about a ticket."""

    REFERRED = "referred"
    """The officer sends it up himself."""
    ASKED = "asked"
    """The member wishes it."""
    UNTAKEN = "untaken"
    SILENT = "silent"
    ABSENT = "absent"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Warn:
    """Tell the owner that the member waits, or that a due time is near."""

    officer: OfficerId
    cause: Cause


@dataclass(frozen=True, slots=True)
class Nudge:
    """Tell whoever holds the post; nobody owns the ticket, or nobody stands above."""

    post: PostId
    cause: Cause


@dataclass(frozen=True, slots=True)
class Reassign:
    """The ticket goes from its owner to another; None: back into the queue of its post."""

    officer: OfficerId
    to: OfficerId | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class PassUp:
    """The ticket leaves its owner for the queue of the post above."""

    to: PostId
    cause: Cause
    tell_member: bool
    """True the first time: the member hears of it once, however far up the ticket goes."""


Act = Warn | Nudge | Reassign | PassUp


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules go by."""

    ticket: TicketRef
    stage: Stage
    started_at: datetime
    """When it was opened, or last reopened."""
    since: datetime
    """Since when it is where it is: with this owner, or in this post's queue."""
    post: PostId
    above: PostId | None
    """The post above, by `domain.duties.above`."""
    officer: OfficerId | None = None
    absent: bool = False
    """The owner is on leave or otherwise away for longer than a shift."""
    substitute: OfficerId | None = None
    """Who takes it if the owner does not: his cover, else `choose`."""
    waiting_since: datetime | None = None
    """Since when the member waits for a person's word."""
    dues: tuple[Due, ...] = ()
    """By `domain.clocks.due`."""
    done: frozenset[str] = frozenset()
    """Keys of earlier judgements on this ticket."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be done now, and when to look again."""

    act: Act | None
    keys: tuple[str, ...]
    """To be stored with the act in one transaction, unique with the ticket; a key that is there already cancels the act."""
    again_at: datetime | None
    """The next moment at which something falls due, if nothing changes before; None: never."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer who could take a ticket."""

    officer: OfficerId
    post: PostId
    on_duty: bool
    open_tickets: int


@dataclass(frozen=True, slots=True)
class _Planned:
    at: datetime
    key: str
    act: Act


def judge(case: Case, now: datetime, patience: Patience, calendar: Calendar) -> Judgement:
    """Tell what is to be done about a ticket now.

    Nothing is done while the office is closed. Of several acts that fell due, as after a stopped server, only the strongest is
    done, and the others count as done with it.
    """
    if not case.stage.is_open:
        return Judgement(None, (), None)
    plan = tuple(each for each in _plan(case, patience, calendar) if each.key not in case.done)
    fallen = tuple(each for each in plan if each.at <= now)
    coming = min((each.at for each in plan if each.at > now), default=None)
    if not fallen:
        return Judgement(None, (), coming)
    opens = clocks.opening(calendar, now)
    if opens and opens > now:
        return Judgement(None, (), opens)
    act = max(fallen, key=lambda each: (_strength(each.act), each.at)).act
    told = (_told(case),) if isinstance(act, PassUp) and act.tell_member else ()
    return Judgement(act, (*(each.key for each in fallen), *told), coming)


def refer(case: Case, cause: Cause = Cause.REFERRED) -> tuple[PassUp, tuple[str, ...]] | None:
    """Send a ticket up by the officer's own hand or the member's wish, with the keys to store; None where nobody stands above.

    The member is told each time: whoever he spoke with chose to send him to somebody else, or he wished it himself.
    """
    if case.above is None:
        return None
    told = {_told(case)} - case.done
    return PassUp(case.above, cause, tell_member=True), (f"{cause}:{case.post}:{case.since.isoformat()}", *told)


def rises_from(case: Case, calendar: Calendar) -> datetime | None:
    """Give from when on a member's wish takes a ticket up; None where it lies with nobody who could be passed over."""
    return clocks.after(calendar, case.since, FAIR) if case.above and case.stage in _TO_BE_TAKEN else None


def choose(colleagues: Sequence[Colleague], post: PostId, beside: OfficerId | None = None) -> OfficerId | None:
    """Give the officer of a post who is on duty and has the fewest open tickets, `beside` aside; None where there is none."""
    fit = [each for each in colleagues if each.on_duty and each.post == post and each.officer != beside]
    return min(fit, key=lambda each: (each.open_tickets, each.officer)).officer if fit else None


def _plan(case: Case, patience: Patience, calendar: Calendar) -> Iterator[_Planned]:
    if case.officer is None:
        yield from _untaken(case, patience, calendar)
    elif case.absent:
        key = f"absent:{case.officer}:{case.since.isoformat()}"
        yield _Planned(case.since, key, Reassign(case.officer, case.substitute, Cause.ABSENT))
    elif case.waiting_since:
        yield from _silent(case, case.officer, max(case.waiting_since, case.since), patience, calendar)
    for due in case.dues:
        yield from _timed(case, due)


def _timed(case: Case, due: Due) -> Iterator[_Planned]:
    """Warn ahead of a due time, go up while it can be kept, and at the time itself only where it did not go up before."""
    mark = f"{due.milestone}:{due.at.isoformat()}"
    risen = f"near:{mark}"
    yield _Planned(due.warn_at, f"soon:{mark}", _warning(case, Cause.DUE_SOON))
    if case.above and due.rise_at < due.at:
        yield _Planned(due.rise_at, risen, _upwards(case, Cause.DUE_SOON))
    late = _warning if risen in case.done else _upwards
    yield _Planned(due.at, f"overdue:{mark}", late(case, Cause.OVERDUE))


def _untaken(case: Case, patience: Patience, calendar: Calendar) -> Iterator[_Planned]:
    if case.stage not in _TO_BE_TAKEN:
        return
    waits = [patience.untaken] if case.above else [patience.untaken + turn * patience.nudge for turn in range(_LATEST_NUDGE)]
    for turn, wait in enumerate(waits):
        if at := clocks.after(calendar, case.since, wait):
            yield _Planned(at, f"untaken:{case.post}:{case.since.isoformat()}:{turn}", _upwards(case, Cause.UNTAKEN))


def _silent(case: Case, officer: OfficerId, since: datetime, patience: Patience, calendar: Calendar) -> Iterator[_Planned]:
    mark = f"{officer}:{since.isoformat()}"
    if at := clocks.after(calendar, since, patience.silent):
        yield _Planned(at, f"silent:{mark}", Warn(officer, Cause.SILENT))
    if at := clocks.after(calendar, since, patience.silent + patience.warned):
        yield _Planned(at, f"taken:{mark}", Reassign(officer, case.substitute, Cause.SILENT))


def _warning(case: Case, cause: Cause) -> Act:
    return Nudge(case.post, cause) if case.officer is None else Warn(case.officer, cause)


def _upwards(case: Case, cause: Cause) -> Act:
    if case.above is None:
        return _warning(case, cause)
    return PassUp(case.above, cause, tell_member=_told(case) not in case.done)


def _told(case: Case) -> str:
    return f"told:{case.started_at.isoformat()}"


def _strength(act: Act) -> int:
    return (Warn, Nudge, Reassign, PassUp).index(type(act))
