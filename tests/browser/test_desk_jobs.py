"""The officers' jobs with a ticket, each in a real browser: by buttons and forms, to what the member hears."""

from playwright.sync_api import Page, expect

from domain.inbound import ChoiceMade
from domain.model import OfficerId, Priority, Stage, TicketRef
from tests.browser.seats import Sit, signed_in
from tests.desk.association import PASSWORD, SECOND
from tests.desk.opened import Opened
from tests.desk.seat import Seat, case, seat_of

AHEAD = "2026-12-01T10:00"


def done(page: Page, words: str) -> None:
    """See what was done told above the page."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def work(page: Page, part: str, action: str) -> None:
    """Press the button of one of the card's forms."""
    page.locator(f"#work-{part} form[action*='/{action}'] button").first.click()


def opens(page: Page, part: str) -> None:
    """Unfold one of the card's boxes."""
    page.locator(f"#work-{part} > summary").click()
    expect(page.locator(f"#work-{part}")).to_have_attribute("open", "")


def held(opened: Opened, seat: Seat) -> TicketRef:
    """Have a member's ticket in the hands of an officer."""
    ref = opened.ask()
    seat.see(case(ref))
    seat.send(case(ref, "take"))
    return ref


def test_from_sign_in_to_hand_back_with_the_open_question(opened: Opened, sit: Sit) -> None:
    """Signed in, taken over, answered; what the member asks last goes on in his ticket, and a colleague resolves it."""
    opened.officer("salim", "سالم")
    ref = opened.ask()
    page = sit("/desk")
    signed_in(page, "salim", PASSWORD)
    page.locator(".row", has_text="T1001-9").click()
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    page.get_by_label("الرد على العضو").fill("أهلا بك، أراجع طلبك.")
    page.get_by_role("button", name="إرسال", exact=True).click()
    done(page, "أُرسل ردك.")
    opened.says("وهل أحتاج أن أحضر بنفسي؟")
    expect(page.locator(".line.member").last).to_contain_text("وهل أحتاج أن أحضر بنفسي؟")
    page.get_by_role("button", name="إعادة إلى المساعد").click()
    done(page, "أُعيدت المحادثة إلى المساعد.")
    expect(page.locator(".event", has_text="إعادة المحادثة إلى المساعد")).to_be_visible()
    assert "ما كتبته أخيراً باقٍ في معاملتك T1001-9" in opened.heard()[-1]
    assert opened.card(ref).officer is None
    nora = sit("/desk?part=unassigned", officer="nora")
    nora.locator(".row", has_text="وهل أحتاج أن أحضر بنفسي؟").click()
    nora.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    nora.get_by_role("button", name="حُلّت المعاملة").click()
    done(nora, "سيُسأل العضو عن تقييمه")
    assert opened.card(ref).stage is Stage.RESOLVED


def test_a_ticket_is_sorted_given_to_a_colleague_and_referred_upward(opened: Opened, sit: Sit) -> None:
    """Priority, subject and department stand in queue and card; the colleague is told; the member hears once who explains."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    nora = sit("/desk", officer="nora")
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    opens(page, "sort")
    page.locator("#priority").select_option(label="عاجلة")
    work(page, "sort", "priority")
    expect(page.locator(f"#row-{ref} .mark")).to_have_text("عاجلة")
    opens(page, "sort")
    page.locator("#subject").fill("اعتراض على قرار اللجنة")
    work(page, "sort", "subject")
    expect(page.locator("#talk-head h1")).to_contain_text("اعتراض على قرار اللجنة")
    opens(page, "reassign")
    page.locator("#to").select_option(index=0)
    work(page, "reassign", "reassign")
    done(page, "أُسندت إلى الزميل.")
    expect(page.locator(".event", has_text="أُسندت إلى سالم · سالم")).to_be_visible()
    expect(page.locator("#do-take")).to_have_count(0)
    expect(nora.locator("#alerts-box")).to_be_visible()  # by itself: she touched nothing
    nora.get_by_role("link", name="لديّ").click()
    nora.locator(f"#row-{ref}").click()
    expect(nora.get_by_text("المحادثة لديك، والمساعد صامت")).to_be_visible()
    heard = len(opened.heard())
    opens(nora, "refer")
    work(nora, "refer", "refer")
    done(nora, "رُفعت إلى المسؤول الأعلى.")
    expect(nora.locator(".event", has_text="حُوّلت إلى: المشرف على علاقات الأعضاء")).to_be_visible()
    assert len(opened.heard()) == heard + 1
    assert "المشرف على علاقات الأعضاء" in opened.heard()[-1]
    card = opened.card(ref)
    assert (card.priority, card.subject, card.post) == (Priority.URGENT, "اعتراض على قرار اللجنة", "relations_supervisor")


def test_a_department_gets_what_is_its_own(opened: Opened, sit: Sit) -> None:
    """The ticket goes into the queue of the department's post, where its filter finds it."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    opens(page, "sort")
    page.locator("#department").select_option("finance")
    work(page, "sort", "department")
    done(page, "حُفظ التغيير.")
    expect(page.locator("#card-body")).to_contain_text("الشؤون المالية")
    expect(page.locator(".event", has_text="حُوّلت إلى: المحاسب")).to_be_visible()
    page.locator("#filters summary").click()
    page.locator("#filter-department").select_option("finance")
    expect(page.locator(f"#row-{ref}")).to_be_visible()
    page.locator("#filter-department").select_option("projects")
    expect(page.locator(".row")).to_have_count(0)


def test_tickets_are_linked_and_duplicates_merged_and_parted_again(opened: Opened, sit: Sit) -> None:
    """Each leads to the other; the member hears where it goes on; both can be undone with a press."""
    seat = seat_of(opened, "salim")
    first = held(opened, seat)
    seat.see(case(first))
    seat.send(case(first, "hand-back"))
    opened.happens(ChoiceMade("act:complaint"))
    opened.says("الموظف لم يرد علي منذ أسبوع وأريد حلا")
    (second,) = (other.ref for other in opened.file(first).others)
    page = sit(case(second), officer="nora")
    opens(page, "link")
    page.locator("#other").fill("T1001-9")
    page.get_by_role("button", name="ربط", exact=True).click()
    done(page, "رُبطت المعاملتان.")
    opens(page, "link")
    page.get_by_role("button", name="فك الربط").click()
    done(page, "فُك الربط.")
    opens(page, "link")
    page.locator("#other").fill("T1001-9")
    page.get_by_role("button", name="دمج فيها").click()
    done(page, "دُمجت المعاملة.")
    assert opened.card(second).merged_into == first
    page.locator("#talk-head").get_by_role("link", name="T1001-9").click()
    expect(page.locator("#talk-head h1")).to_contain_text("T1001-9")
    page.go_back()
    opens(page, "link")
    page.get_by_role("button", name="تراجع عن الدمج").click()
    done(page, "عادت المعاملة كما كانت.")
    assert opened.card(second).merged_into is None
    assert "فصلنا معاملتك" in opened.heard()[-1]


def test_a_call_is_written_down_and_settled(sit: Sit) -> None:
    """From the menu of pages to a ticket of one's own; nothing is offered that could not reach the caller."""
    page = sit("/desk", officer="salim")
    page.locator(".pages summary").click()
    page.get_by_role("link", name="تدوين تواصل").click()
    page.locator("#name").fill("منى الزهراني")
    page.locator("#number").fill("0555551212")
    page.locator("#way").select_option(label="مكالمة")
    page.locator("#subject").fill("موعد القسط")
    page.locator("#text").fill("سألت عن موعد القسط القادم.")
    page.get_by_role("button", name="تدوين").click()
    done(page, "دُوّن التواصل.")
    expect(page.locator("#talk-head h1")).to_contain_text("موعد القسط")
    expect(page.locator("#card-body")).to_contain_text("0555551212")
    expect(page.get_by_text("لا قناة يصل عليها ردك")).to_be_visible()
    expect(page.locator("#reply")).to_be_hidden()
    page.get_by_role("textbox", name="ملاحظة داخلية").fill("كلمتها وأخبرتها بالموعد.")
    page.get_by_role("button", name="حفظ الملاحظة").click()
    expect(page.locator(".line.note", has_text="كلمتها وأخبرتها بالموعد.")).to_be_visible()
    page.get_by_role("button", name="حُلّت المعاملة").click()
    expect(page.locator("#talk-head")).to_contain_text("حُلّت")


def test_the_committee_decides_and_the_member_is_told(opened: Opened, sit: Sit) -> None:
    """A request raised by an officer stands on the committee's page; a press alone, or no reason, refuses nothing."""
    ref = opened.ask()
    officer = sit(case(ref), officer="salim")
    opens(officer, "stage")
    officer.locator("#stage-with_committee").check()
    work(officer, "stage", "stage")
    done(officer, "تغيّرت المرحلة.")
    member = sit("/desk", officer="majed", role="committee")
    member.locator(".pages summary").click()
    member.get_by_role("link", name="طلبات أمام اللجنة").click()
    request = member.locator(f"#request-{ref}")
    record = request.get_by_role("button", name="تسجيل القرار وإخبار العضو")
    record.click()  # held by the browser: neither is chosen
    request.get_by_label("رفض").check()
    record.click()
    expect(member.get_by_text("اكتب سبب الرفض. لم يُسجَّل شيء.")).to_be_visible()
    assert opened.card(ref).stage is Stage.WITH_COMMITTEE
    request.get_by_label("السبب أو الملاحظة").fill("لم تكتمل مدة العضوية.")
    expect(request.get_by_label("رفض")).to_be_checked()
    record.click()
    done(member, "سُجّل القرار وأُخبر العضو.")
    expect(member.get_by_text("لا طلبات تنتظر قرارًا.")).to_be_visible()
    assert any("السبب: لم تكتمل مدة العضوية." in words for words in opened.heard())
    expect(officer.locator("#lines")).to_contain_text("لم تكتمل مدة العضوية.")


def test_updates_are_put_off_and_released_and_a_visit_is_agreed(opened: Opened, sit: Sit) -> None:
    """The card says when the member hears next, what is said with it, and when he comes; each can be taken back."""
    seat = seat_of(opened, "salim")
    ref = held(opened, seat)
    page = sit(case(ref), officer="chief", role="supervisor")
    opens(page, "update")
    page.locator("#update-line").fill("اكتملت أوراقك.")
    work(page, "update", "update-line")
    expect(page.locator("#card-body")).to_contain_text("يخرج معه: «اكتملت أوراقك.»")
    opens(page, "update")
    page.locator("#until").fill(AHEAD)
    work(page, "update", "hold-update")
    done(page, "أُجّل التحديث التالي.")
    expect(page.locator("#card-body")).to_contain_text("مؤجَّل حتى 1 ديسمبر 2026")
    opens(page, "update")
    page.get_by_role("button", name="إلغاء التأجيل").click()
    done(page, "يخرج التحديث التالي في وقته.")
    expect(page.locator("#card-body")).not_to_contain_text("مؤجَّل حتى")
    opens(page, "appointment")
    page.locator("#when").fill(AHEAD)
    page.locator("#where").fill("مقر الجمعية")
    work(page, "appointment", "appoint")
    done(page, "سُجل الموعد، ويأتي التذكير من نفسه.")
    expect(page.locator("#card-body")).to_contain_text("مقر الجمعية")
    page.get_by_role("button", name="إلغاء الموعد").click()
    done(page, "أُلغي الموعد وتذكيراته.")
    expect(page.locator("#card-body")).not_to_contain_text("مقر الجمعية")


def test_a_members_conversations_are_joined_parted_and_his_word_recorded(opened: Opened, sit: Sit) -> None:
    """By the number of another ticket; what was said on both stands in one line of time, and consent with its proof."""
    first, second = opened.ask(), opened.ask("كلمتكم من جوالي الآخر", SECOND)
    page = sit(case(first), officer="huda", role="supervisor")
    page.locator("#card-title a").click()
    page.locator("#join summary").click()
    page.locator("#ticket").fill(str(second))
    page.locator("#join button").click()
    done(page, "ضُمّت المحادثتان.")
    expect(page.locator(".history")).to_contain_text("كلمتكم من جوالي الآخر")
    page.get_by_role("button", name="ليست له").last.click()
    done(page, "فُصلت المحادثة.")
    expect(page.locator(".history")).not_to_contain_text("كلمتكم من جوالي الآخر")
    page.locator("#consent-new summary").click()
    page.locator("#consent-class").select_option("awareness")
    page.locator("#consent-given").select_option("no")
    page.locator("#consent-proof").fill("قالها في مكالمة اليوم")
    page.locator("#consent-new button").click()
    done(page, "سُجلت، ومعها كيف عُرفت.")
    expect(page.locator("#consents")).to_contain_text("«قالها في مكالمة اليوم»")
    page.locator("#note").fill("يفضّل الاتصال مساء.")
    page.get_by_role("button", name="حفظ الملاحظة").click()
    expect(page.locator(".member-note")).to_contain_text("يفضّل الاتصال مساء.")
    expect(page.locator(".member-note")).to_contain_text("سالم")


def test_of_two_who_press_take_at_the_same_moment_one_gets_it(opened: Opened, sit: Sit) -> None:
    """Pressed by the clock of the machine, so that both are on their way at once; both pages agree on who has it."""
    ref = opened.ask()
    pages = [sit(case(ref), officer=name) for name in ("salim", "nora")]
    moment = pages[0].evaluate("Date.now() + 700")
    for page in pages:
        page.evaluate("(at) => { setTimeout(() => document.getElementById('do-take').click(), at - Date.now()); }", moment)
    for page in pages:
        expect(page.locator("#do-take")).to_have_count(0)
    owner = opened.card(ref).officer
    assert owner in {OfficerId(1), OfficerId(2)}
    winner, loser = pages if owner == OfficerId(1) else reversed(pages)
    expect(winner.get_by_text("المحادثة لديك، والمساعد صامت")).to_be_visible()
    expect(loser.locator("#talk-head")).to_contain_text("المحادثة لدى سالم")
    expect(loser.locator("#reply")).to_be_hidden()
    assert sum("معك الآن" in words for words in opened.heard()) == 1


def test_of_two_who_send_at_the_same_moment_the_other_is_told_and_keeps_his_words(opened: Opened, sit: Sit) -> None:
    """The member reads one reply; nobody is told that words were sent which were not, and they stand to be copied."""
    ref = opened.ask()
    pages = {name: sit(case(ref), officer=name) for name in ("salim", "nora")}
    moment = pages["salim"].evaluate("Date.now() + 700")
    for name, page in pages.items():
        page.locator("#reply").fill(f"رد {name}")
        send = "document.querySelector('form.reply').requestSubmit()"
        page.evaluate(f"(at) => {{ setTimeout(() => {send}, at - Date.now()); }}", moment)
    for page in pages.values():
        expect(page.locator("#do-take")).to_have_count(0)
    winner, loser = ("salim", "nora") if opened.card(ref).officer == OfficerId(1) else ("nora", "salim")
    done(pages[winner], "أُرسل ردك.")
    expect(pages[loser].get_by_role("alert")).to_have_text("صارت هذه المحادثة لدى زميل. لم يُرسل شيء. نصك باقٍ أدناه.")
    expect(pages[loser].get_by_label("ما كتبته ولم يُرسل")).to_have_value(f"رد {loser}")
    assert [words for words in opened.heard() if words.startswith("رد ")] == [f"رد {winner}"]


def test_words_begun_stay_in_sight_when_a_colleague_takes_the_conversation(opened: Opened, sit: Sit) -> None:
    """They cannot be sent, what is typed on is no shortcut, and they are a reply again once he hands it back."""
    ref = opened.ask()
    page, nora = sit(case(ref), officer="salim"), seat_of(opened, "nora")
    page.locator("#reply").press_sequentially("كتبت نصف الرد")
    nora.see(case(ref))
    nora.send(case(ref, "take"))
    begun = page.get_by_label("ما كتبته ولم يُرسل")
    expect(begun).to_have_value("كتبت نصف الرد")
    expect(begun).to_be_focused()
    page.keyboard.type("gs?")
    expect(begun).to_have_value("كتبت نصف الرد")
    nora.see(case(ref))
    nora.send(case(ref, "hand-back"))
    expect(page.get_by_label("الرد على العضو")).to_have_value("كتبت نصف الرد")
    nora.see(case(ref))
    nora.send(case(ref, "take"))
    page.get_by_role("button", name="حذفه").click()
    expect(begun).to_be_hidden()
    page.reload()
    expect(begun).to_be_hidden()


def test_a_supervisor_goes_on_with_what_a_colleague_has(opened: Opened, sit: Sit) -> None:
    """An officer finds no button for it; the member hears who is with him now."""
    ref = held(opened, seat_of(opened, "salim"))
    nora = sit(case(ref), officer="nora")
    expect(nora.locator("#do-note, #note-box").first).to_be_visible()
    expect(nora.locator("#do-take-from")).to_have_count(0)
    huda = sit(case(ref), officer="huda", role="supervisor")
    huda.locator("#do-take-from").click()
    done(huda, "تولّيت المحادثة")
    expect(huda.get_by_text("المحادثة لديك، والمساعد صامت")).to_be_visible()
    assert opened.card(ref).officer == OfficerId(3)
    assert "معك الآن" in opened.heard()[-1]


def test_what_was_begun_outlives_a_reload_until_it_is_sent(opened: Opened, sit: Sit) -> None:
    """Reply and note stand there again; once the reply is sent, a reload brings back the note alone."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim")
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    page.get_by_label("الرد على العضو").fill("كنت في منتصف الرد")
    page.locator("#note-box summary").click()
    page.locator("#note").fill("وفي ملاحظة")
    page.reload()
    expect(page.get_by_label("الرد على العضو")).to_have_value("كنت في منتصف الرد")
    expect(page.locator("#note")).to_have_value("وفي ملاحظة")
    expect(page.locator("#note-box")).to_have_attribute("open", "")
    page.get_by_role("button", name="إرسال", exact=True).first.click()
    done(page, "أُرسل ردك.")
    page.reload()
    expect(page.locator(".line.officer", has_text="كنت في منتصف الرد")).to_be_in_viewport()
    expect(page.get_by_label("الرد على العضو")).to_have_value("")
    expect(page.locator("#note")).to_have_value("وفي ملاحظة")


def test_what_one_sends_is_in_sight_also_below_a_long_conversation(opened: Opened, sit: Sit) -> None:
    """With a preview and a note's box open, which take room from the conversation."""
    ref = opened.ask()
    for n in range(8):
        opened.says(f"وأضيف شيئا آخر {n}\n" * 3)
    page = sit(case(ref), officer="salim")
    page.get_by_role("button", name="تولّي المحادثة", exact=True).click()
    page.locator("#note-box summary").click()
    page.get_by_label("الرد على العضو").fill("وصلني كل ذلك.")
    page.get_by_role("button", name="كما يراه العضو").click()
    expect(page.locator("#preview .text")).to_be_visible()
    expect(page.locator("#lines li").last).to_be_in_viewport()
    page.get_by_role("button", name="إرسال", exact=True).first.click()
    expect(page.locator(".line.officer", has_text="وصلني كل ذلك.")).to_be_in_viewport()
    page.evaluate("lines.scrollTop = 0")  # not by a locator: news may put a fresh part in place of the one it has found
    opened.says("كلمة أخيرة")
    expect(page.locator(".line.member", has_text="كلمة أخيرة")).to_be_attached()
    assert page.evaluate("lines.scrollTop") == 0, "who reads above is left there"


def test_a_long_name_leaves_room_for_what_stands_below(opened: Opened, sit: Sit) -> None:
    """Its underline runs into no other line of the card."""
    opened.says("أقدر أعترض على القرار؟", name="خالد بن عبد العزيز بن عبد الرحمن آل الشيخ المتحدث باسم الورثة")
    (card,) = opened.cards()
    page = sit(case(card.ref), officer="salim", width=1280)
    name, below = page.locator("#card-title").bounding_box(), page.locator("#card-body .facts").first.bounding_box()
    assert name
    assert below
    assert below["y"] - name["y"] - name["height"] >= 4


def test_a_double_click_presses_one_button(opened: Opened, sit: Sit) -> None:
    """Who takes a conversation over by one does not resolve it, though that button stands under his pointer by then."""
    ref = opened.ask()
    page = sit(case(ref), officer="salim", width=1280)
    place = page.locator("#do-take").bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down(click_count=1)
    page.mouse.up(click_count=1)
    expect(page.locator("#do-resolve")).to_be_visible()
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", [x, y]) == "do-resolve"
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    page.wait_for_timeout(500)
    assert opened.card(ref).stage is Stage.WITH_OFFICER
    page.locator("#do-resolve").click()
    done(page, "سُجّل أن المعاملة حُلّت")
