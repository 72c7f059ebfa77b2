"""What is read together, and what waits for more: `bot.gathering`, with the decider of the small house."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.gathering import MOMENT, Gather, Taken, Waits, gather
from domain.inbound import AttachmentKind, AttachmentReceived, ChoiceMade, Inbound, TextReceived
from domain.model import InboundId, Option, TicketKind
from domain.states import (
    AwaitingRating,
    Clarifying,
    ConfirmingForm,
    Describing,
    FillingForm,
    FormKind,
    Idle,
    SigningForm,
    State,
    WithOfficer,
)
from domain.turnports import Pending
from tests.handlers.house import FIRST, NOON, SALIM, context

OFFERED = (Option("act:ticket_status", "متابعة طلبي"), Option("act:officer", "التحدث مع موظف"))


def came(*inbounds: Inbound | str, apart: float = 0.3) -> list[Pending]:
    """Let messages have come so many seconds apart, the last of them just now."""
    count = len(inbounds)
    return [
        Pending(
            InboundId(number),
            TextReceived(inbound) if isinstance(inbound, str) else inbound,
            NOON - timedelta(seconds=apart * (count - number)),
            0,
        )
        for number, inbound in enumerate(inbounds, 1)
    ]


def taken(
    pending: list[Pending], state: State | None = None, *, later: timedelta = MOMENT, by: Gather = gather
) -> Taken | Waits:
    """Gather after some time."""
    return by(state or Idle(), pending, replace(context(now=NOON + later), offered=OFFERED))


def words(one: Taken | Waits) -> str:
    """Give the words that are taken in one step."""
    assert isinstance(one, Taken)
    assert isinstance(one.pending.inbound, TextReceived)
    return one.pending.inbound.text


def test_pieces_are_read_as_one() -> None:
    """Words sent one by one are one message, in their order, and none is lost."""
    said = ["ابغى", "اعرف", "كم", "رسوم", "العضوية", "في", "الجمعية", "من", "فضلكم", "اليوم"]
    one = taken(came(*said))
    assert words(one) == " ".join(said)
    assert isinstance(one, Taken)
    assert (*one.beside, one.pending.id) == tuple(range(1, 11))


def test_a_piece_waits_for_the_next() -> None:
    """A piece that says nothing by itself is not answered at once, but a moment after the last of them."""
    pending = came("كم", "رسوم")
    assert taken(pending, later=timedelta(0)) == Waits(pending[-1].received_at + MOMENT)
    assert words(taken(pending)) == "كم رسوم"


def test_nobody_is_kept_waiting_for_ever() -> None:
    """Who goes on writing pieces is answered some seconds after the first."""
    pending = came(*["كلمة"] * 10, apart=1)
    assert isinstance(taken(pending, later=timedelta(0)), Taken)


def test_words_that_end_it_are_answered_at_once() -> None:
    """Longer words behind pieces are the end of what was begun."""
    pending = came("لو", "عندي سؤال", "كم رسوم العضوية في الجمعية")
    assert words(taken(pending, later=timedelta(0))) == "لو عندي سؤال كم رسوم العضوية في الجمعية"


@pytest.mark.parametrize(
    "said", ["متى الرد؟", "السلام عليكم", "شكرا", "طيب", "لا", "2", "٢", "T1532-3", "موظف", "English", "متابعة طلبي", "👍",
             "إيقاف", "مساعدة", "لم تُحل", "1058529948", "كم رسوم العضوية في الجمعية"],
)  # fmt: skip
def test_what_is_clear_does_not_wait(said: str) -> None:
    """A question, a courtesy, a number, a choice, a command and a whole sentence are answered at once."""
    assert words(taken(came(said), later=timedelta(0))) == said


@pytest.mark.parametrize(
    "following",
    [
        ChoiceMade("act:menu"), AttachmentReceived(AttachmentKind.IMAGE), TextReceived("رسوم", edited=True),
        TextReceived("رسوم", reply_to="7"), TextReceived("رسوم العضوية", wish="act:complaint"), TextReceived("2"),
        TextReceived("T1532-3"), TextReceived("نعم"), TextReceived("موظف"), TextReceived("متابعة طلبي"),
        TextReceived("متى الرد؟"),
    ],
)  # fmt: skip
def test_what_means_something_itself_is_never_joined(following: Inbound) -> None:
    """A press, a number, a reference, a picture, a correction, a reply, a command and a yes stay what they are."""
    one = taken(came("كم", following), later=timedelta(0))
    assert words(one) == "كم"
    assert isinstance(one, Taken)
    assert not one.beside


@pytest.mark.parametrize(
    "said", [("ابغى", "اكلم", "موظف"), ("i want", "to talk to", "an officer"), ("ابي", "انجليزي"), ("لو سمحت", "موظف")]
)
def test_a_wish_may_end_in_a_word_of_its_own_meaning(said: tuple[str, ...]) -> None:
    """Who asks for an officer, or a language, in pieces asks once."""
    assert words(taken(came(*said), later=timedelta(0))) == " ".join(said)


@pytest.mark.parametrize(
    "state",
    [
        FillingForm(FormKind.SUPPORT), ConfirmingForm(FormKind.SUPPORT, ()), SigningForm(FormKind.SUPPORT, ()),
        WithOfficer(FIRST, SALIM, "الأستاذ سالم"),
    ],
)  # fmt: skip
def test_forms_and_officers_get_each_message(state: State) -> None:
    """A form's fields, and what an officer reads, are what the member sent, message by message."""
    assert words(taken(came("محمد", "الغامدي"), state, later=timedelta(0))) == "محمد"


def test_a_score_is_no_piece() -> None:
    """Where a rating is awaited «ممتاز» is one; words that are none may be pieces."""
    assert words(taken(came("ممتاز", "والله"), AwaitingRating(FIRST), later=timedelta(0))) == "ممتاز"
    assert words(taken(came("بس", "تأخرتم"), AwaitingRating(FIRST))) == "بس تأخرتم"


@pytest.mark.parametrize(
    "state", [Describing(TicketKind.COMPLAINT), Describing(TicketKind.COMPLAINT, ticket=FIRST), Clarifying("?", ())]
)
def test_complaints_are_read_together(state: State) -> None:
    """What a member complains of in pieces is one text of the ticket."""
    assert words(taken(came("موظفكم", "ما رد", "علي"), state)) == "موظفكم ما رد علي"


def test_what_came_long_after_is_another_message() -> None:
    """Where much time lies between, as after a stop of the server, nothing is joined."""
    assert words(taken(came("كم", "رسوم", apart=60))) == "كم"


def test_what_failed_before_is_taken_by_itself() -> None:
    """A message that made a step fail is not tried again together with others."""
    first, second = came("كم", "رسوم")
    assert words(taken([replace(first, attempts=1), second])) == "كم"
