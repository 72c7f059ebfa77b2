"""When the money of a support is paid, of which the documents tell nothing: a leaver's refund is no answer to it.

Must not promise that it is paid.
"""

import re
from typing import Final

from domain.effects import Step
from domain.model import Ticket, TicketKind
from domain.states import State
from faq import normalise
from faq.decision import Answer, Asked
from handlers import memory, speech
from handlers.context import Context
from handlers.question import telling
from handlers.ticket import open_requests

_REFUND, _LEAVING = "withdrawal.refund-time", "withdrawal"
"""The entry on when a member who leaves is paid, and its topic."""
_NAMED: Final = re.compile(r"نسح|مردود|استر[دج]|[رت]رجع|سهم|withdraw|refund|back|share|leav|en[sz]e?[7h]ab")
"""What names a leaver's money, in keys."""


def heard(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Say to a member with a support request that no date of its payment is known, and let its officer answer."""
    dated = isinstance(asked.decision, Answer) and asked.decision.entry == _REFUND and memory.thread(state).topic != _LEAVING
    mine = _support(ctx) if dated else None
    if mine is None or _NAMED.search(normalise.key(asked.question)):
        return None
    if mine.stage.is_open:
        return speech.prefixed(open_requests.add(state, asked.question, ctx), speech.line(ctx, "undated.support"), "\n\n")
    return telling.offer(asked.question, "undated.ask", ctx, "act:officer", "act:menu", behind=memory.thread(state))


def _support(ctx: Context) -> Ticket | None:
    """Give the member's request, where the last that he made is one for support."""
    last = max(ctx.all_tickets, key=lambda ticket: ticket.changed_at, default=None)
    return last if last and last.kind is TicketKind.SUPPORT else None
