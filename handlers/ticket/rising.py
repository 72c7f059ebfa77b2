"""Whether a member's wish may take a request up, and from when on. Pure: must not say or do anything."""

from datetime import datetime

from domain import duties, escalation
from domain.model import Ticket
from handlers import posts
from handlers.context import Context
from handlers.office import passing_on


def now(ticket: Ticket, ctx: Context) -> bool:
    """Tell whether a wish takes it up now."""
    rises = since(ticket, ctx)
    return rises is not None and rises <= ctx.now


def since(ticket: Ticket, ctx: Context) -> datetime | None:
    """Give from when on a wish takes it up; None where it rose already, or lies with nobody who could be passed over."""
    return None if done(ticket, ctx) else escalation.rises_from(passing_on.case(ticket, ctx), ctx.house.calendar)


def done(ticket: Ticket, ctx: Context) -> bool:
    """Tell whether it is above the post to which such a matter first comes."""
    return posts.of(ctx, ticket) in duties.chain(ctx.house.regulation, posts.answering(ctx, ticket.topic, ticket.kind))
