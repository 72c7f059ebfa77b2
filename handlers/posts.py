"""Posts as members hear of them: who answers for a matter, and what he is called. Pure."""

from typing import Final

from domain import duties
from domain.model import Language, PostId, Ticket, TicketKind
from handlers import speech
from handlers.context import Context

_THE: Final = "the "


def title(ctx: Context, post: PostId) -> str:
    """Give a post's title as it stands in a sentence: in English with its article."""
    words = speech.in_language(ctx.house.regulation.posts[post].title, ctx)
    return words if ctx.language is not Language.ENGLISH or words.casefold().startswith(_THE) else f"{_THE}{words}"


def answering(ctx: Context, topic: str, kind: TicketKind = TicketKind.INQUIRY) -> PostId:
    """Give the post to which a new matter goes."""
    return duties.post_for(ctx.house.regulation, topic, kind)


def of(ctx: Context, ticket: Ticket) -> PostId:
    """Give the post that has a ticket; the one that its matter goes to where that is none of the regulation's any more."""
    return ticket.post if ticket.post in ctx.house.regulation.posts else answering(ctx, ticket.topic, ticket.kind)
