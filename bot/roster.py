"""Lets conversations know who is there to answer: looks when somebody's presence or account changed, and now and then."""

from dataclasses import replace
from typing import Final

import structlog

from bot.engine import Engine
from bot.logs import described
from desk import permissions
from domain import roster
from domain.accountports import Officers
from domain.duties import Regulation
from domain.errors import StorageError
from domain.ports import Signals

_log = structlog.get_logger()
TOPIC: Final = "officers"
"""Published by the storage with each change of an account."""
_SECONDS: Final = 60.0


class RosterClerk:
    """Keeps the engine's rosters as the accounts are."""

    def __init__(self, officers: Officers, engine: Engine, signals: Signals, regulation: Regulation) -> None:
        """Follow `officers`; the regulation says which of them answer."""
        self._officers = officers
        self._engine = engine
        self._signals = signals
        self._regulation = regulation

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            try:
                await self.follow()
            except StorageError as error:
                _log.warning("roster.failed", fault=described(error))
            await self._signals.wait(TOPIC, _SECONDS)

    async def follow(self) -> None:
        """Look once. Raises `StorageError`."""
        people = await self._officers.all()
        answering = [one for one in people if permissions.answers(one, self._regulation)]
        seen = roster.of_departments(answering, self._regulation)
        titles = {one.id: one.title for one in people if one.title}
        conduct = self._engine.conduct
        if (seen, titles) != (conduct.house.rosters, conduct.house.titles):
            self._engine.conduct = replace(conduct, house=replace(conduct.house, rosters=seen, titles=titles))
