"""The clock's look at tickets that are kept waiting: judges them, and lets what is to be done enter the inbox.

Must not do it itself: the conversation's own lane does, once, whoever looked.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.logs import described
from domain import casefile
from domain.casefile import Rules
from domain.errors import StorageError
from domain.escalation import Act, Judgement, Nudge, PassUp, Reassign, Warn
from domain.inbound import ClockAct, ClockRan, Envelope
from domain.ports import Clock, DueCase, DueCases, Inbox

_log = structlog.get_logger()
ORIGIN: Final = "timer"
_AT_ONCE: Final = 200
_SECONDS: Final = 30.0
_RETRY: Final = timedelta(minutes=5)
"""An act that entered the inbox was surely done by then; its deed says itself when to look again."""


class Lookout:
    """Looks at due tickets."""

    def __init__(self, cases: DueCases, inbox: Inbox, clock: Clock, rules: Rules) -> None:
        """Judge `cases` by `rules`."""
        self._cases = cases
        self._inbox = inbox
        self._clock = clock
        self._rules = rules

    async def run(self) -> None:
        """Look at all that is open, then every half minute at what is due."""
        await self._cases.look_at_all()
        while True:
            try:
                await self.look()
            except StorageError as error:
                _log.warning("lookout.failed", fault=described(error))
            await asyncio.sleep(_SECONDS)

    async def look(self) -> int:
        """Look at what is due now; give how many acts entered the inbox. Raises `StorageError`."""
        acts = 0
        while cases := await self._cases.due(_AT_ONCE):
            for case in cases:
                acts += await self._judge(case, self._clock.now())
        return acts

    async def _judge(self, case: DueCase, now: datetime) -> int:
        judgement = casefile.judged(case.file, case.around, self._rules, now)
        entered = 0
        if judgement.act is not None:
            (fresh,) = await self._inbox.accept([envelope(case, judgement.act, judgement, now)])
            entered = int(fresh)
            _log.info("lookout.judged", ticket=case.file.ref, act=type(judgement.act).__name__, fresh=fresh)
        await self._cases.look_again(case, now + _RETRY if judgement.act is not None else judgement.again_at)
        return entered


def envelope(case: DueCase, act: Act, judgement: Judgement, now: datetime) -> Envelope:
    """Give the event that has an act done; the same judgement on the same version of a ticket is one event."""
    ran = _ran(case, act, judgement)
    name = f"{case.file.ref}/{case.version}/{'/'.join(judgement.keys)}"
    return Envelope(case.conversation, name, ORIGIN, ran, now)


def _ran(case: DueCase, act: Act, judgement: Judgement) -> ClockRan:
    ref, version, keys = case.file.ref, case.version, judgement.keys
    match act:
        case Warn(officer, cause):
            return ClockRan(ref, version, ClockAct.WARN, cause, keys, officer=officer)
        case Nudge(post, cause):
            return ClockRan(ref, version, ClockAct.NUDGE, cause, keys, post=post)
        case Reassign(officer, to, cause):
            return ClockRan(ref, version, ClockAct.REASSIGN, cause, keys, officer=officer, to=to, name=case.substitute_name)
        case PassUp(to, cause, tell_member):
            return ClockRan(ref, version, ClockAct.PASS_UP, cause, keys, post=to, tell_member=tell_member)
