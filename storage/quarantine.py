"""Requests that did not prove where they come from: kept as they came, to be tried again once the secret is mended."""

import json
from collections.abc import Sequence

import structlog
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from domain.channelports import Request
from domain.deliveryports import Kept
from storage import mapping, tables
from storage.store import Store

_log = structlog.get_logger()
MOST = 10_000
"""Requests kept; a flood pushes out the oldest and does not fill the disk."""
MOST_BYTES = 256_000
_Q = tables.quarantine.c


class Quarantine:
    """Keeps, lists and forgets requests; never handles one."""

    def __init__(self, store: Store) -> None:
        """Read and write this store."""
        self._store = store

    async def keep(self, channel: str, request: Request, reason: str) -> None:
        """Keep a request, unless it is too large to be one of a provider's. Raises `StorageError`."""
        if len(request.body) > MOST_BYTES:
            _log.warning("quarantine.too_large", channel=channel, bytes=len(request.body))
            return
        row = {
            "channel": channel,
            "url": mapping.storable(request.url),
            "headers": mapping.storable(json.dumps(dict(request.headers), ensure_ascii=False)),
            "body": request.body,
            "at": request.at,
            "reason": mapping.storable(reason),
        }
        await self._store.database.write(lambda connection: _keep(connection, row))

    async def kept(self, channel: str, after: int = 0, limit: int = 100) -> tuple[Kept, ...]:
        """List a channel's requests, the oldest first, from behind the id `after`. Raises `StorageError`."""
        statement = select(tables.quarantine).where(_Q.channel == channel, _Q.id > after).order_by(_Q.id).limit(limit)
        rows = await self._store.database.read(lambda connection: connection.execute(statement).all())
        return tuple(
            Kept(row.id, row.channel, Request(row.url, json.loads(row.headers), row.body, row.at), row.reason) for row in rows
        )

    async def forget(self, ids: Sequence[int]) -> None:
        """Remove requests that were taken in after all. Raises `StorageError`."""
        gone = tables.quarantine.delete().where(_Q.id.in_(mapping.padded(ids)))
        await self._store.database.write(lambda connection: connection.execute(gone))


def _keep(connection: Connection, row: dict[str, object]) -> None:
    connection.execute(tables.quarantine.insert(), row)
    newest = connection.execute(select(func.max(_Q.id))).scalar_one()
    connection.execute(tables.quarantine.delete().where(_Q.id <= newest - MOST))
