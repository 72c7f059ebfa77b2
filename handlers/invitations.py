"""Going on in another conversation: whoever brings an invitation's word confirms that it is his, and is then the same member.

Nothing is joined unasked: a link may have been sent to him by somebody else.
"""

from domain.effects import FollowInvitation, Step
from domain.elsewhere import INVITED
from domain.model import Option
from domain.states import State
from handlers import menu, speech
from handlers.context import Context


def is_word(payload: str) -> bool:
    """Tell whether somebody opened the chat with an invitation's word."""
    return payload.startswith(INVITED)


def brought(state: State, ctx: Context) -> Step:
    """Ask whoever brought a word whether it was given to him."""
    given = ctx.invitation
    if given is None or given.followed:
        return _void(state, ctx)
    hello = "" if ctx.contact.greeted else speech.line(ctx, "greeting.hello")
    whose = speech.line(ctx, "invitation.named", name=given.name) if given.name else speech.line(ctx, "invitation.unnamed")
    text = speech.paragraphs(f"{hello} {whose}".strip(), speech.line(ctx, "invitation.ask"))
    yes, no = (
        Option(f"join:{value}", speech.line(ctx, f"option.join_{key}")) for key, value in (("yes", given.word), ("no", ""))
    )
    return Step(state, (speech.say(ctx, text, yes, no),))


def answered(state: State, word: str, ctx: Context) -> Step:
    """Do what was answered to that."""
    if not word:
        return Step(state, (speech.say(ctx, speech.line(ctx, "invitation.declined"), *menu.MENU),))
    if ctx.invitation is None:
        return _void(state, ctx)
    done = speech.say(ctx, speech.line(ctx, "invitation.done"), "act:ticket_status", "act:menu")
    return Step(state, (done,) if ctx.invitation.followed else (FollowInvitation(word), done))


def _void(state: State, ctx: Context) -> Step:
    return Step(state, (speech.say(ctx, speech.line(ctx, "invitation.void"), *menu.MENU),))
