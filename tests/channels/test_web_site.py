"""The pages as they are served: language, headers, caching, escaping."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.refusals import Refusals
from channels.web import assets, site
from domain.errors import ConfigError
from domain.model import Language
from tests.channels.serving import FACTS

STATIC = Path(assets.__file__).parent / "static"


async def broken(_: Request) -> Response:
    """Fail."""
    raise ValueError("a member's words")


def visitor(made: site.Site) -> httpx.AsyncClient:
    """Somebody who visits the site."""
    refusals = Refusals({"/": made.sorry}).handlers()
    transport = httpx.ASGITransport(
        Starlette(routes=[*made.routes(), Route("/broken", broken)], exception_handlers=refusals), raise_app_exceptions=False
    )
    return httpx.AsyncClient(transport=transport, base_url="http://chat.example.sa")


async def test_arabic_comes_first_and_english_is_remembered() -> None:
    """Arabic without a word, English by the switch, and from then on."""
    async with visitor(site.Site(FACTS)) as http:
        assert '<html lang="ar" dir="rtl">' in (await http.get("/")).text
        assert '<html lang="en" dir="ltr">' in (await http.get("/?lang=en")).text
        assert '<html lang="en" dir="ltr">' in (await http.get("/chat")).text
        assert '<html lang="ar" dir="rtl">' in (await http.get("/?lang=ar")).text
        assert '<html lang="ar" dir="rtl">' in (await http.get("/?lang=xx")).text


@pytest.mark.parametrize(("path", "root"), [("/nothing", "./"), ("/a/b/c", "../../"), ("/chat/nothing/", "../../")])
async def test_an_unknown_address_leads_to_the_chat(path: str, root: str) -> None:
    """In the site's own look, its language and from any depth, below a folder too; no search finds it."""
    async with visitor(site.Site(FACTS)) as http:
        answer = await http.get(path)
        english = await http.get(f"{path}?lang=en")
        assert '<html lang="en" dir="ltr">' in (await http.get("/")).text
    assert (answer.status_code, english.status_code) == (404, 404)
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert "لم نجد هذه الصفحة" in answer.text
    assert "We could not find this page" in english.text
    for page in (answer, english):
        assert f'<a class="go" href="{root}">' in page.text
        assert f'href="{root.removeprefix("./")}assets/{assets.version()}/page.css"' in page.text
        assert 'content="noindex"' in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-store"


async def test_a_fault_of_ours_is_ours_and_tells_the_phone() -> None:
    """Where the chat may not work either; an address that was used wrongly is no fault of ours."""
    async with visitor(site.Site(FACTS)) as http:
        fault, wrong = await http.get("/broken"), await http.post("/?lang=en")
    assert fault.status_code == 500
    assert "وقع عطل عندنا" in fault.text
    assert FACTS.phone in fault.text
    assert "ValueError" not in fault.text
    assert (wrong.status_code, set(wrong.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})
    assert "cannot be opened that way" in wrong.text
    assert FACTS.phone not in wrong.text


async def test_the_facts_are_shown_and_the_unknown_ones_are_not() -> None:
    """In the page's language; nobody reads an empty heading."""
    async with visitor(site.Site(FACTS)) as http:
        page = (await http.get("/?lang=en")).text
        assert all(fact in page for fact in (FACTS.name[Language.ENGLISH], FACTS.hours[Language.ENGLISH], FACTS.phone))
    bare = site.Facts(name=FACTS.name, hours={}, address={})
    async with visitor(site.Site(bare)) as http:
        page = (await http.get("/")).text
        assert "<dt>" not in page
        assert "wa.me" not in page


async def test_facts_are_text_not_markup() -> None:
    """Whatever stands in the configuration."""
    facts = replace(FACTS, name=dict.fromkeys(Language, "<script>alert(1)</script>"), website="javascript:alert(1)")
    async with visitor(site.Site(facts)) as http:
        page = (await http.get("/")).text
    assert "<script>alert" not in page
    assert "javascript:" not in page


async def test_without_scripts_the_phone_is_told() -> None:
    """Or the office, where there is no phone."""
    async with visitor(site.Site(FACTS)) as http:
        told = re.search("<noscript>(.*?)</noscript>", (await http.get("/")).text, re.DOTALL)
    assert told
    assert FACTS.phone in told[1]


@pytest.mark.parametrize("path", ["/", "/chat", "/widget.js", "/assets/x/chat.js", "/assets/x/nothing.js"])
async def test_every_answer_has_the_safe_headers(path: str) -> None:
    """Pages and files alike."""
    async with visitor(site.Site(FACTS)) as http:
        fields = (await http.get(path)).headers
    assert fields["x-content-type-options"] == "nosniff"
    assert fields["referrer-policy"] == "no-referrer"
    assert "camera=()" in fields["permissions-policy"]


async def test_pages_run_no_script_of_others() -> None:
    """No inline script or style, no other site."""
    async with visitor(site.Site(FACTS)) as http:
        answer = await http.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text)
    assert not re.search(r"<style|\sstyle=|\son\w+=", answer.text)


async def test_only_allowed_sites_show_the_chat_in_a_frame() -> None:
    """The page itself is shown in no other site; the chat in those of the list, and then X-Frame-Options says nothing else."""
    async with visitor(site.Site(FACTS, ("https://www.example.sa",))) as http:
        home, chat = (await http.get("/")).headers, (await http.get("/chat")).headers
    assert home["content-security-policy"].endswith("frame-ancestors 'self'")
    assert home["x-frame-options"] == "SAMEORIGIN"
    assert chat["content-security-policy"].endswith("frame-ancestors 'self' https://www.example.sa")
    assert "x-frame-options" not in chat
    async with visitor(site.Site(FACTS)) as http:
        assert (await http.get("/chat")).headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("origin", ["www.example.sa", "https://a.sa/path", "https://a.sa; script-src *", "*", "https://a.sa\n"])
def test_an_origin_that_is_none_stops_the_start(origin: str) -> None:
    """It could open more than was meant."""
    with pytest.raises(ConfigError, match="allowed_origins"):
        site.Site(FACTS, (origin,))


async def test_files_are_kept_for_good_under_their_version() -> None:
    """And asked for again under any other; a browser that has the file gets 304."""
    async with visitor(site.Site(FACTS)) as http:
        current = await http.get(f"/assets/{assets.version()}/chat.js")
        assert "immutable" in current.headers["cache-control"]
        assert (await http.get("/assets/old/chat.js")).headers["cache-control"] == "no-cache"
        again = await http.get("/assets/old/chat.js", headers={"If-None-Match": f'"x", W/{current.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert (await http.get("/widget.js")).headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize("name", ["../site.py", "..%2fsite.py", "%2e%2e/site.py", "chat.js%00", ""])
async def test_no_other_file_is_served(name: str) -> None:
    """Only those that were read at the start have a name here."""
    async with visitor(site.Site(FACTS)) as http:
        assert (await http.get(f"/assets/x/{name}")).status_code == 404


def test_both_languages_say_the_same_things() -> None:
    """Each text of one stands in the other, and none is empty."""

    def keys(value: Any, at: str = "") -> dict[str, Any]:
        if isinstance(value, dict):
            return {key: text for name, inner in value.items() for key, text in keys(inner, f"{at}.{name}").items()}
        return {at: value}

    arabic, english = (keys(site.texts(language)) for language in (Language.ARABIC, Language.ENGLISH))
    assert arabic.keys() == english.keys()
    assert all(arabic.values())
    assert all(english.values())
    assert {key: len(text) for key, text in arabic.items() if isinstance(text, list)} == {
        key: len(text) for key, text in english.items() if isinstance(text, list)
    }


def test_scripts_say_only_words_that_there_are() -> None:
    """Each `words.name` of the scripts stands in the texts."""
    scripts = [path for path in STATIC.glob("*.js") if path.name != "widget.js"]
    said = {name for path in scripts for name in re.findall(r"(?<!/)\bwords\.(\w+)", path.read_text(encoding="utf-8"))}
    assert len(said) > 10
    assert said - site.texts(Language.ARABIC)["script"].keys() == set()


def test_styles_and_scripts_ask_no_other_site() -> None:
    """No CDN; the Arabic typeface is named first; nothing becomes markup."""
    for path in STATIC.iterdir():
        content = path.read_text(encoding="utf-8")
        assert not re.search(r"(url\(|from |import\()['\"]?(https?:)?//", content), path.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", content), path.name
    assert 'font-family: "Noto Sans Arabic"' in (STATIC / "base.css").read_text(encoding="utf-8")
