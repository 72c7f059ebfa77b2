import re

import pytest

from domain import reference
from domain.alarms import Alarm
from domain.inbound import ChoiceMade
from domain.model import OfficerId, Priority, Stage
from tests.desk.association import MEMBER, PASSWORD, SECOND
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken


def test_a_stage_is_told_in_the_sentence_that_the_desk_showed(opened: Opened, salim: Seat) -> None:
    """The page shows each stage's sentence; the member reads it, with the officer's own words."""
    ref = taken(opened, salim)
    page = salim.see(case(ref)).text
    assert "معاملتك T1001-9 في انتظار رد منك لنكملها. أرسله هنا متى تيسر لك." in page
    answer = salim.send(case(ref, "stage"), stage="waiting_for_member", line="صورة <b>الصك</b>")
    assert answer.headers["location"] == f"{case(ref)}?done=moved"
    assert opened.card(ref).stage is Stage.WAITING_FOR_MEMBER
    assert "في انتظار رد منك لنكملها." in opened.heard()[-1]
    assert "المطلوب: صورة <b>الصك</b>" in opened.heard()[-1]
    assert "<b>الصك</b>" not in salim.see(case(ref)).text


@pytest.mark.parametrize(
    "fields", [{}, {"stage": "resolved"}, {"stage": "with_officer"}, {"stage": "nonsense"}, {"stage": "reopened"}]
)
def test_a_stage_that_cannot_be_entered_is_refused(opened: Opened, salim: Seat, fields: dict[str, str]) -> None:
    """The one it is in, one that does not exist, and those with a way of their own."""
    ref = taken(opened, salim)
    assert salim.send(case(ref, "stage"), line="تبقى", **fields).status_code == 422
    assert opened.card(ref).stage is Stage.WITH_OFFICER


def test_an_endless_line_is_refused_and_kept(opened: Opened, salim: Seat) -> None:
    """What was written stands in the box again."""
    ref = taken(opened, salim)
    answer = salim.send(case(ref, "stage"), stage="closed", line="ل" * 501)
    assert answer.status_code == 413
    assert "ل" * 501 in answer.text
    assert opened.card(ref).stage is Stage.WITH_OFFICER


def test_a_resolved_ticket_can_be_reopened_or_closed(opened: Opened, salim: Seat) -> None:
    """Only these two ways lead out of it."""
    ref = taken(opened, salim)
    salim.send(case(ref, "resolve"))
    page = salim.see(case(ref)).text
    assert re.findall(r'name="stage" value="(\w+)"', page) == ["closed", "reopened"]
    salim.send(case(ref, "stage"), stage="reopened")
    assert opened.card(ref).stage is Stage.REOPENED


def test_the_page_says_that_the_assistant_answers_where_the_ticket_is_an_officers_and_the_chat_is_not(
    opened: Opened, salim: Seat
) -> None:
    """Not that it is silent, nor that the chat could be handed back: the ticket alone goes back to the queue."""
    ref = taken(opened, salim)
    assert "المحادثة لديك، والمساعد صامت" in salim.see(case(ref)).text
    salim.send(case(ref, "stage"), stage="with_committee")
    page = salim.see(case(ref)).text
    assert "المعاملة لديك، والمساعد يجيب العضو حتى تكتب له" in page
    assert "المساعد صامت" not in page
    assert 'id="do-hand-back">إعادة إلى الطابور' in page
    assert "المعاملة لدى سالم، والمساعد يجيب العضو" in seat_of(opened, "nora").see(case(ref)).text
    salim.see(case(ref))
    assert salim.send(case(ref, "hand-back")).headers["location"] == f"{case(ref)}?done=put_back"
    assert opened.card(ref).officer is None


def test_a_ticket_is_given_to_a_colleague_with_the_chat(opened: Opened, salim: Seat) -> None:
    """He is alerted, the member hears his name, and the first officer cannot reply any more."""
    ref = taken(opened, salim)
    nora = seat_of(opened, "nora")
    page = salim.see(case(ref)).text
    assert '<option value="2">زميل nora</option>' in page
    assert salim.send(case(ref, "reassign"), to="2").headers["location"] == f"{case(ref)}?done=reassigned"
    assert opened.card(ref).officer == OfficerId(2)
    assert "الأستاذ زميل nora" in opened.heard()[-1]
    assert [alert.what for alert in opened.do(opened.alerts.unread(OfficerId(2)))] == [Alarm.GIVEN]
    page = nora.see("/desk").text
    assert "أُسندت إليك" in page
    assert salim.send(case(ref, "reply"), text="لا تصل").status_code == 403
    nora.see("/desk")
    assert 'id="alerts-box"' in nora.see("/desk?part_only=1").text, "beside the queue alone"
    fresh = nora.see(f"{case(ref)}?part_only=1").text
    assert 'id="alerts-box"' in fresh, "it comes to a page that is open"
    assert f'name="next" value="{case(ref)}"' in fresh, "and ticking it off leads back to the whole page"
    nora.send("/desk/alerts", alerts="1,2,99,x", next="/desk")
    assert opened.do(opened.alerts.unread(OfficerId(2))) == ()


@pytest.mark.parametrize("to", ["", "1", "99", "3", "4", "x"])
def test_nobody_unfit_is_given_a_ticket(opened: Opened, salim: Seat, to: str) -> None:
    """Not its own officer, nobody unknown, no member of the committee and no closed account."""
    ref = taken(opened, salim)
    for name, role in (("nora", "officer"), ("badr", "committee"), ("gone", "officer")):
        opened.officer(name, name, role=role)
    opened.do(opened.officers.set_active(OfficerId(4), active=False))
    assert salim.send(case(ref, "reassign"), to=to).status_code == 422
    assert opened.card(ref).officer == OfficerId(1)


def test_a_ticket_is_referred_to_the_higher_post(opened: Opened, salim: Seat) -> None:
    """It goes to the post that the regulation puts above, and the member is told which (handling.3)."""
    ref = taken(opened, salim)
    assert "رفع إلى المشرف على علاقات الأعضاء" in salim.see(case(ref)).text
    salim.send(case(ref, "refer"))
    card = opened.card(ref)
    assert (card.post, card.officer) == ("relations_supervisor", None)
    assert "المشرف على علاقات الأعضاء" in opened.heard()[-1]


def test_priority_department_and_subject_are_changed(opened: Opened, salim: Seat) -> None:
    """In place, each with its event; unknown values change nothing."""
    ref = opened.ask()
    salim.see(case(ref))
    for action, fields in (
        ("priority", {"priority": "2"}),
        ("subject", {"subject": "  عنوان\n جديد "}),
        ("department", {"department": "finance"}),
    ):
        assert salim.send(case(ref, action), **fields).headers["location"] == f"{case(ref)}?done=changed"
    card = opened.card(ref)
    assert (card.priority, card.subject, card.department, card.post) == (Priority.URGENT, "عنوان جديد", "finance", "accountant")
    page = salim.see(case(ref)).text
    assert "الأولوية: عاجلة" in page
    for action, fields in (
        ("priority", {"priority": "9"}),
        ("subject", {"subject": " "}),
        ("department", {"department": "support_committee"}),
        ("department", {"department": "x"}),
    ):
        assert salim.send(case(ref, action), **fields).status_code in {403, 422}
    assert opened.card(ref).department == "finance"


def test_tickets_are_linked_side_by_side(opened: Opened, salim: Seat) -> None:
    """Whoever's they are, by the number as people write it; and parted again."""
    other = opened.ask(conversation=SECOND)
    ref = taken(opened, salim)
    assert salim.send(case(ref, "link"), other="t1001-9").headers["location"].endswith("done=linked")
    assert opened.file(ref).linked == (other,)
    assert "T1001-9" in salim.see(case(ref)).text
    salim.send(case(ref, "unlink"), other=other)
    assert opened.file(ref).linked == ()
    for number in ("", "T9999-9", "T1002-7", "غير رقم"):
        assert salim.send(case(ref, "link"), other=number).status_code == 422


def test_a_duplicate_is_merged_and_the_merge_undone(opened: Opened, salim: Seat) -> None:
    """Only into another ticket of the same member; the member hears where it goes on."""
    first = taken(opened, salim)
    salim.send(case(first, "hand-back"))
    opened.happens(ChoiceMade("act:complaint"))
    opened.says("الموظف لم يرد علي منذ أسبوع وأريد حلا")
    (second,) = (other.ref for other in opened.file(first).others)
    salim.see(case(second))
    salim.send(case(second, "take"))
    salim.see(case(second))
    strange = opened.ask(conversation=SECOND)
    assert salim.send(case(second, "merge"), other=strange).status_code == 422
    assert salim.send(case(second, "merge"), other=first).headers["location"].endswith("done=merged")
    assert opened.card(second).merged_into == first
    page = salim.see(case(second)).text
    assert "مكررة، وتُكمل في" in page
    salim.send(case(second, "unmerge"))
    assert opened.card(second).merged_into is None
    salim.see(case(second))
    assert salim.send(case(second, "unmerge")).status_code == 403


@pytest.mark.parametrize("desk", ["opened", "opened_on_postgresql"])
def test_duplicates_on_two_channels_are_one_matter(desk: str, request: pytest.FixtureRequest) -> None:
    """Once both conversations are one member's, and not before; each page shows the other; undone, both go on by themselves."""
    opened: Opened = request.getfixturevalue(desk)
    huda = seat_of(opened, "huda", "supervisor")
    first, second = taken(opened, huda), taken(opened, huda, SECOND)
    huda.send(case(second, "hand-back"))
    assert huda.send(case(second, "merge"), other=first).status_code == 422
    huda.see(f"/desk/members?of={MEMBER}")
    assert huda.send("/desk/members/join", of=MEMBER, ticket=second).status_code == 303
    huda.see(case(second))
    assert huda.send(case(second, "merge"), other=first).headers["location"].endswith("done=merged")
    merged = opened.card(second)
    assert (merged.merged_into, merged.stage, merged.officer) == (first, Stage.CLOSED, None)
    assert opened.file(first).duplicates == (second,)
    assert f"ضممنا معاملتك {reference.written(second)} إلى {reference.written(first)}" in opened.heard(SECOND)[-1]
    assert reference.written(second) in huda.see(case(first)).text
    assert huda.send(case(first, "merge"), other=second).status_code == 422, "no circle"
    huda.see(case(second))
    assert huda.send(case(second, "unmerge")).headers["location"].endswith("done=unmerged")
    back = opened.card(second)
    assert (back.merged_into, back.stage) == (None, Stage.RECEIVED)
    assert opened.file(first).duplicates == ()
    assert f"فصلنا معاملتك {reference.written(second)}" in opened.heard(SECOND)[-1]
    assert {kind for kind, officer in opened.events(second) if officer} >= {"merged", "unmerged"}


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("stage", {"stage": "closed"}),
        ("reassign", {"to": "2"}),
        ("refer", {}),
        ("priority", {"priority": "2"}),
        ("department", {"department": "finance"}),
        ("subject", {"subject": "لا"}),
        ("link", {"other": "T1001-9"}),
        ("unlink", {"other": "T10019"}),
        ("merge", {"other": "T1001-9"}),
        ("unmerge", {}),
    ],
)
def test_a_colleagues_ticket_is_handled_by_supervisors_only(
    opened: Opened, salim: Seat, action: str, fields: dict[str, str]
) -> None:
    """Another officer sees no form and is refused; the committee likewise, even on what nobody has."""
    ref = taken(opened, salim)
    before = opened.file(ref)
    nora, badr = seat_of(opened, "nora"), seat_of(opened, "badr", "committee")
    for seat in (nora, badr):
        assert 'id="work-' not in seat.see(case(ref)).text
        assert seat.send(case(ref, action), **fields).status_code == 403
    assert opened.file(ref).card == before.card
    huda = seat_of(opened, "huda", "supervisor")
    assert 'id="work-stage"' in huda.see(case(ref)).text


def test_colleagues_see_one_another_at_a_ticket(opened: Opened, salim: Seat) -> None:
    """Who looks and who writes stands in the head of the conversation."""
    ref = taken(opened, salim)
    nora = seat_of(opened, "nora")
    assert "يشاهدها الآن" in nora.see(case(ref)).text
    assert salim.send(case(ref, "typing")).status_code == 204
    page = nora.see(case(ref)).text
    assert "يكتب الآن" in page
    assert "زميل nora" in salim.see(case(ref)).text
    seat_of(opened, "huda").see(case(ref))
    looking = salim.see(case(ref)).text
    assert looking.count("يشاهدها الآن") == 1  # however many they are: at a phone's width the head must not fill the page
    assert all(f"<bdi>{name}</bdi>" in looking for name in ("زميل nora", "زميل huda"))
    opened.clock.forward(minutes=5)
    assert "يكتب الآن" not in nora.see(case(ref)).text


def test_what_the_member_will_see_is_shown_before_it_is_sent(opened: Opened, salim: Seat) -> None:
    """As his channel shows it, with its length; nothing is sent by it."""
    ref = taken(opened, salim)
    heard = opened.heard()
    page = salim.send(case(ref, "preview"), text="**نعم**، <i>غدا</i>")
    assert page.status_code == 200
    assert "سيراه العضو في محادثة الموقع" in page.text
    assert "&lt;i&gt;غدا&lt;/i&gt;" in page.text
    assert opened.heard() == heard


def test_a_read_ticket_is_not_new_until_its_member_writes(opened: Opened, salim: Seat) -> None:
    """Each officer has his own marks."""
    ref = opened.ask()
    assert "row unread" in salim.see("/desk").text
    opened.clock.forward(seconds=1)
    salim.see(case(ref))
    assert "row unread" not in salim.see("/desk").text
    assert "row unread" in seat_of(opened, "nora").see("/desk").text
    opened.clock.forward(seconds=1)
    opened.says("وأيضا")
    assert "row unread" in salim.see("/desk").text


def test_the_queue_is_narrowed_by_department_channel_and_stage(opened: Opened, salim: Seat) -> None:
    """Alone and together; nonsense narrows nothing; the choice stays in the addresses."""
    ref = opened.ask()
    other = opened.ask(conversation=SECOND)
    salim.see(case(other))
    salim.send(case(other, "department"), department="finance")
    assert [ref in salim.see(f"/desk?{query}").text for query in ("department=finance", "stage=received", "channel=web")] == [
        False,
        True,
        True,
    ]
    page = salim.see("/desk?department=finance&channel=web&stage=received").text
    assert page.count('id="row-') == 1
    assert f"{case(other)}?department=finance&amp;channel=web&amp;stage=received" in page
    assert salim.see("/desk?department=../x&channel=%22%3E&stage=9").text.count('id="row-') == 2
    assert salim.see("/desk?channel=sms").text.count('id="row-') == 0


def test_due_times_count_working_time_only(opened: Opened, salim: Seat) -> None:
    """What is left, then by how much it is late, in the queue and on the card."""
    ref = opened.ask()
    page = salim.see(case(ref)).text
    assert "متبقٍ 4 س" in page
    assert "أول رد" in page
    opened.clock.forward(hours=5)
    assert "متأخرة 1 س" in salim.see("/desk?part=overdue").text


def test_two_words_of_a_password_are_nowhere_in_a_page(opened: Opened, salim: Seat) -> None:
    """No page carries a password or its hash."""
    taken(opened, salim)
    for page in ("/desk", "/desk/replies"):
        assert PASSWORD not in salim.see(page).text
        assert "argon2" not in salim.page.text


def test_a_long_conversation_begins_with_its_last_lines_and_grows_on_demand(opened: Opened, salim: Seat) -> None:
    """Sixty lines at first; the link gives earlier ones, and leads to the line that stood first."""
    ref = opened.ask("السؤال الأول")
    for number in range(32):
        opened.says(f"سؤال رقم {number}")
    page = salim.see(case(ref)).text
    assert "سؤال رقم 31" in page
    assert "السؤال الأول</div>" not in page
    link = re.search(r'<p class="more"><a href="([^"#]+)#(\w+)">', page)
    assert link
    earlier = salim.see(link[1].replace("&amp;", "&")).text
    assert "السؤال الأول</div>" in earlier
    assert f'id="{link[2]}"' in earlier
    assert 'class="more"><a' not in earlier


@pytest.mark.parametrize("lines", ["-1", "x", "٢٠٠", "99999999", ""])
def test_nonsense_for_a_number_of_lines_changes_nothing(opened: Opened, salim: Seat, lines: str) -> None:
    """The page opens as ever."""
    ref = opened.ask()
    assert salim.see(f"{case(ref)}?lines={lines}").status_code == 200
