from datetime import timedelta

from bot.courtesy import SLOW, Courtesy
from domain.errors import Unreachable
from domain.inbound import Ignored
from domain.model import ConversationId, OfficerId, TicketRef
from domain.states import WithOfficer
from domain.turnports import LaneResult, Turn
from storage.inbox import Inbox
from storage.person.arrivals import Arrivals
from storage.store import Store
from storage.turns import Turns
from tests.databases import SetClock, envelope, names

ORIGIN = "telegram:1"


class Chat:
    """A channel that shows typing, or cannot be reached."""

    def __init__(self) -> None:
        """Be reachable."""
        self.shown: list[ConversationId] = []
        self.reachable = True

    async def typing(self, conversation: ConversationId, answered: str) -> float:
        """Note for whom it is shown."""
        assert answered == f"m{conversation.rpartition(':')[2]}"
        self.shown.append(conversation)
        if not self.reachable:
            raise Unreachable("no way")
        return 4.0


def _courtesy(store: Store, clock: SetClock, chat: Chat) -> Courtesy:
    return Courtesy(Arrivals(store), {ORIGIN: chat}, clock, store.signals)


async def _write(store: Store, contact: int, origin: str = ORIGIN) -> ConversationId:
    conversation = f"{origin}:{contact}"
    await Inbox(store).accept([envelope(conversation, f"m{contact}", origin=origin)])
    return ConversationId(conversation)


async def test_who_waits_sees_that_an_answer_is_written(store: Store, clock: SetClock) -> None:
    """Not at once, then once in four seconds, until it is answered."""
    chat = Chat()
    courtesy = _courtesy(store, clock, chat)
    member = await _write(store, 5)
    assert not await courtesy.once(), "most answers are there before anybody could see it"
    clock.forward(seconds=SLOW.total_seconds() + 0.1)
    assert await courtesy.once()
    assert await courtesy.once()
    assert chat.shown == [member]
    clock.forward(seconds=4)
    await courtesy.once()
    assert chat.shown == [member, member]
    turns = Turns(store, names("claim").__next__)
    (lane,) = await turns.claim(1, 1)
    await turns.commit([LaneResult(lane.claim, member, lane.state, (), (Turn(lane.pending[0].id, ()),))])
    clock.forward(seconds=4)
    assert not await courtesy.once()
    assert len(chat.shown) == 2


async def test_nobody_is_told_after_an_outage_or_where_it_cannot_be_shown(store: Store, clock: SetClock) -> None:
    """A minute later nobody looks; a channel that cannot show it is left alone."""
    chat = Chat()
    courtesy = _courtesy(store, clock, chat)
    await _write(store, 5)
    clock.at += timedelta(minutes=2)
    await _write(store, 6, "sms:AC")
    clock.forward(seconds=2)
    assert not await courtesy.once()
    assert not chat.shown


async def test_a_sign_that_cannot_be_shown_disturbs_nobody(store: Store, clock: SetClock) -> None:
    """It is a courtesy: the next member's is shown all the same."""
    chat = Chat()
    chat.reachable = False
    courtesy = _courtesy(store, clock, chat)
    members = [await _write(store, 5), await _write(store, 6)]
    clock.forward(seconds=2)
    assert await courtesy.once()
    assert sorted(chat.shown) == members


async def test_nothing_is_shown_where_no_answer_will_follow(store: Store, clock: SetClock) -> None:
    """A member whom an officer talks to waits for the officer; a reaction asks for nothing."""
    chat = Chat()
    courtesy = _courtesy(store, clock, chat)
    member = await _write(store, 5)
    turns = Turns(store, names("claim").__next__)
    (lane,) = await turns.claim(1, 1)
    talking = WithOfficer(TicketRef("T15328"), OfficerId(1), "الأستاذ سالم")
    await turns.commit([LaneResult(lane.claim, member, talking, (), (Turn(lane.pending[0].id, ()),))])
    await Inbox(store).accept([envelope(member, "m6", origin=ORIGIN)])
    await Inbox(store).accept([envelope(f"{ORIGIN}:7", "m7", Ignored("a reaction"), origin=ORIGIN)])
    clock.forward(seconds=5)
    assert not await courtesy.once()
    assert not chat.shown
