"""What a member means who is not understood for sure: offered, asked once more, or passed on. Must not answer it."""

from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.model import Candidate, HandoverReason, Option, TicketKind
from domain.states import Clarifying, Idle, State
from faq import following, gist
from faq.decision import Asked
from faq.entries import Kind
from handlers import actions, escalation, memory, menu, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import manners, needs, prospects, remarks, sayings, service, tellings, waiting, words
from handlers.question import answers, citations, clause, knowledge, telling, whole
from handlers.ticket import complaint, open_requests, tickets

_ONLY_WHY: Final = 2
"""Words of a member who only asks why."""
_MENU: Final = "action.menu"
"""The entry for a member who wants something, and does not say what."""
_CHAT: Final = frozenset({"greeting", "thanks", "comfort"})
"""Actions that are said, and picked from no list."""
_OFFICER: Final = "action.officer"
"""The entry for a member who would talk to a person."""
_TELLING: Final = 3
"""Words from which a message that asks nothing tells something."""
_TROUBLE: Final = ("action.complaint", "action.unsolved")
"""How the entries begin for complaining, and for saying that something is not solved."""
_FAINTLY: Final = 0.3
"""Chance of trouble below which who tells something is asked whether an officer shall have it."""
_OFFERED_LEAST: Final = 0.15
"""Chance of all that would be offered behind an answer from which it is."""
_SURELY: Final = 0.6
"""Probability of an answer from which a member who tells something may read it instead of having his words passed on."""
_LIKELY: Final = 0.5
"""Probability from which something is likely meant."""
_MAY_BE: Final = 0.4
"""Probability from which a question behind one that a person has may have an answer, which is offered."""
_ON_RULES: Final = (Candidate("policy.bylaws", 0.5), Candidate("association.law", 0.5))
"""What is offered to a member who asks for the association's rules."""


def ask(state: State, question: str, candidates: tuple[Candidate, ...], ctx: Context) -> Step:
    """Take unclear words of a member who is hurt for a complaint, or ask which of the candidates is meant."""
    known = tuple(candidate for candidate in candidates if candidate.entry in ctx.entries)
    offered = tuple(one for one in known if one.entry != _MENU) or known  # nobody means the menu beside something else
    if tickets.names_any(question):
        return tickets.status(state, question, ctx)
    if words.is_hurt(question) and _may_complain(question, candidates):
        return complaint.angry(question, ctx, candidates)
    if not offered or manners.acknowledges(question) or remarks.agrees(question):
        return _nothing(state, question, ctx)
    if step := _told(state, question, offered, ctx) or _only_why(state, question, offered[0], ctx):
        return step
    if _asks_on(state, question, offered[0], ctx):
        return escalation.hand_over(state, Matter(HandoverReason.SILENT, question, memory.thread(state).topic, candidates), ctx)
    misses = memory.misses(state) + isinstance(state, Clarifying)
    if misses > ctx.house.max_misses:
        asked = state.question if isinstance(state, Clarifying) else question
        return escalation.hand_over(state, Matter(HandoverReason.MISSED_TWICE, asked, candidates=candidates), ctx)
    if _is_faint(offered) and (step := _lost(state, question, misses, ctx)):
        return step
    return _offered(state, question, offered, misses, ctx)


def _offered(state: State, question: str, offered: tuple[Candidate, ...], misses: int, ctx: Context) -> Step:
    """Ask which of these is meant, leaving mere courtesies out; where only courtesies are left, return them."""
    chosen = tuple(one for one in offered if ctx.entries[one.entry].action not in _CHAT)
    if not chosen and not words.asks(question):
        return actions.run(ctx.entries[offered[0].entry].action, offered[0].entry, state, question, ctx)
    offered = chosen or offered
    titles = answers.entry_options(offered, ctx)
    key = f"clarify.{'single' if len(titles) == 1 else 'which'}{'_again' if _was_offered(state, offered) else ''}"
    text = speech.line(ctx, key, title=titles[0].label)
    before = memory.thread(state)
    asking = Clarifying(question, offered, misses, entry=before.entry, topic=before.topic)
    return Step(asking, (speech.say(ctx, text, *titles, "none", "act:officer"),))


def _may_complain(question: str, candidates: tuple[Candidate, ...]) -> bool:
    """Tell whether strong words complain: a complaint is among what they resemble, or nothing is likely and no mark asks."""
    known = any(one.entry.startswith("action.complaint") for one in candidates)
    marked = any(mark in question for mark in "؟?")
    return known or not (marked or any(one.confidence >= _LIKELY for one in candidates))


def of_rules(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Offer the association's rules to a member who asks for them, in words that resemble an order to us."""
    best = asked.decision.candidates[:1]
    entry = ctx.entries.get(best[0].entry) if best else None
    ordered = entry is not None and knowledge.for_nobody(entry)
    return ask(state, asked.question, _ON_RULES, ctx) if ordered and service.asks_for_rules(asked.question) else None


def _told(state: State, question: str, offered: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Do what unsure words likely tell or wish; None where they ask."""
    best, asks = offered[0], words.asks(question)
    if best.entry == _MENU and not asks:
        return _nothing(state, question, ctx)
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
    if best.entry == telling.NEEDING and not telling.is_offered(state) and (step := telling.needing(state, question, ctx)):
        return step
    hard = best.confidence < _LIKELY and needs.tells_hardship(question) and tellings.tells(question)
    if hard and not telling.is_offered(state) and (step := telling.needing(state, question, ctx)):
        return step
    if best.entry == telling.TELLING and (step := _neglected(state, question, offered[1:], ctx)):
        return step
    filed = best.confidence < _LIKELY and needs.is_filed(question) and not asks
    if filed or best.entry == telling.TELLING or telling.goes_on(state, question):
        return telling.told(state, question, ctx, _resembled(offered, ctx))
    return _beside_offer(state, question, offered, ctx) if isinstance(state, Clarifying) and telling.is_offered(state) else None


def _resembled(offered: tuple[Candidate, ...], ctx: Context) -> Option | None:
    """Give the answer that words surely resemble, though they ask nothing: «انا عندي مكتب عقار خاص فيني»."""
    entries = ctx.entries
    surely = (one for one in offered if one.confidence >= _SURELY and entries[one.entry].kind is Kind.ANSWER)
    return next(iter(answers.entry_options(surely, ctx)), None)


def _neglected(state: State, question: str, others: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Tell a member for whom nobody did what was to be done what he was owed, where that is likely meant."""
    likely = next((one.entry for one in others if one.confidence >= _LIKELY), "")
    is_owed = likely and ctx.entries[likely].kind is Kind.ANSWER and tellings.complains_of_neglect(question)
    return knowledge.follow(state, likely, question, ctx, others) if is_owed and not ctx.open_tickets else None


def _beside_offer(state: Clarifying, question: str, offered: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Take unsure words for a yes or a no to what was offered to a member who told something, or offer it once more."""
    best, asks = offered[0], words.asks(question)
    if best.entry in telling.FORMS and not asks:
        return telling.taken_up(state, ctx)
    if best.confidence >= (_FAINTLY if asks else _LIKELY):
        return None
    if tellings.declines(question) and not asks:
        return menu.let_be(state, ctx)
    if not asks:
        return telling.again(state, ctx)
    if not (state.entry or _is_of_offer(question) or sum(one.confidence for one in offered) < _FAINTLY):
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
    few = len(words.told(question)) <= _ONLY_WHY
    return few or prospects.asks_what_comes(question) or waiting.asks_of_contact(question)


def _only_why(state: State, question: str, best: Candidate, ctx: Context) -> Step | None:
    """Show the words that the answer rests on to who only asks why, or if even so: «ليش؟», «حتى لو عنده ٢٠ سهم».

    Where nothing likely tells it.
    """
    entry = ctx.entries.get(state.entry) if isinstance(state, Idle) else None
    why = words.asks_why(question) and len(question.split()) <= _ONLY_WHY
    only = (why or words.asks_even_if(question)) and best.confidence < _LIKELY
    return clause.behind(state, entry, ctx) if entry and only else None


def _complains(question: str, offered: tuple[Candidate, ...]) -> bool:
    """Tell whether he asks nothing and may well complain, also of what was not solved: the likeliest is that, or most of it."""
    complaints = [one.entry.startswith(_TROUBLE) for one in offered]
    likely = complaints[0] or sum(complaints) * 2 > len(complaints)
    return likely and complaint.tells(question, _TELLING) and not words.asks(question)


def _trouble(offered: tuple[Candidate, ...]) -> float:
    return sum(one.confidence for one in offered if one.entry.startswith(_TROUBLE))


def _asks_on(state: State, question: str, best: Candidate, ctx: Context) -> bool:
    """Recognise a short question behind one that went to a person, unlikely to have an answer: it goes there too."""
    before = ctx.entries.get(state.entry) if isinstance(state, Idle) else None
    passed = (
        before is not None and before.kind is Kind.SILENT and any(one.kind is TicketKind.INQUIRY for one in ctx.open_tickets)
    )
    return passed and following.is_short(question) and words.asks(question) and best.confidence < _MAY_BE


def again(state: Clarifying, ctx: Context) -> Step:
    """Ask once more which is meant, since a yes to several is none of them; say once more what was offered."""
    if telling.is_offered(state):
        return telling.explained(state, ctx)
    return ask(state, state.question, state.offered, ctx)


def _is_faint(offered: tuple[Candidate, ...]) -> bool:
    """Recognise what is so unlikely altogether that hardly anybody means one of them."""
    return sum(one.confidence for one in offered) < _OFFERED_LEAST


def without_period(state: State, question: str, ctx: Context) -> Step | None:
    """Say behind an answer that no period of it is known, and offer his question to an officer; None behind none."""
    return _lost(state, question, memory.misses(state), ctx, "clarify.no_period")


def _lost(state: State, question: str, misses: int, ctx: Context, key: str = "clarify.lost") -> Step | None:
    """Say behind an answer that no more is known of it, and offer his question to an officer; None behind none."""
    behind = memory.thread(state)
    answered = ctx.entries.get(behind.entry)
    if answered is None or not memory.was_answered(state, ctx) or not words.asks(question):
        return None
    shown, title = citations.button(ctx, answered.cites), speech.in_language(answered.title, ctx)
    step = telling.offer(question, key, ctx, *shown, "act:officer", "act:menu", behind=behind, title=title)
    return replace(step, state=replace(step.state, misses=misses)) if isinstance(step.state, Clarifying) else step


def _was_offered(state: State, candidates: tuple[Candidate, ...]) -> bool:
    """Tell whether nothing would be offered that was not offered just now."""
    before = {one.entry for one in state.offered} if isinstance(state, Clarifying) else set()
    return all(one.entry in before for one in candidates)


def _nothing(state: State, text: str, ctx: Context) -> Step:
    """Answer words that ask nothing: politely, then with the menu, and after some attempts with an officer.

    A member who did not understand the question is asked again.
    """
    if isinstance(state, Clarifying) and text != state.question and (gist.is_puzzled(text) or words.asks(text)):
        return again(state, ctx)
    if manners.has_salam(text) or words.is_one_of(text, sayings.GREETINGS):
        return menu.greet(state, text, ctx)
    if words.is_one_of(text, sayings.THANKS) or manners.thanks_for(text):
        return menu.thank(state, ctx)
    if words.is_wordless(text):
        return menu.wordless(state, text, ctx)
    if manners.acknowledges(text) or remarks.agrees(text):
        return open_requests.heard_of(state, ctx) or menu.acknowledge(state, ctx)
    if ctx.open_tickets and words.asks(text) and len(words.told(text)) > 1 and not memory.was_answered(state, ctx):
        return open_requests.add(state, text, ctx)
    misses = memory.misses(state) + 1
    if misses > ctx.house.max_misses:
        return escalation.hand_over(state, Matter(HandoverReason.MISSED_TWICE, text), ctx)
    return _puzzled(state, text, misses, ctx) or _lost(state, text, misses, ctx) or _prompted(state, misses, ctx)


def _puzzled(state: State, text: str, misses: int, ctx: Context) -> Step | None:
    """Show a member who says that he did not understand an answer the whole of it, or its clause."""
    answered = ctx.entries.get(state.entry) if isinstance(state, Idle) else None
    if answered is None or not isinstance(state, Idle) or not gist.is_puzzled(text):
        return None
    kept = replace(state, misses=misses)
    if answers.is_shortened(answered, ctx):
        return whole.show(kept, answered.id, ctx)
    shown = citations.button(ctx, answered.cites)
    return Step(kept, (speech.say(ctx, speech.line(ctx, "answer.puzzled"), *shown, "act:officer"),))


def _prompted(state: State, misses: int, ctx: Context) -> Step:
    kept = state if isinstance(state, Idle) else Idle()
    return Step(replace(kept, misses=misses), (speech.say(ctx, speech.line(ctx, "menu.prompt"), *menu.MENU),))
