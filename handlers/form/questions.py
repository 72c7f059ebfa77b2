"""Questions beside a form: answered where that is sure, read with what the form is about where they are unclear alone.

What nobody here can answer is written into the request, for the officer who reads it. Must not take an answer for a question.
"""

from dataclasses import dataclass, replace
from typing import Final

from domain.effects import Step
from domain.model import HandoverReason
from domain.states import ConfirmingForm, FillingForm, FormKind, InForm
from faq.decision import Act, Answer, Asked, Handover, Thread
from faq.entries import Flag
from handlers import actions, escalation, speech
from handlers.context import Context
from handlers.form import fields, filled, forms, mentions, names, told_before
from handlers.form.fields import Field
from handlers.hearing import forms_named, persons, remarks, turnings, waiting, wordbook, words
from handlers.question import answers, plainly
from handlers.ticket import complaint, tickets

_SURELY: Final = 0.85
"""Confidence from which words that do not ask are a question all the same: «رسوم العضوية»."""
_OF_JOINING: Final = forms_named.NAMES_FORM - wordbook.tokens("دعم الدعم للدعم support") | wordbook.tokens(
    "عضو عضوة العضو عضويتي اعضاء الاعضاء انضم الانضمام اشترك الاشتراك member members join joining"
)
"""What names membership, of which a support form's own question is none."""
_EITHER: Final = wordbook.tokens("اي which ولا او أو or")
_OURS: Final = wordbook.tokens("الجمعية جمعية حقكم رقمكم جوالكم association") | wordbook.OWN
_CALL: Final = "action.call-me"
"""The entry for a member who would be called."""
_SHORT, _FEW = 10, 4
"""Words of a question about the field, and of one that asks nothing but what to do."""
_FEW_HIGHER: Final = 6
"""Words of a wish for somebody higher; a longer one tells what he needs."""
_ANSWERS: Final = 4
"""Words beyond which a question without its mark may be told as an answer in the member's own words."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said to a question, and the question itself where it goes to the officer."""

    text: str
    kept: str = ""


def heard(state: InForm, text: str, ctx: Context) -> Step | None:
    """Answer a question and say once more what the form waits for; None where the words are none."""
    asked = words.asks(text) or names_matter(text, ctx)
    decided = _decided(state, text, ctx)
    if step := _elsewhere(state, decided, text, ctx):
        return step
    if remarks.calls(text):
        return forms.again(state, ctx, speech.line(ctx, "form.here"))
    answered = any(isinstance(one.decision, Answer) and told_before.is_of_forms(one.decision, ctx) for one in decided)
    if _is_about(state, text) and not answered:
        return _explained(state, ctx)
    told = [_known(state, one, ctx, asked=asked) for one in decided]
    if any(told):
        return _again(state, [one or _unknown(asked_.question, ctx) for one, asked_ in zip(told, decided, strict=True)], ctx)
    if not asked or _may_answer(state, text):
        return None
    short = len(text.split()) == 1 or (words.asks_why(text) and len(text.split()) <= _FEW and isinstance(state, FillingForm))
    return _explained(state, ctx) if short else _again(state, [_unknown(text, ctx)], ctx)


def names_matter(text: str, ctx: Context) -> bool:
    """Tell whether words are the title of a matter, with an approved answer or without: they are no answer to a form."""
    return plainly.names(ctx.decided(text), text, ctx.entries, silent=True)


def is_known(state: InForm, text: str, ctx: Context) -> bool:
    """Tell whether all that words ask has its answer here."""
    told = [_known(state, one, ctx, asked=True) for one in _decided(state, text, ctx)]
    return all(one and one.text and not one.kept for one in told)


def _decided(state: InForm, text: str, ctx: Context) -> tuple[Asked, ...]:
    """Decide on words by themselves, where these surely are a question, else with what the form is about.

    Where that has no answer, and they have one by themselves that is of forms, it is that: «ومين اللي يقرر».
    """
    alone = ctx.house.decide(text)
    if len(alone) == 1 and (found := _of_this_form(state, alone[0], ctx)):
        return (replace(alone[0], decision=found),)
    if len(alone) == 1 and (plainly.asks(alone[0].decision, text) or names_matter(text, ctx)):
        return alone
    behind = ctx.house.decide(text, Thread(told_before.KNOWN[state.form], str(state.form)))
    if any(isinstance(one.decision, Answer) for one in behind):
        return behind
    known = all(isinstance(one.decision, Answer) and told_before.is_of_forms(one.decision, ctx) for one in alone)
    return alone if known else behind


def _of_this_form(state: InForm, asked: Asked, ctx: Context) -> Answer | Handover | None:
    """Read a question about support that names nothing of membership as one about support: «وش شروطه», which both have."""
    entry = asked.decision.entry if isinstance(asked.decision, Answer) else ""
    said = words.told(asked.question)
    if (
        state.form is not FormKind.SUPPORT
        or entry != told_before.KNOWN[FormKind.REGISTRATION]
        or not _OF_JOINING.isdisjoint(said)
    ):
        return None
    return told_before.read(asked.question, state.form, ctx)


def _elsewhere(state: InForm, decided: tuple[Asked, ...], text: str, ctx: Context) -> Step | None:
    """Lead who wants an officer, or is angry, to a person; for one the form waits, beside the other it goes on.

    It also waits while a member would rather complain, suggest something, or have his data seen to.
    """
    if len(decided) > 1:
        return None
    if _calls(text, ctx) or wishes_higher(text):
        return escalation.asked(state, text, ctx)
    plain = plainly.acts(decided[0].decision, text)
    match decided[0].decision:
        case Act(action="officer", confidence=sure) if plain or (sure >= _SURELY and words.wishes(text)):
            return escalation.asked(state, text, ctx)
        case Act(entry=actions.ANGER, confidence=sure) if sure >= _SURELY or words.is_hurt(text):
            return _apologised(state, text, ctx)
        case Handover(reason=HandoverReason.ANGER):
            return _apologised(state, text, ctx)
        case Act("complaint" | "suggestion" | "privacy" as action, entry) if plain:
            return actions.run(action, entry, state, text, ctx)
        case Act("menu") if plain:
            return _explained(state, ctx)
        case _:
            return None


def wishes_higher(text: str) -> bool:
    """Tell whether a few words wish for somebody higher, and tell no more: «ارفعوها للرئيس»."""
    return persons.would_go_higher(text) and len(words.told(text)) <= _FEW_HIGHER


def _calls(text: str, ctx: Context) -> bool:
    """Tell whether the member asks or wishes to be called instead of writing on."""
    if wordbook.CALLING.isdisjoint(words.told(text)) or not (words.asks(text) or words.wishes(text)):
        return False
    likely = ctx.decided(text).candidates[:1]
    return any(one.entry == _CALL and one.confidence >= _SURELY for one in likely)


def _apologised(state: InForm, text: str, ctx: Context) -> Step:
    told, effects = complaint.apology(text, ctx)
    step = forms.again(state, ctx, told)
    return Step(step.state, (*effects, *step.effects))


def _known(state: InForm, one: Asked, ctx: Context, *, asked: bool) -> _Told | None:
    """Give the answer to a question; one that is unclear alone is read with what the form is about."""
    match one.decision:
        case _ if waiting.asks_how_long(one.question) and not ctx.open_tickets:
            return _Told(answers.text(told_before.PERIOD[state.form], ctx))
        case Answer(entry, sure) if asked or (sure >= _SURELY and not names.is_name(one.question)):
            return _Told(answers.text(entry, ctx))
        case Act("thanks" | "comfort" as felt, confidence=sure) if sure >= _SURELY and not names.is_name(one.question):
            return _Told(speech.line(ctx, "thanks.reply" if felt == "thanks" else "menu.comfort"))
        case Act(entry=actions.WHEN) if not ctx.open_tickets:
            return _Told(answers.text(told_before.PERIOD[state.form], ctx))
        case Act("ticket_status"):
            return _Told(tickets.standing(one.question, ctx))
        case Act(action) if action in actions.FORMS:
            return _Told("") if asked else None
        case Act() | Answer():
            return None
        case Handover(entry=entry) if entry:
            return _silent(entry, one.question, ctx) if asked else None
        case _:
            return _read_again(state, one.question, ctx) if asked else None


def _read_again(state: InForm, question: str, ctx: Context) -> _Told | None:
    match told_before.read(question, state.form, ctx):
        case Answer(entry):
            return _Told(answers.text(entry, ctx))
        case Handover(entry=entry):
            return _silent(entry, question, ctx)
        case None if turnings.asks_when(question):
            return _Told(answers.text(told_before.PERIOD[state.form], ctx))
        case None:
            return None


def _silent(entry_id: str, question: str, ctx: Context) -> _Told | None:
    """Tell why there is no approved answer, and keep the question, unless nobody would answer it."""
    entry = ctx.entries.get(entry_id)
    if entry is None or not entry.answer:
        return None
    reason = speech.approved(entry, ctx)
    if Flag.REFUSED in entry.flags:
        return _Told(reason)
    return _Told(reason, question)


def _unknown(question: str, ctx: Context) -> _Told:
    return _Told(speech.line(ctx, "form.question_unknown"), question)


def _again(state: InForm, told: list[_Told], ctx: Context) -> Step:
    kept_too = speech.line(ctx, "form.question_kept") if any(one.kept for one in told) else ""
    said = f"{speech.paragraphs(*dict.fromkeys(one.text for one in told))} {kept_too}".strip()
    before = dict(state.answers).get(Field.ASKED, "")
    kept = [one.kept for one in told if one.kept and one.kept not in before]
    if kept:
        asked = " / ".join(filter(None, (before, *kept)))[: fields.LONGEST]
        state = replace(state, answers=filled.with_answer(state.answers, Field.ASKED, asked))
    return forms.again(state, ctx, said)


def _is_about(state: InForm, text: str) -> bool:
    """Tell whether a few words ask about the very answer that is awaited: «رقم الهوية ولا الاقامة», «جوالي انا عادي؟»."""
    said = words.told(text)
    if not isinstance(state, FillingForm) or len(said) > _SHORT or not _OURS.isdisjoint(said):
        return False
    asked = forms.missing(state.form, state.answers)
    asks = words.asks(text) or not _EITHER.isdisjoint(said[1:])
    return asks and asked is not None and not mentions.NAMING[asked].isdisjoint(said)


def _explained(state: InForm, ctx: Context) -> Step:
    """Say what the answer is that is awaited."""
    asked = forms.missing(state.form, state.answers)
    if isinstance(state, ConfirmingForm):
        return forms.review(state.form, state.answers, ctx, misses=max(1, state.misses))
    return forms.again(state, ctx, speech.line(ctx, f"about.{asked}") if asked else "")


def _may_answer(state: InForm, text: str) -> bool:
    """Tell whether a question may be the need itself, told as one: «ليش ما تساعدوني وأنا أرملة ...»."""
    free = isinstance(state, FillingForm) and forms.missing(state.form, state.answers) in fields.FREE
    return free and len(text.split()) > _ANSWERS and not any(mark in text for mark in "؟?")
