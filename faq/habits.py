"""Habits: what a member chose twice on the same words is what he means by them. Nobody else is answered by it. Pure.

A member's words are known by one hash of him and them, so that neither stays in a process after he is erased.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final

from domain.teaching import Label, Source
from faq import learning, scales
from faq.decision import Asked, Clarify, Decider, Thread
from faq.entries import Entry

TIMES: Final = 2
"""How often in a row a member must choose an entry on the same words: one press may be a slip."""
_BYTES: Final = 8
Habits = Mapping[bytes, str]
"""The entry that a member means, by the hash of him and his words."""


def habits(labels: Iterable[Label], forgotten: Collection[str] = ()) -> Habits:
    """Give what members chose of late, again and again, on the same words, unless an officer said what they mean.

    `forgotten` are the marks of lessons that an officer removed.
    """
    chosen: dict[tuple[str, str], list[str]] = {}
    judged = set()
    for label in sorted(labels, key=lambda one: one.at):
        words = learning.bag(label.text)
        if label.source is Source.OFFICER:
            judged.add(words)
        else:
            chosen.setdefault((label.teacher, words), []).append(label.entry if label.source is Source.PICKED else "")
    found: dict[bytes, str] = {}
    for (member, words), entries in chosen.items():
        last = entries[-TIMES:]
        is_settled = not words or words in judged or learning.mark(words, last[0]) in forgotten
        if not is_settled and last[0] and last == [last[0]] * TIMES:
            found[_hashed(member, words)] = last[0]
    return found


def following(decider: Decider, known: Habits, entries: Mapping[str, Entry]) -> Decider:
    """Make a decider that follows a member's habits where it would otherwise ask him which he means."""
    if not known:
        return decider
    return _Following(decider, known, entries).decide


@dataclass(frozen=True, slots=True)
class _Following:
    decider: Decider
    known: Habits
    entries: Mapping[str, Entry]

    def decide(self, text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        asked = self.decider(text, replace(thread, member=""))
        return tuple(self._meant(one, thread.member) for one in asked) if thread.member else asked

    def _meant(self, asked: Asked, member: str) -> Asked:
        """Take the member at his word where the words alone leave a doubt."""
        if not isinstance(asked.decision, Clarify):
            return asked
        entry = self.entries.get(self.known.get(_hashed(member, learning.bag(asked.question)), ""))
        if entry is None:
            return asked
        return Asked(asked.question, scales.follow(entry, 1.0, asked.decision.candidates), by_habit=True)


def _hashed(member: str, words: str) -> bytes:
    return blake2b(f"{member}\0{words}".encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
