import re
from enum import Enum
from pathlib import Path

import pytest

from desk.texts import FOLDER, read, texts
from domain import announcements
from domain.announcementports import Caveat, Outcome
from domain.assembly import Answer
from domain.inbound import AttachmentKind
from domain.model import HandoverReason, Language, Priority, Stage, TicketKind
from domain.quiet import MessageClass
from domain.receiving import NotSent
from domain.roles import Role
from domain.ticketports import QueueFilter
from faq.entries import Flag, Kind, Variety

DESK = FOLDER.parent
WORDS = {language: read(FOLDER / f"{language}.toml") for language in Language}
_LITERAL = re.compile(r"""\bt\(\s*["']([a-z_.]+)["']\s*[,)]""")
_CHOICE = re.compile(r"""\bt\(\s*["']([a-z_.]+)["'] if .*? else ["']([a-z_.]+)["']""")
TABLES: list[tuple[str, type[Enum]]] = [
    ("stage", Stage),
    ("kind", TicketKind),
    ("reason", HandoverReason),
    ("reason_short", HandoverReason),
    ("role", Role),
    ("media", AttachmentKind),
    ("language", Language),
    ("queue", QueueFilter),
    ("announced", announcements.Stage),
    ("announcement_event", announcements.Act),
    ("flaw", announcements.Fault),
    ("bar", announcements.Barred),
    ("class", MessageClass),
    ("not_sent", NotSent),
    ("reached", Outcome),
    ("caveat", Caveat),
    ("attendance", Answer),
]
KNOWLEDGE: list[tuple[str, type[Enum]]] = [("flag", Flag), ("kind", Kind), ("variety", Variety)]
STATUSES = ("new", "sending", "sent", "delivered", "read", "uncertain", "dead", "dropped")
EVENTS = ("opened", "assigned", "allotted", "released", "moved", "escalated", "rated", "commented")


def test_both_languages_say_the_same_things() -> None:
    """No key is missing in either, and each has the same places to fill."""
    arabic, english = WORDS[Language.ARABIC], WORDS[Language.ENGLISH]
    assert arabic.keys() == english.keys()
    for key, words in arabic.items():
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", english[key])), key
        assert words.strip(), key
        assert english[key].strip(), key


@pytest.mark.parametrize(("table", "enum"), TABLES)
def test_every_word_of_the_domain_has_words(table: str, enum: type[Enum]) -> None:
    """A new stage, reason or kind without words at the desk fails here, not before an officer."""
    for member in enum:
        assert f"{table}.{member.value}" in WORDS[Language.ARABIC]


@pytest.mark.parametrize(("family", "enum"), KNOWLEDGE)
def test_every_word_of_the_knowledge_has_words(family: str, enum: type[Enum]) -> None:
    """A new flag, kind or variety of an entry without words would leave the page of that entry unanswered."""
    assert {f"known.{family}_{member.value}" for member in enum} <= WORDS[Language.ARABIC].keys()


def test_what_the_ports_name_in_prose_has_words() -> None:
    """Priorities, statuses of messages and events of tickets have theirs too."""
    wanted = [f"priority.p{priority.value}" for priority in Priority]
    wanted += [f"status.{status}" for status in STATUSES] + [f"event.{event}" for event in EVENTS]
    assert set(wanted) <= WORDS[Language.ARABIC].keys()


@pytest.mark.parametrize("template", sorted((DESK / "templates").glob("*.html")), ids=lambda path: path.name)
def test_a_page_asks_only_for_words_that_exist(template: Path) -> None:
    """Every key written out in a template is there."""
    text = template.read_text(encoding="utf-8")
    asked = set(_LITERAL.findall(text)) | {key for pair in _CHOICE.findall(text) for key in pair}
    assert {key for key in asked if not key.endswith((".", "_"))} <= WORDS[Language.ARABIC].keys()


def test_every_word_is_shown_somewhere() -> None:
    """Words that no page, no program and no message to officers asks for are not kept."""
    rooms = ("bot", "desk", "domain", "handlers", "storage")
    files = (path for room in rooms for path in (DESK.parent / room).rglob("*") if path.suffix in {".py", ".html", ".js"})
    asking = "\n".join(path.read_text(encoding="utf-8") for path in files)
    whole = set(re.findall(r"""["']([\w.]+)["']""", asking))
    begun = tuple(set(re.findall(r"""["']([a-z_]+\.[a-z_.]*)(?:\{|["']\)? ?[~+])""", asking)))
    forms = re.compile(r"\.(?:one|two|few|many|other)$")
    kept = {key for key in WORDS[Language.ARABIC] if not key.startswith(begun)}
    assert {key for key in kept if key not in whole and forms.sub("", key) not in whole} == set()


def test_a_key_that_does_not_exist_is_an_error() -> None:
    """A missing word never turns into an empty place on a page."""
    with pytest.raises(KeyError):
        texts(Language.ARABIC)("queue.nothing")


def test_the_style_turns_with_the_language() -> None:
    """The style names no left and no right, and brings nothing from elsewhere."""
    style = (DESK / "static/desk.css").read_text(encoding="utf-8")
    assert not re.findall(r"[\w-]*\b(?:left|right)\b[\w-]*\s*:|:\s*(?:left|right)\b", style)
    assert "url(" not in style
    assert "@import" not in style
