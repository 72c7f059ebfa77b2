"""The wish to submit a request, and what it is for: «ابي اقدم طلب انسحاب», "apply for a transfer". Pure; knows no state."""

from typing import Final

from handlers.hearing import forms_named, needs, turnings, wordbook, words

_tokens = wordbook.tokens
_SUBMITTING: Final = _tokens(
    "اقدم أقدم نقدم قدموا تقدمون تقديم بقدم ارفع أرفع نرفع رفع ارفعوا برفع اسوي نسوي اعمل نعمل submit apply file lodge send "
    "make aqaddem agaddem aqadem agadem asawi"
)
_REQUEST: Final = _tokens("طلب الطلب بطلب request application talab 6alab")
_NEAR: Final = 4
"""Words behind that something is submitted, among which the request stands: "submit an official withdrawal request"."""
_LEADING: Final = _tokens("a an the my of for to عن على حق بخصوص عشان جديد new official رسمي لكم معكم عندكم please")
_BESIDE: Final = wordbook.POLITE | wordbook.ENDING | _tokens("right away immediately today اليوم الحين هنا here online")
_WITH_FORMS: Final = (
    forms_named.NAMES_FORM
    | turnings.A_COMPLAINT
    | turnings.A_SUGGESTION
    | _tokens("قرض زواج علاج مساعده مساعدة اعتراض تظلم عضو join member loan aid help objection appeal")
)
"""What has a form here, or is taken down as it is told."""
_OF_WHAT_ONE_HAS: Final = _tokens(
    "نقل تنازل التنازل تحويل الغاء إلغاء انهاء إنهاء شهاده شهادة تجميد transfer cancel freeze certificate"
)
"""What is done with a membership that one has: «طلب نقل عضوية»."""


def matter(text: str) -> str | None:
    """Give the words that say what a request to be submitted is for; empty where it is named alone, None where none is.

    What has a form here is left to that, and what may be asked for is no wish.
    """
    said = words.told(text)
    if not words.wants(text) or words.asks(text) or needs.tells_need(text):
        return None
    behind = (_behind(said[at + 1 :]) for at, word in enumerate(said) if word in _SUBMITTING)
    return next((found for found in behind if found is not None), None)


def _behind(said: tuple[str, ...]) -> str | None:
    """Read what follows on submitting: the request and what it is for, or "apply for" that."""
    at = next((at for at, word in enumerate(said[:_NEAR]) if word in _REQUEST), None)
    if at is None and said[:1] != ("for",):
        return None
    what = said[:at] + said[at + 1 :] if at is not None else said
    while what and what[0] in _LEADING | _BESIDE:
        what = what[1:]
    while what and what[-1] in _BESIDE:
        what = what[:-1]
    has_form = not _WITH_FORMS.isdisjoint(what) and _OF_WHAT_ONE_HAS.isdisjoint(what)
    return None if has_form else " ".join(what)
