"""What the chat page posts, as envelopes. Pure: bytes in, values out."""

import json
import re
from datetime import datetime
from typing import Any

from channels.text import received
from channels.web.tokens import ORIGIN
from domain.errors import BadInput
from domain.fileports import StoredFile
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    ConversationStarted,
    Envelope,
    Inbound,
    LanguageChosen,
    TextReceived,
)
from domain.model import ConversationId, Language

_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_OPTION = re.compile(r"[\x21-\x7e]{1,64}")
_MEDIA = {"image": AttachmentKind.IMAGE, "audio": AttachmentKind.VOICE, "video": AttachmentKind.VIDEO}


def parse(body: bytes, conversation: ConversationId, at: datetime) -> Envelope:
    """Read one posted message. Raises `BadInput` with a word that the page can explain: `malformed`, `empty`, `too_long`."""
    fields = _fields(body)
    client_id = fields.get("id")
    if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
        raise BadInput("malformed")
    return _envelope(conversation, client_id, _inbound(fields), at)


def attachment(stored: StoredFile, name: str, client_id: str, conversation: ConversationId, at: datetime) -> Envelope:
    """Give the envelope of an uploaded file. Raises `BadInput` when the page's id is malformed."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise BadInput("malformed")
    media = _MEDIA.get(stored.mime.partition("/")[0], AttachmentKind.DOCUMENT)
    safe = re.sub(r"[^\w. ()-]", "_", name.replace("\\", "/").rpartition("/")[2])[:100]
    return _envelope(conversation, client_id, AttachmentReceived(media, safe, stored.mime, stored.size, stored.file), at)


def _envelope(conversation: ConversationId, client_id: str, inbound: Inbound, at: datetime) -> Envelope:
    provider_id = f"{conversation.rpartition(':')[2]}:{client_id}"
    return Envelope(conversation, provider_id, ORIGIN, inbound, sent_at=at)


def _fields(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInput("malformed") from error
    if not isinstance(fields, dict):
        raise BadInput("malformed")
    return fields


def _inbound(fields: dict[str, Any]) -> Inbound:
    match fields:
        case {"text": str(text)}:
            return TextReceived(received(text))
        case {"option": str(option)} if _OPTION.fullmatch(option):
            return ChoiceMade(option)
        case {"language": ("ar" | "en") as language}:
            return LanguageChosen(Language(language))
        case {"started": ("ar" | "en") as language}:
            return ConversationStarted(language=Language(language))
        case _:
            raise BadInput("malformed")
