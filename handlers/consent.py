"""Notices wanted or not. Must not stop the answers to what a member asks."""

from typing import Final

from domain.effects import SetConsent, Step
from domain.inbound import MemberOptedOut
from domain.quiet import MessageClass
from domain.states import State
from handlers import speech, words
from handlers.context import Context

ONLY: Final = "consent:service:only"
"""The option of who wants news of his own matters alone."""
_MORE: Final = ("consent:awareness:yes", "consent:promotional:yes")


def wished(state: State, text: str, ctx: Context) -> Step:
    """Stop notices where words plainly want that, or an option was pressed; else ask, for whoever misses them misses much."""
    if not text or words.is_one_of(text, words.OPT_OUT) or words.stops_messages(text):
        return out(state, text or "pressed", ctx)
    if not ctx.contact.notices:
        return settings(state, ctx)
    return Step(state, (speech.say(ctx, speech.line(ctx, "consent.ask"), "act:opt_out", "act:officer", "act:menu"),))


def out(state: State, proof: str, ctx: Context) -> Step:
    """Stop notices, as the member's words ask."""
    said = speech.say(ctx, speech.line(ctx, "consent.out"), ONLY, "act:menu")
    return Step(state, (SetConsent(notices=False, proof=speech.short(proof)), said))


def back(state: State, proof: str, ctx: Context) -> Step:
    """Send notices again."""
    said = speech.say(ctx, speech.line(ctx, "consent.in"), *_MORE, "act:menu")
    return Step(state, (SetConsent(notices=True, proof=speech.short(proof)), said))


def of_class(state: State, value: str, ctx: Context) -> Step | None:
    """Take a pressed yes or no to one class of messages, `awareness:yes`; None where it is none. The press is the proof."""
    if f"consent:{value}" == ONLY:
        return _only(state, ctx)
    name, _, answer = value.partition(":")
    if name not in set(MessageClass) or answer not in {"yes", "no"}:
        return None
    told = speech.say(ctx, speech.line(ctx, f"consent.class_{answer}"), "act:menu")
    proof = f"pressed consent:{value}"
    # a yes to some messages is a yes to being written to
    again = (SetConsent(notices=True, proof=proof),) if answer == "yes" and not ctx.contact.notices else ()
    return Step(state, (*again, SetConsent(answer == "yes", proof, MessageClass(name)), told))


def _only(state: State, ctx: Context) -> Step:
    """Send news of his own matters and nothing else."""
    proof = f"pressed {ONLY}"
    others = [each for each in MessageClass if each is not MessageClass.SERVICE]
    refused = (SetConsent(notices=False, proof=proof, message=each) for each in others)
    told = speech.say(ctx, speech.line(ctx, "consent.only"), "act:menu")
    return Step(state, (SetConsent(notices=True, proof=proof), *refused, told))


def settings(state: State, ctx: Context) -> Step:
    """Let him choose what he is told without asking."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "consent.settings"), ONLY, *_MORE, "act:opt_out"),))


def stopped(state: State, inbound: MemberOptedOut, ctx: Context) -> Step:
    """Note what the provider says; nothing can be said to the member there."""
    del inbound, ctx
    return Step(state, (SetConsent(notices=False, proof="provider"),))
