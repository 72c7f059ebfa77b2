"""What went wrong at Telegram, in Mujib's own errors. The only place that reads python-telegram-bot's.

The reasons are ours: Telegram's descriptions may quote the message. Order matters: `BadRequest` and `TimedOut` are
`NetworkError`s.
"""

from datetime import timedelta
from typing import Final

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from channels.telegram.request import TooLarge
from domain.errors import ContactStopped, Misconfigured, Refused, SendError, Throttled, Uncertain, Unreachable

BAD_TOKEN: Final = "401"  # noqa: S105 - a code
"""Code of the fault that only a new token mends."""
IN_USE: Final = "409"
"""Somebody else asks for the bot's updates, or has them posted."""
_UNSENT: Final = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Failures before anything left this machine."""
_REASONS: Final = {
    "chat not found": "Telegram does not know the chat",
    "message is too long": "the message is too long",
    "message text is empty": "the message is empty",
    "not enough rights": "the bot may not write there",
    "wrong file identifier": "Telegram cannot fetch or show the file",
    "photo_invalid_dimensions": "Telegram cannot fetch or show the file",
    "image_process_failed": "Telegram cannot fetch or show the file",
    "button_data_invalid": "an option does not fit a button",
}


def translate(error: TelegramError) -> SendError:
    """Say what a failed call means for the message."""
    match error:
        case RetryAfter():
            return Throttled("Telegram asks for patience", "429", retry_after=seconds(error))
        case Forbidden():
            return ContactStopped("the member blocked the bot or left Telegram", "403")
        case InvalidToken():
            return Misconfigured("Telegram refuses the bot's token", BAD_TOKEN)
        case Conflict():
            return Misconfigured("the bot is used elsewhere at the same time", IN_USE)
        case ChatMigrated():
            return Refused("the group has moved", "400")
        case BadRequest():
            return Refused(_reason(error), "400")
        case TooLarge():
            return Refused("the file is too large")
        case NetworkError():
            return _broken(error)
        case _:
            return Uncertain("Telegram's answer cannot be read")


def seconds(error: RetryAfter) -> float:
    """Give the wait that Telegram asks for, whichever way this version of the library states it."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_too_big(error: TelegramError) -> bool:
    """Tell whether Telegram refuses a file for its size."""
    return isinstance(error, BadRequest) and "file is too big" in error.message.lower()


def is_unparsed(error: BadRequest) -> bool:
    """Say whether Telegram took offence at the text's tags only."""
    return "parse entities" in error.message.lower()


def is_harmless(error: BadRequest) -> bool:
    """Say whether what was asked for is done already, or too late to matter."""
    return any(
        words in error.message.lower() for words in ("message is not modified", "query is too old", "query id is invalid")
    )


def _broken(error: NetworkError) -> SendError:
    """Tell what certainly was not taken from what may have been."""
    cause = error.__cause__
    if isinstance(cause, _UNSENT):
        return Unreachable("Telegram cannot be reached")
    if isinstance(cause, UnicodeError):
        return Refused("the message has characters that cannot be sent")
    if isinstance(error, TimedOut):
        return Uncertain("Telegram did not answer in time")
    # an answer in Telegram's own form says that it failed; a gateway's page leaves it open, but for 503, which never passed on
    if cause is None or "(503)" in error.message:
        return Unreachable("Telegram is out of order", "5xx")
    return Uncertain("the connection broke after the message had left")


def _reason(error: BadRequest) -> str:
    said = error.message.lower()
    return next((ours for theirs, ours in _REASONS.items() if theirs in said), "Telegram refuses the message")
