"""What the clock does about tickets that are kept waiting: once, whoever looks, and void where something happened before."""

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.lookout import Lookout
from domain import duties
from domain.accountports import Presence
from domain.alarms import Alarm
from domain.casefile import Rules
from domain.escalation import Patience
from domain.inbound import Envelope
from domain.model import ConversationId
from domain.officeracts import OfficerReassigned, OfficerReplied, OfficerTook
from storage import tickettables
from storage.office.accounts import Accounts
from storage.office.casetables import judgement
from storage.office.due_cases import DueCases
from storage.store import Store
from tests.databases import SetClock
from tests.handlers.house import CALENDAR
from tests.storage.office import MEMBER, OFFICER, RULES, SUPERVISOR, Office


async def test_what_nobody_takes_goes_up_once_whoever_looks(office: Office, clock: SetClock) -> None:
    """Two processes look at once, twice: the member is told once and the act is done once."""
    khalid = await office.seat("khalid", SUPERVISOR)
    ref = await office.ask()
    clock.forward(hours=3, minutes=1)
    lookouts = [office.lookout, Office(office.store).lookout]
    assert sum(await asyncio.gather(*(lookout.look() for lookout in lookouts))) == 1
    await office.works()
    for lookout in lookouts:
        assert await lookout.look() == 0
    await office.works()
    assert sum("تأخرنا عليك" in text for text in await office.heard()) == 1
    assert (await office.card(ref)).post == SUPERVISOR
    assert [alert.what for alert in await office.alarms.unread(khalid)] == [Alarm.ROUTED]
    keys = await office.store.database.read(lambda connection: connection.execute(select(judgement.c.key)).scalars().all())
    assert len(keys) == len(set(keys)) >= 2


async def test_a_judgement_is_void_when_something_happened_before_it_was_done(office: Office, clock: SetClock) -> None:
    """An officer takes the ticket in the moment between: nothing goes up."""
    salem = await office.seat("salem")
    ref = await office.ask()
    clock.forward(hours=3, minutes=1)
    taken = Envelope(MEMBER, "take", "desk", OfficerTook(ref, salem, "سالم"), clock.now())
    await office.inbox.accept([taken])
    assert await office.lookout.look() == 1
    await office.works()
    card = await office.card(ref)
    assert (card.officer, card.post) == (salem, OFFICER)
    assert not any("تأخرنا" in text for text in await office.heard())


async def test_who_is_absent_loses_what_is_his_to_the_colleague_with_the_fewest(office: Office, clock: SetClock) -> None:
    """Or to his cover; a closed account is absent for good; on his return he keeps what he has."""
    clock.forward(hours=1)
    salem, noura, huda = [await office.seat(name) for name in ("salem", "noura", "huda")]
    refs = [await office.ask(conversation=ConversationId(f"web:main:{n}")) for n in range(3)]
    for n, who in ((0, salem), (1, noura)):
        await office.happens(OfficerTook(refs[n], who, "x"), conversation=ConversationId(f"web:main:{n}"))
    await office.officers.set_presence(salem, Presence.ABSENT)
    assert await office.lookout.look() == 1
    await office.works()
    assert (await office.card(refs[0])).officer == huda
    await office.officers.set_presence(huda, Presence.ABSENT, clock.now() + timedelta(days=3), cover=noura)
    await office.lookout.look()
    await office.works()
    assert (await office.card(refs[0])).officer == noura
    await office.officers.set_presence(noura, Presence.AWAY)
    assert await office.lookout.look() == 0
    clock.forward(days=4)
    everyone = {officer.id: officer for officer in await office.officers.all()}
    assert (everyone[huda].presence, everyone[huda].back_at, everyone[huda].cover) == (Presence.AVAILABLE, None, noura)


async def test_who_leaves_keeps_nothing_though_nobody_waits(office: Office, clock: SetClock) -> None:
    """His account is closed: what he answered, and would be gone on with by nobody, goes to a colleague at once."""
    clock.forward(hours=1)
    salem, noura = [await office.seat(name) for name in ("salem", "noura")]
    ref = await office.ask()
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerReplied(ref, salem, "نعم."))
    assert await office.lookout.look() == 0
    await Accounts(office.store).set_active(salem, noura, active=False)
    assert await office.lookout.look() == 1
    await office.works()
    assert (await office.card(ref)).officer == noura


async def test_who_is_back_by_his_own_word_keeps_what_he_is_given(office: Office, clock: SetClock) -> None:
    """Until then it goes to his cover at once; from then on neither the clock nor his cover takes anything."""
    clock.forward(hours=1)
    noura, huda = [await office.seat(name) for name in ("noura", "huda")]
    ref = await office.ask()
    await office.happens(OfficerTook(ref, noura, "نورة"))
    await office.officers.set_presence(huda, Presence.ABSENT, clock.now() + timedelta(minutes=30), cover=noura)
    for wait, owner in ((0, noura), (31, huda)):
        clock.forward(minutes=wait)
        await office.happens(OfficerReassigned(ref, noura, huda, "هدى"))
        await office.lookout.look()
        await office.works()
        assert (await office.card(ref)).officer == owner


async def test_tickets_from_before_there_were_departments_are_filed_at_the_first_look(office: Office) -> None:
    """An older row has neither post nor due times; all open ones are looked at when a process begins to lead."""
    ref = await office.ask()
    empty = {
        "post": "",
        "department": "",
        "due_at": None,
        "first_due": None,
        "started_at": None,
        "since": None,
        "look_at": None,
    }
    await office.store.database.write(lambda connection: connection.execute(tickettables.ticket.update().values(**empty)))
    cases = DueCases(office.store, RULES)
    await cases.look_at_all()
    assert await office.lookout.look() == 0
    card = await office.card(ref)
    assert (card.post, card.department) == (OFFICER, "member_relations")
    assert card.due_at is not None


async def test_patience_comes_from_the_rules(store: Store, clock: SetClock) -> None:
    """With half an hour's patience it goes up after half an hour."""
    office = Office(store)
    clock.forward(hours=1)
    rules = Rules(duties.SMALLEST, CALENDAR, patience=Patience(untaken=timedelta(minutes=30)))
    await office.ask()
    impatient = Lookout(DueCases(store, rules), office.inbox, clock, rules)
    clock.forward(minutes=31)
    await DueCases(store, rules).look_at_all()
    assert await impatient.look() == 1
