"""Measures a decider on labelled questions: how much is right, offered, wrong, unsafe, and how long it takes.

Knows the form of the lines (docs/reference/matching.md) and nothing of how decisions are made.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from faq.decision import ALONE, Act, Answer, Clarify, Decider, Decision, Handover
from faq.entries import Entry


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the lines concerned, 0 to 1; `unsafe` is of the lines that a person must answer."""

    lines: int
    right: float
    offered: float
    wrong_answer: float
    unsafe: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one line."""

    line: Mapping[str, Any]
    decisions: tuple[Decision, ...]
    right: bool
    offered: bool
    wrong_answer: bool
    unsafe: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of `mujib knowledge eval`, over all lines and by language and kind."""

    total: Shares
    by_language: dict[str, Shares]
    by_kind: dict[str, Shares]
    latency_ms: dict[str, float]
    """Wall-clock `median` and `p99` of a decision."""
    outcomes: tuple[Outcome, ...] = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Give the figures without the single outcomes, ready for JSON."""
        return {
            **_rounded(self.total),
            "by_language": {name: _rounded(shares) for name, shares in self.by_language.items()},
            "by_kind": {name: _rounded(shares) for name, shares in self.by_kind.items()},
            "latency_ms": {name: round(value, 2) for name, value in self.latency_ms.items()},
        }


def evaluate(lines: Iterable[Mapping[str, Any]], decide: Decider, entries: Sequence[Entry]) -> Report:
    """Decide on every line (`text`, `lang`, `expect`, and `cites`, `topic` or `action`) and compare."""
    known = {entry.id: entry for entry in entries}
    outcomes, took = [], []
    for line in lines:
        start = time.perf_counter()
        asked = decide(line["text"])
        took.append((time.perf_counter() - start) * 1e3)
        outcomes.append(_outcome(line, tuple(one.decision for one in asked), known))
    languages = sorted({str(one.line["lang"]) for one in outcomes})
    kinds = sorted({str(one.line["expect"]) for one in outcomes})
    return Report(
        _shares(outcomes),
        {name: _shares([one for one in outcomes if one.line["lang"] == name]) for name in languages},
        {name: _shares([one for one in outcomes if one.line["expect"] == name]) for name in kinds},
        _latency(took),
        tuple(outcomes),
    )


def _outcome(line: Mapping[str, Any], decisions: tuple[Decision, ...], known: Mapping[str, Entry]) -> Outcome:
    acted = [decision for decision in decisions if isinstance(decision, Answer | Act)]
    wrong = any(not _is_right(line, decision, known) for decision in acted)
    right = not wrong and any(_is_right(line, decision, known) for decision in decisions)
    offered = right or any(_is_offered(line, decision, known) for decision in decisions)
    return Outcome(line, decisions, right, offered, wrong, bool(acted) and line["expect"] == "handover")


def _is_right(line: Mapping[str, Any], decision: Decision, known: Mapping[str, Entry]) -> bool:
    """Tell whether a decision is the expected one."""
    match line["expect"], decision:
        case "answer", Answer(entry=name):
            return _fits(line, known[name])
        case "action", Act(action=action):
            return bool(line["action"] in {action, ALONE.get(action)})
        case ("clarify", Clarify()) | ("handover", Handover()):
            return True
        case _:
            return False


def _is_offered(line: Mapping[str, Any], decision: Decision, known: Mapping[str, Entry]) -> bool:
    """Tell whether the member could choose what he meant."""
    if not isinstance(decision, Clarify):
        return False
    entries = [known[candidate.entry] for candidate in decision.candidates]
    if line["expect"] == "action":
        return any(entry.action == line["action"] for entry in entries)
    return line["expect"] == "answer" and any(_fits(line, entry) for entry in entries)


def _fits(line: Mapping[str, Any], entry: Entry) -> bool:
    return entry.topic == line.get("topic") or any(_clause_fits(line, cite.source, cite.clause) for cite in entry.cites)


def _clause_fits(line: Mapping[str, Any], source: str, clause: str) -> bool:
    """Recognise one of the policy's clauses that are right, or any clause of the topic that is right."""
    if source == "policy":
        return clause in line.get("cites", ())
    return clause.split(".", maxsplit=1)[0] == line.get("topic")


def _shares(outcomes: Sequence[Outcome]) -> Shares:
    handed = [one for one in outcomes if one.line["expect"] == "handover"]
    return Shares(
        len(outcomes),
        _share([one.right for one in outcomes]),
        _share([one.offered for one in outcomes]),
        _share([one.wrong_answer for one in outcomes]),
        _share([one.unsafe for one in handed]),
    )


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _latency(took: Sequence[float]) -> dict[str, float]:
    ordered = sorted(took) or [0.0]
    return {"median": ordered[len(ordered) // 2], "p99": ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]}


def _rounded(shares: Shares) -> dict[str, Any]:
    return {
        "lines": shares.lines,
        "right": round(shares.right, 4),
        "offered": round(shares.offered, 4),
        "wrong_answer": round(shares.wrong_answer, 4),
        "unsafe": round(shares.unsafe, 4),
    }
