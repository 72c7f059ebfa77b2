"""The number of those who help in danger, asked for by somebody who may be in it. Pure; knows no state."""

from typing import Final

from handlers.hearing import wordbook, words

_tokens = wordbook.tokens
_HELPERS: Final = _tokens(
    "طوارئ الطوارئ للطوارئ طواري الطواري اسعاف الاسعاف الإسعاف للاسعاف المدني مطافي المطافي الاطفاء الشرطة الشرطه الهلال "
    "emergency emergencies ambulance police firefighters defence defense"
)
_CALLING: Final = _tokens(
    "رقم ارقام أرقام اتصل أتصل نتصل ادق أدق ندق اكلم number numbers call dial phone contact ra9m raqam ragam"
)
_OURS: Final = _tokens(
    "صيانة الصيانة صيانه الصيانه للصيانة المصعد الجمعية جمعية عندكم حقكم لديكم اجتماع الاجتماع جوالي رقمي maintenance lift "
    "elevator association meeting claim"
)
"""What makes it a number of ours, or of his own."""
_FEW: Final = 8
_NUMBER: Final = 7
"""Figures of a number that is told, and not asked for."""


def asked_for(text: str) -> bool:
    """Tell whether a few words ask for it: «رقم الدفاع المدني كم», "who do I call, an ambulance?"."""
    said = words.told(text)
    named = not (_HELPERS.isdisjoint(said) or _CALLING.isdisjoint(said))
    gives = sum(map(str.isdecimal, text)) >= _NUMBER  # "emergency contact 0551234567"
    return named and len(said) <= _FEW and _OURS.isdisjoint(said) and not gives
