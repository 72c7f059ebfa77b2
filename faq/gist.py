"""What a text says by itself, as far as lists of words tell: a matter, anything at all, or something guarded. Pure.

Decides nothing; how a text is put is read by `faq.sentence`.
"""

from collections.abc import Iterable
from itertools import pairwise

from faq import normalise, wordlists

_ORDINALS = ("first", "second", "third")
_HEADING = 3
"""Words of a heading, at most."""
_ARTICLE = ("ال", "لل")


def has_content(text: str) -> bool:
    """Tell whether a word says what the text is about."""
    return bool(content(normalise.key(text).split()))


def content(words: Iterable[str]) -> list[str]:
    """Give the words of a key that say what a text is about."""
    leaning = wordlists.words("leaning")
    return [word for word in words if word not in leaning and len(word) > 1 and not word.isdigit()]


def is_idle(text: str) -> bool:
    """Recognise words that begin a question and never come to it: «ابغى اعرف», «يا اخوان»."""
    words = normalise.key(text).split()
    idle, leaning = wordlists.words("idle"), wordlists.words("leaning")
    return all(word in idle or word in leaning for word in words) and bool(content(words))


def is_bare(text: str) -> bool:
    """Recognise one word of content without a word that says what is asked of it: «وش الأوراق» is, «وين المكتب» is not."""
    words = normalise.key(text).split()
    return len(content(words)) == 1 and wordlists.words("asking").isdisjoint(words)


def is_heading(text: str) -> bool:
    """Recognise a noun that others define, as one types it to find something: «شروط التسجيل», "board members".

    It is the first Arabic word, where the last is definite, or the last English one.
    """
    words = normalise.key(text).split()
    if not 1 < len(words) <= _HEADING:
        return False
    heads = wordlists.words("heading") | wordlists.words("vague")
    return words[-1] in heads if text.isascii() else words[-1].startswith(_ARTICLE) and words[0].removeprefix("ال") in heads


def is_vague(text: str) -> bool:
    """Recognise words that fit many matters and name none: «الشروط», «كم المدة؟»."""
    words = content(normalise.key(text).split())
    return bool(words) and wordlists.words("vague").issuperset(words)


def is_open(text: str) -> bool:
    """Recognise a question that fits any matter: what it needs, how long it takes: «متى يرد؟», "what papers does she need"."""
    words = content(normalise.key(text).split())
    open_ = wordlists.words("vague") | wordlists.words("waiting")
    return bool(words) and all(word in open_ or word.removeprefix("و") in open_ for word in words)


def asks(text: str) -> bool:
    """Distinguish a fragment that asks something («كم», «وبعدين؟») from one that only takes note («طيب»)."""
    words = normalise.key(text).split()
    lists = (wordlists.words("asking"), wordlists.words("following"))
    return bool(words) and ("?" in text or "؟" in text or not all(listed.isdisjoint(words) for listed in lists))


def asks_what(text: str) -> bool:
    """Distinguish a fragment that says what it asks for («متى», a place, a price) from one that asks for more («وبعدين؟»)."""
    return not wordlists.words("asking").isdisjoint(normalise.key(text).split())


def guarded(text: str) -> frozenset[str]:
    """Give the words that ask for a ruling of religion or law, a forecast, or the assistant's secrets: never one for an answer.

    «حلال» before its owner is what he has («حلال الوالد»), «شرعي» behind a deed names that («توكيل شرعي»), and who says that he
    is a lawyer asks for none.
    """
    words = normalise.key(text).split()
    if wordlists.words("guarded").isdisjoint(words):
        return frozenset()
    property_, owner = wordlists.words("property"), {*wordlists.words("owner"), "el"}
    owned = {at for at, word in enumerate(words[:-1]) if word in property_ and words[at + 1] in owner}
    plain = [(at, word) for at, word in enumerate(words) if word not in {"a", "an"}]
    named = {at for (_, before), (at, _) in pairwise(plain) if before in wordlists.words("before-guarded")}
    return wordlists.words("guarded").intersection(word for at, word in enumerate(words) if at not in owned | named)


def is_of_others(text: str) -> bool:
    """Recognise a question about somebody else's matter: «ابو فهد كم دوره؟», «معاملة اختي», "my brother's request"."""
    words = [word for word in normalise.key(text).split() if word != "s"]
    if not wordlists.words("mine").isdisjoint(words):
        return False
    matters, persons = wordlists.words("matter"), wordlists.words("person")
    joined = any(
        (one in matters and other in persons) or (one in persons and other in matters and other.isascii())
        for one, other in pairwise(words)
    )
    return joined or not wordlists.words("theirs").isdisjoint(words)


def is_call(text: str) -> bool:
    """Recognise a greeting that asks whether anybody is there: «hello??», «الو؟»."""
    return normalise.key(text) in wordlists.words("call") and any(mark in text for mark in "?؟")


def is_puzzled(text: str) -> bool:
    """Recognise a fragment that says that the answer was not understood; «اها فهمت» says that it was."""
    said = normalise.key(text).split()
    grasped, denied = wordlists.words("grasped"), wordlists.words("denying")
    return any(
        word in wordlists.words("puzzled") and (word not in grasped or denied & set(said[:at])) for at, word in enumerate(said)
    )


def ordinal(text: str) -> int | None:
    """Give the place, from 0, that a fragment names («والثاني؟»), or None."""
    words = normalise.key(text).split()
    return next((place for place, name in enumerate(_ORDINALS) if any(word in wordlists.words(name) for word in words)), None)
