"""What the web channel works with, in memory: stands in where no database is wanted, and keeps the same contract as one."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from domain.errors import BadInput, StorageError
from domain.inbound import AttachmentReceived, ChoiceMade, Envelope, LanguageChosen, TextReceived
from domain.model import ConversationId, Language, Option
from domain.ticketports import Line, Speaker

Bot = Callable[[Envelope], Sequence[Line]]
"""What a bot says to a message; cursors, ids and times are given to the lines afterwards."""


class WallClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        return datetime.now(UTC)


class MemorySignals:
    """`domain.ports.Signals` in one event loop."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._counts: dict[str, int] = {}
        self._seen: dict[tuple[object, str], int] = {}
        self._changed = asyncio.Event()

    def publish(self, topic: str) -> None:
        """Wake whoever waits for the topic."""
        self._counts[topic] = self._counts.get(topic, 0) + 1
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def wait(self, topic: str, seconds: float) -> bool:
        """Wait for the topic; False when that many seconds passed."""
        key = (asyncio.current_task(), topic)
        count = self._seen.setdefault(key, self._counts.get(topic, 0))
        try:
            async with asyncio.timeout(seconds):
                while self._counts.get(topic, 0) == count:
                    await self._changed.wait()
        except TimeoutError:
            return False
        self._seen[key] = self._counts[topic]
        return True


@dataclass(slots=True)
class MemoryStore:
    """`domain.ports.Inbox` and `Transcript` in memory. It outlives the server before it, as a database does."""

    bot: Bot
    signals: MemorySignals = field(default_factory=MemorySignals)
    conversations: dict[str, list[Line]] = field(default_factory=dict)
    known: set[tuple[str, str]] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    """Of the options offered so far: a pressed one is read as its words."""
    full: bool = False
    """True: every write fails, as on a full disk."""

    async def accept(self, envelopes: Sequence[Envelope]) -> Sequence[bool]:
        """Store what came in; False for each that was there already."""
        if self.full:
            raise StorageError("the disk is full")
        return [self._one(envelope) for envelope in envelopes]

    async def lines(
        self, conversation: ConversationId, after: str = "", limit: int = 200, *, internal: bool = False
    ) -> tuple[Line, ...]:
        """Give lines in order: those after a cursor, or without one the last `limit`."""
        place = _number(after) if after else 0
        found = self.conversations.get(conversation, [])
        shown = [line for line in found if internal or line.speaker is not Speaker.NOTE]
        if not after:
            return tuple(shown[-limit:])
        return tuple(line for line in shown if int(line.cursor) > place)[:limit]

    def add(self, conversation: str, line: Line) -> None:
        """Put a line at the end of the conversation and wake its readers."""
        lines = self.conversations.setdefault(conversation, [])
        number = len(lines) + 1
        kind = "i" if line.speaker is Speaker.MEMBER else "o"
        lines.append(replace(line, cursor=str(number), id=f"{kind}{number}", at=WallClock().now()))
        self.labels.update((option.id, option.label) for option in line.options)
        self.signals.publish(conversation)

    def _one(self, envelope: Envelope) -> bool:
        key = (envelope.origin, envelope.provider_id)
        if key in self.known:
            return False
        self.known.add(key)
        if said := self._said(envelope):
            self.add(envelope.conversation, said)
        for line in self.bot(envelope):
            self.add(envelope.conversation, line)
        return True

    def _said(self, envelope: Envelope) -> Line | None:
        match envelope.inbound:
            case TextReceived(text):
                return line(Speaker.MEMBER, text, client_id=envelope.provider_id)
            case ChoiceMade(option):
                return line(Speaker.MEMBER, self.labels.get(option, option), client_id=envelope.provider_id)
            case AttachmentReceived() as attachment:
                return line(Speaker.MEMBER, attachment.caption, client_id=envelope.provider_id, attachment=attachment)
            case _:
                return None


def line(  # noqa: PLR0913 - as a line is
    speaker: Speaker,
    text: str,
    options: tuple[Option, ...] = (),
    *,
    name: str = "",
    language: Language = Language.ARABIC,
    client_id: str = "",
    attachment: AttachmentReceived | None = None,
) -> Line:
    """Make a line whose cursor, id and time the store will set."""
    epoch = datetime(2026, 1, 1, tzinfo=UTC)
    return Line("", "", epoch, speaker, text, name, options, language, attachment, client_id=client_id)


ANSWER = (
    "يُرفع طلبك إلى اللجنة لدراسته، ويصلك الرد بالقبول أو الرفض خلال مدة **لا تقل عن أسبوعين**.\n\n"
    "هذا حد أدنى وليس موعداً نهائياً، وسنطلعك على مستجداته دون أن تطلب.\n"
    "المرجع: سياسة العلاقة مع الأعضاء، بند 5 من «التعامل مع الأعضاء»."
)
OPTIONS = (
    Option("clause:policy/handling.5", "نص البند"),
    Option("act:ticket_status", "متابعة طلبي"),
    Option("act:officer", "التحدث مع موظف"),
)


def scripted(envelope: Envelope) -> Sequence[Line]:
    """Say something fitting to a few messages, and repeat the others."""
    match envelope.inbound:
        case TextReceived(text) if "طلبي" in text:
            return [line(Speaker.BOT, ANSWER, OPTIONS)]
        case TextReceived(text) if re.search("[a-z]", text):
            return [line(Speaker.BOT, f"You wrote: {text}", language=Language.ENGLISH)]
        case TextReceived(text):
            return [line(Speaker.BOT, f"كتبت: {text}")]
        case ChoiceMade("act:officer"):
            hello = "السلام عليكم أخ محمد، راجعت معاملتك T1532-8 وسأتصل بك على +966 50 123 4567."
            return [
                line(Speaker.BOT, "معك الآن الأستاذ سالم من علاقات الأعضاء."),
                line(Speaker.OFFICER, hello, name="الأستاذ سالم"),
            ]
        case ChoiceMade():
            return [line(Speaker.BOT, "«يُشعَر العضو بقبول طلبه أو رفضه خلال مدة لا تقل عن أسبوعين.»")]
        case AttachmentReceived(name=name):
            return [line(Speaker.BOT, f"وصل الملف {name}.")]
        case LanguageChosen(Language.ENGLISH):
            return [line(Speaker.BOT, "I will answer in English.", language=Language.ENGLISH)]
        case LanguageChosen():
            return [line(Speaker.BOT, "سأجيبك بالعربية.")]
        case _:
            return []


def _number(cursor: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", cursor):
        raise BadInput("this is no cursor")
    return int(cursor)
