import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from desk import permission_table
from desk.permissions import (
    EVERYBODYS,
    Deed,
    Hold,
    Right,
    answers,
    deeds_of,
    hold,
    may_decide,
    may_manage,
    powers,
    powers_of,
    rights,
)
from domain.accountports import Officer
from domain.duties import SMALLEST, Department, Duty, Post, Power, Regulation
from domain.model import NO_POST, DepartmentId, Language, OfficerId, PostId, TicketKind
from domain.roles import WITHOUT_POST, Role

ME, COLLEAGUE = OfficerId(1), OfficerId(2)
DOCS = Path(__file__).parents[2] / "docs/reference/permissions.md"
TITLE = {Language.ARABIC: "منصب"}
D, P, OTHER = DepartmentId("d"), PostId("p"), PostId("other")


def officer(role: str, post: PostId = NO_POST, *, active: bool = True) -> Officer:
    """Make the officer who acts."""
    return Officer(ME, "salim", "سالم", role=role, post=post, active=active)


def giving(*held: Power, duties: tuple[Duty, ...] = (), others: tuple[Power, ...] = ()) -> Regulation:
    """Make a regulation with a post that has these powers, and another one."""
    posts = {P: Post(TITLE, D, None, frozenset(held)), OTHER: Post(TITLE, D, P, frozenset(others))}
    return Regulation({D: Department(TITLE)}, posts, duties)


def expected(held: frozenset[Power], deed: Deed, where: Hold) -> bool:
    """Say, in other words than the code's, whether these powers allow a deed in a conversation in these hands."""
    answering, supervising = Power.ANSWER in held, Power.SUPERVISE in held
    match deed:
        case Deed.VIEW | Deed.NOTE:
            return True
        case Deed.TAKE:
            return (where is Hold.NOBODYS and answering) or (where is Hold.REOPENED and supervising)
        case Deed.TAKE_FROM_COLLEAGUE:
            return where is Hold.COLLEAGUES and supervising
        case Deed.REPLY | Deed.RESOLVE:
            return where is Hold.MINE and answering
        case Deed.HAND_BACK:
            return (where is Hold.MINE and answering) or (where is Hold.COLLEAGUES and supervising)
        case Deed.HANDLE | Deed.STEER | Deed.APPOINT:
            return supervising or (answering and where in {Hold.MINE, Hold.NOBODYS})


_NEEDED = {
    Right.LOG_CONTACT: {Power.ANSWER},
    Right.PLACE_MEMBER: {Power.ANSWER, Power.HANDLE_DATA_REQUESTS},
    Right.RECORD_REFUSAL: {Power.ANSWER, Power.HANDLE_DATA_REQUESTS},
    Right.RECORD_CONSENT: {Power.HANDLE_DATA_REQUESTS},
    Right.SETTLE_DOUBTS: {Power.ANSWER},
    Right.JOIN_MEMBERS: {Power.HANDLE_DATA_REQUESTS},
    Right.ANSWER_DATA_REQUESTS: {Power.HANDLE_DATA_REQUESTS},
    Right.TEACH: {Power.APPROVE_KNOWLEDGE},
    Right.SHARE_REPLIES: {Power.SUPERVISE},
    Right.DECIDE_SUPPORT: {Power.DECIDE_SUPPORT},
    Right.DECIDE_REGISTRATION: {Power.DECIDE_REGISTRATION},
    Right.WRITE_ANNOUNCEMENTS: {Power.WRITE_ANNOUNCEMENTS},
    Right.APPROVE_ANNOUNCEMENTS: {Power.APPROVE_ANNOUNCEMENTS},
    Right.VIEW_REPORTS: {Power.VIEW_REPORTS},
    Right.MANAGE_PEOPLE: {Power.MANAGE_PEOPLE},
}


def opened(role: Role, held: frozenset[Power], right: Right) -> bool:
    """Say, in other words than the code's, whether a role and these powers give a right."""
    match right:
        case Right.NOTE_MEMBER:
            return True
        case Right.VIEW_AUDIT | Right.SET_HOURS:
            return role in {Role.MANAGER, Role.ADMINISTRATOR}
        case Right.MANAGE_PEOPLE if role is Role.ADMINISTRATOR:
            return True
        case _:
            return not held.isdisjoint(_NEEDED[right])


@pytest.mark.parametrize(("role", "where"), list(itertools.product(Role, Hold)))
@pytest.mark.parametrize("power", [*Power, None])
def test_every_role_power_and_hold(role: Role, where: Hold, power: Power | None) -> None:
    """A post's power opens exactly its deeds, in the right hands only, whatever the role."""
    held = frozenset({power} if power else ())
    allowed = powers(officer(role, P), where, giving(*held))
    assert {deed for deed in Deed if allowed.may(deed)} == {deed for deed in Deed if expected(held, deed, where)}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("power", [*Power, None])
def test_every_role_power_and_right(role: Role, power: Power | None) -> None:
    """A post's power opens exactly its rights, beside the few that a role has whatever its post."""
    held = frozenset({power} if power else ())
    assert rights(officer(role, P), giving(*held)) == {right for right in Right if opened(role, held, right)}


@pytest.mark.parametrize(("role", "where"), list(itertools.product(Role, Hold)))
def test_who_has_no_post_has_the_powers_of_his_role(role: Role, where: Hold) -> None:
    """An account works before the regulation knows it, and by nothing but its role."""
    held = WITHOUT_POST[role]
    allowed = powers(officer(role), where, giving(*Power))
    assert {deed for deed in Deed if allowed.may(deed)} == {deed for deed in Deed if expected(held, deed, where)}
    assert rights(officer(role), giving(*Power)) == {right for right in Right if opened(role, held, right)}


@pytest.mark.parametrize("role", Role)
def test_a_post_that_is_not_in_the_regulation_opens_nothing(role: Role) -> None:
    """What was struck out of the file is struck out at the desk: the role does not come back by it."""
    lost = officer(role, PostId("gone"))
    assert powers_of(lost, giving(*Power)) == frozenset()
    assert powers(lost, Hold.NOBODYS, giving(*Power)).deeds == set(EVERYBODYS)
    assert Right.TEACH not in rights(lost, giving(*Power))


@pytest.mark.parametrize(("role", "where"), list(itertools.product(Role, Hold)))
def test_an_account_that_is_closed_may_nothing(role: Role, where: Hold) -> None:
    """Neither role nor post helps an officer who left."""
    for closed in (officer(role, active=False), officer(role, P, active=False)):
        assert powers(closed, where, giving(*Power)).deeds == frozenset()
        assert rights(closed, giving(*Power)) == frozenset()
        assert not answers(closed, giving(*Power))


@pytest.mark.parametrize("role", ["", "root", "OFFICER", "officer "])
def test_a_role_that_does_not_exist_may_nothing(role: str) -> None:
    """What stands wrong in the database opens nothing, not even by a post."""
    assert deeds_of(role) == frozenset()
    assert powers(officer(role, P), Hold.NOBODYS, giving(*Power)).deeds == frozenset()
    assert rights(officer(role, P), giving(*Power)) == frozenset()


@pytest.mark.parametrize(
    ("owner", "reopened", "expected"),
    [
        (None, False, Hold.NOBODYS),
        (None, True, Hold.REOPENED),
        (ME, False, Hold.MINE),
        (ME, True, Hold.MINE),
        (COLLEAGUE, False, Hold.COLLEAGUES),
        (COLLEAGUE, True, Hold.COLLEAGUES),
    ],
)
def test_in_whose_hands_a_conversation_is(owner: OfficerId | None, reopened: bool, expected: Hold) -> None:
    """What was reopened is the supervisor's as long as nobody has it, and its owner's like any other from then on."""
    assert hold(ME, owner, reopened=reopened) is expected


def test_the_table_in_the_docs_is_the_table_in_the_code() -> None:
    """The docs hold it word for word."""
    assert permission_table.written() in DOCS.read_text(encoding="utf-8")


_DECISIONS = (Power.DECIDE_SUPPORT, Power.DECIDE_REGISTRATION)
_KINDS = {TicketKind.SUPPORT: {Power.DECIDE_SUPPORT}, TicketKind.REGISTRATION: {Power.DECIDE_REGISTRATION}}


@pytest.mark.parametrize("kind", TicketKind)
@pytest.mark.parametrize("held", [(), *((power,) for power in Power), _DECISIONS])
@pytest.mark.parametrize("decided_by", [P, OTHER, None])
def test_who_decides_on_which_kind(kind: TicketKind, held: tuple[Power, ...], decided_by: PostId | None) -> None:
    """Whose post has the power for that kind, and is the one that the duty names; where it names none, whoever has it."""
    duty = Duty("all", frozenset(), frozenset(), OTHER, decided_by)
    regulation = giving(*held, duties=(duty,), others=(Power.ANSWER,))
    needed = _KINDS.get(kind, set(_DECISIONS))
    wanted = not needed.isdisjoint(held) and decided_by != OTHER
    assert may_decide(officer("officer", P), regulation, "", kind) == wanted
    assert not may_decide(officer("committee", P, active=False), regulation, "", kind)


@pytest.mark.parametrize(("role", "kind"), list(itertools.product(Role, TicketKind)))
def test_a_committee_without_a_post_decides_on_everything(role: Role, kind: TicketKind) -> None:
    """An association that gave no posts decides by the role."""
    assert may_decide(officer(role), SMALLEST, "", kind) == (role is Role.COMMITTEE)


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
