"""What is wrong with channels and rooms, as the desk says it."""

from datetime import timedelta

from domain.troubles import Kind
from storage.office.troubles import Troubles
from tests.desk.opened import Opened
from tests.desk.seat import Seat


def test_what_is_wrong_stands_on_every_page_of_those_who_look_after_it(opened: Opened, salim: Seat) -> None:
    """Managers read it until it is mended, in their language; an officer who cannot mend it is left in peace."""
    manager = Seat(opened)
    manager.enter(opened.officer("huda", "هدى", role="supervisor"))
    troubles = Troubles(opened.store)
    opened.do(troubles.tell(Kind.ROOM, "telegram:1", "no_right"))
    opened.do(troubles.tell(Kind.ROOM_MOVED, "telegram:1:-5", "-100777"))
    opened.do(troubles.tell(Kind.ROOM, "telegram:1#-200", "no_right"))
    opened.do(troubles.tell(Kind.MEMBERS_LIMIT, "whatsapp", lasts=timedelta(hours=1)))
    opened.do(troubles.tell(Kind.TEMPLATE_STOPPED, "whatsapp:notice.ar", "notice.ar (paused)"))
    for address in ("/desk", "/desk/reports", "/desk/channels"):
        page = manager.see(address).text
        assert "أعطال: 5" in page
        assert "مجموعة الموظفين في تيليجرام تحتاج إلى إصلاح: البوت لا يدير المواضيع." in page
        assert "في تيليجرام (الشؤون المالية) تحتاج إلى إصلاح: البوت لا يدير المواضيع." in page
        assert "-100777" in page
        assert "واتساب: قالب غير معتمد" in page
        assert "notice.ar (paused)" in page
        assert "واتساب: بلغ عدد الأعضاء" in page
    assert "أعطال:" not in salim.see("/desk").text
    for kind, where in (
        (Kind.ROOM, "telegram:1"),
        (Kind.ROOM, "telegram:1#-200"),
        (Kind.ROOM_MOVED, "telegram:1:-5"),
        (Kind.MEMBERS_LIMIT, "whatsapp"),
        (Kind.TEMPLATE_STOPPED, "whatsapp:notice.ar"),
    ):
        opened.do(troubles.mend(kind, where))
    assert "أعطال:" not in manager.see("/desk").text
