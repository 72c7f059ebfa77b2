"""Tells by its words what goes on from the last answer: «والرسوم؟», "is that yearly?". Pure; decides nothing.

What it then asks for is found by `faq.follower`.
"""

import re
from collections.abc import Container, Mapping
from typing import Final

from faq import gist, normalise, sentence, wordlists
from faq.decision import Thread
from faq.entries import GENERAL, Entry, Kind

LONGEST: Final = 5
"""Words of what leans on the last answer by pointing at it."""
MOST: Final = 12
"""Words of a question that goes on in so many words, or is not sure by itself: it is read with the last answer."""
LONG_ENOUGH: Final = 3
"""Words from which a question that goes on may name a matter of its own."""
_FEW: Final = 3
"""Words of a question that may ask the same of many topics: «كم يوم؟», "who decides?"."""
_POINTING: Final = re.compile(r"(?:\b(?!ال)\S{2,}(?:ها|(?<!س)هم|هن)|\bو?[اأ](?!ل)\S{2,}ه|\bو?[تي]\S{2,}ونه)(?=[\s؟?.!،,]|$)")
"""An Arabic word with a pronoun at its end: «يحددها», «ابيعه», «تصلحونه»; nouns with ه for ة mostly have their article."""
_ADDED: Final = re.compile(
    r"(?:و(?:ال|لل|[لب](?=\S{3})|في |عن |لو |[اإ]ذا )|and |what (?:about|if) |how about |w el |w law )", re.IGNORECASE
)
"""«And» before a noun or a condition: «والرسوم», «ولولدي», «ولو رفضوني»."""
_MOST_ADDED: Final = 4
"""Words of what begins so and asks without a word that asks."""
_MOST_NAMED: Final = 2
"""Words of what only names something more, with its mark: «وزوجتي؟», «ورمضان؟»."""


def is_short(text: str) -> bool:
    """Tell whether words are few enough to lean on what went before."""
    return 0 < len(text.split()) <= LONGEST


def may_go_on(text: str) -> bool:
    """Tell whether words are few enough to be one question that is clear only with the last answer."""
    return 0 < len(text.split()) <= MOST


def is_of_any_topic(text: str) -> bool:
    """Tell whether a question is of so few words that another topic's answer to it may be meant."""
    return len(text.split()) <= _FEW and asks(text)


def leans(text: str) -> bool:
    """Recognise a question that continues the last answer, or a short one pointing at it: «والرسوم؟», "who decides that?"."""
    if not is_short(text):
        return may_go_on(text) and _puts(text) and sentence.continues(text)
    return is_added(text) or (_puts(text) and (sentence.continues(text) or points(text)))


def _puts(text: str) -> bool:
    """Recognise words put as a question, also behind «ok», or with the Arabic word that asks amid them: «وانا رقم كم فيها»."""
    behind = text.partition(" ")[2].lstrip()
    return sentence.is_question(text) or sentence.begins_asking(behind) or (not text.isascii() and gist.asks_what(text))


def bare(text: str) -> str:
    """Take the «and» off an article: «الشروط» of «والشروط»."""
    return text[1:] if text.startswith("وال") else text


def asks(text: str) -> bool:
    """Tell whether words ask: by their mark, by a word that asks, or by giving a choice: «سنوية ولا مرة وحدة».

    In more than a few «ما» is no such word: it denies, «ما ابي شكوى بس طفشت».
    """
    asked = gist.asks(text) if is_short(text) else sentence.asks_within(text)
    return asked or sentence.is_question(text) or sentence.gives_choice(text)


def points(text: str) -> bool:
    """Tell whether words point at what was said before: by a pronoun of their own, or at the end of a word.

    What is behind a relative pronoun points at what stands before that: «الأرباح اللي توزعونها».
    """
    words = normalise.key(text).split()
    if not wordlists.words("relative").isdisjoint(words):
        return False
    return not wordlists.words("pointing").isdisjoint(words) or bool(_POINTING.search(normalise.plain(text)))


def is_added(text: str) -> bool:
    """Recognise words that add to what was asked: «والسعر؟», "what about a company?"."""
    text, long = normalise.plain(text), len(text.split())
    named = long <= _MOST_NAMED and text.startswith("و") and "؟" in text
    return named or (long <= _MOST_ADDED and bool(_ADDED.match(text)))


def near(entries: Mapping[str, Entry], thread: Thread, kinds: Container[Kind] = (Kind.ANSWER,)) -> frozenset[str]:
    """Give the entries that a follow-up may mean: those offered, and those of these kinds on the topic."""
    topic = () if thread.topic in {"", GENERAL} else entries.values()
    return frozenset(entry.id for entry in topic if entry.topic == thread.topic and entry.kind in kinds).union(thread.offered)
