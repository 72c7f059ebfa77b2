"""What pages post, and the tokens they post it with."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.web import parse, tokens
from domain.errors import BadInput, NotVerified
from domain.fileports import StoredFile
from domain.inbound import AttachmentKind, AttachmentReceived, TextReceived
from domain.model import ConversationId

AT = datetime(2026, 11, 22, tzinfo=UTC)
HERE = ConversationId("web:main:abc")
SECRET = b"a secret of thirty-two bytes!!!!"
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["id", "text", "option", "language"]), inner),
)


@given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_message_or_bad_input(body: bytes) -> None:
    """No other error comes out of what others wrote."""
    outcome = ""
    try:
        outcome = parse.parse(body, HERE, AT).conversation
    except BadInput as error:
        outcome = str(error)
    assert outcome in {HERE, "malformed", "empty", "too_long"}


@given(st.text(min_size=1, max_size=200))
def test_a_text_comes_in_as_written(words: str) -> None:
    """But for control characters; and the id is the conversation's own."""
    body = json.dumps({"id": "abcdefgh", "text": f"x{words}"}).encode()
    envelope = parse.parse(body, HERE, AT)
    assert isinstance(envelope.inbound, TextReceived)
    assert envelope.inbound.text.startswith("x")
    assert envelope.provider_id == "abc:abcdefgh"


@pytest.mark.parametrize("option", ["", "x" * 65, "two words", "خيار", "a\nb"])
def test_an_option_is_a_short_ascii_word(option: str) -> None:
    """Others were never offered."""
    with pytest.raises(BadInput, match="malformed"):
        parse.parse(json.dumps({"id": "abcdefgh", "option": option}).encode(), HERE, AT)


@pytest.mark.parametrize(
    ("mime", "media"),
    [
        ("image/png", AttachmentKind.IMAGE),
        ("audio/ogg", AttachmentKind.VOICE),
        ("video/mp4", AttachmentKind.VIDEO),
        ("application/pdf", AttachmentKind.DOCUMENT),
    ],
)
def test_a_file_is_named_by_its_content(mime: str, media: AttachmentKind) -> None:
    """The type is what the storage saw, not what the sender said."""
    envelope = parse.attachment(StoredFile("f" * 32, mime, 9), "a.exe", "abcdefgh", HERE, AT)
    assert envelope.inbound == AttachmentReceived(media, "a.exe", mime, 9, "f" * 32)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\صورة (1).png", "صورة (1).png"),
        ('<script>"x"</script>.png', "script_.png"),
        ("a\u202egnp.exe", "a_gnp.exe"),
        ("x" * 300, "x" * 100),
        ("", ""),
    ],
)
def test_a_files_name_is_a_label_only(name: str, kept: str) -> None:
    """No folder, markup or mark of direction is left in it."""
    envelope = parse.attachment(StoredFile("f" * 32, "image/png", 9), name, "abcdefgh", HERE, AT)
    assert isinstance(envelope.inbound, AttachmentReceived)
    assert envelope.inbound.name == kept


def test_a_token_opens_its_conversation() -> None:
    """And names it."""
    assert tokens.open_token(tokens.issue("ab" * 16, SECRET), SECRET) == f"web:main:{'ab' * 16}"


@given(st.integers(0, 98), st.characters())
@example(3, "\ud800")
@example(36, "\ud800")
def test_a_token_changed_anywhere_opens_nothing(place: int, letter: str) -> None:
    """Each of its letters counts."""
    token = tokens.issue("ab" * 16, SECRET)
    forged = token[:place] + letter + token[place + 1 :]
    if forged != token:
        with pytest.raises(NotVerified):
            tokens.open_token(forged, SECRET)


@given(st.text(max_size=120))
def test_any_text_is_no_token(token: str) -> None:
    """Without the secret none can be made."""
    with pytest.raises(NotVerified):
        tokens.open_token(token, SECRET)
