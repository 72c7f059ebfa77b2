import asyncio
import os
import random
import sys
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.clock import SystemClock
from domain.inbound import TextReceived
from storage import tables
from storage.database import Database
from storage.engines.signals import LocalSignals
from storage.inbox import Inbox
from storage.store import Store
from tests.messages import envelope

KILLS = int(os.environ.get("MUJIB_FAULT_KILLS", "3"))
"""How often each process is killed; `make faults` sets thousands."""
CONVERSATIONS = ["web:main:a", "web:main:b", "sms:main:c", "sms:main:d"]
PATIENCE_SECONDS = 60
pytestmark = pytest.mark.timeout(60 + 60 * KILLS)


class Child:
    """The process under test, the messages of its provider, and what it has said to have stored."""

    def __init__(self, url: str, ledger: Path) -> None:
        """Prepare; nothing runs yet."""
        self.stored = set[str]()
        self.posted: dict[str, str] = {}
        self._url = url
        self._ledger = ledger
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(self, point: str = "never") -> None:
        """Start, to die at this point."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.child", self._url, str(self._ledger), point,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read())

    async def post(self, conversation: str, words: str) -> None:
        """Post a message, as its provider does; it may be lost with the process."""
        self.posted[words] = conversation
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(BrokenPipeError, ConnectionResetError):
            self._process.stdin.write(f"{conversation} {words}\n".encode())
            await self._process.stdin.drain()

    async def post_again(self) -> None:
        """Post in order what was not said to be stored, and some that was: providers do both."""
        for words, conversation in list(self.posted.items()):
            if words not in self.stored or words.endswith("7"):
                await self.post(conversation, words)

    async def all_stored(self) -> None:
        """Wait until everything posted was said to be stored."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.stored != set(self.posted):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.02)

    async def killed(self) -> None:
        """Kill it as the system would, without a word."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.kill()
        await self.died()

    async def died(self) -> None:
        """Wait for its end."""
        assert self._process is not None
        assert self._reading is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._process.wait()
            await self._reading
        if self._process.stdin is not None:
            self._process.stdin.close()

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            if line.endswith(b"\n"):
                self.stored.add(line.decode().strip())


def _sent(ledger: Path) -> list[list[str]]:
    return [line.split() for line in ledger.read_text().splitlines()] if ledger.exists() else []


async def _settled(database: Database, messages: int) -> None:
    """Wait until every message has its answer and every answer its fate; that takes as long as it goes on."""
    seen = (0, 0)
    while seen != (messages, 0):
        async with asyncio.timeout(PATIENCE_SECONDS):
            seen = await _changed(database, seen)


async def _changed(database: Database, seen: tuple[int, int]) -> tuple[int, int]:
    """Wait until there are other numbers of answers and of those that wait, and give them."""
    open_rows = tables.outbound.c.status.in_(["new", "sending"])
    count = select(func.count(), func.count().filter(open_rows)).select_from(tables.outbound)
    while (found := await database.read(lambda c: tuple(map(int, c.execute(count).one())))) == seen:  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.05)
    answers, waiting = found
    return answers, waiting


async def _check(database: Database, child: Child, ledger: Path) -> None:
    """Each message has one answer; answers are in order; each went out, and on a channel that cannot take it twice, once."""
    rows = select(tables.outbound.c.conversation, tables.outbound.c.reply, tables.outbound.c.status, tables.outbound.c.key)
    found = (await database.read(lambda c: c.execute(rows.order_by(tables.outbound.c.position)).all())) or []
    asked = select(tables.inbound.c.conversation, tables.inbound.c.words).order_by(tables.inbound.c.position)
    answers, questions = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for conversation, reply, _, _ in found:
        answers[conversation].append(reply)
    for conversation, words in await database.read(lambda c: c.execute(asked).all()):
        questions[conversation].append(words)
    for conversation in CONVERSATIONS:
        assert len(answers[conversation]) == len(questions[conversation])
        assert all(words in reply for words, reply in zip(questions[conversation], answers[conversation], strict=True))
    assert sum(map(len, questions.values())) == len(child.posted)
    _check_sendings(ledger, {key: status for _, _, status, key in found})


def _check_sendings(ledger: Path, statuses: dict[str, str]) -> None:
    sent = _sent(ledger)
    times = Counter(key for _, key, _ in sent)
    for key, status in statuses.items():
        assert times[key] >= 1 or status == "uncertain", "an answer that never went out must be in doubt"
    assert all(times[key] == 1 for conversation, key, _ in sent if conversation.startswith("sms"))
    for conversation in CONVERSATIONS:
        first_times = list(dict.fromkeys(int(key.split(":")[1]) for of, key, _ in sent if of == conversation))
        assert first_times == sorted(first_times)


async def test_kills_at_any_moment_lose_nothing_and_double_nothing(url: str, database: Database, tmp_path: Path) -> None:
    """A process under load is killed again and again while its provider repeats what was not acknowledged."""
    chance = random.Random(KILLS)
    child = Child(url, tmp_path / "ledger")
    number = 0
    for _ in range(KILLS):
        await child.start()
        await child.post_again()
        for _ in range(40):
            number += 1
            await child.post(CONVERSATIONS[number % 4], f"m{number}")
        await _some_stored(child)
        await asyncio.sleep(chance.uniform(0, 0.4))
        await child.killed()
    await child.start()
    await child.post_again()
    await child.all_stored()
    await _settled(database, len(child.posted))
    await child.killed()
    await _check(database, child, tmp_path / "ledger")


async def _some_stored(child: Child) -> None:
    before = len(child.stored)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(child.stored) == before:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("point", ["accept", "step", "send-web", "send-sms"])
async def test_a_kill_between_two_steps_is_healed_by_the_next_process(
    url: str, database: Database, tmp_path: Path, point: str
) -> None:
    """Between storing and saying so, between claim and commit, between sending and marking: the answer is there once."""
    ledger = tmp_path / "ledger"
    child = Child(url, ledger)
    await child.start(point)
    for number, conversation in enumerate(CONVERSATIONS):
        await child.post(conversation, f"m{number}")
    await child.died()
    await child.start()
    await child.post_again()
    await child.all_stored()
    await _settled(database, len(CONVERSATIONS))
    await child.killed()
    await _check(database, child, ledger)


async def test_messages_stored_before_anybody_worked_are_answered_later(url: str, database: Database, tmp_path: Path) -> None:
    """A web process alone keeps what comes; the worker that starts afterwards answers it."""
    inbox = Inbox(Store(database, SystemClock(), LocalSignals()))
    await inbox.accept([envelope("web:main:a", "m1", TextReceived("m1"))])
    child = Child(url, tmp_path / "ledger")
    child.posted["m1"] = "web:main:a"
    await child.start()
    await _settled(database, 1)
    await child.killed()
    await _check(database, child, tmp_path / "ledger")
