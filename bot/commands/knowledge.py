"""`mujib knowledge`: what its actions print."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.knowledge import brain, brevity, recall
from domain.errors import BadInput
from faq import check as checking
from faq import diff as comparing
from faq import evaluate as evaluating
from faq import facts, library, report
from faq.documents import importing


def check(settings: Settings, *, as_json: bool) -> tuple[bool, str]:
    """Say whether the knowledge may be published, and all that was found."""
    survey = library.survey(brain.source(settings))
    parts = brevity.lengths(settings, survey.library).segments
    findings = (*checking.of_faults(survey.faults), *checking.check(survey.library, facts.NAMES, parts=parts))
    shown = _json(report.check_json(survey.library, findings)) if as_json else report.check_text(survey.library, findings)
    return report.passes(findings), shown


def evaluate(settings: Settings, file: Path, *, as_json: bool) -> str:
    """Measure the answers to labelled questions. Raises `BadInput` naming the file and line of a malformed one."""
    known = recall.load(settings)
    figures = evaluating.evaluate(_lines(file), known.decide, list(known.library.entries.values())).as_json()
    return _json(figures) if as_json else "\n".join(_flat(figures))


def draft(file: Path, source: str) -> str:
    """Give a document as a draft source. Raises `MujibError`."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: {error.strerror}") from error
    return importing.draft(file, content, source)


def diff(old: Path, new: Path, *, as_json: bool) -> str:
    """Compare two versions of a source. Raises `KnowledgeError`."""
    changes = comparing.diff(library.load_source(old), library.load_source(new))
    return _json(report.diff_json(changes)) if as_json else report.diff_text(changes)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _line(file, number, line)


def _line(file: Path, number: int, line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
        if fields["expect"] in {"answer", "clarify", "action", "handover"} and isinstance(fields["text"], str):
            return {"lang": "", **fields}
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{file}:{number}: not a labelled question") from error
    raise BadInput(f"{file}:{number}: expect is answer, clarify, action or handover")


def _flat(figures: dict[str, Any], name: str = "") -> Iterator[str]:
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{name}{key}.")
        else:
            yield f"{name}{key}: {value}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
