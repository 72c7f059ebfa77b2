"""A process that begins alone on its database."""

import resource
from datetime import timedelta
from pathlib import Path

import pytest

from domain.errors import StorageError
from domain.model import OutboundId
from storage import recovery
from storage.engines.begun import Begun
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.store import Store
from storage.turns import Turns
from tests.databases import envelope
from tests.engine.parts import Bot

SMS = "sms:main:a"


async def test_what_a_dead_process_had_claimed_is_claimed_again_at_once(store: Store, tmp_path: Path) -> None:
    """No lease is waited for, and the message is still there once."""
    await Inbox(store).accept([envelope()])
    dead = Turns(store, lambda: "dead", lease=timedelta(hours=1))
    heir = Turns(store, lambda: "heir")
    assert len(await dead.claim(10, 10)) == 1
    assert not await heir.claim(10, 10)
    assert await recovery.recover(store, Begun(str(tmp_path / "begun"))) == 1
    (lane,) = await heir.claim(10, 10)
    assert len(lane.pending) == 1


async def _claimed(store: Store, claim: str = "dead") -> OutboundId:
    """Have an answer claimed by a process that then dies."""
    bot = Bot(store)
    await bot.hears("m1", conversation=SMS)
    await bot.engine.once()
    (claimed,) = await Outbox(store, lambda: claim).claim(10, ["sms"])
    return claimed.id


async def _goes(store: Store) -> bool:
    """Tell whether the heir sends it."""
    return bool(await Outbox(store, lambda: "heir").claim(10, ["sms"]))


@pytest.mark.parametrize("begun", [True, False])
async def test_an_answer_that_was_only_claimed_goes_again_and_one_that_was_begun_does_not(
    store: Store,
    tmp_path: Path,
    begun: bool,
) -> None:
    """Where nobody knows whether the provider took it, it stays in doubt, also when that process dies before it said so."""
    file = tmp_path / "begun"
    noted = Begun(str(file))
    noted.open()
    claimed = await _claimed(store)
    if begun:
        noted.note(claimed)
    await recovery.recover(store, Begun(str(file)))
    await recovery.recover(store, Begun(str(file)))
    assert await _goes(store) is not begun


@pytest.mark.parametrize("boot", ["another", ""])
async def test_what_was_noted_before_the_machine_started_says_nothing(store: Store, tmp_path: Path, boot: str) -> None:
    """A power cut may have taken the last notes: all that was claimed is in doubt."""
    started = tmp_path / "boot"
    started.write_text("one" if boot else "")
    Begun(str(tmp_path / "begun"), started).open()
    await _claimed(store)
    started.write_text(boot)
    await recovery.recover(store, Begun(str(tmp_path / "begun"), started))
    assert not await _goes(store)


async def test_without_the_file_nothing_is_known(store: Store, tmp_path: Path) -> None:
    """A process that notes for the first time, or a file that is torn."""
    await _claimed(store)
    (tmp_path / "begun").write_text("no number")
    await recovery.recover(store, Begun(str(tmp_path / "begun")))
    assert not await _goes(store)


@pytest.mark.parametrize("begun", [True, False])
async def test_on_a_shared_database_what_a_dead_process_of_this_machine_had_claimed_goes_again(
    store: Store, tmp_path: Path, begun: bool
) -> None:
    """Unless it was begun; nobody waits for its lease, and nothing of it is left to the next."""
    dead = Begun(str(tmp_path / "dead"))
    dead.open()
    claimed = await _claimed(store, "dead.1")
    if begun:
        dead.note(claimed)
    dead.close()
    assert await recovery.inherit(store, Begun(str(tmp_path / "heir"))) == 1
    assert await _goes(store) is not begun
    assert not (tmp_path / "dead").exists()


@pytest.mark.parametrize("claim", ["alive.1", "elsewhere.1"])
async def test_on_a_shared_database_a_living_process_and_another_machine_keep_their_claims(
    store: Store, tmp_path: Path, claim: str
) -> None:
    """Also while the file is written anew, which is locked before it takes the old one's place."""
    alive = Begun(str(tmp_path / "alive"))
    alive.open()
    await _claimed(store, claim)
    alive.open()
    assert await recovery.inherit(store, Begun(str(tmp_path / "heir"))) == 0
    assert not await _goes(store)
    assert (tmp_path / "alive").exists()


def test_the_file_keeps_the_last_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    """Ten thousand are known at least."""
    noted = Begun(str(tmp_path / "begun"))
    noted.open()
    for number in range(50_000):
        noted.note(OutboundId(number))
    left = Begun(str(tmp_path / "begun")).left()
    assert left is not None
    assert len(left) < 20_000
    assert {*range(40_000, 50_000)} <= {*left}


def test_what_could_be_noted_in_part_only_is_not_noted(tmp_path: Path) -> None:
    """A full disk takes the first digits: of another message. Once there is room, all stands there whole."""
    file = tmp_path / "begun"
    noted = Begun(str(file))
    noted.open()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 2, before[1]))
    try:
        with pytest.raises(StorageError, match="in part"):
            noted.note(OutboundId(1234))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    noted.note(OutboundId(5))
    assert Begun(str(file)).left() == {1234, 5}
