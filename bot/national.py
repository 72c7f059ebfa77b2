"""The Saudi days off by the tables of `holidays`. A process of its own reads them, so that none of their megabytes stay."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from domain.errors import ConfigError

LANGUAGES: Final = ("ar", "en_US")
"""As the tables call them."""


def days_off(years: Iterable[int], language: str = "ar") -> Mapping[date, str]:
    """Give the days off of these years, each with its name in one of `LANGUAGES`. Raises `ConfigError`."""
    return _asked(tuple(years))[language]


@cache
def _asked(years: tuple[int, ...]) -> Mapping[str, Mapping[date, str]]:
    asking = [sys.executable, "-m", "bot.national", *map(str, years)]
    try:
        told = json.loads(subprocess.run(asking, check=True, capture_output=True).stdout)  # noqa: S603 - ourselves, with numbers
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise ConfigError(
            f"hours.national_holidays: the tables cannot be read: {_why(error)}; false does without them"
        ) from error
    return {language: {date.fromisoformat(day): name for day, name in days.items()} for language, days in told.items()}


def _why(error: Exception) -> str:
    """Give the last line of what the process said, or else how it ended."""
    said = error.stderr.decode(errors="replace").strip() if isinstance(error, subprocess.CalledProcessError) else ""
    return said.rpartition("\n")[2] or str(error)


def _tell(years: list[int]) -> None:
    import holidays

    tables = {language: holidays.country_holidays("SA", years=years, language=language) for language in LANGUAGES}
    sys.stdout.write(json.dumps({language: {str(day): days[day] for day in days} for language, days in tables.items()}))


if __name__ == "__main__":
    _tell([int(year) for year in sys.argv[1:]])
