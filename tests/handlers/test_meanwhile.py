"""What words mean while a request is open is decided in one place, by certainty, form of speech and closeness."""

import pytest

from domain.model import Candidate, HandoverReason, TicketKind
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover
from handlers.hearing import imperatives
from handlers.question import meanwhile, of_request, other_matters
from handlers.question.meanwhile import Meaning
from tests.handlers.house import HOUSE

ENTRIES = HOUSE.library.entries
NOTHING = Clarify(())


@pytest.mark.parametrize(
    "text",
    [
        "بلغوه اني بتأخر",
        "لو سمحت قول للموظف اني مسافر",
        "tell them my accountant will email the proof",
        "gool lel mowazaf eni msafer",
        "والله العيال عطشانين بلغوهم",
    ],
)
def test_a_word_for_the_officer_is_known_by_its_verb(text: str) -> None:
    """Whatever it is about, who is to be told what stands in front."""
    assert imperatives.relays(text)


@pytest.mark.parametrize(
    "text", ["بلغني الموظف اني مقبول", "قال لي الموظف تعال بكرة", "tell me the fees", "هل الموظف يبلغني بالقرار؟"]
)
def test_what_the_officer_told_is_no_word_for_him(text: str) -> None:
    """Being told, or asking to be, passes nothing on."""
    assert not imperatives.relays(text)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("actually scrap it, the bank fixed it", "call_off"),
        ("ما عاد ابيها تروح للجنة، اسحبوها", "call_off"),
        ("no don't cancel, I was just asking", "keep"),
        ("لا تلغونها", "keep"),
        ("لا لا ما ابغى الغيها", "keep"),
        ("no I don't want to cancel it", "keep"),
        ("ابغاها تمشي لو سمحت", "keep"),
        ("خلاص ما ابي، الغوها", "call_off"),
        ("ما عاد فيه تسريب", "solved"),
        ("لا، ما حد كلمني. وأريد مسؤولا أعلى", "raise"),
        ("wait no, it's not fixed, keep it", "keep"),
        ("قلت لا تقفل الشكوى السباك ما جا", "keep"),
        ("برسلها لكم بكرة ان شاء الله", "will_send"),
        ("I don't have it on me, will send it on Sunday", "will_send"),
    ],
)
def test_the_form_of_speech_outweighs_what_words_resemble(text: str, action: str) -> None:
    """What is asked in the imperative, or promised, is so whatever the matcher takes its matter for."""
    (asked,) = of_request.settled((Asked(text, NOTHING),), text, ENTRIES)
    assert isinstance(asked.decision, Act)
    assert asked.decision.action == action


def test_a_denied_wish_to_end_it_keeps_it_though_it_resembles_one() -> None:
    """«ما ابغى الغي الشكوى» has every word of a wish to drop it but the denial."""
    text = "قلت لك ما ابغى الغي الشكوى!! ابغاها تمشي"
    likely = Act("call_off", "action.call-off", 0.9, (Candidate("action.call-off", 0.9),))
    (asked,) = of_request.settled((Asked(text, likely),), text, ENTRIES)
    assert isinstance(asked.decision, Act)
    assert asked.decision.action == "keep"


def test_who_supposes_that_it_did_not_arrive_does_not_ask_if_it_did() -> None:
    """«اذا ما وصلكم ترجعونها؟» is no question after an arrival."""
    arrived = Act("arrived", "reply", 0.9, (Candidate("reply", 0.9),))
    for text, kind in (("طيب اذا ما وصلكم ترجعونها؟", Clarify), ("وصلكم؟", Act)):
        (asked,) = of_request.settled((Asked(text, arrived),), text, ENTRIES)
        assert isinstance(asked.decision, kind)


def test_a_word_to_pass_on_is_more_than_the_sigh_around_it() -> None:
    """«والله العيال عطشانين بلغوهم» is told to the officer, and not only comforted."""
    text, sigh = "والله العيال عطشانين بلغوهم", Act("comfort", "reply", 0.9, (Candidate("reply", 0.9),))
    (asked,) = of_request.settled((Asked(text, sigh),), text, ENTRIES)
    assert isinstance(asked.decision, Act)
    assert asked.decision.action == "relay"


@pytest.mark.parametrize("text", ["طيب وين اشوف ردكم عليه", "موضوع الجوال هذا خلصوه، الرقم الجديد 0501234567"])
def test_who_asks_where_or_gives_a_number_is_in_no_hurry(text: str) -> None:
    """Whatever it resembles, nothing of haste is noted."""
    likely = Clarify((Candidate("action.complaint-delay", 0.6),))
    (asked,) = of_request.settled((Asked(text, likely),), text, ENTRIES)
    assert not isinstance(asked.decision, Act)


def test_a_question_is_no_rating_where_nothing_can_be_rated() -> None:
    """«نصيبي كم من الخمسة» has a number of five in it; naming a rating means one."""
    rate = Act("rate", "rate", 0.8, (Candidate("rate", 0.9), Candidate("fees", 0.1)))
    asked, named = of_request.unrated((Asked("يعني نصيبي كم من الخمسة", rate), Asked("كيف اقيم الخدمة؟", rate)))
    assert isinstance(asked.decision, Clarify)
    assert named.decision == rate


@pytest.mark.parametrize("text", ["الغوا الموعد اللي كان معي وما قالوا لي", "كيف ألغي الشكوى؟", "قفل الباب علينا"])
def test_telling_or_asking_of_an_end_ends_nothing(text: str) -> None:
    """Only an own matter is dropped, and not by a question."""
    (asked,) = of_request.settled((Asked(text, NOTHING),), text, ENTRIES)
    assert asked.decision == NOTHING


def test_a_question_that_is_known_is_answered_and_a_telling_is_a_part() -> None:
    """The same answer is given to a member who asks for it, and not to one who tells something that resembles it."""
    known = Answer("fees", 0.9, (Candidate("fees", 0.9),))
    assert meanwhile.meant(known, "كم رسوم العضوية؟", ENTRIES) is Meaning.DECIDED
    assert meanwhile.meant(known, "حسبوا علي ٨٠٠ ريال زيادة على الرسوم", ENTRIES) is Meaning.PART


def test_a_place_is_no_wish_to_complain() -> None:
    """«العمارة ٩» resembles complaints about buildings, and says where."""
    assert meanwhile.meant(Act("complaint", "action.complaint", 0.97, ()), "العمارة ٩", ENTRIES) is Meaning.PART


@pytest.mark.parametrize(
    ("text", "kind", "another"),
    [
        ("ابغى اقدم شكوى ثانية عن الانارة", TicketKind.COMPLAINT, True),
        ("وهذا الجار اشتكوا عليه ناس", TicketKind.COMPLAINT, False),
        ("عندي شكوى على الحارس", TicketKind.SUGGESTION, True),
        ("عندي شكوى على الحارس", TicketKind.INQUIRY, True),
        ("أقترح مظلات للمواقف", TicketKind.COMPLAINT, True),
    ],
)
def test_another_complaint_or_suggestion_is_told_from_more_of_the_first(text: str, kind: TicketKind, *, another: bool) -> None:
    """It is of another kind, or says that it is another."""
    decided: Decision = Act("complaint", "action.complaint", 0.9, ()) if "شكوى" in text else NOTHING
    assert other_matters.is_another(decided, text, kind) is another


def test_another_matter_is_announced() -> None:
    """A word for a matter beside one for another says so; «مرة ثانية» does not."""
    assert other_matters.announces_another("the lights are out, different issue")
    assert other_matters.announces_another("وبعد عندي مشكلة ثانية الماء ينقطع")
    assert not other_matters.announces_another("ومرة ثانية سد علي الطريق")


@pytest.mark.parametrize(
    ("decided", "text", "told"),
    [
        (Handover(HandoverReason.OUT_OF_SCOPE, "", ()), "انهم يشغلون الاغاني لين الفجر", True),
        (Handover(HandoverReason.OUT_OF_SCOPE, "", ()), "كم طول برج خليفة؟", False),
        (Handover(HandoverReason.OUT_OF_SCOPE, "", ()), "ok thanks", False),
        (Handover(HandoverReason.ANGER, "", ()), "انتم ما تحترمون الناس ابدا", False),
        (NOTHING, "هذا من كل الاشياء اللي صارت", False),
    ],
)
def test_out_of_the_blue_only_what_is_told_is_a_part(decided: Decision, text: str, *, told: bool) -> None:
    """A question, a courtesy and anger go their own ways."""
    assert meanwhile.tells(decided, text, ENTRIES) is told


@pytest.mark.parametrize(("text", "asks"), [("كم اكثر شي اقدر املك", True), ("ليش تتأخرون علينا كذا دايم", False)])
def test_a_plain_question_is_not_told_where_words_were_awaited(text: str, asks: bool) -> None:
    """Rather sure is enough for one that no yes or no answers, with no mark; asking why is complaining."""
    assert meanwhile.asks_instead(Answer("fees", 0.9, ()), text, ENTRIES) is asks
