import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from desk import permission_table
from desk.permissions import ALLOWED, BY_POWER, RIGHTS, Deed, Role, deeds_of, may_manage, powers, rights
from domain.accountports import Officer
from domain.duties import SMALLEST, Department, Post, Power, Regulation
from domain.model import DepartmentId, Language, OfficerId, PostId

ME, COLLEAGUE = OfficerId(1), OfficerId(2)
DOCS = Path(__file__).parents[2] / "docs/reference/permissions.md"


def officer(role: str, *, active: bool = True) -> Officer:
    """Make the officer who acts."""
    return Officer(ME, "salim", "سالم", role=role, active=active)


def expected(deed: Deed, owner: OfficerId | None) -> bool:
    """Say, in other words than the code's, whether a role that has the deed may do it in a conversation of this owner."""
    match deed:
        case Deed.VIEW | Deed.NOTE:
            return True
        case Deed.TAKE:
            return owner is None
        case Deed.REPLY | Deed.HAND_BACK | Deed.RESOLVE:
            return owner == ME
        case Deed.HANDLE:
            return owner != COLLEAGUE
        case Deed.HAND_BACK_FOR_COLLEAGUE | Deed.HANDLE_FOR_COLLEAGUE:
            return owner == COLLEAGUE


@pytest.mark.parametrize(("role", "deed", "owner"), list(itertools.product(Role, Deed, (None, ME, COLLEAGUE))))
def test_every_role_deed_and_owner(role: Role, deed: Deed, owner: OfficerId | None) -> None:
    """A deed is allowed exactly where the role has it and the conversation is in the right hands."""
    assert powers(officer(role), owner).may(deed) == (deed in ALLOWED[role] and expected(deed, owner))


@pytest.mark.parametrize(("role", "owner"), list(itertools.product(Role, (None, ME, COLLEAGUE))))
def test_an_account_that_is_closed_may_nothing(role: Role, owner: OfficerId | None) -> None:
    """No role helps an officer who left."""
    assert powers(officer(role, active=False), owner).deeds == frozenset()


@pytest.mark.parametrize("role", ["", "root", "OFFICER", "officer "])
def test_a_role_that_does_not_exist_may_nothing(role: str) -> None:
    """What stands wrong in the database opens nothing."""
    assert deeds_of(role) == frozenset()
    assert powers(officer(role), None).deeds == frozenset()


def test_the_table_in_the_docs_is_the_table_in_the_code() -> None:
    """The docs hold it word for word."""
    assert permission_table.written() in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("power", [*Power, None])
def test_a_posts_powers_add_to_a_role(role: Role, power: Power | None) -> None:
    """What the regulation gives a post its holder may do, and nothing that it does not give."""
    held = replace(officer(role), post=PostId("p"))
    title = {Language.ARABIC: "منصب"}
    department = DepartmentId("d")
    powers_of_post = frozenset({power} if power else ())
    regulation = Regulation({department: Department(title)}, {PostId("p"): Post(title, department, None, powers_of_post)}, ())
    added = {BY_POWER[power]} if power in BY_POWER else set()
    assert rights(held, regulation) == RIGHTS[role] | added
    assert rights(replace(held, active=False), regulation) == frozenset()
    assert rights(replace(held, role="chief"), regulation) == frozenset()


@pytest.mark.parametrize(("by", "whose", "to"), list(itertools.product(Role, [*Role, None], Role)))
def test_who_may_make_and_change_accounts(by: Role, whose: Role | None, to: Role) -> None:
    """Those who manage people; administrators are a matter of administrators, and one's own account of somebody else."""
    account = None if whose is None else replace(officer(whose), id=COLLEAGUE)
    wanted = by is Role.ADMINISTRATOR
    assert may_manage(officer(by), account, to, SMALLEST) == wanted
    manager = replace(officer(by), post=PostId("relations_supervisor"))
    allowed = by is Role.ADMINISTRATOR or Role.ADMINISTRATOR not in {whose, to}
    assert may_manage(manager, account, to, SMALLEST) == allowed
    assert not may_manage(officer(by), officer(by), to, SMALLEST)
    assert not may_manage(officer(by), account, "chief", SMALLEST)
