"""What officers do about what a member will hear: hold the next update, let it go, add a line, note and cancel appointments."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from desk.entering import Action, Doing
from desk.outreach import drafts
from desk.permissions import Deed
from domain.errors import BadInput
from domain.notices import Appointment, AppointmentKind


def allowed(change: Callable[[Action], Awaitable[str]], deed: Deed, done: str, act: str) -> Doing:
    """Make an action of a change that only those may make who may do such a deed, and that is written down."""

    async def doing(action: Action) -> Response:
        if not action.powers.may(deed):
            return await action.refused(action.not_allowed)
        if fault := await change(action):
            return await action.refused(fault)
        await action.office.audit.record(action.visit.officer.id, act, action.file.card.ref)
        return action.back(done)

    return doing


async def hold(action: Action) -> str:
    """Send no update before a day and hour."""
    try:
        until = drafts.moment(action.visit.form.get("until", ""), action.office.zone)
    except BadInput:
        return "bad_time"
    if until is None or until <= action.office.clock.now():
        return "time_past"
    await action.office.unasked.updates.hold(action.file.card.ref, until)
    return ""


async def release(action: Action) -> str:
    """Let the next update go at its time."""
    await action.office.unasked.updates.hold(action.file.card.ref, None)
    return ""


async def add_line(action: Action) -> str:
    """Have words of one's own go out with the next update; empty: none."""
    try:
        await action.office.unasked.updates.add_line(action.file.card.ref, action.visit.form.get("update_line", ""))
    except BadInput as error:
        return str(error)
    return ""


async def appoint(action: Action) -> str:
    """Note a day and an hour; the reminders follow by themselves."""
    form, office, ref = action.visit.form, action.office, action.file.card.ref
    place, note = (" ".join(form.get(name, "").split()) for name in ("where", "about"))
    if any(len(words) > drafts.LINE for words in (place, note)):
        return "too_long"
    try:
        at = drafts.moment(form.get("when", ""), office.zone)
    except BadInput:
        return "bad_time"
    kind = form.get("what", "")
    if at is None or kind not in set(AppointmentKind):
        return "bad_time" if at is None else "malformed"
    wanted = Appointment(0, ref, AppointmentKind(kind), at, place, note, action.visit.officer.id)
    if any(_same(one, wanted) for one in await office.unasked.appointments.of(ref)):
        return ""
    try:
        await office.unasked.appointments.add(wanted)
    except BadInput:
        return "time_past"
    return ""


async def cancel(action: Action) -> str:
    """Take an appointment of this ticket back, with its reminders."""
    wanted = action.visit.form.get("appointment", "")
    mine = await action.office.unasked.appointments.of(action.file.card.ref)
    found = next((one for one in mine if str(one.id) == wanted), None)
    if found is None:
        return "malformed"
    await action.office.unasked.appointments.cancel(found.id)
    return ""


def _same(one: Appointment, other: Appointment) -> bool:
    """Tell whether a button was pressed twice."""
    return not one.cancelled and (one.kind, one.at, one.place) == (other.kind, other.at, other.place)
