"""Twilio's account put together from the configuration: WhatsApp, SMS or both. Imported only where there is an account."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from bot import one_way, telephony
from bot.config import Settings
from bot.parts import Part, Place
from bot.providers import Provider
from bot.store import Storage
from bot.templates import TemplateWatch
from channels.sms.channel import Sms
from channels.twilio import approvals, service
from channels.twilio.account import Account
from channels.twilio.client import Api
from channels.twilio.sending import Judge, Number
from channels.whatsapp.channel import WhatsApp
from domain.errors import ConfigError
from domain.findings import Finding
from domain.model import ConversationId, Reply
from domain.troubles import Kind

_SHOWN = timedelta(days=1)
"""How long the desk says so after the last time."""


def provider(settings: Settings, storage: Storage) -> Provider:
    """Give the account with what looks after it. Raises `ConfigError`."""
    api, templates = Api(_account(settings)), telephony.templates(settings)
    watch = TemplateWatch("whatsapp", templates, partial(approvals.opinion, api), storage.troubles)
    twilio = _composed(settings, storage, api, watch.refused)
    return Provider(
        channels=tuple(twilio.channels),
        origins=twilio.origins,
        routes=tuple(twilio.routes()),
        part=Part("twilio", Place.LEADER, twilio.run),
        beside=(Part("templates", Place.EVERYWHERE, watch.run),),
        doubted=lambda: watch.doubted,
        checks=partial(_checks, twilio, templates, settings),
        close=twilio.close,
        api=settings.twilio.api_base,
        webhook=True,
        replay=twilio.replay,
    )


async def _checks(twilio: service.Twilio, templates: Sequence[tuple[str, str]], settings: Settings) -> tuple[Finding, ...]:
    return (*await twilio.checks(templates), *telephony.gaps(settings))


def _composed(settings: Settings, storage: Storage, api: Api, refused: Judge) -> service.Twilio:
    """Join WhatsApp and SMS, as far as they are configured, with the storage; `refused` hears of templates that were."""
    channels = _channels(settings, api, _last_number(storage), refused)
    return service.compose(
        api,
        channels,
        senders={channel.name: channel.sender for channel in channels},
        inbox=storage.inbox,
        arrivals=storage.arrivals,
        deliveries=storage.deliveries,
        quarantine=storage.quarantine,
        clock=storage.clock,
        sleep=asyncio.sleep,
        number=storage.numbers.last,
        refused=refused,
        beside=[channel.recount for channel in channels if isinstance(channel, Sms)],
        order=next((channel.order for channel in channels if isinstance(channel, WhatsApp)), None),
        in_place=partial(_in_place, settings),
    )


def _in_place(settings: Settings, reply: Reply) -> tuple[str, ...]:
    return one_way.in_place(reply.language, settings.association.name[reply.language.value])


def _last_number(storage: Storage) -> Number:
    async def last(conversation: ConversationId) -> str:
        """Give the number where the provider does not accept the member's id, which somebody should know of."""
        await storage.troubles.tell(Kind.SENDER_ID, "whatsapp", lasts=_SHOWN)
        return await storage.numbers.last(conversation)

    return last


def _account(settings: Settings) -> Account:
    given = settings.twilio
    if bool(given.api_key) is not bool(given.api_secret.get_secret_value()):
        raise ConfigError(
            "twilio.api_key, twilio.api_secret: one without the other; Twilio shows the secret once, with the key"
        )
    if not given.auth_token.get_secret_value() and not (given.api_key and given.webhook_key.get_secret_value()):
        raise ConfigError("twilio.auth_token: is missing; it stands beside the account's SID in Twilio's console")
    return Account(
        given.account_sid,
        given.auth_token.get_secret_value(),
        given.auth_token_previous.get_secret_value(),
        given.api_base.rstrip("/"),
        settings.public_url,
        given.webhook_key.get_secret_value(),
        given.webhook_key_previous.get_secret_value(),
        given.api_key,
        given.api_secret.get_secret_value(),
    )


def _channels(settings: Settings, api: Api, number: Number, refused: Judge) -> tuple[WhatsApp | Sms, ...]:
    given, found = settings.twilio, list[WhatsApp | Sms]()
    if given.whatsapp_from:
        sender = given.whatsapp_from.removeprefix("whatsapp:")
        found.append(WhatsApp(api, sender, interactive=given.interactive, number=number, refused=refused))
    if given.sms_from or given.messaging_service_sid:
        found.append(Sms(api, given.sms_from, service=given.messaging_service_sid))
    if not found:
        raise ConfigError("twilio: an account, but neither whatsapp_from nor sms_from")
    return tuple(found)
