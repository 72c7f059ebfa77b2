"""How the bot presents itself at Telegram at each start: where updates go, its commands, its descriptions."""

from collections.abc import Mapping

from telegram import BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from channels.telegram import errors, words
from channels.telegram.client import ALLOWED, Client
from domain.model import Language

_CONNECTIONS = 40


async def receive_by_webhook(client: Client, url: str, secret: str) -> None:
    """Have updates posted to `url`. Raises a send error."""
    try:
        await client.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED, max_connections=_CONNECTIONS)
    except TelegramError as error:
        raise errors.translate(error) from error


async def posted_to(client: Client) -> str:
    """Give the address to which updates are posted now; empty where there is none. Raises a send error."""
    try:
        return (await client.get_webhook_info()).url
    except TelegramError as error:
        raise errors.translate(error) from error


async def receive_by_polling(client: Client) -> None:
    """Have updates kept for polling: a webhook that is still set would refuse it. Raises a send error."""
    try:
        await client.delete_webhook(drop_pending_updates=False)
    except TelegramError as error:
        raise errors.translate(error) from error


async def introduce_to_officers(client: Client, group: int) -> None:
    """Set the commands of the officers' group in Arabic, which is also the default, and in English. Raises a send error."""
    for code, language in ((None, Language.ARABIC), ("ar", Language.ARABIC), ("en", Language.ENGLISH)):
        try:
            await client.set_my_commands(words.FOR_OFFICERS[language], BotCommandScopeChat(group), language_code=code)
        except TelegramError as error:
            raise errors.translate(error) from error


async def introduce(client: Client, association: Mapping[Language, str]) -> None:
    """Set commands and descriptions in Arabic, which is also the default, and in English. Raises a send error."""
    for code, language in ((None, Language.ARABIC), ("ar", Language.ARABIC), ("en", Language.ENGLISH)):
        name = association[language]
        try:
            await client.set_my_commands(words.COMMANDS[language], BotCommandScopeAllPrivateChats(), language_code=code)
            await client.set_my_description(words.description(language, name), language_code=code)
            await client.set_my_short_description(words.short_description(language, name), language_code=code)
        except TelegramError as error:
            raise errors.translate(error) from error
