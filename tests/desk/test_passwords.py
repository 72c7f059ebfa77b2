import random
import re
import time

import pytest

from desk.access.passwords import fault_of, hash_password, one_time_password, verify_password


def test_a_password_is_known_again_and_no_other_is() -> None:
    """The hash is argon2id, differs each time, and fits its password alone."""
    first, second = hash_password("جملة يسهل حفظها"), hash_password("جملة يسهل حفظها")
    assert first.startswith("$argon2id$")
    assert first != second
    assert verify_password("جملة يسهل حفظها", first)
    assert not verify_password("جملة يسهل حفظها ", first)


def test_the_same_letters_in_two_encodings_are_one_password() -> None:
    """A password typed with composed or decomposed letters is the same."""
    assert verify_password("cafe\u0301 au lait", hash_password("caf\u00e9 au lait"))


@pytest.mark.parametrize("stored", ["", "plain", "$argon2id$v=19$m=1", "$2b$12$abc"])
def test_what_is_no_hash_fits_nothing(stored: str) -> None:
    """An empty or broken hash lets nobody in, and raises nothing."""
    assert not verify_password("", stored)
    assert not verify_password(stored, stored)


def test_nobody_takes_as_long_as_somebody() -> None:
    """The time of an answer does not tell whether a username exists: both do the whole hashing."""
    known = hash_password("any password at all")

    def seconds(stored: str) -> float:
        started = time.perf_counter()
        verify_password("wrong", stored)
        return time.perf_counter() - started

    somebody, nobody = min(seconds(known) for _ in range(3)), min(seconds("") for _ in range(3))
    assert nobody > somebody / 4


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", "short"),
        ("123456789", "short"),
        ("1234567890", ""),
        ("SalimSalim", "username"),
        ("x" * 201, "long"),
        ("ا" * 200, ""),
    ],
)
def test_the_rules_for_a_new_password(password: str, fault: str) -> None:
    """From 10 to 200 characters, and not the username, however it is written."""
    assert fault_of(password, "salimsalim") == fault


def test_a_password_that_is_too_long_is_not_hashed() -> None:
    """Megabytes in the password field cost no hashing."""
    assert not verify_password("x" * 1_000_000, hash_password("x" * 100))


def test_a_one_time_password_can_be_read_aloud() -> None:
    """Three groups of four without letters that look alike, all by the randomness given in."""
    made = one_time_password(random.Random(7).choice)
    assert re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}", made)
    assert made == one_time_password(random.Random(7).choice)
