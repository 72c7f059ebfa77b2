"""Who asks back what is meant, why, whether he must or how, where something is awaited, is told; nothing is recorded of it."""

import pytest

from domain.inbound import AttachmentKind
from domain.model import TicketKind
from domain.states import AwaitingRating, Choosing, Describing, FillingForm, FormKind, Idle, NamingProxy, State, Wish
from domain.ticketeffects import AddNote, OpenTicket
from handlers.hearing import retorts
from handlers.hearing.retorts import Retort
from tests.handlers.applicant import filled
from tests.handlers.house import FIRST, NOON, SECOND, Talk


@pytest.mark.parametrize(
    ("text", "retort"),
    [
        ("وش تقصد", Retort.WHAT),
        ("طيب وش اكتب لكم", Retort.WHAT),
        ("مثل ايش", Retort.WHAT),
        ("مافهمت عليك", Retort.WHAT),
        ("what should i write", Retort.WHAT),
        ("mo fahem", Retort.WHAT),
        ("ليه تبون اسمي", Retort.WHY),
        ("وش لكم فيه", Retort.WHY),
        ("لماذا تحتاجون ذلك", Retort.WHY),
        ("why do you need this", Retort.WHY),
        ("لازم؟", Retort.MUST),
        ("هو لازم امضي", Retort.MUST),
        ("وش اكتب هنا", Retort.WHAT),
        ("do i have to", Retort.MUST),
        ("اكتبها هنا؟", Retort.WAY),
        ("بالعربي ولا الانجليزي", Retort.WAY),
        ("كم سطر اكتب", Retort.WAY),
        ("صوت ينفع؟", Retort.VOICE),
        ("can i send a photo", Retort.PICTURE),
    ],
)
def test_what_is_asked_back_is_known_by_its_words_alone(text: str, retort: Retort) -> None:
    """In dialect, in Latin letters and in English."""
    assert retorts.of(text) is retort


@pytest.mark.parametrize(
    "text",
    [
        "لازم تصلحون المصعد",
        "محد فاهم شي",
        "ضروري",
        "ليش ما تردون",
        "كم صوت لي",
        "how long?",
        "يعني متى بالضبط",
        "انت هنا؟",
        "could you say that in English",
        "الصوت عالي بالليل",
        "الموظف ما فهم المطلوب",
        "وش شروط العضوية",
    ],
)
def test_what_names_a_matter_asks_nothing_back(text: str) -> None:
    """One word of another kind, and it is the answer or a question of its own."""
    assert retorts.of(text) is None


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (Describing(TicketKind.COMPLAINT), "اكتب ما حدث"),
        (Describing(TicketKind.SUGGESTION), "اكتب ما تقترحه"),
        (Describing(TicketKind.INQUIRY), "اكتب ما تريده من الموظف"),
        (FillingForm(FormKind.SUPPORT), "الأول واسم العائلة"),
        (AwaitingRating(FIRST), "من 1 (ضعيف) إلى 5"),
        (Choosing(Wish.ADD, (FIRST, SECOND), "كلام"), "اختر"),
        (NamingProxy(1), "لمن ينوب عنك"),
    ],
)
def test_what_is_awaited_is_explained_and_awaited_on(state: State, told: str) -> None:
    """Nothing is recorded, and the state stays as it was."""
    talk = Talk(state=state)
    assert told in talk.say("وش تقصد")
    assert not talk.done(OpenTicket)
    assert type(talk.state) is type(state)


def test_a_form_tells_what_its_question_is_for() -> None:
    """At the review the answers are shown once more, at the signature what signing is."""
    talk = filled()
    assert "أجب «صحيحة»" in talk.say("وش المطلوب مني")
    assert "لا نحتاج إلى صور" in talk.say("ينفع صوره")
    talk.say("صحيحة")
    assert "اسمك الكامل كما كتبته" in talk.say("ليه")


def test_details_are_asked_back_about_while_they_are_awaited() -> None:
    """Behind an answer it may be meant; a picture may be sent, and goes into the ticket."""
    talk = Talk()
    talk.say("ابي اشتكي على الموظف رفع صوته علي قدام الناس")
    assert "وليس ذلك لازماً" in talk.say("لازم؟")
    assert "أرسل ما تريد هنا" in talk.say("ينفع صوره")
    assert not talk.done(AddNote)
    assert "أضفت ما أرسلته" in talk.attach(AttachmentKind.IMAGE)
    assert "جواب reply." in talk.say("متى الرد؟")
    assert "وليس ذلك لازماً" not in talk.say("كيف يعني")


def test_nothing_is_explained_where_nothing_is_awaited() -> None:
    """Out of the blue, or later, such words are a question like any other."""
    for state in (Idle(), Describing(TicketKind.COMPLAINT, ticket=FIRST, entry="reply", heard_at=NOON)):
        assert "وليس ذلك لازماً" not in Talk(state=state).say("لازم؟")
