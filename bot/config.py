"""The configuration: one TOML file, `MUJIB__SECTION__KEY` on top, read once into frozen settings.

Nothing else reads the environment. `config.example.toml` documents every key; a test holds the two together.
"""

import json
import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from bot import channel_sections, sections, toml_files
from domain.errors import ConfigError

_KEYED = re.compile(r"([a-z_]+(?:\.[a-z_]+)+): ")
_PREFIX, _BELOW = "MUJIB__", "__"


class Settings(BaseSettings):
    """All of it."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix=_PREFIX, env_nested_delimiter=_BELOW)
    server: sections.Server = sections.Server()
    database: sections.Database = sections.Database()
    association: sections.Association = sections.Association()
    policy: sections.Policy = sections.Policy()
    bylaws: sections.Bylaws = sections.Bylaws()
    hours: sections.Hours = sections.Hours()
    targets: sections.Targets = sections.Targets()
    patience: sections.Patience = sections.Patience()
    duties: sections.Duties = sections.Duties()
    matching: sections.Matching = sections.Matching()
    learning: sections.Learning = sections.Learning()
    rating: sections.Rating = sections.Rating()
    updates: sections.Updates = sections.Updates()
    reminders: sections.Reminders = sections.Reminders()
    sending: sections.Sending = sections.Sending()
    announcements: sections.Announcements = sections.Announcements()
    web: channel_sections.Web = channel_sections.Web()
    telegram: channel_sections.Telegram = channel_sections.Telegram()
    twilio: channel_sections.Twilio = channel_sections.Twilio()
    templates: channel_sections.Templates = channel_sections.Templates()
    sms: channel_sections.Sms = channel_sections.Sms()

    @property
    def public_url(self) -> str:
        """The address under which the world reaches this server, without a slash at the end."""
        return (self.server.public_url or f"http://{self.server.host}:{self.server.port}").rstrip("/")

    @property
    def database_url(self) -> str:
        """The database's URL with its secret; never to be logged."""
        return self.database.url.get_secret_value() or f"sqlite:///{self.server.data / 'mujib.db'}"

    @property
    def rating_delay(self) -> timedelta:
        """From "resolved" to the question for a rating."""
        return timedelta(minutes=self.rating.delay_minutes)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, which is passed as the initial values."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def load(path: Path | None) -> Settings:
    """Read the file (None: only defaults and the environment). Raises `ConfigError` naming file, line and key."""
    text = toml_files.read(path) if path else ""
    if strange := [name for name, section in _variables() if section not in Settings.model_fields]:
        raise ConfigError(f"{strange[0]}: there is no such section")
    try:
        return Settings(**tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error
    except ValidationError as error:
        raise ConfigError(_explain(path, text, error)) from error
    except SettingsError as error:
        raise ConfigError(f'{_no_json(str(error))}: lists and tables are written as JSON, as in ["a", "b"]') from error


def _variables() -> Iterator[tuple[str, str]]:
    """List what the environment says to us, with the section that it is about."""
    for name in os.environ:
        if name.upper().startswith(_PREFIX):
            yield name, name.removeprefix(name[: len(_PREFIX)]).partition(_BELOW)[0].lower()


def _variable(keys: Sequence[str]) -> str:
    """Give the variable of the environment that says this, or a table around it; empty where none does."""
    said = {name.upper(): name for name, _ in _variables()}
    wanted = (f"{_PREFIX}{_BELOW.join(keys[:length])}".upper() for length in range(len(keys), 0, -1))
    return next((said[name] for name in wanted if name in said), "")


def _no_json(fault: str) -> str:
    """Name the variables that may be meant by a fault in reading one of a section's lists or tables."""
    return ", ".join(name for name, section in _variables() if f'"{section}"' in fault and not _is_json(os.environ[name]))


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def placed(fault: str, path: Path | None) -> str:
    """Put the variable, or file and line, before a fault that begins with its key, as those do of values that do not fit."""
    found = _KEYED.match(fault)
    if found is None or found[1].partition(".")[0] not in Settings.model_fields:
        return fault
    keys = found[1].split(".")
    if variable := _variable(keys):
        return f"{variable}: {fault}"
    if path is None:
        return fault
    line = toml_files.nearest(toml_files.lines(toml_files.read(path)), keys)
    return f"{path}:{line}: {fault}" if line else f"{path}: {fault}"


def _explain(path: Path | None, text: str, error: ValidationError) -> str:
    explained = []
    known = toml_files.lines(text)
    for fault in error.errors(include_input=False, include_url=False, include_context=False):
        keys = [str(part) for part in fault["loc"]]
        line = toml_files.nearest(known, keys)
        where = _variable(keys) or (f"{path}:{line}" if line else str(path or "the configuration"))
        explained.append(f"{where}: {'.'.join(keys)}: {toml_files.said(fault)}")
    return "\n".join(explained)
