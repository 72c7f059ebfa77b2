"""Whom we write to and who writes: phone numbers, and WhatsApp's ids of members who show no number. Pure.

A business-scoped id is two letters of a country, a dot and up to 128 letters and digits, as in `SA.13491208655302741918`; the
form with `.ENT.` belongs to a group of businesses. It is never taken apart: digits without their letters reach somebody else.
"""

import re

import phonenumbers

from domain.errors import BadInput
from domain.model import ConversationId

WHATSAPP = "whatsapp"
SMS = "sms"
HOME = "SA"
"""Numbers written without a country are from here (ISO 3166)."""
LONGEST = 140
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
_ID = re.compile(r"([A-Z]{2})\.[A-Za-z0-9.]+")
_NUMBERED = re.compile(r"(?:(whatsapp):)?(\+[1-9]\d{6,14})", re.ASCII)
"""As Twilio writes nearly all addresses."""
_ADDRESS = re.compile(rf"[\w.+@-]{{1,{LONGEST}}}")


def phone(text: str) -> str:
    """Give a number as `+966501234567`; what is no number comes back unchanged but for direction marks and outer spaces."""
    bare = _BIDI.sub("", text).strip()
    if _E164.fullmatch(bare) or any(letter.isalpha() for letter in bare):
        return bare
    try:
        number = phonenumbers.parse(bare, HOME)
    except phonenumbers.NumberParseException:
        return bare
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if _possible(number) else bare


def is_number(address: str) -> bool:
    """Say whether an address is a telephone number, and not an id that stands for one."""
    return _E164.fullmatch(address) is not None


def scoped(text: str) -> str:
    """Give a business-scoped id as it is; empty for anything else."""
    bare = _BIDI.sub("", text).strip()
    return bare if _ID.fullmatch(bare) and len(bare) <= LONGEST else ""


def read(text: str) -> tuple[str, str]:
    """Give (channel, address) of Twilio's `From` or `To`. Raises `BadInput` for what is no address."""
    if numbered := _NUMBERED.fullmatch(text):
        return numbered[1] or SMS, numbered[2]
    text = _BIDI.sub("", text).strip()
    head, colon, rest = text.partition(":")
    channel, raw = (head.lower(), rest) if colon else (SMS, text)
    address = phone(raw)
    if channel not in {WHATSAPP, SMS} or not _ADDRESS.fullmatch(address):
        raise BadInput("an address that no channel of ours has")
    return channel, address


def write(channel: str, address: str) -> str:
    """Give an address as Twilio wants it."""
    return f"{WHATSAPP}:{address}" if channel == WHATSAPP else address


def conversation(channel: str, ours: str, theirs: str) -> ConversationId:
    """Name the conversation of a member with one of our senders."""
    return ConversationId(f"{channel}:{ours}:{theirs}")


def parties(conversation: ConversationId) -> tuple[str, str, str]:
    """Give (channel, our sender, the member's address) of a conversation."""
    channel, ours, theirs = conversation.split(":", 2)
    return channel, ours, theirs


def country(address: str) -> str:
    """Give the country of an address (ISO 3166); empty where it cannot be told."""
    if scoped := _ID.fullmatch(address):
        return scoped[1]
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(address)) or ""
    except phonenumbers.NumberParseException:
        return ""


def _possible(number: phonenumbers.PhoneNumber) -> bool:
    return phonenumbers.is_possible_number(number)
