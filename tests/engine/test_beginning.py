"""What is noted of a message before it may reach its provider."""

from dataclasses import dataclass

import pytest

from bot.dispatch import Dispatch
from domain.capabilities import Capabilities
from domain.model import OutboundId
from storage.store import Store
from tests.engine.parts import Bot, Wire


@dataclass
class Telling(Wire):
    """A channel that says by itself when a message leaves, which here none does."""

    @property
    def capabilities(self) -> Capabilities:
        """Plain text."""
        return Capabilities(max_text=1000, tells_leaving=True)


@pytest.mark.parametrize(("wire", "noted"), [(Wire, 1), (Telling, 0)])
async def test_what_a_channel_was_given_counts_as_begun_unless_it_tells_better(
    store: Store, wire: type[Wire], noted: int
) -> None:
    """A channel that says nothing may have sent it at once."""
    begun: list[OutboundId] = []
    bot = Bot(store, wire=wire())
    bot.sender.dispatch = Dispatch(bot.outbox, store.clock, lambda: 0.5, begins=begun.append)
    await bot.hears("m1")
    await bot.works()
    assert bot.said() == ["re: m1"]
    assert len(begun) == noted
