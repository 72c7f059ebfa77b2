"""A fee asked for of which the documents name none: that of joining is no answer to it. Must not say that it is free."""

import re
from typing import Final

from domain.effects import Step
from domain.states import Clarifying, Idle, State
from faq import normalise
from faq.decision import Answer, Asked, Clarify
from faq.entries import Entry
from handlers import memory, speech
from handlers.context import Context
from handlers.hearing import words
from handlers.question import telling

_FEES: Final = "fees"
"""The topic of the fees that the documents name: for joining, and for shares."""
_MATTERS: Final = {
    "transfer": re.compile(r"تنازل|نقل (?:ال)?(?:ملكيه )?(?:ال)?[ا]?سهم|transfer|tana[sz]o+l|tana[sz]ul"),
    "withdrawal": re.compile(r"انسح|withdraw|\b(?:al|el)?[ei]n[sz]i?[7h]ab"),
    "assembly": re.compile(r"توكيل|وكال|proxy"),
    "complaints": re.compile(r"شكو|complain"),
    "support": re.compile(r"دعم|support"),
}
"""What else a fee is asked for, by the topics of the knowledge, as it is named in keys."""
_SPOKEN_OF: Final = frozenset({"transfer", "withdrawal", "assembly"})
"""Topics behind whose answers a bare question of fees is about them."""
_FEE: Final = re.compile(
    r"\bو?(?:ال)?رسو?ما?\b|\bكم (?:تاخذون?|تكلف|يكلف|تكلفه)\b|\bhow much does\b|\bfees?\b|\b(?:el|al)?r[ou]*s+[ou]+m\b"
)
_OF_JOINING: Final = re.compile(r"عضوي|سهم|تسجيل|اشتراك|اصدار|member|share|regist|join|issu")
_BRIEF: Final = 6
"""Words of a question that is about what was just spoken of."""


def heard(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Say that no fee is known for what is named, or was just spoken of, and offer an officer: «كم رسوم التنازل»."""
    entry = ctx.entries.get(asked.decision.entry) if isinstance(asked.decision, Answer) else None
    of_fees = entry is not None and entry.topic == _FEES
    if not (of_fees or _asks_of_fees(asked)):
        return None
    matter = _named(asked.question) or (_spoken_of(state, asked.question, ctx) if of_fees else "")
    if not matter or (entry is not None and _tells_of(entry, matter)):
        return None
    named = speech.line(ctx, f"unpriced.{matter}")
    return telling.offer(
        asked.question, "unpriced.none", ctx, "act:officer", "act:menu", behind=memory.thread(state), matter=named
    )


def _asks_of_fees(asked: Asked) -> bool:
    """Tell whether a question that no person must answer names a fee, whatever it resembles."""
    return isinstance(asked.decision, Answer | Clarify) and bool(_FEE.search(normalise.key(asked.question)))


def _tells_of(entry: Entry, matter: str) -> bool:
    """Tell whether an answer is on a fee of this matter: «لا تُرد الرسوم عند الانسحاب»."""
    keys = tuple(map(normalise.key, entry.answer.values()))
    return any(_MATTERS[matter].search(key) and _FEE.search(key) for key in keys)


def _named(question: str) -> str:
    key = normalise.key(question)
    return next((topic for topic, named in _MATTERS.items() if named.search(key)), "")


def _spoken_of(state: State, question: str, ctx: Context) -> str:
    """Give the topic of the last answer, or of all that was offered, where a short question names nothing of joining."""
    thread = memory.thread(state)
    offered = {ctx.entries[one].topic for one in thread.offered if one in ctx.entries}
    answered = thread.topic if thread.entry and isinstance(state, Idle | Clarifying) else ""
    topic = answered or (offered.pop() if len(offered) == 1 else "")
    short = len(words.told(question)) <= _BRIEF and not _OF_JOINING.search(normalise.key(question))
    return topic if topic in _SPOKEN_OF and short else ""
