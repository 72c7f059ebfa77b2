"""The wish for a form within a form: the other one is meant, or the same once more. Must not drop what was answered."""

from typing import Final

from domain.effects import Step
from domain.states import FillingForm, FormKind, InForm
from faq.decision import Act
from handlers import speech
from handlers.context import Context
from handlers.form import forms
from handlers.form.fields import Field
from handlers.hearing import forms_named, latin, turnings, wordbook, words
from handlers.question import plainly

_SURELY: Final = 0.9
"""Confidence of a wish where a name is asked."""
_WISHING: Final = turnings.OF_KINDS | wordbook.tokens(
    "اقدم أقدم نقدم تقديم على طلب الطلب اسجل أسجل نسجل سجلني تسجيل عضو عضوة عضوية العضوية في عندكم معكم الجمعية بالجمعية "
    "apply register request for as member membership"
)


def _wished_form(state: InForm, text: str, ctx: Context) -> FormKind | None:
    """Give the form that is wished for; where a name is asked, which it is not, it need not say so: «سجلني عضو اول»."""
    if words.asks(text) or any(map(str.isdecimal, text.split())):
        return None
    naming = isinstance(state, FillingForm) and forms.missing(state.form, state.answers) is Field.NAME
    decided = ctx.decided(text)
    match decided:
        case Act(action, confidence=sure) if plainly.acts(decided, text) or (naming and sure >= _SURELY):
            return {"register": FormKind.REGISTRATION, "support_request": FormKind.SUPPORT}.get(action)
        case _:
            return None


def other_form(state: InForm, text: str, ctx: Context) -> Step | None:
    """Go over to the other form where that one is meant or wished for; what both ask is taken along.

    This one goes on if he wishes for it again and tells nothing of it, and where all of it is answered.
    """
    meant = forms_named.rather(text)
    wished = None if meant else _wished_form(state, text, ctx)
    if wished is state.form and forms.missing(state.form, state.answers) is not Field.WISH:
        return forms.again(state, ctx, speech.line(ctx, "form.resumed")) if _only_wishes(text) else None
    if wished and not isinstance(state, FillingForm):
        return forms.again(state, ctx, speech.line(ctx, "form.first"))
    wanted = meant or wished
    return forms.rather(state, wanted, ctx) if wanted and wanted is not state.form else None


def _only_wishes(text: str) -> bool:
    """Tell whether words that wish for a form say nothing beside that: «ابي اقدم طلب دعم», "abi asajjel 3odw"."""
    said = words.told(text)
    return latin.among(said, _WISHING) == set(said)
