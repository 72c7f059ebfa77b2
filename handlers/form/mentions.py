"""Which answers of a form a member's words name: his name, his identity number, his mobile. Pure; knows no state."""

from typing import Final

from faq import normalise
from handlers.form.fields import Field
from handlers.hearing import wordbook

OF_NUMBERS: Final = {
    Field.NATIONAL_ID: wordbook.tokens(
        "اقامتها اقامته بالهوية بالهويه للهوية هويته هويتها hawiya hawya haweya هويتي الهوية هوية هويه اقامتي إقامتي الإقامة "
        "اقامة id iqama igama identity national hawiyati haweyati"
    ),
    Field.MOBILE: wordbook.tokens(
        "بالجوال للجوال جواله جوالها jawal الموبايل جوالي الجوال جوال هاتفي الهاتف موبايلي الموبايل تلفوني mobile phone cell "
        "jawali jawwal"
    ),
}
NAMES: Final = wordbook.tokens("ism بالاسم للاسم الاسم اسمي اسم name ismi esmi")
NUMBER: Final = wordbook.tokens("رقمين ارقام رقم الرقم رقمي number raqam")
NAMING: Final = {
    Field.NAME: NAMES | wordbook.tokens("كامل كاملا full رباعي ثلاثي ثنائي names"),
    Field.NATIONAL_ID: OF_NUMBERS[Field.NATIONAL_ID] | NUMBER,
    Field.MOBILE: OF_NUMBERS[Field.MOBILE] | NUMBER,
    Field.WISH: wordbook.tokens("الخيارات خيارات options choices استكمال تحديث completing updating update"),
    Field.NEED: frozenset[str](),
}
"""Words by which a question about the awaited answer calls it."""


def any_answer(text: str) -> bool:
    """Tell whether the words name one of the answers."""
    return bool(numbers(text)) or not NAMES.isdisjoint(said(text))


def numbers(text: str) -> list[Field]:
    """Give the numbers that the words name: his identity, his mobile."""
    return [field for field, called in OF_NUMBERS.items() if not called.isdisjoint(said(text))]


def said(text: str) -> list[str]:
    """Give the keys of the words beside numbers."""
    return [word for word in normalise.key(text).split() if not word.isdecimal()]
