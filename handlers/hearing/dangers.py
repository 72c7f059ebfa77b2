"""Danger to life, now: somebody would end his life, a fire, a weapon, somebody who does not breathe. Pure; knows no state.

What is met by "call 911" must be told by exact words and no resemblance: most who speak of fire or death are in no danger.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from handlers.hearing import particles, wordbook, words

_tokens = wordbook.tokens
_DYING: Final = _tokens("انتحر أنتحر بنتحر ابنتحر انتحار الانتحار suicide suicidal anta7er ant7er")
"""One of which is enough."""
_WOULD_DIE: Final = re.compile(r"\b(?:want to|wanna|wish to) die\b|\bwish i (?:was|were) dead\b")
_SELF_HARM: Final = (
    (_tokens("اقتل أقتل بقتل اذبح أذبح بذبح kill killing hurt harm hang"), _tokens("نفسي روحي حالي myself")),
    (_tokens("انهي أنهي بنهي انهاء إنهاء end ending take anhi"), _tokens("حياتي عمري 7ayati hayati")),
    (
        _tokens("ابي أبي ابغى أبغى ابغا ودي بدي اتمنى أتمنى اريد أريد abi abgha widdi"),
        _tokens("اموت أموت الموت amoot amout"),
    ),
    (_tokens("end ending take taking"), _tokens("life")),
)
_MY: Final = _tokens("my me i")
_LIVING: Final = _tokens("اعيش أعيش live living")
_NO_MORE: Final = particles.NOT | _tokens("مابي ماعاد مابغى can cannot")
_BEHIND_LIVING: Final = _tokens("خلاص بعد اكثر أكثر ابد أبدا الحياة هالحياة any anymore more like")
"""What may stand behind it: who does not want to live in a building names it there."""
_EMERGENCIES: Final[tuple[tuple[frozenset[str], frozenset[str]], ...]] = (
    (
        _tokens("feeh fi shab فيه شب صار يوجد اندلع الحقوا there is a big"),
        _tokens("حريق حريقة حريقه fire 7aree8 7aree2 7areeg 7ari8 hareeq"),
    ),
    (_tokens("on caught catching"), _tokens("fire")),
    (_tokens("النار نار"), _tokens("شبت شابة شابه تشتعل مشتعلة واصلة")),
    (_tokens("العمارة عمارتنا البيت بيتنا الشقة شقتنا شقتي بيتي building house flat"), _tokens("تحترق يحترق burning")),
    (
        _tokens("يهددني يهددنا بيقتلني متهجم يتهجم هاجم يقتحم threatening threatens attacking breaking"),
        _tokens("سكين بسكين سكينه سلاح بسلاح مسدس بمسدس knife gun weapon"),
    ),
    (
        _tokens("بيقتلني بيذبحني يقتلني بيقتلنا يضربني ضربني يعنفني يضربنا beats hits kill"),
        _tokens("زوجي ابوي اخوي ولدي طليقي رجال رجل شخص جاري الجار husband father brother son he she somebody someone man"),
    ),
    (particles.NOT | _tokens("وما ولا ماتتنفس مايتنفس"), _tokens("تتنفس يتنفس اتنفس أتنفس breathing breathe")),
    (_tokens("ينزف تنزف نزيف bleeding"), _tokens("دم بقوة راسه راسها الحقوا واجد كثير badly heavily lot")),
    (_tokens("محبوس محبوسين محبوسه حابسنا علقنا عالقين stuck trapped"), _tokens("مصعد المصعد بالمصعد اصنصير elevator lift")),
    (_tokens("تسريب يتسرب تسرب ريحة رائحة leak leaking smell"), _tokens("غاز الغاز gas")),
    (_tokens("مغمى اغمى أغمي فاقد فاقدة"), _tokens("عليه عليها الوعي وعيه وعيها")),
)
"""Words of which the second stands near behind the first; «زوجي يضربني» may stand the other way round."""
_NEAR: Final = 4
_NOT_NOW: Final = wordbook.SUPPOSING | _tokens(
    "طفاية طفايات إنذار انذار جرس تأمين تامين مخرج extinguisher extinguishers alarm alarms drill insurance exit escape"
)
"""What speaks of fire and the like where there is none."""
_HARMING: Final = frozenset[str]().union(*(then for _, then in _SELF_HARM))
_ALARMING: Final = frozenset[str]().union(*(then for _, then in _EMERGENCIES))
"""Without one of these nothing is said of either: hardly any message has one."""


def threatens_own_life(text: str) -> bool:
    """Tell whether a message says that its writer would die, or no longer live, be it in a question."""
    said = words.told(text)
    if not _DYING.isdisjoint(said) or _WOULD_DIE.search(" ".join(said)):
        return True
    if _HARMING.isdisjoint(said):
        return _would_not_live(said)
    pairs = set(_near(said))
    *plain, (ending, life) = _SELF_HARM
    harms = any(not pairs.isdisjoint(product(first, then)) for first, then in plain)
    return harms or (not pairs.isdisjoint(product(ending, life)) and not _MY.isdisjoint(said)) or _would_not_live(said)


def is_emergency(text: str) -> bool:
    """Tell whether a message says that there is danger now: a fire, a weapon, no breath, a lift that holds somebody."""
    said = words.told(text)
    if _ALARMING.isdisjoint(said) or words.asks(text) or not _NOT_NOW.isdisjoint(said):
        return False
    pairs = set(_near(said)) | {(then, first) for first, then in _near(said)}
    return any(not pairs.isdisjoint(product(first, then)) for first, then in _EMERGENCIES)


def tells(text: str) -> bool:
    """Tell whether a message says either."""
    return threatens_own_life(text) or is_emergency(text)


def _near(said: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give each word with those that stand near behind it."""
    return ((first, then) for at, first in enumerate(said) for then in said[at + 1 : at + 1 + _NEAR])


def _would_not_live(said: tuple[str, ...]) -> bool:
    """Tell who says that he would not live any longer: «ما عاد ابي اعيش خلاص», "I can't go on living"."""
    for at, word in enumerate(said):
        if word in _LIVING and not _NO_MORE.isdisjoint(said[max(0, at - _NEAR) : at]):
            return _all(said[at + 1 : at + 2], _BEHIND_LIVING) and (word != "live" or "want" in said)
    return False


def _all(said: Iterable[str], among: frozenset[str]) -> bool:
    return all(word in among for word in said)
