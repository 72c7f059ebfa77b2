"""Who answers for what, and what a regulation may not leave open."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import duties, soundness
from domain.duties import Department, Duty, Post, Power, Regulation
from domain.model import DepartmentId, Language, PostId, TicketKind

TITLE = {Language.ARABIC: "منصب", Language.ENGLISH: "post"}
TOPICS = frozenset({"fees", "death", "general"})
OFFICER, ACCOUNTANT, SUPERVISOR, COMMITTEE, MANAGER = (
    PostId(name) for name in ("officer", "accountant", "supervisor", "committee", "manager")
)
FRONT, BACK = DepartmentId("front"), DepartmentId("back")


def post(above: PostId | None, *powers: Power, department: DepartmentId = FRONT) -> Post:
    """Make a post."""
    return Post(TITLE, department, above, frozenset(powers))


def duty(name: str, to: PostId, *, topics: str = "", kinds: str = "", decided_by: PostId | None = None) -> Duty:
    """Make a duty of topics and kinds, each a list of words."""
    return Duty(name, frozenset(topics.split()), frozenset(TicketKind(kind) for kind in kinds.split()), to, decided_by)


SOUND = Regulation(
    departments={FRONT: Department(TITLE), BACK: Department(TITLE)},
    posts={
        OFFICER: post(SUPERVISOR, Power.ANSWER),
        ACCOUNTANT: post(MANAGER, Power.ANSWER, department=BACK),
        SUPERVISOR: post(MANAGER, Power.ANSWER, Power.SUPERVISE),
        COMMITTEE: post(MANAGER, Power.DECIDE_SUPPORT, department=BACK),
        MANAGER: post(None, *Power),
    },
    duties=(
        duty("complaints", SUPERVISOR, kinds="complaint"),
        duty("support", OFFICER, kinds="support", decided_by=COMMITTEE),
        duty("money", ACCOUNTANT, topics="fees"),
        duty("rest", OFFICER),
    ),
)


def problems(regulation: Regulation) -> dict[str, str]:
    """Give the findings as `place: problem`."""
    return {".".join(finding.place): finding.problem for finding in soundness.check(regulation, TOPICS)}


def with_post(name: PostId, changed: Post) -> Regulation:
    """Give the sound regulation with one post changed or added."""
    return replace(SOUND, posts={**SOUND.posts, name: changed})


def with_duties(*given: Duty) -> Regulation:
    """Give the sound regulation with other duties."""
    return replace(SOUND, duties=given)


def test_a_sound_regulation_has_no_findings() -> None:
    """Everything below differs from it in one thing."""
    assert problems(SOUND) == {}


@pytest.mark.parametrize(
    ("topic", "kind", "answers", "decides"),
    [
        ("fees", TicketKind.COMPLAINT, SUPERVISOR, SUPERVISOR),
        ("fees", TicketKind.INQUIRY, ACCOUNTANT, ACCOUNTANT),
        ("fees", TicketKind.SUPPORT, OFFICER, COMMITTEE),
        ("death", TicketKind.INQUIRY, OFFICER, OFFICER),
        ("", TicketKind.SUGGESTION, OFFICER, OFFICER),
    ],
)
def test_the_first_duty_that_covers_a_matter_answers_for_it(
    topic: str, kind: TicketKind, answers: PostId, decides: PostId
) -> None:
    """By topic, by kind, and for a ticket without a topic."""
    assert duties.post_for(SOUND, topic, kind) == answers
    assert duties.decider_for(SOUND, topic, kind) == decides


def test_a_topic_that_came_later_goes_to_the_head() -> None:
    """Nothing is left to nobody, even before the file was brought up to date."""
    assert duties.post_for(with_duties(duty("money", ACCOUNTANT, topics="fees")), "new", TicketKind.INQUIRY) == MANAGER


def test_matters_go_up_one_post_at_a_time() -> None:
    """The officer's matters go to the supervisor, then to the manager, and no further."""
    assert duties.above(SOUND, OFFICER) == SUPERVISOR
    assert duties.chain(SOUND, OFFICER) == (SUPERVISOR, MANAGER)
    assert duties.above(SOUND, MANAGER) is None


def test_a_power_belongs_to_the_posts_that_have_it() -> None:
    """The committee decides and does not answer; an unknown post may nothing."""
    assert duties.may(SOUND, COMMITTEE, Power.DECIDE_SUPPORT)
    assert not duties.may(SOUND, COMMITTEE, Power.ANSWER)
    assert not any(duties.may(SOUND, PostId("stranger"), power) for power in Power)
    assert duties.above(SOUND, PostId("stranger")) is None


def test_names_of_nothing_are_found() -> None:
    """A department, a post above, a duty's post, its decider and its topic that do not exist."""
    assert problems(with_post(OFFICER, post(SUPERVISOR, Power.ANSWER, department=DepartmentId("x")))) == {
        "post.officer.department": "there is no department 'x'"
    }
    assert problems(with_post(OFFICER, post(PostId("x"), Power.ANSWER))) == {"post.officer.above": "there is no post 'x'"}
    wrong = with_duties(duty("rest", PostId("x"), topics="fees heirs", decided_by=PostId("y")))
    assert problems(wrong) == {
        "duty.rest.post": "there is no post 'x'",
        "duty.rest.decided_by": "there is no post 'y'",
        "duty.rest.topics": "no entry of the knowledge has the topic 'heirs'",
    }


def test_a_circle_is_found_at_each_of_its_posts() -> None:
    """Whoever stands above himself would pass a matter round for ever."""
    found = problems(with_post(MANAGER, post(SUPERVISOR, *Power)))
    assert found["post.supervisor.above"] == "goes in a circle: supervisor -> manager -> supervisor"
    assert found["post.manager.above"] == "goes in a circle: manager -> supervisor -> manager"
    assert "post.officer.above" not in found


def test_a_post_that_nobody_is_sent_to_is_found() -> None:
    """Neither a duty names it nor does it stand above one that is named."""
    assert "nobody is ever sent" in problems(with_post(PostId("porter"), post(MANAGER, Power.ANSWER)))["post.porter"]


def test_a_department_without_a_post_is_found() -> None:
    """Nobody could answer for it."""
    empty = replace(SOUND, departments={**SOUND.departments, DepartmentId("empty"): Department(TITLE)})
    assert problems(empty) == {"department.empty": "has no post"}


def test_a_post_without_the_power_for_its_duty_is_found() -> None:
    """Who answers must be allowed to, who decides as well."""
    found = problems(with_duties(duty("a", COMMITTEE, kinds="support", decided_by=OFFICER), *SOUND.duties))
    assert found["duty.a.post"] == "the post 'committee' has not the power 'answer'"
    assert found["duty.a.decided_by"] == "the post 'officer' may decide nothing"


@pytest.mark.parametrize("kind", ["support", "registration"])
def test_a_decider_without_the_power_for_the_dutys_kind_is_found(kind: str) -> None:
    """Who decides on support does not decide on registrations by that."""
    found = problems(with_duties(duty("a", OFFICER, kinds=kind, decided_by=COMMITTEE), *SOUND.duties))
    told = found.get("duty.a.decided_by")
    assert told == (None if kind == "support" else "the post 'committee' has not the power 'decide_registration'")


@pytest.mark.parametrize(
    ("topic", "kind", "decide"),
    [
        ("fees", TicketKind.SUPPORT, {COMMITTEE}),
        ("fees", TicketKind.REGISTRATION, {MANAGER}),
        ("fees", TicketKind.INQUIRY, {COMMITTEE, MANAGER}),
    ],
)
def test_who_decides_needs_the_power_for_the_kind(topic: str, kind: TicketKind, decide: set[PostId]) -> None:
    """The post that the duty names; where it names none, whoever has the power, for the answering post has it not."""
    assert duties.deciders(SOUND, topic, kind) == decide


def test_an_escalation_that_nobody_could_take_over_is_found() -> None:
    """Above each post stands somebody with the power to take over."""
    blunt = with_post(MANAGER, post(None, *(set(Power) - {Power.SUPERVISE})))
    assert "nothing can be escalated" in problems(blunt)["post.supervisor.above"]


def test_a_power_that_nobody_has_is_found() -> None:
    """What nobody may approve would wait for ever."""
    weak = with_post(MANAGER, post(None, *(set(Power) - {Power.APPROVE_ANNOUNCEMENTS})))
    assert problems(weak) == {"post": "nobody has the power 'approve_announcements'"}


def test_a_matter_that_nobody_answers_for_is_found_with_its_kinds() -> None:
    """Every topic of the knowledge, and tickets without one, in every kind."""
    found = soundness.check(with_duties(*SOUND.duties[:3]), TOPICS)
    said = [finding.problem for finding in found]
    assert "nobody answers for the topic 'death' (inquiry, suggestion, registration, contact)" in said
    assert "nobody answers for tickets without a topic (inquiry, suggestion, registration, contact)" in said
    assert not any("fees" in problem for problem in said)


def test_a_duty_that_earlier_ones_leave_nothing_is_found() -> None:
    """It would look like a rule and never be one."""
    found = problems(with_duties(*SOUND.duties, duty("late", ACCOUNTANT, topics="death")))
    assert found == {"duty.late": "earlier duties take all that this one covers"}


@given(st.lists(st.sampled_from(range(5)), min_size=5, max_size=5), st.data())
def test_whatever_stands_above_whom_the_way_up_ends(upper: list[int], data: st.DataObject) -> None:
    """No chain is endless, not even in a regulation that goes in circles."""
    names = tuple(SOUND.posts)
    posts = {name: post(names[up]) for name, up in zip(names, upper, strict=True)}
    chain = duties.chain(replace(SOUND, posts=posts), data.draw(st.sampled_from(names)))
    assert len(chain) == len(set(chain)) <= len(names)
