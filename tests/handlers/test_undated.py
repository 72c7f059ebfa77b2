"""When a support is paid stands nowhere, and what else goes on from a request: not what resembles it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.model import Candidate, HandoverReason, Stage, Ticket, TicketKind
from domain.states import Describing, FillingForm, FormKind, Idle, State
from domain.ticketeffects import AddNote, OpenTicket
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Thread
from faq.entries import Kind
from faq.library import Library
from tests.handlers.house import FIRST, HOUSE, LIBRARY, NOON, SOURCES, Talk, context, entry

ENTRIES = tuple(entry(f"withdrawal.{name}", Kind.ANSWER, topic="withdrawal") for name in ("refund-time", "how"))
KNOWS = Library(SOURCES, {**LIBRARY.entries, **{one.id: one for one in ENTRIES}})
PAID = "متى يصرف المبلغ"
REFUND, LEAVING = (Answer(one.id, 0.9, ()) for one in ENTRIES)
UNDATED = "لا تذكر الوثائق موعداً لصرف الدعم"


def talk(
    decision: Decision, kind: TicketKind, stage: Stage = Stage.RECEIVED, state: State | None = None, topic: str = ""
) -> Talk:
    """Give a talk with a member who has such a ticket, in which every text is decided so."""

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, decision),)

    house = replace(HOUSE, library=KNOWS, decide=decide)
    return Talk(context(Ticket(FIRST, kind, stage, "طلب", NOON, NOON, topic=topic), house=house), state or Idle())


def test_who_asked_for_support_reads_that_no_date_of_its_payment_is_known() -> None:
    """And his officer gets the question; once it is settled an officer is offered."""
    talking = talk(REFUND, TicketKind.SUPPORT)
    assert UNDATED in talking.say(PAID)
    assert [noted.text for noted in talking.done(AddNote)] == [PAID]
    settled = talk(REFUND, TicketKind.SUPPORT, Stage.CLOSED)
    assert "قل نعم" in settled.say(PAID)
    assert not settled.done(OpenTicket)


@pytest.mark.parametrize(
    ("decision", "kind", "text", "state"),
    [
        (REFUND, TicketKind.REGISTRATION, PAID, Idle()),
        (REFUND, TicketKind.SUPPORT, "متى يصرف المبلغ المردود", Idle()),
        (REFUND, TicketKind.SUPPORT, PAID, Idle("withdrawal.how", "withdrawal")),
        (LEAVING, TicketKind.SUPPORT, "كيف اطلع من الجمعية؟", Idle()),
    ],
)
def test_a_leaver_reads_when_he_is_paid(decision: Decision, kind: TicketKind, text: str, state: State) -> None:
    """Who asks for nothing, names that money, or was told of leaving; and how one leaves is no date."""
    assert UNDATED not in talk(decision, kind, state=state).say(text)


@pytest.mark.parametrize(("topic", "entry_kept"), [("withdrawal", "withdrawal.how"), ("fees", ""), ("", "")])
def test_what_is_added_leaves_the_answer_on_its_topic_to_go_on_from(topic: str, entry_kept: str) -> None:
    """An answer on another topic is no longer spoken of."""
    talking = talk(
        Act("relay", "action.relay", 0.9, ()), TicketKind.INQUIRY, state=Idle("withdrawal.how", "withdrawal"), topic=topic
    )
    talking.say("بلغوه اني مستعجل على الجواب")
    assert isinstance(talking.state, Describing)
    assert talking.state.entry == entry_kept


def test_a_complaint_that_was_only_begun_has_answered_nothing() -> None:
    """What it is understood by is no answer to go on from."""
    state = Describing(TicketKind.COMPLAINT, ticket=FIRST)
    talking = talk(Act("relay", "action.relay", 0.9, ()), TicketKind.COMPLAINT, state=state, topic="complaints")
    talking.say("بلغوه اني مستعجل على الجواب")
    assert isinstance(talking.state, Describing)
    assert not talking.state.entry


def test_a_short_question_behind_one_that_a_person_has_goes_there_too() -> None:
    """Nothing likely tells it; the next morning it is asked about."""
    unsure = Clarify((Candidate("fees", 0.2),))
    talking = talk(unsure, TicketKind.INQUIRY)
    talking.say("بفلوس؟")
    assert [noted.text for noted in talking.done(AddNote)] == ["بفلوس؟"]
    later = talk(unsure, TicketKind.INQUIRY)
    later.wait(timedelta(days=1))
    later.say("بفلوس؟")
    assert not later.done(AddNote)


def test_a_number_told_beside_a_request_asks_for_nobodys() -> None:
    """«رقمه ...» resembles the wish for another's number, which is refused."""
    secret = Handover(HandoverReason.SENSITIVE, "secret", (Candidate("secret", 0.9),))
    talking = talk(secret, TicketKind.INQUIRY)
    talking.say("رقمه ١٠٢٣٤٥٦٧٨٩")
    assert [noted.text for noted in talking.done(AddNote)] == ["رقمه ١٠٢٣٤٥٦٧٨٩"]


@pytest.mark.parametrize("text", ["والله ريحته طالعه", "لا مشكور بس متى اعرف"])
def test_what_tells_of_trouble_or_asks_is_no_thanks(text: str) -> None:
    """However much it resembles them, where something is open."""
    telling = Describing(TicketKind.INQUIRY, ticket=FIRST)
    talking = talk(Act("thanks", "action.thanks", 0.96, ()), TicketKind.INQUIRY, state=telling)
    talking.say(text)
    assert [noted.text for noted in talking.done(AddNote)] == [text]


@pytest.mark.parametrize(
    ("answers", "text", "called"),
    [
        ((), "ارفعوها للرئيس", True),
        ((("name", "نورة سعد الشهري"), ("national_id", ""), ("mobile", "")), "ارفعوها للرئيس", True),
        (
            (("name", "نورة سعد الشهري"), ("national_id", ""), ("mobile", "")),
            "ايجار متأخر سنة وصاحب البيت رفع علينا شكوى للمحكمة واذا ما دفعت بروح للمدير",
            False,
        ),
    ],
)
def test_who_wishes_for_somebody_higher_within_a_form_gets_an_officer(
    answers: tuple[tuple[str, str], ...], text: str, *, called: bool
) -> None:
    """In few words; a longer text tells what he needs."""
    talking = talk(Handover(HandoverReason.UNCLEAR, "", ()), TicketKind.INQUIRY, Stage.CLOSED)
    talking.state = FillingForm(FormKind.SUPPORT, answers)
    talking.say(text)
    assert bool(talking.done(OpenTicket)) is called
