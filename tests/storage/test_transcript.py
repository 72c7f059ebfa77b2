import pytest
from sqlalchemy import select

from domain import effects
from domain.errors import BadInput
from domain.fileports import StoredFile
from domain.inbound import AttachmentKind, AttachmentReceived, ConversationStarted, TextReceived
from domain.model import Author, ConversationId, Option, Reply
from domain.ticketports import Line, Speaker
from storage import tables
from storage.attachments import Attachments
from storage.office import casetables
from storage.office.transcript import Transcript
from storage.office.troubles import Troubles
from storage.person.dossiers import Dossiers
from storage.store import Store
from tests.databases import SetClock
from tests.storage.working import A, Working, say


def _shown(lines: tuple[Line, ...]) -> list[tuple[Speaker, str]]:
    return [(line.speaker, line.text) for line in lines]


async def _send_all(working: Working) -> None:
    while due := await working.due():
        await working.outbox.sent([(outbound.id, "p") for outbound in due])


async def test_a_conversation_reads_in_the_order_of_what_happened(store: Store) -> None:
    """Words, replies with their options, an officer by his name; opening the chat is no line."""
    working = Working(store)
    await working.happens(inbound=ConversationStarted())
    await working.happens(effects.Say(Reply("مرحبا", (Option("act:menu", "القائمة"),))), inbound=TextReceived("سلام"))
    await working.happens(
        effects.Say(Reply("أنا سالم", author=Author.OFFICER, officer_name="سالم")), inbound=TextReceived("موظف")
    )
    photo = AttachmentReceived(AttachmentKind.IMAGE, "a.png", "image/png", 10, "f1", "صورة")
    await working.happens(inbound=photo)
    await _send_all(working)
    lines = await Transcript(store).lines(A)
    assert _shown(lines) == [
        (Speaker.MEMBER, "سلام"),
        (Speaker.BOT, "مرحبا"),
        (Speaker.MEMBER, "موظف"),
        (Speaker.OFFICER, "أنا سالم"),
        (Speaker.MEMBER, "صورة"),
    ]
    assert lines[1].options == (Option("act:menu", "القائمة"),)
    assert lines[3].name == "سالم"
    assert lines[4].attachment == photo
    assert lines[0].client_id == "p2"
    assert len({line.id for line in lines}) == 5


async def test_reading_on_gives_each_line_once(store: Store) -> None:
    """By cursor, two at a time, nothing is missed and nothing comes twice, also what is written meanwhile."""
    working, transcript = Working(store), Transcript(store)
    for number in range(4):
        await working.happens(say(f"a{number}"), inbound=TextReceived(f"q{number}"))
    await _send_all(working)
    seen: list[Line] = []
    while more := await transcript.lines(A, after=seen[-1].cursor if seen else "0", limit=2):
        seen += more
        if len(seen) == 4:
            await working.happens(say("a4"), inbound=TextReceived("q4"))
            await _send_all(working)
    assert [line.text for line in seen] == [word for n in range(5) for word in (f"q{n}", f"a{n}")]
    assert [line.text for line in await transcript.lines(A, limit=3)] == ["a3", "q4", "a4"]


async def test_a_member_sees_nothing_that_may_still_be_dropped(store: Store) -> None:
    """Lines end before the first message that is not sent; officers see it with its status."""
    working, transcript = Working(store), Transcript(store)
    await working.happens(say("answer"))
    await working.comes(TextReceived("more"))
    assert [line.text for line in await transcript.lines(A)] == ["words of p1"]
    internal = await transcript.lines(A, internal=True)
    assert [(line.text, line.status) for line in internal] == [("words of p1", ""), ("answer", "new"), ("more", "")]
    await _send_all(working)
    assert [line.text for line in await transcript.lines(A, after=internal[0].cursor)] == ["answer", "more"]


async def test_a_member_never_sees_what_failed(store: Store) -> None:
    """A dead message is for officers only."""
    working, transcript = Working(store), Transcript(store)
    await working.happens(say("dead"), say("alive"))
    (dead,) = await working.due()
    await working.outbox.dead(dead.id, "blocked")
    await _send_all(working)
    assert [line.text for line in await transcript.lines(A)] == ["words of p1", "alive"]
    assert [line.reason for line in await transcript.lines(A, internal=True)] == ["", "blocked", ""]


@pytest.mark.parametrize("cursor", ["x", "-1", "1;", "9" * 40, "٣"])
async def test_a_forged_cursor_is_refused(store: Store, cursor: str) -> None:
    """It comes from a browser and may be anything."""
    with pytest.raises(BadInput):
        await Transcript(store).lines(A, after=cursor)


async def test_another_conversation_is_empty(store: Store) -> None:
    """Nobody's lines show in somebody else's chat."""
    await Working(store).happens(say())
    assert await Transcript(store).lines(ConversationId("web:main:b")) == ()


async def test_words_that_are_forgotten_are_nowhere(store: Store) -> None:
    """They, their answer and what is kept to search in go; those of others stay, and so does what the member is told now."""
    working = Working(store)
    secret = await working.happens(say("رقمك 1058529940"), inbound=TextReceived("1058529940"))
    await working.happens(say("غيره"), inbound=TextReceived("متى الرد؟"))
    await _send_all(working)
    await working.happens(effects.ForgetWords((secret,)), say("محوته"))
    assert [line.text for line in await Transcript(store).lines(A, internal=True)] == [
        "متى الرد؟",
        "غيره",
        "words of p3",
        "محوته",
    ]
    kept = [select(table) for table in (tables.inbound, tables.outbound, tables.decision, casetables.said)]
    everything = await store.database.read(lambda c: [c.execute(rows).all() for rows in kept])
    assert "1058529940" not in str(everything)


@pytest.mark.parametrize("stage", ["kept", "wanted", "being fetched", "held by its message"])
async def test_a_file_is_forgotten_with_its_message(store: Store, clock: SetClock, stage: str) -> None:
    """Wherever it was: kept, still with the provider, on its way; the desk hears only of one that stays on the disk."""
    working, attachments, file = Working(store), Attachments(store), "f" * 32
    held = stage == "held by its message"
    picture = AttachmentReceived(AttachmentKind.IMAGE, file=file if held else "", reference="" if held else "r1")
    secret = await working.happens(say("لا ترسل صورة هويتك"), inbound=picture)
    wanted = await attachments.due(1)
    if stage == "kept":
        await attachments.kept(wanted[0], StoredFile(file, "image/png", 9))
    await _send_all(working)
    await working.happens(effects.ForgetWords((secret,)), say("محوته"))
    assert await attachments.due(1) == ()
    if stage == "being fetched":
        await attachments.kept(wanted[0], StoredFile(file, "image/png", 9))
    assert await Dossiers(store).left() == (() if stage == "wanted" else (file,))
    lines = await Transcript(store).lines(A, internal=True)
    assert {line.attachment for line in lines} == {None}
    if stage == "kept":
        assert await Troubles(store).now() == ()
        clock.forward(minutes=3)
        assert [trouble.where for trouble in await Troubles(store).now()] == [file]


async def test_officers_see_what_was_edited_and_what_was_replied_to(store: Store) -> None:
    """A reply shows what message of ours it answers; one to a message that is not ours, and what members see, show nothing."""
    working = Working(store)
    await working.happens(say("متى يناسبك؟"), inbound=TextReceived("سلام"))
    await _send_all(working)
    await working.happens(inbound=TextReceived("الأحد", reply_to="p"))
    await working.happens(inbound=TextReceived("الاثنين", edited=True))
    await working.happens(inbound=TextReceived("نعم", reply_to="his own"))
    read = Transcript(store)
    told = [
        (line.text, line.edited, line.quoted) for line in await read.lines(A, internal=True) if line.speaker is Speaker.MEMBER
    ]
    assert told == [("سلام", False, ""), ("الأحد", False, "متى يناسبك؟"), ("الاثنين", True, ""), ("نعم", False, "")]
    assert not any(line.quoted for line in await read.lines(A))
