"""Writes into the officers' room: at the group's pace, and what may have arrived only once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog

from bot import pacing
from domain import reference
from domain.errors import Refused, Uncertain
from domain.inbound import AttachmentReceived
from domain.model import Attachment, ConversationId, Purpose
from domain.ports import Clock, Sleep
from domain.roomports import Room, RoomMoved, TopicGone, TopicShut
from domain.ticketports import Line
from domain.topicports import Behind

_T = TypeVar("_T")
_log = structlog.get_logger()


@dataclass(slots=True)
class Pen:
    """What is said in one room, all its topics together."""

    room: Room
    clock: Clock
    read: Callable[[str], Awaitable[bytes | None]]
    """Gives a kept file's content."""
    schedule: pacing.Schedule = field(default_factory=pacing.Schedule)
    sleep: Sleep = asyncio.sleep

    async def paced(self, call: Coroutine[Any, Any, _T]) -> _T:
        """Wait for the group's pace: all topics of a group share one."""
        group, now = ConversationId(f"{self.room.name}:-"), self.clock.now().timestamp()
        wait = self.schedule.wait(group, Purpose.OFFICER, now)
        self.schedule.sent(group, Purpose.OFFICER, now + wait)
        try:
            await self.sleep(wait)
        except asyncio.CancelledError:
            call.close()  # never begun
            raise
        return await call

    async def say(self, behind: Behind, call: Coroutine[Any, Any, object]) -> None:
        """Say something in a topic; what may have arrived is not said again."""
        try:
            await self.paced(call)
        except Uncertain as error:
            _log.warning("room.perhaps_shown", ticket=behind.ticket, code=error.code, reason=error.reason)

    async def show_file(self, behind: Behind, line: Line, sent: AttachmentReceived) -> None:
        """Show a file; one that is refused is still at the desk."""
        try:
            await self._file(behind, line, sent)
        except (TopicGone, TopicShut, RoomMoved):
            raise
        except Refused as error:
            _log.warning("room.file_not_shown", ticket=behind.ticket, code=error.code, reason=error.reason)

    async def _file(self, behind: Behind, line: Line, sent: AttachmentReceived) -> None:
        """Show what the member sent: copied where the provider has it, whatever its size, else as it is kept here."""
        if sent.message and behind.conversation.startswith(f"{self.room.account}:"):
            caption = reference.written(behind.ticket)
            await self.say(behind, self.room.copy(behind.topic, behind.conversation, sent.message, caption))
        elif sent.file and (content := await self.read(sent.file)):
            name = sent.name or f"{reference.written(behind.ticket)}-{line.id}"
            file = Attachment(sent.file, name, sent.mime, len(content), address="", words="")
            await self.say(behind, self.room.show(behind.topic, file, content))
