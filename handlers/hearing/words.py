"""How a message is put: its words, what it is made of; whether it asks, wishes, thanks or greets. Pure; knows no state.

Mostly whole messages count: «شكرا» thanks, «شكرا بس متى الرد» is a question for the matcher.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import dropwhile, pairwise
from typing import Final

from faq import courtesies, normalise, segment
from handlers.hearing import particles
from handlers.hearing import wordbook as book


def command(text: str) -> str:
    """Give the action that the whole message names, as the button's words would; empty where it names none."""
    return book.COMMANDS.get(_said(text), "")


def blesses(text: str) -> bool:
    """Tell whether the whole message is a blessing, which is thanks: «الله يحفظك ويخليك»."""
    said = told(text)
    return not book.BLESSING.isdisjoint(said) and all(
        word in book.BLESSED or word in book.BLESSING or word in book.POLITE for word in said
    )


_ASSENTING: Final = book.YES | book.ACKNOWLEDGED


def behind_assent(text: str) -> str:
    """Give what stands behind a yes or the like: «شكوى» of «ايه شكوى»; empty where there is none, or nothing behind it."""
    first, _, rest = text.strip().partition(" ")
    return rest if rest and normalise.word(first.strip("،,.!")) in _ASSENTING else ""


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Tell whether the whole message is one of the words, in any spelling."""
    return _said(text) in words


def calls_off(text: str) -> bool:
    """Tell whether the whole message only says that a matter is to be dropped: «لا خلاص الغ الشكوى», not whether it may be."""
    said = frozenset(told(text))
    if asks(text) or not book.ABLE.isdisjoint(said):
        return False
    named = not (book.ENDING.isdisjoint(said) or book.OWN.isdisjoint(said))
    beside = book.OWN | book.POLITE | book.WANT | book.AGREEING
    return (named or not book.ENDING_IT.isdisjoint(said)) and said <= book.ENDING | book.ENDING_IT | beside


def may_call_off(text: str) -> bool:
    """Tell whether the whole message asks whether an own matter can be dropped, or how: «ممكن ألغي الشكوى؟»."""
    said = frozenset(told(text))
    beside = book.POLITE | book.WANT | book.ABLE | book.ASKING
    return (
        not (book.ENDING.isdisjoint(said) or book.OWN.isdisjoint(said))
        and said <= book.ENDING | book.OWN | beside
        and not calls_off(text)
    )


def acknowledges(text: str) -> bool:
    """Tell whether the whole message only says that something was heard: «خلاص طيب», «لا شكراً»."""
    said = told(text)
    denied = any(first in particles.NOT and word in book.HEARD for first, word in pairwise(said))  # «ما فهمت» beside «ما قصرت»
    return bool(said) and not denied and all(word in book.AGREEING or word in book.POLITE for word in said)


def is_polite(text: str) -> bool:
    """Tell whether there is nothing but politeness: «لو سمحت»."""
    return all(word in book.POLITE for word in told(text))


def is_only_courteous(text: str) -> bool:
    """Tell whether thanks or a blessing is all that is left of a message without its courtesies: «يعطيكم العافيه ما تقصرون»."""
    said = told(text)
    kind = not (book.THANKING | book.BLESSING).isdisjoint(said)
    return kind and not asks(text) and not segment.has_content(courtesies.without(text))


def thanks_for(text: str) -> bool:
    """Tell whether the whole message acknowledges with thanks: «تمام شكراً», "ok thank you"."""
    return acknowledges(text) and not book.THANKING.isdisjoint(told(text))


def thanks(text: str) -> bool:
    """Tell whether the whole message is thanks, in whatever words."""
    return (
        is_one_of(text, book.THANKS)
        or thanks_for(text)
        or blesses(text)
        or thanks_well(text)
        or courtesies.is_thanks(told(text))
        or courtesies.is_thanks(tuple(dropwhile(book.AGREEING.__contains__, told(text))))
    )


def thanks_briefly(text: str) -> bool:
    """Tell whether a few words hold thanks and ask or tell nothing beside: "brilliant, thanks"."""
    said = told(text)
    plain = len(said) <= book.FEW_THANKS and book.BUT.isdisjoint(said) and not any(map(str.isdecimal, text))
    return plain and not book.THANKING.isdisjoint(said) and not asks(text)


def thanks_well(text: str) -> bool:
    """Tell whether a short message begins with thanks and says for what: «شكراً لكم على التجاوب السريع»."""
    said = told(text)
    short = 1 < len(said) <= book.MOST_THANKS and said[0] in book.THANKING
    return short and not book.FOR.isdisjoint(said[1:4]) and book.BUT.isdisjoint(said) and not any(mark in text for mark in "؟?")


def has_salam(text: str) -> bool:
    """Tell whether the message begins with a salam, which is returned, be it behind another greeting: «hi السلام عليكم»."""
    said = _said(text)
    if said.partition(" ")[0] in book.HAILING:
        said = " ".join(dropwhile(book.HAILING.__contains__, said.split()))
    return f"{said} ".startswith(book.SALAM_FIRST)


def greeting(text: str) -> str:
    """Give the kind of the greeting, which is returned in kind: salam, morning, evening or wish; empty for any other."""
    if has_salam(text):
        return "salam"
    said = told(text)
    if any(tuple(three) == book.HOW_ARE_YOU for three in zip(said, said[1:], said[2:], strict=False)):
        return "well"
    return next((kind for kind, marks in book.GREETED.items() if not marks.isdisjoint(said)), "")


def is_wordless(text: str) -> bool:
    """Tell whether there is neither letter nor digit: emoji, signs."""
    return not any(char.isalnum() for char in text)


def is_upset(text: str) -> bool:
    """Tell whether a wordless message shows anger."""
    return any(char in book.UPSET for char in text)


def is_hurt(text: str) -> bool:
    """Tell whether a complaint says that the member was treated without respect, or calls what happened by a strong word."""
    return not book.HURT.isdisjoint(told(text))


def begins_asking(text: str) -> bool:
    """Tell whether a message, behind greeting and politeness, begins as questions do: «طيب كم الرسوم»."""
    first = _first_word(text)
    if told(text)[:1] == ("there",):  # "there is a leak" tells of one
        return False
    return first in book.ASKING or (first.startswith("و") and first[1:] in book.ASKING)


def asks_openly(text: str) -> bool:
    """Tell whether a question is one that no yes or no answers: «ابي اعرف وش الفرق», "how can I"."""
    before = book.BEFORE_THE_MATTER | book.KNOWING
    first = next((word for word in told(text) if word not in before), "")
    return first in book.OPENLY or (first.startswith("و") and first[1:] in book.OPENLY)


@lru_cache(maxsize=256)
def asks(text: str) -> bool:
    """Tell whether a message is a question by its mark or by how it is put; many rules of a turn want to know."""
    marked = any(mark in text for mark in "؟?") or begins_asking(text)
    return marked or wants_to_know(text) or supposes(text) or asks_amid(text)


def asks_amid(text: str) -> bool:
    """Tell whether a message comes to a question behind what it tells: «ناقصني ورقة وش يصير», "heirs not saudi what happens".

    What somebody was asked, or nobody knows, is told: «سألته متى الموعد».
    """
    return any(book.REPORTING.isdisjoint(before) for before in segment.before_questions(text))


def supposes(text: str) -> bool:
    """Tell whether a message supposes something and asks what follows: «لو ما حضرت الاجتماع يصير علي شي»."""
    said = told(text)
    if book.SUPPOSING.isdisjoint(said) or book.FOLLOWING.isdisjoint(said):
        return False
    begun = [word for word in said if word not in book.OPENING]
    return begun[0] in book.SUPPOSING and begun[1] not in book.POLITE  # «لو سمحت» supposes nothing


def is_courtesy(text: str) -> bool:
    """Tell whether the whole message is a greeting, thanks, a blessing or an "all right"."""
    return is_one_of(text, book.GREETINGS | book.THANKS | book.SALAM) or acknowledges(text) or blesses(text)


def asks_why(text: str) -> bool:
    """Tell whether a message begins with the word of who asks why, which complains more often than it asks."""
    return _first_word(text) in book.WHY


def complains(text: str) -> bool:
    """Tell whether a message begins with the word of who complains, and asks nothing: «ابي اشتكي دفعت ومحد عطاني إيصال»."""
    return _first_word(text) in book.COMPLAINING and not any(mark in text for mark in "؟?")


def suggests(text: str) -> bool:
    """Tell whether a message begins with the word of who suggests something: «أقترح أن …»."""
    return _first_word(text) in book.SUGGESTING


def wishes(text: str) -> bool:
    """Tell whether there is a word of wishing, or of talking to somebody, in a message: «أبغى», "talk"."""
    return any(word in book.WANT or word in book.TALK for word in told(text))


def wants(text: str) -> bool:
    """Tell whether a word of a message says that something is wanted, be it behind an «and»: «وابغى»."""
    return any(word.removeprefix("و") in book.WANTED_SO for word in told(text))


def begins_wishing(text: str) -> bool:
    """Tell whether a message, behind greeting and politeness, begins with a wish, or asks for leave: «اقدر اشوف», "can i"."""
    beside = book.OPENING | book.POLITE
    first = next((word for word in _said(text).split() if word not in beside), "")
    return first in book.WANT or first in book.ABLE


def wants_to_know(text: str) -> bool:
    """Tell whether a message begins with the wish to know something: «ابغى اعرف الشروط»."""
    return _first_word(text) in book.KNOWING


def _first_word(text: str) -> str:
    """Give the first word behind greeting, wishing and politeness."""
    return next((word for word in told(text) if word not in book.BEFORE_THE_MATTER), "")


def content_words(text: str, beside: Iterable[str] = ()) -> int:
    """Count the words that say something, beside politeness, wishing and those given (as keys)."""
    empty = book.POLITE | book.WANT | frozenset(beside)
    return sum(word not in empty and len(word) > 1 for word in told(text))


def made_of(text: str, nouns: frozenset[str], fillers: frozenset[str]) -> bool:
    """Tell whether a message has one of the nouns, and beside it only nouns, fillers and politeness."""
    said = told(text)
    return not nouns.isdisjoint(said) and all(word in nouns or word in fillers or word in book.POLITE for word in said)


def without_and(said: Iterable[str], among: frozenset[str]) -> Iterable[str]:
    """Give words, each that is an «and» with one of those as that one: «وودي»."""
    return (word[1:] if word.startswith("و") and word[1:] in among else word for word in said)


@lru_cache(maxsize=256)
def told(text: str) -> tuple[str, ...]:
    """Give the words of a message's key; every rule of a turn asks for the same ones."""
    return tuple(_said(text).split())


@lru_cache(maxsize=256)
def _said(text: str) -> str:
    return normalise.key(text[: normalise.LIMIT])
