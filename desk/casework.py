"""What officers do with a ticket beside talking: stage, colleague, higher official, priority, department, subject, links."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from desk import permissions, requests, work_view
from desk.entering import Action, Doing
from desk.permissions import Deed
from domain import duties, reference
from domain.inbound import Inbound
from domain.model import DepartmentId, OfficerId, Priority, TicketRef
from domain.officeracts import (
    OfficerLinked,
    OfficerMerged,
    OfficerMoved,
    OfficerReassigned,
    OfficerReferred,
    OfficerSetDepartment,
    OfficerSetPriority,
    OfficerSetSubject,
)
from domain.ticketports import TicketFile

Asked = Inbound | str
"""What is to happen, or why it does not, as a key of the texts."""


def handled(asked: Callable[[Action], Awaitable[Asked]], done: str) -> Doing:
    """Make an action of a change that only those who handle the ticket may make."""

    async def doing(action: Action) -> Response:
        if not action.powers.may(Deed.HANDLE):
            return await action.refused(action.not_allowed)
        wanted = await asked(action)
        if isinstance(wanted, str):
            return await action.refused(wanted, line=action.visit.form.get("line", ""))
        before = action.file
        await action.enter(wanted)
        return action.back(done, shown=await action.until(lambda seen: _changed(seen, before)))

    return doing


async def stage(action: Action) -> Asked:
    """Put the ticket into another stage, with words of his own for the member if he likes."""
    wanted = requests.stage(action.visit.form.get("stage", ""))
    if wanted is None or wanted not in work_view.stages_of(action.file.card):
        return "no_stage"
    line = action.visit.form.get("line", "").strip()
    if len(line) > requests.MAX_LINE:
        return "too_long"
    return OfficerMoved(action.file.card.ref, action.visit.officer.id, wanted, line)


async def reassign(action: Action) -> Asked:
    """Give the ticket to a colleague, and the chat with it."""
    people = await action.office.officers.all()
    wanted = action.visit.form.get("to", "")
    regulation = action.office.rules.regulation
    to = next((one for one in people if str(one.id) == wanted and permissions.answers(one, regulation)), None)
    if to is None or to.id == action.file.card.officer:
        return "no_colleague"
    name = to.title.get(action.file.contact.language) or to.name
    return OfficerReassigned(action.file.card.ref, action.visit.officer.id, OfficerId(to.id), name)


async def refer(action: Action) -> Asked:
    """Send the ticket to the post above (`handling.3`)."""
    if duties.above(action.office.rules.regulation, action.file.card.post) is None or not action.file.card.stage.is_open:
        return "nobody_above"
    return OfficerReferred(action.file.card.ref, action.visit.officer.id)


async def priority(action: Action) -> Asked:
    """Say how urgent it is."""
    wanted = {str(one.value): one for one in Priority}.get(action.visit.form.get("priority", ""))
    return "malformed" if wanted is None else OfficerSetPriority(action.file.card.ref, action.visit.officer.id, wanted)


async def department(action: Action) -> Asked:
    """Put it into another department's queue."""
    wanted = DepartmentId(action.visit.form.get("department", ""))
    regulation = action.office.rules.regulation
    if wanted not in regulation.departments or duties.entrance(regulation, wanted) is None:
        return "malformed"
    return OfficerSetDepartment(action.file.card.ref, action.visit.officer.id, wanted)


async def subject(action: Action) -> Asked:
    """Change its line in the queue."""
    text, fault = action.words("subject")
    return fault or OfficerSetSubject(action.file.card.ref, action.visit.officer.id, " ".join(text.split()))


async def link(action: Action) -> Asked:
    """Say that another ticket belongs together with it."""
    other = await _other(action)
    return "no_such_ticket" if other is None else OfficerLinked(action.file.card.ref, action.visit.officer.id, other)


async def unlink(action: Action) -> Asked:
    """Say that it does not any more."""
    other = requests.ref(action.visit.form.get("other", ""))
    if other is None or other not in action.file.linked:
        return "no_such_ticket"
    return OfficerLinked(action.file.card.ref, action.visit.officer.id, other, together=False)


async def merge(action: Action) -> Asked:
    """Close it as a duplicate of another one of the same member, on whatever channel he wrote."""
    other = await _other(action)
    found = await action.office.tickets.file(other) if other else None
    mine = await action.office.members.card(action.file.card.conversation)
    identities = {one.conversation for one in mine.identities} if mine else set()
    if other is None or found is None or found.card.conversation not in identities or found.card.merged_into:
        return "no_such_ticket"
    return OfficerMerged(action.file.card.ref, action.visit.officer.id, other)


async def unmerge(action: Action) -> Asked:
    """Let it go on by itself again."""
    if action.file.card.merged_into is None:
        return "malformed"
    return OfficerMerged(action.file.card.ref, action.visit.officer.id, None)


async def _other(action: Action) -> TicketRef | None:
    """Read the ticket that the form names, as people write references; None where there is none, or it is the same."""
    for ref in reference.find(action.visit.form.get("other", "")):
        if ref != action.file.card.ref and await action.office.tickets.file(ref) is not None:
            return ref
    return None


async def _changed(seen: TicketFile, before: TicketFile) -> bool:
    return (seen.card, seen.linked) != (before.card, before.linked)
