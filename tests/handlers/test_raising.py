"""A member's wish for somebody higher is written down, and takes a request up once, after whoever has it had a day for it."""

from datetime import timedelta

from domain.alarms import Alarm
from domain.model import Stage
from domain.officeracts import OfficerHandedBack, OfficerMoved, OfficerReassigned, OfficerTook
from domain.states import Choosing, Describing, Wish
from domain.ticketeffects import AddNote, AlertOfficer, AlertPost, OpenTicket, RecordJudgement, RouteTicket
from tests.handlers.house import FIRST, SALIM, Talk

DAY = timedelta(days=1, hours=1)
WISH = "act:raise"


def _asked() -> Talk:
    """Let a member have an inquiry with the officers."""
    talk = Talk()
    talk.say("أبغى أكلم موظف بخصوص عقدي")
    return talk


def test_who_has_had_no_day_for_it_keeps_it_and_reads_the_wish() -> None:
    """The member reads who has it, that the wish is written, and when it would be done; nothing moves."""
    talk = _asked()
    told = talk.press(WISH)
    assert "لدى موظف علاقات الأعضاء" in told
    assert "إلى المشرف على علاقات الأعضاء" in told
    assert "فاكتب «ارفعوها»" in told
    assert len(talk.done(AddNote)) == 1
    assert not talk.done(RouteTicket)


def test_said_once_more_it_is_kept_and_not_told_all_again() -> None:
    """The words go in each time, nobody is alarmed, and the answer is the shorter one."""
    talk = _asked()
    first = talk.press(WISH)
    second = talk.press(WISH)
    assert len(second) < len(first)
    assert len(talk.done(AddNote)) == 1
    assert not [*talk.done(AlertPost), *talk.done(AlertOfficer)]


def test_after_a_day_of_work_it_goes_up_with_the_reason() -> None:
    """As an officer's referral does: the queue above, its holders told, the reason in the history."""
    talk = _asked()
    talk.wait(DAY)
    assert "رفعت T1532-3 إلى المشرف على علاقات الأعضاء كما طلبت" in talk.press(WISH)
    assert [routed.post for routed in talk.done(RouteTicket)] == ["relations_supervisor"]
    assert [alert.post for alert in talk.done(AlertPost)] == ["relations_supervisor"]
    assert any("طلب العضو" in note.text for note in talk.done(AddNote))
    assert talk.done(RecordJudgement)


def test_what_rose_rises_no_more() -> None:
    """However often he wishes, and however long it lies there: those above are not to be pelted."""
    talk = _asked()
    talk.wait(DAY)
    talk.press(WISH)
    for _ in range(3):
        talk.wait(DAY)
        talk.press(WISH)
        assert not [*talk.done(RouteTicket), *talk.done(AlertPost)]


def test_an_officer_who_took_it_just_now_has_his_day() -> None:
    """The day counts from his taking it, not from its opening."""
    talk = _asked()
    talk.wait(DAY)
    talk.happen(OfficerTook(FIRST, SALIM, "الأستاذ سالم"))
    talk.happen(OfficerHandedBack(FIRST, SALIM))
    talk.press(WISH)
    assert not talk.done(RouteTicket)


def test_what_lies_with_the_committee_is_not_taken_from_it() -> None:
    """Nobody is passed over by that: the wish is noted, with where it stands."""
    talk = _asked()
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WITH_COMMITTEE))
    talk.wait(DAY)
    assert "كتبت في T1532-3 أنك تطلب رفعها" in talk.press(WISH)
    assert not talk.done(RouteTicket)


def test_with_the_highest_it_is_said_so() -> None:
    """A complaint is with the supervisor from the first, above whom nobody stands here."""
    talk = Talk()
    talk.say("محد يرد علي")
    talk.wait(DAY)
    assert "وهو أعلى من يتولاها هنا" in talk.press(WISH)
    assert not talk.done(RouteTicket)


def test_of_two_he_is_asked_which() -> None:
    """And the one that he picks rises."""
    talk = _asked()
    talk.say("أقترح مظلات لمواقف الزوار")
    talk = Talk(talk.ctx)
    talk.wait(DAY)
    assert "أي معاملاتك تريد رفعها" in talk.press(WISH)
    assert isinstance(talk.state, Choosing)
    assert talk.state.wish is Wish.RAISE
    assert "رفعت T1532-3" in talk.press(f"pick:{FIRST}")


def test_of_what_was_settled_lately_it_is_opened_again() -> None:
    """Its supervisor gets it, which is what he wishes."""
    talk = _asked()
    talk.take()
    talk.resolve()
    talk.press(WISH)
    assert talk.ctx.open_tickets[0].stage is Stage.REOPENED


def test_with_nothing_open_somebody_is_called_to_hear_him() -> None:
    """Nobody knows what he would have raised."""
    talk = Talk()
    talk.press(WISH)
    assert talk.done(OpenTicket)
    assert isinstance(talk.state, Describing)


def test_a_condition_raises_nothing() -> None:
    """It is noted, with the word that raises; of what can rise no more only that it is noted."""
    talk = _asked()
    talk.wait(DAY)
    assert "متى أردت رفعها" in talk.say("اذا ما انحلت خلال اسبوع برفعها للمدير")
    assert not talk.done(RouteTicket)
    talk.press(WISH)
    told = talk.say("اذا ما انحلت خلال اسبوع بروح لرئيس المجلس")
    assert "كتبت ذلك للموظف في T1532-3" in told
    assert not talk.done(RouteTicket)


def test_the_officer_who_has_it_is_told_once() -> None:
    """He may refer it there and then; nobody above him hears of the mere wish, and he not of each."""
    talk = _asked()
    talk.happen(OfficerReassigned(FIRST, SALIM, SALIM, "الأستاذ سالم"))
    talk.press(WISH)
    assert [(alert.officer, alert.what) for alert in talk.done(AlertOfficer)] == [(SALIM, Alarm.WISHED_UP)]
    assert not talk.done(AlertPost)
    talk.press(WISH)
    assert not talk.done(AlertOfficer)
