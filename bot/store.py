"""The storage as one object: every port filled, on one database. Used by the server, the terminal and the command line."""

import asyncio
import multiprocessing
import secrets
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

import structlog

from bot.clock import SystemClock
from bot.config import Settings
from channels.profiles import PROFILES
from domain.casefile import Rules
from domain.dossier import remove_left
from domain.ports import Clock
from storage import database, files, housekeeping, recovery, schema
from storage.attachments import Attachments
from storage.database import Database
from storage.deliveries import Deliveries
from storage.engines import leader, signals
from storage.engines.begun import Begun
from storage.engines.leader import Leader
from storage.engines.signals import LocalSignals
from storage.files import FolderFiles
from storage.inbox import Inbox
from storage.learning.school import School
from storage.learning.teaching import Teaching
from storage.office import figures
from storage.office.alerts import Alerts
from storage.office.attempts import SignInAttempts
from storage.office.audit import Audit
from storage.office.closures import Closures
from storage.office.doubts import Doubts
from storage.office.indexer import Indexer
from storage.office.officers import Officers
from storage.office.transcript import Transcript
from storage.office.troubles import Troubles
from storage.outbox import Outbox
from storage.outreach.openings import Openings
from storage.parking import Correspondence
from storage.person.arrivals import Arrivals
from storage.person.dossiers import Dossiers
from storage.person.identities import Numbers
from storage.person.invitations import Invitations
from storage.person.members import Members
from storage.quarantine import Quarantine
from storage.store import Store
from storage.tickets import Tickets
from storage.timers import Timers
from storage.turns import Turns

_log = structlog.get_logger()

TRACED = tuple(name for name, one in PROFILES.items() if one.traced)
"""Channels whose provider can be asked what became of a message in doubt."""
PULLED = ("terminal", *(name for name, one in PROFILES.items() if one.idempotent))
"""Channels whose members fetch their messages, so that the same message may go out twice without harm."""


@dataclass(frozen=True, slots=True)
class Storage:
    """All ports on one database."""

    database: Database
    clock: Clock
    signals: LocalSignals
    store: Store
    leader: Leader
    begun: Begun
    files: FolderFiles
    inbox: Inbox
    outbox: Outbox
    timers: Timers
    transcript: Transcript
    tickets: Tickets
    officers: Officers
    attempts: SignInAttempts
    quarantine: Quarantine
    arrivals: Arrivals
    deliveries: Deliveries
    doubts: Doubts
    openings: Openings
    correspondence: Correspondence
    attachments: Attachments
    members: Members
    numbers: Numbers
    invitations: Invitations
    alerts: Alerts
    troubles: Troubles
    audit: Audit
    closures: Closures
    dossiers: Dossiers
    indexer: Indexer
    teaching: Teaching
    school: School
    decisions_kept: timedelta

    def turns(self, rules: Rules) -> Turns:
        """Give the engine's side of the inbox, where tickets are kept by these rules."""
        return Turns(self.store, _claim, rules)

    async def recover(self) -> None:
        """Take up what dead processes left: all, or on a shared database those of this machine. Raises `StorageError`."""
        if self.database.url.get_backend_name() == "sqlite":
            await recovery.recover(self.store, self.begun)
        else:
            await recovery.inherit(self.store, self.begun)

    async def purge(self) -> int:
        """Remove what has served its time; give the number of rows."""
        gone = await housekeeping.purge(self.store, self.decisions_kept)
        await housekeeping.count(self.store)
        for file in await remove_left(self.dossiers, self.files):
            _log.warning("erasure.file_left", file=file)
        return gone

    async def figures(self) -> dict[str, float]:
        """Give what `/metrics` tells of the database."""
        return await figures.figures(self.store)

    async def close(self) -> None:
        """Let go of the database."""
        await self.signals.stop()
        await self.database.close()
        self.begun.close()


def open_storage(settings: Settings, clock: Clock | None = None) -> Storage:
    """Open the configured database, whatever its revision. Raises `ConfigError` or `StorageError`."""
    opened = database.connect(settings.database_url)
    time = clock or SystemClock()
    wires = signals.of(opened.url)
    store = Store(opened, time, wires)
    kept = timedelta(days=settings.learning.keep_days)
    return Storage(
        database=opened,
        clock=time,
        signals=wires,
        store=store,
        leader=leader.of(opened),
        begun=Begun(str(_noted_at(settings, opened))),
        files=files.FolderFiles(settings.server.data / "attachments"),
        inbox=Inbox(store, TRACED, _claim),
        outbox=Outbox(store, _claim, repeatable=PULLED),
        timers=Timers(store),
        transcript=Transcript(store),
        tickets=Tickets(store),
        officers=Officers(store),
        attempts=SignInAttempts(store),
        quarantine=Quarantine(store),
        arrivals=Arrivals(store),
        deliveries=Deliveries(store),
        doubts=Doubts(store, TRACED),
        openings=Openings(store),
        correspondence=Correspondence(store),
        attachments=Attachments(store),
        members=Members(store),
        numbers=Numbers(store),
        invitations=Invitations(store),
        alerts=Alerts(store),
        troubles=Troubles(store),
        audit=Audit(store),
        closures=Closures(store),
        dossiers=Dossiers(store),
        indexer=Indexer(store),
        teaching=Teaching(store),
        school=School(store, kept),
        decisions_kept=kept,
    )


def _noted_at(settings: Settings, opened: Database) -> Path:
    """Give where a process notes what it sends: beside its database, or among others that share one."""
    if opened.url.get_backend_name() == "sqlite":
        return Path(f"{opened.url.database}.sending")
    return settings.server.data / "sending" / _PROCESS


def upgraded_beside(settings: Settings) -> None:
    """Bring a database that is behind to this program's revision in a process of its own, whose memory nobody keeps.

    To be called before there are threads. Raises `StorageError`.
    """
    if asyncio.run(_is_up_to_date(settings)):
        return
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as child:
        child.submit(_upgrade, settings).result()


async def _is_up_to_date(settings: Settings) -> bool:
    storage = open_storage(settings)
    try:
        return await storage.database.read(schema.revision) == schema.head()
    finally:
        await storage.close()


def _upgrade(settings: Settings) -> None:
    asyncio.run(_upgraded(settings))


async def _upgraded(settings: Settings) -> None:
    storage = await opened(settings)
    await storage.close()


async def opened(settings: Settings) -> Storage:
    """Open the configured database, brought to this program's revision. Raises `ConfigError` or `StorageError`."""
    storage = open_storage(settings)
    try:
        await upgraded(storage)
    except BaseException:
        await storage.close()
        raise
    return storage


async def upgraded(storage: Storage) -> str:
    """Bring the database to this program's revision and give it. Raises `StorageError`."""
    return await schema.upgrade(storage.database)


_PROCESS, _COUNT = secrets.token_hex(8), count(1)


def _claim() -> str:
    """Name a claim as nobody else does. A number after the process: chance from the system costs as much as a statement."""
    return f"{_PROCESS}.{next(_COUNT)}"
