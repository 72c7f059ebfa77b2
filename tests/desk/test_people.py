"""Officers' accounts, and the codes with which they sign in."""

from datetime import timedelta

import pyotp
import pytest

from desk.access import one_time_codes
from domain.accountports import Presence
from domain.model import Language, OfficerId, PostId
from tests.desk.association import NAME
from tests.desk.opened import Opened
from tests.desk.seat import Seat, seat_of, taken
from tests.desk.sheets import secret_on


def test_an_account_from_the_invitation_to_its_end(opened: Opened) -> None:
    """Made with a password that is shown once, given a post, covered while absent, reset, signed out, closed and opened."""
    admin = seat_of(opened, "admin", "administrator")
    admin.see("/desk/people")
    made = admin.send("/desk/people", username="Huda", name="هدى", title_ar="الأستاذة هدى", role="officer", post="accountant")
    assert made.status_code == 200
    huda = Seat(opened)
    assert huda.sign_in("huda", secret_on(made.text)).headers["location"] == "/desk"
    assert huda.see("/desk").headers["location"] == "/desk/password"
    assert secret_on(made.text) not in admin.see("/desk/people").text
    account = next(one.officer for one in opened.do(opened.accounts.all()) if one.officer.username == "huda")
    assert (account.post, account.title[Language.ARABIC]) == (PostId("accountant"), "الأستاذة هدى")
    address = f"/desk/people/{account.id}"
    admin.send(f"{address}/role", role="supervisor", post="finance_manager")
    admin.send(f"{address}/presence", presence="absent", cover="1")
    changed = next(one.officer for one in opened.do(opened.accounts.all()) if one.officer.id == account.id)
    assert (changed.role, changed.post, changed.presence, changed.cover) == (
        "supervisor",
        "finance_manager",
        Presence.ABSENT,
        1,
    )
    assert admin.send(f"{address}/sessions").status_code == 303
    assert huda.see("/desk").headers["location"].startswith("/desk/sign-in")
    again = admin.send(f"{address}/reset")
    assert Seat(opened).sign_in("huda", secret_on(again.text)).status_code == 303
    admin.send(f"{address}/active", active="no")
    assert Seat(opened).sign_in("huda", secret_on(again.text)).status_code == 403
    admin.send(f"{address}/active", active="yes")
    page = admin.see("/desk/people").text
    assert "كلمة مرور خاطئة" in page
    assert "محاولات الدخول" in page


def test_a_name_is_set_right_and_a_title_given(opened: Opened, salim: Seat) -> None:
    """The member hears the title of an account that was made without one; a name is never taken away."""
    admin = seat_of(opened, "admin", "administrator")
    admin.see("/desk/people")
    assert admin.send("/desk/people/1/name", name=" ", title_ar="x").status_code == 422
    wanted = {"name": "سالم القرشي", "title_ar": "الأستاذ سالم من علاقات الأعضاء", "title_en": ""}
    assert admin.send("/desk/people/1/name", **wanted).headers["location"] == "/desk/people?done=changed"
    page = admin.see("/desk/people").text
    assert 'value="سالم القرشي"' in page
    assert 'value="الأستاذ سالم من علاقات الأعضاء"' in page
    taken(opened, salim)
    assert "معك الآن الأستاذ سالم من علاقات الأعضاء." in opened.heard()
    assert "غيّر اسم موظف أو لقبه" in admin.see("/desk/audit").text


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "a b"},
        {"username": "../x"},
        {"username": ""},
        {"name": " "},
        {"name": "س" * 501},
        {"role": "chief"},
        {"post": "none_such"},
        {"username": "admin"},
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(opened: Opened, fields: dict[str, str]) -> None:
    """And nothing is made."""
    admin = seat_of(opened, "admin", "administrator")
    admin.see("/desk/people")
    whole = {"username": "huda", "name": "هدى", "role": "officer", "post": ""} | fields
    assert admin.send("/desk/people", **whole).status_code == 422
    assert len(opened.do(opened.accounts.all())) == 1


@pytest.mark.parametrize("role", ["officer", "supervisor", "committee", "manager", "chief"])
def test_nobody_else_looks_after_accounts(opened: Opened, role: str) -> None:
    """Neither the page nor one of its forms is there for other roles; nobody's own account for administrators."""
    seat = seat_of(opened, "salim", role)
    seat.see("/desk/replies")
    assert seat.http.get("/desk/people").status_code == 404
    forms = {"": {}, "/1/role": {"role": "administrator"}, "/1/reset": {}, "/1/sessions": {}, "/1/active": {"active": "no"}}
    for path, fields in forms.items():
        assert seat.send(f"/desk/people{path}", username="x9", name="س", **({"role": "officer"} | fields)).status_code == 404
    assert opened.do(opened.accounts.all())[0].officer.role == role


def test_a_manager_makes_no_administrators(opened: Opened) -> None:
    """A post that manages people does not reach above itself; and nobody changes his own account."""
    manager = seat_of(opened, "manager", "manager")
    opened.officer("admin", "مدير النظام", role="administrator")
    opened.officer("nora", "نورة")
    opened.do(opened.officers.set_post(OfficerId(1), PostId("manager"), OfficerId(1)))
    manager.see("/desk/people")
    assert manager.send("/desk/people", username="x9", name="س", role="administrator").status_code == 403
    assert manager.send("/desk/people/3/role", role="administrator", post="").status_code == 403
    for path in ("/desk/people/2/reset", "/desk/people/1/role", "/desk/people/2/active"):
        assert manager.send(path, role="officer", post="").status_code == 403
    assert manager.send("/desk/people/99/reset").status_code == 404
    assert manager.send("/desk/people/3/presence", presence="gone").status_code == 422


def test_an_officer_says_whether_he_is_there(opened: Opened, salim: Seat) -> None:
    """From any page, and comes back to it; never to somewhere else."""
    salim.see("/desk/replies")
    assert salim.send("/desk/presence", presence="away", next="/desk/replies").headers["location"] == "/desk/replies"
    assert opened.do(opened.officers.all())[0].presence is Presence.AWAY
    assert salim.send("/desk/presence", presence="x", next="https://evil.example").headers["location"] == "/desk"
    assert opened.do(opened.officers.all())[0].presence is Presence.AWAY


def code(opened: Opened, secret: str, steps: int = 0) -> str:
    """Give the code of now, or of some steps of 30 seconds later."""
    return pyotp.TOTP(secret.replace(" ", "")).at(opened.clock.now() + timedelta(seconds=30 * steps))


def test_codes_are_enrolled_and_then_asked_for(opened: Opened, salim: Seat) -> None:
    """From the first right code on, a password alone opens nothing; no code opens twice."""
    secret = secret_on(salim.see("/desk/codes").text)
    assert secret_on(salim.see("/desk/codes").text) == secret
    drawn = one_time_codes.picture(one_time_codes.enrolment(secret.replace(" ", ""), "salim", NAME[Language.ARABIC]))
    assert drawn in salim.page.text
    assert "style" not in drawn
    assert salim.send("/desk/codes", code="000000").status_code == 422
    assert salim.send("/desk/codes", code=code(opened, secret)).headers["location"] == "/desk?done=codes_on"
    assert secret not in salim.see("/desk/codes").text
    seat = Seat(opened)
    assert seat.sign_in("salim", next="/desk/replies").headers["location"] == "/desk/code?next=/desk/replies"
    assert seat.see("/desk").headers["location"].startswith("/desk/sign-in")
    seat.see("/desk/code?next=/desk/replies")
    assert seat.send("/desk/code", code=code(opened, secret), next="/desk/replies").status_code == 403
    arabic = code(opened, secret, 1).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert seat.send("/desk/code", code=arabic, next="/desk/replies").headers["location"] == "/desk/replies"
    assert seat.see("/desk").status_code == 200
    assert seat.send("/desk/codes/drop", code="1").status_code == 422
    opened.clock.forward(minutes=5)
    assert seat.send("/desk/codes/drop", code=code(opened, secret)).headers["location"] == "/desk?done=codes_off"


def test_wrong_codes_are_locked_out(opened: Opened, salim: Seat) -> None:
    """Like wrong passwords: after eight even the right one does not help for a while; and the wait for it ends."""
    secret = secret_on(salim.see("/desk/codes").text)
    salim.send("/desk/codes", code=code(opened, secret))
    opened.clock.forward(minutes=2)
    seat = Seat(opened)
    seat.sign_in("salim")
    seat.see("/desk/code")
    for _ in range(9):
        assert seat.send("/desk/code", code="000000").status_code == 403
    assert seat.send("/desk/code", code=code(opened, secret)).status_code == 403
    opened.clock.forward(minutes=11)
    assert seat.see("/desk/code").headers["location"] == "/desk/sign-in"
    assert Seat(opened).see("/desk/code").headers["location"] == "/desk/sign-in"


def test_administrators_enrol_before_they_work(opened: Opened) -> None:
    """Every page leads them to it, and they cannot do without."""
    opened.codes_for.add("administrator")
    admin = seat_of(opened, "admin", "administrator")
    for page in ("/desk", "/desk/people", "/desk/tickets/T10019"):
        assert admin.see(page).headers["location"] == "/desk/codes"
    secret = secret_on(admin.see("/desk/codes").text)
    admin.send("/desk/codes", code=code(opened, secret))
    assert admin.see("/desk/people").status_code == 200
    opened.clock.forward(minutes=5)
    assert admin.send("/desk/codes/drop", code=code(opened, secret)).status_code == 403
