"""Made-up tickets and lines, for views of them."""

from datetime import UTC, datetime

from domain.model import Contact, ConversationId, HandoverReason, OfficerId, Priority, Stage, Ticket, TicketKind, TicketRef
from domain.ticketports import Line, Speaker, TicketCard, TicketFile

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CONVERSATION = ConversationId("web:main:1")


def line(number: int, speaker: Speaker, text: str, status: str = "", name: str = "") -> Line:
    """Make a line of this moment."""
    return Line(str(number), f"x{number}", NOW, speaker, text, name, status=status)


def ticket(officer: OfficerId | None, stage: Stage = Stage.WITH_OFFICER, ref: str = "T15338") -> Ticket:
    """Make one of the member's tickets."""
    return Ticket(TicketRef(ref), TicketKind.INQUIRY, stage, "سؤال", NOW, NOW, officer)


def file(officer: OfficerId | None, stage: Stage = Stage.WITH_OFFICER, *others: Ticket) -> TicketFile:
    """Make a ticket's file."""
    one = ticket(officer, stage)
    card = TicketCard(
        TicketRef("T15323"), one.kind, stage, "سؤال", CONVERSATION, "محمد", HandoverReason.SILENT, Priority.NORMAL, "",
        NOW, NOW, officer, "سالم" if officer else "", None, "", NOW, "سؤال",
    )  # fmt: skip
    return TicketFile(card, (), (), Contact(CONVERSATION), others)
