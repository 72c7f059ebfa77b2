"""Answers to the notice of a general assembly."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.assembly import AnnouncementId, Answer, Assembly, option
from domain.effects import RecordAttendance, SetConsent, SetLanguage
from domain.model import Language
from domain.quiet import MessageClass
from domain.states import Idle, NamingProxy
from handlers import consent
from handlers.context import Outreach
from tests.handlers.house import HOUSE, NOON, Talk, context

SEVEN = AnnouncementId(7)
MEETING = Assembly(dict.fromkeys(Language, "القاعة"), NOON + timedelta(days=9), dict.fromkeys(Language, ("بند",)))
INVITED = replace(HOUSE, outreach=Outreach(assemblies={SEVEN: MEETING}))


@pytest.mark.parametrize(("answer", "said"), [(Answer.ATTENDS, "سجلنا حضورك"), (Answer.ABSENT, "سجلنا اعتذارك")])
def test_an_answer_is_recorded_and_confirmed(answer: Answer, said: str) -> None:
    """A press says it all; what was awaited is still awaited."""
    talk = Talk(context(house=INVITED))
    assert said in talk.press(option(SEVEN, answer))
    assert talk.done(RecordAttendance) == [RecordAttendance(SEVEN, answer)]


def test_a_proxy_is_named() -> None:
    """The full name is asked for, once more if need be, and an officer checks it."""
    talk = Talk(context(house=INVITED))
    assert "من ينوب عنك" in talk.press(option(SEVEN, Answer.PROXY))
    assert talk.where() == NamingProxy(7)
    assert "الاسم الكامل" in talk.say("أخوي")
    assert "سعد محمد الحربي" in talk.say("سعد محمد الحربي")
    assert talk.done(RecordAttendance) == [RecordAttendance(SEVEN, Answer.PROXY, "سعد محمد الحربي")]
    assert isinstance(talk.where(), Idle)


def test_a_name_changes_no_language() -> None:
    """A name in Latin letters is no Arabic in Latin letters: an English conversation stays English."""
    talk = Talk(context(house=INVITED, language=Language.ENGLISH))
    talk.press(option(SEVEN, Answer.PROXY))
    assert "Ahmed Saleh Alharbi" in talk.say("Ahmed Saleh Alharbi")
    assert talk.done(SetLanguage) == []


def test_a_proxy_can_be_called_off() -> None:
    """Nothing is recorded then."""
    talk = Talk(context(house=INVITED))
    talk.press(option(SEVEN, Answer.PROXY))
    assert "لم أسجل إنابة" in talk.say("إلغاء")
    assert talk.done(RecordAttendance) == []


@pytest.mark.parametrize("number", [7, 8])
def test_what_is_over_or_unknown_takes_no_answer(number: int) -> None:
    """A button of last year's notice is answered politely."""
    talk = Talk(context(house=INVITED, now=MEETING.at))
    assert "انتهى موعد" in talk.press(option(AnnouncementId(number), Answer.ATTENDS))
    assert talk.effects[-1:] == talk.effects


def test_what_is_no_answer_to_an_assembly_is_an_old_option() -> None:
    """Whatever somebody sends."""
    talk = Talk(context(house=INVITED))
    assert "لم يعد متاحاً" in talk.press("assembly:x:attends")
    assert "لم يعد متاحاً" in talk.press("consent:spam:yes")


def test_consent_to_a_class_is_given_by_a_press() -> None:
    """The press is kept as the proof."""
    talk = Talk(context(house=INVITED))
    assert "سجلنا موافقتك" in talk.press("consent:awareness:yes")
    assert "سجلنا رفضك" in talk.press("consent:promotional:no")
    assert talk.ctx.contact.notices


def test_who_stopped_everything_may_keep_news_of_his_own_matters() -> None:
    """With one press, which refuses the other classes and is their proof."""
    talk = Talk(context(house=INVITED))
    talk.say("إيقاف")
    assert [effect.notices for effect in talk.done(SetConsent)] == [False]
    assert consent.ONLY in talk.options
    assert "وحدها" in talk.press(consent.ONLY)
    assert talk.ctx.contact.notices
    said = [(effect.message, effect.notices) for effect in talk.done(SetConsent)]
    assert said == [(None, True), (MessageClass.AWARENESS, False), (MessageClass.PROMOTIONAL, False)]
    assert {effect.proof for effect in talk.done(SetConsent)} == {f"pressed {consent.ONLY}"}


def test_a_yes_to_a_class_after_a_stop_is_a_yes_to_be_written_to() -> None:
    """Else he would wait in vain."""
    talk = Talk(context(house=INVITED))
    talk.say("إيقاف")
    talk.press("consent:awareness:yes")
    assert talk.ctx.contact.notices


def test_who_wants_notices_back_finds_how() -> None:
    """In words of his own, after he ended them: the same choices as the word for notices."""
    by_words, by_wish = Talk(), Talk()
    by_words.say("إشعارات")
    by_wish.say("ابي ارجع الاشعارات")
    assert by_wish.options == by_words.options != []
