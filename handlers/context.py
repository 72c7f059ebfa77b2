"""What a step may see: everything known at the start of its turn, and nothing that must be waited for."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from domain import duties, effects, ticketeffects
from domain.assembly import AnnouncementId, Assembly
from domain.calendar import Calendar
from domain.casefile import ALWAYS, QUEUED
from domain.duties import Regulation
from domain.elsewhere import NOTHING_ELSEWHERE, Elsewhere, Invitation
from domain.model import (
    Answered,
    Contact,
    ConversationId,
    DepartmentId,
    InboundId,
    Language,
    OfficerId,
    Option,
    PostId,
    Stage,
    Ticket,
    TicketRef,
)
from domain.roster import UNKNOWN, Roster
from faq.decision import Decider, Decision
from faq.entries import Entry
from faq.facts import Facts
from faq.library import Library

_HELD: Final = frozenset({Stage.WITH_OFFICER})


@dataclass(frozen=True, slots=True)
class Outreach:
    """How members are reminded and told without asking; as it stands here nobody is reminded of anything."""

    sending: Calendar = ALWAYS
    """When service messages that nobody asked for may be said."""
    papers: tuple[timedelta, ...] = ()
    """From the day on which a ticket waits for the member to each reminder."""
    form: tuple[timedelta, ...] = ()
    """From the member's last answer in a form to each reminder."""
    form_kept: timedelta = timedelta(days=30)
    """From his last answer on what he entered is kept; after that it is erased."""
    rating_reminder: timedelta | None = None
    """From the question for a rating to its one reminder."""
    rating_forget: timedelta = timedelta(days=14)
    """From the resolution on no rating is asked for any more."""
    moon: int = 0
    """Days by which the announced Hijri month differs from the tables."""
    numberless: Callable[[ConversationId], bool] = lambda _: False
    """Tells who can be reached in that conversation alone, though news could also go to a telephone number."""
    assemblies: Mapping[AnnouncementId, Assembly] = field(default_factory=lambda: MappingProxyType({}))
    """General assemblies to which members are, or will be, invited."""


@dataclass(frozen=True, slots=True)
class House:
    """The association as all turns see it: what it knows, when it works, how it wants things done."""

    library: Library
    decide: Decider
    facts: Facts
    calendar: Calendar
    regulation: Regulation = duties.SMALLEST
    """Who answers for what."""
    rating_delay: timedelta = timedelta(0)
    """From "resolved" to the question for a rating; zero: both in one message."""
    max_misses: int = 2
    """Attempts that may fail before an officer is called."""
    outreach: Outreach = Outreach()
    rosters: Mapping[DepartmentId, Roster] = field(default_factory=lambda: MappingProxyType({}))
    """Who is there to answer, by department; of one that is not named nothing is known."""
    titles: Mapping[OfficerId, Mapping[Language, str]] = field(default_factory=lambda: MappingProxyType({}))
    """Officers as members are told of them."""
    brief: Callable[[ConversationId], bool] = lambda _: False
    """Tells conversations in which the length of a text is counted and paid."""
    worded: dict[tuple[str, Language, bool], tuple[str, tuple[Option, ...]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """Answers with their references and options as they were put into words once, by entry, language and whether briefly;
    `replace` begins anew."""

    def roster(self, post: PostId) -> Roster:
        """Tell who is there for what goes to a post."""
        return self.rosters.get(self.regulation.posts[post].department, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Context:
    """One turn's view."""

    now: datetime
    """Aware, UTC."""
    contact: Contact
    tickets: tuple[Ticket, ...]
    """The member's, newest first."""
    offered: tuple[Option, ...]
    """What the last message offered to choose from."""
    fresh_ref: TicketRef
    """For at most one new ticket in this turn."""
    house: House
    inbound: InboundId | None = None
    """The message of this turn, for what refers to it later."""
    answered: Answered | None = None
    """The message of ours to which the member's words are a reply, where he said so."""
    invitation: Invitation | None = None
    """The one whose word this message brings, while that is good."""
    unheard: bool = False
    """What was said last may not have reached the member, and goes to him once more."""
    elsewhere: Elsewhere = NOTHING_ELSEWHERE
    """What the member has on his other channels."""
    brief: bool = False
    """The length of what is said is counted and paid: the short answers, and the sentences that are as short as may be."""

    def ticket(self, ref: TicketRef) -> Ticket | None:
        """Give the member's ticket with this reference; None where he has none."""
        return next((ticket for ticket in self.tickets if ticket.ref == ref), None)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What the association answers, by the entries' ids."""
        return self.house.library.entries

    def decided(self, text: str) -> Decision:
        """Give what is decided on words by themselves, or on the first of several questions in them."""
        return self.house.decide(text)[0].decision

    @property
    def all_tickets(self) -> tuple[Ticket, ...]:
        """The member's tickets on all his channels, those of this one first; none of the others can be changed here."""
        return (*self.tickets, *(ticket for _, ticket in self.elsewhere.tickets))

    @property
    def language(self) -> Language:
        """The language to speak."""
        return self.contact.language

    @property
    def open_tickets(self) -> tuple[Ticket, ...]:
        """The member's tickets on which the association still owes something."""
        return tuple(ticket for ticket in self.tickets if ticket.stage.is_open)


def after(context: Context, done: Iterable[effects.Effect], fresh_ref: TicketRef) -> Context:
    """Give the context of the conversation's next turn, when these effects were performed."""
    for effect in done:
        context = _after_one(context, effect)
    return context if fresh_ref is context.fresh_ref else replace(context, fresh_ref=fresh_ref)


def offered_after(offered: tuple[Option, ...], done: Iterable[effects.Effect]) -> tuple[Option, ...]:
    """Give what is offered to choose from when these effects were performed."""
    for effect in done:
        if isinstance(effect, effects.Say):
            offered = effect.reply.options or (() if effect.reply.share_over else offered)
    return offered


def _after_one(context: Context, effect: effects.Effect) -> Context:
    match effect:
        case effects.Say():
            contact = context.contact if context.contact.greeted else replace(context.contact, greeted=True)
            return replace(context, contact=contact, offered=offered_after(context.offered, [effect]))
        case ticketeffects.OpenTicket():
            return replace(context, tickets=(_opened(context, effect), *context.tickets))
        case ticketeffects.RecordRating(ref, score):
            return _with_ticket(context, ref, rating=score)
        case effects.SetLanguage(language, chosen):
            contact = replace(context.contact, language=language, language_chosen=chosen)
            return replace(context, contact=contact)
        case effects.SetConsent(notices, message=None, blocked=blocked):
            return replace(context, contact=replace(context.contact, notices=notices, blocked=blocked))
        case effects.OfferNotices():
            return replace(context, contact=replace(context.contact, blocked=False))
        case effects.AskNumber():
            return replace(context, contact=replace(context.contact, number_asked=True))
        case effects.KeepNumber(number):
            return replace(context, contact=replace(context.contact, number=number))
        case _:
            return _after_work(context, effect)


def _after_work(context: Context, effect: effects.Effect) -> Context:
    match effect:
        case ticketeffects.AssignTicket(ref, officer):
            return _owned(context, ref, officer=officer, stage=Stage.WITH_OFFICER)
        case ticketeffects.AllotTicket(ref, officer):
            return _owned(_in_stage(context, ref, QUEUED, Stage.WITH_OFFICER), ref, officer=officer)
        case ticketeffects.ReleaseTicket(ref):
            return _owned(_in_stage(context, ref, _HELD, Stage.RECEIVED), ref, officer=None)
        case ticketeffects.RouteTicket(ref, _, post):
            return _owned(_in_stage(context, ref, _HELD, Stage.RECEIVED), ref, officer=None, post=post)
        case ticketeffects.MoveTicket(ref, stage):
            studied = {"studied": True} if stage is Stage.WITH_COMMITTEE else {}
            return _with_ticket(context, ref, stage=stage, **studied)
        case ticketeffects.SetPriority(ref, priority):
            return _with_ticket(context, ref, priority=priority)
        case ticketeffects.Escalate(ref, _, priority) if ticket := context.ticket(ref):
            return _with_ticket(context, ref, priority=max(ticket.priority, priority))
        case ticketeffects.MergeTicket(ref, into):
            return _with_ticket(context, ref, stage=Stage.CLOSED, officer=None, merged_into=into)
        case ticketeffects.UnmergeTicket(ref):
            return _with_ticket(context, ref, stage=Stage.RECEIVED, merged_into=None)
        case _:
            return context


def _opened(context: Context, effect: ticketeffects.OpenTicket) -> Ticket:
    return Ticket(
        effect.ref,
        effect.kind,
        Stage.RECEIVED,
        effect.subject,
        context.now,
        context.now,
        priority=effect.priority,
        topic=effect.topic,
        post=duties.post_for(context.house.regulation, effect.topic, effect.kind),
        started_at=context.now,
        since=context.now,
    )


def _in_stage(context: Context, ref: TicketRef, stages: Collection[Stage], to: Stage) -> Context:
    """Let a ticket that is in one of the stages enter another."""
    ticket = context.ticket(ref)
    return _with_ticket(context, ref, stage=to) if ticket and ticket.stage in stages else context


def _owned(context: Context, ref: TicketRef, **changes: object) -> Context:
    """Let a ticket have another owner, or queue, from now on."""
    return _with_ticket(context, ref, since=context.now, **changes)


def _with_ticket(context: Context, ref: TicketRef, **changes: object) -> Context:
    tickets = tuple(
        replace(ticket, changed_at=context.now, **changes) if ticket.ref == ref else ticket  # type: ignore[arg-type]
        for ticket in context.tickets
    )
    return replace(context, tickets=tickets)
