"""Who may do what at the desk. Pure; docs/reference/permissions.md is made from it, and a test holds them together.

An account's powers are those that the regulation of duties and powers (`tool.2`) gives its post; one without a post has those
of its role. Each power opens deeds in conversations and rights beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain import duties
from domain.accountports import Officer
from domain.duties import DECIDING, Power, Regulation
from domain.model import NO_POST, OfficerId, TicketKind
from domain.roles import WITHOUT_POST, Role


class Deed(StrEnum):
    """What can be done with a conversation and its ticket."""

    VIEW = "view"
    NOTE = "note"
    TAKE = "take"
    """Take over what nobody has."""
    TAKE_FROM_COLLEAGUE = "take_from_colleague"
    REPLY = "reply"
    HAND_BACK = "hand_back"
    RESOLVE = "resolve"
    HANDLE = "handle"
    """Change stage, officer, department, priority, subject, links."""
    STEER = "steer"
    """Hold the next update to the member, let it go, add words to it."""
    APPOINT = "appoint"
    """Note and cancel appointments."""


class Hold(StrEnum):
    """In whose hands a conversation is, as the officer who looks at it sees it."""

    NOBODYS = "nobody's"
    REOPENED = "nobody's, reopened"
    MINE = "own"
    COLLEAGUES = "a colleague's"


class Right(StrEnum):
    """What can be done beside conversations."""

    LOG_CONTACT = "log_contact"
    NOTE_MEMBER = "note_member"
    """Write notes about a member for colleagues."""
    PLACE_MEMBER = "place_member"
    """Say where a member wants to be told things, and to which projects he belongs."""
    RECORD_REFUSAL = "record_refusal"
    """Write down that a member wants to be told less."""
    RECORD_CONSENT = "record_consent"
    """Write down that a member agreed."""
    SETTLE_DOUBTS = "settle_doubts"
    """Have a message sent again of which nobody knows whether it arrived, or say that it did."""
    JOIN_MEMBERS = "join_members"
    """Say that conversations are one member's, or not."""
    ANSWER_DATA_REQUESTS = "answer_data_requests"
    """Give a member what is held of him, and erase him."""
    TEACH = "teach"
    """Say which entry answers a question, from then on and for everybody; take that back."""
    SHARE_REPLIES = "share_replies"
    """Write the saved replies that everybody has."""
    DECIDE_SUPPORT = "decide_support"
    """Accept or refuse requests for support."""
    DECIDE_REGISTRATION = "decide_registration"
    """Accept or refuse registrations."""
    WRITE_ANNOUNCEMENTS = "write_announcements"
    """Write, start, pause and stop what is said to many."""
    APPROVE_ANNOUNCEMENTS = "approve_announcements"
    """Approve what somebody else wrote."""
    VIEW_REPORTS = "view_reports"
    """See the association's figures, and how its channels do."""
    VIEW_AUDIT = "view_audit"
    SET_HOURS = "set_hours"
    """Enter days on which the office is closed, or works."""
    MANAGE_PEOPLE = "manage_people"


DECIDE: Final = frozenset({Right.DECIDE_SUPPORT, Right.DECIDE_REGISTRATION})
_ANYBODYS: Final = frozenset(Hold)
_FREE: Final = frozenset({Hold.NOBODYS})
_OWN: Final = frozenset({Hold.MINE})
_OTHERS: Final = frozenset({Hold.COLLEAGUES})
_CHANGES: Final = (Deed.HANDLE, Deed.STEER, Deed.APPOINT)

EVERYBODYS: Final[Mapping[Deed, frozenset[Hold]]] = {Deed.VIEW: _ANYBODYS, Deed.NOTE: _ANYBODYS}
"""What every account that is open may do."""
DEEDS: Final[Mapping[Power, Mapping[Deed, frozenset[Hold]]]] = {
    Power.ANSWER: {
        Deed.TAKE: _FREE,
        Deed.REPLY: _OWN,
        Deed.HAND_BACK: _OWN,
        Deed.RESOLVE: _OWN,
        **dict.fromkeys(_CHANGES, _FREE | _OWN),
    },
    Power.SUPERVISE: {
        Deed.TAKE: frozenset({Hold.REOPENED}),
        Deed.TAKE_FROM_COLLEAGUE: _OTHERS,
        Deed.HAND_BACK: _OTHERS,
        **dict.fromkeys(_CHANGES, _ANYBODYS),
    },
}
"""What a power opens in a conversation, by whose that is: one voice at a time speaks to a member."""
RIGHTS: Final[Mapping[Power, frozenset[Right]]] = {
    Power.ANSWER: frozenset({Right.LOG_CONTACT, Right.PLACE_MEMBER, Right.RECORD_REFUSAL, Right.SETTLE_DOUBTS}),
    Power.SUPERVISE: frozenset({Right.SHARE_REPLIES}),
    Power.DECIDE_SUPPORT: frozenset({Right.DECIDE_SUPPORT}),
    Power.DECIDE_REGISTRATION: frozenset({Right.DECIDE_REGISTRATION}),
    Power.HANDLE_DATA_REQUESTS: frozenset(
        {
            Right.JOIN_MEMBERS,
            Right.PLACE_MEMBER,
            Right.RECORD_REFUSAL,
            Right.RECORD_CONSENT,
            Right.ANSWER_DATA_REQUESTS,
        }
    ),
    Power.WRITE_ANNOUNCEMENTS: frozenset({Right.WRITE_ANNOUNCEMENTS}),
    Power.APPROVE_ANNOUNCEMENTS: frozenset({Right.APPROVE_ANNOUNCEMENTS}),
    Power.APPROVE_KNOWLEDGE: frozenset({Right.TEACH}),
    Power.MANAGE_PEOPLE: frozenset({Right.MANAGE_PEOPLE}),
    Power.VIEW_REPORTS: frozenset({Right.VIEW_REPORTS}),
}
"""What a power opens beside conversations."""
_ROLES: Final = frozenset(Role)
OF_ROLE: Final[Mapping[Role, frozenset[Right]]] = {
    Role.OFFICER: frozenset({Right.NOTE_MEMBER}),
    Role.SUPERVISOR: frozenset({Right.NOTE_MEMBER}),
    Role.COMMITTEE: frozenset({Right.NOTE_MEMBER}),
    Role.MANAGER: frozenset({Right.NOTE_MEMBER, Right.VIEW_AUDIT, Right.SET_HOURS}),
    Role.ADMINISTRATOR: frozenset({Right.NOTE_MEMBER, Right.VIEW_AUDIT, Right.SET_HOURS, Right.MANAGE_PEOPLE}),
}
"""What a role gives whatever the post: of these the regulation says nothing, or somebody must always be able to do them."""


@dataclass(frozen=True, slots=True)
class Powers:
    """What one officer may do with one conversation now."""

    deeds: frozenset[Deed]

    def may(self, *deeds: Deed) -> bool:
        """Tell whether one of the deeds is allowed."""
        return not self.deeds.isdisjoint(deeds)


def deeds_of(role: str) -> frozenset[Deed]:
    """Give what a role may do in every conversation; an unknown role may nothing."""
    return frozenset(EVERYBODYS) if role in _ROLES else frozenset()


def powers_of(officer: Officer, regulation: Regulation) -> frozenset[Power]:
    """Give an officer's powers: by his post, else by his role. A post that is not in the regulation has none."""
    if not officer.active or officer.role not in _ROLES:
        return frozenset()
    if officer.post == NO_POST:
        return WITHOUT_POST[Role(officer.role)]
    found = regulation.posts.get(officer.post)
    return found.powers if found else frozenset()


def answers(officer: Officer, regulation: Regulation) -> bool:
    """Tell whether tickets can be given to an officer."""
    return Power.ANSWER in powers_of(officer, regulation)


def hold(officer: OfficerId, owner: OfficerId | None, *, reopened: bool = False) -> Hold:
    """Say in whose hands a conversation is that `owner` has (None: nobody)."""
    if owner is None:
        return Hold.REOPENED if reopened else Hold.NOBODYS
    return Hold.MINE if owner == officer else Hold.COLLEAGUES


def powers(officer: Officer, held: Hold, regulation: Regulation) -> Powers:
    """Give what the officer may do with a conversation that is in these hands."""
    if not officer.active or officer.role not in _ROLES:
        return Powers(frozenset())
    opened = (EVERYBODYS, *(DEEDS.get(power, {}) for power in powers_of(officer, regulation)))
    return Powers(frozenset(deed for deeds in opened for deed, where in deeds.items() if held in where))


def rights(officer: Officer, regulation: Regulation) -> frozenset[Right]:
    """Give what the officer may do beside conversations."""
    if not officer.active or officer.role not in _ROLES:
        return frozenset()
    opened = (RIGHTS.get(power, frozenset()) for power in powers_of(officer, regulation))
    return OF_ROLE[Role(officer.role)].union(*opened)


def may_decide(officer: Officer, regulation: Regulation, topic: str, kind: TicketKind) -> bool:
    """Tell whether the officer decides on such a ticket: he has the power, and the duty names no other post for it."""
    wanted = {DECIDING[kind]} if kind in DECIDING else duties.DECISIONS
    held = powers_of(officer, regulation) & wanted
    return bool(held) and (officer.post == NO_POST or officer.post in duties.deciders(regulation, topic, kind))


def may_manage(officer: Officer, account: Officer | None, role: str, regulation: Regulation) -> bool:
    """Tell whether the officer may change an account (None: make one) so that it has this role.

    Nobody changes his own, lest the last administrator lock himself out; administrators are a matter of their like only.
    """
    if Right.MANAGE_PEOPLE not in rights(officer, regulation) or role not in _ROLES:
        return False
    if account is not None and account.id == officer.id:
        return False
    touched = {role} | ({account.role} if account else set())
    return Role.ADMINISTRATOR not in touched or officer.role == Role.ADMINISTRATOR
