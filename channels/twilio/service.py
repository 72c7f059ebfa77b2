"""WhatsApp and SMS composed over one account, for `bot.app` to wire in: routes, channels and what runs beside them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.routing import Route

from channels.twilio import doctor, reconcile, sending
from channels.twilio.client import Api
from channels.twilio.order import Order
from channels.twilio.reconcile import Reconciler
from channels.twilio.webhooks import Webhooks
from domain.channelports import Channel
from domain.deliveryports import Arrivals, Deliveries, Quarantine
from domain.findings import Finding
from domain.ports import Clock, Inbox, Sleep


@dataclass(frozen=True, slots=True)
class Twilio:
    """What one Twilio account does for Mujib."""

    api: Api
    channels: Sequence[Channel]
    """Those that are configured: WhatsApp, SMS or both."""
    webhooks: Webhooks
    reconciler: Reconciler

    def routes(self) -> list[Route]:
        """List the webhooks' routes."""
        return self.webhooks.routes()

    async def checks(self, templates: Sequence[tuple[str, str]] = ()) -> tuple[Finding, ...]:
        """Say what is wrong and what to do, for `mujib doctor`; `templates` are (purpose, id)."""
        return await doctor.checks(self.api, self.reconciler.senders, templates)

    async def run(self) -> None:
        """Look after what callbacks do not tell, until cancelled; in one process of all."""
        await self.reconciler.run()

    async def replay(self) -> tuple[int, int]:
        """Take in what stands in quarantine and is genuine after all; give (taken in, left there). Raises `StorageError`."""
        return await self.webhooks.replay()

    async def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        await self.api.close()

    @property
    def origins(self) -> dict[str, str]:
        """Who numbers the members' messages, by the channel's name."""
        return {channel.name: f"{channel.name}:{self.api.account.sid}" for channel in self.channels}


def compose(  # noqa: PLR0913 - the ports that it joins
    api: Api,
    channels: Sequence[Channel],
    *,
    senders: dict[str, str],
    inbox: Inbox,
    arrivals: Arrivals,
    deliveries: Deliveries,
    quarantine: Quarantine,
    clock: Clock,
    sleep: Sleep,
    number: sending.Number = sending.unknown,
    refused: sending.Judge = sending.unheard,
    order: Order | None = None,
    beside: Sequence[Callable[[], Awaitable[None]]] = (),
    in_place: reconcile.InPlace = reconcile.nothing,
) -> Twilio:
    """Join the parts; `senders` gives our address by the channel's name, without `whatsapp:`.

    `beside` is looked at whenever it is asked what callbacks did not tell; `in_place` gives what may stand for a reply.
    """
    return Twilio(
        api=api,
        channels=channels,
        webhooks=Webhooks(
            api.account,
            inbox,
            deliveries,
            quarantine,
            clock,
            refused,
            order,
            channels=frozenset(channel.name for channel in channels),
        ),
        reconciler=Reconciler(api, channels, senders, inbox, arrivals, deliveries, clock, sleep, number, beside, in_place),
    )
