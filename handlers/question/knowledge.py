"""What follows from an entry of the knowledge, recognised or picked: its answer, its action, or a person where it is silent.

Must not choose the entry: `faq.decide` or the member does.
"""

from dataclasses import replace
from typing import assert_never

from domain.effects import Effect, Step
from domain.model import Candidate, HandoverReason, Priority
from domain.states import Idle, State
from faq.entries import Entry, Flag, Kind
from handlers import actions, escalation, memory, menu, posts, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import tellings
from handlers.question import answers, citations, telling
from handlers.ticket import chasing


def follow(state: State, entry_id: str, question: str, ctx: Context, candidates: tuple[Candidate, ...] = ()) -> Step:
    """Do what follows from an entry, recognised or picked."""
    entry = ctx.entries.get(entry_id)
    if entry is None:
        return menu.old_option(state, ctx)
    match entry.kind:
        case Kind.ANSWER:
            return _answer(state, entry, question, ctx, candidates)
        case Kind.ACTION:
            return actions.run(entry.action, entry.id, state, question, ctx)
        case Kind.SILENT:
            reason = HandoverReason.SENSITIVE if Flag.SENSITIVE in entry.flags else HandoverReason.SILENT
            return silent(state, entry, Matter(reason, question, entry.topic, candidates), ctx)
        case Kind.NONE:
            return menu.show(state, ctx)
        case never:
            assert_never(never)


def _answer(state: State, entry: Entry, question: str, ctx: Context, candidates: tuple[Candidate, ...]) -> Step:
    effects: tuple[Effect, ...] = ()
    also = ""
    if ctx.open_tickets and (step := chasing.awaited(state, entry.id, question, ctx)):
        return step
    if Flag.OFFICER in entry.flags:
        ref, effects = escalation.record(Matter(HandoverReason.SENSITIVE, question, entry.topic, candidates), ctx)
        post = posts.title(ctx, escalation.post_of(ref, entry.topic, ctx))
        also = speech.line(ctx, "answer.also_officer", ref=speech.written(ref), post=post)
    text, options = answers.worded(entry, ctx)
    text = answers.fitting(text, question)
    treated = answers.rests_on_conduct(entry) and tellings.tells(question)
    if treated or (not ctx.open_tickets and tellings.complains_of_neglect(question)):
        return telling.wronged(text, question, entry.topic, ctx, *citations.button(ctx, entry.cites))
    lacks = speech.line(ctx, "answer.no_period") if answers.lacks_period(entry, question, ctx) else ""
    again = speech.line(ctx, "answer.again") if question and not also and _was_said(state, entry, ctx) else ""
    said = speech.say(ctx, speech.paragraphs(text, lacks, again, also), *options)
    return Step(Idle(entry.id, entry.topic), (*effects, said))


def _was_said(state: State, entry: Entry, ctx: Context) -> bool:
    """Tell whether this was the last answer too, where length is not counted: what he asks on may be something else."""
    return isinstance(state, Idle) and state.entry == entry.id and not ctx.brief


def silent(state: State, entry: Entry, matter: Matter, ctx: Context) -> Step:
    """Tell why there is no approved answer, and pass the question on, unless nobody would answer it."""
    intro = speech.approved(entry, ctx)
    if Flag.REFUSED in entry.flags and (for_nobody(entry) or memory.misses(state) < ctx.house.max_misses):
        text = f"{intro} {speech.line(ctx, 'handover.refused')}"
        return Step(Idle(entry.id, entry.topic, memory.misses(state) + 1), (speech.say(ctx, text, "act:officer", "act:menu"),))
    if not matter.words:
        matter = replace(matter, words=speech.in_language(entry.title, ctx) if entry.title else entry.id)
    if Flag.URGENT in entry.flags:
        matter = replace(matter, priority=Priority.URGENT)
    step = escalation.hand_over(state, matter, ctx, intro)
    return replace(step, state=replace(step.state, entry=entry.id)) if isinstance(step.state, Idle) else step


def for_nobody(entry: Entry) -> bool:
    """Recognise what no officer would do or read about either: orders to change how we work, secrets of the system."""
    return Flag.REFUSED in entry.flags and Flag.SENSITIVE not in entry.flags
