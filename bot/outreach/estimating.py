"""What an announcement would be: how each channel would show it, to how many it goes, and what it costs. Sends nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

from bot import one_way, planner
from bot.outreach.manner import Manner, Voice
from bot.planner import Facts, Rules
from bot.plans import Hold, OneWayNotice, Park, SendNow, UseTemplate, Why
from channels import text
from domain import announcements, quiet, runs
from domain.announcementports import Caveat, Estimate
from domain.announcements import Announcement
from domain.channelports import Channel, Outgoing
from domain.model import Language
from domain.receiving import Address
from domain.runs import Preview
from storage.outreach.results import Results

_FRESH: Final = timedelta(minutes=1)
"""How long an estimate stands."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """An announcement on one channel in one language."""

    messages: tuple[Outgoing, ...]
    caveat: Caveat | None


class Estimates:
    """Estimates announcements."""

    def __init__(self, results: Results, channels: Mapping[str, Channel], manner: Manner, rules: Rules, voice: Voice) -> None:
        """Count recipients by `results`, show as `channels` would by `rules`, and reckon by the prices of `manner`."""
        self._results = results
        self._channels = channels
        self._manner = manner
        self._rules = rules
        self._voice = voice
        self._clock = voice.clock
        self._last: tuple[Announcement, datetime, Estimate] | None = None

    async def of(self, announcement: Announcement) -> Estimate:
        """Give it. Raises `StorageError`.

        The same announcement looked at again within a minute is not reckoned anew: all members are read for it.
        """
        now, (known, at, found) = self._clock.now(), self._last or (None, None, None)
        if found is None or at is None or known != announcement or abs(now - at) > _FRESH:
            found = await self._estimate(announcement, now)
            self._last = (announcement, now, found)
        return found

    async def _estimate(self, announcement: Announcement, now: datetime) -> Estimate:
        audience = await self._results.audience(announcement, frozenset(self._channels), self._reaches(announcement))
        shown = {pair: self._shown(announcement, *pair) for pair in sorted(audience.by_address)}
        previews = tuple(self._preview(pair, shown[pair].messages, audience.by_address[pair]) for pair in shown)
        costs = {(each.channel, each.language): runs.cost(each, self._manner.prices) for each in previews}
        sending = self._manner.sending[announcement.message]
        begins_at = quiet.earliest(sending, max(announcement.start_at or now, now))
        return Estimate(
            previews=previews,
            texts={pair: tuple(map(text.seen, one.messages)) for pair, one in shown.items()},
            excluded=audience.excluded,
            left_out=audience.left_out,
            cost=sum(costs.values(), Decimal(0)),
            costs=costs,
            currency=self._manner.currency,
            caveats={pair: one.caveat for pair, one in shown.items() if one.caveat},
            faults=announcements.faults(announcement, now),
            hours=sending.shifts_of(sending.local(begins_at).date())[0],
            begins_at=begins_at,
        )

    def _reaches(self, announcement: Announcement) -> Callable[[Address, Language], bool]:
        """Tell to which addresses it goes: to one-way numbers only where it stands alone, or a link is registered."""

        @cache
        def dead_end(channel: str, language: Language) -> bool:
            return self._shown(announcement, channel, language).caveat is Caveat.NO_LINK

        def reaches(address: Address, language: Language) -> bool:
            return self._voice.answerable(address.conversation) or not dead_end(address.channel, language)

        return reaches

    def _shown(self, announcement: Announcement, channel: str, language: Language) -> _Shown:
        """Show it as a channel would: to members who cannot write back, if there are any, else to those silent of late."""
        to = self._channels[channel]
        can = to.capabilities
        said = self._voice.said(announcement, language, answerable=can.inbound and not can.one_way)
        facts = Facts(None, country=min(can.one_way, default=""))
        plan = planner.plan(said, facts, can, quiet.earliest(self._rules.sending, self._clock.now()), self._rules)
        match plan:
            case OneWayNotice(words):
                caveat = None if words == one_way.bare(said.text) else Caveat.NOTICE_INSTEAD
                said = replace(said, text=words, options=())
            case Park():
                caveat = Caveat.KNOCKS
            case Hold(why):
                caveat = Caveat.NO_LINK if why is Why.NO_LINK else Caveat.NO_TEMPLATE
            case SendNow() | UseTemplate():
                caveat = None
        return _Shown(to.render(said), caveat)

    def _preview(self, pair: tuple[str, Language], shown: tuple[Outgoing, ...], recipients: int) -> Preview:
        channel, language = pair
        charged = self._channels[channel].capabilities.segmented
        segments = sum(message.segments for message in shown)
        return Preview(channel, language, len(shown), segments, recipients, charged)
