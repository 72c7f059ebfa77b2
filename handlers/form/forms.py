"""Forms by chat: beginning, asking, taking up again, reviewing, submitting. Putting aside stands in `handlers.form.leaving`.

What the member's words do in a form stands in `handlers.form.filling`. Must not refuse a member for a number that looks wrong.
"""

from collections.abc import Mapping
from dataclasses import replace
from zlib import crc32

from domain.effects import Effect, Say, Step
from domain.model import HandoverReason, Option, Ticket, TicketKind
from domain.states import ConfirmingForm, Describing, Draft, FillingForm, FormKind, InForm, SigningForm, State
from domain.ticketeffects import OpenTicket
from handlers import memory, posts, speech, when
from handlers.context import Context
from handlers.form import fields, filled, gleaning, numbers
from handlers.form.fields import Field
from handlers.form.filled import Answers
from handlers.ticket import additions, tickets

_KIND = {FormKind.SUPPORT: TicketKind.SUPPORT, FormKind.REGISTRATION: TicketKind.REGISTRATION}
_TITLE = {FormKind.SUPPORT: "form.support", FormKind.REGISTRATION: "form.title_registration"}
BEGUN = {FormKind.SUPPORT: "kind.support", FormKind.REGISTRATION: "kind.registration"}
WISHES = ("wish:new", "wish:complete", "wish:update")
"""What a registration may be for, as options: the member may also put it in his own words."""


def start(state: State, form: FormKind, ctx: Context, text: str = "", *, need: str = "") -> Step:
    """Begin a form with what the words tell already, or go on with one of this kind that was put aside.

    `need`: what he told of it before, as he told it.
    """
    aside = memory.draft(state)
    told = gleaning.found(text)
    if not need and form is FormKind.SUPPORT and not told.keys() & fields.SKIPPED:
        need = gleaning.need(text, told.get(Field.NAME, ""))
    if need:
        told[Field.NEED] = fields.tidy(Field.NEED, need)
    known = aside.answers if aside and aside.form is form else ()
    if told:
        return taken(form, known, told, ctx)
    if known:
        return resume(state, ctx)
    intro = speech.line(ctx, "form.start", count=str(len(fields.FIELDS[form])))
    return ask(form, (), ctx, intro)


def rather(state: InForm, form: FormKind, ctx: Context) -> Step:
    """Go over to the form that was meant; what both ask is taken along."""
    told = {Field(name): value for name, value in state.answers if name in {*fields.FIELDS[form], Field.ASKED}}
    intro = speech.line(ctx, "form.rather", form=speech.line(ctx, BEGUN[form]))
    return taken(form, (), told, ctx, intro) if told else ask(form, (), ctx, intro)


def taken(form: FormKind, answers: Answers, told: Mapping[Field, str], ctx: Context, intro: str = "") -> Step:
    """Take several answers at once, show them, and ask what is left."""
    rows = "\n".join(filled.row(ctx, field, told[field]) for field in fields.FIELDS[form] if field in told)
    both = {**dict(answers), **{field.value: value for field, value in told.items()}}
    return ask(form, tuple(both.items()), ctx, f"{intro or speech.line(ctx, 'form.taken')}\n{rows}")


def resume(state: State, ctx: Context) -> Step:
    """Go on where the member stopped."""
    aside = memory.draft(state)
    if aside is None:
        return Step(state, (_nothing(ctx),))
    return ask(aside.form, aside.answers, ctx, speech.line(ctx, "form.resumed"))


def corrected(text: str, ctx: Context) -> Step | None:
    """Pass on what is wrong in the form that was submitted, and take what is right; None where none was."""
    submitted = _of_submitted(ctx)
    if submitted is None:
        return None
    key = "describing.added" if any(map(str.isdecimal, text)) else "form.correct"
    said = speech.say(ctx, speech.line(ctx, key, ref=speech.written(submitted.ref)), "act:ticket_status", "act:menu")
    after = Describing(submitted.kind, ticket=submitted.ref, heard_at=ctx.now)
    return Step(after, (*additions.added(submitted.ref, text, ctx), said))


def _of_submitted(ctx: Context) -> Ticket | None:
    return next((ticket for ticket in ctx.open_tickets if ticket.kind in _KIND.values()), None)


def _nothing(ctx: Context) -> Say:
    """Say that no form was begun; a member who submitted one may have meant that, as its buttons are still on his screen."""
    submitted = _of_submitted(ctx)
    if submitted is None:
        return speech.say(ctx, speech.line(ctx, "form.nothing"), "act:support_request", "act:register", "act:menu")
    told = speech.line(ctx, "form.gone", ref=speech.written(submitted.ref))
    return speech.say(ctx, told, "act:ticket_status", "act:officer", "act:menu")


def ask(  # noqa: PLR0913 - what the state of a form holds
    form: FormKind, answers: Answers, ctx: Context, intro: str = "", misses: int = 0, *, doubted: str = ""
) -> Step:
    """Ask the first field that has no answer yet; when none is left, let the member review them."""
    field = missing(form, answers)
    if field is None:
        return review(form, answers, ctx, intro)
    order = fields.FIELDS[form]
    question = speech.line(ctx, f"ask.{field}")
    counted = speech.line(ctx, "form.question", number=str(order.index(field) + 1), count=str(len(order)), question=question)
    skip = (_about(ctx, "form:skip", field),) if field in fields.SKIPPED else ()
    wishes = WISHES if field is Field.WISH else ()
    said = speech.say(ctx, speech.paragraphs(intro, counted), *wishes, *skip, "form:stop", "act:officer")
    return Step(FillingForm(form, answers, misses, doubted), (said,))


def again(state: InForm, ctx: Context, intro: str) -> Step:
    """Say once more what the form waits for, behind an introduction."""
    match state:
        case FillingForm(form, answers, misses, doubted):
            return ask(form, answers, ctx, intro, misses, doubted=doubted)
        case ConfirmingForm(form, answers, misses):
            return review(form, answers, ctx, intro, misses)
        case SigningForm(form, answers, misses):
            return sign(Draft(form, answers), ctx, misses, speech.paragraphs(intro, _statement(ctx)))


def missing(form: FormKind, answers: Answers) -> Field | None:
    """Give the first field without an answer."""
    given = {name for name, _ in answers}
    return next((field for field in fields.FIELDS[form] if field not in given), None)


def review(form: FormKind, answers: Answers, ctx: Context, intro: str = "", misses: int = 0) -> Step:
    """Show all answers and ask whether they are right."""
    asks = "form.review_again" if misses else "form.review_ask"
    text = speech.paragraphs(intro, speech.line(ctx, "form.review"), filled.rows(form, answers, ctx), speech.line(ctx, asks))
    said = speech.say(ctx, text, *reviewing(answers, ctx))
    return Step(ConfirmingForm(form, answers, misses), (said,))


def reviewing(answers: Answers, ctx: Context) -> tuple[Option, ...]:
    """Offer what can be done with answers that were shown: a yes is one to these, and to no others."""
    return (_about(ctx, "form:confirm", _mark(answers)), *(speech.option(ctx, key) for key in ("form:edit", "form:stop")))


def _about(ctx: Context, key: str, what: str) -> Option:
    """Make an option that says what it is about: its message may be an old one when it is pressed."""
    return replace(speech.option(ctx, key), id=f"{key}:{what}")


def _mark(answers: Answers) -> str:
    return f"{crc32(repr(sorted(answers)).encode()):08x}"


def added(state: ConfirmingForm, text: str, ctx: Context, *, instead: bool = False) -> Step | None:
    """Add what the member tells below his answers to what he told in his own words, or put it in its place."""
    given = dict(state.answers)
    field = next((one for one in fields.FIELDS[state.form] if one in fields.FREE and one in given), None)
    if field is None:
        return None
    named, text = speech.line(ctx, f"field.{field}"), fields.behind_adding(text)
    if instead or (field is Field.WISH and fields.begins_wish(text)):
        told, given[field] = speech.line(ctx, "form.corrected", field=named, value=text), text[: fields.LONGEST]
    else:
        told, given[field] = speech.line(ctx, "form.added", field=named), filled.joined(given[field], text)
    return review(state.form, tuple(given.items()), ctx, told)


def which(form: FormKind, answers: Answers, ctx: Context) -> Step:
    """Ask which answer is to be changed."""
    options = (Option(f"edit:{field}", speech.line(ctx, f"field.{field}")) for field in fields.FIELDS[form])
    said = speech.say(ctx, speech.line(ctx, "form.which"), *options, _about(ctx, "form:confirm", _mark(answers)))
    return Step(ConfirmingForm(form, answers), (said,))


def edit(state: State, name: str, ctx: Context) -> Step:
    """Ask one field again."""
    aside = memory.draft(state)
    if aside is None or name not in fields.FIELDS[aside.form]:
        return resume(state, ctx)
    others = tuple(answer for answer in aside.answers if answer[0] != name)
    before = dict(aside.answers).get(name, "").removeprefix(filled.UNVERIFIED)
    return ask(aside.form, others, ctx, doubted=before if name in fields.SKIPPED else "")


def reopen(state: InForm, field: Field, ctx: Context, intro: str) -> Step:
    """Ask one field again that was answered before the one that is asked."""
    return ask(state.form, tuple(answer for answer in state.answers if answer[0] != field), ctx, intro)


def so_far(state: InForm, ctx: Context) -> str:
    """Show what was answered, where the form does not show it anyway."""
    if isinstance(state, ConfirmingForm) or not state.answers:
        return ""
    return speech.paragraphs(speech.line(ctx, "form.so_far"), filled.rows(state.form, state.answers, ctx))


def confirm(state: State, ctx: Context, shown: str = "") -> Step:
    """Take the member from the review to the statement of correctness, which he signs.

    `shown`: the mark of the answers to which he says yes; where they were changed since, he sees them as they are.
    """
    aside = memory.draft(state)
    if aside is None or missing(aside.form, aside.answers):
        return resume(state, ctx)
    if shown and shown != _mark(aside.answers):
        return review(aside.form, aside.answers, ctx)
    return sign(aside, ctx)


def sign(draft: Draft, ctx: Context, misses: int = 0, intro: str = "") -> Step:
    """Ask for the signature, which policy/handling.4 demands of whoever gives the data."""
    said = speech.say(ctx, intro or _statement(ctx), "form:edit", "form:stop")
    return Step(SigningForm(draft.form, draft.answers, misses), (said,))


def submit(draft: Draft, signature: str, ctx: Context) -> Step:
    """Open the ticket with all details, and tell what happens next without promising a latest date."""
    details = tuple(
        (speech.note(f"field.{name}"), filled.officer_words(Field(name), value))
        for name, value in filled.ordered(draft.form, draft.answers)
    )
    signed = (
        (speech.note("form.signature"), signature),
        (speech.note("form.signed_at"), ctx.house.calendar.local(ctx.now).isoformat(timespec="minutes")),
    )
    effect: Effect = OpenTicket(
        ctx.fresh_ref,
        _KIND[draft.form],
        speech.note(_title(draft)),
        HandoverReason.FORM,
        topic=str(draft.form),
        details=details + signed,
        name=dict(draft.answers).get(Field.NAME, "").removeprefix(filled.UNVERIFIED),
    )
    told = speech.say(ctx, _submitted(draft.form, ctx), "act:ticket_status", "act:menu")
    after = Describing(_KIND[draft.form], ticket=ctx.fresh_ref)
    return Step(after, (effect, *numbers.of_form(dict(draft.answers).get(Field.MOBILE, ""), ctx), told))


def _title(draft: Draft) -> str:
    """Give the key of what the form asks for: a registration may only bring one up to date."""
    updates = draft.form is FormKind.REGISTRATION and fields.updates(dict(draft.answers).get(Field.WISH, ""))
    return tickets.UPDATING if updates else _TITLE[draft.form]


def _statement(ctx: Context) -> str:
    return speech.paragraphs(speech.line(ctx, "form.statement"), speech.line(ctx, "form.sign"))


def _submitted(form: FormKind, ctx: Context) -> str:
    told = speech.line(ctx, "form.submitted", ref=speech.written(ctx.fresh_ref))
    next_step = "form.committee" if form is FormKind.SUPPORT else "form.registration"
    return speech.paragraphs(told, speech.line(ctx, next_step), when.answer_hours(ctx, posts.answering(ctx, "", _KIND[form])))
