"""Something else was meant than the form at hand: that is done instead. Must lose no answer that was given."""

from typing import Final

from domain.effects import CancelReminder, Step
from domain.states import FillingForm, Idle
from faq import restating
from faq.decision import Act, Answer, Handover
from handlers import actions, memory
from handlers.context import Context
from handlers.form import fields, forms, leaving
from handlers.hearing import forms_named, latin, progress, turnings, wordbook, words
from handlers.question import asking
from handlers.ticket import calling_off, complaint, tickets

_DONE: Final = (actions.WISHES - actions.FORMS) | {"officer"}
"""What is done at once for who wants no form."""


def heard(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Do what was meant rather than the form; None where the words say nothing of that."""
    return _meant(state, text, ctx) or _rather_told(state, text, ctx) or _denied(state, text, ctx)


def _meant(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Answer a member who says at once that he meant something else, and begin nothing: «لا اقصد اتبرع»."""
    meant = None if state.answers else restating.restated(text)
    asked = ctx.decided(meant.text) if meant and meant.denies else None
    return asking.ask(Idle(), text, ctx) if isinstance(asked, Answer | Handover) else None


def _rather_told(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Ask a member who would rather complain, or suggest something, for that; the form waits: «خلها شكوى احسن»."""
    meant = None if words.asks(text) else turnings.matter_meant(text)
    return actions.run(str(meant), "", state, "", ctx) if meant else None


def _denied(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Leave a form that the words say is not meant, for what they speak of: «ما داير عضوية، داير أشتكي من الوسخ»."""
    if forms.missing(state.form, state.answers) in fields.FREE or not forms_named.denies(text, state.form):
        return None
    meant = forms_named.beside_denial(text, state.form)
    if forms_named.form_named(meant):
        return None
    step = _instead(meant, ctx)
    if step is None:
        return leaving.cancel(state, ctx)
    return step if state.answers else Step(step.state, (CancelReminder(memory.FORM), *step.effects))


def _instead(meant: str, ctx: Context) -> Step | None:
    """Do what the words want beside the denial: a complaint, an answer, what is asked of us."""
    if latin.among(words.told(meant), wordbook.COMPLAINING) and not words.asks(meant):
        return complaint.complaint(meant, ctx, named=True)
    if progress.asks_progress(meant):
        return tickets.listed(ctx) if ctx.all_tickets else calling_off.nothing(meant, ctx)
    match ctx.decided(meant) if meant else None:
        case Answer() | Handover():
            return asking.ask(Idle(), meant, ctx)
        case Act(action, entry) if action in _DONE:
            return actions.run(action, entry, Idle(), meant, ctx)
        case _:
            return None
