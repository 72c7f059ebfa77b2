"""Replays a public set's queries as traffic and measures what the matcher has learnt from it.

python -m benchmarks.faq_loop FOLDER [--queries saudi,pal] [--n 10] [--answer 0.6] [--officers 0.8] [--skewed] [--trusting]
                              [--student]

Each message is from a member of his own. Where the matcher is sure it answers, and officers look at one answer in five;
else it offers three entries and "none of these". A share of members chooses, 5% of them wrongly; officers label a share of
the rest. With `--student` the teacher (`make teacher`) reads the phrasings and, before each training, all traffic, labelled
or not, as it does in the background. `near` leaves out test texts whose sentence vector has a cosine of 0.97 or more to one
of the traffic. Prints a table and, as its last line, JSON.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from domain.teaching import Label, Source
from faq import dialect, learning, matcher, normalise, thresholds
from faq.experts import encoder, lore, teacher
from faq.experts.encoder import Encoder
from faq.experts.kernels import Vector
from faq.experts.student import Lore
from faq.matcher import NONE, Example, Matcher, Ranking

STOPS = (0, 200, 500, 1000)
RETRAINED = 100
"""Messages between two trainings."""
CHECKED = 0.2
WRONG = 0.05
START = 1e9
"""Threshold until enough is judged: nothing is answered before."""
RECENT = 400
"""Messages from which the threshold is set: older ones were judged by models that knew less."""
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Cached:
    """The sentence encoder, each text once."""

    inner: Encoder
    version: str = "cached"
    known: dict[str, Vector] = field(default_factory=dict)

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Give the vectors of texts."""
        missing = [text for text in dict.fromkeys(texts) if text not in self.known]
        for text, vector in zip(missing, self.inner(missing) if missing else (), strict=True):
            self.known[text] = vector
        return np.array([self.known[text] for text in texts], np.float32)


@dataclass(frozen=True)
class Rules:
    """How people behave."""

    answer: float
    officers: float
    trusting: bool


@dataclass
class Loop:
    """A matcher that is used."""

    seeds: list[Example]
    rules: Rules
    chance: random.Random
    encode: Cached
    teach: Cached | None = None
    heard: list[str] = field(default_factory=list)
    vectors: dict[str, Vector] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    judged: list[tuple[str, float, float | None]] = field(default_factory=list)
    given: list[tuple[bool, bool]] = field(default_factory=list)
    """Of each message: was it answered, and rightly."""
    threshold: float = START

    def train(self) -> Matcher:
        """Train on the seeds and what was learnt, and set the threshold."""
        drawn = learning.lessons(self.labels)
        if self.rules.trusting:
            drawn = tuple(replace(one, weight=1.0) for one in drawn)
        learnt = learning.examples(drawn, {one.entry for one in self.seeds})
        found = thresholds.lowest(thresholds.weighted(self.judged[-RECENT:]))
        self.threshold = self.threshold if found is None else found
        self.learnt = len(learnt)
        return matcher.train([*self.seeds, *learnt], dialect.load(), self.encode, self.vectors, self._lore())

    def _lore(self) -> Lore | None:
        if self.teach is None:
            return None
        read = [*(normalise.plain(one.text) for one in self.seeds), *self.heard]
        return Lore(dict(zip(read, self.teach(read), strict=True)), tuple(self.heard), lore.VERSION)

    def take(self, model: Matcher, number: int, text: str, truth: str) -> None:
        """Handle one message; `truth` is empty where no entry answers it."""
        self.heard.append(normalise.plain(text))
        ranking = model.rank(text)
        candidates, sure = ranking.candidates, odds(ranking)
        first = candidates[0]
        right = first.entry == truth
        answered = sure >= self.threshold
        self.given.append((answered, right))
        if answered:
            seen = self.chance.random() < CHECKED
            self._teach(number, text, truth, Source.OFFICER if seen else None)
            self.judged.append(("answer", sure, float(right) if seen else None))
            return
        offered = [one.entry for one in candidates[:3]]
        picked = self._pick(offered, truth) if self.chance.random() < self.rules.answer else None
        seen = not picked and self.chance.random() < self.rules.officers
        if picked is not None:
            self._teach(number, text, picked, Source.PICKED if picked else Source.NONE_OF_THESE)
        if seen:
            self._teach(number, text, truth, Source.OFFICER)
        if seen:
            self.judged.append(("offer", sure, float(right)))
        else:
            self.judged.append(("offer", sure, None if picked is None else thresholds.picked(first.entry == picked)))

    def _pick(self, offered: Sequence[str], truth: str) -> str:
        """Give what a member presses; empty for none of these."""
        best = truth if truth in offered else ""
        if self.chance.random() >= WRONG:
            return best
        return self.chance.choice([one for one in ("", *offered) if one != best])

    def _teach(self, number: int, text: str, entry: str, source: Source | None) -> None:
        if source is not None:
            teacher = "1" if source is Source.OFFICER else f"member:{number}"
            self.labels.append(Label(text, entry, teacher, source, _BEGIN + timedelta(minutes=number)))


def odds(ranking: Ranking) -> float:
    """Give how much likelier the first entry is than the next, or than none, as a logarithm: a probability has no room at 1."""
    first, second = (one.confidence for one in ranking.candidates[:2])
    return log(max(first, 1e-38)) - log(max(second, ranking.none, 1e-38))


def measure(model: Matcher, test: Sequence[tuple[str, str]], far: frozenset[str]) -> dict[str, Any]:
    """Give the figures of all test texts and of those that are far from the traffic."""
    found = [
        (text, odds(ranking), [one.entry for one in ranking.candidates], truth)
        for text, truth in test
        for ranking in [model.rank(text)]
    ]
    distant = [one for one in found if one[0] in far]
    return figures(found) | {"near": figures(distant) | {"texts": len(distant)}}


def figures(found: Sequence[tuple[str, float, list[str], str]]) -> dict[str, float]:
    """Give top-1, top-3 (of texts that have an entry) and coverage at 95% precision (oracle threshold)."""
    inside = [(names, truth) for *_, names, truth in found if truth]
    top1 = sum(names[0] == truth for names, truth in inside) / len(inside)
    top3 = sum(truth in names[:3] for names, truth in inside) / len(inside)
    right = covered = best = 0
    for number, (*_, names, truth) in enumerate(sorted(found, key=lambda one: -one[1]), 1):
        right += names[0] == truth
        covered += bool(truth)
        if number >= 20 and right / number >= 0.95:
            best = covered
    return {"top1": round(100 * top1, 1), "top3": round(100 * top3, 1), "c95": round(100 * best / len(inside), 1)}


def replay(folder: Path, variety: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Replay one variety and measure at each stop."""
    chance = random.Random(options.seed)
    seeds = [
        Example(question, faq["id"]) for faq in _lines(folder / f"faqs_n{options.n}.jsonl") for question in faq["questions"]
    ]
    queries = [(one["text"], one["faq_id"] or "") for one in _lines(folder / f"queries_{variety}.jsonl")]
    chance.shuffle(queries)
    test, traffic = queries[:500], queries[500:]
    traffic = (_skewed(traffic, chance) if options.skewed else traffic)[: STOPS[-1]]
    rules = Rules(options.answer, options.officers, options.trusting)
    loop = Loop(seeds, rules, chance, Cached(options.encoder), Cached(teacher.Teacher()) if options.student else None)
    far = _far(test, traffic, loop.encode)
    rows, model = [], loop.train()
    for number, (text, truth) in enumerate([*traffic, ("", "")]):
        if number and number % RETRAINED == 0:
            model = loop.train()
        if number in STOPS:
            rows.append(_row(loop, model, number, test, far) | {"queries": variety})
        if text:
            loop.take(model, number, text, truth)
    return rows


def _row(loop: Loop, model: Matcher, number: int, test: list[tuple[str, str]], far: frozenset[str]) -> dict[str, Any]:
    """Measure at a stop; `answered` is of the messages since the last one, at the threshold that the loop set itself."""
    since = loop.given[max([0, *(stop for stop in STOPS if stop < number)]) :]
    answers = [right for answered, right in since if answered]
    return {
        "messages": number,
        "labels": len(loop.labels),
        "learnt": loop.learnt,
        **measure(model, test, far),
        "set": {
            "threshold": round(loop.threshold, 3),
            "precision": round(100 * sum(answers) / len(answers), 1) if answers else None,
            "answered": round(100 * len(answers) / len(since), 1) if since else 0.0,
        },
        "none": any(name == NONE for name in model.classes),
    }


def _far(test: list[tuple[str, str]], traffic: list[tuple[str, str]], encode: Cached) -> frozenset[str]:
    """Give the test texts that are not near to one of the traffic."""
    vectors = [encode([text for text, _ in one]) for one in (test, traffic)]
    ours, theirs = (one / np.linalg.norm(one, axis=1, keepdims=True) for one in vectors)
    nearest = (ours @ theirs.T).max(axis=1)
    return frozenset(text for (text, _), cosine in zip(test, nearest, strict=True) if cosine < 0.97)


def _skewed(traffic: list[tuple[str, str]], chance: random.Random) -> list[tuple[str, str]]:
    """Draw traffic in which the n-th most asked entry comes 1/n as often as the first."""
    names = sorted({truth for _, truth in traffic})
    chance.shuffle(names)
    share = {name: 1 / place for place, name in enumerate(names, 1)}
    keyed = [(chance.random() ** (1 / share[truth]), (text, truth)) for text, truth in traffic]
    return [one for _, one in sorted(keyed, reverse=True)]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    """Replay each variety and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", default="saudi,pal")
    parser.add_argument("--n", type=int, default=10)
    parser.add_argument("--answer", type=float, default=0.6, help="share of members who choose")
    parser.add_argument("--officers", type=float, default=0.8, help="share of the rest that officers label")
    parser.add_argument("--skewed", action="store_true", help="few entries are asked for often")
    parser.add_argument("--trusting", action="store_true", help="one member's word is enough")
    parser.add_argument("--student", action="store_true", help="the teacher reads the traffic")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.encoder = encoder.installed()
    began = time.perf_counter()
    rows = [row for variety in options.queries.split(",") for row in replay(options.folder, variety, options)]
    print("variety  messages labels learnt  top1  top3   c95 | near: top1   c95 | set: precision answered")
    for row in rows:
        near, own = row["near"], row["set"]
        print(
            f"{row['queries']:8} {row['messages']:8} {row['labels']:6} {row['learnt']:6} {row['top1']:5} {row['top3']:5} "
            f"{row['c95']:5} | {near['top1']:10} {near['c95']:5} | {own['precision'] or '-':>14} {own['answered']:8}"
        )
    chosen = {name: value for name, value in vars(options).items() if name not in {"folder", "encoder"}}
    print(json.dumps({"set": options.folder.name, **chosen, "seconds": round(time.perf_counter() - began), "rows": rows}))


if __name__ == "__main__":
    main()
