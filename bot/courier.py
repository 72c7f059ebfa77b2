"""Makes of a due message what may be handed over now: asks how things stand with the member, plans, and renders.

Must not send, nor decide: that is `bot.planner`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot import planner, plans
from domain.channelports import Channel, Outbound, Outgoing
from domain.inbound import Envelope, MemberOptedOut
from domain.model import ConversationId, Purpose, Reply
from domain.ports import Clock, Correspondence, Inbox
from domain.templates import Standing
from handlers.texts import notices


@dataclass(frozen=True, slots=True)
class Go:
    """To be handed over."""

    messages: tuple[Outgoing, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """To be parked until the member writes, or until a time; first a knock is handed over, if there is one."""

    knock: tuple[Outgoing, ...]
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not before that time."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Never:
    """Not at all."""

    reason: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """Not at all, and nobody misses it."""

    reason: str


Ready = Go | Aside | Later | Never | Outdated


async def as_it_is(channel: Channel, outbound: Outbound) -> Ready:
    """Hand everything over as the channel shows it."""
    return Go(channel.render(outbound.reply))


class Stops:
    """Tells the engine of members who turn out to have stopped a channel, so that consent follows."""

    def __init__(self, inbox: Inbox, clock: Clock) -> None:
        """Write to this inbox."""
        self._inbox = inbox
        self._clock = clock

    async def tell(self, outbound: Outbound) -> None:
        """Take it in, once for each message that was refused for it. Raises `StorageError`."""
        channel = outbound.conversation.partition(":")[0]
        stopped = Envelope(
            conversation=outbound.conversation,
            provider_id=f"stopped/{outbound.key}",
            origin=f"{channel}:stopped",
            inbound=MemberOptedOut(blocked=True),
            sent_at=self._clock.now(),
        )
        await self._inbox.accept([stopped])


async def untold(outbound: Outbound) -> None:
    """Tell nobody."""
    del outbound


async def _anywhere(outbound: Outbound) -> datetime | None:
    """Have a place for everybody."""
    del outbound
    return None


class Courier:
    """Prepares messages for channels with a window, or with members who cannot write back."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it asks and goes by
        self,
        correspondence: Correspondence,
        clock: Clock,
        country: Callable[[ConversationId], str],
        rules: planner.Rules,
        place: Callable[[Outbound], Awaitable[datetime | None]] = _anywhere,
        doubted: Callable[[], Mapping[str, Standing]] = dict,
    ) -> None:
        """Plan by these rules; `country` tells where a conversation's member has his address, empty where it cannot.

        `place` gives when a message that opens a conversation may go, None: now; `doubted` the templates that are not good.
        """
        self._doubted = doubted
        self._place = place
        self._correspondence = correspondence
        self._clock = clock
        self._country = country
        self._rules = rules

    async def prepare(self, channel: Channel, outbound: Outbound) -> Ready:
        """Say what to do with a message now. Raises `StorageError`."""
        now = self._clock.now()
        if planner.is_void(outbound.reply, now):
            return Never(plans.WORDS[plans.Why.VOID])
        if outbound.reply.stages and not await self._correspondence.stands(outbound.reply.stages):
            return Outdated(plans.WORDS[plans.Why.OUTDATED])
        if outbound.reply.repeated:
            outbound = replace(outbound, reply=_repeated(outbound.reply))
        ready = await self._planned(channel, outbound)
        void_at = outbound.reply.void_at
        return Go(_limited(ready.messages, void_at, now)) if void_at and isinstance(ready, Go) else ready

    async def _planned(self, channel: Channel, outbound: Outbound) -> Ready:
        country = self._country(outbound.conversation) if channel.capabilities.one_way else ""
        if planner.goes_anyway(outbound.reply, country, channel.capabilities):
            return Go(channel.render(outbound.reply))
        standing = await self._correspondence.of(outbound.conversation)
        facts = planner.Facts(
            last_inbound_at=standing.last_inbound_at,
            notices=standing.notices,
            country=country,
            knocked=standing.knocked,
            doubted=self._doubted(),
        )
        plan = planner.plan(outbound.reply, facts, channel.capabilities, self._clock.now(), self._rules)
        if _opens(plan) and (at := await self._place(outbound)) is not None:
            # it steps aside, so that what the member asks for meanwhile does not wait behind it
            return Aside((), plans.WORDS[plans.Why.MEMBERS_LIMIT], at)
        return _ready(plan, channel, outbound)


def _repeated(reply: Reply) -> Reply:
    """Say in front of the words that they may have come before."""
    return replace(reply, text="\n\n".join(part for part in (notices.REPEATED[reply.language], reply.text) if part))


def _opens(plan: plans.Plan) -> bool:
    """Tell whether it begins a conversation outside the member's window."""
    return isinstance(plan, plans.UseTemplate) or (isinstance(plan, plans.Park) and bool(plan.template))


def _limited(messages: tuple[Outgoing, ...], void_at: datetime, now: datetime) -> tuple[Outgoing, ...]:
    """Tell the channel how long they are of use."""
    left = max(int((void_at - now).total_seconds()), 1)
    return tuple(replace(message, valid=left) for message in messages)


def _ready(plan: plans.Plan, channel: Channel, outbound: Outbound) -> Ready:
    match plan:
        case plans.SendNow():
            return Go(channel.render(outbound.reply))
        case plans.OneWayNotice(words):
            return Go(channel.render(replace(outbound.reply, text=words, options=(), attachment=None)))
        case plans.UseTemplate(template, variables):
            return Go((Outgoing(outbound.reply.text, template=template, variables=variables),))
        case plans.Park(template, why, until):
            return Aside((Outgoing("", template=template),) if template else (), plans.WORDS[why], until)
        case plans.Hold(why, until) if until and outbound.reply.purpose is Purpose.NOTICE:
            # it steps aside, so that what the member asks for meanwhile does not wait behind it
            return Aside((), plans.WORDS[why], until)
        case plans.Hold(why, until):
            return Later(until, plans.WORDS[why]) if until else Never(plans.WORDS[why])
        case _ as never:
            assert_never(never)
