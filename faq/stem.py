"""Light stemming of Arabic and English words: takes off articles, particles and endings, never goes down to roots.

Works on keys (`faq.normalise.key`). Words of the domain that would fall together with others are protected.
"""

from functools import lru_cache

_LONG_PREFIXES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "ول", "وب")
_SHORT_PREFIXES = "وبلفك"
_SUFFIXES = (
    *("اتهم", "اتكم", "اتنا", "اتها", "اتي", "اته", "ات", "يين", "ين", "ان", "ون", "تهم", "تكم", "تنا", "تها", "تي", "ته"),
    *("هم", "كم", "نا", "ها", "يه", "وا", "ه", "ي"),
)
_PROTECTED = frozenset(
    "جمعيه جمعه والد ولد فرع كفاله ليش كيف وكيل وثيقه بيانات بطاقه واتس واتساب ويب وحده وارث ورثه وفاه وزاره وصيه وقت وقف "
    "لجنه لايحه لوايح لازم ليه بنك بيت بدل بيع فلوس كامل كتاب الله هذي هذه هويه متي علي الي في من ما لا كم هل وين فين مين".split(),
)
_PLURALS = {
    "اعضا": "عضو", "اعضاء": "عضو", "عضويه": "عضويه", "قنوات": "قناه", "شكاوي": "شكوي", "لوايح": "لايحه", "لجان": "لجنه", "اسهم": "سهم",
    "رسوم": "رسم", "طرق": "طريقه", "وثايق": "وثيقه", "اقساط": "قسط", "شقق": "شقه", "حصص": "حصه", "ارباح": "ربح", "شروط": "شرط",
    "اوراق": "ورقه", "مواعيد": "موعد", "حقوق": "حق", "عقود": "عقد", "اسماء": "اسم", "ارقام": "رقم", "مشاريع": "مشروع", "قرارات": "قرار",
    "حسابات": "حساب", "ورثه": "وارث", "خدمات": "خدمه", "اجتماعات": "اجتماع",
}  # fmt: skip
_ENGLISH_SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "er", "ed", "es", "ly", "s")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Give the light stem of one word of a key."""
    if word.isascii():
        return _english(word)
    bare = _unprefixed(word)
    if bare in _PROTECTED:
        return bare
    bare = _PLURALS.get(bare, bare)
    return bare if bare in _PROTECTED else _unsuffixed(bare)


def _unprefixed(word: str) -> str:
    if word in _PROTECTED:
        return word
    for prefix in _LONG_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word[1:] if len(word) >= 5 and word[0] in _SHORT_PREFIXES else word


def _unsuffixed(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def _english(word: str) -> str:
    for suffix in _ENGLISH_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)] + ("y" if suffix == "ies" else "")
    return word
