"""A reply as SMS shows it: nothing decorative, few segments, and numbers where no line can turn them round. Pure.

One letter outside GSM-7 makes a segment 70 UTF-16 units long, or 67 of several, so Arabic aims at two segments: 134.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from channels import enclosing, profiles, text
from domain.capabilities import Capabilities, TextUnit
from domain.channelports import Outgoing
from domain.model import Reply

CAPABILITIES: Final[Capabilities] = profiles.SMS
AIM: Final = 2
"""Segments of an Arabic message."""
_ARABIC = re.compile("[\u0620-\u064a]")
# without marks of direction a phone shows these back to front inside an Arabic line: +966..., 2026-11-03, #15, 12-34
_TURNED = re.compile(r"[ \t]*(?<!\w)(\+\d[\d \-]{6,}\d|#\d+|\d+(?:-\d+)+)[ \t]*[.،؛,:]?[ \t]*")
_URL = re.compile(r"[ \t]*(https?://[^\s،؛]+?)([.،؛]?)(?=\s|$)[ \t]*")
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "•": "-", "…": "...", "\u00a0": " ", "\u200b": ""}
)
_DECORATION = re.compile("[\u2190-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")


@lru_cache(maxsize=1000)
def render(reply: Reply) -> tuple[Outgoing, ...]:
    """Give the messages, in order."""
    bare = _DECORATION.sub("", reply.text).translate(_PLAIN).strip() or reply.text
    messages = enclosing.render(replace(reply, text=bare), CAPABILITIES)
    parts = (part for message in messages for part in text.split(_spare(message.text), CAPABILITIES.max_text, TextUnit.UTF16))
    return tuple(map(_counted, parts))


def _counted(part: str) -> Outgoing:
    """Give a part with its segments; more than the aim are noted."""
    count = text.segments(part)
    dropped = (f"{count} segments",) if count > AIM and _ARABIC.search(part) else ()
    return Outgoing(part, markup=CAPABILITIES.markup, dropped=dropped, segments=count)


def _spare(body: str) -> str:
    lines = (line for paragraph in body.split("\n") for line in _alone(paragraph).split("\n"))
    return "\n".join(line.strip() for line in lines if line.strip())


def _alone(line: str) -> str:
    """Put numbers and links of an Arabic line on lines of their own."""
    if not _ARABIC.search(line):
        return line
    # a link may hold what looks like a number
    return (_URL if "://" in line else _TURNED).sub("\n\\1\n", line)
