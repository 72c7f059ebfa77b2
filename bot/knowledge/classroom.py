"""The matcher as officers see it at the desk: why entries stand where they stand, and entries found by words. Pure."""

from typing import Final

from bot.knowledge.mind import Mind
from desk.teaching.classroom import Classroom, Ground, Reason
from domain.teaching import Teaching
from faq import explain as explaining
from faq import normalise
from faq.matcher import Origin

_FOUND: Final = 20


def classroom(teaching: Teaching, mind: Mind) -> Classroom:
    """Give the desk what it teaches with; reasons are of the model that answers at the moment."""

    def explain(text: str) -> tuple[Reason, ...]:
        return tuple(_reason(one) for one in mind.explain(text).reasons)

    def search(words: str) -> tuple[str, ...]:
        entries = mind.brain.library.entries
        key = normalise.key(words)
        named = [
            name for name, entry in entries.items() if key and any(key in normalise.key(one) for one in entry.title.values())
        ]
        ranked = [one.entry for one in mind.brain.matcher.rank(words).candidates]
        return tuple(name for name in dict.fromkeys([*named, *ranked]) if name in entries)[:_FOUND]

    return Classroom(teaching, explain, search)


def _reason(found: explaining.Reason) -> Reason:
    whole = sum(max(vote.score, 0.0) for vote in found.votes) or 1.0
    votes = tuple((vote.expert.value, round(100 * max(vote.score, 0.0) / whole)) for vote in found.votes)
    grounds = tuple(
        Ground(one.example.text, one.example.origin is Origin.LEARNT, one.expert.value, one.words) for one in found.grounds
    )
    return Reason(found.entry, round(100 * found.confidence), votes, grounds)
