"""A request at the desk, as endpoints get it: with its session, its language and its checked form. Values only."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from desk.requests import Upload
from domain.accountports import Officer
from domain.model import Language

_ONCE: Final = "part_only="
"""Asks for what changes of an open page; nobody comes back to that."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request by anybody."""

    request: Request
    token: str
    """Of the session, or of a visit that is no session yet."""
    language: Language
    form: dict[str, str]
    """The fields of a POST, whose form token was right."""

    @property
    def address(self) -> str:
        """The page's address within the desk, to come back to."""
        url = self.request.url
        query = "&".join(one for one in url.query.split("&") if not one.startswith(_ONCE))
        return url.path + (f"?{query}" if query else "")

    @property
    def client(self) -> str:
        """The network address that the request came from."""
        return self.request.client.host if self.request.client else ""


@dataclass(frozen=True, slots=True)
class SignedVisit(Visit):
    """A request by an officer who is signed in."""

    officer: Officer
    file: Upload | None = None
    """What the form brought beside its fields."""
