"""An announcement as its form has it: read from what a browser sent, and written back into the same fields. Pure.

What is wrong with what it says is `domain.announcements.faults`; here is only what cannot be read at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Final, TypeVar

from domain.announcements import Announcement
from domain.assembly import AnnouncementId, Assembly
from domain.errors import BadInput
from domain.model import DepartmentId, Language, TicketKind
from domain.quiet import MessageClass
from domain.receiving import Segment

NEW: Final = AnnouncementId(0)
"""Stands for one that has no number yet."""
LINE: Final = 500
"""Characters of a place, a proof or a project's name."""
LONGEST: Final = 2000
"""Characters of a text, of a place or of an agenda: a notice is no letter."""
PACE: Final = 60
"""Recipients in a minute, unless the writer says otherwise."""
_FASTEST: Final = 100_000
_YEARS: Final = range(2000, 2200)
_LOCAL: Final = "%Y-%m-%dT%H:%M"
_T = TypeVar("_T")
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What segments are made of at this association."""

    channels: tuple[str, ...]
    departments: tuple[str, ...]
    projects: tuple[str, ...]

    def criteria(self) -> dict[str, tuple[str, ...]]:
        """Give the values of each criterion, by its name in the form."""
        return {
            "language": tuple(language.value for language in Language),
            "channel": self.channels,
            "department": self.departments,
            "project": self.projects,
            "kind": tuple(kind.value for kind in TicketKind),
        }


def read(form: Fields, choices: Choices, zone: tzinfo, number: AnnouncementId = NEW) -> Announcement:
    """Read the form. Raises `BadInput`: `announcement_long`, `bad_time`, `no_assembly_time` or `malformed`."""
    message = _one_of(MessageClass, form.get("message", ""))
    return Announcement(
        id=number,
        message=message,
        segment=_segment(form, choices),
        text=_by_language(form, "text"),
        writers=frozenset(),
        start_at=moment(form.get("start_at", ""), zone),
        per_minute=_number(form.get("per_minute", "")),
        assembly=_assembly(form, zone) if form.get("assembly") else None,
    )


def fresh(*, assembly: bool) -> Fields:
    """Give the fields of an empty form."""
    about = {"assembly": "yes", "proxies": "yes", "quorum": "50"} if assembly else {}
    return {"message": MessageClass.SERVICE.value, "per_minute": str(PACE), **about}


def written(announcement: Announcement, zone: tzinfo) -> Fields:
    """Give the fields that `read` would read so."""
    said = {f"text_{language}": words for language, words in announcement.text.items()}
    about = _written_assembly(announcement.assembly, zone) if announcement.assembly else {}
    start = {"start_at": local(announcement.start_at, zone)} if announcement.start_at else {}
    segment = announcement.segment
    chosen = (
        *(f"language.{one}" for one in segment.languages),
        *(f"channel.{one}" for one in segment.channels),
        *(f"department.{one}" for one in segment.departments),
        *(f"project.{one}" for one in segment.projects),
        *(f"kind.{one}" for one in segment.open_kinds),
    )
    pace = {"message": announcement.message.value, "per_minute": str(announcement.per_minute)}
    return {**pace, **said, **about, **start, **dict.fromkeys(chosen, "yes")}


# ---- its parts -------------------------------------------------------------------------------------------------------


def _segment(form: Fields, choices: Choices) -> Segment:
    chosen = {name: [value for value in values if form.get(f"{name}.{value}")] for name, values in choices.criteria().items()}
    return Segment(
        languages=frozenset(map(Language, chosen["language"])),
        channels=frozenset(chosen["channel"]),
        departments=frozenset(map(DepartmentId, chosen["department"])),
        projects=frozenset(chosen["project"]),
        open_kinds=frozenset(map(TicketKind, chosen["kind"])),
    )


def _assembly(form: Fields, zone: tzinfo) -> Assembly:
    at = moment(form.get("at", ""), zone)
    if at is None:
        raise BadInput("no_assembly_time")
    agenda = {language: tuple(_lines(words)) for language, words in _by_language(form, "agenda").items()}
    places = {language: " ".join(words.split()) for language, words in _by_language(form, "place").items()}
    return Assembly(places, at, agenda, proxies=bool(form.get("proxies")), quorum=_number(form.get("quorum", "") or "0"))


def _written_assembly(assembly: Assembly, zone: tzinfo) -> Fields:
    return {
        "assembly": "yes",
        "at": local(assembly.at, zone),
        **{f"place_{language}": words for language, words in assembly.place.items()},
        **{f"agenda_{language}": "\n".join(items) for language, items in assembly.agenda.items()},
        **({"proxies": "yes"} if assembly.proxies else {}),
        "quorum": str(assembly.quorum),
    }


def _by_language(form: Fields, name: str) -> dict[Language, str]:
    found = {language: form.get(f"{name}_{language}", "").strip() for language in Language}
    if any(len(words) > LONGEST for words in found.values()):
        raise BadInput("announcement_long")
    return {language: words for language, words in found.items() if words}


def _lines(words: str) -> Iterable[str]:
    return (item for line in words.splitlines() if (item := " ".join(line.split())))


def moment(text: str, zone: tzinfo) -> datetime | None:
    """Read a local time as a browser writes it; None for an empty field. Raises `BadInput`: `bad_time`."""
    if not text.strip():
        return None
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput("bad_time") from error
    if local.year not in _YEARS:
        raise BadInput("bad_time")
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def local(moment: datetime, zone: tzinfo) -> str:
    """Write a time as a browser's field has it."""
    return moment.astimezone(zone).strftime(_LOCAL)


def _number(text: str) -> int:
    """Read a number; 0 for what is none, which `faults` then names."""
    text = text.strip()
    return min(int(text), _FASTEST) if text.isdecimal() and len(text) <= len(str(_FASTEST)) else 0


def _one_of(of: Callable[[str], _T], text: str) -> _T:
    try:
        return of(text)
    except ValueError as error:
        raise BadInput("malformed") from error
