"""Words of officers that did not reach the member: they are told so, and the clock goes on as if nothing was said.

Either they never will, or they wait for him to write and nothing tells him of them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.engine import Connection

from domain import casefile, clocks, codec
from domain.alarms import Alarm
from domain.casefile import Casefile
from domain.model import Author, Purpose, TicketRef
from domain.officeracts import OfficerReplied, RequestDecided
from storage import tables, tickettables
from storage.office import alerts, casefiles

_I, _O, _T, _E = tables.inbound.c, tables.outbound.c, tickettables.ticket.c, tickettables.ticket_event.c
HEARD: Final[ColumnElement[bool]] = and_(
    _O.author == Author.OFFICER.value,
    _O.status != "dead",
    or_(_O.status != "parked", _O.provider_id != "", _O.not_before.is_not(None)),
)
"""Words of an officer that reached the member, or still may."""
_OURS: Final[ColumnElement[bool]] = or_(
    _O.purpose == Purpose.OFFICER.value, and_(_O.purpose.in_([Purpose.NOTICE.value, Purpose.REPLY.value]), _O.key.like("in:%"))
)
"""What may be an officer's deed, and no announcement or other way of it."""


def known(connection: Connection, messages: Sequence[int], now: datetime) -> None:
    """Take in that these did not arrive; those of the bot's own are no matter of the office, but for what was decided."""
    ours = select(_O.id, _O.key, _O.conversation, _O.created_at)
    for row in connection.execute(ours.where(_O.id.in_(messages), _OURS)).all():
        deed = _deed(connection, row.key)
        if deed is not None:
            alerts.of_unheard(connection, deed.ticket, deed.officer, now)
        if isinstance(deed, OfficerReplied):
            _take_back(connection, deed.ticket, row, now)


def unannounced(connection: Connection, messages: Sequence[int], now: datetime) -> None:
    """Take in that these wait for their member to write; behind a knock that he has not answered yet they are announced."""
    knocks = tables.outbound.alias()
    knock = exists().where(knocks.c.conversation == _O.conversation, knocks.c.status == "parked", knocks.c.provider_id != "")
    known(connection, connection.execute(select(_O.id).where(_O.id.in_(messages), ~knock)).scalars().all(), now)


def read(connection: Connection, messages: Sequence[int], now: datetime) -> None:
    """Take in that these, which nothing announced, go to their member, who has written: he was answered."""
    keys = select(_O.key).where(_O.id.in_(messages), _OURS)
    for key in connection.execute(keys).scalars().all():
        deed = _deed(connection, key)
        if deed is not None:
            alerts.past(connection, deed.ticket, {Alarm.UNHEARD}, now)
            row = _free(connection, deed.ticket) if isinstance(deed, OfficerReplied) else None
            if row is not None:
                _wait(connection, casefile.answered(casefiles.load(row, casefile.UNWRITTEN), now), now)


def _deed(connection: Connection, key: str) -> OfficerReplied | RequestDecided | None:
    cause, _, rest = key.partition(":")
    named = select(_I.payload).where(_I.id == int(rest.partition(":")[0])) if cause == "in" else None
    payload = None if named is None else connection.execute(named).scalar_one_or_none()
    deed = None if payload is None else codec.load_inbound(payload)
    return deed if isinstance(deed, OfficerReplied | RequestDecided) else None


def _take_back(connection: Connection, ref: TicketRef, words: Any, now: datetime) -> None:
    """Let the member wait again, unless other words came with these or after them."""
    row = _free(connection, ref)
    if row is None or _said(connection, words.conversation, words.created_at):
        return
    file = casefiles.load(row, casefile.UNWRITTEN)
    before = _said(connection, words.conversation, file.started_at) or _told(connection, file)
    waits = casefile.unheard(file, words.created_at, now, answered=before)
    if waits != file:
        _wait(connection, waits, now)


def _free(connection: Connection, ref: TicketRef) -> Mapping[str, Any] | None:
    """Lock a ticket; None where a turn has it, which waits for the lane held here and counts for itself."""
    free = select(tickettables.ticket).where(_T.ref == ref).with_for_update(skip_locked=True)
    row = connection.execute(free).one_or_none()
    return None if row is None else row._asdict()


def _said(connection: Connection, conversation: str, since: datetime) -> bool:
    some = exists().where(_O.conversation == conversation, HEARD, _O.created_at >= since)
    return bool(connection.execute(select(some)).scalar_one())


def _told(connection: Connection, file: Casefile) -> bool:
    """Tell whether a stage answered the member since it began."""
    moved = and_(_E.ticket == file.ref, _E.kind == "moved", _E.value.in_(sorted(clocks.ANSWERING)), _E.at >= file.started_at)
    return bool(connection.execute(select(exists().where(moved))).scalar_one())


def _wait(connection: Connection, file: Casefile, now: datetime) -> None:
    """Write that the member waits; the clock looks at once, and writes the due times."""
    change = {
        "waiting_since": file.waiting_since,
        "waits": casefiles.waits(file.waiting_since),
        "answered": file.answered,
        "changed_at": file.changed_at,
        "look_at": now,
        "version": _T.version + 1,
    }
    connection.execute(tickettables.ticket.update().where(_T.ref == file.ref).values(change))
