"""What a member pays to read by SMS: every packaged answer keeps to two segments, sensitive ones with their officer."""

import re

import pytest

from bot.config import Settings
from bot.knowledge import brevity
from domain.model import Language
from faq.brevity import MOST
from faq.entries import Entry, Flag, Kind
from tests.packaged import KNOWN

LENGTHS = brevity.lengths(Settings(), KNOWN)
ENTERED = {
    "phone": "+966 12 555 0000",
    "whatsapp": "+966 55 555 0000",
    "email": "info@housing-society.example.sa",
    "website": "https://housing-society.example.sa",
    "address": {
        "ar": "حي العزيزية، شارع المسجد الحرام، مبنى 12، مكة",
        "en": "Al Aziziyah, Masjid Al Haram Road, building 12, Makkah",
    },
}
"""What a new installation does not know of the association yet."""
DISTRESSED = "personal.health-distress"
"""Is told in full, whatever it costs."""
_SAMPLE = re.compile(r" \(\w+\)$")
_REFERENCE = re.compile(r"T\d+-\d")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.SILENT])
@pytest.mark.parametrize("entered", [{}, ENTERED], ids=["new", "entered"])
def test_answers_take_two_segments_at_most(kind: Kind, language: Language, entered: dict[str, object]) -> None:
    """With their values, their main clause and what is offered below them, in short or in full."""
    lengths = brevity.lengths(Settings.model_validate({"association": entered}), KNOWN)
    entries = [entry for entry in KNOWN.entries.values() if entry.kind is kind and entry.id != DISTRESSED]
    assert [entry.id for entry in entries if lengths.segments(entry, language) > MOST] == []


@pytest.mark.parametrize("language", Language)
def test_sensitive_answers_keep_their_officer(language: Language) -> None:
    """He is offered below the short form as below the whole one, or was called by it."""
    without = [
        entry.id for entry in _shortened(language) if Flag.SENSITIVE in entry.flags and not _has_officer(entry, language)
    ]
    assert without == []


@pytest.mark.parametrize("language", Language)
def test_short_answers_name_a_clause_and_lead_on(language: Language) -> None:
    """The main one, and the whole is the first thing offered."""
    for entry in _shortened(language):
        reply = LENGTHS.reply(entry, language)
        first = KNOWN.clause(entry.cites[0])
        named = reply.text.split("\n\n")[1]
        assert _SAMPLE.sub("", named).endswith(str(first.number) if first.number else first.section[language]), entry.id
        assert reply.options[0].id == f"whole:{entry.id}"


@pytest.mark.parametrize("language", Language)
def test_short_answers_are_whole_sentences(language: Language) -> None:
    """Shorter than the whole, ended, on one line, and without marks of cut text."""
    for entry in KNOWN.entries.values():
        if language in entry.short:
            short = entry.short[language]
            assert len(short) < len(entry.answer[language]), entry.id
            assert re.fullmatch(r"[^\n…]+[.؟]", short), entry.id


def _shortened(language: Language) -> list[Entry]:
    return [entry for entry in KNOWN.entries.values() if entry.kind is Kind.ANSWER and language in entry.short]


def _has_officer(entry: Entry, language: Language) -> bool:
    reply = LENGTHS.reply(entry, language)
    return any(option.id == "act:officer" for option in reply.options) or _REFERENCE.search(reply.text) is not None
