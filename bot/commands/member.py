"""`mujib member`: what is held of a member, given to him or erased, as the Personal Data Protection Law wants it."""

import asyncio
import json
import mimetypes
from collections.abc import Callable
from pathlib import Path

from bot import store
from bot.config import Settings
from bot.store import Storage
from domain.accountports import THE_SERVER
from domain.dossier import remove_left
from domain.errors import BadInput, StorageError
from domain.model import ConversationId
from storage.files import mime_of


async def export(settings: Settings, who: str, folder: Path | None) -> str:
    """Give all that is held of a member as JSON; his files are written into `folder`, which is made.

    Raises `BadInput` for an unknown member or a folder that cannot be written, and `StorageError`.
    """
    storage = await store.opened(settings)
    try:
        conversation = await _known(storage, who)
        dossier = await storage.dossiers.export(conversation, THE_SERVER)
        if folder is not None:
            await _copied(storage, conversation, folder)
    finally:
        await storage.close()
    return json.dumps(dossier, ensure_ascii=False, indent=2)


async def erase(settings: Settings, who: str, confirmed: Callable[[str], bool]) -> str:
    """Erase a member once that is confirmed, and tell what was erased.

    Raises `BadInput` for an unknown member, one with an open matter, or where it is not confirmed, and `StorageError`.
    """
    storage = await store.opened(settings)
    try:
        conversation = await _known(storage, who)
        card = await storage.members.card(conversation)
        where = ", ".join(one.conversation for one in card.identities) if card else conversation
        if not confirmed(where):
            raise BadInput("nothing was erased: nobody said yes (--yes does not ask)")
        files = await storage.dossiers.files(conversation)
        done = await storage.dossiers.erase(conversation, THE_SERVER)
        stuck = await remove_left(storage.dossiers, storage.files)
    finally:
        await storage.close()
    if stuck:
        told = "the member is erased, but not these files, which the server tries to remove every hour"
        raise StorageError(f"{told}: {', '.join(stuck)}")
    return f"erased: {done.messages} messages in {done.conversations} conversations, {len(files)} files; \
{done.tickets} tickets stay without words and without a name"


async def _known(storage: Storage, who: str) -> ConversationId:
    found = await storage.dossiers.find(who)
    if found is None:
        raise BadInput(f"nobody is known by {who!r}: give a ticket's number, a telephone number or a conversation")
    return found


async def _copied(storage: Storage, conversation: ConversationId, folder: Path) -> None:
    for file in await storage.dossiers.files(conversation):
        content = await storage.files.read(file)
        if content is None:
            continue
        await asyncio.to_thread(_written, folder, file, content)


def _written(folder: Path, name: str, content: bytes) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}{mimetypes.guess_extension(mime_of(content)) or ''}").write_bytes(content)
    except OSError as error:
        raise BadInput(f"{folder}: {error.strerror}") from error
