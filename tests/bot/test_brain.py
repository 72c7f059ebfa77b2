from tests.acceptance.office import KNOWN


def test_a_brain_is_written_out_in_a_few_words() -> None:
    """Asyncio writes out the result of a runner's task: with all that was trained in it a start took minutes."""
    assert repr(KNOWN) == "Brain(version=0)"
