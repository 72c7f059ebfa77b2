"""What the configuration says about sending to members who are reached by their phone numbers. Opens nothing."""

from collections.abc import Callable
from functools import lru_cache

from bot import association, one_way
from bot.config import Settings
from bot.planner import Rules, Template
from channels.profiles import PROFILES
from channels.twilio import address
from domain import quiet
from domain.calendar import Calendar
from domain.findings import Finding, bad, hint
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


def gaps(settings: Settings) -> tuple[Finding, ...]:
    """Say what is left out, or contradicts itself, of what reaches members who have not just written."""
    given, found = settings, list[Finding]()
    if given.sms.link and not one_way.is_registered(given.sms.link, frozenset(given.sms.link_hosts)):
        found.append(
            bad(
                "لا يخرج رابط sms.link إلى أرقام السعودية: مضيفه ليس في sms.link_hosts. اكتب فيها اسمه وحده.",
                "sms.link never goes to Saudi numbers: its host is not in sms.link_hosts. Write the bare name there, as "
                "chat.example.sa.",
            )
        )
    if given.twilio.whatsapp_from and not any(given.templates.answer.values()):
        found.append(
            hint(
                "لا قالب في templates.answer: جواب الموظف بعد يوم من آخر رسالة ينتظر حتى يكتب العضو (docs/how-to/whatsapp.md).",
                "No template in templates.answer: an officer's answer later than a day waits until the member writes "
                "(docs/how-to/whatsapp.md).",
            )
        )
    return tuple(found)


@lru_cache(maxsize=10_000)
def country(conversation: ConversationId) -> str:
    """Tell where a conversation's member has his address (ISO 3166); empty where it cannot be told."""
    return address.country(address.parties(conversation)[2])


def answerable(conversation: ConversationId) -> bool:
    """Tell whether whoever is addressed there can write back."""
    channel = PROFILES.get(conversation.partition(":")[0])
    return channel is None or (channel.inbound and not (channel.one_way and country(conversation) in channel.one_way))


def counted(conversation: ConversationId) -> bool:
    """Tell whether what is said there is paid by its length, so that it is said briefly."""
    channel = PROFILES.get(conversation.partition(":")[0])
    return channel is not None and channel.segmented


def numberless(settings: Settings) -> Callable[[ConversationId], bool]:
    """Give what tells conversations in which the member shows no number, though news could go to one by SMS."""
    can = bool(settings.twilio.account_sid and _sends_sms(settings))

    def is_numberless(conversation: ConversationId) -> bool:
        channel = PROFILES.get(conversation.partition(":")[0])
        windowed = can and channel is not None and channel.window is not None
        return windowed and not address.is_number(address.parties(conversation)[2])

    return is_numberless


def reach(settings: Settings) -> Callable[[str, bool], ConversationId | None]:
    """Give the conversation in which news reach a number, and whether the provider vouches for it; None: in none.

    A number that somebody only named is written to where nobody can write back: an answer would be taken for his.
    """
    ours = settings.twilio.sms_from

    def conversation(number: str, vouched: bool) -> ConversationId | None:  # noqa: FBT001 - a plain port
        safe = vouched or address.country(number) in PROFILES[address.SMS].one_way
        known = settings.twilio.account_sid and _sends_sms(settings) and safe
        return address.conversation(address.SMS, ours, number) if known else None

    return conversation


def _sends_sms(settings: Settings) -> bool:
    return bool(settings.twilio.sms_from or settings.twilio.messaging_service_sid)
