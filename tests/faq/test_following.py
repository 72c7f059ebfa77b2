"""A short follow-up is decided together with the last answer; what names its own matter is not."""

import functools
from dataclasses import replace

import pytest

from domain.model import Language
from faq import decide, follower, following, scales
from faq.decision import Act, Answer, Clarify, Handover, Thread, subject_of
from faq.entries import Kind
from faq.experts import training
from faq.matcher import Matcher, Ranking
from tests.faq import phrasebook

_ENTRIES = (
    *phrasebook.ENTRIES,
    phrasebook.entry(
        "fees.once", "هل رسوم العضوية سنوية", "الرسوم كل سنة ولا مرة", "is the membership fee yearly", "yearly fee"
    ),
    phrasebook.entry("surplus.guaranteed", "هل الأرباح سنوية مضمونة", "is the profit yearly", "is the profit guaranteed"),
    phrasebook.entry("shares.who", "من يحدد قيمة السهم", "who sets the price of a share"),
    phrasebook.entry("fees.who", "من يحدد رسوم العضوية", "who sets the membership fee"),
    replace(
        phrasebook.entry("fees.late", "ماذا يحدث إذا تأخرت في السداد", "paying late"),
        follow_ups=("وان تأخرت", "and if i am late"),
    ),
    phrasebook.entry("action.register", "سجلوني عضو", "التسجيل", "register me", kind=Kind.ACTION, action="register"),
)


@functools.cache
def _matcher() -> Matcher:
    return training.build(_ENTRIES, None)


_DECIDE = phrasebook.later(lambda: decide.decider(_matcher(), _ENTRIES))
_FEE = Thread("fees.amount", "fees")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("is that yearly?", "fees.once"),
        ("سنوية ولا مرة؟", "fees.once"),
        ("ومين يحددها؟", "fees.who"),
        ("who sets it?", "fees.who"),
    ],
)
def test_a_follow_up_is_about_what_was_answered(text: str, entry: str) -> None:
    """The same words ask of the fee after the fee was told."""
    (asked,) = _DECIDE(text, _FEE)
    assert isinstance(asked.decision, Answer)
    assert asked.decision.entry == entry


def test_a_longer_question_that_is_not_clear_by_itself_goes_on_too() -> None:
    """«do I pay the same once more next year» says of what only with the fee that was told before."""
    text = "طيب وهل لازم ادفع نفس المبلغ مره ثانيه السنه الجايه"
    assert isinstance(_DECIDE(text)[0].decision, Clarify)
    assert subject_of(_DECIDE(text, _FEE)[0].decision) == "fees.once"


def test_a_longer_question_keeps_its_own_answer_where_with_the_last_one_none_is_sure() -> None:
    """More than a few words, fairly sure by themselves, are not asked back for what was spoken of before."""
    text = "هل الرسوم ندفعها كل سنة او مرة وحدة"
    threads = (Thread(), Thread("shares.who", "shares"), Thread("surplus.guaranteed", "surplus"))
    assert {subject_of(_DECIDE(text, thread)[0].decision) for thread in threads} == {"fees.once"}


def test_what_is_denied_in_more_than_a_few_words_asks_nothing() -> None:
    """«ما» asks «what» in few words only."""
    assert following.asks("ما المدة")
    assert not following.asks("لا ما ابي شكوى بس طفشت")


def test_what_was_answered_is_not_what_is_asked_again() -> None:
    """«وكم؟» behind the amount does not ask for the amount."""
    (asked,) = _DECIDE("وكم؟", _FEE)
    assert "fees.amount" not in {one.entry for one in asked.decision.candidates}


@pytest.mark.parametrize(
    "text", ["بكم الشقة", "متى تفتحون", "كم رصيدي", "what are your opening hours", "من فاز في المباراة؟", "write me a poem?"]
)
def test_a_question_that_names_its_matter_stands_alone(text: str) -> None:
    """Whatever was answered before, it is decided as it would be out of the blue."""
    assert _DECIDE(text, _FEE) == _DECIDE(text)


def test_a_follow_up_begins_nothing() -> None:
    """«والتسجيل؟» asks about the matter; the form is begun by whoever wishes for it."""
    (asked,) = _DECIDE("والتسجيل؟", _FEE)
    assert not isinstance(asked.decision, Act)
    (alone,) = _DECIDE("التسجيل")
    assert isinstance(alone.decision, Act)


def test_a_follow_up_is_never_handed_over_for_not_being_understood() -> None:
    """He is asked what he means, with what lies near; a person is called for what is nobody's to answer."""
    (asked,) = _DECIDE("وزوجتي؟", _FEE)
    assert isinstance(asked.decision, Clarify)
    (guarded,) = _DECIDE("وحكمها حلال؟", _FEE)
    assert isinstance(guarded.decision, Handover)


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("والرسوم؟", True),
        ("ولو رفضوني", True),
        ("and my wife?", True),
        ("وانا رقم كم فيها", True),
        ("كم الأرباح اللي توزعونها", False),
        ("وقفوا الرسائل ما ابيها", False),
        ("وش شروط العضوية", False),
        ("how do I become a member", False),
        ("ok what about my wife then", True),
        ("and what happens to all of my shares when I leave you?", True),
        ("what happens to all of my shares when I leave you?", False),
    ],
)
def test_leaning(text: str, leans: bool) -> None:
    """An «and» before a noun, or a pronoun that nothing in the question explains, points back."""
    assert following.leans(text) is leans


@pytest.mark.parametrize("text", ["وان تاخرت؟", "and if i'm late?"])
def test_a_written_follow_up_is_known_behind_an_answer_of_its_topic(text: str) -> None:
    """Words that say nothing by themselves mean the entry under which they are written, after its topic was spoken of."""
    (asked,) = _DECIDE(text, _FEE)
    assert asked.decision.candidates[0].entry == "fees.late"
    (elsewhere,) = _DECIDE(text, Thread("surplus.guaranteed", "surplus"))
    assert elsewhere.decision != asked.decision


@pytest.mark.parametrize(("text", "beside"), [("is that yearly?", "The fee"), ("سنوية؟", "الرسوم"), ("kol sana?", "الرسوم")])
def test_the_title_of_the_last_answer_goes_beside_it_in_the_language_of_the_question(text: str, beside: str) -> None:
    """Words of two languages are read less well together."""
    fee = replace(_ENTRIES[0], title={Language.ARABIC: "الرسوم", Language.ENGLISH: "The fee"})
    heard = list[str]()

    def rank(words: str) -> Ranking:
        heard.append(words)
        return _matcher().rank(words)

    follower.Follower(scales.Scales({fee.id: fee}, scales.USUAL), rank, _matcher().written).ranked(text, _FEE)
    assert heard == [text, f"{text} {beside}"]


@pytest.mark.parametrize(("names", "settled"), [(["fees.late"], True), (["fees.late", "fees.other"], False)])
def test_words_written_for_two_entries_of_a_topic_settle_nothing(names: list[str], *, settled: bool) -> None:
    """They are weighed like any others."""
    known = {one.id: one for one in (*_ENTRIES, replace(_ENTRIES[0], id="fees.other"))}
    weighing = scales.Scales(known, scales.USUAL)
    following = follower.Follower(weighing, _matcher().rank, lambda _: dict.fromkeys(names, 1.0))
    assert (following.written_behind("وان تأخرت", _FEE) is not None) is settled


def test_follow_ups_are_no_phrasings() -> None:
    """Out of the blue they are neither known word for word nor learnt from."""
    matcher = training.build(_ENTRIES, None)
    assert "fees.late" in matcher.written("وان تأخرت")
    plain = training.build([replace(entry, follow_ups=()) for entry in _ENTRIES], None)
    assert matcher.rank("وان تأخرت").candidates == plain.rank("وان تأخرت").candidates
    assert not plain.written("وان تأخرت")


def test_a_few_words_that_fit_any_topic_are_asked_of_the_one_just_spoken_of() -> None:
    """«who decides?» has an answer of its own; behind the fee it asks of that, behind another topic it does not."""
    own = phrasebook.entry("handling.decides", "who decides it", "who decides", "من يقرر")
    entries = [replace(one, follow_ups=("who decides", "من يقرر")) if one.id == "fees.who" else one for one in (*_ENTRIES, own)]
    decider = decide.decider(training.build(entries, None), entries)
    threads = (Thread(), _FEE, Thread("surplus.guaranteed", "surplus"))
    found = [decider("who decides?", thread)[0].decision for thread in threads]
    assert [one.entry for one in found if isinstance(one, Answer)] == ["handling.decides", "fees.who", "handling.decides"]


def test_what_is_like_a_phrasing_is_asked_of_nothing_else() -> None:
    """«بكم السهم» behind the fee is no question of the fee, though so few words may ask the same of many topics."""
    own = phrasebook.entry("shares.price", "بكم السهم", "كم قيمة السهم", "how much is a share")
    decider = decide.decider(training.build((*_ENTRIES, own), None), (*_ENTRIES, own))
    for text in ("بكم السهم؟", "وكم قيمة السهم؟"):
        assert {subject_of(decider(text, thread)[0].decision) for thread in (Thread(), _FEE)} == {"shares.price"}


_TELL = phrasebook.entry("action.tell", "انا جيتكم الصباح", "i came in the morning", kind=Kind.ACTION, action="tell")
_TOLD = (*_ENTRIES, _TELL)
_DECIDE_TOLD = phrasebook.later(lambda: decide.decider(training.build(_TOLD, None), _TOLD, replace(scales.USUAL, like=0.5)))


def test_what_asks_nothing_and_is_like_nothing_is_told() -> None:
    """It is answered from no entry, though one surely comes first: it is told, where there is an entry for telling."""
    (asked,) = _DECIDE_TOLD("i paid the yearly fee")
    assert isinstance(asked.decision, Clarify)
    assert [one.entry for one in asked.decision.candidates[:2]] == ["action.tell", "fees.once"]
    assert isinstance(_DECIDE("i paid the yearly fee")[0].decision, Answer)
