"""Everything that Mujib answers over HTTP, as one ASGI application; and what tells machines how it fares."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.logs import described
from bot.refusals import Page, Refusals
from domain.errors import StorageError

_log = structlog.get_logger()
_PATIENCE = 3.0
"""Seconds that the database has to take a number in."""
CLOSED, FULL = "the database takes nothing in", "the disk is full"
"""Why a server is not ready, as `/readyz` says it."""
LEAST_ROOM = 32 * 2**20
"""Bytes that must be free where the data are: below, a member's next picture may be refused."""


@dataclass(frozen=True, slots=True)
class Health:
    """What the health addresses look at."""

    database: Callable[[], Awaitable[object]]
    """Writes into the database; raises `StorageError` when it takes nothing in."""
    room: Callable[[], int]
    """Gives the bytes that are free where the data are; raises `OSError` where nobody can tell."""
    figures: Callable[[], Awaitable[dict[str, float]]]
    """Gives the figures of `/metrics` by name."""

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route("/healthz", self.alive),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]

    async def alive(self, _: Request) -> Response:
        """Say that the process answers at all."""
        return JSONResponse({"status": "alive"})

    async def ready(self, _: Request) -> Response:
        """Say whether messages can be taken in."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.database()
        except (StorageError, TimeoutError):
            return JSONResponse({"status": CLOSED}, 503)
        if await asyncio.to_thread(self._is_full):
            return JSONResponse({"status": FULL}, 503)
        return JSONResponse({"status": "ready"})

    def _is_full(self) -> bool:
        try:
            return self.room() < LEAST_ROOM
        except OSError:
            return True

    async def metrics(self, _: Request) -> Response:
        """Give the figures in Prometheus's text format."""
        try:
            async with asyncio.timeout(_PATIENCE):
                figures = await self.figures()
        except (StorageError, TimeoutError):
            return PlainTextResponse("", 503)
        lines = [f"mujib_{name} {value:g}" for name, value in figures.items()]
        return PlainTextResponse("\n".join([*lines, ""]), media_type="text/plain; version=0.0.4")


@dataclass(frozen=True, slots=True)
class Guarded:
    """The application whose faults are answered with 500, logged without their words, and go no further."""

    inner: ASGIApp
    webhooks: Mapping[str, ASGIApp] = field(default_factory=dict)
    """Reached straight by their paths: what every message passes is spared the layers that pages need."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "POST" and (webhook := self.webhooks.get(scope["path"])):
            await webhook(scope, receive, send)
            return
        try:
            await self.inner(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - Starlette has answered 500; the server would log a member's words
            endpoint = getattr(scope.get("endpoint"), "__qualname__", "")
            _log.error("web.failed", endpoint=endpoint, fault=described(error))
        except asyncio.CancelledError:  # the server ends, and with it a stream: a traceback would alarm whoever pressed Ctrl-C
            with contextlib.suppress(RuntimeError):  # no answer had begun
                await send({"type": "http.response.body", "body": b"", "more_body": False})


def application(
    routes: Sequence[BaseRoute],
    webhooks: Sequence[Route] = (),
    trusted_proxies: str = "127.0.0.1",
    sorry: Mapping[str, Page] = MappingProxyType({}),
) -> Guarded:
    """Give the ASGI application of these routes; `webhooks` take care of their own faults, and need not know who calls.

    Of others a proxy that is trusted says so. `sorry` has a page for what cannot be answered, by the beginning of the path.
    """
    whole = Starlette(routes=[*webhooks, *routes], exception_handlers=Refusals(sorry).handlers())
    pages = ProxyHeadersMiddleware(cast("Any", whole), trusted_proxies)
    return Guarded(cast("ASGIApp", pages), {route.path: route.app for route in webhooks})
