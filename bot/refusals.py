"""What is answered where there is nothing: a page in the site's look, JSON for programs, bare words for providers.

Must not say what went wrong inside.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

Page = Callable[[Request, int], Response]
PROVIDERS: Final = "/webhooks/"
"""Where programs of others call: what they make of an answer is settled with them."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Gives the answer to what has none."""

    pages: Mapping[str, Page]
    """What says so to people, by the beginning of the path; the first that fits."""

    def handlers(self) -> dict[Any, Callable[..., Awaitable[Response]]]:
        """Give what the application calls."""
        return {HTTPException: self.refuse, Exception: self.fail}

    async def refuse(self, http: Request, error: HTTPException) -> Response:
        """Answer what no route takes."""
        answer = self._answer(http, error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    async def fail(self, http: Request, _: Exception) -> Response:
        """Answer where an endpoint broke; what broke it is logged elsewhere."""
        return self._answer(http, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _answer(self, http: Request, status: int) -> Response:
        said, path = HTTPStatus(status).phrase, http.url.path
        page = next((page for beginning, page in self.pages.items() if path.startswith(beginning)), None)
        if page is None or path.startswith(PROVIDERS):
            return PlainTextResponse(said, status)
        if _wants_json(http.headers.get("accept", "")):
            return JSONResponse({"error": said.lower().replace(" ", "_")}, status)
        return page(http, status)


def _wants_json(accept: str) -> bool:
    kinds = {kind.partition(";")[0].strip().lower() for kind in accept.split(",")}
    return "application/json" in kinds and "text/html" not in kinds
