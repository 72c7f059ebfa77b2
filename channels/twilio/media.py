"""Attachments that members sent, fetched from Twilio and from nowhere else.

The address comes from outside, so only Twilio's own hosts and the configured API are ever asked, over HTTPS, redirects step by
step; the account's password goes to the API alone. Types are recognised where the file is kept (`domain.fileports.Files`).
"""

from typing import Final

import aiohttp
from yarl import URL

from channels.twilio.client import Api, password
from domain.errors import BadInput, Unreachable

MOST: Final = 16 * 1024 * 1024
"""Bytes; WhatsApp's own limit."""
_REDIRECTS = 4
_OWN = (".twilio.com", ".twiliocdn.com")
# where Twilio keeps what members send; the bucket is part of the name or of the path
_STORES = frozenset({"s3-external-1.amazonaws.com", "com-twilio-us1-mms-media.s3.amazonaws.com"})
_API = "api.twilio.com"
_RESOURCES = "/Accounts/"
"""In the path of what wants the password; a store of files may be on the same host."""
_FOUND, _REDIRECTED, _TOO_MANY, _FAULT = 200, frozenset({301, 302, 303, 307, 308}), 429, 500


async def fetch(api: Api, reference: str, most: int = MOST) -> bytes:
    """Give the content of an attachment. Raises `Unreachable` to try again later, `BadInput` when it cannot be had at all."""
    url = _target(api, reference)
    for _ in range(_REDIRECTS):
        found = await _step(api, url, most)
        if isinstance(found, bytes):
            return found
        url = _target(api, found, url)
    raise BadInput("the attachment's address leads in a circle")


def allowed(api: Api, url: URL) -> bool:
    """Say whether an address is the configured API's or one of Twilio's hosts."""
    if _is_api(api, url):
        return True
    host = url.host or ""
    return url.scheme == "https" and url.port == 443 and (host.endswith(_OWN) or host in _STORES)  # noqa: PLR2004 - HTTPS


def _target(api: Api, reference: str, behind: URL | None = None) -> URL:
    try:
        url = api.transport.at(behind.join(URL(reference)) if behind else reference)
    except ValueError as error:
        raise BadInput("the attachment has no address") from error
    if url.user or url.password or not allowed(api, url):
        raise BadInput("the attachment's address is not Twilio's")
    return url


def _is_api(api: Api, url: URL) -> bool:
    base = URL(api.account.api_base)
    return (url.scheme, url.host, url.port) == (base.scheme, base.host, base.port)


async def _step(api: Api, url: URL, most: int) -> bytes | str:
    """Give the content, or the address to which the host sends us on."""
    with_password = (_is_api(api, url) or url.host == _API) and _RESOURCES in url.path
    headers = {"Authorization": password(*api.account.credentials)} if with_password else {}
    try:
        async with api.transport.session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status in _REDIRECTED:
                return answer.headers.get("Location", "")
            if answer.status != _FOUND:
                raise _refusal(answer.status)
            return await _content(answer, most)
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise Unreachable("the attachment cannot be fetched", type(error).__name__) from error


def _refusal(status: int) -> Exception:
    if status == _TOO_MANY or status >= _FAULT:
        return Unreachable("the attachment cannot be fetched", str(status))
    return BadInput(f"Twilio does not give the attachment ({status})")


async def _content(answer: aiohttp.ClientResponse, most: int) -> bytes:
    content = bytearray()
    async for chunk in answer.content.iter_chunked(64 * 1024):
        content += chunk
        if len(content) > most:
            raise BadInput("the attachment is too large")
    return bytes(content)
