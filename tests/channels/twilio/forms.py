"""Twilio's forms as requests, signed or not, for tests that need no network."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from channels.twilio.account import MESSAGES_PATH, Account
from domain.channelports import Request
from domain.inbound import Envelope
from tests.peers import twilio as peers

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PUBLIC = "https://chat.example.sa"
ACCOUNT = Account(peers.ACCOUNT, peers.TOKEN, public_url=PUBLIC)
PAYLOADS = Path(__file__).parents[2] / "payloads"
FORM = "application/x-www-form-urlencoded; charset=utf-8"


def payload(channel: str, name: str) -> dict[str, str]:
    """Read a recorded form."""
    fields: dict[str, str] = json.loads((PAYLOADS / channel / f"{name}.json").read_text("utf-8"))
    return fields


def names(channel: str) -> list[str]:
    """List a channel's recorded forms."""
    return sorted(path.stem for path in (PAYLOADS / channel).glob("*.json"))


def posted(fields: Mapping[str, str], url: str = PUBLIC + MESSAGES_PATH, token: str = peers.TOKEN) -> Request:
    """Give the request with which Twilio posts these fields, signed by the peer's own implementation."""
    headers = {"content-type": FORM, "x-twilio-signature": peers.sign(token, url, list(fields.items()))}
    return Request(url, headers, urlencode(fields).encode(), AT)


def only(envelopes: tuple[Envelope, ...]) -> Envelope:
    """Give the one envelope there is."""
    (one,) = envelopes
    return one
