"""What became of an announcement's recipients, read from the list and from the fate of each one's message."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import case, func, literal, select
from sqlalchemy.engine import Connection

from domain import receiving
from domain.announcementports import EVERY, Attendance, Audience, LeftOut, Outcome, RecipientLine, Which
from domain.announcements import Announcement
from domain.assembly import AnnouncementId, Answer, Receipt
from domain.model import ConversationId, Language
from domain.quiet import MessageClass
from domain.receiving import Address, Fate, NotSent, PersonId, Recipient, SendTo, Settled
from storage import columns, mapping, tables
from storage.mapping import Row
from storage.outreach import outreachtables, people
from storage.outreach.handover import EXCLUDED, HANDED, WAITING
from storage.store import Store

_R, _O, _D, _C = outreachtables.recipient.c, tables.outbound.c, tables.delivery.c, tables.conversation.c
Reaches = Callable[[Address, Language], bool]
_PAGE: Final = 1000
_NAMED: Final = 100
"""Persons who would not receive it and are named; the others are counted."""
_OUTCOMES: Final = {
    "new": Outcome.QUEUED,
    "sending": Outcome.QUEUED,
    "sent": Outcome.SENT,
    "delivered": Outcome.DELIVERED,
    "read": Outcome.READ,
    "uncertain": Outcome.UNCERTAIN,
    "parked": Outcome.PARKED,
    "dead": Outcome.FAILED,
    "dropped": Outcome.FAILED,
    WAITING: Outcome.WAITING,
    EXCLUDED: Outcome.EXCLUDED,
}
_STATE: Final = case((_R.status.in_([WAITING, EXCLUDED]), _R.status), else_=func.coalesce(_O.status, literal(WAITING)))
"""The recipient's own status until he was handed over, afterwards that of his message."""


class Results:
    """Reads results."""

    def __init__(self, store: Store) -> None:
        """Read this store."""
        self._store = store

    async def counts(self, announcement: AnnouncementId) -> Mapping[Outcome, int]:
        """Count recipients by what became of them. Raises `StorageError`."""
        statement = (
            select(_STATE.label("state"), func.count().label("persons"))
            .select_from(_joined())
            .where(_R.announcement == announcement)
            .group_by(_STATE)
        )
        rows = await self._store.database.read(lambda connection: connection.execute(statement).all())
        found = Counter[Outcome]()
        for row in rows:
            found[_OUTCOMES[row.state]] += row.persons
        return found

    async def lines(
        self, announcement: AnnouncementId, which: Which = EVERY, after: int = 0, limit: int = 100
    ) -> tuple[tuple[int, RecipientLine], ...]:
        """List recipients behind a place, each with the place from which to go on. Raises `StorageError`."""
        statement = _narrowed(_lines(announcement, after, limit), which)
        return await self._store.database.read(lambda connection: _read(connection, statement))

    async def attendance(self, announcement: AnnouncementId) -> Attendance:
        """Count what members answered to an assembly's notice, and to whom it was proven. Raises `StorageError`."""
        mine = _R.announcement == announcement
        answers = select(_R.answer, func.count().label("persons")).where(mine).group_by(_R.answer)
        reached = (_R.answer != "") | _O.status.in_(["delivered", "read"])
        proven = select(func.count()).select_from(_joined()).where(mine, reached)

        def read(connection: Connection) -> Attendance:
            found = {row.answer: row.persons for row in connection.execute(answers)}
            said = {answer: found[answer.value] for answer in Answer if answer.value in found}
            return Attendance(sum(found.values()), said, connection.execute(proven).scalar_one())

        return await self._store.database.read(read)

    async def audience(self, announcement: Announcement, channels: frozenset[str], reaches: Reaches) -> Audience:
        """Count whom it would reach as things stand, page by page. Raises `StorageError`.

        `channels` are those that work; `reaches` tells whether it goes to an address at all.
        """
        order = (announcement.message, receiving.open_channels(announcement.segment, channels))
        count, after, final = _Count(), "", False
        while not final:
            page = await self._store.database.read(partial(people.page, after=after, limit=_PAGE))
            for one in filter(announcement.segment.holds, page.persons):
                count.take(one, *_addressed(order, one, reaches))
            after, final = page.last, page.final
        return Audience(count.reached, count.excluded, await self._named(count.left_out))

    async def _named(self, left_out: Sequence[tuple[Recipient, NotSent]]) -> tuple[LeftOut, ...]:
        theirs = [address.conversation for one, _ in left_out for address in one.addresses]
        names = select(_C.id, _C.name).where(_C.id.in_(mapping.padded(theirs)))
        rows = await self._store.database.read(lambda connection: connection.execute(names).all())
        known = {ConversationId(row.id): str(row.name) for row in rows}
        return tuple(_left_out(one, reason, known) for one, reason in left_out)


def _left_out(one: Recipient, reason: NotSent, names: Mapping[ConversationId, str]) -> LeftOut:
    """Name those who are left out by the conversation that says most about who they are."""
    told = [LeftOut(address.conversation, names.get(address.conversation, ""), reason) for address in one.addresses]
    return max(told, key=lambda each: (bool(each.name), bool(each.number)))


@dataclass(slots=True)
class _Count:
    """Whom an announcement would reach, and whom not."""

    reached: Counter[tuple[str, Language]] = field(default_factory=Counter)
    excluded: Counter[NotSent] = field(default_factory=Counter)
    left_out: list[tuple[Recipient, NotSent]] = field(default_factory=list)
    """The first of these are named."""

    def take(self, one: Recipient, step: SendTo | Settled | NotSent, passed: tuple[Address, ...]) -> None:
        """Count one person; an address that is passed by is named with nobody."""
        self.reached.update({(address.channel, one.language): 0 for address in passed})
        if isinstance(step, SendTo):
            self.reached[step.address.channel, one.language] += 1
        elif isinstance(step, NotSent):
            self.excluded[step] += 1
            if len(self.left_out) < _NAMED:
                self.left_out.append((one, step))


def _addressed(
    order: tuple[MessageClass, frozenset[str]], one: Recipient, reaches: Reaches
) -> tuple[SendTo | Settled | NotSent, tuple[Address, ...]]:
    """Give what would be done about somebody, and the addresses of his to which it would not go."""
    passed: tuple[Address, ...] = ()
    while True:
        tried = [(address.conversation, Fate.FAILED) for address in passed]
        step = receiving.next_step(one, *order, tried)
        if not isinstance(step, SendTo) or reaches(step.address, one.language):
            return step, passed
        passed = (*passed, step.address)


def _narrowed(statement: Any, which: Which) -> Any:
    if which.outcome is not None:
        statement = statement.where(_STATE.in_([state for state, of in _OUTCOMES.items() if of is which.outcome]))
    if which.answer is not None:
        statement = statement.where(_R.answer == which.answer.value)
    if which.silent:
        statement = statement.where(_R.answer == "", _R.status == HANDED)
    return statement


def _joined() -> Any:
    return outreachtables.recipient.outerjoin(tables.outbound, (_O.key == _R.key) & (_R.key != ""))


def _lines(announcement: AnnouncementId, after: int, limit: int) -> Any:
    name = tables.conversation.c.name
    return (
        select(
            outreachtables.recipient,
            name.label("name"),
            _STATE.label("state"),
            _O.id.label("message"),
            _O.reason.label("why"),
            _O.sent_at,
        )
        .select_from(_joined().outerjoin(tables.conversation, tables.conversation.c.id == _R.person))
        .where(_R.announcement == announcement, _R.id > after)
        .order_by(_R.id)
        .limit(limit)
    )


def _read(connection: Connection, statement: Any) -> tuple[tuple[int, RecipientLine], ...]:
    rows = [row._asdict() for row in connection.execute(statement)]
    messages = mapping.padded([row["message"] for row in rows if row["message"] is not None])
    heard: dict[tuple[int, str], datetime] = {}
    news = select(_D.outbound, _D.status, func.min(_D.at, type_=columns.Moment()).label("at"))
    for row in connection.execute(news.where(_D.outbound.in_(messages)).group_by(_D.outbound, _D.status)):
        heard[row.outbound, row.status] = row.at
    return tuple((row["id"], _line(row, heard)) for row in rows)


def _line(row: Row, heard: Mapping[tuple[int, str], datetime]) -> RecipientLine:
    return RecipientLine(
        person=PersonId(row["person"]),
        name=row["name"] or "",
        language=Language(row["language"]),
        conversation=ConversationId(row["conversation"]) if row["conversation"] else None,
        outcome=_OUTCOMES[row["state"]],
        reason=row["reason"] or row["why"] or "",
        detail=(row["why"] or "") if row["reason"] == NotSent.UNDELIVERED else "",
        receipt=Receipt(
            sent_at=row["sent_at"],
            delivered_at=heard.get((row["message"], "delivered")),
            read_at=heard.get((row["message"], "read")),
            answer=Answer(row["answer"]) if row["answer"] else None,
            answered_at=row["answered_at"],
            proxy_name=row["proxy_name"],
        ),
    )
