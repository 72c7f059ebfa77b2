"""Twilio's account put together from the configuration: WhatsApp, SMS or both. Imported only where there is an account."""

import asyncio

from bot.config import Settings
from channels.sms.channel import Sms
from channels.twilio import service
from channels.twilio.account import Account
from channels.twilio.client import Api
from channels.twilio.sending import Judge, Number
from channels.whatsapp.channel import WhatsApp
from domain.deliveryports import Arrivals, Deliveries, Quarantine
from domain.errors import ConfigError
from domain.ports import Clock, Inbox


def account_of(  # noqa: PLR0913 - the ports that it joins
    settings: Settings,
    *,
    inbox: Inbox,
    arrivals: Arrivals,
    deliveries: Deliveries,
    quarantine: Quarantine,
    clock: Clock,
    known: Number,
    number: Number,
    refused: Judge,
) -> service.Twilio:
    """Give WhatsApp and SMS as far as they are configured. Raises `ConfigError`.

    `known` gives members' last numbers, and so does `number`, where one is written to because his id is not taken;
    `refused` hears of templates for which a message was refused.
    """
    api = Api(_account(settings))
    channels = _channels(settings, api, number, refused)
    return service.compose(
        api,
        channels,
        senders={channel.name: channel.sender for channel in channels},
        inbox=inbox,
        arrivals=arrivals,
        deliveries=deliveries,
        quarantine=quarantine,
        clock=clock,
        sleep=asyncio.sleep,
        number=known,
        refused=refused,
        beside=[channel.recount for channel in channels if isinstance(channel, Sms)],
        order=next((channel.order for channel in channels if isinstance(channel, WhatsApp)), None),
    )


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
