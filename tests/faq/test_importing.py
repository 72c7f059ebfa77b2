"""Documents become drafts that lose no words, keep their numbers, and are not published unseen."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import KnowledgeError
from faq import library, lines, source_files
from faq.documents import importing, pdf_files, pdf_lines
from faq.documents.pdf_files import doubts

NUMBERED = """<w:abstractNum {ns} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="arabicAbjad"/><w:lvlText w:val="%1-%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""
NUM = '<w:num {ns} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'
AGAIN = """<w:num {ns} w:numId="92"><w:abstractNumId w:val="90"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>"""


def written(document: Document, name: str = "bylaws") -> str:
    """Import a Word document."""
    target = io.BytesIO()
    document.save(target)
    return importing.draft(Path("rules.docx"), target.getvalue(), name)


def with_lists() -> Document:
    """Make a document that has a list of three levels, and a second list that starts at nine."""
    document = docx.Document()
    root = document.part.numbering_part.element
    first = root.find(qn("w:num"))
    first.addprevious(parse_xml(NUMBERED.format(ns=nsdecls("w"))))
    for num in (NUM, AGAIN):
        root.append(parse_xml(num.format(ns=nsdecls("w"))))
    return document


def item(document: Document, text: str, level: int, num: int = 91) -> None:
    """Add a list item."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()  # noqa: SLF001 - python-docx writes no numbering
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'))


def clauses(draft: str) -> list[str]:
    """Give the lines of a draft that hold a clause."""
    return [line for line in draft.split("\n") if line.startswith("`")]


def test_rebuilds_list_numbers() -> None:
    """Numbers that Word only draws are in the draft: by level, in the list's letters, counting on, starting over."""
    document = with_lists()
    document.add_heading("الرسوم", 1)
    for text, level, num in (("a", 0, 91), ("b", 1, 91), ("c", 1, 91), ("d", 2, 91), ("e", 0, 91), ("f", 1, 91), ("g", 0, 92)):
        item(document, text, level, num)
    assert clauses(written(document)) == [
        "`s1.1` 3. a",
        "`s1.2` 3-أ) b",
        "`s1.3` 3-ب) c",
        "`s1.4` iv. d",
        "`s1.5` 4. e",
        "`s1.6` 4-أ) f",
        "`s1.7` 9. g",
    ]


def test_numbers_by_style() -> None:
    """A paragraph whose style numbers it is numbered, and a number that equals the clause's own is not said twice."""
    document = docx.Document()
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Number")
    assert clauses(written(document)) == ["`s1.1` one", "`s1.2` two"]


def test_headings_open_sections() -> None:
    """The title, headings by style and short bold paragraphs become title and sections."""
    document = docx.Document()
    document.add_heading("لائحة الجمعية", 0)
    document.add_heading("العضوية", 2)
    document.add_paragraph("شروط")
    document.add_paragraph().add_run("الرسوم").bold = True
    document.add_paragraph("مقدارها")
    draft = written(document)
    assert draft.startswith("# لائحة الجمعية\nsource: bylaws\n")
    assert "\n## العضوية  {s1}\n`s1.1` شروط\n\n## الرسوم  {s2}\n`s2.1` مقدارها\n" in draft


def test_rows_of_tables_stay_in_their_place() -> None:
    """A table stands where it stood, a row a clause, marked for comparison."""
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "fee", "500"
    document.add_paragraph("after")
    draft = written(document)
    assert clauses(draft) == ["`s1.1` before", "`s1.2` fee | 500", "`s1.3` after"]
    assert "// CHECK: a row of a table\n`s1.2`" in draft


def test_reads_insertions_and_not_deletions() -> None:
    """Of tracked changes the new words are in the draft and the deleted ones are not; nothing in a control is lost."""
    document = docx.Document()
    paragraph = document.add_paragraph("The fee is ")._p  # noqa: SLF001 - python-docx writes no tracked changes
    ns = nsdecls("w")
    paragraph.append(parse_xml(f"<w:del {ns}><w:r><w:delText>400</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {ns}><w:r><w:t>500</w:t></w:r></w:ins>"))
    control = f"<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    assert clauses(written(document)) == ["`s1.1` The fee is 500", "`s1.2` in a control"]


def test_markdown() -> None:
    """Headings, items, tables and wrapped paragraphs of Markdown become sections and clauses; comments are left out."""
    text = "# Rules\n<!-- note -->\n## Fees\n1. Paid once,\n   in full.\n2. Not refunded.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    draft = importing.draft(Path("rules.md"), text.encode(), "bylaws")
    assert draft.startswith("# Rules\n")
    assert clauses(draft) == ["`s1.1` Paid once, in full.", "`s1.2` Not refunded.", "`s1.3` | a | b |", "`s1.4` | 1 | 2 |"]


def test_text() -> None:
    """In plain text a line is a clause; the first short one is the title, those that look like headings are headings."""
    text = "لائحة الجمعية\nتمهيد:\n1- تضع الجمعية سياساتها.\nالمادة الثانية\nأ) رسوم العضوية"
    draft = importing.draft(Path("rules.txt"), text.encode(), "bylaws")
    assert draft.startswith("# لائحة الجمعية\n")
    assert "## تمهيد:  {s1}" in draft
    assert "## المادة الثانية  {s2}" in draft
    assert clauses(draft) == ["`s1.1` تضع الجمعية سياساتها.", "`s2.1` أ) رسوم العضوية"]


def test_a_draft_is_not_published(tmp_path: Path) -> None:
    """A draft in the folder keeps the library from loading until a person has taken the line out."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "entries").mkdir()
    path = tmp_path / "sources" / "bylaws.ar.md"
    draft = importing.draft(Path("rules.txt"), "اللائحة\nالرسوم:\nتُدفع مرة.".encode(), "bylaws")
    path.write_text(draft, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"bylaws\.ar\.md:6: a draft"):
        library.load(tmp_path)
    path.write_text(draft.replace("draft: yes\n", ""), encoding="utf-8")
    assert list(library.load(tmp_path).sources["bylaws"].clauses) == ["s1.1"]


REFUSED = {
    "of another kind": ("rules.odt", b"x", "bylaws", "cannot be imported"),
    "no Word document": ("rules.docx", b"not a zip", "bylaws", "not a Word document"),
    "empty": ("rules.txt", b" \n", "bylaws", "no text"),
    "not UTF-8": ("rules.txt", "لائحة".encode("cp1256"), "bylaws", "not UTF-8"),
    "no name": ("rules.txt", b"Rules", "By laws", "name of the source"),
    "huge": ("rules.txt", b"x" * (importing.LARGEST + 1), "bylaws", "bytes"),
}


@pytest.mark.parametrize(("file", "content", "name", "words"), REFUSED.values(), ids=REFUSED)
def test_refuses(file: str, content: bytes, name: str, words: str) -> None:
    """What cannot be imported is refused with the file and the reason."""
    with pytest.raises(KnowledgeError, match=words) as caught:
        importing.draft(Path(file), content, name)
    assert caught.value.path == Path(file)


def test_refuses_a_package_that_is_no_document() -> None:
    """A zip file of something else, and a Word document with broken parts, are refused as such."""
    for name, part in (("a.txt", "x"), ("[Content_Types].xml", "<Types")):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            package.writestr(name, part)
        with pytest.raises(KnowledgeError, match="not a Word document"):
            importing.draft(Path("rules.docx"), target.getvalue(), "bylaws")


def test_refuses_a_broken_pdf() -> None:
    """What is no PDF is refused in words, also where no reader of PDF is installed."""
    with pytest.raises(KnowledgeError, match="PDF"):
        importing.draft(Path("rules.pdf"), b"%PDF-1.4 nothing", "bylaws")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ﻋﻀﻮ ﺍﻟﺠﻤﻌﻴﺔ", "presentation forms"),
        ("خدمات لإلسكان األطراف", "lam and alef"),
        ("ةيعمجلا عم", "reversed"),
        ("المادة )3( من اللائحة", "brackets"),
        ("خلال 14 يوما", "figures"),
        ("\ufffdلعضو", "font"),
    ],
)
def test_doubts_risky_lines_of_a_pdf(line: str, reason: str) -> None:
    """Each known damage of Arabic in PDF is marked with what to look for."""
    assert any(reason in doubt for doubt in doubts(line, agreed=True))


def test_does_not_doubt_sound_lines() -> None:
    """A line without signs of damage on which both readers agree is not marked, one on which they differ is."""
    line = "استقبال الأعضاء بلباقة (واحترام) والإجابة على جميع الاستفسارات"
    assert doubts(line, agreed=True) == ()
    assert doubts(line, agreed=False) == ("another reader finds other letters",)


def word(text: str, left: float, top: float, size: float = 10.0, width: float = 30.0) -> dict[str, Any]:
    """Give a word as the reader of PDF does."""
    return {"text": text, "x0": left, "x1": left + width, "top": top, "bottom": top + size, "size": size}


def test_joins_words_of_a_page_by_place() -> None:
    """Words become lines from the top, in each line from the side where reading begins."""
    page = pdf_lines.rows([word("الثاني", 100, 30), word("الأعضاء", 40, 11), word("استقبال", 100, 10)])
    assert [pdf_lines.text(row, right_to_left=True) for row in page] == ["استقبال الأعضاء", "الثاني"]


def test_keeps_signs_and_marks_on_their_line() -> None:
    """A colon and a tanween that another font sets higher or lower stay with their word: they are no lines of their own."""
    words = [word("القنوات", 515, 49, 18), word(":", 576, 53, 14, 3), word("أولا", 582, 49, 18, 20), word("ً", 579, 46, 6, 0)]
    assert [pdf_lines.text(row, right_to_left=True) for row in pdf_lines.rows(words)] == ["أولاً: القنوات"]


def test_joins_the_lines_of_a_paragraph() -> None:
    """A line that ended because the page did goes on in the next; one that had room left, or a number after it, does not."""
    wide = [word("طويل", 0, 10, width=200), word("جداً", 0, 21, width=60), word("2. جديد", 140, 32, width=60)]
    found = [block.text for block in pdf_lines.blocks(pdf_lines.rows(wide), right_to_left=True)]
    assert found == ["طويل جداً", "2. جديد"]


def test_tells_headings_by_their_size() -> None:
    """Short lines in larger letters head what follows; a long one in larger letters does not."""
    sizes = [("الرسوم", 14.0), ("لا تسترد الرسوم. " * 20, 10.0), ("م" * 90, 14.0)]
    assert pdf_lines.headings([pdf_lines.Block((text,), size) for text, size in sizes]) == {0}


def test_turns_figures_and_latin_words() -> None:
    """What was read from the wrong side is turned round, together with the spaces inside it."""
    assert pdf_files.turned("المرسوم 41/M في 9241 yteicoS gnisuoH نهاية") == "المرسوم M/14 في Housing Society 1429 نهاية"


paragraph = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.lists(paragraph, max_size=8))
def test_any_text_becomes_a_draft_that_can_be_read(parts: list[str]) -> None:
    """Whatever text is imported, the draft can be read as a source, or the text is refused with KnowledgeError."""
    try:
        draft = importing.draft(Path("rules.txt"), "\n".join(parts).encode(), "bylaws")
    except KnowledgeError:
        return
    assert source_files.read(lines.lines_of(Path("bylaws.ar.md"), draft.encode()), drafts=True).name == "bylaws"


@pytest.mark.parametrize(
    "hostile",
    ["<!--" * 400_000, "# x" + "\t" * 1_800_000 + "y", "## x" + " " * 900_000 + "#" * 900_000, "(" * 1_900_000, "1." * 900_000],
    ids=range(5),
)
def test_a_hostile_document_is_read_to_its_end(hostile: str) -> None:
    """It would take minutes or hours if any stretch were looked at again from each of its places."""
    assert importing.draft(Path("x.md"), hostile.encode(), "abc")


def test_comments_are_left_out_of_markdown() -> None:
    """One that is never ended is words."""
    drafted = importing.draft(Path("x.md"), "# عنوان\nنص <!-- a\nb --> آخر <!-- c --><!-- لم ينته".encode(), "abc")
    assert "نص آخر <!-- لم ينته" in drafted
