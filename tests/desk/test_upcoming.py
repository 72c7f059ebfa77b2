from datetime import timedelta

import pytest

from domain.model import Stage, TicketRef
from domain.officeracts import OfficerResolved
from storage import tables
from tests.desk.association import MEMBER, SECOND
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken

WEEK = timedelta(days=7)


def studied(opened: Opened, seat: Seat) -> TicketRef:
    """Let a ticket be before the committee, and its member be told of that."""
    ref = taken(opened, seat)
    seat.send(case(ref, "stage"), stage="with_committee")
    assert opened.card(ref).stage is Stage.WITH_COMMITTEE
    seat.see(case(ref))
    seat.send(case(ref, "hand-back"))
    seat.see(case(ref))
    return ref


def local(opened: Opened, ahead: timedelta) -> str:
    """Give a time from now on as a browser writes it."""
    return (opened.clock.now() + ahead).astimezone(opened.rules.calendar.tz).strftime("%Y-%m-%dT%H:%M")


def test_the_next_update_is_shown_held_released_and_added_to(opened: Opened, salim: Seat) -> None:
    """The officer sees when it comes; held it does not go; released it goes once, with his line."""
    ref = studied(opened, salim)
    assert "29 نوفمبر 2026" in salim.page.text
    answer = salim.send(case(ref, "hold-update"), until=local(opened, timedelta(days=20)))
    assert answer.headers["location"] == f"{case(ref)}?done=held"
    assert "مؤجَّل حتى" in salim.see(case(ref)).text
    opened.clock.forward(days=8)
    opened.passes()
    assert "ما زال" not in opened.heard()[-1]
    salim.enter(next(one.id for one in opened.do(opened.officers.all()) if one.username == "salim"))
    salim.see(case(ref))
    assert salim.send(case(ref, "update-line"), update_line="اكتملت <b>أوراقك</b>").status_code == 303
    salim.see(case(ref))
    assert salim.send(case(ref, "release-update")).status_code == 303
    opened.passes(minutes=1)
    assert "اكتملت <b>أوراقك</b>" in opened.heard()[-1]
    count = len(opened.heard())
    opened.passes(minutes=60)
    assert len(opened.heard()) == count
    acts = [deed.act for deed in opened.do(opened.audit.deeds(subject=ref))]
    assert {"update_held", "update_line", "update_released"} <= set(acts)


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("hold-update", {"until": "غدا"}, 422),
        ("hold-update", {"until": ""}, 422),
        ("hold-update", {"until": "2020-01-01T10:00"}, 422),
        ("update-line", {"update_line": "ل" * 501}, 413),
        ("appoint", {"what": "visit", "when": "2020-01-01T10:00"}, 422),
        ("appoint", {"what": "visit", "when": ""}, 422),
        ("appoint", {"what": "party", "when": "2027-01-01T10:00"}, 403),
        ("appoint", {"what": "visit", "when": "2027-01-01T10:00", "where": "م" * 501}, 413),
        ("cancel-appointment", {"appointment": "77"}, 403),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    opened: Opened, salim: Seat, action: str, fields: dict[str, str], status: int
) -> None:
    """Times that passed or are none, endless words, what does not exist."""
    ref = taken(opened, salim)
    assert salim.send(case(ref, action), **fields).status_code == status
    assert opened.do(opened.desk.unasked.appointments.of(ref)) == ()


def test_what_a_colleague_has_is_not_steered(opened: Opened, salim: Seat) -> None:
    """An officer who does not have the conversation finds no form, and his own is refused."""
    ref = taken(opened, salim)
    nora = seat_of(opened, "nora")
    assert "update_line" not in nora.see(case(ref)).text
    for action in ("hold-update", "release-update", "update-line", "appoint", "cancel-appointment"):
        assert nora.send(case(ref, action), update_line="تدخل", until=local(opened, WEEK)).status_code == 403


def test_an_appointment_reminds_and_a_cancelled_one_does_not(opened: Opened, salim: Seat) -> None:
    """Pressed twice it is one; the member is reminded; it stands on his page; what is cancelled is silent."""
    ref = studied(opened, salim)
    fields = {"what": "visit", "when": local(opened, timedelta(days=3)), "where": "مقر الجمعية", "about": "يحضر الصك"}
    for _ in range(2):
        assert salim.send(case(ref, "appoint"), **fields).status_code == 303
    salim.send(case(ref, "appoint"), **(fields | {"when": local(opened, timedelta(days=3, hours=5)), "where": "الفرع"}))
    first, second = opened.do(opened.desk.unasked.appointments.of(ref))
    page = salim.see(case(ref)).text
    assert page.count("مقر الجمعية") == 1
    assert "مقر الجمعية" in salim.see(f"/desk/members?of={MEMBER}").text
    salim.see(case(ref))
    assert salim.send(case(ref, "cancel-appointment"), appointment=str(second.id)).status_code == 303
    opened.clock.forward(days=2)
    opened.passes(minutes=5)
    heard = [words for words in opened.heard() if "مقر الجمعية" in words or "الفرع" in words]
    assert len(heard) == 1
    assert "مقر الجمعية" in heard[0]
    assert first.officer is not None


def test_another_tickets_appointment_is_not_cancelled(opened: Opened, salim: Seat) -> None:
    """Its number alone is no key."""
    ref = taken(opened, salim)
    salim.send(case(ref, "appoint"), what="visit", when=local(opened, timedelta(days=3)))
    (mine,) = opened.do(opened.desk.unasked.appointments.of(ref))
    other = taken(opened, salim, SECOND)
    assert salim.send(case(other, "cancel-appointment"), appointment=str(mine.id)).status_code == 403
    (mine,) = opened.do(opened.desk.unasked.appointments.of(ref))
    assert not mine.cancelled


def test_why_no_rating_was_asked_for_stands_on_the_card(opened: Opened, salim: Seat) -> None:
    """A member who stopped notices is not asked later on; his officer reads why, on the card and in the history."""
    ref = taken(opened, salim)
    salim.send(case(ref, "hand-back"))
    opened.says("إيقاف")
    officer = next(one for one in opened.do(opened.officers.all()) if one.username == "salim")
    salim.see(case(ref))
    salim.send(case(ref, "take"))
    opened.delay_ratings(timedelta(hours=1))
    opened.happens(OfficerResolved(ref, officer.id))
    opened.passes(minutes=70)
    page = salim.see(case(ref)).text
    assert page.count("أوقف العضو الإشعارات") == 2
    assert "لا تقييم" in page


def test_silence_after_the_question_stands_on_the_card(opened: Opened, salim: Seat) -> None:
    """Asked, and later that he did not answer; a question that did not arrive says so."""
    ref = taken(opened, salim)
    officer = next(one for one in opened.do(opened.officers.all()) if one.username == "salim")
    opened.happens(OfficerResolved(ref, officer.id))
    opened.heard()
    assert "سُئل ولم يجب بعد" in salim.see(case(ref)).text
    opened.passes(minutes=60 * 24 * 15)
    salim.enter(officer.id)
    assert salim.see(case(ref)).text.count("سُئل ولم يجب") == 2
    lost = tables.outbound.update().where(tables.outbound.c.reply.contains(f"rate:5:{ref}")).values(status="dead")
    opened.do(opened.database.write(lambda connection: connection.execute(lost).close()))
    assert "لم يصله السؤال" in salim.see(case(ref)).text
