"""Tickets of the tests' member."""

from domain.model import Stage, Ticket, TicketKind, TicketRef
from tests.handlers.house import FIRST, NOON


def ticket(stage: Stage, ref: TicketRef = FIRST, kind: TicketKind = TicketKind.INQUIRY) -> Ticket:
    """Make one that was opened at noon."""
    return Ticket(ref, kind, stage, "subject", NOON, NOON)
