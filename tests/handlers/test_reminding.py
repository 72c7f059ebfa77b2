"""Reminders that follow from what a step did: at most twice, in the hours of sending, never to whoever stopped notices."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from domain.alarms import Alarm
from domain.calendar import Calendar, Shift
from domain.effects import CancelReminder, Remind
from domain.inbound import RatingGiven, TimerFired
from domain.model import OfficerId, Purpose, Stage, TicketRef
from domain.notices import Appointment, AppointmentKind, dump_appointment
from domain.officeracts import OfficerMoved, RequestDecided
from domain.reminders import NotAsked
from domain.states import AwaitingRating, Idle, WithOfficer
from domain.ticketeffects import AddNote, AlertOfficer, AlertPost, RatingNotAsked
from handlers.context import Outreach
from handlers.office import reminding
from tests.handlers.house import CALENDAR, FIRST, HOUSE, NOON, NORA, SALIM, Talk, context
from tests.handlers.matters import ticket

DAYTIME = Calendar(CALENDAR.tz, dict.fromkeys(range(7), (Shift(time(8), time(22)),)))
DAYS = (timedelta(days=1), timedelta(days=4))
WAITING = replace(
    HOUSE,
    outreach=Outreach(DAYTIME, papers=(timedelta(days=3), timedelta(days=7)), form=DAYS, rating_reminder=timedelta(days=2)),
)
EVENING = timedelta(hours=11)
"""From noon to 23:00, when nothing is sent."""


def begun() -> Talk:
    """Give a talk in which a form was begun and one question answered."""
    talk = Talk(context(house=WAITING))
    talk.say("أبغى دعم")
    talk.say("محمد أحمد الغامدي")
    return talk


def fire(talk: Talk, planned: Remind) -> str:
    """Let a reminder fire at its time."""
    talk.wait(planned.at - talk.ctx.now)
    return "\n".join(reply.text for reply in talk.happen(TimerFired(planned.key, planned.payload)))


def only(talk: Talk) -> Remind:
    """Give the one reminder that the last turn planned, beside the end of what a form holds."""
    (planned,) = (planned for planned in talk.done(Remind) if planned.key != reminding.FORM_OVER)
    return planned


def test_a_form_left_is_recalled_twice_and_not_again() -> None:
    """A day after the last answer and three days later; the second says that it is the last."""
    talk = begun()
    first = only(talk)
    assert first.at == NOON + timedelta(days=1)
    assert "محفوظ" in fire(talk, first)
    assert talk.options == ["form:resume", "form:discard"]
    second = only(talk)
    assert second.at == first.at + timedelta(days=3)
    assert "لن نذكرك به مرة أخرى" in fire(talk, second)
    assert talk.done(Remind) == []


def test_each_answer_puts_the_reminder_off_and_the_submission_ends_it() -> None:
    """Whoever is at it needs no reminder."""
    talk = begun()
    talk.wait(timedelta(hours=5))
    talk.say("1058529940")
    assert only(talk).at == talk.ctx.now + timedelta(days=1)
    for words in ("0551234567", "أحتاج إلى ترميم البيت", "نعم", "محمد أحمد الغامدي"):
        talk.say(words)
    assert CancelReminder(reminding.FORM) in talk.effects
    assert fire(talk, Remind(talk.ctx.now, reminding.FORM, "0")) == ""


@pytest.mark.parametrize("aside", ["لاحقاً", "متى الرد؟", "إلغاء"])
def test_what_was_entered_in_a_form_lapses(aside: str) -> None:
    """A month after the last answer nothing of it is in the state, at hand or put aside; it is done in silence."""
    talk = begun()
    talk.say("1058529940")
    over = next(planned for planned in talk.done(Remind) if planned.key == reminding.FORM_OVER)
    assert over.at == NOON + WAITING.outreach.form_kept
    talk.say(aside)
    assert fire(talk, over) == ""
    assert talk.state == Idle()
    assert CancelReminder(reminding.FORM) in talk.effects


def test_going_on_with_a_form_keeps_it_for_another_month() -> None:
    """It does not vanish under the hands of whoever came back late."""
    talk = begun()
    talk.say("لاحقاً")
    talk.wait(timedelta(days=29))
    talk.say("إكمال")
    assert Remind(talk.ctx.now + WAITING.outreach.form_kept, reminding.FORM_OVER) in talk.effects


def test_an_officers_chat_goes_on_when_a_form_lapses() -> None:
    """Only the form leaves the state."""
    talk = begun()
    talk.say("موظف")
    talk.take()
    talk.happen(TimerFired(reminding.FORM_OVER, ""))
    assert talk.state == WithOfficer(FIRST, SALIM, "الأستاذ سالم")


def test_a_reminder_that_fires_at_night_waits_for_the_morning() -> None:
    """As after a stop of the server."""
    talk = begun()
    planned = only(talk)
    talk.wait(EVENING)
    assert talk.happen(TimerFired(planned.key, planned.payload)) == ()
    later = only(talk)
    assert CALENDAR.local(later.at).hour == 8
    assert (later.key, later.payload) == (planned.key, planned.payload)


def test_who_stopped_notices_is_not_reminded() -> None:
    """Of nothing at all."""
    talk = begun()
    planned = only(talk)
    talk.ctx = replace(talk.ctx, contact=replace(talk.ctx.contact, notices=False))
    assert fire(talk, planned) == ""


def test_a_paper_owed_is_recalled_as_long_as_the_ticket_waits_for_it() -> None:
    """Three and seven days after; once it does not wait any more, nothing is said."""
    waiting = ticket(Stage.WAITING_FOR_MEMBER)
    talk = Talk(context(waiting, house=WAITING))
    first = Remind(NOON + timedelta(days=3), f"papers:{FIRST}", f"0 {FIRST}")
    assert "تذكير بمعاملتك" in fire(talk, first)
    second = only(talk)
    assert second.at == NOON + timedelta(days=7)
    assert "تذكير أخير" in fire(talk, second)
    assert talk.done(Remind) == []
    elsewhere = Talk(context(replace(waiting, stage=Stage.WITH_COMMITTEE), house=WAITING))
    assert fire(elsewhere, first) == ""


def visit(kind: AppointmentKind, **changes: object) -> TimerFired:
    """Give the timer of an appointment three days after noon."""
    made = Appointment(7, FIRST, kind, NOON + timedelta(days=3), "مقر الجمعية", "الدور الثاني", OfficerId(1))
    return TimerFired("appointment:7:1", dump_appointment(replace(made, **changes)))  # type: ignore[arg-type]


def test_a_visit_is_recalled_to_the_member_and_to_officers() -> None:
    """Day in both calendars, hour and place for the member; the note for officers only."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    (said,) = talk.happen(visit(AppointmentKind.VISIT))
    assert said.purpose is Purpose.NOTICE
    assert all(part in said.text for part in ("الأربعاء", "2026م", "هـ", "مقر الجمعية", "12"))
    assert "الدور" not in said.text
    (noted,) = talk.done(AddNote)
    assert "الدور الثاني" in noted.text


def test_a_visit_is_recalled_while_an_officer_has_the_chat() -> None:
    """He has it for days, and the member must not miss his visit for that."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    talk.take()
    (said,) = talk.happen(visit(AppointmentKind.VISIT))
    assert "مقر الجمعية" in said.text
    assert isinstance(talk.where(), WithOfficer)


@pytest.mark.parametrize("kind", [AppointmentKind.SITTING, AppointmentKind.TASK])
def test_a_sitting_and_a_task_are_recalled_to_officers_only(kind: AppointmentKind) -> None:
    """The member hears nothing of them: no date of a decision is promised."""
    talk = Talk(context(ticket(Stage.WITH_COMMITTEE), house=WAITING))
    assert talk.happen(visit(kind)) == ()
    assert talk.done(AddNote)
    assert AlertOfficer(FIRST, SALIM, Alarm(kind.value)) in talk.effects


def test_who_decides_is_told_of_a_sitting_and_who_has_the_ticket_of_all() -> None:
    """The post that decides on the matter; the ticket's officer rather than whoever noted it."""
    talk = Talk(context(replace(ticket(Stage.WITH_COMMITTEE), officer=NORA), house=WAITING))
    talk.happen(visit(AppointmentKind.SITTING))
    assert talk.done(AlertOfficer) == [AlertOfficer(FIRST, NORA, Alarm.SITTING)]
    assert [alert.what for alert in talk.done(AlertPost)] == [Alarm.SITTING]
    talk.happen(visit(AppointmentKind.TASK))
    assert talk.done(AlertPost) == []


def test_a_form_waits_for_the_end_of_an_officers_chat() -> None:
    """The reminder is put off, not lost."""
    talk = begun()
    planned = only(talk)
    talk.say("موظف")
    talk.take()
    talk.wait(planned.at - talk.ctx.now)
    assert talk.happen(TimerFired(planned.key, planned.payload)) == ()
    later = only(talk)
    assert (later.key, later.payload) == (planned.key, planned.payload)
    assert later.at == talk.ctx.now + timedelta(days=1)


def test_what_is_over_is_not_recalled() -> None:
    """After a stop of the server, for instance."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    assert talk.happen(visit(AppointmentKind.VISIT, at=NOON - timedelta(minutes=1))) == ()
    assert talk.effects == ()


# ---- ratings ---------------------------------------------------------------------------------------------------------


def resolved() -> Talk:
    """Give a talk whose ticket was just resolved and whose member was asked for his rating."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    talk.resolve()
    assert isinstance(talk.where(), AwaitingRating)
    return talk


def test_a_rating_is_asked_for_twice_at_most() -> None:
    """Two days after the question comes the one reminder, with the same options; silence is an answer too."""
    talk = resolved()
    planned = only(talk)
    assert planned.at == NOON + timedelta(days=2)
    assert "لم يصلنا تقييمك" in fire(talk, planned)
    assert f"rate:5:{FIRST}" in talk.options
    assert only(talk) == Remind(NOON + timedelta(days=14), f"rating_over:{FIRST}", FIRST)
    assert "5 من 5" in talk.say("٥")


@pytest.mark.parametrize(("reminded", "why"), [(True, NotAsked.REMINDED), (False, NotAsked.SILENT)])
def test_who_was_asked_and_does_not_answer_is_noted(reminded: bool, why: NotAsked) -> None:
    """Two weeks after the resolution; nothing is said, and he may rate even then."""
    house = WAITING if reminded else replace(WAITING, outreach=replace(WAITING.outreach, rating_reminder=None))
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=house))
    talk.resolve()
    if reminded:
        fire(talk, only(talk))
    assert fire(talk, only(talk)) == ""
    assert talk.done(RatingNotAsked) == [RatingNotAsked(FIRST, why)]
    assert "4 من 5" in talk.press(f"rate:4:{FIRST}")


def test_a_rating_in_time_is_no_silence() -> None:
    """Nor is a matter that is open again."""
    talk = resolved()
    fire(talk, only(talk))
    planned = only(talk)
    talk.press(f"rate:2:{FIRST}")
    assert fire(talk, planned) == ""
    assert talk.effects == ()


def test_a_matter_resolved_by_its_stage_is_asked_about_alike() -> None:
    """Whichever form at the desk it was."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.RESOLVED))
    assert only(talk).key == f"rating_again:{FIRST}"


def test_what_is_resolved_at_night_is_told_and_asked_about_in_the_morning() -> None:
    """The word that it is done goes at once; the question waits for a suitable hour."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    talk.wait(EVENING)
    talk.resolve()
    assert f"rate:5:{FIRST}" not in talk.options
    planned = only(talk)
    assert fire(talk, planned) == ""
    morning = only(talk)
    assert CALENDAR.local(morning.at).hour == 8
    assert "كيف تقيّم" in fire(talk, morning)


def test_who_talks_with_an_officer_at_night_is_asked_at_once() -> None:
    """He is up, and the matter is before him."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    talk.wait(EVENING)
    talk.take()
    talk.resolve()
    assert f"rate:5:{FIRST}" in talk.options


def test_a_refusal_is_asked_about_on_another_day() -> None:
    """Each resolution is, this one too; but not with the refusal itself."""
    talk = Talk(context(ticket(Stage.WITH_COMMITTEE), house=WAITING))
    talk.happen(RequestDecided(FIRST, SALIM, accepted=False, reason="لا تنطبق الشروط"))
    planned = only(talk)
    assert planned.at == NOON + timedelta(days=1)
    assert "كيف تقيّم" in fire(talk, planned)


def test_a_rating_ends_its_reminder() -> None:
    """Whatever way it comes."""
    talk = resolved()
    planned = only(talk)
    talk.press(f"rate:4:{FIRST}")
    assert CancelReminder(planned.key) in talk.effects
    assert fire(talk, planned) == ""


def test_why_no_rating_was_asked_for_is_noted() -> None:
    """An opt-out, or too long a silence of the server."""
    talk = Talk(context(ticket(Stage.RESOLVED), house=WAITING))
    talk.wait(timedelta(days=30))
    assert talk.happen(TimerFired(f"rating:{FIRST}", FIRST)) == ()
    assert talk.done(RatingNotAsked) == [RatingNotAsked(FIRST, NotAsked.TOO_LATE)]
    stopped = Talk(context(ticket(Stage.RESOLVED), house=WAITING))
    stopped.ctx = replace(stopped.ctx, contact=replace(stopped.ctx.contact, notices=False))
    assert stopped.happen(TimerFired(f"rating:{FIRST}", FIRST)) == ()
    assert stopped.done(RatingNotAsked) == [RatingNotAsked(FIRST, NotAsked.OPTED_OUT)]


def test_the_question_waits_for_a_suitable_hour() -> None:
    """A delay that ends at night leads to the morning."""
    talk = Talk(context(ticket(Stage.RESOLVED), house=WAITING))
    talk.wait(EVENING)
    assert talk.happen(TimerFired(f"rating:{FIRST}", FIRST)) == ()
    assert CALENDAR.local(only(talk).at).hour == 8


def test_a_rating_from_its_page_is_recorded_in_silence() -> None:
    """The page has thanked; a low one reopens, and its reason goes to the officer."""
    talk = resolved()
    assert talk.happen(RatingGiven(FIRST, 2, "لم يتصل أحد")) == ()
    assert talk.ctx.tickets[0].rating == 2
    assert talk.ctx.tickets[0].stage is Stage.REOPENED
    assert "لم يتصل أحد" in [noted.text for noted in talk.done(AddNote)]
    assert isinstance(talk.where(), Idle)
    assert talk.happen(RatingGiven(FIRST, 5)) == ()
    assert talk.ctx.tickets[0].rating == 5


def test_a_rating_of_what_is_no_own_ticket_changes_nothing() -> None:
    """Nor of one that was never resolved."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER), house=WAITING))
    assert talk.happen(RatingGiven(TicketRef("T99999"), 1)) == ()
    assert talk.effects == ()
    assert talk.happen(RatingGiven(FIRST, 1)) == ()
    assert talk.effects == ()
