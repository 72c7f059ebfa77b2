"""Recipients of an announcement planned, and handed to the senders, each second; and the memory that a large run takes.

    python -m benchmarks.announce [--recipients N] [--databases sqlite postgresql]

Everything but the sending itself: the list is written page by page, and each recipient gets his row in the outbox, as
`bot.outreach.announcing` does it with a pace that nothing holds back. Memory is that of the process above what it had before.
"""

import argparse
import asyncio
import gc
import resource
import tempfile
import threading
import time
from dataclasses import replace
from datetime import UTC, timedelta
from datetime import time as hour
from functools import partial
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.clock import SystemClock
from bot.outreach.announcing import Announcements
from bot.outreach.manner import Manner
from bot.planner import Rules
from domain.announcements import Announcement, Stage
from domain.assembly import AnnouncementId
from domain.calendar import Calendar, Shift
from domain.model import Language, OfficerId
from domain.quiet import MessageClass
from domain.receiving import Segment
from storage import database as databases
from storage import schema, tables
from storage.engines import signals
from storage.outreach.announcements import Announcements as Kept
from storage.outreach.runs import Runs
from storage.store import Store

ALWAYS = Calendar(UTC, dict.fromkeys(range(7), (Shift(hour.min, hour.max),)))
DRAFT = Announcement(
    id=AnnouncementId(0),
    message=MessageClass.SERVICE,
    segment=Segment(),
    text=dict.fromkeys(Language, "تغلق الجمعية أبوابها يوم الأحد القادم لصيانة المبنى، وتفتحها يوم الاثنين في الموعد المعتاد."),
    writers=frozenset(),
    start_at=None,
    per_minute=100_000_000,
    stage=Stage.APPROVED,
)
BATCH = 5000


async def members(store: Store, count: int) -> None:
    """Write members into the database."""
    now = store.clock.now()
    for first in range(0, count, BATCH):
        rows = [
            {
                "id": f"sms:main:{number:09}", "language": "ar", "created_at": now, "changed_at": now,
                "state": '{"kind":"Idle","v":1}', "offered": "[]",
            }
            for number in range(first, min(first + BATCH, count))
        ]  # fmt: skip
        await store.database.write(partial(_insert, rows=rows))


def _insert(connection: Connection, rows: list[dict[str, object]]) -> None:
    connection.execute(tables.conversation.insert(), rows)


async def measure(url: str, count: int) -> None:
    """Run one announcement and print its figures."""
    from tests.engine.parts import Wire
    from tests.handlers.house import HOUSE

    opened = databases.connect(url)
    await schema.upgrade(opened)
    store = Store(opened, SystemClock(), signals.of(opened.url))
    await members(store, count)
    service = Announcements(
        store,
        [Wire("sms")],
        lambda: HOUSE,
        Manner(dict.fromkeys(MessageClass, ALWAYS), timedelta(0)),
        Rules(ALWAYS),
        lambda _: True,
    )
    card = await Kept(store).create(replace(DRAFT), OfficerId(1))
    memory = Memory()
    start = time.perf_counter()
    runs = Runs(store, frozenset({"sms"}))
    while not await runs.plan(card.announcement, 1000):
        pass
    planned = time.perf_counter() - start
    start = time.perf_counter()
    await service.run()
    handed = time.perf_counter() - start
    rows = select(func.count()).select_from(tables.outbound)
    assert await opened.read(lambda c: c.execute(rows).scalar_one()) == count
    print(
        f"{opened.url.get_backend_name():<11} {count:>8,} recipients: {count / planned:>8,.0f} planned a second, "
        f"{count / handed:>8,.0f} handed over a second, {memory.end():>5.1f} MB more memory"
    )
    await opened.close()


class Memory:
    """How much more memory a process has at its worst than when this was made."""

    def __init__(self) -> None:
        """Look twenty times a second."""
        gc.collect()
        self._first = self._most = _megabytes()
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def end(self) -> float:
        """Stop looking, and give the megabytes."""
        self._over.set()
        self._looking.join()
        return self._most - self._first

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self._most = max(self._most, _megabytes())


def _megabytes() -> float:
    """Give the memory that this process has at this moment."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


async def main() -> None:
    """Measure on each database."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--recipients", type=int, default=100_000)
    options.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    chosen = options.parse_args()
    for name in chosen.databases:
        if name == "sqlite":
            with tempfile.TemporaryDirectory() as folder:
                await measure(f"sqlite:///{folder}/mujib.db", chosen.recipients)
        else:
            from tests import postgres

            await postgres.server().run("CREATE DATABASE mujib_announce")
            await measure(postgres.server().url("mujib_announce"), chosen.recipients)


if __name__ == "__main__":
    asyncio.run(main())
