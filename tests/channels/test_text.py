"""From intent to what a channel can show."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels import profiles, text
from domain.capabilities import Capabilities, Markup, TextUnit
from domain.channelports import Outgoing
from domain.errors import BadInput
from domain.model import Option, Reply

ANY = st.text(max_size=300)
RICH = st.lists(
    st.sampled_from(["كلمة ", "word ", "**غامق** ", "\u2066+966 5\u2069 ", "a&b ", "<i> ", "\n\n", "\n", "طويلةجداًبلافراغ"])
)


def squeezed(words: str) -> str:
    """Leave the white space out."""
    return re.sub(r"\s", "", words)


@given(ANY, st.integers(1, 60), st.sampled_from(TextUnit))
def test_split_loses_only_white_space(words: str, limit: int, unit: TextUnit) -> None:
    """Put together again, the parts hold every other letter in order."""
    assert squeezed("".join(text.split(words, limit, unit))) == squeezed(words)


@given(ANY, st.integers(2, 60), st.sampled_from(TextUnit))
def test_no_part_is_longer_than_the_limit(words: str, limit: int, unit: TextUnit) -> None:
    """In the channel's own unit; a letter of two units needs room for two."""
    assert all(text.length(part, unit) <= limit for part in text.split(words, limit, unit))


@given(RICH, st.integers(24, 80))
def test_no_mark_is_cut_through(pieces: list[str], limit: int) -> None:
    """Tags and character references stay whole in every part."""
    capabilities = Capabilities(max_text=limit, markup=Markup.HTML)
    for message in text.render(Reply("".join(pieces)), capabilities):
        rest = re.sub(r"</?b>|&(amp|lt|gt);", "", message.text)
        assert not re.search("[<>&]", rest)


def test_a_text_is_cut_at_the_widest_break_that_fits() -> None:
    """Paragraph before line before sentence before word."""
    assert text.split("أولى فقرة\n\nثانية فقرة", 14) == ("أولى فقرة", "ثانية فقرة")
    assert text.split("one two. three four", 12) == ("one two.", "three four")
    assert text.split("one two three", 8) == ("one two", "three")
    assert text.split("x" * 10, 4) == ("xxxx", "xxxx", "xx")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("a" * 152 + "€" * 100, 3),
        ("ع" * 70, 1),
        ("ع" * 71, 2),
        ("ع" * 134, 2),
        ("ع" * 135, 3),
        ("😀" * 35, 1),
        # 33 letters of two units leave one unit of each segment empty
        ("😀" * 67, 3),
    ],
)
def test_segments_as_the_network_counts_them(words: str, count: int) -> None:
    """GSM 03.38 and UCS-2 with their limits, and no letter parted by a segment's end."""
    assert text.segments(words) == count


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (Markup.PLAIN, "a < b و مهم"),
        (Markup.HTML, "a &lt; b و <b>مهم</b>"),
        (Markup.WHATSAPP, "a < b و *مهم*"),
        (Markup.STARS, "a < b و **مهم**"),
    ],
)
def test_bold_in_each_dialect(markup: Markup, shown: str) -> None:
    """And what is no mark of ours is text."""
    (message,) = text.render(Reply("a < b و **مهم**"), Capabilities(max_text=100, markup=markup))
    assert message.text == shown


def test_options_go_down_the_ladder() -> None:
    """Buttons where they fit, else a list, else numbered lines."""
    few = tuple(Option(f"o:{number}", "قصير") for number in range(3))
    many = tuple(Option(f"o:{number}", "قصير") for number in range(8))
    long = (Option("o:1", "تسمية أطول مما يسعه زر أو سطر في قائمة"),)
    render = [text.render(Reply("اختر", options), profiles.WHATSAPP)[-1] for options in (few, many, long)]
    assert [(len(message.buttons), len(message.rows)) for message in render] == [(3, 0), (0, 8), (0, 0)]
    assert render[2].text.endswith("1. تسمية أطول مما يسعه زر أو سطر في قائمة")


@pytest.mark.parametrize("profile", [profiles.WHATSAPP, profiles.TELEGRAM])
def test_where_nothing_may_be_pressed_every_option_has_its_line(profile: Capabilities) -> None:
    """On a channel that else shows buttons alone, too."""
    few = tuple(Option(f"o:{number}", "قصير") for number in range(3))
    (message,) = text.render(Reply("اختر", few, numbers_only=True), profile)
    assert (message.buttons, message.rows, message.text) == ((), (), "اختر\n\n1. قصير\n2. قصير\n3. قصير")


def test_lines_are_numbered_as_choices_are_understood() -> None:
    """A label with a number of its own keeps it: «5 ممتاز» is chosen by 5."""
    options = (Option("rate:5", "5 ممتاز"), Option("rate:4", "4"), Option("act:officer", "التحدث مع موظف"))
    assert text.numbered(options) == "5 ممتاز\n4\n1. التحدث مع موظف"


def test_a_plain_channel_gets_no_decoration() -> None:
    """SMS: no stars, no marks of direction, numbered options."""
    reply = Reply("رقمك **\u2066T1532-8\u2069**", (Option("act:officer", "موظف"),))
    (message,) = text.render(reply, profiles.SMS)
    assert message.text == "رقمك T1532-8\n\n1. موظف"


@pytest.mark.parametrize("words", ["", "  \n", "\u200f", "\u2066\u2069", "\x00\x07"])
def test_what_shows_nothing_is_empty(words: str) -> None:
    """Invisible letters are no message."""
    with pytest.raises(BadInput, match="empty"):
        text.received(words)


def test_control_characters_are_left_out() -> None:
    """But tabs, new lines and marks of direction are the member's own."""
    assert text.received("a\x00\x1b[1mb\r\nc\td\u200f\udc00") == "a[1mb\nc\td\u200f?"


def test_a_text_over_the_limit_is_too_long() -> None:
    """In code points, before anything else is done with it."""
    assert text.received("😀" * text.MAX_TEXT)
    with pytest.raises(BadInput, match="too_long"):
        text.received("a" * (text.MAX_TEXT + 1))


@given(ANY)
def test_received_text_can_be_stored(words: str) -> None:
    """Whatever comes in is valid UTF-8 without NUL, or refused."""
    try:
        clean = text.received(words)
    except BadInput:
        return
    assert "\x00" not in clean
    assert clean.encode()


@pytest.mark.parametrize("channel", profiles.PROFILES)
def test_a_preview_shows_what_the_reader_sees(channel: str) -> None:
    """Bold words as bold, no tag and no character reference; what can be pressed stands below."""
    options = (Option("a", "نعم"), Option("b", "لا"))
    (message,) = text.render(Reply("يوم **الأحد** <9 & 10>", options), profiles.PROFILES[channel])
    shown = text.seen(message)
    bold = profiles.PROFILES[channel].markup is not Markup.PLAIN
    assert shown.startswith(f"يوم {'**الأحد**' if bold else 'الأحد'} <9 & 10>")
    assert shown.endswith("[نعم] [لا]") is bool(message.buttons)


def test_a_preview_leaves_a_members_own_stars_alone() -> None:
    """On WhatsApp a broken mark is no bold."""
    assert text.seen(Outgoing("2 *\u200b3 = 6*", markup=Markup.WHATSAPP)) == "2 *\u200b3 = 6*"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("اتصل على +966 12 555 0000 غداً", "اتصل على ⟦+966 12 555 0000⟧ غداً"),
        ("الفاتورة 2026-00153.", "الفاتورة ⟦2026-00153⟧."),
        ("الطلب #1532", "الطلب ⟦#1532⟧"),
        ("جوالك 050 123 4567؟", "جوالك ⟦050 123 4567⟧؟"),
        ("من 08:00-12:00", "من ⟦08:00-12:00⟧"),
        ("+966501234567\nهذا رقمنا", "⟦+966501234567⟧\nهذا رقمنا"),
        ("الحساب SA44 2000 0001 وT1532-8", "الحساب SA44 2000 0001 وT1532-8"),
        ("انظر https://a.example/2026-11-03?x=1-2", "انظر https://a.example/2026-11-03?x=1-2"),
        ("في 03/11/2026 عند 10:30 رقم 12", "في 03/11/2026 عند 10:30 رقم 12"),
        ("عند ⟦+966 12 555 0000⟧", "عند ⟦+966 12 555 0000⟧"),
        ("Call +966 12 555 0000 about 2026-00153", "Call +966 12 555 0000 about 2026-00153"),
    ],
)
def test_numbers_of_several_parts_keep_their_order_in_arabic_words(written: str, shown: str) -> None:
    """A number that Arabic words would show in reverse is isolated once; in an SMS there are no marks."""
    marks = str.maketrans("⟦⟧", "\u2066\u2069")
    said = Reply(written.translate(marks))
    (message,) = text.render(said, profiles.PROFILES["web"])
    assert message.text == shown.translate(marks)
    (message,) = text.render(said, profiles.PROFILES["sms"])
    assert not any(mark in message.text for mark in "\u2066\u2069")


@pytest.mark.parametrize("unit", ["+1 ", "12 123 ", "1-2", "#1 ", "\u20661-2\u2069 "])
def test_each_letter_is_looked_at_a_few_times(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers in a row: each of ten thousand looked back at all before it, for seconds."""
    looks = Counter[str]()
    side = unicodedata.bidirectional
    monkeypatch.setattr(unicodedata, "bidirectional", lambda letter: (looks.update(letter), side(letter))[1])
    whole = unit * (8_000 // len(unit))
    text.isolated(whole)
    assert looks.total() <= 2 * len(whole)
