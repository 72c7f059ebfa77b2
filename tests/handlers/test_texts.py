"""The texts: complete in both languages, with the same values, and all of them used."""

import ast
import re
from pathlib import Path

import pytest

from domain.model import Language
from faq import facts
from handlers import texts
from handlers.actions import ACTIONS
from handlers.menu import MENU
from handlers.texts import proactive_ar

COUNTED = frozenset(key.removesuffix(".one") for key in texts.BY_LANGUAGE[Language.ARABIC] if key.endswith(".one"))
"""The sentences that have plural forms."""
HERE = Path(texts.__file__).parents[1]
KEY = re.compile(r"[a-z_]+\.[a-z0-9_:.{}]+")
BUTTON = 20
"""Characters of a button on the narrowest channel."""


def keys(language: Language) -> set[str]:
    """Give the keys without the endings of plural forms."""
    return {f"{_base(key)}.*" if _base(key) in COUNTED else key for key in texts.BY_LANGUAGE[language]}


def _base(key: str) -> str:
    return key.rpartition(".")[0]


def literals() -> set[str]:
    """Give all strings in the handlers, and where keys are chosen elsewhere, with `{}` for what is put in.

    Those of nothing else, as `{}.{}`, are left out: they would be like any key.
    """
    found: set[str] = set()
    outside = ("bot/interceptors.py", "bot/reception.py", "bot/turn.py", "domain/updates.py")
    handlers = (path for path in HERE.rglob("*.py") if path.parent.name != "texts")
    for path in [*handlers, *(HERE.parent / name for name in outside)]:
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
                found.add(node.value)
            if isinstance(node, ast.JoinedStr):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values))
    return {one for one in found if re.search(r"\w", one.replace("{}", ""))}


def test_no_sentence_stands_in_two_files() -> None:
    """Of two with one key the later would be said, whatever the other says."""
    for files in (texts.ARABIC, texts.ENGLISH):
        assert len({key for file in files for key in file}) == sum(map(len, files))


def test_both_languages_have_every_sentence() -> None:
    """No key is missing in a language; Arabic has all five plural forms, English two."""
    assert keys(Language.ARABIC) == keys(Language.ENGLISH)
    for key in keys(Language.ARABIC):
        if key.endswith(".*"):
            assert {f"{key[:-1]}{form}" for form in ("one", "two", "few", "many", "other")} <= set(
                texts.BY_LANGUAGE[Language.ARABIC]
            )
            assert {f"{key[:-1]}{form}" for form in ("one", "other")} <= set(texts.BY_LANGUAGE[Language.ENGLISH])


def test_both_languages_name_the_same_values() -> None:
    """A value in one language's sentence stands in the other's too (plural forms may spell their number out)."""
    for key, sentence in texts.BY_LANGUAGE[Language.ENGLISH].items():
        if _base(key) not in COUNTED:
            assert facts.names_in(sentence) == facts.names_in(texts.line(key, Language.ARABIC)), key


def test_every_key_that_is_used_exists() -> None:
    """A string in the handlers that looks like a key is one, for each value that it can take."""
    known = {*keys(Language.ARABIC), *texts.BY_LANGUAGE[Language.ARABIC]}
    areas = {key.split(".")[0] for key in known}
    for literal in literals():
        if KEY.fullmatch(literal) and literal.split(".")[0] in areas:
            pattern = re.compile(re.escape(literal).replace(re.escape("{}"), ".+") + r"(?:\.\*)?")
            assert any(pattern.fullmatch(key) for key in known), literal


def test_every_sentence_is_used() -> None:
    """A sentence that nobody says is not kept."""
    patterns = [re.compile(re.escape(one).replace(re.escape("{}"), ".+")) for one in literals() if {".", ":", "{"} & {*one}]
    assert not any(pattern.fullmatch("nobody.says_this") for pattern in patterns)
    options = (
        {f"option.{one}" for one in literals()} | {f"option.act:{one}" for one in ACTIONS} | {f"option.{one}" for one in MENU}
    )
    for key in keys(Language.ARABIC) - proactive_ar.LINES.keys():  # those are held by tests/bot/test_proactive_texts.py
        plain = key.removesuffix(".*")
        assert plain in options or any(pattern.fullmatch(plain) for pattern in patterns), key


@pytest.mark.parametrize("language", Language)
def test_options_fit_a_button(language: Language) -> None:
    """No label is longer than the narrowest channel shows."""
    for key, label in texts.BY_LANGUAGE[language].items():
        if key.startswith(("option.", "field.")):
            assert len(label.replace("{number}", "10")) <= BUTTON, key


def test_arabic_lines_begin_in_arabic() -> None:
    """A line that begins with a Latin letter is laid out from left to right: no sentence begins with a reference."""
    for key, sentence in texts.BY_LANGUAGE[Language.ARABIC].items():
        first = sentence.lstrip("(«0123456789")
        begins = first.startswith(("{ref}", "{value}")) or (first[:1].isascii() and first[:1].isalpha())
        assert not begins or key in {"option.lang:en", "form.unverified", "form.to_check"}, key


def test_no_promise_of_a_latest_date() -> None:
    """The committee's period is only ever told by the configured wording."""
    for language in Language:
        for key, sentence in texts.BY_LANGUAGE[language].items():
            if "{committee_period}" not in sentence:
                assert not re.search(r"أسبوعين|two weeks", sentence), key


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "other"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"), (103, "few")],
)
def test_arabic_plurals(number: int, form: str) -> None:
    """Numbers take the forms of CLDR's rules for Arabic, but that none is told like hundreds."""
    assert texts.counted("status.count", number, Language.ARABIC) == texts.line(f"status.count.{form}", Language.ARABIC)
