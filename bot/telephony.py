"""What the configuration says about sending to members who are reached by their phone numbers. Opens nothing."""

from functools import lru_cache

from bot import association
from bot.config import Settings
from bot.planner import Rules, Template
from channels.profiles import PROFILES
from channels.twilio import address
from domain import quiet
from domain.calendar import Calendar
from domain.model import ConversationId, Language


def rules(settings: Settings, office: Calendar) -> Rules:
    """Give what the configuration says about sending to members who are not on the page."""
    templates = settings.templates
    return Rules(
        sending=association.sending(settings, office)[quiet.MessageClass.AWARENESS],
        notices=association.sending(settings, office)[quiet.MessageClass.SERVICE],
        association={language: settings.association.name[language.value] for language in Language},
        templates={
            (purpose, language): sids
            for purpose in Template
            for language in Language
            if (sids := tuple(filter(None, getattr(templates, purpose.value).get(language.value, ()))))
        },
        link=settings.sms.link,
        link_hosts=frozenset(settings.sms.link_hosts),
    )


def templates(settings: Settings) -> list[tuple[str, str]]:
    """List the configured templates as (purpose and language, id); those behind the first are numbered."""
    named = ((purpose.value, getattr(settings.templates, purpose.value)) for purpose in Template)
    return [
        (f"{purpose}.{language}" + (f".{number}" if number > 1 else ""), sid)
        for purpose, languages in named
        for language, sids in languages.items()
        for number, sid in enumerate(sids, 1)
        if sid
    ]


@lru_cache(maxsize=10_000)
def country(conversation: ConversationId) -> str:
    """Tell where a conversation's member has his address (ISO 3166); empty where it cannot be told."""
    return address.country(address.parties(conversation)[2])


def answerable(conversation: ConversationId) -> bool:
    """Tell whether whoever is addressed there can write back."""
    channel = PROFILES.get(conversation.partition(":")[0])
    return channel is None or (channel.inbound and not (channel.one_way and country(conversation) in channel.one_way))
