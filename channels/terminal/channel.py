"""The terminal as a channel. It fetches its messages as a page does; a typed line is a message, `/name` presses an option."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from channels import enclosing, profiles, text
from domain.capabilities import Capabilities
from domain.channelports import Outbound, Outgoing, Request
from domain.errors import NotVerified
from domain.inbound import ChoiceMade, ConversationStarted, Envelope, Inbound, TextReceived
from domain.model import ConversationId, Reply
from domain.ports import Signals

ORIGIN = "terminal:main"
_HEADER, _ID_HEADER = "x-conversation", "x-message-id"
_OPTION = re.compile(r"/[\x21-\x7e]{1,64}")


def request(conversation: str, message_id: str, line: str, at: datetime) -> Request:
    """Wrap a typed line as the channel's request."""
    return Request("terminal:", {_HEADER: conversation, _ID_HEADER: message_id}, line.encode("utf-8", "replace"), at)


class TerminalChannel:
    """`domain.channelports.Channel` for whoever sits at this machine."""

    name = "terminal"

    def __init__(self, signals: Signals, profile: str = "web") -> None:
        """Show what the channel named `profile` would show."""
        self._signals = signals
        self._capabilities = replace(profiles.PROFILES[profile], idempotent=True, pictures_out=0, documents_out=0)

    @property
    def capabilities(self) -> Capabilities:
        """Those of the profile, but that sending twice does no harm here, and that files are links."""
        return self._capabilities

    def verify(self, request: Request) -> None:
        """Raise `NotVerified` for a request that does not name its conversation; whoever has the terminal is trusted."""
        if not request.headers.get(_HEADER) or not request.headers.get(_ID_HEADER):
            raise NotVerified("the line does not say whose it is")

    def parse(self, request: Request) -> tuple[Envelope, ...]:
        """Read one typed line. Raises `BadInput` for one that is empty or too long."""
        conversation = ConversationId(f"{ORIGIN}:{request.headers[_HEADER]}")
        inbound = _inbound(request.body.decode("utf-8", "replace").strip())
        return (Envelope(conversation, request.headers[_ID_HEADER], ORIGIN, inbound, request.at),)

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """Give the reply as the profile's channel would show it."""
        return enclosing.render(reply, self._capabilities)

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Wake the terminal that shows the conversation."""
        del messages
        self._signals.publish(outbound.conversation)
        return outbound.key


def _inbound(line: str) -> Inbound:
    if line == "/start":
        return ConversationStarted()
    if _OPTION.fullmatch(line):
        return ChoiceMade(line[1:])
    return TextReceived(text.received(line))
