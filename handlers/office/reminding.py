"""Reminders: a form left half-done, a paper that the member owes, an appointment. Planned from what a step did, twice at most.

Must not say anything outside the hours of sending, nor to a member who stopped notices.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from domain import duties, notices, quiet, reminders
from domain.alarms import Alarm
from domain.effects import CancelReminder, Effect, Remind, Say, Step
from domain.errors import BadInput
from domain.inbound import Inbound, TimerFired
from domain.model import Option, Purpose, Reply, Stage, TicketRef
from domain.notices import Appointment, AppointmentKind
from domain.states import FormKind, InForm, State, WithOfficer
from domain.ticketeffects import AddNote, AlertOfficer, AlertPost, MoveTicket
from handlers import memory, speech, when
from handlers.context import Context
from handlers.form import leaving
from handlers.resolved import inviting

FORM: Final = memory.FORM
FORM_OVER: Final = "form_over"
PAPERS: Final = "papers"
_ALARMS: Final = {
    AppointmentKind.VISIT: Alarm.VISIT,
    AppointmentKind.SITTING: Alarm.SITTING,
    AppointmentKind.TASK: Alarm.TASK,
}
_AFTER_OFFICER: Final = timedelta(days=1)
_BEGUN: Final = {FormKind.SUPPORT: "kind.support", FormKind.REGISTRATION: "kind.registration"}


# ---- planning --------------------------------------------------------------------------------------------------------


def planned(before: State, inbound: Inbound, step: Step, ctx: Context) -> Step:
    """Add the reminders that follow from a step: of a form that was left, a paper that is owed, a rating that was asked for."""
    more = (*_of_form(before, inbound, step, ctx), *_of_papers(step, ctx), *inviting.again(inbound, step, ctx))
    return Step(step.state, (*step.effects, *more)) if more else step


def _of_form(before: State, inbound: Inbound, step: Step, ctx: Context) -> Iterator[Effect]:
    was, left = memory.draft(before), memory.draft(step.state)
    resumed = isinstance(step.state, InForm) and not isinstance(before, InForm)
    same = (was.form, was.answers) == (left.form, left.answers) if was and left else was is left
    if (same and not resumed) or isinstance(inbound, TimerFired):
        return
    if left is None or not left.answers:
        yield from (CancelReminder(FORM), CancelReminder(FORM_OVER)) if was and was.answers else ()
        return
    yield Remind(ctx.now + ctx.house.outreach.form_kept, FORM_OVER)
    if at := _next(ctx, ctx.house.outreach.form, ctx.now, 0):
        yield Remind(at, FORM, "0")


def _of_papers(step: Step, ctx: Context) -> Iterator[Effect]:
    for effect in step.effects:
        match effect:
            case MoveTicket(ref, Stage.WAITING_FOR_MEMBER):
                if at := _next(ctx, ctx.house.outreach.papers, ctx.now, 0):
                    yield Remind(at, _papers(ref), f"0 {ref}")
            case AddNote(ref) if ctx.house.outreach.papers and _waits(ref, ctx):
                # he brought something: whether that is all the officer sees
                yield CancelReminder(_papers(ref))
            case _:
                pass


def _next(ctx: Context, spacing: tuple[timedelta, ...], since: datetime, sent: int) -> datetime | None:
    return reminders.next_reminder(since, spacing, sent, ctx.now if sent else None, ctx.house.outreach.sending)


def _papers(ref: TicketRef) -> str:
    return f"{PAPERS}:{ref}"


def _waits(ref: TicketRef, ctx: Context) -> bool:
    return any(ticket.ref == ref and ticket.stage is Stage.WAITING_FOR_MEMBER for ticket in ctx.tickets)


# ---- reminding -------------------------------------------------------------------------------------------------------


def of_form(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Remind of a form that still waits; the second time is the last."""
    aside, sent = memory.draft(state), int(inbound.payload or 0)
    spacing = ctx.house.outreach.form
    if aside is None or not ctx.contact.notices or sent >= len(spacing):
        return Step(state)
    if (later := _later(inbound, ctx)) is not None:
        return Step(state, (later,))
    last = sent + 1 >= len(spacing)
    values = {"form": speech.line(ctx, _BEGUN[aside.form]), "kept": leaving.kept(ctx)}
    text = speech.line(ctx, "reminder.form_last" if last else "reminder.form", **values)
    if isinstance(state, WithOfficer):
        # it would talk into the officer's chat; the form is still there when that is over
        return Step(state, (Remind(ctx.now + _AFTER_OFFICER, FORM, inbound.payload),))
    said = _notice(ctx, text, speech.option(ctx, "form:resume"), speech.option(ctx, "form:discard"))
    return Step(state, (said, *_following(ctx, spacing, sent, FORM, "")))


def form_over(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Erase what was entered in a form that nobody went on with, as it was said; in silence."""
    del inbound, ctx
    return Step(memory.without_draft(state), (CancelReminder(FORM),))


def of_papers(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Remind of what the member owes, as long as the ticket waits for him."""
    count, _, named = inbound.payload.partition(" ")
    ref = TicketRef(named)
    sent, spacing = int(count), ctx.house.outreach.papers
    if not _waits(ref, ctx) or not ctx.contact.notices or sent >= len(spacing):
        return Step(state)
    if (later := _later(inbound, ctx)) is not None:
        return Step(state, (later,))
    last = sent + 1 >= len(spacing)
    text = speech.line(ctx, "reminder.papers_last" if last else "reminder.papers", ref=speech.written(ref))
    return Step(state, (_notice(ctx, text), *_following(ctx, spacing, sent, _papers(ref), f" {ref}")))


def of_appointment(state: State, inbound: TimerFired, ctx: Context) -> Step:
    """Remind the member of his visit, and officers of it, of a sitting and of what is to be done."""
    try:
        appointment = notices.load_appointment(inbound.payload)
    except BadInput:
        # an appointment written by another version of this program: officers still have it in their list
        return Step(state)
    if appointment.at <= ctx.now:
        return Step(state)
    told = (AddNote(appointment.ticket, _note(appointment, ctx)), *_alerts(appointment, ctx))
    if appointment.kind is not AppointmentKind.VISIT or not ctx.contact.notices:
        return Step(state, told)
    if (later := _later(inbound, ctx)) is not None:
        return Step(state, (later,)) if later.at < appointment.at else Step(state, told)
    values = {"date": when.date(ctx, appointment.at), "time": when.clock(ctx, appointment.at), "place": appointment.place}
    said = Reply(speech.line(ctx, "reminder.appointment", **values), (), ctx.language, Purpose.NOTICE, void_at=appointment.at)
    return Step(state, (*told, Say(said)))


def _alerts(appointment: Appointment, ctx: Context) -> Iterator[Effect]:
    """Tell at the desk who has the ticket, else who noted it; of a sitting also those who decide."""
    what, ticket = _ALARMS[appointment.kind], ctx.ticket(appointment.ticket)
    officer = appointment.officer if ticket is None or ticket.officer is None else ticket.officer
    if officer is not None:
        yield AlertOfficer(appointment.ticket, officer, what)
    if ticket is not None and appointment.kind is AppointmentKind.SITTING:
        yield AlertPost(ticket.ref, duties.decider_for(ctx.house.regulation, ticket.topic, ticket.kind), what)


def _later(inbound: TimerFired, ctx: Context) -> Remind | None:
    """Put a reminder off that fires in the quiet hours, as after a stop of the server."""
    at = quiet.earliest(ctx.house.outreach.sending, ctx.now)
    return Remind(at, inbound.key, inbound.payload) if at > ctx.now else None


def _following(ctx: Context, spacing: tuple[timedelta, ...], sent: int, key: str, rest: str) -> tuple[Remind, ...]:
    """Plan the next one, as long after this one as the plan has between them."""
    since = ctx.now - spacing[sent]
    at = _next(ctx, spacing, since, sent + 1)
    return (Remind(at, key, f"{sent + 1}{rest}"),) if at else ()


def _notice(ctx: Context, text: str, *options: Option) -> Say:
    return Say(Reply(text, options, ctx.language, Purpose.NOTICE))


def _note(appointment: Appointment, ctx: Context) -> str:
    local = ctx.house.calendar.local(appointment.at)
    values = {"date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}", "place": appointment.place, "note": appointment.note}
    return speech.note(f"note.appointment.{appointment.kind.value}", **values)
