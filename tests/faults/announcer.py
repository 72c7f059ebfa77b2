"""A process that runs announcements and sends them, and that can be killed: arguments are the database's URL and a ledger."""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, time, timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.dispatch import Dispatch
from bot.outreach.announcing import Announcements
from bot.outreach.manner import Manner
from bot.pacing import Pace, Paces, Schedule
from bot.planner import Rules
from bot.sender import Sender
from domain.calendar import Calendar, Shift
from domain.quiet import MessageClass
from storage import database
from storage.engines import signals
from storage.outbox import Outbox
from storage.store import Store
from tests.faults.child import LEASE, Ledger, recovered
from tests.handlers.house import HOUSE

PACE = Pace(1 / 500)
"""So slow that a process is killed many times before all is sent, and quick enough for a test."""
ALWAYS = Calendar(UTC, dict.fromkeys(range(7), (Shift(time.min, time.max),)))


async def main(url: str, ledger: Path) -> None:
    """Run and send until killed."""
    opened = database.connect(url)
    store = Store(opened, SystemClock(), signals.of(opened.url))
    channels = [Ledger("sms", ledger, "never")]
    manner = Manner(dict.fromkeys(MessageClass, ALWAYS), settle=timedelta(0))
    run = Announcements(store, channels, lambda: HOUSE, manner, Rules(ALWAYS), lambda _: True).run
    begun, new_claim = await recovered(store, ledger)
    outbox = Outbox(store, new_claim, lease=LEASE)
    dispatch = Dispatch(outbox, store.clock, lambda: 0.5, begins=begun.note, schedule=Schedule({"sms": Paces(PACE, PACE)}))
    sender = Sender(outbox, channels, store.signals, dispatch)
    sender.pace = replace(sender.pace, poll_seconds=0.05)
    sending = asyncio.create_task(sender.run())
    while not sending.done():
        await run()
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
