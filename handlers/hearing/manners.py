"""Greetings, thanks, blessings, and saying that all is right: what is said for courtesy. Pure; knows no state.

Mostly whole messages count: «شكرا» thanks, «شكرا بس متى الرد» is a question for the matcher.
"""

import re
from itertools import dropwhile, pairwise
from typing import Final

from faq import courtesies, gist, normalise
from handlers.hearing import particles, sayings, words
from handlers.hearing import wordbook as book

_PASSING: Final = book.tokens(
    "وصل وصلو وصلوا وصلي توصل توصلون توصلوا اوصل بلغ بلغوا بلغو ابلغ ابلغوا تبلغون تبلغوا انقل انقلوا تنقلون ارسل ارسلوا "
    "pass forward convey send wasselo"
)
_THANKS: Final = book.tokens("شكر شكري الشكر شكرنا وشكر تشكر امتناني تقديري thanks gratitude appreciation shukri")
_THANK_HIM: Final = re.compile(r"[تا]شكر(?:وا|و|ون)?(?:ه|ها|هم)")
"""«تشكرونه», «اشكروه»: somebody else is to be thanked."""
_THANK: Final = book.tokens("thank اشكروا تشكرون تشكروا اشكر")
_SOMEBODY: Final = book.tokens("him her them mr mrs الموظف الموظفة موظف موظفكم الفني الحارس الاستاذ الأستاذ الاخ الاخت")
_ASSENTING: Final = sayings.YES | sayings.ACKNOWLEDGED


def has_salam(text: str) -> bool:
    """Tell whether the message begins with a salam, which is returned, even behind another greeting: «hi السلام عليكم»."""
    said = " ".join(dropwhile(book.HAILING.__contains__, words.told(text)))
    return f"{said} ".startswith(book.SALAM_FIRST)


def greeting(text: str) -> str:
    """Give the kind of the greeting, which is returned in kind: salam, morning, evening or wish; empty for any other."""
    if has_salam(text):
        return "salam"
    if words.is_one_of(text, sayings.WISHES):
        return "wish"
    said = words.told(text)
    if any(tuple(three) == book.HOW_ARE_YOU for three in zip(said, said[1:], said[2:], strict=False)):
        return "well"
    return next((kind for kind, marks in book.GREETED.items() if not marks.isdisjoint(said)), "")


def blesses(text: str) -> bool:
    """Tell whether the whole message is a blessing, which is thanks: «الله يحفظك ويخليك»."""
    said = words.told(text)
    return not book.BLESSING.isdisjoint(said) and all(
        word in book.BLESSED or word in book.BLESSING or word in book.POLITE for word in said
    )


def thanks(text: str) -> bool:
    """Tell whether the whole message is thanks, in whatever words."""
    return (
        words.is_one_of(text, sayings.THANKS | sayings.KINDNESSES)
        or thanks_for(text)
        or blesses(text)
        or _thanks_well(text)
        or courtesies.is_thanks(words.told(text))
        or courtesies.is_thanks(tuple(dropwhile(book.AGREEING.__contains__, words.told(text))))
    )


def would_have_thanked(text: str) -> bool:
    """Tell whether thanks are to be passed on to somebody: «ودي تشكرونه», «وصلوا لسالم شكري», "pass my thanks to him"."""
    said = words.told(text)
    passes = not (_PASSING.isdisjoint(said) or _THANKS.isdisjoint(said))
    return passes or any(_THANK_HIM.fullmatch(word) for word in said) or _pairs(said, _THANK, _SOMEBODY)


def _pairs(said: tuple[str, ...], first: frozenset[str], then: frozenset[str]) -> bool:
    return any(one in first and other in then for one, other in pairwise(said))


def may_thank(text: str) -> bool:
    """Tell whether words may be no more than thanks: a few, that take nothing back: "thanks, you've been helpful"."""
    said = words.told(text)
    return len(said) <= book.MOST_THANKS and book.BUT.isdisjoint(said) and not any(map(str.isdecimal, text))


def thanks_for(text: str) -> bool:
    """Tell whether the whole message acknowledges with thanks: «تمام شكراً», "ok thank you"."""
    return acknowledges(text) and not book.THANKING.isdisjoint(words.told(text))


def thanks_briefly(text: str) -> bool:
    """Tell whether a few words hold thanks and ask or tell nothing beside: "brilliant, thanks"."""
    said = words.told(text)
    plain = len(said) <= book.FEW_THANKS and book.BUT.isdisjoint(said) and not any(map(str.isdecimal, text))
    return plain and not book.THANKING.isdisjoint(said) and not words.asks(text)


def _thanks_well(text: str) -> bool:
    """Tell whether a short message begins with thanks and says for what: «شكراً لكم على التجاوب السريع»."""
    said = words.told(text)
    short = 1 < len(said) <= book.MOST_THANKS and said[0] in book.THANKING
    return short and not book.FOR.isdisjoint(said[1:4]) and book.BUT.isdisjoint(said) and not any(mark in text for mark in "؟?")


def acknowledges(text: str) -> bool:
    """Tell whether the whole message only says that something was heard: «خلاص طيب», «لا شكراً»."""
    said = words.told(text)
    denied = any(first in particles.NOT and word in book.HEARD for first, word in pairwise(said))  # «ما فهمت» beside «ما قصرت»
    return bool(said) and not denied and all(word in book.AGREEING or word in book.POLITE for word in said)


def is_only_courteous(text: str) -> bool:
    """Tell whether thanks or a blessing is all that is left of a message without its courtesies: «يعطيكم العافيه ما تقصرون»."""
    said = words.told(text)
    kind = not (book.THANKING | book.BLESSING).isdisjoint(said)
    return kind and not words.asks(text) and not gist.has_content(courtesies.without(text))


def is_courtesy(text: str) -> bool:
    """Tell whether the whole message is a greeting, thanks, a blessing or an "all right"."""
    return words.is_one_of(text, sayings.GREETINGS | sayings.THANKS | sayings.SALAM) or acknowledges(text) or blesses(text)


def behind_assent(text: str) -> str:
    """Give what stands behind a yes or the like: «شكوى» of «ايه شكوى»; empty where there is none, or nothing behind it."""
    first, _, rest = text.strip().partition(" ")
    return rest if rest and normalise.word(first.strip("،,.!")) in _ASSENTING else ""
