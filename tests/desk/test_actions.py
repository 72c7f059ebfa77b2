import itertools
import re

import pytest

from domain.errors import StorageError
from domain.inbound import ChoiceMade
from domain.model import ConversationId, OfficerId, Stage, TicketRef
from domain.ticketports import Speaker, TicketFile
from storage.office.indexer import Indexer
from tests.desk.association import MEMBER
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case

TELEGRAM = ConversationId("telegram:1:7")


def taken(opened: Opened, seat: Seat) -> TicketRef:
    """Let a member ask and the officer take over; give the ticket's reference."""
    ref = opened.ask()
    seat.see(case(ref))
    assert seat.send(case(ref, "take")).headers["location"] == f"{case(ref)}?done=took"
    seat.see(case(ref))
    return ref


def colleague(opened: Opened, name: str = "nora", role: str = "officer") -> Seat:
    """Give the seat of another officer who is signed in."""
    seat = Seat(opened)
    seat.enter(opened.officer(name, "نورة", role=role))
    return seat


@pytest.mark.parametrize("desk", ["opened", "opened_on_postgresql"])
def test_from_the_question_to_the_rating(desk: str, request: pytest.FixtureRequest) -> None:
    """Take over, reply, note, resolve: the member reads the reply and never the note; his rating stands on the card."""
    opened: Opened = request.getfixturevalue(desk)
    opened.officer("salim", "سالم")
    seat = Seat(opened)
    seat.sign_in("salim")
    ref = taken(opened, seat)
    assert seat.send(case(ref, "reply"), text="نعم، خلال أسبوعين.").headers["location"] == f"{case(ref)}?done=replied"
    seat.see(case(ref))
    assert seat.send(case(ref, "note"), note="سألت المدير.").headers["location"] == f"{case(ref)}?done=noted"
    page = seat.see(f"{case(ref)}?done=noted").text
    assert "سألت المدير." in page
    assert "حُفظت الملاحظة" in page
    assert seat.send(case(ref, "resolve")).headers["location"] == f"{case(ref)}?done=resolved"
    assert opened.card(ref).stage is Stage.RESOLVED
    opened.says("5")
    opened.says("الله يعطيك العافية")
    heard = "\n".join(opened.heard())
    assert "الأستاذ سالم" in heard
    assert "نعم، خلال أسبوعين." in heard
    assert "سألت المدير." not in heard
    page = seat.see(case(ref)).text
    assert "5 من 5" in page
    assert "الله يعطيك العافية" in page


def test_a_refused_form_leads_back_to_its_conversation(opened: Opened, salim: Seat) -> None:
    """What stands on the page that tells why, such as the language, comes back to the page and not to the form's address."""
    ref = opened.ask()
    salim.see(f"{case(ref)}?part=mine")
    refused = salim.send(f"{case(ref, 'stage')}?part=mine", stage="nonsense")
    assert refused.status_code == 422
    assert f'name="next" value="{case(ref)}?part=mine"' in refused.text
    assert "/stage" not in "".join(re.findall(r'name="next" value="([^"]*)"', refused.text))


def test_a_message_in_doubt_is_sent_again_by_one_press(opened: Opened, salim: Seat) -> None:
    """It stands in the queue and above every page; another press or a colleague's does nothing; the history says who did."""
    ref = opened.wrote(TELEGRAM)
    message = opened.lost(TELEGRAM)
    page = salim.see("/desk").text
    assert "لعلها لم تصل: 1" in page
    assert f"{case(ref)}#o{message}" not in page, "many in doubt would stand above every page"
    assert f'href="{case(ref)}#o{message}"' in salim.see("/desk/doubts").text
    assert "لعلها لم تصل</span>" in page
    nora = colleague(opened)
    nora.see(case(ref))
    page = salim.see(case(ref)).text
    assert "لا نعلم هل وصلت: <bdi" in page
    assert "لم يجب تيليجرام في الوقت" in page
    back = salim.send("/desk/doubts", sent_again=str(message), next=case(ref)).headers["location"]
    assert back == f"{case(ref)}?done=sent_again#o{message}"
    salim.see(case(ref))
    for seat, deed in ((salim, "sent_again"), (nora, "arrived")):
        assert (
            seat.send("/desk/doubts", next=case(ref), **{deed: str(message)}).headers["location"].endswith(f"before#o{message}")
        )
    page = salim.see(f"{case(ref)}?done=sent_again").text
    assert "تُرسل الرسالة مرة أخرى." in page
    assert "أُعيد إرسال رسالة لم يُعلم هل وصلت" in page
    assert "لعلها لم تصل: " not in page
    assert "لا رسالة في شك." in salim.see("/desk/doubts").text
    assert [kind for kind, _ in opened.events(ref)].count("sent_again") == 1


def test_who_answers_nobody_settles_no_doubt(opened: Opened) -> None:
    """The committee sees no button, and a forged form finds nothing."""
    ref = opened.wrote(TELEGRAM)
    message = opened.lost(TELEGRAM)
    seat = colleague(opened, "amal", "committee")
    assert 'name="sent_again"' not in seat.see(case(ref)).text
    assert seat.see("/desk/doubts").status_code == 404
    assert seat.send("/desk/doubts", sent_again=str(message), next=case(ref)).status_code == 404


def test_the_bot_is_silent_while_the_officer_has_the_chat(opened: Opened, salim: Seat) -> None:
    """What the member writes then reaches the officer, who alone answers."""
    ref = taken(opened, salim)
    opened.says("كم ياخذ؟")
    assert opened.heard()[-2:] == ["معك الآن الأستاذ سالم.", "كم ياخذ؟"]
    salim.see(case(ref))
    salim.send(case(ref, "hand-back"))
    assert opened.card(ref).officer is None
    opened.says("شكرا")
    assert opened.lines()[-1].speaker is Speaker.BOT


def test_a_form_sent_twice_is_one_action(opened: Opened, salim: Seat) -> None:
    """A double click, or a browser that repeats a request, sends one reply and writes one note."""
    ref = taken(opened, salim)
    for _ in range(3):
        assert salim.send(case(ref, "reply"), text="مرة واحدة").status_code == 303
        assert salim.send(case(ref, "note"), note="ملاحظة واحدة").status_code == 303
    assert opened.heard().count("مرة واحدة") == 1
    assert [line.text for line in opened.lines(internal=True)].count("ملاحظة واحدة") == 1


def test_what_was_taken_in_is_never_told_as_not_kept(opened: Opened, salim: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database failed just behind it: the page leads back and says that the result is still to come."""
    ref, read, looks = taken(opened, salim), opened.tickets.file, itertools.count()

    async def failing(wanted: TicketRef) -> TicketFile | None:
        if next(looks):
            raise StorageError("disk I/O error")
        return await read(wanted)

    monkeypatch.setattr(opened.tickets, "file", failing)
    assert salim.send(case(ref, "reply"), text="نعم.").headers["location"] == f"{case(ref)}?done=pending"
    monkeypatch.undo()
    opened.passes()
    assert any("نعم." in words for words in opened.heard())


def test_words_changed_after_going_back_are_sent(opened: Opened, salim: Seat) -> None:
    """An old form with new words is another reply: nothing that an officer wrote is lost in silence."""
    ref = taken(opened, salim)
    salim.send(case(ref, "reply"), text="الأولى")
    salim.send(case(ref, "reply"), text="الثانية")
    assert opened.heard()[-2:] == ["الأولى", "الثانية"]


def test_taking_over_and_replying_is_one_step(opened: Opened, salim: Seat) -> None:
    """In a conversation that nobody has, the reply takes it over first, also when the form comes twice."""
    ref = opened.ask()
    salim.see(case(ref))
    for _ in range(2):
        assert salim.send(case(ref, "reply"), text="أهلا بك", take="yes").status_code == 303
    assert opened.card(ref).officer == OfficerId(1)
    assert opened.heard()[-2:] == ["معك الآن الأستاذ سالم.", "أهلا بك"]


def test_without_taking_over_there_is_no_reply(opened: Opened, salim: Seat) -> None:
    """A reply in a conversation that one does not have is refused, and its words are kept in the box."""
    ref = opened.ask()
    salim.see(case(ref))
    answer = salim.send(case(ref, "reply"), text="لن تصل")
    assert answer.status_code == 403
    assert ">لن تصل</textarea>" in answer.text
    assert "لن تصل" not in opened.heard()


@pytest.mark.parametrize("action", ["reply", "hand-back", "resolve", "take"])
def test_a_colleagues_conversation_cannot_be_acted_on(opened: Opened, salim: Seat, action: str) -> None:
    """Whoever is second does nothing to the member or the ticket, whatever he sends, and is told."""
    ref = taken(opened, salim)
    second = colleague(opened)
    second.see(case(ref))
    heard = opened.heard()
    answer = second.send(case(ref, action), text="من غير صاحبها", take="yes")
    assert answer.status_code in {403, 409}
    assert opened.card(ref).officer == OfficerId(1)
    assert opened.card(ref).stage is Stage.WITH_OFFICER
    assert opened.heard() == heard


def test_of_two_who_press_take_one_gets_it(opened: Opened, salim: Seat) -> None:
    """Both saw it free; the second is told who was quicker, and his begun reply is still there."""
    second = colleague(opened)
    ref = opened.ask()
    salim.see(case(ref))
    second.see(case(ref))
    salim.send(case(ref, "take"))
    answer = second.send(case(ref, "reply"), text="كنت أكتب هذا", take="yes")
    assert answer.status_code == 409
    assert "لدى زميل" in answer.text
    assert opened.card(ref).officer == OfficerId(1)
    assert "كنت أكتب هذا" not in opened.heard()


def test_a_chat_that_a_colleague_has_by_another_ticket_is_not_free(opened: Opened, salim: Seat) -> None:
    """A member's second ticket does not let a second officer into the same chat."""
    first = taken(opened, salim)
    salim.send(case(first, "hand-back"))
    opened.happens(ChoiceMade("act:complaint"))
    opened.says("الموظف لم يرد علي منذ أسبوع وأريد حلا")
    (second,) = (other.ref for other in opened.file(first).others)
    salim.see(case(first))
    salim.send(case(first, "take"))
    nora = colleague(opened)
    page = nora.see(case(second)).text
    assert "do-take" not in page
    assert nora.send(case(second, "take"), key="0" * 32).status_code == 409


def test_a_supervisor_hands_back_for_a_colleague(opened: Opened, salim: Seat) -> None:
    """What an absent officer has becomes free, by an event in the supervisor's own name."""
    ref = taken(opened, salim)
    supervisor = colleague(opened, "huda", "supervisor")
    supervisor.see(case(ref))
    assert supervisor.send(case(ref, "hand-back")).status_code == 303
    assert opened.card(ref).officer is None
    assert ("released", 2) in opened.events(ref)
    assert "ما زالت مفتوحة" in opened.heard()[-1]


def test_the_committee_reads_and_notes_only(opened: Opened) -> None:
    """A role without the power sees no button, and its forms are refused all the same."""
    member = colleague(opened, "badr", "committee")
    ref = opened.ask()
    page = member.see(case(ref)).text
    assert "do-take" not in page
    assert 'name="text"' not in page
    for action in ("take", "reply", "hand-back", "resolve"):
        assert member.send(case(ref, action), text="لا").status_code == 403
    assert member.send(case(ref, "note"), note="نعم").status_code == 303


def test_a_role_that_does_not_exist_sees_nothing(opened: Opened) -> None:
    """A wrong word in the database shows no queue and no conversation."""
    stranger = colleague(opened, "x", "chief")
    ref = opened.ask()
    assert ref not in stranger.see().text
    assert stranger.see(case(ref)).status_code == 404
    stranger.see()
    assert stranger.send(case(ref, "note"), note="لا", key="0" * 32).status_code == 404


@pytest.mark.parametrize(("text", "status"), [("", 422), (" \n\t ", 422), ("\x00\x07", 422), ("ا" * 8001, 413)])
def test_a_text_that_cannot_be_sent_is_refused_with_its_reason(opened: Opened, salim: Seat, text: str, status: int) -> None:
    """Empty and endless texts reach nobody."""
    ref = taken(opened, salim)
    heard = opened.heard()
    assert salim.send(case(ref, "reply"), text=text).status_code == status
    assert salim.send(case(ref, "note"), note=text).status_code == status
    assert opened.heard() == heard


def test_a_ticket_that_is_not_there_is_not_found(salim: Seat) -> None:
    """Pages and forms of unknown references answer alike, and change nothing."""
    salim.see()
    for ref in ("T99990", "x", "T15328%2F..%2Fx"):
        assert salim.http.get(f"/desk/tickets/{ref}").status_code == 404
        for action in ("take", "reply", "note", "hand-back", "resolve"):
            assert salim.send(f"/desk/tickets/{ref}/{action}", text="x", note="x", key="0" * 32).status_code == 404


def test_a_resolved_ticket_can_be_taken_again(opened: Opened, salim: Seat) -> None:
    """An officer who forgot something takes over anew; without that he cannot write."""
    ref = taken(opened, salim)
    salim.send(case(ref, "resolve"))
    salim.see(case(ref))
    assert salim.send(case(ref, "reply"), text="نسيت").status_code == 403
    assert salim.send(case(ref, "resolve")).status_code == 403
    salim.send(case(ref, "take"))
    assert opened.card(ref).stage is Stage.WITH_OFFICER


def test_every_view_is_in_the_audit_trail(opened: Opened, salim: Seat) -> None:
    """Opening a conversation is written down with the officer; that the open page keeps itself fresh is the same view."""
    ref = opened.ask()
    salim.see(case(ref))
    salim.see(f"{case(ref)}?part_only=1")
    assert opened.events(ref).count(("seen", 1)) == 1
    colleague(opened).see(f"{case(ref)}?part_only=1")
    assert opened.events(ref).count(("seen", 2)) == 1


def test_the_name_of_an_officer_never_becomes_the_members(opened: Opened, salim: Seat) -> None:
    """What an officer does in a conversation leaves its member's name alone."""
    ref = taken(opened, salim)
    salim.send(case(ref, "reply"), text="نعم")
    assert opened.card(ref).member_name == "محمد العتيبي"


def test_the_filters_search_and_paging_of_the_queue(opened: Opened, salim: Seat) -> None:
    """Parts, search and pages show what they say; 51 tickets are two pages."""
    refs = [opened.ask(f"سؤال رقم {number}", ConversationId(f"web:main:{number}")) for number in range(51)]
    first = salim.see().text
    assert first.count('id="row-') == 50
    assert refs[50] not in first
    assert salim.see(f"/desk?before={refs[49]}").text.count('id="row-') == 1
    assert "لا معاملات هنا" in salim.see("/desk?part=mine").text
    assert refs[0] in salim.see("/desk?part=unassigned").text
    searched = salim.see(f"/desk?q={refs[7]}").text
    assert searched.count('id="row-') == 1
    assert refs[7] in searched
    assert MEMBER not in searched


def test_overdue_is_marked_by_priority(opened: Opened, salim: Seat) -> None:
    """A member who waits more than four hours turns red; one hour less does not."""
    opened.ask()
    opened.clock.forward(hours=3)
    assert "row overdue" not in salim.see().text
    opened.clock.forward(hours=1, minutes=1)
    assert "row overdue" in salim.see().text


def test_an_approved_answer_fills_the_reply_box(opened: Opened, salim: Seat) -> None:
    """Without scripts too: the candidate's answer in the member's language stands in the box, ready to be changed."""
    ref = opened.ask()
    page = salim.see(case(ref)).text
    assert "كم تستغرق دراسة الطلب؟" in page
    assert "41%" in page
    assert "السياسة، معالجة الطلبات 5" in page
    used = salim.see(f"{case(ref)}?use=handling.reply").text
    assert ">يدرس الطلب خلال مدة لا تقل عن أسبوعين" in used.partition("<textarea")[2]
    assert "gone" not in page


def test_a_search_goes_over_everything_and_says_where_each_hit_stands(opened: Opened, salim: Seat) -> None:
    """Also what is settled, from whatever part: by its number, by words and names folded, and by the member's number."""
    phone = ConversationId("terminal:main:+966555501234")
    settled = taken(opened, salim)
    salim.send(case(settled, "resolve"))
    waiting = opened.ask("هل تُقبل الافادة على الأرض؟", ConversationId("web:main:2"))
    mine = opened.wrote(phone, "متى إفادة الأرض")
    salim.see(case(mine))
    salim.send(case(mine, "take"))
    assert settled not in salim.see().text
    for part in ("", "&part=mine"):
        found = salim.see(f"/desk?q={settled[:-1]}-{settled[-1]}{part}").text
        assert (f'id="row-{settled}"' in found) == (not part)
    opened.do(Indexer(opened.store).catch_up())
    found = salim.see("/desk?q=افاده الارض").text
    assert [ref for ref in (waiting, mine, settled) if f'id="row-{ref}"' in found] == [waiting, mine]
    assert [found.count(f'<span class="mark part">{part}</span>') for part in ("غير مسندة", "لديّ", "محلولة")] == [1, 1, 0]
    assert '<span class="mark part">محلولة</span>' in salim.see("/desk?q=العتيبى").text
    assert f'id="row-{mine}"' in salim.see("/desk?q=0555501234").text
    assert 'class="mark part"' not in salim.see("/desk?q=العتيبى&part=resolved").text
    assert 'name="part"' not in salim.page.text.partition('role="search"')[2].partition("</form>")[0]
