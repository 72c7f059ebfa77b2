"""What is held of a member: given to him whole, and erased so that nothing names him."""

import contextlib
import functools
import gc
import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Text, select
from sqlalchemy.engine import Connection

from bot.forgetting import Forgetting, forget
from domain import codec, effects, ticketeffects
from domain.dossier import StillOpen, remove_left
from domain.errors import BadInput
from domain.inbound import AttachmentKind, AttachmentReceived, Envelope, Inbound, TextReceived
from domain.model import ConversationId, HandoverReason, Language, OfficerId, Stage, TicketKind, TicketRef
from domain.notices import Appointment, AppointmentKind
from domain.troubles import Kind
from faq import normalise
from storage import columns
from storage.files import FolderFiles
from storage.office.appointments import Appointments
from storage.office.audit import Audit
from storage.office.indexer import Indexer
from storage.office.officers import Officers
from storage.office.troubles import Troubles
from storage.outreach.projects import Projects
from storage.person.belongings import Person, his
from storage.person.dossiers import Dossiers
from storage.person.members import Members
from storage.store import Store
from storage.tickets import Tickets
from tests.storage.working import Working, say

PHONE = "+966501234567"
WHATSAPP, SMS = ConversationId(f"whatsapp:main:{PHONE}"), ConversationId(f"sms:main:{PHONE}")
OTHER = ConversationId("whatsapp:main:+966509999999")
NAME, SECRET, HIS_OWN = "محمد الغامدي", "سرطان", "سلامتكم"
BY = OfficerId(0)
FILE = "0123456789abcdef0123456789abcdef"


class Life:
    """A member's life with the association, on two channels, and somebody else's beside it."""

    def __init__(self, store: Store) -> None:
        """Live it in this store."""
        self.store, self.working, self._count = store, Working(store), 0

    async def comes(self, conversation: ConversationId, inbound: Inbound, *done: effects.Effect) -> None:
        """Let something come, and these effects follow."""
        self._count += 1
        name = "" if conversation == OTHER else NAME
        told = Envelope(conversation, f"p{self._count}", "x:main", inbound, self.store.clock.now(), name)
        await self.working.inbox.accept([told])
        await self.working.write(await self.working.lane(), *done)

    async def begun(self) -> TicketRef:
        """Open a ticket for each of the two, and leave traces of the first wherever a member leaves any."""
        his, other = await self.working.turns.references(2)
        for conversation, ref, what in ((WHATSAPP, his, SECRET), (OTHER, other, HIS_OWN)):
            opened = ticketeffects.OpenTicket(
                ref, TicketKind.SUPPORT, f"{what} والدي", HandoverReason.ASKED, details=(("phone", what),)
            )
            decided = effects.RecordDecision(f"{what}؟", "clarify", "", ())
            await self.comes(conversation, TextReceived(f"عندي {what}"), opened, decided, say(f"نأسف على {what}"))
        salem = await Officers(self.store).add("salem", "h", "سالم", {Language.ARABIC: "سالم"})
        sent = AttachmentReceived(AttachmentKind.IMAGE, f"{SECRET}.jpg", "image/jpeg", 9, FILE)
        later = effects.Remind(self.store.clock.now(), "k", SECRET)
        await self.comes(SMS, sent, effects.SetConsent(notices=False, proof=f"قال {SECRET}"), later)
        await Members(self.store).note(SMS, salem, f"مريض {SECRET}", "k1")
        await Tickets(self.store).note(his, salem, f"ملف {SECRET}", f"{SECRET}-key")
        await Projects(self.store).join("النور", WHATSAPP)
        visit = Appointment(0, his, AppointmentKind.VISIT, self.store.clock.now(), f"مستشفى {SECRET}", "", salem)
        await Appointments(self.store).add(visit, ())
        await Indexer(self.store).catch_up()
        return his

    async def settled(self, ref: TicketRef) -> None:
        """Settle his matter."""
        rated = (ticketeffects.RecordRating(ref, 2), ticketeffects.RecordComment(ref, f"لم تفهموا {SECRET}"))
        await self.comes(WHATSAPP, TextReceived("2"), ticketeffects.MoveTicket(ref, Stage.CLOSED), *rated)


async def test_nothing_of_an_erased_member_is_left_in_any_table(store: Store) -> None:
    """Neither his words nor name, number or file stand in any text column; all of another member's do, as before."""
    life, dossiers = Life(store), Dossiers(store)
    await life.settled(await life.begun())
    assert await dossiers.files(SMS) == (FILE,)
    before = await store.database.read(_texts)
    traces = (PHONE, PHONE[4:], SECRET, normalise.key(SECRET), NAME, FILE)
    assert all(any(trace in text for text in before) for trace in traces)
    done = await dossiers.erase(SMS, BY)
    assert (done.conversations, done.messages, done.tickets) == (2, 4, 1)
    assert await dossiers.left() == (FILE,)
    await dossiers.removed(FILE)
    after = await store.database.read(_texts)
    assert [text for text in after if any(trace in text for trace in traces)] == []
    assert [text for text in before if HIS_OWN in text or OTHER in text] == [
        text for text in after if HIS_OWN in text or OTHER in text
    ]
    assert await dossiers.find(PHONE) is None


def _written(path: Path) -> bytes:
    """Give what stands in a database's file."""
    with contextlib.closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    return path.read_bytes()


async def test_nothing_of_an_erased_member_is_left_in_sqlites_file(store: Store) -> None:
    """Neither in the index by which words are found, which keeps removed words for long, nor in pages that became free."""
    if store.database.url.get_backend_name() != "sqlite":
        return
    life = Life(store)
    await life.settled(await life.begun())
    await Dossiers(store).erase(SMS, BY)
    written = _written(Path(store.database.url.database or ""))
    left = [trace for trace in (PHONE, PHONE[4:], SECRET, normalise.key(SECRET), NAME) if trace.encode() in written]
    assert left == []
    assert HIS_OWN.encode() in written


async def test_a_file_that_cannot_be_removed_is_tried_again(store: Store, tmp_path: Path) -> None:
    """Until then those who look after the server see its name, and nothing of whose it was."""
    life, dossiers, files = Life(store), Dossiers(store), FolderFiles(tmp_path)
    await life.settled(await life.begun())
    (tmp_path / FILE).mkdir()  # no file can be removed here
    await dossiers.erase(SMS, BY)
    for _ in range(2):
        assert await remove_left(dossiers, files) == (FILE,)
    assert [(one.kind, one.where, one.about) for one in await Troubles(store).now()] == [(Kind.FILE_LEFT, FILE, "")]
    (tmp_path / FILE).rmdir()
    (tmp_path / FILE).touch()
    assert await remove_left(dossiers, files) == ()
    assert not (tmp_path / FILE).exists()
    assert await Troubles(store).now() == ()


async def test_an_address_that_an_officer_joined_is_gone_too(store: Store) -> None:
    """Whichever of the two the member was called after before they were joined: neither name is left anywhere."""
    life = Life(store)
    web = ConversationId("web:main:zqzqzq")
    await life.settled(await life.begun())
    await life.comes(web, TextReceived("سؤال"))
    await Members(store).join(web, WHATSAPP, BY)
    await Dossiers(store).erase(WHATSAPP, BY)
    after = await store.database.read(_texts)
    assert [text for text in after if PHONE[4:] in text or "zqzqzq" in text] == []


async def test_every_process_forgets_what_it_remembered(store: Store, tmp_path: Path) -> None:
    """Whichever process erased: the caches of messages' stored forms are empty after the next look, and not after each."""
    life, forgetting = Life(store), Forgetting(store, Dossiers(store), FolderFiles(tmp_path))
    await life.settled(await life.begun())
    assert not await forgetting.follow()
    codec.load_options(codec.dump_options(()))
    assert codec.load_options.cache_info().currsize
    await Dossiers(store).erase(SMS, BY)
    gc.freeze()
    assert await forgetting.follow()
    gc.unfreeze()
    assert codec.load_options.cache_info().currsize == codec.dump_reply.cache_info().currsize == 0
    assert not await forgetting.follow()


def test_only_this_programs_caches_are_emptied() -> None:
    """Others may hold what they cannot make again."""

    @functools.lru_cache
    def theirs(number: int) -> int:
        return number

    theirs.__module__ = "somebody.else"
    theirs(1)
    assert forget() > 1
    assert theirs.cache_info().currsize == 1


async def test_what_stays_counts_and_can_be_looked_at(store: Store) -> None:
    """His ticket keeps its kind, stage and rating under a conversation of nobody's; the trail says that he was erased."""
    life, dossiers, tickets = Life(store), Dossiers(store), Tickets(store)
    ref = await life.begun()
    await life.settled(ref)
    await dossiers.erase(WHATSAPP, BY)
    file = await tickets.file(ref)
    assert file is not None
    assert (file.card.kind, file.card.stage, file.card.rating) == (TicketKind.SUPPORT, Stage.CLOSED, 2)
    assert (file.card.subject, file.card.member_name, file.card.comment, file.details) == ("", "", "", ())
    assert file.card.conversation.startswith("hand:erased:")
    assert await Members(store).card(file.card.conversation) is not None
    assert "erased" in [deed.act for deed in await Audit(store).deeds()]


async def test_who_has_an_open_matter_is_not_erased(store: Store) -> None:
    """The ticket is named and nothing is changed; nor while a message of his waits to be answered."""
    life, dossiers = Life(store), Dossiers(store)
    ref = await life.begun()
    before = await store.database.read(_texts)
    with pytest.raises(StillOpen) as refused:
        await dossiers.erase(SMS, BY)
    assert refused.value.tickets == (ref,)
    assert await store.database.read(_texts) == before
    await life.settled(ref)
    await life.working.inbox.accept([Envelope(SMS, "p99", "x:main", TextReceived("؟"), store.clock.now(), NAME)])
    with pytest.raises(StillOpen) as waiting:
        await dossiers.erase(SMS, BY)
    assert waiting.value.tickets == ()


async def test_a_message_that_was_erased_does_not_come_again(store: Store) -> None:
    """The provider's number of it is known still; a new message begins a conversation anew, with nothing from before."""
    life, dossiers = Life(store), Dossiers(store)
    await life.settled(await life.begun())
    await dossiers.erase(SMS, BY)
    again = Envelope(WHATSAPP, "p1", "x:main", TextReceived(SECRET), store.clock.now(), NAME)
    await life.working.inbox.accept([again])
    assert await life.working.turns.claim(50, 10) == ()
    await life.comes(WHATSAPP, TextReceived("السلام عليكم"))
    card = await Members(store).card(WHATSAPP)
    assert card is not None
    assert (card.tickets, card.notes, [one.conversation for one in card.identities]) == ((), (), [WHATSAPP])


async def test_a_member_is_given_all_that_is_held_of_him(store: Store) -> None:
    """In plain values that JSON has, with nothing of the other's; that it was given stands in the trail."""
    life, dossiers = Life(store), Dossiers(store)
    await life.begun()
    given = json.dumps(await dossiers.export(SMS, BY), ensure_ascii=False)
    held = json.loads(given)
    assert {row["conversation"] for row in held["inbound"]} == {WHATSAPP, SMS}
    kinds = (
        "outbound",
        "ticket",
        "ticket_event",
        "appointment",
        "consent",
        "member_note",
        "project_member",
        "identity",
        "decision",
    )
    assert [kind for kind in kinds if not held[kind]] == []
    assert HIS_OWN not in given
    assert OTHER not in given
    assert "exported" in [deed.act for deed in await Audit(store).deeds()]


async def test_members_are_found_by_ticket_number_and_conversation(store: Store) -> None:
    """The number in any way of writing it; nobody for what is nobody's; those who share a number are asked for by a ticket."""
    life, dossiers = Life(store), Dossiers(store)
    ref = await life.begun()
    for who in (ref, f" {ref.casefold()} ", WHATSAPP):
        assert await dossiers.find(who) == WHATSAPP
    for who in (PHONE, "0501234567", "٠٥٠١٢٣٤٥٦٧", "966 50 123 4567", SMS):
        assert await dossiers.find(who) in {WHATSAPP, SMS}
    assert [await dossiers.find(who) for who in ("", "0500000000", "web:main:nobody", "%")] == [None] * 4
    await Members(store).part(SMS, BY)
    with pytest.raises(BadInput, match="several"):
        await dossiers.find(PHONE)


def test_every_table_that_names_a_conversation_is_known() -> None:
    """A new table cannot be forgotten: what names conversations is given and erased, or is named here with the reason."""
    known = {table.name for table in his(Person("m", ("c",), (), ()))}
    naming = {name for name, table in columns.metadata.tables.items() if "conversation" in table.c}
    assert naming - known == set()


def _texts(connection: Connection) -> list[str]:
    """Give all rows' text values, a row a line."""
    found = []
    for table in columns.metadata.sorted_tables:
        named = [column for column in table.c if isinstance(column.type, Text)]
        if named:
            found += [" | ".join(map(str, row)) for row in connection.execute(select(*named)).all()]
    return found
