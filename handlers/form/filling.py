"""What a member's words do while a form is filled in. Must not lose an answer that was given."""

import re
from typing import Final

from domain.effects import Step
from domain.states import ConfirmingForm, FillingForm, State
from faq import framing, normalise
from faq.decision import Act
from handlers import actions, escalation, speech
from handlers.context import Context
from handlers.form import asides, correcting, fields, filled, forms, gleaning, leaving, names, otherwise, questions, wishing
from handlers.form.fields import Field
from handlers.hearing import (
    halves,
    manners,
    needs,
    progress,
    remarks,
    sayings,
    tellings,
    undertakings,
    wordbook,
    words,
)
from handlers.question import plainly

_ASKED: Final = 2
"""Words of a question beside a number."""
_TOLD: Final = 3
"""Words in place of a name from which something was told."""
_LIKELY: Final = 0.75
_NO_NAMES: Final = actions.WISHES | {"officer"}
"""Actions for which no name is taken."""
_SAID_LIKE_NAMES: Final = frozenset({"thanks", "comfort", "greeting", "resume", "rate"})
"""Actions that the matcher finds in names."""
_TALKING: Final = wordbook.CALLING | wordbook.tokens("اكلم أكلم اتكلم اتحدث اتواصل احاكي talk speak")
_TAKE_DOWN: Final = wordbook.tokens("اكتب اكتبي سجل سجلي write")
"""What may stand in front of a name."""
_RUN: Final = re.compile(r"\+?[0-9][0-9\s\-.()]*")


def fill(state: FillingForm, text: str, ctx: Context) -> Step:
    """Take the words as the answer to the field that was asked."""
    field = forms.missing(state.form, state.answers)
    if field is None:
        return forms.review(state.form, state.answers, ctx)
    if step := leaving.heard(state, text, ctx):
        return step
    text = framing.first_asked(text)
    text = _of_name(state, text) if field is Field.NAME else text
    if words.is_one_of(text, sayings.SKIP):
        return skip(state, ctx)
    if named := words.command(text):
        return actions.run(named, "", state, "", ctx)
    for aside in (
        otherwise.heard,
        _with_question,
        wishing.other_form,
        asides.heard,
        _several,
        correcting.heard,
        asides.reopened,
    ):
        if step := aside(state, text, ctx):
            return step
    return _entered(state, field, text, ctx)


def _of_name(state: FillingForm, text: str) -> str:
    """Give the name behind a greeting or a word of assent, and with the part of it that came before."""
    text = correcting.behind_label(names.behind_greeting(text))
    first, *rest = text.split() or [""]
    if (words.is_one_of(first, sayings.ACKNOWLEDGED) or first in _TAKE_DOWN) and fields.looks_right(Field.NAME, " ".join(rest)):
        return " ".join(rest)
    parted = state.doubted and len(state.doubted.split()) == 1 and not rest and names.is_name(f"{state.doubted} {first}")
    return f"{state.doubted} {first}" if parted and first.isalpha() and not fields.same_name(first, state.doubted) else text


def _several(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Take what the words tell at once, where that is more than one answer that is still missing."""
    asked = forms.missing(state.form, state.answers)
    if asked in fields.FREE:
        return None
    given = dict(state.answers)
    told = {field: value for field, value in gleaning.found(text, asked).items() if field not in given}
    return forms.taken(state.form, state.answers, told, ctx) if len(told) > 1 else None


def _entered(state: FillingForm, field: Field, text: str, ctx: Context) -> Step:
    """Take words that are no command for the answer, or for a question or a courtesy beside the form."""
    value = fields.tidy(field, text)
    if field is Field.NAME and (named := gleaning.found(text).get(field)):
        text = value = named
    number = field in fields.SKIPPED
    if ctx.unheard and not (number and fields.looks_right(field, value)):
        return Step(state)  # the question goes to him once more: words that are no number may be about its silence
    if number and state.doubted and remarks.insists(text):
        return _answered(state, field, _insisted(field, state.doubted), ctx)
    if number and not fields.could_be(field, text) and asides.lacks(text, field):
        return forms.ask(state.form, (*state.answers, (field.value, "")), ctx, speech.line(ctx, "form.leave_it"))
    if not (number and fields.could_be(field, text)) and (step := _beside(state, field, text, ctx)):
        return step
    lives = field is Field.WISH and tellings.tells_where_he_lives(value)
    if field in fields.FREE and (lives or not (names.says_something(value) or fields.begins_wish(value))):
        return _wrong(state, field, value, ctx)
    if field is not Field.NAME and fields.same_name(text, dict(state.answers).get(Field.NAME, "")):
        return forms.ask(state.form, state.answers, ctx, misses=state.misses, doubted=state.doubted)
    if fields.looks_right(field, value) and not (field is Field.NAME and _is_no_name(state, text, value, ctx)):
        return _and_question(_answered(state, field, value, ctx), text if number else "", ctx)
    if not fields.could_be(field, text) and (step := questions.heard(state, text, ctx)):
        return step
    return _wrong(state, field, value, ctx) if fields.could_be(field, text) else _no_number(state, field, text, ctx)


def skip(state: State, ctx: Context, pressed: str = "") -> Step:
    """Leave the field to the officer, where that may be; one that was pressed below an earlier question leaves nothing."""
    if not isinstance(state, FillingForm):
        return forms.resume(state, ctx)
    field = forms.missing(state.form, state.answers)
    if field in fields.SKIPPED and pressed in {"", field}:
        return _answered(state, field, "", ctx)
    return forms.ask(state.form, state.answers, ctx, misses=state.misses)


def wished(state: State, value: str, ctx: Context) -> Step:
    """Take a pressed option for what a registration is for."""
    if not isinstance(state, FillingForm) or f"wish:{value}" not in forms.WISHES:
        return forms.resume(state, ctx)
    if forms.missing(state.form, state.answers) is not Field.WISH:
        return forms.again(state, ctx, "")
    return _answered(state, Field.WISH, speech.line(ctx, f"option.wish:{value}"), ctx)


def _beside(state: FillingForm, field: Field, text: str, ctx: Context) -> Step | None:
    """Answer a question beside the form, and ask again; a question or a courtesy is nobody's name, however often it comes."""
    if (_acts(field, text, ctx) or _may_ask(field, text) or questions.names_matter(text, ctx)) and (
        step := questions.heard(state, text, ctx)
    ):
        return step
    if manners.is_courtesy(text) or remarks.agrees(text):
        if field in fields.SKIPPED and state.misses >= ctx.house.max_misses:
            return None
        misses = state.misses + (field in fields.SKIPPED)
        return forms.ask(state.form, state.answers, ctx, returned(text, ctx), misses, doubted=state.doubted)
    if field is Field.NAME and (undertakings.goes_on(text) or undertakings.begins(text)):
        return forms.again(state, ctx, speech.line(ctx, "form.resumed") if state.answers else "")
    return None


def returned(text: str, ctx: Context) -> str:
    """Return a greeting, or thanks, beside the form."""
    if kind := manners.greeting(text):
        return speech.line(ctx, f"greeting.{kind}")
    return speech.line(ctx, "thanks.reply") if manners.thanks(text) else ""


def _acts(field: Field, text: str, ctx: Context) -> bool:
    """Recognise words that surely want something done in place of free words; of a name, what none is taken for by chance."""
    decided = ctx.decided(text)
    if not isinstance(decided, Act) or not plainly.acts(decided, text):
        return False
    return field in fields.FREE or (field is Field.NAME and decided.action in _NO_NAMES)


def _may_ask(field: Field, text: str) -> bool:
    """Tell whether words may be a question: by their form, or where they are no name; free words are the answer."""
    calls = words.begins_wishing(text) and not _TALKING.isdisjoint(words.told(text))
    wishes = calls or questions.wishes_higher(text)
    return words.asks(text) or wishes or (field is Field.NAME and not names.is_name(fields.tidy(field, text)))


def _insisted(field: Field, value: str) -> str:
    return value if fields.looks_right(field, value) else filled.UNVERIFIED + value


def _answered(state: FillingForm, field: Field, value: str, ctx: Context) -> Step:
    return forms.ask(state.form, (*state.answers, (field.value, value)), ctx)


def _and_question(step: Step, text: str, ctx: Context) -> Step:
    """Answer also what is asked beside a number: «0501234567، متى الرد؟»."""
    asked = _RUN.sub("", normalise.digits(text)).strip(" ،,.-")
    if not isinstance(step.state, FillingForm | ConfirmingForm) or len(asked.split()) < _ASKED or not words.asks(asked):
        return step
    return questions.heard(step.state, asked, ctx) or step


def _with_question(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Take the answer that is told beside a question, and answer that: «اسمي فاطمة القرني بس ابي اعرف كم الرسوم».

    In free words a question that is not surely answered is a part of them.
    """
    field = forms.missing(state.form, state.answers)
    if field is None or field in fields.SKIPPED:
        return None
    for told, question in halves.told_and_asked(text):
        asked = framing.announced(question)
        free = field in fields.FREE
        if free and not (needs.tells_need(told) or words.wants(told) or fields.begins_wish(told)):
            continue  # «الإجراءات مو واضحة لي، وش ...» tells what he asks about
        if free and not questions.is_known(state, asked, ctx):
            return _answered(state, field, fields.tidy(field, text), ctx)
        step = fill(state, told, ctx)
        if isinstance(step.state, FillingForm | ConfirmingForm) and field in dict(step.state.answers):
            return questions.heard(step.state, asked, ctx) or step
    return None


def _wrong(state: FillingForm, field: Field, value: str, ctx: Context) -> Step:
    """Ask once more. What the member insists on is kept for the officer to verify; where it cannot be a name, he takes over."""
    if field is Field.NAME and not names.could_be_name(value):
        if state.misses >= ctx.house.max_misses:
            return escalation.asked(state, value, ctx)
    elif state.doubted and state.misses and value and (field is not Field.NAME or fields.same_name(value, state.doubted)):
        return _answered(state, field, filled.UNVERIFIED + value, ctx)
    hint = speech.line(ctx, _hint(field, value), value=speech.short(value, speech.ECHO))
    return forms.ask(state.form, state.answers, ctx, hint, state.misses + 1, doubted=value)


def _hint(field: Field, value: str) -> str:
    """Name the sentence for words that are not what was asked for; where something else is told: that no name is in it."""
    if field is not Field.NAME:
        return f"wrong.{field}"
    if progress.waits_in_vain(value):
        return "form.waited"
    return "wrong.no_name" if len(value.split()) >= _TOLD and not names.is_name(value) else "wrong.name"


def _no_number(state: FillingForm, field: Field, text: str, ctx: Context) -> Step:
    """Ask again for a number where there is none; if he goes on about something else, it is left to the officer."""
    if undertakings.goes_on(text):
        return forms.ask(state.form, state.answers, ctx, speech.line(ctx, "form.resumed"), state.misses, doubted=state.doubted)
    if state.misses >= ctx.house.max_misses:
        return forms.ask(state.form, (*state.answers, (field.value, "")), ctx, speech.line(ctx, "form.leave_it"))
    return forms.ask(
        state.form, state.answers, ctx, speech.line(ctx, "wrong.no_number"), state.misses + 1, doubted=state.doubted
    )


def _is_no_name(state: FillingForm, text: str, name: str, ctx: Context) -> bool:
    """Tell whether words in place of a name rather say or wish something; the second time they are taken if they may be one.

    The matcher knows no names, and finds in some a courtesy: only what else is wished or told counts against one.
    """
    if fields.same_name(name, state.doubted):
        return not names.could_be_name(name)
    if not names.is_name(name):
        return True
    decided = ctx.decided(text)
    return isinstance(decided, Act) and decided.action not in _SAID_LIKE_NAMES and decided.confidence >= _LIKELY
