"""What is said where nothing can be answered: to people, to programs, and to providers."""

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot import web
from bot.refusals import Page

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def page(place: str) -> Page:
    """Give a page that tells where it belongs."""
    return lambda _, status: HTMLResponse(f"{place} {status}", status)


async def broken(_: Request) -> Response:
    """Fail with words that nobody outside may read."""
    raise ValueError("a member's words")


async def forbidden(_: Request) -> Response:
    """Refuse, as a provider's webhook does whose signature is wrong."""
    return Response(status_code=403)


async def large(_: Request) -> Response:
    """Refuse what is too large."""
    raise HTTPException(413, headers={"Connection": "close"})


def visitor(accept: str = BROWSER) -> httpx.AsyncClient:
    """Give somebody who asks an application with two places and a webhook."""
    routes = [Route("/", forbidden, methods=["POST"]), Route("/desk/broken", broken), Route("/large", large)]
    webhooks = [Route("/webhooks/telegram", forbidden, methods=["POST"])]
    application = web.application(routes, webhooks, sorry={"/desk": page("desk"), "/": page("site")})
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://chat.example.sa", headers={"Accept": accept})


@pytest.mark.parametrize("accept", [BROWSER, "*/*", ""])
@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/nothing", "site 404"),
        ("/a/b/c", "site 404"),
        ("/", "site 405"),
        ("/large", "site 413"),
        ("/desk/nothing", "desk 404"),
        ("/desk/broken", "desk 500"),
    ],
)
async def test_people_read_a_page_of_the_place(path: str, told: str, accept: str) -> None:
    """Wherever it is and whatever is wrong, and nothing of what broke."""
    async with visitor(accept) as http:
        answer = await http.get(path)
    assert (answer.text, str(answer.status_code)) == (told, told.rpartition(" ")[2])


@pytest.mark.parametrize(
    ("path", "word"), [("/nothing", "not_found"), ("/", "method_not_allowed"), ("/desk/broken", "internal_server_error")]
)
async def test_programs_that_ask_for_json_get_json(path: str, word: str) -> None:
    """In the form in which the chat's interface tells its errors."""
    async with visitor("application/json") as http:
        answer = await http.get(path)
    assert answer.json() == {"error": word}


async def test_what_http_asks_for_goes_with_it() -> None:
    """Which methods there are, and that the connection ends."""
    async with visitor() as http:
        assert (await http.get("/")).headers["allow"] == "POST"
        assert (await http.get("/large")).headers["connection"] == "close"


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("POST", "/webhooks/telegram", (403, "")),
        ("GET", "/webhooks/telegram", (405, "Method Not Allowed")),
        ("POST", "/webhooks/unknown", (404, "Not Found")),
    ],
)
async def test_providers_get_bare_words(method: str, path: str, answer: tuple[int, str]) -> None:
    """What they make of an answer does not change with our pages."""
    async with visitor("*/*") as http:
        got = await http.request(method, path)
    assert (got.status_code, got.text) == answer
