"""Names of days, of which the same is asked: open on Thursday is asked as open on Friday is. Pure.

The phrasings name some days only; a question that is unsure is read once more with the day that they name most.
"""

import re
from typing import Final

from faq import sentence

_FRIDAY: Final = "الجمعة"
_ARABIC: Final = (
    r"(?:ال[اأ]حد|ال[اإ][ثت]نين|ال[ثت]لا[ثت](?:اء|ا|ء)?|ال[ثت]لوث|ال[اأ]ربع(?:اء|ا|ه)?|الربوع|الخميس"
    r"|بكر[ةها]|باكر|غد[اً]+|اليوم|النهارد[ةه])"
)
_LATIN: Final = (
    r"(?:el|al|il)?[ -]?(?:a[7h]ad|[ei]t[hn]?neen|[ei]tneen|ith?nayn|thalatha?|talat"
    r"|arb[ae]?3a?|rabo?u3|5amees|khamees|khamis|5amis)"
    r"|bo?u?kra|ba[ck]h?er|el ?yo?u?m"
)
_ENGLISH: Final = r"(?:sun|mon|tues|wednes|thurs)days?|today|tomm?orr?ow"
_DAY: Final = re.compile(rf"\b(?:(?P<english>{_ENGLISH})|{_ARABIC}|{_LATIN})\b", re.IGNORECASE)
_OPEN: Final = re.compile(
    r"\b(?:و?(?:ب)?(?:ت|ي)?(?:فتح|فاتح|مفتوح|مقفل|قفل|مسكر|سكر|داوم|شتغل)(?:ون|وا|و|ين|ه|ة)?|(?:ال|لل)?دوام(?:كم|كو)?"
    r"|شغالين|ا?جيكم|[اأ]زوركم|[اأ]راجعكم"
    r"|open(?:ed)?|closed?|office|you work(?:ing)?|visit|come (?:in|to|over|by)"
    r"|ma?ftoo?7\w*|fat7\w*|m[ou]?qaf\w*|daw[a]?m\w*|[ty]edawm\w*|t?dawm\w*|a?jee?kom)\b",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"\b(?:(?P<english>closed)|(?:مقفل|مسكر|مغلق|قافل)(?:ين|ة|ه)?)\b", re.IGNORECASE)
_ASKS: Final = re.compile(r"(?:and |so )?(?:will|are)\b", re.IGNORECASE)


def asks_if_open(text: str) -> bool:
    """Recognise a question of whether somebody is there: «الثلاثاء فاتحين؟»; «بكرة يجي الفني؟» is none, nor what is told."""
    asks = sentence.may_ask(text) or sentence.gives_choice(text) or bool(_ASKS.match(text))
    return asks and bool(_OPEN.search(text))


def as_friday(text: str) -> str:
    """Give a text with Friday in place of the first other day that it names, or open in place of closed; else as it is."""
    friday = _DAY.sub(lambda found: "Friday" if found["english"] else _FRIDAY, text, count=1)
    return friday if friday != text else _CLOSED.sub(lambda found: "open" if found["english"] else "فاتحين", text, count=1)
