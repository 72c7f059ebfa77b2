"""What the desk works with: its ports and the association's settings. Holds no rule and no page."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo

from desk.configured import NOT_SHOWN, Configured
from desk.inspection import NO_INSPECTION, Inspection
from desk.outreach.unasked import Unasked
from desk.teaching.candidates import Lookup
from desk.teaching.catalogue import Catalogue
from desk.teaching.classroom import Classroom
from desk.wording import Held, Preview, Wording, nothing_held
from domain.accountports import Accounts, Codes, Officers, SignInAttempts
from domain.capabilities import Capabilities
from domain.casefile import UNWRITTEN, Rules
from domain.closures import Closures
from domain.deskports import Alerts, Audit, Members
from domain.dossier import Dossiers
from domain.doubts import Doubts
from domain.fileports import Files
from domain.model import ConversationId, Language, TicketRef
from domain.officeports import Looks, SavedReplies, SharedFiles
from domain.ports import Clock, Correspondence, Inbox, Signals, Sleep
from domain.reports import Reports
from domain.roomports import Links
from domain.ticketports import Tickets, Transcript
from domain.troubles import Troubles

_MEGABYTE = 1024 * 1024


async def nowhere(ticket: TicketRef) -> str:
    """Know no topic."""
    del ticket
    return ""


def everybody(conversation: ConversationId) -> bool:
    """Take everybody for able to write back."""
    return bool(conversation)


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
    accounts: Accounts
    codes: Codes
    audit: Audit
    closures: Closures
    """Days off that officers entered."""
    dossiers: Dossiers
    reports: Reports
    attempts: SignInAttempts
    correspondence: Correspondence
    inbox: Inbox
    files: Files
    signals: Signals
    clock: Clock
    lookup: Lookup
    catalogue: Catalogue
    """Entries and clauses, to be looked up."""
    wording: Wording
    """Sentences that members will read, which the desk shows beforehand."""
    preview: Preview
    unasked: Unasked
    """What members are told without asking."""
    channels: Mapping[str, Capabilities]
    """What each channel can do, by its name."""
    held: Held = nothing_held
    """Tells of words whether they would go out."""
    answerable: Callable[[ConversationId], bool] = everybody
    """Tells whether who is written to there can write back."""
    association: Mapping[Language, str]
    """The association's name."""
    public_url: str
    """As officers reach the server; with `https` the cookies are for secure connections only."""
    inspection: Inspection = NO_INSPECTION
    """How channels, queues and providers do."""
    rules: Rules = UNWRITTEN
    """Who answers for what, working hours, due times."""
    configured: Configured = NOT_SHOWN
    """What stands in the configuration."""
    codes_for: AbstractSet[str] = frozenset({"administrator"})
    """Roles that sign in with a one-time code, whether they like it or not."""
    links: Links | None = None
    """Officers' accounts outside, by which they work in a room; None: there is no room."""
    troubles: Troubles | None = None
    """What is wrong with channels and rooms; None: nobody tells."""
    topic: Callable[[TicketRef], Awaitable[str]] = nowhere
    """Gives the address of a ticket's topic in the officers' room; empty where it has none."""
    rooms: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    """The departments that have a room of their own, by the id of its place."""
    doubts: Doubts | None = None
    """Messages of which nobody knows whether they arrived; None: nobody tells."""
    classroom: Classroom | None = None
    """What officers teach with; None: nothing is taught at this desk."""
    session_length: timedelta = timedelta(hours=12)
    max_upload: int = 10 * _MEGABYTE
    """Bytes of a file for a member."""
    sleep: Sleep = asyncio.sleep
    random: Callable[[int], str] = secrets.token_hex
    """Gives that many random bytes, as hexadecimal digits."""
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    """Each hash takes 64 MB: a crowd at the door must not fill the memory."""

    @property
    def is_secure(self) -> bool:
        """True when officers come over https."""
        return self.public_url.startswith("https://")

    @property
    def zone(self) -> tzinfo:
        """The association's time zone."""
        return self.rules.calendar.tz
