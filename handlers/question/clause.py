"""A clause in its own words, with its document, version and date. Must not explain or shorten it."""

from domain.effects import Step
from domain.states import Clarifying, Describing, Idle, State
from faq.clauses import Citation, Clause
from faq.entries import Entry
from handlers import memory, speech
from handlers.context import Context
from handlers.hearing import clauses_named
from handlers.question import citations


def show(state: State, named: str, ctx: Context) -> Step:
    """Show the clause named as `source/clause`; the state stays what it is."""
    source, _, clause_id = named.partition("/")
    clause = citations.find(ctx, Citation(source, clause_id))
    if clause is None:
        return Step(state, (speech.say(ctx, speech.line(ctx, "clause.gone"), "act:menu", "act:officer"),))
    return Step(state, (speech.say(ctx, words(ctx, clause), "act:officer", "act:menu"),))


def asked(state: State, text: str, ctx: Context) -> Step | None:
    """Show the clause that a message asks for, by number and section or as that of the answer before; None for no such one."""
    if not clauses_named.names_any(text):
        return None
    if named := clauses_named.wanted(text, _sections(ctx)):
        (source, section), number = named
        clauses = ctx.house.library.sources[source].clauses
        found = clauses.get(f"{section}.{number}")
        return show(state, str(found.citation), ctx) if found else None
    pressed = isinstance(state, Clarifying) and clauses_named.is_button(text)  # of what is offered no more
    spoken_of = isinstance(state, Idle | Clarifying | Describing) and not pressed and clauses_named.wants_it(text)
    entry = ctx.entries.get(memory.thread(state).entry) if spoken_of else None
    return show(state, str(entry.cites[0]), ctx) if entry and entry.cites else None


def _sections(ctx: Context) -> dict[tuple[str, str], set[str]]:
    """Give what each section of each document is called."""
    found: dict[tuple[str, str], set[str]] = {}
    for source in ctx.house.library.sources.values():
        for clause in source.clauses.values():
            key = (source.name, clause.citation.clause.partition(".")[0])
            if key not in found:
                found[key] = {citations.section_name(ctx, clause), *clause.section.values()}
    return found


def behind(state: State, entry: Entry, ctx: Context) -> Step | None:
    """Show the clause that an answer rests on to a member who doubts it, or asks why; None where it rests on none."""
    if not entry.cites:
        return None
    return speech.prefixed(show(state, str(entry.cites[0]), ctx), speech.line(ctx, "answer.rests"), "\n\n")


def words(ctx: Context, clause: Clause) -> str:
    """Give the clause's text with what is known of its document."""
    source = ctx.house.library.sources[clause.citation.source]
    text = ctx.house.facts.fill(speech.in_language(clause.text, ctx), ctx.language)
    title = speech.in_language(source.title, ctx)
    return speech.paragraphs(
        speech.line(ctx, "clause.text", text=text),
        speech.line(ctx, "clause.source", title=title, place=_place(ctx, clause)),
        speech.line(ctx, "clause.version", version=source.version, date=source.effective or speech.line(ctx, "clause.no_date")),
        speech.line(ctx, "clause.sample") if source.sample else "",
    )


def _place(ctx: Context, clause: Clause) -> str:
    section = citations.section_name(ctx, clause)
    if not clause.number:
        return speech.line(ctx, "clause.section", section=section)
    return speech.line(ctx, "clause.number", number=str(clause.number), section=section)
