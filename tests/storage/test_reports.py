"""What figures are made of, from the database."""

from datetime import timedelta

from domain import effects, ticketeffects
from domain.model import Author, ConversationId, HandoverReason, OfficerId, Purpose, Reply, Stage, TicketKind
from domain.officeracts import OfficerMoved, OfficerReplied
from storage.office.reports import Reports
from storage.store import Store
from tests.databases import SetClock
from tests.storage.working import Working

OTHER = ConversationId("sms:main:+966501234567")


async def test_open_settled_and_rated_cases(store: Store, clock: SetClock) -> None:
    """What is open stays in; what was settled before goes out; the first answer is an officer's, after the opening."""
    working, reports, began = Working(store), Reports(store), clock.now()
    one, two = await working.turns.references(2)
    await working.happens(ticketeffects.OpenTicket(one, TicketKind.INQUIRY, "s", HandoverReason.SILENT))
    for _ in range(2):
        clock.forward(hours=1)
        words = Reply("جواب", author=Author.OFFICER, purpose=Purpose.OFFICER)
        await working.happens(effects.Say(words), inbound=OfficerReplied(one, OfficerId(1), "جواب"))
    await working.happens(ticketeffects.OpenTicket(two, TicketKind.COMPLAINT, "s", HandoverReason.ANGER), conversation=OTHER)
    await working.happens(ticketeffects.MoveTicket(two, Stage.RESOLVED), ticketeffects.RecordRating(two, 4), conversation=OTHER)
    first, second = sorted(await reports.cases(began), key=lambda case: case.opened_at)
    assert (first.ref, first.answered_at, first.stage, first.channel) == (
        one,
        began + timedelta(hours=1),
        Stage.RECEIVED,
        "web",
    )
    assert (second.ref, second.rating, second.answered_at, second.stage) == (two, 4, None, Stage.RESOLVED)
    later = await reports.cases(clock.now() + timedelta(seconds=1))
    assert [case.ref for case in later] == [one]


async def test_a_stage_that_answers_is_the_first_answer(store: Store, clock: SetClock) -> None:
    """As the clock counts it: who was told at ten that the committee has it was answered then, not with words at eleven."""
    working, reports, began = Working(store), Reports(store), clock.now()
    (one,) = await working.turns.references(1)
    await working.happens(ticketeffects.OpenTicket(one, TicketKind.SUPPORT, "s", HandoverReason.FORM))
    for stage in (Stage.WITH_OFFICER, Stage.WITH_COMMITTEE):
        clock.forward(hours=1)
        await working.happens(ticketeffects.MoveTicket(one, stage), inbound=OfficerMoved(one, OfficerId(1), stage))
    clock.forward(hours=1)
    words = Reply("جواب", author=Author.OFFICER, purpose=Purpose.OFFICER)
    await working.happens(effects.Say(words), inbound=OfficerReplied(one, OfficerId(1), "جواب"))
    (case,) = await reports.cases(began)
    assert case.answered_at == began + timedelta(hours=2)


async def test_a_glance(store: Store, clock: SetClock) -> None:
    """How many members wait, what is overdue, and the mean of the ratings since; None where nobody rated."""
    working, reports = Working(store), Reports(store)
    assert (await reports.glance(clock.now())).average is None
    refs = await working.turns.references(2)
    for ref, score in zip(refs, (5, 4), strict=True):
        await working.happens(
            ticketeffects.OpenTicket(ref, TicketKind.INQUIRY, "s", HandoverReason.ASKED), ticketeffects.RecordRating(ref, score)
        )
    glance = await reports.glance(clock.now())
    assert (glance.overdue, glance.average) == (0, 4.5)
    clock.forward(seconds=1)
    assert (await reports.glance(clock.now())).average is None
