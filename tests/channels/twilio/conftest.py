"""Twilio on loopback, our server before it, and storage in a real SQLite beneath."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import uvicorn
from starlette.applications import Starlette

from channels.sms.channel import Sms
from channels.twilio import sending, service
from channels.twilio.account import MESSAGES_PATH, Account
from channels.twilio.client import Api
from channels.whatsapp.channel import WhatsApp
from domain.channelports import Outbound
from domain.model import ConversationId, OutboundId, Reply
from storage import database as databases
from storage import schema
from storage.deliveries import Deliveries
from storage.engines import signals
from storage.inbox import Inbox
from storage.person.arrivals import Arrivals
from storage.person.identities import Numbers
from storage.quarantine import Quarantine
from storage.store import Store
from tests.databases import NO_PLUG, SetClock
from tests.peers import twilio as peers

MEMBER = "whatsapp:+966501234567"
WHATSAPP = ConversationId("whatsapp:+14155238886:+966501234567")
SMS = ConversationId("sms:+15005550006:+966501234567")


@dataclass(slots=True)
class Bench:
    """Everything wired as `bot.app` wires it."""

    peer: peers.Twilio
    twilio: service.Twilio
    whatsapp: WhatsApp
    sms: Sms
    store: Store
    quarantine: Quarantine
    clock: SetClock
    url: str
    judges: list[sending.Judge]
    """Who hears of messages refused for their templates; the first one does."""

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Ask the database."""
        return await self.store.database.read(lambda connection: [tuple(row) for row in connection.exec_driver_sql(sql)])


def outbound(reply: Reply, conversation: ConversationId = WHATSAPP, key: str = "in:1:0") -> Outbound:
    """Make a due message."""
    return Outbound(OutboundId(1), conversation, reply, 1, key)


@pytest.fixture
async def peer() -> AsyncIterator[peers.Twilio]:
    """Run Twilio."""
    async with peers.Twilio.running() as running:
        yield running


@pytest.fixture
async def api(peer: peers.Twilio) -> AsyncIterator[Api]:
    """Give a client that gives up soon."""
    timeout = aiohttp.ClientTimeout(total=1, connect=0.9)
    client = Api(Account(peers.ACCOUNT, peers.TOKEN, api_base=peer.api_base, public_url="http://127.0.0.1:9"), timeout)
    yield client
    await client.close()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty database once."""
    path = tmp_path_factory.mktemp("twilio") / "empty.db"

    async def make() -> None:
        database = databases.connect(f"sqlite:///{path}", synchronous=NO_PLUG)
        await schema.upgrade(database)
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture
async def bench(peer: peers.Twilio, empty_database: Path, tmp_path: Path) -> AsyncIterator[Bench]:
    """Serve the webhooks on loopback."""
    shutil.copy(empty_database, tmp_path / "mujib.db")
    database = databases.connect(f"sqlite:///{tmp_path}/mujib.db", synchronous=NO_PLUG)
    clock = SetClock()
    peer.now = clock.now
    store = Store(database, clock, signals.LocalSignals())
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    account = Account(peers.ACCOUNT, peers.TOKEN, "the one before", peer.api_base, url)
    api = Api(account, aiohttp.ClientTimeout(total=2, connect=1))
    numbers, judges = Numbers(store), list[sending.Judge]()

    async def refused(template: str, code: str) -> bool:
        return bool(judges) and await judges[0](template, code)

    whatsapp = WhatsApp(api, "+14155238886", number=numbers.last, refused=refused)
    whatsapp.order.patience, whatsapp.order.look = 0.6, 0.2
    sms = Sms(api, peers.SMS)
    quarantine = Quarantine(store)
    twilio = service.compose(
        api,
        (whatsapp, sms),
        senders={"whatsapp": whatsapp.sender, "sms": sms.sender},
        inbox=Inbox(store, ["whatsapp", "sms"]),
        arrivals=Arrivals(store),
        deliveries=Deliveries(store),
        quarantine=quarantine,
        clock=clock,
        sleep=asyncio.sleep,
        number=numbers.last,
        refused=refused,
        order=whatsapp.order,
    )
    peer.webhook = url + MESSAGES_PATH
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=twilio.routes()), log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve([door]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield Bench(peer, twilio, whatsapp, sms, store, quarantine, clock, url, judges)
    server.should_exit = True
    await serving
    await api.close()
    await database.close()
