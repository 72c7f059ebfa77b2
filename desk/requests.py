"""Reading what a browser sends: bounded bodies, fields without control characters, addresses that stay at the desk."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from domain.errors import BadInput
from domain.model import Stage, TicketRef
from domain.ticketports import QueueFilter

MAX_BODY: Final = 128 * 1024
MAX_TEXT: Final = 8000
"""Characters of one reply or note; percent-encoded Arabic fits the body."""
MAX_LINE: Final = 500
"""Characters of an officer's own words with a stage, of a subject, a name or a title."""
_MAX_FIELDS: Final = 200
_MAX_NAME: Final = 120
_MAX_SEARCH: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_KEY: Final = re.compile(r"[0-9a-f]{32}")
_REF: Final = re.compile(r"(T[0-9]{1,11})-?([0-9])")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HOME: Final = "/desk"
_INSIDE: Final = re.compile(r"/desk(?:[/?#][\x21-\x5b\x5d-\x7e]*)?")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form."""

    name: str
    """As its sender calls it: for people to read, never a path."""
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """What a browser sent."""

    fields: dict[str, str]
    file: Upload | None = None


async def form(request: Request) -> Form:
    """Read a plain form. Raises `BadInput`: `too_long` or `malformed`."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise BadInput("malformed")
    body = await _body(request)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:  # also UnicodeDecodeError: what is no ASCII was not encoded
        raise BadInput("malformed") from error
    return Form({name: clean(value) for name, value in pairs})


async def form_with_file(request: Request, limit: int) -> Form:
    """Read a form with a file of at most `limit` bytes. Raises `BadInput`: `too_long` or `malformed`."""
    # the parser spools files without a limit of its own; the server holds a sender to the length that he declares
    declared = request.headers.get("content-length", "")
    if not (declared.isascii() and declared.isdigit()):
        raise BadInput("malformed")
    if int(declared) > limit + MAX_BODY:
        raise BadInput("too_long")
    try:
        async with request.form(max_files=1, max_fields=_MAX_FIELDS, max_part_size=MAX_BODY) as parts:
            fields = {name: clean(value) for name, value in parts.items() if isinstance(value, str)}
            sent = next((value for value in parts.values() if isinstance(value, UploadFile)), None)
            upload = Upload(_file_name(sent.filename or ""), await sent.read()) if sent is not None else None
    except (MultiPartException, HTTPException) as error:
        raise BadInput("malformed") from error
    return Form(fields, upload)


def _file_name(name: str) -> str:
    """Give the last part of a name, without what is not to be seen; the rest of a path is nobody's business."""
    last = re.split(r"[/\\]", clean(name))[-1].strip()
    return "".join(letter for letter in last if letter.isprintable())[-_MAX_NAME:]


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise BadInput("too_long")
    return bytes(body)


def clean(text: str) -> str:
    """Make line ends plain and drop control characters, which no database and no channel wants."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def words(fields: dict[str, str], name: str) -> str:
    """Give the text of a field. Raises `BadInput`: `empty` or `too_long`."""
    text = fields.get(name, "").strip()
    if not text:
        raise BadInput("empty")
    if len(text) > MAX_TEXT:
        raise BadInput("too_long")
    return text


def key(fields: dict[str, str]) -> str:
    """Give the random key that the form was made with. Raises `BadInput`."""
    found = fields.get("key", "")
    if not _KEY.fullmatch(found):
        raise BadInput("malformed")
    return found


def ref(text: str) -> TicketRef | None:
    """Read a reference as it stands in an address, or as members read it; None for what cannot be one."""
    found = _REF.fullmatch(text)
    return TicketRef("".join(found.groups())) if found else None


def part(query: QueryParams) -> QueueFilter:
    """Read which part of the queue is wanted; unless one is named, a search goes over all."""
    usual = QueueFilter.ALL if search(query) else QueueFilter.OPEN
    wanted = query.get("part", "")
    return QueueFilter(wanted) if wanted in set(QueueFilter) and wanted != QueueFilter.ALL else usual


def stage(text: str) -> Stage | None:
    """Read a stage; None for what is none."""
    return Stage(text) if text in set(Stage) else None


def name(query: QueryParams, what: str) -> str:
    """Read a name of ours, as departments and channels have them; empty for what cannot be one."""
    found = query.get(what, "")
    return found if _NAME.fullmatch(found) else ""


def search(query: QueryParams) -> str:
    """Read what is searched for."""
    return clean(query.get("q", "")).strip()[:_MAX_SEARCH]


def inside(address: str) -> str:
    """Give the address if it is one of the desk, else the desk itself: nobody is sent elsewhere after signing in."""
    return address if _INSIDE.fullmatch(address) and "//" not in address.partition("?")[0] else _HOME
