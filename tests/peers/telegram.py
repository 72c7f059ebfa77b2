"""A Telegram on loopback: a real HTTP server that takes the bot's calls and behaves as Telegram does, faults included.

Answers, limits and error texts as in the Bot API reference and the open-source Bot API server (10.0). Every call is on record.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import aiohttp
from aiohttp import web

from tests.peers.loopback import Loopback

TOKEN = "424242:AAFakeTokenOfNobody_-0123456789abcdef"
BOT = "424242"
GROUP = -1001234567890
"""The officers' group."""
_TAGS = frozenset({"a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "tg-spoiler"})
_MOST_TEXT, _MOST_DATA, _MOST_COPIED, _MOST_FILE, _MOST_CAPTION = 4096, 64, 256, 20 * 1024 * 1024, 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """What to do to the next call of a method in place of a good answer."""

    status: int = 0
    """Answer with this; 0: as usual, but for what follows."""
    description: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    page: str = ""
    """A gateway's page in place of JSON."""
    slow: float = 0.0
    """Seconds before the answer."""
    drop: bool = False
    """Do it, then cut the connection without an answer."""


def flood(seconds: int) -> Fault:
    """Too many requests."""
    return Fault(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
BROKEN = Fault(500, "Internal Server Error")
GATEWAY = Fault(502, page="<html><h1>502 Bad Gateway</h1></html>")
DROPPED = Fault(drop=True)
UNPARSED = Fault(400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0')


class Refusal(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        """Keep what the answer says."""
        super().__init__(description)
        self.answer = Fault(status, description, parameters)


@dataclass(slots=True)
class Telegram(Loopback):
    """The server, and what it knows."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Method and parameters of each call, as they came in."""
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    """What the bot said, by chat and id, as it is now."""
    unanswering: set[str] = field(default_factory=set)
    """Chats in which all is done, and the connection cut without an answer."""
    blocked: set[int] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Files that the bot sent: as what, their names and their content."""
    webhook: dict[str, Any] = field(default_factory=dict)
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    """What set_my_... told, by method and language."""
    open_presses: set[str] = field(default_factory=set)
    """Callback queries that may still be answered."""
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    generous: bool = False
    """True: files over 20 MB are given too, as Telegram's own server at home does."""
    topics: dict[int, str] = field(default_factory=dict)
    """Names of the topics of the officers' group."""
    closed: set[int] = field(default_factory=set)
    forum: bool = True
    """The officers' group has topics."""
    manages: bool = True
    """The bot may manage them."""
    deletes: bool = True
    """The bot may delete them."""
    own: dict[int, list[list[dict[str, Any]]]] = field(default_factory=dict)
    """Rows of buttons in place of the members' own keyboards, by chat."""
    group: int = GROUP
    """The officers' group's id, as it is now."""
    others: set[int] = field(default_factory=set)
    """More groups of officers; topics of all are numbered together."""
    copied: list[tuple[int, int, int, str]] = field(default_factory=list)
    """What the bot copied: from which chat, which message, into which topic, under which caption."""
    _queue: list[dict[str, Any]] = field(default_factory=list)
    _next_update: int = 900000001
    _next_message: int = 100
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def api_base(self) -> str:
        """What to put into `telegram.api_base`."""
        return f"http://127.0.0.1:{self.port}/bot"

    def application(self) -> web.Application:
        """Give what answers."""
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        return app

    # ---- what tests do ------------------------------------------------------------------------------------------

    def fail(self, method: str, *faults: Fault) -> None:
        """Have the next calls of the method go wrong, one after the other."""
        self.faults[method].extend(faults)

    def update(self, **kind: Any) -> dict[str, Any]:
        """Make an update and queue it for polling."""
        update = {"update_id": self._next_update, **kind}
        self._next_update += 1
        self._queue.append(update)
        self._came.set()
        return update

    def say(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        """Have a member write."""
        return self.update(message=self.message(chat, text=text, **more))

    def message(self, chat: int, **content: Any) -> dict[str, Any]:
        """Make a member's message."""
        self._next_message += 1
        sender = {"id": chat, "is_bot": False, "first_name": "محمد", "last_name": "الحربي", "language_code": "ar"}
        place = {"id": chat, "type": "private", "first_name": "محمد"}
        return {"message_id": self._next_message, "from": sender, "chat": place, "date": 1795339800, **content}

    def press(self, chat: int, message_id: int, data: str) -> dict[str, Any]:
        """Have a member press a button of something that the bot said."""
        shown = self.messages[chat, message_id]
        query = {"id": f"q{self._next_update}", "from": self.message(chat)["from"], "message": shown, "data": data}
        self.open_presses.add(query["id"])
        return self.update(callback_query={**query, "chat_instance": "1"})

    def tap(self, chat: int, label: str, *, whose: int = 0, number: str = "966501234567") -> dict[str, Any]:
        """Have a member press a button in place of his own keyboard; it shares his number unless it says `whose`."""
        button = next(button for row in self.own[chat] for button in row if button["text"] == label)
        if not button.get("request_contact"):
            return self.say(chat, label)
        contact = {"phone_number": number, "first_name": "محمد", "user_id": whose or chat}
        return self.update(message=self.message(chat, contact=contact))

    def in_topic(self, topic: int, person: int, **content: Any) -> dict[str, Any]:
        """Have somebody do something in a topic of the officers' group; a closed one stays closed for members only."""
        message = {**self.message(person), "chat": self._place, "message_thread_id": topic, "is_topic_message": True}
        if "forum_topic_closed" in content:
            self.closed.add(topic)
        return self.update(message={**message, **content})

    def press_in_topic(self, person: int, label: str) -> dict[str, Any]:
        """Have somebody press the newest button with this label in the officers' group."""
        for (chat, _), shown in reversed(self.messages.items()):
            rows = shown.get("reply_markup", {}).get("inline_keyboard", []) if chat == self.group else []
            for button in (button for row in rows for button in row if button["text"] == label):
                query = {"id": f"q{self._next_update}", "from": self.message(person)["from"], "message": shown}
                self.open_presses.add(query["id"])
                return self.update(callback_query={**query, "data": button["callback_data"], "chat_instance": "1"})
        raise AssertionError(label)

    def rename_topic(self, topic: int, person: int, name: str) -> dict[str, Any]:
        """Have somebody give a topic another name."""
        self.topics[topic] = name
        return self.in_topic(topic, person, forum_topic_edited={"name": name})

    def place_bot(self, status: str, **rights: bool) -> dict[str, Any]:
        """Have an administrator change the bot's place in the officers' group."""
        bot = {"id": int(BOT), "is_bot": True, "first_name": "Mujib"}
        now = {"user": bot, "status": status, **rights}
        change = {"chat": self._place, "from": self.message(811)["from"], "date": 1795339805}
        return self.update(
            my_chat_member={**change, "old_chat_member": {"user": bot, "status": "member"}, "new_chat_member": now}
        )

    def migrate(self, group: int) -> dict[str, Any]:
        """Give the officers' group another id, and say so in the old one."""
        said = self.update(message={**self.message(811), "chat": self._place, "migrate_to_chat_id": group})
        self.moved[self.group] = group
        self.group = group
        return said

    @property
    def _place(self) -> dict[str, Any]:
        return {**_GROUP, "id": self.group}

    def said_in(self, topic: int) -> list[str]:
        """List what stands in a topic, as it is now."""
        return [message["text"] for message in self.messages.values() if message.get("message_thread_id") == topic]

    async def deliver(self, update: Mapping[str, Any]) -> int:
        """Post an update to the webhook and give the answer's status; taken from the queue when it is 2xx."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=headers) as answer,
        ):
            if answer.ok:
                self._queue = [waiting for waiting in self._queue if waiting["update_id"] != update["update_id"]]
            return answer.status

    def texts(self, chat: int) -> list[str]:
        """List what the bot said to a chat, as it is now."""
        return [message["text"] for (where, _), message in self.messages.items() if where == chat]

    def called(self, method: str) -> list[dict[str, Any]]:
        """List the parameters of a method's calls."""
        return [parameters for name, parameters in self.calls if name == method]

    # ---- what the bot sees --------------------------------------------------------------------------------------

    async def _call(self, http: web.Request) -> web.StreamResponse:
        method, parameters = http.match_info["method"], await _parameters(http)
        if http.match_info["token"] != TOKEN:
            return _answer(Fault(401, "Unauthorized"))
        self.calls.append((method, parameters))
        fault = self.faults[method].popleft() if self.faults[method] else Fault()
        await asyncio.sleep(fault.slow)
        if fault.status:
            return _answer(fault)
        try:
            result = await self._result(method, parameters)
        except Refusal as refusal:
            return _answer(refusal.answer)
        if (fault.drop or str(parameters.get("chat_id", "")) in self.unanswering) and http.transport:
            http.transport.close()
        return web.json_response({"ok": True, "result": result})

    async def _result(self, method: str, parameters: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._updates(parameters)
        answers: Mapping[str, Callable[[dict[str, Any]], Any]] = {
            "getMe": lambda _: {"id": int(BOT), "is_bot": True, "first_name": "Mujib", "username": "mujib_bot"},
            "sendMessage": self._send,
            "sendDocument": lambda parameters: self._send_file(parameters, "document"),
            "sendPhoto": lambda parameters: self._send_file(parameters, "photo"),
            "sendChatAction": self._reachable,
            "sendMessageDraft": lambda given: bool(self._reachable(given)),
            "editMessageText": self._edit,
            "editMessageReplyMarkup": self._edit,
            "answerCallbackQuery": self._answer_press,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "getFile": self._file,
            "createForumTopic": self._open_topic,
            "closeForumTopic": lambda given: self._shut_topic(given, shut=True),
            "reopenForumTopic": lambda given: self._shut_topic(given, shut=False),
            "editForumTopic": self._rename_topic,
            "deleteForumTopic": self._delete_topic,
            "copyMessage": self._copy,
            "getChat": self._group,
            "getChatMember": self._member,
        }
        if method.startswith("setMy"):
            self.profile[method, parameters.get("language_code", "")] = parameters
            return True
        if method not in answers:
            raise Refusal(404, "Not Found")
        return answers[method](parameters)

    async def _updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook.get("url"):
            raise Refusal(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
            )
        offset = int(parameters.get("offset", 0))
        self._queue = [update for update in self._queue if update["update_id"] >= offset]
        if not self._queue:
            self._came.clear()
            try:
                async with asyncio.timeout(float(parameters.get("timeout", 0))):
                    await self._came.wait()
            except TimeoutError:
                return []
        return self._queue[:100]

    def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat = self._reachable(parameters)
        topic = int(parameters.get("message_thread_id", 0))
        if topic and topic not in self.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        if topic in self.closed and not self.manages:
            raise Refusal(400, "Bad Request: TOPIC_CLOSED")
        self._next_message += 1
        place = {"chat": self._place, "message_thread_id": topic, "is_topic_message": True} if topic else {}
        message = {
            "message_id": self._next_message,
            "from": {"id": int(BOT), "is_bot": True, "first_name": "Mujib", "username": "mujib_bot"},
            "chat": {"id": chat, "type": "private", "first_name": "محمد"},
            "date": 1795339801,
            **place,
            **_shown(parameters),
        }
        self.messages[chat, self._next_message] = message
        self._lay(chat, json.loads(parameters.get("reply_markup", "{}")))
        return message

    def _lay(self, chat: int, markup: dict[str, Any]) -> None:
        """Lay a keyboard in place of the member's own, or take it away; one below a message leaves it as it is."""
        if markup.get("remove_keyboard"):
            self.own.pop(chat, None)
        elif rows := markup.get("keyboard"):
            asking = [button for row in rows for button in row if button.get("request_contact")]
            if asking and chat < 0:
                raise Refusal(400, "Bad Request: phone number can be requested in private chats only")
            self.own[chat] = rows

    def _send_file(self, parameters: dict[str, Any], kind: str) -> dict[str, Any]:
        name, content = parameters[kind]
        if not content or len(content) > _MOST_FILE:
            raise Refusal(400, "Bad Request: file must be non-empty")
        if len(parameters.get("caption", "")) > _MOST_CAPTION:
            raise Refusal(400, "Bad Request: message caption is too long")
        self.taken.append((kind, name, content))
        return self._send({**parameters, "text": parameters.get("caption") or f"[{name}]"}) | {
            kind: {"file_id": "f", "file_unique_id": "u"}
        }

    def _edit(self, parameters: dict[str, Any]) -> dict[str, Any]:
        key = self._reachable(parameters), int(parameters["message_id"])
        if key not in self.messages:
            raise Refusal(400, "Bad Request: message to edit not found")
        if "inline_keyboard" not in json.loads(parameters.get("reply_markup", '{"inline_keyboard": []}')):
            raise Refusal(400, "Bad Request: inline keyboard expected")
        before = self.messages[key]
        now = {name: value for name, value in before.items() if name not in {"reply_markup", "edit_date"}}
        now |= _shown({"text": before["text"], **parameters})
        if {name: value for name, value in before.items() if name != "edit_date"} == now:
            raise Refusal(
                400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
            )
        self.messages[key] = {**now, "edit_date": 1795339802}
        return self.messages[key]

    def _answer_press(self, parameters: dict[str, Any]) -> bool:
        if parameters["callback_query_id"] not in self.open_presses:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.open_presses.remove(parameters["callback_query_id"])
        return True

    def _set_webhook(self, parameters: dict[str, Any]) -> bool:
        self.webhook = {**parameters, "allowed_updates": json.loads(parameters.get("allowed_updates", "[]"))}
        return True

    def _delete_webhook(self, _: dict[str, Any]) -> bool:
        self.webhook = {}
        return True

    def _webhook_info(self, _: dict[str, Any]) -> dict[str, Any]:
        shown = {name: value for name, value in self.webhook.items() if name != "secret_token"}
        return {"url": "", "has_custom_certificate": False, "pending_update_count": len(self._queue), **shown}

    def _open_topic(self, parameters: dict[str, Any]) -> dict[str, Any]:
        self._managed(parameters)
        if not 1 <= len(parameters["name"]) <= _MOST_TITLE:
            raise Refusal(400, "Bad Request: TOPIC_TITLE_INVALID")
        self._next_message += 1
        self.topics[self._next_message] = parameters["name"]
        return {"message_thread_id": self._next_message, "name": parameters["name"], "icon_color": 7322096}

    def _shut_topic(self, parameters: dict[str, Any], *, shut: bool) -> bool:
        self._managed(parameters)
        topic = int(parameters["message_thread_id"])
        if topic not in self.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        if (topic in self.closed) is shut:
            raise Refusal(400, "Bad Request: TOPIC_NOT_MODIFIED")
        (self.closed.add if shut else self.closed.remove)(topic)
        return True

    def _rename_topic(self, parameters: dict[str, Any]) -> bool:
        self._managed(parameters)
        topic = int(parameters["message_thread_id"])
        if topic not in self.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        if self.topics[topic] == parameters["name"]:
            raise Refusal(400, "Bad Request: TOPIC_NOT_MODIFIED")
        self.topics[topic] = parameters["name"]
        return True

    def _delete_topic(self, parameters: dict[str, Any]) -> bool:
        self._group(parameters)
        if not self.deletes:
            raise Refusal(400, "Bad Request: not enough rights to delete a topic")
        topic = int(parameters["message_thread_id"])
        if self.topics.pop(topic, None) is None:
            raise Refusal(400, "Bad Request: message thread not found")
        gone = [key for key, message in self.messages.items() if message.get("message_thread_id") == topic]
        for key in gone:
            del self.messages[key]
        return True

    def _copy(self, parameters: dict[str, Any]) -> dict[str, Any]:
        topic = int(parameters["message_thread_id"])
        if topic not in self.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        source, message = int(parameters["from_chat_id"]), int(parameters["message_id"])
        self.copied.append((source, message, topic, parameters["caption"]))
        self._next_message += 1
        return {"message_id": self._next_message}

    def _managed(self, parameters: dict[str, Any]) -> None:
        self._group(parameters)
        if not self.forum:
            raise Refusal(400, "Bad Request: the chat is not a forum")
        if not self.manages:
            raise Refusal(400, "Bad Request: not enough rights to create a topic")

    def _group(self, parameters: dict[str, Any]) -> dict[str, Any]:
        if self._reachable(parameters) not in {self.group, *self.others}:
            raise Refusal(400, "Bad Request: chat not found")
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        )
        full = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": gifts}
        return {**self._place, **full, "is_forum": self.forum}

    def _member(self, parameters: dict[str, Any]) -> dict[str, Any]:
        self._group(parameters)
        rights = ("be_edited", "manage_chat", "delete_messages", "manage_video_chats", "restrict_members", "promote_members")
        more = ("change_info", "invite_users", "post_stories", "edit_stories", "delete_stories")
        named = {f"can_{right}": True for right in (*rights, *more)} | {"is_anonymous": False}
        bot = {"id": int(BOT), "is_bot": True, "first_name": "Mujib"}
        return {
            "user": bot,
            "status": "administrator",
            **named,
            "can_manage_topics": self.manages,
            "can_delete_messages": self.deletes,
        }

    def _file(self, parameters: dict[str, Any]) -> dict[str, Any]:
        content = self.files.get(parameters["file_id"])
        if content is None:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > _MOST_FILE and not self.generous:
            raise Refusal(400, "Bad Request: file is too big")
        return {"file_id": parameters["file_id"], "file_unique_id": "u", "file_path": f"documents/{parameters['file_id']}"}

    def _reachable(self, parameters: dict[str, Any]) -> int:
        chat = int(parameters["chat_id"])
        if chat in self.moved:
            raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved[chat])
        if chat in self.unknown:
            raise Refusal(400, "Bad Request: chat not found")
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    async def _download(self, http: web.Request) -> web.Response:
        if http.match_info["token"] != TOKEN:
            return _answer(Fault(401, "Unauthorized"))
        content = self.files.get(http.match_info["path"].removeprefix("documents/"))
        return web.Response(body=content) if content is not None else _answer(Fault(404, "Not Found"))


_GROUP = {"id": GROUP, "type": "supergroup", "title": "موظفو الجمعية", "is_forum": True}
_MOST_TITLE = 128


class _Entities(HTMLParser):
    """Reads HTML as Telegram does: few tags, all closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's signature
        if tag not in _TAGS:
            raise Refusal(
                400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}" at byte offset {self.getpos()[1]}'
            )
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refusal(400, "Bad Request: can't parse entities: Unmatched end tag")

    def handle_data(self, data: str) -> None:
        self.text += data


def _shown(parameters: dict[str, Any]) -> dict[str, Any]:
    """Check a message's text and keyboard, and give them as updates show them."""
    text = parameters.get("text", "")
    if parameters.get("parse_mode") == "HTML":
        entities = _Entities()
        entities.feed(text)
        entities.close()
        if entities.open:
            raise Refusal(400, "Bad Request: can't parse entities: Can't find end tag")
        text = entities.text
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text) > _MOST_TEXT:
        raise Refusal(400, "Bad Request: message is too long")
    if not (markup := json.loads(parameters.get("reply_markup", "{}"))):
        return {"text": text}
    if "inline_keyboard" not in markup:
        # in place of the member's own keyboard: no part of the message as updates show it
        return {"text": text}
    buttons = [button for row in markup["inline_keyboard"] for button in row]
    if any(not 1 <= len(button["copy_text"]["text"]) <= _MOST_COPIED for button in buttons if "copy_text" in button):
        raise Refusal(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
    data = [button["callback_data"] for button in buttons if "copy_text" not in button]
    if any(not 1 <= len(value.encode()) <= _MOST_DATA for value in data):
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"text": text, "reply_markup": markup}


async def _parameters(http: web.Request) -> dict[str, Any]:
    if http.content_type == "application/json":
        fields: dict[str, Any] = await http.json()
        return fields
    posted = await http.post()
    files = {name: (part.filename, part.file.read()) for name, part in posted.items() if isinstance(part, web.FileField)}
    return {**http.query, **posted, **files}


def _answer(fault: Fault) -> web.Response:
    if fault.page:
        return web.Response(status=fault.status, text=fault.page, content_type="text/html")
    body: dict[str, Any] = {"ok": False, "error_code": fault.status, "description": fault.description}
    return web.json_response(body | ({"parameters": dict(fault.parameters)} if fault.parameters else {}), status=fault.status)
