"""A small house for exact flows: a tiny library, a decider that is a table, an office with known hours. And a talk with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot import turn
from domain import reference
from domain.calendar import Calendar, Shift
from domain.effects import Effect, Say
from domain.inbound import AttachmentKind, AttachmentReceived, ChoiceMade, Inbound, TextReceived
from domain.model import Candidate, Contact, ConversationId, HandoverReason, Language, OfficerId, Reply, Ticket, TicketRef
from domain.officeracts import OfficerResolved, OfficerTook
from domain.states import Idle, State
from domain.ticketeffects import OpenTicket
from faq import facts
from faq.clauses import Citation, Clause, Source
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Thread
from faq.entries import Entry, Flag, Kind
from faq.facts import Facts
from faq.library import Library
from handlers.context import Context, House, after

AR, EN = Language.ARABIC, Language.ENGLISH
NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""A Sunday, 12:00 in Makkah: the office works until 16:00."""
FIRST = TicketRef("T15323")
"""The first ticket's reference, and the second's."""
SECOND = TicketRef("T15338")
SALIM, NORA = OfficerId(1), OfficerId(2)
_T = TypeVar("_T", bound=Effect)


def clause(source: str, name: str, section: str) -> Clause:
    """Make a clause whose words are its own name."""
    number = int(name.partition(".")[2] or 0)
    return Clause(
        Citation(source, name), {AR: section, EN: section.title()}, number, {AR: f"نص {name}", EN: f"Words of {name}"}
    )


def entry(
    name: str,
    kind: Kind = Kind.ANSWER,
    *cites: str,
    topic: str = "general",
    action: str = "",
    flags: frozenset[Flag] = frozenset(),
) -> Entry:
    """Make an entry whose words are its own name."""
    answer = {} if kind in {Kind.ACTION, Kind.NONE} else {AR: f"جواب {name}.", EN: f"Answer {name}."}
    cited = tuple(Citation(*cite.split("/")) for cite in cites)
    title = {} if kind is Kind.NONE else {AR: f"عنوان {name}", EN: f"Title {name}"}
    return Entry(name, kind, topic, action, cited, flags, title, answer, (), Path("x.md"), 1)


CLAUSES = ("goal", "handling.4", "handling.5", "channel.1", "channel.2", "channel.3")
SOURCES = {
    "policy": Source(
        "policy", "1", "", sample=False, title={AR: "سياسة تنظيم العلاقة", EN: "Policy on the relationship"},
        clauses={name: clause("policy", name, "قسم") for name in CLAUSES},
    ),
    "statute": Source(
        "statute", "sample-1", "2026-01-01", sample=True, title={AR: "النظام", EN: "Statute"},
        clauses={"fees.1": clause("statute", "fees.1", "الرسوم")},
    ),
}  # fmt: skip
ENTRIES = (
    entry("reply", Kind.ANSWER, "policy/handling.5", topic="handling"),
    entry("goal", Kind.ANSWER, "policy/goal"),
    entry("channels", Kind.ANSWER, "policy/channel.1", "policy/channel.2", "policy/channel.3"),
    entry("fees", Kind.ANSWER, "statute/fees.1", topic="fees"),
    entry("death", Kind.ANSWER, "statute/fees.1", flags=frozenset({Flag.OFFICER, Flag.SENSITIVE})),
    entry("objection", Kind.SILENT, topic="complaints"),
    entry("distress", Kind.SILENT, topic="support", flags=frozenset({Flag.SENSITIVE, Flag.URGENT})),
    entry("secret", Kind.SILENT, topic="privacy", flags=frozenset({Flag.SENSITIVE, Flag.REFUSED})),
    entry("join", Kind.ACTION, action="register", topic="registration"),
    entry("action.complaint", Kind.ACTION, action="complaint"),
    entry("action.complaint-delay", Kind.ACTION, action="complaint"),
    entry("action.complaint-anger", Kind.ACTION, action="complaint"),
    entry("weather", Kind.NONE),
)
LIBRARY = Library(SOURCES, {one.id: one for one in ENTRIES})


def act(action: str, name: str = "") -> Act:
    """Decide on an action."""
    return Act(action, name, 0.9, (Candidate(name, 0.9),) if name else ())


BOTH = (Candidate("reply", 0.4), Candidate("fees", 0.3))
DECISIONS: Mapping[str, Decision] = {
    "متى الرد؟": Answer("reply", 0.9, (Candidate("reply", 0.9),)),
    "كم الرسوم؟": Answer("fees", 0.9, ()),
    "كم الرسوم": Answer("fees", 0.95, ()),
    "طيب متى الرد": Answer("reply", 0.95, ()),
    "when is the answer": Answer("reply", 0.95, ()),
    "سألت الموظف متى الرد وقال لا أدري": Answer("reply", 0.97, ()),
    "كيف تتركوني أسبوعاً بلا رد": Answer("reply", 0.7, ()),
    "دفعت الرسوم ولم أستلم إيصالاً": Answer("fees", 0.96, ()),
    "ما الهدف؟": Answer("goal", 0.9, ()),
    "القنوات؟": Answer("channels", 0.9, ()),
    "توفي والدي": Answer("death", 0.9, ()),
    "When is the answer?": Answer("reply", 0.9, ()),
    "How much are the fees?": Answer("fees", 0.9, ()),
    "وش الأوراق": Clarify(BOTH),
    "للحين محد كلمني": Clarify(BOTH),
    "وين وصلت T1002-4": Clarify(BOTH),
    "ما زلت لا أدري": Clarify(BOTH),
    "ربما الرسوم": Clarify(BOTH[1:]),
    "هل يجوز ذلك": Clarify((Candidate("fees", 0.1),)),
    "طيب وين اروح": Clarify(()),
    "كم؟": Clarify(()),
    "ما فهمت": Clarify(()),
    "طيب": Clarify(()),
    "تمام شكراً": Clarify(BOTH[:1]),
    "خلاص طيب": Clarify(BOTH[:1]),
    "أقدر أعترض؟": Handover(HandoverReason.SILENT, "objection", (Candidate("objection", 0.9),)),
    "أمر بضيق شديد": Handover(HandoverReason.SENSITIVE, "distress", (Candidate("distress", 0.9), Candidate("reply", 0.05))),
    "عطني رقم أحمد": Handover(HandoverReason.SENSITIVE, "secret", (Candidate("secret", 0.9),)),
    "الطقس": Handover(HandoverReason.OUT_OF_SCOPE, "", ()),
    "خدمتكم سيئة جدا جدا": Handover(HandoverReason.ANGER, "", ()),
    "أبغى أسجل الحين": act("register", "join"),
    "المدير لو سمحت": act("officer"),
    "لم يتصل بي أحد": act("officer"),
    "أبغى أكلم المدير": act("officer"),
    "التأخير؟": act("complaint", "action.complaint-delay"),
    "أقترح مواعيد مسائية يوم الثلاثاء كل أسبوع": act("suggestion"),
    "ما تحترمون الناس": act("complaint", "action.complaint-anger"),
    "ابي اشتكي على الموظف رفع صوته علي قدام الناس": act("complaint", "action.complaint"),
    "أبغى أشتكي": act("complaint", "action.complaint"),
    "محد يرد علي": act("complaint", "action.complaint-delay"),
    "عندي اقتراح": act("suggestion"),
    "رقم العقد 4471 وتاريخه 15 رجب": act("ticket_status"),
    "طلبي": act("ticket_status"),
    "ابي ارجع الاشعارات": act("notices"),
    "وين وصل طلبي T1532-3": act("ticket_status"),
    "أبغى دعم": act("support_request"),
    "على طلب دعم": act("support_request"),
    "أبغى أسجل": act("register", "join"),
    "كيف أسجل": act("register", "join"),
    "how do I apply for support?": act("support_request"),
    "احذفوا بياناتي": act("privacy"),
    "القائمة": act("menu"),
    "هلا": act("greeting"),
    "السلام عليكم": act("greeting"),
    "السلام عليكم متى الرد؟": Answer("reply", 0.9, ()),
    "شكرا": act("thanks"),
    "لا ترسلون شيء": act("opt_out"),
    "رسالة غامضة": act("opt_out"),
    "شيء غريب": act("unheard_of"),
}
"""What the table decider makes of a text; anything else is unclear."""


def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
    """Decide by the table, on each line of the message by itself."""
    del thread
    lines = [line for line in text.split("\n") if line] or [text]
    return tuple(
        Asked(line, DECISIONS.get(line, Handover(HandoverReason.UNCLEAR, "", (Candidate("reply", 0.1),)))) for line in lines
    )


DAY = (Shift(time(8), time(12)), Shift(time(13), time(16)))
CALENDAR = Calendar(
    ZoneInfo("Asia/Riyadh"),
    dict.fromkeys((6, 0, 1, 2, 3), DAY),
    ramadan=((date(2027, 2, 8), date(2027, 3, 8)),),
    ramadan_shifts=(Shift(time(10), time(15)),),
    holidays=frozenset({date(2026, 11, 24)}),
)
FACTS = Facts({AR: {name: f"«{name}»" for name in facts.NAMES}, EN: {name: f"<{name}>" for name in facts.NAMES}})
HOUSE = House(LIBRARY, decide, FACTS, CALENDAR)


def context(*tickets: Ticket, house: House = HOUSE, now: datetime = NOON, language: Language = AR) -> Context:
    """Give the context of a first turn."""
    contact = Contact(ConversationId("web:main:1"), language=language)
    return Context(now, contact, tickets, (), reference.make(1532), house, brief=house.brief(contact.conversation))


@dataclass
class Talk:
    """A conversation with the pure machine: what it says and does, turn after turn."""

    ctx: Context = field(default_factory=context)
    state: State = field(default_factory=Idle)
    effects: tuple[Effect, ...] = ()
    opened: int = 0

    def __post_init__(self) -> None:
        """Make new tickets follow those there are."""
        self.opened = len(self.ctx.tickets)
        self.ctx = replace(self.ctx, fresh_ref=reference.make(1532 + self.opened))

    def happen(self, inbound: Inbound) -> tuple[Reply, ...]:
        """Let something happen; give what was said."""
        step = turn.take(self.state, inbound, self.ctx)
        self.state, self.effects = step.state, step.effects
        self.opened += len(self.done(OpenTicket))
        self.ctx = after(self.ctx, step.effects, reference.make(1532 + self.opened))
        return tuple(effect.reply for effect in step.effects if isinstance(effect, Say))

    def say(self, text: str) -> str:
        """Write as the member; give the text of the reply, empty when there is none."""
        return "\n".join(reply.text for reply in self.happen(TextReceived(text)))

    def press(self, option: str) -> str:
        """Press an option; give the text of the reply."""
        return "\n".join(reply.text for reply in self.happen(ChoiceMade(option)))

    def attach(self, media: AttachmentKind, caption: str = "", name: str = "a.jpg") -> str:
        """Send something that is not words; give the text of the reply."""
        return "\n".join(reply.text for reply in self.happen(AttachmentReceived(media, name, caption=caption)))

    def take(self, ticket: TicketRef = FIRST, officer: OfficerId = SALIM) -> str:
        """Let an officer take the chat over."""
        return "\n".join(reply.text for reply in self.happen(OfficerTook(ticket, officer, "الأستاذ سالم")))

    def resolve(self, ticket: TicketRef = FIRST, officer: OfficerId = SALIM) -> str:
        """Let an officer resolve a ticket."""
        return "\n".join(reply.text for reply in self.happen(OfficerResolved(ticket, officer)))

    def wait(self, length: timedelta) -> None:
        """Let time pass."""
        self.ctx = replace(self.ctx, now=self.ctx.now + length)

    def done(self, kind: type[_T]) -> list[_T]:
        """Give the effects of this kind in the last turn."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def where(self) -> State:
        """Give the state."""
        return self.state

    @property
    def options(self) -> list[str]:
        """The ids of the options last offered."""
        return [option.id for option in self.ctx.offered]
