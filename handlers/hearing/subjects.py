"""What a text is about: its words that can tell one matter from another, and whether two texts share any. Pure."""

from functools import lru_cache
from typing import Final

from faq import stem
from handlers.hearing import latin, troubles, turnings, wordbook, words

_SMALL: Final = 3
"""Letters of a word's stem that can tell which matter is meant."""
_ANY: Final = frozenset(
    map(
        stem.stem,
        wordbook.ASKING
        | wordbook.WISHING
        | wordbook.OPENING
        | wordbook.COMPLAINING
        | wordbook.SUGGESTING
        | wordbook.OWN
        | wordbook.THANKING
        | turnings.OF_KINDS
        | troubles.WRONG
        | wordbook.tokens(
            "مشكلة عندي عندنا احد أحد محد كلها موظف موظفين موظفكم الجمعية حقي حقنا حقكم اللي الذي هذا هذه هذي فيه فيها عليه "
            "عليها منه منها بعد قبل كان كانت وكان صار صارت يصير هناك فوق تحت عند لين للحين لسه برضو كمان ايضا جدا مره مرة "
            "يوم يومين ايام أيام امس اليوم بكره الليل ليله ليلة الصبح الظهر العصر المغرب الفجر ساعه ساعة الساعه اسبوع أسبوع "
            "اسبوعين شهر شهرين سنه سنة منذ وقت دايم دائما مضاعف احسن افضل جديد جديده ثاني ثانيه اخر "
            "العماره العمارة عماره عمارتنا المبنى مبنى الشقه الشقة شقه شقتي الدور دور الطابق الوحدة الوحده وحدتي بيتي البيت "
            "رقم رقمه السكن سكني المشروع "
            "يشتغل تشتغل يعمل تعمل شغال شغاله ماشي واقف وقف وقفت توقف جا جاء راح رجع قال قالوا رفض ياخذ اخذ شكله كثير شوي "
            "زياده واحد اثنين ثلاثه ثلاثة اربعه خمسه "
            "have has had with been that this they there their them would like please building flat unit floor apartment house "
            "home someone anyone nobody about because very only just more much today yesterday night morning every week month "
            "year days hours "
            "3ndi 3indi men min fee hatha hada ana el3emara yom wa7ed "
            "not and for are was but has had can you your our his her him she who all any now too out new one two its did get "
            "got put let use may off own per yet via "
            "from into over under then than what which while where here were will also each other such some most many after "
            "before being does doing done having make makes only same even both "
            "يفتح يقفل open opens close closed does doesn't cannot "
            "work working works problem issue since ago still again when came come gave give make made said last first next "
            "thing things officer member association three two four five"
        ),
    )
)
"""Stems of what is said of anything: when, where in the house, that it does not work."""


@lru_cache(maxsize=256)
def _of(text: str) -> frozenset[str]:
    """Give the stems of what a text names."""
    stems = (stem.stem(word) for word in words.told(text) if not word.isdecimal())
    return frozenset(one for one in stems if len(one) >= _SMALL and one not in _ANY)


@lru_cache(maxsize=256)
def shared(text: str, subject: str) -> int:
    """Count what a text names of a subject, in whatever letters."""
    named = _of(subject)
    return len(_of(text) & named) + len(latin.among((word for word in words.told(text) if word.isascii()), named - _of(text)))
