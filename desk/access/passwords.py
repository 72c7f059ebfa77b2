"""Passwords of officers: hashed with argon2id, judged, and made up for a first sign-in. Keeps none of them."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

import argon2

SHORTEST: Final = 10
LONGEST: Final = 200
_HASHER: Final = argon2.PasswordHasher()
# without letters and digits that look alike: it is read from a screen or told by phone
_READABLE: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$bXVqaWItbm9ib2R5LXNhbHQ$Wk8fZ0u3mZ4oXn0C2cJvY1Yt9x7bq6pH5eDdLr3sT0M"  # of no password
)


def hash_password(password: str) -> str:
    """Give the argon2id hash (RFC 9106's second choice of parameters) in its usual written form."""
    return _HASHER.hash(_normal(password))


def verify_password(password: str, password_hash: str) -> bool:
    """Tell whether the password is the hashed one. An empty hash stands for nobody and takes as long as any other."""
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(password_hash or _NOBODY, _normal(password))
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def fault_of(password: str, username: str) -> str:
    """Name what is wrong with a new password: `short`, `long` or `username`; empty when it will do."""
    normal = _normal(password)
    if len(normal) < SHORTEST:
        return "short"
    if len(normal) > LONGEST:
        return "long"
    return "username" if normal.casefold() == _normal(username).casefold() else ""


def one_time_password(choose: Callable[[Sequence[str]], str]) -> str:
    """Make a password for a first sign-in, 59 bits; `choose` picks one of a sequence at random, as `secrets.choice`."""
    groups = ("".join(choose(_READABLE) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def _normal(password: str) -> str:
    # the same letters typed on two keyboards are the same password (NIST SP 800-63B, 5.1.1.2)
    return unicodedata.normalize("NFKC", password)
