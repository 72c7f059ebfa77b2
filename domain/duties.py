"""The regulation of duties and powers (`tool.2`): who answers for what, who stands above whom, who may decide what.

A value in the association's hands. Must not read its file (that is `bot.duties`) and knows posts, never persons: which officer
holds which post is stored with his account.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.model import DepartmentId, Language, PostId, TicketKind


class Power(StrEnum):
    """What a post may decide or do."""

    ANSWER = "answer"
    """Take members' tickets, answer and resolve them."""
    SUPERVISE = "supervise"
    """Take a ticket from a colleague, hand it back or change it for him, handle what was reopened."""
    DECIDE_SUPPORT = "decide_support"
    """Accept or refuse support requests."""
    DECIDE_REGISTRATION = "decide_registration"
    """Accept or refuse registrations."""
    HANDLE_DATA_REQUESTS = "handle_data_requests"
    """Give, correct and erase a member's personal data; say which conversations are his; write down what he agreed to."""
    WRITE_ANNOUNCEMENTS = "write_announcements"
    APPROVE_ANNOUNCEMENTS = "approve_announcements"
    """Approve what somebody else wrote."""
    APPROVE_KNOWLEDGE = "approve_knowledge"
    """Approve answers and wordings that members will get."""
    MANAGE_PEOPLE = "manage_people"
    """Invite officers, give them posts, end their access."""
    VIEW_REPORTS = "view_reports"


DECISIONS: Final = frozenset({Power.DECIDE_SUPPORT, Power.DECIDE_REGISTRATION})
"""Powers of which a post that decides for a duty needs one."""
DECIDING: Final[Mapping[TicketKind, Power]] = MappingProxyType(
    {TicketKind.SUPPORT: Power.DECIDE_SUPPORT, TicketKind.REGISTRATION: Power.DECIDE_REGISTRATION}
)
"""The power to decide on tickets of a kind; what else lies with the committee any of the powers to decide settles."""


@dataclass(frozen=True, slots=True)
class Department:
    """A part of the association that answers for something."""

    title: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Post:
    """An office that one or several officers hold."""

    title: Mapping[Language, str]
    department: DepartmentId
    above: PostId | None
    """The post to which this one escalates; None for the head."""
    powers: frozenset[Power]


@dataclass(frozen=True, slots=True)
class Duty:
    """A post answers for some topics of some kinds of tickets."""

    name: str
    topics: frozenset[str]
    """Empty: every topic, and tickets without one."""
    kinds: frozenset[TicketKind]
    """Empty: every kind."""
    post: PostId
    decided_by: PostId | None = None
    """Who decides where the post itself may not, for instance the committee."""

    def covers(self, topic: str, kind: TicketKind) -> bool:
        """Tell whether the duty is about this."""
        return (not self.topics or topic in self.topics) and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Regulation:
    """All of it. Duties stand in order: the first that covers a matter answers for it."""

    departments: Mapping[DepartmentId, Department]
    posts: Mapping[PostId, Post]
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a regulation, and where: table, id and key, as far as it can be said."""

    place: tuple[str, ...]
    problem: str


# ---- asking it -------------------------------------------------------------------------------------------------------


def post_for(regulation: Regulation, topic: str, kind: TicketKind) -> PostId:
    """Give the post that answers for a matter; the head where no duty covers it, so that nothing is left to nobody."""
    duty = _duty(regulation, topic, kind)
    return duty.post if duty else head(regulation)


def decider_for(regulation: Regulation, topic: str, kind: TicketKind) -> PostId:
    """Give the post that decides on a matter: the one named for it, else the one that answers."""
    duty = _duty(regulation, topic, kind)
    return (duty and duty.decided_by) or post_for(regulation, topic, kind)


def deciders(regulation: Regulation, topic: str, kind: TicketKind) -> frozenset[PostId]:
    """Give the posts that decide on such a ticket: the one named for it, else the one that answers, else all with the power."""
    wanted = {DECIDING[kind]} if kind in DECIDING else DECISIONS
    fit = frozenset(name for name, post in regulation.posts.items() if post.powers & wanted)
    duty = _duty(regulation, topic, kind)
    if duty and duty.decided_by:
        return fit & {duty.decided_by}
    return fit & {post_for(regulation, topic, kind)} or fit


def above(regulation: Regulation, post: PostId) -> PostId | None:
    """Give the post to which this one escalates; None at the head, and for a post that is not in the regulation."""
    return regulation.posts[post].above if post in regulation.posts else None


def chain(regulation: Regulation, post: PostId) -> tuple[PostId, ...]:
    """Give the posts above, the nearest first; each once, even where the regulation goes in a circle."""
    found: list[PostId] = []
    upper = above(regulation, post)
    while upper and upper not in found:
        found.append(upper)
        upper = above(regulation, upper)
    return tuple(found)


def head(regulation: Regulation) -> PostId:
    """Give the post above which nobody stands; of several the first."""
    return next(post for post, office in regulation.posts.items() if office.above is None)


def supervisor(regulation: Regulation, post: PostId) -> PostId:
    """Give the nearest post, this one first, that may handle what was reopened; the head where there is none."""
    fit = (each for each in (post, *chain(regulation, post)) if may(regulation, each, Power.SUPERVISE))
    return next(fit, head(regulation))


def entrance(regulation: Regulation, department: DepartmentId) -> PostId | None:
    """Give the post of a department that takes tickets first: the lowest that may answer. None where none does."""
    fit = [name for name, each in regulation.posts.items() if each.department == department and Power.ANSWER in each.powers]
    return max(fit, key=lambda name: len(chain(regulation, name)), default=None)


def may(regulation: Regulation, post: PostId, power: Power) -> bool:
    """Tell whether a post has a power; one that is not in the regulation has none."""
    return post in regulation.posts and power in regulation.posts[post].powers


def _duty(regulation: Regulation, topic: str, kind: TicketKind) -> Duty | None:
    return next((duty for duty in regulation.duties if duty.covers(topic, kind)), None)


# ---- checking it -----------------------------------------------------------------------------------------------------


def check(regulation: Regulation, topics: frozenset[str]) -> tuple[Finding, ...]:
    """Find what would leave a member without an answer: names of nothing, circles, nobody above, topics without a duty.

    `topics` are those of the knowledge files. Only a regulation without findings may be used.
    """
    broken = tuple(_unknown_names(regulation, topics))
    # what follows walks along the names, so it waits until they are right
    return broken or tuple(finding for rule in (_circles, _idle, _powers, _unheld) for finding in rule(regulation)) + tuple(
        _coverage(regulation, topics)
    )


def _unknown_names(regulation: Regulation, topics: frozenset[str]) -> Iterator[Finding]:
    departments, posts = regulation.departments, regulation.posts
    for name, post in posts.items():
        if post.department not in departments:
            yield Finding(("post", name, "department"), f"there is no department {post.department!r}")
        if post.above is not None and post.above not in posts:
            yield Finding(("post", name, "above"), f"there is no post {post.above!r}")
    for duty in regulation.duties:
        for key, value in (("post", duty.post), ("decided_by", duty.decided_by)):
            if value is not None and value not in posts:
                yield Finding(("duty", duty.name, key), f"there is no post {value!r}")
        for topic in sorted(duty.topics - topics):
            yield Finding(("duty", duty.name, "topics"), f"no entry of the knowledge has the topic {topic!r}")
    if not posts:
        yield Finding(("post",), "there is no post")


def _circles(regulation: Regulation) -> Iterator[Finding]:
    for name in regulation.posts:
        if name in (upper := chain(regulation, name)):
            circle = " -> ".join((name, *upper[: upper.index(name) + 1]))
            yield Finding(("post", name, "above"), f"goes in a circle: {circle}")


def _idle(regulation: Regulation) -> Iterator[Finding]:
    """Find posts that nothing ever reaches, and departments without a post."""
    named = {post for duty in regulation.duties for post in (duty.post, duty.decided_by) if post}
    reached = named | {upper for post in named for upper in chain(regulation, post)}
    for name in regulation.posts:
        if name not in reached:
            yield Finding(
                ("post", name), "nobody is ever sent to this post: no duty names it and it stands above none that is named"
            )
    for department in regulation.departments.keys() - {post.department for post in regulation.posts.values()}:
        yield Finding(("department", department), "has no post")


def _powers(regulation: Regulation) -> Iterator[Finding]:
    """Find duties given to a post that has not the power for them, and posts above which nobody can take over."""
    for duty in regulation.duties:
        if not may(regulation, duty.post, Power.ANSWER):
            yield Finding(("duty", duty.name, "post"), f"the post {duty.post!r} has not the power 'answer'")
        if duty.decided_by:
            yield from _undecided(duty, duty.decided_by, regulation.posts[duty.decided_by].powers)
    for name, post in regulation.posts.items():
        upper = chain(regulation, name)
        if post.above and not any(may(regulation, each, Power.SUPERVISE) for each in upper):
            yield Finding(("post", name, "above"), "nobody above has the power 'supervise', so nothing can be escalated")


def _undecided(duty: Duty, decider: PostId, held: frozenset[Power]) -> Iterator[Finding]:
    """Find a decider who has not the power for what the duty is about."""
    if not held & DECISIONS:
        yield Finding(("duty", duty.name, "decided_by"), f"the post {decider!r} may decide nothing")
        return
    for kind, power in DECIDING.items():
        if kind in duty.kinds and power not in held:
            yield Finding(("duty", duty.name, "decided_by"), f"the post {decider!r} has not the power {power.value!r}")


def _unheld(regulation: Regulation) -> Iterator[Finding]:
    held = {power for post in regulation.posts.values() for power in post.powers}
    for power in Power:
        if power not in held:
            yield Finding(("post",), f"nobody has the power {power.value!r}")


def _coverage(regulation: Regulation, topics: frozenset[str]) -> Iterator[Finding]:
    """Find matters without a duty, and duties that never get a matter because earlier ones take all of theirs."""
    used: set[str] = set()
    for topic in sorted(topics | {""}):
        missing = []
        for kind in TicketKind:
            duty = _duty(regulation, topic, kind)
            used |= {duty.name} if duty else set()
            missing += [] if duty else [kind.value]
        if missing:
            what = f"the topic {topic!r}" if topic else "tickets without a topic"
            yield Finding(("duty",), f"nobody answers for {what} ({', '.join(missing)})")
    for duty in regulation.duties:
        if duty.name not in used:
            yield Finding(("duty", duty.name), "earlier duties take all that this one covers")


# ---- where there is no file ------------------------------------------------------------------------------------------

_RELATIONS: Final = DepartmentId("member_relations")
_ANSWERS: Final = frozenset({Power.ANSWER})
SMALLEST: Final = Regulation(
    departments=MappingProxyType(
        {_RELATIONS: Department({Language.ARABIC: "علاقات الأعضاء", Language.ENGLISH: "Member Relations"})}
    ),
    posts=MappingProxyType(
        {
            PostId("relations_officer"): Post(
                {Language.ARABIC: "موظف علاقات الأعضاء", Language.ENGLISH: "the member-relations officer"},
                _RELATIONS,
                PostId("relations_supervisor"),
                _ANSWERS,
            ),
            PostId("relations_supervisor"): Post(
                {Language.ARABIC: "المشرف على علاقات الأعضاء", Language.ENGLISH: "the member-relations supervisor"},
                _RELATIONS,
                None,
                frozenset(Power),
            ),
        }
    ),
    duties=(
        Duty("complaints", frozenset(), frozenset({TicketKind.COMPLAINT}), PostId("relations_supervisor")),
        Duty("everything", frozenset(), frozenset(), PostId("relations_officer")),
    ),
)
"""One department, an officer and above him a supervisor, who has complaints: where nothing was written down yet."""
