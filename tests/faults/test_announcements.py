"""Processes that run an announcement are killed again and again: every recipient has it once, and the ledger is complete."""

import asyncio
import os
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.announcements import Stage
from domain.model import OfficerId
from storage import tables
from storage.database import Database
from storage.outreach import outreachtables
from storage.outreach.announcements import Announcements
from storage.store import Store
from tests.databases import SetClock
from tests.faults.announcer import PACE
from tests.outreach.told import DRAFT, members

RECIPIENTS = int(os.environ.get("MUJIB_FAULT_RECIPIENTS", "300"))
KILLS = int(os.environ.get("MUJIB_FAULT_ANNOUNCEMENT_KILLS", "3"))
"""How often at most, each time while it sends; `make faults` has thousands of recipients and many kills."""
PATIENCE_SECONDS = 60
pytestmark = pytest.mark.timeout(120 + 20 * KILLS + RECIPIENTS // 10)


async def test_each_recipient_of_a_killed_run_has_it_once(
    url: str, database: Database, store: Store, clock: SetClock, tmp_path: Path
) -> None:
    """Nobody is left out and nobody has it twice, on a channel that cannot take a message twice."""
    del clock
    await members(store, RECIPIENTS, "sms")
    approved = replace(DRAFT, stage=Stage.APPROVED, per_minute=1_000_000)
    card = await Announcements(store).create(approved, OfficerId(1))
    chance, ledger, kills = random.Random(KILLS), tmp_path / "ledger", 0
    while await _stage(database, card.announcement.id) != Stage.DONE.value:
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.faults.announcer", url, str(ledger))
        try:
            if kills < KILLS and await _sends(ledger, database, card.announcement.id):
                await asyncio.sleep(chance.uniform(0, RECIPIENTS / KILLS * PACE.interval))
                kills += 1
            else:
                await _done(database, card.announcement.id)
        finally:
            process.kill()
            await process.wait()
    assert kills > 1
    await _check(database, ledger)


async def _sends(ledger: Path, database: Database, number: int) -> bool:
    """Wait until the process that was just started has sent something; False where all was sent, or is in doubt, before."""
    before = len(_sent(ledger))
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(_sent(ledger)) == before:
            if await _stage(database, number) == Stage.DONE.value:
                return False
            await asyncio.sleep(0.01)
    return True


async def _stage(database: Database, number: int) -> str:
    stage = select(outreachtables.announcement.c.stage).where(outreachtables.announcement.c.id == number)
    return str(await database.read(lambda c: c.execute(stage).scalar_one()))


async def _done(database: Database, number: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS + RECIPIENTS // 10):
        while await _stage(database, number) != Stage.DONE.value:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)


def _sent(ledger: Path) -> list[str]:
    """Give who was sent to; the message's own further lines follow each."""
    lines = ledger.read_text().splitlines() if ledger.exists() else []
    return [line.split()[0] for line in lines if line.startswith("sms:")]


async def _check(database: Database, ledger: Path) -> None:
    sent = Counter(_sent(ledger))
    assert set(sent.values()) == {1}
    messages = select(tables.outbound.c.conversation, tables.outbound.c.status)
    fates = dict(await database.read(lambda c: c.execute(messages).all()))
    handed = select(func.count()).select_from(outreachtables.recipient).where(outreachtables.recipient.c.status == "handed")
    assert await database.read(lambda c: c.execute(handed).scalar_one()) == RECIPIENTS
    assert len(fates) == RECIPIENTS
    assert set(fates.values()) <= {"sent", "uncertain"}
    # what went out is in the ledger; what is in doubt may be, and is never repeated
    assert {conversation for conversation, fate in fates.items() if fate == "sent"} <= set(sent)
    assert set(fates) - set(sent) <= {conversation for conversation, fate in fates.items() if fate == "uncertain"}
