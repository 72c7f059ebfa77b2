"""The library reads what officers write, and names file and line of what it cannot read."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import KnowledgeError
from domain.model import Language
from faq import entry_files, library, lines, source_files
from faq.clauses import Citation
from faq.entries import Flag, Kind, Phrasings, Variety
from tests.faq import shelves
from tests.packaged import KNOWN

_VARIETIES = {Variety.FORMAL, Variety.SAUDI, Variety.ENGLISH, Variety.ARABIZI}


def test_reads_a_source(tmp_path: Path) -> None:
    """Both languages of a source come together clause by clause, with headings, numbers and header."""
    source = library.load(shelves.folder(tmp_path)).sources["bylaws"]
    assert (source.version, source.effective, source.sample) == ("1", "2026-01-01", True)
    assert source.title == {Language.ARABIC: "اللائحة", Language.ENGLISH: "Bylaws"}
    assert list(source.clauses) == ["fees.1", "fees.2", "goal"]
    assert source.clauses["fees.2"].text == {Language.ARABIC: "الرسوم لا تُرد.", Language.ENGLISH: "Fees are not refunded."}
    assert source.clauses["fees.2"].section[Language.ENGLISH] == "Fees"
    assert [clause.number for clause in source.clauses.values()] == [1, 2, 0]


def test_reads_an_entry(tmp_path: Path) -> None:
    """An entry has its citations, flags, titles, answers in paragraphs, and phrasings with their lines."""
    entry = library.load(shelves.folder(tmp_path)).entries["fees.amount"]
    assert (entry.kind, entry.topic, entry.flags) == (Kind.ANSWER, "fees", frozenset({Flag.SENSITIVE}))
    assert entry.cites == (Citation("bylaws", "fees.1"), Citation("bylaws", "goal"))
    assert entry.answer[Language.ARABIC] == "رسوم العضوية {membership_fee} وتُدفع مرة واحدة.\n\nاسأل الموظف عن غيرها."
    assert entry.line == 3
    last = entry.phrasings[-1]
    assert (last.text, last.variety, last.line) == ("bekam el eshterak", Variety.ARABIZI, 30)
    assert (len(entry.phrasings), tuple(entry.phrasings)[-1], Phrasings(())[:]) == (len([*entry.phrasings]), last, ())
    assert entry.phrasings == Phrasings(entry.phrasings) != Phrasings(entry.phrasings[1:])


def test_reads_a_short_answer(tmp_path: Path) -> None:
    """It stands beside the whole one, which may be the only one; its values are proved too."""
    short = shelves.ENTRY.replace("### formal", "### short.ar\nالرسوم {membership_fee}.\n### formal", 1)
    assert library.load(shelves.folder(tmp_path, entry=short)).entries["fees.amount"].short == {
        Language.ARABIC: "الرسوم {membership_fee}."
    }
    (tmp_path / "faulty").mkdir()
    faulty = library.survey(shelves.folder(tmp_path / "faulty", entry=short.replace("الرسوم {membership_fee}", "{fee}"))).faults
    assert [(fault.line, fault.problem) for fault in faulty] == [(17, "there is no value {fee}")]


def test_finds_the_cited_clause(tmp_path: Path) -> None:
    """A citation of an entry leads to its clause."""
    shelf = library.load(shelves.folder(tmp_path))
    assert shelf.clause(shelf.entries["fees.amount"].cites[1]).text[Language.ENGLISH] == "To serve the members."


def test_joins_the_files_of_a_source(tmp_path: Path) -> None:
    """A source may be spread over several files of one language."""
    root = shelves.folder(tmp_path)
    more = "# Bylaws\nsource: bylaws\nversion: 1\neffective: 2026-01-01\nsample: yes\n## Board {board}\n`board.1` It meets.\n"
    (root / "sources" / "bylaws-2.en.md").write_text(more, encoding="utf-8")
    assert "board.1" in library.load(root).sources["bylaws"].clauses


@pytest.mark.parametrize(
    "change", [("\n", "\r\n"), ("\n", "\r"), ("# ", "\ufeff# "), (": ", ":\t"), ("\n", " \t\n"), ("\n", "\u200f\n\u202b")]
)
def test_forgives_what_editors_leave(tmp_path: Path, change: tuple[str, str]) -> None:
    """Line ends of any system, a byte order mark, tabs, spaces and direction marks at the ends of lines change nothing."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    texts = shelves.ARABIC, shelves.ENGLISH, shelves.ENTRY
    first, second, third = (text.replace(*change, -1 if change[0] != "# " else 1) for text in texts)
    if change[0] == "# ":
        third = "\ufeff" + texts[2]
    changed = library.load(shelves.folder(tmp_path / "b", first, second, third))
    plain = library.load(shelves.folder(tmp_path / "a"))
    assert changed.sources == plain.sources
    assert [entry.answer for entry in changed.entries.values()] == [entry.answer for entry in plain.entries.values()]


ENTRY_FAULTS = {
    "id with a space": (("## fees.amount", "## fees amount"), 3, "id of the entry"),
    "id in Arabic": (("## fees.amount", "## الرسوم"), 3, "id of the entry"),
    "hidden mark in an id": (("## fees.amount", "## fees\u200f.amount"), 3, "U+200F"),
    "heading gone": (("## fees.amount", "fees.amount"), 3, "before the first entry"),
    "unknown kind": (("topic: fees", "kind: reply"), 4, "not a kind"),
    "unknown flag": (("flags: sensitive", "flags: sensitiv"), 6, "not a flag"),
    "unknown key": (("topic: fees", "tobic: fees"), 4, "not one of the lines"),
    "key twice": (("topic: fees", "topic: fees\ntopic: fees"), 5, "stands twice"),
    "unknown part": (("### formal", "### formel"), 17, "not a part"),
    "part twice": (("### saudi", "### formal"), 21, "stands twice"),
    "wrong heading": (("### formal", "# formal"), 17, "not a part"),
    "action without its kind": (("topic: fees", "action: menu"), 3, "go together"),
    "unknown action": (("topic: fees", "kind: action\naction: dance"), 5, "not an action"),
    "citation without a source": (("bylaws/goal", "goal"), 5, "source/clause"),
    "citation of nothing": (("bylaws/goal", "bylaws/gaol"), 5, "no clause «bylaws/gaol»"),
    "phrasing without a dash": (("- بكم الاشتراك؟", "بكم الاشتراك؟"), 22, "«- »"),
    "unknown value": (("The fee is {membership_fee}", "The fee is {fee}"), 15, "{fee}"),
    "control character": (("The fee", "The\x00fee"), 16, "U+0000"),
}


@pytest.mark.parametrize(("change", "line", "words"), ENTRY_FAULTS.values(), ids=ENTRY_FAULTS)
def test_names_the_fault_of_an_entry(tmp_path: Path, change: tuple[str, str], line: int, words: str) -> None:
    """Each fault of an entry is told with its file, its line and what is wrong."""
    root = shelves.folder(tmp_path, entry=shelves.ENTRY.replace(*change, 1))
    with pytest.raises(KnowledgeError) as caught:
        library.load(root)
    assert (caught.value.path.name, caught.value.line) == ("fees.md", line)
    assert words in caught.value.problem


SOURCE_FAULTS = {
    "draft": (("sample: yes", "sample: yes\ndraft: yes"), 6, "a draft"),
    "no version": (("version: 1\n", ""), 1, "version"),
    "empty name": (("source: bylaws", "source:"), 2, "source"),
    "no title": (("# Bylaws", "Bylaws"), 1, "no title"),
    "not a date": (("2026-01-01", "1/1/2026"), 4, "not a date"),
    "neither yes nor no": (("sample: yes", "sample: maybe"), 5, "neither yes nor no"),
    "heading without a key": (("## Fees  {fees}", "## Fees"), 7, "heading"),
    "clause under another heading": (("`fees.2`", "`fee.2`"), 9, "fees.1, fees.2"),
    "clause on two lines": (("are not refunded.", "are\nnot refunded."), 10, "one line"),
    "clause twice": (("`fees.2`", "`fees.1`"), 9, "stands already"),
    "another version than the Arabic": (("version: 1", "version: 2"), 1, "differ"),
    "unknown value": (("{membership_fee}", "{entrance_fee}"), 8, "{entrance_fee}"),
}


@pytest.mark.parametrize(("change", "line", "words"), SOURCE_FAULTS.values(), ids=SOURCE_FAULTS)
def test_names_the_fault_of_a_source(tmp_path: Path, change: tuple[str, str], line: int, words: str) -> None:
    """Each fault of a source is told with its file, its line and what is wrong."""
    root = shelves.folder(tmp_path, english=shelves.ENGLISH.replace(*change, 1))
    with pytest.raises(KnowledgeError) as caught:
        library.load(root)
    assert (caught.value.path.name, caught.value.line) == ("bylaws.en.md", line)
    assert words in caught.value.problem


def test_names_the_line_that_is_not_utf8(tmp_path: Path) -> None:
    """A file in a Windows code page is refused at the line of the first such letter."""
    root = shelves.folder(tmp_path, entry=b"// fees\n\n" + "## الرسوم".encode("cp1256"))
    with pytest.raises(KnowledgeError, match=r"fees\.md:3: not UTF-8"):
        library.load(root)


def test_refuses_a_huge_file(tmp_path: Path) -> None:
    """A file of more bytes than all knowledge has is refused and not read to its end."""
    root = shelves.folder(tmp_path, entry=b"x" * (lines.LARGEST + 1))
    with pytest.raises(KnowledgeError, match="bytes"):
        library.load(root)


def test_refuses_an_entry_that_stands_twice(tmp_path: Path) -> None:
    """An id that stands in two files is a fault of the second, which names the first."""
    root = shelves.folder(tmp_path)
    (root / "entries" / "second.md").write_text(shelves.ENTRY, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"second\.md:3: .*fees\.md:3"):
        library.load(root)


def test_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A wrong path is told, not taken for an association that has approved nothing."""
    with pytest.raises(KnowledgeError, match="no such folder"):
        library.load(tmp_path / "nowhere")


def test_refuses_a_source_of_no_language(tmp_path: Path) -> None:
    """A source file says its language in its name."""
    root = shelves.folder(tmp_path)
    (root / "sources" / "policy.md").write_text("# Policy", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"policy\.md:1: .*\.ar\.md"):
        library.load(root)


def test_surveys_past_faults(tmp_path: Path) -> None:
    """All faults are gathered, and what is sound is read."""
    broken = "## one\nkind: x\n\n## two\nflags: y\n\n"
    found = library.survey(shelves.folder(tmp_path, entry=broken + shelves.ENTRY))
    assert [fault.line for fault in found.faults] == [2, 5]
    assert list(found.library.entries) == ["fees.amount"]


def test_packaged_knowledge_is_sound() -> None:
    """At least 150 entries are asked for in ten ways, all four varieties among them; ten correct a wrong belief."""
    entries = KNOWN.entries.values()
    full = [one for one in entries if len(one.phrasings) >= 10 and {each.variety for each in one.phrasings} >= _VARIETIES]
    assert len(full) >= 150
    assert sum(one.kind is Kind.ANSWER for one in full) >= 150
    assert sum(Flag.MISCONCEPTION in one.flags for one in entries) >= 10


def test_reads_a_draft_for_comparing(tmp_path: Path) -> None:
    """A draft, which is never published, can still be compared with what is in force."""
    path = tmp_path / "new.en.md"
    path.write_text(shelves.ENGLISH.replace("sample: yes", "draft: yes"), encoding="utf-8")
    assert list(library.load_source(path).clauses) == ["fees.1", "fees.2", "goal"]


hostile = st.lists(
    st.one_of(
        st.sampled_from([*shelves.ENTRY.split("\n"), *shelves.ENGLISH.split("\n"), "#", "##", "### ", "`", "- ", "{"]),
        st.text(max_size=40),
    ),
    max_size=30,
).map(lambda parts: "\n".join(parts).encode("utf-8", "surrogatepass"))


@given(hostile)
def test_any_file_is_read_or_refused(content: bytes) -> None:
    """Whatever a file holds, it is read or refused with KnowledgeError, and nothing else is raised."""
    with contextlib.suppress(KnowledgeError):
        read = lines.lines_of(Path("any.md"), content)
        assert all(isinstance(one, entry_files.ReadEntry | KnowledgeError) for one in entry_files.read(read))
        assert source_files.read(read).title
