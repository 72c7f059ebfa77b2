"""Engine and sender of one process begin together no more sends than a channel may have, and stop in order."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.dispatch import Dispatch
from bot.engine import Engine
from bot.process import Process, Role
from bot.sender import Pace, Sender
from domain.channelports import Outbound, Outgoing
from domain.errors import StorageError
from domain.turnports import NO_ROOM, LaneResult
from storage.outbox import Outbox
from storage.store import Store
from storage.turns import Turns
from tests.databases import names
from tests.engine.parts import Bot, Wire, until

AT_ONCE = 3


@dataclass
class SlowWire(Wire):
    """A provider that takes its time."""

    seconds: float = 0.05
    most: int = 0
    """Messages that were on their way at the same time."""
    _under_way: int = field(default=0, init=False)

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Send, slowly."""
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        await asyncio.sleep(self.seconds)
        self._under_way -= 1
        return await super().send(outbound, messages)


class Gate:
    """Lets whoever comes wait until it is opened."""

    def __init__(self) -> None:
        """Begin shut."""
        self.reached, self.open = asyncio.Event(), asyncio.Event()

    async def pass_through(self) -> None:
        """Say that somebody is here, and wait."""
        self.reached.set()
        await self.open.wait()


class SlowOutbox(Outbox):
    """An outbox whose claims are slow to come back."""

    gate: Gate

    async def claim(self, limit: int, channels: Sequence[str]) -> tuple[Outbound, ...]:
        """Claim at once, and tell of it later."""
        claimed = await super().claim(limit, channels)
        if claimed:
            await self.gate.pass_through()
        return claimed


class FailingOutbox(Outbox):
    """An outbox whose claims fail as they are told, and then work."""

    failures: list[Exception]

    async def claim(self, limit: int, channels: Sequence[str]) -> tuple[Outbound, ...]:
        """Claim, or fail."""
        if self.failures:
            raise self.failures.pop()
        return await super().claim(limit, channels)


class SlowTurns(Turns):
    """Turns whose commits are slow to come back, or fail as they are told."""

    gate: Gate
    failures: Sequence[Exception] = ()

    async def commit(self, results: Sequence[LaneResult], room: Mapping[str, int] = NO_ROOM) -> tuple[Outbound, ...]:
        """Commit at once, and tell of it later."""
        if self.failures:
            error, *self.failures = self.failures
            raise error
        handed = await super().commit(results, room)
        await self.gate.pass_through()
        return handed


async def _heard(bot: Bot, *conversations: str) -> None:
    for name in conversations:
        await bot.hears(name, conversation=f"web:main:{name}")


async def _runs(sender: Sender) -> None:
    await until(lambda: sender.room(0) != NO_ROOM)
    sender.take(())


async def _all_sent(bot: Bot, count: int) -> None:
    await until(lambda: len(bot.wire.sent) == count)
    assert sorted(sent.reply.text for sent in bot.wire.sent) == sorted({sent.reply.text for sent in bot.wire.sent})


async def test_a_claim_under_way_leaves_no_room_to_who_hands_on(store: Store) -> None:
    """While the sender claims for all the places there are, the engine's answers wait in the outbox."""
    wire = SlowWire()
    bot = Bot(store, wire=wire)
    outbox = SlowOutbox(store, names("out").__next__, repeatable={"web"})
    outbox.gate = Gate()
    sender = Sender(outbox, [wire], store.signals, Dispatch(outbox, store.clock, lambda: 0.5))
    sender.pace = Pace(at_once=AT_ONCE, poll_seconds=0.05)
    engine = Engine(bot.turns, store.signals, store.clock, bot.engine.conduct, onward=sender)
    await _heard(bot, "a", "b", "c")
    await bot.engine.once()
    sending = asyncio.create_task(sender.run())
    await outbox.gate.reached.wait()
    await _heard(bot, "d", "e", "f")
    await engine.once()
    outbox.gate.open.set()
    await _all_sent(bot, 6)
    await sender.stop()
    await sending
    assert wire.most == AT_ONCE


async def test_room_that_was_promised_is_not_claimed_for(store: Store) -> None:
    """While the engine writes answers to be sent at once, the sender leaves them their places."""
    wire = SlowWire(seconds=0.4)
    bot = Bot(store, wire=wire)
    turns = SlowTurns(store, names("slow").__next__)
    turns.gate = Gate()
    bot.sender.pace = Pace(at_once=AT_ONCE, poll_seconds=0.05)
    engine = Engine(turns, store.signals, store.clock, bot.engine.conduct, onward=bot.sender)
    sending = asyncio.create_task(bot.sender.run())
    await _runs(bot.sender)
    await _heard(bot, "a", "b", "c")
    answering = asyncio.create_task(engine.once())
    await turns.gate.reached.wait()
    await _heard(bot, "d", "e", "f")
    await bot.engine.once()
    await asyncio.sleep(0.1)
    turns.gate.open.set()
    await answering
    await _all_sent(bot, 6)
    await bot.sender.stop()
    await sending
    assert wire.most == AT_ONCE


@pytest.mark.parametrize("fault", [StorageError("gone"), KeyError("no stored form")], ids=["storage", "value"])
async def test_room_is_given_back_where_nothing_was_written(store: Store, fault: Exception) -> None:
    """A commit that failed leaves the sender all its places."""
    bot = Bot(store)
    turns = SlowTurns(store, names("slow").__next__)
    turns.gate = Gate()
    turns.gate.open.set()
    turns.failures = [fault] * 4
    bot.sender.pace = Pace(at_once=1, poll_seconds=0.05)
    sending = asyncio.create_task(bot.sender.run())
    await _runs(bot.sender)
    await _heard(bot, "a")
    with suppress(StorageError):
        await Engine(turns, store.signals, store.clock, bot.engine.conduct, onward=bot.sender).once()
    await _heard(bot, "b")
    await bot.engine.once()
    await until(lambda: "re: b" in bot.said("web:main:b"))
    await bot.sender.stop()
    await sending


async def test_what_the_last_batch_says_is_sent_before_the_process_ends(store: Store) -> None:
    """The engine is waited for, and only then is the sender told to stop."""
    wire = SlowWire(seconds=0.3)
    bot = Bot(store, wire=wire)
    turns = SlowTurns(store, names("slow").__next__)
    turns.gate = Gate()
    engine = Engine(turns, store.signals, store.clock, bot.engine.conduct, onward=bot.sender)
    closed: list[list[str]] = []

    async def nothing() -> None:
        pass

    async def close() -> None:
        closed.append(bot.said("web:main:a"))

    unused: dict[str, Any] = dict.fromkeys(("settings", "mind", "outreach", "regulation", "asgi"))
    process = Process(
        **unused,
        storage=cast("Any", SimpleNamespace(signals=store.signals, close=close)),
        schedule=cast("Any", SimpleNamespace(start=nothing, stop=nothing)),
        channels=[wire],
        providers=[],
        parts=[],
        engine=engine,
        sender=bot.sender,
    )
    async with asyncio.timeout(10), process.working(Role.ALL):
        await _runs(bot.sender)
        await _heard(bot, "a")
        await turns.gate.reached.wait()
        asyncio.get_running_loop().call_later(0.1, turns.gate.open.set)
    assert closed == [["re: a"]]


async def test_the_senders_loop_outlives_what_nobody_foresaw(store: Store) -> None:
    """A row that cannot be read, say, costs a rest: a process that goes on without its sender would look well."""
    bot = Bot(store)
    outbox = FailingOutbox(store, names("out").__next__, repeatable={"web"})
    outbox.failures = [KeyError("unforeseen"), StorageError("gone")]
    sender = Sender(outbox, [bot.wire], store.signals, Dispatch(outbox, store.clock, lambda: 0.5))
    sender.pace = Pace(rest_seconds=0.01, poll_seconds=0.05)
    sending = asyncio.create_task(sender.run())
    await _heard(bot, "a")
    await bot.engine.once()
    await _all_sent(bot, 1)
    await sender.stop()
    await sending
