"""What `mujib ask` prints: a decision as one JSON object with fixed names, or as lines to read. Pure."""

from collections.abc import Sequence
from typing import Any, assert_never

from domain.model import Candidate, Language
from faq import language
from faq.clauses import Citation
from faq.decision import ALONE, Act, Answer, Asked, Clarify, Decision, Handover
from faq.facts import Facts
from faq.language import Guess
from faq.library import Library


def describe(asked: Sequence[Asked], library: Library, facts: Facts) -> dict[str, Any]:
    """Give the object of `mujib ask --json` for a message; further questions in it stand below `more`."""
    objects = [_object(one, library, facts) for one in asked]
    return objects[0] | ({"more": objects[1:]} if len(objects) > 1 else {})


def readable(described: dict[str, Any]) -> str:
    """Give the same for people."""
    cited = [f"{c['source']}/{c['clause']} ({c['title']}, {c['version']})" for c in described["citations"]]
    lines = [
        f"{described['decision']}  {described['entry'] or described['action'] or ''}  {described['confidence']:.2f}",
        *filter(None, [described["text"], described["reason"] and f"reason: {described['reason']}"]),
        *(f"rests on {one}" for one in cited),
        *(f"  {c['confidence']:.2f}  {c['entry']}" for c in described["candidates"][:5]),
        *(readable(one) for one in described.get("more", ())),
    ]
    return "\n".join(lines)


def _object(asked: Asked, library: Library, facts: Facts) -> dict[str, Any]:
    speak = Language.ENGLISH if language.detect(asked.question) is Guess.ENGLISH else Language.ARABIC
    decision = asked.decision
    match decision:
        case Answer(entry, confidence):
            known = library.entries[entry]
            text = facts.fill(known.answer[speak], speak)
            shown = {"entry": entry, "topic": known.topic, "confidence": confidence, "text": text}
            return _whole("answer", decision, shown, [_citation(c, library, speak) for c in known.cites])
        case Act(action, entry, confidence):
            return _whole("action", decision, {"action": ALONE.get(action, action), "entry": entry, "confidence": confidence})
        case Clarify():
            return _whole("clarify", decision, {"confidence": _first(decision.candidates)})
        case Handover(reason, entry):
            silent = library.entries.get(entry)
            said = facts.fill(silent.answer[speak], speak) if silent and silent.answer else ""
            topic = silent.topic if silent else ""
            shown = {"reason": reason.value, "entry": entry, "topic": topic, "text": said}
            return _whole("handover", decision, shown | {"confidence": _first(decision.candidates)})
        case _:
            assert_never(decision)


def _whole(name: str, decision: Decision, shown: dict[str, Any], citations: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    candidates = [{"entry": one.entry, "confidence": round(one.confidence, 4)} for one in decision.candidates]
    empty: dict[str, Any] = {"decision": name, "entry": "", "topic": "", "action": "", "confidence": 0.0}
    whole = empty | {"text": "", "reason": ""} | shown | {"citations": list(citations), "candidates": candidates}
    return whole | {"confidence": round(whole["confidence"], 4)}


def _citation(citation: Citation, library: Library, speak: Language) -> dict[str, str]:
    source, clause = library.sources[citation.source], library.clause(citation)
    return {
        "source": citation.source,
        "clause": citation.clause,
        "title": f"{source.title[speak]}: {clause.section[speak]}",
        "version": source.version,
    }


def _first(candidates: Sequence[Candidate]) -> float:
    return candidates[0].confidence if candidates else 0.0
