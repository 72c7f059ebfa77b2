"""Contact cards (vCard, RFC 6350): only the telephone number on them is read. Pure."""

import re
from typing import Final

_LARGEST: Final = 64 * 1024
"""Bytes; one that has a picture in it is read up to there."""
_BEGIN: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCARD", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^(?:[\w-]+\.)?TEL(?:;[^:\n]*)?:(?:tel:)?([^\n;]+)", re.IGNORECASE | re.MULTILINE)
_LENGTHS: Final = range(7, 16)
"""Digits of a number (E.164)."""


def number(content: bytes) -> str:
    """Give the one number of a card, as `+966501234567` or as it is written without signs; empty for none, or several."""
    if not _BEGIN.match(content):
        return ""
    lines = content[:_LARGEST].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    found = {_bare(written) for written in _NUMBER.findall(lines.replace("\n ", ""))}
    return found.pop() if len(found) == 1 and lines.upper().count("BEGIN:VCARD") == 1 else ""


def _bare(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    sign = "+" if "+" in written.partition(digits[:1] or " ")[0] else ""
    return f"{sign}{digits}" if len(digits) in _LENGTHS else ""
