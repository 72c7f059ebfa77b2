"""What a member put into a Telegram message: words, a command, his contact, or something that is not words. Pure."""

import re
from dataclasses import replace
from typing import Any, Final

from channels.telegram.fields import number_of, table, text_of
from domain.inbound import AttachmentKind, AttachmentReceived, ChoiceMade, ConversationStarted, Ignored, Inbound, TextReceived

COMMANDS: Final = {
    "help": "act:help",
    "menu": "act:menu",
    "officer": "act:officer",
    "status": "act:ticket_status",
    "complaint": "act:complaint",
    "suggestion": "act:suggestion",
    "register": "act:register",
    "support": "act:support_request",
    "privacy": "act:privacy",
    "language": "lang:ask",
    "arabic": "lang:ar",
    "english": "lang:en",
}
"""What a command means, as the option of the same meaning."""
_WORDLESS: Final = frozenset({"act:register", "act:support_request"})
"""Forms, which ask for what they need: words behind the command are no answer to their first question."""
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_KINDS: Final = {
    "document": AttachmentKind.DOCUMENT,
    "voice": AttachmentKind.VOICE,
    "audio": AttachmentKind.VOICE,
    "video": AttachmentKind.VIDEO,
    "video_note": AttachmentKind.VIDEO,
    "animation": AttachmentKind.VIDEO,
}
_SERVICE = re.compile(
    "pinned_message|message_auto_delete_timer_changed|write_access_allowed|chat_background_set|connected_website"
    "|successful_payment|refunded_payment|boost_added|users_shared|chat_shared|web_app_data|proximity_alert_triggered"
    "|(new|left|delete|group|supergroup|channel)_chat_.*|left_chat_member|migrate_(to|from)_chat_id"
    "|(general_)?forum_topic_.*|video_chat_.*|giveaway_(created|completed)"
)


def read(message: dict[str, Any], *, edited: bool, follows: bool) -> tuple[Inbound, ...]:
    """Read a message; `follows` when it belongs to the album of the one before it."""
    if text := text_of(message, "text"):
        return _words(message, text, edited=edited)
    if edited:
        caption = text_of(message, "caption")
        return (TextReceived(caption, edited=True),) if caption else (Ignored("an edit without words"),)
    if contact := table(message, "contact"):
        return (_contact(contact, number_of(table(message, "from"), "id")),)
    if any(_SERVICE.fullmatch(str(key)) for key in message):
        return (Ignored("a service message"),)
    sent = attached(message, text_of(message, "caption"), follows=follows)
    number = number_of(message, "message_id")
    return (replace(sent, message=str(number) if number else ""),)


def _words(message: dict[str, Any], text: str, *, edited: bool) -> tuple[Inbound, ...]:
    command = None if edited else _COMMAND.fullmatch(text.strip())
    if not command:
        answered = number_of(table(message, "reply_to_message"), "message_id")
        number = number_of(message, "message_id")
        return (TextReceived(text, edited, str(answered) if answered else "", message=str(number) if number else ""),)
    name, words = command[1].lower(), (command[2] or "").strip()
    if name == "start":
        return (ConversationStarted(payload=words),)
    if name not in COMMANDS:
        return (TextReceived(f"{name.replace('_', ' ')} {words}".strip()),)
    option = COMMANDS[name]
    if not words or option in _WORDLESS:
        return (ChoiceMade(option),)
    if option.startswith("lang:"):
        return (ChoiceMade(option), TextReceived(words))
    return (TextReceived(words, wish=option),)


def _contact(contact: dict[str, Any], sender: int) -> Inbound:
    """Take the member's own number as if he had typed it; of another person's card only that there was one."""
    digits = re.sub(r"\D", "", text_of(contact, "phone_number"))
    if digits and sender and number_of(contact, "user_id") == sender:
        return TextReceived(f"+{digits}")
    return AttachmentReceived(AttachmentKind.CONTACT)


def attached(message: dict[str, Any], caption: str, *, follows: bool = False) -> AttachmentReceived:
    """Read what a message without a text is; with a reference where it is a file."""
    if sizes := message.get("photo"):
        largest = sizes[-1] if isinstance(sizes, list) and isinstance(sizes[-1], dict) else {}
        return _file(AttachmentKind.IMAGE, {"mime_type": "image/jpeg", **largest}, caption, follows=follows)
    # an animation comes with a copy of itself as a document, so the order counts
    for key in ("animation", *_KINDS):
        if file := table(message, key):
            return _file(_KINDS[key], file, caption, follows=follows)
    if place := table(message, "location"):
        return AttachmentReceived(
            AttachmentKind.LOCATION, name=text_of(table(message, "venue"), "title")[:100], caption=_place(place)
        )
    if sticker := table(message, "sticker"):
        return AttachmentReceived(AttachmentKind.STICKER, caption=text_of(sticker, "emoji"))
    if thrown := table(message, "dice"):
        return AttachmentReceived(AttachmentKind.STICKER, caption=text_of(thrown, "emoji"))
    return AttachmentReceived(AttachmentKind.OTHER, caption=caption)


def _file(kind: AttachmentKind, file: dict[str, Any], caption: str, *, follows: bool) -> AttachmentReceived:
    name = re.sub(r"[^\w. ()-]", "_", text_of(file, "file_name"))[:100]
    return AttachmentReceived(
        kind,
        name=name,
        mime=text_of(file, "mime_type")[:100],
        size=max(number_of(file, "file_size"), 0),
        caption=caption,
        reference=text_of(file, "file_id"),
        follows=follows,
    )


def _place(place: dict[str, Any]) -> str:
    """Write coordinates, latitude first; empty where they are none."""
    degrees = [place.get("latitude"), place.get("longitude")]
    if any(not isinstance(value, int | float) or not abs(value) <= 180 for value in degrees):  # noqa: PLR2004 - degrees of a circle
        return ""
    return ", ".join(f"{value:.6f}" for value in degrees)
