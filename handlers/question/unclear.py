"""What a member means who is not understood for sure: offered, asked once more, or passed on. Must not answer it."""

from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.model import Candidate, HandoverReason, TicketKind
from domain.states import Clarifying, Idle, State
from faq import following, gist
from faq.decision import Asked
from faq.entries import Kind
from handlers import actions, escalation, memory, menu, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import manners, persons, remarks, sayings, service, words
from handlers.question import answers, citations, clause, knowledge, likely_told, telling, whole
from handlers.ticket import additions, complaint, open_requests, tickets

_ONLY_WHY: Final = 2
"""Words of a member who only asks why."""
_MENU: Final = "action.menu"
"""The entry for a member who wants something, and does not say what."""
_CHAT: Final = frozenset({"greeting", "thanks", "comfort"})
"""Actions that are said, and picked from no list."""
_OFFERED_LEAST: Final = 0.15
"""Chance of all that would be offered behind an answer from which it is."""
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
    only_menu = bool(offered) and offered[0].entry == _MENU and not words.asks(question)
    if not offered or only_menu or manners.acknowledges(question) or remarks.agrees(question):
        return _nothing(state, question, ctx)
    if step := likely_told.heard(state, question, offered, ctx) or _only_why(state, question, offered[0], ctx):
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
    return known or not (marked or any(one.confidence >= likely_told.LIKELY for one in candidates))


def of_rules(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Offer the association's rules to a member who asks for them, in words that resemble an order to us."""
    best = asked.decision.candidates[:1]
    entry = ctx.entries.get(best[0].entry) if best else None
    ordered = entry is not None and knowledge.for_nobody(entry)
    return ask(state, asked.question, _ON_RULES, ctx) if ordered and service.asks_for_rules(asked.question) else None


def _only_why(state: State, question: str, best: Candidate, ctx: Context) -> Step | None:
    """Show the words that the answer rests on to who only asks why, or if even so: «ليش؟», «حتى لو عنده ٢٠ سهم».

    Where nothing likely tells it.
    """
    entry = ctx.entries.get(state.entry) if isinstance(state, Idle) else None
    why = words.asks_why(question) and len(question.split()) <= _ONLY_WHY
    only = (why or words.asks_even_if(question)) and best.confidence < likely_told.LIKELY
    return clause.behind(state, entry, ctx) if entry and only else None


def _asks_on(state: State, question: str, best: Candidate, ctx: Context) -> bool:
    """Recognise a short question behind one that went to a person, unlikely to have an answer: it goes there too."""
    before = ctx.entries.get(state.entry) if isinstance(state, Idle) else None
    inquiries = [one for one in ctx.open_tickets if one.kind is TicketKind.INQUIRY]
    silent = before is not None and before.kind is Kind.SILENT and bool(inquiries)
    passed = silent or (before is None and any(additions.is_close(one, ctx) for one in inquiries))
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
    if ctx.open_tickets and persons.presses(text):
        return open_requests.hurry(state, text, ctx)
    if memory.thread(state).topic == TicketKind.SUPPORT and remarks.takes_up(text) and words.wants(text):
        return telling.begged(text, ctx)
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
