"""From entries and learnt phrasings to a trained matcher: the one place that knows which texts teach what."""

import re
from collections.abc import Collection, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace

from faq import dialect, matcher, normalise
from faq.entries import Entry, Kind, Variety
from faq.experts.encoder import Encoder
from faq.experts.kernels import Vector
from faq.experts.student import Lore
from faq.matcher import NONE, Example, Matcher, Origin
from faq.wordings import wordings

_SENTENCE = re.compile(r"(?<=[.!؟?])\s+")
_VALUE = re.compile(r"\{\w+\}")
_WELL_KNOWN = 12
"""Phrasings of an entry to which the sentences of its answer add nothing."""
_SHORTEST = 3
"""Words of a sentence that says something."""


def examples(entries: Iterable[Entry]) -> list[Example]:
    """Give every phrasing and title as an example; all entries of kind `none` are one class.

    Where there are few phrasings, the sentences of the answer too: their words are worth 5 to 15 points on questions put in
    new words, and nothing beside many phrasings.
    """
    return [example for entry in entries for example in _of(entry)]


def _follow_ups(entries: Iterable[Entry]) -> Iterator[Example]:
    """Give every follow-up as an example."""
    return (Example(text, entry.id, origin=Origin.FOLLOW_UP) for entry in entries for text in entry.follow_ups)


@dataclass(frozen=True, slots=True)
class Again(Collection[Example]):
    """The examples of entries, and learnt ones, made anew whenever somebody asks: kept, they take 1.5 MB of each process."""

    entries: Sequence[Entry]
    learnt: Sequence[Example]

    def __iter__(self) -> Iterator[Example]:
        """Give the examples in the order of a training."""
        for entry in self.entries:
            yield from _of(entry)
        yield from self.learnt
        yield from _follow_ups(self.entries)

    def __len__(self) -> int:
        """Count them."""
        return sum(1 for _ in self)

    def __contains__(self, example: object) -> bool:
        """Tell whether one of them is equal."""
        return any(one == example for one in self)


def _of(entry: Entry) -> Iterator[Example]:
    taught = [phrasing.text for phrasing in entry.phrasings if phrasing.variety is not Variety.EXACT]
    if entry.kind is Kind.NONE:
        yield from (Example(text, NONE) for text in taught)
        return
    yield from (Example(text, entry.id, topic=entry.topic) for text in taught)
    yield from (Example(title, entry.id) for title in entry.title.values())
    if len(taught) >= _WELL_KNOWN:
        return
    yield from (
        Example(sentence, entry.id, origin=Origin.ANSWER) for answer in entry.answer.values() for sentence in _sentences(answer)
    )


def knowing(trained: Matcher, entries: Iterable[Entry]) -> Matcher:
    """Let a matcher know the wordings that mean these entries word for word and took no part in its training."""
    numbers = {entry: number for number, entry in enumerate(trained.classes)}
    exact = {
        normalise.key(phrasing.text): numbers[name]
        for entry in entries
        for phrasing in entry.phrasings
        if phrasing.variety is Variety.EXACT and (name := NONE if entry.kind is Kind.NONE else entry.id) in numbers
    }
    return replace(trained, known=trained.known.beside(wordings(exact)))


def _sentences(answer: str) -> Iterator[str]:
    return (
        sentence for sentence in _SENTENCE.split(_VALUE.sub(" ", answer)) if len(normalise.key(sentence).split()) >= _SHORTEST
    )


def build(
    entries: Sequence[Entry],
    encoder: Encoder | None,
    learnt: Sequence[Example] = (),
    vectors: MutableMapping[str, Vector] | None = None,
    lore: Lore | None = None,
) -> Matcher:
    """Train a matcher on the written phrasings and the learnt ones; `vectors` and `lore` as in `faq.matcher.train`."""
    known = {entry.id for entry in entries} | {NONE}
    every = Again(entries, [one for one in learnt if one.entry in known])
    return matcher.train(tuple(every), dialect.load(), encoder, vectors, lore)
