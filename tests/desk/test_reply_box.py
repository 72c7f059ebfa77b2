"""What stands around the reply box: how long the words are on the member's channel, and how long he may be written to."""

import pytest

from domain.inbound import Inbound, MemberOptedOut, MemberReturned
from domain.model import ConversationId
from domain.templates import Standing
from tests.databases import envelope
from tests.desk.association import ANSWER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case
from tests.desk.sheets import PNG, uploaded

PHONE = ConversationId("terminal:main:0500000001")
SAUDI = ConversationId("sms:main:+966500000002")
WHATSAPP = ConversationId("whatsapp:main:+966500000001")


@pytest.mark.parametrize(
    ("words", "told"),
    [("أ" * 70, "جزء واحد"), ("أ" * 71, "جزءان"), ("أ" * 135, "3 أجزاء"), ("a" * 160, "جزء واحد"), (" ", "")],
)
def test_segments_are_counted_while_the_officer_writes(opened: Opened, salim: Seat, words: str, told: str) -> None:
    """On a channel that is paid for by the segment, as many as will be sent; nothing is sent by asking."""
    ref = opened.wrote(PHONE)
    salim.see(case(ref))
    before = len(opened.lines(internal=True, conversation=PHONE))
    answer = salim.send(case(ref, "measure"), text=words)
    assert answer.text == (f"الطرفية: {told}" if told else "")
    assert len(opened.lines(internal=True, conversation=PHONE)) == before


def test_elsewhere_letters_and_messages_are_counted(opened: Opened, salim: Seat) -> None:
    """Where nobody pays by the segment it is the length that counts, and into how many messages it falls."""
    ref = opened.ask()
    salim.see(case(ref))
    assert salim.send(case(ref, "measure"), text="أ" * 120).text == "محادثة الموقع: 120 حرفًا"
    on_phone = opened.wrote(PHONE)
    salim.see(case(on_phone))
    assert salim.send(case(on_phone, "measure"), text="كلمة " * 400).text == "الطرفية: 30 جزءًا · رسالتان"


def test_the_window_says_how_long_it_is_open(opened: Opened) -> None:
    """WhatsApp takes free words for a day after the member's last; then a template goes first, where there is one."""
    ref = opened.wrote(WHATSAPP)
    opened.clock.forward(hours=20, minutes=40)
    seat = Seat(opened)
    seat.enter(opened.officer("salim", "سالم"))
    assert "واتساب: بقي 3 س 10 د، ثم قالب معتمد" in seat.see(case(ref)).text
    opened.doubted[ANSWER] = Standing.STOPPED
    assert "واتساب: بقي 3 س 10 د، ثم لا يصله ردك حتى يكتب" in seat.see(case(ref)).text
    opened.doubted.clear()
    opened.clock.forward(hours=3, minutes=10)
    assert "أُغلقت نافذة القناة: يصل العضوَ قالب معتمد" in seat.see(case(ref)).text


def test_where_the_window_is_closed_and_no_template_can_knock_the_officer_reads_it_before_he_writes(opened: Opened) -> None:
    """Not that a template goes first: his words wait, and the preview says so too."""
    ref = opened.wrote(WHATSAPP)
    opened.clock.forward(hours=25)
    opened.doubted[ANSWER] = Standing.STOPPED
    seat = Seat(opened)
    seat.enter(opened.officer("salim", "سالم"))
    why = "لن تصل الآن: مضى أكثر من يوم على آخر رسالة من العضو، والقالب المعد لهذا غير معتمد حالياً."
    page = seat.see(case(ref)).text
    assert why in page
    assert "يصل العضوَ قالب" not in page
    assert why in seat.send(case(ref, "preview"), text="تم الإصلاح.").text
    opened.doubted.clear()
    assert "سيراه العضو" in seat.send(case(ref, "preview"), text="تم الإصلاح.").text


def test_the_desk_says_who_cannot_write_back(opened: Opened) -> None:
    """A Saudi member who wrote by SMS is answered as anybody for a day; then no question reaches him, and the officer knows."""
    ref = opened.wrote(SAUDI)
    opened.clock.forward(hours=20)
    seat = Seat(opened)
    seat.enter(opened.officer("salim", "سالم"))
    assert "كتب العضو قريبًا فيصله كل شيء. بقي 4 س" in seat.see(case(ref)).text
    opened.clock.forward(hours=4)
    assert "لا يستطيع العضو الرد. لا يصله سؤال" in seat.see(case(ref)).text


@pytest.mark.parametrize(
    ("words", "held"),
    [("هل أرسلت العقد؟", True), ("https://example.com/x", True), ("كلمة " * 100, True), ("وصل عقدك وسجلناه.", False)],
)
def test_the_preview_says_what_would_be_held_and_why(opened: Opened, words: str, held: bool) -> None:
    """By the rules of sending: a question goes to no member who cannot answer; while he talks, all goes."""
    ref = opened.wrote(SAUDI)
    salim, seat = opened.officer("salim", "سالم"), Seat(opened)
    seat.enter(salim)
    seat.see(case(ref))
    why = "لن تصل الآن: لا يستطيع العضو الرد برسالة نصية، فلا يُرسل إليه سؤال"
    assert why not in seat.send(case(ref, "preview"), text=words).text
    opened.clock.forward(hours=25)
    seat.enter(salim)
    seat.see(case(ref))
    page = seat.send(case(ref, "preview"), text=words).text
    assert (why in page) == held
    assert ("سيراه العضو" in page) != held


@pytest.mark.parametrize(("hours", "done"), [(1, "file_sent"), (25, "file_kept")])
def test_what_waits_is_not_told_as_sent(opened: Opened, hours: int, done: str) -> None:
    """Where the window is closed it is kept until the member opens what announces it."""
    ref = opened.wrote(WHATSAPP)
    opened.clock.forward(hours=hours)
    seat = Seat(opened)
    seat.enter(opened.officer("salim", "سالم"))
    seat.see(case(ref))
    seat.send(case(ref, "take"))
    seat.see(case(ref))
    assert uploaded(seat, ref, PNG).headers["location"] == f"{case(ref)}?done={done}"
    words = seat.send(case(ref, "reply"), text="أصلحناه.").headers["location"]
    assert words == f"{case(ref)}?done={'reply_kept' if done == 'file_kept' else 'pending'}"


def _comes(opened: Opened, inbound: Inbound, conversation: ConversationId) -> None:
    opened.do(opened.inbox.accept([envelope(conversation, type(inbound).__name__, inbound, "here")]))
    opened.passes()


@pytest.mark.parametrize("conversation", [WHATSAPP, ConversationId("web:main:blocker")])
def test_who_blocked_the_channel_is_told_of_before_words_go_to_him(opened: Opened, conversation: ConversationId) -> None:
    """Until he is heard of there again, whether the channel has a window or not."""
    ref = opened.wrote(conversation)
    seat = Seat(opened)
    seat.enter(opened.officer("salim", "سالم"))
    why = "لن تصل الآن: حظر العضو هذه القناة أو أوقفها"
    assert why not in seat.see(case(ref)).text
    seat.send(case(ref, "take"))
    assert "يصل إلى العضو باسمك" in seat.see(case(ref)).text
    _comes(opened, MemberOptedOut(blocked=True), conversation)
    page = seat.see(case(ref)).text
    assert why in page
    assert "يصل إلى العضو باسمك" not in page
    assert why in seat.send(case(ref, "preview"), text="سنصلحه غداً").text
    _comes(opened, MemberReturned(), conversation)
    assert why not in seat.see(case(ref)).text


def test_a_channel_without_a_window_has_no_line_for_it(opened: Opened, salim: Seat) -> None:
    """The website's chat may be written to at any time."""
    assert 'class="hint window' not in salim.see(case(opened.ask())).text
