"""What became of each question, put together from the decisions and presses that followed it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from domain.teaching import Outcome, Source
from storage import mapping

CHECKED: Final = 5
"""One answer in as many is put before officers."""


def of(decisions: Iterable[mapping.Row], verdicts: Mapping[int, str]) -> Sequence[Outcome]:
    """Give the outcome of each question, in order; `decisions` are rows in order, `verdicts` officers' words by row."""
    made: dict[int, Outcome] = {}
    last: dict[tuple[str, str], int] = {}
    for row in decisions:
        asked = (row["conversation"], row["question"])
        if row["decision"] not in set(Source):
            last[asked] = row["id"]
            made[row["id"]] = _outcome(row, verdicts)
        elif asked in last:
            made[last[asked]] = _pressed(made[last[asked]], row)
    return [one for one in made.values() if one.candidates]


def _outcome(row: mapping.Row, verdicts: Mapping[int, str]) -> Outcome:
    return Outcome(
        question=row["question"],
        decision=row["decision"],
        candidates=mapping.load_candidates(row["candidates"]),
        checked=row["id"] % CHECKED == 0,
        verdict=verdicts.get(row["id"]),
    )


def _pressed(outcome: Outcome, row: mapping.Row) -> Outcome:
    match Source(row["decision"]):
        case Source.PICKED:
            return replace(outcome, picked=row["chosen"])
        case Source.NONE_OF_THESE:
            return replace(outcome, picked="")
        case Source.NOT_HELPED:
            return replace(outcome, helped=False)
        case Source.OFFICER:
            return outcome
