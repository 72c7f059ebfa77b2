"""The ports behind what members are told without asking: updates, appointments, announcements, and who may receive what."""

from dataclasses import dataclass

from domain.outreach import Announcements, Appointments, Consents, Projects, Updates


@dataclass(frozen=True, slots=True)
class Unasked:
    """What the desk steers of it."""

    updates: Updates
    appointments: Appointments
    announcements: Announcements
    consents: Consents
    projects: Projects
