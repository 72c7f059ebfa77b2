"""Files that officers send to members: kept, and given to channels with an address that nobody can guess and that expires."""

from datetime import timedelta
from typing import Final
from urllib.parse import quote

import structlog
from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk import reply_view
from desk.actions import NOT_YOURS, name_of, unless_late
from desk.attachments import FORBIDDING, picture_type
from desk.entering import Action
from desk.office import Office
from desk.permissions import Deed
from desk.visits import Visit
from domain.errors import BadInput
from domain.fileports import StoredFile
from domain.model import Attachment
from domain.officeports import SharedFile
from domain.officeracts import OfficerReplied
from domain.ticketports import TicketFile

_log = structlog.get_logger()
KEPT: Final = timedelta(days=30)
"""How long a member can fetch a file."""
ADDRESS: Final = "/files/"
_LATELY: Final = 20
"""Lines among which a file that was just sent is looked for."""
_INLINE: Final = frozenset({"application/pdf"})


async def send(action: Action) -> Response:
    """Send a file to the member, with words or without."""
    caption = action.visit.form.get("caption", "").strip()
    stored = await _kept(action)
    if isinstance(stored, str):
        return await action.refused(stored, reply=caption)
    shared = _shared(action, stored)
    await action.office.shared.share(shared)
    shared = await action.office.shared.find(shared.key) or shared  # sent twice, it is the first one's file: one message
    address = f"{action.office.public_url.rstrip('/')}{ADDRESS}{shared.key}"
    told = action.office.wording.file(shared.name, address, action.file.contact.language)
    given = Attachment(shared.file, shared.name, shared.mime, shared.size, address, told)
    waits = await reply_view.waits(action.office, action.visit, action.file, caption)
    await action.enter(OfficerReplied(action.file.card.ref, action.visit.officer.id, caption, name_of(action), given))
    _log.info("desk.file_sent", officer=action.visit.officer.id, ticket=action.file.card.ref, mime=shared.mime)
    return await unless_late(action, "file_kept" if waits else "file_sent", lambda seen: _given(action, seen, address), caption)


async def fetch(office: Office, visit: Visit) -> Response:
    """Give a file to whoever has its address: pictures and papers are shown, anything else is handed down.

    Raises `HTTPException` where there is none.
    """
    shared = await office.shared.find(visit.request.path_params["key"])
    content = await office.files.read(shared.file) if shared else None
    if shared is None or content is None:
        raise HTTPException(404)  # whoever asks is a member, or a provider for him: the site says it, not the desk
    inline = bool(picture_type(content)) or shared.mime in _INLINE
    headers = {
        "Content-Disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(shared.name, safe='')}",
        "Content-Security-Policy": FORBIDDING,
        "X-Robots-Tag": "noindex",
    }
    # the type as it is, which is one of few: providers that fetch a file for a member hold us to it
    return Response(content, 200, headers, shared.mime)


async def _given(action: Action, file: TicketFile, address: str) -> bool:
    """Tell whether the engine said it: the address is no other file's."""
    lines = await action.office.transcript.lines(file.card.conversation, limit=_LATELY, internal=True)
    return any(line.sent is not None and line.sent.address == address for line in lines)


async def _kept(action: Action) -> StoredFile | str:
    """Keep the file, or name what is wrong with it."""
    file = action.visit.file
    if not action.powers.may(Deed.REPLY):
        return NOT_YOURS
    if file is None or not file.content:
        return "no_file"
    if len(file.content) > action.office.max_upload:
        return "too_large"
    try:
        return await action.office.files.save(file.content)
    except BadInput:
        return "file_type"


def _shared(action: Action, stored: StoredFile) -> SharedFile:
    file = action.visit.file
    # from the form's key, so that a form that is sent twice is one file and one message
    return SharedFile(
        key=action.id(f"file\0{file.name if file else ''}\0{stored.size}")[:40],
        ticket=action.file.card.ref,
        officer=action.visit.officer.id,
        file=stored.file,
        name=(file.name if file else "") or "file",
        mime=stored.mime,
        size=stored.size,
        expires_at=action.office.clock.now() + KEPT,
    )
