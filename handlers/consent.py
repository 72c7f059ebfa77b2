"""Notices wanted or not. Must not stop the answers to what a member asks."""

from domain.effects import SetConsent, Step
from domain.inbound import MemberOptedOut
from domain.quiet import MessageClass
from domain.states import State
from handlers import speech, words
from handlers.context import Context


def wished(state: State, text: str, ctx: Context) -> Step:
    """Stop notices where words plainly want that, or an option was pressed; else ask, for whoever misses them misses much."""
    if not text or words.is_one_of(text, words.OPT_OUT) or words.stops_messages(text):
        return out(state, text or "pressed", ctx)
    return Step(state, (speech.say(ctx, speech.line(ctx, "consent.ask"), "act:opt_out", "act:officer", "act:menu"),))


def out(state: State, proof: str, ctx: Context) -> Step:
    """Stop notices, as the member's words ask."""
    said = speech.say(ctx, speech.line(ctx, "consent.out"), "act:menu")
    return Step(state, (SetConsent(notices=False, proof=speech.short(proof)), said))


def back(state: State, proof: str, ctx: Context) -> Step:
    """Send notices again."""
    said = speech.say(ctx, speech.line(ctx, "consent.in"), "consent:awareness:yes", "act:menu")
    return Step(state, (SetConsent(notices=True, proof=speech.short(proof)), said))


def of_class(state: State, value: str, ctx: Context) -> Step | None:
    """Take a pressed yes or no to one class of messages, `awareness:yes`; None where it is none. The press is the proof."""
    name, _, answer = value.partition(":")
    if name not in set(MessageClass) or answer not in {"yes", "no"}:
        return None
    told = speech.say(ctx, speech.line(ctx, f"consent.class_{answer}"), "act:menu")
    return Step(state, (SetConsent(answer == "yes", f"pressed consent:{value}", MessageClass(name)), told))


def stopped(state: State, inbound: MemberOptedOut, ctx: Context) -> Step:
    """Note what the provider says; nothing can be said to the member there."""
    del inbound, ctx
    return Step(state, (SetConsent(notices=False, proof="provider"),))
