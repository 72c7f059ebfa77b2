"""An announcement as its page needs it: in words, with what can be done with it and what it would be. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Final

from desk import formatting
from desk.outreach.drafts import Choices, Fields
from desk.texts import Texts
from domain.announcementports import Caveat, Estimate, LeftOut
from domain.announcements import Act, Actor, Announcement, Fault, Stage
from domain.calendar import Shift
from domain.capabilities import Capabilities
from domain.duties import Regulation
from domain.model import BY_HAND as CONTACTS
from domain.model import Language
from domain.quiet import MessageClass
from domain.receiving import Segment

BY_HAND: Final = ("propose", "approve", "send_back", "pause", "resume", "stop")
"""What officers do; the clock starts and ends runs."""
_OFFERED: Final[Mapping[Stage, tuple[Act, ...]]] = {
    Stage.DRAFT: (Act.PROPOSE,),
    Stage.AWAITING_APPROVAL: (Act.APPROVE, Act.SEND_BACK),
    Stage.APPROVED: (Act.SEND_BACK, Act.STOP),
    Stage.RUNNING: (Act.PAUSE, Act.STOP),
    Stage.PAUSED: (Act.RESUME, Act.STOP),
}
NO_CHANNELS: Final = frozenset({CONTACTS.rstrip(":"), "terminal"})
"""Names of channels on which nobody can be told anything."""
_LONGEST_TITLE: Final = 80
_SOON: Final = timedelta(minutes=2)
"""What begins within this time begins at once."""


@dataclass(frozen=True, slots=True)
class Look:
    """When, where and in which language somebody looks, at which association."""

    now: datetime
    zone: tzinfo
    t: Texts
    regulation: Regulation


def title(announcement: Announcement, t: Texts, zone: tzinfo) -> str:
    """Name it by the beginning of its words, an assembly by its day."""
    if announcement.assembly:
        return f"{t('announcement.assembly')} · {formatting.gregorian(announcement.assembly.at.astimezone(zone).date(), t)}"
    words = announcement.text.get(t.language) or next(iter(announcement.text.values()), "")
    line = " ".join(words.replace("**", "").split())
    return (line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rstrip()}…") or t("announcement.no_words")


def deeds(announcement: Announcement, actor: Actor) -> tuple[Act, ...]:
    """List what this officer can do with it now; whoever wrote it does not see that he could approve it."""
    offered = _OFFERED.get(announcement.stage, ())
    return tuple(deed for deed in offered if _may(deed, announcement, actor))


def _may(deed: Act, announcement: Announcement, actor: Actor) -> bool:
    match deed:
        case Act.PROPOSE:
            return actor.writes
        case Act.APPROVE:
            return actor.approves and actor.officer not in announcement.writers
        case Act.SEND_BACK:
            return actor.approves
        case _:
            return actor.writes or actor.approves


# ---- whom it is for --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing by which members are chosen, with its values as the form shows them."""

    name: str
    label: str
    values: tuple[tuple[str, str, bool], ...]
    """Name of the box, label, and whether it is ticked."""


def channels(known: Mapping[str, Capabilities]) -> tuple[str, ...]:
    """List the channels on which members can be told something."""
    return tuple(name for name in known if name not in NO_CHANNELS)


def criteria(choices: Choices, begun: Fields, look: Look) -> tuple[Criterion, ...]:
    """Give what members can be chosen by; what has no values at this association is left out."""
    return tuple(
        Criterion(
            name,
            look.t(f"segment.{name}"),
            tuple((f"{name}.{value}", _value_words(name, value, look), bool(begun.get(f"{name}.{value}"))) for value in values),
        )
        for name, values in choices.criteria().items()
        if values
    )


def segment(chosen: Segment, look: Look) -> tuple[tuple[str, str], ...]:
    """Say whom a segment holds; empty: everybody."""
    given: Mapping[str, Iterable[str]] = {
        "language": chosen.languages,
        "channel": chosen.channels,
        "department": chosen.departments,
        "project": chosen.projects,
        "kind": chosen.open_kinds,
    }
    return tuple(
        (look.t(f"segment.{name}"), "، ".join(values) if look.t.language is Language.ARABIC else ", ".join(values))
        for name, found in given.items()
        if (values := [_value_words(name, value, look) for value in sorted(found)])
    )


def _value_words(name: str, value: str, look: Look) -> str:
    """Say one value of a criterion."""
    if name == "department":
        known = {str(key): one for key, one in look.regulation.departments.items()}.get(value)
        return known.title.get(look.t.language, value) if known else value
    key = f"{name}.{value}"
    return look.t(key) if look.t.has(key) else value


# ---- what it would be ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sample:
    """How it looks on one channel in one language."""

    channel: str
    language: Language
    recipients: int
    segments: int
    counted: bool
    """`segments` are an SMS's; else messages."""
    texts: tuple[str, ...]
    caveat: Caveat | None
    cost: str
    """For all of its recipients; empty where it is free."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a run would be."""

    recipients: int
    samples: tuple[Sample, ...]
    cost: str
    """Empty where nothing has a price."""
    excluded: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...]
    faults: tuple[Fault, ...]
    hours: str
    begins: str
    lasts: str
    waits: bool
    """It would begin later than now."""


def foreseen(announcement: Announcement, estimate: Estimate, look: Look) -> Foreseen:
    """Put an estimate into words."""
    minutes = -(-estimate.recipients // max(announcement.per_minute, 1))
    return Foreseen(
        recipients=estimate.recipients,
        samples=tuple(_samples(estimate, look.t)),
        cost=money(estimate.cost, estimate.currency, look.t),
        excluded=tuple((reason.value, count) for reason, count in estimate.excluded.items()),
        left_out=estimate.left_out,
        faults=estimate.faults,
        hours=_span(estimate.hours, look.t),
        begins=formatting.both_dates(estimate.begins_at, look.zone, look.t),
        lasts=formatting.span(timedelta(minutes=max(minutes, 1)), look.t),
        waits=estimate.begins_at - look.now > _SOON,
    )


def money(amount: Decimal, currency: str, t: Texts) -> str:
    """Give an amount with its currency's name, or with its code where it is one that has no name here."""
    key = f"announcement.currency.{currency}"
    return f"{amount:,.2f} {t(key) if t.has(key) else currency}" if amount else ""


def _samples(estimate: Estimate, t: Texts) -> Iterable[Sample]:
    for one in estimate.previews:
        pair = (one.channel, one.language)
        yield Sample(
            channel=one.channel,
            language=one.language,
            recipients=one.recipients,
            segments=one.segments,
            counted=one.charged,
            texts=tuple(estimate.texts[pair]),
            caveat=estimate.caveats.get(pair),
            cost=money(estimate.costs.get(pair, Decimal(0)), estimate.currency, t),
        )


def hours(by_class: Mapping[MessageClass, Shift], t: Texts) -> dict[str, str]:
    """Say from when to when each class may be sent."""
    return {message.value: _span(shift, t) for message, shift in by_class.items()}


def _span(shift: Shift, t: Texts) -> str:
    """Give a stretch of a day in words, which no direction of writing turns round: `from 09:00 to 20:00`."""
    return t("announcement.from_to", opens=f"{shift.opens:%H:%M}", closes=f"{shift.closes:%H:%M}")
