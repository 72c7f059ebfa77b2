"""What members will read, as far as the desk shows it beforehand. Filled in by whoever knows sentences and channels."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.model import ConversationId, Language, Reply, Stage, TicketRef
from domain.ports import Correspondent


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply as its channel will show it."""

    parts: tuple[str, ...]
    """One a message."""
    length: int
    """Characters of all parts, as the channel counts them."""
    segments: int = 0
    """Of an SMS; 0 where nobody counts them."""


Preview = Callable[[str, Reply], Shown]
"""Shows a reply as the channel of this name will."""
Held = Callable[[ConversationId, Reply, Correspondent], str]
"""Says why a reply would not go out now, as it would be kept with it; empty where it would."""

Kept = Callable[[str, Language], str]
"""Gives what the assistant kept in a ticket, such as a form's labels, in the officer's language; other words as they stand."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences to members, and how and when they get them."""

    moved: Callable[[Stage, TicketRef, Language], str]
    """Of a stage that a ticket enters; empty where the member is not told."""
    file: Callable[[str, str, Language], str]
    """Gives away a file by its name and address."""
    preview: Preview
    held: Held
    kept: Kept

    def reader(self, language: Language) -> Callable[[str], str]:
        """Give what reads kept words in this language."""
        return lambda words: self.kept(words, language)
