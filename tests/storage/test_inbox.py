import asyncio
import unicodedata
from dataclasses import replace

from sqlalchemy import func, select

from domain.effects import Say
from domain.inbound import ChoiceMade, TextReceived
from domain.model import Option, Reply
from domain.states import Idle
from domain.turnports import LaneResult, Turn
from storage import tables
from storage.inbox import Inbox
from storage.store import Store
from storage.turns import Turns
from tests.databases import envelope, names


async def _rows(store: Store) -> int:
    return await store.database.read(lambda c: c.execute(select(func.count()).select_from(tables.inbound)).scalar_one())


async def test_the_same_message_twice_is_one_row(store: Store) -> None:
    """A provider's repetition is told apart by its id, within a call and between calls."""
    inbox = Inbox(store)
    assert list(await inbox.accept([envelope(provider_id="m1"), envelope(provider_id="m1"), envelope(provider_id="m2")])) == [
        True,
        False,
        True,
    ]
    assert list(await inbox.accept([envelope(provider_id="m2")])) == [False]
    assert await _rows(store) == 2


async def test_the_same_id_from_two_origins_is_two_messages(store: Store) -> None:
    """Ids are unique within their origin only."""
    inbox = Inbox(store)
    assert list(await inbox.accept([envelope(origin="web:main"), envelope(origin="desk")])) == [True, True]


async def test_many_callers_at_once_each_get_their_own_answer(store: Store) -> None:
    """What is committed together is still answered one by one: every message is new to just one of three callers."""
    inbox = Inbox(store)
    jobs = [inbox.accept([envelope(f"web:main:{n % 7}", f"m{n}")]) for n in range(50) for _ in range(3)]
    answers = [fresh for answer in await asyncio.gather(*jobs) for fresh in answer]
    assert sum(answers) == 50
    assert await _rows(store) == 50


async def test_characters_that_no_database_holds_do_not_refuse_a_message(store: Store) -> None:
    """NUL and half surrogate pairs are taken out; the rest of the words stays."""
    inbox = Inbox(store)
    await inbox.accept([envelope(inbound=TextReceived("a\0b \ud800 سلام"))])
    claimed = await Turns(store, names().__next__).claim(10, 10)
    assert isinstance(claimed[0].pending[0].inbound, TextReceived)
    assert claimed[0].pending[0].inbound.text.endswith("سلام")


async def test_a_choice_is_kept_with_the_label_that_was_pressed(store: Store) -> None:
    """People read what the member saw, not the option's id."""
    inbox, turns = Inbox(store), Turns(store, names().__next__)
    await inbox.accept([envelope()])
    lane = (await turns.claim(1, 1))[0]
    reply = Reply("?", (Option("lang:en", "English"),))
    turn = Turn(lane.pending[0].id, (Say(reply),))
    await turns.commit([LaneResult(lane.claim, lane.contact.conversation, Idle(), reply.options, (turn,))])
    await inbox.accept([envelope(provider_id="m2", inbound=ChoiceMade("lang:en"))])
    words = select(tables.inbound.c.words).where(tables.inbound.c.provider_id == "m2")
    assert await store.database.read(lambda c: c.execute(words).scalar_one()) == "English"


async def test_a_name_turns_nothing_round(store: Store) -> None:
    """A stranger's name stands in lists, tables and the names of topics, beside others' words."""
    named = replace(envelope(), sender_name="\u202eمحمد\n\n العتيبي\u2067\ud800\x00 👨")
    await Inbox(store).accept([named])
    kept = await store.database.read(lambda c: c.execute(select(tables.inbound.c.sender_name)).scalar_one())
    assert kept.startswith("محمد العتيبي")
    assert not any(unicodedata.category(letter) in {"Cf", "Cc", "Cs"} for letter in kept)
