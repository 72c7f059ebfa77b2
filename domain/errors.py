"""Every error that Mujib raises on purpose, as one tree.

MujibError
├── ConfigError            a key of the configuration is missing or wrong
├── KnowledgeError         a knowledge file is wrong; names file and line
├── StorageError           the database could not do it (full, locked, gone, too old)
│   └── Unstorable         it refuses these values; trying again is useless
├── BadInput               what came from outside cannot be read; nothing was stored
├── NotVerified            a request that claims to be from a provider or a member and is not
└── SendError              a message was not handed over; `retryable` and `ambiguous` decide its fate
    ├── Throttled          not processed; may go again after `retry_after` seconds
    │   └── LimitReached   or: no more members may be written to first, until a day's window moves
    ├── Unreachable        certainly not sent: the provider could not be reached
    ├── Uncertain          may have been delivered; never repeated blindly
    ├── Refused            the provider will never take this message
    ├── ContactStopped     the member blocked us or opted out
    └── Misconfigured      our account, token or sender is wrong; the queue must stop
"""

from pathlib import Path
from typing import ClassVar


class MujibError(Exception):
    """The root of all errors that Mujib raises on purpose."""


class ConfigError(MujibError):
    """A key of the configuration is missing or wrong."""


class KnowledgeError(MujibError):
    """A knowledge file cannot be used as it is."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        """Say that `problem` stands at `line` (from 1) of `path`."""
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line
        self.problem = problem


class StorageError(MujibError):
    """The database could not do what was asked; the change was not made."""


class Unstorable(StorageError):
    """The database refuses these very values; trying again is useless."""


class BadInput(MujibError):
    """What came from outside cannot be read; nothing was stored."""


class NotVerified(MujibError):
    """A request does not prove that it comes from where it claims."""


class SendError(MujibError):
    """A message was not handed over to the provider, for a reason in plain words without personal data."""

    retryable: ClassVar[bool] = False
    """The provider has certainly not taken it; it may be tried again."""
    ambiguous: ClassVar[bool] = False
    """The provider may have taken it; it must be reconciled, not repeated."""

    def __init__(self, reason: str, code: str = "") -> None:
        """Keep the provider's `code` beside the `reason`."""
        super().__init__(f"{reason} ({code})" if code else reason)
        self.reason = reason
        self.code = code


class Throttled(SendError):
    """Too fast: not processed, free to go again later."""

    retryable = True

    def __init__(self, reason: str, code: str = "", retry_after: float = 1.0) -> None:
        """Keep `retry_after`, in seconds."""
        super().__init__(reason, code)
        self.retry_after = retry_after


class LimitReached(Throttled):
    """Too fast, or as many members were written to first, outside their windows, as may be in a day."""


class Unreachable(SendError):
    """The provider was not reached; certainly unsent."""

    retryable = True


class Uncertain(SendError):
    """The connection broke after the request had left."""

    ambiguous = True


class Refused(SendError):
    """The provider refuses this message for good."""


class ContactStopped(SendError):
    """The member blocked this channel or opted out of it."""


class Misconfigured(SendError):
    """Token, sender or account is wrong: nothing can be sent until someone mends it."""
