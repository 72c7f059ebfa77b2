"""The permissions as tables for people to read: docs/reference/permissions.md holds them as they stand here."""

from collections.abc import Iterable, Mapping
from typing import Final

from desk.permissions import ALLOWED, BY_POWER, FOR_COLLEAGUE, OF_OWNER, RIGHTS, Deed, Right, Role

_DEEDS: Final[Mapping[Deed, str]] = {
    Deed.VIEW: "view a conversation, its member and its files",
    Deed.NOTE: "write an internal note",
    Deed.TAKE: "take over what nobody has",
    Deed.REPLY: "reply, send a file",
    Deed.HAND_BACK: "hand back to the assistant",
    Deed.RESOLVE: "resolve",
    Deed.HANDLE: "change stage, officer, department, priority, subject, links",
    Deed.HAND_BACK_FOR_COLLEAGUE: "hand back what a colleague has",
    Deed.HANDLE_FOR_COLLEAGUE: "change the like on what a colleague has",
}
_RIGHTS: Final[Mapping[Right, str]] = {
    Right.LOG_CONTACT: "write down a contact",
    Right.SHARE_REPLIES: "write everybody's saved replies",
    Right.DECIDE: "accept or refuse requests",
    Right.WRITE_ANNOUNCEMENTS: "write, pause and stop announcements; put in lists of projects",
    Right.APPROVE_ANNOUNCEMENTS: "approve announcements that somebody else wrote",
    Right.VIEW_REPORTS: "see reports and how channels do",
    Right.VIEW_AUDIT: "read the audit trail and the configuration",
    Right.MANAGE_PEOPLE: "make, change and close accounts",
}


def written() -> str:
    """Give both tables and what posts add, in Markdown."""
    deeds = _table("in a conversation", ((words, [_deed(role, deed) for role in Role]) for deed, words in _DEEDS.items()))
    rights = _table("beside it", ((words, [_yes(right in RIGHTS[role]) for role in Role]) for right, words in _RIGHTS.items()))
    posts = "\n".join(f"- `{power}`: {_RIGHTS[right]}" for power, right in BY_POWER.items())
    return f"{deeds}\n\n{rights}\n\nA post's powers add, whatever the role:\n\n{posts}\n"


def _table(head: str, rows: Iterable[tuple[str, list[str]]]) -> str:
    lines = [f"| {head} | {' | '.join(Role)} |", f"|{' --- |' * (len(Role) + 1)}"]
    lines += [f"| {words} | {' | '.join(cells)} |" for words, cells in rows]
    return "\n".join(lines)


def _deed(role: Role, deed: Deed) -> str:
    if deed not in ALLOWED[role]:
        return "no"
    if deed in OF_OWNER:
        return "own"
    if deed is Deed.HANDLE:
        return "own, and what nobody has"
    return "a colleague's" if deed in FOR_COLLEAGUE else "yes"


def _yes(allowed: bool) -> str:  # noqa: FBT001 - a cell of a table
    return "yes" if allowed else "no"
