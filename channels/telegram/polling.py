"""Long polling: ask, store, and only then let Telegram forget. Needs nothing but the token."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any

import structlog
from telegram.error import TelegramError

from channels.telegram import errors, introduction, parse
from channels.telegram.client import LONG_POLL, Client
from channels.telegram.intake import Intake
from domain.errors import Misconfigured, SendError, StorageError, Throttled
from domain.ports import Sleep

_LONGEST_PAUSE = 60.0
_BREATH = 0.2
"""Between two questions that nothing came of: a server that does not hold them open would be asked without an end."""
_log = structlog.get_logger()


def pause(failures: int, error: Exception) -> float:
    """Give the seconds to wait after that many failures in a row: 1, 2, 4 ... 60, or what Telegram asks for."""
    if isinstance(error, Throttled):
        return error.retry_after
    if isinstance(error, Misconfigured):
        return _LONGEST_PAUSE
    return min(2.0 ** min(failures - 1, 10), _LONGEST_PAUSE)


class Polling:
    """Asks Telegram for updates without an end."""

    def __init__(self, client: Client, intake: Intake, sleep: Sleep, wait: int = LONG_POLL) -> None:
        """Ask through `client`, each question held open for `wait` seconds."""
        self._client = client
        self._intake = intake
        self._sleep = sleep
        self._wait = wait
        self._offset: int | None = None

    async def run(self) -> None:
        """Poll until cancelled, or until Telegram refuses the token: then someone must mend it."""
        failures = 0
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            try:
                if not await self.once() and (early := asked + _BREATH - loop.time()) > 0:
                    await self._sleep(early)
            except (SendError, StorageError) as error:
                failures += 1
                tell(error, failures)
                if isinstance(error, Misconfigured) and error.code == errors.BAD_TOKEN:
                    return
                await self._sleep(pause(failures, error))
                if isinstance(error, Misconfigured) and error.code == errors.IN_USE:
                    await self._free()
            else:
                if failures:
                    _log.info("telegram.connected")
                failures = 0

    async def _free(self) -> None:
        """Remove a webhook that was set meanwhile, or could not be removed at the start: while it is there nothing is given."""
        with contextlib.suppress(SendError):
            await introduction.receive_by_polling(self._client)

    async def once(self) -> int:
        """Ask once and store what came; give how many updates that was. Raises `SendError` or `StorageError`."""
        try:
            found = await self._client.updates(self._offset, self._wait)
        except TelegramError as error:
            raise errors.translate(error) from error
        updates = [fields for fields in found if isinstance(fields, dict) and parse.is_update(fields)]
        await self._intake.take(updates)
        self._offset = _next(updates, self._offset)
        return len(updates)


def _next(updates: Sequence[dict[str, Any]], offset: int | None) -> int | None:
    """Give the first id not taken yet: Telegram forgets those below."""
    return updates[-1]["update_id"] + 1 if updates else offset


def tell(error: SendError | StorageError, failures: int) -> None:
    """Say it at the first failure, not at each: a night without Telegram is two lines of the log."""
    if failures > 1:
        return
    if isinstance(error, Misconfigured):
        _log.error("telegram.misconfigured", code=error.code, reason=error.reason)
    elif isinstance(error, SendError):
        _log.warning("telegram.unreachable", code=error.code, reason=error.reason)
    else:
        _log.error("telegram.not_stored", reason=str(error))
