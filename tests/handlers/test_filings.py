"""What a member filed elsewhere and waits for: heard as such, and no complaint or form begun of it."""

from dataclasses import replace

import pytest

from domain.model import Candidate, HandoverReason, Stage, TicketKind
from domain.ticketeffects import OpenTicket
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Thread
from faq.entries import Kind
from faq.library import Library
from handlers.hearing import filings
from tests.handlers.house import HOUSE, LIBRARY, SOURCES, Talk, act, context, entry
from tests.handlers.matters import ticket

TIME = entry("complaints.time", Kind.ANSWER, topic="complaints")
KNOWS = Library(SOURCES, {**LIBRARY.entries, TIME.id: TIME})
FILED = "قدمت شكوى الاسبوع اللي راح"
NOT_HERE = "لا أجد لك معاملة مفتوحة هنا"
UNDERSTOOD = (
    act("complaint", "action.complaint-delay"),
    act("register", "join"),
    Clarify((Candidate("reply", 0.3),)),
    Handover(HandoverReason.SILENT, "objection", (Candidate("objection", 0.9),)),
    Handover(HandoverReason.OUT_OF_SCOPE, "", ()),
)
OTHERWISE = (
    Answer("reply", 0.9, (Candidate("reply", 0.9),)),
    act("complaint", "action.complaint-anger"),
    Handover(HandoverReason.SENSITIVE, "distress", (Candidate("distress", 0.9),)),
    act("officer"),
)


def talk(decision: Decision, *stages: Stage) -> Talk:
    """Give a talk in which what was filed is decided so, with tickets in these stages."""

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        return (Asked(text, decision),) if filings.speaks_of_one(text) else HOUSE.decide(text, thread)

    house = replace(HOUSE, library=KNOWS, decide=decide)
    return Talk(context(*(ticket(stage) for stage in stages), house=house))


@pytest.mark.parametrize(
    "text",
    [
        FILED,
        "انا مقدم على دعم من ٣ اسابيع",
        "I lodged a complaint two weeks ago",
        "3mlt talab da3m",
        "شكيت على الحارس الاسبوع الماضي",
        "بلغتكم قبل شهر",
        "I complained since May",
        "طلبي للصيانه من متى وانا انتظر",
        "اعتراضي من شهرين",
        "my application, i am waiting",
    ],
)
def test_who_filed_something_before_is_heard(text: str) -> None:
    """By what he did, or by what is his and waits."""
    assert filings.speaks_of_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "ابغى اقدم شكوى",
        "قدمت من جدة امس عشان اشوف المشروع وعندي شكوى",
        "شكيت على الحارس",
        "طلبي وين",
        "المصعد خربان من شهر",
        "application for waiting list",
    ],
)
def test_who_wishes_or_tells_otherwise_filed_nothing(text: str) -> None:
    """Nor does naming what is his say that it waits."""
    assert not filings.speaks_of_one(text)


@pytest.mark.parametrize("decision", UNDERSTOOD)
def test_what_was_filed_elsewhere_opens_nothing(decision: Decision) -> None:
    """Whatever it resembles: its time is told, and an officer is offered, who gets it when he is chosen."""
    talking = talk(decision)
    said = talking.say(FILED)
    assert NOT_HERE in said
    assert TIME.answer[talking.ctx.language] in said
    assert not talking.done(OpenTicket)
    talking.press("act:officer")
    assert [opened.kind for opened in talking.done(OpenTicket)] == [TicketKind.INQUIRY]


@pytest.mark.parametrize("decision", OTHERWISE)
def test_what_is_answered_urgent_or_angry_is_heard_as_that(decision: Decision) -> None:
    """And so is the wish for an officer."""
    assert NOT_HERE not in talk(decision).say(FILED)


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.RESOLVED])
def test_of_who_has_a_ticket_here_it_may_be_that(stage: Stage) -> None:
    """Open or settled."""
    assert NOT_HERE not in talk(UNDERSTOOD[0], stage).say(FILED)


def test_what_is_broken_is_complained_of_all_the_same() -> None:
    """He tells of it again, and it is broken yet."""
    talking = talk(Act("complaint", "action.complaint", 0.9, ()))
    talking.say("المصعد خربان وانا قدمت بلاغ الشهر الماضي")
    assert [opened.kind for opened in talking.done(OpenTicket)] == [TicketKind.COMPLAINT]


def test_of_an_objection_no_time_is_known() -> None:
    """That of a complaint is not its own."""
    said = talk(UNDERSTOOD[2]).say("قدمت اعتراض على الشكوى")
    assert NOT_HERE in said
    assert "complaints.time" not in said


def test_who_was_hurt_beside_it_complains_of_that() -> None:
    """However little his words resemble."""
    talking = talk(Handover(HandoverReason.OUT_OF_SCOPE, "", ()))
    talking.say("قدمت شكوى مهزلة والله")
    assert [opened.kind for opened in talking.done(OpenTicket)] == [TicketKind.COMPLAINT]
