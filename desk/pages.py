"""Pages from templates, and the headers that every answer of the desk carries."""

import asyncio
from collections.abc import Hashable, Mapping, Sequence
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk import navigation, permissions
from desk.access.sessions import form_token, theme_of
from desk.formatting import both_dates, clock_time, contact_words, detail, shown
from desk.office import Office
from desk.permissions import Deed, Right
from desk.texts import Texts, texts
from desk.visits import SignedVisit, Visit
from domain import reports
from domain.doubts import Doubtful
from domain.model import Language
from domain.reference import written
from domain.reports import Glance, Period
from domain.troubles import Trouble

if TYPE_CHECKING:
    from jinja2 import Environment

_ALERTS: Final = 20
_HERE: Final = Path(__file__).parent
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_DRAWN: Final = 4_000
"""Rows and lines that are kept drawn: about 1 KB each."""
_STATIC_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def static() -> Mapping[str, tuple[bytes, str]]:
    """Give the desk's style, script and mark by name, with their types; nothing else can be asked for."""
    files = sorted((_HERE / "static").iterdir())
    return {file.name: (file.read_bytes(), _STATIC_TYPES[file.suffix]) for file in files if file.suffix in _STATIC_TYPES}


@cache
def _version() -> str:
    return sha256(b"".join(content for content, _ in static().values())).hexdigest()[:12]


@cache
def _templates() -> "Environment":
    import jinja2  # with the first page: a server whose desk nobody opens has no use for it

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        auto_reload=False,  # it would look at each template's file on each page
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {one.__name__: one for one in (shown, written, both_dates, clock_time, detail, told, standing)}
    environment.globals["drawn"] = drawn
    return environment


@lru_cache(_DRAWN)
def drawn(template: str, one: Hashable, language: Language, reader: int = 0) -> Markup:
    """Fill the template of one row or line; the same one is drawn once, for pages are looked at again and again."""
    return Markup(_templates().get_template(template).render(one=one, t=texts(language), reader=reader))  # noqa: S704 - of a template


def page(office: Office, visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Fill a template in the visitor's language."""
    t = texts(visit.language)
    known = {
        "t": t,
        "csrf": form_token(visit.token),
        "association": office.association[visit.language],
        "here": visit.address,
        "version": _version(),
        "theme": theme_of(visit.request),
        "kept": partial(_kept, office, t),
    }
    return HTMLResponse(_templates().get_template(template).render(known | values), status)


def _kept(office: Office, t: Texts, words: str) -> str:
    """Give what a ticket keeps in Arabic, in the reader's language: the assistant's words, and those of a noted contact."""
    return contact_words(words, t) or office.wording.kept(words, t.language)


async def around(office: Office, visit: SignedVisit) -> dict[str, Any]:
    """Read what stands around every page of those who are signed in: their alerts, the figures and what is wrong."""
    alerts, figures, wrong, doubtful = await asyncio.gather(
        office.alerts.unread(visit.officer.id, limit=_ALERTS),
        _glance(office, visit),
        _troubles(office, visit),
        _doubts_of(office, visit),
    )
    return {"alerts": alerts, "glance": figures, "troubles": wrong, "doubts": doubtful}


async def inner(office: Office, visit: SignedVisit, template: str, status: int = 200, **values: Any) -> Response:
    """Fill a template of those who are signed in: with their menu, what was just done, and what stands around it.

    A page that reads it together with what it shows gives it among `values`.
    """
    t = texts(visit.language)
    done = visit.request.query_params.get("done", "")
    known = {
        "officer": visit.officer,
        "key": office.random(16),
        "menu": navigation.pages_of(visit.officer, office.rules.regulation),
        "zone": office.zone,
        "rights": permissions.rights(visit.officer, office.rules.regulation),
        "search": "",
        "rooms": office.outside.rooms,
        "done": done if t.has(f"done.{done}") else "",
        "layout": "sheet.html",
    }
    if "alerts" not in values:
        known |= await around(office, visit)
    return page(office, visit, template, status, **(known | values))


async def _glance(office: Office, visit: SignedVisit) -> Glance | None:
    """Give the figures above each page, to those who see conversations."""
    if Deed.VIEW not in permissions.deeds_of(visit.officer.role):
        return None
    return await office.reports.glance(reports.span(Period.WEEK, office.clock.now(), office.zone)[0])


def told(trouble: Trouble, t: Texts, rooms: Mapping[str, Mapping[Language, str]]) -> str:
    """Say what is wrong; of a department's room, whose it is."""
    channel = trouble.where.partition(":")[0]
    where = t(f"channel.{channel}") if t.has(f"channel.{channel}") else channel
    if department := rooms.get(trouble.where.partition("#")[2].partition(":")[0]):
        where = t("trouble.of_department", where=where, department=department[t.language])
    about = t(f"trouble.{trouble.about}") if t.has(f"trouble.{trouble.about}") else _isolated(trouble.about)
    return f"{t(f'trouble.{trouble.kind}', where=where)} {about}".strip()


def _isolated(number: str) -> str:
    """Keep a number's sign where it belongs, in a line of Arabic."""
    return f"\u2066{number}\u2069" if number else ""


async def _troubles(office: Office, visit: SignedVisit) -> Sequence[Trouble]:
    """Give what is wrong with channels and rooms, to those who look after them."""
    return await office.troubles.now() if may(office, visit, Right.VIEW_REPORTS) else ()


async def _doubts_of(office: Office, visit: SignedVisit) -> Sequence[Doubtful]:
    """Give the messages in doubt that are this officer's to settle: his own tickets', and nobody's."""
    if not may(office, visit, Right.SETTLE_DOUBTS):
        return ()
    return [one for one in await office.doubts.open() if one.officer in {None, visit.officer.id}]


def standing(doubtful: Doubtful) -> str:
    """Give the address where a message in doubt stands: in the member's latest ticket, or on his page."""
    page = (
        f"/desk/tickets/{doubtful.ticket}" if doubtful.ticket else f"/desk/members?{urlencode({'of': doubtful.conversation})}"
    )
    return f"{page}#o{doubtful.message}"


async def refused(office: Office, visit: SignedVisit, *rights: Right) -> Response | None:
    """Answer an officer who has none of these rights as if nothing were there; None for one who has any."""
    if may(office, visit, *rights):
        return None
    return unknown(office, visit)


async def nothing(office: Office, visit: Visit) -> Response:
    """Say that nothing stands at an address, with a way back; one with a stroke at its end leads to the one without."""
    address = visit.request.url.path
    return see_other(address.rstrip("/")) if address.endswith("/") else unknown(office, visit)


def unknown(office: Office, visit: Visit) -> Response:
    """Answer as if nothing were there."""
    return page(office, visit, "sorry.html", 404, fault="404")


def may(office: Office, visit: SignedVisit, *rights: Right) -> bool:
    """Tell whether the visitor has one of these rights."""
    return not permissions.rights(visit.officer, office.rules.regulation).isdisjoint(rights)


def see_other(address: str) -> Response:
    """Send the browser on after a form."""
    return RedirectResponse(address, 303)


def dressed(response: Response) -> Response:
    """Put the desk's headers on, where the answer has not its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
