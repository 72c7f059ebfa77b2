"""What becomes of what a member has open: who has it, what comes next, by when, what is wanted of him, who is above.

Must not promise what no clause or clock does, nor tell of refused papers: a form's own answers do.
"""

from typing import Final

from domain.effects import Step
from domain.model import Stage, Ticket, TicketKind
from domain.states import Clarifying, Describing, Idle
from faq.decision import Answer, Asked
from handlers import memory, posts, speech, when
from handlers.context import Context
from handlers.hearing import halves, persons, prospects, turnings, waiting, wordbook, words
from handlers.question import asking
from handlers.ticket import questions, raising, tickets

_ABOVE: Final = {TicketKind.COMPLAINT: "complaints.escalate", TicketKind.INQUIRY: "handling.last_word"}
"""Entries that say who hears a member whom the first answer does not satisfy."""

_BRIEF, _LEAST = 8, 2
"""Words that only ask, and of a telling beside."""
_FIRST: Final = wordbook.tokens("قبل اول أول before first")


def heard(state: Idle | Clarifying | Describing, text: str, ctx: Context) -> Step | None:
    """Tell a member what becomes of his request; None where he does not ask, or has none that he can mean."""
    mine = memory.spoken_of(state, ctx) or next(iter(ctx.open_tickets), None)
    if mine is None:
        return None
    if memory.thread(state).entry in _ABOVE.values() and persons.would_be_put_through(text):
        return raising.wished(state, text, ctx)
    if is_of_another(state, ctx):
        return _contacted(state, text, ctx)
    if (prospects.asks_who_is_above(text) or prospects.asks_what_if_refused(text)) and mine.kind in _ABOVE:
        return _above(state, _ABOVE[mine.kind], text, ctx)
    if prospects.asks_what_is_needed(text) and mine.kind not in memory.OF_FORMS:
        return _told(state, mine, _needed(mine, ctx), ctx)
    if prospects.asks_what_we_do(text) and turnings.begins_when(text):
        return _told(state, mine, tickets.stands(mine, ctx), ctx)
    if prospects.asks_what_comes(text) or prospects.asks_what_we_do(text):
        return _told(state, mine, speech.paragraphs(tickets.stands(mine, ctx), speech.line(ctx, "foretold.next")), ctx)
    return _contacted(state, text, ctx)


def is_of_another(state: Idle | Clarifying | Describing, ctx: Context) -> bool:
    """Tell whether what was answered last is another matter than how requests are dealt with."""
    return memory.was_answered(state, ctx) and memory.thread(state).entry not in {*tickets.OF_TIME, *_ABOVE.values()}


def before(matter: TicketKind, text: str, ctx: Context) -> str:
    """Tell a member who was asked for his complaint, or suggestion, what is done with one; empty where he does not ask."""
    asks = prospects.asks_what_comes(text) or waiting.asks_of_contact(text)
    return told_of(matter, ctx) if asks and not _tells_first(text) else ""


def told_of(matter: TicketKind, ctx: Context) -> str:
    """Tell what is done with a complaint, or suggestion, and ask for it."""
    told = speech.line(ctx, f"foretold.{matter}", post=posts.title(ctx, posts.answering(ctx, "", matter)))
    within = when.answered_within(ctx, matter) if matter is TicketKind.COMPLAINT else ""
    write = "foretold.write" if matter is TicketKind.COMPLAINT else "suggestion.ask"
    return speech.paragraphs(" ".join(filter(None, (told, within))), speech.line(ctx, write))


def asks_of_one(matter: TicketKind, text: str) -> bool:
    """Recognise a few words that ask something of complaints, or suggestions: «قبل ما اكتبه، مين يشوف الاقتراح؟»."""
    asks = words.asks(text) and not words.asks_why(text)
    return asks and len(words.told(text)) <= _BRIEF and matter in turnings.kinds(text) and not _tells_first(text)


def _tells_first(text: str) -> bool:
    """Tell whether something is told in front of a question, and not only that it comes first."""
    told = (words.told(before) for before, _ in halves.told_and_asked(text))
    return any(len(said) >= _LEAST and said[0] not in _FIRST for said in told)


def _contacted(state: Idle | Clarifying | Describing, text: str, ctx: Context) -> Step | None:
    step = tickets.contact(text, ctx) if waiting.asks_of_contact(text) else None
    return Step(state, step.effects) if step and isinstance(state, Describing) else step


def _above(state: Idle | Clarifying | Describing, entry: str, text: str, ctx: Context) -> Step:
    asked = (Asked(text, Answer(entry, 1.0, ())),)
    return questions.answered(state, text, ctx, asked) if isinstance(state, Describing) else asking.ask(state, text, ctx, asked)


def _needed(mine: Ticket, ctx: Context) -> str:
    """Tell what is awaited of him, where anything is; else that nothing is, and that a picture may help."""
    if mine.stage is Stage.WAITING_FOR_MEMBER:
        return tickets.stands(mine, ctx)
    return speech.line(ctx, "foretold.needed", ref=speech.written(mine.ref))


def _told(state: Idle | Clarifying | Describing, mine: Ticket, text: str, ctx: Context) -> Step:
    said = speech.say(ctx, text, "act:ticket_status", "act:officer", "act:menu")
    return Step(state if isinstance(state, Describing) else Idle(added=mine.ref, added_at=ctx.now), (said,))
