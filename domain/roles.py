"""What somebody is at the association, and what an account may do by that alone, as long as it has no post.

Must not know deeds at the desk: `desk.permissions` says what a power opens.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.duties import DECISIONS, Post, Power


class Role(StrEnum):
    """What somebody is at the association."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    COMMITTEE = "committee"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


_SUPERVISING: Final = frozenset(
    {
        Power.ANSWER,
        Power.SUPERVISE,
        Power.HANDLE_DATA_REQUESTS,
        Power.WRITE_ANNOUNCEMENTS,
        Power.APPROVE_KNOWLEDGE,
        Power.VIEW_REPORTS,
    }
)
WITHOUT_POST: Final[Mapping[Role, frozenset[Power]]] = {
    Role.OFFICER: frozenset({Power.ANSWER}),
    Role.SUPERVISOR: _SUPERVISING,
    Role.COMMITTEE: frozenset({Power.DECIDE_SUPPORT, Power.DECIDE_REGISTRATION}),
    Role.MANAGER: _SUPERVISING | {Power.APPROVE_ANNOUNCEMENTS},
    Role.ADMINISTRATOR: _SUPERVISING | {Power.APPROVE_ANNOUNCEMENTS, Power.MANAGE_PEOPLE},
}
"""The powers of an account that has no post yet."""
_MATTERS_GO_BY: Final = (Power.SUPERVISE, Power.ANSWER, Power.DECIDE_SUPPORT, Power.DECIDE_REGISTRATION)
"""The powers for which matters come to a post, the highest first."""


def standing_in(post: Post, *, deciding: bool) -> frozenset[Role]:
    """Give the roles that do what a post is there for, where nobody holds it: decide, or see to its matters."""
    leading = [power for power in _MATTERS_GO_BY if power in post.powers][:1]
    wanted = post.powers & DECISIONS if deciding else leading
    return frozenset(role for role, powers in WITHOUT_POST.items() if not powers.isdisjoint(wanted))
