"""The bare reference of `benchmarks.webhooks`: it checks its sender, acknowledges and makes one call. Stores nothing."""

import asyncio
import json
import os
from urllib.parse import parse_qsl

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # ships no types

PROVIDER, URL = os.environ["PROVIDER"], os.environ["PUBLIC_URL"]
ACCOUNT, TOKEN, BOT, SECRET = (os.environ[name] for name in ("ACCOUNT", "TOKEN", "BOT", "SECRET"))
_validator = RequestValidator(TOKEN)
_sending = set[asyncio.Task[None]]()
_session: list[aiohttp.ClientSession] = []


async def send(path: str, fields: dict[str, str]) -> None:
    """Make the call."""
    if not _session:
        connector = aiohttp.TCPConnector(limit=256)
        _session.append(aiohttp.ClientSession(connector=connector, auth=aiohttp.BasicAuth(ACCOUNT, TOKEN)))
    async with _session[0].post(f"{PROVIDER}{path}", data=fields) as answer:
        await answer.read()


def soon(path: str, fields: dict[str, str]) -> None:
    """Make it after the acknowledgement."""
    task = asyncio.create_task(send(path, fields))
    _sending.add(task)
    task.add_done_callback(_sending.discard)


async def twilio(http: Request) -> Response:
    """Echo a message."""
    fields = dict(parse_qsl((await http.body()).decode(), keep_blank_values=True))
    if not _validator.validate(f"{URL}{http.url.path}", fields, http.headers.get("x-twilio-signature", "")):
        return Response(status_code=403)
    answer = {"To": fields["From"], "From": fields["To"], "Body": fields["Body"]}
    soon(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", answer)
    return Response('<?xml version="1.0" encoding="UTF-8"?><Response></Response>', media_type="text/xml")


async def telegram(http: Request) -> Response:
    """Echo a message."""
    if http.headers.get("x-telegram-bot-api-secret-token") != SECRET:
        return Response(status_code=403)
    message = json.loads(await http.body())["message"]
    soon(f"/bot{BOT}/sendMessage", {"chat_id": str(message["chat"]["id"]), "text": message["text"]})
    return Response()


app = Starlette(
    routes=[
        Route("/webhooks/twilio/messages", twilio, methods=["POST"]),
        Route("/webhooks/telegram", telegram, methods=["POST"]),
    ]
)
