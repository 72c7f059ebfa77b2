"""A message that asks or wishes: its questions and wishes each done, courtesy in front.

One message of ours an answer, however many questions were asked. What is done with one stands in `handlers.question.faq`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from domain.effects import Say, Step
from domain.model import HandoverReason, TicketKind
from domain.states import Idle, State
from faq import framing, segment
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Quote
from handlers import actions, condolence, moods, speech
from handlers.context import Context
from handlers.form import told_before
from handlers.hearing import troubles, turnings, undertakings, words
from handlers.question import faq, of_request, plainly, several
from handlers.ticket import complaint

_Halves = tuple[tuple[str, str], ...]
_Wish = Callable[[str, Context], Asked | None]
_WISHES: Final = (actions.FORMS | actions.WORDED) - {"ticket_status"}
"""Actions that begin something, beside which a question is answered as well."""
_OF_OPEN: Final = frozenset({"call_me", "hurry", "relay", "arrived"})
"""Actions that behind an answer too are about what is open: «هل سيتصل بي أحد؟»."""
_FEW, _SURELY = 3, 0.95
"""So few words that are known so surely ask, without asking: «شروط العضوية»."""
_TOLD: Final = 2
"""Words of a complaint beside the wish for a form from which it is opened."""


def ask(state: State, text: str, ctx: Context, asked: tuple[Asked, ...] = ()) -> Step:
    """Answer what a message asks; a salam in front of it is returned in the same message. `asked`: decided already."""
    halves = tuple(turnings.halves(text))
    if step := _mixed(state, text, halves, ctx):
        return _courteous(step, (), text, ctx)
    parts = _two_questions(halves, ctx) or _with_lost(several.parts(asked or _decided(state, text, ctx)), text, ctx)
    return _courteous(_of_form(_each(state, parts, text, ctx), ctx), parts, text, ctx)


def _of_form(step: Step, ctx: Context) -> Step:
    """Remember the form that was told of just now, where the answer leaves nothing else to go on from."""
    form = told_before.offered(ctx)
    if form is None or not isinstance(step.state, Idle) or step.state.entry:
        return step
    return Step(replace(step.state, entry=told_before.KNOWN[form], topic=str(form)), step.effects)


def _decided(state: State, text: str, ctx: Context) -> tuple[Asked, ...]:
    """Decide on a message with what was told of just now, and what is open."""
    asked = _about_form(moods.decided(state, text, ctx), ctx)
    if ctx.open_tickets and moods.thread(state).entry:
        alone = of_request.settled(ctx.house.decide(text), text, ctx.house.library.entries)
        if len(alone) == 1 and isinstance(alone[0].decision, Act) and alone[0].decision.action in _OF_OPEN:
            return alone
    if ctx.open_tickets or of_request.may_call_off(asked):
        return of_request.settled(asked, text, ctx.house.library.entries)
    return asked


def _each(state: State, parts: tuple[Asked, ...], text: str, ctx: Context) -> Step:
    """Answer each part of a message; a word about what is open is heeded, and the rest answered in the same message."""
    if len(parts) == 1:
        return faq.one(state, _whole(parts[0], text), ctx)
    said = next((part for part in parts if of_request.is_of_request(part.decision)), None)
    rest = tuple(part for part in parts if not of_request.is_of_request(part.decision))
    if said is None:
        return _beside_form(state, parts, text, ctx) or several.answer(text, parts, ctx)
    heeded = faq.one(state, replace(said, question=text), ctx)
    if not rest:
        return heeded
    answered = several.answer(text, rest, ctx) if len(rest) > 1 else faq.one(Idle(), rest[0], ctx)
    return _after_answer(heeded, answered)


def _beside_form(state: State, parts: tuple[Asked, ...], text: str, ctx: Context) -> Step | None:
    """Answer, or pass on, what is asked beside the wish for a form, and begin that; None where no one form is wished for."""
    wished = [part for part in parts if _wishes_form(part)]
    rest = tuple(part for part in parts if part not in wished)
    if len(wished) != 1 or not all(_is_answered(part) for part in rest):
        return None
    answered = several.answer(text, rest, ctx) if len(rest) > 1 else faq.one(Idle(), rest[0], ctx)
    return _after_answer(answered, faq.one(state, wished[0], ctx)) if isinstance(answered.state, Idle) else None


def _is_answered(asked: Asked) -> bool:
    """Tell a question that is answered or passed on, and leaves nothing to choose from."""
    return words.asks(asked.question) and isinstance(asked.decision, Answer | Quote | Handover)


def _wishes_form(asked: Asked) -> bool:
    """Tell whether words wish for a form, and do not only ask of it."""
    formed = isinstance(asked.decision, Act) and asked.decision.action in actions.FORMS
    return formed and words.wants(asked.question)


def _form_wish(text: str, ctx: Context) -> Asked | None:
    """Give what was decided on words that wish for a form."""
    asked = _wish(text, ctx)
    return asked if asked and _wishes_form(asked) else None


def _about_form(asked: tuple[Asked, ...], ctx: Context) -> tuple[Asked, ...]:
    """Read what is unclear alone as asked about the form that was told of just now: «كم؟»."""
    if len(asked) > 1 or not isinstance(asked[0].decision, Clarify) or (form := told_before.offered(ctx)) is None:
        return asked
    found = told_before.read(asked[0].question, form, ctx)
    return (replace(asked[0], decision=found),) if found else asked


def _mixed(state: State, text: str, halves: _Halves, ctx: Context) -> Step | None:
    """Do both of two things of different kinds; None where the message holds no such two."""
    return (
        _asked_and_wished(state, halves, ctx)
        or (_asked_and_wished(state, tuple(turnings.around_stops(text)), ctx, _form_wish) if words.wants(text) else None)
        or _form_and_complaint(state, halves, ctx)
        or _answered_and_complained(text, ctx)
        or _asked_in_complaint(text, halves, ctx)
    )


def _asked_and_wished(state: State, halves: _Halves, ctx: Context, wish_of: _Wish | None = None) -> Step | None:
    """Answer, or beside a form pass on, what is asked beside a wish, and do what is wished for; None where one is unsure."""
    for first, then in halves:
        for question, wish in ((first, then), (then, first)):
            wished = (wish_of or _wish)(wish, ctx)
            asked = _plain_question(question, ctx) or _beside_form_asked(question, wished, ctx) if wished else None
            if wished and asked:
                return _after_answer(faq.one(Idle(), asked, ctx), faq.one(state, wished, ctx))
    return None


def _beside_form_asked(text: str, wished: Asked, ctx: Context) -> Asked | None:
    """Give what was decided on a question beside the wish for a form: known to be a person's, or clear as one about it."""
    if not words.asks(text) or not _wishes_form(wished):
        return None
    asked, *others = ctx.house.decide(text)
    match asked.decision:
        case Handover(entry=entry) if entry and not others:
            return asked
        case Clarify() if form := undertakings.form_named(wished.question):
            found = told_before.read(text, form, ctx)
            return replace(asked, decision=found) if found else None
        case _:
            return None


def _form_and_complaint(state: State, halves: _Halves, ctx: Context) -> Step | None:
    """Open the complaint that is told beside a wish for a form, and begin the form, or ask which of the two comes first."""
    for half in halves:
        for wish, told in (half, half[::-1]):
            form = _wish(wish, ctx) if words.wants(wish) or words.wishes(wish) else None
            if form is None or not isinstance(form.decision, Act) or form.decision.action not in actions.FORMS:
                continue
            if not (complaint.wished(told) or _is_complaint(told, ctx)):
                continue
            if not complaint.tells(told, _TOLD):
                asked = speech.say(ctx, speech.line(ctx, "wishes.which"), "act:complaint", f"act:{form.decision.action}")
                return Step(Idle(), (asked,))
            return _after_answer(complaint.open_(TicketKind.COMPLAINT, told, ctx, then=""), faq.one(state, form, ctx))
    return None


def _is_complaint(text: str, ctx: Context) -> bool:
    """Tell whether words surely complain without saying so at their beginning."""
    if words.asks(text):
        return False
    decided = ctx.house.decide(text)[0].decision
    return troubles.is_broken(text) or (isinstance(decided, Act) and decided.action == "complaint")


def _answered_and_complained(text: str, ctx: Context) -> Step | None:
    """Answer what is asked behind a complaint that nobody answered, and open that too: «سألتكم أمس ومحد رد، كم الرسوم»."""
    for told, question in framing.leads(text):
        if ctx.open_tickets or not undertakings.waits_in_vain(told) or not complaint.tells(told, _TOLD):
            continue
        asked, *others = ctx.house.decide(question)
        if not others and plainly.asks(asked.decision, question) and _is_complaint(told, ctx):
            opened = complaint.open_(TicketKind.COMPLAINT, text, ctx)
            return _after_answer(faq.one(Idle(), asked, ctx), opened)
    return None


def _asked_in_complaint(text: str, halves: _Halves, ctx: Context) -> Step | None:
    """Open a complaint with the question beside it that nobody has approved an answer to: who has the one answers the other."""
    for half in halves:
        for told, asked in (half, half[::-1]):
            if not words.asks(asked) or not complaint.tells(told, _TOLD):
                continue
            if not (complaint.wished(told) or _is_complaint(told, ctx)):
                continue
            if isinstance(ctx.house.decide(asked)[0].decision, Handover | Clarify):
                too = speech.line(ctx, "meanwhile.asked", ref=speech.written(ctx.fresh_ref))
                return complaint.open_(TicketKind.COMPLAINT, text, ctx, then=too)
    return None


def _two_questions(halves: _Halves, ctx: Context) -> tuple[Asked, ...]:
    """Give what was decided on two questions of which the second is put as a wish, or the first is after his own request."""
    for first, then in halves:
        wished = words.wants_to_know(then)
        asked = _plain_question(then, ctx) if wished or segment.asks_within(then) else None
        before = _plain_question(first, ctx) if asked else None
        if asked and before and (wished or _is_status(before)):
            return before, asked
    return ()


def _is_status(asked: Asked) -> bool:
    return isinstance(asked.decision, Act) and asked.decision.action == "ticket_status"


def _with_lost(parts: tuple[Asked, ...], text: str, ctx: Context) -> tuple[Asked, ...]:
    """Keep the question beside one after his own request, which no answer to that can hold: a person reads what is not sure."""
    if len(parts) != 1 or not _is_status(parts[0]):
        return parts
    found = {piece: ctx.house.decide(piece)[0] for piece in segment.parts(text) if segment.is_question(piece)}
    others = [one for one in found.values() if not _is_status(one)]
    return (*parts, *map(_for_person, others)) if len(found) > len(others) > 0 else parts


def _for_person(asked: Asked) -> Asked:
    unclear = isinstance(asked.decision, Clarify) and not asked.decision.candidates
    return replace(asked, decision=Handover(HandoverReason.UNCLEAR, "", ())) if unclear else asked


def _wish(text: str, ctx: Context) -> Asked | None:
    """Give what was decided on words that complain, suggest, call an officer or wish for a form, and say so.

    What surely happened to him is a complaint that need not say so.
    """
    said = words.wishes(text) or words.complains(text) or words.suggests(text)
    if not said and words.asks(text):
        return None
    asked, *others = ctx.house.decide(text)
    match asked.decision:
        case Act(action, confidence=sure) if not others and action in _WISHES:
            return asked if said or (action == "complaint" and sure >= _SURELY) else None
        case _:
            return None


def _plain_question(text: str, ctx: Context) -> Asked | None:
    """Give what was decided on words that ask, and for nothing but what is known."""
    asked, *others = ctx.house.decide(text)
    match asked.decision:
        case Answer(confidence=sure):
            plain = words.asks(text) or segment.asks_within(text) or (len(text.split()) <= _FEW and sure >= _SURELY)
        case Act(action):
            plain = action == "ticket_status"
        case _:
            plain = False
    return asked if plain and not others else None


def _after_answer(answered: Step, begun: Step) -> Step:
    """Say the answer in front of what is begun, in one message that leads on to that."""
    told = "\n\n".join(effect.reply.text for effect in answered.effects if isinstance(effect, Say))
    kept = (effect for effect in answered.effects if not isinstance(effect, Say))
    return Step(begun.state, (*kept, *speech.prefixed(begun, told, "\n\n").effects))


def _whole(asked: Asked, text: str) -> Asked:
    """Leave the whole message with what a person reads, or the wish for a form: its other sentences tell or ask more."""
    match asked.decision:
        case Act(action):
            wide = action in actions.FORMS or action == "complaint"
        case Handover():
            wide = len(segment.parts(text)) > 1
        case _:
            wide = False
    return replace(asked, question=text) if wide else asked


def _courteous(step: Step, parts: tuple[Asked, ...], text: str, ctx: Context) -> Step:
    """Return the salam, comfort who lost somebody, or welcome who asks first; a greeting answered as such needs none of it."""
    if any(_is_greeting(part.decision) for part in parts):
        return step
    salam = speech.line(ctx, "greeting.salam") if words.has_salam(text) else ""
    first = " ".join(filter(None, (salam, condolence.line(text, ctx))))
    answered = isinstance(step.state, Idle) and any(isinstance(part.decision, Answer | Quote) for part in parts)
    if not first and answered and not ctx.contact.greeted:
        first = speech.line(ctx, "greeting.hello")
    apart = "\n\n" if len(parts) > 1 else " "
    return speech.prefixed(step, first, apart) if first else step


def _is_greeting(decision: Decision) -> bool:
    match decision:
        case Act(action):
            return action == "greeting"
        case Clarify(candidates):
            return not candidates
        case _:
            return False
