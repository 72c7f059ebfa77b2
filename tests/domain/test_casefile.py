"""The facts of a ticket: how what is done changes them, and which clocks follow."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import casefile, clocks, duties
from domain.casefile import Around, Casefile, Rules
from domain.clocks import Milestone
from domain.escalation import PassUp, Reassign, Warn
from domain.model import DepartmentId, HandoverReason, OfficerId, PostId, Priority, Stage, TicketKind, TicketRef
from domain.ticketeffects import OpenTicket
from tests.domain.offices import MAKKAH, at

RULES = Rules(duties.SMALLEST, MAKKAH)
REF, SALIM = TicketRef("T15323"), OfficerId(1)
NINE = at("2026-11-22 09:00")
HOUR = timedelta(hours=1)


def opened(kind: TicketKind = TicketKind.INQUIRY, topic: str = "") -> Casefile:
    """Open a ticket at nine on a Sunday."""
    effect = OpenTicket(REF, kind, "s", HandoverReason.ASKED, topic=topic)
    return casefile.opened(effect, NINE, duties.SMALLEST)


def milestones(file: Casefile) -> list[Milestone]:
    """Give what the ticket must reach."""
    return [due.milestone for due in casefile.dues(file, RULES)]


def test_a_new_ticket_waits_in_the_queue_of_the_post_that_answers_for_it() -> None:
    """Its first answer is due before its resolution."""
    file = opened()
    assert (file.post, file.department, file.waiting_since) == ("relations_officer", "member_relations", NINE)
    assert milestones(file) == [Milestone.FIRST_ANSWER, Milestone.RESOLUTION]


def test_who_wrote_a_contact_down_has_answered_already() -> None:
    """Nobody waits for a first word; only the resolution is due."""
    file = opened(TicketKind.CONTACT)
    assert file.waiting_since is None
    assert milestones(file) == [Milestone.RESOLUTION]


def test_an_answer_and_a_further_question() -> None:
    """After a person's words the next answer is due from the member's next ones."""
    answered = casefile.answered(opened(), NINE + HOUR)
    assert milestones(answered) == [Milestone.RESOLUTION]
    asked = casefile.added(answered, NINE + 2 * HOUR)
    asked = casefile.added(asked, NINE + 3 * HOUR)
    assert asked.waiting_since == NINE + 2 * HOUR
    assert milestones(asked)[0] is Milestone.NEXT_ANSWER


def test_the_clock_of_resolution_stands_while_the_member_is_waited_for() -> None:
    """A day of seven hours' work with him is added to the time that is left."""
    file = casefile.answered(opened(), NINE)
    before = casefile.dues(file, RULES)[0].at
    waits = casefile.moved(file, Stage.WAITING_FOR_MEMBER, NINE, MAKKAH)
    assert milestones(waits) == []
    back = casefile.moved(waits, Stage.WITH_OFFICER, NINE + timedelta(days=1), MAKKAH)
    assert back.stood == 7 * HOUR
    assert casefile.dues(back, RULES)[0].at == before + timedelta(days=1)


@pytest.mark.parametrize("stage", sorted(clocks.ANSWERING))
def test_who_is_told_whose_turn_it_is_has_been_answered(stage: Stage) -> None:
    """The officer need not have written: neither is a first answer due any more, nor is he silent; the next words wait anew."""
    told = casefile.moved(casefile.assigned(opened(), SALIM, NINE, MAKKAH), stage, NINE + HOUR, MAKKAH)
    assert (told.answered, told.waiting_since) == (True, None)
    assert set(milestones(told)) <= {Milestone.RESOLUTION}
    assert casefile.judged(told, Around(), RULES, NINE + 5 * HOUR).act is None
    asked = casefile.added(told, NINE + 24 * HOUR)
    assert milestones(asked)[0] is Milestone.NEXT_ANSWER


def test_a_paper_that_comes_late_leaves_the_first_answer_given() -> None:
    """Who brings it after a week waits for the next word, not for one that was due a week ago."""
    waits = casefile.moved(opened(), Stage.WAITING_FOR_MEMBER, NINE + HOUR, MAKKAH)
    brought = NINE + timedelta(days=7)
    back = casefile.moved(casefile.added(waits, brought), Stage.WITH_OFFICER, brought, MAKKAH)
    assert milestones(back)[0] is Milestone.NEXT_ANSWER
    assert casefile.dues(back, RULES)[0].at > brought


def test_who_reopens_begins_anew() -> None:
    """The time that it stood, the answers and the settled wait count no more."""
    file = casefile.moved(casefile.answered(opened(), NINE), Stage.RESOLVED, NINE + HOUR, MAKKAH)
    assert file.waiting_since is None
    assert milestones(file) == []
    again = casefile.moved(file, Stage.REOPENED, NINE + 2 * HOUR, MAKKAH)
    assert (again.started_at, again.waiting_since, again.answered) == (NINE + 2 * HOUR, NINE + 2 * HOUR, False)
    assert milestones(again) == [Milestone.FIRST_ANSWER, Milestone.RESOLUTION]


def test_a_ticket_given_to_an_officer_and_put_back() -> None:
    """In the queue it is received again; where it waits for somebody else it goes on doing so."""
    given_ = casefile.allotted(opened(), SALIM, NINE + HOUR, MAKKAH)
    assert (given_.stage, given_.officer, given_.since) == (Stage.WITH_OFFICER, SALIM, NINE + HOUR)
    back = casefile.released(given_, NINE + 2 * HOUR, MAKKAH)
    assert (back.stage, back.officer, back.since) == (Stage.RECEIVED, None, NINE + 2 * HOUR)
    studied = casefile.moved(given_, Stage.WITH_COMMITTEE, NINE + 2 * HOUR, MAKKAH)
    assert casefile.released(studied, NINE + 3 * HOUR, MAKKAH).stage is Stage.WITH_COMMITTEE
    assert casefile.allotted(studied, OfficerId(2), NINE + 3 * HOUR, MAKKAH).stage is Stage.WITH_COMMITTEE


def test_a_duplicate_that_proves_to_be_none() -> None:
    """It is in the stage again in which it was, without an owner."""
    mine = casefile.assigned(opened(), SALIM, NINE, MAKKAH)
    merged = casefile.merged(mine, TicketRef("T15338"), NINE + HOUR, MAKKAH)
    assert (merged.stage, merged.officer, merged.stage_before) == (Stage.CLOSED, None, Stage.WITH_OFFICER)
    back = casefile.unmerged(merged, NINE + 2 * HOUR, MAKKAH)
    assert (back.stage, back.officer, back.merged_into) == (Stage.WITH_OFFICER, None, None)
    assert back.waiting_since == NINE + 2 * HOUR
    studied = casefile.moved(mine, Stage.WITH_COMMITTEE, NINE, MAKKAH)
    again = casefile.unmerged(casefile.merged(studied, TicketRef("T15338"), NINE + HOUR, MAKKAH), NINE + 2 * HOUR, MAKKAH)
    assert (again.stage, again.waiting_since) == (Stage.WITH_COMMITTEE, None)
    assert casefile.unmerged(back, NINE, MAKKAH) == back


@pytest.mark.parametrize(
    ("file", "around", "hours", "expected"),
    [
        (opened(), Around(), 2, PassUp),
        (casefile.assigned(opened(), SALIM, NINE, MAKKAH), Around(), 2, Warn),
        (casefile.assigned(opened(), SALIM, NINE, MAKKAH), Around(absent=True, substitute=OfficerId(2)), 0, Reassign),
    ],
)
def test_what_the_clock_does(file: Casefile, around: Around, hours: int, expected: type) -> None:
    """Nobody took it: it goes up. Its officer is silent: he is warned. He is absent: it goes to his substitute at once."""
    judgement = casefile.judged(file, around, RULES, NINE + hours * HOUR)
    assert isinstance(judgement.act, expected)
    assert casefile.look_at(judgement, NINE) == NINE
    done = Around(frozenset(judgement.keys), around.absent, around.substitute)
    assert casefile.judged(file, done, RULES, NINE + hours * HOUR).act is None


CHANGES = st.sampled_from(
    [
        casefile.added,
        casefile.answered,
        lambda file, now: casefile.assigned(file, SALIM, now, MAKKAH),
        lambda file, now: casefile.allotted(file, OfficerId(2), now, MAKKAH),
        lambda file, now: casefile.released(file, now, MAKKAH),
        lambda file, now: casefile.routed(file, (DepartmentId("d"), PostId("relations_supervisor")), now, MAKKAH),
        lambda file, now: casefile.escalated(file, Priority.HIGH, now),
        lambda file, now: casefile.merged(file, TicketRef("T15338"), now, MAKKAH),
        lambda file, now: casefile.unmerged(file, now, MAKKAH),
        *(lambda file, now, stage=stage: casefile.moved(file, stage, now, MAKKAH) for stage in Stage),
    ]
)


@settings(max_examples=150)
@given(st.lists(st.tuples(CHANGES, st.integers(0, 30)), max_size=12))
def test_whatever_is_done_in_whatever_order(changes: list[tuple[object, int]]) -> None:
    """Times never run backwards, a settled ticket waits for nobody and is not judged, and each act is done once."""
    file, now, done = opened(), NINE, frozenset[str]()
    for change, hours in changes:
        now += hours * HOUR
        file = change(file, now)  # type: ignore[operator]
        assert file.since <= now
        assert file.stood >= timedelta(0)
        judgement = casefile.judged(file, Around(done), RULES, now)
        if not file.stage.is_open:
            assert file.waiting_since is None
            assert judgement.act is None
        assert not done & set(judgement.keys)
        done |= set(judgement.keys)
