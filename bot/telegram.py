"""Telegram's bot put together from the configuration. Imported only where there is a token."""

from bot.config import Settings
from bot.parts import Part, Place
from bot.providers import Provider
from bot.store import Storage
from channels.telegram.telegram import Options, Telegram
from domain.model import DepartmentId, Language


def provider(settings: Settings, storage: Storage) -> Provider:
    """Give the bot with what it needs. Raises `ConfigError`."""
    telegram = Telegram(_options(settings), storage.inbox, storage.clock, read=storage.files.read)
    webhook = settings.telegram.mode == "webhook"
    return Provider(
        channels=(telegram.channel,),
        origins={telegram.channel.name: telegram.origin},
        routes=tuple(telegram.routes()),
        part=Part("telegram", Place.DOOR if webhook else Place.LEADER, telegram.run),
        checks=telegram.checks,
        close=telegram.close,
        api=settings.telegram.api_base,
        webhook=webhook,
        rooms=telegram.forums,
        opened_by=telegram.chat_opened_by,
    )


def _options(settings: Settings) -> Options:
    given = settings.telegram
    return Options(
        token=given.token.get_secret_value(),
        public_url=settings.public_url,
        association={language: settings.association.name[language.value] for language in Language},
        mode=given.mode,
        webhook_secret=given.webhook_secret.get_secret_value(),
        api_base=given.api_base,
        officers_group=given.officers_group,
        department_groups={DepartmentId(name): chat for name, chat in given.department_groups.items()},
    )
