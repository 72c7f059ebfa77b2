"""The routing table: complete, true to what steps do, drawn in the documentation; and no sequence of events breaks it."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import turn
from domain import codec, reference
from domain.effects import Say
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    ClockAct,
    ClockRan,
    ConversationStarted,
    FileLost,
    Ignored,
    Inbound,
    LanguageChosen,
    MemberOptedOut,
    MemberReturned,
    RatingGiven,
    TextReceived,
    TimerFired,
)
from domain.model import DepartmentId, Language, PostId, Priority, Stage
from domain.officeracts import (
    ContactLogged,
    OfficerHandedBack,
    OfficerLinked,
    OfficerMerged,
    OfficerMoved,
    OfficerReassigned,
    OfficerReferred,
    OfficerReplied,
    OfficerResolved,
    OfficerSetDepartment,
    OfficerSetPriority,
    OfficerSetSubject,
    OfficerTook,
    RequestDecided,
)
from domain.states import Idle, State, WithOfficer
from domain.ticketeffects import OpenTicket
from handlers import actions, choices, routing
from handlers.context import Context, after
from handlers.form.fields import Field
from tests.handlers.house import DECISIONS, FIRST, LIBRARY, NORA, SALIM, SECOND, context

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "conversation.md"

PRESSABLE = [
    *(f"act:{name}" for name in actions.ACTIONS),
    *(f"entry:{name}" for name in LIBRARY.entries),
    *(f"rate:{score}:{ref}" for score in range(7) for ref in (FIRST, SECOND)),
    *(f"form:{name}" for name in ("confirm", "edit", "stop", "resume", "skip")),
    *(f"edit:{field}" for field in Field),
    *(
        "none",
        "unhelped:fees",
        "clause:policy/handling.5",
        "clause:x",
        "unsolved:T15323",
        "lang:ar",
        "lang:en",
        "status:T15323",
        "status:T15338",
        "pick:T15323",
        "pick:T15338",
        "pick:new",
        "keep:T15323",
        "drop:T15323",
        "drop:T15338",
        "assembly:7:attends",
        "assembly:7:proxy",
        "consent:awareness:yes",
        "consent:service:only",
        "x",
    ),
]
WORDS = [
    *DECISIONS,
    *(
        "1",
        "2",
        "٣",
        "5",
        "9",
        "نعم",
        "لا",
        "تعديل",
        "توقف",
        "إكمال",
        "تخطي",
        "إلغاء",
        "موظف",
        "English",
        "عربي",
        "مساعدة",
        "إيقاف",
    ),
    *(
        "محمد أحمد الغامدي",
        "1058529940",
        "1058529941",
        "0501234567",
        "أحتاج دعم إيجار",
        "ممتاز",
        "لم تُحل",
        "T1532-3",
        "T1532-4",
        "👍",
        "😡",
        "",
    ),
]
TICKETS, OFFICERS = st.sampled_from([FIRST, SECOND]), st.sampled_from([SALIM, NORA])
INBOUNDS: st.SearchStrategy[Inbound] = st.one_of(
    st.sampled_from(WORDS).map(TextReceived),
    st.sampled_from(PRESSABLE).map(ChoiceMade),
    st.text(max_size=60).map(TextReceived),
    st.text(max_size=60).map(ChoiceMade),
    st.builds(
        AttachmentReceived,
        st.sampled_from(AttachmentKind),
        st.text(max_size=9),
        caption=st.sampled_from(["", *WORDS]),
        follows=st.booleans(),
    ),
    st.builds(ConversationStarted, st.sampled_from(["", *PRESSABLE]), st.sampled_from([None, *Language])),
    st.builds(LanguageChosen, st.sampled_from(Language)),
    st.builds(OfficerTook, TICKETS, OFFICERS, st.just("الأستاذ سالم")),
    st.builds(OfficerReplied, TICKETS, OFFICERS, st.text(max_size=20)),
    st.builds(OfficerHandedBack, TICKETS, OFFICERS, st.one_of(st.none(), OFFICERS)),
    st.builds(OfficerResolved, TICKETS, OFFICERS),
    st.builds(OfficerMoved, TICKETS, OFFICERS, st.sampled_from(Stage), st.sampled_from(["", "صورة الصك"])),
    st.builds(OfficerReassigned, TICKETS, OFFICERS, OFFICERS, st.just("الأستاذة نورة")),
    st.builds(OfficerReferred, TICKETS, OFFICERS),
    st.builds(OfficerSetPriority, TICKETS, OFFICERS, st.sampled_from(Priority)),
    st.builds(OfficerSetDepartment, TICKETS, OFFICERS, st.sampled_from([DepartmentId("member_relations"), DepartmentId("x")])),
    st.builds(OfficerSetSubject, TICKETS, OFFICERS, st.text(max_size=20)),
    st.builds(OfficerLinked, TICKETS, OFFICERS, TICKETS, st.booleans()),
    st.builds(OfficerMerged, TICKETS, OFFICERS, st.one_of(st.none(), TICKETS)),
    st.builds(RequestDecided, TICKETS, OFFICERS, st.booleans(), st.text(max_size=20)),
    st.builds(ContactLogged, OFFICERS, st.text(max_size=20), st.text(max_size=20)),
    st.builds(
        ClockRan,
        TICKETS,
        st.just(0),
        st.sampled_from(ClockAct),
        st.sampled_from(["untaken", "silent", "due_soon", "overdue"]),
        st.just(("key",)),
        st.one_of(st.none(), OFFICERS),
        st.one_of(st.none(), OFFICERS),
        st.just("الأستاذة نورة"),
        st.just(PostId("relations_supervisor")),
        st.booleans(),
    ),
    st.builds(
        TimerFired,
        st.sampled_from(["rating:T15323", "rating_again:T15323", "rating:", "news", "x"]),
        st.sampled_from(["T15323", ""]),
    ),
    st.builds(RatingGiven, TICKETS, st.integers(1, 5), st.sampled_from(["", "كلمة"])),
    st.builds(MemberOptedOut, st.booleans()),
    st.just(MemberReturned()),
    st.builds(FileLost, st.sampled_from(["", "فاتورة.pdf"])),
    st.just(Ignored("x")),
)


def test_every_state_and_every_event_has_its_row() -> None:
    """The tables name all states and all events."""
    assert set(routing.WORDS) == set(get_args(State))
    assert {*routing.EVENTS, TextReceived} == set(get_args(Inbound))
    assert set(choices.PRESSED) == {
        "act",
        "entry",
        "none",
        "unhelped",
        "clause",
        "rate",
        "unsolved",
        "lang",
        "form",
        "whole",
        "edit",
        "wish",
        "status",
        "more",
        "pick",
        "keep",
        "drop",
        "assembly",
        "consent",
        "join",
        "number",
    }


@settings(max_examples=150)
@given(st.lists(INBOUNDS, max_size=14))
def test_any_sequence_of_events(sequence: list[Inbound]) -> None:
    """Nothing raises; states can be stored and read; replies and effects are few, one ticket a turn; options fit."""
    state: State = Idle()
    ctx = context()
    opened = 0
    for inbound in sequence:
        step = turn.take(state, inbound, ctx)
        said = [effect.reply for effect in step.effects if isinstance(effect, Say)]
        tickets = [effect for effect in step.effects if isinstance(effect, OpenTicket)]
        assert codec.load_state(codec.dump_state(step.state)) == step.state
        assert len(said) <= 1
        assert len(step.effects) <= 20
        assert len(tickets) <= 1
        for option in (option for reply in said for option in reply.options):
            assert option.id.isascii()
            assert len(option.id) <= 48
            assert option.label
        assert not any(
            "{" in reply.text for reply in said if not isinstance(inbound, OfficerReplied) and not _own(inbound, ctx)
        )
        state, opened = step.state, opened + len(tickets)
        ctx = after(ctx, step.effects, reference.make(1532 + opened))


def _own(inbound: Inbound, ctx: Context) -> bool:
    """Tell whether words that may be repeated to the member hold a brace themselves."""
    return "{" in repr(inbound) or any("{" in ticket.subject for ticket in ctx.tickets)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from(WORDS))
def test_words_lead_only_where_the_table_says(before: list[str], said: str) -> None:
    """The states that a route names are all that its step reaches."""
    state: State = Idle()
    ctx = context()
    for text in before:
        step = turn.take(state, TextReceived(text), ctx)
        state, ctx = step.state, after(ctx, step.effects, reference.make(1533))
    step = routing.step(state, TextReceived(said), replace(ctx, offered=()))
    assert type(step.state) in {*routing.WORDS[type(state)].to, type(state)}


def test_the_documentation_draws_the_table() -> None:
    """docs/reference/conversation.md holds the diagram of the table as it is."""
    assert diagram() in PAGE.read_text("utf-8")


def diagram() -> str:
    """Draw the routing table as a Mermaid state diagram."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> Idle"]
    for state, route in routing.WORDS.items():
        name = route.step.__module__.rpartition(".")[2] + "." + route.step.__name__
        lines += [f"    {state.__name__} --> {after_.__name__}: {name}" for after_ in route.to]
    lines += [f"    Anywhere --> {WithOfficer.__name__}: OfficerTook", "    WithOfficer --> Idle: OfficerHandedBack"]
    lines += ["    WithOfficer --> Describing: OfficerMoved", "    WithOfficer --> Idle: OfficerReferred"]
    lines += ["    WithOfficer --> AwaitingRating: OfficerResolved", "    Idle --> AwaitingRating: TimerFired", "```"]
    return "\n".join(lines)
