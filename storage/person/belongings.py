"""Which rows of which tables are one member's: to give him what is held of him, and to erase it. Must not change any."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Table, and_, or_, select
from sqlalchemy.engine import Connection

from storage import mapping, tables, tickettables
from storage.filetables import attachment
from storage.office import casetables
from storage.office.desktables import shared_file
from storage.outreach import outreachtables
from storage.outreach.people import NUMBER

_I, _T = casetables.identity.c, tickettables.ticket.c
BY_CONVERSATION: Final[tuple[Table, ...]] = (
    tables.inbound, tables.outbound, tables.timer, tickettables.ticket, tickettables.ticket_event, tables.decision,
    casetables.stretch, attachment, outreachtables.consent, outreachtables.update_plan, outreachtables.appointment,
    outreachtables.opening, casetables.invitation,
)  # fmt: skip
"""Tables whose rows are those of the conversation that they name."""


@dataclass(frozen=True, slots=True)
class Person:
    """One member: his conversations on all channels, and what else names him. Lists as statements want them."""

    member: str
    conversations: tuple[str, ...]
    phones: tuple[str, ...]
    tickets: tuple[str, ...]


def person(connection: Connection, conversation: str) -> Person:
    """Give whose conversation it is, with all that he writes in."""
    mine = connection.execute(select(_I.member).where(_I.conversation == conversation)).scalar_one_or_none() or conversation
    known = connection.execute(select(_I.conversation, _I.phone).where(_I.member == mine)).all()
    conversations = sorted({conversation, *(row.conversation for row in known)})
    tickets = connection.execute(select(_T.ref).where(_T.conversation.in_(conversations))).scalars().all()
    return Person(mine, tuple(conversations), tuple(sorted({row.phone for row in known if row.phone})), tuple(sorted(tickets)))


def his(whose: Person) -> Mapping[Table, ColumnElement[bool]]:
    """Give for each table that names members which of its rows are his."""
    keys = mapping.padded(whose.conversations)
    names = mapping.padded({*whose.conversations, whose.member})
    sent = select(tables.outbound.c.id).where(tables.outbound.c.conversation.in_(keys))
    recipient, said = outreachtables.recipient.c, casetables.said.c
    return {
        tables.conversation: tables.conversation.c.id.in_(keys),
        casetables.identity: _I.member == whose.member,
        # those that his conversations once were before they were joined are called as the conversations are
        casetables.member: or_(
            casetables.member.c.id == whose.member,
            and_(casetables.member.c.id.in_(keys), casetables.member.c.id.not_in(select(_I.member))),
        ),
        casetables.member_note: casetables.member_note.c.member == whose.member,
        **{table: table.c.conversation.in_(keys) for table in BY_CONVERSATION},
        tables.delivery: tables.delivery.c.outbound.in_(sent),
        tables.lane: tables.lane.c.key.in_(keys),
        shared_file: shared_file.c.ticket.in_(mapping.padded(whose.tickets)),
        casetables.said: or_(said.conversation.in_(keys), said.ticket.in_(mapping.padded(whose.tickets))),
        outreachtables.recipient: or_(recipient.person.in_(names), recipient.conversation.in_(keys)),
        outreachtables.project_member: outreachtables.project_member.c.conversation.in_(
            mapping.padded([*whose.conversations, *(f"{NUMBER}{phone}" for phone in whose.phones)])
        ),
    }
