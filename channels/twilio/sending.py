"""Hands one reply's messages to Twilio, in order. Never repeats a call; must not know how a message looks."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

import structlog

from channels.twilio import address, errors
from channels.twilio.client import Api
from channels.twilio.order import Order
from domain.channelports import Outbound, Outgoing
from domain.errors import Refused
from domain.model import Author, ConversationId, OutboundId

Body = Mapping[str, str]
Compose = Callable[[Outgoing], Awaitable[Body]]
Judge = Callable[[str, str], Awaitable[bool]]
"""Takes in that a message was refused for a template, by its id and Twilio's code; True where that is not used from now on."""
Number = Callable[[ConversationId], Awaitable[str]]
"""Gives the last number of whoever writes in a conversation; empty where none is known."""
_MOST_BEGUN: Final = 10_000
_MOST_DIFFERING: Final = 100
_log = structlog.get_logger()


async def unknown(conversation: ConversationId) -> str:
    """Know nobody's number."""
    del conversation
    return ""


async def unheard(template: str, code: str) -> bool:
    """Think nothing of it."""
    del template, code
    return False


class Sending:
    """The way out of one channel."""

    def __init__(self, api: Api, *, service: str = "", validity: int = 0, order: Order | None = None) -> None:
        """Send through `service`, a messaging service's id, if given; messages are void after `validity` seconds unless 0.

        One that is of use for a shorter time is void after that. `order` keeps the messages of one answer in theirs, where
        the provider does not.
        """
        self._order = order
        self._api = api
        self._service = service
        self._validity = validity
        self._begun: dict[str, tuple[str, ...]] = {}
        """The ids of the parts that were taken, of replies of which the last was not."""
        self._differing: set[tuple[int, int]] = set()
        """Pairs of our count of segments and Twilio's that were told of."""
        self._asked: set[int] = set()
        """Our counts for which Twilio's is, or was, asked later."""
        self._uncounted: list[tuple[OutboundId, str, int]] = []
        """Messages, with our count, of which Twilio has told none yet."""

    async def send(self, outbound: Outbound, messages: Sequence[Outgoing], compose: Compose) -> str:
        """Hand the messages over and give their ids. Raises one of the send errors.

        How many of a long reply's parts were taken is remembered, so that a later attempt goes on behind them.
        """
        sids = self._begun.get(outbound.key, ())
        for index in range(len(sids), len(messages)):
            part = index + 1 if index + 1 < len(messages) else 0
            fields = {**self._envelope(outbound, messages[index], part), **await compose(messages[index])}
            if self._order is None:
                created = await self._api.create(fields)
            else:
                await self._in_order(outbound, self._order, first=not sids)
                created = await self._noted(outbound, self._order, part, fields)
            sids = (*sids, str(created["sid"]))
            _log.debug("twilio.taken", outbound=outbound.id, sid=sids[-1], segments=created.get("num_segments"))
            self._compare(outbound, messages[index], created)
            if part:
                self._remember(outbound.key, sids)
        self._begun.pop(outbound.key, None)
        return " ".join(sids)

    async def _in_order(self, outbound: Outbound, order: Order, *, first: bool) -> None:
        """Wait until what this belongs behind is on its way. Raises one of the send errors where a part of it was lost."""
        before = await order.behind(outbound.conversation, outbound.key, first=first, officers=_is_officers(outbound))
        if before is None or not before.lost:
            return
        error = errors.by_code(before.code) or Refused("it was not delivered", before.code)
        if error.retryable:
            self._begun[outbound.key] = self._begun.get(outbound.key, ())[:-1]  # it goes again from this part on
        else:
            self._begun.pop(outbound.key, None)
        raise error

    async def _noted(self, outbound: Outbound, order: Order, part: int, fields: Body) -> Mapping[str, object]:
        """Have it sent, and let what belongs behind it know."""
        begun = order.begin(outbound.conversation, outbound.key, part, officers=_is_officers(outbound))
        created = await self._api.create(fields)
        order.taken(begun, str(created["sid"]))
        return created

    def _envelope(self, outbound: Outbound, message: Outgoing, part: int) -> dict[str, str]:
        channel, ours, theirs = address.parties(outbound.conversation)
        fields = {"To": address.write(channel, theirs)}
        if self._service:
            fields["MessagingServiceSid"] = self._service
        else:
            fields["From"] = address.write(channel, ours)
        if self._validity:
            fields["ValidityPeriod"] = str(min(self._validity, message.valid or self._validity))
        if callback := self._api.account.callback(outbound.key, part, message.template):
            fields["StatusCallback"] = callback
        return fields

    def _compare(self, outbound: Outbound, message: Outgoing, created: Mapping[str, object]) -> None:
        """Compare Twilio's count of an SMS's segments with ours; one that a messaging service does not tell is asked later."""
        if outbound.conversation.startswith(f"{address.WHATSAPP}:"):
            return
        ours, sid = message.segments, str(created.get("sid", ""))
        if counted := _counted(created):
            self._told(outbound.id, sid, ours, counted)
        elif ours not in self._asked and len(self._asked) < _MOST_DIFFERING:
            self._asked.add(ours)
            self._uncounted.append((outbound.id, sid, ours))

    async def recount(self) -> None:
        """Ask for the counts that Twilio did not tell at first: one message of each length in a process. Raises `SendError`."""
        waiting, self._uncounted = self._uncounted, []
        for outbound, sid, ours in waiting:
            message = await self._api.look(f"{self._api.account.resource}/Messages/{sid}.json")
            if counted := _counted(message):
                self._told(outbound, sid, ours, counted)
            else:
                self._asked.discard(ours)  # the next one of this length

    def _told(self, outbound: OutboundId, sid: str, ours: int, twilio: int) -> None:
        """Warn where Twilio counts other segments than we do: each is paid, and the pace goes by our count.

        Of the same two counts once in a process: one message is enough to look into.
        """
        if ours != twilio and (ours, twilio) not in self._differing and len(self._differing) < _MOST_DIFFERING:
            self._differing.add((ours, twilio))
            _log.warning("sms.segments_differ", outbound=outbound, sid=sid, ours=ours, twilio=twilio)

    def _remember(self, key: str, sids: tuple[str, ...]) -> None:
        while len(self._begun) >= _MOST_BEGUN:
            self._begun.pop(next(iter(self._begun)))
        self._begun[key] = sids


def _is_officers(outbound: Outbound) -> bool:
    return outbound.reply.author is Author.OFFICER


def _counted(message: Mapping[str, object]) -> int:
    """Give Twilio's count of segments; 0 where it tells none."""
    counted = str(message.get("num_segments") or "0")
    return int(counted) if counted.isdecimal() else 0


def templated(message: Outgoing) -> Body:
    """Give the body of a message that goes out as a template."""
    return content(message.template, dict(message.variables))


def content(sid: str, variables: Mapping[str, str]) -> Body:
    """Give the body of a message made of a Content object. Raises `Refused` for a blank without a value (error 21656)."""
    if not all(value.strip() for value in variables.values()):
        raise Refused("a blank of the template has no value", "21656")
    body = {"ContentSid": sid}
    return body | {"ContentVariables": json.dumps(variables, ensure_ascii=False)} if variables else body
