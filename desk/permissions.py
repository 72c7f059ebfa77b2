"""Who may do what at the desk. Pure; docs/how-to/working-at-the-desk.md has the same table, and a test holds them together."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.model import OfficerId
from domain.ports import Officer


class Role(StrEnum):
    """What somebody is at the association."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    COMMITTEE = "committee"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    """What can be done with a conversation."""

    VIEW = "view"
    NOTE = "note"
    TAKE = "take"
    """Take over what nobody has."""
    REPLY = "reply"
    HAND_BACK = "hand_back"
    RESOLVE = "resolve"
    HAND_BACK_FOR_COLLEAGUE = "hand_back_for_colleague"
    """Free what a colleague has who is not there any more."""


OF_OWNER: Final = frozenset({Deed.REPLY, Deed.HAND_BACK, Deed.RESOLVE})
"""Deeds that only the officer who has the conversation may do: one voice at a time speaks to a member."""

_ANSWERING: Final = frozenset({Deed.VIEW, Deed.NOTE, Deed.TAKE}) | OF_OWNER
ALLOWED: Final[dict[Role, frozenset[Deed]]] = {
    Role.OFFICER: _ANSWERING,
    Role.SUPERVISOR: _ANSWERING | {Deed.HAND_BACK_FOR_COLLEAGUE},
    Role.COMMITTEE: frozenset({Deed.VIEW, Deed.NOTE}),
    Role.MANAGER: _ANSWERING | {Deed.HAND_BACK_FOR_COLLEAGUE},
    Role.ADMINISTRATOR: _ANSWERING | {Deed.HAND_BACK_FOR_COLLEAGUE},
}


@dataclass(frozen=True, slots=True)
class Powers:
    """What one officer may do with one conversation now."""

    deeds: frozenset[Deed]

    def may(self, deed: Deed) -> bool:
        """Tell whether the deed is allowed."""
        return deed in self.deeds


def deeds_of(role: str) -> frozenset[Deed]:
    """Give all that a role may ever do; an unknown role may nothing."""
    return ALLOWED[Role(role)] if role in set(Role) else frozenset()


def powers(officer: Officer, owner: OfficerId | None) -> Powers:
    """Give what the officer may do with a conversation that `owner` has (None: nobody)."""
    if not officer.active:
        return Powers(frozenset())
    return Powers(deeds_of(officer.role) - _barred(officer.id, owner))


def _barred(officer: OfficerId, owner: OfficerId | None) -> frozenset[Deed]:
    if owner is None:
        return OF_OWNER | {Deed.HAND_BACK_FOR_COLLEAGUE}
    if owner == officer:
        return frozenset({Deed.TAKE, Deed.HAND_BACK_FOR_COLLEAGUE})
    return OF_OWNER | {Deed.TAKE}
