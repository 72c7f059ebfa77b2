"""A form that is pressed twice is done once, and both presses get its answer.

A browser without scripts sends a double click twice and shows the second answer alone, which would say that it cannot be done.
Each form carries the random key of its page: what comes again with the same key and the same words is the same press.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from desk.requests import Form

KEPT: Final = 10.0
"""Seconds for which an answer is given once more."""
_REFUSED: Final = 400
Answer = Callable[[], Awaitable[Response]]


@dataclass(slots=True)
class Presses:
    """What was pressed lately at this process, and how it was answered."""

    _answers: dict[str, asyncio.Task[Response]] = field(default_factory=dict)

    async def once(self, press: str, answer: Answer) -> Response:
        """Answer a press as it was answered before, where it comes again; what was refused or failed is tried anew."""
        if not press:
            return await answer()
        doing = self._answers.get(press) or self._begin(press, answer)
        return await asyncio.shield(doing)

    def _begin(self, press: str, answer: Answer) -> asyncio.Task[Response]:
        doing = self._answers[press] = asyncio.ensure_future(answer())
        doing.add_done_callback(lambda done: self._done(press, done))
        return doing

    def _done(self, press: str, done: asyncio.Task[Response]) -> None:
        if done.cancelled() or done.exception() or done.result().status_code >= _REFUSED:
            del self._answers[press]
        else:
            asyncio.get_running_loop().call_later(KEPT, self._answers.pop, press)


def press_of(request: Request, token: str, form: Form) -> str:
    """Name a press: whose, of which form of which page, with which words and file; empty for a form without a key."""
    if not form.fields.get("key"):
        return ""
    file = (form.file.name, sha256(form.file.content).hexdigest()) if form.file else ()
    said = (token, request.url.path, request.url.query, sorted(form.fields.items()), file)
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()
