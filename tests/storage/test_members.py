"""Members across their channels, and the words by which tickets are found."""

import pytest
from sqlalchemy import func, select

from domain import effects, ticketeffects
from domain.deskports import Proof
from domain.errors import BadInput
from domain.inbound import AttachmentKind, AttachmentReceived, Envelope, TextReceived
from domain.model import Author, ConversationId, HandoverReason, Language, OfficerId, Purpose, Reply, TicketKind, TicketRef
from domain.officeracts import OfficerReplied
from domain.ticketports import QueueFilter
from storage import tables
from storage.office import search
from storage.office.audit import Audit
from storage.office.casetables import identity, said
from storage.office.indexer import Indexer
from storage.office.officers import Officers
from storage.person.identities import Numbers
from storage.person.members import Members
from storage.store import Store
from storage.tickets import Tickets
from tests.databases import SetClock
from tests.storage.working import Working, say

PHONE = "+966501234567"
WHATSAPP, SMS = ConversationId(f"whatsapp:main:{PHONE}"), ConversationId(f"sms:main:{PHONE}")
WEB = ConversationId("web:main:abc")


async def comes(store: Store, working: Working, conversation: ConversationId, name: str, *done: effects.Effect) -> None:
    """Let a member write somewhere under a name."""
    number = str(await store.database.read(lambda c: len(c.execute(select(tables.inbound.c.id)).all())))
    text = TextReceived(f"words {number}")
    await working.inbox.accept([Envelope(conversation, f"{conversation}{number}", "x:main", text, store.clock.now(), name)])
    await working.write(await working.lane(), *done)


async def test_who_writes_from_the_same_proven_number_is_one_member(store: Store) -> None:
    """WhatsApp and SMS vouch for the number; a web chat stands alone."""
    working, members = Working(store), Members(store)
    await comes(store, working, WHATSAPP, "محمد")
    await comes(store, working, SMS, "")
    await comes(store, working, WEB, "Mohammed")
    card = await members.card(SMS)
    assert card is not None
    assert {(one.conversation, one.proof) for one in card.identities} == {(WHATSAPP, Proof.ALONE), (SMS, Proof.PHONE)}
    assert card.names == ("محمد",)
    alone = await members.card(WEB)
    assert alone is not None
    assert [one.conversation for one in alone.identities] == [WEB]
    assert await members.card(ConversationId("web:main:nobody")) is None


async def writes(store: Store, conversation: ConversationId, *, account: str = "", phone: str = "") -> None:
    """Let a member of whom the provider knows more than the address write."""
    working = Working(store)
    number = str(await store.database.read(lambda c: len(c.execute(select(tables.inbound.c.id)).all())))
    said = Envelope(conversation, number, "x:main", TextReceived("words"), store.clock.now(), account=account, phone=phone)
    await working.inbox.accept([said])
    await working.write(await working.lane())


async def theirs(store: Store, conversation: ConversationId) -> dict[ConversationId, Proof]:
    """Give the member's conversations, and how each is known to be his."""
    card = await Members(store).card(conversation)
    assert card is not None
    return {one.conversation: one.proof for one in card.identities}


SCOPED, SAME = ConversationId("whatsapp:main:SA.1349"), "SA.1349"


async def test_a_member_who_hides_his_number_stays_the_same_member(store: Store) -> None:
    """His lasting id came with his number before; what he has elsewhere by that number stays his, and the number is known."""
    await writes(store, SMS)
    await writes(store, WHATSAPP, account=SAME)
    await writes(store, SCOPED, account=SAME)
    joined = {SMS: Proof.ALONE, WHATSAPP: Proof.PHONE, SCOPED: Proof.ACCOUNT}
    assert await theirs(store, SCOPED) == joined
    assert await Numbers(store).last(SCOPED) == PHONE
    assert await Numbers(store).last(WEB) == ""


async def test_two_who_turn_out_to_be_one_become_one_member(store: Store) -> None:
    """The provider tells only later that the id belongs to a number that is known; notes come along."""
    await writes(store, WHATSAPP)
    await writes(store, SCOPED, account=SAME)
    salem = await Officers(store).add("salem", "h", "سالم", {})
    await Members(store).note(SCOPED, salem, "يفضل المساء", "k1")
    assert await theirs(store, SCOPED) == {SCOPED: Proof.ALONE}
    assert await Numbers(store).last(SCOPED) == ""
    await writes(store, SCOPED, account=SAME, phone=PHONE)
    assert await theirs(store, WHATSAPP) == {WHATSAPP: Proof.ALONE, SCOPED: Proof.PHONE}
    card = await Members(store).card(WHATSAPP)
    assert card is not None
    assert [note.text for note in card.notes] == ["يفضل المساء"]


async def test_the_lasting_id_counts_before_the_number(store: Store) -> None:
    """A number that changed hands does not make its new owner the old one, where the provider says who he is."""
    other = ConversationId("whatsapp:main:SA.77")
    await writes(store, SCOPED, account=SAME)
    await writes(store, WHATSAPP, account="SA.88")
    await writes(store, other, account=SAME, phone=PHONE)
    assert await theirs(store, other) == {SCOPED: Proof.ALONE, other: Proof.ACCOUNT}


async def test_what_an_officer_parted_the_provider_does_not_join_again(store: Store) -> None:
    """The officer knows better: two who share a phone."""
    salem = await Officers(store).add("salem", "h", "سالم", {})
    await writes(store, WHATSAPP, account=SAME)
    await writes(store, SCOPED, account=SAME, phone=PHONE)
    await Members(store).part(SCOPED, salem)
    await writes(store, SCOPED, account=SAME, phone=PHONE)
    assert await theirs(store, SCOPED) == {SCOPED: Proof.ALONE}


async def test_an_officer_joins_and_parts(store: Store) -> None:
    """Who made sure and when is kept; tickets, ratings and notes are of all channels; parted, a conversation stands alone."""
    working, members = Working(store), Members(store)
    salem = await Officers(store).add("salem", "h", "سالم", {Language.ARABIC: "الأستاذ سالم"})
    refs = await working.turns.references(2)
    for ref, conversation in zip(refs, (WHATSAPP, WEB), strict=True):
        ticket = ticketeffects.OpenTicket(ref, TicketKind.INQUIRY, "s", HandoverReason.ASKED)
        await comes(store, working, conversation, "محمد", ticket, ticketeffects.RecordRating(ref, 4))
    await members.note(WEB, salem, "يفضل الاتصال مساءً", "k1")
    await members.note(WEB, salem, "يفضل الاتصال مساءً", "k1")
    await members.join(WHATSAPP, WEB, salem)
    await members.join(WHATSAPP, WEB, salem)
    card = await members.card(WEB)
    assert card is not None
    assert [(one.conversation, one.proof, one.officer_name) for one in card.identities if one.conversation == WEB] == [
        (WEB, Proof.OFFICER, "سالم")
    ]
    assert {ticket.ref for ticket in card.tickets} == set(refs)
    assert card.ratings == (4, 4)
    assert [note.text for note in card.notes] == ["يفضل الاتصال مساءً"]
    await members.part(WHATSAPP, salem)
    for conversation in (WHATSAPP, WEB):
        parted = await members.card(conversation)
        assert parted is not None
        assert [one.conversation for one in parted.identities] == [conversation]
    await members.part(WHATSAPP, salem)
    acts = [deed.act for deed in await Audit(store).deeds(salem)]
    assert acts == ["parted", "joined", "member_note"]


async def test_a_members_history_is_one_line_of_time(store: Store, clock: SetClock) -> None:
    """What was said on all his channels, with notes and events, the last lines before a time."""
    working, members = Working(store), Members(store)
    for conversation in (WHATSAPP, SMS, WHATSAPP):
        clock.forward(minutes=1)
        await comes(store, working, conversation, "محمد", say(f"answer on {conversation[:3]}"))
    told = await members.history(SMS)
    assert [(one.conversation, one.line.text) for one in told] == [
        (WHATSAPP, "words 0"),
        (WHATSAPP, "answer on wha"),
        (SMS, "words 1"),
        (SMS, "answer on sms"),
        (WHATSAPP, "words 2"),
        (WHATSAPP, "answer on wha"),
    ]
    earlier = await members.history(SMS, before=told[4].line.at, limit=3)
    assert [one.line.text for one in earlier] == ["answer on wha", "words 1", "answer on sms"]
    assert await members.history(ConversationId("web:main:nobody")) == ()


async def test_conversations_from_before_there_were_members_get_one_when_looked_at(store: Store) -> None:
    """They are joined by their number then."""
    working, members = Working(store), Members(store)
    await comes(store, working, WHATSAPP, "محمد")
    await store.database.write(lambda connection: connection.execute(identity.delete()))
    card = await members.card(WHATSAPP)
    assert card is not None
    assert card.names == ("محمد",)


# ---- search ----------------------------------------------------------------------------------------------------------


async def found(store: Store, words: str) -> list[TicketRef]:
    """Search all open tickets."""
    return [card.ref for card in await Tickets(store).queue(QueueFilter.OPEN, OfficerId(1), words)]


async def test_messages_of_both_sides_and_notes_are_found(store: Store) -> None:
    """What the member wrote or sent, what an officer answered, internal notes; not what the bot says to everybody."""
    working, tickets = Working(store), Tickets(store)
    (ref,) = await working.turns.references(1)
    ticket = ticketeffects.OpenTicket(ref, TicketKind.INQUIRY, "موضوع", HandoverReason.ASKED)
    await working.happens(ticket, say("جواب معتمد"), inbound=TextReceived("أبغى صورة الصَّك لأرض الشرائع"))
    words = Reply("سأتصل بالبلدية", author=Author.OFFICER, purpose=Purpose.OFFICER)
    await working.happens(effects.Say(words), inbound=OfficerReplied(ref, OfficerId(1), "سأتصل بالبلدية"))
    await working.happens(inbound=AttachmentReceived(AttachmentKind.DOCUMENT, "مخطط.pdf", caption="المخطط المعتمد"))
    await tickets.note(ref, OfficerId(1), "راجع الأرشيف", "k")
    assert await found(store, "الشرائع") == []
    indexer = Indexer(store)
    while await indexer.catch_up():
        pass
    for query in ("صك", "الصك الشرايع", "ارض", "شرائ", "بالبلدية", "مخطط معتمد", "ارشيف"):
        assert await found(store, query) == [ref], query
    for query in ("جواب معتمد", "صك بلدية", "غائب", "؟!"):
        assert await found(store, query) == [], query
    assert await indexer.catch_up() == 0


async def test_a_member_is_found_by_name_and_number(store: Store) -> None:
    """However the number is written; and by the numbers in his form."""
    working = Working(store)
    (ref,) = await working.turns.references(1)
    details = (("رقم الهوية", "١٠٥٨٥٢٩٩٤٠"), ("رقم الجوال", "0559876543"))
    ticket = ticketeffects.OpenTicket(ref, TicketKind.SUPPORT, "طلب دعم", HandoverReason.FORM, details=details)
    await comes(store, working, WHATSAPP, "نورة الغامدي", ticket)
    for query in (
        "0501234567",
        "966501234567",
        "+966 50 123 4567",
        "00966501234567",
        "501234567",
        "٠٥٠١٢٣٤٥٦٧",
        "نوره",
        "1058529940",
        "0559876543",
        "+966 55 987 6543",
        "00966559876543",
        ref,
    ):
        assert await found(store, query) == [ref], query
    assert await found(store, "0509999999") == []


@pytest.mark.parametrize(
    "query", ['"', "'", "a'b", "a:b", "a*", "(", "NOT", "a & b", "\\", "OR OR", "\0", "ـــ", "%", "-", "ب" * 3000]
)
async def test_no_query_is_a_statement(store: Store, query: str) -> None:
    """Signs of the search languages are no more than signs."""
    assert await found(store, query) == []


async def test_a_message_that_is_committed_late_is_taken_in(store: Store) -> None:
    """On PostgreSQL a smaller number may appear after a greater one."""
    working = Working(store)
    for _ in range(3):
        await working.comes(TextReceived("خيمة"))
    indexer = Indexer(store)
    assert await indexer.catch_up() == 3
    gone = said.delete().where(said.c.source.like("i%"))
    await store.database.write(lambda connection: connection.execute(gone))
    expected = 3 if store.database.url.get_backend_name() == "postgresql" else 0
    assert await indexer.catch_up() == expected
    for _ in range(31):
        assert await indexer.catch_up() == 0
    await store.database.write(lambda connection: connection.execute(gone))
    assert await indexer.catch_up() == 0, "after a minute of silence nothing comes late"
    await working.comes(TextReceived("خيمة"))
    assert await indexer.catch_up() == 1


async def test_what_the_bot_says_is_not_looked_through_again_and_again(store: Store) -> None:
    """Where officers write seldom the indexer goes on behind the bot's words; what an officer writes then is found."""
    working, indexer = Working(store), Indexer(store)
    (ref,) = await working.turns.references(1)
    await working.happens(ticketeffects.OpenTicket(ref, TicketKind.INQUIRY, "موضوع", HandoverReason.ASKED), say("جواب"))
    while await indexer.catch_up():
        pass
    one = select(tables.outbound).limit(1)
    row = await store.database.read(lambda connection: dict(connection.execute(one).mappings().one()))
    del row["id"]
    rows = [row | {"key": f"many{number}", "position": 1_000 + number} for number in range(1_100)]
    await store.database.write(lambda connection: connection.execute(tables.outbound.insert(), rows))
    assert await indexer.catch_up() == 0
    reached = select(tables.counter.c.value).where(tables.counter.c.name == "said.o")
    newest = select(func.max(tables.outbound.c.id))
    values = await store.database.read(lambda connection: [connection.execute(each).scalar_one() for each in (reached, newest)])
    assert values[0] == values[1]
    words = Reply("سأتصل بالبلدية", author=Author.OFFICER, purpose=Purpose.OFFICER)
    await working.happens(effects.Say(words), inbound=OfficerReplied(ref, OfficerId(1), "سأتصل بالبلدية"))
    while await indexer.catch_up():
        pass
    assert await found(store, "بالبلدية") == [ref]


async def test_what_is_erased_is_found_no_more(store: Store) -> None:
    """The words of the search go with their rows."""
    working = Working(store)
    (ref,) = await working.turns.references(1)
    await working.happens(ticketeffects.OpenTicket(ref, TicketKind.INQUIRY, "خيمة", HandoverReason.ASKED))
    assert await found(store, "خيمة") == [ref]
    await store.database.write(lambda connection: connection.execute(said.delete()))
    assert await found(store, "خيمة") == []


def test_numbers_are_folded_to_their_digits() -> None:
    """Groups of digits are one number."""
    assert "0501234567" in search.folded("جوالي ٠٥٠ ١٢٣ ٤٥٦٧").split()
    assert search.telephone("web:main:+9665x") == ()


async def test_a_member_without_a_ticket_is_found_by_what_names_him(store: Store) -> None:
    """By name and number, once for all his channels; what others say of such a name finds nobody."""
    working, members, indexer = Working(store), Members(store), Indexer(store)
    await comes(store, working, WHATSAPP, "محمد العتيبي")
    await comes(store, working, SMS, "")
    await comes(store, working, WEB, "")
    while await indexer.catch_up():
        pass
    for query in ("العتيبي", "محمد عتيبي", "0501234567", "+966 50 123 4567", "00966 501234567"):
        assert [one.name for one in await members.find(query)] == ["محمد العتيبي"], query
    assert await members.find("words") == await members.find("") == ()
    await members.number(WEB, "1203", OfficerId(1))
    assert [(one.conversation, one.number) for one in await members.find("1203")] == [(WEB, "1203")]
    await comes(store, working, WHATSAPP, "أبو خالد")
    await indexer.catch_up()
    assert (len(await members.find("خالد")), await members.find("العتيبي")) == (1, ())


async def test_what_is_known_of_either_is_known_of_the_joined(store: Store) -> None:
    """Number of membership, wished channel, and what proved a number; two different numbers are two people's."""
    working, members, by = Working(store), Members(store), OfficerId(1)
    for conversation in (WEB, WHATSAPP, SMS):
        await comes(store, working, conversation, "")
    await members.number(WHATSAPP, "1203", by)
    await members.prefer(WHATSAPP, "sms", by)
    await members.number(WEB, "77", by)
    with pytest.raises(BadInput, match="numbers_differ"):
        await members.join(WEB, WHATSAPP, by)
    await members.number(WEB, "", by)
    await members.join(WEB, WHATSAPP, by)
    card = await members.card(WEB)
    assert card is not None
    assert (card.number, card.preferred) == ("1203", "sms")
    assert {one.conversation: one.proof for one in card.identities} == {
        WEB: Proof.ALONE,
        WHATSAPP: Proof.OFFICER,
        SMS: Proof.PHONE,
    }
    assert len(await members.find("1203")) == 1
    await members.part(WEB, by)
    assert [one.conversation for one in await members.find("1203")] != [WEB]


async def test_a_name_that_a_member_states_is_his_until_the_channel_names_him(store: Store) -> None:
    """In the queue, on his card and in the search; marked as his own statement."""
    working, members, tickets = Working(store), Members(store), Tickets(store)
    form = ticketeffects.OpenTicket(TicketRef("T10019"), TicketKind.SUPPORT, "x", HandoverReason.FORM, name="نورة الحازمي")
    await comes(store, working, WEB, "", form)
    (queued,) = await tickets.queue(QueueFilter.OPEN, OfficerId(1))
    assert (queued.member_name, queued.name_stated) == ("نورة الحازمي", True)
    card = await members.card(WEB)
    assert card is not None
    assert (card.names, card.identities[0].stated) == (("نورة الحازمي",), True)
    await Indexer(store).catch_up()
    assert [one.stated for one in await members.find("الحازمي")] == [True]
    await comes(store, working, WEB, "Nora H")
    (queued,) = await tickets.queue(QueueFilter.OPEN, OfficerId(1))
    assert (queued.member_name, queued.name_stated) == ("Nora H", False)
