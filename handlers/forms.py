"""Forms by chat: beginning, asking, putting aside, taking up again, reviewing, submitting.

What the member's words do in a form stands in `handlers.filling`. Must not refuse a member for a number that looks wrong.
"""

from domain.effects import Effect, OpenTicket, Step
from domain.model import HandoverReason, Option, TicketKind
from domain.states import ConfirmingForm, Draft, FillingForm, FormKind, Idle, SigningForm, State
from handlers import escalation, fields, moods, posts, speech, when
from handlers.context import Context
from handlers.fields import Field

Answers = tuple[tuple[str, str], ...]

_KIND = {FormKind.SUPPORT: TicketKind.SUPPORT, FormKind.REGISTRATION: TicketKind.REGISTRATION}
_TITLE = {FormKind.SUPPORT: "form.support", FormKind.REGISTRATION: "form.title_registration"}
UNVERIFIED = "?"
"""In front of a kept value that did not look right and that the member insisted on."""


def start(state: State, form: FormKind, ctx: Context) -> Step:
    """Begin a form, or go on with one of this kind that was put aside."""
    aside = moods.draft(state)
    if aside and aside.form is form and aside.answers:
        return resume(state, ctx)
    intro = speech.line(ctx, "form.start", count=str(len(fields.FIELDS[form])))
    return ask(form, (), ctx, intro)


def resume(state: State, ctx: Context) -> Step:
    """Go on where the member stopped."""
    aside = moods.draft(state)
    if aside is None:
        return Step(
            state, (speech.say(ctx, speech.line(ctx, "form.nothing"), "act:support_request", "act:register", "act:menu"),)
        )
    return ask(aside.form, aside.answers, ctx, speech.line(ctx, "form.resumed"))


def stop(state: State, ctx: Context) -> Step:
    """Put the form aside with all that was answered."""
    aside = moods.draft(state)
    if aside is None:
        return resume(state, ctx)
    said = speech.say(ctx, speech.line(ctx, "form.stopped"), "form:resume", "act:menu", "act:officer")
    return Step(Idle(draft=aside), (said,))


def ask(  # noqa: PLR0913 - what the state of a form holds
    form: FormKind, answers: Answers, ctx: Context, intro: str = "", misses: int = 0, *, doubted: bool = False
) -> Step:
    """Ask the first field that has no answer yet; when none is left, let the member review them."""
    field = missing(form, answers)
    if field is None:
        return review(form, answers, ctx, intro)
    order = fields.FIELDS[form]
    question = speech.line(ctx, f"ask.{field}")
    counted = speech.line(ctx, "form.question", number=str(order.index(field) + 1), count=str(len(order)), question=question)
    skip = ("form:skip",) if field in fields.SKIPPED else ()
    said = speech.say(ctx, speech.paragraphs(intro, counted), *skip, "form:stop", "act:officer")
    return Step(FillingForm(form, answers, misses, doubted), (said,))


def missing(form: FormKind, answers: Answers) -> Field | None:
    """Give the first field without an answer."""
    given = {name for name, _ in answers}
    return next((field for field in fields.FIELDS[form] if field not in given), None)


def review(form: FormKind, answers: Answers, ctx: Context, intro: str = "", misses: int = 0) -> Step:
    """Show all answers and ask whether they are right."""
    rows = "\n".join(
        speech.line(ctx, "form.row", field=speech.line(ctx, f"field.{name}"), value=value_words(ctx, Field(name), value))
        for name, value in _ordered(form, answers)
    )
    asks = "form.review_again" if misses else "form.review_ask"
    text = speech.paragraphs(intro, speech.line(ctx, "form.review"), rows, speech.line(ctx, asks))
    said = speech.say(ctx, text, "form:confirm", "form:edit", "form:stop")
    return Step(ConfirmingForm(form, answers, misses), (said,))


def which(form: FormKind, answers: Answers, ctx: Context, misses: int = 0) -> Step:
    """Ask which answer is to be changed."""
    options = (Option(f"edit:{field}", speech.line(ctx, f"field.{field}")) for field in fields.FIELDS[form])
    said = speech.say(ctx, speech.line(ctx, "form.which"), *options, "form:confirm")
    return Step(ConfirmingForm(form, answers, misses), (said,))


def edit(state: State, name: str, ctx: Context) -> Step:
    """Ask one field again."""
    aside = moods.draft(state)
    if aside is None or name not in fields.FIELDS[aside.form]:
        return resume(state, ctx)
    return ask(aside.form, tuple(answer for answer in aside.answers if answer[0] != name), ctx)


def confirm(state: State, ctx: Context) -> Step:
    """Take the member from the review to the statement of correctness, which he signs."""
    aside = moods.draft(state)
    if aside is None or missing(aside.form, aside.answers):
        return resume(state, ctx)
    return sign(aside, ctx)


def sign(draft: Draft, ctx: Context, misses: int = 0, intro: str = "") -> Step:
    """Ask for the signature, which policy/handling.4 wants of who gives the data."""
    asked = intro or speech.paragraphs(speech.line(ctx, "form.statement"), speech.line(ctx, "form.sign"))
    said = speech.say(ctx, asked, "form:edit", "form:stop")
    return Step(SigningForm(draft.form, draft.answers, misses), (said,))


def submit(draft: Draft, signature: str, ctx: Context) -> Step:
    """Open the ticket with all details, and tell what happens next without promising a latest date."""
    details = tuple(
        (escalation.note(f"field.{name}"), officer_words(Field(name), value))
        for name, value in _ordered(draft.form, draft.answers)
    )
    signed = (
        (escalation.note("form.signature"), signature),
        (escalation.note("form.signed_at"), ctx.house.calendar.local(ctx.now).isoformat(timespec="minutes")),
    )
    effect: Effect = OpenTicket(
        ctx.fresh_ref,
        _KIND[draft.form],
        escalation.note(_TITLE[draft.form]),
        HandoverReason.FORM,
        topic=str(draft.form),
        details=details + signed,
        name=dict(draft.answers).get(Field.NAME, "").removeprefix(UNVERIFIED),
    )
    return Step(Idle(), (effect, speech.say(ctx, _submitted(draft.form, ctx), "act:ticket_status", "act:menu")))


def value_words(ctx: Context, field: Field, value: str) -> str:
    """Give a kept answer for the member's review."""
    if not value:
        return speech.line(ctx, "form.left")
    plain = fields.shown(field, value.removeprefix(UNVERIFIED))
    return speech.line(ctx, "form.to_check", value=plain) if value.startswith(UNVERIFIED) else plain


def officer_words(field: Field, value: str) -> str:
    """Give a kept answer for the officer, with what he has to verify."""
    if not value:
        return escalation.note("form.left")
    plain = fields.shown(field, value.removeprefix(UNVERIFIED))
    return escalation.note("form.unverified", value=plain) if value.startswith(UNVERIFIED) else plain


def _ordered(form: FormKind, answers: Answers) -> Answers:
    given = dict(answers)
    return tuple((field, given[field]) for field in fields.FIELDS[form] if field in given)


def _submitted(form: FormKind, ctx: Context) -> str:
    told = speech.line(ctx, "form.submitted", ref=speech.written(ctx.fresh_ref))
    next_step = "form.committee" if form is FormKind.SUPPORT else "form.registration"
    return speech.paragraphs(told, speech.line(ctx, next_step), when.answer_hours(ctx, posts.answering(ctx, "", _KIND[form])))
