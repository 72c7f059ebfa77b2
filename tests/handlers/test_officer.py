"""Officers in the chat, and ratings after them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.effects import CancelReminder, Remind, Say
from domain.inbound import AttachmentKind, TimerFired
from domain.model import Author, HandoverReason, Purpose, Stage, Ticket, TicketKind
from domain.officeracts import OfficerHandedBack, OfficerReplied, OfficerTook
from domain.states import AwaitingComment, AwaitingRating, FillingForm, FormKind, Idle, WithOfficer
from domain.ticketeffects import AddNote, AssignTicket, Escalate, MoveTicket, RecordComment, RecordRating, ReleaseTicket
from tests.handlers.house import FIRST, HOUSE, NOON, NORA, SALIM, SECOND, Talk, context

TICKET = Ticket(FIRST, TicketKind.INQUIRY, Stage.RECEIVED, "سؤال", NOON, NOON)
RESOLVED = replace(TICKET, stage=Stage.RESOLVED)
OWNED = WithOfficer(FIRST, SALIM, "الأستاذ سالم")


def test_taking_over_is_announced_once() -> None:
    """The officer's name is told once; from then on the bot is silent and the officer sees the member's words."""
    talk = Talk(context(TICKET))
    assert talk.take() == "معك الآن الأستاذ سالم."
    assert talk.done(AssignTicket) == [AssignTicket(FIRST, SALIM)]
    (said,) = (one.reply for one in talk.effects if isinstance(one, Say))
    assert said.stages == ((FIRST, Stage.WITH_OFFICER),)  # behind a closed window it waits no longer than he is there
    assert talk.take() == ""
    for words in ("متى الرد؟", "موظف", "English", "وقفوا", "1", "👍", ""):
        assert talk.say(words) == ""
        assert len(talk.done(AddNote)) == 1
    assert talk.press("act:menu") == ""
    assert talk.attach(AttachmentKind.VOICE) == ""
    assert isinstance(talk.state, WithOfficer)
    assert replace(talk.state, question="") == OWNED


def test_a_second_officer_cannot_take_an_owned_chat() -> None:
    """He is refused with a note, and what he writes is not sent."""
    talk = Talk(context(TICKET), OWNED)
    assert talk.take(officer=NORA) == ""
    assert talk.done(AddNote)
    assert talk.happen(OfficerReplied(FIRST, NORA, "مرحبا")) == ()
    assert "مرحبا" in talk.done(AddNote)[0].text
    assert talk.state == OWNED


def test_an_officers_words_are_sent_as_they_are() -> None:
    """They carry his name and are marked as an officer's."""
    (reply,) = Talk(context(TICKET), OWNED).happen(OfficerReplied(FIRST, SALIM, "راجعت **معاملتك** {x}"))
    assert (reply.text, reply.author, reply.officer_name) == ("راجعت **معاملتك** {x}", Author.OFFICER, "الأستاذ سالم")
    assert reply.purpose is Purpose.OFFICER


def test_a_reply_without_taking_over_is_sent() -> None:
    """An officer may answer a ticket without owning the chat; the bot goes on."""
    talk = Talk(context(TICKET))
    (reply,) = talk.happen(OfficerReplied(FIRST, SALIM, "تم"))
    assert reply.author is Author.OFFICER
    assert talk.state == Idle()


def test_the_owner_moves_to_another_ticket_silently() -> None:
    """The same officer on another ticket of the same member is not announced again."""
    talk = Talk(context(TICKET), OWNED)
    assert talk.happen(OfficerTook(SECOND, SALIM, "الأستاذ سالم")) == ()
    assert talk.state == WithOfficer(SECOND, SALIM, "الأستاذ سالم")


def test_handing_back() -> None:
    """The bot speaks again and the ticket is in the queue; a stale hand-back only releases."""
    talk = Talk(context(TICKET), OWNED)
    (reply,) = talk.happen(OfficerHandedBack(FIRST, SALIM))
    assert "ما زالت مفتوحة" in reply.text
    assert talk.done(ReleaseTicket) == [ReleaseTicket(FIRST)]
    assert talk.state == Idle()
    assert talk.happen(OfficerHandedBack(FIRST, SALIM)) == ()


def test_resolved_asks_for_a_rating_in_the_same_message() -> None:
    """One message tells it, asks from 1 to 5, says why rating matters and offers «لم تُحل»."""
    talk = Talk(context(TICKET), OWNED)
    said = talk.resolve()
    assert "محلولة" in said
    assert "حق لك" in said
    assert talk.options == [
        "rate:5:T15323",
        "rate:4:T15323",
        "rate:3:T15323",
        "rate:2:T15323",
        "rate:1:T15323",
        "unsolved:T15323",
    ]
    assert talk.state == AwaitingRating(FIRST)
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.RESOLVED)]


@pytest.mark.parametrize(
    ("said", "score"),
    [
        *(
            ("5", 5),
            ("٥", 5),
            ("5/5", 5),
            ("٤ من ٥", 4),
            ("8/10", 4),
            ("خمسة", 5),
            ("ممتاز", 5),
            ("ممتاااز", 5),
            ("جيد جداً", 4),
        ),
        *(
            ("⭐⭐⭐", 3),
            ("★★★★★", 5),
            ("4 out of 5", 4),
            ("excellent", 5),
            ("3 نجوم", 3),
            ("5 ممتاز", 5),
            ("مقبول", 3),
            ("mumtaz", 5),
        ),
    ],
)
def test_ratings_in_many_words(said: str, score: int) -> None:
    """Numbers in any digits, fractions, words, stars: all are ratings when one is awaited."""
    talk = Talk(context(RESOLVED), AwaitingRating(FIRST))
    told = talk.say(said)
    assert f"{score} من 5" in told or f"{score} out of 5" in told
    assert talk.state == AwaitingComment(FIRST, score)


@pytest.mark.parametrize("said", ["1", "سيء", "2", "زفت", "١ ضعيف", "⭐"])
def test_a_low_rating_reopens(said: str) -> None:
    """A 1 or 2 is recorded, the ticket is reopened and goes up, and the member is told so."""
    talk = Talk(context(RESOLVED))
    talk.state = AwaitingRating(FIRST)
    assert "أُعيد فتح المعاملة T1532-3" in talk.say(said)
    assert [score.score for score in talk.done(RecordRating)] in ([1], [2])
    assert talk.done(Escalate) == [Escalate(FIRST, HandoverReason.LOW_RATING)]
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.REOPENED)]
    talk.say("لم يرد علي أحد بعدها")
    assert talk.done(RecordComment)
    assert talk.done(AddNote)


@pytest.mark.parametrize("said", ["7", "0", "٩", "10", "7/10", "4.5"])
def test_what_is_no_score_is_not_guessed(said: str) -> None:
    """Out of range is asked again; a fraction between two scores is not rounded."""
    talk = Talk(context(RESOLVED), AwaitingRating(FIRST))
    assert talk.say(said)
    assert not talk.done(RecordRating)


def test_a_rating_out_of_range_is_asked_again_at_most_twice() -> None:
    """Then the conversation goes on."""
    talk = Talk(context(RESOLVED), AwaitingRating(FIRST))
    assert "من 1" in talk.say("9")
    assert "من 1" in talk.say("9")
    talk.say("9")
    assert isinstance(talk.state, Idle)


def test_anything_else_is_handled_as_usual_and_the_rating_stays_askable() -> None:
    """A question is answered and the rating asked for once more; the rating's old button still works afterwards."""
    talk = Talk(context(TICKET), OWNED)
    talk.resolve()
    said = talk.say("متى الرد؟")
    assert "جواب reply." in said
    assert "من 1 إلى 5" in said
    assert "من 1 إلى 5" not in talk.say("متى الرد؟")
    assert not talk.done(RecordRating)
    talk.press("rate:5:T15323")
    assert talk.done(RecordRating) == [RecordRating(FIRST, 5)]


def test_a_comment_is_kept_and_other_words_are_not_taken_for_one() -> None:
    """The next words are the comment; thanks, a new question or another score are what they are."""
    talk = Talk(context(RESOLVED), AwaitingComment(FIRST, 5))
    assert "وصلت ملاحظتك" in talk.say("الموظف كان متعاوناً وسريعاً")
    assert talk.done(RecordComment) == [RecordComment(FIRST, "الموظف كان متعاوناً وسريعاً")]
    for words in ("شكرا", "لا شكراً", "متى الرد؟", "طلبي"):
        talk.state = AwaitingComment(FIRST, 5)
        assert talk.say(words)
        assert not talk.done(RecordComment)
    talk.state = AwaitingComment(FIRST, 5)
    talk.say("4")
    assert talk.done(RecordRating) == [RecordRating(FIRST, 4)]


@pytest.mark.parametrize("state", [Idle(), AwaitingRating(FIRST), AwaitingComment(FIRST, 4)])
def test_not_solved_reopens(state: Idle | AwaitingRating | AwaitingComment) -> None:
    """«لم تُحل» reopens the ticket from wherever it is said after the resolution."""
    talk = Talk(context(RESOLVED), state)
    assert "أُعيد فتح المعاملة T1532-3" in talk.say("لم تُحل")
    assert talk.done(Escalate) == [Escalate(FIRST, HandoverReason.NOT_SOLVED)]
    assert talk.done(CancelReminder)
    assert "مفتوحة" in talk.press("unsolved:T15323")
    assert not talk.done(MoveTicket)


@pytest.mark.parametrize("option", ["rate:5:T15338", "rate:5:", "rate:5:x", "unsolved:T15338", "unsolved:"])
def test_other_peoples_tickets_cannot_be_rated(option: str) -> None:
    """A forged id records nothing."""
    talk = Talk(context(RESOLVED))
    assert "لا أجد هذه المعاملة" in talk.press(option)
    assert not talk.done(RecordRating)
    assert not talk.done(MoveTicket)


def test_an_open_ticket_is_not_rated_yet() -> None:
    """A press of a rating before the resolution records nothing; after a low rating it may be raised."""
    talk = Talk(context(TICKET))
    assert "ما زالت مفتوحة" in talk.press("rate:5:T15323")
    talk = Talk(context(replace(TICKET, stage=Stage.REOPENED, rating=1)))
    talk.press("rate:2:T15323")
    assert talk.done(RecordRating) == [RecordRating(FIRST, 2)]
    assert not talk.done(Escalate)


def test_a_rating_asked_later() -> None:
    """With a delay, «resolved» comes at once and the question when the reminder fires; once rated it is not asked."""
    house = replace(HOUSE, rating_delay=timedelta(hours=1))
    talk = Talk(context(TICKET, house=house), OWNED)
    said = talk.resolve()
    assert "محلولة" in said
    assert "كيف تقيّم" not in said
    assert talk.done(Remind) == [Remind(NOON + timedelta(hours=1), "rating:T15323", "T15323")]
    (reply,) = talk.happen(TimerFired("rating:T15323", "T15323"))
    assert "كيف تقيّم" in reply.text
    assert reply.purpose is Purpose.NOTICE
    talk.press("rate:4:T15323")
    assert talk.happen(TimerFired("rating:T15323", "T15323")) == ()
    assert talk.happen(TimerFired("unknown", "x")) == ()


def test_who_is_busy_is_asked_later() -> None:
    """A member in a form or with another officer is not interrupted."""
    for state in (FillingForm(FormKind.SUPPORT), WithOfficer(SECOND, NORA, "الأستاذة نورة")):
        talk = Talk(context(RESOLVED), state)
        assert talk.happen(TimerFired("rating:T15323", "T15323")) == ()
        assert [reminder.at for reminder in talk.done(Remind)] == [NOON + timedelta(hours=1)]
        talk = Talk(context(TICKET), state)
        talk.resolve()
        assert talk.state == state
        assert talk.done(Remind)
        assert bool(talk.done(Say)) is isinstance(state, FillingForm)


def test_a_rating_pressed_while_an_officer_owns_the_chat_is_kept_silently() -> None:
    """The score is recorded and nothing is said."""
    talk = Talk(context(RESOLVED), WithOfficer(SECOND, NORA, "الأستاذة نورة"))
    assert talk.press("rate:5:T15323") == ""
    assert talk.done(RecordRating) == [RecordRating(FIRST, 5)]


def test_a_word_for_the_same_score_is_its_comment() -> None:
    """«ممتاز» after a 5 is not a second rating; another score still is one."""
    talk = Talk(context(RESOLVED), AwaitingComment(FIRST, 5))
    assert "وصلت ملاحظتك" in talk.say("ممتاز")
    assert [comment.text for comment in talk.done(RecordComment)] == ["ممتاز"]
    talk = Talk(context(RESOLVED), AwaitingComment(FIRST, 5))
    assert "4 من 5" in talk.say("٤")
