"""What may be done with a message that is due: it goes as it is or in other words, waits, or does not go, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Why(StrEnum):
    """Why a message waits or does not go."""

    OPTED_OUT = "opted_out"
    WINDOW_CLOSED = "window_closed"
    NO_TEMPLATE = "no_template"
    TEMPLATE_STOPPED = "template_stopped"
    NO_LINK = "no_link"
    UNANSWERABLE = "unanswerable"
    AWAY = "away"
    QUIET_HOURS = "quiet_hours"
    VOID = "void"
    OUTDATED = "outdated"
    MEMBERS_LIMIT = "members_limit"


WORDS: Final[Mapping[Why, str]] = {
    Why.OPTED_OUT: "The member stopped notices on this channel.",
    Why.WINDOW_CLOSED: "More than a day has passed since the member last wrote; the message waits until he writes.",
    Why.NO_TEMPLATE: "More than a day since the member last wrote, and no approved template for this in his language.",
    Why.TEMPLATE_STOPPED: "More than a day since the member last wrote, and the template for this is not approved at present.",
    Why.NO_LINK: "The member cannot answer by SMS, and there is no registered link to send him to.",
    Why.UNANSWERABLE: (
        "The member cannot answer by SMS: no question goes there, nothing over six parts, no link that is not registered."
    ),
    Why.AWAY: "The member cannot answer by SMS, so he is not told who has the conversation.",
    Why.QUIET_HOURS: "Outside the hours in which this may be sent; it goes when they begin.",
    Why.MEMBERS_LIMIT: "As many members as a day allows were written to first; it goes at its turn, or when the member writes.",
    Why.VOID: "It came too late to be of use, and was not sent.",
    Why.OUTDATED: "The request had moved on before this could be sent.",
}
"""As it is kept with the message; officers read it in their language by `domain.reasons`."""


@dataclass(frozen=True, slots=True)
class SendNow:
    """It goes as it is."""


@dataclass(frozen=True, slots=True)
class UseTemplate:
    """It goes in the blanks of an approved template."""

    template: str
    variables: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Park:
    """It waits for the member's next message; meanwhile a template knocks at his door, unless one did or none exists.

    Or it waits until a time, at which it is looked at again.
    """

    template: str
    why: Why
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OneWayNotice:
    """These words go in its place."""

    text: str


@dataclass(frozen=True, slots=True)
class Hold:
    """It does not go: not before `until`, or for good where there is none."""

    why: Why
    until: datetime | None = None


Plan = SendNow | UseTemplate | Park | OneWayNotice | Hold
