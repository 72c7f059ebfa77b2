"""Reading what a browser sends: bounded bodies, fields without control characters, addresses that stay at the desk."""

import re
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams
from starlette.requests import Request

from domain.errors import BadInput
from domain.model import TicketRef
from domain.ports import QueueFilter

MAX_BODY: Final = 128 * 1024
MAX_TEXT: Final = 8000
"""Characters of one reply or note; percent-encoded Arabic fits the body."""
_MAX_FIELDS: Final = 20
_MAX_SEARCH: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_KEY: Final = re.compile(r"[0-9a-f]{32}")
_REF: Final = re.compile(r"T[0-9]{2,12}")
_HOME: Final = "/desk"
_INSIDE: Final = re.compile(r"/desk(?:[/?#][\x21-\x5b\x5d-\x7e]*)?")


async def form(request: Request) -> dict[str, str]:
    """Read a plain form. Raises `BadInput`: `too_long` or `malformed`."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise BadInput("malformed")
    body = await _body(request)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:  # also UnicodeDecodeError: what is no ASCII was not encoded
        raise BadInput("malformed") from error
    return {name: clean(value) for name, value in pairs}


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
    """Read a reference as it stands in an address; None for what cannot be one."""
    return TicketRef(text) if _REF.fullmatch(text) else None


def part(query: QueryParams) -> QueueFilter:
    """Read which part of the queue is wanted."""
    wanted = query.get("part", "")
    return QueueFilter(wanted) if wanted in set(QueueFilter) else QueueFilter.OPEN


def search(query: QueryParams) -> str:
    """Read what is searched for."""
    return clean(query.get("q", "")).strip()[:_MAX_SEARCH]


def inside(address: str) -> str:
    """Give the address if it is one of the desk, else the desk itself: nobody is sent elsewhere after signing in."""
    return address if _INSIDE.fullmatch(address) and "//" not in address.partition("?")[0] else _HOME
