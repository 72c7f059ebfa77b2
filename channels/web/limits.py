"""How much one sender may bring at once: buckets that fill again with time, in the memory of one process.

An address is a household or an office as often as one person, so it may bring more than a conversation may. Where a proxy does
not say who calls, all come from this machine: then only conversations are limited.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from typing import Final

from domain.errors import BadInput

TOO_MANY: Final = "too_many"
_REMEMBERED: Final = 20_000
"""Senders; whoever was quiet longest is forgotten first."""
_MEGABYTE: Final = 2**20
_MINUTE, _DAY = 60.0, 86_400.0


@dataclass(slots=True)
class Buckets:
    """One bucket for each sender, which holds `most` and fills in so many seconds."""

    most: float
    seconds: float
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    """What is left, and when that was."""

    def gives(self, sender: str, wanted: float, now: float) -> bool:
        """Take that much out, if so much is left."""
        left, then = self._left.pop(sender, (self.most, now))
        left = min(self.most, left + max(now - then, 0.0) * self.most / self.seconds)
        enough = left >= wanted
        self._left[sender] = (left - wanted if enough else left, now)
        if len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        return enough


@dataclass(slots=True)
class Limits:
    """What addresses and conversations may bring, in messages a minute of one address; 0 for that: no limit at all."""

    messages: int
    _counts: dict[str, Buckets] = field(init=False)
    _streams: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reckon the others by it."""
        self._counts = {
            "messages of an address": Buckets(self.messages, _MINUTE),
            "messages of a conversation": Buckets(self.messages / 2, _MINUTE),
            "conversations of an address": Buckets(self.messages / 5, 10 * _MINUTE),
            "bytes of an address": Buckets(self.messages * _MEGABYTE, _DAY),
            "bytes of a conversation": Buckets(self.messages / 3 * _MEGABYTE, _DAY),
        }

    def begin(self, host: str, now: float) -> None:
        """Count a conversation that begins. Raises `BadInput`, `too_many`."""
        self._take("conversations", host, "", 1, now)

    def hear(self, host: str, conversation: str, now: float) -> None:
        """Count a message. Raises `BadInput`, `too_many`."""
        self._take("messages", host, conversation, 1, now)

    def receive(self, host: str, conversation: str, size: int, now: float) -> None:
        """Count a file of so many bytes, which is a message too. Raises `BadInput`, `too_many`."""
        self.hear(host, conversation, now)
        self._take("bytes", host, conversation, size, now)

    def open_(self, host: str) -> None:
        """Look whether one more stream may be opened. Raises `BadInput`, `too_many`."""
        if self.messages and self._streams.get(_sender(host), 0) >= self.messages:
            raise BadInput(TOO_MANY)

    @contextmanager
    def streaming(self, host: str) -> Iterator[None]:
        """Count a stream while it is open."""
        if not (sender := _sender(host)):
            yield
            return
        self._streams[sender] = self._streams.get(sender, 0) + 1
        try:
            yield
        finally:
            self._streams[sender] -= 1
            if not self._streams[sender]:
                del self._streams[sender]

    def _take(self, what: str, host: str, conversation: str, wanted: float, now: float) -> None:
        if not self.messages:
            return
        senders = {"a conversation": conversation, "an address": _sender(host)}
        for whose, sender in senders.items():
            if sender and not self._counts[f"{what} of {whose}"].gives(sender, wanted, now):
                raise BadInput(TOO_MANY)


def _sender(host: str) -> str:
    """Give by what an address is counted: of IPv6 the network, in which one sender has addresses without number."""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or (int(address) >> 64))
    return str(address)
