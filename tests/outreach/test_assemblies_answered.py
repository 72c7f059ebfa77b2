"""Assemblies, answered by press, by number and as soon as they are heard."""

from dataclasses import replace

from domain.assembly import Answer, proven
from domain.deliveryports import Delivery, DeliveryStatus
from domain.inbound import ChoiceMade, TextReceived
from storage.deliveries import Deliveries
from storage.store import Store
from tests.databases import SetClock
from tests.outreach.member import Office
from tests.outreach.told import DRAFT, MEETING, approved, members


async def test_an_assembly_is_answered_by_press_and_by_number(store: Store, clock: SetClock) -> None:
    """Attendance, absence and proxy are kept with each member, beside the proof that the notice arrived."""
    office = Office(store, clock)
    service = office.service.announcements
    await members(store, 3)
    card = await approved(office, replace(DRAFT, text={}, assembly=MEETING))
    await office.tick()
    (notice,) = office.replies("web:main:000000")
    assert all(part in notice.text for part in ("الجمعية العمومية", "القاعة", "1. الميزانية", "2. الانتخاب", "هل ستحضر؟"))
    await office.comes(ChoiceMade(notice.options[0].id), conversation="web:main:000000")
    await office.comes(TextReceived("٣"), conversation="web:main:000001")
    await office.comes(TextReceived("2"), conversation="web:main:000002")
    await office.comes(TextReceived("سعد محمد الحربي"), conversation="web:main:000002")
    lines = [line for _, line in await service.recipients(card.announcement.id)]
    assert [line.receipt.answer for line in lines] == [Answer.ATTENDS, Answer.ABSENT, Answer.PROXY]
    assert lines[2].receipt.proxy_name == "سعد محمد الحربي"
    assert proven(lines[0].receipt) == lines[0].receipt.answered_at
    delivered = next(one.key for one in office.web.sent if one.conversation == "web:main:000001")
    await Deliveries(store).delivered(Delivery("web", DeliveryStatus.DELIVERED, delivered))
    lines = [line for _, line in await service.recipients(card.announcement.id)]
    assert lines[1].receipt.delivered_at == clock.now()


async def test_an_assembly_may_be_answered_as_soon_as_it_is_heard(store: Store, clock: SetClock) -> None:
    """Approved, sent and answered before the clock looks for assemblies again."""
    office = Office(store, clock)
    await members(store, 1)
    await approved(office, replace(DRAFT, text={}, assembly=MEETING))
    (chore,) = [one for one in office.service.chores() if one.name == "announcements"]
    await chore.work()
    await office.works()
    await office.comes(TextReceived("1"), conversation="web:main:000000")
    assert "سجلنا حضورك" in office.said("web:main:000000")[-1]
