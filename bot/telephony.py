"""WhatsApp and SMS put together from the configuration. With `bot.app` the only place that names these channels."""

import asyncio
from functools import lru_cache

from bot import association
from bot.config import Settings
from bot.planner import Rules, Template
from channels.profiles import PROFILES
from channels.sms.channel import Sms
from channels.twilio import address, service
from channels.twilio.account import Account
from channels.twilio.client import Api
from channels.whatsapp.channel import WhatsApp
from domain import quiet
from domain.calendar import Calendar
from domain.errors import ConfigError
from domain.model import ConversationId, Language
from domain.ports import Arrivals, Clock, Deliveries, Inbox, Quarantine


def twilio(  # noqa: PLR0913 - the ports that it joins
    settings: Settings, *, inbox: Inbox, arrivals: Arrivals, deliveries: Deliveries, quarantine: Quarantine, clock: Clock
) -> service.Twilio | None:
    """Give WhatsApp and SMS as far as they are configured; None without an account. Raises `ConfigError`."""
    if not settings.twilio.account_sid:
        return None
    api = Api(_account(settings))
    channels = _channels(settings, api)
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
    )


def rules(settings: Settings, office: Calendar) -> Rules:
    """Give what the configuration says about sending to members who are not on the page."""
    templates = settings.templates
    return Rules(
        sending=association.sending(settings, office)[quiet.MessageClass.AWARENESS],
        association={language: settings.association.name[language.value] for language in Language},
        templates={
            (purpose, language): sid
            for purpose in Template
            for language in Language
            if (sid := getattr(templates, purpose.value).get(language.value, ""))
        },
        link=settings.sms.link,
        link_hosts=frozenset(settings.sms.link_hosts),
    )


def templates(settings: Settings) -> list[tuple[str, str]]:
    """List the configured templates as (purpose and language, id), for `mujib doctor`."""
    named = ((purpose.value, getattr(settings.templates, purpose.value)) for purpose in Template)
    return [(f"{purpose}.{language}", sid) for purpose, sids in named for language, sid in sids.items() if sid]


@lru_cache(maxsize=10_000)
def country(conversation: ConversationId) -> str:
    """Tell where a conversation's member has his address (ISO 3166); empty where it cannot be told."""
    return address.country(address.parties(conversation)[2])


def answerable(conversation: ConversationId) -> bool:
    """Tell whether whoever is addressed there can write back."""
    channel = PROFILES.get(conversation.partition(":")[0])
    return channel is None or (channel.inbound and not (channel.one_way and country(conversation) in channel.one_way))


def _account(settings: Settings) -> Account:
    given = settings.twilio
    if not given.auth_token.get_secret_value():
        raise ConfigError("twilio.auth_token: is missing; it stands beside the account's SID in Twilio's console")
    return Account(
        given.account_sid,
        given.auth_token.get_secret_value(),
        given.auth_token_previous.get_secret_value(),
        given.api_base.rstrip("/"),
        settings.public_url,
    )


def _channels(settings: Settings, api: Api) -> tuple[WhatsApp | Sms, ...]:
    given, found = settings.twilio, list[WhatsApp | Sms]()
    if given.whatsapp_from:
        found.append(WhatsApp(api, given.whatsapp_from.removeprefix("whatsapp:"), interactive=given.interactive))
    if given.sms_from or given.messaging_service_sid:
        found.append(Sms(api, given.sms_from, service=given.messaging_service_sid))
    if not found:
        raise ConfigError("twilio: an account, but neither whatsapp_from nor sms_from")
    return tuple(found)
