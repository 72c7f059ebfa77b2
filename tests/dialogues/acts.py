"""What officers do in a transcript, in brackets: `(takes {1})`, `(moves {1} to with_committee)`, `(reassigns {1} to 2)`."""

import re
from collections.abc import Callable, Mapping

from domain.inbound import Inbound
from domain.model import DepartmentId, OfficerId, Priority, Stage, TicketRef
from domain.officeracts import (
    OfficerHandedBack,
    OfficerMerged,
    OfficerMoved,
    OfficerReassigned,
    OfficerReferred,
    OfficerResolved,
    OfficerSetDepartment,
    OfficerSetPriority,
    OfficerTook,
)

SALIM, NORA, HEAD = OfficerId(1), OfficerId(2), OfficerId(3)
NAMES = {SALIM: "الأستاذ سالم", NORA: "الأستاذة نورة", HEAD: "الأستاذ خالد"}
POSTS = {SALIM: "relations_officer", NORA: "relations_officer", HEAD: "relations_supervisor"}
"""Who sits at the desk of the dialogues."""
_ACT = re.compile(r"\(([a-z ]+?) (T\S+?)(?: (?:to|into) (\S+?))?(?: as (\d))?(?:: (.*))?\)")

Act = Callable[[TicketRef, OfficerId, str, str], Inbound]
ACTS: Mapping[str, Act] = {
    "takes": lambda ref, who, *_: OfficerTook(ref, who, NAMES[who]),
    "hands back": lambda ref, who, *_: OfficerHandedBack(ref, who),
    "resolves": lambda ref, who, *_: OfficerResolved(ref, who),
    "moves": lambda ref, who, to, line: OfficerMoved(ref, who, Stage(to), line),
    "reassigns": lambda ref, who, to, _: OfficerReassigned(ref, who, OfficerId(int(to)), NAMES[OfficerId(int(to))]),
    "refers": lambda ref, who, *_: OfficerReferred(ref, who),
    "hastens": lambda ref, who, *_: OfficerSetPriority(ref, who, Priority.URGENT),
    "routes": lambda ref, who, to, _: OfficerSetDepartment(ref, who, DepartmentId(to)),
    "merges": lambda ref, who, to, _: OfficerMerged(ref, who, _ref(to)),
    "separates": lambda ref, who, *_: OfficerMerged(ref, who, None),
}


def read(words: str) -> tuple[TicketRef, Inbound] | None:
    """Give what is done and on which ticket; None for words that are for the member."""
    found = _ACT.fullmatch(words)
    if found is None:
        return None
    ref, officer = _ref(found[2]), OfficerId(int(found[4] or SALIM))
    return ref, ACTS[found[1]](ref, officer, found[3] or "", found[5] or "")


def _ref(written: str) -> TicketRef:
    return TicketRef(written.replace("-", ""))
