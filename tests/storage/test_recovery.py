"""A process that begins alone on its database."""

from datetime import timedelta

from storage import recovery
from storage.inbox import Inbox
from storage.store import Store
from storage.turns import Turns
from tests.databases import envelope


async def test_what_a_dead_process_had_claimed_is_claimed_again_at_once(store: Store) -> None:
    """No lease is waited for, and the message is still there once."""
    await Inbox(store).accept([envelope()])
    dead = Turns(store, lambda: "dead", lease=timedelta(hours=1))
    heir = Turns(store, lambda: "heir")
    assert len(await dead.claim(10, 10)) == 1
    assert not await heir.claim(10, 10)
    assert await recovery.recover(store) == 1
    (lane,) = await heir.claim(10, 10)
    assert len(lane.pending) == 1
