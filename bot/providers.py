"""The providers that the configuration has secrets for: Telegram, and Twilio with WhatsApp and SMS. The others are off.

`bot.telegram` and `bot.twilio` put them together; the libraries of those that are off (50 MB) stay unloaded.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.routing import Route

from bot.config import Settings
from bot.parts import Part
from bot.store import Storage
from domain.channelports import Channel
from domain.findings import Finding
from domain.roomports import Room
from domain.templates import Standing


@dataclass(frozen=True, slots=True)
class Provider:
    """One account at a provider."""

    channels: tuple[Channel, ...]
    origins: Mapping[str, str]
    """Who numbers the members' messages, by the channel's name."""
    routes: tuple[Route, ...]
    checks: Callable[[], Awaitable[tuple[Finding, ...]]]
    """For `mujib doctor`."""
    close: Callable[[], Awaitable[None]]
    """Closes the connections."""
    api: str
    """Where its API is."""
    webhook: bool
    """It must reach us."""
    part: Part | None = None
    """What receives, or looks for what was missed; None where the routes are all."""
    beside: tuple[Part, ...] = ()
    """What else looks after the account."""
    doubted: Callable[[], Mapping[str, Standing]] = dict
    """Gives the templates that cannot be used now, or not well, by their ids."""
    rooms: tuple[Room, ...] = ()
    """Where officers work beside the desk."""
    opened_by: Callable[[str], Awaitable[str]] | None = None
    """Gives the address that leads a member here with a word; None where a chat cannot be opened so. Raises a send error."""
    replay: Callable[[], Awaitable[tuple[int, int]]] | None = None
    """Takes in what stands in quarantine and is genuine after all; gives (taken in, left there)."""


def of(settings: Settings, storage: Storage) -> tuple[Provider, ...]:
    """List the configured ones. Raises `ConfigError`."""
    found = list[Provider]()
    if settings.telegram.token.get_secret_value():
        from bot import telegram

        found.append(telegram.provider(settings, storage))
    if settings.twilio.account_sid:
        from bot import twilio

        found.append(twilio.provider(settings, storage))
    return tuple(found)


def doubted(reached: Sequence[Provider]) -> Callable[[], Mapping[str, Standing]]:
    """Give what gives the templates of all that cannot be used now, or not well, by their ids."""

    def templates() -> Mapping[str, Standing]:
        return {template: standing for provider in reached for template, standing in provider.doubted().items()}

    return templates


def origins(reached: Sequence[Provider]) -> dict[str, str]:
    """Give who numbers the members' messages, by the channel's name."""
    return {name: origin for provider in reached for name, origin in provider.origins.items()}
