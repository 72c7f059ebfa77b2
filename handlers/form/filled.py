"""The answers to a form as they are read: by the member who reviews them, and by the officer who gets them. Pure."""

from typing import Final

from domain.states import FormKind
from handlers import speech
from handlers.context import Context
from handlers.form import fields
from handlers.form.fields import Field

Answers = tuple[tuple[str, str], ...]

UNVERIFIED: Final = "?"
"""In front of a kept value that did not look right and that the member insisted on."""


def rows(form: FormKind, answers: Answers, ctx: Context) -> str:
    """Show the answers in the order of their questions."""
    return "\n".join(row(ctx, Field(name), value) for name, value in ordered(form, answers))


def row(ctx: Context, field: Field, value: str) -> str:
    """Show one answer."""
    return speech.line(ctx, "form.row", field=speech.line(ctx, f"field.{field}"), value=_value_words(ctx, field, value))


def _value_words(ctx: Context, field: Field, value: str) -> str:
    """Give a kept answer for the member's review."""
    if not value:
        return speech.line(ctx, "form.left")
    plain = fields.shown(field, value.removeprefix(UNVERIFIED))
    return speech.line(ctx, "form.to_check", value=plain) if value.startswith(UNVERIFIED) else plain


def officer_words(field: Field, value: str) -> str:
    """Give a kept answer for the officer, with what he has to verify."""
    if not value:
        return speech.note("form.left")
    plain = fields.shown(field, value.removeprefix(UNVERIFIED))
    return speech.note("form.unverified", value=plain) if value.startswith(UNVERIFIED) else plain


def joined(before: str, more: str) -> str:
    """Put what is added to an answer in his own words behind it."""
    comma = ", " if before.isascii() else "، "
    return f"{before}{comma}{more}"[: fields.LONGEST] if before else more


def with_answer(answers: Answers, field: Field, value: str) -> Answers:
    """Give the answers with this one, in place of what was given before."""
    return tuple({**dict(answers), field.value: value}.items())


def ordered(form: FormKind, answers: Answers) -> Answers:
    """Give the answers in the order of their questions, and what the member asked beside them."""
    given = dict(answers)
    return tuple((field, given[field]) for field in (*fields.FIELDS[form], Field.ASKED) if field in given)
