"""What stands around the reply box: saved replies filled in, how the member will see the words, and the channel's window."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from desk import formatting
from desk.office import Office
from desk.texts import Texts, texts
from desk.visits import SignedVisit
from desk.wording import Shown
from domain import reasons, reference
from domain.capabilities import TALKING
from domain.model import Author, Purpose, Reply
from domain.ports import Correspondent
from domain.ticketports import TicketFile

VARIABLES: Final = ("member", "ticket", "subject", "officer", "association")
"""Names that may stand in braces in a saved reply."""
_VARIABLE: Final = re.compile(r"\{(" + "|".join(VARIABLES) + r")\}")

_SHUT: Final = "the member blocked or stopped this channel"
_ANYTHING: Final = "—"
"""Words that any channel would take at any length."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved reply, ready for this conversation."""

    id: int
    title: str
    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class WindowView:
    """Whether the member can be written to freely now."""

    words: str
    closed: bool


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in place in one pass; other braces stay as they are, also those within a value."""
    return _VARIABLE.sub(lambda found: values[found[1]], text)


async def saved(office: Office, visit: SignedVisit, file: TicketFile) -> tuple[SavedView, ...]:
    """Give the officer's and everybody's saved replies in the member's language, filled in."""
    language = file.contact.language
    values = {
        "member": file.card.member_name,
        "ticket": reference.written(file.card.ref),
        "subject": file.card.subject,
        "officer": visit.officer.title.get(language) or visit.officer.name,
        "association": office.association[language],
    }
    kept = await office.saved.of(visit.officer.id)
    return tuple(
        SavedView(one.id, one.title, _fill(one.text[language], values), one.officer is None)
        for one in kept
        if language in one.text
    )


def shown(office: Office, visit: SignedVisit, file: TicketFile, text: str) -> Shown | None:
    """Show words as the member would see them; None where there are none."""
    return office.wording.preview(_channel_of(file), _reply(visit, file, text)) if text.strip() else None


async def held(office: Office, visit: SignedVisit, file: TicketFile, text: str) -> str:
    """Say, in the officer's language, why words would not go out if they were sent now; empty where they would."""
    if not text.strip():
        return ""
    return _held(office, visit, file, text, await office.correspondence.of(file.card.conversation))


async def waits(office: Office, visit: SignedVisit, file: TicketFile, text: str = "") -> bool:
    """Tell whether words, or a file, would not reach the member now: held back, or kept until he opens what announces them."""
    found = await office.correspondence.of(file.card.conversation)
    capabilities, answerable = office.channels.get(_channel_of(file)), office.answerable(file.card.conversation)
    span = capabilities.window if capabilities and answerable else None
    shut = span is not None and _left(found, span, office.clock.now()) is None
    return shut or bool(_held(office, visit, file, text or _ANYTHING, found))


def _held(office: Office, visit: SignedVisit, file: TicketFile, text: str, found: Correspondent) -> str:
    why = _SHUT if found.shut else office.wording.held(file.card.conversation, _reply(visit, file, text), found)
    return reasons.words(why, visit.language)


def _reply(visit: SignedVisit, file: TicketFile, text: str) -> Reply:
    language = file.contact.language
    name = visit.officer.title.get(language) or visit.officer.name
    return Reply(text.strip(), language=language, purpose=Purpose.OFFICER, author=Author.OFFICER, officer_name=name)


def measured(office: Office, visit: SignedVisit, file: TicketFile, text: str) -> str:
    """Say how long words are where the member reads them: in segments where those are paid for, else in letters."""
    found = shown(office, visit, file, text)
    if found is None:
        return ""
    t, channel = texts(visit.language), _channel_of(file)
    counts = [formatting.counted(found.segments, "measure.segments", t)] if found.segments else []
    if len(found.parts) > 1:
        counts.append(formatting.counted(len(found.parts), "measure.messages", t))
    counts = counts or [formatting.counted(found.length, "measure.letters", t)]
    return t("measure.told", channel=formatting.channel_words(channel, t), count=" · ".join(counts))


async def window(office: Office, visit: SignedVisit, file: TicketFile) -> WindowView | None:
    """Say how far the member may be written to now; None where it is freely and always."""
    capabilities = office.channels.get(_channel_of(file))
    answerable = office.answerable(file.card.conversation)
    if capabilities is None:
        return None
    found = await office.correspondence.of(file.card.conversation)
    t, now = texts(visit.language), office.clock.now()
    if capabilities.window is None and answerable and not found.shut:
        return None
    if (answerable or found.shut) and (why := _held(office, visit, file, _ANYTHING, found)):
        return WindowView(f"{t('talk.held')} {why}", closed=True)
    channel = formatting.channel_words(_channel_of(file), t)
    if not answerable or capabilities.window is None:
        return _one_way_view(found, now, t, channel)
    left = _left(found, capabilities.window, now)
    if left is None:
        return WindowView(t("window.knocked" if found.knocked else "window.closed"), closed=True)
    waits = _held(office, visit, file, _ANYTHING, replace(found, last_inbound_at=None))
    words = t("window.open_only" if waits else "window.open", channel=channel, span=formatting.span(left, t))
    return WindowView(words, closed=False)


def _one_way_view(found: Correspondent, now: datetime, t: Texts, channel: str) -> WindowView:
    """Say how long who seldom can write back is still answered as anybody."""
    left = _left(found, TALKING, now)
    if left is None:
        return WindowView(t("window.one_way", channel=channel), closed=True)
    return WindowView(t("window.talking", channel=channel, span=formatting.span(left, t)), closed=False)


def _left(found: Correspondent, span: timedelta, now: datetime) -> timedelta | None:
    """Give what is left of a time since the member last wrote; None where it is over."""
    until = None if found.last_inbound_at is None else found.last_inbound_at + span
    return None if until is None or now >= until else until - now


def _channel_of(file: TicketFile) -> str:
    """Give the channel's name, the first part of a conversation's id."""
    return file.card.conversation.partition(":")[0]
