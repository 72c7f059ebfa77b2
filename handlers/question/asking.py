"""A message that asks or wishes: its questions and wishes each done, courtesy in front.

One message of ours an answer, however many questions were asked. What is done with one question stands in
`handlers.question.single`, with two things of different kinds in `handlers.question.mixed`.
"""

from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.states import Idle, State
from faq import parting, sentence
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, action_of
from handlers import actions, condolence, memory, speech
from handlers.context import Context
from handlers.form import told_before
from handlers.hearing import halves, manners, words
from handlers.question import lasting, mixed, of_request, several, single

_OF_OPEN: Final = frozenset({"call_me", "hurry", "relay", "arrived"})
"""Actions that behind an answer too are about what is open: «هل سيتصل بي أحد؟»."""


def ask(state: State, text: str, ctx: Context, asked: tuple[Asked, ...] = ()) -> Step:
    """Answer what a message asks; a salam in front of it is returned in the same message. `asked`: decided already."""
    if listed := several.listed(state, text, ctx):
        return _courteous(_counted(state, listed, text, ctx), listed, text, ctx)
    parted = tuple(halves.parted(text))
    if step := _beside_request(state, text, ctx) or mixed.both(state, text, parted, ctx):
        return _courteous(step, (), text, ctx)
    parts = _two_questions(parted, ctx) or _with_lost(several.parts(asked or _decided(state, text, ctx)), text, ctx)
    step = lasting.heard(state, parts, text, ctx) or _of_form(_each(state, parts, text, ctx), ctx)
    return _courteous(step, parts, text, ctx)


def _of_form(step: Step, ctx: Context) -> Step:
    """Remember the form that was told of just now, where the answer leaves nothing else to go on from."""
    form = told_before.offered(ctx)
    if form is None or not isinstance(step.state, Idle) or step.state.entry:
        return step
    return Step(replace(step.state, entry=told_before.KNOWN[form], topic=str(form)), step.effects)


def _decided(state: State, text: str, ctx: Context) -> tuple[Asked, ...]:
    """Decide on a message with what was told of just now, and what is open."""
    asked = _about_form(memory.decided(state, text, ctx), ctx)
    if all(ticket.stage.is_open for ticket in ctx.tickets):
        asked = of_request.unrated(asked)
    if behind := _behind_thanks(asked, text):
        asked = memory.decided(state, behind, ctx)
    if ctx.open_tickets and memory.thread(state).entry:
        alone = of_request.settled(ctx.house.decide(text), text, ctx.entries)
        if len(alone) == 1 and action_of(alone[0].decision) in _OF_OPEN:
            return alone
    if ctx.open_tickets or of_request.may_call_off(asked):
        return of_request.settled(asked, text, ctx.entries)
    return asked


def _each(state: State, parts: tuple[Asked, ...], text: str, ctx: Context) -> Step:
    """Answer each part of a message."""
    if len(parts) == 1:
        return single.answer(state, _whole(parts[0], text), ctx)
    return _beside_form(state, parts, text, ctx) or several.answer(text, parts, ctx)


def _beside_request(state: State, text: str, ctx: Context) -> Step | None:
    """Heed what is said of an open request beside a question, and answer that: «بلغوا الموظف اني مسافر، ومتى الدوام؟»."""
    for told, question in halves.told_and_asked(text) if ctx.open_tickets and words.asks(text) else ():
        said, *others = of_request.settled(ctx.house.decide(told), told, ctx.entries)
        asked = several.parts(ctx.house.decide(question))
        known = all(isinstance(one.decision, Answer) for one in asked)
        if known and not others and of_request.is_of_request(said.decision):
            return speech.after(_answered(asked, question, ctx), single.answer(state, said, ctx))
    return None


def _answered(asked: tuple[Asked, ...], text: str, ctx: Context) -> Step:
    return several.answer(text, asked, ctx) if len(asked) > 1 else single.answer(Idle(), asked[0], ctx)


def _counted(state: State, listed: tuple[Asked, ...], text: str, ctx: Context) -> Step:
    """Answer each question of a list, and behind the answers do the one thing wished for among them."""
    wished = [one for one in listed if mixed.is_wish(one)]
    return _wish_last(state, listed, wished, text, ctx) or several.answer(text, listed, ctx)


def _beside_form(state: State, parts: tuple[Asked, ...], text: str, ctx: Context) -> Step | None:
    """Answer, or pass on, what is asked beside the wish for a form, and begin that; None where no one form is wished for."""
    wished = [part for part in parts if mixed.wishes_form(part)]
    known = all(_is_answered(part) for part in parts if part not in wished)
    return _wish_last(state, parts, wished, text, ctx) if known else None


def _wish_last(state: State, parts: tuple[Asked, ...], wished: list[Asked], text: str, ctx: Context) -> Step | None:
    """Answer all else, then do the one wish; None where there is not just one, or an answer asks which is meant."""
    rest = tuple(part for part in parts if part not in wished)
    if len(wished) != 1 or not rest:
        return None
    answered = _answered(rest, text, ctx)
    return speech.after(answered, single.answer(state, wished[0], ctx)) if isinstance(answered.state, Idle) else None


def _is_answered(asked: Asked) -> bool:
    """Recognise a question that is answered or passed on, and leaves nothing to choose from."""
    return words.asks(asked.question) and isinstance(asked.decision, Answer | Handover)


def _behind_thanks(asked: tuple[Asked, ...], text: str) -> str:
    """Give the question behind thanks that hide it: "ok thanks, how long does that take"; else nothing."""
    if len(asked) > 1 or action_of(asked[0].decision) != "thanks":
        return ""
    return next((then for told, then in halves.told_and_asked(text) if manners.thanks(told)), "")


def _about_form(asked: tuple[Asked, ...], ctx: Context) -> tuple[Asked, ...]:
    """Read what is unclear alone as asked about the form that was told of just now: «كم؟»."""
    if len(asked) > 1 or not isinstance(asked[0].decision, Clarify) or (form := told_before.offered(ctx)) is None:
        return asked
    found = told_before.read(asked[0].question, form, ctx)
    return (replace(asked[0], decision=found),) if found else asked


def _two_questions(parted: mixed.Halves, ctx: Context) -> tuple[Asked, ...]:
    """Give what was decided on two questions of which the second is put as a wish, or the first is after his own request."""
    for first, then in parted:
        wished = words.wants_to_know(then)
        asked = mixed.plain_question(then, ctx) if wished or sentence.asks_within(then) else None
        before = mixed.plain_question(first, ctx) if asked else None
        if asked and before and (wished or _is_status(before)):
            return before, asked
    return ()


def _is_status(asked: Asked) -> bool:
    return action_of(asked.decision) == "ticket_status"


def _with_lost(parts: tuple[Asked, ...], text: str, ctx: Context) -> tuple[Asked, ...]:
    """Keep the question beside one after his own request, which no answer to that can hold: a person reads what is not sure."""
    if len(parts) != 1 or not _is_status(parts[0]):
        return parts
    found = {piece: ctx.house.decide(piece)[0] for piece in parting.parts(text) if sentence.is_question(piece)}
    others = [one for one in found.values() if not _is_status(one)]
    return (*parts, *map(several.for_person, others)) if len(found) > len(others) > 0 else parts


def _whole(asked: Asked, text: str) -> Asked:
    """Leave the whole message with what a person reads, or the wish for a form: its other sentences tell or ask more."""
    match asked.decision:
        case Act(action):
            wide = action in actions.FORMS or action == "complaint"
        case Handover():
            wide = len(parting.parts(text)) > 1
        case _:
            wide = False
    return replace(asked, question=text) if wide else asked


def _courteous(step: Step, parts: tuple[Asked, ...], text: str, ctx: Context) -> Step:
    """Return the salam, comfort who lost somebody, or welcome who asks first; a greeting answered as such needs none of it."""
    if any(_is_greeting(part.decision) for part in parts):
        return step
    salam = speech.line(ctx, "greeting.salam") if manners.has_salam(text) else ""
    first = " ".join(filter(None, (salam, condolence.line(text, ctx))))
    answered = isinstance(step.state, Idle) and any(isinstance(part.decision, Answer) for part in parts)
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
