"""The association's regulation at the desk: what a post may is what its holder finds and can do."""

import pytest

from domain.model import OfficerId, PostId, Stage, TicketRef
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken

SALIM, NEXT = OfficerId(1), OfficerId(2)


def holds(opened: Opened, officer: OfficerId, post: str) -> None:
    """Give an officer a post."""
    opened.do(opened.officers.set_post(officer, PostId(post), officer))


def acts(opened: Opened) -> list[tuple[str, str, str]]:
    """Give the trail beside tickets' events: act, subject and detail, the newest first."""
    return [(deed.act, deed.subject, deed.detail) for deed in opened.do(opened.audit.deeds())]


def test_a_post_without_the_power_to_answer_answers_nobody(opened: Opened, salim: Seat) -> None:
    """Whatever the role says: no button, no form, no deed; and tickets cannot be given to its holder."""
    ref = opened.ask()
    holds(opened, SALIM, "committee")
    page = salim.see(case(ref)).text
    assert 'id="do-take"' not in page
    assert 'name="text"' not in page
    assert salim.send(case(ref, "take")).status_code == 403
    assert salim.send(case(ref, "reply"), text="نعم", take="yes").status_code == 403
    assert salim.send(case(ref, "priority"), priority="2").status_code == 403
    assert salim.http.get("/desk/contacts/new").status_code == 404
    huda = seat_of(opened, "huda", "supervisor")
    assert "سالم" not in huda.see(case(ref)).text.partition('id="work-reassign"')[2].partition("</details>")[0]
    assert huda.send(case(ref, "reassign"), to="1").status_code == 422
    assert opened.card(ref).officer is None


def test_a_supervisor_takes_a_conversation_from_a_colleague(opened: Opened, salim: Seat) -> None:
    """The member hears whom he talks with now, the colleague is told, and an officer without the power finds no button."""
    ref = taken(opened, salim)
    nora = seat_of(opened, "nora")
    assert 'id="do-take-from"' not in nora.see(case(ref)).text
    assert nora.send(case(ref, "take-from"), whose="1").status_code == 403
    holds(opened, NEXT, "relations_supervisor")
    assert 'id="do-take-from"' in nora.see(case(ref)).text
    assert nora.send(case(ref, "take-from"), whose="1").headers["location"].endswith("done=took")
    assert opened.card(ref).officer == NEXT
    assert "معك الآن الأستاذ زميل nora" in opened.heard()[-1]
    assert opened.do(opened.alerts.unread(SALIM))
    assert nora.see(case(ref)).status_code == 200
    assert nora.send(case(ref, "reply"), text="تابعت معاملتك").status_code == 303
    assert opened.heard()[-1] == "تابعت معاملتك"


def test_what_changed_hands_meanwhile_is_not_taken(opened: Opened, salim: Seat) -> None:
    """The form names the colleague from whom; another one keeps what he has."""
    ref = taken(opened, salim)
    nora, huda = seat_of(opened, "nora"), seat_of(opened, "huda", "supervisor")
    huda.see(case(ref))
    salim.send(case(ref, "reassign"), to="2")
    assert huda.send(case(ref, "take-from"), whose="1").status_code == 409
    assert opened.card(ref).officer == NEXT
    assert nora.see(case(ref)).status_code == 200


def test_what_was_reopened_is_the_supervisors(opened: Opened, salim: Seat) -> None:
    """An officer finds it closed to him, with the reason, until the supervisor gives it to him."""
    ref = taken(opened, salim)
    salim.send(case(ref, "resolve"))
    opened.says("لم تُحل")
    assert opened.card(ref).stage is Stage.REOPENED
    assert 'id="do-take"' not in salim.see(case(ref)).text
    refused = salim.send(case(ref, "take"))
    assert refused.status_code == 403
    assert "فهي للمشرف" in refused.text
    assert salim.send(case(ref, "priority"), priority="2").status_code == 403
    huda = seat_of(opened, "huda", "supervisor")
    assert 'id="do-take"' in huda.see(case(ref)).text
    huda.send(case(ref, "reassign"), to="1")
    assert opened.card(ref).officer == SALIM
    assert salim.see(case(ref)).status_code == 200
    assert salim.send(case(ref, "reply"), text="أعتذر عما فات").status_code == 303
    assert opened.heard()[-1] == "أعتذر عما فات"


def before_committee(opened: Opened, seat: Seat) -> TicketRef:
    """Put an inquiry before the committee."""
    ref = taken(opened, seat)
    seat.send(case(ref, "stage"), stage="with_committee")
    return ref


@pytest.mark.parametrize(("post", "decides"), [("committee", True), ("manager", False), ("accountant", False), ("", True)])
def test_who_decides_by_post(opened: Opened, salim: Seat, post: str, *, decides: bool) -> None:
    """The post with the power; no other one, however high; a committee member without a post by his role."""
    ref = before_committee(opened, salim)
    badr = seat_of(opened, "badr", "committee")
    if post:
        holds(opened, NEXT, post)
    page = badr.see("/desk/committee")
    assert (page.status_code == 200 and f"request-{ref}" in page.text) == decides
    answer = badr.send(case(ref, "decide"), decision="accept", reason="", key="0" * 32)
    assert answer.status_code == (303 if decides else 403 if page.status_code == 200 else 404)
    assert (opened.card(ref).stage is Stage.WITH_COMMITTEE) != decides


def test_looks_at_the_committees_page_are_kept(opened: Opened, salim: Seat) -> None:
    """One entry for each request that was shown, not one more each time that the page is loaded anew."""
    ref = before_committee(opened, salim)
    badr = seat_of(opened, "badr", "committee")
    for _ in range(2):
        badr.see("/desk/committee")
    assert [entry for entry in acts(opened) if entry[0] == "committee_seen"] == [("committee_seen", ref, "")]
    opened.clock.forward(minutes=31)
    badr.see("/desk/committee")
    assert len([entry for entry in acts(opened) if entry[0] == "committee_seen"]) == 2
    manager = seat_of(opened, "manager", "manager")
    assert "اطلع على ما أمام اللجنة" in manager.see(f"/desk/audit?subject={ref}").text


def test_looks_at_a_member_are_kept(opened: Opened, salim: Seat) -> None:
    """His page names him in the trail, with whoever looked."""
    ref = opened.ask()
    conversation = opened.card(ref).conversation
    salim.see(f"/desk/members?of={conversation}")
    assert ("member_seen", conversation, "") in acts(opened)
    page = seat_of(opened, "manager", "manager").see(f"/desk/audit?subject={conversation}").text
    assert "اطلع على بطاقة عضو" in page
    assert "سالم" in page


def test_an_own_new_password_is_in_the_trail(opened: Opened) -> None:
    """Who changes his own password has done something; the password itself is nowhere."""
    opened.officer("salim", "سالم")
    seat = Seat(opened)
    seat.sign_in("salim")
    seat.see("/desk/password")
    new = "كلمة جديدة لا يعرفها أحد 9"
    assert seat.send("/desk/password", current="مفتاح باب المكتب 7", new=new, again=new).status_code == 303
    trail = [entry for entry in acts(opened) if entry[0].startswith("password")]
    assert trail == [("password_changed", "1", "")] * 2, "one when the account was made ready, one now"
    assert new not in str(acts(opened))


def test_the_trail_says_on_which_channel(opened: Opened, salim: Seat) -> None:
    """A deed on a ticket stands with the channel on which its member writes."""
    ref = taken(opened, salim)
    page = seat_of(opened, "manager", "manager").see(f"/desk/audit?subject={ref}").text
    assert "محادثة الموقع" in page.partition("<tbody>")[2].partition("</tr>")[0]
