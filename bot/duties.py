"""Reads the association's regulation of duties and powers from its file. Must not decide by it: that is `domain.duties`.

The format stands in docs/reference/duties.md; the packaged sample serves until the association puts its own.
"""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from bot import sections, toml_files
from bot.config import Settings
from domain import duties, soundness
from domain.duties import Power, Regulation
from domain.errors import ConfigError
from domain.model import DepartmentId, Language, PostId, TicketKind
from faq.library import Library

SAMPLE: Final = Path(__file__).with_name("duties.example.toml")

_Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
_Words = Annotated[str, Field(min_length=1)]


class _Title(sections.Section):
    ar: _Words
    en: _Words


class _Department(sections.Section):
    title: _Title


class _Post(sections.Section):
    title: _Title
    department: str
    above: str | None = None
    may: frozenset[Power] = frozenset()


class _Duty(sections.Section):
    topics: frozenset[str] = frozenset()
    kinds: frozenset[TicketKind] = frozenset()
    post: str
    decided_by: str | None = None


class _File(sections.Section):
    department: dict[_Id, _Department]
    post: dict[_Id, _Post]
    duty: dict[_Id, _Duty]


def of(settings: Settings, library: Library) -> Regulation:
    """Give the association's regulation, or the packaged sample. Raises `ConfigError`."""
    if settings.duties.file and not settings.duties.file.is_file():
        raise ConfigError(f"duties.file: {settings.duties.file} is not there")
    return load(settings.duties.file or SAMPLE, frozenset(entry.topic for entry in library.entries.values() if entry.topic))


def load(path: Path, topics: frozenset[str]) -> Regulation:
    """Read and check a regulation; `topics` are those of the knowledge.

    Raises `ConfigError` that names, for each fault, the file, the line and the key.
    """
    text = toml_files.read(path)
    try:
        regulation = _regulation(_File(**tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        raise ConfigError(_told(path, text, ((_keys(fault["loc"]), toml_files.said(fault)) for fault in faults))) from error
    if findings := soundness.check(regulation, topics):
        raise ConfigError(_told(path, text, ((finding.place, finding.problem) for finding in findings)))
    return regulation


def _regulation(file: _File) -> Regulation:
    return Regulation(
        departments={DepartmentId(name): duties.Department(_titles(each.title)) for name, each in file.department.items()},
        posts={PostId(name): _post(each) for name, each in file.post.items()},
        duties=tuple(_duty(name, each) for name, each in file.duty.items()),
    )


def _titles(title: _Title) -> dict[Language, str]:
    return {Language.ARABIC: title.ar, Language.ENGLISH: title.en}


def _post(post: _Post) -> duties.Post:
    upper = PostId(post.above) if post.above is not None else None
    return duties.Post(_titles(post.title), DepartmentId(post.department), upper, post.may)


def _duty(name: str, duty: _Duty) -> duties.Duty:
    decider = PostId(duty.decided_by) if duty.decided_by is not None else None
    return duties.Duty(name, duty.topics, duty.kinds, PostId(duty.post), decider)


def _told(path: Path, text: str, faults: Iterable[tuple[Sequence[str], str]]) -> str:
    known = toml_files.lines(text)
    return "\n".join(
        f"{path}:{toml_files.nearest(known, place) or 1}: {'.'.join(place)}: {problem}" for place, problem in faults
    )


def _keys(location: tuple[int | str, ...]) -> tuple[str, ...]:
    # pydantic marks a wrong key of a table by one more part, "[key]"
    return tuple(str(part) for part in location if part != "[key]")
