"""From the configuration to the rules of what is told without asking; what is wrong in it is named before anything starts."""

from datetime import date, time, timedelta

import pytest
from pydantic import ValidationError

from bot import association
from bot.config import Settings
from bot.outreach import outreach
from bot.sections import Reminders, Sending, Updates
from domain.errors import ConfigError
from domain.model import Stage, TicketKind
from domain.quiet import MessageClass, SendingHours
from domain.updates import Rhythm

OFFICE = association.calendar(Settings(), date(2026, 11, 22))


def test_the_defaults_are_those_of_the_rules() -> None:
    """The configuration repeats the rules' own defaults, so that neither says anything else than the other."""
    rhythm = outreach.rhythm(Settings())
    assert (dict(rhythm.days), rhythm.at) == (dict(Rhythm().days), Rhythm().at)
    for message in MessageClass:
        calendar = association.sending(Settings(), OFFICE)[message]
        assert calendar.shifts[0] == (SendingHours().usual[message],)
        assert calendar.ramadan_shifts == (SendingHours().ramadan[message],)
    unasked = outreach.outreach(Settings(), OFFICE)
    assert unasked.papers == (timedelta(days=3), timedelta(days=7))
    assert unasked.form == (timedelta(days=1), timedelta(days=4))
    assert unasked.rating_reminder == timedelta(days=2)


def test_one_kind_may_have_days_of_its_own() -> None:
    """In one of its stages."""
    settings = Settings(updates=Updates(hour=time(9), kinds={"support": {"with_committee": 14}}))
    rhythm = outreach.rhythm(settings)
    assert rhythm.days_of(TicketKind.SUPPORT, Stage.WITH_COMMITTEE) == 14
    assert rhythm.days_of(TicketKind.INQUIRY, Stage.WITH_COMMITTEE) == 7


@pytest.mark.parametrize("kinds", [{"suport": {"received": 1}}, {"support": {"with_comittee": 1}}])
def test_a_kind_or_stage_that_is_none_is_named(kinds: dict[str, dict[str, int]]) -> None:
    """As it was written."""
    with pytest.raises(ConfigError, match=r"updates\.kinds.*(suport|comittee)"):
        outreach.rhythm(Settings(updates=Updates(kinds=kinds)))


@pytest.mark.parametrize(
    ("sending", "key"), [({"service": "22:00-08:00"}, "service"), ({"ramadan_awareness": "all"}, "ramadan")]
)
def test_hours_that_are_none_are_named(sending: dict[str, str], key: str) -> None:
    """With the section's name."""
    with pytest.raises(ConfigError, match=rf"sending\.{key}"):
        association.sending(Settings(sending=Sending(**sending)), OFFICE)


@pytest.mark.parametrize("days", [[4, 1], [2, 2]])
def test_reminders_must_follow_one_another(days: list[int]) -> None:
    """Days rise."""
    with pytest.raises(ConfigError, match=r"reminders\.form"):
        outreach.outreach(Settings(reminders=Reminders(form=days)), OFFICE)


def test_reminders_begin_on_the_next_day() -> None:
    """None is sent on the very day."""
    with pytest.raises(ValidationError, match=r"form\.0"):
        Reminders(form=[0, 1])
