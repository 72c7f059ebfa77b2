"""How many SMS segments an answer takes as it goes out: with its values, its reference and what is offered below it. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot import association
from bot.config import Settings
from channels.sms import render
from domain import reference
from domain.effects import Say
from domain.model import Contact, ConversationId, HandoverReason, Language, Reply
from domain.states import Idle
from faq.decision import Asked, Handover, Thread
from faq.entries import Entry
from faq.library import Library
from handlers.context import Context, House
from handlers.question import knowledge

_AT: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""A working day's noon."""
_NO_THREAD: Final = Thread()
_NUMBER: Final = reference.make(1532)
"""A ticket's number, as long as they are for years."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Measures answers of a library with the values of a configuration."""

    house: House

    def reply(self, entry: Entry, language: Language, *, brief: bool = True) -> Reply:
        """Give the answer to somebody who asked for nothing else, briefly or as it is said where length does not count."""
        contact = Contact(ConversationId(""), language=language, greeted=True)
        ctx = Context(_AT, contact, (), (), _NUMBER, self.house, brief=brief)
        step = knowledge.follow(Idle(), entry.id, "", ctx)
        return next(effect.reply for effect in step.effects if isinstance(effect, Say))

    def segments(self, entry: Entry, language: Language) -> int:
        """Count what is paid for the answer where it is said briefly."""
        return counted(self.reply(entry, language))


def lengths(settings: Settings, library: Library) -> Lengths:
    """Begin to measure. Raises `ConfigError`."""
    calendar = association.calendar(settings, _AT.date())
    return Lengths(House(library, _undecided, association.facts(settings), calendar))


def counted(reply: Reply) -> int:
    """Count the segments of all that is sent for a reply."""
    return sum(message.segments for message in render.render(reply))


def _undecided(text: str, thread: Thread = _NO_THREAD) -> tuple[Asked, ...]:
    """Nobody asks here."""
    del thread
    return (Asked(text, Handover(HandoverReason.UNCLEAR, "", ())),)
