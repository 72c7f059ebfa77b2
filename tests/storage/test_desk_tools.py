from datetime import timedelta

import pytest

from domain.accountports import Invitation, Outcome, SignIn
from domain.errors import BadInput
from domain.model import HandoverReason, Language, OfficerId, TicketKind, TicketRef
from domain.officeports import IS_HERE, Looker, SavedReply, SharedFile
from domain.ticketeffects import OpenTicket
from storage.office.accounts import Accounts, Codes
from storage.office.audit import Audit
from storage.office.looks import Looks
from storage.office.officers import Officers
from storage.office.saved import SavedReplies, SharedFiles
from storage.store import Store
from tests.databases import NOON, SetClock
from tests.storage.working import Working

AR, EN = Language.ARABIC, Language.ENGLISH
T1 = TicketRef("T10019")


async def two_officers(store: Store) -> tuple[OfficerId, OfficerId]:
    """Open two accounts."""
    officers = Officers(store)
    return await officers.add("salem", "h", "سالم", {}), await officers.add("nora", "h", "نورة", {}, "administrator")


async def opened(store: Store) -> Working:
    """Open a ticket by a member's question."""
    working = Working(store)
    await working.happens(OpenTicket(T1, TicketKind.INQUIRY, "سؤال", HandoverReason.ASKED))
    return working


async def views(store: Store) -> int:
    """Count the views that stand in the trail."""
    return sum(deed.act == "seen" for deed in await Audit(store).deeds(subject=T1))


async def test_a_page_that_keeps_itself_fresh_is_one_view(store: Store, clock: SetClock) -> None:
    """Refreshing adds none until half an hour passed without any; opening the page anew always does."""
    salem, _ = await two_officers(store)
    await opened(store)
    looks = Looks(store)
    await looks.look(T1, salem, opened=True)
    for _ in range(5):
        clock.forward(minutes=20)
        await looks.look(T1, salem, opened=False)
    assert await views(store) == 1
    clock.forward(minutes=31)
    await looks.look(T1, salem, opened=False)
    await looks.look(T1, salem, opened=True)
    assert await views(store) == 3
    await looks.look(TicketRef("T99"), salem, opened=True)


async def test_colleagues_see_who_looks_and_who_writes(store: Store, clock: SetClock) -> None:
    """For as long as the page comes back; oneself is not among them."""
    salem, nora = await two_officers(store)
    await opened(store)
    looks = Looks(store)
    await looks.look(T1, salem, opened=True)
    await looks.look(T1, nora, opened=True)
    await looks.type(T1, nora)
    assert await looks.others(T1, salem) == (Looker(nora, "نورة", typing=True),)
    clock.forward(seconds=30)
    assert await looks.others(T1, salem) == (Looker(nora, "نورة", typing=False),)
    clock.forward(seconds=IS_HERE.total_seconds())
    assert await looks.others(T1, salem) == ()


async def test_a_ticket_is_unread_until_it_was_looked_at(store: Store, clock: SetClock) -> None:
    """And again when its member says more; for each officer by himself."""
    salem, nora = await two_officers(store)
    working = await opened(store)
    looks = Looks(store)
    assert await looks.unread([T1], salem) == {T1}
    clock.forward(seconds=1)
    await looks.look(T1, salem, opened=True)
    assert await looks.unread([T1, TicketRef("T99")], salem) == frozenset()
    assert await looks.unread([T1], nora) == {T1}
    clock.forward(seconds=1)
    await working.happens()
    assert await looks.unread([T1], salem) == {T1}
    assert await looks.unread([], salem) == frozenset()


async def test_saved_replies_are_ones_own_or_everybodys(store: Store) -> None:
    """They are changed in place, and who changed what is in the trail."""
    salem, nora = await two_officers(store)
    saved = SavedReplies(store)
    own = await saved.keep(SavedReply(0, "ب", {AR: "أهلا {member}"}, salem), salem)
    shared = await saved.keep(SavedReply(0, "أ", {AR: "شكرا", EN: "Thanks"}, None), nora)
    await saved.keep(SavedReply(own, "ج", {EN: "Hello"}, salem), salem)
    assert [(one.id, one.title, dict(one.text)) for one in await saved.of(salem)] == [
        (shared, "أ", {AR: "شكرا", EN: "Thanks"}),
        (own, "ج", {EN: "Hello"}),
    ]
    assert [one.id for one in await saved.of(nora)] == [shared]
    await saved.forget(shared, nora)
    assert [one.id for one in await saved.of(nora)] == []
    assert [deed.act for deed in await Audit(store).deeds(officer=nora)] == ["reply_forgotten", "reply_kept"]


async def test_a_shared_file_is_found_until_its_time_is_over(store: Store, clock: SetClock) -> None:
    """Below its address only."""
    salem, _ = await two_officers(store)
    shared = SharedFile("k" * 32, T1, salem, "f" * 32, "عقد.pdf", "application/pdf", 9, NOON + timedelta(days=7))
    files = SharedFiles(store)
    await files.share(shared)
    await files.share(shared)
    assert await files.find("k" * 32) == shared
    assert await files.find("x") is None
    clock.forward(days=8)
    assert await files.find("k" * 32) is None


async def test_accounts_are_made_and_changed_by_somebody(store: Store) -> None:
    """Each change is in the trail; closing, resetting and ending sessions lock the officer out at once."""
    salem, nora = await two_officers(store)
    accounts, officers = Accounts(store), Officers(store)
    made = await accounts.invite(Invitation("huda", "هدى", {AR: "الأستاذة هدى"}, "supervisor"), "h", nora)
    with pytest.raises(BadInput, match="taken"):
        await accounts.invite(Invitation("huda", "x", {}, "officer"), "h", nora)
    await accounts.set_role(made, "manager", nora)
    for change in (
        accounts.end_sessions(made, nora),
        accounts.reset(made, "h2", nora),
        accounts.set_active(made, nora, active=False),
    ):
        await officers.start_session(made, "t", NOON + timedelta(hours=8))
        assert {one.officer.id: one.sessions for one in await accounts.all()} == {salem: 0, nora: 0, made: 1}
        await change
        assert await officers.by_session("t") is None
    await accounts.set_active(made, nora, active=True)
    found = next(one.officer for one in await accounts.all() if one.officer.id == made)
    assert (found.role, found.must_change, found.active) == ("manager", True, True)
    acts = [deed.act for deed in await Audit(store).deeds(officer=nora)]
    assert acts == ["opened_account", "closed_account", "password_reset", "sessions_ended", "role", "invited"]


async def test_attempts_to_sign_in_are_kept(store: Store) -> None:
    """The newest first, with names that belong to nobody."""
    salem, _ = await two_officers(store)
    accounts = Accounts(store)
    tried = [SignIn(NOON, "salem", "1.1.1.1", Outcome.IN), SignIn(NOON, "nobody", "2.2.2.2", Outcome.WRONG)]
    await accounts.record_sign_in(salem, tried[0])
    await accounts.record_sign_in(None, tried[1])
    assert await accounts.sign_ins() == (tried[1], tried[0])


async def test_no_code_opens_twice(store: Store) -> None:
    """Nor one from before the last; the first one confirms the secret, which no later enrolment replaces."""
    salem, nora = await two_officers(store)
    codes = Codes(store)
    assert await codes.of(salem) is None
    await codes.enrol(salem, "SECRET")
    await codes.enrol(salem, "OTHER")
    assert not (await codes.of(salem) or pytest.fail("none")).confirmed
    assert await codes.use(salem, 100)
    assert not await codes.use(salem, 100)
    assert not await codes.use(salem, 99)
    assert not await codes.use(nora, 100)
    found = await codes.of(salem)
    assert found is not None
    assert (found.secret, found.confirmed, found.last_step) == ("SECRET", True, 100)
    assert "SECRET" not in repr(found)
    assert [one.codes for one in await Accounts(store).all()] == [False, True]
    await codes.drop(salem)
    assert await codes.of(salem) is None


async def test_a_sign_in_waits_for_its_code_for_a_while(store: Store, clock: SetClock) -> None:
    """Under its own token, until its time is over or the code came."""
    salem, _ = await two_officers(store)
    codes = Codes(store)
    await codes.wait("t", salem, NOON + timedelta(minutes=5))
    await codes.wait("t", salem, NOON + timedelta(minutes=5))
    assert await codes.waiting("t") == salem
    assert await codes.waiting("u") is None
    await codes.over("t")
    assert await codes.waiting("t") is None
    await codes.wait("t", salem, NOON + timedelta(minutes=5))
    clock.forward(minutes=6)
    assert await codes.waiting("t") is None
