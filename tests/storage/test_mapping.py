from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from domain.inbound import TextReceived
from storage import mapping
from storage.columns import Moment
from storage.inbox import Inbox
from storage.store import Store
from storage.turns import Turns
from tests.messages import envelope, names

RIYADH = timezone(timedelta(hours=3))
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=50)


@given(ANYTHING)
def test_any_text_becomes_one_that_a_database_holds(text: str) -> None:
    """No NUL, no half of a pair; and a text that was fine stays as it is."""
    kept = mapping.storable(text)
    assert "\0" not in kept
    assert kept.encode().decode() == kept
    assert mapping.storable(kept) is kept, "a second copy of each reply was kept in memory"
    if text.isprintable():
        assert kept == text


@given(st.lists(st.integers(), max_size=70))
def test_padding_adds_nothing_new_and_gives_few_lengths(values: list[int]) -> None:
    """The same values, in order; the length is a power of two or none."""
    padded = mapping.padded(values)
    assert padded[: len(values)] == values
    assert set(padded) == set(values)
    assert len(padded) == 0 or len(padded).bit_count() == 1


@given(st.datetimes(timezones=st.sampled_from([UTC, RIYADH]), allow_imaginary=False))
def test_a_moment_comes_back_as_it_was(at: datetime) -> None:
    """To the microsecond, whatever its zone was."""
    moment, dialect = Moment(), sqlite.dialect()
    stored = moment.bind_processor(dialect)(at)
    assert isinstance(stored, int)
    assert moment.result_processor(dialect, None)(stored) == at


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ANYTHING, ANYTHING), min_size=1, max_size=5))
async def test_hostile_ids_and_words_go_in_and_come_out(store: Store, said: list[tuple[str, str]]) -> None:
    """Whatever a provider sends as an id, a name or words, the message is stored or known already, and its lane goes on."""
    inbox, turns = Inbox(store), Turns(store, names(f"{said!r:.40}").__next__)
    await inbox.accept([envelope("web:main:h", key * 40, TextReceived(words)) for key, words in said])
    for lane in await turns.claim(50, 10):
        assert all(isinstance(pending.inbound, TextReceived) for pending in lane.pending)
        await turns.release([lane.claim])
