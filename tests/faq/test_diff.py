"""Two versions of a source are compared clause by clause and word by word."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.model import Language
from faq import diff, report
from faq.clauses import Citation, Clause, Source
from faq.diff import Change, Edit, Words

OLD = Source("policy", "1", "", sample=False, title={}, clauses={})


def source(**clauses: str) -> Source:
    """Make a source with these clauses in English."""
    made = {
        name: Clause(Citation("policy", name), {Language.ENGLISH: "H"}, 0, {Language.ENGLISH: text})
        for name, text in clauses.items()
    }
    return replace(OLD, clauses=made)


def test_tells_what_became_of_each_clause() -> None:
    """Clauses are added, removed, changed or unchanged; the new version's order comes first."""
    changes = diff.diff(source(a="one two", b="same", c="gone"), source(d="new", a="one three", b="same"))
    assert [(one.clause, one.change) for one in changes] == [
        ("d", Change.ADDED),
        ("a", Change.CHANGED),
        ("b", Change.UNCHANGED),
        ("c", Change.REMOVED),
    ]
    assert changes[1].words == (Words(Edit.KEPT, "one"), Words(Edit.GONE, "two"), Words(Edit.NEW, "three"))


def test_spaces_are_no_change() -> None:
    """The same words with other spaces between them are the same clause."""
    (change,) = diff.diff(source(a="one  two"), source(a="one two"))
    assert change.change is Change.UNCHANGED


def test_writes_the_changes() -> None:
    """As text the changed words stand in brackets and unchanged clauses are only counted."""
    text = report.diff_text(diff.diff(source(a="one two", b="same"), source(a="one three", b="same")))
    assert text == "~ a (en): one [-two-] {+three+}\n0 added, 0 removed, 1 changed, 1 unchanged"


def test_gives_the_changes_for_json() -> None:
    """For JSON each clause carries its change and its words."""
    written = report.diff_json(diff.diff(source(), source(a="new")))
    expected = {"clause": "a", "language": "en", "change": "added", "words": [{"edit": "new", "text": "new"}]}
    assert written["clauses"] == [expected]


words = st.lists(st.sampled_from(["العضو", "لا", "fee", "two", "weeks"]), max_size=12).map(" ".join)


@given(words, words)
def test_both_versions_can_be_read_out(before: str, after: str) -> None:
    """The kept and gone words are the old clause, the kept and new ones the new clause: nothing is lost."""
    for one in diff.diff(source(a=before), source(a=after)):
        assert " ".join(part.text for part in one.words if part.edit is not Edit.NEW) == before
        assert " ".join(part.text for part in one.words if part.edit is not Edit.GONE) == after
