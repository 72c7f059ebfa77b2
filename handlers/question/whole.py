"""The whole of a shortened answer, for a member who wants to read on. Must not decide which answers are short."""

from dataclasses import replace

from domain.effects import Step
from domain.states import Clarifying, Idle, State
from handlers import memory, menu, speech
from handlers.context import Context
from handlers.hearing import sayings, words
from handlers.question import answers, clause


def show(state: State, entry_id: str, ctx: Context) -> Step:
    """Give an answer in full, with all that it rests on; the state stays what it is."""
    entry = ctx.entries.get(entry_id)
    if entry is None or not entry.answer:
        return menu.old_option(state, ctx)
    text, _ = answers.worded(entry, replace(ctx, brief=False))
    return Step(state, (speech.say(ctx, text, *answers.options(entry, ctx, whole=True)),))


def asked(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Go on from the last answer where length counts: to the whole of it, or to the words of its clause."""
    entry = ctx.entries.get(memory.thread(state).entry) if ctx.brief else None
    if entry is None or not entry.answer:
        return None
    more = words.is_one_of(text, sayings.WHOLE)
    if more and answers.is_shortened(entry, ctx):
        return show(state, entry.id, ctx)
    if entry.cites and (more or words.is_one_of(text, sayings.CLAUSE)):
        return clause.show(state, str(entry.cites[0]), ctx)
    return None
