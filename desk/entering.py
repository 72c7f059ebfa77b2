"""From a form to the engine: the ticket that it is about, the officer's powers over it, and the way through the inbox.

A form carries the random key that it was made with: pressed twice, or sent again by the browser, it is one action. The text is
part of the action's identity, so that words changed after going back in the browser are not taken for the same.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import structlog
from starlette.responses import Response

from desk import pages, requests, talk_view
from desk.cases import Unsent, case_page
from desk.office import Office
from desk.permissions import Deed, Powers
from desk.queue_query import QueueQuery
from desk.visits import SignedVisit
from domain import codec
from domain.errors import BadInput, StorageError
from domain.inbound import Envelope, Inbound
from domain.model import Stage
from domain.ticketports import TicketFile

_log = structlog.get_logger()
ORIGIN: Final = "desk"
_LOOKS: Final = 8
_LOOK_SECONDS: Final = 0.25
"""An action is shown done at once where the engine is quick; else the live page shows it when it is."""

Seen = Callable[[TicketFile], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Action:
    """A form that was sent, the ticket that it is about, and what its officer may do with that."""

    office: Office
    visit: SignedVisit
    file: TicketFile
    powers: Powers

    @property
    def not_allowed(self) -> str:
        """Why a deed is not open to the officer, as a key of the texts."""
        held = self.file.card.officer is None and self.file.card.stage is Stage.REOPENED
        return "supervisors" if held else "not_allowed"

    def words(self, field: str, fault: str = "") -> tuple[str, str]:
        """Give a field's text and what is wrong with it, as a key of the texts; an earlier fault goes before."""
        try:
            return requests.words(self.visit.form, field), fault
        except BadInput as error:
            return "", fault or str(error)

    async def refused(self, fault: str, reply: str = "", note: str = "", line: str = "") -> Response:
        """Show the conversation with the reason, and the words that were not sent."""
        return await case_page(self.office, self.visit, self.file, Unsent(fault, reply, note, line))

    async def enter(self, *inbounds: Inbound) -> None:
        """Hand what was done to the engine."""
        now, card = self.office.clock.now(), self.file.card
        envelopes = [Envelope(card.conversation, self.id(codec.dump_inbound(one)), ORIGIN, one, now) for one in inbounds]
        await self.office.inbox.accept(envelopes)
        deeds = [type(one).__name__ for one in inbounds]
        _log.info("desk.acted", officer=self.visit.officer.id, ticket=card.ref, deeds=deeds)

    def id(self, deed: str) -> str:
        """Name the action: whose, from which form, and what, with its words."""
        path = self.visit.request.path_params["ref"]
        seed = "\0".join((str(self.visit.officer.id), requests.key(self.visit.form), path, deed))
        return sha256(seed.encode()).hexdigest()

    async def until(self, seen: Seen) -> bool:
        """Wait a moment for the engine, so that a page without scripts comes back with the result; False if it did not."""
        with suppress(StorageError):  # what was entered is kept all the same
            for _ in range(_LOOKS):
                fresh = await self.office.tickets.file(self.file.card.ref)
                if fresh is not None and await seen(fresh):
                    return True
                await self.office.signals.wait(self.file.card.conversation, _LOOK_SECONDS)
        return False

    def back(self, done: str, *, shown: bool = True) -> Response:
        """Lead back to the conversation, and say what was done."""
        query = QueueQuery.of(self.visit.request.query_params)
        return pages.see_other(query.address(self.file.card.ref, done=done if shown else "pending"))


Doing = Callable[[Action], Awaitable[Response]]
Endpoint = Callable[[Office, SignedVisit], Awaitable[Response]]


def about_ticket(doing: Doing) -> Endpoint:
    """Make an endpoint of what is done with a ticket; one that is not there, or not to be seen, is not found."""

    async def endpoint(office: Office, visit: SignedVisit) -> Response:
        ref = requests.ref(visit.request.path_params["ref"])
        file = await office.tickets.file(ref) if ref else None
        powers = talk_view.powers(file, visit.officer, office.rules.regulation) if file else Powers(frozenset())
        if file is None or not powers.may(Deed.VIEW):
            return pages.unknown(office, visit)
        return await doing(Action(office, visit, file, powers))

    return endpoint
