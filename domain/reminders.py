"""Reminders: papers owed, forms left half-done, appointments, and the question for a rating with its one reminder. Pure.

Must not know what is said, nor how it reaches the member; a reminder that was missed is sent late once, never in a heap.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain import quiet
from domain.calendar import Calendar
from domain.model import Stage


def next_reminder(
    since: datetime, spacing: tuple[timedelta, ...], sent: int, last_at: datetime | None, sending: Calendar
) -> datetime | None:
    """Give when the next reminder goes out, in UTC; None when all of `spacing` were sent.

    `sent` were sent, the last at `last_at`. One that comes late pushes the others back, so that two never come together.
    """
    if sent >= len(spacing):
        return None
    at = since + spacing[sent]
    if sent and last_at:
        at = max(at, last_at + spacing[sent] - spacing[sent - 1])
    return quiet.earliest(sending, at)


def ahead_of(appointment: datetime, ahead: timedelta, now: datetime, sending: Calendar) -> datetime | None:
    """Give when to remind of an appointment or a sitting, in UTC: `ahead` of it, or as soon as possible; None if too late."""
    at = quiet.earliest(sending, max(appointment - ahead, now))
    return at if at < appointment else None


# ---- ratings ---------------------------------------------------------------------------------------------------------


class NotAsked(StrEnum):
    """Why there is no rating, or none is asked for: kept with the ticket and shown to officers."""

    RATED = "rated"
    REOPENED = "reopened"
    OPTED_OUT = "opted_out"
    UNREACHABLE = "unreachable"
    """No channel on which the member could be asked."""
    TOO_LATE = "too_late"
    """The resolution is too long ago for the question to make sense."""
    REMINDED = "reminded"
    """Asked and reminded; his silence is an answer."""
    SILENT = "silent"
    """Asked, where nobody is reminded; as above."""
    DECLINED = "declined"
    """He said that he does not want to rate."""
    UNDELIVERED = "undelivered"
    """The question did not reach him."""
    ASKED = "asked"
    """Asked, and there is time yet."""


@dataclass(frozen=True, slots=True)
class RatingRhythm:
    """When a rating is asked for."""

    delay: timedelta = timedelta(0)
    """From the resolution to the question."""
    reminder: timedelta = timedelta(days=2)
    """From the question to its one reminder."""
    forget: timedelta = timedelta(days=14)
    """From the resolution on nothing is asked any more."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved ticket, as far as its rating goes by it."""

    stage: Stage
    resolved_at: datetime
    rated: bool = False
    notices: bool = True
    reachable: bool = True
    asked_at: datetime | None = None
    reminded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AskForRating:
    """Ask, or remind, at this time."""

    at: datetime
    again: bool
    """It is the reminder."""


def rating(resolution: Resolution, now: datetime, rhythm: RatingRhythm, sending: Calendar) -> AskForRating | NotAsked:
    """Tell when a rating is to be asked for, or why it is not."""
    if reason := _reason(resolution):
        return reason
    start = resolution.asked_at + rhythm.reminder if resolution.asked_at else resolution.resolved_at + rhythm.delay
    at = quiet.earliest(sending, max(start, now))
    if at > resolution.resolved_at + rhythm.forget:
        return NotAsked.TOO_LATE
    return AskForRating(at, again=resolution.asked_at is not None)


def _reason(resolution: Resolution) -> NotAsked | None:
    if resolution.rated:
        return NotAsked.RATED
    if resolution.stage.is_open:
        return NotAsked.REOPENED
    if resolution.reminded_at:
        return NotAsked.REMINDED
    if not resolution.notices:
        return NotAsked.OPTED_OUT
    return None if resolution.reachable else NotAsked.UNREACHABLE
