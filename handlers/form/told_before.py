"""What a form asks for and leads to, told to a member who asks how it is done, and what he asks next. Must not begin it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.model import Option, TicketKind
from domain.states import FormKind, Idle, State
from faq.decision import Answer, Decision, Handover
from handlers import speech, when
from handlers.context import Context
from handlers.form import fields, gleaning, identity, names
from handlers.form.fields import Field
from handlers.hearing import forms_named, turnings, waiting, wordbook, words
from handlers.question import answers

KNOWN: Final = {FormKind.REGISTRATION: "membership.conditions", FormKind.SUPPORT: "support.steps"}
"""The entry on who may ask for it, or on what follows."""
PERIOD: Final = {FormKind.REGISTRATION: "admission.time", FormKind.SUPPORT: "handling.reply_time"}
"""The entry on when it is decided."""
_COSTS: Final = {FormKind.REGISTRATION: "fees.total"}
"""The entry on what it costs, where it does."""
_OF_FORMS: Final = frozenset({"registration", "admission", "membership", "fees", "shares", "support", "handling", "privacy"})
"""Topics of what is asked about a form: who may, what for, how much."""
_OF_SUPPORT: Final = frozenset({"support"})
_OF_BOTH: Final = frozenset({"handling", "privacy"})
_SURELY: Final = 0.9
"""Confidence that is needed where what the form is about was put behind the member's words."""
_SEVERAL: Final = 2
"""Answers to a form's questions that nobody tells by chance."""
_BEFORE_NAME: Final = wordbook.OPENING | wordbook.ABOUT | wordbook.OWN
BEGINS: Final = {FormKind.REGISTRATION: "act:register", FormKind.SUPPORT: "act:support_request"}
"""The option that begins it."""


def asks_how(text: str) -> bool:
    """Tell whether naming a form asks about it, and does not say that it is wanted: «كيف أسجل», not «ابغى أسجل».

    Saying what one asks about, or asking whether one is entitled, wants nothing of it yet: «عن الدعم», «لي حق في الدعم؟».
    """
    asks = words.begins_asking(text) or words.wants_to_know(text)
    amid = words.asks_amid(text) and not words.wants(text)
    return asks or amid or words.names_a_matter(text) or words.asks_of_a_right(text)


def only_named(text: str) -> FormKind | None:
    """Give the form of which words only say that they are about it: «بخصوص التسجيل»."""
    named = words.names_a_matter(text) and words.made_of(text, forms_named.NAMES_FORM, _BEFORE_NAME)
    return forms_named.form_named(text) if named else None


def how(form: FormKind, ctx: Context) -> Step:
    """Tell how it is done, who may and what it costs, and offer to begin."""
    text = speech.paragraphs(in_short(form, ctx), answers.text(KNOWN[form], ctx), speech.line(ctx, "form.how.begin"))
    begin = replace(speech.option(ctx, BEGINS[form]), label=speech.line(ctx, f"form.begin.{form}"))
    return Step(Idle(KNOWN[form], str(form)), (speech.say(ctx, text, begin, *_costs(form, ctx), "act:officer"),))


def which(state: State, ctx: Context) -> Step:
    """Ask which form is meant, where a member begins as he was told he may, but something else was spoken of since."""
    begins = [speech.option(ctx, begin) for begin in BEGINS.values()]
    return Step(state, (speech.say(ctx, speech.line(ctx, "clarify.which"), *begins, "act:officer", "act:menu"),))


def in_short(form: FormKind, ctx: Context) -> str:
    """Tell how it is done, among answers to other questions."""
    return speech.line(ctx, f"form.how.{form}", count=str(len(fields.FIELDS[form])))


def begun_by(action: str) -> FormKind | None:
    """Give the form that an action begins; None where it begins none."""
    return next((form for form, begin in BEGINS.items() if begin == f"act:{action}"), None)


def is_denied(action: str, text: str) -> bool:
    """Tell whether words that resemble the wish for a form say that it is not wished for: «لا ما ابغى اسجل»."""
    form = begun_by(action)
    return form is not None and forms_named.denies(text, form)


def _costs(form: FormKind, ctx: Context) -> tuple[Option, ...]:
    entry = ctx.entries.get(_COSTS.get(form, ""))
    return (Option(f"entry:{entry.id}", speech.in_language(entry.title, ctx)),) if entry else ()


def offered(ctx: Context) -> FormKind | None:
    """Give the form that was told of just now, and can be begun."""
    first = ctx.offered[0].id if ctx.offered else ""
    return next((form for form, begin in BEGINS.items() if begin == first), None)


def answers_of(text: str) -> Mapping[Field, str]:
    """Give the answers with which a member begins a form that he was told of just now: a full name, a number, or several."""
    if words.asks(text):
        return {}
    if len(told := gleaning.of_another(text)) >= _SEVERAL:
        return told
    if identity.only_tells(text):
        return gleaning.found(text)
    return {Field.NAME: fields.tidy(Field.NAME, names.behind_greeting(text))} if names.is_full_name(text) else {}


def asks_when_answered(text: str) -> bool:
    """Tell whether a few words ask when a form is answered: «كم ياخذ الرد», «متى تردون»."""
    return waiting.asks_how_long(text) or (turnings.asks_when(text) and waiting.asks_of_contact(text))


def read(question: str, form: FormKind, ctx: Context) -> Answer | Handover | None:
    """Read a question that is unclear alone with what the form is about behind it: «كم؟» is «كم العضوية»."""
    if asks_when_answered(question):
        return Answer(when.PERIODS[TicketKind(form)], 1.0, ())
    if waiting.asks_how_much(question) and _COSTS.get(form, "") in ctx.entries:
        return Answer(_COSTS[form], 1.0, ())
    asked, *others = ctx.house.decide(f"{question.rstrip(' ؟?')} {speech.line(ctx, f'form.subject.{form}')}")
    if others or not is_of_forms(asked.decision, ctx):
        return None
    match asked.decision:
        case Answer(confidence=sure) as found if sure >= _SURELY:
            return found
        case Handover(candidates=(best, *_)) as found if best.confidence >= _SURELY:
            return found
        case _:
            return None


def is_of_forms(decision: Decision, ctx: Context) -> bool:
    """Tell whether a decision is on what is asked about forms."""
    entry = ctx.entries.get(decision.entry) if isinstance(decision, Answer | Handover) else None
    return entry is not None and entry.topic in _OF_FORMS


def spoken_of(entries: Iterable[str], ctx: Context) -> FormKind | None:
    """Give the one form on which these entries are; None where they are on something else, or on both."""
    known = ctx.entries
    topics = {known[entry].topic for entry in entries if entry in known}
    if topics and topics <= _OF_SUPPORT:
        return FormKind.SUPPORT
    return FormKind.REGISTRATION if topics and topics <= _OF_FORMS - _OF_SUPPORT - _OF_BOTH else None
