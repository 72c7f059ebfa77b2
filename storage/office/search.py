"""Words by which tickets are found: folded, so that letters which are written alike are one, and searched by their beginnings.

A ticket's own words are kept as it is opened, and a member's name as it is learnt; messages follow a moment later, by
`storage.office.indexer`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, false, or_, select, text
from sqlalchemy.engine import Connection

from domain.model import ConversationId, TicketRef
from domain.ticketeffects import OpenTicket
from faq import normalise
from storage import mapping, tables, tickettables
from storage.office.casetables import said
from storage.prepared import Prepared, insert_new

MOST: Final = 2_000
"""Matches that are looked at: whoever finds more has to search for more words."""
_LONGEST_QUERY: Final = 8
"""Words of a search that are looked at."""
_SHORT: Final = 300
"""Characters of what is remembered as it was folded: long texts do not come twice, and take megabytes."""
_ARTICLE: Final = "ال"
_BEFORE: Final = ("", "ال", "ل", "لل", "ب", "بال", "و", "وال")
"""What Arabic writes in front of a word as one with it."""
_NUMBER: Final = re.compile(r"\d(?:[\s\-]?\d)+")
_HOME: Final = "966"
_ABROAD: Final = "00"
_DIALLED: Final = re.compile(r"00\d{9,}")
_MOBILE: Final = re.compile(r"(?:0|966)(5\d{8})")
_NUMBERED: Final = "n"
_NAMED: Final = "c"
_WHO: Final = "whoismember"
"""Stands beside what names a member, so that members can be found without all that they said."""
_S, _T, _C = said.c, tickettables.ticket.c, tables.conversation.c


def folded(*texts: str) -> str:
    """Fold texts into single words; numbers stand as their digits, telephone numbers too."""
    return _remembered(*texts) if sum(map(len, texts)) <= _SHORT else _folded(*texts)


def _folded(*texts: str) -> str:
    words = [word for one in texts for word in normalise.key(mapping.storable(one)).split()]
    numbers = [re.sub(r"\D", "", found) for one in texts for found in _NUMBER.findall(normalise.digits(mapping.storable(one)))]
    return " ".join(dict.fromkeys((*words, *numbers)))


_remembered: Final = lru_cache(2_000)(_folded)


def telephone(conversation: str) -> tuple[str, ...]:
    """Give the ways in which the number of whoever writes here may be looked for; none where his address is no number."""
    digits = conversation.rpartition(":")[2]
    if not digits.startswith("+") or not digits[1:].isdecimal():
        return ()
    local = digits[1:].removeprefix(_HOME)
    return (digits[1:], f"0{local}", local)


def keep_names(connection: Connection, conversations: Sequence[str]) -> None:
    """Let members be found by the names that are known of them now, and by their telephone numbers."""
    known = connection.execute(select(_C.id, _C.name, _C.stated).where(_C.id.in_(mapping.padded(conversations))))
    rows = [naming(row.id, row.name, row.stated) for row in known]
    connection.execute(said.delete().where(_S.source.in_(mapping.padded(row["source"] for row in rows))))
    insert_new(connection, said, *(row for row in rows if row["folded"]))


def naming(conversation: str, *names: str) -> dict[str, str]:
    """Give the row by which the member who writes in a conversation is found, without words where nothing names him."""
    words = " ".join((*telephone(conversation), folded(*names))).strip()
    named = f"{_WHO} {words}" if words else ""
    return {"source": f"{_NAMED}{conversation}", "conversation": conversation, "ticket": "", "folded": named}


def keep_ticket(connection: Connection, conversation: ConversationId, effect: OpenTicket) -> None:
    """Let a new ticket be found by its reference, subject, form, and the member's name and number."""
    name = next((row["name"] for row in _NAME.rows(connection, {"of": conversation})), "")
    texts = (effect.subject, name, *(value for _, value in effect.details))
    words = " ".join((effect.ref.casefold(), *telephone(conversation), folded(*texts))).strip()
    row = {"source": f"t{effect.ref}", "conversation": conversation, "ticket": effect.ref, "folded": words}
    insert_new(connection, said, row)


_NAME: Final = Prepared(select(tables.conversation.c.name).where(tables.conversation.c.id == bindparam("of")))


def keep_subject(connection: Connection, conversation: ConversationId, ticket: TicketRef, subject: str) -> None:
    """Let a ticket be found by its new subject too; signs alone are no word."""
    if words := folded(subject):
        more = said.update().where(_S.source == f"t{ticket}", _S.conversation == conversation)
        connection.execute(more.values(folded=_S.folded + " " + words))


def keep_number(connection: Connection, conversations: Sequence[str], number: str) -> None:
    """Let a member be found by the number of his membership, and by no earlier one."""
    connection.execute(said.delete().where(_S.source.in_([f"{_NUMBERED}{one}" for one in conversations])))
    if words := folded(number):
        words = f"{_WHO} {words}"
        rows = [{"source": f"{_NUMBERED}{one}", "conversation": one, "ticket": "", "folded": words} for one in conversations]
        insert_new(connection, said, *rows)


# ---- looking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand: in tickets themselves, or in conversations."""

    tickets: tuple[str, ...]
    conversations: tuple[str, ...]

    def condition(self, refs: Sequence[TicketRef] = ()) -> ColumnElement[bool]:
        """Give the condition on tickets that were found, or are named."""
        tickets = mapping.padded(dict.fromkeys((*self.tickets, *refs)))
        # an empty list has no index: it would have every ticket looked at
        parts = [_T.ref.in_(tickets)] if tickets else []
        parts += [_T.conversation.in_(mapping.padded(self.conversations))] if self.conversations else []
        return or_(*parts) if parts else false()


def find(connection: Connection, query: str) -> Found:
    """Look for all words of a query in one message or one ticket: as they stand, and if that is not plenty by their beginnings.

    To begin with whole words keeps everyday ones cheap: of these SQLite need not collect all before it gives the first.
    """
    words = folded(query).split()[:_LONGEST_QUERY]
    rows: Sequence[Any] = ()
    for ending in ("", "*") if words else ():
        if len(rows) < MOST:
            rows = _rows(connection, words, ending)
    tickets = dict.fromkeys(row.ticket for row in rows if row.ticket)
    return Found(tuple(tickets), tuple(dict.fromkeys(row.conversation for row in rows if not row.ticket)))


def members(connection: Connection, query: str, limit: int) -> tuple[str, ...]:
    """Give conversations of members whom a query names by name, telephone number or number of membership."""
    words = folded(query).split()[:_LONGEST_QUERY]
    rows = _rows(connection, [_WHO, *words], "*") if words else ()
    return tuple(dict.fromkeys(row.conversation for row in rows))[:limit]


def _rows(connection: Connection, words: Sequence[str], ending: str) -> Sequence[Any]:
    if connection.dialect.name == "sqlite":
        phrase = _phrase(words, f'"{{}}"{ending}', " AND ", " OR ")
        return connection.execute(_FIND_SQLITE, {"phrase": phrase, "most": MOST}).all()
    # by the index: the planner takes splitting every row into words for cheap (measured: 80 ms for 12,000 rows)
    phrase = _phrase(words, f"'{{}}'{ending and ':*'}", " & ", " | ")
    connection.execute(text("SET enable_seqscan = off"))
    try:
        return connection.execute(_FIND_POSTGRESQL, {"phrase": phrase, "most": MOST}).all()
    finally:
        connection.execute(text("SET enable_seqscan = on"))


def _phrase(words: Sequence[str], form: str, both: str, either: str) -> str:
    return both.join("(" + either.join(form.format(one) for one in _spellings(word)) + ")" for word in words)


_FIND_SQLITE: Final = text(
    "SELECT said.conversation, said.ticket FROM said WHERE said.id IN "
    "(SELECT rowid FROM said_words WHERE said_words MATCH :phrase ORDER BY rowid DESC LIMIT :most)"
)
_FIND_POSTGRESQL: Final = text(
    "SELECT conversation, ticket FROM said "
    "WHERE array_to_tsvector(string_to_array(folded, ' ')) @@ CAST(CAST(:phrase AS text) AS tsquery) LIMIT :most"
)


def _spellings(word: str) -> tuple[str, ...]:
    """Give a word with what may stand in front of it in Arabic, and without its article; a mobile number as it is dialled."""
    if word.isascii():
        dialled = word.removeprefix(_ABROAD) if _DIALLED.fullmatch(word) else word
        mobile = _MOBILE.fullmatch(dialled)  # a form has it as the member wrote it
        return tuple(dict.fromkeys((word, dialled, *((f"0{mobile[1]}", f"{_HOME}{mobile[1]}") if mobile else ()))))
    bare = word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word
    return tuple(f"{before}{bare}" for before in _BEFORE)
