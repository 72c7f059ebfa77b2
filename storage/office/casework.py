"""Changes to the tickets of one conversation, each with its event: who did what, and when. Must not decide anything.

The facts change by the pure functions of `domain.casefile`; they are written once, with the due times that follow, by `settle`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import bindparam, select

from domain import casefile, ticketeffects
from domain.alarms import Alarm
from domain.casefile import Casefile
from domain.model import OfficerId, Stage, TicketRef
from domain.states import State, WithOfficer
from storage import mapping, tables, tickettables
from storage.actor import Actor, Scene
from storage.office import accounttables, alerts, casefiles, events, links, search, stretches
from storage.office.casetables import judgement
from storage.prepared import Prepared, insert_new

Change = Callable[[Casefile], Casefile]
_TO_BE_TAKEN: Final = frozenset({Alarm.ROUTED, Alarm.UNTAKEN, Alarm.REOPENED})


class Casework:
    """The tickets of one conversation, open for changes."""

    def __init__(self, scene: Scene, place: Callable[[], int]) -> None:
        """Work on this scene; `place` hands out the conversation's next position."""
        self.changed = False
        self._scene = scene
        self._place = place
        self._files: dict[TicketRef, Casefile | None] = {}
        self._touched: set[TicketRef] = set()

    # ---- what is done ------------------------------------------------------------------------------------------------

    def open(self, effect: ticketeffects.OpenTicket, actor: Actor) -> None:
        """Open a ticket: the member waits from now on."""
        scene = self._scene
        file = casefile.opened(effect, scene.now, scene.rules.regulation)
        row = {
            "ref": effect.ref,
            "conversation": scene.conversation,
            "channel": mapping.channel_of(scene.conversation),
            "kind": effect.kind.value,
            "stage": file.stage.value,
            "subject": mapping.storable(effect.subject),
            "reason": effect.reason.value,
            "priority": int(effect.priority),
            "topic": mapping.storable(effect.topic),
            "candidates": mapping.dump_candidates(effect.candidates),
            "details": mapping.dump_details(effect.details),
            "opened_at": scene.now,
            "changed_at": scene.now,
        }
        _OPEN.run(scene.connection, row)
        if effect.name:
            self._stated(effect.name)
        self._files[effect.ref] = file
        self._touched.add(effect.ref)
        search.keep_ticket(scene.connection, scene.conversation, effect)
        self._event(effect.ref, "opened", effect.reason.value, actor)

    def _stated(self, name: str) -> None:
        """Keep the member's name as he signed it."""
        mine = tables.conversation.c.id == self._scene.conversation
        self._scene.connection.execute(tables.conversation.update().where(mine).values(stated=mapping.storable(name)))
        search.keep_names(self._scene.connection, [self._scene.conversation])

    def note(self, effect: ticketeffects.AddNote, actor: Actor) -> None:
        """Add words to the history; a member who adds some waits for an answer."""
        if actor.kind == "member":
            self._change(effect.ticket, lambda file: casefile.added(file, self._scene.now))
        about = actor if effect.about is None else replace(actor, inbound=effect.about)
        self._event(effect.ticket, "note", effect.text, about)

    def answered(self, actor: Actor) -> None:
        """Note that the officer has answered: the member does not wait any more."""
        if actor.ticket is not None:
            self._change(actor.ticket, lambda file: casefile.answered(file, self._scene.now))

    def assign(self, ticket: TicketRef, officer: OfficerId, actor: Actor) -> None:
        """Make the officer the owner of the ticket and of the chat."""
        scene = self._scene
        self._change(ticket, lambda file: casefile.assigned(file, officer, scene.now, scene.rules.calendar))
        self._own(ticket, officer, actor)
        stretches.begin(scene.connection, (scene.conversation, ticket, officer), scene.now)

    def allot(self, ticket: TicketRef, officer: OfficerId, actor: Actor) -> None:
        """Make the officer the ticket's owner."""
        scene = self._scene
        self._change(ticket, lambda file: casefile.allotted(file, officer, scene.now, scene.rules.calendar))
        self._own(ticket, officer, actor)

    def _own(self, ticket: TicketRef, officer: OfficerId, actor: Actor) -> None:
        """Write down whose it is: taking it is one thing, being given it another, and then his name is told.

        Nobody else need take it any more.
        """
        alerts.past(self._scene.connection, ticket, _TO_BE_TAKEN, self._scene.now)
        if actor.officer == officer:
            self._event(ticket, "assigned", str(officer), actor)
            return
        named = select(accounttables.officer.c.name).where(accounttables.officer.c.id == officer)
        self._event(ticket, "allotted", self._scene.connection.execute(named).scalar_one(), actor)

    def release(self, ticket: TicketRef, actor: Actor) -> None:
        """Put the ticket back into the queue."""
        scene = self._scene
        self._change(ticket, lambda file: casefile.released(file, scene.now, scene.rules.calendar))
        self._event(ticket, "released", "", actor)

    def route(self, effect: ticketeffects.RouteTicket, actor: Actor) -> None:
        """Put the ticket into the queue of a post."""
        scene, place = self._scene, (effect.department, effect.post)
        self._change(effect.ticket, lambda file: casefile.routed(file, place, scene.now, scene.rules.calendar))
        self._event(effect.ticket, "routed", effect.post, actor)

    def move(self, ticket: TicketRef, stage: Stage, actor: Actor) -> None:
        """Put the ticket into another stage."""
        scene, before = self._scene, self._file(ticket)
        if before is not None and before.stage is Stage.WITH_COMMITTEE:
            alerts.past(scene.connection, ticket, {Alarm.TO_DECIDE}, scene.now)
        self._change(ticket, lambda file: casefile.moved(file, stage, scene.now, scene.rules.calendar))
        if stage is Stage.WITH_COMMITTEE:
            self._write(ticket, told_stage=stage.value, told_at=scene.now)
        self._event(ticket, "moved", stage.value, actor)

    def escalate(self, effect: ticketeffects.Escalate, actor: Actor) -> None:
        """Raise the ticket's priority and wait for a person."""
        self._change(effect.ticket, lambda file: casefile.escalated(file, effect.priority, self._scene.now))
        self._write(effect.ticket, reason=effect.reason.value)
        self._event(effect.ticket, "escalated", effect.reason.value, actor)

    def prioritise(self, effect: ticketeffects.SetPriority, actor: Actor) -> None:
        """Set how urgent it is."""
        self._change(effect.ticket, lambda file: replace(file, priority=effect.priority, changed_at=self._scene.now))
        self._event(effect.ticket, "prioritised", str(int(effect.priority)), actor)

    def rename(self, effect: ticketeffects.SetSubject, actor: Actor) -> None:
        """Set its line in the queue."""
        self._write(effect.ticket, subject=mapping.storable(effect.subject))
        search.keep_subject(self._scene.connection, self._scene.conversation, effect.ticket, effect.subject)
        self._event(effect.ticket, "renamed", effect.subject, actor)

    def link(self, effect: ticketeffects.LinkTickets, actor: Actor) -> None:
        """Join two tickets side by side, or part them."""
        if self._file(effect.ticket) is None:
            return
        if effect.together:
            links.join(self._scene.connection, effect.ticket, effect.other, self._scene.now)
        else:
            links.part(self._scene.connection, effect.ticket, effect.other)
        self._event(effect.ticket, "linked" if effect.together else "unlinked", effect.other, actor)

    def merge(self, effect: ticketeffects.MergeTicket, actor: Actor) -> None:
        """Let the ticket go on in another one; nothing happens where that one is not, or goes on in a third itself."""
        scene = self._scene
        if not links.may_take(scene.connection, effect.into):
            return
        self._change(effect.ticket, lambda file: casefile.merged(file, effect.into, scene.now, scene.rules.calendar))
        self._event(effect.ticket, "merged", effect.into, actor)

    def unmerge(self, ticket: TicketRef, actor: Actor) -> None:
        """Let a merged ticket go on by itself again."""
        scene = self._scene
        self._change(ticket, lambda file: casefile.unmerged(file, scene.now, scene.rules.calendar))
        self._event(ticket, "unmerged", "", actor)

    def rate(self, ticket: TicketRef, score: int, actor: Actor) -> None:
        """Set the rating; a later one replaces it."""
        self._write(ticket, rating=score, rated_at=self._scene.now)
        self._event(ticket, "rated", str(score), actor)

    def comment(self, ticket: TicketRef, text: str, actor: Actor) -> None:
        """Set the comment on the rating."""
        self._write(ticket, comment=mapping.storable(text))
        self._event(ticket, "commented", text, actor)

    def unrated(self, ticket: TicketRef, why: str, actor: Actor) -> None:
        """Keep why no rating is asked for."""
        self._event(ticket, events.UNRATED, why, actor)

    def judged(self, effect: ticketeffects.RecordJudgement) -> None:
        """Keep what the clock did."""
        if self._file(effect.ticket) is None:
            return
        self._touched.add(effect.ticket)
        rows = [{"ticket": effect.ticket, "key": key, "at": self._scene.now} for key in sorted(set(effect.keys))]
        insert_new(self._scene.connection, judgement, *rows)

    def alert(self, effect: ticketeffects.AlertOfficer | ticketeffects.AlertPost, actor: Actor) -> None:
        """Tell an officer, or those of a post, at the desk; not of what he did himself, unless it came to nothing."""
        if self._file(effect.ticket) is None:
            return
        beside = None if effect.what is Alarm.TAKEN_MEANWHILE else actor.officer
        alerts.raise_(self._scene, effect, beside)
        self.changed = True

    # ---- how it is written -------------------------------------------------------------------------------------------

    def settle(self, state: State) -> None:
        """Write what changed, with the due times and the next look that follow; end the stretch of a chat that was given up."""
        scene = self._scene
        if self._touched:
            officer = state.officer if isinstance(state, WithOfficer) else None
            stretches.end(scene.connection, scene.conversation, officer, scene.now)
        files = [file for ref in sorted(self._touched) if (file := self._file(ref)) is not None]
        if not files:
            return
        beside = casefiles.around(scene.connection, files, casefiles.owners(scene.connection, files), scene.now)
        for file in files:
            due = casefile.dues(file, scene.rules)
            judgement_ = casefile.judged(file, beside[file.ref], scene.rules, scene.now, due)
            values = {**casefiles.dump(file, due), "look_at": casefile.look_at(judgement_, scene.now)}
            _SETTLE.run(scene.connection, {"of": file.ref, **values})

    def _file(self, ticket: TicketRef) -> Casefile | None:
        """Give the ticket's file if it is this conversation's: no step reaches another member's."""
        if ticket not in self._files:
            mine = _FILE.rows(self._scene.connection, {"of": ticket, "whose": self._scene.conversation})
            self._files[ticket] = casefiles.load(mine[0], self._scene.rules) if mine else None
        return self._files[ticket]

    def _change(self, ticket: TicketRef, change: Change) -> None:
        file = self._file(ticket)
        if file is not None:
            self._files[ticket] = change(file)
            self._touched.add(ticket)

    def _write(self, ticket: TicketRef, **values: object) -> None:
        """Write what no file holds."""
        self._change(ticket, lambda file: replace(file, changed_at=self._scene.now))
        mine = (tickettables.ticket.c.ref == ticket) & (tickettables.ticket.c.conversation == self._scene.conversation)
        self._scene.connection.execute(tickettables.ticket.update().where(mine).values(**values))

    def _event(self, ticket: TicketRef, kind: str, value: str, actor: Actor) -> None:
        self.changed = True
        row = {
            "conversation": self._scene.conversation,
            "position": self._place(),
            "at": self._scene.now,
            "kind": kind,
            "actor": actor.kind,
            "officer": actor.officer,
            "value": mapping.storable(value),
            "inbound": actor.inbound,
            "key": "",
        }
        events.write(self._scene.connection, ticket, row)


_T: Final = tickettables.ticket.c
_OPEN: Final = Prepared(tickettables.ticket.insert())
_FILE: Final = Prepared(select(tickettables.ticket).where(_T.ref == bindparam("of"), _T.conversation == bindparam("whose")))
_SETTLE: Final = Prepared(tickettables.ticket.update().where(_T.ref == bindparam("of")).values(version=_T.version + 1))
