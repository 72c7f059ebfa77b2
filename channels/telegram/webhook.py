"""The webhook: Telegram posts each update here, and is told 200 once it is stored."""

from starlette import requests, responses
from starlette.routing import Route

from channels.telegram.channel import TelegramChannel
from channels.telegram.intake import Intake
from domain.errors import NotVerified, StorageError
from domain.ports import Clock, Request

PATH = "/webhooks/telegram"
_MAX_BODY = 1024 * 1024
"""Bytes; Telegram's own updates are far smaller."""


class Webhook:
    """`POST /webhooks/telegram`."""

    def __init__(self, channel: TelegramChannel, intake: Intake, clock: Clock) -> None:
        """Verify by `channel`, store by `intake`."""
        self._channel = channel
        self._intake = intake
        self._clock = clock

    def route(self) -> Route:
        """Give the route."""
        return Route(PATH, self.receive, methods=["POST"])

    async def receive(self, http: requests.Request) -> responses.Response:
        """Take one update. Never 410, which would delete the webhook; 5xx only when it could not be stored."""
        try:
            # before the body is read: strangers cost nothing
            self._channel.verify(Request(str(http.url), dict(http.headers), b"", self._clock.now()))
            body = await _body(http)
            if len(body) > _MAX_BODY:
                return responses.Response(status_code=413)
            await self._intake.take_body(body)
        except NotVerified:
            return responses.Response(status_code=403)
        except requests.ClientDisconnect:
            return responses.Response(status_code=400)
        except StorageError:
            return responses.Response(status_code=503)
        return responses.Response(status_code=200)


async def _body(http: requests.Request) -> bytes:
    content = bytearray()
    async for chunk in http.stream():
        content += chunk
        if len(content) > _MAX_BODY:
            break
    return bytes(content)
