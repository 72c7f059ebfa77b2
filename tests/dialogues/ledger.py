"""The tickets of a dialogue without a database: their facts change by the same pure functions as in storage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.lookout import envelope
from domain import casefile, escalation
from domain.accountports import Presence
from domain.casefile import Around, Casefile, Rules
from domain.effects import Effect, Say
from domain.escalation import Colleague
from domain.inbound import ClockRan, Inbound, TimerFired
from domain.model import Author, ConversationId, HandoverReason, OfficerId, PostId, TicketRef
from domain.officeracts import OfficerReplied
from domain.ports import DueCase
from domain.ticketeffects import (
    AddNote,
    AlertOfficer,
    AlertPost,
    AllotTicket,
    AssignTicket,
    Escalate,
    MergeTicket,
    MoveTicket,
    OpenTicket,
    RecordComment,
    RecordJudgement,
    ReleaseTicket,
    RouteTicket,
    SetPriority,
    UnmergeTicket,
)
from tests.dialogues import acts

CLOCKS = (TimerFired, ClockRan)


@dataclass
class Ledger:
    """What storage would keep of tickets."""

    rules: Rules
    files: dict[TicketRef, Casefile] = field(default_factory=dict)
    opened: dict[TicketRef, OpenTicket] = field(default_factory=dict)
    reasons: dict[TicketRef, HandoverReason] = field(default_factory=dict)
    comments: dict[TicketRef, str] = field(default_factory=dict)
    done: dict[TicketRef, frozenset[str]] = field(default_factory=dict)
    alerts: list[tuple[OfficerId, str]] = field(default_factory=list)
    presence: dict[OfficerId, tuple[Presence, OfficerId | None]] = field(default_factory=dict)

    def keep(self, inbound: Inbound, effects: Sequence[Effect], now: datetime) -> None:
        """Keep what came of an event."""
        actor = getattr(inbound, "officer", None) if not isinstance(inbound, CLOCKS) else None
        by_member = actor is None and not isinstance(inbound, CLOCKS)
        for effect in effects:
            self._perform(effect, inbound, now, by_member=by_member)
            if isinstance(effect, AlertOfficer | AlertPost):
                self._alert(effect, actor)

    def _perform(self, effect: Effect, inbound: Inbound, now: datetime, *, by_member: bool) -> None:
        match effect:
            case OpenTicket(ref):
                self.opened[ref], self.reasons[ref] = effect, effect.reason
                self.files[ref] = casefile.opened(effect, now, self.rules.regulation)
            case AddNote(ref) if by_member:
                self._change(ref, lambda file: casefile.added(file, now))
            case Say(reply) if reply.author is Author.OFFICER and isinstance(inbound, OfficerReplied):
                self._change(inbound.ticket, lambda file: casefile.answered(file, now))
            case RecordComment(ref, text):
                self.comments[ref] = text
            case RecordJudgement(ref, keys):
                self.done[ref] = self.done.get(ref, frozenset()) | set(keys)
            case _:
                self._work(effect, now)

    def _work(self, effect: Effect, now: datetime) -> None:
        calendar = self.rules.calendar
        match effect:
            case AssignTicket(ref, officer):
                self._change(ref, lambda file: casefile.assigned(file, officer, now, calendar))
            case AllotTicket(ref, officer):
                self._change(ref, lambda file: casefile.allotted(file, officer, now, calendar))
            case ReleaseTicket(ref):
                self._change(ref, lambda file: casefile.released(file, now, calendar))
            case RouteTicket(ref, department, post):
                self._change(ref, lambda file: casefile.routed(file, (department, post), now, calendar))
            case MoveTicket(ref, stage):
                self._change(ref, lambda file: casefile.moved(file, stage, now, calendar))
            case Escalate(ref, reason, priority):
                self.reasons[ref] = reason
                self._change(ref, lambda file: casefile.escalated(file, priority, now))
            case SetPriority(ref, priority):
                self._change(ref, lambda file: replace(file, priority=priority))
            case MergeTicket(ref, into):
                self._change(ref, lambda file: casefile.merged(file, into, now, calendar))
            case UnmergeTicket(ref):
                self._change(ref, lambda file: casefile.unmerged(file, now, calendar))
            case _:
                pass

    def _change(self, ref: TicketRef, change: Callable[[Casefile], Casefile]) -> None:
        if ref in self.files:
            self.files[ref] = change(self.files[ref])

    def _alert(self, effect: AlertOfficer | AlertPost, actor: OfficerId | None) -> None:
        told = (
            [effect.officer] if isinstance(effect, AlertOfficer) else [who for who, p in acts.POSTS.items() if p == effect.post]
        )
        self.alerts += [
            (who, f"{effect.ticket} {effect.what}") for who in told if who != actor or effect.what == "taken_meanwhile"
        ]

    def next_act(self, now: datetime) -> ClockRan | None:
        """Give what the clock does now, if anything."""
        for file in self.files.values():
            around = self._around(file)
            judgement = casefile.judged(file, around, self.rules, now)
            if judgement.act is not None:
                name = acts.NAMES.get(around.substitute, "") if around.substitute else ""
                case = DueCase(ConversationId("web:main:1"), file, 0, around, name)
                ran = envelope(case, judgement.act, judgement, now).inbound
                assert isinstance(ran, ClockRan)
                return ran
        return None

    def _around(self, file: Casefile) -> Around:
        presence, cover = self.presence.get(file.officer, (Presence.AVAILABLE, None)) if file.officer else (None, None)
        absent = presence is Presence.ABSENT
        substitute = cover if absent and cover else escalation.choose(self._colleagues(), file.post, beside=file.officer)
        return Around(self.done.get(file.ref, frozenset()), absent, substitute if file.officer else None)

    def _colleagues(self) -> list[Colleague]:
        return [
            Colleague(
                who,
                PostId(post),
                self.presence.get(who, (Presence.AVAILABLE, None))[0] is Presence.AVAILABLE,
                sum(file.officer == who and file.stage.is_open for file in self.files.values()),
            )
            for who, post in acts.POSTS.items()
        ]
