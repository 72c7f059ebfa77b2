"""What the desk works with: its ports and the association's settings. Holds no rule and no page."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from desk.access.admission import Admission
from desk.configured import Configured
from desk.inspection import Inspection
from desk.outreach.unasked import Unasked
from desk.outside import Outside
from desk.presses import Presses
from desk.teaching.candidates import Lookup
from desk.teaching.catalogue import Catalogue
from desk.teaching.classroom import Classroom
from desk.wording import Wording
from domain.accountports import Officers
from domain.capabilities import Capabilities
from domain.casefile import Rules
from domain.closures import Closures
from domain.deskports import Alerts, Audit, Members
from domain.dossier import Dossiers
from domain.doubts import Doubts
from domain.fileports import Files
from domain.model import ConversationId, Language
from domain.officeports import Looks, SavedReplies, SharedFiles
from domain.ports import Clock, Correspondence, Inbox, Signals, Sleep
from domain.reports import Reports
from domain.ticketports import Tickets, Transcript
from domain.troubles import Troubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Everything that a page or an action may use."""

    tickets: Tickets
    transcript: Transcript
    members: Members
    alerts: Alerts
    looks: Looks
    saved: SavedReplies
    shared: SharedFiles
    officers: Officers
    admission: Admission
    """What officers are let in by."""
    audit: Audit
    closures: Closures
    """Days off that officers entered."""
    dossiers: Dossiers
    reports: Reports
    correspondence: Correspondence
    inbox: Inbox
    files: Files
    signals: Signals
    clock: Clock
    lookup: Lookup
    catalogue: Catalogue
    """Entries and clauses, to be looked up."""
    wording: Wording
    """What members will read, which the desk shows beforehand."""
    unasked: Unasked
    """What members are told without asking."""
    channels: Mapping[str, Capabilities]
    """What each channel can do, by its name."""
    answerable: Callable[[ConversationId], bool]
    """Tells whether a member who is written to there can write back."""
    association: Mapping[Language, str]
    """The association's name."""
    public_url: str
    """As officers reach the server; with `https` the cookies are for secure connections only."""
    outside: Outside
    """The officers' rooms outside the desk."""
    inspection: Inspection
    """How channels, queues and providers do."""
    rules: Rules
    """Who answers for what, working hours, due times."""
    configured: Configured
    """What stands in the configuration."""
    troubles: Troubles
    """What is wrong with channels and rooms."""
    doubts: Doubts
    """Messages of which nobody knows whether they arrived."""
    classroom: Classroom | None
    """What officers teach with; None: nothing is taught at this desk."""
    max_upload: int
    """Bytes of a file for a member."""
    presses: Presses = field(default_factory=Presses)
    """Forms that were sent lately, lest a double click does a thing twice."""
    sleep: Sleep = asyncio.sleep
    random: Callable[[int], str] = secrets.token_hex
    """Gives that many random bytes, as hexadecimal digits."""

    @property
    def is_secure(self) -> bool:
        """True when officers come over https."""
        return self.public_url.startswith("https://")

    @property
    def zone(self) -> tzinfo:
        """The association's time zone."""
        return self.rules.calendar.tz
