"""`mujib ask`: decides on questions one after the other, with the knowledge loaded once."""

import json
from collections.abc import Iterable, Iterator

from bot import ask, association, brain
from bot.config import Settings


def answers(settings: Settings, texts: Iterable[str], *, as_json: bool, explain: bool) -> Iterator[str]:
    """Give what is printed for each text. Raises `KnowledgeError`."""
    known = brain.load(settings)
    facts = association.facts(settings)
    del explain
    for text in texts:
        described = ask.describe(known.decide(text), known.library, facts)
        yield json.dumps(described, ensure_ascii=False) if as_json else ask.readable(described)
