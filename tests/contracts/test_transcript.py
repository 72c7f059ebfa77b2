"""What the web channel relies on in whoever stores its messages: both databases, and the store in memory."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from channels.web.tokens import ORIGIN
from domain.errors import BadInput
from domain.inbound import Envelope, TextReceived
from domain.model import ConversationId
from domain.ports import Inbox
from domain.ticketports import Speaker, Transcript
from storage import inbox
from storage.office import transcript
from storage.store import Store
from tests.channels.memory import MemoryStore
from tests.databases import clock, database, store, url

__all__ = ["clock", "database", "store", "url"]

HERE, ELSEWHERE = ConversationId("web:main:a"), ConversationId("web:main:b")


@dataclass(frozen=True, slots=True)
class Kept:
    """A place for messages, empty and without a bot."""

    inbox: Inbox
    transcript: Transcript

    async def texts(self, conversation: ConversationId = HERE, after: str = "", limit: int = 200) -> list[str]:
        """List what was said."""
        return [line.text for line in await self.transcript.lines(conversation, after, limit)]


def message(conversation: ConversationId, client_id: str, text: str) -> Envelope:
    """Make a member's message as the channel gives it in."""
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Envelope(conversation, f"{conversation.rpartition(':')[2]}:{client_id}", ORIGIN, TextReceived(text), at)


class Contract:
    """What each of them keeps to."""

    async def test_the_same_id_twice_is_one_message(self, kept: Kept) -> None:
        """The second is told apart and leaves no line."""
        assert list(await kept.inbox.accept([message(HERE, "one", "مرحبا")])) == [True]
        both = [message(HERE, "one", "مرحبا"), message(HERE, "two", "نعم")]
        assert list(await kept.inbox.accept(both)) == [False, True]
        assert await kept.texts() == ["مرحبا", "نعم"]

    async def test_the_same_id_in_another_conversation_is_another_message(self, kept: Kept) -> None:
        """Ids are their page's own; nobody can take another member's."""
        await kept.inbox.accept([message(HERE, "one", "هنا")])
        assert list(await kept.inbox.accept([message(ELSEWHERE, "one", "هناك")])) == [True]
        assert await kept.texts(ELSEWHERE) == ["هناك"]

    async def test_a_cursor_goes_on_where_it_stands(self, kept: Kept) -> None:
        """After a line's cursor come the later lines and no other; after the last, none."""
        await kept.inbox.accept([message(HERE, str(number), str(number)) for number in range(5)])
        lines = await kept.transcript.lines(HERE)
        assert await kept.texts(after=lines[1].cursor) == ["2", "3", "4"]
        assert await kept.texts(after=lines[-1].cursor) == []

    async def test_without_a_cursor_come_the_last_lines_in_order(self, kept: Kept) -> None:
        """A long conversation opens at its end."""
        await kept.inbox.accept([message(HERE, str(number), str(number)) for number in range(5)])
        assert await kept.texts(limit=2) == ["3", "4"]

    async def test_a_member_finds_his_own_message_by_its_id(self, kept: Kept) -> None:
        """The provider id comes back with the line; ids of lines differ."""
        await kept.inbox.accept([message(HERE, "mine", "أنا"), message(HERE, "more", "وأنا")])
        first, second = await kept.transcript.lines(HERE)
        assert (first.speaker, first.client_id) == (Speaker.MEMBER, "a:mine")
        assert first.id != second.id

    @pytest.mark.parametrize("cursor", ["x", "-1", "9" * 40, "'; --", "\x00"])
    async def test_a_strange_cursor_is_bad_input(self, kept: Kept, cursor: str) -> None:
        """Whatever a page sends as its cursor, there is one error for it."""
        with pytest.raises(BadInput):
            await kept.transcript.lines(HERE, cursor)


class TestMemory(Contract):
    """The store in memory."""

    @pytest.fixture
    def kept(self) -> Kept:
        """Give an empty one."""
        made = MemoryStore(lambda _: [])
        return Kept(made, made)


class TestDatabases(Contract):
    """SQLite and PostgreSQL."""

    @pytest.fixture
    def kept(self, store: Store) -> Kept:
        """Give an empty one."""
        return Kept(inbox.Inbox(store), transcript.Transcript(store))
