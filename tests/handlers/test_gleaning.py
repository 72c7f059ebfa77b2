"""Answers that come beside others, before they are asked for, or with the wish for the form."""

from dataclasses import replace

import pytest

from domain.effects import Say
from domain.inbound import TextReceived
from domain.model import InboundId
from domain.states import ConfirmingForm, FillingForm, FormKind, Idle
from faq.decision import Act, Asked, Thread
from handlers import memory
from handlers.form import fields, forms, gleaning
from handlers.form.fields import Field
from tests.handlers.applicant import GIVEN, ID, MOBILE, NAME, NEED
from tests.handlers.house import HOUSE, Talk, context


def test_a_name_in_latin_letters_keeps_its_figures() -> None:
    """«m7ammad 3ali» is a whole name, and a number behind it still ends it."""
    gleaned = gleaning.found("ana m7ammad 3ali al7arbi jawali 0501234567", Field.NAME)
    assert gleaned == {Field.NAME: "m7ammad 3ali al7arbi", Field.MOBILE: "+966501234567"}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("اسمي محمد أحمد الغامدي", NAME),
        ("أنا محمد أحمد الغامدي", NAME),
        ("الاسم الكامل: محمد أحمد الغامدي", NAME),
        ("My name is Sara Ali Alghamdi", "Sara Ali Alghamdi"),
        ("I'm Sara Ali Alghamdi", "Sara Ali Alghamdi"),
        ("إسماعيل إبراهيم أحمد", "إسماعيل إبراهيم أحمد"),
        ("Ana Maria Lopez", "Ana Maria Lopez"),
    ],
)
def test_a_name_in_a_sentence_is_the_name(said: str, name: str) -> None:
    """Without the words in front of it."""
    assert fields.tidy(Field.NAME, said) == name


_NO_THREAD = Thread()


IN_ONE = "ابي طلب دعم اسمي محمد أحمد الغامدي ورقم هويتي 1058529940 وجوالي 0501234567 وابي مساعدة في الايجار"


ENGLISH = "I need support. My name is David Miller, my iqama is 1058529940 and my mobile is 0501234567"


@pytest.mark.parametrize(("said", "name"), [(IN_ONE, NAME), (ENGLISH, "David Miller")])
def test_what_the_first_sentence_tells_is_not_asked_again(said: str, name: str) -> None:
    """Name and numbers are taken and shown, only the rest is asked; thrown away, that sentence is erased too."""
    talk = Talk()
    talk.ctx = replace(talk.ctx, inbound=InboundId(1))
    step = forms.start(Idle(), FormKind.SUPPORT, talk.ctx, said)
    assert isinstance(step.state, FillingForm)
    assert dict(step.state.answers) == {"name": name, "national_id": ID, "mobile": "+966501234567"}
    (asked,) = (effect.reply.text for effect in step.effects if isinstance(effect, Say))
    assert name in asked
    assert "(4 من 4)" in asked
    heard = memory.heard(Idle(), TextReceived(said), step, talk.ctx)
    assert isinstance(heard.state, FillingForm)
    assert heard.state.said == (InboundId(1),)


def test_the_wish_for_a_form_is_heard_with_the_sentences_beside_it() -> None:
    """Though the matcher decides on the wish alone, the name and the numbers behind it are taken."""

    def first_sentence(text: str, thread: Thread = _NO_THREAD) -> tuple[Asked, ...]:
        del thread
        return (Asked(text.partition(".")[0], Act("support_request", "", 0.9, ())),)

    talk = Talk(context(house=replace(HOUSE, decide=first_sentence)))
    assert "David Miller" in talk.say(ENGLISH)


def test_a_form_is_wished_for_whatever_the_matcher_makes_of_the_answers_beside() -> None:
    """Name and numbers beside the wish begin it, behind the returned salam; without a wish they do not."""
    talk = Talk()
    said = talk.say(f"السلام عليكم. {IN_ONE}")
    assert said.startswith("وعليكم السلام")
    assert "(4 من 4)" in said
    assert "من 4" not in Talk().say("اسمي محمد أحمد الغامدي ورقم هويتي 1058529940 والتسجيل متعطل")


def test_several_answers_in_one_message_are_all_taken() -> None:
    """Where the name is asked, the numbers behind it are taken too."""
    talk = Talk()
    talk.say("أبغى دعم")
    assert "(4 من 4)" in talk.say(f"{NAME} {ID} 0501234567")
    assert f"الاسم الكامل: {NAME}" in talk.say(NEED)


def test_a_mobile_in_place_of_the_id_is_kept_as_the_mobile() -> None:
    """It is noted, the id is asked again, and the mobile is not asked for any more."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", NAME),)))
    said = talk.say(MOBILE)
    assert "سجلت رقم الجوال: 0501234567" in said
    assert "(2 من 4)" in said
    assert "(4 من 4)" in talk.say(ID)


def test_a_number_given_too_early_is_kept_for_its_question() -> None:
    """An identity number in place of the name can be nothing else."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert f"سجلت رقم الهوية/الإقامة: {ID}" in talk.say(ID)
    assert "(3 من 4)" in talk.say(NAME)


def test_what_a_registration_is_for_may_be_told_early_and_anew() -> None:
    """Where a number is asked it is kept; at the review it takes the first one's place."""
    talk = Talk(state=FillingForm(FormKind.REGISTRATION, GIVEN[:1]))
    assert "(2 من 4)" in talk.say("عضوية جديدة، سمعت عنكم من صديقي")
    talk.say(ID)
    assert "المطلوب في التسجيل: عضوية جديدة، سمعت" in talk.say(MOBILE)
    assert "صححت المطلوب في التسجيل: تحديث بياناتي لأني انتقلت." in talk.say("تحديث بياناتي لأني انتقلت")


def test_a_number_beside_other_words_is_kept_where_the_name_is_asked() -> None:
    """The half that tells no whole name loses nothing of the other."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert f"سجلت رقم الهوية/الإقامة: {ID}" in talk.say(f"اسمي ريان وهويتي {ID}")


@pytest.mark.parametrize("said", ["عندي طفل معاق ونحتاج كرسي كهربائي", "ابغى ترميم سقف البيت", "احتاج ترميم السقف"])
def test_a_need_told_where_a_number_is_asked_is_kept(said: str) -> None:
    """It is not asked for again."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, GIVEN[:2]))
    assert "(3 من 4)" in talk.say(said)
    assert isinstance(talk.state, FillingForm)
    assert dict(talk.state.answers)["need"] == said


def test_answers_behind_their_labels_are_the_answers() -> None:
    """As on paper: «الاسم/ …», «الطلب: …»."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    for words in (f"الاسم/ {NAME}", f"الهوية/ {ID}", f"الجوال/ {MOBILE}", f"الطلب/ {NEED}"):
        talk.say(words)
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انا سعود فهد المطيري وابي اسجل عندكم", "سعود فهد المطيري"),
        ("سجلني معكم انا خالد بن محمد العتيبي", "خالد بن محمد العتيبي"),
        ("أود التسجيل واسمي عبدالرحمن صالح الزهراني", "عبدالرحمن صالح الزهراني"),
        ("please sign me up, I am Khalid Omar Alzahrani", "Khalid Omar Alzahrani"),
        ("ابي اسجل انا موظف بالقطاع الحكومي", None),
        ("انا ساكن في الحي الشرقي وابي اسجل", None),
        ("I am already a member", None),
    ],
)
def test_a_name_is_taken_from_a_wish_however_it_is_introduced(text: str, name: str | None) -> None:
    """A family's name ends it; what else somebody is stays out of the form."""
    assert gleaning.found(text).get(Field.NAME) == name


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("ابي اقدم على دعم ايجار انا مطلقة وعندي ٣ عيال", True),
        ("ابي اقدم على الدعم الحين ضروري", False),
        ("كيف اقدم على دعم ايجار لامي", False),
        ("ابغى دعم لترميم بيتي", True),
        ("need support because I lost my job", True),
        ("ابغى ارفع طلب دعم", False),
        ("طلب دعم بس ما قدمته للحين", False),
        ("انا بندر الشهري وقدمت في رمضان طلب ترميم", False),
        ("ابغى اقدم طلب دعم وكمان عندي شكوى على تاخير معاملتي", False),
    ],
)
def test_the_need_told_with_the_wish_for_support_is_kept(text: str, tells: bool) -> None:
    """Nobody is asked again what for, nor is a bare wish or a question taken for a need."""
    assert gleaning.need(text) == (text if tells else "")


def test_a_need_is_kept_without_the_name_beside_it() -> None:
    """The sentence that introduces the member is no part of what he needs."""
    assert gleaning.need("I need help with rent. My name is Tariq Khan") == "I need help with rent."
    assert gleaning.need("Hi, I need to apply for financial support. My name is Tariq Khan") == ""


def test_what_is_told_behind_and_is_gleaned() -> None:
    """«واسمي …» is a name as «اسمي …» is."""
    assert gleaning.found(f"ابي طلب دعم واسمي ماجدة طلال وهويتي {ID}") == {Field.NATIONAL_ID: ID, Field.NAME: "ماجدة طلال"}
