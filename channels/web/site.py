"""The association's page, and the bare chat that other sites show in a frame. Knows facts, no conversation."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette import requests, responses
from starlette.routing import Route

from channels.web import assets, headers
from domain.errors import ConfigError
from domain.model import Language

if TYPE_CHECKING:
    from jinja2 import Environment

LONGEST_MESSAGE: Final = 4000
"""UTF-16 units that the page lets a member write at once; the interface takes more."""
_FOLDER = Path(__file__).parent
_COOKIE, _YEAR = "mujib_lang", 365 * 24 * 3600
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
_OURS: Final = 500
"""From this status on the fault is ours."""
DIRECTION: Final = {Language.ARABIC: "rtl", Language.ENGLISH: "ltr"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page tells of the association; what is empty is not shown."""

    name: Mapping[Language, str]
    hours: Mapping[Language, str]
    address: Mapping[Language, str]
    phone: str = ""
    whatsapp: str = ""
    """A phone number."""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The pages, and what they show."""

    facts: Facts
    allowed_origins: Sequence[str] = ()
    """Sites that may show the chat in a frame, as `https://www.example.sa`."""
    max_upload: int = 10 * 1024 * 1024
    """Bytes of one file, told to the page so that it need not try."""
    onward: Sequence[str] = ()
    """Where members can go on, as the texts name them."""

    def __post_init__(self) -> None:
        """Raise `ConfigError` for an allowed origin that is none."""
        for origin in self.allowed_origins:
            if not _ORIGIN.fullmatch(origin):
                raise ConfigError(f"web.allowed_origins: {origin!r} is not written as https://www.example.sa")

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route("/", self.home),
            Route("/chat", self.chat),
            Route("/widget.js", assets.widget),
            Route("/assets/{version}/{name}", assets.serve),
        ]

    async def home(self, http: requests.Request) -> responses.Response:
        """Show the association's page."""
        return self._page(http, "home.html", headers.page())

    async def chat(self, http: requests.Request) -> responses.Response:
        """Show the chat alone, as in the widget's frame."""
        return self._page(http, "frame.html", headers.page(self.allowed_origins))

    def sorry(self, http: requests.Request, status: int) -> responses.Response:
        """Say, wherever on the site it is, that something cannot be answered, and lead back to the chat."""
        language, root = chosen_language(http), "../" * (http.url.path.count("/") - 1)
        words = texts(language)["sorry"]
        shown = self._shown(language, root) | {"root": root, "ours": status >= _OURS}
        html = page("sorry.html", **shown, words=words.get(str(status)) or words[f"{status // 100}xx"])
        return _remembered(
            http, language, responses.HTMLResponse(html, status, {**headers.page(), "Cache-Control": "no-store"})
        )

    def _page(self, http: requests.Request, template: str, fields: dict[str, str]) -> responses.Response:
        language = chosen_language(http)
        html = page(template, **self._shown(language))
        return _remembered(http, language, responses.HTMLResponse(html, 200, fields))

    def _shown(self, language: Language, root: str = "") -> dict[str, Any]:
        """Give what pages show; `root` leads from their address to the site's."""
        facts = self.facts
        return {
            "language": language,
            "direction": DIRECTION[language],
            "other": Language.ENGLISH if language is Language.ARABIC else Language.ARABIC,
            "assets": f"{root}assets/{assets.version()}",
            "texts": texts(language),
            "name": facts.name[language],
            "hours": facts.hours.get(language, ""),
            "address": facts.address.get(language, ""),
            "facts": facts,
            "whatsapp_digits": re.sub(r"\D", "", facts.whatsapp),
            "longest": LONGEST_MESSAGE,
            "max_upload": self.max_upload,
            "onward": self.onward,
        }


def _remembered(http: requests.Request, language: Language, response: responses.Response) -> responses.Response:
    """Keep the language for the next pages where the address chose it."""
    if http.query_params.get("lang") == language:
        secure = http.url.scheme == "https"
        response.set_cookie(_COOKIE, language, _YEAR, samesite="lax", secure=secure, httponly=True)
    return response


def chosen_language(http: requests.Request) -> Language:
    """Give the language that the address names, else the one chosen before, else Arabic."""
    for said in (http.query_params.get("lang"), http.cookies.get(_COOKIE)):
        if said in set(Language):
            return Language(said)
    return Language.ARABIC


@cache
def texts(language: Language) -> Mapping[str, Any]:
    """Read the pages' words."""
    return tomllib.loads((_FOLDER / "texts" / f"{language}.toml").read_text(encoding="utf-8"))


def page(template: str, **shown: Any) -> str:
    """Give a page with these values, escaped."""
    return _templates().get_template(template).render(shown)


@cache
def _templates() -> "Environment":
    import jinja2  # with the first page

    loader = jinja2.FileSystemLoader(_FOLDER / "pages")
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
