"""Quiet hours: when a message that nobody asked for may reach a member, by its class. Pure; must not decide what is sent.

Hours of sending are a calendar like the office's, so that Ramadan, the zone and changes of the clock are reckoned in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain import clocks
from domain.calendar import Calendar, Shift


class MessageClass(StrEnum):
    """The regulator's classes of messages that a member did not ask for; consent is given by class (PDPL art. 25)."""

    SERVICE = "service"
    """About his own membership or ticket."""
    AWARENESS = "awareness"
    """What he should know."""
    PROMOTIONAL = "promotional"
    """What he might want."""


_DAY: Final = MappingProxyType(
    {
        MessageClass.SERVICE: Shift(time(8), time(22)),
        MessageClass.AWARENESS: Shift(time(9), time(20)),
        MessageClass.PROMOTIONAL: Shift(time(9), time(20)),
    }
)
_FASTING_DAY: Final = MappingProxyType(
    {
        MessageClass.SERVICE: Shift(time(10), time(22)),
        MessageClass.AWARENESS: Shift(time(13), time(17)),
        MessageClass.PROMOTIONAL: Shift(time(13), time(17)),
    }
)


@dataclass(frozen=True, slots=True)
class SendingHours:
    """From when to when each class may be sent, in the association's time, every day of the week.

    The regulator limits awareness and promotion to 09:00-22:00; guides differ, so the default is the narrowest, 09:00-20:00.
    Service messages have no legal limit: their hours are courtesy.
    """

    usual: Mapping[MessageClass, Shift] = field(default_factory=lambda: _DAY)
    ramadan: Mapping[MessageClass, Shift] = field(default_factory=lambda: _FASTING_DAY)


def calendar(hours: SendingHours, office: Calendar, message: MessageClass) -> Calendar:
    """Give the calendar of sending of a class: every day, holidays too, in the office's zone and with its Ramadan."""
    usual = (hours.usual[message],)
    return Calendar(
        tz=office.tz,
        shifts=dict.fromkeys(range(7), usual),
        ramadan=office.ramadan,
        ramadan_shifts=(hours.ramadan[message],),
    )


def earliest(sending: Calendar, moment: datetime) -> datetime:
    """Give the first moment from `moment` on, in UTC, at which it may be sent."""
    # a calendar of sending opens every day, so there is always a next opening
    return clocks.opening(sending, moment) or moment
