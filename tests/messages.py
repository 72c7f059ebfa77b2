"""Messages and names for tests; light, because processes that are started by the hundred read it."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime

from domain.inbound import Envelope, Inbound, TextReceived
from domain.model import ConversationId, Option

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def names(prefix: str = "claim") -> Iterator[str]:
    """Give names, each once."""
    return (f"{prefix}-{number}" for number in itertools.count(1))


def envelope(
    conversation: str = "web:main:a", provider_id: str = "m1", inbound: Inbound | None = None, origin: str = "web:main"
) -> Envelope:
    """Make an envelope; a text unless something else is given."""
    said = inbound if inbound is not None else TextReceived(f"words of {provider_id}")
    return Envelope(ConversationId(conversation), provider_id, origin, said, NOON)


def options(count: int, label: str = "خيار {}") -> tuple[Option, ...]:
    """Make so many options."""
    return tuple(Option(f"o:{number}", label.format(number)) for number in range(1, count + 1))
