from faq import library
from handlers import memory
from handlers.question import answers
from handlers.ticket import complaint, tickets


def test_what_the_handlers_name_stands_in_the_knowledge() -> None:
    """An entry or clause that was renamed would leave a rule without effect, and nobody would see it."""
    known = library.load(library.PACKAGED)
    assert {*tickets.OF_TIME, complaint.HOW, memory.COMPLAINING.entry} <= known.entries.keys()
    assert memory.COMPLAINING.topic in {entry.topic for entry in known.entries.values()}
    assert {cited.clause for entry in known.entries.values() for cited in entry.cites} >= answers.OF_MEMBERS
