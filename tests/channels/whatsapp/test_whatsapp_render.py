"""A reply as WhatsApp shows it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels import text
from channels.whatsapp import contents, render
from domain.capabilities import TextUnit
from domain.effects import Say
from domain.model import Language, Option, Reply
from domain.states import Idle
from handlers import choices, menu
from tests.handlers.house import context
from tests.messages import options


@pytest.mark.parametrize(
    ("count", "buttons", "rows"), [(0, 0, 0), (1, 1, 0), (3, 3, 0), (4, 0, 4), (10, 0, 10), (11, 0, 10), (25, 0, 10)]
)
def test_buttons_then_a_list_then_a_list_that_leads_on(count: int, buttons: int, rows: int) -> None:
    """Three buttons, ten rows, and from eleven the last row asks for more; every option is numbered in the text too."""
    (message,) = render.render(Reply("اختر موضوعاً", options(count)))
    assert (len(message.buttons), len(message.rows)) == (buttons, rows)
    assert all(f"{number}. خيار {number}" in message.text for number in range(1, count + 1))
    if count > 10:
        assert message.rows[-1] == Option("more:9", "المزيد")


def test_the_row_that_leads_on_leads_to_the_rest() -> None:
    """Pressed, the options behind the ninth are offered; pressed when nothing is offered any more, it is answered politely."""
    last = render.render(Reply("اختر", options(12)))[0].rows[-1]
    step = choices.pressed(Idle(), last.id, replace(context(), offered=options(12)))
    (said,) = step.effects
    assert isinstance(said, Say)
    assert said.reply.options == options(12)[9:]
    assert choices.pressed(Idle(), last.id, context()) == menu.old_option(Idle(), context())


@pytest.mark.parametrize(("label", "buttons", "rows"), [("ن" * 20, 2, 0), ("ن" * 21, 0, 2), ("ن" * 24, 0, 2), ("ن" * 25, 0, 0)])
def test_a_label_too_long_for_a_widget_goes_down_the_ladder(label: str, buttons: int, rows: int) -> None:
    """20 letters fit a button, 24 a row; the number in the text works always."""
    (message,) = render.render(Reply("اختر", options(2, label)))
    assert (len(message.buttons), len(message.rows)) == (buttons, rows)
    assert f"2. {label}" in message.text


@pytest.mark.parametrize(("letters", "messages", "widgets"), [(900, 1, 3), (1300, 1, 0), (2500, 2, 3)])
def test_one_answer_is_one_message_wherever_it_fits(letters: int, messages: int, widgets: int) -> None:
    """Beyond 1,024 there is no room for buttons: the text goes without them rather than as two messages, each billed."""
    parts = render.render(Reply(("كلمة " * 600)[:letters], options(3)))
    assert len(parts) == messages
    assert len(parts[-1].buttons) == widgets
    assert all(text.length(part.text, TextUnit.UTF16) <= 1600 for part in parts)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**مهم** جداً", "*مهم* جداً"),
        ("كتبت *نجمة*", "كتبت *\u200bنجمة*"),
        ("ملف _a_ و~b~ و`c`", "ملف _\u200ba_ و~b~ و`c`"),
        ("file_name_x", "file_name_x"),
        ("https://a.sa/_x_?q=_y", "https://a.sa/_x_?q=_y"),
        ("2 * 3", "2 * 3"),
    ],
)
def test_a_members_marks_do_not_format(written: str, shown: str) -> None:
    """Only our own bold is bold; links and file names stay as they are."""
    assert render.render(Reply(written))[0].text == shown


@given(st.integers(1, 3), st.integers(1, 10), st.sampled_from(Language))
def test_a_widget_has_as_many_blanks_as_it_is_given_values(buttons: int, rows: int, language: Language) -> None:
    """One Content object serves all replies with so many options: labels, ids and body are blanks."""
    for shape, count in ((contents.shape(buttons, 0, language), buttons), (contents.shape(0, rows, language), rows)):
        name, definition = shape
        filled = contents.variables("النص", options(count))
        assert set(filled) == {str(number) for number in range(1, 2 * count + 2)}
        assert all(f"{{{{{key}}}}}" in str(definition["types"]) for key in filled)
        assert definition["variables"].keys() == filled.keys()  # type: ignore[attr-defined]  # a mapping in the JSON
        assert str(count) in name
