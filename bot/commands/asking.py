"""`mujib ask`: decides on questions one after the other, with the knowledge loaded once."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from bot import association
from bot.commands import ask
from bot.config import Settings
from bot.knowledge import recall
from faq import explain as explaining


def answers(settings: Settings, texts: Iterable[str], *, as_json: bool, explain: bool) -> Iterator[str]:
    """Give what is printed for each text. Raises `KnowledgeError`."""
    known = recall.load(settings)
    facts = association.facts(settings)
    for text in texts:
        described = ask.describe(known.decide(text), known.library, facts)
        if explain:
            described["explanation"] = asdict(explaining.explain(known.matcher, text))
        yield json.dumps(described, ensure_ascii=False) if as_json else _readable(described)


def _readable(described: dict[str, Any]) -> str:
    said = ask.readable(described)
    if "explanation" not in described:
        return said
    return f"{said}\n{json.dumps(described['explanation'], ensure_ascii=False, indent=1)}"
