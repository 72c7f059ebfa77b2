"""The webhook: Telegram posts each update here, and is told 200 once it is stored."""

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope

from channels.http import Endpoint, body, header
from channels.telegram.channel import SECRET_HEADER, TelegramChannel
from channels.telegram.intake import Intake
from domain.channelports import Request
from domain.errors import BadInput, NotVerified, StorageError
from domain.ports import Clock

PATH = "/webhooks/telegram"
_MAX_BODY = 1024 * 1024
"""Bytes; Telegram's own updates are far smaller."""
_TAKEN = Response(status_code=200)


class Webhook:
    """`POST /webhooks/telegram`."""

    def __init__(self, channel: TelegramChannel, intake: Intake, clock: Clock) -> None:
        """Verify by `channel`, store by `intake`."""
        self._channel = channel
        self._intake = intake
        self._clock = clock

    def route(self) -> Route:
        """Give the route."""
        return Route(PATH, Endpoint(self.receive), methods=["POST"])

    async def receive(self, scope: Scope, receive: Receive) -> Response:
        """Take one update. Never 410, which would delete the webhook; 5xx only when it could not be stored."""
        secret = {SECRET_HEADER: header(scope, SECRET_HEADER.encode())}
        try:
            # before the body is read: strangers cost nothing
            self._channel.verify(Request(PATH, secret, b"", self._clock.now()))
            await self._intake.take_body(await body(receive, _MAX_BODY))
        except NotVerified:
            return Response(status_code=403)
        except BadInput:
            return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        except StorageError:
            return Response(status_code=503)
        return _TAKEN
