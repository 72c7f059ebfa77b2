"""`mujib chat`: a member's conversation in the terminal. Beside a running server it uses that; otherwise it works by itself."""

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot import app, store
from bot.config import Settings
from bot.knowledge import recall
from bot.process import Role
from bot.store import Storage
from channels.profiles import PROFILES
from channels.terminal import channel as terminal
from channels.terminal.channel import TerminalChannel
from domain.errors import BadInput
from domain.model import Author, ConversationId, Reply
from domain.ticketports import Line, Speaker

_ANSWER_SECONDS = 8.0
"""How long an answer is waited for before the next line is read; an officer may take longer, and is shown when he writes."""
_POLL_SECONDS = 0.2
_HINT = "اكتب رسالتك، أو رقم الخيار. Ctrl-D للخروج.  |  Write, or give an option's number; Ctrl-D leaves.\n"


def chat(settings: Settings, profile: str, member: str) -> None:
    """Chat until the input ends. Raises `MujibError` when it cannot begin."""
    asyncio.run(_chat(settings, profile, member or secrets.token_hex(4)))


async def _chat(settings: Settings, profile: str, member: str) -> None:
    storage = store.open_storage(settings)
    await store.upgraded(storage)
    async with _engine(settings, storage, brief=PROFILES[profile].segmented):
        session = Session(storage, TerminalChannel(storage.signals, profile), member)
        await session.run()


@asynccontextmanager
async def _engine(settings: Settings, storage: Storage, *, brief: bool) -> AsyncIterator[None]:
    """Work through inbox and outbox here, unless another process on this database does."""
    if not await storage.leader.lead():
        yield
        await storage.close()
        return
    await storage.recover()
    process = app.build(settings, storage, await recall.brain_of(settings, storage.school))
    conduct = process.engine.conduct
    process.engine.conduct = replace(conduct, house=replace(conduct.house, brief=lambda _: brief))
    async with process.working(Role.WORKER):
        yield


class Session:
    """One sitting at the terminal."""

    def __init__(self, storage: Storage, channel: TerminalChannel, member: str) -> None:
        """Sit there as this member."""
        self._storage = storage
        self._channel = channel
        self._member = member
        self._conversation = ConversationId(f"{terminal.ORIGIN}:{member}")
        self._cursor = ""
        self._answered = asyncio.Event()

    async def run(self) -> None:
        """Show what was said and is said, and post each line that is typed, until the input ends."""
        print(_HINT, file=sys.stderr)
        await self._show()
        showing = asyncio.create_task(self._follow())
        try:
            if not self._cursor:
                await self._post("/start")
            while line := await asyncio.to_thread(sys.stdin.readline):
                await self._post(line.strip())
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
            await self._show()

    async def _post(self, line: str) -> None:
        """Send a line, and wait for an answer as long as one is likely."""
        request = terminal.request(self._member, secrets.token_hex(8), line, self._storage.clock.now())
        self._channel.verify(request)
        try:
            envelopes = self._channel.parse(request)
        except BadInput:
            return
        self._answered.clear()
        await self._storage.inbox.accept(envelopes)
        try:
            await asyncio.wait_for(self._answered.wait(), _ANSWER_SECONDS)
        except TimeoutError:
            return

    async def _follow(self) -> None:
        while True:
            await self._show()
            await self._storage.signals.wait(self._conversation, _POLL_SECONDS)

    async def _show(self) -> None:
        for line in await self._storage.transcript.lines(self._conversation, self._cursor):
            self._cursor = line.cursor
            if line.speaker in {Speaker.BOT, Speaker.OFFICER}:
                print(self._written(line), end="\n\n", flush=True)
                self._answered.set()

    def _written(self, line: Line) -> str:
        author = Author.OFFICER if line.speaker is Speaker.OFFICER else Author.BOT
        messages = self._channel.render(Reply(line.text, line.options, line.language, author=author, attachment=line.sent))
        choices = [f"[{number} {one.label}]" for number, one in enumerate(messages[-1].buttons or messages[-1].rows, 1)]
        texts = [message.text for message in messages]
        name = f"{line.name}: " if line.name else ""
        return name + "\n".join([*texts, *([" ".join(choices)] if choices else [])])
