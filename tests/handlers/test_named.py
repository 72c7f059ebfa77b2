from handlers import memory
from handlers.question import answers
from handlers.ticket import complaint, tickets
from tests.packaged import KNOWN


def test_what_the_handlers_name_stands_in_the_knowledge() -> None:
    """An entry or clause that was renamed would leave a rule without effect, and nobody would see it."""
    assert {*tickets.OF_TIME, complaint.HOW, memory.COMPLAINING.entry} <= KNOWN.entries.keys()
    assert memory.COMPLAINING.topic in {entry.topic for entry in KNOWN.entries.values()}
    assert {cited.clause for entry in KNOWN.entries.values() for cited in entry.cites} >= answers.OF_MEMBERS
