"""SMS as a channel: `domain.channelports.Channel` over Twilio. The only module of its package that does I/O of its own."""

from collections.abc import Sequence
from typing import Final

from channels.sms import render
from channels.twilio import form, inbound, media, sending, signature
from channels.twilio.client import Api
from domain.capabilities import Capabilities
from domain.channelports import Outbound, Outgoing, Request
from domain.inbound import Envelope
from domain.model import Reply

VALIDITY: Final = 4 * 3600
"""Seconds after which an operator need not deliver any more: news of yesterday help nobody."""


class Sms:
    """One number, and the members who write to it."""

    name = "sms"

    def __init__(self, api: Api, sender: str, *, service: str = "") -> None:
        """Speak as `sender`, or through the messaging service of this id."""
        self._api = api
        self.sender = sender
        self._sending = sending.Sending(api, service=service, validity=VALIDITY)

    @property
    def capabilities(self) -> Capabilities:
        """What SMS can show."""
        return render.CAPABILITIES

    def verify(self, request: Request) -> None:
        """Raise `NotVerified` unless Twilio signed the request."""
        signature.verify(request, form.pairs(request), self._api.account.secrets)

    def parse(self, request: Request) -> tuple[Envelope, ...]:
        """Read a posted message. Raises `BadInput`, or `NotVerified` for another account's."""
        return inbound.parse(form.fields(form.pairs(request)), self._api.account.sid, request.at)

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """Give the reply as SMS shows it."""
        return render.render(reply)

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Hand the messages over and give the id of the last. Raises one of the send errors."""
        return await self._sending.send(outbound, messages, _compose)

    async def recount(self) -> None:
        """Compare the counts of segments that Twilio did not tell at first. Raises one of the send errors."""
        await self._sending.recount()

    async def fetch(self, reference: str) -> bytes:
        """Give an attachment's content. Raises `Unreachable` or `BadInput`."""
        return await media.fetch(self._api, reference)


async def _compose(message: Outgoing) -> sending.Body:
    return {"Body": message.text}
