import pytest

from domain.model import ConversationId
from domain.receiving import Address
from storage import tables
from storage.outreach import people
from tests.databases import NOON
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of

PAGE = f"/desk/members?of={MEMBER}"
OTHER = ConversationId("web:main:second")
PHONE = ConversationId("sms:main:+966500000001")
ON_PHONE = {
    "id": PHONE, "language": "ar", "created_at": NOON, "changed_at": NOON, "state": '{"kind":"Idle","v":1}', "offered": "[]",
}  # fmt: skip


def sends(seat: Seat, form: str, **fields: str) -> str:
    """Send a form of the member's page; give where it leads."""
    seat.see(PAGE)
    answer = seat.send(f"/desk/members/{form}", of=MEMBER, **fields)
    assert answer.status_code == 303, answer.text
    seat.see(answer.headers["location"])
    return answer.headers["location"]


def test_a_consent_is_written_down_with_its_proof(opened: Opened) -> None:
    """Class, word, how it is known, who wrote it and when; pressed twice it is one; the latest word counts."""
    opened.says("السلام عليكم")
    huda = seat_of(opened, "huda", "supervisor")
    for _ in range(2):
        assert sends(huda, "consent", message="awareness", given="yes", proof="وقّع <i>النموذج</i>").endswith("done=consent")
    page = huda.page.text
    assert page.count("وقّع &lt;i&gt;النموذج&lt;/i&gt;") == 1
    assert "<b>وافق</b>" in page
    sends(huda, "consent", message="awareness", given="no", proof="اتصل وقالها")
    assert "<b>رفض</b>" in huda.page.text
    assert "(سابقا)" in huda.page.text
    assert [deed.act for deed in opened.do(opened.audit.deeds())].count("consent") == 2


def test_who_has_notices_sent_again_has_not_agreed_to_everything(opened: Opened, salim: Seat) -> None:
    """A stop is one of all messages; the way back is one to news of his own matters, and the desk says no more than that."""
    ref = opened.ask()
    opened.says("إيقاف")
    assert "كل ما لم يطلبه من الرسائل: رفض" in salim.see(case(ref)).text
    opened.says("اشتراك")
    assert "أخبار معاملاته من جديد: وافق" in salim.see(case(ref)).text
    assert "كل ما لم يطلبه من الرسائل: وافق" not in salim.see(PAGE).text


def test_a_refusal_of_service_messages_stops_news_of_his_tickets(opened: Opened, salim: Seat) -> None:
    """What was said on the telephone counts like the word in the chat, on all his channels; and so does the way back."""
    opened.says("السلام عليكم")
    opened.says("السلام عليكم", OTHER)
    opened.do(opened.members.join(MEMBER, OTHER, opened.officer("nora", "نورة")))
    sends(salim, "consent", message="service", given="no", proof="اتصل الساعة 10")
    card = opened.do(opened.members.card(MEMBER))
    assert card
    assert [one.notices for one in card.identities] == [False, False]
    sends(seat_of(opened, "huda", "supervisor"), "consent", message="service", given="yes", proof="زار المكتب")
    card = opened.do(opened.members.card(OTHER))
    assert card
    assert all(one.notices for one in card.identities)


def test_a_refusal_is_heard_by_everyone_who_answers_and_a_consent_is_not(opened: Opened, salim: Seat) -> None:
    """Stopping is easy; agreeing in a member's name takes the power over his data, and the form says so beforehand."""
    opened.says("السلام عليكم")
    assert '<option value="yes">' not in salim.see(PAGE).text.partition('id="consent-given"')[2].partition("</select>")[0]
    assert "fault=not_allowed" in sends(salim, "consent", message="awareness", given="yes", proof="قالها في الهاتف")
    assert 'role="alert"' in salim.page.text
    assert opened.do(opened.desk.unasked.consents.history(MEMBER)) == ()
    assert sends(salim, "consent", message="awareness", given="no", proof="قالها في الهاتف").endswith("done=consent")
    assert len(opened.do(opened.desk.unasked.consents.history(MEMBER))) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"message": "awareness", "given": "yes", "proof": " "},
        {"message": "awareness", "given": "yes", "proof": "ق" * 501},
        {"message": "spam", "given": "yes", "proof": "نموذج"},
        {"message": "awareness", "given": "perhaps", "proof": "نموذج"},
    ],
)
def test_a_consent_without_proof_is_none(opened: Opened, salim: Seat, fields: dict[str, str]) -> None:
    """The reason is said, and nothing is recorded."""
    opened.says("السلام عليكم")
    assert "fault=" in sends(salim, "consent", **fields)
    assert 'role="alert"' in salim.page.text
    assert opened.do(opened.desk.unasked.consents.history(MEMBER)) == ()


def test_the_preferred_channel_is_tried_first(opened: Opened, salim: Seat) -> None:
    """Whatever he used last; a channel that is not his is refused."""
    opened.do(opened.database.write(lambda c: c.execute(tables.conversation.insert(), ON_PHONE).close()))
    assert opened.do(opened.members.card(PHONE))
    opened.says("السلام عليكم")
    opened.do(opened.members.join(MEMBER, PHONE, opened.officer("nora", "نورة")))
    assert "fault=malformed" in sends(salim, "prefer", channel="telegram")
    assert sends(salim, "prefer", channel="sms").endswith("done=changed")
    assert '<option value="sms" selected>' in salim.page.text
    page = opened.do(opened.database.read(lambda connection: people.page(connection, "", 10)))
    (person,) = page.persons
    assert person.preferred == "sms"
    assert {type(one) for one in person.addresses} == {Address}


def test_a_member_joins_and_leaves_a_project(opened: Opened, salim: Seat) -> None:
    """By name; other members find it offered."""
    opened.says("السلام عليكم")
    sends(salim, "project", project="واحة  مكة")
    assert opened.do(opened.desk.unasked.projects.of(MEMBER)) == ("واحة مكة",)
    assert '<option value="واحة مكة">' in salim.page.text
    assert "fault=malformed" in sends(salim, "project", project=" ")
    sends(salim, "project", project="واحة مكة", leave="yes")
    assert opened.do(opened.desk.unasked.projects.all()) == {}


def test_the_committee_reads_consents_and_changes_none(opened: Opened) -> None:
    """It sees the member's page without forms, and its own are not found."""
    opened.says("السلام عليكم")
    seat = seat_of(opened, "lajna", "committee")
    assert "consent-proof" not in seat.see(PAGE).text
    for form in ("consent", "prefer", "project"):
        answer = seat.send(f"/desk/members/{form}", of=MEMBER, message="awareness", given="yes", proof="لا", project="x")
        assert answer.status_code == 404
