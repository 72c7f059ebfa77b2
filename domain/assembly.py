"""The notice of a general assembly: place, time, agenda, and what members answer to it. Pure; must not word anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from domain.model import Language

AnnouncementId = NewType("AnnouncementId", int)
_PREFIX: Final = "assembly"


@dataclass(frozen=True, slots=True)
class Assembly:
    """A general assembly to which members are invited."""

    place: Mapping[Language, str]
    at: datetime
    agenda: Mapping[Language, tuple[str, ...]]
    """Its items, in order; as many in each language."""
    proxies: bool = True
    """A member may send somebody in his place."""
    quorum: int = 0
    """How many of a hundred who are invited have to be there; 0: the desk reckons none."""


class Answer(StrEnum):
    """What a member answers; the latest one counts."""

    ATTENDS = "attends"
    PROXY = "proxy"
    """Somebody comes for him; he is asked for the name, and an officer checks the power of attorney."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of one member's notice: the proof that he was invited."""

    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    answer: Answer | None = None
    answered_at: datetime | None = None
    proxy_name: str = ""


def answers(assembly: Assembly) -> tuple[Answer, ...]:
    """Give what members may answer, in the order in which it is offered."""
    return tuple(answer for answer in Answer if assembly.proxies or answer is not Answer.PROXY)


def option(announcement: AnnouncementId, answer: Answer) -> str:
    """Give the id of the option with which a member answers; it means the same whenever it is pressed."""
    return f"{_PREFIX}:{announcement}:{answer.value}"


def answered(option_id: str) -> tuple[AnnouncementId, Answer] | None:
    """Read an option's id; None if it is no answer to an assembly."""
    prefix, _, rest = option_id.partition(":")
    number, _, answer = rest.partition(":")
    if prefix != _PREFIX or not (number.isascii() and number.isdigit()) or answer not in set(Answer):
        return None
    return AnnouncementId(int(number)), Answer(answer)


def proven(receipt: Receipt) -> datetime | None:
    """Give when the notice demonstrably reached the member: delivered, read or answered; None if nothing proves it."""
    times = (receipt.delivered_at, receipt.read_at, receipt.answered_at)
    return min((time for time in times if time), default=None)
