"""What members say of a matter that was settled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.model import Candidate, Language, Stage, Ticket, TicketKind
from domain.states import AwaitingComment, AwaitingRating, Choosing, Describing, Idle, State
from domain.ticketeffects import AddNote, MoveTicket, OpenTicket, RatingNotAsked, RecordComment, RecordRating
from faq.decision import Act, Answer, Asked, Clarify, Decision, Thread
from faq.entries import Kind
from faq.library import Library
from tests.handlers.house import DECISIONS, FIRST, HOUSE, NOON, SALIM, SECOND, Talk, act, context, decide, entry

LEAK = "تسريب الموية في السطح"
UNSOLVED = "للحين تتسرب"
TROUBLE = "السطح خربان"
SAID: dict[str, Decision] = {
    **DECISIONS,
    UNSOLVED: act("unsolved", "action.unsolved"),
    TROUBLE: act("complaint", "action.complaint-unit"),
    "الدرج مظلم": act("complaint", "action.complaint-unit"),
    "عندي شكوى الدرج مظلم": act("complaint", "action.complaint-unit"),
    "انحلت الحمد لله": act("solved", "action.solved"),
    "أبي أغير تقييمي": act("rate", "action.rate"),
    "الدرج وسخ من جديد ولا احد ينظفه": Clarify((Candidate("action.unsolved", 0.5), Candidate("action.complaint-unit", 0.4))),
    "ليش تتأخرون؟": Answer("reply", 0.9, (Candidate("reply", 0.9),)),
}


def _decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
    return (Asked(text, SAID[text]),) if text in SAID else decide(text, thread)


LIBRARY = Library(HOUSE.library.sources, {**HOUSE.library.entries, "action.unsolved": entry("action.unsolved", Kind.ACTION)})
KNOWING = replace(HOUSE, decide=_decide, library=LIBRARY)
SETTLED = Ticket(FIRST, TicketKind.COMPLAINT, Stage.RESOLVED, LEAK, NOON, NOON)
OTHER = Ticket(SECOND, TicketKind.COMPLAINT, Stage.RESOLVED, "ضوء الدرج", NOON + timedelta(hours=1), NOON)


def _talk(*tickets: Ticket, state: State | None = None) -> Talk:
    return Talk(context(*(tickets or (SETTLED,)), house=KNOWING), state or Idle())


@pytest.mark.parametrize("state", [Idle(), AwaitingRating(FIRST), AwaitingComment(FIRST, 5)])
def test_words_that_say_so_reopen_and_are_kept(state: State) -> None:
    """Before the question for a rating, while it waits and after a good one; further details go there too."""
    talk = _talk(state=state)
    assert "أُعيد فتح المعاملة T1532-3" in talk.say(UNSOLVED)
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.REOPENED)]
    assert UNSOLVED in [note.text for note in talk.done(AddNote)]
    assert isinstance(talk.state, Describing)
    assert "T1532-3" in talk.say("في الدور الثالث عند المدخل")
    assert [note.text for note in talk.done(AddNote)] == ["في الدور الثالث عند المدخل"]


def test_trouble_with_what_the_ticket_is_about_reopens_it() -> None:
    """The subject's words tell which one is meant."""
    talk = _talk(OTHER, SETTLED)
    assert "T1532-3" in talk.say(TROUBLE)
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.REOPENED)]


def test_other_trouble_is_asked_about_and_kept() -> None:
    """A yes reopens with the words; something new is taken as that."""
    talk = _talk()
    assert "هل تقصد أن المعاملة T1532-3 لم تُحل؟" in talk.say("الدرج مظلم")
    assert isinstance(talk.state, Choosing)
    assert "أُعيد فتح" in talk.say("ايه")
    assert "الدرج مظلم" in [note.text for note in talk.done(AddNote)]
    talk = _talk()
    talk.say("الدرج مظلم")
    assert "سجلت شكواك" in talk.press("pick:new")
    assert len(talk.done(OpenTicket)) == 1


def test_a_complaint_that_names_itself_is_a_matter_of_its_own() -> None:
    """«عندي شكوى …» opens one."""
    talk = _talk()
    assert "سجلت شكواك" in talk.say("عندي شكوى الدرج مظلم")
    assert not talk.done(MoveTicket)


def test_which_one_is_asked_where_two_may_be_meant() -> None:
    """The words go with the one chosen."""
    talk = _talk(OTHER, SETTLED)
    assert "أي معاملة لم تُحل؟" in talk.say(UNSOLVED)
    talk.press(f"pick:{SECOND}")
    assert UNSOLVED in [note.text for note in talk.done(AddNote)]


@pytest.mark.parametrize("text", ["انحلت الحمد لله", "كم الرسوم؟", "شكرا", "السلام عليكم"])
def test_other_words_reopen_nothing(text: str) -> None:
    """That it is solved, a question, courtesy."""
    talk = _talk()
    assert talk.say(text)
    assert not talk.done(MoveTicket)


def test_without_a_settled_matter_it_is_a_complaint() -> None:
    """Nothing is lost."""
    talk = Talk(context(house=KNOWING))
    talk.say(UNSOLVED)
    assert [ticket.kind for ticket in talk.done(OpenTicket)] == [TicketKind.COMPLAINT]
    talk = Talk(context(house=KNOWING))
    talk.say("الدرج وسخ من جديد ولا احد ينظفه")
    assert [ticket.kind for ticket in talk.done(OpenTicket)] == [TicketKind.COMPLAINT]


def test_a_rating_on_its_scale_is_taken_out_of_the_blue() -> None:
    """A mere number is asked about."""
    talk = _talk()
    talk.say("خدمتكم ٤ من ٥")
    assert talk.done(RecordRating) == [RecordRating(FIRST, 4)]
    talk = _talk()
    assert "اختر من 1 إلى 5" in talk.say("٤")
    assert not talk.done(RecordRating)


def test_two_ratings_in_one_message() -> None:
    """Each goes to its matter; the low one reopens."""
    talk = _talk(OTHER, SETTLED)
    said = talk.say("الاولى ٥ والثانية ٢")
    assert "T1532-3" in said
    assert talk.done(RecordRating) == [RecordRating(FIRST, 5), RecordRating(SECOND, 2)]
    assert talk.done(MoveTicket) == [MoveTicket(SECOND, Stage.REOPENED)]


def test_a_score_while_another_matter_is_told_is_asked_about() -> None:
    """What is told stays awaited."""
    talk = _talk(state=None)
    talk.say("عندي شكوى الدرج مظلم")
    assert "لم يتضح لي تقييمك لخدمتنا في T1532-3" in talk.say("٤")
    assert not talk.done(AddNote)
    talk.say("هذا تقييم الاولى")
    assert not talk.done(AddNote)
    assert isinstance(talk.state, Describing)


def test_a_doubtful_judgement_is_asked_for_and_becomes_the_comment() -> None:
    """No rating is made up."""
    talk = _talk(state=AwaitingRating(FIRST))
    assert "لم يتضح" in talk.say("يعني عادي مو مره")
    assert not talk.done(RecordRating)
    talk.say("3")
    assert talk.done(RecordRating) == [RecordRating(FIRST, 3)]
    assert talk.done(RecordComment) == [RecordComment(FIRST, "يعني عادي مو مره")]


def test_a_reproach_below_a_low_rating_is_its_comment() -> None:
    """It is also a note for the supervisor, and no question; a second one is added."""
    talk = _talk(state=AwaitingRating(FIRST))
    talk.say("1")
    assert "وصلت ملاحظتك" in talk.say("ليش تتأخرون؟")
    assert talk.done(RecordComment) == [RecordComment(FIRST, "ليش تتأخرون؟")]
    assert talk.done(AddNote) == [AddNote(FIRST, "ليش تتأخرون؟")]
    talk.say("والموظف ما يرد")
    assert talk.done(RecordComment) == [RecordComment(FIRST, "ليش تتأخرون؟\nوالموظف ما يرد")]


def test_who_asks_when_he_is_called_hears_whose_it_is() -> None:
    """It is no comment, and no question about channels."""
    talk = _talk(state=AwaitingRating(FIRST))
    talk.say("1")
    assert "T1532-3" in talk.say("متى بتتواصلون معي؟")
    assert not talk.done(RecordComment)


def test_a_rating_may_be_changed_on_demand() -> None:
    """The scores are offered anew."""
    talk = _talk(replace(SETTLED, rating=4))
    assert "اختر تقييمك الجديد" in talk.say("أبي أغير تقييمي")
    talk.say("خمسة")
    assert talk.done(RecordRating) == [RecordRating(FIRST, 5)]
    assert "ليست لديك معاملة" in Talk(context(house=KNOWING)).say("أبي أغير تقييمي")


def test_who_would_rather_not_rate_is_asked_no_more() -> None:
    """Also after a question in between."""
    talk = _talk(state=AwaitingRating(FIRST))
    talk.say("كم الرسوم؟")
    assert "كما تحب" in talk.say("ما ابي اقيم")
    assert talk.done(RatingNotAsked)


def test_who_the_officer_was() -> None:
    """His title is told where it is known; else where it stands."""
    assert "واسمه في هذه المحادثة" in _talk().say("مين الموظف اللي كان معي؟")
    named = replace(KNOWING, titles={SALIM: {Language.ARABIC: "الأستاذ سالم"}})
    talk = Talk(context(replace(SETTLED, officer=SALIM), house=named))
    assert "تولى معاملتك T1532-3 الأستاذ سالم" in talk.say("مين الموظف اللي كان معي؟")


def test_an_angry_act_still_opens_an_urgent_complaint() -> None:
    """Anger is not asked about."""
    assert isinstance(SAID["ما تحترمون الناس"], Act)
    talk = _talk()
    talk.say("ما تحترمون الناس")
    assert talk.done(OpenTicket)


def test_an_okay_is_no_rating() -> None:
    """It is heard, and the rating asked for again; behind a rating it changes nothing."""
    talk = _talk(state=AwaitingRating(FIRST))
    talk.say("اوكي")
    assert not talk.done(RecordRating)
    talk.say("1")
    talk.say("ok")
    assert not talk.done(RecordRating)


def test_the_button_keeps_the_words_that_were_asked_about() -> None:
    """«لم تُحل», pressed below the question, reopens with them."""
    talk = _talk()
    talk.say("الدرج مظلم")
    talk.press(f"unsolved:{FIRST}")
    assert "الدرج مظلم" in [note.text for note in talk.done(AddNote)]


@pytest.mark.parametrize("text", ["ما حليتوا موضوعي", "لا ما زال كما هو", "it is not fixed", "ما جا احد", "nobody came"])
def test_what_did_not_happen_is_plain(text: str) -> None:
    """Even where the matcher knows nothing of it."""
    talk = _talk()
    talk.say(text)
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.REOPENED)]


def test_a_good_word_reopens_nothing() -> None:
    """Thanks for what is over."""
    talk = _talk()
    talk.say("الله يجزاكم خير راحت الريحه")
    assert not talk.done(MoveTicket)
    assert talk.state == Idle(courtesies=0)


@pytest.mark.parametrize(("text", "score"), [("٤ بس تأخرتوا شوي", 4), ("٢ بس تأخرتوا شوي", 2)])
def test_words_beside_a_score_out_of_the_blue_are_its_comment(text: str, score: int) -> None:
    """He is not asked for what he has just said; of a low one the supervisor reads it too."""
    talk = _talk(SETTLED)
    said = talk.say(text)
    assert ("وصلت ملاحظتك" in said, "إن أحببت" in said) == (True, False)
    assert talk.done(RecordRating) == [RecordRating(FIRST, score)]
    assert talk.done(RecordComment) == [RecordComment(FIRST, "بس تأخرتوا شوي")]
    assert (AddNote(FIRST, "بس تأخرتوا شوي") in talk.done(AddNote)) is (score == 2)


def test_a_question_behind_a_good_rating_is_no_comment() -> None:
    """He is asked whether it is about that matter, and a yes takes it there; a why is the comment's."""
    talk = _talk(SETTLED, state=AwaitingComment(FIRST, 4))
    assert "هل تسأل عن المعاملة" in talk.say("متى الموعد بالضبط؟")
    assert not talk.done(RecordComment)
    talk.say("نعم")
    assert talk.done(MoveTicket) == [MoveTicket(FIRST, Stage.REOPENED)]
    talk = _talk(SETTLED, state=AwaitingComment(FIRST, 4))
    talk.say("ليش كل هالوقت؟")
    assert talk.done(RecordComment)


@pytest.mark.parametrize("text", ["٥ شكراً", "خلها ٤"])
def test_courtesy_beside_a_score_is_no_comment(text: str) -> None:
    """Nor is what only says that it is one."""
    talk = _talk(SETTLED)
    talk.say(text)
    assert talk.done(RecordRating)
    assert not talk.done(RecordComment)
