from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from desk import line_view, queue_query, queue_view, talk_view
from desk.teaching.candidates import CandidateView
from desk.texts import texts
from domain.accountports import Officer
from domain.deskports import Told
from domain.duties import SMALLEST
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import Candidate, ConversationId, Language, OfficerId, Option, Stage, TicketRef
from domain.ticketports import COUNTED, Line, QueueFilter, Speaker, TicketFile
from tests.desk.tickets import CONVERSATION, NOW, file, line, ticket

AR, EN = Language.ARABIC, Language.ENGLISH
RIYADH = ZoneInfo("Asia/Riyadh")
ME, COLLEAGUE = OfficerId(1), OfficerId(2)


def views(*lines: Line) -> tuple[line_view.LineView, ...]:
    """Make the lines' views in Arabic."""
    return line_view.line_views(
        [Told(CONVERSATION, one) for one in lines], NOW, RIYADH, texts(AR), line_view.Here(CONVERSATION, TicketRef("T15323"))
    )


def test_a_day_is_headed_once() -> None:
    """The heading stands above the day's first line only, by Riyadh's midnight."""
    shown = views(*(replace(line(1, Speaker.MEMBER, "نص"), at=NOW - timedelta(minutes=ago)) for ago in (2000, 1990, 10, 0)))
    assert [bool(view.day) for view in shown] == [True, False, True, False]


def test_a_message_that_did_not_arrive_shows_why() -> None:
    """Dead, dropped and doubtful messages are marked, with their reason; those on their way and those that arrived are not."""
    for status, failed in {"dead": True, "dropped": True, "uncertain": True, "read": False, "new": False}.items():
        (view,) = views(replace(line(1, Speaker.BOT, "نص", status), reason="رقم غير موجود"))
        assert (view.failed, view.status, view.reason) == (failed, status, "رقم غير موجود")


def test_a_file_that_nobody_could_fetch_leads_to_where_it_is_seen() -> None:
    """Into the ticket's topic in the officers' room; one that is still being fetched leads nowhere yet."""
    big = AttachmentReceived(AttachmentKind.VIDEO, "فيديو.mp4", message="7")
    came = replace(line(1, Speaker.MEMBER, ""), attachment=big)
    here = line_view.Here(CONVERSATION, TicketRef("T15323"), topic="https://t.me/c/1/2")
    told = [Told(CONVERSATION, replace(came, reason="Telegram gives programs no file above 20 MB")), Told(CONVERSATION, came)]
    shown = line_view.line_views(told, NOW, RIYADH, texts(AR), here)
    assert [(view.shown_at, view.reason[:10]) for view in shown] == [("https://t.me/c/1/2", "حجم الملف "), ("", "")]


def test_notes_of_officers_have_their_own_look() -> None:
    """A note with a name is an officer's; what the machine noted is an event."""
    shown = views(line(1, Speaker.NOTE, "من موظف", "note", "سالم"), line(2, Speaker.NOTE, "من المساعد", "note"))
    assert [(view.look, view.text) for view in shown] == [("note", "من موظف"), ("event", "من المساعد")]


def test_what_stands_in_another_tickets_history_names_it_and_its_channel() -> None:
    """Events and notes of the ticket itself name neither."""
    own = replace(line(1, Speaker.NOTE, "", "assigned"), ticket=TicketRef("T15323"))
    other = replace(line(2, Speaker.NOTE, "", "assigned"), ticket=TicketRef("T15338"))
    here = line_view.Here(CONVERSATION, TicketRef("T15323"))
    told = [Told(CONVERSATION, own), Told(ConversationId("whatsapp:main:+9665"), other)]
    shown = line_view.line_views(told, NOW, RIYADH, texts(AR), here)
    assert [(view.ticket, view.channel) for view in shown] == [(None, ""), ("T15338", "واتساب")]


def test_a_note_that_echoes_the_member_is_left_out() -> None:
    """His words and his files stand in the talk already; an officer's note stays even when it quotes him."""
    sent = AttachmentReceived(AttachmentKind.IMAGE, "a.png", file="c580e1dc")
    shown = views(
        line(1, Speaker.MEMBER, "نعم"),
        line(2, Speaker.NOTE, "نعم", "note"),
        replace(line(3, Speaker.MEMBER, ""), attachment=sent),
        line(4, Speaker.NOTE, "أرسل العضو صورة: a.png c580e1dc", "note"),
        line(5, Speaker.NOTE, "نعم", "note", "سالم"),
        line(6, Speaker.NOTE, "قال نعم ثم رجع", "note"),
    )
    assert [view.id for view in shown] == ["x1", "x3", "x5", "x6"]


def test_what_was_pressed_and_sent_is_not_noted_a_second_time() -> None:
    """An album and a press while an officer has the chat; what the bot has to tell of it stays."""
    photo = AttachmentReceived(AttachmentKind.IMAGE, reference="f")
    shown = views(
        replace(line(1, Speaker.MEMBER, "صور الوحدة"), attachment=photo),
        replace(line(2, Speaker.MEMBER, ""), attachment=photo),
        line(3, Speaker.NOTE, "أرسل العضو صورة: صور الوحدة", "note"),
        line(4, Speaker.NOTE, "أرسل العضو صورة", "note"),
        line(5, Speaker.MEMBER, "متابعة طلبي"),
        line(6, Speaker.NOTE, "ضغط العضو: متابعة طلبي", "note"),
        replace(line(7, Speaker.MEMBER, ""), attachment=photo),
        line(8, Speaker.NOTE, "قال العضو إن المعاملة لم تُحل.", "note"),
    )
    assert [view.id for view in shown] == ["x1", "x2", "x5", "x7", "x8"]


@pytest.mark.parametrize(
    ("media", "caption", "place"),
    [
        (AttachmentKind.LOCATION, "21.422500, 39.826200", "21.422500,39.826200"),
        (AttachmentKind.LOCATION, "-21.4, -139.8", "-21.4,-139.8"),
        (AttachmentKind.LOCATION, "عند المسجد", ""),
        (AttachmentKind.IMAGE, "21.422500, 39.826200", ""),
    ],
)
def test_a_place_that_was_sent_can_be_looked_at(media: AttachmentKind, caption: str, place: str) -> None:
    """It is no file that could be lost; what is no pair of degrees leads nowhere."""
    (shown,) = views(replace(line(1, Speaker.MEMBER, caption), attachment=AttachmentReceived(media, caption=caption)))
    assert (shown.place, shown.is_file) == (place, media is AttachmentKind.IMAGE)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("moved", "resolved", "المرحلة: حُلّت"),
        ("opened", "silent", "فُتحت المعاملة: السياسة ساكتة عن هذا"),
        ("rated", "5", "التقييم: 5 من 5"),
        ("moved", "unheard_of", "المرحلة: unheard_of"),
        ("unheard_of", "T1", "unheard_of T1"),
        ("linked", "T10336", "رُبطت بالمعاملة T1033-6"),
        ("merged", "T10336", "دُمجت في T1033-6"),
        ("commented", "{value} {0}", "تعليق العضو: {value} {0}"),
    ],
)
def test_events_are_told_in_words(kind: str, value: str, words: str) -> None:
    """Known values in the officer's language, unknown ones as they stand, and braces are harmless."""
    (view,) = views(line(1, Speaker.NOTE, value, kind, "سالم"))
    assert view.text == words


def test_options_are_shown_with_what_the_bot_said() -> None:
    """The officer sees what the member could choose from."""
    (view,) = views(replace(line(1, Speaker.BOT, "اختر", "sent"), options=(Option("a", "أ"), Option("b", "ب"))))
    assert view.options == ("أ", "ب")


def test_suggestions_speak_to_the_officer_and_for_the_member() -> None:
    """Titles in the officer's language, answers in the member's; entries that are gone are left out."""
    known = {
        "reply": CandidateView({AR: "عنوان", EN: "Title"}, {AR: "جواب", EN: "Answer"}, ("بند 5",)),
        "bare": CandidateView({AR: "وحيد"}),
    }
    candidates = (Candidate("reply", 0.414), Candidate("gone", 0.3), Candidate("bare", 0.1))
    found = talk_view.suggestions(candidates, known.get, AR, EN)
    assert [(one.title, one.answer, one.percent) for one in found] == [("عنوان", "Answer", 41), ("وحيد", "", 10)]


def test_what_is_as_good_as_impossible_is_not_suggested() -> None:
    """Of many candidates an officer sees the nearest few, and the nearest whatever it is."""
    many = [Candidate(f"e{number}", 0.4 if number < 7 else 0.001) for number in range(9)]
    seen = talk_view.suggestions(many, lambda name: CandidateView({AR: name}), AR, AR)
    assert [one.title for one in seen] == ["e0", "e1", "e2", "e3", "e4"]
    seen = talk_view.suggestions(many[6:], lambda name: CandidateView({AR: name}), AR, AR)
    assert [one.title for one in seen] == ["e6"]
    assert len(talk_view.suggestions(many[8:], lambda name: CandidateView({AR: name}), AR, AR)) == 1


@pytest.mark.parametrize(
    ("held", "mode", "mine"),
    [
        (file(None, Stage.RECEIVED), "take", False),
        (file(ME), "reply", True),
        (file(COLLEAGUE), "colleague", False),
        (file(ME, Stage.RESOLVED), "take", False),
        (file(COLLEAGUE, Stage.CLOSED), "take", False),
        (file(None, Stage.RECEIVED, ticket(COLLEAGUE)), "colleague", False),
        (file(None, Stage.RECEIVED, ticket(COLLEAGUE, Stage.RESOLVED)), "take", False),
        (file(None, Stage.RECEIVED, ticket(ME)), "take", False),
        (file(ME, Stage.WITH_OFFICER, ticket(COLLEAGUE)), "reply", True),
    ],
)
def test_who_has_the_chat_decides_what_stands_below_it(held: TicketFile, mode: str, *, mine: bool) -> None:
    """A ticket's officer has the chat while it is open; a colleague may have it by another ticket of the member."""
    compose = talk_view.compose(held, Officer(ME, "salim", "سالم"), SMALLEST)
    assert (compose.mode, compose.mine, compose.resolve, compose.hand_back) == (mode, mine, mine, mine)


@pytest.mark.parametrize(("found", "shown"), [(0, "0"), (COUNTED - 1, "999"), (COUNTED, "999+")])
def test_settled_tickets_are_counted_as_far_as_it_tells_something(found: int, shown: str) -> None:
    """While something is searched for nothing is counted."""
    parts = {tab.part: tab.count for tab in queue_view.tabs(queue_query.QueueQuery(), {QueueFilter.RESOLVED: found})}
    assert parts[QueueFilter.RESOLVED] == shown
    assert {tab.count for tab in queue_view.tabs(queue_query.QueueQuery(search="رسوم"), {})} == {""}
