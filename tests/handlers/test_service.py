"""What is said of messages and addresses is told apart from what resembles it."""

import pytest

from domain.model import Language
from handlers.hearing import notices, persons, remarks, retorts, service, troubles, undertakings, words


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("ابغى تحديث طلبي بس ما ابغى الدعايات", True),
        ("no promotions please, just updates about my request", True),
        ("لا ترسلون عروض بس المهم", True),
        ("ما وصلني تحديث طلبي", False),
        ("هل ترسلون دعايات بدون موافقتي؟", False),
    ],
)
def test_news_of_ones_own_matters_alone(text: str, only: bool) -> None:
    """Promotions are refused, and news of something wanted."""
    assert notices.wants_only_own(text) is only


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("على ايميلي sa@example.com", True),
        ("send it to my email sa@example.com please", True),
        ("وش ايميل الاستاذ خالد sa@example.com", False),
        ("على ايميلي", False),
    ],
)
def test_a_mail_address_of_ones_own(text: str, given: bool) -> None:
    """Nobody else is named beside it."""
    assert service.gives_address(text) is given


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can you speak Urdu?", True),
        ("تتكلمون اوردو؟", True),
        ("بأي لغة اكتب", True),
        ("speak English", False),
        ("عندي هندي", False),
    ],
)
def test_a_language_that_is_not_spoken_here(text: str, asked: bool) -> None:
    """He is told which are, and no ticket is opened."""
    assert service.asks_about_language(text) is asked


@pytest.mark.parametrize(
    ("text", "does"), [("ابغى موظف يشيك لي", True), ("i need someone to check it", True), ("ابي الموظف ينفصل", False)]
)
def test_what_an_officer_is_to_do_is_told(text: str, does: bool) -> None:
    """It says why he is wanted; what is to happen to one of them does not."""
    assert bool(persons.matter_for_officer(text)) is does


@pytest.mark.parametrize(
    ("text", "matter"),
    [("ابي حرمه تكلمني مو رجال", "ابي حرمه تكلمني مو رجال"), ("ابي مرة ثانية", ""), ("الحرمه تكلمني عن العضوية", "")],
)
def test_whom_he_would_talk_to_is_told(text: str, matter: str) -> None:
    """It is what the officer should know."""
    assert persons.matter_for_officer(text) == matter


@pytest.mark.parametrize(
    ("text", "asked"),
    [("ارسل التقرير هنا؟", True), ("can i upload it here", True), ("وش الاوراق", False), ("ارسل التقرير", False)],
)
def test_whether_a_paper_may_be_sent_here(text: str, asked: bool) -> None:
    """It names this chat."""
    assert retorts.would_send_here(text) is asked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I don't understand Arabic, English please", Language.ENGLISH),
        ("ما افهم انجليزي، بالعربي لو سمحت", Language.ARABIC),
        ("I can't read Arabic", None),
        ("Arabic or English", None),
    ],
)
def test_who_disowns_a_language_wishes_for_the_other_that_he_names(text: str, left: Language | None) -> None:
    """The clause that disowns one counts for nothing; what no clause is left for is decided otherwise."""
    assert service.language_left(text) is left


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("ما عاد ابغى رسايلكم", True),
        ("لا ترسلون لي شي", True),
        ("مابي رسايل", True),
        ("no more messages please", True),
        ("I no longer want your updates", True),
        ("ما تهمني رسايلكم", True),
        ("معليش الرسالة مو لكم", False),
        ("رسالتكم مو واضحة", False),
        ("رسايلكم ما توصلني", False),
        ("the message is not for me", False),
    ],
)
def test_what_is_denied_of_a_message_stops_none(text: str, stops: bool) -> None:
    """A «not» ends messages only in front of a wish, or of sending."""
    assert notices.stops_messages(text) is stops


@pytest.mark.parametrize(
    "text", ["معليش الرسالة مو لكم", "آسف غلطت بالرقم", "ارسلتها بالغلط", "sorry, wrong number", "sent by mistake"]
)
def test_what_was_meant_for_somebody_else_wants_nothing(text: str) -> None:
    """No question is put, and no notices stop; that the association's number is wrong is told of that."""
    assert undertakings.goes_astray(text)
    assert not undertakings.goes_astray("رقمكم غلط")


@pytest.mark.parametrize("text", ["la b3deen", "ba3den", "لا بعدين"])
def test_later_in_any_letters(text: str) -> None:
    """It is put off, however the figure for the ع is left out or doubled up with vowels."""
    assert remarks.pauses(text)


def test_levantine_is_greeted_and_asked_in() -> None:
    """«شو» asks what, in a greeting too."""
    assert remarks.greets("مرحبا كيفكم شو اخباركم")
    assert not remarks.greets("شو اخبار طلبي")
    assert service.asks_what_we_do("طيب شو بتقدر تعمل")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("هو الدعم ده للاعضاء بس ولا لأي حد", True),
        ("ايه ده هو انت محتاج رقم البطاقة في ايه", True),
        ("هو ما رد علي ولا اتصل", False),
        ("الموظف قال ايه", False),
    ],
)
def test_how_egyptians_ask(text: str, asks: bool) -> None:
    """This or that behind «هو», and «في ايه» at the end; what is denied is told."""
    assert words.asks(text) is asks


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("my mom broke her leg, she can't come to sign", False),
        ("امي انكسرت رجلها وما تقدر تجي", False),
        ("الدرج مكسور وطاحت وانكسرت رجلها", True),
        ("the door broke", True),
    ],
)
def test_a_limb_is_no_thing_of_ours(text: str, broken: bool) -> None:
    """Who tells why somebody cannot come complains of nothing."""
    assert troubles.is_broken(text) is broken
