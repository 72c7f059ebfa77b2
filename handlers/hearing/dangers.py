"""Words of somebody who would end his life, or of other danger to life now (`handlers.hearing.emergencies`). Pure.

What is met by "call 911" is recognised by exact words, never by likeness: most who speak of death are in no danger.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Final

from handlers.hearing import emergencies, particles, wordbook, words

_tokens = wordbook.tokens
_DYING: Final = _tokens("انتحر أنتحر بنتحر ابنتحر انتحار الانتحار suicide suicidal anta7er ant7er")
"""One of which is enough."""
_WOULD_DIE: Final = re.compile(r"\b(?:want to|wanna|wish to) die\b|\bwish i (?:was|were) dead\b|\bend(?:ing)? it all\b")
_LIFE: Final = _tokens("الدنيا هالدنيا حياتي روحي عمري عيشتي")
_SELF_HARM: Final = (
    (_tokens("اقتل أقتل بقتل اذبح أذبح بذبح kill killing hurt harm hang"), _tokens("نفسي روحي حالي myself")),
    (_tokens("انهي أنهي بنهي انهاء إنهاء end ending take anhi"), _tokens("حياتي عمري 7ayati hayati")),
    (
        _tokens("ابي أبي ابغى أبغى ابغا ودي بدي اتمنى أتمنى اريد أريد abi abgha widdi"),
        _tokens("اموت أموت الموت amoot amout"),
    ),
    (_tokens("اخلص أخلص بخلص افتك اتخلص"), _LIFE),
    (_tokens("الموت"), _tokens("ارحم أرحم احسن أحسن افضل أفضل اهون أهون اريح")),
    (_LIFE, _tokens("اخلص أخلص بخلص افتك اتخلص")),
    (_tokens("end ending take taking"), _tokens("life")),
)
_MY: Final = _tokens("my me i")
_LIVING: Final = _tokens("اعيش أعيش live living")
_NO_MORE: Final = particles.NOT | _tokens("مابي ماعاد مابغى can cannot")
_BEHIND_LIVING: Final = _tokens("خلاص بعد اكثر أكثر ابد أبدا الحياة هالحياة any anymore more like")
"""What may stand behind it: a building in which one does not want to live is named there."""
_NEAR: Final = 4
_LAUGHING: Final = _tokens("ضحك الضحك laughing")
_HARMING: Final = frozenset[str]().union(*(then for _, then in _SELF_HARM))
_HEARD: Final = frozenset[str]().union(*(first | then for first, then in _SELF_HARM), _LIVING)


def threatens_own_life(text: str) -> bool:
    """Tell whether a message says, or asks, that its writer would die or no longer live."""
    said = tuple(words.without_and(words.told(text), _HEARD))
    if not _DYING.isdisjoint(said) or _WOULD_DIE.search(" ".join(said)):
        return True
    if not _LAUGHING.isdisjoint(said):
        return False
    if _HARMING.isdisjoint(said):
        return _would_not_live(said)
    pairs = set(_near(said))
    *plain, (ending, life) = _SELF_HARM
    harms = any(not pairs.isdisjoint(product(first, then)) for first, then in plain)
    return harms or (not pairs.isdisjoint(product(ending, life)) and not _MY.isdisjoint(said)) or _would_not_live(said)


def tells(text: str) -> bool:
    """Tell whether a message says either."""
    if _telling().isdisjoint(words.told(text)):
        return False
    return threatens_own_life(text) or emergencies.is_emergency(text)


@cache
def _telling() -> frozenset[str]:
    """Give the words without one of which neither is said, also behind «و»: hardly any message has one."""
    needed = _DYING | _HARMING | _LIVING | _tokens("die dead all") | emergencies.alarming()
    return needed | {f"و{word}" for word in needed}


def _near(said: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give each word with those that stand near behind it."""
    return ((first, then) for at, first in enumerate(said) for then in said[at + 1 : at + 1 + _NEAR])


def _would_not_live(said: tuple[str, ...]) -> bool:
    """Tell whether the member says that he does not want to live any longer: «ما عاد ابي اعيش خلاص», "I can't go on living"."""
    for at, word in enumerate(said):
        if word in _LIVING and not _NO_MORE.isdisjoint(said[max(0, at - _NEAR) : at]):
            return _all(said[at + 1 : at + 2], _BEHIND_LIVING) and (word != "live" or "want" in said)
    return False


def _all(said: Iterable[str], among: frozenset[str]) -> bool:
    return all(word in among for word in said)
