"""What members answer to the notice of an assembly, kept with the notice itself. Must not judge proxies."""

from datetime import datetime

from sqlalchemy.engine import Connection

from domain.effects import RecordAttendance
from domain.model import ConversationId
from storage import mapping
from storage.outreach import outreachtables


def record(connection: Connection, conversation: ConversationId, effect: RecordAttendance, now: datetime) -> None:
    """Keep the latest answer of a member who was invited in this conversation; without an invitation nothing changes."""
    recipient = outreachtables.recipient
    invited = (recipient.c.announcement == effect.announcement) & (recipient.c.conversation == conversation)
    connection.execute(
        recipient.update()
        .where(invited)
        .values(answer=effect.answer.value, proxy_name=mapping.storable(effect.proxy_name), answered_at=now)
    )
