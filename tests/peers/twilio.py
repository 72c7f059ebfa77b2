"""A Twilio on loopback: a real HTTP server that takes our calls and posts signed webhooks, faults included.

Answers, limits and codes as in Twilio's documentation and its OpenAPI document (2.6.7). Every call is on record.
It signs with an implementation of its own, so that ours is not its own judge.
"""

import asyncio
import base64
import hashlib
import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, NoReturn
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from yarl import URL

from tests.peers.loopback import Loopback

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
WHATSAPP, SMS = "whatsapp:+14155238886", "+15005550006"
_PARAMETERS = frozenset(
    {"To", "From", "MessagingServiceSid", "Body", "MediaUrl", "ContentSid", "ContentVariables", "StatusCallback"}
    | {"ValidityPeriod", "SendAt", "ScheduleType", "SmartEncoded", "ShortenUrls", "RiskCheck", "ContentRetention"}
    | {"AddressRetention", "Attempt", "MaxPrice", "ProvideFeedback", "ForceDelivery", "PersistentAction", "SendAsMms"}
)
"""Of a new message, in Twilio's OpenAPI document."""
KEY, SECRET = "SK" + "fedcba9876543210" * 2, "the secret of the key"
_OWN = frozenset({"sent", "attached", "content_sid", "options"})
"""What the peer notes of a message beside what Twilio tells."""
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWO, _PLANE = frozenset("^{}\\[~]|€\f"), 0xFFFF
_MOST_BODY, _MOST_WITH_OPTIONS, _BLOCK = 1600, 1024, 64


@dataclass(frozen=True, slots=True)
class Fault:
    """What to do to the next call in place of a good answer."""

    status: int = 0
    """Answer with this; 0: as usual, but for what follows."""
    code: int = 0
    retry_after: int = 0
    page: str = ""
    """A gateway's page in place of JSON."""
    slow: float = 0.0
    """Seconds before the answer."""
    drop: bool = False
    """Do it, then cut the connection without an answer."""
    drop_first: bool = False
    """Cut the connection before doing anything."""


FLOOD = Fault(429, 20429, retry_after=3)
BROKEN = Fault(500, 20500)
GATEWAY = Fault(502, page="<html><h1>502 Bad Gateway</h1></html>")
DROPPED = Fault(drop=True)


class Refusal(Exception):
    """An answer that is not a success."""

    def __init__(self, code: int, status: int = 400) -> None:
        """Keep what the answer says."""
        super().__init__(code)
        self.answer = Fault(status, code)


@dataclass(slots=True)
class Twilio(Loopback):
    """The server, and what it knows."""

    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Both directions, by id, in order of creation."""
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Kind and parameters of each call."""
    contents: dict[str, dict[str, Any]] = field(default_factory=dict)
    approvals: dict[str, dict[str, str]] = field(default_factory=dict)
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    """Of media: where the API sends on to, if not to its own store."""
    passwords_at_store: int = 0
    """How often the store of media was shown a password, which it must not be."""
    more_segments: int = 0
    """Counted beyond those that an SMS takes, as of a trial account, which puts words of its own before each."""
    counts_later: bool = True
    """What a messaging service sends has its count of segments when it is asked for."""
    quick: bool = True
    """Who asks for a message that was taken is told that it is on its way."""
    stopped: set[str] = field(default_factory=set)
    account: dict[str, str] = field(default_factory=lambda: {"sid": ACCOUNT, "status": "active", "type": "Full"})
    numbers: list[dict[str, Any]] = field(default_factory=list)
    senders: list[dict[str, Any]] = field(default_factory=list)
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    webhook: str = ""
    """Where messages of members are posted to."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    wrong: list[str] = field(default_factory=list)
    """What no client of Twilio's may ever do, and ours did."""
    _callbacks: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    @property
    def api_base(self) -> str:
        """What to put into `twilio.api_base`."""
        return f"http://127.0.0.1:{self.port}"

    def judge(self) -> None:
        """Fail where our client did what no client of Twilio's may do."""
        assert not self.wrong

    def application(self) -> web.Application:
        """Give what answers."""
        account = f"/2010-04-01/Accounts/{ACCOUNT}"
        app = web.Application(client_max_size=20 * 1024 * 1024)
        routes: Sequence[tuple[str, str, str, Callable[[web.Request, dict[str, str]], Any]]] = (
            ("POST", f"{account}/Messages.json", "create", self._create),
            ("GET", f"{account}/Messages.json", "list", self._list),
            ("GET", f"{account}/Messages/{{sid}}.json", "fetch", self._fetch),
            ("GET", f"{account}/Messages/{{sid}}/Media.json", "media_list", self._media_list),
            ("GET", f"{account}/Messages/{{sid}}/Media/{{media}}", "media", self._media),
            ("GET", f"{account}.json", "account", lambda _, __: self.account),
            ("GET", f"{account}/IncomingPhoneNumbers.json", "numbers", self._numbers),
            ("GET", "/v2/Channels/Senders", "senders", lambda _, __: {"senders": self.senders, "meta": {}}),
            ("POST", "/v2/Indicators/Typing.json", "typing", self._typing),
            ("POST", "/v1/Content", "content", self._make_content),
            ("GET", "/v1/Content", "contents", self._contents),
            ("GET", "/v1/Content/{sid}/ApprovalRequests", "approval", self._approval),
        )
        for method, path, kind, answer in routes:
            app.router.add_route(method, path, self._guarded(kind, answer))
        app.router.add_get("/store/{media}", self._store)
        return app

    # ---- what tests do ------------------------------------------------------------------------------------------

    def fail(self, kind: str, *faults: Fault) -> None:
        """Have the next calls of this kind go wrong, one after the other."""
        self.faults[kind].extend(faults)

    async def say(self, member: str, text: str, to: str = WHATSAPP, *, lost: bool = False, **fields: str) -> int:
        """Have a member write; give the status of our answer. `lost`: no webhook comes."""
        message = self._record(member, to, text, "inbound", "received", media=fields)
        if lost:
            return 0
        return await self.post(self.webhook, self.form(message, **fields))

    async def press(self, member: str, option: str, label: str, to: str = WHATSAPP) -> int:
        """Have a member press a button."""
        pressed = {"ButtonPayload": option, "ButtonText": label, "MessageType": "interactive"}
        return await self.say(member, label, to, lost=False, **pressed)

    async def report(self, sid: str, status: str, code: str = "") -> int:
        """Post a message's status to its callback; give the status of our answer."""
        message = self.messages[sid]
        message |= {"status": status, "error_code": int(code) if code else None}
        fields = {"MessageSid": sid, "SmsSid": sid, "AccountSid": ACCOUNT, "MessageStatus": status, "SmsStatus": status}
        fields |= {"From": message["from"], "To": message["to"], "ApiVersion": "2010-04-01"}
        return await self.post(self._callbacks[sid], fields | ({"ErrorCode": code} if code else {}))

    async def post(self, url: str, fields: Mapping[str, str], token: str = TOKEN, signature: str = "") -> int:
        """Post a form as Twilio does; give the answer's status."""
        headers = {
            "X-Twilio-Signature": signature or sign(token, url, list(fields.items())),
            "I-Twilio-Idempotency-Token": "b1b2",
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        }
        target = URL(url, encoded=True)
        async with (
            aiohttp.ClientSession() as session,
            session.post(target, data=urlencode(fields).encode(), headers=headers) as answer,
        ):
            return answer.status

    def form(self, message: Mapping[str, Any], **fields: str) -> dict[str, str]:
        """Give the form in which a message of a member is posted."""
        sid, media = message["sid"], message["num_media"]
        form = {"MessageSid": sid, "SmsMessageSid": sid, "SmsSid": sid, "AccountSid": ACCOUNT, "SmsStatus": "received"}
        form |= {"From": message["from"], "To": message["to"], "Body": message["body"], "NumMedia": media, "NumSegments": "1"}
        if message["from"].startswith("whatsapp:"):
            number = message["from"].removeprefix("whatsapp:").lstrip("+")
            form |= {"ProfileName": "محمد الحربي", "WaId": number, "MessageType": "text"}
        return form | {"ApiVersion": "2010-04-01"} | fields

    def attach(self, member: str, mime: str, content: bytes, to: str = WHATSAPP) -> dict[str, Any]:
        """Record a member's message with one attachment; its webhook is for the test to post."""
        media = self._sid("ME")
        self.media[media] = (mime, content)
        message = self._record(member, to, "", "inbound", "received", media={})
        message["num_media"] = "1"
        message["attached"] = media
        return message

    def media_url(self, message: Mapping[str, Any]) -> str:
        """Give an attachment's address as Twilio writes it, under its real host."""
        return f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/{message['sid']}/Media/{message['attached']}"

    def sent(self, member: str = "") -> list[dict[str, Any]]:
        """List what we sent, to one member or to all."""
        return [each for each in self.messages.values() if each["direction"] != "inbound" and member in each["to"]]

    def called(self, kind: str) -> list[dict[str, str]]:
        """List the parameters of calls of one kind."""
        return [parameters for name, parameters in self.calls if name == kind]

    # ---- what we see --------------------------------------------------------------------------------------------

    def _guarded(self, kind: str, answer: Callable[[web.Request, dict[str, str]], Any]) -> Any:
        async def handler(http: web.Request) -> web.StreamResponse:
            parameters = await _parameters(http)
            self.calls.append((kind, parameters))
            fault = self.faults[kind].popleft() if self.faults[kind] else Fault()
            if fault.drop_first and http.transport:
                http.transport.close()
                return web.Response()
            await asyncio.sleep(fault.slow)
            if fault.status:
                return _refusal(fault)
            if http.headers.get("Authorization") not in _passwords(kind):
                return _refusal(Fault(401, 20003))
            try:
                result = answer(http, parameters)
            except Refusal as refusal:
                return _refusal(refusal.answer)
            if fault.drop and http.transport:
                http.transport.close()
            if isinstance(result, web.StreamResponse):
                return result
            return web.json_response(result, status=201 if http.method == "POST" else 200)

        return handler

    def _typing(self, _: web.Request, given: dict[str, str]) -> dict[str, Any]:
        answered = self.messages.get(given.get("messageId", ""))
        if given.get("channel") != "whatsapp" or answered is None or answered["direction"] != "inbound":
            raise Refusal(20404)
        return {"success": True}

    def _create(self, _: web.Request, given: dict[str, str]) -> dict[str, Any]:
        if unknown := given.keys() - _PARAMETERS:
            self._wrong(f"Twilio has no parameters {unknown}")
        if not given.get("To"):
            raise Refusal(21604)
        if not (given.get("From") or given.get("MessagingServiceSid")):
            raise Refusal(21603)
        if "ContentSid" in given and "Body" in given:
            self._wrong("words of its own beside a template")
        body = self._body(given)
        if given["To"] in self.stopped:
            raise Refusal(21610)
        sender = given.get("From", SMS)
        message = self._record(sender, given["To"], body, "outbound-api", "queued", media={})
        self._callbacks[message["sid"]] = given.get("StatusCallback", "")
        message["content_sid"] = given.get("ContentSid", "")
        if not given["To"].startswith("whatsapp:"):
            message["num_segments"] = "0" if "MessagingServiceSid" in given else str(_segments(body) + self.more_segments)
        blanks = json.loads(given.get("ContentVariables", "{}"))
        message["options"] = {blanks[name]: blanks[str(int(name) + 1)] for name in blanks if name != "1" and not int(name) % 2}
        return message

    def _body(self, given: Mapping[str, str]) -> str:
        if "ContentSid" not in given:
            body = given.get("Body", "")
            if not (body.strip() or "MediaUrl" in given):
                raise Refusal(21602)
            if not given.get("MediaUrl", "https://").startswith("https://"):
                raise Refusal(21620)
            if len(body) > _MOST_BODY:
                raise Refusal(21617)
            return body
        content = self.contents.get(given["ContentSid"])
        if content is None:
            raise Refusal(21655)
        body = _filled(content, json.loads(given.get("ContentVariables", "{}")))
        return body or self._wrong("beyond WhatsApp's limits of buttons and lists")

    def _list(self, http: web.Request, given: dict[str, str]) -> dict[str, Any]:
        size, page = int(given.get("PageSize", "50")), int(given.get("Page", "0"))
        after = given.get("DateSent>", "")
        found = [
            each
            for each in reversed(self.messages.values())
            if each["to"] == given.get("To", each["to"])
            and each["from"] == given.get("From", each["from"])
            and (not after or (each["sent"] is not None and f"{each['sent']:%Y-%m-%dT%H:%M:%SZ}" >= after))
        ]
        shown = found[page * size : (page + 1) * size]
        query = urlencode({**given, "Page": page + 1})
        more = f"{http.path}?{query}" if len(found) > (page + 1) * size else None
        public = [{key: value for key, value in each.items() if key not in _OWN} for each in shown]
        return {"messages": public, "next_page_uri": more, "page": page, "page_size": size}

    def _fetch(self, http: web.Request, _: dict[str, str]) -> dict[str, Any]:
        message = self.messages.get(http.match_info["sid"])
        if message is None:
            raise Refusal(20404, 404)
        if self.counts_later and message["num_segments"] == "0":
            message["num_segments"] = str(_segments(message["body"]) + self.more_segments)
        status = "sent" if self.quick and message["status"] == "queued" else message["status"]
        return {key: value for key, value in message.items() if key not in _OWN} | {"status": status}

    def _media_list(self, http: web.Request, _: dict[str, str]) -> dict[str, Any]:
        message = self.messages[http.match_info["sid"]]
        media = str(message["attached"])
        uri = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{message['sid']}/Media/{media}.json"
        return {"media_list": [{"sid": media, "content_type": self.media[media][0], "uri": uri}], "next_page_uri": None}

    def _media(self, http: web.Request, _: dict[str, str]) -> web.StreamResponse:
        media = http.match_info["media"]
        if media not in self.media:
            raise Refusal(20404, 404)
        location = self.redirects.get(media, f"{self.api_base}/store/{media}")
        return web.Response(status=307, headers={"Location": location})

    async def _store(self, http: web.Request) -> web.StreamResponse:
        mime, content = self.media[http.match_info["media"]]
        self.passwords_at_store += "Authorization" in http.headers
        return web.Response(body=content, content_type=mime)

    def _numbers(self, _: web.Request, given: dict[str, str]) -> dict[str, Any]:
        wanted = given.get("PhoneNumber", "")
        return {"incoming_phone_numbers": [each for each in self.numbers if wanted in each["phone_number"]]}

    def _make_content(self, http: web.Request, given: dict[str, str]) -> dict[str, Any]:
        if http.content_type != "application/json":
            self._wrong("Content is made of JSON")
        sid = self._sid("HX")
        content: dict[str, Any] = {**json.loads(given["json"]), "sid": sid}
        self.contents[sid] = content
        return content

    def _contents(self, _: web.Request, __: dict[str, str]) -> dict[str, Any]:
        return {"contents": list(self.contents.values()), "meta": {"next_page_url": None}}

    def _approval(self, http: web.Request, _: dict[str, str]) -> dict[str, Any]:
        sid = http.match_info["sid"]
        return {"sid": sid, "whatsapp": self.approvals.get(sid, {"status": "unsubmitted"})}

    def _record(  # noqa: PLR0913, PLR0917 - as a message is
        self, sender: str, to: str, body: str, direction: str, status: str, media: Mapping[str, str]
    ) -> dict[str, Any]:
        at = self.now()
        message: dict[str, Any] = {
            "sid": self._sid("SM"),
            "account_sid": ACCOUNT,
            "from": sender,
            "to": to,
            "body": body,
            "direction": direction,
            "status": status,
            "num_media": media.get("NumMedia", "0"),
            "num_segments": "1",
            "date_created": format_datetime(at),
            "date_sent": format_datetime(at) if direction == "inbound" else None,
            "error_code": None,
            "sent": at if direction == "inbound" else None,
        }
        self.messages[message["sid"]] = message
        return message

    def _wrong(self, what: str) -> NoReturn:
        self.wrong.append(what)
        raise Refusal(20001)

    def _sid(self, kind: str) -> str:
        self._number += 1
        return f"{kind}{self._number:032x}"


def _segments(body: str) -> int:
    """Count an SMS's segments letter by letter, as GSM 03.38 lays them out."""
    gsm = all(letter in _GSM or letter in _GSM_TWO for letter in body)
    sizes = [1 + (letter in _GSM_TWO) if gsm else 1 + (ord(letter) > _PLANE) for letter in body]
    count, used = 1, 0
    room = (160, 153) if gsm else (70, 67)
    for size in sizes:
        count, used = (count + 1, size) if used + size > room[1] else (count, used + size)
    return 1 if sum(sizes) <= room[0] else count


def _passwords(kind: str) -> tuple[str, ...]:
    """Give what is taken: the auth token, or a standard API key, which may not look at the account."""
    keys = ((ACCOUNT, TOKEN),) if kind == "account" else ((ACCOUNT, TOKEN), (KEY, SECRET))
    return tuple("Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode() for name, secret in keys)


def sign(token: str, url: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Sign a form: HMAC-SHA1 written out after RFC 2104 over the URL and the fields in the order of their names."""
    data = url
    for name in sorted({name for name, _ in pairs}):
        for value in sorted({value for other, value in pairs if other == name}):
            data += name + value
    key = token.encode().ljust(_BLOCK, b"\0")
    inner = hashlib.sha1(bytes(byte ^ 0x36 for byte in key) + data.encode(), usedforsecurity=False).digest()
    outer = hashlib.sha1(bytes(byte ^ 0x5C for byte in key) + inner, usedforsecurity=False).digest()
    return base64.b64encode(outer).decode()


def _filled(content: Mapping[str, Any], variables: Mapping[str, str]) -> str:
    """Fill a Content object's blanks; give its body, or nothing where it is beyond WhatsApp's limits inside the window."""
    text = json.dumps(content["types"], ensure_ascii=False)
    blanks = set(re.findall(r"\{\{(\w+)\}\}", text))
    if any(not isinstance(variables.get(blank), str) or not variables[blank].strip() for blank in blanks):
        raise Refusal(21656)

    def fill(words: str) -> str:
        return re.sub(r"\{\{(\w+)\}\}", lambda blank: variables[blank[1]], words)

    (parts,) = content["types"].values()
    body = fill(parts["body"])
    actions = [(fill(each["title"]), fill(each["id"])) for each in parts.get("actions", ())]
    items = [(fill(each["item"]), fill(each["id"])) for each in parts.get("items", ())]
    fits = (
        len(body) <= _MOST_WITH_OPTIONS
        and len(actions) <= 3
        and len(items) <= 10
        and all(len(title) <= 20 and len(option) <= 200 for title, option in actions)
        and all(len(title) <= 24 and len(option) <= 200 for title, option in items)
        and len(parts.get("button", "")) <= 20
    )
    return body if fits else ""


def _refusal(fault: Fault) -> web.Response:
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
    if fault.page:
        return web.Response(status=fault.status, text=fault.page, content_type="text/html", headers=headers)
    text = {"code": fault.code, "message": "refused", "more_info": f"https://www.twilio.com/docs/errors/{fault.code}"}
    return web.json_response({**text, "status": fault.status}, status=fault.status, headers=headers)


async def _parameters(http: web.Request) -> dict[str, str]:
    if http.method == "GET":
        return dict(http.query)
    if http.content_type == "application/json":
        return {"json": await http.text()}
    return {name: str(value) for name, value in (await http.post()).items()}
