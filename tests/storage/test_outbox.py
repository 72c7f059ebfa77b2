from dataclasses import replace
from datetime import timedelta

from domain import effects, ticketeffects
from domain.deliveryports import Delivery, DeliveryStatus
from domain.model import Attachment, Author, ConversationId, OfficerId, OutboundId, Purpose, Reply
from domain.officeracts import OfficerReplied, OfficerTook
from domain.states import Idle
from domain.ticketports import Line
from domain.turnports import LaneResult, Turn
from storage.deliveries import Deliveries
from storage.office.transcript import Transcript
from storage.store import Store
from tests.databases import NOON, SetClock
from tests.storage.working import A, Working, opened, say

SMS = ConversationId("sms:main:b")


async def _lines(store: Store, conversation: ConversationId = A, *, internal: bool = True) -> tuple[Line, ...]:
    return await Transcript(store).lines(conversation, internal=internal)


async def _statuses(store: Store, conversation: ConversationId = A) -> list[str]:
    return [line.status for line in await _lines(store, conversation) if line.id.startswith("o")]


async def test_replies_leave_in_order_one_at_a_time(store: Store) -> None:
    """The second message of a conversation is due only when the first one's fate is known."""
    working = Working(store)
    await working.happens(say("one"), say("two"))
    (first,) = await working.due()
    assert (first.reply.text, first.attempts) == ("one", 1)
    assert await working.due() == ()
    await working.outbox.sent([(first.id, "p1")])
    (second,) = await working.due()
    assert second.reply.text == "two"
    assert first.key != second.key


async def test_the_first_words_of_a_quiet_conversation_are_handed_on(store: Store) -> None:
    """To who commits, as though he had claimed them; what follows waits for their fate."""
    working = Working(store)
    await working.comes()
    (first,) = await working.write(await working.lane(), say("one"), say("two"), room={"web": 9})
    assert (first.conversation, first.reply.text, first.attempts) == (A, "one", 1)
    assert await working.due() == ()
    await working.outbox.sent([(first.id, "p1")])
    (second,) = await working.due()
    assert second.reply.text == "two"
    assert first.key != second.key


async def test_nothing_is_handed_on_where_something_is_under_way(store: Store) -> None:
    """Neither behind a message that waits nor behind one that somebody sends, nor without room on the channel."""
    working = Working(store)
    await working.happens(say("waits"))
    await working.comes()
    assert await working.write(await working.lane(), say("behind"), room={"web": 9}) == ()
    (first,) = await working.due()
    await working.comes()
    assert await working.write(await working.lane(), say("last"), room={"web": 9}) == ()
    await working.comes(conversation=SMS)
    assert await working.write(await working.lane(), say("no room"), room={"web": 9, "sms": 0}) == ()
    assert [one.reply.text for one in await working.due("web", "sms")] == ["no room"]
    await working.outbox.sent([(first.id, "p1")])
    assert [one.reply.text for one in await working.due()] == ["behind"]


async def test_what_was_handed_on_outlives_its_sender(store: Store, clock: SetClock) -> None:
    """When its lease ran out it goes again where that is harmless, and is parked elsewhere."""
    working = Working(store)
    for conversation in (A, SMS):
        await working.comes(conversation=conversation)
        assert await working.write(await working.lane(), say(), room={"web": 1, "sms": 1})
    clock.forward(seconds=121)
    assert [one.conversation for one in await working.due("web", "sms")] == [A]
    assert await _statuses(store, SMS) == ["uncertain"]


async def test_channels_are_claimed_apart(store: Store) -> None:
    """A sender gets the messages of its own channels only."""
    working = Working(store)
    await working.happens(say("web"))
    await working.happens(say("sms"), conversation=SMS)
    assert [outbound.reply.text for outbound in await working.due("sms")] == ["sms"]
    assert [outbound.reply.text for outbound in await working.due("web", "sms")] == ["web"]


async def test_a_postponed_message_holds_back_those_behind_it(store: Store, clock: SetClock) -> None:
    """Until its time nothing of the conversation leaves; then it goes first, under its own key."""
    working = Working(store)
    await working.happens(say("one"), say("two"))
    (first,) = await working.due()
    await working.outbox.postponed(first.id, NOON + timedelta(seconds=30), "too fast")
    assert await working.due() == ()
    clock.forward(seconds=31)
    (again,) = await working.due()
    assert (again.id, again.key, again.attempts) == (first.id, first.key, 2)


async def test_dead_and_uncertain_messages_let_the_next_one_pass(store: Store) -> None:
    """They are parked with the reason for the officer; the conversation goes on."""
    working = Working(store)
    await working.happens(say("one"), say("two"), say("three"))
    (one,) = await working.due()
    await working.outbox.dead(one.id, "blocked")
    (two,) = await working.due()
    await working.outbox.uncertain(two.id, "time-out")
    (three,) = await working.due()
    assert three.reply.text == "three"
    lines = [line for line in await _lines(store) if line.id.startswith("o")]
    assert [(line.status, line.reason) for line in lines] == [("dead", "blocked"), ("uncertain", "time-out"), ("sending", "")]


async def test_a_message_whose_sender_died_goes_again_where_that_is_harmless(store: Store, clock: SetClock) -> None:
    """On the web the member sees one message under one key, however often it is sent."""
    working = Working(store)
    await working.happens(say())
    (first,) = await working.due()
    clock.forward(minutes=3)
    (again,) = await working.due()
    assert again.key == first.key


async def test_a_message_whose_sender_died_is_parked_elsewhere(store: Store, clock: SetClock) -> None:
    """An SMS may have gone out: it is uncertain, and the one behind it goes."""
    working = Working(store)
    await working.happens(say("one"), say("two"), conversation=SMS)
    assert len(await working.due("sms")) == 1
    clock.forward(minutes=3)
    assert [outbound.reply.text for outbound in await working.due("sms")] == ["two"]
    assert await _statuses(store, SMS) == ["uncertain", "sending"]


async def test_a_slow_senders_word_counts_once(store: Store, clock: SetClock) -> None:
    """Where two senders say that a message went out, it is sent, and the second word changes nothing any more."""
    slow, quick = Working(store, "slow"), Working(store, "quick")
    await slow.happens(say("one"), say("two"))
    (one,) = await slow.due()
    clock.forward(minutes=3)
    await quick.due()
    await slow.outbox.sent([(one.id, "p")])
    (two,) = await quick.due()
    assert two.reply.text == "two"
    await quick.outbox.sent([(one.id, "p")])
    assert await quick.due() == ()
    await quick.outbox.sent([(two.id, "p")])
    assert await _statuses(store) == ["sent", "sent"]


async def test_a_late_bot_answer_is_dropped_when_an_officer_takes_the_chat(store: Store) -> None:
    """What the bot has not sent yet is not sent; the announcement of the officer is."""
    working = Working(store)
    ref = await opened(working, say("one"), say("late"))
    (one,) = await working.due()
    took = OfficerTook(ref, OfficerId(1), "سالم")
    await working.happens(ticketeffects.AssignTicket(ref, OfficerId(1)), say("Salem is here"), inbound=took)
    await working.outbox.sent([(one.id, "p")])
    assert [outbound.reply.text for outbound in await working.due()] == ["Salem is here"]
    assert await _statuses(store) == ["sent", "dropped", "sending"]


async def test_a_late_answer_of_the_same_commit_is_dropped_too(store: Store) -> None:
    """A question and the officer's taking over may be handled in one batch."""
    working = Working(store)
    ref = await opened(working)
    await working.comes()
    await working.comes(OfficerTook(ref, OfficerId(1), "سالم"))
    lane = await working.lane()
    question, took = lane.pending
    turns = (
        Turn(question.id, (say("late"), effects.Say(Reply("notice", purpose=Purpose.NOTICE)))),
        Turn(took.id, (say("Salem is here"), ticketeffects.AssignTicket(ref, OfficerId(1)))),
    )
    await working.turns.commit([LaneResult(lane.claim, A, Idle(), (), turns)])
    assert await _statuses(store) == ["dropped", "new", "new"]


async def test_an_officers_words_are_not_dropped_by_another_officer(store: Store) -> None:
    """Only what the bot says can be late."""
    working = Working(store)
    ref = await opened(working)
    words = Reply("hello", author=Author.OFFICER, purpose=Purpose.OFFICER)
    await working.happens(effects.Say(words), inbound=OfficerReplied(ref, OfficerId(1), "hello"))
    await working.happens(ticketeffects.AssignTicket(ref, OfficerId(2)), inbound=OfficerTook(ref, OfficerId(2), "x"))
    assert [outbound.reply.text for outbound in await working.due()] == ["hello"]


# ---- news of deliveries ----------------------------------------------------------------------------------------------


async def _sent(working: Working) -> OutboundId:
    await working.happens(say(), conversation=SMS)
    (outbound,) = await working.due("sms")
    await working.outbox.sent([(outbound.id, "SM1")])
    return outbound.id


async def test_a_status_never_goes_down(store: Store) -> None:
    """News come in any order; the highest stands."""
    working, deliveries = Working(store), Deliveries(store)
    await _sent(working)
    for status in (DeliveryStatus.READ, DeliveryStatus.DELIVERED, DeliveryStatus.FAILED, DeliveryStatus.SENT):
        await deliveries.delivered(Delivery("sms", status, provider_id="SM1"))
    assert await _statuses(store, SMS) == ["read"]


async def test_news_of_an_unknown_message_change_nothing(store: Store) -> None:
    """Nor do news without any id."""
    deliveries = Deliveries(store)
    await deliveries.delivered(Delivery("sms", DeliveryStatus.READ, provider_id="SM9"))
    await deliveries.delivered(Delivery("sms", DeliveryStatus.READ))
    assert await deliveries.known("sms", ["SM9"]) == frozenset()


async def test_a_failure_heard_later_is_shown_with_its_reason(store: Store) -> None:
    """A message that the provider took and then could not deliver is dead."""
    working, deliveries = Working(store), Deliveries(store)
    await _sent(working)
    await deliveries.delivered(Delivery("sms", DeliveryStatus.FAILED, provider_id="SM1", reason="unreachable handset"))
    assert [(line.status, line.reason) for line in await _lines(store, SMS)][-1] == ("dead", "unreachable handset")


async def test_a_failure_that_may_be_repeated_goes_again(store: Store) -> None:
    """The message is due once more under its key."""
    working, deliveries = Working(store), Deliveries(store)
    await _sent(working)
    await deliveries.delivered(Delivery("sms", DeliveryStatus.FAILED, provider_id="SM1", retryable=True))
    assert len(await working.due("sms")) == 1


async def test_a_file_that_is_refused_later_goes_as_a_link_once(store: Store) -> None:
    """Words and address in one message; the same news again are old, and a failure of the second is one for good."""
    working, deliveries = Working(store), Deliveries(store)
    file = Attachment("f1", "deed.pdf", "application/pdf", 9, "https://x/f1", "Open it here: https://x/f1")
    await working.happens(effects.Say(Reply("Here it is", attachment=file)), conversation=SMS)
    (first,) = await working.due("sms")
    await working.outbox.sent([(first.id, "SM1")])
    refused = Delivery("sms", DeliveryStatus.FAILED, first.key, "SM1", "63019", "no file", file=True)
    for _ in range(2):
        await deliveries.delivered(refused)
    (again,) = await working.due("sms")
    assert (again.key, again.reply.attachment) == (first.key, None)
    assert again.reply.text == "Here it is\n\nOpen it here: https://x/f1"
    await working.outbox.sent([(again.id, "SM2")])
    await deliveries.delivered(refused)
    assert await _statuses(store, SMS) == ["sent"]
    await deliveries.delivered(replace(refused, provider_id="SM2"))
    assert await _statuses(store, SMS) == ["dead"]
    assert await working.due("sms") == ()


async def test_doubt_is_settled_by_news_or_by_sending_again(store: Store, clock: SetClock) -> None:
    """A message in doubt is found, and either turns out to be sent or returns to its place in the order."""
    working, deliveries = Working(store), Deliveries(store)
    await working.happens(say("one"), say("two"), say("three"), conversation=SMS)
    for _ in range(2):
        (outbound,) = await working.due("sms")
        await working.outbox.uncertain(outbound.id, "time-out")
        clock.forward(seconds=1)
    doubts = await deliveries.doubtful("sms", clock.now())
    assert [doubt.outbound.reply.text for doubt in doubts] == ["one", "two"]
    await deliveries.delivered(Delivery("sms", DeliveryStatus.DELIVERED, key=doubts[0].outbound.key, provider_id="SM7"))
    await deliveries.unsent(doubts[1].outbound.id, "not in the provider's list")
    assert [outbound.reply.text for outbound in await working.due("sms")] == ["two"]
    assert await deliveries.known("sms", ["SM7", "SM8"]) == {"SM7"}
