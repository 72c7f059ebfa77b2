"""The Saudi days off by the tables of `holidays`, of which only this country's are read."""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType


def days_off(years: Iterable[int], language: str = "ar") -> Mapping[date, str]:
    """Give the days off of these years, each with its name; `language` as the tables call it: `ar`, `en_US`."""
    import holidays  # half a tenth of a second, for which `mujib ask` has no use

    _only_what_is_asked_for(Path(holidays.__file__).parent)
    return holidays.country_holidays("SA", years=years, language=language)


@cache
def _only_what_is_asked_for(installed: Path) -> None:
    """Stand in for the package of the countries, which would read all 250 of them: 8 MB and a tenth of a second."""
    name = "holidays.countries"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(installed / "countries")]
        sys.modules[name] = package
