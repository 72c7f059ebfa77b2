"""Two things of different kinds in one message: a question and a wish, a form and a complaint, a complaint and a question.

Both are done, or the member is asked which comes first. Must not part two questions: `handlers.question.asking` does.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.model import TicketKind
from domain.states import Idle, State
from faq import following, framing, sentence
from faq.decision import Act, Answer, Asked, Clarify, Handover, action_of
from faq.entries import Flag
from handlers import actions, speech
from handlers.context import Context
from handlers.form import told_before
from handlers.hearing import forms_named, halves, progress, troubles, words
from handlers.question import meanwhile, plainly, single
from handlers.ticket import complaint

Halves = tuple[tuple[str, str], ...]
"""The ways to part a message in two."""
_Wish = Callable[[str, Context], Asked | None]
_WISHES: Final = (actions.FORMS | actions.WORDED) - {"ticket_status"}
"""Actions that begin something, beside which a question is answered as well."""
_FEW, _SURELY = 3, 0.95
"""So few words that are known so surely ask, without asking: «شروط العضوية»."""
_UNSAID: Final = {"complaint": _SURELY, "privacy": 0.75}
"""Confidence of what is wished for by telling: «غيرت جوالي»."""
_TOLD: Final = 2
"""Words of a complaint beside the wish for a form from which it is opened."""


def both(state: State, text: str, parted: Halves, ctx: Context) -> Step | None:
    """Do both of two things of different kinds; None where the message holds no such two."""
    return (
        _asked_and_wished(state, parted, ctx, _wish)
        or (_asked_and_wished(state, tuple(halves.around_stops(text)), ctx, _form_wish) if words.wants(text) else None)
        or _asked_beside_own_data(text, parted, ctx)
        or _form_and_complaint(state, parted, ctx)
        or _answered_and_complained(text, ctx)
        or _asked_in_complaint(text, parted, ctx)
    )


def _either_way(parted: Halves) -> Iterator[tuple[str, str]]:
    """Give the halves of each way to part the message, in either order."""
    for first, then in parted:
        yield first, then
        yield then, first


def _asked_and_wished(state: State, parted: Halves, ctx: Context, wish_of: _Wish) -> Step | None:
    """Answer, or beside a form pass on, what is asked beside a wish, and do what is wished for; None where one is unsure."""
    for question, wish in _either_way(parted):
        wished = wish_of(wish, ctx)
        asked = _beside_wish(question, wished, ctx) if wished else None
        if asked and _asks_of_told(asked, ctx):
            continue
        if wished and asked and told_before.is_denied(action_of(wished.decision), wish):
            return single.answer(state, asked, ctx)
        if wished and asked:
            return speech.after(single.answer(Idle(), asked, ctx), single.answer(state, wished, ctx))
    return None


def asked_beside_form(state: State, text: str, ctx: Context) -> Step | None:
    """Answer what is asked beside the wish for a form, and begin that; None where neither is there, or he waits in vain."""
    ways = (*halves.parted(text), *halves.around_stops(text)) if words.wants(text) else ()
    waits = any(progress.waits_in_vain(part) for way in ways for part in way)
    return None if waits else _asked_and_wished(state, ways, ctx, _form_wish)


def _asks_of_told(asked: Asked, ctx: Context) -> bool:
    """Recognise a question of what is told beside it, and not recorded yet: "the lift is broken and when will you fix it"."""
    return action_of(asked.decision) == "ticket_status" and not ctx.open_tickets and following.points(asked.question)


def _beside_wish(text: str, wished: Asked, ctx: Context) -> Asked | None:
    """Give what was decided on a question beside a wish; when he is answered is asked of the form, where nothing is open."""
    plain = plain_question(text, ctx)
    waits = not ctx.open_tickets and told_before.asks_when_answered(text)
    return (_beside_form_asked(text, wished, ctx) if waits or plain is None else None) or plain


def _beside_form_asked(text: str, wished: Asked, ctx: Context) -> Asked | None:
    """Give what was decided on a question beside the wish for a form: known to be a person's, or clear as one about it."""
    if not words.asks(text) or not wishes_form(wished):
        return None
    asked, *others = ctx.house.decide(text)
    match asked.decision:
        case Handover(entry=entry) if entry and not others:
            return asked
        case Clarify() | Answer() | Act(action="ticket_status") if form := forms_named.form_named(wished.question):
            found = told_before.read(text, form, ctx)
            return replace(asked, decision=found) if found else None
        case _:
            return None


def _asked_beside_own_data(text: str, parted: Halves, ctx: Context) -> Step | None:
    """Request a change of his data that he tells beside a question of a person's, which goes along: «غيرت جوالي ومتى ...»."""
    for told, question in _either_way(parted):
        wished = _wish(told, ctx)
        if wished is None or action_of(wished.decision) != "privacy":
            continue
        decided = ctx.decided(question) if words.asks(question) else None
        entry = ctx.entries.get(decided.entry) if isinstance(decided, Handover) else None
        if entry and entry.answer and Flag.REFUSED not in entry.flags:
            return speech.prefixed(complaint.privacy(text, ctx), speech.approved(entry, ctx), "\n\n")
    return None


def _form_and_complaint(state: State, parted: Halves, ctx: Context) -> Step | None:
    """Open the complaint that is told beside a wish for a form, and begin the form, or ask which of the two comes first."""
    for wish, told in _either_way(parted):
        form = _wish(wish, ctx) if words.wants(wish) or words.wishes(wish) else None
        if form is None or action_of(form.decision) not in actions.FORMS:
            continue
        if not (complaint.wished(told) or is_complaint(told, ctx)):
            continue
        if not complaint.tells(told, _TOLD):
            asked = speech.say(ctx, speech.line(ctx, "wishes.which"), "act:complaint", f"act:{action_of(form.decision)}")
            return Step(Idle(), (asked,))
        return speech.after(complaint.open_(TicketKind.COMPLAINT, told, ctx, then=""), single.answer(state, form, ctx))
    return None


def is_complaint(text: str, ctx: Context) -> bool:
    """Tell whether words surely complain without saying so at their beginning."""
    if words.asks(text):
        return False
    decided = ctx.decided(text)
    return troubles.is_broken(text) or action_of(decided) == "complaint"


def _answered_and_complained(text: str, ctx: Context) -> Step | None:
    """Answer what is asked behind a complaint that nobody answered, and open that too: «سألتكم أمس ومحد رد، كم الرسوم»."""
    for told, question in framing.leads(text):
        if ctx.open_tickets or not progress.waits_in_vain(told) or not complaint.tells(told, _TOLD):
            continue
        asked, *others = ctx.house.decide(question)
        if not others and plainly.asks(asked.decision, question) and is_complaint(told, ctx):
            opened = complaint.open_(TicketKind.COMPLAINT, text, ctx)
            return speech.after(single.answer(Idle(), asked, ctx), opened)
    return None


def _asked_in_complaint(text: str, parted: Halves, ctx: Context) -> Step | None:
    """Open a complaint together with the question beside it that has no approved answer: its officer answers both."""
    for told, asked in _either_way(parted):
        if not words.asks(asked) or not complaint.tells(told, _TOLD):
            continue
        complains = complaint.wished(told) or is_complaint(told, ctx)
        decided = ctx.decided(asked)
        if complains and (isinstance(decided, Handover | Clarify) or _asks_of_told(Asked(asked, decided), ctx)):
            too = speech.line(ctx, "meanwhile.asked", ref=speech.written(ctx.fresh_ref))
            return complaint.open_(TicketKind.COMPLAINT, text, ctx, then=too)
    return None


def answered_too(text: str, opened: Step, ctx: Context) -> Step:
    """Answer, in front of what is opened with a message, the question in it that surely has its answer."""
    for _, question in halves.told_and_asked(text):
        asked, *others = ctx.house.decide(question)
        known = plainly.asks(asked.decision, question) or (
            isinstance(asked.decision, Answer) and meanwhile.asks_instead(asked.decision, question, ctx.entries)
        )
        if known and not others:
            return speech.after(single.answer(Idle(), asked, ctx), opened)
    return opened


def _form_wish(text: str, ctx: Context) -> Asked | None:
    """Give what was decided on words that wish for a form."""
    asked = _wish(text, ctx)
    return asked if asked and wishes_form(asked) else None


def _wish(text: str, ctx: Context) -> Asked | None:
    """Give what was decided on words that complain, suggest, call an officer or wish for a form, and say so.

    What surely happened to him is a complaint that need not say so, and a change of his data is to be entered.
    """
    said = words.wishes(text) or words.complains(text) or words.suggests(text)
    if not said and words.asks(text):
        return None
    asked, *others = ctx.house.decide(text)
    match asked.decision:
        case Act(action, confidence=sure) if not others and action in _WISHES:
            return asked if said or sure >= _UNSAID.get(action, 2) else None
        case _:
            return None


def wishes_form(asked: Asked) -> bool:
    """Tell whether words wish for a form, and do not only ask of it."""
    formed = action_of(asked.decision) in actions.FORMS
    return formed and words.wants(asked.question)


def is_wish(asked: Asked) -> bool:
    """Tell whether words wish for an officer, a form, or to complain or suggest, and do not only ask of it."""
    return action_of(asked.decision) in _WISHES and not words.asks(asked.question)


def plain_question(text: str, ctx: Context) -> Asked | None:
    """Give what was decided on words that ask, and for nothing but what is known."""
    asked, *others = ctx.house.decide(text)
    match asked.decision:
        case Answer(confidence=sure):
            plain = words.asks(text) or sentence.asks_within(text) or (len(text.split()) <= _FEW and sure >= _SURELY)
        case Act(action):
            plain = action == "ticket_status"
        case _:
            plain = False
    return asked if plain and not others else None
