"""The Saudi days off by the tables of `holidays`, of which only this country's are read."""

import ast
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import import_module, util
from pathlib import Path
from types import ModuleType
from typing import Any, Final

_WIDE: Final = ("countries", "groups", "calendars")
"""Packages that read all they have: 250 countries, and the calendars of a dozen peoples."""


def days_off(years: Iterable[int], language: str = "ar") -> Mapping[date, str]:
    """Give the days off of these years, each with its name; `language` as the tables call it: `ar`, `en_US`."""
    _only_what_is_asked_for()
    import holidays  # for which `mujib ask` has no use

    return holidays.country_holidays("SA", years=years, language=language)


@cache
def _only_what_is_asked_for() -> None:
    """Stand in for the wide packages: 10 MB and a tenth of a second."""
    found = util.find_spec("holidays")
    for place in found.submodule_search_locations or () if found else ():
        for name in _WIDE:
            sys.modules.setdefault(f"holidays.{name}", _Package(f"holidays.{name}", Path(place) / name))


class _Package(ModuleType):
    """A package that reads a module of its own when something of it is first asked for."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name)
        self.__path__ = [str(folder)]
        named = ast.parse((folder / "__init__.py").read_text(encoding="utf-8")).body
        imports = [one for one in named if isinstance(one, ast.ImportFrom) and one.module]
        self._origins = {alias.name: str(one.module) for one in imports for alias in one.names}

    def __getattr__(self, name: str) -> Any:
        if origin := self.__dict__.get("_origins", {}).get(name):
            return getattr(import_module(origin), name)
        raise AttributeError(name)
