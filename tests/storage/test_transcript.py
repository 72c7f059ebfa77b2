import pytest

from domain import effects
from domain.errors import BadInput
from domain.inbound import AttachmentKind, AttachmentReceived, ConversationStarted, TextReceived
from domain.model import Author, ConversationId, Option, Reply
from domain.ticketports import Line, Speaker
from storage.store import Store
from storage.transcript import Transcript
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
