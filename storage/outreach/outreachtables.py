"""The tables of what Mujib says without being asked: consents, updates, appointments, announcements, first words."""

from datetime import datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field

from storage.columns import Row, flag_field, id_field, lookup, moment_field, number_field, table_of, words_field


class ConsentRow(Row, table=True):
    """A member's yes or no to notices, with its proof."""

    __tablename__ = "consent"
    __table_args__ = (lookup("consent_conversation", "conversation", "id"),)

    id: int | None = id_field()
    inbound: int = number_field()
    conversation: str = words_field()
    at: datetime = moment_field()
    notices: bool = flag_field(default=True)
    proof: str = words_field()
    message: str = words_field()
    """The class of messages that it is about; empty: all of which he did not ask for."""
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    """Who wrote it down, where the member did not say it here."""


class UpdatePlanRow(Row, table=True):
    """What a member has heard of a ticket, and when to look whether he should hear more (`domain.updates.Matter`)."""

    __tablename__ = "update_plan"
    __table_args__ = (
        lookup("update_plan_due", "look_at", where="look_at IS NOT NULL"),
        lookup("update_plan_conversation", "conversation"),
    )

    ticket: str = Field(primary_key=True, sa_type=Text)
    conversation: str = words_field()
    kind: str = words_field()
    stage: str = words_field()
    entered_at: datetime = moment_field()
    told_stage: str = words_field()
    told_at: datetime | None = moment_field(optional=True)
    held_until: datetime | None = moment_field(optional=True)
    line: str = words_field()
    look_at: datetime | None = moment_field(optional=True)


class AppointmentRow(Row, table=True):
    """A day and an hour that an officer noted for a ticket; its reminders are timers of the ticket's conversation."""

    __tablename__ = "appointment"
    __table_args__ = (lookup("appointment_ticket", "ticket", "at"),)

    id: int | None = id_field()
    ticket: str = words_field()
    conversation: str = words_field()
    kind: str = words_field()
    at: datetime = moment_field()
    place: str = words_field()
    note: str = words_field()
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    cancelled: bool = flag_field(default=False)


class AnnouncementRow(Row, table=True):
    """Something said to many, where it stands, and how far its list of recipients is written."""

    __tablename__ = "announcement"
    __table_args__ = (lookup("announcement_stage", "stage"),)

    id: int | None = id_field()
    message: str = words_field()
    segment: str = words_field()
    assembly: str = words_field()
    """As JSON; empty where it is none."""
    writers: str = words_field()
    start_at: datetime | None = moment_field(optional=True)
    per_minute: int = number_field()
    stage: str = words_field()
    approved_by: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    version: int = number_field()
    """Counts edits and acts: whoever acts on an older one is told to look again."""
    created_at: datetime = moment_field()
    changed_at: datetime = moment_field()
    planned_to: str = words_field()
    """The last person looked at for the list of recipients."""
    planned: bool = flag_field(default=False)
    """The list is complete."""


class AnnouncementTextRow(Row, table=True):
    """What an announcement says in one language."""

    __tablename__ = "announcement_text"

    announcement: int = Field(primary_key=True, sa_type=BigInteger)
    language: str = Field(primary_key=True, sa_type=Text)
    words: str = words_field()


class AnnouncementEventRow(Row, table=True):
    """Who did what with an announcement, and when; never changed."""

    __tablename__ = "announcement_event"
    __table_args__ = (lookup("announcement_event_line", "announcement", "id"),)

    id: int | None = id_field()
    announcement: int = number_field()
    at: datetime = moment_field()
    officer: int | None = Field(default=None, sa_type=BigInteger, nullable=True)
    kind: str = words_field()
    """created, edited, or an act."""


class RecipientRow(Row, table=True):
    """One person of one announcement: status `waiting`, `handed` or `excluded` with the reason."""

    __tablename__ = "recipient"
    __table_args__ = (
        UniqueConstraint("announcement", "person", name="recipient_once"),
        lookup("recipient_status", "announcement", "status", "id"),
        lookup("recipient_handed", "announcement", "handed_at", where="handed_at IS NOT NULL"),
        lookup("recipient_conversation", "conversation", "announcement"),
    )

    id: int | None = id_field()
    announcement: int = number_field()
    person: str = words_field()
    language: str = words_field()
    status: str = words_field()
    reason: str = words_field()
    conversation: str = words_field()
    """The address tried last."""
    key: str = words_field()
    """Of the message in the outbox that was handed over last."""
    failed: str = words_field()
    """Addresses tried before, as JSON."""
    handed_at: datetime | None = moment_field(optional=True)
    answer: str = words_field()
    """To the notice of an assembly."""
    proxy_name: str = words_field()
    answered_at: datetime | None = moment_field(optional=True)


class ProjectMemberRow(Row, table=True):
    """Who belongs to which of the association's projects."""

    __tablename__ = "project_member"

    project: str = Field(primary_key=True, sa_type=Text)
    conversation: str = Field(primary_key=True, sa_type=Text)


class OpeningRow(Row, table=True):
    """When a member was last written to first, outside his window, or will be: in the future it is a place kept for him."""

    __tablename__ = "opening"
    __table_args__ = (lookup("opening_at", "channel", "at"),)

    conversation: str = Field(primary_key=True, sa_type=Text)
    channel: str = words_field()
    at: datetime = moment_field()
    key: str = words_field()
    """Of the message."""


class OpeningLimitRow(Row, table=True):
    """How many members a channel turned out to take in a day, and until when that is believed."""

    __tablename__ = "opening_limit"

    channel: str = Field(primary_key=True, sa_type=Text)
    most: int = number_field()
    until: datetime | None = moment_field(optional=True)


consent: Final = table_of(ConsentRow)
update_plan: Final = table_of(UpdatePlanRow)
appointment: Final = table_of(AppointmentRow)
announcement: Final = table_of(AnnouncementRow)
announcement_text: Final = table_of(AnnouncementTextRow)
announcement_event: Final = table_of(AnnouncementEventRow)
recipient: Final = table_of(RecipientRow)
project_member: Final = table_of(ProjectMemberRow)
opening: Final = table_of(OpeningRow)
opening_limit: Final = table_of(OpeningLimitRow)
