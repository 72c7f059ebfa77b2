from pathlib import Path

from tests.contracts.matrix import matrix


def test_the_documented_matrix_is_what_the_channels_can_do() -> None:
    """After a change of a profile: `python -m tests.contracts.matrix`, and put what it prints into the page."""
    assert matrix() in Path("docs/reference/channels.md").read_text(encoding="utf-8")
