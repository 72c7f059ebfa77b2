"""Greeting, menu, help, thanks and small talk: the words that are no question. Must not answer questions."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.effects import Effect, Step
from domain.inbound import ConversationStarted
from domain.model import Option
from domain.states import Idle, State
from handlers import memory, speech
from handlers.context import Context
from handlers.hearing import manners, words
from handlers.ticket import tickets

MENU: Final = ("act:ticket_status", "act:support_request", "act:register", "act:complaint", "act:suggestion", "act:officer")
"""What a member can do beside asking."""
_LATELY: Final = timedelta(hours=1)
FIRST: Final = ("act:ticket_status", "act:complaint", "act:officer")


def greet(state: State, text: str, ctx: Context) -> Step:
    """Return a greeting; introduce ourselves once in a conversation."""
    kind, count = manners.greeting(text), memory.courtesies(state)
    if not ctx.contact.greeted:
        hello = speech.line(ctx, f"greeting.{kind or 'hello'}")
        return _courtesy(state, ctx, f"{hello} {speech.line(ctx, 'greeting.intro')}", *MENU)
    back = _varied(count, f"greeting.{kind}", ctx) if kind == "well" else speech.line(ctx, f"greeting.{kind}") if kind else ""
    return _courtesy(state, ctx, f"{back} {_varied(max(0, count - 1), 'greeting.again', ctx)}".strip(), *MENU)


def started(state: State, inbound: ConversationStarted, ctx: Context) -> Step:
    """Greet a member who opened the chat, once; later whoever begins anew gets the menu.

    A page that is opened again, which names its language, is not greeted again.
    """
    if ctx.contact.greeted:
        return Step(state, show(Idle(), ctx).effects if inbound.language is None else ())
    text = f"{speech.line(ctx, 'greeting.hello')} {speech.line(ctx, 'greeting.intro')}"
    return Step(state, (speech.say(ctx, text, *MENU),))


def show(state: State, ctx: Context) -> Step:
    """Show what can be done here."""
    return _courtesy(state, ctx, speech.line(ctx, "menu.prompt"), *MENU)


def others(state: State, place: int, ctx: Context) -> Step | None:
    """Offer what was offered behind this place; None where nothing was."""
    rest = ctx.offered[place:]
    return Step(state, (speech.say(ctx, speech.line(ctx, "menu.others"), *rest),)) if rest else None


def old_option(state: State, ctx: Context) -> Step:
    """Answer the press of an option that means nothing any more."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "menu.old_option"), *MENU),))


def no_such_option(state: State, number: str, ctx: Context) -> Step:
    """Answer a number that none of the options has; they are offered again."""
    return _noise(state, ctx, "menu.no_number", *ctx.offered, number=speech.short(number, speech.ECHO))


def help_(state: State, ctx: Context) -> Step:
    """Tell what Mujib can do; what was awaited is still awaited."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "help.text"), *FIRST),))


def what(state: State, ctx: Context) -> Step:
    """Say who answers and what he can do; what was awaited is still awaited."""
    return Step(state, (speech.say(ctx, f"{speech.line(ctx, 'what.text')} {speech.line(ctx, 'help.text')}", *MENU),))


def who(state: State, ctx: Context) -> Step:
    """Tell honestly who answers; what was awaited is still awaited."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "who.text"), *FIRST),))


def thank(state: State, ctx: Context) -> Step:
    """Answer thanks."""
    return _courtesy(state, ctx, speech.line(ctx, "thanks.reply"), "act:menu")


def acknowledge(state: State, ctx: Context) -> Step:
    """Answer an "all right" with as few words; where nothing came before, with the menu."""
    if not ctx.contact.greeted:
        return show(state, ctx)
    return _courtesy(state, ctx, speech.line(ctx, "smalltalk.all_right"), "act:menu")


def farewell(state: State, ctx: Context) -> Step:
    """Take leave of a member who takes leave."""
    return _courtesy(state, ctx, speech.line(ctx, "thanks.farewell"), "act:menu")


def unasked(ctx: Context) -> Step:
    """Ask a member who sends his numbers unasked what they are for."""
    for_what = ("act:support_request", "act:register", "act:privacy", "act:officer")
    return Step(Idle(), (speech.say(ctx, speech.line(ctx, "data.unasked"), *for_what),))


def let_be(state: State, ctx: Context) -> Step:
    """Acknowledge that nothing need be done; name what is still open, and the way to drop it, where he has not just read it."""
    lately = isinstance(state, Idle) and state.added_at is not None and ctx.now - state.added_at < _LATELY
    read = state.added if isinstance(state, Idle) and lately else None
    if len(ctx.open_tickets) != 1 or ctx.open_tickets[0].ref == read:
        return Step(Idle(), (speech.say(ctx, speech.line(ctx, "let_be.closed"), "act:menu"),))
    told = speech.line(ctx, "let_be.open", ref=speech.written(ctx.open_tickets[0].ref))
    return Step(Idle(), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def glad(state: State, text: str, ctx: Context) -> Step:
    """Rejoice with a member who tells that a trouble is over, where nothing of it is open here."""
    salam = speech.line(ctx, "greeting.salam") if manners.has_salam(text) else ""
    told = " ".join(filter(None, (salam, speech.line(ctx, "solved.glad"))))
    return Step(state if isinstance(state, Idle) else Idle(), (speech.say(ctx, told, "act:menu"),))


def encourage(state: State, ctx: Context) -> Step:
    """Help who finds writing hard: any words will do, and a person is there."""
    return _courtesy(state, ctx, speech.line(ctx, "menu.encourage"), "act:officer", "act:menu")


def comfort(state: State, ctx: Context) -> Step:
    """Sympathise with a member who tells of a hard time and wants nothing."""
    felt = [option.id for option in ctx.offered] == ["act:officer", "act:menu"]
    return _courtesy(
        state, ctx, _varied(memory.courtesies(state) if felt else 0, "menu.comfort", ctx), "act:officer", "act:menu"
    )


def wordless(state: State, text: str, ctx: Context) -> Step:
    """Answer emoji and signs, or a message with nothing in it; what was awaited is still awaited."""
    if not text:
        return _noise(state, ctx, "input.empty", *FIRST)
    if words.is_upset(text):
        complained = tickets.has_complained(ctx)
        first = "act:ticket_status" if complained else "act:complaint"
        return _noise(state, ctx, "smalltalk.waiting" if complained else "smalltalk.upset", first, "act:officer")
    return _noise(state, ctx, "smalltalk.emoji", *FIRST)


def _noise(state: State, ctx: Context, key: str, *options: Option | str, **values: str) -> Step:
    step = _courtesy(state, ctx, speech.line(ctx, key, **values), *options)
    return step if isinstance(state, Idle) else Step(state, step.effects)


def _varied(times: int, key: str, ctx: Context) -> str:
    """Say in other words every second time what was said just now: nobody likes to read the same twice."""
    return speech.line(ctx, f"{key}_again" if times % 2 else key)


def _courtesy(state: State, ctx: Context, text: str, *options: Option | str) -> Step:
    """Say something that answers no question, but not for ever."""
    count = memory.courtesies(state) + 1
    effects: tuple[Effect, ...] = (speech.say(ctx, text, *options),) if count <= memory.QUIET else ()
    kept = state if isinstance(state, Idle) else Idle(misses=memory.misses(state))
    return Step(replace(kept, courtesies=count), effects)
