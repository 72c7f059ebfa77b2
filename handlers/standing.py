"""What a yes or a no was asked for, and is no state: asked once more below the answer to a question that comes instead.

Must not do what was asked about: `handlers.options` takes the yes or the no.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from domain.effects import Say, SetConsent, Step
from domain.model import Author, TicketRef
from domain.states import Describing, Idle, State
from domain.ticketeffects import OpenTicket
from handlers import speech
from handlers.context import Context
from handlers.hearing import words

_ASKED: Final[Mapping[str, str]] = {
    "drop": "standing.close",
    "keep": "calling_off.which_meant",
    "act:opt_out": "consent.ask",
    "form:discard": "form.keep_or_erase",
    "lang": "language.ask",
    "join": "invitation.ask",
}
"""The sentences that ask it, by one of the first two options offered, or what is before the colon of its id."""
_OF_TICKET: Final = frozenset({"standing.close", "calling_off.which_meant"})
_FIRST: Final = 2
_DONE: Final = (OpenTicket, SetConsent)
"""What leads elsewhere."""


def kept(state: State, text: str, step: Step, ctx: Context) -> Step:
    """Ask once more for what was asked, below what a question in between is answered with, and offer the same."""
    key = _key(ctx) if ctx.offered and isinstance(state, Idle | Describing) else ""
    if not key or not words.asks(text):
        return step
    said = [each for each in step.effects if isinstance(each, Say) and each.reply.author is Author.BOT]
    elsewhere = not isinstance(step.state, Idle | Describing) or any(isinstance(each, _DONE) for each in step.effects)
    elsewhere = elsewhere or any(each.reply.options[:1] == ctx.offered[:1] for each in step.effects if isinstance(each, Say))
    if elsewhere or len(said) != 1:
        return step
    followed = _followed(said[0], key, ctx)
    return Step(step.state, tuple(followed if each is said[0] else each for each in step.effects))


def _key(ctx: Context) -> str:
    ids = [option.id for option in ctx.offered[:_FIRST]]
    return next((key for one in ids for name, key in _ASKED.items() if name in {one, one.partition(":")[0]}), "")


def _followed(answered: Say, key: str, ctx: Context) -> Say:
    """Put the question behind an answer, with its own options: a yes is the first, and a no the last one."""
    ref = TicketRef(ctx.offered[0].id.partition(":")[2])
    asked = speech.line(ctx, key, ref=speech.written(ref)) if key in _OF_TICKET else speech.line(ctx, key)
    return Say(replace(answered.reply, text=speech.paragraphs(answered.reply.text, asked), options=ctx.offered))
