"""The chat's HTTP interface: tokens, messages in, lines out as server-sent events. The pages are `channels.web.site`'s work."""

import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import structlog
from starlette import requests, responses
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.routing import Route

from channels.http import body
from channels.web import headers, limits, parse, tokens
from channels.web.channel import WebChannel
from channels.web.limits import Limits
from domain.channelports import Request
from domain.errors import BadInput, NotVerified, SendError, StorageError
from domain.fileports import Files, StoredFile
from domain.model import Attachment, Author, ConversationId, Reply
from domain.ports import Clock, Inbox, Signals
from domain.ticketports import Line, Speaker, Transcript

_MAX_BODY = 64 * 1024
_KEEP_ALIVE = 10.0
"""Seconds of silence after which a stream looks for itself; also what keeps proxies from cutting it."""
_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""What browsers show as such."""
_STATUS = {
    "malformed": 400,
    "empty": 400,
    "too_long": 413,
    "not_verified": 401,
    "file_type": 415,
    limits.TOO_MANY: 429,
    "unavailable": 503,
}

_log = structlog.get_logger()

Endpoint = Callable[[requests.Request], Awaitable[responses.Response]]


@dataclass(frozen=True, slots=True)
class ChatApi:
    """The endpoints below `/chat/`, and what they work with."""

    channel: WebChannel
    secret: bytes
    inbox: Inbox
    transcript: Transcript
    files: Files
    signals: Signals
    clock: Clock
    max_upload: int
    """Bytes of one file."""
    onward: Mapping[str, Callable[[ConversationId], Awaitable[str]]] = field(default_factory=dict)
    """Where members can go on, by name: what gives the address that leads there with a conversation. Raises a send error."""
    limits: Limits = field(default_factory=lambda: Limits(0))

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route("/chat/conversations", _guarded(self.start), methods=["POST"]),
            Route("/chat/messages", _guarded(self.post), methods=["POST"]),
            Route("/chat/attachments", _guarded(self.attach), methods=["POST"]),
            Route("/chat/invitations", _guarded(self.invite), methods=["POST"]),
            Route("/chat/lines", _guarded(self.lines), methods=["GET"]),
            Route("/chat/events", _guarded(self.events), methods=["GET"]),
        ]

    async def start(self, http: requests.Request) -> responses.Response:
        """Issue the token of a new conversation; nothing is stored until its member writes."""
        self.limits.begin(_host(http), self._seconds())
        return _json({"token": tokens.issue(secrets.token_hex(16), self.secret)}, 201)

    async def post(self, http: requests.Request) -> responses.Response:
        """Take a message in; the same id twice is one message. Answers only when it is safely stored."""
        request = self._request(http, await body(http.receive, _MAX_BODY))
        self.limits.hear(_host(http), self.channel.conversation(request), self._seconds())
        (new,) = await self.inbox.accept(self.channel.parse(request))
        return _json({"accepted": True, "new": bool(new)}, 202)

    async def attach(self, http: requests.Request) -> responses.Response:
        """Take a file in; what comes again is kept once, so that nothing stays which no row names and no erasure finds."""
        conversation = self.channel.conversation(self._request(http, b""))
        self.limits.receive(_host(http), conversation, _declared(http, self.max_upload), self._seconds())
        name, client_id, content = await _upload(http, self.max_upload)
        stored = await self._saved(content)
        envelope = parse.attachment(stored, name, client_id, conversation, self.clock.now())
        (new,) = await self.inbox.accept([envelope])
        if not new:
            await self.files.remove(stored.file)
        return _json({"accepted": True, "new": bool(new)}, 202)

    async def invite(self, http: requests.Request) -> responses.Response:
        """Give the address at which the member goes on with this conversation elsewhere; it is good once, and not for long.

        Raises `BadInput` where there is no such way.
        """
        conversation = self.channel.conversation(self._request(http, b""))
        way = self.onward.get(http.query_params.get("to", ""))
        if way is None:
            raise BadInput("malformed")
        try:
            return _json({"address": await way(conversation)}, 201)
        except SendError as error:
            _log.warning("chat.no_way_on", code=error.code, reason=error.reason)
            return _refusal("unavailable")

    async def lines(self, http: requests.Request) -> responses.Response:
        """Give the conversation so far, or what came after a cursor."""
        conversation = self.channel.conversation(self._request(http, b""))
        found = await self.transcript.lines(conversation, http.query_params.get("after", ""))
        return _json({"lines": [self._line(line) for line in found]})

    async def events(self, http: requests.Request) -> responses.Response:
        """Stream the conversation's lines from a cursor on, without an end."""
        conversation = self.channel.conversation(self._request(http, b""))
        cursor = http.headers.get("last-event-id", "")
        # a cursor of another database is refused here, while there is still a status to say so with
        await self.transcript.lines(conversation, cursor, limit=1)
        # nginx would hold events back without the last of these
        fields = {**headers.BASE, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        host = _host(http)
        self.limits.open_(host)
        return responses.StreamingResponse(self._counted(host, conversation, cursor), 200, fields, "text/event-stream")

    async def _saved(self, content: bytes) -> StoredFile:
        try:
            return await self.files.save(content)
        except BadInput as error:
            raise BadInput("file_type") from error

    async def _counted(self, host: str, conversation: ConversationId, cursor: str) -> AsyncIterator[str]:
        with self.limits.streaming(host):
            async for event in self._stream(conversation, cursor):
                yield event

    async def _stream(self, conversation: ConversationId, cursor: str) -> AsyncIterator[str]:
        # signals count from a task's first wait on: a line stored from here on wakes this stream
        await self.signals.wait(conversation, 0)
        caught_up = False
        while (found := await self._later(conversation, cursor)) is not None:
            for line in found:
                cursor = line.cursor
                yield f"id: {cursor}\nevent: line\ndata: {json.dumps(self._line(line), ensure_ascii=False)}\n\n"
            if not found and not caught_up:
                caught_up = True
                yield "event: ready\ndata: {}\n\n"
            if not found and not await self.signals.wait(conversation, _KEEP_ALIVE):
                yield ": still here\n\n"

    async def _later(self, conversation: ConversationId, cursor: str) -> Sequence[Line] | None:
        """Give the lines after a cursor, or None where the stream has to end: the page comes back by itself."""
        try:
            return await self.transcript.lines(conversation, cursor)
        except StorageError as error:
            _log.warning("chat.stream_broken", conversation=conversation, reason=str(error))
            return None

    def _line(self, line: Line) -> dict[str, Any]:
        shown: dict[str, Any] = {"cursor": line.cursor, "id": line.id, "at": line.at.isoformat(), "speaker": line.speaker}
        if line.speaker is Speaker.MEMBER:
            file = line.attachment and {"name": line.attachment.name, "media": line.attachment.media}
            return shown | {"text": line.text, "client_id": line.client_id.rpartition(":")[2], "attachment": file}
        author = Author.OFFICER if line.speaker is Speaker.OFFICER else Author.BOT
        messages = self.channel.render(Reply(line.text, line.options, line.language, author=author))
        text = "\n\n".join(message.text for message in messages)
        options = [asdict(option) for option in messages[-1].buttons]
        return shown | {
            "text": text,
            "options": options,
            "name": line.name,
            "language": line.language,
            "file": line.sent and _given(line.sent),
        }

    def _seconds(self) -> float:
        return self.clock.now().timestamp()

    def _request(self, http: requests.Request, body: bytes) -> Request:
        headers = {name.lower(): value for name, value in http.headers.items()}
        return Request(str(http.url), headers, body, self.clock.now())


def _host(http: requests.Request) -> str:
    """Give the address of whoever calls; empty where it is not known."""
    return http.client.host if http.client else ""


def _given(file: Attachment) -> dict[str, Any]:
    """Give a file by an address below the page's own, wherever that is."""
    address = f"files/{file.address.rpartition('/')[2]}"
    return {"name": file.name, "address": address, "picture": file.mime in _PICTURES}


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Turn our errors into answers that the page can explain."""

    async def answer(http: requests.Request) -> responses.Response:
        try:
            return await endpoint(http)
        except NotVerified:
            return _refusal("not_verified")
        except BadInput as error:
            return _refusal(str(error) if str(error) in _STATUS else "malformed")
        except StorageError:
            return _refusal("unavailable")

    return answer


def _refusal(word: str) -> responses.Response:
    return _json({"error": word}, _STATUS[word])


def _json(value: dict[str, Any], status: int = 200) -> responses.Response:
    return responses.JSONResponse(value, status, {**headers.BASE, "Cache-Control": "no-store"})


def _declared(http: requests.Request, limit: int) -> int:
    # the form parser spools files without a limit of its own; the server holds a sender to the length he declares
    declared = http.headers.get("content-length", "")
    if not (declared.isascii() and declared.isdigit()):
        raise BadInput("malformed")
    if int(declared) > limit + _MAX_BODY:
        raise BadInput("too_long")
    return int(declared)


async def _upload(http: requests.Request, limit: int) -> tuple[str, str, bytes]:
    try:
        async with http.form(max_files=1, max_fields=4, max_part_size=limit) as form:
            file, client_id = form.get("file"), form.get("id")
            if not isinstance(file, UploadFile) or not isinstance(client_id, str):
                raise BadInput("malformed")
            content = await file.read(limit + 1)
    except (MultiPartException, HTTPException) as error:
        raise BadInput("malformed") from error
    if len(content) > limit:
        raise BadInput("too_long")
    if not content:
        raise BadInput("empty")
    return file.filename or "", client_id, content
