import json
import re

from hypothesis import given
from hypothesis import strategies as st

from channels.telegram import render
from domain.capabilities import Markup
from domain.model import Option, Reply

PIECES = st.sampled_from(
    [
        "كلمة",
        "word",
        " ",
        "\n",
        "\n\n",
        "<b>",
        "&",
        "&amp;",
        "**",
        "*",
        "\u2066",
        "\u2069",
        "T1532-8",
        "😀",
        "\ud800",
        "x" * 500,
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=400).map("".join).filter(str.strip)


@given(TEXTS)
def test_every_part_is_readable_for_telegram(text: str) -> None:
    """Whatever stands in a reply: tags are only our own and closed, no entity is cut, isolates are closed, parts fit."""
    for part in render.render(Reply(text)):
        assert part.markup is Markup.HTML
        assert re.fullmatch(r"(?:[^<>&]|&(?:lt|gt|amp);|<b>(?:[^<>&]|&(?:lt|gt|amp);)*</b>)*", part.text)
        assert part.text.count("\u2066") <= part.text.count("\u2069")
        assert len(render.plain(part).text) <= 4096
        part.text.encode()


@given(st.lists(st.sampled_from(["كلمة", "<b>", "&", "3 > 2", "T1532-8"]), min_size=1, max_size=50).map(" ".join))
def test_plain_is_what_was_said(text: str) -> None:
    """The fall-back has the same words, without marks."""
    (part,) = render.render(Reply(f"**{text}**"))
    assert render.plain(part).text == text
    assert render.plain(part).markup is Markup.PLAIN


def test_at_most_two_options_share_a_row() -> None:
    """Short labels in pairs, a long one alone."""
    labels = ["نعم", "لا", "متى يصلني الرد على طلبي؟", "موظف", "شيء آخر"]
    markup = render.keyboard(tuple(Option(f"o:{label}", label) for label in labels))
    assert markup is not None
    rows = json.loads(markup)["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [labels[:2], labels[2:3], labels[3:]]
    assert render.keyboard(()) is None


def test_an_option_that_fits_no_button_is_numbered() -> None:
    """64 bytes are a button's limit: one longer and all options stand in the text, where they can be typed."""
    options = (Option("x" * 61, "أ"), Option("y" * 62, "ب"))
    (part,) = render.render(Reply("اختر", options))
    assert part.buttons == ()
    assert part.text == "اختر\n\n1. أ\n2. ب"
    (part,) = render.render(Reply("اختر", options[:1]))
    assert part.buttons == options[:1]


def test_a_number_is_shared_in_place_of_the_keyboard() -> None:
    """Telegram has that button in no other place: the options stand there too, for one use, and the whole fits the screen."""
    (asked,) = render.render(Reply("ما رقم جوالك؟", (Option("form:skip", "تخطي"), Option("form:stop", "لاحقاً")), share="رقمي"))
    laid = json.loads(render.markup(asked) or "")
    assert laid == {
        "keyboard": [[{"text": "رقمي", "request_contact": True}], [{"text": "تخطي"}, {"text": "لاحقاً"}]],
        "one_time_keyboard": True,
        "resize_keyboard": True,
    }


def test_the_keyboard_is_taken_away_with_the_next_message() -> None:
    """Which has no buttons then, since Telegram does one of the two: its options are numbered."""
    (after,) = render.render(Reply("ما حاجتك؟", (Option("form:stop", "لاحقاً"),), share_over=True))
    assert json.loads(render.markup(after) or "") == {"remove_keyboard": True}
    assert after.text == "ما حاجتك؟\n\n1. لاحقاً"
    (bare,) = render.render(Reply("تم."))
    assert render.markup(bare) is None


def test_what_finishes_a_step_is_told_from_a_menu() -> None:
    """Ratings, confirmations and clarifications are answered once; menus, clauses and languages again and again."""
    assert all(map(render.finishes, ("rate:5:T15328", "form:confirm", "edit:mobile", "none", "unsolved:T15328")))
    assert not any(
        map(render.finishes, ("act:menu", "clause:policy/handling.5", "lang:en", "entry:share-value", "status:T15328"))
    )
