"""What is told of how a matter goes on, and which open matter words are of."""

import pytest

from domain.model import Candidate, HandoverReason
from faq.decision import Act, Answer, Clarify, Decision, Handover
from handlers.hearing import developments, subjects, words
from handlers.question import going_on, meanwhile
from tests.handlers.house import LIBRARY

TROUBLE = Act("complaint", "action.complaint-unit", 0.9, (Candidate("action.complaint-unit", 0.9),))
SILENT = Handover(HandoverReason.SILENT, "objection", (Candidate("objection", 0.9),))


@pytest.mark.parametrize(
    "text",
    [
        "الفني جا وشاف وراح",
        "زارنا مندوب الصيانة وأخذ القياسات ثم انصرف",
        "A man came and said it needs a new part",
        "el fanni ja w shaf w ra7",
        "لا العماره ٥ مو ٣",
        "sorry, I meant building 5 not 3",
        "صلحوا المطبخ بس الحمام باقي",
        "اعطوني مفتاح غلط",
    ],
)
def test_how_a_matter_goes_on_is_told_plainly(text: str) -> None:
    """Who came and went, what was meant, what is left over."""
    assert developments.tells(text) >= going_on.PLAINLY


@pytest.mark.parametrize("text", ["I visited your office and everything went well", "ما جا احد", "المصعد خربان", "كم الرسوم"])
def test_what_begins_a_matter_goes_on_from_none(text: str) -> None:
    """Neither his own visit, nor that nobody came, nor a trouble."""
    assert not developments.tells(text)


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("المصعد شغال الحين شكرا", True),
        ("تم تركيب القفل الجديد وشكراً لكم", True),
        ("المبلغ رجع لحسابي اليوم", True),
        ("وقف التسريب الحمدلله", True),
        ("5alas sala7ooh mashkooreen", True),
        ("جا الفني وراح", False),
        ("السباك جا وما صلح شي", False),
        ("رجع التسريب", False),
        ("قالوا بكره يصلحوه", False),
        ("صلحوا المطبخ بس الحمام باقي", False),
        ("طلبت اصلاح المصعد", False),
        ("lel7een nafs el 7ala", False),
        ("ركبوا كمبروسر مستعمل", False),
        ("ركبوا كمبروسر جديد مشكورين", True),
        ("ما عاد فيه تسريب", True),
        ("ما فيه تسريب الحين", True),
        ("the leak is gone now, thanks", True),
        ("ما فيه موية الحين", False),
        ("ما فيه مشكلة", False),
        ("ما عاد فيه تسريب بس السقف مبلول", False),
    ],
)
def test_what_is_well_is_told_from_what_was_only_begun(text: str, *, well: bool) -> None:
    """A denial, a part, a promise or a visit mends nothing."""
    assert developments.is_mended(text) is well


def test_a_subject_is_named_by_what_only_it_holds() -> None:
    """Where in the house, since when and that it is broken is said of anything."""
    assert subjects.shared("صلحوا المطبخ", "تسريب مويه على مطبخي")
    assert subjects.shared("el matbakh lessa", "تسريب مويه على المطبخ")
    assert not subjects.shared("the garbage is not collected", "the lift is not working")
    assert not subjects.shared("باب العماره خربان من اسبوع", "المكيف خربان من اسبوع في العماره")


@pytest.mark.parametrize(
    ("decided", "text", "near", "told"),
    [
        (TROUBLE, "المصعد خربان", False, False),
        (TROUBLE, "المصعد خربان", True, True),
        (TROUBLE, "ابي اشتكي على المصعد", True, False),
        (TROUBLE, "I have a different complaint, the lift", True, False),
        (Act("pause", "action.pause", 0.3, ()), "سكت يومين ورجع", False, True),
        (Act("call_off", "action.call-off", 0.9, ()), "خلاص الحين ما احتاجه", False, False),
        (Answer("reply", 0.9, ()), "الحين صار عندي ولد", False, False),
        (Handover(HandoverReason.ANGER, "", ()), "جا وراح وما سوى شي", False, False),
        (Handover(HandoverReason.SENSITIVE, "secret", ()), "عطوني رقم احمد", False, False),
    ],
)
def test_more_of_what_is_open_is_told_from_other_matters(decided: Decision, text: str, *, near: bool, told: bool) -> None:
    """It tells how that goes on, or names it; wishes, anger and what is refused are none of it."""
    assert going_on.tells(decided, text, LIBRARY.entries, near=near) is told


def test_one_sign_leaves_a_doubt_where_a_certain_other_thing_is_complained_of() -> None:
    """«الحين» may begin anything; somebody who came and went belongs to what is open."""
    assert going_on.may_be_another(TROUBLE, "الحين المواقف مظلمة")
    assert going_on.may_be_another(SILENT, "الحين المواقف مظلمة")
    assert not going_on.may_be_another(TROUBLE, "جا الفني وراح")
    assert not going_on.may_be_another(Clarify(()), "الحين المواقف مظلمة")


def test_a_trouble_that_is_filed_is_no_likely_part_of_another() -> None:
    """A member who complains in so many words has a complaint of his own; one who only tells of a trouble is asked."""
    assert going_on.trouble(TROUBLE, "شباك الغرفة مكسور") == "action.complaint-unit"
    assert not going_on.trouble(TROUBLE, "ابي اشتكي على شباك الغرفة")
    assert not going_on.trouble(TROUBLE, "عندي مشكلة ثانية شباك الغرفة مكسور")
    assert not going_on.trouble(SILENT, "شباك الغرفة مكسور")


def test_they_mended_it_in_latin_letters_asks_nothing() -> None:
    """Of "sala7o" are left the consonants of «سؤال», since «7» and «2» leave none."""
    assert not words.asks("sala7o el matbakh bas el 7ammam lessa")
    assert words.wants_to_know("a3ref kam el rosoom")


def test_a_number_of_a_few_words_is_told() -> None:
    """«رقم الحوالة ٨٨٧٧» belongs to what is open, though it is like a question of payments."""
    unsure = Clarify((Candidate("fees", 0.5),))
    assert meanwhile.tells(unsure, "رقم الحوالة ٨٨٧٧", LIBRARY.entries)
    assert not meanwhile.tells(unsure, "شروط العضوية", LIBRARY.entries)


def test_what_is_by_now_is_not_therefore_well() -> None:
    """The matcher may take «now» for good news; no word of the message says so."""
    assert not developments.may_be_well("now it is dripping in the hallway too")
    assert developments.may_be_well("everything is fine now")


def test_thanks_beside_what_is_told_are_glad() -> None:
    """A sigh, or thanks for something, are not."""
    assert developments.is_glad("استلموا اوراقي اليوم مشكورين")
    assert not developments.is_glad("الحمدلله على كل حال المكيف خربان")
    assert developments.is_mended("لا خلاص اشتغل المكيف")
    assert not developments.is_mended("لا ما اشتغل المكيف")
    assert not developments.is_glad("ok thanks. also my neighbour parks in my place")
    assert not developments.is_glad("شكرا بس المكيف للحين خربان")
