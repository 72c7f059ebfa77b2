from datetime import timedelta

import pytest

from domain.accountports import Outcome, SignIn
from domain.channelports import Request
from domain.errors import BadInput
from domain.model import Language, OfficerId
from storage import housekeeping
from storage.office.accounts import Accounts
from storage.office.attempts import SignInAttempts
from storage.office.officers import Officers
from storage.person.arrivals import Arrivals
from storage.quarantine import MOST_BYTES, Quarantine
from storage.store import Store
from tests.databases import NOON, SetClock
from tests.storage.working import Working


async def test_an_officer_signs_in_until_his_session_ends(store: Store, clock: SetClock) -> None:
    """A session is valid until it ends by time, by signing out, by a new password or with the account."""
    officers = Officers(store)
    salem = await officers.add("salem", "h1", "سالم", {Language.ARABIC: "الأستاذ سالم"})
    found = await officers.by_username("salem")
    assert found is not None
    assert (found[0].id, found[0].title[Language.ARABIC], found[0].must_change, found[1]) == (salem, "الأستاذ سالم", True, "h1")
    for token in ("t1", "t2", "t3"):
        await officers.start_session(salem, token, NOON + timedelta(hours=8))
    await officers.end_session("t1")
    assert await officers.by_session("t1") is None
    assert await officers.by_session("t2") == found[0]
    await officers.set_password(salem, "h2", must_change=False)
    assert await officers.by_session("t2") is None
    await officers.start_session(salem, "t4", NOON + timedelta(hours=8))
    clock.forward(hours=9)
    assert await officers.by_session("t4") is None
    await officers.start_session(salem, "t5", NOON + timedelta(hours=18))
    await officers.set_active(salem, active=False)
    assert await officers.by_session("t5") is None
    assert await officers.by_username("salem") is None
    assert [(officer.username, officer.active) for officer in await officers.all()] == [("salem", False)]


async def test_an_accounts_name_is_taken_once(store: Store) -> None:
    """The second one is told so."""
    officers = Officers(store)
    await officers.add("salem", "h", "سالم", {})
    with pytest.raises(BadInput, match="salem"):
        await officers.add("salem", "h", "سالم", {})


async def test_wrong_passwords_count_for_the_name_and_for_the_address(store: Store, clock: SetClock) -> None:
    """For an hour; a success clears the name but not the address of others."""
    attempts = SignInAttempts(store)
    assert await attempts.failures("salem", "1.1.1.1") == (0, None)
    await attempts.record("salem", "1.1.1.1", success=False)
    await attempts.record("noura", "1.1.1.1", success=False)
    clock.forward(minutes=1)
    await attempts.record("salem", "2.2.2.2", success=False)
    assert await attempts.failures("salem", "3.3.3.3") == (2, NOON + timedelta(minutes=1))
    assert (await attempts.failures("noura", "1.1.1.1"))[0] == 2
    await attempts.record("salem", "1.1.1.1", success=True)
    assert (await attempts.failures("salem", "9.9.9.9"))[0] == 0
    clock.forward(hours=2)
    assert await attempts.failures("noura", "1.1.1.1") == (0, None)


async def test_strangers_lock_nobody_out_where_he_is_known(store: Store, clock: SetClock) -> None:
    """From an address from which he signed in within ninety days only failures from there count."""
    attempts, accounts = SignInAttempts(store), Accounts(store)
    await accounts.record_sign_in(OfficerId(1), SignIn(NOON, "salem", "1.1.1.1", Outcome.IN))
    for number in range(8):
        await attempts.record("salem", f"9.9.9.{number}", success=False)
        await accounts.record_sign_in(None, SignIn(NOON, "salem", f"9.9.9.{number}", Outcome.WRONG))
    assert await attempts.failures("salem", "1.1.1.1") == (0, None)
    assert (await attempts.failures("salem", "2.2.2.2"))[0] == 8
    await attempts.record("salem", "1.1.1.1", success=False)
    assert (await attempts.failures("salem", "1.1.1.1"))[0] == 1
    clock.forward(days=91)
    await attempts.record("salem", "9.9.9.9", success=False)
    assert (await attempts.failures("salem", "1.1.1.1"))[0] == 1


async def test_what_led_in_is_kept_beside_what_did_not(store: Store) -> None:
    """Each to its own number."""
    accounts = Accounts(store, kept=3)
    for outcome in (Outcome.IN, *[Outcome.WRONG] * 9, *[Outcome.IN] * 4):
        await accounts.record_sign_in(None, SignIn(NOON, "salem", "1.1.1.1", outcome))
    kept = [one.outcome for one in await accounts.sign_ins()]
    assert kept.count(Outcome.IN) == 3
    assert 0 < kept.count(Outcome.WRONG) <= 3


async def test_an_unverified_request_is_kept_as_it_came(store: Store) -> None:
    """Until it is taken in after all; one that is too large to be a provider's is not kept."""
    quarantine = Quarantine(store)
    request = Request("https://x/webhooks?a=ب", {"x-signature": "bad"}, b"\x00\xff body", NOON)
    await quarantine.keep("sms", request, "signature")
    await quarantine.keep("sms", Request("https://x", {}, b"x" * (MOST_BYTES + 1), NOON), "signature")
    (kept,) = await quarantine.kept("sms")
    assert (kept.request, kept.reason) == (request, "signature")
    await quarantine.forget([kept.id])
    assert await quarantine.kept("sms") == ()


async def test_housekeeping_removes_only_what_has_served_its_time(store: Store, clock: SetClock) -> None:
    """A valid session and a fresh failure stay."""
    officers, attempts, quarantine = Officers(store), SignInAttempts(store), Quarantine(store)
    salem = await officers.add("salem", "h", "سالم", {})
    await officers.start_session(salem, "old", NOON + timedelta(hours=1))
    await officers.start_session(salem, "new", NOON + timedelta(days=90))
    await attempts.record("salem", "1", success=False)
    await quarantine.keep("sms", Request("u", {}, b"", NOON), "x")
    clock.forward(days=31)
    await attempts.record("salem", "1", success=False)
    assert await housekeeping.purge(store) == 3
    assert await officers.by_session("new") is not None
    assert (await attempts.failures("salem", "1"))[0] == 1


async def test_the_last_arrival_of_a_channel_is_known(store: Store, clock: SetClock) -> None:
    """By which a silent channel is noticed."""
    working, arrivals = Working(store), Arrivals(store)
    assert await arrivals.last("web:main") is None
    await working.comes()
    clock.forward(minutes=1)
    await working.comes()
    assert await arrivals.last("web:main") == clock.now()
    assert await arrivals.last("sms:main") is None
