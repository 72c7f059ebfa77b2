import itertools
from pathlib import Path

import pytest

from desk.permissions import ALLOWED, OF_OWNER, Deed, Role, deeds_of, powers
from domain.model import OfficerId
from domain.ports import Officer

ME, COLLEAGUE = OfficerId(1), OfficerId(2)
DOCS = Path(__file__).parents[2] / "docs/how-to/working-at-the-desk.md"
ROWS = {
    "view a conversation and its files": Deed.VIEW,
    "write an internal note": Deed.NOTE,
    "take over what nobody has": Deed.TAKE,
    "reply": Deed.REPLY,
    "hand back": Deed.HAND_BACK,
    "resolve": Deed.RESOLVE,
    "hand back for a colleague": Deed.HAND_BACK_FOR_COLLEAGUE,
}


def officer(role: str, *, active: bool = True) -> Officer:
    """Make the officer who acts."""
    return Officer(ME, "salim", "سالم", role=role, active=active)


def expected(deed: Deed, owner: OfficerId | None) -> bool:
    """Say, in other words than the code's, whether a role that has the deed may do it in a conversation of this owner."""
    if deed in {Deed.REPLY, Deed.HAND_BACK, Deed.RESOLVE}:
        return owner == ME
    if deed is Deed.TAKE:
        return owner is None
    return deed in {Deed.VIEW, Deed.NOTE} or owner == COLLEAGUE


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
    """Docs and code allow the same, cell by cell."""
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    roles = [Role(cell.strip()) for cell in lines[0].strip("|").split("|")[1:]]
    written: dict[tuple[Role, Deed], str] = {}
    for line in lines[2:]:
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        written |= {(role, ROWS[name]): cell for role, cell in zip(roles, cells, strict=True)}
    assert written == {(role, deed): word(role, deed) for role in Role for deed in Deed}


def word(role: Role, deed: Deed) -> str:
    """Give what the table says of a role and a deed."""
    if deed not in ALLOWED[role]:
        return "no"
    return "own" if deed in OF_OWNER else "yes"
