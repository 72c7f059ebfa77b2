import asyncio

import pytest

from bot.ahead import Ahead
from bot.engine import Engine, Pace
from domain.errors import StorageError
from domain.inbound import TextReceived
from domain.turnports import Arrived
from storage import lanes, tables
from storage.inbox import QUEUE, Inbox
from storage.store import Store
from storage.turns import Turns
from tests.engine.parts import A, Bot, FailingTurns, until
from tests.messages import envelope, names

LANES, MESSAGES = 3, 2


class Eager(Bot):
    """A bot whose inbox claims quiet conversations for its engine."""

    def __init__(self, store: Store, turns: Turns | None = None) -> None:
        """Answer by echo."""
        super().__init__(store)
        pace = Pace(LANES, MESSAGES, gather_seconds=0.0, poll_seconds=60, rest_seconds=0.01)
        self.engine = Engine(turns or self.turns, store.signals, store.clock, self.engine.conduct, pace)
        self.inbox = Inbox(store, (), names("ahead").__next__)
        self.inbox.ahead = self.engine.ahead
        self.engine.ahead.open = True

    async def owner(self, conversation: str = A) -> str:
        """Tell who works on a conversation."""
        held = await self.store.database.write(lambda connection: lanes.locked(connection, QUEUE, [conversation]))
        return str(held[conversation]["owner"])


async def test_what_finds_its_conversation_quiet_is_claimed_as_it_is_stored(store: Store) -> None:
    """Another process has nothing to claim there, and this one answers without having looked."""
    bot = Eager(store)
    await bot.hears("one")
    assert (await bot.owner()).startswith("ahead")
    assert await Turns(store, names("other").__next__).claim(50, 10) == ()
    await bot.works()
    assert bot.said() == ["re: one"]
    assert await bot.owner() == ""
    await bot.hears("two")
    await bot.works()
    assert bot.said() == ["re: one", "re: two"]


async def test_what_comes_behind_it_goes_along_in_order(store: Store) -> None:
    """As though it had been there at the claim; beyond the most of one claim it waits, and the engine is told of it."""
    bot = Eager(store)
    for text in ("one", "two", "three"):
        await bot.hears(text)
    assert await bot.engine.once() == MESSAGES
    answering = asyncio.create_task(bot.engine.run())  # woken, though it polls once a minute
    await until(lambda: bot.engine.ahead.room() == LANES)
    await bot.engine.stop()
    await answering
    await bot.works()
    assert bot.said() == ["re: one", "re: two", "re: three"]


async def test_a_conversation_that_is_not_quiet_is_left_to_who_claims_in_order(store: Store) -> None:
    """What waits already comes first, and several at once are claimed as before."""
    bot = Eager(store)
    bot.engine.ahead.open = False
    await bot.hears("waits")
    bot.engine.ahead.open = True
    await bot.hears("behind")
    await bot.hears("a", "b", conversation="web:main:b")
    assert bot.engine.ahead.room() == LANES
    await bot.works()
    assert bot.said() == ["re: waits", "re: behind"]
    assert bot.said("web:main:b") == ["re: a", "re: b"]


async def test_no_more_conversations_are_claimed_than_there_is_room_for(store: Store) -> None:
    """The others wait in the inbox, for this engine or another."""
    bot = Eager(store)
    await bot.inbox.accept([envelope(f"web:main:{name}", name, TextReceived(name)) for name in "abcde"])
    assert bot.engine.ahead.room() == 0
    found = await Turns(store, names("other").__next__).claim(50, 10)
    assert [lane.contact.conversation for lane in found] == ["web:main:d", "web:main:e"]


async def test_a_message_that_was_there_already_claims_nothing(store: Store) -> None:
    """The provider repeats it: nothing waits, so the conversation is nobody's."""
    bot = Eager(store)
    await bot.hears("one")
    await bot.works()
    await bot.hears("one")
    assert await bot.owner() == ""
    assert bot.engine.ahead.room() == LANES
    await bot.hears("two")
    await bot.works()
    assert bot.said() == ["re: one", "re: two"]


async def test_what_could_not_be_read_is_given_back(store: Store) -> None:
    """A claim that fails loses nothing of what was claimed before it, and counts as no attempt."""
    turns = FailingTurns(store, names("in").__next__)
    turns.failures = [StorageError("gone")]
    bot = Eager(store, turns)
    await bot.hears("one")
    with pytest.raises(StorageError):
        await bot.engine.once()
    assert await bot.owner() == ""
    (lane,) = await bot.turns.claim(50, 10)
    assert [pending.attempts for pending in lane.pending] == [0]


async def test_an_engine_that_ends_gives_back_what_it_did_not_begin(store: Store) -> None:
    """And from then on it takes nothing ahead."""
    bot = Eager(store)
    await bot.engine.stop()
    await bot.hears("one")
    await bot.engine.run()
    assert await bot.owner() == ""
    await bot.hears("two", conversation="web:main:b")
    assert await bot.owner("web:main:b") == ""


async def test_a_conversation_that_killed_its_process_is_worked_on_alone(store: Store) -> None:
    """What was claimed ahead meanwhile is given back: if it kills again, it takes nobody with it."""
    bot = Eager(store)
    bot.engine.ahead.open = False
    await bot.hears("kills", conversation="web:main:k")
    await bot.turns.claim(50, 10)
    await store.database.write(lambda connection: connection.exec_driver_sql("UPDATE lane SET owner = '', lease_until = NULL"))
    bot.engine.ahead.open = True
    await bot.hears("one")
    assert await bot.engine.once() == 1
    assert await bot.owner() == ""
    await bot.works()
    assert bot.said() == ["re: one"]
    assert bot.said("web:main:k") == ["re: kills"]


async def test_a_claim_that_ran_out_is_nobodys_any_more(store: Store) -> None:
    """Whoever claims the conversation then reads what waits there, and each message is answered once."""
    bot = Eager(store)
    await bot.hears("one")
    await store.database.write(lambda connection: connection.exec_driver_sql("UPDATE lane SET lease_until = 1"))
    await bot.works()
    assert bot.said() == ["re: one"]


def test_what_belongs_to_others_is_not_taken() -> None:
    """A message for a conversation that another process works on stays in the inbox."""
    ahead = Ahead(LANES, MESSAGES)
    ahead.open = True
    ahead.take("mine", [Arrived("a", "mine", {}), Arrived("b", "others", {})])
    ahead.take("next", [Arrived("a", "others", {})])
    assert [one.conversation for one in ahead.taken()] == ["a"]
    assert ahead.taken() == []


async def test_all_that_a_dead_process_had_claimed_is_answered_without_waiting_for_the_next_look(store: Store) -> None:
    """Each is tried alone, since one of them may have killed it; the next follows at once."""
    dead = Eager(store)
    for number in range(5):
        await dead.hears(f"m{number}", conversation=f"web:main:{number}")
    await store.database.write(lambda connection: connection.execute(tables.lane.update().values(owner="", lease_until=None)))
    heir = Eager(store)
    running = [asyncio.create_task(part.run()) for part in (heir.engine, heir.sender)]  # the engine looks once a minute
    await until(lambda: len(heir.wire.sent) == 5)
    await heir.engine.stop()
    await heir.sender.stop()
    await asyncio.gather(*running)
    assert sorted(outbound.reply.text for outbound in heir.wire.sent) == [f"re: m{number}" for number in range(5)]
