"""What the matcher loses without each of its parts: top-1 in percent, by kind of question.

python -m benchmarks.parts [--set FOLDER] [--queries saudi,msa] [--every 12]

Without `--set`: the knowledge that ships; one written phrasing in so many is held out and asked, of the Arabic ones also with
a slip of the finger in a word. With it: a public set as `harness.py` takes them, 10 phrasings each.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from faq import dialect, language, library, reading
from faq.arabizi import Reader
from faq.entries import Entry, Kind
from faq.experts import encoder, lore, seating, training
from faq.experts.encoder import Encoder
from faq.experts.kernels import Vector
from faq.experts.panels import Expert, Panel, Seat
from faq.experts.student import Lore
from faq.language import Guess
from faq.matcher import NONE, Example, Origin
from faq.reading import Reading, Vocabulary
from faq.typos import speller

SLIPPED = 5
"""Letters of a word that a slip is made in."""
Asked = tuple[str, str]
"""A text and its entry."""


@dataclass(frozen=True)
class Part:
    """A part that is taken away."""

    name: str
    keep: Callable[[Example], bool] = lambda _: True
    words: Callable[[Vocabulary], Vocabulary] = lambda words: words
    read: Callable[[Reading], Reading] = lambda read: read
    without: Expert | None = None
    taught: bool = True


@dataclass(frozen=True)
class Course:
    """What is trained on and asked."""

    examples: Sequence[Example]
    asked: Mapping[str, Sequence[Asked]]
    encode: Encoder | None
    titles: frozenset[str] = frozenset()
    lore: Lore | None = None
    vectors: dict[str, Vector] = field(default_factory=dict)


def parts(course: Course) -> list[Part]:
    """Name the parts, the whole first."""
    return [
        Part("nothing"),
        Part("words", without=Expert.WORDS),
        Part("meaning", without=Expert.MEANING),
        Part("the student of another encoder", taught=False),
        Part("titles", keep=lambda one: one.text not in course.titles),
        Part("sentences of answers", keep=lambda one: one.origin is not Origin.ANSWER),
        Part("consonants", read=lambda read: replace(read, consonants=())),
        Part("formal Arabic for dialect", words=lambda words: replace(words, dialect=dialect.of({}))),
        Part("mending of typos", words=lambda words: replace(words, speller=speller(()))),
        Part("reading of Arabizi", words=lambda words: replace(words, latin=Reader({}))),
    ]


def without(part: Part, course: Course) -> dict[str, float]:
    """Train without a part, and give top-1 for each kind of question."""
    examples = [one for one in course.examples if part.keep(one)]
    words = part.words(reading.vocabulary((one.text for one in examples), dialect.load()))
    classes = sorted({one.entry for one in examples})
    seats = [Seat(part.read(words.read(one.text)), classes.index(one.entry), one.weight) for one in examples]
    seated = seating.seat(seats, course.encode, course.vectors, len(classes), course.lore if part.taught else None)

    def right(asked: Asked) -> bool:
        read = part.read(words.read(asked[0]))
        return classes[_best(seated[read.guess], read, part.without, course)] == asked[1]

    return {kind: round(100 * float(np.mean([right(one) for one in asked])), 1) for kind, asked in course.asked.items()}


def _best(panel: Panel, read: Reading, left_out: Expert | None, course: Course) -> int:
    """Give the number of the class that the panel puts first."""
    said, predicted = panel.hear(read)
    said |= panel.weigh(_vector(read, course), predicted)
    heard = {name: scores for name, scores in said.items() if name is not left_out} or said
    return int(sum(panel.shared(heard).values(), np.zeros(1, np.float32)).argmax())


def _vector(read: Reading, course: Course) -> Vector | None:
    if course.encode is None:
        return None
    if read.text not in course.vectors:
        course.vectors[read.text] = course.encode([read.text])[0]
    return course.vectors[read.text]


def own(every: int, encode: Encoder | None) -> Course:
    """Hold out one written phrasing in so many of the knowledge that ships."""
    entries = list(library.load(library.PACKAGED).entries.values())
    phrasings = list(dict.fromkeys(_phrasings(entries)))
    held = phrasings[::every]
    texts = {text for text, _ in held}
    examples = [one for one in training.examples(entries) if one.text not in texts]
    titles = frozenset(title for entry in entries for title in entry.title.values())
    kinds = {guess: [one for one in held if language.detect(one[0]) is guess] for guess in Guess}
    asked = {guess.value: found for guess, found in kinds.items() if found and guess is not Guess.NONE}
    chance = random.Random(1)
    asked["arabic, slips"] = [(_slip(text, chance), entry) for text, entry in asked["arabic"]]
    return Course(examples, asked, encode, titles, lore.packaged())


def _phrasings(entries: Sequence[Entry]) -> Iterator[Asked]:
    for entry in entries:
        for phrasing in entry.phrasings:
            yield phrasing.text, NONE if entry.kind is Kind.NONE else entry.id


def _slip(text: str, chance: random.Random) -> str:
    """Leave out a letter inside a long word, or swap two."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= SLIPPED]
    if not long:
        return text
    at = chance.choice(long)
    word, place = words[at], chance.randrange(1, len(words[at]) - 2)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    words[at] = chance.choice([swapped, word[:place] + word[place + 1 :]])
    return " ".join(words)


def public(folder: Path, queries: Sequence[str], encode: Encoder | None) -> Course:
    """Take a public set; texts without an entry are left out."""
    examples = [Example(text, faq["id"]) for faq in _lines(folder / "faqs_n10.jsonl") for text in faq["questions"]]
    asked = {
        name: [(one["text"], one["faq_id"]) for one in _lines(folder / f"queries_{name}.jsonl") if one["faq_id"]]
        for name in queries
    }
    return Course(examples, asked, encode)


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    """Print a row for each part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--set", type=Path)
    parser.add_argument("--queries", default="saudi,saudi_typo,saudi_arabizi,english")
    parser.add_argument("--every", type=int, default=12)
    chosen = parser.parse_args()
    encode = encoder.installed()
    course = public(chosen.set, chosen.queries.split(","), encode) if chosen.set else own(chosen.every, encode)
    print("| without | " + " | ".join(f"{kind} ({len(asked)})" for kind, asked in course.asked.items()) + " |")
    print("|---" * (1 + len(course.asked)) + "|")
    for part in parts(course):
        row = without(part, course)
        print(f"| {part.name} | " + " | ".join(map(str, row.values())) + " |", flush=True)


if __name__ == "__main__":
    main()
