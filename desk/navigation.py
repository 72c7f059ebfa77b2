"""The desk's pages in their order, and who finds which in his menu. A page checks again who comes in; this only leads there."""

from dataclasses import dataclass
from typing import Final

from desk import permissions
from desk.permissions import Deed, Right
from domain.accountports import Officer
from domain.duties import Regulation


@dataclass(frozen=True, slots=True)
class Page:
    """A page to go to."""

    name: str
    """The key of its title: `page.NAME`."""
    address: str
    rights: frozenset[Right] = frozenset()
    """Whoever has one of them finds the page; empty: all who may see conversations."""


PAGES: Final = (
    Page("queue", "/desk"),
    Page("committee", "/desk/committee", permissions.DECIDE),
    Page("contact", "/desk/contacts/new", frozenset({Right.LOG_CONTACT})),
    Page("announcements", "/desk/announcements", frozenset({Right.WRITE_ANNOUNCEMENTS, Right.APPROVE_ANNOUNCEMENTS})),
    Page("projects", "/desk/projects", frozenset({Right.WRITE_ANNOUNCEMENTS})),
    Page("replies", "/desk/replies"),
    Page("knowledge", "/desk/knowledge"),
    Page("reports", "/desk/reports", frozenset({Right.VIEW_REPORTS})),
    Page("channels", "/desk/channels", frozenset({Right.VIEW_REPORTS})),
    Page("people", "/desk/people", frozenset({Right.MANAGE_PEOPLE})),
    Page("audit", "/desk/audit", frozenset({Right.VIEW_AUDIT})),
    Page("settings", "/desk/settings"),
)
_OWN: Final = "settings"
"""Is everybody's, whatever he may see."""


def pages_of(officer: Officer, regulation: Regulation) -> tuple[Page, ...]:
    """List the pages that an officer has."""
    if Deed.VIEW not in permissions.deeds_of(officer.role):
        return tuple(page for page in PAGES if page.name == _OWN)
    rights = permissions.rights(officer, regulation)
    return tuple(page for page in PAGES if not page.rights or page.rights & rights)
