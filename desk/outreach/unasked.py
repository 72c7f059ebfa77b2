"""The ports behind what members are told without asking: updates, appointments, announcements, and who may receive what."""

from dataclasses import dataclass

from domain.announcementports import Announcements
from domain.outreach import Appointments, Consents, Projects, Updates


@dataclass(frozen=True, slots=True)
class Unasked:
    """What the desk steers of it."""

    updates: Updates
    appointments: Appointments
    announcements: Announcements
    consents: Consents
    projects: Projects
