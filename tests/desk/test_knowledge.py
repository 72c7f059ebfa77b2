"""The knowledge at the desk: looked up on its page, and beside a conversation, where it goes into the reply."""

from domain.model import ConversationId, Language
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case
from tests.handlers.house import LIBRARY

SOURCE = next(iter(LIBRARY.sources.values()))
CLAUSE = next(iter(SOURCE.clauses.values()))
ENTRY = next(entry for entry in LIBRARY.entries.values() if entry.answer and entry.cites)


def test_the_page_lists_entries_and_documents(salim: Seat) -> None:
    """Each document with its version, whether it is a sample, and its clauses in their own words."""
    page = salim.see("/desk/knowledge").text
    assert page.count("#entry") == len(LIBRARY.entries)
    for source in LIBRARY.sources.values():
        assert f"الإصدار {source.version}" in page
        for clause in source.clauses.values():
            assert f'<code dir="ltr">{clause.citation}</code>' in page
    assert page.count("نموذج من إعداد مجيب") == sum(source.sample for source in LIBRARY.sources.values())
    assert "/desk/knowledge/learnt" not in page


def test_an_entry_has_a_page_with_its_phrasings(salim: Seat) -> None:
    """Answer in each language, the clauses it rests on, and every written phrasing."""
    page = salim.see(f"/desk/knowledge?entry={ENTRY.id}").text
    for phrasing in ENTRY.phrasings:
        assert f'<li dir="auto">{phrasing.text}</li>' in page
    assert all(f"/desk/knowledge?q={str(cited).replace('/', '%2F')}" in page for cited in ENTRY.cites) or "?q=" in page
    assert "عبارات متعلَّمة" in page


def test_what_is_offered_to_nobody_is_called_by_its_id(salim: Seat) -> None:
    """It has no title, and its link has a name all the same."""
    page = salim.see("/desk/knowledge").text
    assert '<bdi dir="auto">weather</bdi>' in page
    assert '<bdi dir="auto"></bdi>' not in page


def test_what_is_looked_for_is_found(salim: Seat) -> None:
    """By a clause's id, by folded words of its text, and nothing for nonsense; unknown entries are no fault."""
    page = salim.see(f"/desk/knowledge?q={CLAUSE.citation}").text
    assert f'<code dir="ltr">{CLAUSE.citation}</code>' in page
    assert page.count("#entry") < len(LIBRARY.entries)
    assert salim.see("/desk/knowledge?q=%3Cscript%3E&entry=nothing").status_code == 200
    assert "<script>" not in salim.page.text.replace('<script type="module"', "")


def test_a_clause_goes_into_the_reply_with_its_number(opened: Opened, salim: Seat) -> None:
    """Without scripts: searched for in a form, chosen by a link, and the box holds its words and where they stand."""
    ref = opened.ask()
    page = salim.see(f"{case(ref)}?find={CLAUSE.citation}").text
    assert f"use={CLAUSE.citation.source}%2F{CLAUSE.citation.clause}" in page
    box = salim.see(f"{case(ref)}?use={CLAUSE.citation}").text.partition('id="reply"')[2].partition("</textarea>")[0]
    assert SOURCE.version in box
    assert len(box) > 60
    fragment = salim.see(f"{case(ref, 'clauses')}?find={CLAUSE.citation}").text
    assert fragment.count("<li>") == 1
    assert "<html" not in fragment


def test_an_answer_goes_into_the_reply_with_its_reference(opened: Opened, salim: Seat) -> None:
    """Also one that was no candidate for the member's question."""
    ref = opened.ask("سؤال", ConversationId("web:main:2"))
    box = salim.see(f"{case(ref)}?use={ENTRY.id}").text.partition('id="reply"')[2].partition("</textarea>")[0]
    assert "المرجع" in box
    assert salim.see(f"{case(ref)}?use=nothing").status_code == 200
    assert salim.see(case("T99999", "clauses")).status_code == 404  # type: ignore[arg-type]


def test_clauses_are_found_as_they_are_called(opened: Opened) -> None:
    """By their number with the word for it, and by words of their heading."""
    numbered = next(clause for source in LIBRARY.sources.values() for clause in source.clauses.values() if clause.number)
    section = numbered.section[Language.ARABIC]
    assert str(numbered.citation) in opened.desk.catalogue.search(f"بند {numbered.number} {section}")
    assert opened.desk.catalogue.search("؟!") == ()


def test_who_may_not_teach_is_told_who_may(salim: Seat) -> None:
    """Also the administrator of a new installation, whose post lets him answer and not teach: he can give the post himself."""
    page = salim.see("/desk/knowledge/learnt")
    assert page.status_code == 403
    assert "اعتماد المعرفة" in page.text
