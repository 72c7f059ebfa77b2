"""Finds by listing what no callback told: members' messages that never reached us, failures, what became of doubts.

Twilio brings nothing twice, so this runs at the start and every few minutes. It adds and settles; it never sends.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import Any, Final

import structlog

from channels.twilio import address, inbound, news, sending
from channels.twilio.client import Api
from channels.twilio.likeness import Likeness, likeness
from domain.channelports import Channel
from domain.deliveryports import Arrivals, Deliveries, Delivery, DeliveryStatus, Doubt
from domain.errors import BadInput, MujibError, SendError
from domain.inbound import Envelope
from domain.model import Reply
from domain.ports import Clock, Inbox, Sleep

EVERY: Final = 180.0
"""Seconds between two looks."""
SOONER: Final = 30.0
"""Seconds between two looks at messages in doubt."""
_SETTLED: Final = timedelta(minutes=2)
"""How long a webhook or callback is given to arrive by itself; it carries more than the list does."""
_UNTOLD: Final = timedelta(minutes=10)
"""How long the callbacks of a message that was taken may take to arrive."""
_OVERLAP: Final = timedelta(minutes=15)
_FURTHEST: Final = timedelta(hours=24)
"""How far back a restart looks; WhatsApp's window for an answer is no longer."""
_MOST: Final = 5000
_log = structlog.get_logger()

InPlace = Callable[[Reply], tuple[str, ...]]
"""Gives the lines that may have gone out in place of a reply, but for the addresses in them."""


def _failed(error: MujibError) -> None:
    _log.warning("twilio.reconcile.failed", error=type(error).__name__, code=getattr(error, "code", ""))


def nothing(reply: Reply) -> tuple[str, ...]:
    """Have each reply go out in its own words."""
    del reply
    return ()


@dataclass(frozen=True, slots=True)
class Reconciler:
    """One account's memory checked against Twilio's."""

    api: Api
    channels: Sequence[Channel]
    senders: Mapping[str, str]
    """Our sender by the channel's name."""
    inbox: Inbox
    arrivals: Arrivals
    deliveries: Deliveries
    clock: Clock
    sleep: Sleep
    number: sending.Number = sending.unknown
    beside: Sequence[Callable[[], Awaitable[None]]] = ()
    """What else is looked at each time."""
    in_place: InPlace = nothing

    async def run(self) -> None:
        """Look again and again, until cancelled; a look that fails is logged and tried again."""
        since = None
        while True:
            started = self.clock.now()
            try:
                await self.once(since)
                since = started - _OVERLAP
            except MujibError as error:
                _failed(error)
            await self._rest()

    async def _rest(self) -> None:
        """Wait for the next look, and settle meanwhile what is in doubt: the members of those messages wait for them."""
        for _ in range(round(EVERY / SOONER)):
            await self.sleep(SOONER)
            try:
                for channel in self.channels:
                    await self.settle(channel)
            except MujibError as error:
                _failed(error)

    async def once(self, since: datetime | None = None) -> tuple[int, int]:
        """Look once, from `since` (None: from the last message that is known); give (messages found, doubts settled)."""
        found = [await self.missed(channel.name, since) for channel in self.channels]
        settled = [await self.settle(channel) for channel in self.channels]
        for channel in self.channels:
            await self.failed(channel.name, since)
        for look in self.beside:
            await look()
        return sum(found), sum(settled)

    async def missed(self, channel: str, since: datetime | None = None) -> int:
        """Take in what members sent and no webhook brought; give how many. A first start takes nothing: it is all old."""
        now = self.clock.now()
        if since is None:
            last = await self.arrivals.last(f"{channel}:{self.api.account.sid}")
            if last is None:
                return 0
            since = max(last - _OVERLAP, now - _FURTHEST)
        query = {"To": address.write(channel, self.senders[channel]), "DateSent>": f"{since:%Y-%m-%dT%H:%M:%SZ}"}
        listed = [envelopes async for envelopes in self._listed(query, since, now - _SETTLED)]
        listed.reverse()  # the newest stood first, by the second: of one second too, what was said first comes first
        listed.sort(key=lambda envelopes: envelopes[0].sent_at)
        new = await self.inbox.accept(list(chain.from_iterable(listed))) if listed else ()
        if any(new):
            _log.warning("twilio.reconcile.missed", channel=channel, messages=sum(new))
        return sum(new)

    async def settle(self, channel: Channel) -> int:
        """Settle messages in doubt: found with Twilio, or surely never taken; give how many."""
        doubts = await self.deliveries.doubtful(channel.name, self.clock.now() - _SETTLED)
        taken: set[str] = set()
        for doubt in doubts:
            found = await self._find(channel, doubt, taken)
            if found is None:
                await self.deliveries.unsent(doubt.outbound.id, "Twilio has no such message")
            else:
                taken.add(found.provider_id)
                await self.deliveries.delivered(found)
            _log.info("twilio.reconcile.settled", outbound=doubt.outbound.id, found=found is not None)
        return len(doubts)

    async def failed(self, channel: str, since: datetime | None = None) -> int:
        """Hear of failures whose callbacks were lost; give how many. Each message is asked about once, and after a start."""
        now = self.clock.now()
        before = now - _UNTOLD
        after = now - _FURTHEST if since is None else before - (now - since - _OVERLAP)
        told = [await self._told(channel, sid) for sid in await self.deliveries.untold(channel, after, before)]
        failures = [heard for heard in told if heard and heard.status is DeliveryStatus.FAILED]
        for heard in filter(None, told):
            await self.deliveries.delivered(heard)
        if failures:
            _log.warning("twilio.reconcile.failures", channel=channel, messages=len(failures))
        return len(failures)

    async def _told(self, channel: str, sid: str) -> Delivery | None:
        """Ask how far a message got; None where it is still on its way, or cannot be asked about."""
        try:
            message = await self.api.look(f"{self.api.account.resource}/Messages/{sid}.json")
        except SendError as error:
            _log.warning("twilio.reconcile.not_asked", code=error.code)
            return None
        status, code = news.status_of(str(message.get("status", ""))), str(message.get("error_code") or "")
        if status is DeliveryStatus.SENT:
            return None
        heard = news.delivery(channel, status, "", sid, code)
        parties = {"From": str(message.get("from", "")), "To": str(message.get("to", ""))}
        if stopped := news.stopped(heard, parties, self.api.account.sid, self.clock.now()):
            await self.inbox.accept([stopped])
        return heard

    async def _sent(self, to: str, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
        """List our messages to one member. Those still queued have no date of sending, so no filter by date would find them."""
        async for message in self.api.messages({"To": to}):
            at = _time(message, "date_created")
            if at is not None and at < since:
                return
            if message.get("direction") != "inbound":
                yield message

    async def _listed(self, query: Mapping[str, str], since: datetime, until: datetime) -> AsyncIterator[tuple[Envelope, ...]]:
        async for message in self.api.messages(query, _MOST):
            at = _time(message, "date_sent")
            if message.get("direction") != "inbound" or at is None or not since <= at <= until:
                continue
            if envelopes := self._read(await self._fields(message), at):
                yield envelopes

    def _read(self, fields: Mapping[str, str], at: datetime) -> tuple[Envelope, ...]:
        try:
            return inbound.parse(fields, self.api.account.sid, at)
        except BadInput as error:
            _log.warning("twilio.reconcile.not_read", reason=str(error))
            return ()

    async def _fields(self, message: Mapping[str, Any]) -> Mapping[str, str]:
        """Give a listed message the shape of a webhook's."""
        media = await self.api.media(str(message["sid"])) if str(message.get("num_media") or "0") != "0" else ()
        return {
            "MessageSid": str(message.get("sid", "")),
            "AccountSid": str(message.get("account_sid", "")),
            "From": str(message.get("from", "")),
            "To": str(message.get("to", "")),
            "Body": str(message.get("body") or ""),
            "NumMedia": str(len(media)),
            **dict(_media(media)),
        }

    async def _find(self, channel: Channel, doubt: Doubt, taken: Iterable[str]) -> Delivery | None:
        """Look for the last part of a message among those sent to its member since, leaving out the ones that are known."""
        alike = await self._alike(channel, doubt)
        name = channel.name
        ours = await self.deliveries.known(name, tuple(alike)) | frozenset(taken)
        for sid, message in alike.items():
            if sid not in ours:
                status = news.status_of(str(message.get("status", "")))
                code = str(message.get("error_code") or "")
                return news.delivery(name, status, doubt.outbound.key, sid, code)
        return None

    async def _alike(self, channel: Channel, doubt: Doubt) -> Mapping[str, Mapping[str, Any]]:
        """List what was sent to a member since and may be the message in doubt: the likest first, of those the oldest."""
        least = Likeness.HOLDING if channel.capabilities.window is None else Likeness.UNTOLD  # of Content words may be untold
        forms = self._forms(channel, doubt.outbound.reply)
        sent = [
            (alike, message)
            for to in await self._addresses(doubt)
            async for message in self._sent(to, doubt.since - timedelta(minutes=1))
            if (alike := likeness(str(message.get("body") or ""), forms)) >= least
        ]
        sent.sort(key=lambda found: found[0])  # those alike stay as they were listed, the newest first
        return {str(message.get("sid", "")): message for _, message in reversed(sent)}

    def _forms(self, channel: Channel, reply: Reply) -> Collection[str]:
        """Give the words in which it may have gone out."""
        return {channel.render(reply)[-1].text, reply.text, *self.in_place(reply)}

    async def _addresses(self, doubt: Doubt) -> Sequence[str]:
        """Give where it may have gone: a member who shows no number may have been written to by his last one."""
        name, _, theirs = address.parties(doubt.outbound.conversation)
        number = "" if address.is_number(theirs) else await self.number(doubt.outbound.conversation)
        return [address.write(name, to) for to in (theirs, number) if to]


def _time(message: Mapping[str, Any], name: str) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message.get(name) or "")).astimezone(UTC)
    except ValueError:
        # a field that is empty or of another form: the message is undated
        return None


def _media(listed: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    for number, media in enumerate(listed):
        path = str(media.get("uri", "")).removesuffix(".json")
        yield f"MediaUrl{number}", f"https://api.twilio.com{path}"
        yield f"MediaContentType{number}", str(media.get("content_type", ""))
