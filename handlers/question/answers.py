"""Answers in words: an entry's approved text with its reference, what may be pressed next, and the record of a decision.

Must not decide which entry answers.
"""

import re
from collections.abc import Iterable
from typing import Final, assert_never

from domain.effects import RecordDecision
from domain.model import Candidate, Option, TicketKind
from faq.clauses import Citation
from faq.decision import Act, Answer, Asked, Clarify, Handover
from faq.entries import Entry, Flag
from handlers import speech
from handlers.context import Context
from handlers.hearing import waiting, words
from handlers.question import citations

_NEXT: Final = {
    "support": "act:support_request",
    "registration": "act:register",
    "admission": "act:register",
    "membership": "act:register",
    "handling": "act:ticket_status",
    "complaints": "act:complaint",
    "privacy": "act:privacy",
}
"""The step that fits a topic's answers."""
CONDUCT: Final = Citation("policy", "handling.1")
"""The clause on how a member is to be received: whoever asks of it may have been treated otherwise."""
_FORMS: Final = frozenset({"act:register", "act:support_request"})
_RAISE: Final = "act:raise"
_INVITED: Final = (_RAISE, "act:complaint")
"""What an answer invites to, and a plain yes behind it means."""
_OF_HIGHER: Final = frozenset({"complaints.escalate", "handling.last_word"})
"""Entries of a member who asks for somebody higher: with something open that is the step that fits."""
WHOLE: Final = "whole"
"""What stands before the colon of the option that gives the whole of a short answer."""
OF_MEMBERS: Final = frozenset({"membership.7", "membership.8", "membership.9"})
"""Clauses on what a member owes and how his membership ends: asking about them is no step towards registering."""
_YES_OR_NO: Final = re.compile(r"(?:نعم|لا|Yes|No)[،,.]\s*(?=\S)")
_OF_TIME: Final = re.compile(
    r"\d|يوم|أيام|أسبوع|أسابيع|شهر|أشهر|سن[ةو]|ساع|موعد|تاريخ|وقت|مدة|مهلة|مرة|دورة|day|week|month|year|hour|date|time|period|deadline|term"
    r"|once",
    re.IGNORECASE,
)
"""What an answer that tells of time holds."""
_BEGUN: Final = {
    "act:complaint": TicketKind.COMPLAINT,
    "act:support_request": TicketKind.SUPPORT,
    "act:register": TicketKind.REGISTRATION,
}
"""What a member has done whose ticket of this kind is open."""
_ROOM: Final = 3
"""Options that every channel with buttons shows as buttons."""


def text(entry_id: str, ctx: Context) -> str:
    """Give an entry's approved answer with its reference; nothing for an entry that is not known."""
    entry = ctx.entries.get(entry_id)
    if entry is None or not entry.answer:
        return ""
    cites = entry.cites[:1] if is_shortened(entry, ctx) else entry.cites
    return speech.paragraphs(speech.approved(entry, ctx), citations.reference(ctx, cites))


def is_shortened(entry: Entry, ctx: Context) -> bool:
    """Tell whether the member reads the short form of an answer, and may want to read on."""
    return ctx.brief and ctx.language in entry.short


def fitting(answer: str, question: str) -> str:
    """Leave out the yes or no with which an answer begins where a question asks for neither: «كيف أزيد أسهمي؟»."""
    found = _YES_OR_NO.match(answer)
    if found is None or not words.asks_openly(question):
        return answer
    return answer[found.end()].upper() + answer[found.end() + 1 :]


def lacks_period(entry: Entry, question: str, ctx: Context) -> bool:
    """Tell whether a question asks within what time something is to be done, and the answer holds no time at all."""
    return waiting.asks_for_period(question) and not _OF_TIME.search(speech.approved(entry, ctx))


def worded(entry: Entry, ctx: Context) -> tuple[str, tuple[Option, ...]]:
    """Give an entry's answer with its options; put into words once, for the same answers are given again and again."""
    key = (entry.id, ctx.language, ctx.brief)
    if (known := ctx.house.worded.get(key)) is None:
        known = ctx.house.worded[key] = (text(entry.id, ctx), options(entry, ctx))
    return (known[0], tuple(_still(one, entry, ctx) for one in known[1])) if ctx.open_tickets else known


def _still(offered: Option, entry: Entry, ctx: Context) -> Option:
    """Give, in place of what the member has done already, the way to see where it stands, or to take it higher."""
    if entry.id in _OF_HIGHER and offered.id == _NEXT.get(entry.topic):
        return speech.option(ctx, _RAISE)
    kind = _BEGUN.get(offered.id)
    begun = any(ticket.kind is kind for ticket in ctx.open_tickets)
    return speech.option(ctx, "act:ticket_status") if begun else offered


def options(entry: Entry, ctx: Context, *, whole: bool = False) -> tuple[Option, ...]:
    """Offer the clause's words, the step that fits and an officer; where there is room, "this did not help" too.

    Below a short answer the whole of it comes first, and what members know how to ask for is left out; `whole`: below that.
    """
    is_member = any(cited.clause in OF_MEMBERS for cited in entry.cites)
    fitting = "act:complaint" if rests_on_conduct(entry) else None if is_member else _NEXT.get(entry.topic)
    next_step = (speech.option(ctx, fitting),) if fitting else ()
    if is_shortened(entry, ctx) and not whole:
        return (*further(entry, ctx), *next_step, *_officer_briefly(entry, ctx, has_step=bool(next_step)))
    useful = (*citations.button(ctx, entry.cites), *next_step, speech.option(ctx, "act:officer"))
    unhelped = Option(f"unhelped:{entry.id}", speech.line(ctx, "option.unhelped"))
    return (*useful, unhelped) if len(useful) < _ROOM and not ctx.brief else useful


def further(entry: Entry, ctx: Context, number: int = 0) -> tuple[Option, ...]:
    """Offer the whole answer behind a short one, else the main clause's own words; `number`: of the answer with this number."""
    if not is_shortened(entry, ctx):
        return citations.button(ctx, entry.cites[:1] if number else entry.cites, number)
    label = speech.line(ctx, "option.whole_of", number=str(number)) if number else speech.line(ctx, "option.whole")
    return (Option(f"{WHOLE}:{entry.id}", label),)


def _officer_briefly(entry: Entry, ctx: Context, *, has_step: bool) -> tuple[Option, ...]:
    """Offer an officer below a short answer where nothing else fits, or it is sensitive, and nobody was called anyway."""
    offered = Flag.SENSITIVE in entry.flags or not has_step
    return (speech.option(ctx, "act:officer"),) if offered and Flag.OFFICER not in entry.flags else ()


def rests_on_conduct(entry: Entry) -> bool:
    """Tell whether an answer is above all on how a member is to be received: one on visits only names that too."""
    return entry.cites[:1] == (CONDUCT,)


def offered_wish(ctx: Context) -> str:
    """Give the wish that the last answer invites, and a plain yes means: to begin a form, to complain; else nothing."""
    ids = [option.id for option in ctx.offered]
    if [one for one in ids if one in _FORMS] == ids[:1]:
        return "".join(ids[:1])
    below_answer = any(one.startswith(("clause:", f"{WHOLE}:")) for one in ids)
    return next((wish for wish in _INVITED if wish in ids), "") if below_answer else ""


def entry_options(candidates: Iterable[Candidate], ctx: Context) -> tuple[Option, ...]:
    """Offer the candidates that are known, by their titles."""
    entries = ctx.entries
    known = (entries[candidate.entry] for candidate in candidates if candidate.entry in entries)
    return tuple(Option(f"entry:{entry.id}", speech.in_language(entry.title, ctx)) for entry in known if entry.title)


def recorded(asked: Asked) -> RecordDecision:
    """Record what was made of a question, and whether the member's habit settled it."""
    question, settled = asked.question, asked.by_habit
    match asked.decision:
        case Answer(entry, _, candidates):
            return RecordDecision(question, "answer", entry, candidates, settled)
        case Clarify(candidates):
            return RecordDecision(question, "clarify", "", candidates)
        case Act(_, entry, _, candidates):
            return RecordDecision(question, "action", entry, candidates, settled)
        case Handover(_, entry, candidates):
            return RecordDecision(question, "handover", entry, candidates, settled)
        case never:
            assert_never(never)
