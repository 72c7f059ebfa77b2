"""A member on each channel: he writes, chooses, and reads what comes back."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

import aiohttp

from channels.web.tokens import ORIGIN
from domain.inbound import Envelope, Inbound
from domain.model import ConversationId
from tests.handlers.house import NOON
from tests.peers import telegram, twilio

CHAT = 700000001
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


Desk = Callable[[Sequence[Envelope]], Awaitable[object]]


async def nowhere(envelopes: Sequence[Envelope]) -> None:
    """Be no desk."""
    raise AssertionError(envelopes)


class Place(Protocol):
    """Where the product is, and its providers."""

    @property
    def telegram(self) -> telegram.Telegram:
        """The Telegram on loopback."""
        ...

    @property
    def twilio(self) -> twilio.Twilio:
        """The Twilio on loopback."""
        ...

    @property
    def url(self) -> str:
        """The product's address."""
        ...


class Phone(ABC):
    """The member's side, and an officer who acts through the inbox as the desk does."""

    conversation: ConversationId

    def __init__(self, office: Place, desk: Desk = nowhere) -> None:
        """Belong to a member of this office, whose officers act through `desk`."""
        self.office = office
        self.desk = desk
        self.seen = 0

    @abstractmethod
    async def write(self, text: str) -> None:
        """Send a text."""

    @abstractmethod
    async def press(self, label: str) -> None:
        """Choose the newest option with this label."""

    @abstractmethod
    async def shown(self) -> list[str]:
        """List what was said to the member."""

    async def says(self, text: str) -> str:
        """Write; give what comes back."""
        await self.write(text)
        return await self.answer()

    async def chooses(self, label: str) -> str:
        """Choose; give what comes back."""
        await self.press(label)
        return await self.answer()

    async def unanswered(self, text: str) -> None:
        """Write while an officer has the chat: the bot keeps silent."""
        await self.write(text)
        await asyncio.sleep(0.3)
        assert len(await self.shown()) == self.seen

    async def officer(self, action: Inbound) -> str:
        """Let an officer act; give what the member sees of it."""
        await self.desk([Envelope(self.conversation, f"{type(action).__name__}-{self.seen}", "desk", action, NOON)])
        return await self.answer()

    async def answer(self) -> str:
        """Give the next message, once it is there."""
        async with asyncio.timeout(20):
            while len(await self.shown()) == self.seen:  # noqa: ASYNC110 - the page has no event for it
                await asyncio.sleep(0.02)
        self.seen += 1
        return (await self.shown())[self.seen - 1]


class OnTelegram(Phone):
    """By polling or webhook, as the office is set."""

    conversation = ConversationId(f"telegram:{telegram.BOT}:{CHAT}")

    async def write(self, text: str) -> None:
        """Send a text."""
        await self._deliver(self.office.telegram.say(CHAT, text))

    async def press(self, label: str) -> None:
        """Press the newest button with this label."""
        for (chat, message), shown in reversed(self.office.telegram.messages.items()):
            for row in shown.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        await self._deliver(self.office.telegram.press(chat, message, button["callback_data"]))
                        return
        raise AssertionError(label)

    async def shown(self) -> list[str]:
        """List the bot's messages."""
        return self.office.telegram.texts(CHAT)

    async def _deliver(self, update: Mapping[str, Any]) -> None:
        if self.office.telegram.webhook:
            assert await self.office.telegram.deliver(update) == 200


class ByTwilio(Phone):
    """A phone that Twilio reaches."""

    theirs = ""
    ours = ""

    async def write(self, text: str) -> None:
        """Send a text."""
        assert await self.office.twilio.say(self.theirs, text, self.ours) == 200

    async def press(self, label: str) -> None:
        """Press the button, or type its number in Arabic digits where there are none."""
        last = self.office.twilio.sent()[-1]
        if option := last["options"].get(label):
            assert await self.office.twilio.press(self.theirs, option, label, self.ours) == 200
            return
        found = re.search(rf"^(\d+)\. {label}$|^{label}$", last["body"], re.MULTILINE)
        assert found, label
        await self.write((found[1] or label[0]).translate(ARABIC))

    async def shown(self) -> list[str]:
        """List what Twilio took."""
        return [str(each["body"]) for each in self.office.twilio.sent()]


class OnWhatsApp(ByTwilio):
    """Buttons and lists."""

    conversation = ConversationId("whatsapp:+14155238886:+966501234567")
    theirs, ours = "whatsapp:+966501234567", twilio.WHATSAPP


class BySms(ByTwilio):
    """Numbers only."""

    conversation = ConversationId("sms:+15005550006:+966501234567")
    theirs, ours = "+966501234567", twilio.SMS


class OnTheSite(Phone):
    """The chat page's own interface."""

    token = ""
    written = 0

    async def write(self, text: str) -> None:
        """Post a text."""
        await self._post(text=text)

    async def press(self, label: str) -> None:
        """Press the newest option with this label."""
        options = [option for line in await self._lines() for option in line.get("options", ())]
        await self._post(option=next(option["id"] for option in reversed(options) if option["label"] == label))

    async def shown(self) -> list[str]:
        """List what the page shows of others."""
        return [str(line["text"]) for line in await self._lines() if line["speaker"] != "member"]

    async def way_on(self, to: str) -> str:
        """Give the address at which he goes on there."""
        return str((await self._ask("POST", f"/chat/invitations?to={to}"))["address"])

    async def _post(self, **fields: str) -> None:
        if not self.token:
            self.token = (await self._ask("POST", "/chat/conversations"))["token"]
        self.written += 1
        await self._ask("POST", "/chat/messages", json={"id": f"message-{self.written}", **fields})
        self.conversation = ConversationId(f"{ORIGIN}:{self.token.split('.')[1]}")

    async def _lines(self) -> list[dict[str, Any]]:
        return list((await self._ask("GET", "/chat/lines"))["lines"]) if self.token else []

    async def _ask(self, method: str, path: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, self.office.url + path, headers=headers, **more) as answer,
        ):
            assert answer.ok, await answer.text()
            return await answer.json()
