"""The engine's side of the inbox: claims conversations with their waiting messages, and writes what came of them.

Handlers run between the two, outside any transaction. A claim is a lease; a commit under a claim that was lost changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from domain import codec, reference
from domain.casefile import UNWRITTEN, Rules
from domain.channelports import Outbound
from domain.errors import BadInput
from domain.inbound import ClockRan, Ignored, Inbound, TextReceived, TimerFired
from domain.model import InboundId, Ticket, TicketRef
from domain.states import Idle, State
from domain.turnports import NO_ROOM, Lane, LaneResult, Pending
from storage import commit, conversations, lanes, mapping, replies, tables
from storage.dialects import Each
from storage.inbox import QUEUE
from storage.lanes import Lease
from storage.person import elsewhere, invitations
from storage.prepared import Prepared
from storage.saying import Onward
from storage.store import Store

MOST_TICKETS = 20
UNREADABLE = 1_000_000
"""Attempts of a message that cannot be read: beyond any patience, so that it goes to a person."""
_FIRST_NUMBER = 1_000
"""Ticket numbers begin after this one: four digits read well over the phone."""
_TIMER = TimerFired.__name__
_CLOCKS = frozenset({_TIMER, ClockRan.__name__})


class Turns:
    """Claims, commits and ticket references."""

    def __init__(
        self,
        store: Store,
        new_claim: Callable[[], str],
        rules: Rules = UNWRITTEN,
        *,
        lease: timedelta = timedelta(seconds=60),
    ) -> None:
        """Name claims by `new_claim`, never the same twice; `rules` say who answers for a ticket, and when."""
        self._store = store
        self._new_claim = new_claim
        self._rules = rules
        self._lease = lease

    async def claim(self, lanes: int, messages: int) -> tuple[Lane, ...]:
        """Claim up to that many ready conversations, with up to that many messages each. Raises `StorageError`."""
        now = self._store.clock.now()
        order = _Order(Lease(self._new_claim(), now, now + self._lease), lanes, messages)
        return await self._store.database.write(lambda connection: _claim(connection, order))

    async def commit(self, results: Sequence[LaneResult], room: Mapping[str, int] = NO_ROOM) -> tuple[Outbound, ...]:
        """Perform the effects, store the states and free the lanes in one transaction. Raises `StorageError`.

        Gives the first words of quiet conversations, claimed for who commits: at most so many of each channel as `room` says.
        A sender's lease is twice the engine's.
        """
        now = self._store.clock.now()
        onward = Onward(Lease(self._new_claim(), now, now + 2 * self._lease), room)
        work = partial(commit.write, results=results, rules=self._rules, onward=onward)
        topics, handed = await self._store.database.write(work)
        for topic in topics:
            self._store.signals.publish(topic)
        return handed

    async def release(self, claims: Sequence[str]) -> None:
        """Give claims back unhandled. Raises `StorageError`."""
        await self._store.database.write(lambda connection: lanes.give_back(connection, claims))

    async def references(self, count: int) -> tuple[TicketRef, ...]:
        """Reserve fresh ticket references. Raises `StorageError`."""
        last = await self._store.database.write(lambda connection: _count_up(connection, count))
        return tuple(reference.make(number) for number in range(last - count + 1, last + 1))


@dataclass(frozen=True, slots=True)
class _Order:
    lease: Lease
    lanes: int
    messages: int


def _claim(connection: Connection, order: _Order) -> tuple[Lane, ...]:
    claimed = lanes.claim(connection, [QUEUE], order.lanes, order.lease)
    attempts = _without_suspects(connection, order.lease.name, {lane.key: lane.attempts for lane in claimed})
    waiting = _waiting(connection, attempts, order.messages)
    _free_empty(connection, attempts.keys() - waiting.keys())
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
    found = {key: _lane(order.lease.name, contacts[key], tickets.get(key, ()), pending[key]) for key in keys}
    return tuple(replace(lane, elsewhere=beside[key]) if key in beside else lane for key, lane in found.items())


def _without_suspects(connection: Connection, claim: str, attempts: Mapping[str, int]) -> Mapping[str, int]:
    """Keep a lane that was claimed in vain before by itself: if it kills the process again, it takes nobody with it."""
    suspect = min((key for key, count in attempts.items() if count > 1), default=None)
    if suspect is None:
        return attempts
    if others := [key for key in attempts if key != suspect]:
        lanes.give_back(connection, [claim], others)
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
        tables.ticket,
        func.row_number()
        .over(
            partition_by=tables.ticket.c.conversation, order_by=(tables.ticket.c.opened_at.desc(), tables.ticket.c.ref.desc())
        )
        .label("rank"),
    )
    .where(tables.ticket.c.conversation.in_(bindparam("keys", expanding=True)))
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


def timer_id(conversation: str, key: str, version: int) -> str:
    """Give the provider id of a timer that fires: one for each version."""
    return f"{conversation}/{key}/{version}"


def _pending(rows: Sequence[Mapping[str, Any]], earlier_attempts: int) -> tuple[Pending, ...]:
    """Read messages; the lane's earlier attempts were attempts at its first message."""
    return tuple(_one_pending(row, 0 if index else earlier_attempts) for index, row in enumerate(rows))


def _one_pending(row: Mapping[str, Any], attempts: int) -> Pending:
    inbound: Inbound
    try:
        inbound = codec.load_inbound(row["payload"])
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


def _count_up(connection: Connection, count: int) -> int:
    counter = tables.counter
    more = counter.update().where(counter.c.name == "ticket").values(value=counter.c.value + count).returning(counter.c.value)
    last = connection.execute(more).scalar_one_or_none()
    if last is not None:
        return int(last)
    connection.execute(_FIRST_COUNT[connection.dialect.name], {"name": "ticket", "value": _FIRST_NUMBER})
    return int(connection.execute(more).scalar_one())


_FIRST_COUNT: Each[Any] = Each(lambda insert: insert(tables.counter).on_conflict_do_nothing())
