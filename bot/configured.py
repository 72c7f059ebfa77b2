"""The configuration as the desk shows it: every key with its effective value; of secrets only whether they are set. Pure."""

import json
from datetime import date
from typing import Final

from pydantic import BaseModel, SecretStr

from bot import national
from bot.config import Settings
from desk.configured import Configured, Value
from domain.model import Language

_SET: Final = {True: "•••", False: ""}
_LANGUAGES: Final = {Language.ARABIC: "ar", Language.ENGLISH: "en_US"}


def configured(settings: Settings, today: date) -> Configured:
    """Describe the settings, with the names of days off of this year and the next two."""
    untouched = Settings.model_construct()
    tables = {
        name: tuple(_values(getattr(settings, name), getattr(untouched, name), "")) for name in type(settings).model_fields
    }
    return Configured(tables, _named(range(today.year, today.year + 3)) if settings.hours.national_holidays else {})


def _values(section: BaseModel, untouched: BaseModel, prefix: str) -> list[Value]:
    found = []
    for name in type(section).model_fields:
        value, usual = getattr(section, name), getattr(untouched, name)
        if isinstance(value, BaseModel):
            found += _values(value, usual, f"{prefix}{name}.")
        else:
            found.append(Value(f"{prefix}{name}", _text(value), value != usual))
    return found


def _text(value: object) -> str:
    if isinstance(value, SecretStr):
        return _SET[bool(value.get_secret_value())]
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _named(years: range) -> dict[date, dict[Language, str]]:
    by_language = {language: national.days_off(years, code) for language, code in _LANGUAGES.items()}
    days = by_language[Language.ARABIC]
    return {day: {language: known[day] for language, known in by_language.items()} for day in days}
