"""One question: what a member asks, answered with the clause named, clarified, acted upon or handed over.

Must not match questions to entries: `faq.decide` does.
"""

from typing import Final, assert_never

from domain.effects import Step
from domain.model import Candidate, HandoverReason, TicketKind
from domain.states import Clarifying, Idle, State
from faq.decision import Act, Answer, Asked, Clarify, Handover
from handlers import actions, escalation, memory, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import developments, needs, tellings, troubles, wordbook, words
from handlers.question import answers, going_on, knowledge, meanwhile, other_matters, readings, telling, unclear
from handlers.ticket import additions, chasing, complaint, naming, open_requests, tickets

_OURS: Final = wordbook.tokens(
    "مشروع المشروع مشروعكم مشاريعكم المشاريع وحدتي الوحدات وحداتكم الجمعية جمعيتكم عضويتي العضوية اسهمي الاسهم"
    " project projects units membership shares association"
)
"""What names the association, and what it has."""
_MAY_BE_OURS: Final = 0.05
"""Chance of all that is known together, below which a question is surely about something else."""
_OF_KIND: Final = 0.8
"""Confidence from which what was complained of is of a kind."""
_ASKED_BRIEFLY, _ASKED_OF_HIS = 9, 14
"""Words of a question that may go on from what was spoken of: «وحدة مننا ساكنة بامريكا لازم تجي؟» behind the heirs."""


def answer(state: State, asked: Asked, ctx: Context) -> Step:
    """Do what was decided on one question, and record the decision."""
    near = naming.is_near(asked.question, ctx)
    if ctx.open_tickets and meanwhile.tells(asked.decision, asked.question, ctx.entries, near=near):
        step = additions.going_on(asked.question, ctx) or _told(state, asked, ctx, near=near)
    elif _is_of_same_kind(asked, ctx):
        step = open_requests.ask_which(asked.question, ctx)
    else:
        step = _decided(state, asked, ctx)
    return Step(step.state, (answers.recorded(asked), *step.effects))


def _is_of_same_kind(asked: Asked, ctx: Context) -> bool:
    """Recognise a trouble like one complained of already, which is not called another: «السقف طاح» behind «تسريب من فوق»."""
    kind = going_on.trouble(asked.decision, asked.question)
    mine = (one.subject for one in ctx.open_tickets if kind and one.kind is TicketKind.COMPLAINT)
    firsts = (one for subject in mine for one in ctx.decided(subject).candidates[:1])
    return any(one.entry == kind and one.confidence >= _OF_KIND for one in firsts)


def _told(state: State, asked: Asked, ctx: Context, *, near: bool) -> Step:
    """Open what is said to be another matter; else add it to what is open, or ask where it may well be another."""
    text = asked.question
    late = chasing.in_vain(state, text, ctx) if chasing.waited(state, text, ctx) else None
    if late:
        return late
    apart = other_matters.announces_another(text) and other_matters.is_trouble(text)
    if apart:
        return complaint.complaint(text, ctx, named=True)
    if near and developments.is_glad(text):
        return open_requests.solved(state, text, ctx)
    other = not near or (bool(going_on.trouble(asked.decision, text)) and not _is_of_same_kind(asked, ctx))
    doubtful = other and going_on.may_be_another(asked.decision, text)
    return open_requests.ask_which(text, ctx) if doubtful else open_requests.add(state, text, ctx)


def _decided(state: State, asked: Asked, ctx: Context) -> Step:
    if step := readings.otherwise(state, asked, ctx):
        return step
    match asked.decision:
        case Answer(entry, _, candidates):
            return knowledge.follow(state, entry, asked.question, ctx, candidates)
        case Clarify(candidates):
            return unclear.ask(state, asked.question, candidates, ctx)
        case Act(action):
            return actions.run(action, actions.felt(asked.decision, asked.question), state, asked.question, ctx)
        case Handover():
            return _hand_over(state, asked.question, asked.decision, ctx)
        case never:
            assert_never(never)


def _hand_over(state: State, question: str, decision: Handover, ctx: Context) -> Step:
    reason, entry, candidates = decision.reason, ctx.entries.get(decision.entry), decision.candidates
    if reason is HandoverReason.ANGER:
        return complaint.angry(question, ctx, candidates)
    if entry is None and words.is_hurt(question) and not any(mark in question for mark in "؟?"):
        return complaint.angry(question, ctx, candidates)
    if entry is None and (step := chasing.in_vain(state, question, ctx)):
        return step
    if entry is None and tickets.names_own(question, ctx):
        return tickets.status(state, question, ctx)
    if entry is not None:
        return knowledge.silent(state, entry, Matter(reason, telling.with_told(state, question), entry.topic, candidates), ctx)
    if reason is HandoverReason.OUT_OF_SCOPE and (step := _out_of_scope(state, question, candidates, ctx)):
        return step
    told = telling.with_told(state, question)
    return escalation.hand_over(state, Matter(reason, told, _topic(candidates, ctx), candidates), ctx)


def _out_of_scope(state: State, question: str, candidates: tuple[Candidate, ...], ctx: Context) -> Step | None:
    """Do what words may mean that resemble nothing; None where they go to a person."""
    if not words.asks(question) and (step := additions.going_on(question, ctx)):
        return step
    if troubles.is_broken(question):
        return complaint.complaint(question, ctx, named=True)
    if tellings.tells(question):
        needing = telling.needing(state, question, ctx) if needs.tells_hardship(question) else None
        return needing or telling.told(state, question, ctx)
    if _goes_on(state, question, candidates, ctx):
        return escalation.hand_over(
            state, Matter(HandoverReason.UNCLEAR, question, memory.thread(state).topic, candidates), ctx
        )
    if memory.misses(state) >= ctx.house.max_misses:
        return None
    said = speech.say(ctx, speech.line(ctx, "handover.out_of_scope"), "act:officer", "act:menu")
    return Step(Idle(misses=memory.misses(state) + 1), (said,))


def _goes_on(state: State, question: str, candidates: tuple[Candidate, ...], ctx: Context) -> bool:
    """Recognise a question behind an answer, an offer, or one that a person has, which may be about that: «وش المجالات».

    What is surely nobody's here resembles nothing at all: «كم سعر الذهب». What names the association's own is never that:
    «متى ينتهي مشروع الفيصلية».
    """
    if words.asks(question) and not _OURS.isdisjoint(words.told(question)):
        return True
    near = sum(one.confidence for one in candidates) >= _MAY_BE_OURS
    if not near and not tellings.is_of_himself(question):  # «ولدي عايش في امريكا لازم ينزل يوقع؟»
        return False
    offered = isinstance(state, Clarifying) and bool(state.offered)
    spoken_of = offered or memory.was_answered(state, ctx) or any(additions.is_close(one, ctx) for one in ctx.open_tickets)
    return spoken_of and words.asks(question) and len(words.told(question)) <= (_ASKED_BRIEFLY if near else _ASKED_OF_HIS)


def _topic(candidates: tuple[Candidate, ...], ctx: Context) -> str:
    best = ctx.entries.get(candidates[0].entry) if candidates else None
    return best.topic if best else ""
