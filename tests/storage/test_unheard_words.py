"""Officers are told at the desk of words of theirs that certainly did not reach the member."""

import pytest

from domain.alarms import Alarm
from domain.deliveryports import KNOCK, Delivery, DeliveryStatus
from domain.effects import Say
from domain.model import Author, ConversationId, OfficerId, OutboundId, Purpose, Reply, TicketRef
from domain.officeracts import OfficerReplied
from domain.ticketeffects import AssignTicket
from storage.deliveries import Deliveries
from storage.office.alerts import Alerts
from storage.office.officers import Officers
from storage.store import Store
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
