from domain import codec
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
