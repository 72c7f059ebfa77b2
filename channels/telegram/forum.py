"""The officers' forum group at Telegram: one topic a ticket. `domain.roomports.Room`; no pace, no retry, no rule of its own."""

from collections.abc import Awaitable, Sequence
from typing import Final, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from channels import profiles
from channels.telegram import errors, fetching, group, render
from channels.telegram.client import Client
from channels.telegram.intake import Intake
from domain.channelports import Outgoing
from domain.errors import Uncertain
from domain.model import Attachment, ConversationId, Option, Reply
from domain.roomports import EVERYBODYS, Listener, RoomMoved, RoomUnusable, Share, TopicGone, TopicShut

LONGEST_TITLE: Final = 128
_GONE: Final = ("message thread not found", "topic_deleted", "topic_id_invalid")
_SHUT: Final = ("topic_closed", "topic closed")
_SO_ALREADY: Final = ("topic_not_modified", "message is not modified")
_FORBIDDEN: Final = ("not enough rights", "chat_admin_required", "not a forum", "chat not found", "not a member")
_T = TypeVar("_T")


class Forum:
    """One group."""

    max_text = profiles.TELEGRAM.max_text

    def __init__(self, client: Client, intake: Intake, chat: int, share: Share = EVERYBODYS, *, only: bool = True) -> None:
        """Speak through `client` in this chat and hear from it through `intake`; `only`: the account has no other."""
        self._intake = intake
        self.account = intake.account.origin
        self.name = self.account if only else f"{self.account}#{chat}"
        self.share = share
        self.group = chat
        self.configured = str(chat)
        self._client = client

    @property
    def place(self) -> str:
        """Give the group's id."""
        return str(self.group)

    def address(self, topic: str) -> str:
        """Give the link by which Telegram opens a topic; only those in the group see it."""
        return f"https://t.me/c/{self.place.removeprefix('-100').removeprefix('-')}/{topic}"

    def adopt(self, place: str) -> None:
        """Go on in the group of this id."""
        self.group = int(place)
        self._intake.adopt(self.name, self.group)

    def listen(self, listener: Listener) -> None:
        """Have `listener` hear what officers do here."""
        self._intake.listen(self.name, self.group, listener)

    async def open(self, title: str) -> str:
        """Open a topic and give its id. Raises a send error."""
        topic = await _told(self._client.open_topic(self.group, _title(title)))
        if not topic:
            raise Uncertain("Telegram's answer names no topic")
        return str(topic)

    async def post(self, topic: str, text: str, options: Sequence[Option] = (), answers: str = "") -> str:
        """Write into a topic and give the message's id. Raises a send error."""
        return str(await _told(self._client.say(self.group, _message(text, options, answers), topic=int(topic))))

    async def edit(self, topic: str, message: str, text: str, options: Sequence[Option] = ()) -> None:
        """Replace a message. Raises a send error."""
        del topic
        await _told(self._client.replace(self.group, int(message), _message(text, options)))

    async def rename(self, topic: str, title: str) -> None:
        """Give a topic another name. Raises a send error."""
        await _told(self._client.edit_forum_topic(self.group, int(topic), name=_title(title)))

    async def copy(self, topic: str, conversation: ConversationId, message: str, caption: str) -> None:
        """Show what a member sent to the bot. Raises a send error."""
        chat = int(conversation.rpartition(":")[2])
        await _told(self._client.relay(self.group, int(topic), chat, int(message), caption))

    async def show(self, topic: str, file: Attachment, content: bytes) -> None:
        """Show a file. Raises a send error."""
        await _told(self._client.say(self.group, Outgoing("", attachment=file), content, topic=int(topic)))

    async def fetch(self, reference: str) -> bytes:
        """Give what an officer sent here. Raises `Unreachable`, or `BadInput` where Telegram will not give it."""
        return await fetching.content(self._client, reference)

    async def remove(self, topic: str) -> None:
        """Delete a topic. Raises a send error."""
        await _told(self._client.delete_forum_topic(self.group, int(topic)))

    async def close(self, topic: str) -> None:
        """Close a topic. Raises a send error."""
        await _told(self._client.close_forum_topic(self.group, int(topic)))

    async def reopen(self, topic: str) -> None:
        """Open a closed topic again. Raises a send error."""
        await _told(self._client.reopen_forum_topic(self.group, int(topic)))

    async def whisper(self, account: str, text: str) -> None:
        """Write to one person alone. Raises a send error."""
        await _told(self._client.say(int(account.rpartition(":")[2]), _message(text, ())))


def _title(title: str) -> str:
    return " ".join(title.split())[:LONGEST_TITLE]


def _message(text: str, options: Sequence[Option], answers: str = "") -> Outgoing:
    return render.render(Reply(text, tuple(options), answers=answers))[0]


def _wrong(said: str) -> str:
    if "not a forum" in said:
        return group.NO_TOPICS
    return group.NOT_THERE if "not found" in said or "not a member" in said else group.NO_RIGHT


async def _told(call: Awaitable[_T]) -> _T | None:
    """Await a call; what is so already is no fault."""
    try:
        return await call
    except BadRequest as error:
        said = error.message.lower()
        if any(words in said for words in _SO_ALREADY):
            return None
        if any(words in said for words in _GONE):
            raise TopicGone("the topic was deleted", "400") from error
        if any(words in said for words in _SHUT):
            raise TopicShut("the topic is closed", "400") from error
        if any(words in said for words in _FORBIDDEN):
            raise RoomUnusable("the bot may not manage topics in the officers' group", _wrong(said)) from error
        raise errors.translate(error) from error
    except ChatMigrated as error:
        raise RoomMoved("the officers' group has another id now", str(error.new_chat_id)) from error
    except Forbidden as error:
        raise RoomUnusable("the bot is not in the officers' group any more", group.NOT_THERE) from error
    except TelegramError as error:
        raise errors.translate(error) from error
