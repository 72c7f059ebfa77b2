"""Courtesies that are written in Latin letters as each pleases: «slm 3lekom», "mshkoor ya 8ali". Pure.

A message is read so only where every word of it is such a word, in consonants and nearly in sound: others are the matcher's.
"""

from functools import cache, lru_cache
from itertools import takewhile
from typing import Final

from rapidfuzz import fuzz

from faq import arabizi, wordlists
from handlers.hearing import wordbook

_WORDS: Final = sorted(
    wordbook.tokens(
        "سلام عليكم وعليكم ورحمه رحمه الله وبركاته بركاته هلا هلابك اهلا اهلين مرحبا مرحبتين حياك حياكم صباح مساء صباحكم مساكم "
        "الخير النور الورد "
        "كيف كيفك كيفكم الحال حالك حالكم شلونك شلونكم اخبارك اخباركم علومك علومكم "
        "شكرا مشكور مشكوره مشكورين تسلم تسلمي تسلمون جزاك جزاكم يعطيك يعطيكم العافيه جزيلا كثير كثيرا مره والله لك لكم طال "
        "عمرك عمركم "
        "تمام طيب خلاص زين اخوي اخي حبيبي حبيب حبايب غالي طيب شيخ جماعه شباب عيال باشا استاذ"
    )
)
_SPELT: Final = {
    "شكرا": "shukran shokran shkran shukrn",
    "عليكم": "alikum alaikum alaykum 3alikom alekom likom",
    "الله": "allah",
    "رحمه": "rahmat rahmatullah ra7mat",
    "جزيلا": "gzelan gzilan",
    "سلام": "assalam assalamu",
}
"""What consonants alone do not tell: an ending that Arabic does not write, «ج» as Egyptians say it."""
_PARTICLES: Final = {"ya": "يا", "y": "يا", "w": "", "wa": "", "o": "", "el": "", "al": "", "il": ""}
_BESIDE: Final = wordbook.tokens(
    "الله والله لك لكم طال مره كثير كثيرا اخوي اخي حبيبي حبيب حبايب غالي شيخ جماعه شباب عيال باشا استاذ يا"
)
"""What is a courtesy beside another only."""
_MOST: Final = 8
"""Words of a courtesy."""
_ALIKE: Final = 60
"""Percent of likeness in sound from which it is the same word: "time" is not «تمام»."""


@lru_cache(maxsize=256)
def in_arabic(key: str) -> str:
    """Give the Arabic words of a message's key that is nothing but courtesies in Latin letters; else nothing."""
    said = key.split() if key.isascii() else []
    if not 0 < len(said) <= _MOST:
        return ""
    read = list(takewhile(lambda arabic: arabic is not None, map(_read, said)))
    told = [arabic for arabic in read if arabic]
    return " ".join(told) if len(read) == len(said) and not _BESIDE.issuperset(told) else ""


@lru_cache(maxsize=1024)
def _read(word: str) -> str | None:
    """Give the Arabic of a word, empty for a particle that Arabic joins to the next; None where it is none of these."""
    if word in _PARTICLES:
        return _PARTICLES[word]
    if word in wordlists.words("english"):
        return None
    return _known(word) or _known(arabizi.bare(word)) or _known(word.removeprefix("w")) or None


def _known(word: str) -> str:
    heard = arabizi.sound(word)
    found = _by_consonants().get(arabizi.skeleton(word), ()) if word else ()
    likeness, best = max(((fuzz.ratio(heard, sound), arabic) for sound, arabic in found), default=(0, ""))
    return best if likeness >= _ALIKE else ""


@cache
def _by_consonants() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the keys of the words by their consonants, each with its sound; the article is not told from none."""
    spellings = [(word.removeprefix("ال"), word) for word in _WORDS]
    spellings += [(one, word) for word, all_ in _SPELT.items() for one in all_.split()]
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for spelling, word in spellings:
        consonants = arabizi.skeleton(spelling)
        found[consonants] = (*found.get(consonants, ()), (arabizi.sound(spelling), word))
    return found
