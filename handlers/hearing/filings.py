"""What somebody filed before: a request, a complaint, an objection of which nothing may be here. Pure; knows no state."""

from typing import Final

from handlers.hearing import turnings, wordbook, words

_tokens = wordbook.tokens
_FILED: Final = _tokens(
    "قدمت قدمنا مقدم مقدمه مقدمين رفعت رفعنا رافع سجلت سجلنا سويت سوينا عملت عملنا ارسلت كتبت filed submitted made lodged sent "
    "applied gaddamt qadamt 3mlt 3amalt"
)
_OF_REQUEST: Final = turnings.A_COMPLAINT | _tokens(
    "طلب طلبي الطلب دعم الدعم للدعم عضويه عضوية العضوية تسجيل اعتراض تظلم بلاغ معاملة شكوه شكاوي استمارة application request "
    "complain objection appeal form ticket support membership talab 6alab da3m shakwa 3odwiya"
)
_COMPLAINED: Final = _tokens("شكيت اشتكيت شكينا اشتكينا بلغت بلغتكم بلغناكم complained reported")
_OWN: Final = _tokens("طلبي شكوتي شكواي شكايتي اعتراضي معاملتي بلاغي تظلمي")
_OWN_ENGLISH: Final = _tokens("application request complaint objection appeal")
_WAITING: Final = _tokens("انتظر أنتظر ننتظر منتظر مستني استنى نستنى waiting wait waited heard")
_BEFORE: Final = _tokens("الماضي الماضيه الماضية فات فاتت ago last since قبل")
_SPANS: Final = wordbook.SPANS | _tokens("اشهر days day week weeks month months year years usbu3 usbu3ain shahr shahrain")
_SINCE: Final = _tokens("من لي صار صارلي لها له mn min")
_OBJECTION: Final = _tokens("اعتراض الاعتراض اعتراضي تظلم تظلمي objection appeal")
_NEAR: Final = 3
"""Words behind that it was filed, among which what was filed is named."""


def speaks_of_one(text: str) -> bool:
    """Tell whether words speak of such: «قدمت طلب عضويه من ٤٠ يوم», "I lodged a complaint", «طلبي من متى وانا انتظر»."""
    said = words.told(text)
    filed = any(word in _FILED and not _OF_REQUEST.isdisjoint(said[at + 1 : at + 1 + _NEAR]) for at, word in enumerate(said))
    complained = not _COMPLAINED.isdisjoint(said) and _is_past(said)
    own = not _OWN.isdisjoint(said) or ("my" in said and not _OWN_ENGLISH.isdisjoint(said))
    return filed or complained or (own and (_is_past(said) or not _WAITING.isdisjoint(said)))


def objects(text: str) -> bool:
    """Tell whether it was an objection, for which no time is known."""
    return not _OBJECTION.isdisjoint(words.told(text))


def _is_past(said: tuple[str, ...]) -> bool:
    since = not (_SINCE.isdisjoint(said) or _SPANS.isdisjoint(said))
    return since or not _BEFORE.isdisjoint(said)
