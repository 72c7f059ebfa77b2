"""What a member's words do while a form is filled in, reviewed or signed. Must not lose an answer that was given."""

from domain.effects import Step
from domain.states import ConfirmingForm, Draft, FillingForm, SigningForm, State
from faq.decision import Act, Answer
from handlers import actions, answers, escalation, fields, forms, speech, words
from handlers.context import Context
from handlers.fields import Field


def fill(state: FillingForm, text: str, ctx: Context) -> Step:
    """Take the words as the answer to the field that was asked."""
    field = forms.missing(state.form, state.answers)
    if field is None:
        return forms.review(state.form, state.answers, ctx)
    if words.is_one_of(text, words.STOP):
        return forms.stop(state, ctx)
    if words.is_one_of(text, words.SKIP):
        return skip(state, ctx)
    if named := words.command(text):
        return actions.run(named, "", state, "", ctx)
    if state.answers and words.is_one_of(text, words.BACK):
        return forms.ask(state.form, state.answers[:-1], ctx, speech.line(ctx, "form.back"))
    value = fields.tidy(field, text)
    if fields.looks_right(field, value) and not (field is Field.NAME and not state.misses and _is_wish(text, ctx)):
        return _answered(state, field, value, ctx)
    if side := _side_answer(text, ctx, surely=not fields.could_be(field, text)):
        return forms.ask(state.form, state.answers, ctx, side, state.misses, doubted=state.doubted)
    return _wrong(state, field, value, ctx) if fields.could_be(field, text) else _no_number(state, field, text, ctx)


def skip(state: State, ctx: Context) -> Step:
    """Leave the field to the officer, where that may be."""
    if not isinstance(state, FillingForm):
        return forms.resume(state, ctx)
    field = forms.missing(state.form, state.answers)
    if field in fields.SKIPPED:
        return _answered(state, field, "", ctx)
    return forms.ask(state.form, state.answers, ctx, misses=state.misses)


def review(state: ConfirmingForm, text: str, ctx: Context) -> Step:
    """Take the words as yes, or as what is to be changed."""
    if words.is_one_of(text, words.YES):
        return forms.confirm(state, ctx)
    if words.is_one_of(text, words.EDIT):
        return forms.which(state.form, state.answers, ctx)
    if words.is_one_of(text, words.STOP):
        return forms.stop(state, ctx)
    if named := words.command(text):
        return actions.run(named, "", state, "", ctx)
    if state.misses >= ctx.house.max_misses:
        return escalation.asked(state, text, ctx)
    return forms.review(state.form, state.answers, ctx, _side_answer(text, ctx), state.misses + 1)


def sign(state: SigningForm, text: str, ctx: Context) -> Step:
    """Take the words as the signature; one that differs is asked again, and then left to the officer to judge."""
    draft = Draft(state.form, state.answers)
    name = dict(state.answers).get(Field.NAME, "")
    signature = fields.tidy(Field.NAME, text)
    if words.is_one_of(text, words.STOP):
        return forms.stop(state, ctx)
    if words.is_one_of(text, words.EDIT):
        return forms.which(state.form, state.answers, ctx)
    if fields.same_name(signature, name):
        return forms.submit(draft, signature, ctx)
    if state.misses >= ctx.house.max_misses and fields.looks_right(Field.NAME, signature):
        return forms.submit(draft, escalation.note("form.signature_differs", name=signature), ctx)
    again = speech.line(ctx, "form.sign_again", name=name.removeprefix(forms.UNVERIFIED))
    return forms.sign(draft, ctx, state.misses + 1, speech.paragraphs(_side_answer(text, ctx), again))


def _answered(state: FillingForm, field: Field, value: str, ctx: Context) -> Step:
    return forms.ask(state.form, (*state.answers, (field.value, value)), ctx)


def _wrong(state: FillingForm, field: Field, value: str, ctx: Context) -> Step:
    """Ask once more; what the member insists on is kept for the officer to verify."""
    if state.doubted and value:
        return _answered(state, field, forms.UNVERIFIED + value, ctx)
    hint = speech.line(ctx, f"wrong.{field}", value=speech.short(value, speech.ECHO))
    return forms.ask(state.form, state.answers, ctx, hint, state.misses + 1, doubted=True)


def _no_number(state: FillingForm, field: Field, text: str, ctx: Context) -> Step:
    """Ask again for a number where there is none; who goes on talking of something else leaves it to the officer."""
    if words.is_one_of(text, words.RESUME):
        return forms.ask(state.form, state.answers, ctx, speech.line(ctx, "form.resumed"), state.misses, doubted=state.doubted)
    if state.misses >= ctx.house.max_misses:
        return forms.ask(state.form, (*state.answers, (field.value, "")), ctx, speech.line(ctx, "form.leave_it"))
    return forms.ask(
        state.form, state.answers, ctx, speech.line(ctx, "wrong.no_number"), state.misses + 1, doubted=state.doubted
    )


def _side_answer(text: str, ctx: Context, *, surely: bool = False) -> str:
    """Answer a question that the member asks in the middle of a form, when the answer is sure.

    `surely`: the words cannot be what the form asks for, even without a question mark.
    """
    if not surely and not any(mark in text for mark in "؟?"):
        return ""
    decided = ctx.house.decide(text)
    if len(decided) == 1 and isinstance(decided[0].decision, Answer):
        return answers.text(decided[0].decision.entry, ctx)
    return ""


def _is_wish(text: str, ctx: Context) -> bool:
    """Tell whether words in place of a name rather ask for something; the second time they are taken as they are."""
    return isinstance(ctx.house.decide(text)[0].decision, Act | Answer)
