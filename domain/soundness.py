"""What is wrong with a regulation of duties: names of nothing, circles, matters that nobody answers for. Pure.

Must not read its file (that is `bot.duties`); only a regulation in which nothing is found may be used.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.duties import DECIDING, DECISIONS, Duty, Power, Regulation, chain, duty_for, may
from domain.model import PostId, TicketKind


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a regulation, and where: table, id and key, as far as it can be said."""

    place: tuple[str, ...]
    problem: str


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
            duty = duty_for(regulation, topic, kind)
            used |= {duty.name} if duty else set()
            missing += [] if duty else [kind.value]
        if missing:
            what = f"the topic {topic!r}" if topic else "tickets without a topic"
            yield Finding(("duty",), f"nobody answers for {what} ({', '.join(missing)})")
    for duty in regulation.duties:
        if duty.name not in used:
            yield Finding(("duty", duty.name), "earlier duties take all that this one covers")
