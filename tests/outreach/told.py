"""An announcement, and members to hear it."""

from domain.announcements import Announcement
from domain.assembly import AnnouncementId
from domain.model import Language
from domain.quiet import MessageClass
from domain.receiving import Segment
from storage import tables
from storage.store import Store
from tests.databases import NOON

TEXT = {Language.ARABIC: "تُغلق الجمعية يوم الأحد.", Language.ENGLISH: "The office is closed on Sunday."}
DRAFT = Announcement(
    id=AnnouncementId(0),
    message=MessageClass.SERVICE,
    segment=Segment(),
    text=TEXT,
    writers=frozenset(),
    start_at=None,
    per_minute=600,
)


async def members(store: Store, count: int, channel: str = "web", language: str = "ar", **changes: object) -> None:
    """Let there be members who have written once."""
    rows = [
        {
            "id": f"{channel}:main:{number:06}", "language": language, "created_at": NOON, "changed_at": NOON,
            "state": '{"kind":"Idle","v":1}', "offered": "[]", **changes,
        }
        for number in range(count)
    ]  # fmt: skip
    await store.database.write(lambda c: c.execute(tables.conversation.insert(), rows).close())
