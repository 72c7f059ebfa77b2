"""Status updates: what a member hears of his tickets without asking, and when. Pure rules on given times.

Everything follows from what the member heard last, not from a list of missed dates: after a stopped server only the newest is
due. Must not word anything (that is `handlers.texts.proactive_*`), nor promise when a study ends: an update names the next one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from domain import clocks, quiet
from domain.calendar import Calendar
from domain.model import Stage, TicketKind, TicketRef

TOLD_OF: Final = clocks.ANSWERING | {Stage.REOPENED}
"""Stages whose beginning the member is told; the conversation itself tells of the others, and nothing is told of a closing."""
PASSING: Final = frozenset({Stage.RECEIVED, Stage.WITH_OFFICER, Stage.WITH_DEPARTMENT, Stage.WITH_COMMITTEE})
"""Stages of which news only say who has the ticket: outdated once it moves on. Others ask, or tell what was done."""
_STUDIED: Final = (TicketKind.SUPPORT, Stage.WITH_COMMITTEE)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a member hears of a ticket on which nothing changes."""

    days: Mapping[Stage, int] = field(
        default_factory=lambda: MappingProxyType(
            {
                Stage.RECEIVED: 3,
                Stage.WITH_OFFICER: 7,
                Stage.WITH_DEPARTMENT: 7,
                Stage.WITH_COMMITTEE: 7,
                Stage.REOPENED: 3,
            }
        )
    )
    """From one update to the next, by stage; a stage that is missing has none."""
    of_kind: Mapping[tuple[TicketKind, Stage], int] = field(default_factory=lambda: MappingProxyType({}))
    """Days for one kind in one stage, instead; 0: none."""
    at: time = time(10)
    """The local time of day at which updates go out."""
    settle: timedelta = timedelta(minutes=2)
    """From a change of stage to the message, so that a slip of the hand can be undone and changes in a row become one."""
    merge: timedelta = timedelta(days=1)
    """An update that would come this soon after another one goes out with it."""

    def days_of(self, kind: TicketKind, stage: Stage) -> int:
        """Give the days between two updates; 0: there are none."""
        return self.of_kind.get((kind, stage), self.days.get(stage, 0))


@dataclass(frozen=True, slots=True)
class Matter:
    """A ticket, as far as updates go by it."""

    ref: TicketRef
    kind: TicketKind
    stage: Stage
    entered_at: datetime
    """When it entered the stage."""
    told_stage: Stage | None = None
    """The stage that the member last heard of."""
    told_at: datetime | None = None
    """When he last heard of this ticket: an update, or a person's or the bot's words on it."""
    held_until: datetime | None = None
    """Until when an officer holds the next update."""
    line: str = ""
    """What an officer adds to the next update."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When updates may go out."""

    office: Calendar
    """Updates on a schedule: while somebody is there to answer."""
    sending: Calendar
    """News of a change: outside the quiet hours of service messages."""


@dataclass(frozen=True, slots=True)
class Item:
    """One ticket in a message."""

    ref: TicketRef
    kind: TicketKind
    stage: Stage
    sentence: str
    """The key of the sentence."""
    line: str
    next_at: datetime | None
    """The next update if nothing changes; None: none is planned."""
    key: str
    """Unique with the ticket: stored with the message, it keeps the same update from going out twice."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What one member is to be told now, as one message, and when to look again."""

    items: tuple[Item, ...]
    again_at: datetime | None


def digest(matters: Iterable[Matter], now: datetime, rhythm: Rhythm, hours: Hours, *, notices: bool) -> Digest:
    """Put together what a member hears now. `notices` is False after an opt-out: then nothing, ever."""
    planned = {matter: at for matter in matters if notices and (at := due_at(matter, rhythm, hours))}
    if not any(_may_go(matter, at, now, hours) for matter, at in planned.items()):
        return Digest((), min((_not_before(matter, at, now, hours) for matter, at in planned.items()), default=None))
    told = {matter for matter, at in planned.items() if at <= now + rhythm.merge and not _held(matter, now)}
    heard = [_heard(matter, now) if matter in told else matter for matter in planned]
    items = tuple(_item(matter, now, rhythm, hours) for matter in planned if matter in told)
    return Digest(items, min((at for matter in heard if (at := due_at(matter, rhythm, hours))), default=None))


def due_at(matter: Matter, rhythm: Rhythm, hours: Hours) -> datetime | None:
    """Give when the member hears of a ticket next, in UTC; None where nothing is planned. It may lie in the past."""
    if not matter.stage.is_open:
        return None
    at = (
        quiet.earliest(hours.sending, matter.entered_at + rhythm.settle)
        if _changed(matter)
        else _scheduled(matter, rhythm, hours)
    )
    return max(at, matter.held_until) if at and matter.held_until else at


def sentence(kind: TicketKind, stage: Stage, *, changed: bool) -> str:
    """Give the key of the sentence for a ticket that entered a stage, or is still in it."""
    key = f"update.{'changed' if changed else 'still'}.{stage.value}"
    # a support request in study has a sentence of its own: the period of `handling.5`, in its sense
    return f"{key}.{kind.value}" if (kind, stage) == _STUDIED else key


def _changed(matter: Matter) -> bool:
    return matter.stage in TOLD_OF and matter.told_stage is not matter.stage


def _scheduled(matter: Matter, rhythm: Rhythm, hours: Hours) -> datetime | None:
    days = rhythm.days_of(matter.kind, matter.stage)
    if not days:
        return None
    heard = max(matter.told_at or matter.entered_at, matter.entered_at)
    day = hours.office.local(heard).date() + timedelta(days=days)
    # a first look finds the day on which the office works, a second the hour of updates on it
    first = clocks.opening(hours.office, datetime.combine(day, rhythm.at, hours.office.tz))
    return first and clocks.opening(
        hours.office, datetime.combine(hours.office.local(first).date(), rhythm.at, hours.office.tz)
    )


def _may_go(matter: Matter, at: datetime, now: datetime, hours: Hours) -> bool:
    return _not_before(matter, at, now, hours) <= now


def _not_before(matter: Matter, at: datetime, now: datetime, hours: Hours) -> datetime:
    """Give when it can go out at the soonest: what is overdue waits for the next opening."""
    calendar = hours.sending if _changed(matter) else hours.office
    return at if at > now else clocks.opening(calendar, now) or now


def _held(matter: Matter, now: datetime) -> bool:
    return matter.held_until is not None and matter.held_until > now


def _heard(matter: Matter, now: datetime) -> Matter:
    return replace(matter, told_stage=matter.stage, told_at=now, held_until=None, line="")


def _item(matter: Matter, now: datetime, rhythm: Rhythm, hours: Hours) -> Item:
    changed = _changed(matter)
    last = matter.told_at.isoformat() if matter.told_at else ""
    return Item(
        ref=matter.ref,
        kind=matter.kind,
        stage=matter.stage,
        sentence=sentence(matter.kind, matter.stage, changed=changed),
        line=matter.line,
        next_at=due_at(_heard(matter, now), rhythm, hours),
        key=f"update:{matter.stage.value}:{matter.entered_at.isoformat()}:{last}",
    )
