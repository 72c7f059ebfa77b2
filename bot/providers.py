"""The providers that the configuration has secrets for: Telegram, and Twilio with WhatsApp and SMS. The others are off.

The libraries of those that are off (50 MB) stay unloaded. With `bot.app` the only place that names channels.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.routing import Route

from bot import telephony
from bot.config import Settings
from bot.parts import Part, Place
from bot.store import Storage
from bot.templates import TemplateWatch
from domain.model import ConversationId, DepartmentId, Language
from domain.ports import Channel, Finding
from domain.roomports import Room
from domain.templates import Standing
from domain.troubles import Kind

_SHOWN = timedelta(days=1)
"""How long the desk says so after the last time."""


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
    found = (_telegram(settings, storage), _twilio(settings, storage))
    return tuple(provider for provider in found if provider is not None)


def _telegram(settings: Settings, storage: Storage) -> Provider | None:
    given = settings.telegram
    if not given.token.get_secret_value():
        return None
    from channels.telegram.telegram import Options, Telegram

    options = Options(
        given.token.get_secret_value(),
        settings.public_url,
        {language: settings.association.name[language.value] for language in Language},
        given.mode,
        given.webhook_secret.get_secret_value(),
        given.api_base,
        given.officers_group,
        {DepartmentId(name): chat for name, chat in given.department_groups.items()},
    )
    telegram = Telegram(options, storage.inbox, storage.clock, read=storage.files.read)
    webhook = given.mode == "webhook"
    return Provider(
        channels=(telegram.channel,),
        origins={telegram.channel.name: telegram.origin},
        routes=tuple(telegram.routes()),
        part=Part("telegram", Place.DOOR if webhook else Place.LEADER, telegram.run),
        checks=telegram.checks,
        close=telegram.close,
        api=given.api_base,
        webhook=webhook,
        rooms=telegram.forums,
        opened_by=telegram.chat_opened_by,
    )


def _twilio(settings: Settings, storage: Storage) -> Provider | None:
    if not settings.twilio.account_sid:
        return None
    from bot.twilio import account_of

    async def last_number(conversation: ConversationId) -> str:
        """Give it to who needs it because the provider takes the member's id for none, which somebody should know."""
        await storage.troubles.tell(Kind.SENDER_ID, "whatsapp", lasts=_SHOWN)
        return await storage.numbers.last(conversation)

    async def refused(template: str, code: str) -> bool:
        return await watch.refused(template, code)

    twilio = account_of(
        settings,
        inbox=storage.inbox,
        arrivals=storage.arrivals,
        deliveries=storage.deliveries,
        quarantine=storage.quarantine,
        clock=storage.clock,
        known=storage.numbers.last,
        number=last_number,
        refused=refused,
    )
    watch = TemplateWatch("whatsapp", telephony.templates(settings), twilio.opinion, storage.troubles)

    async def checks() -> tuple[Finding, ...]:
        return await twilio.checks(telephony.templates(settings))

    return Provider(
        channels=tuple(twilio.channels),
        origins=twilio.origins,
        routes=tuple(twilio.routes()),
        part=Part("twilio", Place.LEADER, twilio.run),
        beside=(Part("templates", Place.EVERYWHERE, watch.run),),
        doubted=lambda: watch.doubted,
        checks=checks,
        close=twilio.close,
        api=settings.twilio.api_base,
        webhook=True,
        replay=twilio.replay,
    )


def origins(reached: Sequence[Provider]) -> dict[str, str]:
    """Give who numbers the members' messages, by the channel's name."""
    return {name: origin for provider in reached for name, origin in provider.origins.items()}
