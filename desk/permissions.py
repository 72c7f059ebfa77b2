"""Who may do what at the desk. Pure; docs/reference/permissions.md is made from it, and a test holds them together.

A role gives what everybody of its kind may do; a post adds what the regulation of duties and powers (`tool.2`) gives it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain import duties
from domain.accountports import Officer
from domain.duties import Power, Regulation
from domain.model import OfficerId


class Role(StrEnum):
    """What somebody is at the association."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    COMMITTEE = "committee"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    """What can be done with a conversation and its ticket."""

    VIEW = "view"
    NOTE = "note"
    TAKE = "take"
    """Take over what nobody has."""
    REPLY = "reply"
    HAND_BACK = "hand_back"
    RESOLVE = "resolve"
    HANDLE = "handle"
    """Change stage, officer, department, priority, subject, links."""
    HAND_BACK_FOR_COLLEAGUE = "hand_back_for_colleague"
    """Free what a colleague has who is not there any more."""
    HANDLE_FOR_COLLEAGUE = "handle_for_colleague"


class Right(StrEnum):
    """What can be done beside conversations."""

    LOG_CONTACT = "log_contact"
    SHARE_REPLIES = "share_replies"
    """Write the saved replies that everybody has."""
    DECIDE = "decide"
    """Accept or refuse members' requests."""
    WRITE_ANNOUNCEMENTS = "write_announcements"
    """Write, start, pause and stop what is said to many."""
    APPROVE_ANNOUNCEMENTS = "approve_announcements"
    """Approve what somebody else wrote."""
    VIEW_REPORTS = "view_reports"
    """See the association's figures, and how its channels do."""
    VIEW_AUDIT = "view_audit"
    MANAGE_PEOPLE = "manage_people"


OF_OWNER: Final = frozenset({Deed.REPLY, Deed.HAND_BACK, Deed.RESOLVE})
"""Deeds that only the officer who has the conversation may do: one voice at a time speaks to a member."""
FOR_COLLEAGUE: Final = frozenset({Deed.HAND_BACK_FOR_COLLEAGUE, Deed.HANDLE_FOR_COLLEAGUE})
"""Deeds on what a colleague has."""

_ANSWERING: Final = frozenset({Deed.VIEW, Deed.NOTE, Deed.TAKE, Deed.HANDLE}) | OF_OWNER
ALLOWED: Final[dict[Role, frozenset[Deed]]] = {
    Role.OFFICER: _ANSWERING,
    Role.SUPERVISOR: _ANSWERING | FOR_COLLEAGUE,
    Role.COMMITTEE: frozenset({Deed.VIEW, Deed.NOTE}),
    Role.MANAGER: _ANSWERING | FOR_COLLEAGUE,
    Role.ADMINISTRATOR: _ANSWERING | FOR_COLLEAGUE,
}
_MANAGING: Final = frozenset(
    {
        Right.LOG_CONTACT,
        Right.SHARE_REPLIES,
        Right.VIEW_REPORTS,
        Right.VIEW_AUDIT,
        Right.WRITE_ANNOUNCEMENTS,
        Right.APPROVE_ANNOUNCEMENTS,
    }
)
RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    Role.OFFICER: frozenset({Right.LOG_CONTACT}),
    Role.SUPERVISOR: frozenset({Right.LOG_CONTACT, Right.SHARE_REPLIES, Right.VIEW_REPORTS, Right.WRITE_ANNOUNCEMENTS}),
    Role.COMMITTEE: frozenset({Right.DECIDE}),
    Role.MANAGER: _MANAGING,
    Role.ADMINISTRATOR: _MANAGING | {Right.MANAGE_PEOPLE},
}
BY_POWER: Final[dict[Power, Right]] = {
    Power.DECIDE_SUPPORT: Right.DECIDE,
    Power.DECIDE_REGISTRATION: Right.DECIDE,
    Power.SUPERVISE: Right.SHARE_REPLIES,
    Power.WRITE_ANNOUNCEMENTS: Right.WRITE_ANNOUNCEMENTS,
    Power.APPROVE_ANNOUNCEMENTS: Right.APPROVE_ANNOUNCEMENTS,
    Power.VIEW_REPORTS: Right.VIEW_REPORTS,
    Power.MANAGE_PEOPLE: Right.MANAGE_PEOPLE,
}
"""What a post's powers add."""


@dataclass(frozen=True, slots=True)
class Powers:
    """What one officer may do with one conversation now."""

    deeds: frozenset[Deed]

    def may(self, *deeds: Deed) -> bool:
        """Tell whether one of the deeds is allowed."""
        return not self.deeds.isdisjoint(deeds)


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
        return OF_OWNER | FOR_COLLEAGUE
    if owner == officer:
        return FOR_COLLEAGUE | {Deed.TAKE}
    return OF_OWNER | {Deed.TAKE, Deed.HANDLE}


def rights(officer: Officer, regulation: Regulation) -> frozenset[Right]:
    """Give what the officer may do beside conversations: by his role, and by the post that he holds."""
    if not officer.active or officer.role not in set(Role):
        return frozenset()
    by_post = {right for power, right in BY_POWER.items() if duties.may(regulation, officer.post, power)}
    return RIGHTS[Role(officer.role)] | by_post


def may_manage(officer: Officer, account: Officer | None, role: str, regulation: Regulation) -> bool:
    """Tell whether the officer may change an account (None: make one) so that it has this role.

    Nobody changes his own, lest the last administrator lock himself out; administrators are a matter of their like only.
    """
    if Right.MANAGE_PEOPLE not in rights(officer, regulation) or role not in set(Role):
        return False
    if account is not None and account.id == officer.id:
        return False
    touched = {role} | ({account.role} if account else set())
    return Role.ADMINISTRATOR not in touched or officer.role == Role.ADMINISTRATOR
