"""Calls to Twilio: one `twilio` client over one pooled connection, each call with a time-out, none repeated.

`Transport` stands in for the library's own asynchronous transport, which has no time-out at all, sends JSON as a form and may
send a POST twice. It also leads every call, whatever the product's host name, to `api_base` where that is another server.
Foreign errors become ours in `Api`, and nowhere else.
"""

import base64
import json
from collections.abc import AsyncIterator, Mapping
from functools import lru_cache
from typing import Any, Final

import aiohttp
from twilio.http.response import Response  # type: ignore[import-untyped]  # the library ships no types
from twilio.rest import Client  # type: ignore[import-untyped]  # as above
from yarl import URL

from channels import foreign, leaving
from channels.twilio import errors
from channels.twilio.account import Account
from domain.errors import Misconfigured, Uncertain, Unreachable

TIMEOUT: Final = aiohttp.ClientTimeout(total=15, connect=5)
_CONNECTIONS = 256
_JSON = "application/json"
_CREATED = 300
_REFUSED = 400


@lru_cache(maxsize=256)
def _led(target: URL, base: URL | None) -> URL:
    if base is None or not (target.host or "").endswith(".twilio.com"):
        return target
    path = base.path.rstrip("/") + target.path
    return base.with_path(path).with_query(target.query)


class Transport:
    """How the `twilio` client reaches the network."""

    is_async = True

    def __init__(self, account: Account, timeout: aiohttp.ClientTimeout = TIMEOUT) -> None:
        """Reach this account's API; nothing is opened before the first call."""
        self._base = URL(account.api_base) if account.own_api else None
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    def at(self, url: str | URL) -> URL:
        """Give the address at which a resource of Twilio's is asked for."""
        return _led(URL(url), self._base)

    @property
    def session(self) -> aiohttp.ClientSession:
        """The process's connections to Twilio."""
        if self._session is None:
            connector = leaving.Connector(limit=_CONNECTIONS)
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session

    async def request(  # noqa: PLR0913, PLR0917 - the library's shape
        self,
        method: str,
        url: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as above
        allow_redirects: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> Response:
        """Make one call, as the library asks for it."""
        del timeout, allow_redirects
        headers = dict(headers or {})
        if auth:
            headers["Authorization"] = password(*auth)
        call = self.session.request(
            method.upper(),
            self.at(url),
            params={name: str(value) for name, value in params.items()} if params else None,
            data=body(data, headers.get("Content-Type", "")) if data is not None else None,
            headers=headers,
            allow_redirects=False,
        )
        async with call as answer:
            return Response(answer.status, await answer.text("utf-8", "replace"), answer.headers)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def body(data: Mapping[str, object], kind: str) -> bytes:
    """Write a call's parameters as JSON or, by yarl's compiled quoting, as a form: aiohttp's own takes five times as long."""
    if kind == _JSON:
        return json.dumps(data, ensure_ascii=False).encode()
    return URL.build(query={name: str(value) for name, value in data.items()}).raw_query_string.encode()


@lru_cache(maxsize=4)
def password(name: str, secret: str) -> str:
    """Give the header of HTTP's basic authentication (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()


class Api:
    """The few resources of Twilio's that we use. Every method raises one of the send errors."""

    def __init__(self, account: Account, timeout: aiohttp.ClientTimeout = TIMEOUT) -> None:
        """Speak for this account."""
        self.account = account
        self.transport = Transport(account, timeout)
        # a mapping that is not empty keeps the library from reading the process's environment
        self._client = Client(*account.credentials, account.sid, http_client=self.transport, environment={"TWILIO": ""})

    async def create(self, fields: Mapping[str, str]) -> Mapping[str, Any]:
        """Have a message sent; give Twilio's record of it. Raises a send error; after `Uncertain` it may have been taken."""
        if "ContentSid" in fields and ("Body" in fields or "MediaUrl" in fields):
            raise Misconfigured("a message has either words of its own or a template", "63016")
        created = await self._call("POST", f"{self.account.resource}/Messages.json", data=fields)
        if not isinstance(created.get("sid"), str):
            raise Uncertain("Twilio took something, but its answer names no message")
        return created

    async def messages(self, query: Mapping[str, str], most: int = 1000) -> AsyncIterator[Mapping[str, Any]]:
        """List messages, the newest first; the page that reaches `most` is the last."""
        url, params = f"{self.account.resource}/Messages.json", {"PageSize": str(min(most, 1000)), **query}
        seen = 0
        while url and seen < most:
            page = await self._call("GET", url, params=params)
            for message in page.get("messages", ()):
                seen += 1
                yield message
            following = page.get("next_page_uri")
            url, params = f"https://api.twilio.com{following}" if following else "", {}

    async def media(self, sid: str) -> tuple[Mapping[str, Any], ...]:
        """List a message's attachments."""
        page = await self._call("GET", f"{self.account.resource}/Messages/{sid}/Media.json")
        return tuple(page.get("media_list", ()))

    async def contents(self) -> tuple[Mapping[str, Any], ...]:
        """List the account's Content objects."""
        url, found = "https://content.twilio.com/v1/Content?PageSize=500", []
        while url:
            page = await self._call("GET", url)
            found += page.get("contents", ())
            url = (page.get("meta") or {}).get("next_page_url") or ""
        return tuple(found)

    async def create_content(self, content: Mapping[str, object]) -> str:
        """Make a Content object and give its id."""
        made = await self._call("POST", "https://content.twilio.com/v1/Content", data=content, headers={"Content-Type": _JSON})
        return str(made.get("sid", ""))

    async def approval(self, content_sid: str) -> Mapping[str, Any]:
        """Give what WhatsApp thinks of a template: `status`, `category`, `rejection_reason`."""
        answer = await self._call("GET", f"https://content.twilio.com/v1/Content/{content_sid}/ApprovalRequests")
        return answer.get("whatsapp") or {}

    async def typing(self, message_sid: str) -> None:
        """Show on WhatsApp, for at most 25 s, that the message of this id is being answered; it counts as read then."""
        fields = {"channel": "whatsapp", "messageId": message_sid}
        await self._call("POST", "https://messaging.twilio.com/v2/Indicators/Typing.json", data=fields)

    async def status(self, sid: str) -> tuple[str, str]:
        """Give a message's status, and the code of its failure."""
        found = await self.look(f"{self.account.resource}/Messages/{sid}.json")
        return str(found.get("status", "")), str(found.get("error_code") or "")

    async def look(self, url: str) -> Mapping[str, Any]:
        """Read any other resource."""
        return await self._call("GET", url)

    async def close(self) -> None:
        """Close the connections."""
        await self.transport.close()

    async def _call(self, method: str, url: str, **call: Any) -> Mapping[str, Any]:
        try:
            answer = await self._client.request_async(method, url, **call)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unreachable("Twilio cannot be reached", type(error).__name__) from error
        except aiohttp.InvalidURL as error:
            raise Misconfigured("twilio.api_base is no address") from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            broken = Unreachable if method == "GET" else Uncertain
            raise broken("the connection to Twilio broke", type(error).__name__) from error
        return _read(answer)


def _read(answer: Response) -> Mapping[str, Any]:
    try:
        content = foreign.load(answer.text)
    except (ValueError, RecursionError) as error:
        if answer.status_code < _CREATED:
            raise Uncertain("Twilio's answer cannot be read") from error
        content = {}
    if not isinstance(content, dict):
        content = {}
    if answer.status_code < _CREATED:
        return content
    if answer.status_code < _REFUSED:
        raise Misconfigured("twilio.api_base leads to another address", str(answer.status_code))
    raise errors.by_answer(answer.status_code, str(content.get("code") or ""), _wait(answer))


def _wait(answer: Response) -> float | None:
    text = str(answer.headers.get("Retry-After", ""))
    return float(text) if text.isascii() and text.isdigit() else None
