"""What is awaited, explained to a member who asks back instead of giving it («وش اكتب؟», «لازم؟»), and still awaited.

Must not record what he asked: it is no part of any request. What an officer asked of him, the officer explains.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.effects import Step
from domain.model import Stage
from domain.states import (
    AwaitingComment,
    AwaitingRating,
    Choosing,
    Clarifying,
    ConfirmingForm,
    Describing,
    FillingForm,
    Idle,
    InForm,
    NamingProxy,
    SigningForm,
    State,
)
from handlers import memory, speech
from handlers.context import Context
from handlers.form import forms, mentions
from handlers.form.fields import Field
from handlers.hearing import prospects, retorts, waiting, words
from handlers.hearing.retorts import Retort
from handlers.question import answers, telling, unclear
from handlers.resolved import inviting
from handlers.ticket import additions, complaint, details

_PRIVACY: Final = "privacy"
"""The topic of the entry on what members' data is used for."""
_SENT: Final = frozenset({Retort.VOICE, Retort.PICTURE})
_OF_RATING: Final = {Retort.WHY: "why", Retort.MUST: "must"}
"""The entries on ratings for a member who asks what one is for, and whether he must give one."""


def heard(state: State, text: str, ctx: Context) -> Step | None:
    """Explain what is awaited, and await it on; None where nothing is, or the words ask nothing back."""
    if retorts.would_send_here(text) and (step := _would_send(state, ctx)):
        return step
    if isinstance(state, Clarifying) and telling.is_offered(state) and _asks_what_becomes(text):
        return telling.explained(state, ctx)
    explain = _EXPLAINED.get(type(state))
    retort = retorts.of(text) if explain and not ctx.unheard else None
    if explain is None or retort is None:
        return None
    if isinstance(state, InForm) and retort is Retort.WHY and (field := _asked_of(text)):
        return _reasoned(state, field, ctx)
    if isinstance(state, FillingForm | ConfirmingForm) and retort is Retort.MUST and retorts.of_signing(text):
        return forms.again(state, ctx, speech.line(ctx, "about.signature"))
    if isinstance(state, FillingForm) and retort is Retort.MUST and (field := _asked_of(text)) and field is not Field.NAME:
        return forms.again(state, ctx, speech.line(ctx, f"about.{field}"))
    return explain(state, retort, ctx)


def _asks_what_becomes(text: str) -> bool:
    """Tell whether he asks what is done with what was offered, who has it then, and how long it takes: «مين يشوفها»."""
    return prospects.asks_what_comes(text) or waiting.asks_of_contact(text)


def _asked_of(text: str) -> Field | None:
    """Give the answer of which is asked what it is wanted for: «ليه تبون الهوية»."""
    said = words.told(text)
    return next((field for field, names in mentions.NAMING.items() if not names.isdisjoint(said)), None)


def _reasoned(state: InForm, field: Field, ctx: Context) -> Step:
    """Tell what an answer is wanted for, and what data is used for at all where that is known."""
    use = f"{_PRIVACY}.{Retort.WHY}"
    used = answers.text(use, ctx) if use in ctx.entries else ""
    return forms.again(state, ctx, speech.paragraphs(speech.line(ctx, f"about.{field}"), used))


def _would_send(state: State, ctx: Context) -> Step | None:
    """Tell where a picture or a paper goes, by what is awaited."""
    if isinstance(state, Idle | Clarifying):
        return _sent_here(state, ctx)
    if isinstance(state, InForm):
        return forms.again(state, ctx, speech.line(ctx, _SAYS[Retort.PICTURE]))
    return _detailed(state, Retort.PICTURE, ctx) if isinstance(state, Describing) else None


def _sent_here(state: Idle | Clarifying, ctx: Context) -> Step:
    """Tell where what he would send goes: into what is open, or behind what he writes first."""
    mine = memory.spoken_of(state, ctx) or next(iter(ctx.open_tickets), None)
    told = speech.line(ctx, "retort.sent", ref=speech.written(mine.ref)) if mine else speech.line(ctx, "retort.picture")
    return Step(state, (speech.say(ctx, told, "act:officer", "act:menu"),))


def _told(state: Describing, retort: Retort, ctx: Context) -> Step | None:
    """Explain what the complaint, the suggestion or the word for an officer is to say; of a ticket, its details."""
    if state.ticket is not None:
        return _detailed(state, retort, ctx)
    about = speech.line(ctx, f"about.{state.matter}")
    again = speech.line(ctx, f"{state.matter}.ask_again") if state.matter in complaint.TOLD else about
    told = about if retort is Retort.WHAT else f"{speech.line(ctx, f'retort.{retort}')} {again}"
    return Step(state, (speech.say(ctx, told, "act:officer", "act:menu"),))


def _detailed(state: Describing, retort: Retort, ctx: Context) -> Step | None:
    """Explain what details are for, unless something was answered or asked by an officer meanwhile, which may be meant."""
    ticket = ctx.ticket(state.ticket) if state.ticket else None
    if ticket is None or state.entry or ticket.stage is Stage.WAITING_FOR_MEMBER or details.is_over(state, ticket.ref, ctx):
        return None
    ref = speech.written(ticket.ref)
    about = speech.line(ctx, "about.details", ref=ref)
    if retort in _SENT:
        about = speech.line(ctx, "retort.sent", ref=ref)
    elif retort is Retort.WAY:
        about = f"{speech.line(ctx, 'retort.way')} {about}"
    return Step(state, (speech.say(ctx, about, "act:ticket_status", "act:menu"),))


def _rated(state: AwaitingRating, retort: Retort, ctx: Context) -> Step | None:
    """Explain the scale, what a rating is for, or that nobody must give one; behind an answer that may be meant."""
    if state.entry:
        return None
    entry = _OF_RATING.get(retort)
    about = answers.text(f"rating.{entry}", ctx) if entry else ""
    asked = speech.line(ctx, "rating.range", ref=speech.written(state.ticket))
    return Step(state, (speech.say(ctx, speech.paragraphs(about, asked), *inviting.offered(ctx, state.ticket)),))


def _commented(state: AwaitingComment, retort: Retort, ctx: Context) -> Step:
    about = speech.line(ctx, "about.comment")
    told = f"{speech.line(ctx, f'retort.{retort}')} {about}" if retort in {Retort.WAY, Retort.VOICE} else about
    return Step(state, (speech.say(ctx, told, "act:menu"),))


def _chosen(state: Choosing, _: Retort, ctx: Context) -> Step:
    return additions.which(state, ctx, "which.again")


def _clarified(state: Clarifying, retort: Retort, ctx: Context) -> Step | None:
    """Say once more what was offered, or which is meant; what else he asks where several are may be of the matter."""
    if state.answered:
        return None  # «يعني ما يصير؟» behind an answer is of that
    if telling.is_offered(state):
        return telling.explained(state, ctx)
    return unclear.again(state, ctx) if retort is Retort.WHAT else None


def _filled(state: FillingForm, retort: Retort, ctx: Context) -> Step:
    """Explain the answer that the form waits for."""
    field = forms.missing(state.form, state.answers)
    must = retort is Retort.MUST and field is Field.NAME
    return forms.again(state, ctx, speech.line(ctx, _SAYS.get(retort) or ("form.needs_name" if must else f"about.{field}")))


def _reviewed(state: ConfirmingForm, retort: Retort, ctx: Context) -> Step:
    told = speech.line(ctx, _SAYS[retort]) if retort in _SENT else ""
    return forms.review(state.form, state.answers, ctx, told, max(1, state.misses))


def _signed(state: SigningForm, retort: Retort, ctx: Context) -> Step:
    return forms.again(state, ctx, speech.line(ctx, _SAYS[retort] if retort is Retort.PICTURE else "about.signature"))


def _named(state: NamingProxy, _: Retort, ctx: Context) -> Step:
    return Step(state, (speech.say(ctx, speech.line(ctx, "assembly.proxy_again")),))


_SAYS: Final = {Retort.WAY: "retort.way", Retort.VOICE: "retort.voice", Retort.PICTURE: "attachment.in_form"}
"""What is said in a form to a member who asks how he gives the answer."""
_EXPLAINED: Final[Mapping[type[State], Callable[[Any, Retort, Context], Step | None]]] = {
    Describing: _told,
    AwaitingRating: _rated,
    AwaitingComment: _commented,
    Choosing: _chosen,
    Clarifying: _clarified,
    FillingForm: _filled,
    ConfirmingForm: _reviewed,
    SigningForm: _signed,
    NamingProxy: _named,
}
