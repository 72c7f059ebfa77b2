"""Performs the effects of one conversation's turns. What is said is collected for the batch; the rest is written."""

from collections.abc import Mapping
from typing import Any, assert_never

from sqlalchemy import select

from domain import codec, effects, ticketeffects
from domain.model import Author, InboundId, Purpose, Reply
from domain.states import State
from domain.turnports import Turn
from faq import privacy
from storage import mapping, tables, timer_rows
from storage.actor import Actor, Scene
from storage.office.casework import Casework
from storage.outreach import attendance, outreachtables, people
from storage.person import forgetting, invitations

_Written = effects.ConversationEffect | effects.MemberEffect | ticketeffects.TicketChange | ticketeffects.TicketRecord


class Sheet:
    """What is to be written for one conversation."""

    def __init__(self, scene: Scene, position: int) -> None:
        """Go on from the conversation's last `position`; the lane is locked."""
        self.conversation = scene.conversation
        self.position = position
        self.replies: list[dict[str, Any]] = []
        self.decisions: list[dict[str, Any]] = []
        self.contact: dict[str, Any] = {}
        self.silenced = False
        """An officer took over: what the bot said before and is not sent yet is to be dropped."""
        self._casework = Casework(scene, self._place)
        self._connection = scene.connection
        self._now = scene.now

    @property
    def tickets_changed(self) -> bool:
        """True when officers have something new to see."""
        return self._casework.changed

    def perform(self, turn: Turn, cause: Mapping[str, Any] | None) -> None:
        """Perform a turn's effects; `cause` is the row of its message where it is needed to know who acted."""
        actor = Actor.of(cause, turn.inbound)
        before = len(self.replies)
        for effect in turn.effects:
            match effect:
                case effects.Say(reply):
                    self._say(reply, f"in:{turn.inbound}:{len(self.replies) - before}")
                    if reply.author is Author.OFFICER:
                        self._casework.answered(actor)
                case ticketeffects.AssignTicket(ticket, officer):
                    self._silence(before)
                    self._casework.assign(ticket, officer, actor)
                case _:
                    self._perform(effect, actor)

    def settle(self, state: State) -> None:
        """Write what follows from all that was done, in the state that the conversation is in now."""
        self._casework.settle(state)

    def _perform(self, effect: _Written, actor: Actor) -> None:
        """Hand it to whatever performs its kind."""
        if isinstance(effect, effects.ConversationEffect):
            self._keep(effect, actor.inbound)
        elif isinstance(effect, effects.MemberEffect):
            self._learn(effect, actor.inbound)
        elif isinstance(effect, ticketeffects.TicketChange):
            self._change(effect, actor)
        else:
            self._record(effect, actor)

    def _keep(self, effect: effects.ConversationEffect, inbound: InboundId) -> None:
        match effect:
            case effects.RecordDecision():
                self._decide(effect, inbound)
            case effects.Remind(at, key, payload):
                timer_rows.set_timer(self._connection, self.conversation, key, at, payload)
            case effects.RemindIn():
                self._remind_in(effect)
            case effects.CancelReminder(key):
                timer_rows.cancel_timer(self._connection, self.conversation, key)
            case effects.ForgetWords(messages):
                forgetting.forget(self._connection, self.conversation, messages, self._now)
            case effects.FollowInvitation(word):
                invitations.follow(self._connection, self.conversation, word, self._now)
            case _:
                assert_never(effect)

    def _learn(self, effect: effects.MemberEffect, inbound: InboundId) -> None:
        match effect:
            case effects.SetLanguage(language, chosen):
                self.contact.update(language=language.value, language_chosen=chosen)
            case effects.SetConsent():
                self._consent(inbound, effect)
            case effects.OfferNotices():
                self.contact["blocked"] = False
            case effects.AskNumber():
                self._know(number_asked=True)
            case effects.KeepNumber(number):
                self._know(number=number)
            case effects.RecordAttendance():
                attendance.record(self._connection, self.conversation, effect, self._now)
            case _:
                assert_never(effect)

    def _know(self, **what: object) -> None:
        """Write what is seldom learnt by itself, so that the statement of every turn stays short."""
        known = tables.conversation.update().where(tables.conversation.c.id == self.conversation)
        self._connection.execute(known.values(**what))

    def _change(self, effect: ticketeffects.TicketChange, actor: Actor) -> None:
        match effect:
            case ticketeffects.OpenTicket():
                self._casework.open(effect, actor)
            case ticketeffects.AllotTicket(ticket, officer):
                self._casework.allot(ticket, officer, actor)
            case ticketeffects.ReleaseTicket(ticket):
                self._casework.release(ticket, actor)
            case ticketeffects.RouteTicket():
                self._casework.route(effect, actor)
            case ticketeffects.MoveTicket(ticket, stage):
                self._casework.move(ticket, stage, actor)
            case ticketeffects.Escalate():
                self._casework.escalate(effect, actor)
            case ticketeffects.SetPriority():
                self._casework.prioritise(effect, actor)
            case ticketeffects.MergeTicket():
                self._casework.merge(effect, actor)
            case ticketeffects.UnmergeTicket(ticket):
                self._casework.unmerge(ticket, actor)
            case _:
                assert_never(effect)

    def _record(self, effect: ticketeffects.TicketRecord, actor: Actor) -> None:
        match effect:
            case ticketeffects.AddNote():
                self._casework.note(effect, actor)
            case ticketeffects.SetSubject():
                self._casework.rename(effect, actor)
            case ticketeffects.LinkTickets():
                self._casework.link(effect, actor)
            case ticketeffects.RecordRating(ticket, score):
                self._casework.rate(ticket, score, actor)
            case ticketeffects.RecordComment(ticket, text):
                self._casework.comment(ticket, text, actor)
            case ticketeffects.RatingNotAsked(ticket, why):
                self._casework.unrated(ticket, why, actor)
            case ticketeffects.RecordJudgement():
                self._casework.judged(effect)
            case ticketeffects.AlertOfficer() | ticketeffects.AlertPost():
                self._casework.alert(effect, actor)
            case _:
                assert_never(effect)

    def _remind_in(self, effect: effects.RemindIn) -> None:
        if effect.conversation in people.theirs(self._connection, self.conversation):
            timer_rows.set_timer(self._connection, effect.conversation, effect.key, effect.at, effect.payload)

    def _place(self) -> int:
        self.position += 1
        return self.position

    def _say(self, reply: Reply, key: str) -> None:
        self.replies.append(
            {
                "key": key,
                "conversation": self.conversation,
                "channel": mapping.channel_of(self.conversation),
                "position": self._place(),
                "reply": mapping.storable(codec.dump_reply(reply)),
                "author": reply.author.value,
                "purpose": reply.purpose.value,
                "status": "new",
                "reason": "",
                "created_at": self._now,
            }
        )

    def _silence(self, before: int) -> None:
        """Drop what the bot said in earlier turns; this turn's words announce the officer."""
        self.silenced = True
        for row in self.replies[:before]:
            if row["author"] == Author.BOT.value and row["purpose"] == Purpose.REPLY.value:
                row.update(status="dropped", reason=LATE)

    def _decide(self, effect: effects.RecordDecision, inbound: InboundId) -> None:
        """Write a decision down, without personal data; one that names no question is about the last that was so decided."""
        self.decisions.append(
            {
                "inbound": inbound,
                "conversation": self.conversation,
                "at": self._now,
                "question": mapping.storable(privacy.stripped(effect.question)) or self._answered(effect.chosen),
                "decision": effect.decision,
                "chosen": effect.chosen,
                "candidates": mapping.dump_candidates(effect.candidates),
                "by_habit": effect.by_habit,
            }
        )

    def _answered(self, entry: str) -> str:
        """Give the last question in this conversation that was answered from an entry; empty where there is none."""
        now = (row for row in reversed(self.decisions) if row["chosen"] == entry and row["decision"] in _ANSWERED)
        if entry and (just := next(now, None)):
            return str(just["question"])
        decision = tables.decision.c
        same = (decision.chosen == entry, decision.decision.in_(_ANSWERED))
        asked = select(decision.question).where(decision.conversation == self.conversation, *same).order_by(decision.id.desc())
        return str(self._connection.execute(asked.limit(1)).scalar_one_or_none() or "") if entry else ""

    def _consent(self, inbound: InboundId, effect: effects.SetConsent) -> None:
        if effect.message is None:
            self.contact.update(notices=effect.notices, blocked=effect.blocked)
        row = {
            "inbound": inbound,
            "conversation": self.conversation,
            "at": self._now,
            "notices": effect.notices,
            "proof": mapping.storable(effect.proof),
            "message": effect.message.value if effect.message else "",
        }
        self._connection.execute(outreachtables.consent.insert(), row)


_ANSWERED = ("answer", "picked")
"""Decisions by which a question got its answer."""
LATE = "an officer took the chat over"
"""Why a bot's answer is dropped."""
