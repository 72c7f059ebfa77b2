"""Actions that words resemble and do not mean: «الموقع» alone complains of nothing, "it was yesterday at 8" does not thank.

Must not do what is meant instead: that is for the step that is named here.
"""

from itertools import pairwise
from typing import Final

from domain.effects import Step
from domain.model import Candidate
from domain.states import Clarifying, State
from faq.decision import Act
from handlers import actions, memory, menu
from handlers.context import Context
from handlers.hearing import particles, progress, scores, service, troubles, turnings, wordbook, words
from handlers.question import knowledge, other_matters, telling, unclear
from handlers.ticket import additions, chasing, complaint, open_requests, tickets

SURELY: Final = 0.9
"""Confidence from which words suggest something though they are not put so."""
LATE: Final = 0.6
"""Confidence from which words complain, and are no part of what is open or was offered to be passed on."""
_HARDLY: Final = 0.5
"""Confidence below which words that complain of a delay are asked about before a complaint is opened, and thanks may tell."""
_SHORT: Final = 6
_WHAT_LAST: Final = wordbook.tokens("ايه إيه كم وين فين شنو وش ايش")
"""What a short question may end with."""
_MENDING: Final = wordbook.tokens(
    "فيه فيها به متى امتى تصلحون تصلحونه بتصلحون يتصلح تتصلح when fix fixed مشكلة مشكله عطل عطلان بطيء problem slow"
)
"""What is asked of a thing that does not work."""
_LACKS: Final = frozenset((first, then) for first in wordbook.tokens("ما مو no") for then in wordbook.tokens("عندي لي معي لدي"))
"""What says that one has nothing or nobody."""
_NEXT: Final = 3
"""Behind the likeliest meaning, those that are offered in its place."""


def instead(state: State, decision: Act, question: str, ctx: Context) -> Step | None:
    """Do what is meant instead of the action that was decided on; None where that is meant."""
    match decision.action:
        case "menu" if decision.entry != actions.WHO and isinstance(state, Clarifying):
            # «تقدرون تساعدوني؟» is about what was offered
            return telling.again(state, ctx) if telling.is_offered(state) else unclear.again(state, ctx)
        case "language" if service.names_both_languages(question) or service.tells_of_car(question):
            return telling.told(state, question, ctx)
        case "complaint" | "suggestion" if ctx.all_tickets and turnings.asks_of_own_words(question):
            return tickets.listed(ctx)
        case "complaint":
            return _of_complaint(state, decision, question, ctx)
        case "suggestion" if decision.confidence < SURELY and (near := _goes_on(state, decision, question, ctx)):
            return unclear.ask(state, question, near, ctx)
        case "thanks":
            return _of_thanks(state, decision, question, ctx)
        case action if action in actions.FORMS and turnings.leans(question):
            return additions.going_on(question, ctx)
        case _:
            return None


def _of_thanks(state: State, decision: Act, question: str, ctx: Context) -> Step | None:
    """Do what is meant by words that resemble thanks, and go on to ask, lack something, tell of trouble, or hardly thank."""
    if other_matters.has_more_to_ask(question):
        return menu.show(state, ctx)
    if _LACKS & set(pairwise(words.told(question))):
        return telling.told(state, question, ctx)  # «ما عندي احد»
    if ctx.open_tickets and (troubles.is_broken(question) or words.asks_amid(question)):
        return open_requests.add(state, question, ctx)  # «والله ريحته طالعه», «لا مشكور بس متى اعرف»
    return additions.going_on(question, ctx) if decision.confidence < _sure_of_thanks(question) else None


def _of_complaint(state: State, decision: Act, question: str, ctx: Context) -> Step | None:
    """Do what is meant by words that resemble a complaint, and praise, only name or ask for something, or hardly complain."""
    if scores.judges_well(question) and not (troubles.is_broken(question) or words.complains(question)):
        return telling.told(state, question, ctx)  # «شفت المبنى الجديد حلو مره» resembles a complaint of the building
    named = decision.entry not in {actions.ANGER, actions.DELAY, actions.COMPLAINT}
    if named and (_only_names(question) or _only_asks(question)):
        return unclear.ask(state, question, decision.candidates[1:_NEXT], ctx)
    if decision.entry == actions.DELAY and not progress.waits_in_vain(question):
        return _of_delay(state, decision, question, ctx)
    wants_to_know = decision.entry == actions.COMPLAINT and words.wants_to_know(question)
    return knowledge.follow(state, complaint.HOW, question, ctx, decision.candidates) if wants_to_know else None


def _of_delay(state: State, decision: Act, question: str, ctx: Context) -> Step | None:
    """Add unsure words on a delay to what is open; with nothing open, take still less sure ones for something told."""
    if ctx.open_tickets and decision.confidence < LATE:
        long = chasing.waited(state, question, ctx)
        return (chasing.chased(state, question, ctx) if long else None) or open_requests.add(state, question, ctx)
    return telling.told(state, question, ctx) if decision.confidence < _HARDLY else None


def _sure_of_thanks(question: str) -> float:
    """Give the confidence from which words thank: "it was yesterday at 8" holds an hour, and tells when."""
    return SURELY if any(map(str.isdecimal, question)) else _HARDLY


def _only_names(question: str) -> bool:
    """Recognise a single word that names a thing, and no trouble with it: «الموقع»."""
    one = len(words.told(question)) == 1
    return one and not (words.complains(question) or troubles.is_broken(question) or words.is_hurt(question))


def _only_asks(question: str) -> bool:
    """Recognise a few words that ask for something, with nothing wrong: «هو الموقع بتاعكو ايه», «وش رابط الموقع»."""
    said = words.told(question)
    asks = bool(said) and (words.asks_openly(question) or said[-1] in _WHAT_LAST)
    wrong = troubles.WRONG | particles.NOT | particles.WITHOUT
    return asks and len(said) <= _SHORT and wrong.isdisjoint(said) and not words.asks_why(question) and not _became(question)


def _became(question: str) -> bool:
    return progress.asks_progress(question) or not _MENDING.isdisjoint(words.told(question))


def _goes_on(state: State, decision: Act, question: str, ctx: Context) -> tuple[Candidate, ...]:
    """Give what is likeliest of what was answered, where words behind it are put as no suggestion: «لو بزيد على اللي عندي».

    Where nothing of it is, what else is likely counts, if the suggestion hardly is.
    """
    if not memory.was_answered(state, ctx) or words.suggests(question):
        return ()
    entries, topic = ctx.entries, memory.thread(state).topic
    near = tuple(one for one in decision.candidates if one.entry in entries and entries[one.entry].topic == topic)[:1]
    return near or (decision.candidates[1:3] if decision.confidence < LATE else ())
