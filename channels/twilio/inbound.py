"""What members send through Twilio, as envelopes. Pure: fields in, values out; a kind that is not known yet is still answered.

Fields come and go without notice (https://www.twilio.com/docs/messaging/guides/webhook-request), so each is read only if it is
there, and `NumMedia` is not believed: attachments are those whose address is given.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from channels.twilio import address
from domain.errors import BadInput, NotVerified
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    Envelope,
    Ignored,
    Inbound,
    MemberOptedOut,
    TextReceived,
)

READ = "mujib:read"
"""The id of the button «tap to read» on the template that stands for a waiting answer; the tap opens the window, no more."""
MAX_TEXT = 8000
"""Code points of one message; WhatsApp allows 4096."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_OPTION = re.compile(r"[\x21-\x7e]{1,64}")
_SILENT = {"reaction": "a reaction to a message", "system": "a notice of WhatsApp's own", "ephemeral": "a setting was changed"}
_WORDS = frozenset({"", "text", "button", "interactive"})
_KINDS = {"image": AttachmentKind.IMAGE, "audio": AttachmentKind.VOICE, "video": AttachmentKind.VIDEO}
_NAMED = {"sticker": AttachmentKind.STICKER, "contacts": AttachmentKind.CONTACT, "location": AttachmentKind.LOCATION}
_MOST_MEDIA = 10
_STOPS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
"""Whole messages upon which Twilio sends a number no SMS of ours any more (help.twilio.com, 223134027); Mujib keeps to it."""
_OPT_OUT = "act:opt_out"


def parse(fields: Mapping[str, str], account_sid: str, at: datetime) -> tuple[Envelope, ...]:
    """Read one message; `at` is when it came. Raises `NotVerified` for another account's, `BadInput` for what is no message."""
    if fields.get("AccountSid") != account_sid:
        raise NotVerified("the message belongs to another account")
    sid = fields.get("MessageSid") or fields.get("SmsMessageSid") or fields.get("SmsSid", "")
    if not _ID.fullmatch(sid):
        raise BadInput("a message without an id")
    channel, theirs = address.read(fields.get("From", ""))
    _, ours = address.read(fields.get("To", ""))
    account, number = _known_as(fields, channel, theirs)
    return tuple(
        Envelope(
            conversation=address.conversation(channel, ours, theirs),
            provider_id=sid if part == 0 else f"{sid}/{part}",
            origin=f"{channel}:{account_sid}",
            inbound=inbound,
            sent_at=at,
            sender_name=fields.get("ProfileName", "")[:100],
            account=account,
            phone=number,
        )
        for part, inbound in enumerate(_inbounds(fields, channel))
    )


def _known_as(fields: Mapping[str, str], channel: str, theirs: str) -> tuple[str, str]:
    """Give WhatsApp's lasting id of the member, and his number where the address is that id."""
    if channel != address.WHATSAPP:
        return "", ""
    account = address.scoped(theirs) or address.scoped(fields.get("ExternalUserId", ""))
    number = address.phone(f"+{fields.get('WaId', '').removeprefix('+')}")
    return account, number if number != theirs and address.is_number(number) else ""


def _inbounds(fields: Mapping[str, str], channel: str) -> tuple[Inbound, ...]:
    kind = fields.get("MessageType", "").lower()
    if fields.get("OptOutType", "").upper() == "STOP":
        return (MemberOptedOut(),)
    if reason := _SILENT.get(kind):
        return (Ignored(reason),)
    pressed = fields.get("ButtonPayload") or fields.get("ListId", "")
    if pressed == READ:
        return (Ignored("a tap to read what waits"),)
    if _OPTION.fullmatch(pressed):
        return (ChoiceMade(pressed),)
    if attached := tuple(_attachments(fields, kind, channel)):
        return attached
    words = fields.get("Body") or fields.get("ButtonText") or fields.get("ListTitle", "")
    if words.strip() or kind in _WORDS:
        return (_words(fields, words, channel),)
    return (AttachmentReceived(_NAMED.get(kind, AttachmentKind.OTHER)),)


def _words(fields: Mapping[str, str], words: str, channel: str) -> Inbound:
    if not words and fields.get("NumMedia", "0") not in {"", "0"}:
        return AttachmentReceived(AttachmentKind.OTHER)
    stops = channel == address.SMS and words.strip(" .!\r\n").casefold() in _STOPS
    wish = _OPT_OUT if stops else ""
    return TextReceived(words[:MAX_TEXT], reply_to=fields.get("OriginalRepliedMessageSid", "")[:64], wish=wish)


def _attachments(fields: Mapping[str, str], kind: str, channel: str) -> Iterator[AttachmentReceived]:
    caption = fields.get("Body", "")[:MAX_TEXT]
    if fields.get("Latitude") and fields.get("Longitude"):
        place = fields.get("Label") or fields.get("Address", "")
        spot = f"{fields['Latitude']}, {fields['Longitude']}"
        yield AttachmentReceived(AttachmentKind.LOCATION, name=place[:100], caption=caption or spot[:60])
    for number in range(_MOST_MEDIA):
        if not (reference := fields.get(f"MediaUrl{number}", "")):
            return
        mime = fields.get(f"MediaContentType{number}", "").partition(";")[0].strip().lower()[:100]
        yield AttachmentReceived(
            _kind(mime, kind, channel),
            mime=mime,
            caption="" if number else caption,
            reference=reference[:500],
            follows=number > 0,
        )


def _kind(mime: str, kind: str, channel: str) -> AttachmentKind:
    if mime.endswith("vcard"):
        return AttachmentKind.CONTACT
    # WhatsApp turns photographs into JPEG; what comes as WebP is a sticker
    if kind == "sticker" or (channel == address.WHATSAPP and mime == "image/webp"):
        return AttachmentKind.STICKER
    return _KINDS.get(mime.partition("/")[0], AttachmentKind.DOCUMENT)
