"""What unsure words likely tell or wish: a complaint, a need, an answer to what was offered. Asks nothing back of several."""

from collections.abc import Iterator
from typing import Final

from domain.effects import Step
from domain.model import Candidate, HandoverReason, Option
from domain.states import Clarifying, State
from faq import restating
from faq.entries import Kind
from handlers import actions, escalation, menu
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import needs, prospects, tellings, waiting, wordbook, words
from handlers.question import answers, knowledge, telling
from handlers.ticket import complaint, tickets

LIKELY: Final = 0.5
"""Probability from which something is likely meant."""
_SURELY: Final = 0.6
"""Probability of an answer from which a member who tells something may read it instead of having his words passed on."""
_FAINTLY: Final = 0.3
"""Chance of trouble below which who tells something is asked whether an officer shall have it."""
_TELLING: Final = 3
"""Words from which a message that asks nothing tells something."""
_FEW: Final = 2
"""Words of a question that is about an offer just made, whatever they are."""
_TROUBLE: Final = ("action.complaint", "action.unsolved")
"""How the entries begin for complaining, and for saying that something is not solved."""
_HARDLY: Final = 0.35
"""Chance of the likeliest below which a sentence that asks nothing is passed on rather than asked back."""
_PERHAPS: Final = 0.25
"""Chance of an answer from which it is offered beside passing on what is told."""
_STANDING: Final = actions.STANDING | {"action.hurry"}
"""The entries for a member who asks in some way where his matter stands."""
_LEAVE: Final = wordbook.tokens("اقدر أقدر نقدر يمديني ينفع ممكن يصير يحق can may allowed agdar aqdar")
"""What asks leave, also behind what is told."""
_HOW, _MEANS = wordbook.tokens("كيف شلون ازاي how kef kaif"), wordbook.tokens("يعني كذا so come")
_OFFICER: Final = "action.officer"
"""The entry for a member who would talk to a person."""


def heard(state: State, question: str, offered: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Do what unsure words likely tell or wish; None where they ask."""
    best, asks = offered[0], words.asks(question)
    if asks and (step := _of_own(state, question, offered, ctx)):
        return step
    if tellings.was_let_down(question) and not (ctx.open_tickets or telling.is_offered(state)):
        return telling.wronged("", question, "", ctx)
    nothing_yet = best.entry.startswith(_TROUBLE) and not complaint.tells(question, 1) and not asks
    if nothing_yet or _complains(question, offered):
        hurt = nothing_yet or _trouble(offered) >= _FAINTLY or words.complains(question)
        return (
            complaint.complaint(question, ctx, named=True, candidates=offered) if hurt else telling.told(state, question, ctx)
        )
    if best.entry == _OFFICER and complaint.tells(question, _TELLING) and not asks:
        return escalation.asked(state, question, ctx)
    if best.entry in telling.FORMS and words.asks_of_a_right(question):
        return actions.run(ctx.entries[best.entry].action, best.entry, state, question, ctx)
    hard = best.confidence < LIKELY and needs.tells_hardship(question) and tellings.tells(question)
    needs_it = (hard or best.entry == telling.NEEDING) and not telling.is_offered(state)
    if needs_it and (step := telling.needing(state, question, ctx)):
        return step
    if best.entry == telling.TELLING and (step := _answered(state, question, offered[1:], ctx)):
        return step
    filed = best.confidence < LIKELY and needs.is_filed(question) and not asks
    if filed or best.entry == telling.TELLING or telling.goes_on(state, question):
        return telling.told(state, question, ctx, _resembled(offered, ctx))
    if _hardly(state, question, best):
        return telling.told(state, question, ctx, next(iter(answers.entry_options(_perhaps(offered, ctx), ctx)), None))
    return _beside_offer(state, question, offered, ctx) if isinstance(state, Clarifying) and telling.is_offered(state) else None


def _of_own(state: State, question: str, offered: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Show where it stands what he likely asks of in some way; offer an officer where nothing is here: «طيب وش الحل»."""
    if sum(one.confidence for one in offered if one.entry in _STANDING) >= _SURELY:
        return tickets.status(state, question, ctx)
    unsolved = offered[0].entry == actions.UNSOLVED and not ctx.all_tickets
    return telling.told(state, question, ctx) if unsolved else None


def _answered(state: State, question: str, others: tuple[Candidate, ...], ctx: Context) -> Step | None:
    return _asks_leave(state, question, others, ctx) or _neglected(state, question, others, ctx)


def _hardly(state: State, question: str, best: Candidate) -> bool:
    """Recognise what is told or wished for in a sentence that resembles hardly anything: «اشتريت وحدة وما نقلوا الملكية»."""
    says = tellings.tells(question) or words.wants(question)
    sentence = says and len(words.told(question)) > _TELLING and not (words.asks(question) or restating.restated(question))
    return sentence and best.confidence < _HARDLY and not telling.is_offered(state)


def _perhaps(offered: tuple[Candidate, ...], ctx: Context) -> Iterator[Candidate]:
    return (one for one in offered if one.confidence >= _PERHAPS and ctx.entries[one.entry].kind is Kind.ANSWER)


def _asks_leave(state: State, question: str, others: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Answer who tells of himself and asks in the same breath if he may: «انا من جدة اقدر اسجل»."""
    likely = next((one.entry for one in others if one.confidence >= LIKELY), "")
    answered = likely and ctx.entries[likely].kind is Kind.ANSWER and not _LEAVE.isdisjoint(words.told(question))
    return knowledge.follow(state, likely, question, ctx, others) if answered else None


def _resembled(offered: tuple[Candidate, ...], ctx: Context) -> Option | None:
    """Give the answer that words surely resemble, though they ask nothing: «انا عندي مكتب عقار خاص فيني»."""
    entries = ctx.entries
    surely = (one for one in offered if one.confidence >= _SURELY and entries[one.entry].kind is Kind.ANSWER)
    return next(iter(answers.entry_options(surely, ctx)), None)


def _neglected(state: State, question: str, others: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Tell a member for whom nobody did what was to be done what he was owed, where that is likely meant."""
    likely = next((one.entry for one in others if one.confidence >= LIKELY), "")
    is_owed = likely and ctx.entries[likely].kind is Kind.ANSWER and tellings.complains_of_neglect(question)
    return knowledge.follow(state, likely, question, ctx, others) if is_owed and not ctx.open_tickets else None


def _beside_offer(state: Clarifying, question: str, offered: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Take unsure words for a yes or a no to what was offered to a member who told something, or offer it once more."""
    best, asks = offered[0], words.asks(question)
    if best.entry in telling.FORMS and not asks:
        return telling.taken_up(state, ctx)
    if best.confidence >= (_FAINTLY if asks else LIKELY):
        return None
    if tellings.declines(question) and not asks:
        return menu.let_be(state, ctx)
    if not asks:
        return telling.again(state, ctx)
    faint = sum(one.confidence for one in offered) < _FAINTLY
    if not (state.entry or faint or (_is_of_offer(question) and not _asks_how(question))):
        return None
    if _asks_more(state, question):
        both = telling.with_told(state, question)
        return escalation.hand_over(state, Matter(HandoverReason.UNCLEAR, both, state.topic, offered), ctx)
    return telling.explained(state, ctx, question)


def _asks_more(state: Clarifying, question: str) -> bool:
    """Recognise a second question behind one for which an officer was offered, and not one about the offer: he gets both."""
    return bool(state.entry) and words.asks(state.question) and not _is_of_offer(question)


def _is_of_offer(question: str) -> bool:
    """Recognise what may be asked of the offer itself: what comes of it, who has it, or no more than a word or two."""
    few = len(words.told(question)) <= _FEW
    return few or prospects.asks_what_comes(question) or waiting.asks_of_contact(question)


def _asks_how(question: str) -> bool:
    """Recognise a question how something is done, of two words or more: «كيف اعترض», not «كيف يعني»."""
    first, *then = words.told(question) or ("",)
    return first in _HOW and bool(then) and _MEANS.isdisjoint(then)


def _complains(question: str, offered: tuple[Candidate, ...]) -> bool:
    """Tell whether he asks nothing and may well complain, also of what was not solved: the likeliest is that, or most of it."""
    complaints = [one.entry.startswith(_TROUBLE) for one in offered]
    likely = complaints[0] or sum(complaints) * 2 > len(complaints)
    return likely and complaint.tells(question, _TELLING) and not words.asks(question)


def _trouble(offered: tuple[Candidate, ...]) -> float:
    return sum(one.confidence for one in offered if one.entry.startswith(_TROUBLE))
