import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desk.access import sessions
from domain.model import OfficerId
from tests.desk.association import ONE_TIME
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case

NEW = "كلمة مرور جديدة 9"


def test_nobody_sees_anything_before_signing_in(opened: Opened) -> None:
    """Pages lead to the sign-in and back again; parts, streams and files are refused; forms change nothing."""
    seat = Seat(opened)
    ref = opened.ask()
    assert seat.see(case(ref) + "?part=mine").headers["location"] == f"/desk/sign-in?next=/desk/tickets/{ref}%3Fpart%3Dmine"
    assert seat.see(f"{case(ref)}?part_only=1").status_code == 401
    assert seat.see("/desk/events").status_code == 401
    assert seat.see(f"/desk/files/{'0' * 32}").status_code == 303
    seat.see("/desk/sign-in")
    assert seat.send(case(ref, "take"), key="0" * 32).headers["location"].startswith("/desk/sign-in")
    assert opened.card(ref).officer is None


def test_signing_in_leads_to_the_page_that_was_wanted(opened: Opened) -> None:
    """`next` is followed within the desk, and nowhere else."""
    opened.officer("salim", "سالم")
    ref = opened.ask()
    assert Seat(opened).sign_in("salim", next=case(ref)).headers["location"] == case(ref)
    assert Seat(opened).sign_in("salim", next="https://evil.example/").headers["location"] == "/desk"
    assert Seat(opened).sign_in("salim", next="//evil.example/desk").headers["location"] == "/desk"


def test_a_session_planted_before_signing_in_opens_nothing(opened: Opened) -> None:
    """The token changes at sign-in, so one who knows the earlier one is left outside."""
    opened.officer("salim", "سالم")
    seat, thief = Seat(opened), Seat(opened)
    seat.see("/desk/sign-in")
    planted = seat.http.cookies["mujib_desk"]
    seat.send("/desk/sign-in", username="salim", password="مفتاح باب المكتب 7")
    assert seat.http.cookies["mujib_desk"] != planted
    thief.http.cookies.set("mujib_desk", planted)
    assert thief.see().status_code == 303


@pytest.mark.parametrize("token", ["", "0" * 64, "f" * 63, "../../etc/passwd", "' OR 1=1 --"])
def test_a_forged_session_opens_nothing(opened: Opened, token: str) -> None:
    """A made-up token is as good as none."""
    seat = Seat(opened)
    seat.http.cookies.set("mujib_desk", token)
    assert seat.see().status_code == 303


def test_signing_out_ends_the_session_on_the_server(opened: Opened, salim: Seat) -> None:
    """The token that the browser had is worth nothing afterwards."""
    token = salim.http.cookies["mujib_desk"]
    salim.see()
    assert salim.send("/desk/sign-out").status_code == 303
    assert "mujib_desk" not in salim.http.cookies
    thief = Seat(opened)
    thief.http.cookies.set("mujib_desk", token)
    assert thief.see().status_code == 303


def test_a_session_ends_by_itself(opened: Opened, salim: Seat) -> None:
    """After twelve hours one signs in again."""
    opened.clock.forward(hours=11, minutes=59)
    assert salim.see().status_code == 200
    opened.clock.forward(minutes=2)
    assert salim.see().status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(opened: Opened) -> None:
    """HttpOnly and SameSite always."""
    opened.officer("salim", "سالم")
    cookie = Seat(opened).sign_in("salim").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_is_bound_to_host_and_connection(tmp_path: Path) -> None:
    """`__Host-`, Secure, no domain."""
    secure = Opened(tmp_path, f"sqlite:///{tmp_path / 'desk.db'}", public_url="https://desk.example.sa")
    secure.start()
    try:
        cookie = Seat(secure).see("/desk/sign-in").headers["set-cookie"]
    finally:
        secure.stop()
    assert re.match(r"__Host-mujib_desk=[0-9a-f]{64};", cookie)
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "domain" not in cookie.lower()


def test_the_database_holds_no_token(opened: Opened, salim: Seat) -> None:
    """What a thief of the database finds opens no session."""
    token = salim.http.cookies["mujib_desk"]
    assert opened.do(opened.officers.by_session(token)) is None
    assert opened.do(opened.officers.by_session(sessions.token_hash(token)))


# ---- wrong passwords -------------------------------------------------------------------------------------------------


def test_wrong_passwords_are_slowed_and_then_locked_out(opened: Opened) -> None:
    """Eight failures, each slower; then even the right password must wait, and afterwards it opens again."""
    opened.officer("salim", "سالم")
    seat = Seat(opened)
    for _ in range(8):
        assert seat.sign_in("salim", "wrong").status_code == 403
    assert opened.slept == [0, 0, 0, 1, 2, 4, 8, 8]
    locked = seat.sign_in("salim")
    assert locked.status_code == 429
    assert "15" in locked.text
    opened.clock.forward(minutes=15)
    assert seat.sign_in("salim").status_code == 303


def test_a_name_without_end_is_cut_before_it_is_remembered(opened: Opened) -> None:
    """Strangers must not fill the table of sign-ins, nor the page that shows it."""
    Seat(opened).sign_in("x" * 50_000, "wrong")
    (attempt,) = opened.do(opened.accounts.sign_ins())
    assert len(attempt.username) == 100


def test_many_guesses_at_once_are_counted_one_by_one(opened: Opened) -> None:
    """Sent in parallel, no more guesses are looked at than one after the other."""
    opened.officer("salim", "سالم")
    seats = [Seat(opened) for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda seat: seat.sign_in("salim", "wrong").status_code, seats))
    assert answers.count(403) <= 9
    assert set(answers) <= {403, 429}


def test_a_name_that_does_not_exist_is_answered_alike(opened: Opened) -> None:
    """The page does not tell which of name and password was wrong."""
    opened.officer("salim", "سالم")
    hide = re.compile(r'value="\w{64}"')
    names = ("salim", "nobody", "x" * 5000)
    pages = [hide.sub("", Seat(opened).sign_in(name, "wrong password").text).replace(name[:100], "") for name in names]
    assert pages[0] == pages[1] == pages[2]


def test_a_username_is_known_however_it_is_capitalised(opened: Opened) -> None:
    """Phones write the first letter large; accounts are made in small letters only."""
    opened.officer("salim", "سالم")
    assert Seat(opened).sign_in(" Salim ").status_code == 303


def test_a_success_forgets_the_failures(opened: Opened) -> None:
    """Who mistyped and then got in starts afresh."""
    opened.officer("salim", "سالم")
    seat = Seat(opened)
    for _ in range(5):
        seat.sign_in("salim", "wrong")
    assert seat.sign_in("salim").status_code == 303
    opened.slept.clear()
    seat.sign_in("salim", "wrong")
    assert opened.slept == [0]


# ---- the own password ------------------------------------------------------------------------------------------------


def test_a_one_time_password_opens_nothing_but_its_own_change(opened: Opened) -> None:
    """Until it is changed every page leads to the form; then work begins, under a new session."""
    opened.officer("nora", "نورة", one_time=True)
    seat = Seat(opened)
    seat.sign_in("nora", ONE_TIME)
    first = seat.http.cookies["mujib_desk"]
    assert seat.see().headers["location"] == "/desk/password"
    seat.see("/desk/password")
    assert seat.send("/desk/password", current=ONE_TIME, new=NEW, again=NEW).headers["location"] == "/desk?done=password"
    assert seat.see().status_code == 200
    assert seat.http.cookies["mujib_desk"] != first
    assert Seat(opened).sign_in("nora", ONE_TIME).status_code == 403
    assert Seat(opened).sign_in("nora", NEW).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "again", "words"),
    [
        (ONE_TIME, "short", "short", "أقصر من 10"),
        (ONE_TIME, NEW, NEW + "!", "غير متطابقتين"),
        (ONE_TIME, ONE_TIME, ONE_TIME, "هي الحالية نفسها"),
        ("not the current one", NEW, NEW, "الحالية غير صحيحة"),
        (ONE_TIME, "noraalharbi", "noraalharbi", "اسم المستخدم نفسه"),
    ],
)
def test_a_bad_new_password_is_refused_with_its_reason(opened: Opened, current: str, new: str, again: str, words: str) -> None:
    """Each rule has its own sentence, and the old password stays."""
    opened.officer("noraalharbi", "نورة", one_time=True)
    seat = Seat(opened)
    seat.sign_in("noraalharbi", ONE_TIME)
    seat.see("/desk/password")
    answer = seat.send("/desk/password", current=current, new=new, again=again)
    assert answer.status_code == 422
    assert words in answer.text
    assert Seat(opened).sign_in("noraalharbi", ONE_TIME).status_code == 303


def test_a_changed_password_ends_all_other_sessions(opened: Opened, salim: Seat) -> None:
    """A thief with a session is out as soon as the officer changes his password."""
    elsewhere = Seat(opened)
    elsewhere.sign_in("salim")
    salim.see("/desk/password")
    salim.send("/desk/password", current="مفتاح باب المكتب 7", new=NEW, again=NEW)
    assert elsewhere.see().status_code == 303
    assert salim.see().status_code == 200


def test_a_closed_account_is_out_at_once(opened: Opened, salim: Seat) -> None:
    """An officer who leaves sees nothing from the next request on."""
    opened.do(opened.officers.set_active(OfficerId(1), active=False))
    assert salim.see().status_code == 303
    assert Seat(opened).sign_in("salim").status_code == 403
