"""Entries as officers see them beside a conversation: title, approved answer with its values, clauses. Pure."""

from desk.teaching.candidates import CandidateView, Lookup
from domain.model import Language
from faq.clauses import Citation
from faq.entries import Entry, Kind
from faq.facts import Facts
from faq.library import Library


def lookup(library: Library, facts: Facts) -> Lookup:
    """Give the function that shows an entry by its id."""

    def view(entry: str) -> CandidateView | None:
        known = library.entries.get(entry)
        if known is None:
            return None
        return CandidateView(
            title=known.title,
            answer=_answer(known, facts),
            clauses=tuple(_cited(library, citation) for citation in known.cites),
        )

    return view


def _answer(entry: Entry, facts: Facts) -> dict[Language, str]:
    """Give what an officer may send; that nothing is written is the bot's to say, not his."""
    if entry.kind is Kind.SILENT:
        return {}
    return {language: facts.fill(text, language) for language, text in entry.answer.items()}


def _cited(library: Library, citation: Citation) -> str:
    clause = library.clause(citation)
    number = f" {clause.number}" if clause.number else ""
    return f"{library.sources[citation.source].title[Language.ARABIC]}: {clause.section[Language.ARABIC]}{number}"
