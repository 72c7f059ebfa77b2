"""Reports on knowledge as text for people and as objects for JSON. Pure; must not print, nor judge."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from faq.diff import Change, ClauseChange, Edit
from faq.findings import Finding, Severity
from faq.library import Library

_SIGNS: Final = {Change.ADDED: "+", Change.REMOVED: "-", Change.CHANGED: "~", Change.UNCHANGED: "="}
_BRACKETS: Final = {Edit.KEPT: ("", ""), Edit.GONE: ("[-", "-]"), Edit.NEW: ("{+", "+}")}


def passes(findings: Sequence[Finding]) -> bool:
    """Tell whether the knowledge may be published: warnings and hints do not stand in the way."""
    return all(finding.severity is not Severity.ERROR for finding in findings)


def check_text(library: Library, findings: Sequence[Finding]) -> str:
    """Write one finding a line, as compilers do, and the counts below."""
    lines = (f"{one.path}:{one.line}: {one.severity}: {one.problem}" for one in findings)
    return "\n".join([*lines, ", ".join(f"{count} {name}" for name, count in _counts(library, findings).items())])


def check_json(library: Library, findings: Sequence[Finding]) -> dict[str, object]:
    """Give the findings and counts as an object for JSON."""
    listed = [
        {"file": str(one.path), "line": one.line, "severity": str(one.severity), "problem": one.problem} for one in findings
    ]
    return {"passes": passes(findings), "counts": _counts(library, findings), "findings": listed}


def _counts(library: Library, findings: Sequence[Finding]) -> dict[str, int]:
    severities = Counter(one.severity for one in findings)
    kinds = Counter(entry.kind for entry in library.entries.values())
    return {
        "sources": len(library.sources),
        "clauses": sum(len(source.clauses) for source in library.sources.values()),
        "entries": len(library.entries),
        **{f"{kind} entries": count for kind, count in sorted(kinds.items())},
        "phrasings": sum(len(entry.phrasings) for entry in library.entries.values()),
        **{f"{severity}s": severities[severity] for severity in Severity},
    }


def diff_text(changes: Sequence[ClauseChange]) -> str:
    """Write what changed: `~ fees.1 (ar): words [-gone-] {+new+}`, and the counts below."""
    return "\n".join([*_changed(changes), ", ".join(f"{count} {name}" for name, count in _change_counts(changes).items())])


def _changed(changes: Sequence[ClauseChange]) -> Iterator[str]:
    for one in changes:
        if one.change is not Change.UNCHANGED:
            yield f"{_SIGNS[one.change]} {one.clause} ({one.language}): {_marked(one)}"


def _marked(one: ClauseChange) -> str:
    if one.change is not Change.CHANGED:
        return " ".join(words.text for words in one.words)
    return " ".join(words.text.join(_BRACKETS[words.edit]) for words in one.words)


def diff_json(changes: Sequence[ClauseChange]) -> dict[str, object]:
    """Give the comparison as an object for JSON, unchanged clauses included."""
    listed = [
        {
            "clause": one.clause,
            "language": str(one.language),
            "change": str(one.change),
            "words": [{"edit": str(words.edit), "text": words.text} for words in one.words],
        }
        for one in changes
    ]
    return {"counts": _change_counts(changes), "clauses": listed}


def _change_counts(changes: Sequence[ClauseChange]) -> dict[str, int]:
    counts = Counter(one.change for one in changes)
    return {str(change): counts[change] for change in Change}
