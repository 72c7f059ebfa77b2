"""Erases single messages of a member's with their files: what he entered in a form that he threw away, or that lapsed.

Must not touch what is still on its way to him.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.inbound import AttachmentReceived, Ignored
from domain.model import InboundId
from domain.troubles import Kind
from storage import mapping, tables
from storage.filetables import attachment
from storage.office import casetables
from storage.office.roomtables import trouble

GONE: Final = codec.dump_inbound(Ignored("erased"))
"""In place of what came in."""
_MOST_REPLIES: Final = 4
_REMOVED_IN: Final = timedelta(minutes=2)
"""A file that is on the disk no longer than this after its message is nothing to speak of at the desk."""
_SETTLED: Final = ("sent", "delivered", "read", "dead", "dropped")


def forget(connection: Connection, conversation: str, messages: Sequence[InboundId], now: datetime) -> None:
    """Empty these messages of this conversation, and remove what was answered to them and is no more on its way.

    Their files are left to be removed from the disk.
    """
    inbound, outbound, decision = tables.inbound, tables.outbound, tables.decision
    ids = mapping.padded(sorted(messages))
    mine = (inbound.c.conversation == conversation, inbound.c.id.in_(ids))
    leave(connection, _files(connection, *mine), now + _REMOVED_IN)
    connection.execute(inbound.update().where(*mine).values(kind=Ignored.__name__, payload=GONE, words="", fault=""))
    asked = (decision.c.conversation == conversation, decision.c.inbound.in_(ids))
    connection.execute(decision.update().where(*asked).values(question=""))
    answers = [f"in:{message}:{number}" for message in messages for number in range(_MOST_REPLIES)]
    theirs = (outbound.c.conversation == conversation, outbound.c.key.in_(mapping.padded(answers)))
    said = list(connection.execute(select(outbound.c.id).where(*theirs, outbound.c.status.in_(_SETTLED))).scalars())
    connection.execute(tables.delivery.delete().where(tables.delivery.c.outbound.in_(mapping.padded(said))))
    connection.execute(outbound.delete().where(outbound.c.id.in_(mapping.padded(said))))
    searched = [*(f"i{message}" for message in messages), *(f"o{message}" for message in said)]
    connection.execute(casetables.said.delete().where(casetables.said.c.source.in_(mapping.padded(searched))))


def leave(connection: Connection, files: Iterable[str], since: datetime) -> None:
    """Keep the names of files that are to be removed until they are gone; at `since` the desk learns of those still there."""
    rows = [{"kind": Kind.FILE_LEFT.value, "place": file, "about": "", "since": since} for file in files if file]
    if rows:
        connection.execute(mapping.insert_new(connection, trouble), rows)


def _files(connection: Connection, *mine: ColumnElement[bool]) -> set[str]:
    """Give the names of the files of these messages, and let nobody fetch those that are still with the provider."""
    inbound = tables.inbound
    came = select(inbound.c.origin, inbound.c.provider_id, inbound.c.payload)
    files = set()
    for row in connection.execute(came.where(*mine, inbound.c.kind == AttachmentReceived.__name__)):
        files.add(str(json.loads(row.payload).get("file", "")))
        fetched = (attachment.c.origin == row.origin, attachment.c.provider_id == row.provider_id)
        files.update(connection.execute(select(attachment.c.file).where(*fetched)).scalars())
        connection.execute(attachment.delete().where(*fetched))
    return files
