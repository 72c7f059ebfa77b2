"""Who is there to answer, as far as members are told: whether anybody is, and when the first is back. Pure; reads no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.accountports import Officer, Presence


@dataclass(frozen=True, slots=True)
class Roster:
    """All who answer members, together; as it stands here nothing is known, and the working hours alone count."""

    here: bool = True
    """One of them at least is there."""
    unsure: bool = False
    """One at least is away without a word when he is back."""
    back: tuple[datetime, ...] = ()
    """When those are back who said it, the soonest first."""

    def is_manned(self, now: datetime) -> bool:
        """Tell whether anybody is there."""
        return self.here or any(at <= now for at in self.back)


UNKNOWN: Final = Roster()


def of(answering: Iterable[Officer]) -> Roster:
    """Give the roster of these officers; of nobody nothing is known."""
    people = [one for one in answering if one.active]
    if not people:
        return UNKNOWN
    gone = [one for one in people if one.presence is not Presence.AVAILABLE]
    return Roster(
        here=len(gone) < len(people),
        unsure=any(one.back_at is None for one in gone),
        back=tuple(sorted(one.back_at for one in gone if one.back_at is not None)),
    )
