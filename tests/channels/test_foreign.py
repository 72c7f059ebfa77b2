import json

import pytest

from channels import foreign


@pytest.mark.parametrize(
    "text", ['{"a": [1, 2.5, null, true, "نص"]}', r'{"half": "\ud83d", "whole": "\ud83d\ude00"}', "12", '{"a": 1, "a": 2}']
)
def test_json_is_read_as_the_standard_library_reads_it(text: str) -> None:
    """Halves of surrogate pairs among it, which are legal in JSON; as bytes and as text."""
    assert foreign.load(text) == foreign.load(text.encode()) == json.loads(text)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, "{'a': 1}"])
def test_what_is_no_json_is_refused(content: bytes | str) -> None:
    """However it fails, callers know two errors."""
    with pytest.raises((ValueError, RecursionError)):
        foreign.load(content)
