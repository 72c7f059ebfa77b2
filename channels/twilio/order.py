"""Keeps the messages of one answer, and those of an officer, in their order: WhatsApp promises none, so what follows waits.

For a short time only: a callback may be late or lost, and an answer that comes in another order is better than none.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from domain.model import ConversationId

PATIENCE: Final = 6.0
"""Seconds that what follows waits for, from when the first was taken."""
LOOK: Final = 1.5
"""Seconds after which Twilio is asked, again and again: callbacks come to another process, or not at all."""
MOST: Final = 10_000
"""Conversations of which the last message is remembered."""
"""Conversations whose last message is remembered."""
_OF_A_TURN: Final = "in:"
"""Begins the keys of what was said in one turn, `in:TURN:n`."""

_UNDER_WAY: Final = frozenset({"sent", "delivered", "read"})
_LOST: Final = frozenset({"failed", "undelivered", "canceled"})

Ask = Callable[[str], Awaitable[tuple[str, str]]]
"""Gives the status of a message by Twilio's id, and the code of its failure; empty where it cannot be told."""


@dataclass(slots=True)
class Begun:
    """A message that was given to Twilio last in its conversation."""

    key: str
    part: int
    sid: str = ""
    taken_at: float = 0.0
    status: str = ""
    """Once it is on its way, or failed."""
    code: str = ""
    """Of its failure."""
    officers: bool = False
    """It is an officer's words, which wait for his words before: several are released by one tap."""
    awaited: bool = False
    """Something waits for it now."""
    early: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What callbacks told before its id was known, by the ids that they named: an earlier attempt has the same key."""
    told: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def lost(self) -> bool:
        """True where it never gets to the member."""
        return self.status in _LOST

    def settle(self, status: str, code: str) -> None:
        """Keep a status that decides something."""
        if status in _UNDER_WAY | _LOST and not self.status:
            self.status, self.code = status, code
            self.told.set()


class Order:
    """The order of one channel's messages."""

    def __init__(self, ask: Ask, patience: float = PATIENCE, look: float = LOOK) -> None:
        """Wait for at most `patience` seconds, asking after every `look`."""
        self._ask = ask
        self.patience = patience
        self.look = look
        self._last: dict[ConversationId, Begun] = {}
        self._named: dict[tuple[str, int], Begun] = {}

    def begin(self, conversation: ConversationId, key: str, part: int, *, officers: bool = False) -> Begun:
        """Note what is given to Twilio now: its callback may be quicker than the answer to the request."""
        begun = Begun(key, part, officers=officers)
        if (before := self._last.pop(conversation, None)) is not None:
            self._forget(before)
        while len(self._last) >= MOST:
            self._forget(self._last.pop(next(iter(self._last))))
        self._last[conversation] = self._named[key, part] = begun
        return begun

    def taken(self, begun: Begun, sid: str) -> None:
        """Note that Twilio took it."""
        begun.sid, begun.taken_at = sid, asyncio.get_running_loop().time()
        begun.settle(*begun.early.pop(sid, ("", "")))

    def heard(self, key: str, part: int, sid: str, state: tuple[str, str]) -> bool:
        """Take in what a callback tells; True where whoever waits for it deals with a failure himself."""
        begun = self._named.get((key, part))
        if begun is None or begun.sid not in {"", sid}:
            return False
        if not begun.sid:
            begun.early[sid] = state
            return False
        begun.settle(*state)
        return begun.awaited and begun.lost

    async def behind(self, conversation: ConversationId, key: str, *, first: bool, officers: bool = False) -> Begun | None:
        """Wait where this belongs behind the last message; give that one where both are parts of one message.

        `first`: it is the first part, so that the same message was an earlier attempt. `officers`: it is an officer's words.
        """
        last = self._last.get(conversation)
        if last is None or not last.sid or (first and last.key == key):
            return None
        if not (_is_one_answer(last.key, key) or (officers and last.officers)):
            return None
        until = last.taken_at + self.patience
        last.awaited = last.key == key
        while not last.status and (left := until - asyncio.get_running_loop().time()) > 0:
            await self._told(last, min(left, self.look))
        last.awaited = False
        if last.lost:  # what goes in its place waits for nothing
            self._forget(last)
            del self._last[conversation]
        return last if last.key == key else None

    async def _told(self, last: Begun, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await last.told.wait()
        except TimeoutError:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.patience):
                    last.settle(*await self._ask(last.sid))

    def _forget(self, begun: Begun) -> None:
        self._named.pop((begun.key, begun.part), None)


def _is_one_answer(one: str, other: str) -> bool:
    return one == other or (one.startswith(_OF_A_TURN) and one.rpartition(":")[0] == other.rpartition(":")[0])
