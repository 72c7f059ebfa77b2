"""How many questions get their entry that were written by somebody who had not seen the phrasings.

    python -m benchmarks.unseen [--each]

`benchmarks/unseen/*.tsv` hold a question a line, and its entry, or several of which each is right, or `-` where no document
answers it. They are to measure with: none may become a phrasing, nor what is mended by looking at one be measured by it
again. `--each` names those that get another. Beside them stand examinations, for `mujib knowledge eval`.
"""

import argparse
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from faq.decision import Act, Answer, Clarify, Decision, Handover
from faq.entries import Entry
from faq.scales import OFFERED
from tests.dialogues.houses import house_of

FOLDER: Final = Path(__file__).parent / "unseen"
KINDS: Final = ("right", "topic", "offered", "passed on", "wrong")
"""Its entry; another of the same topic; the entry among what is offered; a person, or asked back; another matter.

Where nothing answers it: a person; never; asked back; never; answered or acted upon."""
NOTHING: Final = "-"


def questions(path: Path) -> Iterator[tuple[str, Collection[str]]]:
    """Give the questions of a file, each with the entries that are right."""
    for line in path.read_text("utf-8").splitlines():
        text, _, right = line.partition("\t")
        yield text, right.split("|")


def judged(decision: Decision, right: Collection[str], entries: Mapping[str, Entry]) -> str:
    """Say what became of one question."""
    if NOTHING in right:
        return _beyond(decision)
    match decision:
        case Answer(entry=entry) | Act(entry=entry) | Handover(entry=entry) if entry in right:
            return "right"
        case Answer(entry=entry) | Act(entry=entry):
            return "topic" if entries[entry].topic in {entries[one].topic for one in right} else "wrong"
        case Clarify(candidates=offered) if {one.entry for one in offered[:OFFERED]} & set(right):
            return "offered"
        case _:
            return "passed on"


def _beyond(decision: Decision) -> str:
    match decision:
        case Answer() | Act():
            return "wrong"
        case Clarify():
            return "offered"
        case _:
            return "right"


def main() -> None:
    """Print shares by file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", action="store_true")
    given = parser.parse_args()
    house = house_of({"knowledge": "packaged"})
    print(f"{'':10}{'lines':>6}" + "".join(f"{kind:>11}" for kind in KINDS))
    for path in sorted(FOLDER.glob("*.tsv")):
        counted = Counter[str]()
        for text, right in questions(path):
            found = {judged(asked.decision, right, house.library.entries) for asked in house.decide(text)}
            best = min(found, key=KINDS.index)
            counted[best] += 1
            if given.each and best != KINDS[0]:
                print(f"    {best:10} {text}")
        print(f"{path.stem:10}{counted.total():>6}" + "".join(f"{counted[kind] / counted.total():>11.1%}" for kind in KINDS))


if __name__ == "__main__":
    main()
