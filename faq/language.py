"""Tells what a text is written in: Arabic, English, Arabic in Latin letters (Arabizi), or nothing of these.

A rule on scripts and two word lists; no detector that was tried knows Arabizi. Decides nothing about the language of the reply.
"""

import re
from enum import StrEnum
from functools import lru_cache

from faq import normalise, wordlists


class Guess(StrEnum):
    """What a text is written in."""

    ARABIC = "arabic"
    ENGLISH = "english"
    ARABIZI = "arabizi"
    NONE = "none"
    """No letters of either script: digits, signs, emoji, another script."""


_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LATIN = re.compile("[a-z]")
_TOKEN = re.compile(r"[a-z0-9'’`]+")
_DIGIT_LETTER = re.compile(r"(?:^|[a-z'])[2356789]'?[a-z]")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th|k|m|am|pm|km|kg|cm|g|gb|mb|sar|sr|x|d|h)?$|^(?:[a-z]\d+|mp3|mp4|\dg|covid19)$")

_ONSET = re.compile(
    r"(?!bl|br|ch|cl|cr|cz|dr|dw|fl|fr|gh|gl|gn|gr|kn|ph|pl|pr|ps|rh|sc|sh|sk|sl|sm|sn|sp|sq|st|sw|th|tr|ts|tw|wh|wr)"
    r"[bcdfghjklmnpqrstvwxyz]{2}[a-z]*[aeiou]"
)
"""Two consonants with which no English word begins: «mta», «tftahon», «ngdar»."""
_LONG = 5
"""Letters from which a word that begins like the article may be Arabic."""


@lru_cache(maxsize=1024)
def detect(text: str) -> Guess:
    """Guess from scripts first, then, for Latin letters, from digits inside words and from words of either list."""
    text = normalise.plain(text).lower()
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if not arabic and not latin:
        return Guess.NONE
    if arabic >= latin:
        return Guess.ARABIC
    return Guess.ARABIZI if sum(map(_leaning, _TOKEN.findall(text))) > 0 else Guess.ENGLISH


def _leaning(token: str) -> float:
    """Above 0 for a word of Arabizi, below 0 for an English one."""
    if not _LATIN.search(token) or _ORDINAL.match(token):
        return 0
    if _DIGIT_LETTER.search(token):
        return 2
    if token in wordlists.words("both"):
        return 0.2 if token not in wordlists.words("english") else -0.2
    if token in wordlists.words("english"):
        return -1
    if token in wordlists.words("arabizi"):
        return 1.5
    if _ONSET.match(token):
        return 0.5
    return 0.5 if len(token) >= _LONG and token.startswith(("el", "al", "bel", "bal", "wel", "wal", "lel")) else 0
