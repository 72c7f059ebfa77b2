"""The regulation of duties and powers (`tool.2`): who answers for what, who stands above whom, who may decide what.

A value in the association's hands. Must not read its file (that is `bot.duties`) nor judge it (`domain.soundness`), and knows
posts, never persons: which officer holds which post is stored with his account.
"""

from collections.abc import Mapping
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


# ---- asking it -------------------------------------------------------------------------------------------------------


def post_for(regulation: Regulation, topic: str, kind: TicketKind) -> PostId:
    """Give the post that answers for a matter; the head where no duty covers it, so that nothing is left to nobody."""
    duty = duty_for(regulation, topic, kind)
    return duty.post if duty else head(regulation)


def decider_for(regulation: Regulation, topic: str, kind: TicketKind) -> PostId:
    """Give the post that decides on a matter: the one named for it, else the one that answers."""
    duty = duty_for(regulation, topic, kind)
    return (duty and duty.decided_by) or post_for(regulation, topic, kind)


def deciders(regulation: Regulation, topic: str, kind: TicketKind) -> frozenset[PostId]:
    """Give the posts that decide on such a ticket: the one named for it, else the one that answers, else all with the power."""
    wanted = {DECIDING[kind]} if kind in DECIDING else DECISIONS
    fit = frozenset(name for name, post in regulation.posts.items() if post.powers & wanted)
    duty = duty_for(regulation, topic, kind)
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


def duty_for(regulation: Regulation, topic: str, kind: TicketKind) -> Duty | None:
    """Give the first duty that covers a matter; None where none does."""
    return next((duty for duty in regulation.duties if duty.covers(topic, kind)), None)


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
