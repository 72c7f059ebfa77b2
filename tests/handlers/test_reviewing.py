"""The review of a form and its signature."""

import pytest

from domain.model import TicketKind
from domain.states import ConfirmingForm, Describing, Draft, FormKind, SigningForm
from domain.ticketeffects import OpenTicket
from tests.handlers.applicant import GIVEN, NAME, NEED, filled
from tests.handlers.house import FIRST, NOON, Talk


def test_a_signature_that_differs_is_asked_again_and_then_judged_by_an_officer() -> None:
    """A wrong name is asked for twice more; then the request is submitted with a mark."""
    talk = filled()
    talk.say("صحيحة")
    assert "لا يطابق" in talk.say("سعيد علي")
    talk.say("سعيد علي")
    talk.say("سعيد علي")
    assert "لا يطابق" in dict(talk.done(OpenTicket)[0].details)["التوقيع"]


def test_an_unclear_review_ends_at_an_officer() -> None:
    """Neither yes nor no is asked again twice; then an officer is called and the answers are kept."""
    talk = filled()
    for _ in range(3):
        talk.say("ممكن")
    assert talk.state == Describing(TicketKind.INQUIRY, ticket=FIRST, called_at=NOON, draft=Draft(FormKind.SUPPORT, GIVEN))


def test_the_review_is_confirmed_in_other_words() -> None:
    """«اي نعم صح» is a yes; to the signature it is none."""
    talk = filled()
    assert "للتوقيع" in talk.say("اي نعم صح")
    assert "للتوقيع" in talk.say("نعم صحيحة")


def test_a_question_at_the_review_is_answered_without_its_mark() -> None:
    """The review stands below the answer, or holds the question for the officer."""
    said = filled().say("كيف تحسبون هذا")
    assert "وكتبت سؤالك مع طلبك" in said
    assert "سؤالك للموظف: كيف تحسبون هذا" in said


@pytest.mark.parametrize("words", ["شكرا الله يعطيك العافيه", "جزاك الله خير", "السلام عليكم", "ok thank you"])
def test_a_courtesy_is_no_signature(words: str) -> None:
    """A name that differs is left to the officer at last; thanks are thanks."""
    talk = filled()
    for said in ("صحيحة", "فهد محمد القحطاني", "فهد محمد القحطاني", words):
        talk.say(said)
    assert isinstance(talk.where(), SigningForm)
    talk.say("فهد محمد القحطاني")
    assert talk.done(OpenTicket)


def test_a_yes_below_answers_that_were_changed_since_is_none() -> None:
    """The button of an older review shows the answers as they are now; that of the newest leads on to the signature."""
    talk = filled()
    old = talk.options[0]
    talk.say("الصحيح جوالي 0559876543")
    new = talk.options[0]
    assert "رقم الجوال: 0559876543" in talk.press(old)
    assert isinstance(talk.state, ConfirmingForm)
    assert "أتحمل المسؤولية" in talk.press(new)


@pytest.mark.parametrize(
    "said",
    [
        "كل البيانات صحيحة",
        "all good",
        "صح كلامك",
        "لا خلاص تمام كدا",
        "كمل",
        "ارسلها",
        "صحيح بس بسرعة",
        "looks good to me",
        NAME,
    ],
)
def test_the_review_is_confirmed_however_it_is_said(said: str) -> None:
    """A word that it is right and none against it, a word to go on, or his name already."""
    assert "للتوقيع" in filled().say(said) or "To sign" in filled().say(said)


@pytest.mark.parametrize(
    "said", ["صحيح بس ابي اضيف شي", "تمام بس الجوال غلط", "مو صحيحة كلها", "not all correct", "الاسم صحيح؟"]
)
def test_what_speaks_against_the_review_does_not_confirm_it(said: str) -> None:
    """A yes with a but is none."""
    talk = filled()
    talk.say(said)
    assert not isinstance(talk.state, SigningForm)


def test_a_sentence_below_the_answers_is_added_to_what_he_told() -> None:
    """Nothing of it is lost; he reviews it once more."""
    talk = filled()
    assert "أضفت ذلك إلى الدعم المطلوب" in talk.say("زوجتي حامل وعندنا خامس بالطريق")
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, (*GIVEN[:3], ("need", f"{NEED}، زوجتي حامل وعندنا خامس بالطريق")))


@pytest.mark.parametrize(
    ("name", "signature", "signs"),
    [
        ("سلطان بن ناصر القرني", "سلطان ناصر القرني", True),
        ("علي محمد", "علي محمد القحطاني", True),
        ("علي محمد القحطاني", "علي القحطاني", False),
        ("علي محمد", "سعد علي محمد", False),
    ],
)
def test_a_signature_may_say_more_than_the_name_and_not_less(name: str, signature: str, signs: bool) -> None:
    """«بن» is no difference; another name, or a part of it, is asked about."""
    talk = Talk(state=SigningForm(FormKind.SUPPORT, (("name", name), *GIVEN[1:])))
    talk.say(signature)
    assert bool(talk.done(OpenTicket)) is signs


def test_whoever_asks_at_the_review_if_anything_is_left_sees_it_once_more() -> None:
    """The question is none for an officer."""
    talk = filled()
    assert "هل هي صحيحة" in talk.say("باقي شي ثاني؟")
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("قصدي ترميم المطبخ", "ترميم المطبخ"),
        ("actually help with the rent", "help with the rent"),
        ("التكاليف 30 الف", f"{NEED}، التكاليف 30 الف"),
    ],
)
def test_what_is_told_at_the_review_is_added_or_takes_the_first_ones_place(said: str, kept: str) -> None:
    """Who announces a correction replaces what he told."""
    talk = filled()
    talk.say(said)
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, (*GIVEN[:3], ("need", kept)))


@pytest.mark.parametrize(("said", "kept"), [("محمد احمد الزهراني", "محمد احمد الزهراني"), ("سعد علي القرني", NAME)])
def test_a_name_at_the_review_that_begins_or_ends_alike_is_the_name(said: str, kept: str) -> None:
    """Another one may be anybody's, and is not taken."""
    talk = filled()
    talk.say(said)
    assert isinstance(talk.state, ConfirmingForm)
    assert dict(talk.state.answers)["name"] == kept


@pytest.mark.parametrize("said", ["ابغى اشوف بياناتي", "show me my data", "انتهينا؟"])
def test_who_would_see_his_answers_sees_them(said: str) -> None:
    """What he says is no part of them."""
    talk = filled()
    talk.say(said)
    assert talk.state == ConfirmingForm(FormKind.SUPPORT, GIVEN)


def test_the_request_called_off_at_the_review_is_not_added_to_it() -> None:
    """He is asked what becomes of what he entered."""
    assert "هل أبقيه أم أمحوه" in filled().say("اجل الغوا الطلب")
