import pytest

from domain import codec, states
from domain.errors import BadInput
from domain.inbound import TextReceived
from domain.model import Reply


def test_a_reply_that_is_read_as_it_was_written_is_the_same_object() -> None:
    """Otherwise a server keeps the thousand answers that it gives again and again twice."""
    said = Reply("رسوم العضوية مئة ريال")
    stored = codec.dump_reply(said)
    assert codec.load_reply(stored) is said
    codec.forget()
    read = codec.load_reply(stored)
    assert read == said
    assert read is not said


def test_half_of_a_surrogate_pair_is_written_as_it_came() -> None:
    """Compiled JSON refuses it; the store puts something in its place, so that the member's other words are kept."""
    assert "مرحبا\ud83d" in codec.dump_inbound(TextReceived("مرحبا\ud83d"))


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ("{", "cannot be read"),
        ("[]", "is not an object"),
        ('{"kind": "Idle"}', "no version"),
        ('{"kind": "Idle", "v": 0}', "no version"),
        (f'{{"kind": "Idle", "v": {states.VERSION + 1}}}', "no version"),
        (f'{{"kind": "Gone", "v": {states.VERSION}}}', "unknown kind 'Gone'"),
        (f'{{"kind": "Idle", "v": {states.VERSION}, "gone": 1}}', "unknown fields: gone"),
        (f'{{"kind": "Idle", "v": {states.VERSION}, "misses": "many"}}', "Idle cannot be read"),
    ],
)
def test_a_state_that_cannot_be_read_says_why(stored: str, why: str) -> None:
    """Another program wrote it, or a hand: nothing of it is guessed."""
    with pytest.raises(BadInput, match=why):
        codec.load_state(stored)
