"""Words by which a member goes on in another conversation as himself."""

import asyncio
from functools import partial
from itertools import count

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from domain import ticketeffects
from domain.deskports import Proof
from domain.effects import FollowInvitation
from domain.elsewhere import Invitation
from domain.inbound import ChoiceMade, ConversationStarted, Envelope, Inbound, TextReceived
from domain.model import ConversationId, HandoverReason, Language, OfficerId, TicketKind
from domain.turnports import Lane
from storage import housekeeping
from storage.office.casetables import invitation, member
from storage.office.officers import Officers
from storage.person.invitations import KEPT, Invitations
from storage.person.members import Members
from storage.store import Store
from tests.databases import SetClock
from tests.storage.working import Working

NUMBERS = count()
WEB, TELEGRAM, OTHER = (ConversationId(key) for key in ("web:main:abc", "telegram:7:1", "telegram:7:2"))


async def comes(store: Store, working: Working, conversation: ConversationId, inbound: Inbound, name: str = "") -> Lane:
    """Let something happen in a conversation, and claim it."""
    origin = f"{conversation}{next(NUMBERS)}"
    await working.inbox.accept([Envelope(conversation, origin, "x:main", inbound, store.clock.now(), name)])
    return await working.lane()


async def begun(store: Store, working: Working, name: str = "محمد العتيبي") -> str:
    """Let a member write on the page and ask for a word."""
    await working.write(await comes(store, working, WEB, TextReceived("السلام عليكم"), name))
    return await Invitations(store).offer(WEB)


async def brought(store: Store, working: Working, word: str, conversation: ConversationId = TELEGRAM) -> Invitation | None:
    """Bring the word, and give what it is good for."""
    lane = await comes(store, working, conversation, ConversationStarted(word))
    await working.write(lane)
    return lane.pending[0].invitation


async def follows(store: Store, working: Working, word: str, conversation: ConversationId = TELEGRAM) -> Invitation | None:
    """Confirm, and give what the word was good for just before."""
    lane = await comes(store, working, conversation, ChoiceMade(f"join:{word}"))
    await working.write(lane, FollowInvitation(word))
    return lane.pending[0].invitation


async def members(store: Store) -> dict[ConversationId, Proof]:
    """Give the conversations of whoever writes on the page."""
    card = await Members(store).card(WEB)
    assert card is not None
    return {one.conversation: one.proof for one in card.identities}


async def test_who_brings_the_word_and_confirms_is_the_same_member(store: Store) -> None:
    """He sees but the first letters of the name before; his tickets are told in either conversation after."""
    working = Working(store)
    word = await begun(store, working)
    lane = await comes(store, working, WEB, TextReceived("شكوى"))
    (ref,) = await working.turns.references(1)
    await working.write(lane, ticketeffects.OpenTicket(ref, TicketKind.COMPLAINT, "s", HandoverReason.ASKED))
    assert await brought(store, working, word) == Invitation(word, "م*** ا***")
    assert await members(store) == {WEB: Proof.ALONE}
    assert await follows(store, working, word) is not None
    assert await members(store) == {WEB: Proof.ALONE, TELEGRAM: Proof.INVITATION}
    lane = await comes(store, working, TELEGRAM, TextReceived("وين طلبي"))
    assert [(key, ticket.ref) for key, ticket in lane.elsewhere.tickets] == [(WEB, ref)]


async def test_a_word_is_good_once_and_for_a_quarter_of_an_hour(store: Store, clock: SetClock) -> None:
    """Nor after a newer one, nor in the conversation that it was given in, nor where it was made up."""
    working = Working(store)
    first, word = await begun(store, working), await Invitations(store).offer(WEB)
    assert await brought(store, working, first) is None
    assert await brought(store, working, "m-made-up") is None
    assert await brought(store, working, word, WEB) is None
    assert await follows(store, working, word)
    assert await follows(store, working, word, OTHER) is None
    assert OTHER not in await members(store)
    late = await Invitations(store).offer(WEB)
    clock.forward(seconds=KEPT.total_seconds() + 1)
    assert await follows(store, working, late, OTHER) is None
    assert OTHER not in await members(store)
    await housekeeping.purge(store)
    assert await store.database.read(lambda c: c.execute(select(func.count()).select_from(invitation)).scalar()) == 0


async def test_pages_that_ask_at_the_same_instant_all_get_a_word(store: Store) -> None:
    """The last that was kept is good: two pages of one conversation must not make each other fail."""
    working = Working(store)
    await begun(store, working)
    offered = await asyncio.gather(*(Invitations(store).offer(WEB) for _ in range(8)))
    assert len({*offered}) == len(offered)
    assert len([word for word in offered if await brought(store, working, word)]) == 1


async def test_who_confirms_twice_has_confirmed(store: Store) -> None:
    """A button pressed twice is told as done, and nobody else may follow."""
    working = Working(store)
    word = await begun(store, working)
    assert await follows(store, working, word) == Invitation(word, "م*** ا***")
    assert await follows(store, working, word) == Invitation(word, "م*** ا***", followed=True)
    assert await members(store) == {WEB: Proof.ALONE, TELEGRAM: Proof.INVITATION}


@pytest.mark.parametrize("parted", [TELEGRAM, WEB])
async def test_an_officers_word_that_it_is_somebody_else_stands(store: Store, parted: ConversationId) -> None:
    """Where he parted the two before, whichever of them he looked at."""
    working = Working(store)
    salem = await Officers(store).add("salem", "h", "سالم", {Language.ARABIC: "الأستاذ سالم"})
    assert await follows(store, working, await begun(store, working))
    await Members(store).part(parted, OfficerId(salem))
    assert await follows(store, working, await Invitations(store).offer(WEB)) is None
    assert await members(store) == {WEB: Proof.ALONE}


@pytest.mark.parametrize(("theirs", "joined"), [("12", False), ("11", True), ("", True)])
async def test_two_numbers_of_membership_are_two_people(store: Store, theirs: str, *, joined: bool) -> None:
    """Whoever confirms."""
    working = Working(store)
    word = await begun(store, working)
    await brought(store, working, word)
    for conversation, number in ((WEB, "11"), (TELEGRAM, theirs)):
        numbered = member.update().where(member.c.id == conversation).values(number=number)
        await store.database.write(partial(Connection.execute, statement=numbered))
    assert (await follows(store, working, word) is not None) is joined
    assert (TELEGRAM in await members(store)) is joined
