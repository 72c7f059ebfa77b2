"""Hears what officers do in their room and has it done, by the rules of the desk: same powers, same events, same trail.

Each deed enters the engine through the inbox under its own id, so that it is done once. Only who proved at the desk whose
account it is may act; the others are told how.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

import structlog

from bot.rooms import wording
from bot.rooms.courier import Courier, Unsent
from bot.rooms.place import RoomPlace
from desk import talk_view
from desk.permissions import Deed, Powers
from desk.requests import MAX_TEXT
from desk.texts import Texts
from domain.accountports import Officer, Officers
from domain.duties import Regulation
from domain.errors import SendError
from domain.inbound import Envelope, Inbound
from domain.model import TicketRef
from domain.officeracts import OfficerHandedBack, OfficerReplied, OfficerResolved, OfficerSetSubject, OfficerTook
from domain.ports import Clock, Inbox
from domain.roomports import ORIGIN, Doing, Links, Room, Said, hashed
from domain.ticketports import TicketFile, Tickets
from domain.topicports import Rooms
from faq import normalise

_NOTE: Final = re.compile(r"(?://|/note(?:@\w+)?(?=\s|$))\s*(.*)", re.DOTALL | re.IGNORECASE)
_COMMAND: Final = re.compile(r"/([a-z_]+)(?:@\w+)?\s*", re.IGNORECASE)
_PENDING: Final = 200
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Request:
    """A deed, by whom, and what it is about."""

    said: Said
    officer: Officer
    file: TicketFile
    powers: Powers

    @property
    def name(self) -> str:
        """How the member is told who the officer is."""
        return self.officer.title.get(self.file.contact.language) or self.officer.name


@dataclass(slots=True)
class Clerk:
    """`domain.roomports.Listener`."""

    room: Room
    rooms: Rooms
    links: Links
    tickets: Tickets
    officers: Officers
    inbox: Inbox
    clock: Clock
    regulation: Regulation
    t: Texts
    address: Callable[[TicketRef], str]
    place: RoomPlace
    courier: Courier
    _answers: asyncio.Queue[tuple[Said, str]] = field(default_factory=lambda: asyncio.Queue(_PENDING))

    async def run(self) -> None:
        """Say why something was not done, until cancelled; that it cannot be said is no fault of the deed."""
        while True:
            said, text = await self._answers.get()
            try:
                await self.room.post(said.topic, text, answers=said.message)
            except SendError as error:
                _log.warning("room.not_answered", code=error.code, reason=error.reason)

    async def heard(self, said: Said) -> None:
        """Do what was said. Raises `StorageError`."""
        if said.doing is Doing.FILE and said.text.lstrip().startswith("/"):
            self.courier.keep(said.album)  # before anything is waited for: the rest of an album comes at once
        ref = await self.rooms.ticket_at(said.topic)
        file = await self.tickets.file(ref) if ref else None
        if file is None:
            return
        officer = await self._officer(said.account)
        if officer is None:
            if said.doing is Doing.CLOSE:
                await self.rooms.shut(file.card.ref)
            elif said.doing is Doing.RENAME:
                await self.rooms.titled(file.card.ref, said.text)
            self._answer(said, "unlinked" if said.account else "anonymous")
            return
        done = Request(said, officer, file, talk_view.powers(file, officer, self.regulation))
        if refused := await self._done(done):
            self._answer(said, refused, **self._values(done))

    async def stands(self, wrong: str) -> None:
        """Hear whether the room can be used. Raises `StorageError`."""
        await self.place.stands(wrong)

    async def moved(self, place: str) -> None:
        """Hear that the group has another id. Raises `StorageError`."""
        await self.place.moved(place)

    async def claimed(self, account: str, word: str) -> None:
        """Prove an account by a word from the desk. Raises `StorageError`."""
        found = await self.links.redeem(hashed(word), account)
        officer = next((one for one in await self.officers.all() if one.id == found), None)
        text = self.t("room.linked", value=officer.name) if officer else self.t("room.link_wrong")
        _log.info("room.claimed", officer=found)
        try:
            await self.room.whisper(account, text)
        except SendError as error:
            _log.warning("room.not_answered", code=error.code, reason=error.reason)

    async def _officer(self, account: str) -> Officer | None:
        found = await self.links.officer_of(account) if account else None
        return next((one for one in await self.officers.all() if one.id == found and one.active), None)

    async def _done(self, deed: Request) -> str:
        """Do it, and give why it was not done as a key of the texts."""
        match deed.said.doing:
            case Doing.WORDS:
                return await self._words(deed)
            case Doing.PRESS:
                return await self._command(deed, deed.said.text.removeprefix("room:"))
            case Doing.CLOSE:
                refused = await self._command(deed, "resolve") if deed.file.card.stage.is_open else ""
                if refused:
                    await self.rooms.shut(deed.file.card.ref)
                return refused
            case Doing.EDIT:
                return "edited"
            case Doing.FILE:
                return await self._file(deed)
            case Doing.RENAME:
                return await self._rename(deed)
            case Doing.REOPEN:
                return ""

    async def _words(self, deed: Request) -> str:
        text = deed.said.text.strip()
        if len(text) > MAX_TEXT:
            return "too_long"
        if noted := _NOTE.fullmatch(text):
            return await self._note(deed, noted[1].strip())
        if text.startswith("/"):
            command = _COMMAND.fullmatch(text)
            return await self._command(deed, command[1].lower() if command else "")
        if deed.file.contact.is_by_hand:
            return "no_channel"
        if deed.said.doing is Doing.WORDS and not normalise.clean(text):
            return "empty"
        if deed.powers.may(Deed.REPLY):
            return await self._enter(deed, self._replied(deed, text))
        if deed.powers.may(Deed.TAKE):
            return await self._enter(deed, self._took(deed), self._replied(deed, text))
        return self._not_to_take(deed)

    async def _file(self, deed: Request) -> str:
        """Send a file to the member with what stands below it; below a note it stays in the topic, and its album with it."""
        text, may = deed.said.text.strip(), deed.powers.may(Deed.REPLY) or deed.powers.may(Deed.TAKE)
        if not text and self.courier.stays(deed.said.album):
            return ""
        if text.startswith("/") or deed.file.contact.is_by_hand or not may:
            self.courier.keep(deed.said.album)
            return await self._words(deed) or ("file_noted" if _NOTE.fullmatch(text) else "")
        try:
            brought = await self.courier.brought(deed.said.sent, deed.file, deed.officer.id)
        except Unsent as unsent:
            return str(unsent)
        took = () if deed.powers.may(Deed.REPLY) else (self._took(deed),)
        return await self._enter(deed, *took, replace(self._replied(deed, text), attachment=brought))

    async def _command(self, deed: Request, command: str) -> str:
        ref, officer = deed.file.card.ref, deed.officer.id
        match command:
            case "take":
                return await self._enter(deed, self._took(deed)) if deed.powers.may(Deed.TAKE) else self._not_to_take(deed)
            case "resolve":
                return await self._enter(deed, OfficerResolved(ref, officer)) if deed.powers.may(Deed.RESOLVE) else "not_yours"
            case "back" if deed.file.card.officer is not None and deed.powers.may(Deed.HAND_BACK):
                whose = None if deed.file.card.officer == officer else deed.file.card.officer
                return await self._enter(deed, OfficerHandedBack(ref, officer, whose))
            case "back":
                return "not_yours"
            case "help" | "start":
                return "help"
            case _:
                return "unknown"

    async def _note(self, deed: Request, text: str) -> str:
        """Write an internal note: straight into the ticket, by no road that leads to the member."""
        if not deed.powers.may(Deed.NOTE):
            return "not_allowed"
        if text:
            key = f"{ORIGIN}:{self.room.name}:{deed.said.id}"
            await self.tickets.note(deed.file.card.ref, deed.officer.id, text, key)
        return ""

    async def _rename(self, deed: Request) -> str:
        """Take the topic's new name for the ticket's line; the reference comes back in front of it."""
        ref, subject = deed.file.card.ref, wording.subject(deed.said.text, deed.file, self.t)
        may, fresh = deed.powers.may(Deed.HANDLE), subject not in {"", deed.file.card.subject}
        if may and fresh:
            await self._enter(deed, OfficerSetSubject(ref, deed.officer.id, subject))
        await self.rooms.titled(ref, deed.said.text)
        return "" if may else "not_allowed"

    async def _enter(self, deed: Request, *inbounds: Inbound) -> str:
        now, card = self.clock.now(), deed.file.card
        envelopes = [
            Envelope(card.conversation, f"{self.room.name}:{deed.said.id}:{place}", ORIGIN, inbound, now)
            for place, inbound in enumerate(inbounds)
        ]
        await self.inbox.accept(envelopes)
        deeds = [type(inbound).__name__ for inbound in inbounds]
        _log.info("room.acted", officer=deed.officer.id, ticket=card.ref, deeds=deeds)
        return ""

    @staticmethod
    def _took(deed: Request) -> OfficerTook:
        return OfficerTook(deed.file.card.ref, deed.officer.id, deed.name)

    @staticmethod
    def _replied(deed: Request, text: str) -> OfficerReplied:
        return OfficerReplied(deed.file.card.ref, deed.officer.id, text, deed.name)

    @staticmethod
    def _not_to_take(deed: Request) -> str:
        held = talk_view.holder(deed.file, deed.officer.id)
        return "taken" if held not in {None, deed.officer.id} else ("" if held else "not_allowed")

    def _values(self, deed: Request) -> dict[str, str]:
        card = deed.file.card
        return {"value": card.officer_name, "n": str(MAX_TEXT), "address": self.address(card.ref)}

    def _answer(self, said: Said, key: str, **values: str) -> None:
        try:
            self._answers.put_nowait((said, self.t(f"room.{key}", **values)))
        except asyncio.QueueFull:
            _log.warning("room.not_answered", code="", reason="too many at once")
