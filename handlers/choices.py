"""Pressed options: what each id means, whenever and wherever it is pressed. Must not depend on the message that offered it."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from domain.effects import RecordDecision, Step
from domain.model import HandoverReason, Language, TicketRef
from domain.states import AwaitingRating, Choosing, Clarifying, FillingForm, Idle, State, Wish
from handlers import actions, attendance, consent, escalation, invitations, language, memory, menu, speech
from handlers.context import Context
from handlers.form import filling, forms, leaving, numbers
from handlers.hearing import scores
from handlers.question import answers, clause, knowledge, telling, whole
from handlers.resolved import rating, scoring
from handlers.ticket import calling_off, complaint, tickets, which

_NO_LETTERS: Final = re.compile("[^A-Za-z0-9_-]")
Press = Callable[[State, str, Context], Step]


def pressed(state: State, option: str, ctx: Context) -> Step:
    """Do what the option stands for; one that means nothing any more is answered politely."""
    kind, _, value = option.partition(":")
    return PRESSED.get(kind, _unknown)(state, value, ctx)


def linked(payload: str, ctx: Context) -> str:
    """Give the option that a link to the chat stands for: `entry-fees-joining`, `act-complaint`; empty where it is none.

    Links hold Latin letters, digits, `-` and `_` only: an option's other signs are written as `-`.
    """
    kind, _, value = payload.partition("-")
    known = {"entry": ctx.entries, "act": actions.ACTIONS}.get(kind, ())
    return next((f"{kind}:{name}" for name in known if _NO_LETTERS.sub("-", name) == value), "") if value else ""


def label(option: str, ctx: Context) -> str:
    """Give the words of an option that was offered, or its id."""
    return next((offered.label for offered in ctx.offered if offered.id == option), option)


def _unknown(state: State, value: str, ctx: Context) -> Step:
    del value
    return menu.old_option(state, ctx)


def _act(state: State, value: str, ctx: Context) -> Step:
    if value not in actions.ACTIONS:
        return menu.old_option(state, ctx)
    if value == "complaint" and telling.is_offered(state):
        return complaint.complaint(_question(state), ctx, named=True)
    return actions.run(value, "", state, _question(state) if value == "officer" else "", ctx)


def _entry(state: State, value: str, ctx: Context) -> Step:
    """Answer the picked entry; a pick among the offered is a label from which the matcher learns."""
    question = _question(state)
    picked = isinstance(state, Clarifying) and any(candidate.entry == value for candidate in state.offered)
    step = knowledge.follow(state, value, question if picked else "", ctx)
    if not picked or not isinstance(state, Clarifying):
        return step
    return Step(step.state, (RecordDecision(question, "picked", value, state.offered), *step.effects))


def _none(state: State, value: str, ctx: Context) -> Step:
    """None of those offered: another try, or a person."""
    del value
    if not isinstance(state, Clarifying):
        return Step(state, menu.show(Idle(), ctx).effects)
    if telling.is_offered(state):
        return menu.let_be(state, ctx)
    label_ = RecordDecision(state.question, "none_of_these", "", state.offered)
    misses = state.misses + 1
    if misses > ctx.house.max_misses:
        matter = escalation.Matter(HandoverReason.MISSED_TWICE, state.question, candidates=state.offered)
        step = escalation.hand_over(state, matter, ctx)
        return Step(step.state, (label_, *step.effects))
    said = speech.say(ctx, speech.line(ctx, "clarify.none"), "act:officer", "act:menu")
    return Step(Idle(misses=misses), (label_, said))


def _unhelped(state: State, value: str, ctx: Context) -> Step:
    """Note that the answer did not help, for the matcher to learn from, and offer an officer."""
    if value and value not in ctx.entries:
        return menu.old_option(state, ctx)
    said = speech.say(ctx, speech.line(ctx, "unhelped.sorry"), "act:officer", "act:menu")
    noted = (RecordDecision("", "not_helped", value, ()),) if value else ()
    return Step(Idle(misses=memory.misses(state) + 1), (*noted, said))


def _rate(state: State, value: str, ctx: Context) -> Step:
    score, _, ref = value.partition(":")
    if score not in {str(number) for number in range(scores.LOWEST, scores.HIGHEST + 1)}:
        return menu.old_option(state, ctx)
    return scoring.rated(state, int(score), TicketRef(ref), ctx)


def _unsolved(state: State, value: str, ctx: Context) -> Step:
    if isinstance(state, Choosing) and state.wish is Wish.UNSOLVED and value in state.offered:
        return which.picked(state, value, ctx)
    said = state.said if isinstance(state, AwaitingRating) else ""
    return rating.unsolved(state, TicketRef(value), ctx, said)


def _language(state: State, value: str, ctx: Context) -> Step:
    if value not in set(Language):
        return language.ask(state, ctx)
    return language.set_(state, Language(value), ctx)


def _form(state: State, value: str, ctx: Context) -> Step:
    named, _, about = value.partition(":")
    steps: Mapping[str, Callable[[State, Context], Step]] = {
        "confirm": partial(forms.confirm, shown=about),
        "edit": _edit,
        "stop": leaving.stop,
        "discard": leaving.discard,
        "resume": forms.resume,
        "skip": partial(filling.skip, pressed=about),
    }
    return steps.get(named, forms.resume)(state, ctx)


def _edit(state: State, ctx: Context) -> Step:
    aside = memory.draft(state)
    if aside is None or isinstance(state, FillingForm):
        return forms.resume(state, ctx)
    return forms.which(aside.form, aside.answers, ctx)


def _status(state: State, value: str, ctx: Context) -> Step:
    return tickets.status(state, value, ctx)


def _more(state: State, value: str, ctx: Context) -> Step:
    """Offer the rest of what was offered: a channel whose lists are short asks for it."""
    place = int(value) if value.isascii() and value.isdigit() else len(ctx.offered)
    return menu.others(state, place, ctx) or menu.old_option(state, ctx)


def _assembly(state: State, value: str, ctx: Context) -> Step:
    return attendance.answer(state, f"assembly:{value}", ctx) or menu.old_option(state, ctx)


def _consent(state: State, value: str, ctx: Context) -> Step:
    return consent.of_class(state, value, ctx) or menu.old_option(state, ctx)


def _question(state: State) -> str:
    return state.question if isinstance(state, Clarifying) else ""


PRESSED: Final[Mapping[str, Press]] = {
    "act": _act,
    "entry": _entry,
    "none": _none,
    "unhelped": _unhelped,
    "clause": clause.show,
    answers.WHOLE: whole.show,
    "rate": _rate,
    "unsolved": _unsolved,
    "lang": _language,
    "form": _form,
    "edit": forms.edit,
    "wish": filling.wished,
    "status": _status,
    "pick": which.picked,
    "keep": calling_off.keep,
    "drop": calling_off.drop,
    "more": _more,
    "assembly": _assembly,
    "consent": _consent,
    "join": invitations.answered,
    "number": lambda state, _, ctx: numbers.refused(state, ctx),
}
"""By what stands before the colon of an option's id."""
