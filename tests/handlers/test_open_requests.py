"""What is said of an open request goes to the one that is meant, and nothing is promised that an officer decides."""

from domain.model import Stage, TicketKind
from domain.officeracts import OfficerMoved
from domain.states import Choosing, Describing, Wish
from domain.ticketeffects import AddNote, LinkTickets, MoveTicket, OpenTicket
from tests.handlers.house import FIRST, SALIM, Talk


def _complained() -> Talk:
    talk = Talk()
    talk.say("محد يرد علي")
    return talk


def test_a_word_for_the_officer_is_kept_and_said_to_be() -> None:
    """It goes into the ticket as it is, and the member reads that the officer will."""
    talk = _complained()
    assert "للموظف في T1532-3" in talk.say("بلغوه اني بتأخر")
    assert [note.text for note in talk.done(AddNote)] == ["بلغوه اني بتأخر"]


def test_a_promise_is_not_the_paper() -> None:
    """A ticket that waits for something waits on."""
    talk = _complained()
    talk.happen(OfficerMoved(FIRST, SALIM, Stage.WAITING_FOR_MEMBER, "صورة العقد"))
    assert "في انتظاره" in talk.say("ما هي معي، برسلها بكرة")
    assert not talk.done(MoveTicket)
    assert talk.ctx.open_tickets[0].stage is Stage.WAITING_FOR_MEMBER


def test_of_two_the_named_one_is_called_off() -> None:
    """By its kind or its words; unnamed, he is asked."""
    talk = _complained()
    talk.say("أقترح مظلات لمواقف الزوار")
    assert "T1533-8 أنك لم تعد" in talk.say("الغ الاقتراح بس خلوا الشكوى")
    talk.say("قفلوها")
    assert isinstance(talk.state, Choosing)
    assert talk.state.wish is Wish.CALL_OFF


def test_what_is_told_with_the_wish_goes_with_the_complaint() -> None:
    """«عندي شكوى على المقاول» says of whom; what follows says what."""
    talk = Talk(state=Describing(TicketKind.COMPLAINT, begun="عندي شكوى على المقاول"))
    talk.say("يسرق مواد البناء ويبيعها")
    (opened,) = talk.done(OpenTicket)
    assert opened.subject == "عندي شكوى على المقاول يسرق مواد البناء ويبيعها"


def test_what_is_called_a_complaint_is_opened_beside_what_holds_it_all() -> None:
    """A subject is cut, so the complaint leads to the ticket in which the words stand in full."""
    talk = _complained()
    talk.say("أقترح " + "مظلات لمواقف الزوار و" * 12)
    first = talk.ctx.open_tickets[0].ref
    talk.say("اعتبروها شكوى")
    opened, link = talk.effects[1:3]
    assert isinstance(opened, OpenTicket)
    assert opened.kind is TicketKind.COMPLAINT
    assert link == LinkTickets(opened.ref, first)
