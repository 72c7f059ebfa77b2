"""Officers are told at the desk of words of theirs that certainly did not reach the member, who waits on for the clock."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import asyncpg
import pytest

from domain import casefile
from domain.alarms import Alarm
from domain.casefile import Casefile
from domain.deliveryports import KNOCK, Delivery, DeliveryStatus
from domain.effects import Say
from domain.model import Author, ConversationId, OfficerId, OutboundId, Purpose, Reply, Stage, TicketRef
from domain.officeracts import OfficerReplied, RequestDecided
from domain.ticketeffects import AssignTicket, MoveTicket
from storage.deliveries import Deliveries
from storage.office.alerts import Alerts
from storage.office.due_cases import DueCases
from storage.office.officers import Officers
from storage.office.reports import Reports
from storage.store import Store
from tests.databases import SetClock
from tests.storage.office import RULES
from tests.storage.working import Working, opened, say

SMS = ConversationId("sms:main:b")
WORDS = Reply("سنصلحه غداً", author=Author.OFFICER, purpose=Purpose.OFFICER)
SALEM = OfficerId(901)


async def _told(store: Store, officer: OfficerId = SALEM) -> list[tuple[TicketRef, Alarm]]:
    return [(one.ticket, one.what) for one in await Alerts(store).unread(officer)]


async def _replied(working: Working, ref: TicketRef) -> OutboundId:
    await working.happens(Say(WORDS), inbound=OfficerReplied(ref, SALEM, WORDS.text), conversation=SMS)
    (one,) = await working.due("sms")
    return one.id


async def test_what_is_refused_at_once_is_told_once(store: Store) -> None:
    """However many words of his it befalls, until he ticks it off."""
    working = Working(store)
    ref = await opened(working, conversation=SMS)
    for _ in range(2):
        await working.outbox.dead(await _replied(working, ref), "the member blocked the bot")
    assert await _told(store) == [(ref, Alarm.UNHEARD)]
    await Alerts(store).read(SALEM, [one.id for one in await Alerts(store).unread(SALEM)])
    await working.outbox.dead(await _replied(working, ref), "the member blocked the bot")
    assert await _told(store) == [(ref, Alarm.UNHEARD)]


async def test_a_decision_that_did_not_arrive_is_told_to_who_has_the_ticket(store: Store) -> None:
    """As for want of a template: the member waits on for what was promised to him. Its stage is as it was decided."""
    working = Working(store)
    ref, munira = await opened(working, conversation=SMS), await Officers(store).add("munira", "", "منيرة", {})
    await working.happens(AssignTicket(ref, munira), conversation=SMS)
    told = Say(Reply("قُبل طلبك", purpose=Purpose.NOTICE))
    decided = RequestDecided(ref, OfficerId(902), accepted=True, reason="")
    await working.happens(MoveTicket(ref, Stage.WITH_OFFICER), told, inbound=decided, conversation=SMS)
    (one,) = await working.due("sms")
    await working.outbox.dead(one.id, "no approved template")
    assert (await _told(store, munira), await _told(store)) == ([(ref, Alarm.UNHEARD)], [])


async def test_what_fails_later_is_told_to_who_has_the_ticket_then(store: Store) -> None:
    """A callback may come hours after the words, when nobody looks at that conversation any more."""
    working = Working(store)
    ref = await opened(working, conversation=SMS)
    await working.outbox.sent([(await _replied(working, ref), "SM1")])
    munira = await Officers(store).add("munira", "", "منيرة", {})
    await working.happens(AssignTicket(ref, munira), conversation=SMS)
    await Deliveries(store).delivered(Delivery("sms", DeliveryStatus.FAILED, provider_id="SM1", reason="not on WhatsApp"))
    assert (await _told(store), await _told(store, munira)) == ([], [(ref, Alarm.UNHEARD)])


async def test_a_knock_that_nobody_heard_is_told(store: Store) -> None:
    """The words behind it wait for a tap that cannot come."""
    working = Working(store)
    ref = await opened(working, conversation=SMS)
    await working.outbox.parked(await _replied(working, ref), "the window is closed", knock="SM2")
    key = (await working.store.database.read(lambda c: c.exec_driver_sql("SELECT key FROM outbound").scalars().all()))[-1]
    await Deliveries(store).delivered(Delivery("sms", DeliveryStatus.FAILED, f"{key}{KNOCK}", "SM2", "63024"))
    assert await _told(store) == [(ref, Alarm.UNHEARD)]


@pytest.mark.parametrize("status", [DeliveryStatus.SENT, DeliveryStatus.DELIVERED])
async def test_what_arrives_is_no_alert(store: Store, status: DeliveryStatus) -> None:
    """Nor is an answer of the bot's that failed: nobody waits for it at the desk."""
    working = Working(store)
    ref = await opened(working, conversation=SMS)
    await working.outbox.sent([(await _replied(working, ref), "SM1")])
    await Deliveries(store).delivered(Delivery("sms", status, provider_id="SM1"))
    await working.happens(say(), conversation=SMS)
    (answer,) = await working.due("sms")
    await working.outbox.dead(answer.id, "refused")
    assert await _told(store) == []


async def _file(store: Store) -> Casefile:
    """Give the file at which the clock looks; it must be there."""
    cases = DueCases(store, RULES)
    (case,) = await cases.due(10)
    await cases.look_again(case, None)
    return case.file


async def test_words_that_failed_are_no_answer_for_the_clock(store: Store, clock: SetClock) -> None:
    """The first answer is due as if nothing had been said, and the figures know of none."""
    working, began = Working(store), clock.now()
    ref = await opened(working, conversation=SMS)
    await DueCases(store, RULES).look_at_all()
    before = await _file(store)
    clock.forward(hours=1)
    await working.outbox.dead(await _replied(working, ref), "the member blocked the bot")
    after = await _file(store)
    assert (after.waiting_since, after.answered) == (began + timedelta(hours=1), False)
    (case,) = await Reports(store).cases(began)
    assert (case.waits, case.answered_at, case.due_at) == (True, None, casefile.dues(before, RULES)[0].at)


async def test_a_second_answer_that_failed_takes_the_first_one_not_back(store: Store, clock: SetClock) -> None:
    """Then the next answer is due; of two of one moment, as words with a file, one suffices."""
    working, began = Working(store), clock.now()
    ref = await opened(working, conversation=SMS)
    await working.outbox.sent([(await _replied(working, ref), "SM1")])
    clock.forward(hours=1)
    await working.outbox.dead(await _replied(working, ref), "filtered")
    after = await _file(store)
    assert (after.waiting_since, after.answered) == (began + timedelta(hours=1), True)
    (case,) = await Reports(store).cases(began)
    assert case.answered_at == began
    clock.forward(hours=1)
    words = Say(WORDS), Say(WORDS)
    await working.happens(*words, inbound=OfficerReplied(ref, SALEM, WORDS.text), conversation=SMS)
    (one,) = await working.due("sms")
    await working.outbox.dead(one.id, "the file is too large")
    assert [case.waits for case in await Reports(store).cases(began)] == [False]


async def test_what_fails_behind_later_words_or_a_stage_makes_nobody_wait(store: Store, clock: SetClock) -> None:
    """The member has had an answer since, or knows whose turn it is."""
    working, began = Working(store), clock.now()
    ref = await opened(working, conversation=SMS)
    for provider_id in ("SM1", "SM2"):
        await working.outbox.sent([(await _replied(working, ref), provider_id)])
        clock.forward(minutes=1)
    failed = Delivery("sms", DeliveryStatus.FAILED, provider_id="SM1", reason="unknown")
    await Deliveries(store).delivered(failed)
    assert [case.waits for case in await Reports(store).cases(began)] == [False]
    await working.happens(MoveTicket(ref, Stage.WAITING_FOR_MEMBER), conversation=SMS)
    await Deliveries(store).delivered(replace(failed, provider_id="SM2"))
    assert [case.waits for case in await Reports(store).cases(began)] == [False]


async def test_words_behind_a_knock_that_failed_are_no_answer_either(store: Store, clock: SetClock) -> None:
    """While the knock is with him they are."""
    working, began = Working(store), clock.now()
    ref = await opened(working, conversation=SMS)
    await working.outbox.parked(await _replied(working, ref), "the window is closed", knock="SM2")
    assert [(case.waits, case.answered_at) for case in await Reports(store).cases(began)] == [(False, began)]
    key = (await working.store.database.read(lambda c: c.exec_driver_sql("SELECT key FROM outbound").scalars().all()))[-1]
    await Deliveries(store).delivered(Delivery("sms", DeliveryStatus.FAILED, f"{key}{KNOCK}", "SM2", "63024"))
    assert [(case.waits, case.answered_at) for case in await Reports(store).cases(began)] == [(True, None)]


async def test_words_that_nothing_announces_are_no_answer_until_the_member_writes(store: Store, clock: SetClock) -> None:
    """He may never come: the officer is told, and the clock goes on."""
    working, began = Working(store), clock.now()
    ref = await opened(working, conversation=SMS)
    clock.forward(hours=1)
    await working.outbox.parked(await _replied(working, ref), "no approved template")
    assert await _told(store) == [(ref, Alarm.UNHEARD)]
    assert [(case.waits, case.answered_at) for case in await Reports(store).cases(began)] == [(True, None)]
    clock.forward(hours=30)
    await working.comes(conversation=SMS)
    assert await _told(store) == []
    after = await _file(store)
    assert (after.waiting_since, after.answered) == (None, True), "his new words are for the turn to count"


async def test_words_behind_an_earlier_knock_are_announced_by_it(store: Store, clock: SetClock) -> None:
    """His one tap brings them all."""
    working, began = Working(store), clock.now()
    ref = await opened(working, conversation=SMS)
    words = Say(WORDS), Say(WORDS), Say(WORDS)
    await working.happens(*words, inbound=OfficerReplied(ref, SALEM, WORDS.text), conversation=SMS)
    for knock, until in (("SM2", None), ("", None), ("", began + timedelta(hours=1))):
        (one,) = await working.due("sms")
        await working.outbox.parked(one.id, "the window is closed", knock, until=until)
    assert await _told(store) == []
    assert [case.waits for case in await Reports(store).cases(began)] == [False]


async def test_a_turn_that_has_the_ticket_is_not_waited_for(store: Store) -> None:
    """It waits itself for the lane that is held while news are written: on PostgreSQL each would wait for the other."""
    if store.database.url.get_backend_name() == "sqlite":
        return  # one writer: there is no other turn
    working = Working(store)
    ref = await opened(working, conversation=SMS)
    message = await _replied(working, ref)
    other = await asyncpg.connect(store.database.url.set(drivername="postgresql").render_as_string(hide_password=False))
    async with other.transaction():
        await other.execute("SELECT 1 FROM ticket WHERE ref = $1 FOR UPDATE", ref)
        async with asyncio.timeout(5):
            await working.outbox.dead(message, "the member blocked the bot")
    await other.close()
    assert await _told(store) == [(ref, Alarm.UNHEARD)]
