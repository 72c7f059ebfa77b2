"""A question where something else is awaited: answered, and what was awaited is awaited yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.assembly import AnnouncementId, Answer, Assembly, option
from domain.effects import RecordAttendance, SetConsent
from domain.model import Language, TicketRef
from domain.states import Choosing, NamingProxy, Wish
from domain.ticketeffects import AddNote
from handlers.context import Outreach
from tests.handlers.house import HOUSE, NOON, Talk, context

SEVEN = AnnouncementId(7)
MEETING = Assembly(dict.fromkeys(Language, "القاعة"), NOON + timedelta(days=9), dict.fromkeys(Language, ("بند",)))
INVITED = replace(HOUSE, outreach=Outreach(assemblies={SEVEN: MEETING}))
COMPLAINT = "عندي شكوى المصعد خربان من يومين"


def test_what_surely_has_its_answer_is_no_part_of_a_complaint() -> None:
    """It is answered, and the officer need not read it."""
    talk = Talk()
    talk.say(COMPLAINT)
    talk.say("كم الرسوم؟")
    assert talk.done(AddNote) == []


def test_a_question_is_no_proxy() -> None:
    """It is answered, and the name asked for again."""
    talk = Talk(context(house=INVITED))
    talk.press(option(SEVEN, Answer.PROXY))
    assert "الاسم الكامل" in talk.say("متى الرد؟")
    assert talk.done(RecordAttendance) == []
    assert talk.where() == NamingProxy(7)
    assert "لم أسجل إنابة" in talk.say("ما له داعي")


@pytest.mark.parametrize("answer", ["ايه", "ياليت"])
def test_notices_stop_on_a_yes_behind_a_question(answer: str) -> None:
    """What was asked is asked once more below the answer."""
    talk = Talk()
    assert "إيقاف الإشعارات" in talk.say("رسالة غامضة")
    assert "إيقاف الإشعارات" in talk.say("متى الرد؟")
    talk.say(answer)
    assert [effect.notices for effect in talk.done(SetConsent)] == [False]


def test_which_is_meant_is_asked_once_more_behind_a_question() -> None:
    """Nothing is written into either meanwhile."""
    talk = Talk()
    talk.say(COMPLAINT)
    talk.state = Choosing(Wish.CALL_OFF, (TicketRef("T15323"), TicketRef("T15338")))
    assert "اختر رقم المعاملة" in talk.say("متى الرد؟")
    assert isinstance(talk.where(), Choosing)
    assert talk.done(AddNote) == []
