"""Texts that keep a careless pattern busy for minutes or hours, with every other member waiting: they are read to their end."""

from collections.abc import Callable

import pytest

from domain import reference
from faq import framing, normalise, segment
from handlers.hearing import service

HOSTILE = (
    "مرحبا ابغى " + "," * 4000 + " شي",
    "كم الرسوم " + "." * 4000 + " طيب",
    "مرحبا ابغى اعرف " * 8 + "، " * 2000,
    "@" * 4000,
    "a@" * 2000,
    "ت" + "\n" * 4000 + "!",
    "-" * 4000,
)
FOUND_NOTHING: tuple[Callable[[str], object], ...] = (
    segment.questions_amid,
    segment.before_questions,
    reference.find,
    service.gives_address,
    lambda text: [one for one in framing.at_length(text) if "@" in one],
    lambda text: "@" in normalise.key(text),
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("look", FOUND_NOTHING, ids=range(len(FOUND_NOTHING)))
def test_a_hostile_text_is_read_to_its_end(look: Callable[[str], object], text: str) -> None:
    """No pattern looks at a stretch of it more than once for each place, and none finds anything there."""
    assert not look(text)
