"""The front: chat, site, rating page, desk, health and webhooks as one application over HTTP."""

import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.routing import BaseRoute

from bot import association, web
from bot.config import Settings
from bot.providers import Provider
from bot.silence import Watch
from bot.store import Storage
from bot.web import Guarded
from channels.web.channel import WebChannel
from channels.web.limits import Limits
from channels.web.rating import RatingPage
from channels.web.routes import ChatApi
from channels.web.site import Facts, Site
from desk.desk import Desk
from domain.model import ConversationId, Language
from storage import readiness

_MEGABYTE: Final = 1024 * 1024
WayOn = Callable[[ConversationId], Awaitable[str]]
"""Gives the address at which a member goes on elsewhere with a conversation."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the application is made of, beside the desk."""

    settings: Settings
    storage: Storage
    channel: WebChannel
    secret: bytes
    reached: Sequence[Provider]
    watch: Watch

    def application(self, desk: Desk) -> Guarded:
        """Put it together. Raises `ConfigError`."""
        onward = self._ways_on()
        site = self._site(tuple(onward))
        limits = Limits(self.settings.web.messages_a_minute)
        routes: list[BaseRoute] = [
            *self._chat(onward, limits).routes(),
            *site.routes(),
            *self._rating_page(limits).routes(),
            *desk.routes(),
            *self._health().routes(),
        ]
        webhooks = [route for provider in self.reached for route in provider.routes]
        sorry = {"/desk": desk.sorry, "/": site.sorry}
        return web.application(routes, webhooks, self.settings.server.trusted_proxies, sorry)

    def _chat(self, onward: Mapping[str, WayOn], limits: Limits) -> ChatApi:
        """Give what the chat on the association's page talks to."""
        storage = self.storage
        return ChatApi(
            channel=self.channel,
            secret=self.secret,
            inbox=storage.inbox,
            transcript=storage.transcript,
            files=storage.files,
            signals=storage.signals,
            clock=storage.clock,
            max_upload=self._max_upload,
            onward=onward,
            limits=limits,
        )

    def _ways_on(self) -> dict[str, WayOn]:
        """Give for each channel that can be opened by a link what makes one for a conversation."""

        def way(opened_by: Callable[[str], Awaitable[str]]) -> WayOn:
            async def address(conversation: ConversationId) -> str:
                return await opened_by(await self.storage.invitations.offer(conversation))

            return address

        return {provider.channels[0].name: way(opened) for provider in self.reached if (opened := provider.opened_by)}

    def _rating_page(self, limits: Limits) -> RatingPage:
        """Give the page on which members rate without signing in."""
        names = {language: self.settings.association.name[language.value] for language in Language}
        return RatingPage(self.secret, self.storage.tickets, self.storage.inbox, self.storage.clock, names, limits)

    def _site(self, onward: Sequence[str]) -> Site:
        """Give the association's pages."""
        about, hours = self.settings.association, self.settings.hours
        facts = Facts(
            name={language: about.name[language.value] for language in Language},
            hours={language: association.office_hours(hours, language) for language in Language},
            address={language: about.address.get(language.value, "") for language in Language},
            phone=about.phone,
            whatsapp=about.whatsapp,
            email=about.email,
            website=about.website,
        )
        return Site(facts, self.settings.web.allowed_origins, self._max_upload, onward)

    @property
    def _max_upload(self) -> int:
        return self.settings.web.max_upload_mb * _MEGABYTE

    def _health(self) -> web.Health:
        """Give what `/healthz`, `/readyz` and `/metrics` look at."""

        async def figures() -> dict[str, float]:
            return await self.storage.figures() | await self.watch.figures()

        def room() -> int:
            return shutil.disk_usage(self.settings.server.data).free

        return web.Health(lambda: readiness.check(self.storage.database), room, figures)
