"""The web chat as a channel: members fetch their messages, so sending only says that there is something to fetch."""

from collections.abc import Sequence

from channels import enclosing, profiles
from channels.web import parse, tokens
from domain.capabilities import Capabilities
from domain.channelports import Outbound, Outgoing, Request
from domain.errors import NotVerified
from domain.inbound import Envelope
from domain.model import ConversationId, Reply
from domain.ports import Signals


class WebChannel:
    """`domain.channelports.Channel` for the page and the widget."""

    name = "web"

    def __init__(self, secret: bytes, signals: Signals) -> None:
        """Trust tokens signed with `secret`; wake waiting pages through `signals`."""
        self._secret = secret
        self._signals = signals

    @property
    def capabilities(self) -> Capabilities:
        """What the page can show."""
        return profiles.WEB

    def verify(self, request: Request) -> None:
        """Raise `NotVerified` unless the request carries a conversation's token."""
        self.conversation(request)

    def conversation(self, request: Request) -> ConversationId:
        """Give the conversation that the request's token is for. Raises `NotVerified`."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise NotVerified("the request carries no token")
        return tokens.open_token(token.strip(), self._secret)

    def parse(self, request: Request) -> tuple[Envelope, ...]:
        """Read one posted message. Raises `BadInput`."""
        return (parse.parse(request.body, self.conversation(request), request.at),)

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """Give the reply as the page shows it."""
        return enclosing.render(reply, self.capabilities)

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing]) -> str:
        """Wake the member's open pages; those opened later find the message by themselves."""
        del messages
        self._signals.publish(outbound.conversation)
        return outbound.key
