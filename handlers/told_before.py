"""What a form asks and leads to, told to who asks how it is done. Must not begin it: he may only have a question."""

from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.model import Option
from domain.states import FormKind, Idle
from handlers import answers, fields, speech, words
from handlers.context import Context

_KNOWN: Final = {FormKind.REGISTRATION: "membership.conditions", FormKind.SUPPORT: "support.steps"}
"""The entry on who may ask for it, or on what follows."""
_COSTS: Final = {FormKind.REGISTRATION: "fees.total"}
"""The entry on what it costs, where it does."""
BEGINS: Final = {FormKind.REGISTRATION: "act:register", FormKind.SUPPORT: "act:support_request"}
"""The option that begins it."""


def asks_how(text: str) -> bool:
    """Tell whether who names a form asks about it, and does not say that he wants it: «كيف أسجل», not «ابغى أسجل»."""
    return words.begins_asking(text) or words.wants_to_know(text)


def how(form: FormKind, ctx: Context) -> Step:
    """Tell how it is done, who may and what it costs, and offer to begin."""
    told = speech.line(ctx, f"form.how.{form}", count=str(len(fields.FIELDS[form])))
    text = speech.paragraphs(told, answers.text(_KNOWN[form], ctx), speech.line(ctx, "form.how.begin"))
    begin = replace(speech.option(ctx, BEGINS[form]), label=speech.line(ctx, f"form.begin.{form}"))
    return Step(Idle(_KNOWN[form], str(form)), (speech.say(ctx, text, begin, *_costs(form, ctx), "act:officer"),))


def _costs(form: FormKind, ctx: Context) -> tuple[Option, ...]:
    entry = ctx.house.library.entries.get(_COSTS.get(form, ""))
    return (Option(f"entry:{entry.id}", speech.in_language(entry.title, ctx)),) if entry else ()
