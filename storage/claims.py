"""What the engine claims: conversations that wait, each with its messages, its state and what is known of the member.

Runs in one transaction of somebody else. What cannot be read is never lost: a state begins anew, a message goes to a person.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from domain import codec
from domain.errors import BadInput
from domain.inbound import ClockRan, Ignored, Inbound, TextReceived, TimerFired
from domain.model import InboundId, Ticket
from domain.states import Idle, State
from domain.turnports import Arrived, Lane, Pending
from storage import conversations, lanes, mapping, replies, tables, tickettables
from storage.inbox import QUEUE
from storage.lanes import Lease
from storage.person import elsewhere, invitations
from storage.prepared import Prepared
from storage.timer_rows import timer_id

MOST_TICKETS = 20
"""Of a member, the newest: as many as a step sees."""
UNREADABLE = 1_000_000
"""Attempts of a message that cannot be read: beyond any patience, so that it goes to a person."""
_TIMER = TimerFired.__name__
_CLOCKS = frozenset({_TIMER, ClockRan.__name__})


@dataclass(frozen=True, slots=True)
class Order:
    """How much is claimed, and until when."""

    lease: Lease
    lanes: int
    """At most."""
    messages: int
    """Of each lane, at most."""


def claim(connection: Connection, order: Order, ahead: Sequence[Arrived] = ()) -> tuple[Lane, ...]:
    """Claim lanes that are ready, and read what a step has to know of these and of those that were claimed ahead.

    Lanes in which nothing waits are let go.
    """
    claimed = {lane.key: lane.attempts for lane in lanes.claim(connection, [QUEUE], order.lanes, order.lease)}
    early = [one for one in ahead if one.conversation not in claimed]  # else its claim ran out meanwhile
    owners = {one.conversation: one.claim for one in early} | dict.fromkeys(claimed, order.lease.name)
    attempts = _without_suspects(connection, owners, dict.fromkeys(owners, 1) | claimed)
    found = {key: count for key, count in attempts.items() if key in claimed}
    waiting = _waiting(connection, found, order.messages)
    _free_empty(connection, found.keys() - waiting.keys())
    for one in early:
        if one.conversation in attempts:
            waiting[one.conversation].append({**one.row, "inbound": one.inbound})
    if not waiting:
        return ()
    keys = sorted(waiting)
    names = {key: _latest_name(rows) for key, rows in waiting.items()}
    contacts = conversations.read_or_make(connection, names, order.lease.now)
    tickets = _tickets(connection, keys)
    pending = {key: _pending(rows, attempts[key] - 1) for key, rows in _without_stale_timers(connection, waiting).items()}
    pending = {key: replies.found(connection, key, rows) for key, rows in pending.items()}
    pending = {key: invitations.found(connection, key, rows, order.lease.now) for key, rows in pending.items()}
    beside = elsewhere.of(connection, keys)
    read = {key: _lane(owners[key], contacts[key], tickets.get(key, ()), pending[key]) for key in keys}
    return tuple(replace(lane, elsewhere=beside[key]) if key in beside else lane for key, lane in read.items())


def _without_suspects(connection: Connection, owners: Mapping[str, str], attempts: Mapping[str, int]) -> Mapping[str, int]:
    """Keep a lane that was claimed in vain before by itself: if it kills the process again, it takes nobody with it."""
    suspect = min((key for key, count in attempts.items() if count > 1), default=None)
    if suspect is None:
        return attempts
    if others := [key for key in attempts if key != suspect]:
        lanes.give_back(connection, sorted({owners[key] for key in others}), others)
    return {suspect: attempts[suspect]}


def _waiting(connection: Connection, attempts: Mapping[str, int], messages: int) -> dict[str, list[Mapping[str, Any]]]:
    """Read the messages that wait, by lane and in order; of a suspect lane only the first."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    if attempts:
        most = 1 if max(attempts.values()) > 1 else messages
        values = {"keys": mapping.padded(sorted(attempts)), "most": most}
        for row in _WAITING.rows(connection, values):
            found[row["conversation"]].append(row)
    return found


_ranked = (
    select(
        tables.inbound.c.id,
        tables.inbound.c.conversation,
        tables.inbound.c.provider_id,
        tables.inbound.c.position,
        tables.inbound.c.kind,
        tables.inbound.c.payload,
        tables.inbound.c.words,
        tables.inbound.c.sender_name,
        tables.inbound.c.received_at,
        func.row_number().over(partition_by=tables.inbound.c.conversation, order_by=tables.inbound.c.position).label("rank"),
    )
    .where(tables.inbound.c.conversation.in_(bindparam("keys", expanding=True)), tables.WAITING_IN)
    .subquery()
)


_WAITING = Prepared(
    select(_ranked).where(_ranked.c.rank <= bindparam("most")).order_by(_ranked.c.conversation, _ranked.c.position)
)


def _latest_name(rows: Sequence[Mapping[str, Any]]) -> str:
    return next((str(row["sender_name"]) for row in reversed(rows) if row["sender_name"]), "")


def _free_empty(connection: Connection, keys: set[str]) -> None:
    """Let lanes go in which nothing waits, whatever they counted."""
    rows = lanes.locked(connection, QUEUE, sorted(keys))
    lanes.store(connection, [lanes.freed(row, pending=0, ready_at=None) for row in rows.values()])


def _tickets(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[Ticket, ...]]:
    """Read the members' tickets, newest first."""
    found: dict[str, tuple[Ticket, ...]] = {}
    values = {"keys": mapping.padded(keys), "most": MOST_TICKETS}
    for row in _TICKETS.rows(connection, values):
        found[row["conversation"]] = (*found.get(row["conversation"], ()), mapping.ticket(row))
    return found


_newest = (
    select(
        tickettables.ticket,
        func.row_number()
        .over(
            partition_by=tickettables.ticket.c.conversation,
            order_by=(tickettables.ticket.c.opened_at.desc(), tickettables.ticket.c.ref.desc()),
        )
        .label("rank"),
    )
    .where(tickettables.ticket.c.conversation.in_(bindparam("keys", expanding=True)))
    .subquery()
)


_TICKETS = Prepared(select(_newest).where(_newest.c.rank <= bindparam("most")).order_by(_newest.c.conversation, _newest.c.rank))


def _without_stale_timers(
    connection: Connection, waiting: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, list[Mapping[str, Any]]]:
    """Make what a clock says the first of its claim, where all before it is written; void a timer if its plan has changed."""
    cut = {key: _cut_before_clock(rows) for key, rows in waiting.items()}
    fired = [key for key, rows in cut.items() if rows[0]["kind"] == _TIMER]
    if fired:
        timer = tables.timer.c
        rows = connection.execute(select(timer.conversation, timer.key, timer.version).where(timer.conversation.in_(fired)))
        valid = {timer_id(conversation, key, version) for conversation, key, version in rows}
        for key in fired:
            if cut[key][0]["provider_id"] not in valid:
                cut[key][0] = {**cut[key][0], "payload": codec.dump_inbound(Ignored("the reminder was replaced"))}
    return cut


def _cut_before_clock(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    end = next((index for index, row in enumerate(rows) if index and row["kind"] in _CLOCKS), len(rows))
    return list(rows[:end])


def _pending(rows: Sequence[Mapping[str, Any]], earlier_attempts: int) -> tuple[Pending, ...]:
    """Read messages; the lane's earlier attempts were attempts at its first message."""
    return tuple(_one_pending(row, 0 if index else earlier_attempts) for index, row in enumerate(rows))


def _one_pending(row: Mapping[str, Any], attempts: int) -> Pending:
    inbound: Inbound
    try:
        inbound = row.get("inbound") or codec.load_inbound(row["payload"])
    except BadInput as error:
        inbound, attempts = TextReceived(row["words"]) if row["words"] else Ignored(str(error)), UNREADABLE
    return Pending(InboundId(row["id"]), inbound, row["received_at"], attempts)


def _lane(claim: str, row: Mapping[str, Any], tickets: tuple[Ticket, ...], pending: tuple[Pending, ...]) -> Lane:
    state: State = Idle()
    fault = ""
    try:
        state = codec.load_state(row["state"])
    except BadInput as error:
        fault = str(error)
    return Lane(
        claim=claim,
        contact=mapping.contact(row),
        state=state,
        state_fault=fault,
        tickets=tickets,
        offered=codec.load_options(row["offered"]),
        pending=pending,
    )
