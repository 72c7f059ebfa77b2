"""How a message is put: its words, what it is made of; whether it asks, wishes or complains. Pure; knows no state."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from faq import arabizi, normalise, sentence
from handlers.hearing import latin, particles, sayings, spelt
from handlers.hearing import wordbook as book

_BEFORE: Final = 3
"""Words before the last one that may say that it is only told."""
_BIDDING: Final = ("وا", "وها", "وه")
"""How an order to several ends, which nobody wishes not to do himself: «ما ابي الغوها»."""
_TELLING, _ME = book.TELLING_ME
_IT, _IS_SO = book.IS_IT
_OR, _NOT = book.OR_NOT
_FOR, _AT_LAST = book.FOR_WHAT
_WHETHER_OR: Final = book.tokens("ولا والا وإلا wala wla wella")
_NOR: Final = book.tokens("احد أحد واحد حد شي شيء حتى مره مرة عمره a7ad ahad")
"""Behind «ولا»: «طلعنا ولا احد تأذى» asks nothing."""
_EVEN: Final = 8
"""Words that ask if something holds in a case too."""
_LED: Final = 4
"""Words in which such a question begins, behind what leads to it."""
_THE_MATTER: Final = book.tokens("الموضوع موضوعي السالفة سالفتي هو it it's its is the matter topic subject")
_BEFORE_TELLING: Final = book.BEFORE_THE_MATTER - _ME
"""What stands before the matter, without what is a part of it there; made once, since many rules of a turn ask."""


def command(text: str) -> str:
    """Give the action that the whole message names, as the button's words would; empty where it names none."""
    return sayings.COMMANDS.get(_said(text), "")


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Tell whether the whole message is one of the words, in any spelling."""
    return _said(text) in words


def calls_off(text: str) -> bool:
    """Tell whether the whole message only says that a matter is to be dropped: «لا خلاص الغ الشكوى», not whether it may be."""
    said = frozenset(told(text))
    if asks(text) or not book.ABLE.isdisjoint(said) or would_not_end(text):
        return False
    named = not (book.ENDING.isdisjoint(said) or book.OWN.isdisjoint(said))
    beside = book.OWN | book.POLITE | book.WANT | book.AGREEING
    return (named or not book.ENDING_IT.isdisjoint(said)) and said <= book.ENDING | book.ENDING_IT | beside


def would_not_end(text: str) -> bool:
    """Tell whether words say to drop nothing: «ما ابغى الغيها», "I don't want to cancel"; «ما ابي، الغوها» drops it."""
    return any(_denies_ending(told(part)) for part in book.SENTENCE.split(text))


def _denies_ending(said: tuple[str, ...]) -> bool:
    for at, verb in enumerate(said):
        if verb in book.ENDING | book.ENDING_IT and not (verb.startswith("ا") and verb.endswith(_BIDDING)):
            before = next((word for word in reversed(said[:at]) if word not in book.WANT), "")
            if before in particles.DENYING | particles.WISHED_NOT:
                return True
    return False


def may_call_off(text: str) -> bool:
    """Tell whether the whole message asks whether an own matter can be dropped, or how: «ممكن ألغي الشكوى؟»."""
    said = told(text)
    if book.ENDING.isdisjoint(said) or book.OWN.isdisjoint(said):
        return False
    beside = book.POLITE | book.WANT | book.ABLE | book.ASKING
    return frozenset(said) <= book.ENDING | book.OWN | beside and not calls_off(text)


def is_polite(text: str) -> bool:
    """Tell whether there is nothing but politeness: «لو سمحت»."""
    return all(word in book.POLITE for word in told(text))


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
    return first in book.ASKING or (first.startswith("و") and first[1:] in book.ASKING) or _begins_with_it(text)


def _begins_with_it(text: str) -> bool:
    """Tell how a question begins that a yes or a no answers: «هو لازم احضر», «الا صحيح هو انا ينفع», "am i"."""
    begun = [word for word in told(text) if word not in book.MYSELF][:_LED]
    is_it = any(it.removeprefix("و") in _IT and then in _IS_SO for it, then in pairwise(begun))
    return is_it or (not _IT.isdisjoint(begun[:_BEFORE]) and gives_choice(text))


def gives_choice(text: str) -> bool:
    """Tell whether words ask for this or that, and deny nothing before it: «هو الدعم ده للاعضاء بس ولا لأي حد»."""
    said = told(text)
    at = next((at for at, word in enumerate(said) if at and word in _WHETHER_OR), 0)
    return at > 0 and particles.DENYING.isdisjoint(said[:at]) and _NOR.isdisjoint(said[at + 1 : at + 2])


def asks_openly(text: str) -> bool:
    """Tell whether a question is one that no yes or no answers: «ابي اعرف وش الفرق», "how can I"."""
    before = book.BEFORE_THE_MATTER | book.KNOWING
    first = next((word for word in told(text) if word not in before), "")
    return first in book.OPENLY or (first.startswith("و") and first[1:] in book.OPENLY)


@lru_cache(maxsize=256)
def asks(text: str) -> bool:
    """Tell whether a message is a question by its mark or by how it is put; many rules of a turn want to know."""
    marked = any(mark in text for mark in "؟?") or begins_asking(text) or sentence.asks_leave(text)
    marked = marked or sentence.asks_who(text) or sentence.asks_if_allowed(text)
    return marked or wants_to_know(text) or supposes(text) or asks_amid(text) or _asks_last(text)


def _asks_last(text: str) -> bool:
    """Tell whether a message ends with the word of asking, or "or not": «التلفون بتاعكم كم», «لي حق ولا لا».

    «ما ادري كيف» and «اسأله متى» ask nothing.
    """
    *before, last = told(text) or ("",)
    asked = last in book.ASKING_LAST or (last in _NOT and before[-1:] and before[-1] in _OR)
    asked = asked or (last in _AT_LAST and before[-1:] and before[-1] in _FOR)
    return bool(before) and bool(asked) and book.REPORTING.isdisjoint(before[-_BEFORE:])


def asks_amid(text: str) -> bool:
    """Tell whether a message comes to a question behind what it tells: «ناقصني ورقة وش يصير», "heirs not saudi what happens".

    What somebody was asked, or nobody knows, is told: «سألته متى الموعد».
    """
    return any(book.REPORTING.isdisjoint(before) for _, before in sentence.questions_amid(text))


def supposes(text: str) -> bool:
    """Tell whether a message supposes something and asks what follows: «لو ما حضرت الاجتماع يصير علي شي»."""
    said = told(text)
    if book.SUPPOSING.isdisjoint(said) or book.FOLLOWING.isdisjoint(said):
        return False
    begun = [word for word in said if word not in book.OPENING]
    return begun[0] in book.SUPPOSING and begun[1] not in book.POLITE  # «لو سمحت» supposes nothing


def asks_even_if(text: str) -> bool:
    """Tell whether a few words ask if what was told holds in a case too: «حتى لو عنده ٢٠ سهم», "even if he is abroad"."""
    said = told(text)
    return len(said) <= _EVEN and any(first in book.EVEN and then in book.SUPPOSING for first, then in pairwise(said[:_LED]))


def supposes_only(text: str) -> bool:
    """Tell whether a few words only suppose something, and leave unsaid what is asked of it: «واذا كنت مسافر وما رديت»."""
    begun = [word.removeprefix("و") for word in told(text)[: _EVEN + 1] if word not in book.OPENING]
    return 1 < len(begun) <= _EVEN and begun[0] in book.SUPPOSING and begun[1] not in book.POLITE


def asks_why(text: str) -> bool:
    """Tell whether a message begins by asking why, which complains more often than it asks."""
    return _first_word(text) in book.WHY


def complains(text: str) -> bool:
    """Tell whether a message begins with a word of complaining, and asks nothing: «ابي اشتكي دفعت ومحد عطاني إيصال»."""
    return latin.is_of(_first_word(text), book.COMPLAINING) and not any(mark in text for mark in "؟?")


def suggests(text: str) -> bool:
    """Tell whether a message begins with a word of suggesting: «أقترح أن …»."""
    return latin.is_of(_first_word(text), book.SUGGESTING)


def wishes(text: str) -> bool:
    """Tell whether there is a word of wishing, or of talking to somebody, in a message: «أبغى», "talk"."""
    return any(word in book.WANT or word in book.TALK for word in told(text))


def wants(text: str) -> bool:
    """Tell whether a word of a message says that something is wanted, even behind an «and»: «وابغى»."""
    return any(word in book.WANTED_SO or word.removeprefix("و") in book.WANTED_SO for word in told(text))


def begins_wishing(text: str) -> bool:
    """Tell whether a message, behind greeting and politeness, begins with a wish, or asks for leave: «اقدر اشوف», "can i"."""
    beside = book.OPENING | book.POLITE
    first = next((word for word in _said(text).split() if word not in beside), "")
    return first in book.WANT or first in book.ABLE


def wants_to_know(text: str) -> bool:
    """Tell whether a message begins with the wish to know something: «ابغى اعرف الشروط», "first tell me the fees"."""
    first, second = _first_two(text, _BEFORE_TELLING)
    return latin.is_of(first, book.KNOWING) or first in book.INSTRUCTING or (first in _TELLING and second in _ME)


def names_a_matter(text: str) -> bool:
    """Tell whether a message only says what it is about, behind what leads to it: «الموضوع يخص الدعم», "about support"."""
    first = next((word for word in told(text) if word not in book.OPENING | _THE_MATTER), "")
    return first in book.ABOUT


def asks_of_a_right(text: str) -> bool:
    """Tell whether a message asks if something is due to somebody: «ليا حق في الدعم ولا لا», "am I eligible"."""
    return asks(text) and not book.ENTITLED.isdisjoint(told(text))


def _first_word(text: str) -> str:
    """Give the first word behind greeting, wishing and politeness."""
    return next((word for word in told(text) if word not in book.BEFORE_THE_MATTER and word[1:] not in book.WANTED_SO), "")


def _first_two(text: str, before: frozenset[str]) -> tuple[str, str]:
    """Give the first two words behind those that may stand before the matter."""
    behind = (word for word in told(text) if word not in before)
    return next(behind, ""), next(behind, "")


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
    key = normalise.key(arabizi.dotted(text[: normalise.LIMIT]))
    return spelt.in_arabic(key) or key
