"""What is asked of us in the imperative about a request that is open: tell the officer, call it off, keep it. Pure.

Told by the form of speech, whatever the matter is: its words («البنك», "the accountant") hide from the matcher what is asked.
"""

import re
from itertools import dropwhile, pairwise
from typing import Final

from handlers.hearing import persons, wordbook, words

_TELLING: Final = re.compile(
    r"(?:ا?بلغ|ا?علم|ا?خبر|قول|ا?وصل|نبه|ذكر|tell|inform|notify|remind|ball?egho?|gool|3all?emo?|khabb?ero?)(?:وا?"
    r"|ي)?(?P<him>وه|ه|هم|ها|ooh|oh)?"
)
"""A verb of telling; `him`: with whom it is told as its suffix: «بلغوه»."""
_LAST: Final = re.compile("(?:بلغ|علم|خبر)و(?:هم|ه)")
"""An order to tell him, behind what is to be told: «العيال عطشانين بلغوهم»."""
_HIM: Final = (
    persons.OFFICER
    | persons.MANAGER
    | wordbook.tokens(
        "الموظفين اللجنة للجنة المسؤول للمسؤول المشرف للمشرف المدير للمدير للموظف لموظفكم له لها لهم him her them he she they "
        "committee colleague supervisor lel"
    )
)
_NEAR: Final = 3
"""Words between the verb and whom it is told."""
_LEADING: Final = wordbook.POLITE | wordbook.OPENING | wordbook.tokens("can could you please kindly ارجو أرجو ممكن لو سمحتوا")
_SENDING: Final = re.compile(
    r"(?:i'?ll|will|going to|gonna|let me) (?:\w+ ){0,2}(?:send|bring|upload|forward|submit)|(?:^| )(?:ب|با|سا|راح "
    r"|بكره )(?:رسل|جيب|صور|حضر)\w*"
)
_ENDING_IT: Final = wordbook.ENDING_IT | wordbook.tokens(
    "كنسلوها كنسلها الغوهم شيلوها قفلوها اقفلوها elghooha elghoha sakkrooha"
)
_ENDED_NOT: Final = wordbook.tokens(
    "تقفل تقفله تقفلها تلغيها تلغيه تسكر تسكرها تلغونها تلغونه تلغوا تلغوها "
    "تلغي تسكرونها تسكرون تسكروا تقفلونها تقفلون تقفلوا تغلقوا tsakroonha telghoona telghoonha"
)
"""What is not to be done, behind a «لا»."""
_ENDS: Final = wordbook.ENDING | wordbook.tokens("scrap كنسلوا كنسل قفلوا شيلوا") - wordbook.tokens("سحب الغاء")
_ALL: Final = wordbook.tokens("كل جميع all")
_REQUESTS: Final = wordbook.tokens(
    "الطلبات طلباتي المعاملات معاملاتي الشكاوى شكاواي التذاكر شي شيء الاشياء my the of requests tickets complaints"
)
_ALL_OF_THEM: Final = wordbook.tokens("كلهم كلها كلهن جميعها both everything")
_IT: Final = wordbook.tokens("it that this") | wordbook.OWN | wordbook.tokens("الاقتراح اقتراحي الموضوع")
_NOT: Final = wordbook.tokens("لا ما لم don't dont not never no")
_LET_IT: Final = wordbook.tokens("ابيها أبيها ابغاها أبغاها ابيه ابغاه نبيها نبغاها ودي خلها خلوها خليها")
_GO_ON: Final = wordbook.tokens("تمشي تكمل تستمر تتم تظل تضل يمشي يكمل يستمر ماشيه ماشية مستمرة")
"""What is wished that a matter does: «ابغاها تمشي»."""
_RECORDING: Final = wordbook.tokens(
    "سجل سجلي سجلوا سجلو سجله سجلها سجلوه سجلوها قيد قيدوا قيدها ارفع ارفعوا ارفعه record register log"
)
_DELAYING: Final = re.compile(r"ت(?:ت?اخر|ط[وا]?ل|نس|همل|سحب|ماطل)(?:و|ون|وا|ي|ين)?(?:نا|ني|علينا)?|delay|forget")
"""What we are begged not to do: «لا تتاخرون علينا»."""
_OF_OURS: Final = re.compile(r"ت\w{2,}و(?:ن|ا)?(?:ه|ها|هم|ني|نا)?")
"""A verb of which we are the doers."""
_MOST: Final = 12
"""Words of a message that calls off or keeps; a longer one tells a story."""


def relays(text: str) -> bool:
    """Tell whether we are asked to tell the officer something: «بلغوه اني بتأخر», "tell them my accountant will write"."""
    said = tuple(dropwhile(_leads, words.told(text)))
    found = _TELLING.fullmatch(said[0]) if len(said) > 1 else None
    first = found is not None and bool(found["him"] or not _HIM.isdisjoint(said[1 : 1 + _NEAR]))
    last = _LAST.fullmatch(said[-1]) if len(said) >= _NEAR and not words.asks(text) else None
    return (first or last is not None) and not _asks(text)


def promises(text: str) -> bool:
    """Tell whether something is promised for later: «برسلها بكرة», "will send it on Sunday"."""
    return not words.asks(text) and bool(_SENDING.search(" ".join(words.told(text))))


def ends(text: str) -> bool:
    """Tell whether we are asked to drop something, and not to leave it: "scrap it", «اسحبوها»."""
    said = tuple(words.without_and(words.told(text), _ENDS | _ENDING_IT))
    if len(said) > _MOST or words.asks(text):
        return False
    alone = any(verb in _ENDING_IT and before not in _NOT for before, verb in pairwise(("", *said)))
    named = (
        verb in _ENDS and noun in _IT and before not in _NOT
        for before, (verb, noun) in zip(("", *said), pairwise(said), strict=False)
    )
    return alone or any(named)


def means_all(text: str) -> bool:
    """Tell whether what is said is said of every request: «قفلوا كل الطلبات», "close all"."""
    said = words.told(text)
    named = any(first in _ALL and then in _REQUESTS for first, then in pairwise(said))
    return named or not _ALL_OF_THEM.isdisjoint(said) or said[-1:] == ("all",)


def keeps(text: str) -> bool:
    """Tell whether we are asked to leave something open after all: "keep it", "don't cancel it", «ابغاها تمشي»."""
    said = words.told(text)
    if len(said) > _MOST or words.asks(text):
        return False
    pairs = tuple(pairwise(said))
    kept = any(first == "keep" and then in _IT for first, then in pairs)
    goes_on = any(
        before not in _NOT and first in _LET_IT and then in _GO_ON
        for before, (first, then) in zip(("", *said), pairs, strict=False)
    )
    return (
        kept
        or goes_on
        or words.would_not_end(text)
        or any(first in _NOT and then in _ENDS | _ENDING_IT | _ENDED_NOT for first, then in pairs)
    )


def records(text: str) -> bool:
    """Tell whether a few words bid us to write the matter down, which is the reverse of calling it off: «طيب سجل طلبي»."""
    said = words.told(text)
    return not _RECORDING.isdisjoint(said) and words.made_of(text, _RECORDING, _IT | _LEADING)


def hastens(text: str) -> bool:
    """Tell whether we are begged in a few words not to be late, or told what follows if we do nothing: «لو ما تصلحونه …»."""
    said = words.told(text)
    pairs = tuple(pairwise(said))
    begged = any(first in _NOT and _DELAYING.fullmatch(then) for first, then in pairs)
    threatened = any(
        supposed in wordbook.SUPPOSING and first in _NOT and _OF_OURS.fullmatch(then)
        for supposed, (first, then) in zip(said, pairs[1:], strict=False)
    )
    return (begged or threatened) and len(said) <= _MOST and not words.asks(text)


def _leads(word: str) -> bool:
    return word in _LEADING and not _TELLING.fullmatch(word)


def _asks(text: str) -> bool:
    return any(mark in text for mark in "؟?") and wordbook.ABLE.isdisjoint(words.told(text))
