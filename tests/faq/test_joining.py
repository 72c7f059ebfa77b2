"""Two questions in one message, by rankings that are written here: which halves are questions of their own."""

from collections.abc import Mapping
from typing import Final

import pytest

from domain.model import Candidate, HandoverReason, Language
from faq import beside, joining, normalise
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Thread, subject_of
from faq.entries import Flag, Kind
from faq.follower import Follower
from faq.judge import Judge
from faq.language import Guess
from faq.matcher import Ranking
from faq.scales import USUAL, Scales
from tests.faq import phrasebook

ENTRIES: Final = {
    one.id: one
    for one in (
        phrasebook.entry("shares.price", "كم سعر السهم"),
        phrasebook.entry("shares.maximum", "كم سهم أقدر أشتري"),
        phrasebook.entry("shares.meaning", "وش يعني سهم"),
        phrasebook.entry("fees.membership", "كم الرسوم"),
        phrasebook.entry("fees.not-shares", "هل الرسوم من قيمة السهم"),
        phrasebook.entry("withdrawal.how", "كيف أنسحب"),
        phrasebook.entry("withdrawal.amount", "كم يرجع لي"),
        phrasebook.entry("contact.hours", "متى تفتحون"),
        phrasebook.entry("death.heirs", "وش يصير بأسهم المتوفى"),
        phrasebook.entry("silent.papers", "وش الأوراق المطلوبة", kind=Kind.SILENT),
        phrasebook.entry("silent.distress", "أنا في ضيق شديد", kind=Kind.SILENT, flags=frozenset({Flag.URGENT})),
        phrasebook.entry("action.thanks", "شكرا", kind=Kind.ACTION, action="thanks"),
        phrasebook.entry("action.register", "أبغى أسجل", kind=Kind.ACTION, action="register"),
    )
}
SURE: Final = 0.99
"""Of what only one entry comes near: it has a certainty of 0.96."""
PRICE, MOST = "كم سعر السهم", "واقدر اشتري كم سهم"
LIKELY, FIRM, DOUBTED = ({"contact.hours": 0.8, "death.heirs": rival} for rival in (5e-3, 3e-4, 5e-2))
"""Less than a part must have: a certainty of 0.74, 0.83 and 0.65; from `topic` on it may be read beside what is sure."""


WHO: Final = "انا عضو"


@pytest.mark.parametrize(
    ("piece", "decision", "only_tells"),
    [
        (WHO, Handover(HandoverReason.SILENT, "silent.papers", ()), True),
        (WHO, Handover(HandoverReason.SENSITIVE, "silent.distress", ()), False),
        (WHO, Handover(HandoverReason.OUT_OF_SCOPE, "", ()), False),
        (WHO, Answer("fees.membership", 0.9, ()), False),
        ("وش الأوراق", Handover(HandoverReason.SILENT, "silent.papers", ()), False),
        ("انا عضو عندكم من سنين وساكن في جدة", Handover(HandoverReason.SILENT, "silent.papers", ()), False),
    ],
)
def test_a_few_words_that_a_person_would_answer_may_only_tell_who_asks(
    piece: str, decision: Decision, *, only_tells: bool
) -> None:
    """Not what asks, what is answered, what is urgent, or a story."""
    assert joining.tells_who(judge({}), piece, decision) is only_tells


def test_who_asks_if_it_is_allowed_gives_no_thanks() -> None:
    """However near his words are to a courtesy."""
    near = (Candidate("action.thanks", 0.25), Candidate("fees.membership", 0.02))
    weighed = judge({}).scales.settled
    assert isinstance(weighed("i am pakistani all is ok", near, 0.3), Act)
    assert not isinstance(weighed("i am pakistani is it ok", near, 0.3), Act)


def judge(rankings: Mapping[str, Mapping[str, float]], *known: str) -> Judge:
    """Make a judge to whom texts are what is written here, and all others nothing."""
    written = {normalise.key(text): chances for text, chances in rankings.items()}

    def rank(text: str) -> Ranking:
        chances = written.get(normalise.key(text), {})
        candidates = tuple(Candidate(entry, chance) for entry, chance in chances.items())
        return Ranking(candidates, 0.0, Guess.ARABIC, ())

    scales = Scales(ENTRIES, USUAL, known=frozenset(map(normalise.key, known)))
    return Judge(rank, scales, Follower(scales, rank, lambda _: {}))


def two(rankings: Mapping[str, Mapping[str, float]], *known: str) -> list[str]:
    """Part the first text: the subjects of its two questions, or what is offered for one (in brackets); empty for none."""
    judging = judge(rankings, *known)
    text = next(iter(rankings))
    parted = joining.two(judging, Asked(text, judging.decided(text, Thread())))
    return [_told(one.decision) for one in parted]


def _told(decision: Decision) -> str:
    return subject_of(decision) or f"({' '.join(one.entry for one in decision.candidates)})"


def test_two_that_are_sure_by_themselves() -> None:
    """Both are questions of their own, whichever of them the whole resembles, or none."""
    halves = {PRICE: {"shares.price": SURE}, MOST: {"shares.maximum": SURE}}
    for whole in ({"shares.price": SURE}, {"shares.maximum": SURE}, {"shares.price": 0.3, "fees.membership": 0.3}):
        assert two({f"{PRICE} {MOST}": whole, **halves}) == ["shares.price", "shares.maximum"]


def test_a_question_amid_a_text_parts_it_too() -> None:
    """There is nothing between them; what stands before must ask as well."""
    assert (
        two(
            {
                "اقل شي كم الرسوم": {"fees.membership": SURE},
                "اقل شي": {"shares.price": SURE},
                "كم الرسوم": {"fees.membership": SURE},
            }
        )
        == []
    )
    halves = {"كم الرسوم": {"fees.membership": SURE}, "متى تفتحون": {"contact.hours": SURE}}
    assert two({"كم الرسوم متى تفتحون": {"contact.hours": SURE}, **halves}) == ["fees.membership", "contact.hours"]


def test_two_of_one_matter_are_one_question() -> None:
    """It is asked twice."""
    halves = {PRICE: {"shares.price": SURE}, MOST: {"shares.price": SURE}}
    assert two({f"{PRICE} {MOST}": {"shares.price": SURE}, **halves}) == []


def test_a_phrasing_stays_whole() -> None:
    """What is written for an entry means that."""
    text = f"{PRICE} {MOST}"
    halves = {PRICE: {"shares.price": SURE}, MOST: {"shares.maximum": SURE}}
    assert two({text: {"shares.price": SURE}, **halves}, text) == []


def test_what_is_done_stays_whole() -> None:
    """The whole begins something, or a half does: what is asked beside that is asked behind it."""
    for wished in ("وابغى اسجل معكم", "واقدر اسجل معكم متى"):
        begun = {"كم الرسوم": {"fees.membership": SURE}, wished: {"action.register": SURE}}
        assert two({f"كم الرسوم {wished}": {"fees.membership": SURE}, **begun}) == []
    halves = {PRICE: {"shares.price": SURE}, MOST: {"shares.maximum": SURE}}
    assert two({f"{PRICE} {MOST}": {"action.register": 0.85, "death.heirs": 0.005}, **halves}) == []


def test_the_whole_may_be_of_a_third_matter() -> None:
    """Both halves name what one question compares."""
    text, one, other = "وش الفرق بين الرسوم وقيمة السهم كم تكون", "وش الفرق بين الرسوم", "وقيمة السهم كم تكون"
    halves = {one: {"fees.membership": SURE}, other: {"shares.price": SURE}}
    assert two({text: {"fees.not-shares": SURE}, **halves}) == []
    assert two({text: {"fees.not-shares": 0.3, "shares.price": 0.3}, **halves}) == ["fees.membership", "shares.price"]


@pytest.mark.parametrize(
    ("before", "first", "rest", "then", "answered"),
    [
        ("what is a share worth", {"shares.price": SURE}, "and who decides that", {"fees.membership": SURE}, True),
        ("what is a share worth", {"shares.price": SURE}, "and who decides that", {"shares.price": SURE}, False),
        ("what is a share worth", {"shares.price": SURE}, "and who decides that", {"fees.membership": 0.01}, False),
        ("what is a share worth", DOUBTED, "and who decides that", {"fees.membership": SURE}, False),
        ("what is a share worth", {"silent.papers": SURE}, "and who decides that", {"fees.membership": SURE}, False),
        ("my father was a member", {"death.heirs": SURE}, "and who decides that", {"fees.membership": SURE}, False),
        ("what is a share worth", {"shares.price": SURE}, "and I decide that", {"fees.membership": SURE}, False),
        ("what is a share worth", {"shares.price": SURE}, "and I decide that?", {"fees.membership": SURE}, False),
    ],
)
def test_the_second_may_lean_on_the_first(
    before: str, first: dict[str, float], rest: str, then: dict[str, float], *, answered: bool
) -> None:
    """It is decided as the next message: if both ask, the first is answered, and the second is sure of something else."""
    given = two({f"{before} {rest}": first, before: first, rest.rstrip("?"): then})
    assert given == ([*first, *then] if answered else [])


@pytest.mark.parametrize(
    ("told", "subject", "parted"),
    [
        ("and my father was a member with you", "death.heirs", True),
        ("and my father was a member", "death.heirs", True),
        ("and dad was a member", "death.heirs", False),
        ("and then get all of my money back", "withdrawal.amount", False),
    ],
)
def test_what_is_told_beside_a_question(told: str, subject: str, *, parted: bool) -> None:
    """It is answered where it says a good deal, of another topic: else it says why, or more of the same."""
    halves = {"how do I leave": {"withdrawal.how": SURE}, told: {subject: SURE}}
    assert bool(two({f"how do I leave {told}": {"withdrawal.how": SURE}, **halves})) is parted


def test_two_that_only_tell_are_a_story() -> None:
    """Of a story the whole is weighed."""
    one, other = "my father was a member with you", "and I had paid all of the fees"
    halves = {one: {"death.heirs": SURE}, other: {"fees.membership": SURE}}
    assert two({f"{one} {other}": {"death.heirs": SURE}, **halves}) == []


@pytest.mark.parametrize(("rest", "parted"), [("وما الأوراق المطلوبة", True), ("وابغى الأوراق المطلوبة", False)])
def test_what_nobody_answers_beside_a_question(rest: str, *, parted: bool) -> None:
    """It is a question of its own if it asks."""
    halves = {PRICE: {"shares.price": SURE}, rest: {"silent.papers": SURE}}
    assert bool(two({f"{PRICE} {rest}": {"shares.price": SURE}, **halves})) is parted


@pytest.mark.parametrize("unfinished", ["كم عدد الأسهم اللي", "كم عدد الأسهم من"])
def test_no_question_ends_so(unfinished: str) -> None:
    """Behind such a word the letter begins another word."""
    halves = {unfinished: {"shares.maximum": SURE}, MOST: {"shares.price": SURE}}
    assert two({f"{unfinished} {MOST}": {"shares.price": SURE}, **halves}) == []


def test_of_several_places_the_surest_is_taken() -> None:
    """At each the halves are as sure as the less sure of them."""
    one, amid, rest = "متى ترجع فلوسي", "وابغى ابيع", MOST
    rankings = {
        f"{one} {amid} {rest}": {"withdrawal.amount": 0.3, "death.heirs": 0.3},
        one: {"withdrawal.amount": SURE},
        f"{amid} {rest}": {"death.heirs": 0.95, "shares.price": 1e-5},
        f"{one} {amid}": {"withdrawal.how": SURE},
        rest: {"shares.maximum": SURE},
    }
    assert two(rankings) == ["withdrawal.how", "shares.maximum"]


def test_an_unsure_half_is_what_the_whole_is_about() -> None:
    """It offers that, and the other half is surely of something else."""
    offers = {"shares.meaning": 0.3, "shares.maximum": 0.3}
    rankings = {f"{PRICE} {MOST}": {"shares.maximum": SURE}, PRICE: {"shares.price": SURE}, MOST: offers}
    assert two(rankings) == ["shares.price", "shares.maximum"]
    assert two(rankings | {MOST: {"shares.meaning": 0.3, "death.heirs": 0.3}}) == []
    told, fees = "وقد دفعت لكم قبل سنة كل الرسوم", {"fees.membership": SURE}
    assert (
        two({f"{PRICE} {told}": fees, PRICE: {"shares.price": SURE}, told: {"fees.membership": 0.5, "death.heirs": 0.3}}) == []
    )


@pytest.mark.parametrize(
    ("half", "rest", "beside"),
    [
        (LIKELY, "متى تفتحون المقر يوم الجمعة", "(contact.hours)"),
        (FIRM, "متى تفتحون المقر يوم الجمعة", "contact.hours"),
        (FIRM, "واقدر اجيكم المقر متى بالضبط", "(contact.hours)"),
        (DOUBTED, "متى تفتحون المقر يوم الجمعة", ""),
        (FIRM, "واقدر اجيكم متى", ""),
        ({"shares.maximum": 0.8, "death.heirs": 5e-3}, "متى تفتحون المقر يوم الجمعة", ""),
        ({"action.register": 0.9, "death.heirs": 1e-5}, "واقدر اسجل معكم متى بالضبط", ""),
    ],
)
def test_an_unsure_half_beside_what_the_whole_is_about(half: dict[str, float], rest: str, beside: str) -> None:
    """It is answered or offered if it is likely, of another topic, and named in more than a few words."""
    rankings = {f"{PRICE} {rest}": {"shares.price": SURE}, PRICE: {"shares.price": SURE}, rest: half}
    assert two(rankings) == (["shares.price", beside] if beside else [])


def test_what_is_asked_first_leans_on_nothing() -> None:
    """A few words do for it, also of the same topic."""
    one, likely = "متى تفتحون", {"shares.price": 0.8, "fees.membership": 3e-4}
    rankings = {f"{one} {MOST}": {"shares.maximum": SURE}, one: likely, MOST: {"shares.maximum": SURE}}
    assert two(rankings) == ["shares.price", "shares.maximum"]


@pytest.mark.parametrize(
    "text", ["what about the opening hours", "اقدر ابيعها في السوق", "كم يوم", "when does he get the money"]
)
def test_what_names_nothing_is_asked_of_what_is_sure(text: str) -> None:
    """It points at that, or fits any matter, or asks of who was named: it asks nothing besides."""
    firm = judge({text: FIRM, "متى تفتحون": FIRM})
    assert beside.named(firm, text, ENTRIES["shares.price"], USUAL.topic, leans=False) is None
    assert beside.named(firm, "متى تفتحون", ENTRIES["shares.price"], USUAL.topic, leans=False) is not None
    assert beside.named(firm, "متى تفتحون", ENTRIES["contact.hours"], USUAL.topic, leans=False) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("and who decides that", "fees.membership"),
        ("كم المدة", "fees.membership"),
        ("and I decide that", "contact.hours"),
        ("who decides the hours", "contact.hours"),
    ],
)
def test_a_question_that_leans_is_offered_of_what_is_sure(text: str, first: str) -> None:
    """It is read as the next message would be, with the title of the answer, and not by what it is like by itself."""
    beside_title = f"{text} {ENTRIES['shares.price'].title[Language.ARABIC]}"
    judging = judge({text: {"contact.hours": 0.1}, beside_title: {"fees.membership": 0.9}, PRICE: {"shares.price": SURE}})
    found = beside.asked(judging, Asked(text, Clarify(())), joining.part(judging, PRICE), Asked(text, Clarify(())))
    assert found is not None
    assert found.decision.candidates[0].entry == first


def test_what_fits_any_matter_is_asked_of_the_first() -> None:
    """By itself it would be offered what it may mean."""
    text, title = "كم المدة", ENTRIES["shares.price"].title[Language.ARABIC]
    alone = {"fees.membership": 0.6, "contact.hours": 0.2}
    rankings = {f"{PRICE} {text}": {"shares.price": SURE}, PRICE: {"shares.price": SURE}, text: alone}
    assert two(rankings | {f"{text} {title}": {"fees.membership": SURE}}) == ["shares.price", "fees.membership"]


def test_what_may_ask_of_the_first_must_be_surer_than_a_message() -> None:
    """What leans is a part as well; what names its own matter is read by itself."""
    title = ENTRIES["shares.price"].title[Language.ARABIC]
    for rival, given in ((0.1, ""), (0.02, "fees.membership")):
        alone = {"fees.membership": 0.85, "shares.maximum": rival}
        judging = judge({"who decides that": alone, f"who decides that {title}": {"fees.membership": 0.5}})
        found = joining.behind(judging, Asked(PRICE, Answer("shares.price", SURE, ())), "who decides that")
        assert (subject_of(found.decision) if found else "") == given
    judging = judge({"متى تفتحون": {"contact.hours": SURE}})
    assert joining.behind(judging, Asked(PRICE, Answer("shares.price", SURE, ())), "متى تفتحون") is None


@pytest.mark.parametrize(
    ("text", "rival", "subject"),
    [
        ("متى تفتحون المقر", 5e-5, "contact.hours"),
        ("اقدر اجيكم المقر", 5e-5, ""),
        ("اقدر اجيكم المقر", 1e-6, "contact.hours"),
        ("when does he open it", 1e-6, ""),
    ],
)
def test_a_part_must_be_surer_than_a_message(text: str, rival: float, subject: str) -> None:
    """Most of all where it asks nothing; what asks of somebody of the part before is no question of its own."""
    decision = joining.part(judge({text: {"contact.hours": 0.9, "death.heirs": rival}}), text).decision
    assert subject_of(decision) == subject


def test_a_phrasing_is_a_part_though_less_sure() -> None:
    """It need be no surer than a message."""
    for known in (True, False):
        judging = judge({"متى تفتحون": LIKELY}, *["متى تفتحون"] * known)
        decision = joining.part(judging, "متى تفتحون").decision
        assert isinstance(decision, Answer if known else Clarify)
