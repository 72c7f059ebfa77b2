"""Conversation tokens: a member without an account proves with one that the conversation is his. Pure.

`v1.<128 random bits>.<HMAC-SHA256>`; whoever has not got it from this server cannot make one. It never stands in a URL.
"""

import hmac
from hashlib import sha256

from domain.errors import NotVerified
from domain.model import ConversationId

_VERSION = "v1"
ORIGIN = "web:main"


def issue(random: str, secret: bytes) -> str:
    """Make the token of the conversation with these 32 random hexadecimal digits."""
    return f"{_VERSION}.{random}.{_sign(random, secret)}"


def open_token(token: str, secret: bytes) -> ConversationId:
    """Give the conversation that a token is for. Raises `NotVerified` for one that this server did not issue."""
    version, _, rest = token.partition(".")
    random, _, signature = rest.partition(".")
    right = _sign(random, secret)
    if version != _VERSION or not hmac.compare_digest(_bytes(signature), right.encode()):
        raise NotVerified("this is no token of a conversation here")
    return ConversationId(f"{ORIGIN}:{random}")


def _sign(random: str, secret: bytes) -> str:
    return hmac.new(secret, _bytes(f"{_VERSION}.{random}"), sha256).hexdigest()


def _bytes(text: str) -> bytes:
    """Encode what somebody sent: half a surrogate pair is no reason to fail otherwise than for a wrong token."""
    return text.encode("utf-8", "surrogatepass")
