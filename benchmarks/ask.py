"""Latency of one decision, in ms of CPU on one thread, and how it grows.

python -m benchmarks.ask [--entries 100,367] [--learnt 2000] [--each 10] [--no-encoder]

Knowledge beyond what ships is made of it: the phrasings of other entries with a word more, so that no text is known twice;
learnt phrasings likewise. What is asked is phrasings with another word more. `--each` takes so many examples of an entry:
10,000 entries have a quarter of a million.
"""

import argparse
import json
import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from faq import decide, dialect, library, matcher
from faq.decision import Decider
from faq.entries import Entry
from faq.experts import encoder, lore, training
from faq.matcher import Example, Origin

ASKED = 200


def main() -> None:
    """Print a line of figures for each number of entries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", default="100,367")
    parser.add_argument("--learnt", type=int, default=0)
    parser.add_argument("--each", type=int, default=1000)
    parser.add_argument("--no-encoder", action="store_true")
    chosen = parser.parse_args()
    entries = list(library.load(library.PACKAGED).entries.values())
    for count in map(int, chosen.entries.split(",")):
        examples = _examples(entries, count, chosen.each)
        learnt = [replace(one, text=f"{one.text} يا جماعة", origin=Origin.LEARNT) for one in examples[: chosen.learnt]]
        print(json.dumps(measure([*examples, *learnt], _entries(entries, count), with_encoder=not chosen.no_encoder)))


def measure(examples: Sequence[Example], entries: Sequence[Entry], *, with_encoder: bool) -> dict[str, float]:
    """Train on examples and decide on questions that are not among them."""
    meaning = encoder.Use() if with_encoder else None
    start = time.process_time()
    trained = matcher.train(examples, dialect.load(), meaning, lore=lore.packaged())
    built = time.process_time() - start
    decider = decide.decider(trained, entries)
    phrasings = [example.text for example in examples if example.origin is not Origin.ANSWER]
    questions = [f"{text} بالضبط" for text in phrasings[:: max(1, len(phrasings) // ASKED)]]
    decider(questions[0])
    took = [_cpu_ms(decider, question) for question in questions]
    return {
        "entries": len(entries),
        "examples": len(examples),
        "median_ms": round(float(np.median(took)), 2),
        "p99_ms": round(float(np.percentile(took, 99)), 2),
        "train_s": round(built, 1),
        "mb": round(_resident_mb()),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _cpu_ms(decider: Decider, question: str) -> float:
    start = time.thread_time()
    decider(question)
    return (time.thread_time() - start) * 1e3


def _resident_mb() -> float:
    """Give the memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def _entries(entries: Sequence[Entry], count: int) -> list[Entry]:
    return [replace(entries[at % len(entries)], id=f"{entries[at % len(entries)].id}.{at}") for at in range(count)]


def _examples(entries: Sequence[Entry], count: int, each: int) -> list[Example]:
    """Give the examples of so many entries, at most `each` of one; those made of others have a word of their own."""
    made = []
    for at, entry in enumerate(_entries(entries, count)):
        own = "" if at < len(entries) else f" موضوع{at}"
        made += [replace(example, text=example.text + own) for example in training.examples([entry])[:each]]
    return made


if __name__ == "__main__":
    main()
