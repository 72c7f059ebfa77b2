from datetime import timedelta

from sqlalchemy import select

from domain import effects, reference, ticketeffects
from domain.inbound import TextReceived
from domain.model import (
    Author,
    Candidate,
    Contact,
    HandoverReason,
    Language,
    OfficerId,
    Priority,
    Purpose,
    Reply,
    Stage,
    TicketRef,
)
from domain.officeracts import OfficerReplied, OfficerResolved, OfficerTook
from domain.ticketports import QueueFilter, TicketCard
from storage import tables, tickettables
from storage.office.officers import Officers
from storage.office.transcript import Transcript
from storage.outreach import outreachtables
from storage.store import Store
from storage.tickets import Tickets
from tests.databases import NOON, SetClock
from tests.storage.working import A, Working, opened, say

ME = OfficerId(1)


async def _card(store: Store, ref: TicketRef) -> TicketCard:
    file = await Tickets(store).file(ref)
    assert file is not None
    return file.card


async def _queue(store: Store, part: QueueFilter = QueueFilter.OPEN, search: str = "", before: str = "") -> list[TicketRef]:
    return [card.ref for card in await Tickets(store).queue(part, ME, search, before, limit=2)]


async def test_an_officer_sees_the_whole_ticket(store: Store) -> None:
    """Subject, reason, candidates, form, member and his other tickets."""
    working = Working(store)
    first = await opened(working)
    second = await opened(working, subject="شكوى")
    file = await Tickets(store).file(second)
    assert file is not None
    assert file.card.subject == "شكوى"
    assert file.card.reason is HandoverReason.UNCLEAR
    assert file.card.waiting_since == NOON
    assert file.candidates == (Candidate("reply_time", 0.41),)
    assert file.details == (("name", "نورة الغامدي"),)
    assert file.contact == Contact(A)
    assert [other.ref for other in file.others] == [first]
    assert await Tickets(store).file(TicketRef("T0")) is None


async def test_the_step_sees_the_members_tickets_newest_first(store: Store, clock: SetClock) -> None:
    """At the next claim they are there with stage, officer and rating."""
    working = Working(store)
    old = await opened(working)
    clock.forward(hours=1)
    new = await opened(working, ticketeffects.MoveTicket(old, Stage.RESOLVED), ticketeffects.RecordRating(old, 4))
    await working.comes()
    tickets = (await working.lane()).tickets
    assert [(ticket.ref, ticket.stage, ticket.rating) for ticket in tickets] == [
        (new, Stage.RECEIVED, None),
        (old, Stage.RESOLVED, 4),
    ]


async def test_the_member_waits_from_his_words_to_the_officers(store: Store, clock: SetClock) -> None:
    """The clock of a ticket starts with the member, stops with an officer's reply, and a resolved ticket waits for nobody."""
    working = Working(store)
    ref = await opened(working)
    await working.happens(ticketeffects.AssignTicket(ref, ME), say(), inbound=OfficerTook(ref, ME, "سالم"))
    assert (await _card(store, ref)).waiting_since == NOON
    words = effects.Say(Reply("أهلا", author=Author.OFFICER, purpose=Purpose.OFFICER))
    await working.happens(words, inbound=OfficerReplied(ref, ME, "أهلا"))
    assert (await _card(store, ref)).waiting_since is None
    clock.forward(minutes=5)
    await working.happens(ticketeffects.AddNote(ref, "thanks, but"), inbound=TextReceived("thanks, but"))
    clock.forward(minutes=5)
    await working.happens(ticketeffects.AddNote(ref, "hello?"), inbound=TextReceived("hello?"))
    assert (await _card(store, ref)).waiting_since == NOON + timedelta(minutes=5)
    await working.happens(ticketeffects.MoveTicket(ref, Stage.RESOLVED), inbound=OfficerResolved(ref, ME))
    assert (await _card(store, ref)).waiting_since is None


async def test_every_change_of_a_ticket_is_an_event(store: Store) -> None:
    """Who did what is in the history, in order, and only officers see it."""
    working = Working(store)
    ref = await opened(working)
    await working.happens(ticketeffects.AssignTicket(ref, ME), inbound=OfficerTook(ref, ME, "سالم"))
    await working.happens(
        ticketeffects.ReleaseTicket(ref),
        ticketeffects.Escalate(ref, HandoverReason.LOW_RATING),
        inbound=OfficerTook(ref, ME, ""),
    )
    await working.happens(ticketeffects.RecordRating(ref, 2), ticketeffects.RecordComment(ref, "بطيء"))
    lines = await Transcript(store).lines(A, internal=True)
    events = [(line.status, line.text) for line in lines if line.id.startswith("e")]
    assert events == [
        ("opened", "unclear"),
        ("assigned", "1"),
        ("released", ""),
        ("escalated", "low_rating"),
        ("rated", "2"),
        ("commented", "بطيء"),
    ]
    actors = select(tickettables.ticket_event.c.actor).order_by(tickettables.ticket_event.c.id)
    found = await store.database.read(lambda connection: connection.execute(actors).scalars().all())
    assert found == ["member", "officer", "officer", "officer", "member", "member"]
    assert not [line for line in await Transcript(store).lines(A) if line.id.startswith("e")]
    card = await _card(store, ref)
    assert (card.rating, card.comment, card.priority, card.officer) == (2, "بطيء", Priority.HIGH, None)


async def test_no_step_reaches_another_members_ticket(store: Store) -> None:
    """An effect that names a ticket of another conversation changes nothing and writes no event."""
    working = Working(store)
    ref = await opened(working)
    await working.happens(
        ticketeffects.MoveTicket(ref, Stage.CLOSED), ticketeffects.RecordRating(ref, 1), conversation="web:main:thief"
    )
    card = await _card(store, ref)
    assert (card.stage, card.rating) == (Stage.RECEIVED, None)


async def test_the_queue_has_the_urgent_and_the_longest_waiting_first(store: Store, clock: SetClock) -> None:
    """Page by page, and each part of it shows what belongs there."""
    working = Working(store)
    refs: list[TicketRef] = []
    for priority in (Priority.NORMAL, Priority.HIGH, Priority.NORMAL, Priority.NORMAL, Priority.HIGH):
        clock.forward(minutes=1)
        refs.append(await opened(working, conversation=f"web:main:{len(refs)}", priority=priority))
    pages = [await _queue(store)]
    while pages[-1]:
        pages.append(await _queue(store, before=pages[-1][-1]))
    assert [ref for page in pages for ref in page] == [refs[1], refs[4], refs[0], refs[2], refs[3]]
    await working.happens(
        ticketeffects.AssignTicket(refs[0], ME), inbound=OfficerTook(refs[0], ME, ""), conversation="web:main:0"
    )
    for number in (2, 3):
        clock.forward(minutes=1)
        await working.happens(ticketeffects.MoveTicket(refs[number], Stage.RESOLVED), conversation=f"web:main:{number}")
    assert await _queue(store, QueueFilter.MINE) == [refs[0]]
    assert await _queue(store, QueueFilter.UNASSIGNED) == [refs[1], refs[4]]
    assert await _queue(store, QueueFilter.RESOLVED) == [refs[3], refs[2]]
    assert await _queue(store, QueueFilter.RESOLVED, before=refs[3]) == [refs[2]]
    assert await Tickets(store).counts(ME) == {
        QueueFilter.OPEN: 3,
        QueueFilter.MINE: 1,
        QueueFilter.UNASSIGNED: 2,
        QueueFilter.OVERDUE: 0,
        QueueFilter.RESOLVED: 2,
    }


async def test_a_ticket_is_found_however_its_words_are_spelt(store: Store) -> None:
    """Hamza, ta marbuta and digits fold; signs of the pattern language are letters like others."""
    working = Working(store)
    ref = await opened(working, subject="إفادة عن الأرض 50%_خصم")
    await opened(working, subject="other", conversation="web:main:b", details=())
    number = reference.written(ref)
    arabic = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for search in ("افاده الارض", "نوره الغامدى", number, arabic, ref, "50%_خصم"):
        assert await _queue(store, search=search) == [ref], search
        assert await _queue(store, QueueFilter.ALL, search) == [ref], search
    assert await _queue(store, search="غير موجود") == []
    assert await _queue(store, search="٪؟!") == []


async def test_a_note_is_written_once_and_never_shown_to_the_member(store: Store) -> None:
    """The same key twice is one note; a view leaves its trace in the audit but not in the conversation."""
    working, tickets = Working(store), Tickets(store)
    ref = await opened(working)
    officer = await Officers(store).add("salem", "hash", "سالم", {Language.ARABIC: "الأستاذ سالم"})
    for _ in range(2):
        await tickets.note(ref, officer, "call him", "k1")
        await tickets.seen(ref, officer)
    await tickets.note(TicketRef("T0"), officer, "nowhere", "k2")
    notes = [line for line in await Transcript(store).lines(A, internal=True) if line.status == "note"]
    assert [(note.text, note.name) for note in notes] == [("call him", "سالم")]
    seen = select(tickettables.ticket_event.c.id).where(tickettables.ticket_event.c.kind == "seen")
    assert len(await store.database.read(lambda connection: connection.execute(seen).all())) == 2


async def test_what_the_bot_decided_is_kept_with_its_message(store: Store) -> None:
    """Learning needs the question, the decision, its candidates and which message it was."""
    working = Working(store)
    decision = effects.RecordDecision("متى الرد", "clarify", "", (Candidate("a", 0.5), Candidate("b", 0.4)))
    inbound = await working.happens(decision, effects.SetConsent(notices=False, proof="إيقاف"))
    row = await store.database.read(lambda connection: connection.execute(select(tables.decision)).one())
    assert (row.inbound, row.decision, row.candidates) == (inbound, "clarify", '[["a",0.5],["b",0.4]]')
    consent = await store.database.read(lambda connection: connection.execute(select(outreachtables.consent)).one())
    assert (consent.inbound, consent.notices, consent.proof) == (inbound, False, "إيقاف")
