"""Which of his tickets a member means: asked only where his words could concern more than one. Must not guess while it asks."""

from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.model import HandoverReason, TicketRef
from domain.states import Choosing, Idle, State, Wish
from domain.ticketeffects import AddNote, OpenTicket
from faq import normalise
from faq.decision import Act, Answer
from handlers import escalation, idle, menu, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import afterwords, assents, particles, remarks, sayings, troubles, words
from handlers.question import asking, mixed, other_matters
from handlers.resolved import aftermath, rating
from handlers.ticket import additions, calling_off, complaint, raising, tickets

_SAID_ONCE: Final = frozenset({Wish.CALL_OFF, Wish.RAISE})
"""Wishes to which nothing is added, and that come to nothing where he speaks of something else."""


def answer(state: Choosing, text: str, ctx: Context) -> Step:
    """Take a ticket's number as the choice; more words belong to the first ones, and a sure question is answered."""
    named = tickets.own(normalise.digits(text), ctx)
    if named is not None and named.ref in state.offered:
        return _chosen(state, named.ref, ctx)
    if state.wish is Wish.UNSOLVED and (step := _solved_or_not(state, text, ctx)):
        return step
    if state.wish is Wish.ADD and (step := _same_or_not(state, text, ctx)):
        return step
    if _is_something_else(text, ctx) or state.misses >= ctx.house.max_misses:
        return _left(state, text, ctx)
    more = f"{state.words}\n{text}" if state.wish not in _SAID_ONCE and not words.is_wordless(text) else state.words
    if state.wish not in _SAID_ONCE and len(state.offered) == 1:
        return _chosen(replace(state, words=more), state.offered[0], ctx)  # more of it: a person reads it
    return additions.which(replace(state, words=more, misses=state.misses + 1), ctx, "which.again")


def picked(state: State, value: str, ctx: Context) -> Step:
    """Do with the pressed ticket what was asked; pressed at another time, it is shown."""
    if not isinstance(state, Choosing):
        return tickets.status(state, value, ctx)
    if value == "new" and state.wish is Wish.ADD:
        return _apart(state, ctx)
    if value == "new" and state.wish is Wish.UNSOLVED:
        return asking.ask(Idle(draft=state.draft), state.words, ctx)
    if value in state.offered:
        return _chosen(state, TicketRef(value), ctx)
    return additions.which(state, ctx, "which.again")


def _chosen(state: Choosing, ref: TicketRef, ctx: Context) -> Step:
    """Do what the member wished with this ticket."""
    if state.wish is Wish.UNSOLVED:
        return rating.unsolved(state, ref, ctx, state.words, state.about)
    if state.wish is Wish.CALL_OFF:
        return calling_off.called_off(ref, state.words, ctx)
    if state.wish is Wish.RAISE:
        return raising.raised(state, ref, state.words, ctx)
    told = speech.line(ctx, "describing.added", ref=speech.written(ref))
    effects = additions.added(ref, state.words, ctx, state.about)
    return Step(Idle(), (*effects, speech.say(ctx, told, "act:ticket_status", "act:menu")))


def _solved_or_not(state: Choosing, text: str, ctx: Context) -> Step | None:
    """Take a yes, or more that tells so, for the one ticket that was asked about; a no for its opposite; a rating for one."""
    if len(state.offered) > 1:
        return None
    if words.is_one_of(text, sayings.NO):
        if afterwords.objects(state.words):
            return menu.let_be(Idle(draft=state.draft), ctx)
        return asking.ask(Idle(draft=state.draft), state.words, ctx)
    if words.made_of(text, particles.YES, frozenset()) or (afterwords.objects(state.words) and assents.accepts(text)):
        return _chosen(state, state.offered[0], ctx)  # "yes please"
    if afterwords.says_settled(text):
        return menu.thank(Idle(draft=state.draft), ctx)
    if step := aftermath.given(Idle(draft=state.draft), text, ctx):
        return step
    again = words.is_one_of(text, sayings.UNSOLVED | sayings.YES) or remarks.agrees(text)
    if again or aftermath.tells_trouble(text, ctx):
        more = state if again else replace(state, words=f"{state.words}\n{text}")
        return _chosen(more, state.offered[0], ctx)
    return None


def _same_or_not(state: Choosing, text: str, ctx: Context) -> Step | None:
    """Take a yes for the one ticket that was asked about, and a no for another matter."""
    if len(state.offered) > 1:
        return None
    if words.is_one_of(text, sayings.NO) or other_matters.announces_another(text):
        return _apart(state, ctx)
    agreed = words.is_one_of(text, sayings.YES) or remarks.agrees(text) or assents.accepts(text)
    return _chosen(state, state.offered[0], ctx) if agreed else None


def _left(state: Choosing, text: str, ctx: Context) -> Step:
    """Keep what he said with the first ticket, so that a person reads it; without any, ask once more behind a question."""
    step = idle.heard(Idle(draft=state.draft), text, ctx)
    if state.wish not in _SAID_ONCE and state.words:
        kept = additions.added(state.offered[0], state.words, ctx, state.about)
        return Step(step.state, (*kept, *step.effects))
    answers = isinstance(step.state, Idle) and not any(isinstance(each, OpenTicket | AddNote) for each in step.effects)
    return speech.after(step, additions.which(state, ctx, "which.again")) if answers and words.asks(text) else step


def _apart(state: Choosing, ctx: Context) -> Step:
    """Open a ticket of its own for what is of none of those offered: a complaint where the words surely complain."""
    if troubles.is_wrong(state.words) or mixed.is_complaint(state.words, ctx):
        return complaint.complaint(state.words, ctx, named=True)
    return escalation.hand_over(Idle(), _matter(state, ctx), ctx, alone=True)


def _matter(state: Choosing, ctx: Context) -> Matter:
    return Matter(HandoverReason.UNCLEAR, state.words, candidates=ctx.decided(state.words).candidates)


def _is_something_else(text: str, ctx: Context) -> bool:
    return bool(words.command(text)) or isinstance(ctx.decided(text), Act | Answer)
