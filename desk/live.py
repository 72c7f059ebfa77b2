"""The stream that tells an open page what to fetch anew. It carries no words of anybody, only that something changed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import Response, StreamingResponse

from desk import permissions, requests
from desk.access import sessions
from desk.office import Office
from desk.permissions import Deed
from desk.visits import SignedVisit

KEEP_ALIVE: Final = 15.0
"""Seconds of silence after which the stream shows that it lives, and looks whether the session still does."""
_QUEUE_TOPIC: Final = "desk"


async def events(office: Office, visit: SignedVisit) -> Response:
    """Stream `queue` and, for the ticket in `ticket`, `conversation` events until the session or the page ends."""
    ref = requests.ref(visit.request.query_params.get("ticket", ""))
    file = await office.tickets.file(ref) if ref else None
    topics = {_QUEUE_TOPIC: "queue"}
    if file is not None and Deed.VIEW in permissions.deeds_of(visit.officer.role):
        topics[file.card.conversation] = "conversation"
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(office, visit, topics), 200, headers, "text/event-stream")


async def _stream(office: Office, visit: SignedVisit, topics: dict[str, str]) -> AsyncIterator[str]:
    heard: asyncio.Queue[str] = asyncio.Queue(maxsize=100)
    watchers = [asyncio.create_task(_watch(office, topic, event, heard)) for topic, event in topics.items()]
    try:
        yield "retry: 2000\n\n"
        while True:
            event = await heard.get()
            if await office.officers.by_session(sessions.token_hash(visit.token)) is None:
                yield "event: over\ndata: \n\n"
                return
            yield f"event: {event}\ndata: \n\n" if event else ": still here\n\n"
    finally:
        for watcher in watchers:
            watcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*watchers)


async def _watch(office: Office, topic: str, event: str, heard: asyncio.Queue[str]) -> None:
    while True:
        changed = await office.signals.wait(topic, KEEP_ALIVE)
        await heard.put(event if changed else "")
