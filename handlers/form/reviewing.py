"""What a member's words do while he reviews a form or signs it: yes, no, a correction, more to tell, a question, his name."""

from itertools import dropwhile
from typing import Final

from domain.effects import Step
from domain.states import ConfirmingForm, Draft, SigningForm
from faq import normalise
from handlers import actions, escalation, speech
from handlers.context import Context
from handlers.form import asides, correcting, fields, filled, filling, forms, leaving, mentions, names, questions, wishing
from handlers.form.fields import Field
from handlers.hearing import assents, manners, needs, particles, remarks, sayings, undertakings, wordbook, words

_SENTENCE: Final = 3
"""Words of a member who tells more, below his answers."""

_OF_SOMEBODY: Final = 8
"""Digits of such a number, at least."""

_BUT: Final = wordbook.tokens("بس لكن ولكن but")
_AFFIRMING: Final = wordbook.AGREEING - particles.NOT | wordbook.tokens(
    "نفسه نفسها هو هي هذا انا أنا اسمي الاسم توقيعي اوقع موافق i am my name is it's its same signed yes"
)
"""What may stand beside the name in a signature."""


def review(state: ConfirmingForm, text: str, ctx: Context) -> Step:
    """Take the words as yes, or as what is to be changed."""
    if undertakings.gives_up(text):  # «خلاص هونت» agrees to nothing
        return leaving.cancel(state, ctx)
    if step := _answer(state, text, ctx) or leaving.heard(state, text, ctx):
        return step
    if named := words.command(text):
        return actions.run(named, "", state, "", ctx)
    if step := asides.heard(state, text, ctx) or wishing.other_form(state, text, ctx) or correcting.heard(state, text, ctx):
        return step
    if manners.is_courtesy(text):
        return forms.again(state, ctx, filling.returned(text, ctx))
    if wrong := correcting.named(text):
        return forms.edit(state, wrong, ctx)
    righted = _rights_a_figure(state, correcting.behind(normalise.clean(text)))
    if step := (None if righted else questions.heard(state, text, ctx)) or _told(state, text, ctx):
        return step
    if state.misses >= ctx.house.max_misses:
        return escalation.asked(state, text, ctx)
    return forms.review(state.form, state.answers, ctx, "", state.misses + 1)


def _answer(state: ConfirmingForm, text: str, ctx: Context) -> Step | None:
    """Take a yes, a no, or the name of what is to be changed."""
    if _confirms(state, text):
        return forms.confirm(state, ctx)
    if words.is_one_of(text, sayings.EDIT) or remarks.edits(text):
        return forms.which(state.form, state.answers, ctx)
    if wanted := correcting.only_named(text):
        return forms.edit(state, wanted if wanted in fields.FIELDS[state.form] else Field.WISH, ctx)
    return None


def _confirms(state: ConfirmingForm, text: str) -> bool:
    """Tell whether words say that the answers are right, or to go on with them; writing one's name already is signing."""
    name = dict(state.answers).get(Field.NAME, "")
    return (
        words.is_one_of(text, sayings.YES)
        or (remarks.affirms(text) and not mentions.any_answer(text))
        or assents.accepts(text)
        or remarks.agrees(text)
        or undertakings.goes_on(text)
        or undertakings.has_said_all(text)
        or fields.same_name(text, name)
    )


def _told(state: ConfirmingForm, text: str, ctx: Context) -> Step | None:
    """Take a sentence for more of what he told in his own words; a name by itself may be anybody's."""
    if other := _other_spelling(state, text):
        return correcting.corrected(state, Field.NAME, other, ctx)
    behind = correcting.behind(normalise.clean(text))
    said = behind.split()
    listed = any(word.startswith("و") and len(word) > _SENTENCE for word in said[1:])
    named = (
        not mentions.any_answer(behind)
        and names.is_name(behind)
        and fields.looks_right(Field.NAME, behind)
        and len(said) <= _SENTENCE
        and not listed
    )
    righted = _rights_a_figure(state, behind)
    instead = len(said) < len(text.split()) and not righted
    adds = said[:1] and said[0].startswith("و") and words.told(text)[0] not in wordbook.BLESSED  # «وزوجي عاطل»
    needed = righted or (bool(instead or adds) and needs.tells_need(behind))
    least = 1 if needed else _SENTENCE - instead
    tells = len(said) >= least and (instead or needed or not named) and not any(map(_is_long, fields.numbers(text)))
    more = " ".join(said if instead else dropwhile(_leads, text.split()))  # «ايوه بس زيد ان عندي ٣ بنات»
    return forms.added(state, more, ctx, instead=instead) if tells else None


def _leads(word: str) -> bool:
    """Recognise a yes or a but in front of what is added."""
    return normalise.word(word) in particles.YES | _BUT


def _rights_a_figure(state: ConfirmingForm, text: str) -> bool:
    """Recognise what sets a figure right amid what he told, which goes on beside it: «لا غلط راتبي ٣٥٠٠»."""
    told = frozenset(words.told(dict(state.answers).get(Field.NEED, "")))
    shared = any(word in told and not word.isdecimal() for word in words.told(text))
    return shared and any(map(str.isdecimal, text))


def _is_long(number: str) -> bool:
    """Distinguish a number that may be an identity's or a telephone's from one of money: «لا غلط راتبي ٣٥٠٠»."""
    return len(number) >= _OF_SOMEBODY


def _other_spelling(state: ConfirmingForm, text: str) -> str:
    """Give a name that begins or ends as the one given does: «Abdulelah Al Harbi» of «Abdullah Al Harbi»."""
    name = fields.tidy(Field.NAME, text)
    known = normalise.key(dict(state.answers).get(Field.NAME, "")).split()
    parts = normalise.key(name).split()
    alike = bool(known and parts) and (parts[-1] == known[-1] or parts[0] == known[0])
    return name if alike and fields.looks_right(Field.NAME, name) and names.is_name(name) else ""


def _holds_name(text: str, name: str) -> bool:
    """Recognise words that only affirm beside the name as it was given: «ايه نفسه علي محمد القحطاني»."""
    beside = fields.beside_name(text, name)
    return beside is not None and all(word in _AFFIRMING for word in beside)


def sign(state: SigningForm, text: str, ctx: Context) -> Step:
    """Take the words as the signature; one that differs is asked again, and then left to the officer to judge."""
    draft = Draft(state.form, state.answers)
    name = dict(state.answers).get(Field.NAME, "")
    signature = fields.tidy(Field.NAME, text)
    if step := leaving.heard(state, text, ctx):
        return step
    if named := words.command(text):
        return actions.run(named, "", state, "", ctx)
    if words.is_one_of(text, sayings.EDIT):
        return forms.which(state.form, state.answers, ctx)
    fuller = names.is_name(signature) and fields.is_fuller(signature, name)
    if fields.same_name(signature, name) or fuller or _holds_name(text, name):
        return forms.submit(draft, signature, ctx)
    if step := asides.heard(state, text, ctx) or wishing.other_form(state, text, ctx) or correcting.heard(state, text, ctx):
        return step
    if step := questions.heard(state, text, ctx):
        return step
    if manners.is_courtesy(text) or remarks.agrees(text) or assents.accepts(text):
        return forms.again(state, ctx, "")
    if assents.refuses(text):
        return forms.again(state, ctx, speech.line(ctx, "about.signature"))
    if state.misses >= ctx.house.max_misses and fields.looks_right(Field.NAME, signature):
        return forms.submit(draft, speech.note("form.signature_differs", name=signature), ctx)
    again = speech.line(ctx, "form.sign_again", name=name.removeprefix(filled.UNVERIFIED))
    return forms.sign(draft, ctx, state.misses + 1, again)
