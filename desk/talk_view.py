"""What stands beside and below a conversation: what the assistant would have answered, and what may be done now. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desk import permissions
from desk.permissions import Deed, Powers
from desk.teaching.candidates import CandidateView, Lookup
from domain.accountports import Officer
from domain.duties import Regulation
from domain.model import Candidate, Language, OfficerId, Stage
from domain.ticketports import TicketFile

_MOST_SUGGESTED: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate beside the conversation."""

    entry: str
    title: str
    answer: str
    """The approved answer in the member's language; empty where there is none."""
    clauses: tuple[str, ...]
    percent: int


@dataclass(frozen=True, slots=True)
class Compose:
    """What the officer can do below the conversation."""

    mode: str
    """reply, take (over, and reply at once), colleague (who has it) or none."""
    erased: bool
    """The member was erased."""
    mine: bool
    talking: bool
    """Whoever has the ticket has the chat too; else the assistant answers until he writes."""
    note: bool
    take: bool
    take_from_colleague: bool
    hand_back: bool
    hand_back_for_colleague: bool
    resolve: bool


def suggestions(
    candidates: Sequence[Candidate], lookup: Lookup, language: Language, member_language: Language
) -> tuple[Suggestion, ...]:
    """Look the nearest candidates up: titles for the officer, answers for the member.

    What the knowledge no longer has is left out, and what is as good as impossible unless it is the nearest.
    """
    found = ((candidate, lookup(candidate.entry)) for candidate in candidates)
    shown = [_suggestion(candidate, view, language, member_language) for candidate, view in found if view is not None]
    return tuple(one for place, one in enumerate(shown[:_MOST_SUGGESTED]) if one.percent or not place)


def _suggestion(candidate: Candidate, view: CandidateView, language: Language, member_language: Language) -> Suggestion:
    title = view.title.get(language) or next(iter(view.title.values()), candidate.entry)
    answer = view.answer.get(member_language, "")
    return Suggestion(candidate.entry, title, answer, view.clauses, round(candidate.confidence * 100))


def holder(file: TicketFile, officer: OfficerId) -> OfficerId | None:
    """Tell who has the chat: the ticket's officer while it is open, or a colleague by another open ticket of the member."""
    if file.card.stage.is_open and file.card.officer is not None:
        return file.card.officer
    return next((other.officer for other in file.others if other.stage.is_open and other.officer not in {None, officer}), None)


def powers(file: TicketFile, officer: Officer, regulation: Regulation) -> Powers:
    """Give what the officer may do with this conversation now: with what is left of an erased member's, nothing but see it."""
    if file.card.is_erased:
        return Powers(permissions.deeds_of(officer.role) & {Deed.VIEW})
    held = permissions.hold(officer.id, holder(file, officer.id), reopened=file.card.stage is Stage.REOPENED)
    return permissions.powers(officer, held, regulation)


def compose(file: TicketFile, officer: Officer, regulation: Regulation) -> Compose:
    """Tell what stands below the conversation for this officer now."""
    allowed = powers(file, officer, regulation)
    may, held = allowed.may, holder(file, officer.id)
    colleagues = held == file.card.officer and held not in {None, officer.id}
    return Compose(
        erased=file.card.is_erased,
        mode=_mode(allowed, held_by_colleague=held not in {None, officer.id}),
        mine=held == officer.id,
        talking=file.talking == held,
        note=may(Deed.NOTE),
        take=may(Deed.TAKE),
        take_from_colleague=colleagues and may(Deed.TAKE_FROM_COLLEAGUE),
        hand_back=held == officer.id and may(Deed.HAND_BACK),
        hand_back_for_colleague=colleagues and may(Deed.HAND_BACK),
        resolve=may(Deed.RESOLVE),
    )


def _mode(powers: Powers, *, held_by_colleague: bool) -> str:
    if powers.may(Deed.REPLY):
        return "reply"
    if powers.may(Deed.TAKE):
        return "take"
    return "colleague" if held_by_colleague else "none"
