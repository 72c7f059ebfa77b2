"""The member's words when nothing particular is awaited. Must not know how any of it is answered."""

from domain import choice
from domain.effects import Step
from domain.states import Clarifying, Idle
from handlers import faq, forms, menu, rating, tickets, words
from handlers.context import Context


def is_command(state: Idle | Clarifying, text: str, ctx: Context) -> bool:
    """Tell whether the words are plainly for us: to resume a form, or a ticket's number."""
    return _resumes(state, text) or tickets.is_reference(text, ctx)


def heard(state: Idle | Clarifying, text: str, ctx: Context) -> Step:
    """Resume a form, show a ticket, reopen what is not solved; anything else is a question."""
    if _resumes(state, text):
        return forms.resume(state, ctx)
    if tickets.is_reference(text, ctx):
        return tickets.status(state, text, ctx)
    if words.is_one_of(text, words.UNSOLVED) and (step := rating.some_unsolved(state, ctx)):
        return step
    if words.blesses(text):
        return menu.thank(state, ctx)
    if words.is_one_of(text, words.MORE):
        return menu.show(state, ctx)
    if ctx.offered and choice.is_number(text):
        return menu.no_such_option(state, text, ctx)
    return faq.ask(state, text, ctx)


def _resumes(state: Idle | Clarifying, text: str) -> bool:
    return state.draft is not None and words.is_one_of(text, words.RESUME)
