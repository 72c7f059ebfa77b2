"""What the association configured, without secrets, as the desk shows it. Filled in by whoever reads the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.model import Language


@dataclass(frozen=True, slots=True)
class Value:
    """A key of the configuration with the value that counts."""

    key: str
    text: str
    """As the file would have it; of a secret only whether it is set."""
    changed: bool
    """It differs from what Mujib brings along."""


@dataclass(frozen=True, slots=True)
class Configured:
    """The whole configuration."""

    tables: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    named: Mapping[date, Mapping[Language, str]] = field(default_factory=dict)
    """Days off that have a name."""
