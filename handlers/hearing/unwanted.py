"""What says that something just opened was not wished for: no complaint, no record, no officer, one's name in it. Pure."""

from itertools import pairwise
from typing import Final

from handlers.hearing import particles, turnings, wordbook, words

_tokens = wordbook.tokens
_NO: Final = particles.NOT | _tokens("مافي مافيه مابي مابغى ماني mafi مالي بدون")
_THERE: Final = _tokens("في فيه هي هو عندي لي ابغى ابي اريد is it this a want abgha abi")
_A_COMPLAINT: Final = turnings.A_COMPLAINT | _tokens("شكوه شكاوي الشكوه shakwa")
_WHAT: Final = _tokens("ايه ايش وش شو what")
_RECORDING: Final = _tokens(
    "تسجل تسجلون تسجلوا تسجلي متسجلش ماتسجلش متسجلوش تكتب تكتبون تكتبوا متكتبش تفتح تفتحون تحول تحولون record write open file"
)
_ASKED: Final = _tokens("طلبت قلت asked said ask requested")
_FOR: Final = _tokens("موظف الموظف شكوى شكوه معامله معاملة تذكره تذكرة طلب officer complaint ticket request")
_MY_NAME: Final = _tokens("اسمي باسمي بأسمي name esmi ismi")
_HIDING: Final = _tokens("خبوا اخفوا تخفون بدون hide without")
_WHO: Final = _tokens("اسمي اسم رقمي جوالي name number")
_WHY: Final = _tokens("ليه ليش لماذا why")
_OPENED: Final = _tokens("حولتوني حولتني تحولني تحولوني فتحتوا فتحتو فتحت سجلتوا سجلتها سجلت opened recorded transferred")
_NEAR: Final = 3
_MOST: Final = 14
"""Words of a message that only says so; a longer one tells a story."""


def says(text: str) -> bool:
    """Tell whether words say so: «لا مافي شكوى بس ابغى اغير الموعد», «متسجلش حاجة», «ليه حولتوني انا ما طلبت موظف»."""
    said = words.told(text)
    if not said or len(said) > _MOST or _only_ends(said):
        return False
    return _denies(said) or _forbids(said) or _did_not_ask(said)


def forbids_name(text: str) -> bool:
    """Tell whether words ask that the writer's name be left out: «لا تكتبون اسمي», "don't mention my name"."""
    said = words.told(text)
    at = next((at for at, word in enumerate(said) if word in _MY_NAME), 0)
    denied = not _NO.isdisjoint(said[max(0, at - _NEAR) : max(0, at - 1)]) or not _HIDING.isdisjoint(said)
    return at > 0 and len(said) <= _MOST and denied and not words.asks(text)


def _only_ends(said: tuple[str, ...]) -> bool:
    """Recognise who asks for it to be dropped, which is done otherwise: «الغ الشكوى، ما عاد ابغاها»."""
    return not wordbook.ENDING.isdisjoint(said)


def _denies(said: tuple[str, ...]) -> bool:
    """Recognise a complaint that is denied or wondered at: «مو شكوى», «مافي شكوى», «شكوى ايه بس انا بسأل»."""
    pairs = tuple(pairwise(said))
    wondered = any(first in _A_COMPLAINT and then in _WHAT for first, then in pairs)
    named = [at for at, word in enumerate(said) if word in _A_COMPLAINT]
    return wondered or any(_is_denied(said[max(0, at - _NEAR) : at]) for at in named)


def _is_denied(before: tuple[str, ...]) -> bool:
    """Tell whether the words right before a noun deny it, with nothing but «there is» or a wish between."""
    bare = [word for word in before if word not in _THERE]
    return bool(bare) and bare[-1] in _NO - particles.NO


def _forbids(said: tuple[str, ...]) -> bool:
    if not _WHO.isdisjoint(said):  # «لا تسجلون اسمي» is about his name
        return False
    one_word = any(word in _RECORDING and word.startswith(("مت", "مات")) for word in said)
    return one_word or any(first in _NO and then in _RECORDING for first, then in pairwise(said))


def _did_not_ask(said: tuple[str, ...]) -> bool:
    """Recognise «ما طلبت موظف» and «ليه حولتوني»."""
    denied = any(
        first in particles.DENYING and then in _ASKED and not _FOR.isdisjoint(said[at + 2 : at + 2 + _NEAR])
        for at, (first, then) in enumerate(pairwise(said))
    )
    why = any(first in _WHY and then in _OPENED for first, then in pairwise(said))
    return denied or why
