"""WhatsApp's messages as they reach Twilio."""

import asyncio
import json
from dataclasses import replace

import pytest

from channels.twilio.client import Api
from channels.whatsapp.channel import WhatsApp
from domain.channelports import Outgoing
from domain.errors import ContactStopped, Refused, SendError, Throttled, Uncertain
from domain.model import Attachment, ConversationId, Language, Option, Reply
from tests.channels.twilio.conftest import MEMBER, api, outbound, peer
from tests.messages import options
from tests.peers import twilio as peers

__all__ = ["api", "peer"]

ASK = Reply("كيف أخدمك؟", options(3))


async def send(channel: WhatsApp, reply: Reply, key: str = "in:1:0") -> str:
    """Send a reply as the sender does."""
    return await channel.send(outbound(reply, key=key), channel.render(reply))


@pytest.fixture
def whatsapp(api: Api) -> WhatsApp:
    """Give the channel."""
    return WhatsApp(api, "+14155238886")


async def test_words_go_as_they_are(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """From our sender to the member, with the key in the callback's address."""
    sid = await send(whatsapp, Reply("**السلام** عليكم"))
    (call,) = peer.called("create")
    assert call == {
        "To": MEMBER,
        "From": "whatsapp:+14155238886",
        "Body": "*السلام* عليكم",
        "StatusCallback": "http://127.0.0.1:9/webhooks/twilio/status?key=in:1:0",
    }
    assert peer.sent()[0]["sid"] == sid


async def test_buttons_are_one_content_object_made_once(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """Twenty replies with three buttons use the same object; the member sees each reply's own words."""
    await asyncio.gather(*(send(whatsapp, replace(ASK, text=f"سؤال {number}"), f"k{number}") for number in range(20)))
    assert len(peer.contents) == 1
    assert {message["body"].splitlines()[0] for message in peer.sent()} == {f"سؤال {number}" for number in range(20)}
    variables = json.loads(peer.called("create")[0]["ContentVariables"])
    assert (variables["2"], variables["3"]) == ("خيار 1", "o:1")


async def test_a_new_process_finds_the_objects_of_the_one_before(peer: peers.Twilio, api: Api, whatsapp: WhatsApp) -> None:
    """They are known by their names at Twilio, not by a table of ours."""
    await send(whatsapp, ASK)
    await send(WhatsApp(api, "+14155238886"), ASK, "k2")
    assert len(peer.contents) == 1


@pytest.mark.parametrize("count", [4, 10, 14])
@pytest.mark.parametrize("language", Language)
async def test_lists_keep_whatsapps_limits(peer: peers.Twilio, whatsapp: WhatsApp, count: int, language: Language) -> None:
    """The peer refuses what is beyond them; nothing is."""
    await send(whatsapp, Reply("اختر", options(count, "الخيار رقم {}"), language))
    assert peer.sent()[0]["content_sid"] in peer.contents


@pytest.mark.parametrize("fault", [peers.BROKEN, peers.Fault(401, 20003), peers.Fault(slow=5), peers.FLOOD])
@pytest.mark.parametrize("kind", ["contents", "content"])
async def test_without_a_content_object_the_numbers_go(
    peer: peers.Twilio, whatsapp: WhatsApp, kind: str, fault: peers.Fault
) -> None:
    """The reply is one message of words, and Twilio is not asked again at once."""
    peer.fail(kind, fault)
    await send(whatsapp, ASK)
    await send(whatsapp, ASK, "k2")
    assert [call["Body"] for call in peer.called("create")] == ["كيف أخدمك؟\n\n1. خيار 1\n2. خيار 2\n3. خيار 3"] * 2
    assert len(peer.called(kind)) == 1


@pytest.mark.parametrize("code", [21655, 21656, 63013])
async def test_a_refused_widget_becomes_words(peer: peers.Twilio, whatsapp: WhatsApp, code: int) -> None:
    """The refusal proves that nothing was sent, so the words may go."""
    peer.fail("create", peers.Fault(400, code))
    await send(whatsapp, ASK)
    assert [message["body"].count("خيار") for message in peer.sent()] == [3]
    assert "Body" in peer.called("create")[1]


SCOPED = ConversationId("whatsapp:+14155238886:SA.13491208655302741918")


async def test_an_id_that_twilio_takes_for_a_bad_number_is_called_what_it_is(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """Where no number is known the officer reads that the number is the way, and nothing goes to the id's digits."""
    peer.fail("create", peers.Fault(400, 21211))
    due = outbound(Reply("نعم"), SCOPED)
    with pytest.raises(Refused, match="write to his number") as refused:
        await whatsapp.send(due, whatsapp.render(due.reply))
    assert refused.value.code == "21211"
    assert [call["To"] for call in peer.called("create")] == ["whatsapp:SA.13491208655302741918"]


async def test_an_id_that_twilio_takes_for_a_bad_number_is_reached_by_the_last_number(peer: peers.Twilio, api: Api) -> None:
    """Once: a number that is refused too is refused for good."""
    asked = []

    async def number(conversation: ConversationId) -> str:
        asked.append(conversation)
        return "+966501234567"

    whatsapp, due = WhatsApp(api, "+14155238886", number=number), outbound(Reply("نعم"), SCOPED)
    peer.fail("create", peers.Fault(400, 21211))
    sid = await whatsapp.send(due, whatsapp.render(due.reply))
    assert [call["To"] for call in peer.called("create")] == ["whatsapp:SA.13491208655302741918", MEMBER]
    assert peer.called("create")[0]["StatusCallback"].endswith("key=in:1:0")
    assert (peer.messages[sid]["to"], asked) == (MEMBER, [SCOPED])
    peer.fail("create", peers.Fault(400, 21211), peers.Fault(400, 21211))
    with pytest.raises(Refused, match="not valid"):
        await whatsapp.send(due, whatsapp.render(due.reply))
    assert len(peer.called("create")) == 4


async def test_interactive_can_be_switched_off(peer: peers.Twilio, api: Api) -> None:
    """Then options are numbered lines."""
    await send(WhatsApp(api, "+14155238886", interactive=False), ASK)
    assert "Body" in peer.called("create")[0]
    assert not peer.called("contents")


async def test_a_template_goes_with_its_blanks(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """By its id, without words of our own; a blank without a value never leaves."""
    peer.contents["HX1"] = {"types": {"twilio/text": {"body": "لديك تحديث: {{1}} شكراً"}}}
    message = Outgoing("لديك تحديث", template="HX1", variables=(("1", "صدر القرار"),))
    await whatsapp.send(outbound(Reply("صدر القرار")), [message])
    assert peer.sent()[0]["body"] == "لديك تحديث: صدر القرار شكراً"
    with pytest.raises(Refused):
        await whatsapp.send(outbound(Reply("x")), [replace(message, variables=(("1", " "),))])


async def test_a_long_reply_goes_on_behind_the_part_that_was_taken(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """Too fast at the second part: the next attempt does not say the first again; only the last part's news tell the fate."""
    reply = Reply("كلمة " * 500)
    peer.fail("create", peers.Fault(), peers.FLOOD)
    with pytest.raises(Throttled):
        await send(whatsapp, reply)
    sids = await send(whatsapp, reply)
    assert [message["body"] for message in peer.sent()] == [part.text for part in whatsapp.render(reply)]
    assert [message["sid"] for message in peer.sent()] == sids.split()
    assert [call["StatusCallback"].rpartition("?")[2] for call in peer.called("create")] == [
        "key=in:1:0&part=1",
        "key=in:1:0",
        "key=in:1:0",
    ]


async def test_a_member_without_a_number_is_reached_by_his_id(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """The id goes out as it came in, letters and all."""
    conversation = ConversationId("whatsapp:+14155238886:SA.13491208655302741918")
    await whatsapp.send(replace(outbound(Reply("نعم")), conversation=conversation), whatsapp.render(Reply("نعم")))
    assert peer.called("create")[0]["To"] == "whatsapp:SA.13491208655302741918"


async def test_a_member_who_stopped_is_a_stopped_contact(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """21610 is told as such, so that consent can follow."""
    peer.stopped.add(MEMBER)
    with pytest.raises(ContactStopped):
        await send(whatsapp, Reply("نعم"))


async def test_a_lost_answer_is_uncertain_and_sent_once(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """Buttons or not: what may have arrived is not said again as words."""
    peer.fail("create", peers.DROPPED)
    with pytest.raises(Uncertain):
        await send(whatsapp, ASK)
    assert len(peer.sent()) == 1


def test_options_have_ids_that_come_back(whatsapp: WhatsApp) -> None:
    """What a button carries is what `parse` gives as the choice."""
    assert [option.id for option in whatsapp.render(ASK)[0].buttons] == [option.id for option in ASK.options]
    assert Option("o:1", "خيار 1") in ASK.options


async def test_who_waits_sees_that_an_answer_is_written(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """Twilio is told by the member's message; of one that came in parts the parts have no ids of their own."""
    await peer.say(MEMBER, "سؤال", lost=True)
    (sid,) = peer.messages
    conversation = ConversationId(f"whatsapp:+14155238886:{MEMBER.partition(':')[2]}")
    assert await whatsapp.typing(conversation, f"{sid}/1") < 25
    assert peer.called("typing") == [{"channel": "whatsapp", "messageId": sid}]
    with pytest.raises(SendError):
        await whatsapp.typing(conversation, "SM0")


PICTURE = Attachment(
    "f" * 32, "عقد.png", "image/png", 2000, "https://desk.example.sa/files/k1", "الملف: https://desk.example.sa/files/k1"
)
PAPER = replace(PICTURE, name="عقد.pdf", mime="application/pdf")


async def test_a_picture_goes_as_one_with_its_words(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """One message, that Twilio fetches the picture for."""
    await send(whatsapp, Reply("تفضل **عقدك**", attachment=PICTURE))
    (call,) = peer.called("create")
    assert (call["MediaUrl"], call["Body"]) == (PICTURE.address, "تفضل *عقدك*")


async def test_a_paper_follows_its_words(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """WhatsApp shows no text below a document; without words it goes alone."""
    await send(whatsapp, Reply("تفضل", attachment=PAPER))
    await send(whatsapp, Reply("", attachment=PAPER), "k2")
    told = [(call.get("Body", ""), call.get("MediaUrl", "")) for call in peer.called("create")]
    assert told == [("تفضل", ""), ("", PAPER.address), ("", PAPER.address)]


async def test_a_file_that_whatsapp_cannot_have_goes_as_a_link(peer: peers.Twilio, whatsapp: WhatsApp) -> None:
    """Where the server has no public address, or the file is of a type that no phone shows."""
    for file in (replace(PICTURE, address="http://127.0.0.1:8080/files/k1"), replace(PICTURE, mime="image/heic")):
        await send(whatsapp, Reply("تفضل", attachment=file), file.mime)
    assert [call["Body"] for call in peer.called("create")] == [f"تفضل\n\n{PICTURE.words}"] * 2


@pytest.mark.parametrize("code", [21620, 12300, 63005])
async def test_a_file_that_is_refused_goes_as_a_link(peer: peers.Twilio, whatsapp: WhatsApp, code: int) -> None:
    """It is certainly unsent, and its words are good; they are not said twice."""
    peer.fail("create", peers.Fault(), peers.Fault(400, code))
    await send(whatsapp, Reply("تفضل", attachment=PAPER))
    assert [message["body"] for message in peer.sent()] == ["تفضل", PAPER.words]
