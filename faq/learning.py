"""Draws lessons from labels: which phrasings are learnt for which entry, on whose word, and with what weight.

Pure. One person is one voice however often he presses: what one member alone has taught weighs next to nothing until
another member agrees, on the same words or on words very like them, or an officer says so. An officer's last word
overrides all. Why so, and what it costs: docs/reference/learning.md.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from domain.model import OfficerId
from domain.teaching import Label, Lesson, Source
from faq import normalise, privacy
from faq.experts import kernels
from faq.matcher import NONE, Example, Origin
from faq.stem import stem

AGREED: Final = 2
"""Members by which those for an entry must outnumber those against it, on the same words."""
NEAR: Final = 0.45
"""Likeness of words from which two texts speak for each other."""
BESIDE: Final = 0.6
"""Weight of what one member taught and others taught on words very like his."""
ALONE: Final = 0.03
"""Weight of all that one member taught and nobody else spoke of, together. His words are not answered by it: they score
a small part of what a phrasing scores. Many such together move what lies between them."""
MOST: Final = 2_000
"""Lessons that are trained on, those of the greatest weight and the latest: training takes time and memory by their number."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The labels of one text, in whatever order and inflection of its words; one for each teacher."""

    labels: tuple[Label, ...]

    @property
    def officer(self) -> Label | None:
        """The last word of an officer."""
        said = [label for label in self.labels if label.source is Source.OFFICER]
        return max(said, key=lambda label: label.at) if said else None

    @property
    def entry(self) -> str | None:
        """What is taught: an officer's word, or what most members say; None where they do not say what it is."""
        if self.officer:
            return self.officer.entry
        counts = Counter(label.entry for label in self.labels if label.source is not Source.NOT_HELPED)
        return max(counts, key=lambda entry: (counts[entry], entry)) if counts else None

    def side(self, entry: str) -> frozenset[str]:
        """Give the teachers who say that it is this entry."""
        return frozenset(one.teacher for one in self.labels if one.entry == entry and one.source is not Source.NOT_HELPED)

    def against(self, entry: str) -> frozenset[str]:
        """Give the teachers who say that it is another, or not this one."""
        return frozenset(one.teacher for one in self.labels) - self.side(entry)


def lessons(labels: Iterable[Label], forgotten: Collection[str] = ()) -> tuple[Lesson, ...]:
    """Give all that the labels teach, those that wait too; `forgotten` are the marks of lessons that were removed."""
    groups = {words: _Group(tuple(found.values())) for words, found in _voices(labels).items()}
    sure = {words: _sure(group) for words, group in groups.items()}
    beside = _beside(groups, [words for words, weight in sure.items() if weight == 0.0])
    alone = Counter(groups[words].labels[0].teacher for words, weight in beside.items() if weight == ALONE)
    for words in [words for words, weight in beside.items() if weight == ALONE]:
        beside[words] /= alone[groups[words].labels[0].teacher]
    drawn = (
        _lesson(words, group, sure[words] or beside.get(words, 0.0))
        for words, group in groups.items()
        if group.entry is not None
    )
    return tuple(one for one in drawn if one.mark not in forgotten)


def examples(drawn: Iterable[Lesson], entries: Collection[str]) -> list[Example]:
    """Give the lessons that count as examples for a training, at most `MOST`; those of entries that are gone are left out."""
    ready = [one for one in drawn if one.weight > 0 and (not one.entry or one.entry in entries)]
    chosen = sorted(ready, key=lambda one: (-one.weight, -one.last_at.timestamp(), one.mark))[:MOST]
    made = [Example(privacy.unmarked(one.text), one.entry or NONE, one.weight, Origin.LEARNT) for one in chosen]
    return sorted(made, key=lambda one: (one.entry, one.text))


def _voices(labels: Iterable[Label]) -> dict[str, dict[str, Label]]:
    """Give the last label of each teacher, by text; texts without words teach nothing."""
    voices: dict[str, dict[str, Label]] = {}
    for label in sorted(labels, key=lambda one: one.at):
        if words := bag(label.text):
            voices.setdefault(words, {})[label.teacher] = label
    return voices


def bag(text: str) -> str:
    """Give the words of a text: what texts have in common that differ in order and inflection of their words only."""
    return " ".join(sorted({stem(word) for word in normalise.key(privacy.unmarked(text)).split()}))


def _sure(group: _Group) -> float:
    """Give 1 for what an officer says, or members agree on with nothing to outweigh them."""
    if group.officer:
        return 1.0
    entry = group.entry
    return float(entry is not None and len(group.side(entry)) - len(group.against(entry)) >= AGREED)


def _beside(groups: Mapping[str, _Group], waiting: Sequence[str]) -> dict[str, float]:
    """Give the weight of texts on which one is not enough, by what others teach on texts very like them."""
    bags = list(groups)
    index = kernels.index([_features(words) for words in bags])
    found = {}
    for words in waiting:
        likeness = index.against(_features(words))
        near = [groups[bags[at]] for at in (likeness >= NEAR).nonzero()[0] if bags[at] != words]
        found[words] = _backed(groups[words], near)
    return found


def _backed(group: _Group, near: Sequence[_Group]) -> float:
    """Give the weight of what is taught, by whether more others teach the same entry on like texts than teach another."""
    entry = group.entry
    own = frozenset(label.teacher for label in group.labels)
    if entry is None or len(group.side(entry)) <= len(group.against(entry)):
        return 0.0
    backing = frozenset[str]().union(*(one.side(entry) for one in near if one.entry == entry)) - own
    contradicting = frozenset[str]().union(*(one.against(entry) for one in near)) - own - backing
    if len(backing) > len(contradicting):
        return BESIDE
    return ALONE if len(group.labels) == 1 and not contradicting else 0.0


def _features(words: str) -> list[str]:
    apart = words.split()
    return [*apart, *kernels.char_grams(apart, 3, 4)]


def mark(words: str, entry: str) -> str:
    """Name a lesson: that these words ask for this entry."""
    return blake2b(f"{words}\0{entry}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _lesson(words: str, group: _Group, weight: float) -> Lesson:
    entry = group.entry or ""
    teaching = [label for label in group.labels if label.entry == entry and label.source is not Source.NOT_HELPED]
    first, last = min(teaching, key=lambda one: one.at), max(teaching, key=lambda one: one.at)
    said = group.officer
    return Lesson(
        mark=mark(words, entry),
        text=said.text if said else first.text,
        entry=entry,
        weight=weight,
        members=sum(label.source is not Source.OFFICER for label in teaching),
        officer=OfficerId(int(said.teacher)) if said else None,
        first_at=first.at,
        last_at=last.at,
    )
