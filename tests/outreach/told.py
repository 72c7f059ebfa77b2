"""An announcement, and members to hear it."""

from datetime import timedelta

from domain.announcementports import AnnouncementCard
from domain.announcements import Act, Actor, Announcement
from domain.assembly import AnnouncementId, Assembly
from domain.model import Language, OfficerId
from domain.quiet import MessageClass
from domain.receiving import Segment
from storage import tables
from storage.store import Store
from tests.databases import NOON
from tests.outreach.member import Office

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


WRITER, CHIEF = Actor(OfficerId(1), writes=True), Actor(OfficerId(2), approves=True)


async def approved(office: Office, draft: Announcement = DRAFT) -> AnnouncementCard:
    """Take an announcement as far as its approval."""
    service = office.service.announcements
    card = await service.create(draft, WRITER)
    assert isinstance(card, AnnouncementCard)
    for deed, by in ((Act.PROPOSE, WRITER), (Act.APPROVE, CHIEF)):
        done = await service.act(card.announcement.id, deed, by, card.version)
        assert isinstance(done, AnnouncementCard), done
        card = done
    return card


MEETING = Assembly(
    dict.fromkeys(Language, "القاعة"), NOON + timedelta(days=9), dict.fromkeys(Language, ("الميزانية", "الانتخاب"))
)
