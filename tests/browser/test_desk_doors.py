"""Accounts and what lies before the desk: invited, signed in with codes, changed and closed; the doors' pages by axe."""

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.seats import NEW, Sit, signed_in
from tests.desk.association import PASSWORD
from tests.desk.opened import Opened

NUMBER = "123456"


def coded(page: Page, code: str) -> None:
    """Type a one-time code and send it."""
    page.locator("#code").fill(code)
    page.locator("form:has(#code) button").click()


def own_password(page: Page, username: str, given: str) -> None:
    """Come in for the first time, and choose a password."""
    signed_in(page, username, given)
    page.get_by_label("كلمة المرور الحالية").fill(given)
    page.get_by_label("كلمة المرور الجديدة", exact=True).fill(NEW)
    page.get_by_label("كلمة المرور الجديدة مرة أخرى").fill(NEW)
    page.get_by_role("button", name="حفظ").click()


def invited(page: Page, username: str, role: str) -> str:
    """Make an account; give the password that is shown once."""
    page.locator("#new-username").fill(username)
    page.locator("#new-name").fill("رنا")
    page.locator("#new-role").select_option(role)
    page.locator("form:has(#new-username) button").click()
    return page.locator(".secret").inner_text()


def test_an_account_from_invitation_to_its_end(opened: Opened, sit: Sit) -> None:
    """Invited, in with the password given once, guarded by codes of which each opens once, changed, and shut out on closing."""
    opened.codes_for.add("manager")
    admin = sit("/desk/people", officer="chief", role="administrator")
    given = invited(admin, "rana", "manager")
    page = sit("/desk")
    own_password(page, "rana", given)
    expect(page.get_by_role("heading", name="رمز دخول متجدد")).to_be_visible()
    coder = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    coded(page, "000000")
    expect(page.get_by_role("alert")).to_be_visible()
    first = coder.at(opened.clock.now())
    coded(page, first)
    expect(page.locator("#queue")).to_be_visible()
    page.locator(".account summary").click()
    page.get_by_role("button", name="تسجيل الخروج").click()
    signed_in(page, "rana", NEW)
    coded(page, first)
    expect(page.get_by_role("alert")).to_contain_text("استُعمل من قبل")
    opened.clock.forward(seconds=31)
    coded(page, coder.at(opened.clock.now()))
    expect(page.locator("#queue")).to_be_visible()
    admin.reload()
    tile = admin.locator("article", has_text="rana")
    tile.locator("summary").click()
    tile.get_by_label("الصفة").select_option("supervisor")
    tile.get_by_label("المنصب").select_option("relations_supervisor")
    tile.locator("form[action$='/role'] button").click()
    tile = admin.locator("article", has_text="rana")
    expect(tile).to_contain_text("المشرف على علاقات الأعضاء")
    tile.locator("summary").click()
    tile.get_by_role("button", name="كلمة مرور مؤقتة").click()
    assert admin.locator(".secret").inner_text() != given
    tile = admin.locator("article", has_text="rana")
    tile.locator("summary").click()
    tile.get_by_role("button", name="إغلاق الحساب").click()
    expect(admin.locator("article", has_text="rana")).to_contain_text("حساب مغلق")
    page.goto(opened.url + "/desk")
    expect(page.get_by_role("heading", name="دخول الموظفين")).to_be_visible()
    signed_in(page, "rana", NEW)
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_wrong_password_keeps_the_name(opened: Opened, sit: Sit) -> None:
    """The cursor waits where the mistake was."""
    opened.officer("salim", "سالم")
    page = sit("/desk/sign-in")
    signed_in(page, "salim", "خطأ")
    expect(page.get_by_label("اسم المستخدم")).to_have_value("salim")
    expect(page.get_by_label("كلمة المرور")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#queue")).to_be_visible()


def test_menus_close_by_a_press_elsewhere_and_by_escape(sit: Sit) -> None:
    """One at a time, and the focus goes back to where it was opened."""
    page = sit("/desk", officer="salim")
    page.locator(".pages summary").click()
    expect(page.get_by_role("link", name="تدوين تواصل")).to_be_visible()
    page.locator(".account summary").click()
    expect(page.get_by_role("link", name="تدوين تواصل")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="تسجيل الخروج")).to_be_hidden()
    expect(page.locator(".account summary")).to_be_focused()


@pytest.mark.parametrize(
    ("scheme", "english", "width"), [("light", False, 1280), ("dark", True, 390)], ids=["arabic", "english"]
)
def test_axe_finds_nothing_before_the_desk(opened: Opened, sit: Sit, scheme: str, width: int, *, english: bool) -> None:
    """Sign-in with and without a fault, the code, enrolment with its picture, a new password, and an apology."""
    opened.codes_for.add("manager")
    opened.officer("salim", "سالم", role="manager")
    page = sit("/desk/sign-in", english=english, color_scheme=scheme, width=width)
    seen = []

    def looked(name: str) -> None:
        seen.append(name)
        assert faults(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    def enters(password: str) -> None:
        page.locator("#username").fill("salim")
        page.locator("#password").fill(password)
        page.locator("form:has(#password) button").click()

    looked("sign-in")
    enters("خطأ")
    looked("wrong")
    enters(PASSWORD)
    expect(page.locator(".secret")).to_be_visible()
    looked("enrolment")
    coder = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    coded(page, NUMBER)
    looked("enrolment, wrong code")
    coded(page, coder.at(opened.clock.now()))
    expect(page.locator("#queue")).to_be_attached()
    for path in ("/desk/codes", "/desk/password", "/desk/tickets/T99999", "/desk/people"):
        page.goto(opened.url + path)
        looked(path)
    page.context.clear_cookies(name="mujib_desk")
    page.goto(opened.url + "/desk")
    enters(PASSWORD)
    expect(page.locator("#code")).to_be_focused()
    looked("code")
    coded(page, NUMBER)
    looked("wrong code")
    assert len(seen) == 10
