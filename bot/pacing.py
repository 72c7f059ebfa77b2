"""How fast a channel takes messages, as values: each chat, each group and the whole bot have their own pace. Pure.

The generic cell rate algorithm (ITU-T I.371): for each key one number, the time at which its next message would be on
schedule. Reads no clock and never sleeps; the sender asks how long to wait and tells what went out. The pace of the whole bot
is for messages that nobody waits for: answers and officers' words are counted in it but never held back by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.model import ConversationId, Purpose

_FORGET = 10_000
"""Keys kept before those long on schedule are dropped."""
_INSTANT = 1e-6
"""Seconds that count as none: sums of floats are not exact."""
_LONGEST_DEBT = 1.0
"""Seconds that answers can push notices back, however many they are."""
_SET_BACK: Final = 60.0
"""Seconds that the clock must have gone back for it to have been set: below, what is held is held so much longer."""
_BULK: Final = frozenset({Purpose.NOTICE, Purpose.ANNOUNCEMENT})


@dataclass(frozen=True, slots=True)
class Pace:
    """One message, or segment, each `interval` seconds on average, and up to `burst` at once after a silence."""

    interval: float
    burst: int = 1

    def wait(self, due: float, now: float) -> float:
        """Give the seconds until a message may go; `due` is the schedule's time, 0 for a key never used."""
        wait = due - now - self.interval * (self.burst - 1)
        return wait if wait > _INSTANT else 0.0

    def after(self, due: float, now: float, weight: int = 1) -> float:
        """Give the schedule's time after a message at `now` that counts as `weight`."""
        return max(due, now) + self.interval * weight

    def debt(self, now: float) -> float:
        """Give the time to which answers may push the schedule: notices wait a second behind them, and no longer."""
        return now + self.interval * (self.burst - 1) + _LONGEST_DEBT


@dataclass(frozen=True, slots=True)
class Paces:
    """The paces of one channel."""

    chat: Pace
    overall: Pace
    group: Pace | None = None
    """Of chats with many people; None: there are none."""


TELEGRAM: Final = Paces(chat=Pace(1.0, burst=20), overall=Pace(1 / 30, burst=10), group=Pace(3.0, burst=3))
"""About one message a second to a chat with short bursts, 30 a second in bulk, 20 a minute to a group (Telegram's bot FAQ)."""

WHATSAPP: Final = Paces(chat=Pace(6.0, burst=40), overall=Pace(1 / 40, burst=10))
"""One message in six seconds to a member, bursts of 45 (Meta's error 131056); 80 a second in and out, half of them ours."""


def _sms(segments_a_second: float) -> Paces:
    """Give the paces of a number that sends so many segments in a second; all of it is counted in segments.

    No carrier limits what one telephone gets: ten segments a second only keep two machines from answering each other for ever.
    """
    return Paces(chat=Pace(0.1, burst=40), overall=Pace(1 / segments_a_second, burst=max(2, round(segments_a_second))))


SMS: Final = _sms(1.0)
"""A long code sends one segment in a second; more waits with Twilio, ten hours at most, and is void then (30001)."""

CHANNELS: Final[Mapping[str, Paces]] = {"telegram": TELEGRAM, "whatsapp": WHATSAPP, "sms": SMS}
"""By channel name; one that is not here has no pace."""


@dataclass(slots=True)
class Schedule:
    """Where each key stands. Times are seconds of any clock; where it is set back, all goes back with it."""

    paces: Mapping[str, Paces] = field(default_factory=lambda: CHANNELS)
    _due: dict[str, float] = field(default_factory=dict)
    _paused: dict[str, float] = field(default_factory=dict)
    _queued: dict[str, float] = field(default_factory=dict)
    """When the last notice that was put off will go, by channel."""
    _looked: float = 0.0
    """When it was last asked."""

    def wait(self, conversation: ConversationId, purpose: Purpose, now: float) -> float:
        """Give the seconds until a message to this conversation may go; 0: now."""
        self._look(now)
        channel = _channel(conversation)
        paces = self.paces.get(channel)
        if paces is None:
            return 0.0
        wait = _of(conversation, paces).wait(self._at(conversation), now)
        if conversation in self._paused:
            wait = max(self._paused[conversation] - now, wait)
        return max(wait, paces.overall.wait(self._at(channel), now)) if purpose in _BULK else wait

    def sent(self, conversation: ConversationId, purpose: Purpose, now: float, weight: int = 1) -> None:
        """Count a message that went out, or that was at least tried: once, or by its segments."""
        channel = _channel(conversation)
        paces = self.paces.get(channel)
        if paces is None:
            return
        self._due[conversation] = _of(conversation, paces).after(self._at(conversation), now, weight)
        before = self._at(channel)
        due = paces.overall.after(before, now, weight)
        self._due[channel] = due if purpose in _BULK else max(before, min(due, paces.overall.debt(now)))
        if len(self._due) + len(self._paused) > _FORGET:
            self._forget(now)

    def put_off(self, conversation: ConversationId, purpose: Purpose, now: float, weight: int = 1) -> float:
        """Give the time at which a message that must wait should be looked at again.

        Notices that wait for the whole bot's pace are spread out by it, so that ten thousand are not all looked at each second.
        """
        until = now + self.wait(conversation, purpose, now)
        channel = _channel(conversation)
        paces = self.paces.get(channel)
        if paces is None or purpose not in _BULK:
            return until
        until = max(until, self._queued.get(channel, 0.0))
        self._queued[channel] = until + paces.overall.interval * weight
        return until

    def pause(self, conversation: ConversationId, until: float) -> None:
        """Send this conversation nothing before `until`: the provider asked for it. The others go on."""
        self._paused[conversation] = max(until, self._paused.get(conversation, until))

    def _look(self, now: float) -> None:
        if (back := self._looked - now) > _SET_BACK:
            for times in (self._due, self._paused, self._queued):
                times.update({key: at - back for key, at in times.items()})
        self._looked = now

    def _at(self, key: str) -> float:
        return self._due.get(key, 0.0)

    def _forget(self, now: float) -> None:
        self._due = {key: due for key, due in self._due.items() if due > now}
        self._paused = {key: until for key, until in self._paused.items() if until > now}


def of(segments_a_second: float) -> Schedule:
    """Give the schedule of all channels, with this pace for SMS."""
    return Schedule({**CHANNELS, "sms": _sms(segments_a_second)})


def _of(conversation: ConversationId, paces: Paces) -> Pace:
    # Telegram's groups have negative ids
    return paces.group if paces.group and ":-" in conversation else paces.chat


def _channel(conversation: ConversationId) -> str:
    return conversation.partition(":")[0]
