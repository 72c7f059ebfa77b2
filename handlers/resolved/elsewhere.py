"""Ratings on another channel than the ticket's: asked for where the member wrote last, and taken to where the ticket is.

Each conversation is worked on by itself, so what concerns another one goes there as a timer, and is met by `arrivals`.
Must not decide when to ask.
"""

from typing import Final

from domain.effects import RemindIn
from domain.model import TicketRef
from handlers.context import Context

_MOST: Final = 1000
"""Characters of a comment that ride along."""


def ask(ref: TicketRef, ctx: Context, *, again: bool) -> RemindIn | None:
    """Have the question asked where the member wrote last; None where that is here."""
    there = ctx.elsewhere.used_last
    return RemindIn(there, ctx.now, f"rating_here:{ref}", "again" if again else "") if there else None


def passed(ref: TicketRef, score: int, comment: str, ctx: Context) -> RemindIn | None:
    """Take a rating to the ticket's own conversation; None where the member has no such ticket elsewhere."""
    found = ctx.elsewhere.of(ref)
    key = f"rating_passed:{ref}:{ctx.inbound}"
    return RemindIn(found[0], ctx.now, key, f"{score} {comment[:_MOST]}") if found else None


def passed_unsolved(ref: TicketRef, ctx: Context, said: str = "") -> RemindIn | None:
    """Take the word that it is not solved there, with what the member says of it."""
    found = ctx.elsewhere.of(ref)
    key = f"unsolved_passed:{ref}:{ctx.inbound}"
    return RemindIn(found[0], ctx.now, key, f"{ref} {said[:_MOST]}".strip()) if found else None
