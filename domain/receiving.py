"""Who may receive what, and where: segments, consent by class, the preferred channel and its fallback. Pure values and rules.

Channels are names in the data and nothing else. One person is one recipient, however many addresses he has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from domain.model import ConversationId, DepartmentId, Language, TicketKind
from domain.quiet import MessageClass

PersonId = NewType("PersonId", str)
"""One human being, whatever channels he writes on."""
_NO_CHANNEL = frozenset({""})
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to, or refused, for one class of messages; the latest word counts."""

    given: bool
    at: datetime
    proof: str
    """His words, the form's name or the provider's code: what can be shown when he asks."""


@dataclass(frozen=True, slots=True)
class Address:
    """One way to reach somebody."""

    conversation: ConversationId
    channel: str
    last_used_at: datetime | None = None
    """When he last wrote there."""
    stopped: bool = False
    """He blocked it or opted out at the provider."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, as far as it decides what he receives."""

    person: PersonId
    language: Language
    addresses: tuple[Address, ...]
    preferred: str = ""
    """The channel that he chose; empty: the one that he used last."""
    notices: bool = True
    """False after he opted out of everything that he did not ask for."""
    consents: Mapping[MessageClass, Consent] = field(default_factory=lambda: MappingProxyType({}))
    departments: frozenset[DepartmentId] = frozenset()
    """Those that answer for his open tickets."""
    projects: frozenset[str] = frozenset()
    open_kinds: frozenset[TicketKind] = frozenset()
    """Kinds of his open tickets."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Whom something is for: those who fit each criterion that is given. All empty: everyone."""

    languages: frozenset[Language] = frozenset()
    channels: frozenset[str] = frozenset()
    """Those who can be reached on one of these; it is also sent there only."""
    departments: frozenset[DepartmentId] = frozenset()
    projects: frozenset[str] = frozenset()
    open_kinds: frozenset[TicketKind] = frozenset()

    def holds(self, recipient: Recipient) -> bool:
        """Tell whether somebody belongs to it."""
        pairs = (
            (self.languages, {recipient.language}),
            (self.channels, {address.channel for address in recipient.addresses}),
            (self.departments, recipient.departments),
            (self.projects, recipient.projects),
            (self.open_kinds, recipient.open_kinds),
        )
        return all(not wanted or wanted & had for wanted, had in pairs)


class NotSent(StrEnum):
    """Why somebody does not receive a message; kept for each recipient and shown."""

    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    """Awareness and promotion need a consent that can be proven (PDPL art. 25)."""
    NO_ADDRESS = "no_address"
    """No channel reaches him, or he stopped all of them."""
    UNDELIVERED = "undelivered"
    """Every channel was tried."""
    STOPPED = "stopped"
    """The run was stopped before his turn."""


class Fate(StrEnum):
    """What became of one attempt on one address."""

    PENDING = "pending"
    DELIVERED = "delivered"
    UNCERTAIN = "uncertain"
    """It may have arrived: a second one elsewhere could be the same notice twice."""
    FAILED = "failed"
    """It certainly did not arrive."""


@dataclass(frozen=True, slots=True)
class SendTo:
    """Hand it over for this address."""

    address: Address


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing more to do: it arrived, may have arrived, or is on its way."""


def open_channels(segment: Segment, working: frozenset[str]) -> frozenset[str]:
    """Give the channels on which something may go to a segment; a name of none where no channel that works is left."""
    return (segment.channels & working if segment.channels else working) or _NO_CHANNEL


def barrier(recipient: Recipient, message: MessageClass) -> NotSent | None:
    """Tell what forbids sending a class of message to somebody; None if nothing does."""
    if not recipient.notices:
        return NotSent.OPTED_OUT
    consent = recipient.consents.get(message)
    if consent and not consent.given:
        return NotSent.OPTED_OUT
    # what concerns his own membership needs no further consent; the rest does, and it must be provable
    if message is not MessageClass.SERVICE and consent is None:
        return NotSent.NO_CONSENT
    return None


def routes(recipient: Recipient, channels: frozenset[str] = frozenset()) -> tuple[Address, ...]:
    """Give the addresses to try, in order: the preferred channel, then those used last. `channels` leaves only these."""
    usable = [each for each in recipient.addresses if not each.stopped and (not channels or each.channel in channels)]
    by_use = sorted(usable, key=lambda each: each.last_used_at or _NEVER, reverse=True)
    return tuple(sorted(by_use, key=lambda each: each.channel != recipient.preferred))


def next_step(
    recipient: Recipient, message: MessageClass, channels: frozenset[str], tried: Sequence[tuple[ConversationId, Fate]]
) -> SendTo | Settled | NotSent:
    """Tell what to do about one person: send to the next address only when all before certainly failed."""
    if any(fate is not Fate.FAILED for _, fate in tried):
        return Settled()
    if reason := barrier(recipient, message):
        return reason
    failed = {conversation for conversation, _ in tried}
    left = [each for each in routes(recipient, channels) if each.conversation not in failed]
    if left:
        return SendTo(left[0])
    return NotSent.UNDELIVERED if tried else NotSent.NO_ADDRESS
