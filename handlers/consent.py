"""Notices wanted or not. Must not stop the answers to what a member asks."""

from dataclasses import replace
from typing import Final

from domain.effects import OfferNotices, Say, SetConsent, Step
from domain.inbound import (
    AttachmentReceived,
    ChoiceMade,
    ConversationStarted,
    Inbound,
    MemberOptedOut,
    MemberReturned,
    TextReceived,
)
from domain.model import Author, HandoverReason
from domain.quiet import MessageClass
from domain.states import InForm, State, WithOfficer
from handlers import escalation, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import notices, sayings, words

AGAIN: Final = ("consent:again:yes", "consent:again:no")
"""What one who shut the channel and is back is asked, once."""
_LATER: Final = WithOfficer | InForm
"""The states in which he is not asked yet."""
ONLY: Final = "consent:service:only"
"""The option of a member who wants news of his own matters alone."""
_HIS: Final = TextReceived | ChoiceMade | AttachmentReceived | ConversationStarted
_MORE: Final = ("consent:awareness:yes", "consent:promotional:yes")


def wished(state: State, text: str, ctx: Context) -> Step:
    """Stop notices where words plainly want that, or an option was pressed; else ask, for whoever misses them misses much.

    Why nothing came is a question for an officer.
    """
    if ctx.contact.notices and notices.awaits_messages(text):
        return escalation.hand_over(state, Matter(HandoverReason.UNCLEAR, text), ctx)
    if not text or words.is_one_of(text, sayings.OPT_OUT | sayings.ENDING) or notices.stops_messages(text):
        return out(state, text or "pressed", ctx)
    if not ctx.contact.notices:
        return settings(state, ctx)
    return doubtful(state, ctx)


def doubtful(state: State, ctx: Context) -> Step:
    """Ask whether notices are to stop."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "consent.ask"), "act:opt_out", ONLY, "act:officer", "act:menu"),))


def out(state: State, proof: str, ctx: Context) -> Step:
    """Stop notices, as the member's words ask."""
    said = speech.say(ctx, speech.line(ctx, "consent.out"), *_free(state, ONLY, "act:menu"))
    return Step(state, (SetConsent(notices=False, proof=speech.short(proof)), said))


def back(state: State, proof: str, ctx: Context) -> Step:
    """Send notices again."""
    said = speech.say(ctx, speech.line(ctx, "consent.in"), *_free(state, *_MORE, "act:menu"))
    return Step(state, (SetConsent(notices=True, proof=speech.short(proof)), said))


def _free(state: State, *options: str) -> tuple[str, ...]:
    """Offer these, but beside an officer: a number that is typed there is for him."""
    return () if isinstance(state, WithOfficer) else options


def wanted_again(state: State, text: str, ctx: Context) -> Step | None:
    """Send who stopped notices those again where he wants them, or says «ابدأ»: no form was spoken of that he could mean.

    A member who gets only some, and was told so just now, may choose again.
    """
    again = notices.wants_back(text)
    if ctx.contact.notices:
        return settings(state, ctx) if again and any(option.id in _MORE for option in ctx.offered) else None
    if again and words.asks(text):
        return settings(state, ctx)
    return back(state, text, ctx) if again or words.is_one_of(text, sayings.BEGIN) else None


def chosen(state: State, text: str, ctx: Context) -> Step | None:
    """Take the words of a member who was asked which notices he wants as his choice: «كلها», «خلو حق طلباتي بس»."""
    if all(option.id != ONLY for option in ctx.offered):
        return None
    if notices.means_own(text):
        return only(state, text, ctx)
    if notices.means_not_all(text):
        return settings(state, ctx)
    return out(state, text, ctx) if notices.means_all(text) else None


def of_class(state: State, value: str, ctx: Context) -> Step | None:
    """Take a pressed yes or no to one class of messages, `awareness:yes`; None where it is none. The press is the proof."""
    if f"consent:{value}" == ONLY:
        return only(state, f"pressed {ONLY}", ctx)
    if (pressed := f"consent:{value}") in AGAIN:
        return back(state, f"pressed {pressed}", ctx) if pressed == AGAIN[0] else _not_again(state, ctx)
    name, _, answer = value.partition(":")
    if name not in set(MessageClass) or answer not in {"yes", "no"}:
        return None
    told = speech.say(ctx, speech.line(ctx, f"consent.class_{answer}"), *_free(state, "act:menu"))
    proof = f"pressed consent:{value}"
    # a yes to some messages is a yes to being written to
    again = (SetConsent(notices=True, proof=proof),) if answer == "yes" and not ctx.contact.notices else ()
    return Step(state, (*again, SetConsent(answer == "yes", proof, MessageClass(name)), told))


def only(state: State, proof: str, ctx: Context) -> Step:
    """Send news of his own matters and nothing else."""
    proof = speech.short(proof)
    others = [each for each in MessageClass if each is not MessageClass.SERVICE]
    refused = (SetConsent(notices=False, proof=proof, message=each) for each in others)
    told = speech.say(ctx, speech.line(ctx, "consent.only"), *_free(state, *_MORE, "act:menu"))
    return Step(state, (SetConsent(notices=True, proof=proof), *refused, told))


def _not_again(state: State, ctx: Context) -> Step:
    """Leave notices stopped, now by his own word."""
    told = speech.say(ctx, speech.line(ctx, "consent.not_again"), *_free(state, "act:menu"))
    return Step(state, (SetConsent(notices=False, proof=f"pressed {AGAIN[1]}"), told))


def settings(state: State, ctx: Context) -> Step:
    """Let him choose what he is told without asking."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "consent.settings"), ONLY, *_MORE, "act:opt_out"),))


def stopped(state: State, inbound: MemberOptedOut, ctx: Context) -> Step:
    """Note what the provider says; nothing can be said to the member there."""
    if inbound.blocked and not (ctx.contact.notices or ctx.contact.blocked):
        return Step(state)  # he has said himself that he wants no notices
    return Step(state, (SetConsent(notices=False, proof="provider", blocked=inbound.blocked),))


def returned(state: State, inbound: MemberReturned, ctx: Context) -> Step:
    """Ask a member who opened the channel again whether he wants notices again: to be let in is no consent to them."""
    del inbound
    if not ctx.contact.blocked or isinstance(state, _LATER):
        return Step(state)
    return Step(state, (OfferNotices(), speech.say(ctx, speech.line(ctx, "consent.returned"), *AGAIN)))


def offered(inbound: Inbound, step: Step, ctx: Context) -> Step:
    """Let the first answer to a member who is back, and was not asked yet, offer him notices again."""
    if not ctx.contact.blocked or not isinstance(inbound, _HIS) or isinstance(step.state, _LATER):
        return step
    said = [place for place, effect in enumerate(step.effects) if isinstance(effect, Say) and effect.reply.author is Author.BOT]
    if not said or any(isinstance(effect, SetConsent | OfferNotices) for effect in step.effects):
        return step
    effects, last = list(step.effects), step.effects[said[-1]]
    assert isinstance(last, Say)  # noqa: S101 - as found
    text = speech.paragraphs(last.reply.text, speech.line(ctx, "consent.stopped"))
    options = (*last.reply.options, speech.option(ctx, AGAIN[0]))
    effects[said[-1]] = Say(replace(last.reply, text=text, options=options))
    return Step(step.state, (OfferNotices(), *effects))
