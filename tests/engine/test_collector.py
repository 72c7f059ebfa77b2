from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.collector import LONGEST, TOGETHER, Collector
from domain import codec
from domain.errors import BadInput, Unreachable
from domain.inbound import AttachmentKind, AttachmentReceived, FileLost
from domain.ticketports import Line
from storage.attachments import Attachments
from storage.files import FolderFiles
from storage.inbox import Inbox
from storage.office.transcript import Transcript
from storage.parking import Correspondence
from storage.store import Store
from tests.databases import SetClock, envelope
from tests.engine.parts import A, Wire

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


class Giving(Wire):
    """A channel that gives these contents, or raises them, one after the other."""

    def __init__(self, *contents: bytes | Exception) -> None:
        """Give these."""
        super().__init__()
        self.contents = list(contents)

    async def fetch(self, reference: str) -> bytes:
        """Give the next."""
        assert reference == "file-1"
        content = self.contents.pop(0)
        if isinstance(content, bytes):
            return content
        raise content


CARDS = "SELECT origin, payload FROM inbound WHERE kind = 'CardRead'"


def _collector(store: Store, folder: Path, channels: Sequence[Wire]) -> Collector:
    return Collector(Attachments(store), FolderFiles(folder), Inbox(store), channels, store.signals, store.clock)


async def _sent(store: Store, kind: AttachmentKind = AttachmentKind.IMAGE) -> None:
    await Inbox(store).accept([envelope(A, "m1", AttachmentReceived(kind, reference="file-1"))])


async def _line(store: Store) -> Line:
    (line,) = await Transcript(store).lines(A, internal=True)
    return line


@pytest.mark.parametrize("failure", [Unreachable("away"), TimeoutError(), KeyError("a bug")])
async def test_a_file_is_fetched_again_until_it_is_there(
    store: Store, clock: SetClock, tmp_path: Path, failure: Exception
) -> None:
    """Whatever kept it: the officer has the picture in the end."""
    await _sent(store)
    collector = _collector(store, tmp_path, [Giving(failure, PNG)])
    assert await collector.once() == 1
    assert await collector.once() == 0
    clock.forward(seconds=5)
    await collector.once()
    line = await _line(store)
    assert line.attachment is not None
    assert line.attachment.mime == "image/png"
    assert await FolderFiles(tmp_path).read(line.attachment.file) == PNG


@pytest.mark.parametrize("content", [BadInput("the provider does not give it"), b"MZ a program"])
async def test_what_cannot_be_had_or_is_no_accepted_file_is_given_up(
    store: Store, clock: SetClock, tmp_path: Path, content: bytes | Exception
) -> None:
    """At once, and the officer reads why."""
    await _sent(store)
    collector = _collector(store, tmp_path, [Giving(content)])
    await collector.once()
    clock.forward(days=1)
    assert await collector.once() == 0
    assert (await _line(store)).reason


LOST = "SELECT origin, payload FROM inbound WHERE kind = 'FileLost'"


@pytest.mark.parametrize("kind", [AttachmentKind.DOCUMENT, AttachmentKind.STICKER, AttachmentKind.CONTACT])
async def test_who_sent_what_cannot_be_kept_is_told_once(
    store: Store, clock: SetClock, tmp_path: Path, kind: AttachmentKind
) -> None:
    """Of all that came together, and again of what comes later; a sticker and a card are no loss. It is no new word of his."""
    for name, seconds in (("فاتورة.pdf", 0), ("صك.pdf", 0), ("عقد.pdf", TOGETHER)):
        clock.forward(seconds=seconds)
        await Inbox(store).accept([envelope(A, name, AttachmentReceived(kind, name, reference="file-1"))])
    sent_at = (await Correspondence(store).of(A)).last_inbound_at
    collector = _collector(store, tmp_path, [Giving(b"MZ a program", b"", BadInput("too large"))])
    await collector.once()
    rows = await store.database.read(lambda connection: connection.exec_driver_sql(LOST).all())
    told = [("file", codec.dump_inbound(FileLost(name))) for name in ("فاتورة.pdf", "عقد.pdf")]
    assert [tuple(row) for row in rows] == (told if kind is AttachmentKind.DOCUMENT else [])
    assert (await Correspondence(store).of(A)).last_inbound_at == sent_at


@pytest.mark.parametrize(("account", "copied"), [("web:main", True), ("web:other", False)])
async def test_what_an_officers_room_shows_is_lost_to_the_desk_alone(
    store: Store, tmp_path: Path, account: str, *, copied: bool
) -> None:
    """The provider copies what a member of that account sent, whatever its size."""
    await _sent(store)
    collector = replace(_collector(store, tmp_path, [Giving(BadInput("too large"))]), rooms=[account])
    await collector.once()
    (row,) = await store.database.read(lambda connection: connection.exec_driver_sql(LOST).all())
    assert codec.load_inbound(row.payload) == FileLost("", copied=copied)


async def test_after_three_days_nobody_waits_for_a_file(store: Store, clock: SetClock, tmp_path: Path) -> None:
    """Attempts grow rarer, and end; also where the channel was switched off."""
    await _sent(store)
    collector = _collector(store, tmp_path, [])
    attempts = 0
    for _ in range(24 * 5):
        attempts += await collector.once()
        clock.forward(hours=1)
    assert attempts <= LONGEST / timedelta(hours=1) + 2
    assert "three days" in (await _line(store)).reason
    assert not await store.database.read(lambda connection: connection.exec_driver_sql(LOST).all())


CARD = b"BEGIN:VCARD\nTEL:+966501234567\nEND:VCARD"
TOLD = '{{"kind":"CardRead","number":"{}"}}'


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        (AttachmentKind.CONTACT, CARD, [TOLD.format("+966501234567")]),
        (AttachmentKind.CONTACT, PNG, [TOLD.format("")]),
        (AttachmentKind.CONTACT, BadInput("too large"), [TOLD.format("")]),
        (AttachmentKind.IMAGE, CARD, []),
    ],
)
async def test_what_stands_on_a_card_is_told_to_its_conversation_once(  # noqa: PLR0913, PLR0917 - fixtures
    store: Store, clock: SetClock, tmp_path: Path, kind: AttachmentKind, content: bytes | Exception, told: list[str]
) -> None:
    """Also that nothing does, for its member waits. The card is kept nowhere, and is no new word of his."""
    await _sent(store, kind)
    sent_at = (await Correspondence(store).of(A)).last_inbound_at
    collector = _collector(store, tmp_path, [Giving(Unreachable("away"), content)])
    await collector.once()
    clock.forward(seconds=5)
    await collector.once()
    rows = await store.database.read(lambda connection: connection.exec_driver_sql(CARDS).all())
    assert [tuple(row) for row in rows] == [("card", one) for one in told]
    assert (await Correspondence(store).of(A)).last_inbound_at == sent_at
