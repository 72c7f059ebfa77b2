"""What is kept of a ticket beside its words: clocks, owners, alerts, links, duplicates, contacts, and the clock's own acts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.accountports import Presence
from domain.alarms import Alarm
from domain.clocks import Targets
from domain.deskports import Deed
from domain.errors import BadInput
from domain.inbound import AttachmentKind, AttachmentReceived, TextReceived
from domain.model import ConversationId, HandoverReason, OfficerId, Priority, Stage, TicketKind, TicketRef
from domain.officeracts import (
    ContactLogged,
    OfficerHandedBack,
    OfficerLinked,
    OfficerMerged,
    OfficerMoved,
    OfficerReassigned,
    OfficerReferred,
    OfficerReplied,
    OfficerSetPriority,
    OfficerSetSubject,
    OfficerTook,
    RequestDecided,
)
from domain.ticketports import Narrowing, QueueFilter
from storage.office.audit import Audit
from storage.person.members import Members
from storage.store import Store
from tests.databases import SetClock
from tests.storage.office import MEMBER, OFFICER, RULES, SUPERVISOR, Office


async def test_due_times_stand_in_the_row_and_move_with_what_happens(office: Office, clock: SetClock) -> None:
    """From noon on a Sunday, with a break until one: the first answer is due in four hours of work, half of it when urgent."""
    ref = await office.ask()
    file = await office.file(ref)
    assert (file.card.post, file.card.department) == (OFFICER, "member_relations")
    assert file.first_answer_due == file.card.due_at == clock.at.replace(hour=6) + timedelta(days=1)
    assert file.next_answer_due is None
    salem = await office.seat("salem")
    await office.happens(OfficerSetPriority(ref, salem, Priority.URGENT))
    assert (await office.file(ref)).first_answer_due == clock.at.replace(hour=11)
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerReplied(ref, salem, "أهلاً"))
    assert (await office.file(ref)).first_answer_due is None
    await office.happens(TextReceived("ومتى؟"))
    assert (await office.file(ref)).next_answer_due == clock.at.replace(hour=11)
    await office.happens(OfficerMoved(ref, salem, Stage.WITH_COMMITTEE))
    file = await office.file(ref)
    assert file.resolution_due is None
    assert file.card.stage is Stage.WITH_COMMITTEE


async def test_a_request_sent_to_the_committee_without_a_word_is_not_late(office: Office, clock: SetClock) -> None:
    """The member was told the committee's period: nothing is due, the officer keeps it, and nobody apologises."""
    ref = await office.ask()
    salem = await office.seat("salem")
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerMoved(ref, salem, Stage.WITH_COMMITTEE))
    told = len(await office.heard())
    file = await office.file(ref)
    assert (file.card.due_at, file.card.waiting_since) == (None, None)
    for _ in range(16):
        clock.forward(days=1)
        assert await office.lookout.look() == 0
        await office.works()
    assert len(await office.heard()) == told
    file = await office.file(ref)
    assert (file.card.officer, file.card.stage) == (salem, Stage.WITH_COMMITTEE)


async def test_a_ticket_knows_that_it_was_before_the_committee(office: Office) -> None:
    """Whatever came after the decision: what it accepted and papers are wanted for awaits no reply from it."""
    ref = await office.ask()
    salem = await office.seat("salem")
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerMoved(ref, salem, Stage.WITH_COMMITTEE))
    await office.happens(RequestDecided(ref, salem, accepted=True, reason=""))
    await office.happens(OfficerMoved(ref, salem, Stage.WAITING_FOR_MEMBER))
    card = await Members(office.store).card(MEMBER)
    assert card is not None
    assert [(ticket.stage, ticket.studied) for ticket in card.tickets] == [(Stage.WAITING_FOR_MEMBER, True)]


async def test_a_post_that_nobody_holds_is_alerted_by_role(office: Office) -> None:
    """Accounts without a post do what their roles say, and are told what comes to do; where somebody holds it, he alone is."""
    roles = ("officer", "supervisor", "committee", "manager")
    plain = {role: await office.officers.add(role, "hash", role, {}, role) for role in roles}
    salem, ref = await office.seat("salem"), await office.ask()
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerMoved(ref, salem, Stage.WITH_COMMITTEE))
    assert await _told(office, Alarm.TO_DECIDE) == {plain["committee"]}
    await office.happens(RequestDecided(ref, plain["committee"], accepted=True, reason=""))
    assert await _told(office, Alarm.TO_DECIDE) == set()  # of all who may decide one did
    await office.happens(OfficerReferred(ref, salem))
    assert await _told(office, Alarm.ROUTED) == {plain["supervisor"], plain["manager"]}
    khalid = await office.seat("khalid", SUPERVISOR)
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerMoved(ref, salem, Stage.REOPENED))
    assert await _told(office, Alarm.REOPENED) == {khalid}
    await office.happens(OfficerTook(ref, salem, "سالم"))
    assert await _told(office, Alarm.REOPENED) == await _told(office, Alarm.ROUTED) == set()  # somebody has it


async def _told(office: Office, what: Alarm) -> set[OfficerId]:
    everybody = await office.officers.all()
    return {one.id for one in everybody if what in {alert.what for alert in await office.alarms.unread(one.id)}}


async def test_a_committee_that_promised_a_latest_date_is_held_to_it(store: Store, clock: SetClock) -> None:
    """Its day stands at the desk; before it is over the ticket goes up, and the member hears who sees to it, and no apology."""
    office = Office(store, replace(RULES, targets=Targets(study=timedelta(days=14))))
    ref, salem = await office.ask(), await office.seat("salem")
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerMoved(ref, salem, Stage.WITH_COMMITTEE))
    due = (await office.file(ref)).resolution_due
    assert due == clock.at + timedelta(days=14)
    while clock.at < due:
        clock.forward(hours=5)
        await office.lookout.look()
        await office.works()
    file = await office.file(ref)
    assert (file.card.post, file.card.officer, file.card.stage) == (SUPERVISOR, None, Stage.WITH_COMMITTEE)
    assert any("قرب موعد معاملتك" in words for words in await office.heard())
    assert not any("تأخرنا" in words for words in await office.heard())


async def test_what_is_overdue_is_a_part_of_the_queue(office: Office, clock: SetClock) -> None:
    """With its count; department, channel and stage narrow it."""
    ref = await office.ask()
    other = await office.ask(conversation=ConversationId("sms:main:+966501234567"))
    clock.forward(days=1)
    me = OfficerId(1)
    assert (await office.tickets.counts(me))[QueueFilter.OVERDUE] == 2
    for narrowing, found in (
        (Narrowing(department="member_relations"), {ref, other}),
        (Narrowing(department="finance"), set()),
        (Narrowing(channel="sms"), {other}),
        (Narrowing(department="member_relations", stage=Stage.RECEIVED), {ref, other}),
    ):
        cards = await office.tickets.queue(QueueFilter.OVERDUE, me, narrowing=narrowing)
        assert {card.ref for card in cards} == found


async def test_one_has_the_chat_at_any_moment_and_for_how_long_is_kept(office: Office, clock: SetClock) -> None:
    """Taken, given to a colleague, handed back: two stretches, each with its end."""
    ref = await office.ask()
    salem, noura = await office.seat("salem"), await office.seat("noura")
    await office.happens(OfficerTook(ref, salem, "سالم"))
    clock.forward(minutes=10)
    await office.happens(OfficerTook(ref, noura, "نورة"))
    await office.happens(OfficerReassigned(ref, salem, noura, "نورة"))
    clock.forward(minutes=5)
    given = clock.at - timedelta(minutes=5)
    assert await office.stretches() == [(salem, given), (noura, None)]
    await office.happens(OfficerHandedBack(ref, noura))
    assert await office.stretches() == [(salem, given), (noura, clock.at)]
    assert (await office.card(ref)).stage is Stage.RECEIVED


async def test_of_two_who_take_at_once_the_second_is_told(office: Office) -> None:
    """By an alert that he ticks off; whoever gets or loses a ticket hears of it too, but not of his own deeds."""
    ref = await office.ask()
    salem, noura = await office.seat("salem"), await office.seat("noura")
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerTook(ref, noura, "نورة"))
    (alert,) = await office.alarms.unread(noura)
    assert (alert.ticket, alert.what) == (ref, Alarm.TAKEN_MEANWHILE)
    await office.alarms.read(salem, [alert.id])
    assert await office.alarms.unread(noura)
    await office.alarms.read(noura, [alert.id])
    assert await office.alarms.unread(noura) == ()
    await office.happens(OfficerReassigned(ref, salem, noura, "نورة"))
    assert [alert.what for alert in await office.alarms.unread(noura)] == [Alarm.GIVEN]
    assert await office.alarms.unread(salem) == ()


async def test_reopened_it_is_the_supervisors(office: Office) -> None:
    """Of high priority, without an owner, in his queue; all who hold his post are told."""
    ref = await office.ask()
    salem = await office.seat("salem")
    heads = [await office.seat("khalid", SUPERVISOR), await office.seat("huda", SUPERVISOR)]
    await office.happens(OfficerTook(ref, salem, "سالم"), OfficerMoved(ref, salem, Stage.RESOLVED), TextReceived("لم تُحل"))
    card = await office.card(ref)
    assert (card.stage, card.priority, card.officer, card.post) == (Stage.REOPENED, Priority.HIGH, None, SUPERVISOR)
    for head in heads:
        assert [alert.what for alert in await office.alarms.unread(head)] == [Alarm.REOPENED]


async def test_links_and_duplicates(office: Office) -> None:
    """Across conversations; a link to nothing is none, and a duplicate cannot go on in a duplicate."""
    one, two = await office.ask(), await office.ask(conversation=ConversationId("web:main:n"))
    salem = await office.seat("salem")
    await office.happens(
        OfficerLinked(one, salem, two), OfficerLinked(one, salem, two), OfficerLinked(one, salem, TicketRef("T0"))
    )
    assert ((await office.file(one)).linked, (await office.file(two)).linked) == ((two,), (one,))
    await office.happens(OfficerLinked(one, salem, two, together=False))
    assert (await office.file(two)).linked == ()
    await office.happens(OfficerMerged(one, salem, two))
    assert (await office.card(one)).merged_into == two
    assert (await office.file(two)).duplicates == (one,)
    await office.happens(OfficerMerged(two, salem, one), conversation=ConversationId("web:main:n"))
    assert (await office.card(two)).merged_into is None
    await office.happens(OfficerMerged(one, salem, None))
    card = await office.card(one)
    assert (card.merged_into, card.stage) == (None, Stage.RECEIVED)


async def test_what_was_sent_is_listed_with_its_ticket(office: Office) -> None:
    """Also where the member chose the ticket afterwards."""
    one = await office.ask()
    await office.happens(AttachmentReceived(AttachmentKind.IMAGE, "deed.jpg", file="f1"))
    assert [line.attachment.file for line in await office.tickets.attachments(one) if line.attachment] == ["f1"]
    await office.happens(TextReceived("ما تحترمون الناس"), TextReceived("لا"))
    cards = await office.tickets.queue(QueueFilter.OPEN, OfficerId(0))
    two = next(card.ref for card in cards if card.kind is TicketKind.COMPLAINT)
    await office.happens(AttachmentReceived(AttachmentKind.DOCUMENT, "b.pdf", file="f2"))
    assert await office.tickets.attachments(two) == ()
    await office.happens(TextReceived(two))
    assert [line.attachment.file for line in await office.tickets.attachments(two) if line.attachment] == ["f2"]


async def test_a_contact_written_down_is_a_ticket_like_others(office: Office) -> None:
    """In the queue of its topic, its officer's; nothing is queued for sending."""
    salem = await office.seat("salem")
    by_hand = ConversationId("hand:main:1")
    await office.happens(ContactLogged(salem, "زيارة", "سأل عن الصك", details=(("الاسم", "خالد"),)), conversation=by_hand)
    (card,) = await office.tickets.queue(QueueFilter.MINE, salem)
    assert (card.kind, card.reason, card.stage) == (TicketKind.CONTACT, HandoverReason.LOGGED, Stage.WITH_OFFICER)
    await office.happens(OfficerMoved(card.ref, salem, Stage.CLOSED), conversation=by_hand)
    assert await office.heard(by_hand) == []
    assert await office.tickets.queue(QueueFilter.RESOLVED, salem, "خالد")


async def test_a_new_subject_is_found(office: Office) -> None:
    """And the old one too."""
    ref = await office.ask()
    salem = await office.seat("salem")
    await office.happens(OfficerSetSubject(ref, salem, "اعتراض على قرار اللجنة"))
    for words in ("قرار اللجنه", "اعترض"):
        assert [card.ref for card in await office.tickets.queue(QueueFilter.OPEN, salem, words)] == [ref]


async def test_a_subject_of_signs_alone_is_kept_and_leads_to_no_fault(office: Office) -> None:
    """It has no word by which the ticket could be found, opened or changed so; it is found by its others."""
    ref = await office.ask()
    salem = await office.seat("salem")
    for subject in ("؟!", "👍", "ـــ"):
        await office.happens(OfficerSetSubject(ref, salem, subject))
        (card,) = await office.tickets.queue(QueueFilter.OPEN, salem)
        assert card.subject == subject
    await office.happens(ContactLogged(salem, "!!", "؟", details=()), conversation=ConversationId("hand:main:2"))
    assert len(await office.tickets.queue(QueueFilter.MINE, salem)) == 1
    assert [card.ref for card in await office.tickets.queue(QueueFilter.OPEN, salem, str(ref))] == [ref]


# ---- the trail -------------------------------------------------------------------------------------------------------


async def test_all_that_officers_do_and_look_at_is_in_the_trail(office: Office, clock: SetClock) -> None:
    """Page by page, of all, of one officer, or of one ticket; what members and the bot did is not in it."""
    audit = Audit(office.store)
    salem, noura = await office.seat("salem"), await office.seat("noura")
    ref = await office.ask()
    await office.tickets.seen(ref, salem)
    clock.forward(minutes=1)
    await office.happens(OfficerTook(ref, salem, "سالم"))
    clock.forward(minutes=1)
    await office.officers.set_post(noura, SUPERVISOR, salem)
    await office.officers.set_presence(noura, Presence.AWAY)
    deeds = await audit.deeds()
    assert {(deed.act, deed.officer_name) for deed in deeds} == {
        ("presence", "noura"),
        ("post", "salem"),
        ("assigned", "salem"),
        ("seen", "salem"),
    }
    assert [deed.act for deed in await audit.deeds(salem, ref)] == ["assigned", "seen"]
    assert [deed.act for deed in await audit.deeds(noura)] == ["presence"]
    pages, place = list[Deed](), ""
    while page := await audit.deeds(before=place, limit=1):
        pages += page
        place = page[-1].cursor
    assert [(deed.act, deed.subject) for deed in pages] == [(deed.act, deed.subject) for deed in deeds]
    with pytest.raises(BadInput):
        await audit.deeds(before="x")
