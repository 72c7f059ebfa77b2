"""The two addresses that Twilio posts to. What is answered with 200 is safely stored; nothing is handled here.

Twilio does not bring a message again whose webhook failed: 5xx only tells its log, and `channels.twilio.reconcile` looks for
what was missed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, ParamSpec, TypeVar

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope

from channels.http import Endpoint, body
from channels.twilio import errors, form, inbound, news, signature
from channels.twilio.account import MESSAGES_PATH, STATUS_PATH, Account
from channels.twilio.order import Order
from channels.twilio.sending import Judge, unheard
from domain.channelports import Request
from domain.deliveryports import Deliveries, Delivery, Quarantine
from domain.errors import BadInput, NotVerified, StorageError
from domain.inbound import Envelope
from domain.ports import Clock, Inbox

MAX_BODY = 128 * 1024
_PATIENCE: Final = 10.0
"""Seconds for storing: Twilio gives up after 15, and then learns less than from a 503."""
_NAME, _BELOW = "twilio", "/webhooks/twilio/"
_TAKEN = Response(b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>', media_type="text/xml")
_log = structlog.get_logger()
_under_way: Final = set[asyncio.Task[Response]]()
"""The loop itself keeps none that nobody waits for."""

P = ParamSpec("P")
T = TypeVar("T")
Handle = Callable[[Request, Mapping[str, str]], Awaitable[None]]
Read = Callable[[Mapping[str, str], str, datetime], Sequence[Envelope]]
"""Reads a member's message, as `inbound.parse` does."""
Hear = Callable[[str, Mapping[str, str], str], Delivery | None]
"""Reads news of a message of ours, as `news.parse` does."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The endpoints below `/webhooks/twilio/`, and what they work with."""

    account: Account
    inbox: Inbox
    deliveries: Deliveries
    quarantine: Quarantine
    clock: Clock
    refused: Judge = unheard
    order: Order | None = None
    """Of the channel that keeps one."""
    read: Read = inbound.parse
    hear: Hear = news.parse
    channels: frozenset[str] = frozenset()
    """Those that are on; empty: all."""
    patience: float = _PATIENCE

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route(MESSAGES_PATH, Endpoint(self.messages), methods=["POST"]),
            Route(STATUS_PATH, Endpoint(self.status), methods=["POST"]),
        ]

    async def messages(self, scope: Scope, receive: Receive) -> Response:
        """Take a member's message in; the same id twice is one message."""
        return await self._answer(scope, receive, self._accept)

    async def status(self, scope: Scope, receive: Receive) -> Response:
        """Take news of a message of ours in."""
        return await self._answer(scope, receive, self._hear)

    async def replay(self) -> tuple[int, int]:
        """Take in what stands in quarantine and is genuine after all; give how many were taken, and how many are left there.

        Checked as when it came, but with the secrets and the public address of today. Raises `StorageError`.
        """
        taken, left, after = 0, 0, 0
        while batch := await self.quarantine.kept(_NAME, after):
            genuine = [kept.id for kept in batch if await self._replayed(kept.request)]
            await self.quarantine.forget(genuine)
            taken, left, after = taken + len(genuine), left + len(batch) - len(genuine), batch[-1].id
        return taken, left

    async def _replayed(self, kept: Request) -> bool:
        path = kept.url[max(kept.url.find(_BELOW), 0) :]
        request = replace(kept, url=f"{self.account.public_url}{path}")
        handle = self._hear if path.startswith(STATUS_PATH) else self._accept
        try:
            pairs = form.pairs(request)
            signature.verify(request, pairs, self.account.secrets, self.account.algorithm)
            await handle(request, form.fields(pairs))
        except (NotVerified, BadInput):
            return False
        return True

    async def _accept(self, request: Request, fields: Mapping[str, str]) -> None:
        envelopes = _foreseen(self.read, fields, self.account.sid, request.at)
        channels = {envelope.conversation.partition(":")[0] for envelope in envelopes}
        if self.channels and (off := channels - self.channels):
            # nobody could answer it; once the channel is on, it can be taken in
            raise BadInput(f"{min(off)} is off: twilio.{min(off)}_from is empty")
        await self.inbox.accept(envelopes)

    async def _hear(self, request: Request, fields: Mapping[str, str]) -> None:
        heard = _foreseen(self.hear, request.url, fields, self.account.sid)
        if self.order and self.order.heard(*news.place(request.url), news.sid(fields), news.state(fields)):
            return
        if heard is None:
            return
        if heard.code in errors.TEMPLATE and (template := news.template(request.url)):
            # in another template, or when this one is approved again, it may go
            heard = replace(heard, retryable=await self.refused(template, heard.code), pressed=False)
        await self.deliveries.delivered(heard)
        if stopped := news.stopped(heard, fields, self.account.sid, request.at):
            await self.inbox.accept([stopped])

    async def _answer(self, scope: Scope, receive: Receive, handle: Handle) -> Response:
        try:
            request = self._request(scope, await body(receive, MAX_BODY))
        except BadInput:
            return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        try:
            return await _within(self.patience, self._handled(request, handle))
        except (StorageError, TimeoutError) as error:
            _log.error("twilio.webhook.not_stored", error=type(error).__name__)
            return Response(status_code=503)

    async def _handled(self, request: Request, handle: Handle) -> Response:
        try:
            pairs = form.pairs(request)
            signature.verify(request, pairs, self.account.secrets, self.account.algorithm)
            await handle(request, form.fields(pairs))
        except NotVerified as error:
            _log.warning("twilio.webhook.not_verified", reason=str(error))
            await self.quarantine.keep(_NAME, request, str(error))
            return Response(status_code=403)
        except BadInput as error:
            # genuine, but of a shape unknown to us: kept for a later version to read
            _log.warning("twilio.webhook.not_read", reason=str(error))
            await self.quarantine.keep(_NAME, request, str(error))
        return _TAKEN

    def _request(self, scope: Scope, content: bytes) -> Request:
        """Give the request under the address that Twilio knows: ours as configured, with path and query as they came."""
        path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        url = f"{self.account.public_url}{path}" + (f"?{query}" if query else "")
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        return Request(url, headers, content, self.clock.now())


async def _within(seconds: float, handling: Coroutine[Any, Any, Response]) -> Response:
    """Wait for an answer. Raises `TimeoutError`; what is under way then goes on: cut off, it may be stored all the same."""
    task = asyncio.create_task(handling)
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    return await asyncio.wait_for(asyncio.shield(task), seconds)


def _foreseen(read: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Read, and turn what must never be raised into `BadInput`: Twilio brings nothing twice; it is kept for a later version."""
    try:
        return read(*args, **named)
    except (NotVerified, BadInput):
        raise
    except Exception as error:
        raise BadInput(f"reading it failed: {type(error).__name__}") from error
