from domain import codec
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
