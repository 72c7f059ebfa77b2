"""What can be done with a ticket beside talking, as the template needs it: stages with their sentences, colleagues, posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from desk import permissions, presence, talk_view
from desk.office import Office
from desk.permissions import Deed
from desk.queue_view import Choice
from desk.texts import Texts, texts
from desk.visits import SignedVisit
from domain import duties, reference
from domain.accountports import Officer, Presence
from domain.duties import Regulation
from domain.model import OfficerId, Priority, Stage, TicketRef
from domain.ticketports import TicketCard, TicketFile

STAGES: Final = (
    Stage.WITH_OFFICER,
    Stage.WAITING_FOR_MEMBER,
    Stage.WITH_DEPARTMENT,
    Stage.WITH_COMMITTEE,
    Stage.CLOSED,
    Stage.REOPENED,
)
"""Stages into which an officer puts a ticket; it is resolved by a button of its own."""


@dataclass(frozen=True, slots=True)
class StageChoice:
    """A stage to choose."""

    value: str
    label: str
    sentence: str
    """What the member will be told; empty where nothing."""


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that the forms of a ticket offer."""

    may: bool
    stages: tuple[StageChoice, ...]
    colleagues: tuple[Choice, ...]
    departments: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    department: str
    post: str
    higher: str
    """The post to which it can be referred; empty at the head."""
    linked: tuple[tuple[TicketRef, str], ...]
    duplicates: tuple[tuple[TicketRef, str], ...]
    merged_into: tuple[TicketRef, str] | None


async def work(office: Office, visit: SignedVisit, file: TicketFile) -> Work:
    """Collect what the officer can do with a ticket now."""
    t, card, regulation = texts(visit.language), file.card, office.rules.regulation
    may = talk_view.powers(file, visit.officer, regulation).may(Deed.HANDLE)
    people = await office.officers.all() if may else ()
    above = duties.above(regulation, card.post)
    return Work(
        may=may,
        stages=tuple(_stage(office, file, stage, t) for stage in stages_of(card)),
        colleagues=colleagues([one for one in people if permissions.answers(one, regulation)], card.officer, office.zone, t),
        departments=tuple(
            Choice(name, one.title.get(t.language, name), name == card.department)
            for name, one in regulation.departments.items()
            if duties.entrance(regulation, name) is not None
        ),
        priorities=tuple(Choice(str(one.value), t(f"priority.p{one.value}"), one is card.priority) for one in Priority),
        department=_department(regulation, card, t),
        post=post_title(regulation, card.post, t),
        higher=post_title(regulation, above, t) if above and card.stage.is_open else "",
        linked=_written(file.linked),
        duplicates=_written(file.duplicates),
        merged_into=(card.merged_into, reference.written(card.merged_into)) if card.merged_into else None,
    )


def stages_of(card: TicketCard) -> tuple[Stage, ...]:
    """Give the stages into which a ticket can go: what is settled can only be reopened, or closed for good."""
    if card.merged_into:
        return ()
    if not card.stage.is_open:
        return tuple(stage for stage in (Stage.CLOSED, Stage.REOPENED) if stage is not card.stage)
    return tuple(stage for stage in STAGES if stage not in {card.stage, Stage.REOPENED})


def colleagues(people: Iterable[Officer], owner: OfficerId | None, zone: tzinfo, t: Texts) -> tuple[Choice, ...]:
    """List the officers who have open accounts, without the owner; those who are away are marked so."""
    return tuple(
        Choice(str(one.id), one.name if one.presence is Presence.AVAILABLE else f"{one.name} ({presence.words(one, zone, t)})",
               chosen=False)
        for one in people
        if one.active and one.id != owner
    )  # fmt: skip


def post_title(regulation: Regulation, post: str, t: Texts) -> str:
    """Give a post's name; empty for one that is not in the regulation."""
    found = next((one for name, one in regulation.posts.items() if name == post), None)
    return found.title.get(t.language, post) if found else ""


def post_titles(regulation: Regulation, t: Texts) -> dict[str, str]:
    """Give the names of all posts."""
    return {name: one.title.get(t.language, name) for name, one in regulation.posts.items()}


def _department(regulation: Regulation, card: TicketCard, t: Texts) -> str:
    found = regulation.departments.get(card.department)
    return found.title.get(t.language, card.department) if found else ""


def _stage(office: Office, file: TicketFile, stage: Stage, t: Texts) -> StageChoice:
    told = office.wording.moved(stage, file.card.ref, file.contact.language)
    return StageChoice(stage.value, t(f"stage.{stage}"), told)


def _written(refs: Iterable[TicketRef]) -> tuple[tuple[TicketRef, str], ...]:
    return tuple((ref, reference.written(ref)) for ref in refs)
