"""Findings: what is to be mended in the knowledge, and where. Pure values."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from faq.library import Place


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Members would be told something wrong, or nothing."""
    WARNING = "warning"
    """Members would be understood worse."""
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, and where."""

    path: Path
    line: int
    severity: Severity
    problem: str


def found(place: Place, severity: Severity, problem: str) -> Finding:
    """Give a finding in a place."""
    return Finding(place.path, place.line, severity, problem)
