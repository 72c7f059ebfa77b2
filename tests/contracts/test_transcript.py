"""What the web channel relies on in whoever stores its messages: kept by the one in memory, on which its other tests stand."""

from datetime import UTC, datetime

import pytest

from channels.web.tokens import ORIGIN
from domain.model import ConversationId, Envelope, TextReceived
from domain.ports import Speaker
from tests.channels.memory import MemoryStore

HERE, ELSEWHERE = ConversationId("web:main:a"), ConversationId("web:main:b")


def message(conversation: ConversationId, client_id: str, text: str) -> Envelope:
    """Make a member's message as the channel gives it in."""
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Envelope(conversation, f"{conversation.rpartition(':')[2]}:{client_id}", ORIGIN, TextReceived(text), at)


@pytest.fixture(params=["memory"])
def store(request: pytest.FixtureRequest) -> MemoryStore:
    """Each store in turn, empty and without a bot."""
    del request
    return MemoryStore(lambda _: [])


async def test_the_same_id_twice_is_one_message(store: MemoryStore) -> None:
    """The second is told apart and leaves no line."""
    assert list(await store.accept([message(HERE, "one", "مرحبا")])) == [True]
    assert list(await store.accept([message(HERE, "one", "مرحبا"), message(HERE, "two", "نعم")])) == [False, True]
    assert [line.text for line in await store.lines(HERE)] == ["مرحبا", "نعم"]


async def test_the_same_id_in_another_conversation_is_another_message(store: MemoryStore) -> None:
    """Ids are their page's own; nobody can take another member's."""
    await store.accept([message(HERE, "one", "هنا")])
    assert list(await store.accept([message(ELSEWHERE, "one", "هناك")])) == [True]
    assert [line.text for line in await store.lines(ELSEWHERE)] == ["هناك"]


async def test_a_cursor_goes_on_where_it_stands(store: MemoryStore) -> None:
    """After a line's cursor come the later lines and no other; after the last, none."""
    await store.accept([message(HERE, str(number), str(number)) for number in range(5)])
    lines = await store.lines(HERE)
    assert [line.text for line in await store.lines(HERE, lines[1].cursor)] == ["2", "3", "4"]
    assert await store.lines(HERE, lines[-1].cursor) == ()


async def test_without_a_cursor_come_the_last_lines_in_order(store: MemoryStore) -> None:
    """A long conversation opens at its end."""
    await store.accept([message(HERE, str(number), str(number)) for number in range(5)])
    assert [line.text for line in await store.lines(HERE, limit=2)] == ["3", "4"]


async def test_a_member_finds_his_own_message_by_its_id(store: MemoryStore) -> None:
    """The provider id comes back with the line; ids of lines differ."""
    await store.accept([message(HERE, "mine", "أنا"), message(HERE, "more", "وأنا")])
    first, second = await store.lines(HERE)
    assert (first.speaker, first.client_id) == (Speaker.MEMBER, "a:mine")
    assert first.id != second.id


async def test_a_strange_cursor_breaks_nothing(store: MemoryStore) -> None:
    """Whatever a page sends as its cursor, lines come or none."""
    await store.accept([message(HERE, "one", "مرحبا")])
    for cursor in ("x", "-1", "9" * 40, "'; --", "\x00"):
        assert len(await store.lines(HERE, cursor)) <= 1
