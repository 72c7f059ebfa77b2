"""The configuration as the desk shows it: every key with the value that counts, of secrets only whether they are set. Pure."""

import json
from datetime import date
from typing import Final

from pydantic import BaseModel, SecretStr

from bot import national
from bot.config import Settings
from desk.configured import Configured, Value

_SET: Final = {True: "•••", False: ""}


def configured(settings: Settings, today: date) -> Configured:
    """Describe the settings, with the names of days off of this year and the next two."""
    untouched = Settings.model_construct()
    tables = {
        name: tuple(_values(getattr(settings, name), getattr(untouched, name), "")) for name in type(settings).model_fields
    }
    return Configured(tables, national.days_off(national.years(today)) if settings.hours.national_holidays else {})


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
