"""The permissions as tables for people to read: docs/reference/permissions.md holds them as they stand here."""

from collections.abc import Iterable, Mapping
from typing import Final

from desk.permissions import DEEDS, EVERYBODYS, OF_ROLE, RIGHTS, Deed, Hold, Right
from domain.duties import Power
from domain.roles import WITHOUT_POST, Role

_DEEDS: Final[Mapping[Deed, str]] = {
    Deed.VIEW: "view a conversation, its member and its files",
    Deed.NOTE: "write an internal note",
    Deed.TAKE: "take over",
    Deed.TAKE_FROM_COLLEAGUE: "take from a colleague",
    Deed.REPLY: "reply, send a file",
    Deed.HAND_BACK: "hand back to the assistant",
    Deed.RESOLVE: "resolve",
    Deed.HANDLE: "change stage, officer, department, priority, subject, links; refer, merge",
    Deed.STEER: "hold the next update, let it go, add words to it",
    Deed.APPOINT: "note and cancel appointments",
}
_RIGHTS: Final[Mapping[Right, str]] = {
    Right.LOG_CONTACT: "write down a contact",
    Right.NOTE_MEMBER: "write a note about a member",
    Right.PLACE_MEMBER: "say where a member wants to be told things, and to which projects he belongs",
    Right.RECORD_REFUSAL: "write down that a member wants to be told less",
    Right.RECORD_CONSENT: "write down that a member agreed",
    Right.SETTLE_DOUBTS: "send a message again that may not have arrived, or say that it did",
    Right.JOIN_MEMBERS: "join and part a member's conversations",
    Right.ANSWER_DATA_REQUESTS: "give a member a copy of what is held of him, and erase him",
    Right.TEACH: "teach which entry answers a question, and take lessons back",
    Right.SHARE_REPLIES: "write everybody's saved replies",
    Right.DECIDE_SUPPORT: "accept or refuse requests for support",
    Right.DECIDE_REGISTRATION: "accept or refuse registrations",
    Right.WRITE_ANNOUNCEMENTS: "write, pause and stop announcements; put in lists of projects",
    Right.APPROVE_ANNOUNCEMENTS: "approve announcements that somebody else wrote",
    Right.VIEW_REPORTS: "see reports and how channels do",
    Right.VIEW_AUDIT: "read the audit trail and the configuration",
    Right.SET_HOURS: "enter days on which the office is closed, or works",
    Right.MANAGE_PEOPLE: "make, change and close accounts",
}


def written() -> str:
    """Give the tables in Markdown."""
    return f"{_roles()}\n\n{_deeds()}\n\n{_rights()}\n"


def _roles() -> str:
    rows = ((f"`{power}`", [_yes(power in WITHOUT_POST[role]) for role in Role]) for power in Power)
    return _table("power", tuple(Role), rows)


def _deeds() -> str:
    opening = {"everybody": EVERYBODYS} | {f"`{power}`": deeds for power, deeds in DEEDS.items()}
    rows = ((words, [_where(deeds.get(deed, frozenset())) for deeds in opening.values()]) for deed, words in _DEEDS.items())
    return _table("in a conversation", tuple(opening), rows)


def _rights() -> str:
    rows = ((words, [", ".join((*_by_power(right), *_by_role(right)))]) for right, words in _RIGHTS.items())
    return _table("beside it", ("opened by",), rows)


def _by_power(right: Right) -> Iterable[str]:
    return (f"`{power}`" for power, rights in RIGHTS.items() if right in rights)


def _by_role(right: Right) -> Iterable[str]:
    having = [role for role in Role if right in OF_ROLE[role]]
    return ("every role",) if having == list(Role) else (f"the role {role}" for role in having)


def _table(head: str, columns: tuple[str, ...], rows: Iterable[tuple[str, list[str]]]) -> str:
    lines = [f"| {head} | {' | '.join(columns)} |", f"|{' --- |' * (len(columns) + 1)}"]
    lines += [f"| {words} | {' | '.join(cells)} |" for words, cells in rows]
    return "\n".join(lines)


def _where(holds: frozenset[Hold]) -> str:
    return "yes" if holds == frozenset(Hold) else "; ".join(each for each in Hold if each in holds) or "no"


def _yes(allowed: bool) -> str:  # noqa: FBT001 - a cell of a table
    return "yes" if allowed else "no"
