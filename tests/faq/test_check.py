"""The check finds what members would stumble over, at its file and line."""

from pathlib import Path

import pytest

from domain.errors import KnowledgeError
from domain.model import Language
from faq import check, facts, library, report
from faq.findings import Finding, Severity
from tests.faq import shelves

PHRASINGS = """### formal
- متى ينعقد الاجتماع السنوي للأعضاء
- موعد انعقاد الجمعية العمومية
- هل يوجد تاريخ محدد للقاء السنوي
### saudi
- متى بتجتمعون
- وش موعد الاجتماع الكبير
- الاجتماع السنوي متى يصير
### english
- when is the yearly meeting
- date of the general assembly
### arabizi
- mata el ejtema3
- meta ejtema3 el jam3iya
"""
OTHER = f"""
## assembly.when
topic: assembly
cites: bylaws/fees.2
title.ar: موعد الاجتماع
title.en: Date of the assembly

### answer.ar
مرة في السنة.
### answer.en
Once a year.
{PHRASINGS}"""
SOUND = shelves.ENTRY + "- rsoom el jam3iya kam\n" + OTHER
POLICY = """# {title}
source: policy
version: 1
## Handling {{handling}}
`handling.5` Two weeks at least.
"""


def findings(root: Path, entry: str = SOUND, arabic: str = shelves.ARABIC, english: str = shelves.ENGLISH) -> list[Finding]:
    """Check a folder with these files."""
    shelves.folder(root, arabic, english, entry)
    for language in ("ar", "en"):
        (root / "sources" / f"policy.{language}.md").write_text(POLICY.format(title=language), encoding="utf-8")
    return [one for one in check.check(library.survey(root).library) if "policy/handling.5" not in one.problem]


def test_sound_knowledge_passes(tmp_path: Path) -> None:
    """Where all is as it should be, nothing is said."""
    assert findings(tmp_path) == []


def test_many_examples_are_told_of(tmp_path: Path) -> None:
    """Before there are more examples than are weighed one against another, and when there are, the check says so."""
    shelves.folder(tmp_path, entry=SOUND)
    known = library.survey(tmp_path).library
    told = [
        [one.severity for one in check.check(known, weighed=weighed) if "examples" in one.problem] for weighed in (20, 26, 60)
    ]
    assert told == [[Severity.WARNING], [Severity.HINT], []]


CHANGES = {
    "equal phrasing": (("- mata el ejtema3", "- Kam rsoom el 3odwiya"), Severity.ERROR, "is «kam rsoom"),
    "equal but for the order of words": (("- متى بتجتمعون", "- رسوم العضوية كم"), Severity.ERROR, "fees.amount"),
    "nearly equal phrasing": (
        ("- when is the yearly meeting", "- How much is the membership fees"),
        Severity.WARNING,
        "is nearly",
    ),
    "the same twice in an entry": (("- متى بتجتمعون", "- وش موعد الإجتماع الكبير!"), Severity.HINT, "says what"),
    "no clause": (("cites: bylaws/fees.2\n", ""), Severity.ERROR, "without a clause"),
    "clause without an entry": (
        ("cites: bylaws/fees.2", "cites: bylaws/goal"),
        Severity.WARNING,
        "no entry cites the clause «bylaws/fees.2»",
    ),
    "unknown topic": (("topic: assembly", "topic: meeting"), Severity.ERROR, "not a topic"),
    "no topic": (("topic: assembly\n", ""), Severity.ERROR, "not a topic"),
    "title too long": (
        ("title.en: Date of the assembly", "title.en: The dates of the assembly"),
        Severity.ERROR,
        "25 characters",
    ),
    "no title": (("title.en: Date of the assembly\n", ""), Severity.ERROR, "no title.en"),
    "equal titles": (("title.en: Date of the assembly", "title.en: membership FEE"), Severity.ERROR, "fees.amount"),
    "no answer in a language": (("### answer.en\nOnce a year.\n", ""), Severity.ERROR, "no answer.en"),
    "too long for WhatsApp": (("Once a year.", "Once a year. " * 80), Severity.ERROR, "too long for WhatsApp"),
    "direction marks": (("Once a year.", "Once \u202ea year\u202c."), Severity.WARNING, "direction marks"),
    "few phrasings": (("- متى بتجتمعون\n", ""), Severity.WARNING, "9 phrasings"),
    "a variety missing": (("### arabizi\n- mata el ejtema3", "- mata el ejtema3"), Severity.WARNING, "### arabizi"),
    "a latest date": (("cites: bylaws/fees.2", "cites: bylaws/fees.2, policy/handling.5"), Severity.ERROR, "latest date"),
}


@pytest.mark.parametrize(("change", "severity", "words"), CHANGES.values(), ids=CHANGES)
def test_finds_in_an_entry(tmp_path: Path, change: tuple[str, str], severity: Severity, words: str) -> None:
    """Each weakness of an entry is found with its weight, in the right file."""
    promising = (
        OTHER.replace("Once a year.", "The committee answers in {committee_period} at most.") if "latest" in words else OTHER
    )
    entry = shelves.ENTRY + "- rsoom el jam3iya kam\n" + promising.replace(*change, 1)
    found = findings(tmp_path, entry)
    assert any(one.severity is severity and words in one.problem for one in found), found
    assert {one.path.suffix for one in found} == {".md"}


SHORT_AR, SHORT_EN = "### short.ar\nسنوياً.\n", "### short.en\nYearly.\n"


@pytest.mark.parametrize(
    ("short", "counts", "severity", "words"),
    [
        ("", (2, 2), None, ""),
        ("", (3, 2), Severity.HINT, "write ### short.ar"),
        (SHORT_AR, (3, 1), Severity.WARNING, "the short answer takes 3 parts"),
        (SHORT_AR, (2, 3), Severity.WARNING, "no short.en"),
        (SHORT_AR, (2, 2), None, ""),
        (SHORT_AR + SHORT_EN, (2, 3), Severity.WARNING, "the short answer takes 3 parts"),
    ],
)
def test_judges_what_an_answer_takes_by_sms(
    tmp_path: Path, short: str, counts: tuple[int, int], severity: Severity | None, words: str
) -> None:
    """Two parts at most, in short or in full; where one language has a short form and the other needs one, it is missing."""
    known = library.survey(shelves.folder(tmp_path, entry=SOUND.replace("### formal", f"{short}### formal", 1))).library
    by_language = dict(zip(Language, counts, strict=True))
    found = check.check(known, parts=lambda entry, language: by_language[language] if entry.id == "fees.amount" else 1)
    told = [one for one in found if "SMS" in one.problem or "no short" in one.problem]
    assert [one.severity for one in told] == ([severity] if severity else [])
    assert all(words in one.problem for one in told)


def test_a_short_answer_is_judged_as_the_whole_one_is(tmp_path: Path) -> None:
    """Values that nobody entered, and a latest date where there is none."""
    known = library.survey(
        shelves.folder(tmp_path, entry=SOUND.replace("### formal", "### short.en\n{phone}\n### formal", 1))
    ).library
    assert any("{phone}" in one.problem for one in check.check(known, facts.NAMES - {"phone"}))


@pytest.mark.parametrize(
    ("answer", "promises"),
    [
        ("The reply comes after {committee_period}.", False),
        ("The committee takes {committee_period}; no latest date is set.", False),
        ("تدرس اللجنة طلبك خلال {committee_period}، وليس لها موعد أقصى.", False),
        ("The committee replies within two weeks.", True),
        ("يأتيك الرد خلال أسبوعين.", True),
        ("يأتيك الرد بعد {committee_period} كحد أقصى.", True),
        ("It takes no longer than {committee_period}.", True),
        ("The reply comes in 14 days.", True),
    ],
)
def test_no_latest_date_for_the_committee(tmp_path: Path, answer: str, promises: bool) -> None:
    """An answer that cites the committee's period may deny a latest date, not promise one, nor say a figure of its own."""
    entry = SOUND.replace("cites: bylaws/fees.2", "cites: policy/handling.5, bylaws/fees.2").replace("Once a year.", answer)
    assert bool(findings(tmp_path, entry)) is promises


def test_finds_a_missing_language_of_a_clause(tmp_path: Path) -> None:
    """A clause that stands in one language only is found at its place in that language."""
    (found,) = findings(tmp_path, english=shelves.ENGLISH.replace("`goal` To serve the members.\n", ""))
    assert (found.path.name, found.line, found.severity) == ("bylaws.ar.md", 13, Severity.ERROR)


def test_finds_a_value_that_the_configuration_lacks(tmp_path: Path) -> None:
    """A value that this configuration does not give is found where an answer names it."""
    shelf = library.survey(shelves.folder(tmp_path)).library
    assert any("{membership_fee}" in one.problem for one in check.check(shelf, facts.NAMES - {"membership_fee"}))


def test_finds_a_follow_up_that_two_of_a_topic_have(tmp_path: Path) -> None:
    """Behind an answer of the topic nobody could tell which of the two is meant; of another topic it may be."""
    other = OTHER.replace("topic: assembly", "topic: {topic}") + "### follow-up\n- ومتى؟\n"
    both = shelves.ENTRY + "- rsoom el jam3iya kam\n### follow-up\n- ومتى\n"
    same, apart = tmp_path / "same", tmp_path / "apart"
    same.mkdir()
    apart.mkdir()
    (found,) = findings(same, both + other.format(topic="fees"))
    assert (found.severity, "fees.amount" in found.problem) == (Severity.WARNING, True)
    assert not findings(apart, both + other.format(topic="assembly"))


def test_phrasings_of_the_class_none_may_be_alike(tmp_path: Path) -> None:
    """All `none` entries are one class, so that likeness between them is no more than a hint."""
    none = "".join(f"\n## none.{name}\nkind: none\n{PHRASINGS}" for name in ("one", "two"))
    found = findings(tmp_path, shelves.ENTRY + none)
    assert {one.severity for one in found if "says what" in one.problem} == {Severity.HINT}


def test_reports_faults_as_findings() -> None:
    """What kept a file from being read is an error like any other."""
    fault = KnowledgeError(Path("fees.md"), 3, "broken")
    assert check.of_faults([fault]) == (Finding(Path("fees.md"), 3, Severity.ERROR, "broken"),)


def test_packaged_knowledge_has_no_errors() -> None:
    """What Mujib comes with passes its own check."""
    found = check.check(library.survey(library.PACKAGED).library)
    assert [one for one in found if one.severity is Severity.ERROR] == []


def test_writes_the_report(tmp_path: Path) -> None:
    """The report names file, line, weight and problem, as text and for JSON, and says whether the knowledge passes."""
    shelf = library.load(shelves.folder(tmp_path, entry=SOUND))
    found = (Finding(Path("fees.md"), 3, Severity.ERROR, "broken"),)
    text = report.check_text(shelf, found)
    assert text.startswith("fees.md:3: error: broken\n")
    assert "2 entries" in text
    written = report.check_json(shelf, found)
    assert written["passes"] is False
    assert written["findings"] == [{"file": "fees.md", "line": 3, "severity": "error", "problem": "broken"}]
