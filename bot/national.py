"""The Saudi days off by the tables of `holidays`. A process of its own reads them, so that of their megabytes nothing stays."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

LANGUAGES: Final = ("ar", "en_US")
"""As the tables call them."""


def days_off(years: Iterable[int], language: str = "ar") -> Mapping[date, str]:
    """Give the days off of these years, each with its name in one of `LANGUAGES`."""
    return _asked(tuple(years))[language]


@cache
def _asked(years: tuple[int, ...]) -> Mapping[str, Mapping[date, str]]:
    asking = [sys.executable, "-m", "bot.national", *map(str, years)]
    told = json.loads(subprocess.run(asking, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603  # ourselves, with numbers
    return {language: {date.fromisoformat(day): name for day, name in days.items()} for language, days in told.items()}


def _tell(years: list[int]) -> None:
    import holidays

    tables = {language: holidays.country_holidays("SA", years=years, language=language) for language in LANGUAGES}
    sys.stdout.write(json.dumps({language: {str(day): days[day] for day in days} for language, days in tables.items()}))


if __name__ == "__main__":
    _tell([int(year) for year in sys.argv[1:]])
