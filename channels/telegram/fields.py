"""Safe access to JSON that came from outside: a field of another type than expected counts as missing. Pure."""

from typing import Any, TypeGuard

_LARGEST = 2**63


def integer(value: object) -> TypeGuard[int]:
    """Say whether it is a whole number of a size that ids have."""
    return isinstance(value, int) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST


def table(fields: dict[str, Any], key: str) -> dict[str, Any]:
    """Give an object; empty where there is none."""
    value = fields.get(key)
    return value if isinstance(value, dict) else {}


def text_of(fields: dict[str, Any], key: str) -> str:
    """Give a text without what no encoding can hold: lone surrogates, which are legal in JSON, and zero characters."""
    value = fields.get(key)
    return value.encode("utf-8", "replace").decode().replace("\x00", "") if isinstance(value, str) else ""


def number_of(fields: dict[str, Any], key: str) -> int:
    """Give a whole number; 0 where there is none."""
    value = fields.get(key)
    return value if integer(value) else 0


def tables(value: object, *, deep: bool = False) -> tuple[dict[str, Any], ...]:
    """Give the objects of a list, with `deep` those of the lists in it."""
    if not isinstance(value, list):
        return ()
    inner = [part for row in value if isinstance(row, list) for part in row] if deep else value
    return tuple(part for part in inner if isinstance(part, dict))
