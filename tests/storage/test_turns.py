import asyncio
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import select

from domain import effects
from domain.inbound import Ignored, TextReceived, TimerFired
from domain.model import InboundId, Language, Option, Reply, TicketRef
from domain.states import AwaitingRating, Idle
from domain.turnports import LaneResult, Turn
from storage import tables
from storage.claims import UNREADABLE
from storage.store import Store
from storage.timers import Timers
from tests.databases import NOON, SetClock, envelope
from tests.storage.working import A, Working, say


async def test_a_new_member_has_a_contact_in_the_default_language(store: Store) -> None:
    """What is not known yet has its default, and the name is the channel's."""
    working = Working(store)
    await working.comes()
    lane = await working.lane()
    assert lane.contact.conversation == A
    assert lane.contact.language is Language.ARABIC
    assert not lane.contact.greeted
    assert lane.state == Idle()


async def test_what_was_written_is_there_at_the_next_claim(store: Store) -> None:
    """State, options, language, consent and greeting survive between turns."""
    working = Working(store)
    options = (Option("act:menu", "القائمة"),)
    await working.comes()
    lane = await working.lane()
    done = (
        effects.Say(Reply("x", options)),
        effects.SetLanguage(Language.ENGLISH, chosen=True),
        effects.SetConsent(False, "stop"),
    )
    state = AwaitingRating(TicketRef("T1"))
    await working.turns.commit([LaneResult(lane.claim, A, state, options, (Turn(lane.pending[0].id, done),))])
    await working.comes()
    again = await working.lane()
    assert again.state == state
    assert again.offered == options
    assert again.contact.language is Language.ENGLISH
    assert again.contact.language_chosen
    assert not again.contact.notices
    assert again.contact.greeted


async def test_messages_of_one_conversation_come_in_the_order_of_their_arrival(store: Store) -> None:
    """Twenty messages that were stored at once are claimed in order, ten at a time."""
    working = Working(store)
    await working.comes_all([envelope(A, f"m{n}", TextReceived(str(n))) for n in range(20)])
    heard: list[str] = []
    for _ in range(2):
        lane = await working.lane()
        heard += [p.inbound.text for p in lane.pending if isinstance(p.inbound, TextReceived)]
        await working.write(lane, say())
    assert heard == [str(n) for n in range(20)]
    assert await working.turns.claim(50, 10) == ()


async def test_a_claimed_lane_is_nobody_elses(store: Store) -> None:
    """Two processes never hold one conversation; each gets other ones."""
    one, two = Working(store, "one"), Working(store, "two")
    await one.comes_all([envelope(f"web:main:{n}", f"m{n}") for n in range(30)])
    first, second = await asyncio.gather(one.turns.claim(20, 10), two.turns.claim(20, 10))
    keys = [lane.contact.conversation for lane in (*first, *second)]
    assert len(keys) == len(set(keys)) == 30


async def test_an_arrival_while_the_lane_is_claimed_is_not_overlooked(store: Store) -> None:
    """A message that comes between claim and commit makes the lane ready again: no lost wake-up."""
    working = Working(store)
    await working.comes()
    lane = await working.lane()
    await working.comes(TextReceived("later"))
    assert await working.turns.claim(50, 10) == ()
    await working.write(lane, say())
    assert (await working.lane()).pending[0].inbound == TextReceived("later")


async def test_a_lost_claim_writes_nothing(store: Store, clock: SetClock) -> None:
    """Who was too slow is fenced off: the one who has the lane now writes, and its effects stand once."""
    slow, quick = Working(store, "slow"), Working(store, "quick")
    await slow.comes()
    stale = await slow.lane()
    clock.forward(minutes=2)
    fresh = await quick.lane()
    await quick.write(fresh, say("quick"))
    await slow.write(stale, say("slow"))
    assert [outbound.reply.text for outbound in await quick.due()] == ["quick"]


async def test_a_lease_runs_out_and_the_attempt_counts(store: Store, clock: SetClock) -> None:
    """A message whose process died is claimed again with its attempts counted, and by itself."""
    working = Working(store)
    await working.comes_all([envelope(A, "m1"), envelope(A, "m2"), envelope("web:main:b", "m3")])
    assert len(await working.turns.claim(50, 10)) == 2
    assert await working.turns.claim(50, 10) == ()
    clock.forward(minutes=2)
    seen = []
    for _ in range(3):
        (lane,) = await working.turns.claim(50, 10)
        seen.append((lane.contact.conversation, [p.attempts for p in lane.pending]))
        await working.write(lane)
    assert sorted(seen) == [(A, [0]), (A, [1]), ("web:main:b", [1])]


async def test_what_is_given_back_does_not_count_as_an_attempt(store: Store) -> None:
    """An orderly end of a process leaves its claims as they were."""
    working = Working(store)
    await working.comes()
    lane = await working.lane()
    await working.turns.release([lane.claim])
    assert (await working.lane()).pending[0].attempts == 0


async def test_a_message_to_be_tried_again_waits_and_so_do_those_behind_it(store: Store, clock: SetClock) -> None:
    """Until `retry_at` the lane rests; then its first message comes with the attempt counted."""
    working = Working(store)
    await working.comes_all([envelope(A, "m1"), envelope(A, "m2")])
    lane = await working.lane()
    await working.write(lane, most=0, retry_at=NOON + timedelta(seconds=5))
    await working.comes()
    assert await working.turns.claim(50, 10) == ()
    clock.forward(seconds=6)
    again = await working.lane()
    assert [(p.id, p.attempts) for p in again.pending] == [(lane.pending[0].id, 1)]


async def test_a_later_message_that_failed_counts_its_own_attempt(store: Store) -> None:
    """What was handled before it in the same claim is done; only the failing one has an attempt."""
    working = Working(store)
    await working.comes_all([envelope(A, "m1"), envelope(A, "m2")])
    lane = await working.lane()
    await working.write(lane, most=1, retry_at=NOON)
    again = await working.lane()
    assert [(p.id, p.attempts) for p in again.pending] == [(lane.pending[1].id, 1)]


async def test_an_unreadable_state_becomes_idle_with_a_fault(store: Store) -> None:
    """A state from nowhere does not stick: the engine is told why, and the member starts anew."""
    working = Working(store)
    await working.happens()
    broken = tables.conversation.update().values(state='{"kind":"Vanished","v":1}')
    await store.database.write(lambda connection: connection.execute(broken))
    await working.comes()
    lane = await working.lane()
    assert lane.state == Idle()
    assert "Vanished" in lane.state_fault


async def test_an_unreadable_message_keeps_its_words_and_is_beyond_patience(store: Store) -> None:
    """A payload of an unknown kind goes to a person with what the member said."""
    working = Working(store)
    await working.comes(TextReceived("help"))
    broken = tables.inbound.update().values(payload='{"kind":"Telepathy"}')
    await store.database.write(lambda connection: connection.execute(broken))
    pending = (await working.lane()).pending[0]
    assert pending.inbound == TextReceived("help")
    assert pending.attempts == UNREADABLE


async def test_a_message_that_failed_for_good_is_kept_with_its_fault(store: Store) -> None:
    """Nothing vanishes: the row says why it has no answer, and the lane goes on."""
    working = Working(store)
    await working.comes()
    lane = await working.lane()
    turn = Turn(lane.pending[0].id, (), "KeyError in step")
    await working.turns.commit([LaneResult(lane.claim, A, Idle(), (), (turn,))])
    rows = select(tables.inbound.c.status, tables.inbound.c.fault)
    assert await store.database.read(lambda connection: connection.execute(rows).one()) == ("failed", "KeyError in step")
    assert await working.turns.claim(50, 10) == ()


async def test_a_lane_that_lost_count_mends_itself(store: Store) -> None:
    """A lane that is ready though nothing waits is put to rest at its next claim."""
    working = Working(store)
    await working.happens()
    wrong = tables.lane.update().where(tables.lane.c.queue == "in").values(pending=7, ready_at=NOON)
    await store.database.write(lambda connection: connection.execute(wrong))
    assert await working.turns.claim(50, 10) == ()
    lane = select(tables.lane.c.pending, tables.lane.c.ready_at).where(tables.lane.c.queue == "in")
    assert await store.database.read(lambda connection: connection.execute(lane).one()) == (0, None)


async def test_ticket_references_are_fresh_for_everybody(store: Store) -> None:
    """Processes that ask at once get different ones, with right check digits, in rising order."""
    one, two = Working(store, "one"), Working(store, "two")
    found = await asyncio.gather(*(working.turns.references(7) for working in (one, two) * 5))
    refs = [ref for group in found for ref in group]
    assert len(set(refs)) == 70
    assert all(int(a[1:-1]) + 1 == int(b[1:-1]) for group in found for a, b in pairwise(group))


# ---- timers ----------------------------------------------------------------------------------------------------------


async def test_a_reminder_fires_once_when_it_is_due(store: Store, clock: SetClock) -> None:
    """However often and by however many it is looked for."""
    working, timers = Working(store), Timers(store)
    await working.happens(effects.Remind(NOON + timedelta(hours=1), "rate", "T1"))
    assert await timers.fire_due(clock.now()) == 0
    clock.forward(hours=2)
    assert sum(await asyncio.gather(*(timers.fire_due(clock.now()) for _ in range(4)))) == 1
    assert await timers.fire_due(clock.now()) == 0
    assert [p.inbound for p in (await working.lane()).pending] == [TimerFired("rate", "T1")]


async def test_a_reminder_with_the_same_key_replaces_the_earlier_one(store: Store, clock: SetClock) -> None:
    """Only the later plan fires, and the same key may be used again after that."""
    working, timers = Working(store), Timers(store)
    for hours, payload in ((1, "old"), (3, "new")):
        await working.happens(effects.Remind(NOON + timedelta(hours=hours), "k", payload))
    clock.forward(hours=2)
    assert await timers.fire_due(clock.now()) == 0
    clock.forward(hours=2)
    assert await timers.fire_due(clock.now()) == 1
    lane = await working.lane()
    assert lane.pending[0].inbound == TimerFired("k", "new")
    await working.write(lane, effects.Remind(clock.now(), "k", "third"))
    assert await timers.fire_due(clock.now()) == 1


async def test_a_cancelled_reminder_does_not_fire(store: Store, clock: SetClock) -> None:
    """And to cancel one that is not there does no harm."""
    working, timers = Working(store), Timers(store)
    await working.happens(effects.Remind(NOON, "k"), effects.CancelReminder("k"), effects.CancelReminder("other"))
    clock.forward(hours=1)
    assert await timers.fire_due(clock.now()) == 0


async def test_a_fired_reminder_whose_plan_changed_meanwhile_says_nothing(store: Store, clock: SetClock) -> None:
    """A message that is handled before it may cancel it; then it arrives as something to ignore."""
    working, timers = Working(store), Timers(store)
    await working.happens(effects.Remind(NOON, "k"))
    await working.comes()
    await timers.fire_due(clock.now())
    lane = await working.lane()
    assert len(lane.pending) == 1, "a fired reminder waits until what is before it is written"
    await working.write(lane, effects.CancelReminder("k"))
    assert isinstance((await working.lane()).pending[0].inbound, Ignored)


async def test_a_result_without_turns_leaves_everything_as_it_was(store: Store) -> None:
    """A lane may be given back through a commit too."""
    working = Working(store)
    await working.comes()
    lane = await working.lane()
    await working.write(lane, most=0)
    assert [p.id for p in (await working.lane()).pending] == [InboundId(lane.pending[0].id)]
