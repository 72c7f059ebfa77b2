"""What Twilio tells of messages that it took: its status callbacks. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from channels.twilio import address, errors
from domain.deliveryports import Delivery, DeliveryStatus
from domain.errors import BadInput, NotVerified
from domain.inbound import Envelope, MemberOptedOut

# `accepted`, `queued`, `sending` and `scheduled` say no more than the answer to the request did
_STATUS = {
    "sent": DeliveryStatus.SENT,
    "delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.READ,
    "undelivered": DeliveryStatus.FAILED,
    "failed": DeliveryStatus.FAILED,
    "canceled": DeliveryStatus.FAILED,
}
_PART = re.compile(r"[0-9]{1,4}")
_TAKEN = frozenset({"accepted", "queued", "sending", "scheduled"})


def parse(url: str, fields: Mapping[str, str], account_sid: str) -> Delivery | None:
    """Read one callback; None where it says nothing new. Raises `NotVerified` for another account, `BadInput` without id."""
    if fields.get("AccountSid") != account_sid:
        raise NotVerified("the callback belongs to another account")
    named = sid(fields)
    if not named:
        raise BadInput("a callback without an id")
    query = parse_qs(urlsplit(url).query)
    sender = fields.get("From", "")
    channel = address.WHATSAPP if sender.startswith(f"{address.WHATSAPP}:") else address.SMS
    word, code = state(fields)
    status = _status(word, first="part" in query)
    if status is None:
        return None
    key = query.get("key", [""])[0]
    return delivery(channel, status, key, named, code)


def place(url: str) -> tuple[str, int]:
    """Give the key of the message that a callback tells of, and which part it is; 0: the last or only one."""
    query = parse_qs(urlsplit(url).query)
    part = query.get("part", ["0"])[0]
    return query.get("key", [""])[0], int(part) if _PART.fullmatch(part) else 0


def sid(fields: Mapping[str, str]) -> str:
    """Give Twilio's id of the message; empty where there is none."""
    return fields.get("MessageSid") or fields.get("SmsSid", "")


def state(fields: Mapping[str, str]) -> tuple[str, str]:
    """Give the status as Twilio words it, and the code of a failure."""
    return (fields.get("MessageStatus") or fields.get("SmsStatus", "")).lower(), fields.get("ErrorCode", "")


def template(url: str) -> str:
    """Give the template in which the message went out that a callback tells of; empty where it had words of its own."""
    return parse_qs(urlsplit(url).query).get("template", [""])[0]


def delivery(channel: str, status: DeliveryStatus, key: str, provider_id: str, code: str = "") -> Delivery:
    """Give the news with the code's meaning in plain words."""
    if status is not DeliveryStatus.FAILED:
        return Delivery(channel, status, key, provider_id)
    error = errors.by_code(code)
    reason = error.reason if error else "it was not delivered"
    again = bool(error and error.retryable)
    news = Delivery(channel, status, key, provider_id, code, reason, retryable=again, once=code in errors.ONCE)
    if channel == address.WHATSAPP:
        news = replace(news, file=code in errors.MEDIA, pressed=code in errors.CONTENT)
    return replace(news, limit=code == errors.LIMIT)


def status_of(word: str) -> DeliveryStatus:
    """Give the status that a listed message has; one that is under way counts as sent, for it was taken."""
    return _STATUS.get(word.lower(), DeliveryStatus.SENT)


def stopped(news: Delivery, fields: Mapping[str, str], account_sid: str, at: datetime) -> Envelope | None:
    """Give what the engine is to hear when a failure says that the member stopped the channel."""
    if news.code not in errors.STOPPED:
        return None
    channel, theirs = address.read(fields.get("To", ""))
    _, ours = address.read(fields.get("From", ""))
    conversation = address.conversation(channel, ours, theirs)
    return Envelope(conversation, f"stopped/{news.provider_id}", f"{channel}:{account_sid}", MemberOptedOut(), sent_at=at)


def _status(word: str, *, first: bool) -> DeliveryStatus | None:
    """Of a message in parts only the last tells how far it got; of the others only a failure counts."""
    status = DeliveryStatus.SENT if word in _TAKEN and not first else _STATUS.get(word)
    return None if first and status is not DeliveryStatus.FAILED else status
