"""Reminders, and the question for a rating."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import quiet, reminders
from domain.model import Stage
from domain.quiet import MessageClass, SendingHours
from domain.reminders import AskForRating, NotAsked, RatingRhythm, Resolution
from tests.domain.offices import MAKKAH, at

PAPERS = (timedelta(days=3), timedelta(days=7))
FORM = (timedelta(days=1), timedelta(days=4))
SENDING = quiet.calendar(SendingHours(), MAKKAH, MessageClass.SERVICE)
RESOLVED = Resolution(Stage.RESOLVED, at("2026-11-22 14:00"))


def test_a_form_left_half_done_is_remembered_twice_at_most() -> None:
    """A day and four days after it was put aside."""
    since = at("2026-11-22 14:00")
    assert reminders.next_reminder(since, FORM, 0, None, SENDING) == at("2026-11-23 14:00")
    assert reminders.next_reminder(since, FORM, 1, at("2026-11-23 14:00"), SENDING) == at("2026-11-26 14:00")
    assert reminders.next_reminder(since, FORM, 2, at("2026-11-26 14:00"), SENDING) is None


def test_reminders_that_were_missed_do_not_come_together() -> None:
    """One sent late pushes the next one back by the distance between them."""
    late = at("2026-12-10 09:00")
    assert reminders.next_reminder(at("2026-11-22 14:00"), PAPERS, 1, late, SENDING) == late + timedelta(days=4)


def test_a_reminder_waits_for_the_end_of_the_quiet_hours() -> None:
    """A form put aside at midnight is remembered in the morning."""
    assert reminders.next_reminder(at("2026-11-22 00:30"), FORM, 0, None, SENDING) == at("2026-11-23 08:00")


@pytest.mark.parametrize(
    ("now", "reminded"),
    [
        ("2026-11-20 09:00", "2026-11-24 10:00"),  # a day ahead
        ("2026-11-25 07:00", "2026-11-25 08:00"),  # late, but not in the quiet hours
        ("2026-11-25 09:00", "2026-11-25 09:00"),  # late: at once
    ],
)
def test_an_appointment_is_remembered_a_day_ahead(now: str, reminded: str) -> None:
    """Or as soon as it still can be."""
    assert reminders.ahead_of(at("2026-11-25 10:00"), timedelta(days=1), at(now), SENDING) == at(reminded)


def test_an_appointment_that_has_begun_is_not_remembered() -> None:
    """Too late is worse than not at all."""
    assert reminders.ahead_of(at("2026-11-25 10:00"), timedelta(days=1), at("2026-11-25 10:00"), SENDING) is None


def test_a_rating_is_asked_for_at_a_suitable_hour() -> None:
    """After the delay; what was resolved in the night, in the morning."""
    rhythm = RatingRhythm(delay=timedelta(hours=1))
    assert reminders.rating(RESOLVED, RESOLVED.resolved_at, rhythm, SENDING) == AskForRating(
        at("2026-11-22 15:00"), again=False
    )
    night = replace(RESOLVED, resolved_at=at("2026-11-22 23:30"))
    assert reminders.rating(night, night.resolved_at, rhythm, SENDING) == AskForRating(at("2026-11-23 08:00"), again=False)


def test_one_reminder_follows_and_no_more() -> None:
    """Two days after the question; then his silence is an answer."""
    asked = replace(RESOLVED, asked_at=at("2026-11-22 15:00"))
    assert reminders.rating(asked, at("2026-11-22 15:00"), RatingRhythm(), SENDING) == AskForRating(
        at("2026-11-24 15:00"), again=True
    )
    reminded = replace(asked, reminded_at=at("2026-11-24 15:00"))
    assert reminders.rating(reminded, at("2026-11-25 15:00"), RatingRhythm(), SENDING) is NotAsked.REMINDED


@pytest.mark.parametrize(
    ("resolution", "reason"),
    [
        (replace(RESOLVED, rated=True), NotAsked.RATED),
        (replace(RESOLVED, stage=Stage.REOPENED), NotAsked.REOPENED),
        (replace(RESOLVED, notices=False), NotAsked.OPTED_OUT),
        (replace(RESOLVED, reachable=False), NotAsked.UNREACHABLE),
        (replace(RESOLVED, resolved_at=at("2026-10-01 09:00")), NotAsked.TOO_LATE),
    ],
)
def test_why_a_rating_is_not_asked_for_is_said(resolution: Resolution, reason: NotAsked) -> None:
    """So that it can be kept with the ticket and shown."""
    assert reminders.rating(resolution, at("2026-11-22 15:00"), RatingRhythm(), SENDING) is reason
