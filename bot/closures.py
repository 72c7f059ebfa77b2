"""The office's days off as they are now: those of the configuration, with what officers entered since, without a restart."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Final

import structlog

from bot.logs import described
from domain.casefile import Rules
from domain.closures import Closure, Closures
from domain.errors import StorageError
from domain.ports import DueCases, Signals

_log = structlog.get_logger()
_TOPIC: Final = "closures"
_SECONDS: Final = 60.0


class DaysOff(AbstractSet[date]):
    """A calendar's days off, which change while it is in use."""

    def __init__(self, configured: Iterable[date]) -> None:
        """Begin with those of the configuration."""
        self.configured: Final = frozenset(configured)
        self._days = self.configured
        self._entered: Mapping[date, bool] = {}

    def enter(self, entered: Iterable[Closure]) -> bool:
        """Take what officers entered, all of it; True where it changed anything."""
        found = {one.day: one.closed for one in entered}
        if found == self._entered:
            return False
        worked = {day for day, closed in found.items() if not closed}
        self._entered = found
        self._days = self.configured - worked | {day for day, closed in found.items() if closed}
        return True

    def __contains__(self, day: object) -> bool:
        """Tell whether a day is off."""
        return day in self._days

    def __iter__(self) -> Iterator[date]:
        """Give the days, in no order."""
        return iter(self._days)

    def __len__(self) -> int:
        """Count them."""
        return len(self._days)


def live(rules: Rules) -> tuple[Rules, DaysOff]:
    """Give rules whose days off can change, and the days."""
    days = DaysOff(rules.calendar.holidays)
    return replace(rules, calendar=replace(rules.calendar, holidays=days)), days


class ClosureClerk:
    """Keeps the days off as they were entered; due times follow."""

    def __init__(self, closures: Closures, days: DaysOff, cases: DueCases, signals: Signals) -> None:
        """Follow `closures` into `days`."""
        self._closures = closures
        self._days = days
        self._cases = cases
        self._signals = signals

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            try:
                await self.follow()
            except StorageError as error:
                _log.warning("closures.failed", fault=described(error))
            await self._signals.wait(_TOPIC, _SECONDS)

    async def follow(self) -> None:
        """Look once; where a day changed, have all open tickets looked at. Raises `StorageError`."""
        if self._days.enter(await self._closures.all()):
            await self._cases.look_at_all()
