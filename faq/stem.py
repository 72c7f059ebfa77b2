"""Light stemming of Arabic and English words: takes off articles, particles and endings, never goes down to roots.

Works on keys (`faq.normalise.key`). Words of the domain that would fall together with others are protected.
"""

from functools import lru_cache

from faq import wordlists
from faq.normalise import WORDS

_LONG_PREFIXES = ("وهال", "بهال", "لهال", "هال", "وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "ول", "وب")
_SHORT_PREFIXES = "وبلفك"
_COMING = ("هت", "هي", "هن")
"""What a verb that is to come begins with in Egypt: «هتخصموا»; of «بتخصموا» the particle is taken off as any other."""
_SUFFIXES = (
    *("اتهم", "اتكم", "اتنا", "اتها", "اتي", "اته", "ات", "يين", "ين", "ان", "ون", "تهم", "تكم", "تنا", "تها", "تي", "ته"),
    *("هم", "كم", "نا", "ها", "يه", "وا", "ه", "ي"),
)
_REST, _REST_OF_PARTICLE = 3, 4
"""Letters that must be left of a word."""
_ENGLISH_SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "er", "ed", "es", "ly", "s")


@lru_cache(WORDS)
def stem(word: str) -> str:
    """Give the light stem of one word of a key."""
    if word.isascii():
        return _english(word)
    bare = _unprefixed(word)
    if bare in wordlists.words("stem-protected"):
        return bare
    bare = wordlists.pairs("stem-plural").get(bare, bare)
    return bare if bare in wordlists.words("stem-protected") else _unsuffixed(bare)


def _unprefixed(word: str) -> str:
    if word in wordlists.words("stem-protected"):
        return word
    for prefix in _LONG_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _REST:
            return word[len(prefix) :]
    is_led = word[0] in _SHORT_PREFIXES or word.startswith(_COMING)
    return word[1:] if len(word) > _REST_OF_PARTICLE and is_led else word


def _unsuffixed(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _REST:
            return word[: -len(suffix)]
    return word


def _english(word: str) -> str:
    for suffix in _ENGLISH_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _REST:
            return word[: -len(suffix)] + ("y" if suffix == "ies" else "")
    return word
