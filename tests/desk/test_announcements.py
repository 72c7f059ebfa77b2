import csv
import io
import re
from decimal import Decimal

import pytest

from desk.outreach import announcement_view
from desk.texts import texts
from domain.announcementports import AnnouncementCard
from domain.assembly import AnnouncementId, Answer, option
from domain.inbound import ChoiceMade
from domain.model import ConversationId, Language, OfficerId
from storage import tables
from tests.databases import NOON
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, seat_of
from tests.desk.sheets import MEETING, WORDS

PAGE = "/desk/announcements"
NORA = ConversationId("web:main:nora")
FIELDS = {"message": "service", "per_minute": "60", **WORDS}

MANY = [
    {
        "id": f"web:main:p{number}", "language": "ar", "created_at": NOON, "changed_at": NOON,
        "state": '{"kind":"Idle","v":1}', "offered": "[]",
    }
    for number in range(230)
]  # fmt: skip


@pytest.fixture
def chief(opened: Opened) -> Seat:
    """Give the seat of whoever may both write and approve."""
    return seat_of(opened, "chief", "manager")


def drafted(seat: Seat, **fields: str) -> int:
    """Write a draft and see its page; give its number."""
    seat.see(f"{PAGE}/new")
    answer = seat.send(f"{PAGE}/new", **(FIELDS | fields))
    assert answer.status_code == 303, answer.text
    seat.see(answer.headers["location"])
    found = re.search(r"/announcements/(\d+)", answer.headers["location"])
    assert found
    return int(found[1])


def does(seat: Seat, number: int, act: str, **fields: str) -> int:
    """Look at it and do something with it; give the answer's status."""
    seat.see(f"{PAGE}/{number}")
    seen = {"version": str(card(seat.opened, number).version)}
    answer = seat.send(f"{PAGE}/{number}/act", act=act, **(seen | fields))
    seat.page = answer if answer.status_code != 303 else seat.see(f"{PAGE}/{number}")
    return answer.status_code


def card(opened: Opened, number: int) -> AnnouncementCard:
    """Give it as it stands."""
    found = opened.do(opened.announcements.one(AnnouncementId(number)))
    assert found
    return found


def runs(opened: Opened, number: int, writer: Seat, chief: Seat) -> None:
    """Have it approved and begun."""
    assert does(writer, number, "propose") == 303
    assert does(chief, number, "approve") == 303
    opened.passes()


def test_an_announcement_from_the_draft_to_every_result(opened: Opened, writer: Seat, chief: Seat) -> None:
    """It is seen as members will see it, approved by a colleague, heard once, and each recipient has a result."""
    opened.says("السلام عليكم")
    opened.says("السلام عليكم", NORA, "نورة")
    number = drafted(writer)
    assert "يوم <b>الأحد</b>" in writer.page.text
    assert "0.10 ريال" in writer.page.text
    assert does(writer, number, "propose") == 303
    assert "كتبته، فيعتمده زميل" in writer.page.text
    assert does(chief, number, "approve") == 303
    opened.passes()
    assert "الأحد" in opened.heard(NORA)[-1]
    page = chief.see(f"{PAGE}/{number}").text
    assert "2 من 2" in page
    assert "خرج إلى كل من يصله" in page, "it only waits for what failed"
    assert page.count("/desk/members?of=web%3Amain%3A") == 2
    opened.passes(minutes=10)
    assert card(opened, number).announcement.stage == "done"
    kinds = [deed.act for deed in opened.do(opened.audit.deeds()) if deed.subject == f"announcement:{number}"]
    assert kinds == ["announcement_approve", "announcement_propose", "announcement_created"]


@pytest.mark.parametrize(
    ("language", "currency", "said"),
    [
        (Language.ARABIC, "SAR", "1,234.50 ريال"),
        (Language.ENGLISH, "SAR", "1,234.50 SAR"),
        (Language.ARABIC, "KWD", "1,234.50 KWD"),
    ],
)
def test_a_cost_is_given_in_the_currencys_name(language: Language, currency: str, said: str) -> None:
    """By its name where the desk has one, else by its code; nothing is not given at all."""
    assert announcement_view.money(Decimal("1234.5"), currency, texts(language)) == said
    assert not announcement_view.money(Decimal(0), currency, texts(language))


def test_approvers_and_writers_are_told_at_the_desk(opened: Opened, writer: Seat, chief: Seat) -> None:
    """A draft that waits alerts who may approve it until it is decided; its writer hears of that, and of the run's end."""
    number = drafted(writer)
    told = f"الإعلان {number}: ينتظر الاعتماد"
    assert told not in chief.see().text
    assert does(writer, number, "propose") == 303
    assert told in chief.see().text
    assert f'href="/desk/announcements/{number}"' in chief.page.text
    assert told not in writer.see().text
    assert does(chief, number, "send_back") == 303
    assert told not in chief.see().text
    assert f"الإعلان {number}: أُعيد مسودة" in writer.see().text
    runs(opened, number, writer, chief)
    opened.passes(minutes=40)
    opened.passes()
    page = writer.see().text
    assert f"الإعلان {number}: اكتمل إرساله" in page
    assert f"الإعلان {number}: اعتُمد" not in page
    (alert,) = opened.do(opened.alerts.unread(min(card(opened, number).announcement.writers)))
    writer.send("/desk/alerts", alerts=str(alert.id), next="/desk")
    assert "اكتمل إرساله" not in writer.see().text


def test_an_edited_draft_asks_nobody_any_more(opened: Opened, writer: Seat, chief: Seat) -> None:
    """What approvers were asked for is not there to approve."""
    number = drafted(writer)
    assert does(writer, number, "propose") == 303
    assert "ينتظر الاعتماد" in chief.see().text
    writer.see(f"{PAGE}/{number}/edit")
    edited = FIELDS | {"text_en": "Closed on Monday.", "version": str(card(opened, number).version)}
    assert writer.send(f"{PAGE}/{number}/edit", **edited).status_code == 303
    assert "ينتظر الاعتماد" not in chief.see().text


def test_nobody_approves_his_own_words(opened: Opened, chief: Seat) -> None:
    """Even who has both powers is told to leave it to a colleague; and what he edits he has written too."""
    number = drafted(chief)
    assert does(chief, number, "propose") == 303
    assert 'value="approve"' not in chief.page.text
    assert does(chief, number, "approve") == 403
    assert "فيعتمده غيرك" in chief.page.text
    assert card(opened, number).announcement.stage == "awaiting_approval"


def test_a_writer_without_the_power_cannot_approve(opened: Opened, writer: Seat) -> None:
    """The button is not there, and the form is refused."""
    number = drafted(writer)
    other = seat_of(opened, "huda", "supervisor")
    assert does(writer, number, "propose") == 303
    assert does(other, number, "approve") == 403
    assert card(opened, number).announcement.stage == "awaiting_approval"


def test_others_do_not_find_announcements(salim: Seat, writer: Seat) -> None:
    """An officer without either power has neither the menu's entry nor any page of it."""
    number = drafted(writer)
    assert PAGE not in salim.see().text
    salim.see("/desk/replies")
    for address in (PAGE, f"{PAGE}/new", f"{PAGE}/{number}", f"{PAGE}/{number}/edit", f"{PAGE}/{number}/recipients.csv"):
        assert salim.http.get(address).status_code == 404, address
    for action in ("edit", "act", "copy"):
        assert salim.send(f"{PAGE}/{number}/{action}", act="propose", version="0", **FIELDS).status_code == 404
    assert salim.send(f"{PAGE}/new", **FIELDS).status_code == 404


def test_a_post_adds_the_powers_of_the_regulation(opened: Opened, writer: Seat) -> None:
    """An officer whose post approves announcements finds them."""
    number = drafted(writer)
    seat = seat_of(opened, "faisal", "officer")
    officer = next(one.id for one in opened.do(opened.officers.all()) if one.username == "faisal")
    post = next(name for name, one in opened.rules.regulation.posts.items() if "approve_announcements" in one.powers)
    opened.do(opened.officers.set_post(officer, post, OfficerId(1)))
    assert seat.see(f"{PAGE}/{number}").status_code == 200


@pytest.mark.parametrize(
    ("fields", "flaw"),
    [
        ({"text_en": ""}, "النص العربي أو الإنجليزي ناقص"),
        ({"text_ar": "عزيزي {name}"}, "لا متغيرات في الإعلانات"),
        ({"start_at": "2020-01-01T10:00"}, "مضى الوقت"),
        ({"per_minute": "0"}, "السرعة"),
        ({"per_minute": "كثير"}, "السرعة"),
        ({**MEETING, "place_en": ""}, "مكان الاجتماع ناقص"),
        ({**MEETING, "agenda_en": "Budget"}, "جدول الأعمال ناقص"),
        ({**MEETING, "at": "2020-01-01T10:00"}, "قبل أن يبلغ الأعضاء"),
        ({**MEETING, "quorum": "101"}, "النصاب نسبة"),
    ],
)
def test_what_is_wrong_is_named_and_kept_from_approval(opened: Opened, writer: Seat, fields: dict[str, str], flaw: str) -> None:
    """The draft is kept with its words; the page says what is missing; submitting it is refused."""
    number = drafted(writer, **fields)
    assert flaw in writer.page.text
    assert does(writer, number, "propose") == 422
    assert flaw in writer.page.text
    assert card(opened, number).announcement.stage == "draft"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start_at": "غدا"}, "تعذرت قراءة اليوم والساعة"),
        ({"start_at": "9999-12-31T23:59"}, "تعذرت قراءة اليوم والساعة"),
        ({"text_ar": "ن" * 2001}, "أطول من 2000"),
        ({"message": "spam"}, "تعذرت قراءة ما أُرسل"),
        ({**MEETING, "at": ""}, "لا بد للاجتماع من يوم وساعة"),
    ],
)
def test_what_cannot_be_read_loses_no_words(writer: Seat, fields: dict[str, str], words: str) -> None:
    """The form comes back with the reason and all that was written."""
    writer.see(f"{PAGE}/new")
    answer = writer.send(f"{PAGE}/new", **(FIELDS | fields))
    assert answer.status_code == 422
    assert words in answer.text
    assert WORDS["text_en"] in answer.text


def test_pressed_twice_it_is_one_draft(opened: Opened, writer: Seat) -> None:
    """The same words again within minutes lead to the draft that is there."""
    assert drafted(writer) == drafted(writer)
    assert len(opened.do(opened.announcements.all())) == 1
    opened.clock.forward(minutes=11)
    assert drafted(writer) == 2


def test_two_writers_at_once_do_not_overwrite_one_another(opened: Opened, writer: Seat) -> None:
    """The second is told, and keeps his words; an act on what he did not see is refused likewise."""
    number = drafted(writer)
    other = seat_of(opened, "huda", "supervisor")
    for seat in (writer, other):
        seat.see(f"{PAGE}/{number}/edit")
    assert writer.send(f"{PAGE}/{number}/edit", **(FIELDS | {"version": "0", "text_en": "First"})).status_code == 303
    late = other.send(f"{PAGE}/{number}/edit", **(FIELDS | {"version": "0", "text_en": "Second"}))
    assert late.status_code == 409
    assert "Second" in late.text
    assert "عدّل زميل هذا الإعلان قبلك" in late.text
    assert does(writer, number, "propose", version="0") == 409
    assert card(opened, number).announcement.text[Language.ENGLISH] == "First"


def test_what_runs_is_not_edited_but_copied(opened: Opened, writer: Seat, chief: Seat) -> None:
    """The reason is plain; the copy is a draft of its own with the same words."""
    opened.says("السلام عليكم")
    number = drafted(writer)
    runs(opened, number, writer, chief)
    assert writer.see(f"{PAGE}/{number}/edit").status_code == 409
    assert "ما بدأ إرساله لا يُعدّل" in writer.page.text
    version = str(card(opened, number).version)
    answer = writer.send(f"{PAGE}/{number}/edit", **(FIELDS | {"version": version, "text_en": "Other"}))
    assert answer.status_code == 409
    assert card(opened, number).announcement.text[Language.ENGLISH] == WORDS["text_en"]
    writer.see(f"{PAGE}/{number}")
    copied = writer.send(f"{PAGE}/{number}/copy")
    assert copied.headers["location"] == f"{PAGE}/{number + 1}/edit"
    assert WORDS["text_en"] in writer.see(copied.headers["location"]).text
    assert card(opened, number + 1).announcement.stage == "draft"


def test_it_is_paused_resumed_and_stopped(opened: Opened, writer: Seat, chief: Seat) -> None:
    """Between pause and resume nobody more hears it; after the stop the others have their reason."""
    for number in range(3):
        opened.says("السلام عليكم", ConversationId(f"web:main:m{number}"), f"عضو {number}")
    number = drafted(writer, per_minute="1")
    runs(opened, number, writer, chief)
    assert "يخرج بسرعته المحددة" in chief.see(f"{PAGE}/{number}").text
    assert does(writer, number, "pause") == 303
    opened.passes(minutes=5)
    assert does(writer, number, "resume") == 303
    opened.passes()
    assert does(chief, number, "stop") == 303
    page = chief.see(f"{PAGE}/{number}?outcome=excluded").text
    assert page.count("أُوقف الإعلان قبل دوره") == 1
    assert does(chief, number, "resume") == 409


def test_who_would_not_get_it_is_named_with_the_reason(opened: Opened, writer: Seat) -> None:
    """Before anything is sent: who opted out, and for awareness who never consented."""
    opened.says("السلام عليكم")
    opened.says("السلام عليكم", NORA, "نورة <b>")
    opened.says("إيقاف", NORA, "نورة <b>")
    number = drafted(writer)
    assert "نورة &lt;b&gt;" in writer.page.text
    assert "أوقف هذه الرسائل" in writer.page.text
    other = drafted(writer, message="awareness", text_en="Beware of fraud.")
    assert other == number + 1
    assert "لا موافقة مسجلة" in writer.page.text
    assert "لن يصل إلى أحد" in writer.page.text


def test_a_segment_is_chosen_by_boxes(opened: Opened, writer: Seat) -> None:
    """What was ticked is kept, shown, and counted; what no box offers is left out."""
    opened.says("السلام عليكم")
    opened.ask(conversation=NORA)
    opened.do(opened.desk.unasked.projects.join("واحة مكة", MEMBER))
    number = drafted(writer, **{"project.واحة مكة": "yes", "kind.nonsense": "yes"})
    assert "واحة مكة" in writer.page.text
    assert card(opened, number).announcement.segment.projects == {"واحة مكة"}
    assert "<dd><b>1</b></dd>" in writer.page.text
    form = writer.see(f"{PAGE}/{number}/edit").text
    assert 'name="project.واحة مكة" value="yes" checked' in form


def test_an_assembly_is_called_answered_and_proven(opened: Opened, writer: Seat, chief: Seat) -> None:
    """Both calendars stand in the notice; answers count towards the quorum; the table holds the proof for each member."""
    opened.says("السلام عليكم")
    opened.says("السلام عليكم", NORA, "=HYPERLINK(نورة)")
    writer.see(f"{PAGE}/new?kind=assembly")
    number = drafted(writer, **MEETING, text_ar="", text_en="")
    assert "2026" in writer.page.text
    assert "1448" in writer.page.text
    runs(opened, number, writer, chief)
    heard = opened.heard(NORA)[-1]
    assert "القاعة الكبرى" in heard
    assert "الميزانية" in heard
    opened.happens(ChoiceMade(option(AnnouncementId(number), Answer.ATTENDS)), NORA, "=HYPERLINK(نورة)")
    page = chief.see(f"{PAGE}/{number}").text
    assert "يحضر أو يوكّل 1 من 2" in page
    assert "اكتمل النصاب وهو 1" in page
    silent = chief.see(f"{PAGE}/{number}?answer=silent").text
    assert "محمد العتيبي" in silent
    assert "HYPERLINK" not in silent
    answer = chief.see(f"{PAGE}/{number}/recipients.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0][0] == "الاسم"
    assert len(rows) == 3
    nora = next(row for row in rows if "نورة" in row[0])
    assert nora[0] == "'=HYPERLINK(نورة)"
    assert nora[10] == "يحضر"
    assert nora[9]
    assert "announcement_exported" in [deed.act for deed in opened.do(opened.audit.deeds())]


def test_the_list_is_paged(opened: Opened, writer: Seat, chief: Seat) -> None:
    """Each recipient stands on one page exactly."""
    opened.do(opened.database.write(lambda c: c.execute(tables.conversation.insert(), MANY).close()))
    number = drafted(writer, per_minute="1000")
    runs(opened, number, writer, chief)
    seen: list[str] = []
    address = f"{PAGE}/{number}"
    while address:
        page = chief.see(address).text
        seen += re.findall(r"of=web%3Amain%3A(p\d+)", page)
        further = re.search(r'class="more"><a href="([^"]+)"', page)
        address = further[1].replace("&amp;", "&") if further else ""
    assert sorted(seen) == sorted(f"p{one}" for one in range(230))


@pytest.mark.parametrize("path", ["/0", "/999", "/99999999999999999999999", "/abc", "/-1", "/1/edit", "/1/recipients.csv"])
def test_what_is_not_there_is_not_found(writer: Seat, path: str) -> None:
    """Numbers of nothing, and what is none."""
    assert writer.see(f"{PAGE}{path}").status_code == 404


def test_it_waits_for_the_morning_and_says_so(opened: Opened) -> None:
    """At night the page tells when it would begin."""
    opened.says("السلام عليكم")
    opened.clock.forward(hours=14)
    writer = seat_of(opened, "rana", "supervisor")
    drafted(writer)
    assert "سيبدأ" in writer.page.text
