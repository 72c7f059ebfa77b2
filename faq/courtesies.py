"""Takes greetings, thanks, blessings and address off both ends of a message; lists in `faq/knowledge/words.tsv`.

Pure functions on text; decides nothing. Rules stand for what lists cannot hold: «يا» with whoever is addressed, thanks with
however much of it, and what Allah is asked to do for the reader.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from faq import normalise, wordlists

_LONGEST_RULED = 6
_MOST_THANKS = 9
_SENTENCE = 120
"""Characters in which a sentence of thanks ends."""
_FIRST = re.compile(r"\s*[^\s.!؟?\n،,]+[^.!؟?\n،,]*[.!\n،,]+\s*")
"""The first sentence of a message."""
_FIRST_WORD = re.compile(r"\s*([^\s.!؟?\n،,]+)")
_BUT = re.compile(r"[^.!؟?\n]*?[\s،,](?:بس|لكن|ولكن|but)[\s،,]+(?=\S+\s+\S)", re.IGNORECASE)
"""Thanks that a «but» turns from, to two words at least: «شكرا على سرعة الرد بس الموية رجعت تنقطع»."""
_NOTHING_BUT = re.compile(
    r"\s*(?:لا\s+|no[\s,]+)?(?:مفيش|مافيش|ما ?في|ما ?فيه|ما ?عندي|ما ?ابغى|ما ?ابي|nothing)(?:\s+(?:شي|شيء|حاجة|حاجه))?"
    r"(?:\s+(?:ثاني|ثانية|ثانيه|تاني|تانية|تانيه|غيره|غيرها|else|more))?[\s،,]+(?:بس|لكن|but|only)[\s،,]+(?=\S+\s+\S)",
    re.IGNORECASE,
)
"""That nothing else is wanted but what comes: «مفيش حاجة تانية بس عايز اعرف المصاريف»."""
_LONGEST_FOR = 6
"""Words that say what thanks are for."""
_ALLAH = frozenset({"الله", "ربنا"})
_TITLED = 3
"""Words of «يا أبو محمد»; of «يا شيخ» one less."""
_MARKED = re.compile("[؟?]")


@lru_cache(maxsize=256)
def without(text: str) -> str:
    """Take courtesies off both ends, and leave the mark of a question; the whole text where nothing else is in it.

    So too where the rest is what thanks are for.
    """
    text = normalise.plain(text)
    tokens = re.findall(r"\S+", text)
    keys = [normalise.word(token) for token in tokens]
    first, after = _between(keys)
    if first >= after or _is_thanked_for(keys[:first], keys[first:after]):
        return text
    asked = _MARKED.search(" ".join(tokens[after:])) and not _MARKED.search(" ".join(tokens[first:after]))
    return " ".join(tokens[first:after]) + ("؟" if asked else "")


def is_all(text: str) -> bool:
    """Recognise a message in which nothing stands but courtesies: «كل سنة وانتم طيبين»."""
    keys = [normalise.word(token) for token in normalise.plain(text).split()]
    first, after = _between(keys)
    return bool(keys) and first >= after


def _between(keys: list[str]) -> tuple[int, int]:
    """Give where what is no courtesy begins and ends."""
    first, after = 0, len(keys)
    while length := _courtesy_at(keys[first:after], from_end=False):
        first += length
    while length := _courtesy_at(keys[first:after], from_end=True):
        after -= length
    return first, after


def _is_thanked_for(before: Sequence[str], said: Sequence[str]) -> bool:
    """Recognise what thanks are for, and nothing behind it: «شكرا | على الدعم», "thank you | for registering me"."""
    if said[0] not in wordlists.words("thanked-for") or len(said) > _LONGEST_FOR:
        return False
    return not wordlists.words("thanking").isdisjoint(before) and wordlists.words("asking").isdisjoint(said)


def is_thanks(keys: Sequence[str]) -> bool:
    """Tell whether the words of a key are nothing but thanks and blessings, and whom they are for: «تسلم يمينك يا غالي»."""
    if _ALLAH.isdisjoint(keys) and wordlists.words("thanking").isdisjoint(keys):
        return False
    thanked = False
    while keys:
        lengths = range(min(_LONGEST_RULED, len(keys)), 0, -1)
        if thanks := next((one for one in lengths if _thanks(keys[:one]) or _blesses(keys[:one])), 0):
            thanked = True
        length = thanks or next((one for one in lengths if _addresses(keys[:one])), 0)
        if not length:
            return False
        keys = keys[length:]
    return thanked


def behind_thanks(text: str) -> str:
    """Give what stands behind thanks, whatever for, or that nothing else is wanted: «شكرا على المساعدة أمس. كم الرسوم؟»."""
    if nothing := _NOTHING_BUT.match(text[:_SENTENCE]):
        return text[nothing.end() :]
    begun = _FIRST_WORD.match(text)
    if begun is None or normalise.word(begun[1]) not in wordlists.words("thanking"):
        return text
    first = _BUT.match(text[:_SENTENCE]) or _FIRST.match(text[:_SENTENCE])
    if first is None:
        return text
    rest = text[first.end() :]
    return rest if len(first[0].split()) <= _MOST_THANKS and any(map(str.isalpha, rest)) else text


def _courtesy_at(keys: list[str], *, from_end: bool) -> int:
    """Give how many tokens at the end of the list are one courtesy, the longest that there is."""
    for length in range(min(_longest(), len(keys)), 0, -1):
        if _is_courtesy(keys[-length:] if from_end else keys[:length]):
            return length
    return 1 if keys and not keys[-1 if from_end else 0] else 0


def _is_courtesy(said: Sequence[str]) -> bool:
    return tuple(said) in _listed() or _addresses(said) or _thanks(said) or _blesses(said)


def _addresses(said: Sequence[str]) -> bool:
    """Recognise «يا شيخ», «يا ابو محمد», «يا طويل العمر»."""
    if len(said) < _TITLED - 1 or said[0] not in {"يا", "ya"}:
        return False
    return said[1] in wordlists.words("addressed" if len(said) < _TITLED else "titled") and len(said) <= _TITLED


def _thanks(said: Sequence[str]) -> bool:
    """Recognise thanks with how much and to whom: «شكرا مره», "thank you so much"."""
    return said[0].removeprefix("و") in wordlists.words("thanking") and wordlists.words("much").issuperset(said[1:])


def _blesses(said: Sequence[str]) -> bool:
    """Recognise «الله يوفقكم دنيا وآخرة», «جزاك الله خير»: Allah, what He is asked to do for the reader, and nothing else."""
    if _ALLAH.isdisjoint(said[:2]) or len(said) < len(("الله", "يعافيك")):
        return False
    stems = tuple(wordlists.words("blessing"))
    others = [word.removeprefix("و") for word in said if word not in _ALLAH]
    return (
        bool(others)
        and others[0].startswith(stems)
        and all(word in wordlists.words("blessed") or word.startswith(stems) for word in others)
    )


@cache
def _listed() -> frozenset[tuple[str, ...]]:
    """Give the courtesies as words of their keys."""
    return frozenset(tuple(normalise.key(words).split()) for words in wordlists.words("courtesy"))


@cache
def _longest() -> int:
    return max(_LONGEST_RULED, *map(len, _listed()))
