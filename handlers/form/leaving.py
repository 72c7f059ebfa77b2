"""A form that is left where the member says so: put aside with its answers, or thrown away. Must drop nothing unasked."""

from typing import Final

from domain.effects import CancelReminder, Step
from domain.states import Draft, FillingForm, Idle, InForm, State
from faq.decision import Act, Answer, Clarify
from handlers import memory, menu, speech
from handlers.context import Context
from handlers.form import fields, forms, names
from handlers.hearing import assents, forms_named, remarks, sayings, undertakings, wordbook, words
from handlers.question import answers, plainly

_FEW: Final = 11
"""Words that drop a form, put it off or take it up again, beyond which they tell something."""
_LIKELY, _MAY_WELL = 0.75, 0.25


def stop(state: State, ctx: Context) -> Step:
    """Put the form aside with all that was answered."""
    aside = memory.draft(state)
    if aside is None:
        return forms.resume(state, ctx)
    key = "form.stopped" if aside.answers else "form.left_early"
    said = speech.say(ctx, speech.line(ctx, key, kept=kept(ctx)), "form:resume", "act:menu", "act:officer")
    return Step(Idle(draft=aside), (said,))


def cancel(state: State, ctx: Context) -> Step:
    """Put the form aside and ask whether what was answered is to be kept; where nothing was, there is nothing to ask."""
    aside = memory.draft(state)
    if aside is None:
        return forms.resume(state, ctx)
    if not aside.answers:
        return discard(state, ctx)
    told = speech.line(ctx, "form.cancelled", form=speech.line(ctx, forms.BEGUN[aside.form]), kept=kept(ctx))
    said = speech.say(ctx, told, "form:stop", "form:discard")
    return Step(Idle(draft=aside), (said,))


def keep_or_erase(state: State, ctx: Context) -> Step:
    """Ask the question of `cancel` again, where it was answered with a yes, a no or the like, which decides nothing."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "form.keep_or_erase"), "form:stop", "form:discard"),))


def discard(state: State, ctx: Context) -> Step:
    """Throw away what was answered: nothing of it is kept in a state, and nobody is reminded of it."""
    aside = memory.draft(state)
    if aside is None:
        return forms.resume(state, ctx)
    told = speech.line(ctx, "form.discarded" if aside.answers else "describing.cancelled")
    return Step(Idle(), (CancelReminder(memory.FORM), speech.say(ctx, told, *menu.MENU)))


def kept(ctx: Context) -> str:
    """Say how long a form that was put aside is kept."""
    return speech.counted(ctx, "form.kept", ctx.house.outreach.form_kept.days)


def waits(told: str, draft: Draft, ctx: Context) -> str:
    """Say what was done to a form that was put aside, and that it still waits."""
    return f"{told} {speech.line(ctx, 'form.waits', form=speech.line(ctx, forms.BEGUN[draft.form]))}"


def heard(state: InForm, text: str, ctx: Context) -> Step | None:
    """Put the form aside where the member stops, and ask whether to keep it where he wants it no more."""
    if words.is_one_of(text, sayings.STOP) or remarks.leaves(text) or remarks.pauses(text):
        return stop(state, ctx)
    known = _known_for(state, text, ctx)
    ends = sayings.CANCEL | sayings.DISCARD | sayings.RESTART
    unwanted = words.calls_off(text) or words.is_one_of(text, ends) or undertakings.abandons(text)
    if unwanted or known == "call_off":
        return cancel(state, ctx)
    if known == "pause":
        return _asking(stop(state, ctx), text, ctx)
    if step := _in_a_part(state, text, ctx):
        return step
    return forms.again(state, ctx, speech.line(ctx, "form.resumed")) if known == "resume" else None


def _asking(stopped: Step, text: str, ctx: Context) -> Step:
    """Answer the question that is asked beside stopping: «بعدين اكمل، كم الرسوم؟»."""
    for part in filter(words.asks, wordbook.SENTENCE.split(text)):
        asked, *others = ctx.house.decide(part)
        if not others and isinstance(asked.decision, Answer) and plainly.asks(asked.decision, part):
            told = speech.prefixed(stopped, answers.text(asked.decision.entry, ctx), "\n\n")
            return Step(told.state, (answers.recorded(asked), *told.effects))
    return stopped


def _in_a_part(state: InForm, text: str, ctx: Context) -> Step | None:
    """Leave where a sentence of several says so, and none answers: «وقف ما ابي اقدم، انا مقدم من قبل»."""
    parts = [part.strip() for part in wordbook.SENTENCE.split(text) if part.strip()]
    free = isinstance(state, FillingForm) and forms.missing(state.form, state.answers) in fields.FREE
    answers = free or any(map(names.is_full_name, parts)) or any(map(str.isdecimal, text))
    if answers or len(parts) == 1 or words.asks(text) or forms_named.denies(text, state.form):
        return None
    ends = (sayings.CANCEL | sayings.DISCARD) - sayings.ACKNOWLEDGED
    if any(words.is_one_of(part, ends) or undertakings.abandons(part) for part in parts):
        return cancel(state, ctx)
    return stop(state, ctx) if any(words.is_one_of(part, sayings.STOP) for part in parts) else None


def _known_for(state: InForm, text: str, ctx: Context) -> str:
    """Give what a few words say of the form: to drop it («خلاص ما ابي شي الغيه»), put it off («بكمل بعد الصلاة»), go on."""
    if len(text.split()) > _FEW or any(map(str.isdecimal, text)) or remarks.calls(text):
        return ""
    free = isinstance(state, FillingForm) and forms.missing(state.form, state.answers) in fields.FREE
    entries = ctx.entries
    for one in ctx.house.decide(text):
        match one.decision:
            case Act("call_off", confidence=sure) if sure >= _LIKELY and not words.asks(text):
                return "call_off"
            case Act(candidates=[best, *_]) | Clarify(candidates=[best, *_]) if best.entry in entries:
                action = entries[best.entry].action
                if action in {"pause", "resume"} and best.confidence >= (_LIKELY if free else _MAY_WELL):
                    return action
    parts = () if free else wordbook.SENTENCE.split(text)
    if any(map(remarks.pauses, parts)):
        return "pause"
    return "resume" if any(map(undertakings.goes_on, parts)) else ""


def _denies(text: str, aside: Draft | None) -> bool:
    """Tell whether words say that a form that was put aside is not wished for, and no more: «احذفها ما ابي تسجيل»."""
    if aside is None or not forms_named.denies(text, aside.form):
        return False
    beside = forms_named.beside_denial(text, aside.form)
    return not beside or words.is_one_of(beside, sayings.DISCARD | sayings.CANCEL) or undertakings.abandons(beside)


def unwanted(state: State, text: str, ctx: Context) -> Step | None:
    """Throw a form away where the member was asked whether to keep it; ask where he only says that he does not want it."""
    asked = any(option.id == "form:discard" for option in ctx.offered)
    if words.is_one_of(text, sayings.DISCARD):
        return discard(state, ctx) if asked else cancel(state, ctx)
    if asked and (words.is_one_of(text, sayings.KEEP) or words.made_of(text, wordbook.KEEPING, wordbook.KEPT)):
        return stop(state, ctx)
    if not asked and _denies(text, memory.draft(state)):
        return cancel(state, ctx)
    neither = words.is_one_of(text, sayings.CANCEL | sayings.YES) or assents.accepts(text) or assents.refuses(text)
    return keep_or_erase(state, ctx) if asked and neither else None
