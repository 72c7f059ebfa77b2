"""Cookies and the secrets that hang on them: session, form token, language. Pure, but for reading a request's cookies.

The token is random and lives in the cookie only; the database keeps its hash. The form token is derived from it, so it needs
no storage and dies with the session. Before sign-in a visitor has a token too, which belongs to nobody and is replaced at
sign-in: a token planted beforehand opens nothing.
"""

import hmac
import re
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from domain.model import Language

_TOKEN = re.compile(r"[0-9a-f]{64}")
TOKEN_BYTES = 32
_LANGUAGE = "mujib_desk_language"
_THEME = "mujib_desk_theme"
_YEAR = timedelta(days=365)


class Theme(StrEnum):
    """How light the pages are."""

    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"


def _cookie_name(*, secure: bool) -> str:
    """Give the session cookie's name: `__Host-` binds it to this host, this path and https."""
    return "__Host-mujib_desk" if secure else "mujib_desk"


def token_of(request: Request, *, secure: bool) -> str:
    """Give the token that the browser sent; empty if it sent none of ours."""
    token = request.cookies.get(_cookie_name(secure=secure), "")
    return token if _TOKEN.fullmatch(token) else ""


def token_hash(token: str) -> str:
    """Give what is stored of a token."""
    return sha256(token.encode()).hexdigest()


def form_token(token: str) -> str:
    """Give the token that this session's forms carry."""
    return hmac.new(token.encode(), b"mujib desk form", sha256).hexdigest()


def form_is_ours(token: str, given: str) -> bool:
    """Compare a form's token in constant time."""
    return bool(token) and hmac.compare_digest(form_token(token).encode(), given.encode())


def set_token(response: Response, token: str, *, secure: bool) -> None:
    """Hand the session's token to the browser; it ends with the browser, or earlier on the server."""
    response.set_cookie(_cookie_name(secure=secure), token, path="/", secure=secure, httponly=True, samesite="lax")


def forget_token(response: Response, *, secure: bool) -> None:
    """Take the session's token from the browser."""
    response.delete_cookie(_cookie_name(secure=secure), path="/", secure=secure, httponly=True, samesite="lax")


def language_of(request: Request) -> Language:
    """Give the language that this browser chose; Arabic until it chose."""
    chosen = request.cookies.get(_LANGUAGE, "")
    return Language.ENGLISH if chosen == Language.ENGLISH else Language.ARABIC


def set_language(response: Response, language: Language, *, secure: bool) -> None:
    """Remember the browser's language for a year."""
    _remember(response, _LANGUAGE, language, secure=secure)


def theme_of(request: Request) -> Theme:
    """Give how light this browser wants the pages; as its device is, until it chose."""
    chosen = request.cookies.get(_THEME, "")
    return Theme(chosen) if chosen in set(Theme) else Theme.DEVICE


def set_theme(response: Response, theme: Theme, *, secure: bool) -> None:
    """Remember it for a year."""
    _remember(response, _THEME, theme, secure=secure)


def _remember(response: Response, name: str, value: str, *, secure: bool) -> None:
    seconds = int(_YEAR.total_seconds())
    response.set_cookie(name, value, seconds, path="/desk", secure=secure, httponly=True, samesite="lax")
