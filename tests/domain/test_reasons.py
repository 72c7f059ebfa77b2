"""Why something was not sent stands in the officer's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from channels.telegram import errors as telegram
from channels.telegram.request import TooLarge
from channels.twilio import errors as twilio
from domain import errors, reasons
from domain.model import Language

ROOT = Path(__file__).parents[2]
RAISED = frozenset(one.__name__ for one in errors.SendError.__subclasses__())
TWILIO_CODES = sorted(set(re.findall(r'"(\d{5,6})"', (ROOT / "channels/twilio/errors.py").read_text())))
TELEGRAM = (
    Forbidden("x"), InvalidToken(), Conflict("x"), ChatMigrated(1), TooLarge("x"), TimedOut(), NetworkError("x"),
    TelegramError("x"), BadRequest("chat not found"), BadRequest("message is too long"), BadRequest("message text is empty"),
    BadRequest("not enough rights"), BadRequest("button_data_invalid"), BadRequest("whatever"),
    BadRequest("wrong file identifier/HTTP URL specified"),
)  # fmt: skip


KEPT = frozenset({"dead", "uncertain", "parked"})
"""What keeps a message's fate, with the reason as the last of its arguments."""


def _calls(*rooms: str) -> Iterator[tuple[ast.Call, dict[str, ast.expr]]]:
    """Give the calls in these rooms, each with the constants of its module."""
    for path in (one for room in rooms for one in (ROOT / room).rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text())))
        known: dict[str, ast.expr] = {}
        for node in nodes:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                name = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                known |= {name.id: node.value} if isinstance(name, ast.Name) else {}
        yield from ((node, known) for node in nodes if isinstance(node, ast.Call))


def _words(said: ast.expr) -> Iterator[str]:
    """Give what is written there, without the cause that follows it."""
    first = said.values[0] if isinstance(said, ast.JoinedStr) else said
    if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
        yield first.value.rstrip(": ")


def _raised() -> Iterator[str]:
    for node, _ in _calls("channels", "bot"):
        if isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
            yield from _words(node.args[0])


def _kept() -> Iterator[str]:
    for node, known in _calls("storage", "bot"):
        if isinstance(node.func, ast.Attribute) and node.func.attr in KEPT and node.args:
            yield from _words(node.args[-1])
        for given in (one.value for one in node.keywords if one.arg == "reason" and isinstance(one.value, ast.Name)):
            yield from _words(known.get(ast.unparse(given), given))


def test_every_reason_that_is_raised_has_arabic_words() -> None:
    """What a channel or the sender says of a failure, an officer reads in Arabic."""
    found = set(_raised())
    assert len(found) > 20
    assert {one for one in found if one not in reasons.ARABIC} == set()


def test_every_reason_that_is_kept_has_arabic_words() -> None:
    """What the outbox itself notes of a message that it did not send, too."""
    found = set(_kept())
    assert {"an officer took the chat over", "it could not be written for this channel"} <= found
    assert {one for one in found if one not in reasons.ARABIC} == set()


@pytest.mark.parametrize("code", TWILIO_CODES)
def test_twilios_codes_are_told_in_arabic(code: str) -> None:
    """Each code that is known."""
    known = [error for error in (twilio.by_code(code), twilio.by_answer(400, code), twilio.by_answer(429, code)) if error]
    assert known
    assert all(_is_arabic(error.reason) for error in known)


@pytest.mark.parametrize("error", TELEGRAM, ids=lambda one: type(one).__name__)
def test_telegrams_refusals_are_told_in_arabic(error: TelegramError) -> None:
    """Each kind of error."""
    assert _is_arabic(telegram.translate(error).reason)


def test_a_cause_and_a_code_are_told_with_the_reason() -> None:
    """The code is for those who mend it; the cause is a reason of its own."""
    assert reasons.words("Twilio does not give the attachment (404)", Language.ARABIC) == "لا تعطي Twilio المرفق"
    told = reasons.words("it could not be fetched in three days: Twilio cannot be reached", Language.ARABIC)
    assert told == "تعذر جلب الملف ثلاثة أيام: تعذر الوصول إلى Twilio"


def test_what_nobody_foresaw_stands_as_it_is() -> None:
    """The name of a fault in the program is better than nothing, and English stays English."""
    assert reasons.words("ValueError in send, line 3", Language.ARABIC) == "ValueError in send, line 3"
    assert reasons.words("the number is not valid", Language.ENGLISH) == "the number is not valid"
    assert not reasons.words("", Language.ARABIC)


def _is_arabic(reason: str) -> bool:
    return any("\u0620" <= letter <= "\u064a" for letter in reasons.words(reason, Language.ARABIC))
