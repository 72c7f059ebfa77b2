"""Danger to life now: a fire, gas, a weapon, somebody held in a lift, hurt or without breath. Pure; knows no state."""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from handlers.hearing import particles, signs, wordbook, words

_tokens = wordbook.tokens
_NOT_NOW: Final = wordbook.SUPPOSING | _tokens(
    "طفاية طفايات إنذار انذار الانذار جرس تأمين تامين مخرج مخارج كاشف حساس تدريب خطة فاتورة فواتير الفاتورة extinguisher "
    "extinguishers alarm alarms detector "
    "detectors drill insurance insured exit exits escape bill safety"
)
"""What speaks of fire and the like where there is none."""
_OVER: Final = _tokens(
    "العام امس أمس البارح البارحه السنة الماضي الماضية الماضيه فات فاتت طلعنا طلعوني طلعونا انطفى انطفت انطفأ ago last "
    "yesterday previously"
)
_NOW: Final = _tokens("الحين الان دحين ذحين هالحين توه توها الحقوا الحقونا الحقوني now currently")
_WHAT_TO_DO: Final = _tokens("اسوي أسوي نسوي اتصرف اعمل do")
_WELL: Final = _tokens("بخير سليم سليمه سليمة safe fine okay unharmed")
_SELF: Final = _tokens("انا اني احنا حنا i am im i'm not ma مو ما")
"""Before that: who writes, or a denial."""
_ENDED: Final = _tokens(
    "صلحو صلحوا صلحوه انصلح شلناه شلناها شالوه شالوها طفيناه طفيناها طفوها طفوه انطفت انطفى طلعوه طلعوها طلعوهم خرجوه خرجوها "
    "فصلوها فصلوه فصلناه فصلناها قطعوها قفلناها removed rescued extinguished"
)
_GONE: Final = _tokens("مافي مافيه مابه راح زال انتهى انتهي خلص gone over passed no")
_THERE: Final = _tokens("في فيه يوجد هناك")
_DANGER: Final = _tokens("خطر الخطر danger")
_HELP: Final = _tokens("الدفاع المدني الاسعاف الشرطه المطافي الهلال الاحمر ambulance firemen firefighters police defence")
_CAME: Final = _tokens("جا جاء جو جوا جات وصل وصلوا وصلو came arrived")
_OUT: Final = _tokens("طلعنا خرجنا نزلنا got فتح فتحوا فتحو نجينا escaped")
_ALL_WELL: Final = _tokens("سالمين بخير الحمدلله الحمد safely safe out")
_PARTS: Final = re.compile(r"\s(?:بس|لكن|but)\s|[،,.!\n]")
_FIRST: Final = 4
"""Words at the beginning in which who asks what to do says so."""


def is_emergency(text: str) -> bool:
    """Tell whether a message says that there is danger now: a fire, a weapon, no breath, a lift that holds somebody."""
    said = tuple(words.without_and(words.told(text), _known()))
    if alarming().isdisjoint(said) or _asks(text, said):
        return False
    over = _is_over(said) or not _NOT_NOW.isdisjoint(said)
    return any((sign.lasting or not over) and sign.shows(said) for sign in signs.SIGNS)


def is_past(text: str) -> bool:
    """Tell whether words say that a danger is over, or that somebody else is well: «هو بخير», «السلك شلناه خلاص، مين يصلحه؟».

    Who says it of himself may need help yet.
    """
    return not is_emergency(text) and any(_ends(part) for part in _PARTS.split(text))


def _ends(part: str) -> bool:
    said = tuple(words.without_and(words.told(part), _CAME))
    if not said or words.begins_asking(part) or part.rstrip()[-1:] in "؟?":
        return False
    if not _DANGER.isdisjoint(said):
        none = any(first in particles.NOT and then in _THERE for first, then in pairwise(said))
        return none or any(word in _GONE and particles.DENYING.isdisjoint(said[:at]) for at, word in enumerate(said))
    well = any(then in _WELL and first not in _SELF for first, then in pairwise(said))
    ended = len(said) > 1 and not _ENDED.isdisjoint(said)
    came = not (_HELP.isdisjoint(said) or _CAME.isdisjoint(said))
    out = not (_OUT.isdisjoint(said) or _ALL_WELL.isdisjoint(said))
    return (well or ended or came or out) and particles.DENYING.isdisjoint(said[:_FIRST])


@cache
def alarming() -> frozenset[str]:
    """Give the words without one of which nothing is said of danger: hardly any message has one."""
    return frozenset[str]().union(*(min((sign.first, sign.then), key=_commonness) for sign in signs.SIGNS))


@cache
def _known() -> frozenset[str]:
    """Give every word of a sign."""
    return frozenset[str]().union(*(sign.first | sign.then | sign.beside for sign in signs.SIGNS))


def _commonness(those: frozenset[str]) -> int:
    """Count the words of daily use among those."""
    return len(
        those
        & (particles.NOT | signs.PERSON | signs.MARKED | signs.WHERE | signs.HOUSE | signs.CURRENT | _tokens("has with he"))
    )


def _asks(text: str, said: tuple[str, ...]) -> bool:
    """Tell whether the member asks about such a thing, and not what he is to do in it."""
    return words.begins_asking(text) and _WHAT_TO_DO.isdisjoint(said[:_FIRST]) and _NOW.isdisjoint(said)


def _is_over(said: tuple[str, ...]) -> bool:
    """Tell whether the member speaks of the past: «قبل سنتين», "last week"; not that it goes on."""
    if not _NOW.isdisjoint(said):
        return False
    before = any(word == "قبل" and then in wordbook.SPANS for word, then in pairwise(said))
    return before or not _OVER.isdisjoint(said)
