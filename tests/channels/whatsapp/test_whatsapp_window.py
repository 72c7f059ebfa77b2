"""WhatsApp's window from end to end: engine's row, planner, sender, Twilio on loopback and back through the webhook."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import planner, plans, telephony
from bot.config import Settings
from domain.effects import Say
from domain.inbound import MemberOptedOut
from domain.model import ConversationId, Language, OfficerId, Option, Purpose, Reply, Stage, TicketRef
from domain.officeracts import RequestDecided
from domain.templates import Standing
from domain.ticketeffects import MoveTicket
from domain.troubles import Kind
from tests.channels.twilio.conftest import MEMBER, SMS, WHATSAPP, bench, empty_database, peer
from tests.channels.whatsapp.sending import ANSWER, NAMED, OFFICE, Desk, desk, settings
from tests.databases import envelope
from tests.peers import twilio as peers
from tests.storage.working import Working, opened

__all__ = ["bench", "desk", "empty_database", "peer", "settings"]


async def test_an_officers_answer_after_a_day_waits_for_the_tap(desk: Desk) -> None:
    """The template knocks once; the words, and those after them, come with the tap, in order."""
    bench = desk.bench
    await bench.peer.say(MEMBER, "أين وصل طلبي؟")
    bench.clock.forward(hours=30)
    await desk.answer(ANSWER)
    assert await desk.send() == ["لدينا رد لك."]
    assert await desk.standing() == [("parked",)]
    assert await desk.send() == []
    assert await bench.peer.press(MEMBER, "mujib:read", "اقرأ الرد") == 200
    assert await desk.send() == ["قُبل طلبك."]
    assert await desk.standing() == [("sent",)]


async def test_news_that_a_decision_overtook_are_dropped(desk: Desk) -> None:
    """Who taps after the committee has decided reads the decision, and not first that it was put before the committee."""
    bench, working = desk.bench, Working(desk.bench.store)
    ref = await opened(working, MoveTicket(TicketRef("T10019"), Stage.WITH_COMMITTEE), conversation=WHATSAPP)
    await bench.peer.say(MEMBER, "أين وصل طلبي؟")
    bench.clock.forward(hours=30)
    await desk.answer(replace(ANSWER, text="رُفع إلى اللجنة.", stages=((ref, Stage.WITH_COMMITTEE),)))
    assert await desk.send() == ["لدينا رد لك."]
    decided = RequestDecided(ref, OfficerId(1), accepted=True, reason="")
    await working.comes_all([replace(envelope(WHATSAPP, "decided", decided), origin="desk")])
    await working.write(await working.lane(), MoveTicket(ref, Stage.WITH_OFFICER), Say(ANSWER))
    assert await desk.send() == []
    assert await bench.peer.press(MEMBER, "mujib:read", "اقرأ الرد") == 200
    assert await desk.send() == ["قُبل طلبك."]
    assert await bench.rows("SELECT status, reason FROM outbound ORDER BY id") == [
        ("dropped", "The request had moved on before this could be sent."),
        ("sent", ""),
    ]


async def test_news_of_the_knock_are_no_news_of_the_answer(desk: Desk) -> None:
    """That the template was read does not mean that the answer was."""
    bench = desk.bench
    await bench.peer.say(MEMBER, "أين وصل طلبي؟")
    bench.clock.forward(hours=30)
    await desk.answer(ANSWER)
    await desk.send()
    assert await bench.peer.report(str(bench.peer.sent()[0]["sid"]), "read") == 200
    assert await desk.standing() == [("parked",)]


@pytest.mark.parametrize(
    ("fault", "knocks"),
    [(peers.Fault(400, 63021), 0), (peers.DROPPED, 1)],
    ids=["refused", "perhaps sent"],
)
async def test_a_knock_that_fails_loses_nothing(desk: Desk, fault: peers.Fault, knocks: int) -> None:
    """The answer stays parked and goes when the member writes; it does not knock again on the same door."""
    bench = desk.bench
    await bench.peer.say(MEMBER, "أين وصل طلبي؟")
    bench.clock.forward(hours=30)
    await desk.answer(ANSWER)
    bench.peer.fail("create", fault)
    await desk.send()
    assert len(bench.peer.sent()) == knocks
    assert await desk.standing() == [("parked",)]
    await bench.peer.say(MEMBER, "هل من جديد؟")
    assert await desk.send() == ["قُبل طلبك."]


async def test_a_knock_that_did_not_arrive_is_told_and_the_next_words_knock_again(desk: Desk) -> None:
    """The officer reads why he waits in vain; his later words may find the member."""
    bench = desk.bench
    await a_day_later(desk, ANSWER)
    await desk.send()
    (knock,) = bench.peer.sent()
    for _ in range(2):
        assert await bench.peer.report(str(knock["sid"]), "undelivered", "63049") == 200
    assert await bench.rows("SELECT status, reason, provider_id FROM outbound") == [
        ("parked", "WhatsApp withholds this message from the member", "")
    ]
    await bench.peer.say(MEMBER, "هل من جديد؟")
    assert await desk.send() == ["قُبل طلبك."]


async def test_a_knock_that_the_phone_misses_again_and_again_is_told_at_last(desk: Desk) -> None:
    """Five times it is tried, as any message is."""
    bench = desk.bench
    await a_day_later(desk, ANSWER)
    sent: list[str] = []
    for _ in range(7):
        await desk.correspondence.wake(bench.clock.now())
        sent += await desk.send()
        await bench.peer.report(str(bench.peer.sent()[-1]["sid"]), "undelivered", "30003")
    assert sent == ["لدينا رد لك."] * 5
    assert await bench.rows("SELECT status, reason, provider_id FROM outbound") == [
        ("parked", "the member's phone is off or out of reach", "")
    ]


async def test_old_news_of_a_knock_knock_no_more(desk: Desk) -> None:
    """A callback that comes twice tells of the first knock, and the second is on its way: each is paid."""
    bench = desk.bench
    await a_day_later(desk, ANSWER)
    await desk.send()
    first = str(bench.peer.sent()[0]["sid"])
    await bench.peer.report(first, "undelivered", "30003")
    await desk.correspondence.wake(bench.clock.now())
    assert await desk.send() == ["لدينا رد لك."]
    for code in ("30003", "63049"):
        await bench.peer.report(first, "undelivered", code)
        await desk.correspondence.wake(bench.clock.now())
        assert await desk.send() == []
    second = str(bench.peer.sent()[1]["sid"])
    assert await bench.rows("SELECT status, provider_id FROM outbound") == [("parked", second)]


async def test_buttons_that_are_refused_later_go_as_numbers_once(desk: Desk) -> None:
    """WhatsApp says so by a callback only; the member can still choose, and is not written to for ever."""
    bench = desk.bench
    await bench.peer.say(MEMBER, "مرحبا")
    await desk.answer(Reply("كيف أخدمك؟", tuple(Option(f"o{number}", f"خيار {number}") for number in (1, 2))))
    await desk.send()
    assert "ContentSid" in bench.peer.called("create")[0]
    assert await bench.peer.report(str(bench.peer.sent()[0]["sid"]), "failed", "63013") == 200
    assert await desk.send() == ["كيف أخدمك؟\n\n1. خيار 1\n2. خيار 2"]
    assert "ContentSid" not in bench.peer.called("create")[1]
    for number, standing in enumerate(("sent", "dead")):
        await bench.peer.report(str(bench.peer.sent()[number]["sid"]), "failed", "63013")
        assert await desk.standing() == [(standing,)]
    assert await desk.send() == []


async def test_a_notice_after_a_day_goes_in_its_template(desk: Desk) -> None:
    """The blank is filled with the words, on one line."""
    await desk.bench.peer.say(MEMBER, "مرحبا")
    desk.bench.clock.forward(hours=30)
    await desk.answer(Reply("صدر القرار.\n\nالأحد", purpose=Purpose.NOTICE))
    assert await desk.send() == ["تحديث: صدر القرار. الأحد الجمعية"]
    assert await desk.standing() == [("sent",)]


async def troubled(desk: Desk) -> list[tuple[str, str]]:
    """Give what the desk shows as wrong."""
    return [(one.where, one.about) for one in await desk.troubles.now()]


NEWS = Reply("صدر القرار.", purpose=Purpose.NOTICE)


async def a_day_later(desk: Desk, reply: Reply) -> None:
    """Have the engine say this when the window is closed."""
    await desk.bench.peer.say(MEMBER, "مرحبا")
    desk.bench.clock.forward(hours=30)
    await desk.answer(reply)


async def test_a_template_that_whatsapp_paused_is_told_once_and_not_used(desk: Desk) -> None:
    """The next one carries the news; the desk says so until it is approved again, and then it is used again."""
    desk.bench.peer.approvals["HXnotice"] = {"status": "paused", "category": "UTILITY"}
    await desk.watch.look()
    assert await troubled(desk) == [("whatsapp:notice.ar", "notice.ar (paused)")]
    await a_day_later(desk, NEWS)
    assert await desk.send() == ["جديد طلبك: صدر القرار. الجمعية"]
    desk.bench.peer.approvals["HXnotice"] = {"status": "approved", "category": "UTILITY"}
    await desk.watch.look()
    assert await troubled(desk) == []
    assert desk.watch.doubted == {}


async def test_a_message_refused_for_its_template_goes_in_the_next_one(desk: Desk) -> None:
    """Between two looks: the refusal is looked into at once, and the message was surely not sent."""
    await a_day_later(desk, NEWS)
    desk.bench.peer.approvals["HXnotice"] = {"status": "paused", "category": "UTILITY"}
    desk.bench.peer.fail("create", peers.Fault(400, 63041))
    await desk.send()
    desk.bench.clock.forward(minutes=1)
    assert await desk.send() == ["جديد طلبك: صدر القرار. الجمعية"]
    assert await troubled(desk) == [("whatsapp:notice.ar", "notice.ar (paused)")]


async def test_a_message_that_failed_later_for_its_template_goes_in_the_next_one(desk: Desk) -> None:
    """The callback names the template in its address."""
    await a_day_later(desk, NEWS)
    await desk.send()
    (sent,) = desk.bench.peer.sent()
    desk.bench.peer.approvals["HXnotice"] = {"status": "disabled", "category": "UTILITY"}
    assert await desk.bench.peer.report(str(sent["sid"]), "failed", "63042") == 200
    assert await desk.send() == ["جديد طلبك: صدر القرار. الجمعية"]
    assert await desk.standing() == [("sent",)]


async def test_a_refusal_for_a_template_that_is_approved_is_told_by_its_name(desk: Desk) -> None:
    """Something about its blanks or its language: it would fail again, so the message is held and somebody looks."""
    await a_day_later(desk, NEWS)
    desk.bench.peer.fail("create", peers.Fault(400, 63023))
    assert await desk.send() == []
    assert await desk.standing() == [("dead",)]
    assert await troubled(desk) == [("whatsapp:notice.ar", "notice.ar (63023)")]


async def test_an_answer_whose_knock_was_stopped_knocks_when_it_is_approved_again(desk: Desk) -> None:
    """Meanwhile it waits, looked at each hour, and the officer reads why; the member's own word would bring it at once."""
    bench = desk.bench
    bench.peer.approvals["HXanswer"] = {"status": "rejected", "rejection_reason": "tag"}
    await desk.watch.look()
    await a_day_later(desk, ANSWER)
    assert await desk.send() == []
    assert await bench.rows("SELECT status, reason FROM outbound") == [("parked", plans.WORDS[plans.Why.TEMPLATE_STOPPED])]
    bench.peer.approvals["HXanswer"] = {"status": "approved", "category": "UTILITY"}
    await desk.watch.look()
    bench.clock.forward(hours=1)
    await desk.correspondence.wake(bench.clock.now())
    assert await desk.send() == ["لدينا رد لك."]


async def test_a_knock_that_failed_later_for_its_template_is_no_knock(desk: Desk) -> None:
    """The answer is announced anew where there is another template, and waits where there is none."""
    bench = desk.bench
    await a_day_later(desk, ANSWER)
    assert await desk.send() == ["لدينا رد لك."]
    bench.peer.approvals["HXanswer"] = {"status": "paused", "category": "UTILITY"}
    assert await bench.peer.report(str(bench.peer.sent()[0]["sid"]), "failed", "63041") == 200
    await desk.correspondence.wake(bench.clock.now())
    assert await desk.send() == []
    assert await bench.rows("SELECT status, reason, provider_id FROM outbound") == [
        ("parked", plans.WORDS[plans.Why.TEMPLATE_STOPPED], "")
    ]


async def test_twilio_that_cannot_be_asked_changes_nothing(desk: Desk) -> None:
    """What was known stands; a template that Twilio does not know is none."""
    desk.bench.peer.fail("approval", peers.BROKEN, peers.BROKEN, peers.Fault(404, 20404))
    await desk.watch.look()
    assert desk.watch.doubted == {"HXspare": Standing.STOPPED}
    assert await troubled(desk) == [("whatsapp:notice.ar.2", "notice.ar.2 (missing)")]


async def test_a_template_moved_to_advertising_is_told_and_one_of_none_is_forgotten(desk: Desk) -> None:
    """The category is watched beside the status; what the configuration names no more is no trouble."""
    desk.bench.peer.approvals["HXanswer"] = {"status": "approved", "category": "MARKETING"}
    await desk.troubles.tell(Kind.TEMPLATE_STOPPED, "whatsapp:announcement.en", "announcement.en (paused)")
    watching = asyncio.create_task(desk.watch.run())
    async with asyncio.timeout(5):
        while not desk.watch.doubted:  # noqa: ASYNC110 - a look has no event for it
            await asyncio.sleep(0.01)
    watching.cancel()
    assert await troubled(desk) == [("whatsapp:answer.ar", "answer.ar (marketing)")]


async def test_a_saudi_member_by_sms_is_asked_nothing(desk: Desk) -> None:
    """A day after he wrote, he is not taken for one who can answer; the officer sees why his words did not go."""
    await desk.bench.peer.say("+966501234567", "أين وصل طلبي؟", peers.SMS)
    desk.bench.clock.forward(hours=30)
    await desk.answer(replace(ANSWER, text="قُبل طلبك، فهل ترسل صورة العقد؟"))
    assert await desk.send() == []
    (kept,) = await desk.bench.rows("SELECT status, reason FROM outbound")
    assert kept == ("dead", plans.WORDS[plans.Why.UNANSWERABLE])


async def test_a_saudi_member_by_sms_reads_the_officers_words_themselves(desk: Desk) -> None:
    """Where they ask for nothing he need not go anywhere to read them."""
    await desk.bench.peer.say("+966501234567", "أين وصل طلبي؟", peers.SMS)
    desk.bench.clock.forward(hours=30)
    await desk.answer(ANSWER)
    assert await desk.send() == [ANSWER.text]


async def test_a_member_found_to_have_stopped_is_told_to_the_engine(desk: Desk) -> None:
    """21610 becomes an opt-out in his conversation, so that nothing more is tried unasked."""
    bench = desk.bench
    bench.peer.stopped.add(MEMBER)
    await bench.peer.say(MEMBER, "مرحبا")
    await desk.answer(Reply("أهلاً"))
    await desk.send()
    assert await desk.standing() == [("dead",)]
    kinds = await bench.rows("SELECT kind FROM inbound ORDER BY id")
    assert [kind for (kind,) in kinds] == ["TextReceived", MemberOptedOut.__name__]


def test_the_configuration_makes_the_rules(settings: Settings) -> None:
    """Templates by purpose and language, the link and its hosts, and the hours of Riyadh."""
    rules = telephony.rules(settings, OFFICE)
    assert rules.templates == {
        (planner.Template.ANSWER, Language.ARABIC): ("HXanswer",),
        (planner.Template.NOTICE, Language.ARABIC): ("HXnotice", "HXspare"),
    }
    assert telephony.templates(settings) == NAMED
    assert (rules.link, sorted(rules.link_hosts)) == ("https://chat.example.sa/", ["chat.example.sa"])
    assert timedelta(hours=9) == timedelta(hours=rules.sending.shifts[0][0].opens.hour)


HIDDEN = ConversationId("whatsapp:+14155238886:SA.13491208655302741918")


@pytest.mark.parametrize(
    ("conversation", "hidden"), [(HIDDEN, True), (WHATSAPP, False), (SMS, False), (ConversationId("telegram:1:2"), False)]
)
def test_who_hides_his_number_is_known_by_his_address(
    settings: Settings, conversation: ConversationId, *, hidden: bool
) -> None:
    """Where nothing goes by SMS there is nothing to ask a number for."""
    assert telephony.numberless(settings)(conversation) is hidden
    assert not telephony.numberless(Settings())(conversation)


def test_a_number_is_written_to_by_sms(settings: Settings) -> None:
    """One that nobody vouches for only where nobody can write back."""
    reach = telephony.reach(settings)
    assert reach("+966501234567", False) == SMS
    assert reach("+447400123456", True) == "sms:+15005550006:+447400123456"
    assert reach("+447400123456", False) is None
    assert telephony.reach(Settings())("+966501234567", True) is None


@pytest.mark.parametrize(
    ("language", "words"), [(Language.ARABIC, "لعل هذه الرسالة لم تصلك"), (Language.ENGLISH, "may not have")]
)
async def test_what_goes_once_more_says_so(desk: Desk, language: Language, words: str) -> None:
    """A member who has it already knows why he reads it twice."""
    await desk.bench.peer.say(MEMBER, "أين وصل طلبي؟")
    await desk.answer(Reply("قُبل طلبك.", language=language, repeated=True))
    (sent,) = await desk.send()
    assert words in sent
    assert sent.endswith("\n\nقُبل طلبك.")
