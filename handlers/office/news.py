"""News of the member's tickets that nobody asked for, as one message. Must not decide when: that is `domain.updates`."""

from collections.abc import Sequence

from domain import notices, updates
from domain.effects import Say, Step
from domain.errors import BadInput
from domain.inbound import TimerFired
from domain.model import Purpose, Reply, Stage, TicketRef
from domain.states import State, WithOfficer
from domain.updates import Item
from handlers import speech, when
from handlers.context import Context


def tell(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Tell what still holds of the news: what moved on since is left out."""
    try:
        news = notices.load_news(inbound.payload)
    except BadInput:
        # written by another version of this program; the next update follows by itself
        return Step(state)
    items = tuple(item for item in news if _holds(item, state, ctx))
    if not items or not ctx.contact.notices:
        return Step(state)
    head = speech.line(ctx, "update.several") if len(items) > 1 else ""
    text = speech.paragraphs(head, *(_words(ctx, item) for item in items))
    return Step(state, (Say(Reply(text, language=ctx.language, purpose=Purpose.NOTICE, stages=_outdated_after(items))),))


def _outdated_after(items: Sequence[Item]) -> tuple[tuple[TicketRef, Stage], ...]:
    """Give the stages that it says no more than, which all have to pass for it to be of no use."""
    passing = all(item.stage in updates.PASSING and not item.line for item in items)
    return tuple((item.ref, item.stage) for item in items) if passing else ()


def _holds(item: Item, state: State, ctx: Context) -> bool:
    if isinstance(state, WithOfficer) and state.ticket == item.ref and _is_change(item):
        # the officer in the chat tells of it himself; of his own long silence the member hears all the same
        return False
    there = ctx.elsewhere.of(item.ref)
    ticket = next((one for one in ctx.tickets if one.ref == item.ref), there[1] if there else None)
    return ticket is not None and ticket.stage is item.stage and ticket.stage.is_open


def _is_change(item: Item) -> bool:
    return item.sentence == updates.sentence(item.kind, item.stage, changed=True)


def _words(ctx: Context, item: Item) -> str:
    said = speech.line(ctx, item.sentence, ref=speech.written(item.ref))
    line = speech.line(ctx, "update.line", line=item.line) if item.line else ""
    following = speech.line(ctx, "update.next", date=when.date(ctx, item.next_at)) if item.next_at else ""
    return "\n".join(part for part in (f"{said} {following}".rstrip(), line) if part)
