"""How channels, queues and providers are doing, as the desk shows it. Filled in by whoever knows them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.findings import Finding


@dataclass(frozen=True, slots=True)
class Chapter:
    """What was found about one thing."""

    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """Where the desk asks."""

    figures: Callable[[], Awaitable[Mapping[str, float]]]
    """Gives what waits and what is stuck, by the names of `/metrics`. Raises `StorageError`."""
    examine: Callable[[], Awaitable[Sequence[Chapter]]]
    """Looks at everything for real, as `mujib doctor`; takes up to half a minute. Raises `ConfigError`, `StorageError`."""
    sent: Callable[[datetime], Awaitable[Mapping[str, int]]]
    """Counts the messages that went out since a time, by the channel's name. Raises `StorageError`."""
