"""What is told with a detail that asks: only what no document has, and only where it is rather meant."""

from dataclasses import replace

import pytest

from domain.model import Candidate, HandoverReason, TicketKind
from domain.states import Describing
from faq.decision import Answer, Handover
from faq.entries import Flag, Kind
from faq.library import Library
from handlers.ticket import beside
from tests.handlers.house import HOUSE, LIBRARY, SOURCES, context, entry

SILENT = entry("silent.repairs", Kind.SILENT, topic="units")
REFUSED = replace(SILENT, id="personal.others", flags=frozenset({Flag.REFUSED}))
OFFICE = entry("contact.hours", Kind.ANSWER, topic="contact")
REFUND = entry("withdrawal.refund-time", Kind.ANSWER, topic="withdrawal")
KNOWS = Library(SOURCES, {**LIBRARY.entries, **{one.id: one for one in (SILENT, REFUSED, OFFICE, REFUND)}})
CTX = context(house=replace(HOUSE, library=KNOWS))
ASKS, WISHES, TELLS = "مين يصلح الانبوب", "وابغى تعويض", "الانبوب في الممر"


@pytest.mark.parametrize(
    ("text", "named", "sure", "told"),
    [
        (ASKS, SILENT.id, 0.5, True),
        (ASKS, SILENT.id, 0.2, False),
        (ASKS, REFUSED.id, 0.9, False),
        (WISHES, SILENT.id, 0.95, True),
        (WISHES, SILENT.id, 0.5, False),
        (TELLS, SILENT.id, 0.95, False),
    ],
)
def test_silence_is_told_to_who_asks(text: str, named: str, sure: float, *, told: bool) -> None:
    """Or surely wishes for it; what nobody would give is declined elsewhere, and a detail is a detail."""
    decided = Handover(HandoverReason.SILENT, named, (Candidate(named, sure),))
    assert bool(beside.silence(text, decided, CTX)) == told


@pytest.mark.parametrize(
    ("state", "named", "asked"),
    [
        (Describing(TicketKind.COMPLAINT), REFUND.id, True),
        (Describing(TicketKind.COMPLAINT), OFFICE.id, False),
        (Describing(TicketKind.COMPLAINT, entry=OFFICE.id), REFUND.id, False),
    ],
)
def test_when_it_will_be_is_asked_of_what_was_told(state: Describing, named: str, *, asked: bool) -> None:
    """Not of the office, nor of what was answered meanwhile."""
    decided = Answer(named, 0.9, (Candidate(named, 0.9),))
    assert beside.asks_when_it(state, "متى ترجع", decided, CTX) == asked
