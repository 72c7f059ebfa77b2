"""A telephone number for news, asked for once where the channel shows none and a message elsewhere may be needed to reach him.

Asked with the first ticket that he opens, in the same message. Must not hold anything up: the ticket is open, and no answer is
an answer. What form it is sent in is not decided here.
"""

from dataclasses import replace
from typing import Final

from domain.effects import AskNumber, Effect, KeepNumber, Say, SetConsent, Step
from domain.inbound import CardRead
from domain.model import Author, Option
from domain.quiet import MessageClass
from domain.states import Describing, Idle, InForm, State
from domain.ticketeffects import AddNote, OpenTicket
from handlers import speech
from handlers.context import Context
from handlers.form import fields, gleaning
from handlers.form.fields import Field
from handlers.hearing import assents, sayings, words

NO: Final = "number:no"
_ASKING: Final = frozenset({NO, f"form:skip:{Field.MOBILE}"})
"""Options that stand only where a number is asked for."""
_LONGEST: Final = 5
"""Words of a message that gives a number and says nothing else: «رقم جوالي هو …»."""


def asked(step: Step, ctx: Context) -> Step:
    """Ask behind the words that tell of a new ticket; a member who gave his number in its form is not asked."""
    if ctx.contact.number_asked or not any(isinstance(effect, OpenTicket) for effect in step.effects):
        return step
    if not _is_wanted(ctx) or isinstance(step.state, InForm) or any(map(_tells, step.effects)):
        return step
    said = [place for place, effect in enumerate(step.effects) if isinstance(effect, Say) and effect.reply.author is Author.BOT]
    if not said:
        return step
    effects, last = list(step.effects), step.effects[said[-1]]
    assert isinstance(last, Say)  # noqa: S101 - as found
    text = speech.paragraphs(last.reply.text, speech.line(ctx, "number.ask"))
    effects[said[-1]] = Say(replace(last.reply, text=text, options=(*last.reply.options, speech.option(ctx, NO))))
    return Step(step.state, (*effects, AskNumber()))


def given(state: State, text: str, ctx: Context) -> Step | None:
    """Take the number that was asked for, or the refusal; None where the words are something else."""
    if not awaited(state, ctx):
        return None
    if (assents.refuses(text) or words.is_one_of(text, sayings.SKIP)) and any(option.id == NO for option in ctx.offered):
        return refused(state, ctx)
    if len(text.split()) > _LONGEST or words.asks(text):
        return None
    found = gleaning.found(text)
    return _kept(state, text, found[Field.MOBILE], ctx) if found.keys() == {Field.MOBILE} else None


def shared(step: Step, ctx: Context) -> Step:
    """Let him share it by one press wherever it is asked for; the next thing that is said takes that back."""
    said = [(place, effect.reply) for place, effect in enumerate(step.effects) if isinstance(effect, Say)]
    asking = [(place, replace(reply, share=speech.line(ctx, "number.share"))) for place, reply in said if _asks(reply.options)]
    if not asking and said and _asks(ctx.offered):
        # a message without options of its own loses none by it
        place, reply = min(said, key=lambda one: bool(one[1].options))
        asking = [(place, replace(reply, share_over=True))]
    effects = list(step.effects)
    for place, reply in asking:
        effects[place] = Say(reply)
    return Step(step.state, tuple(effects)) if asking else step


def of_card(state: State, card: CardRead, ctx: Context) -> Step:
    """Take the number on a contact card where one was asked for; else a card asks for nothing."""
    found = gleaning.found(card.number)
    if not awaited(state, ctx):
        return Step(state)
    if found.keys() != {Field.MOBILE}:
        return Step(state, (speech.say(ctx, speech.line(ctx, "number.card_unclear"), NO, "act:menu"),))
    return _kept(state, speech.line(ctx, "number.card_proof"), found[Field.MOBILE], ctx)


def awaited(state: State, ctx: Context) -> bool:
    """Tell whether a number was asked for, and none was given yet."""
    return ctx.contact.number_asked and _is_wanted(ctx) and isinstance(state, Idle | Describing)


def refused(state: State, ctx: Context) -> Step:
    """Leave it at that: he is not asked again."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "number.no"), "act:ticket_status", "act:menu"),))


def of_form(mobile: str, ctx: Context) -> tuple[Effect, ...]:
    """Keep the number that a form asked for anyway, where none is known; one that did not look right is none."""
    known = _is_wanted(ctx) and fields.looks_right(Field.MOBILE, mobile)
    return _keeping(mobile, "form", ctx) if known else ()


def _kept(state: State, text: str, number: str, ctx: Context) -> Step:
    noted = tuple(AddNote(ticket.ref, speech.note("number.note", number=number)) for ticket in ctx.open_tickets[:1])
    told = speech.line(ctx, "number.kept", number=fields.shown(Field.MOBILE, number))
    said = speech.say(ctx, told, "act:ticket_status", "act:menu")
    return Step(state, (*_keeping(number, speech.short(text), ctx), *noted, said))


def _keeping(number: str, proof: str, ctx: Context) -> tuple[Effect, ...]:
    """Keep it, with his consent to hear there of his own matters; one who stopped notices has not taken that back."""
    consent = (SetConsent(notices=True, proof=proof, message=MessageClass.SERVICE),) if ctx.contact.notices else ()
    return (KeepNumber(number), *consent)


def _is_wanted(ctx: Context) -> bool:
    unknown = not ctx.contact.number and ctx.contact.notices and not ctx.contact.is_by_hand
    return unknown and ctx.house.outreach.numberless(ctx.contact.conversation)


def _asks(options: tuple[Option, ...]) -> bool:
    return any(option.id in _ASKING for option in options)


def _tells(effect: Effect) -> bool:
    return isinstance(effect, KeepNumber)
