"""Shows in the officers' room what happens to tickets: a topic for each, a card in it that is kept up, and what is said.

Must not decide anything: it reads tickets and conversations and writes them into topics, at the group's pace. A topic that was
deleted is made anew, one that was closed by hand is opened again. What may have arrived is not repeated.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.rooms import forms, wording
from bot.rooms.pen import Pen
from bot.rooms.place import RoomPlace
from bot.rooms.wording import Wording
from channels import text
from domain.errors import Misconfigured, Refused, SendError, StorageError, Throttled
from domain.model import DepartmentId, TicketRef
from domain.ports import Clock, Signals
from domain.roomports import RoomMoved, RoomUnusable, TopicGone, TopicShut
from domain.ticketports import Line, Speaker, TicketFile, Tickets, Transcript
from domain.topicports import Behind, Rooms

_AT_ONCE: Final = 20
_LOOK_SECONDS: Final = 2.0
_FIRST_LINES, _MOST_LINES = 10, 100
"""Lines with which a new topic begins, and those read at once later."""
_UNDECIDED: Final = frozenset({"new", "sending"})
_PATIENCE: Final = timedelta(seconds=60)
"""How long lines wait for news of an officer's words that are on their way."""
_REST_ALL, _HOLD = timedelta(seconds=60), timedelta(seconds=1)
_log = structlog.get_logger()


@dataclass(slots=True)
class Mirror:
    """One room's topics."""

    pen: Pen
    rooms: Rooms
    tickets: Tickets
    transcript: Transcript
    signals: Signals
    clock: Clock
    words: Wording
    place: RoomPlace
    rest: timedelta = timedelta(seconds=30)
    """After which a ticket that could not be shown is tried again."""
    _resting: dict[TicketRef, datetime] = field(default_factory=dict)
    _awake_at: datetime | None = None
    _unusable: int | None = None
    """How often the room had been mended when it could not be used; None: it rests for another reason."""
    _well: bool = False
    """It was shown that the room can be used."""

    async def run(self) -> None:
        """Show what happens, until cancelled."""
        while True:
            try:
                worked = await self.once()
            except StorageError as error:
                _log.warning("room.not_read", fault=type(error).__name__)
                worked = False
            if not worked:
                await self.signals.wait("desk", _LOOK_SECONDS)

    async def once(self) -> bool:
        """Bring the first topic that is behind up to date; False where there was none. Raises `StorageError`."""
        now = self.clock.now()
        if self._awake_at and now < self._awake_at and self._unusable in {None, self.place.mended}:
            return False
        self._awake_at = self._unusable = None
        self._resting = {ticket: until for ticket, until in self._resting.items() if until > now}
        if await self._forget():
            return True
        behind = await self.rooms.behind(_AT_ONCE + len(self._resting))
        first = next((one for one in behind if one.ticket not in self._resting), None)
        if first is None:
            return False
        await self._show(first)
        return True

    async def _forget(self) -> bool:
        """Delete the first topic of a member who was erased; False where there is none that can be deleted now."""
        found = await self.rooms.forgotten(_AT_ONCE + len(self._resting))
        first = next((one for one in found if one[0] not in self._resting), None)
        if first is None:
            return False
        ticket, topic = first
        try:
            await self.pen.paced(self.pen.room.remove(topic))
        except TopicGone:
            await self.rooms.gone(ticket)
        except RoomUnusable:
            await self.place.stands("no_delete")
            self._resting[ticket] = self.clock.now() + _REST_ALL
        except SendError as error:
            _log.warning("room.not_deleted", ticket=ticket, code=error.code, reason=error.reason)
            self._resting[ticket] = self.clock.now() + self.rest
        else:
            _log.info("room.deleted", ticket=ticket)
            await self.rooms.gone(ticket)
        return True

    async def _show(self, behind: Behind) -> None:
        """Show a ticket, and do with a fault what mends it."""
        try:
            await self._bring(behind)
            if not self._well:
                await self.place.stands("")
                self._well = True
        except RoomMoved as error:
            await self.place.moved(error.code)
        except RoomUnusable as error:
            self._well, self._unusable = False, self.place.mended
            await self.place.stands(error.code)
            self._awake_at = self.clock.now() + _REST_ALL
        except TopicGone:
            _log.info("room.topic_gone", ticket=behind.ticket)
            await self.rooms.gone(behind.ticket)
        except TopicShut:
            await self.rooms.shut(behind.ticket)
        except Throttled as error:
            self._awake_at = self.clock.now() + timedelta(seconds=error.retry_after)
        except Misconfigured as error:
            _log.error("room.misconfigured", code=error.code, reason=error.reason)
            self._awake_at = self.clock.now() + _REST_ALL
        except SendError as error:
            _log.warning("room.not_shown", ticket=behind.ticket, code=error.code, reason=error.reason)
            self._resting[behind.ticket] = self.clock.now() + self.rest

    async def _bring(self, behind: Behind) -> None:
        file = await self.tickets.file(behind.ticket)
        if file is None:
            self._resting[behind.ticket] = self.clock.now() + self.rest
            return
        if behind.left_for is not None:
            await self._leave(behind, file, behind.left_for)
            return
        fresh, title = not behind.topic, wording.title(file, self.words.t)
        if fresh:
            topic = await self.pen.paced(self.pen.room.open(title))
            await self.rooms.opened(behind.ticket, topic, title)
            behind = replace(behind, topic=topic, open=True, title=title)
        if not behind.open:
            await self.pen.paced(self.pen.room.reopen(behind.topic))
            await self.rooms.unshut(behind.ticket)
        if behind.title != title:
            await self.pen.paced(self.pen.room.rename(behind.topic, title))
            await self.rooms.titled(behind.ticket, title)
        await self._card(behind, file)
        shown = await self._lines(behind, file, fresh=fresh)
        await self.rooms.showed(behind.ticket, shown, behind.version)
        if not file.card.stage.is_open:
            await self.pen.paced(self.pen.room.close(behind.topic))
            await self.rooms.shut(behind.ticket)

    async def _leave(self, behind: Behind, file: TicketFile, department: DepartmentId) -> None:
        """Say where the ticket went and close its topic, which is opened again if the ticket comes back."""
        if behind.card:
            try:
                await self.pen.paced(self.pen.room.edit(behind.topic, behind.card, wording.card(file, self.words)))
            except (TopicGone, TopicShut):
                raise
            except Refused:
                _log.info("room.card_gone", ticket=behind.ticket)
        await self.pen.say(behind, self.pen.room.post(behind.topic, wording.left(behind.ticket, department, self.words)))
        await self.pen.paced(self.pen.room.close(behind.topic))
        await self.rooms.shut(behind.ticket)
        _log.info("room.left", ticket=behind.ticket, department=department)

    async def _card(self, behind: Behind, file: TicketFile) -> None:
        """Keep the card up; one that was deleted is written anew."""
        if behind.card and behind.version == behind.shown_version:
            return
        shown, options = wording.card(file, self.words), wording.options(file, self.words.t)
        if behind.card:
            try:
                await self.pen.paced(self.pen.room.edit(behind.topic, behind.card, shown, options))
            except (TopicGone, TopicShut):
                raise
            except Refused:
                _log.info("room.card_gone", ticket=behind.ticket)
            else:
                return
        await self.rooms.carded(behind.ticket, await self.pen.paced(self.pen.room.post(behind.topic, shown, options)))

    async def _lines(self, behind: Behind, file: TicketFile, *, fresh: bool) -> int:
        """Write what the topic does not show yet, and give the place up to which it does then.

        What a member enters into a form is not written: he may throw it away, and once submitted it is read at the desk. An
        announcement is written between other words only: in each topic by itself it would use up the group's pace.
        """
        most = _FIRST_LINES if fresh else _MOST_LINES
        after = "" if fresh else str(behind.shown)
        before = await self.rooms.entering(behind.conversation)
        came = await self.transcript.lines(behind.conversation, after, most, internal=True)
        entering = await self.rooms.entering(behind.conversation)
        # read again: what was heard by then has its notes now, and is not said once more by them the next time
        told = await self.transcript.lines(behind.conversation, after, most, internal=True) if came else ()
        decided = self._decided(told, {one.id for one in came} - entering.unheard)
        hidden = before.form | entering.form | forms.entered(told)
        shown = [line for line in decided if line.id not in hidden]
        if all(line.announced for line in shown):
            shown = []
        # in a topic made anew nothing stands yet, not even what was written in the one before it
        there = frozenset[str]() if fresh else await self.rooms.said_there(behind.conversation, behind.shown)
        words = wording.lines(shown, file, there, self.clock.now(), self.words)
        for part in text.split(words, self.pen.room.max_text - 200) if words else ():
            await self.pen.say(behind, self.pen.room.post(behind.topic, part))
        for line in shown:
            if line.attachment is not None:
                await self.pen.show_file(behind, line, line.attachment)
        if len(decided) < len(told):
            self._resting[behind.ticket] = self.clock.now() + _HOLD
            return int(decided[-1].cursor) if decided else behind.shown
        last = int(told[-1].cursor) if told else behind.shown
        return last if not fresh and len(told) == most else max(last, behind.position)

    def _decided(self, told: Sequence[Line], heard: Collection[str]) -> Sequence[Line]:
        """Give the lines before what will be known in a moment: whether an officer's words arrived, whether a form goes on."""
        young = self.clock.now() - _PATIENCE
        for place, one in enumerate(told):
            if one.at > young and (_on_its_way(one) or self._comes(one) or _is_new(one, heard)):
                return told[:place]
        return told

    def _comes(self, one: Line) -> bool:
        """Tell whether a file is still being fetched that cannot be copied."""
        sent = one.attachment
        return sent is not None and bool(sent.reference) and not (sent.message or sent.file or one.reason)


def _is_new(one: Line, heard: Collection[str]) -> bool:
    return one.speaker is Speaker.MEMBER and one.id not in heard


def _on_its_way(one: Line) -> bool:
    return one.speaker is Speaker.OFFICER and one.status in _UNDECIDED
