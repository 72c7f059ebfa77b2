"""Members' pages: who a member is across his channels, his data, and the card beside his conversation."""

from urllib.parse import quote

from domain.inbound import Envelope, TextReceived
from domain.model import ConversationId, OfficerId, PostId, Stage, TicketRef
from storage.office.indexer import Indexer
from tests.desk.association import MEMBER, SECOND
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of, taken
from tests.desk.sheets import PNG, SCRIPT, upload


def said(seat: Seat, ref: TicketRef) -> str:
    """Give what a conversation's page shows of the talk."""
    return seat.see(case(ref)).text.partition('<section class="lines"')[2].partition("</section>")[0]


def test_a_members_page_shows_him_across_his_channels(opened: Opened) -> None:
    """Once somebody made sure that two conversations are one person's: tickets, notes and all that was said."""
    salim = seat_of(opened, "huda", "supervisor")
    first, second = opened.ask(), opened.ask("سؤالي من القناة الأخرى", SECOND)
    page = salim.see(f"/desk/members?of={MEMBER}").text
    assert "سؤالي من القناة الأخرى" not in page
    assert salim.send("/desk/members/join", of=MEMBER, ticket="T9999-9").status_code == 422
    assert salim.send("/desk/members/join", of=MEMBER, ticket=second).headers["location"].endswith("done=joined")
    salim.see(f"/desk/members?of={MEMBER}")
    for _ in range(2):
        salim.send("/desk/members/note", of=MEMBER, note=f"يفضل الاتصال {SCRIPT}")
    page = salim.see(f"/desk/members?of={MEMBER}").text
    assert "سؤالي من القناة الأخرى" in page
    assert "تحقق منها موظف" in page
    assert page.count("يفضل الاتصال") == 1
    assert SCRIPT not in page
    assert "سؤالي من القناة الأخرى" in said(salim, first)
    assert "يفضل الاتصال" in salim.page.text
    assert "يفضل الاتصال" not in "".join(opened.heard())
    salim.see(f"/desk/members?of={MEMBER}")
    assert salim.send("/desk/members/part", of=MEMBER, conversation="web:main:nobody").status_code == 404
    salim.send("/desk/members/part", of=MEMBER, conversation=SECOND)
    assert "سؤالي من القناة الأخرى" not in said(salim, first)


def test_joining_takes_the_power_over_members_data(opened: Opened, salim: Seat) -> None:
    """An officer who only answers finds no form for it, and its address is not found; a post opens it."""
    _, second = opened.ask(), opened.ask("سؤالي من القناة الأخرى", SECOND)
    assert "members/join" not in salim.see(f"/desk/members?of={MEMBER}").text
    assert salim.send("/desk/members/join", of=MEMBER, ticket=second).status_code == 404
    opened.do(opened.officers.set_post(OfficerId(1), PostId("relations_supervisor"), OfficerId(1)))
    assert "members/join" in salim.see(f"/desk/members?of={MEMBER}").text
    assert salim.send("/desk/members/join", of=MEMBER, ticket=second).status_code == 303


def test_a_member_is_given_his_data_by_whom_the_regulation_lets(opened: Opened, salim: Seat) -> None:
    """The file holds his words and nobody else's; an officer who only answers finds neither form nor address."""
    for words, conversation in (("سؤالي", MEMBER), ("سؤالي من القناة الأخرى", SECOND)):
        opened.ask(words, conversation)
    assert "members/export" not in salim.see(f"/desk/members?of={MEMBER}").text
    assert [salim.send(f"/desk/members/{deed}", of=MEMBER, sure="yes").status_code for deed in ("export", "erase")] == [
        404,
        404,
    ]
    huda = seat_of(opened, "huda", "supervisor")
    huda.see(f"/desk/members?of={MEMBER}")
    given = huda.send("/desk/members/export", of=MEMBER)
    assert given.headers["content-disposition"] == 'attachment; filename="member.json"'
    assert {row["conversation"] for row in given.json()["inbound"]} == {MEMBER}
    assert "سؤالي من القناة الأخرى" not in given.text


def test_a_member_is_erased_once_that_is_sure_and_settled(opened: Opened) -> None:
    """Unticked or with an open ticket nothing is erased; then no page shows his words or file, drawn before or not."""
    huda = seat_of(opened, "huda", "supervisor")
    ref = taken(opened, huda)
    upload(huda, ref, PNG, name="تقريره.png", caption="تفضل")
    words = "أنا محمد وهذا سري"
    opened.says(words)
    page = f"/desk/members?of={MEMBER}"
    for fields, fault in (({}, "ضع العلامة أولًا"), ({"sure": "yes"}, "لم تُنجز بعد")):
        huda.see(page)
        refused = huda.send("/desk/members/erase", of=MEMBER, **fields)
        assert refused.status_code == 422
        assert fault in refused.text
        assert words in refused.text
    huda.see(case(ref))
    huda.send(case(ref, "stage"), stage=Stage.CLOSED, line="")
    huda.see(page)
    (kept,) = (opened.folder / "files").iterdir()
    assert huda.send("/desk/members/erase", of=MEMBER, sure="yes").headers["location"] == "/desk?done=erased"
    assert not kept.exists()
    assert huda.see(page).status_code == 404
    shown = huda.see(case(ref)).text
    assert [one for one in (words, "تقريره", "تفضل") if one in shown] == []


def test_what_is_left_of_an_erased_member_is_told_as_that_and_takes_nothing_more(opened: Opened) -> None:
    """An officer who had the page open writes nothing into it, and reads why; it is no contact that was written down."""
    huda = seat_of(opened, "huda", "supervisor")
    ref = taken(opened, huda)
    huda.send(case(ref, "stage"), stage=Stage.CLOSED, line="")
    open_before = seat_of(opened, "salim")
    open_before.see(case(ref))
    huda.see(f"/desk/members?of={MEMBER}")
    huda.send("/desk/members/erase", of=MEMBER, sure="yes")
    for deed, fields in (("note", {"note": "جواله عندي"}), ("take", {}), ("stage", {"stage": "reopened"})):
        assert open_before.send(case(ref, deed), **fields).status_code == 403
    page = open_before.see(case(ref)).text
    assert "مُحيت بيانات صاحبها" in page
    assert "جواله عندي" not in page
    assert "مدوّنة يدويًا" not in page.partition('id="talk"')[2]
    assert "عضو مُحيت بياناته" in open_before.see("/desk?part=resolved").text
    assert [button for button in ("do-take", "note-box", "work-stage") if button in page] == []


def test_a_member_who_is_not_there_is_not_found(opened: Opened, salim: Seat) -> None:
    """Unknown conversations, and roles that see none."""
    opened.ask()
    for of in ("", "web:main:nobody", "../../x", "%00"):
        assert salim.see(f"/desk/members?of={of}").status_code == 404
    assert seat_of(opened, "x", "chief").see(f"/desk/members?of={MEMBER}").status_code == 404
    badr = seat_of(opened, "badr", "committee")
    badr.see(f"/desk/members?of={MEMBER}")
    assert badr.send("/desk/members/join", of=MEMBER, ticket="T1001-9").status_code == 404
    assert salim.see(f"/desk/members?of={MEMBER}&before=nonsense").status_code == 200


def test_the_card_says_who_the_member_is(opened: Opened, salim: Seat) -> None:
    """His number, by which he is found; each channel and its proof; consents; tickets on other channels; the trail."""
    ref = taken(opened, salim)
    other = opened.ask("سؤال على قناة أخرى", SECOND)
    salim.see(f"/desk/members?of={MEMBER}")
    assert salim.send("/desk/members/number", of=MEMBER, number="عضو 1203").headers["location"].endswith("done=changed")
    opened.do(opened.officers.set_post(OfficerId(1), PostId("relations_supervisor"), OfficerId(1)))
    salim.see(f"/desk/members?of={MEMBER}")
    salim.send("/desk/members/join", of=MEMBER, ticket=other)
    card = salim.see(case(ref)).text.partition('id="card"')[2]
    assert "<bdi>عضو 1203</bdi>" in card
    assert card.count('class="known"') == 2
    assert "(<bdi>سالم</bdi>)" in card
    assert "الموافقات" in card
    assert f'href="/desk/tickets/{other}"' in card
    assert "/desk/audit?subject=" not in card
    manager = seat_of(opened, "manager", "manager")
    assert f"/desk/audit?subject={ref}" in manager.see(case(ref)).text
    assert f'id="row-{ref}"' in salim.see("/desk?q=1203").text
    salim.see(f"/desk/members?of={MEMBER}")
    salim.send("/desk/members/number", of=MEMBER, number="")
    assert f'id="row-{ref}"' not in salim.see("/desk?q=1203").text
    assert salim.send("/desk/members/number", of=MEMBER, number="1" * 41).status_code == 422


def test_who_has_no_name_is_told_apart_by_his_number(opened: Opened, salim: Seat) -> None:
    """In the queue, above his conversation, in the search and on his page; a member who has neither stays unnamed."""
    phone = ConversationId("sms:main:+966500000001")
    envelope = Envelope(phone, "first", "here", TextReceived("أقدر أعترض على القرار؟"), opened.clock.now())
    opened.do(opened.inbox.accept([envelope]))
    opened.passes()
    opened.do(Indexer(opened.store).catch_up())
    (card,) = opened.cards()
    for address in ("/desk", case(card.ref), "/desk?q=0500000001", f"/desk/members?of={quote(phone, safe='')}"):
        page = salim.see(address).text
        assert "<bdi>+966500000001</bdi>" in page or '<bdi class="name">+966500000001</bdi>' in page
        assert "عضو بلا اسم" not in page
    opened.says("أقدر أعترض على القرار؟", name="")
    assert "عضو بلا اسم" in salim.see().text
