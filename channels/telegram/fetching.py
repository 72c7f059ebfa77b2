"""Files that lie at Telegram, with its refusals as what they mean for whoever wants the file."""

from telegram.error import TelegramError

from channels.telegram import errors
from channels.telegram.client import Client
from domain.errors import BadInput, Refused, Unreachable


async def content(client: Client, reference: str) -> bytes:
    """Give a file's content. Raises `Unreachable` to try again, `BadInput` when Telegram will not give it."""
    try:
        return await client.content(reference)
    except TelegramError as error:
        fault = errors.translate(error)
        if errors.is_too_big(error):
            raise BadInput("Telegram gives programs no file above 20 MB") from error
        if isinstance(fault, Refused):
            raise BadInput("Telegram does not give this file") from error
        raise Unreachable("the file cannot be fetched now") from error
