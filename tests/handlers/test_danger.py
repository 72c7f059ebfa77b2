"""Danger to life goes before everything else that is awaited, and hardly anything else is taken for it."""

import pytest

from domain.alarms import Alarm
from domain.inbound import AttachmentKind
from domain.model import Priority, Stage, TicketKind
from domain.states import (
    AwaitingComment,
    AwaitingRating,
    Clarifying,
    Describing,
    FillingForm,
    FormKind,
    Idle,
    State,
    WithOfficer,
)
from domain.ticketeffects import AddNote, AlertPost, Escalate, OpenTicket, RecordComment
from handlers.hearing import dangers, emergencies, help_lines
from tests.handlers.house import FIRST, SALIM, Talk, context
from tests.handlers.matters import ticket

OWN_LIFE = (
    "أفكر أنهي حياتي",
    "ما عاد ابي اعيش خلاص",
    "ودي اموت وارتاح",
    "ابي انتحر من الديون",
    "I want to kill myself",
    "I don't want to live anymore",
    "I can't go on living like this",
    "I'm going to end my life",
    "I just want to die",
    "abi anta7er",
    "abi amoot",
    "طفشت من حياتي وودي اموت",
    "مليت من الدنيا وابي اخلص منها",
    "I feel like ending it all",
)
EMERGENCIES = (
    "the water is now dripping on the electricity box",
    "الموية نازلة على طبلون الكهرب",
    "في الكهرب يطقطق من المويه",
    "فيه حريق في العماره الحين",
    "شب حريق بالشقة اللي تحتنا",
    "رجال يهددني بسكين عند الباب",
    "امي طاحت وما تتنفس",
    "ابوي مغمى عليه",
    "محبوسين في المصعد",
    "فيه ريحة غاز قوية",
    "زوجي يضربني وما عندي مكان",
    "the building is on fire",
    "there is a gas leak in the building",
    "my husband beats me",
    "he is going to kill me",
    "جاري يهدد انه بيذبحني",
    "feeh 7aree8 fel 3emara",
    "الغاز يسرب والعيال نايمين",
    "حريقة في الشقة اللي فوقنا",
    "there's smoke coming out of the meter room",
    "ولدي عالق في المصعد وش اسوي",
    "المصعد وقف فينا انا وامي",
    "someone collapsed in the lobby",
    "جارنا طاح من الدور الثالث",
    "السقف انهار علينا",
    "فيه واحد معه سكين عند الباب",
    "حلف يقتلني لو طلعت",
    "ولدي لمس السلك وانكهرب",
    "my son got an electric shock",
    "طفل غرق في المسبح",
    "عندنا ماس كهربائي بالعداد وطلع دخان وريحه حريق وش اسوي",
    "اللوحة الكهربائية في الدرج تشرر والاطفال يلعبون جنبها",
    "صار تماس كهرباء والفيش يطلع شرار",
    "ريحة شياط من الطبلون",
    "there is a smell of burning from the electric meter",
    "short circuit and sparks in the socket",
    "السقف نزل منه قطعة وكانت بتوقع فوق الجاهل",
    "البيت آيل والعيال ينامو تحت السقف",
    "جاري يهددني بالسلاح",
    "جاري يقول بذبحك لو اشتكيت",
    "يعني العداد ده اقفله والا اخليه خايف يولع",
    "العداد سخن وفيه دخان",
    "ترا الشق يكبر كل يوم",
    "الشباك مفتوح على الشارع والعيال ممكن يقعوا",
    "انكسر قفل باب الشقه ومقفل علينا من جوا",
    "محبوسين وعيالي صغار كيف نطلع",
    "my kid is locked in the bathroom",
    "my mother fall today her hand broken",
    "فيه حرامي يحاول يفتح باب الشقة",
    "بنتي بلعت حبوب",
    "زوجتي بتولد الحين والمصعد عطلان",
)
NO_DANGER = (
    "السقف ينزل موية على ولدي",
    "الدهان يتساقط من السقف",
    "المكيف احترق وابغى احد يصلحه",
    "باب العمارة مقفل علينا من المغرب",
    "قفلوا علي حسابي بالموقع ومو قادر ادخل",
    "الشق في بلاط المطبخ يكبر",
    "فيه شقوق بالجدار من يوم استلمت",
    "العداد ما يقرأ صح",
    "امي محبوسه بالبيت والمصعد عطلان",
    "البلكونة وقع عليها زبالة من فوق",
    "باقي علينا قسطين ومحبوسين عليها",
    "i fell behind on my payments",
    "صار عندي ماس كهربائي الشهر الماضي وتصلح",
    "مكيفي فيه ماس وما يشتغل",
    "الجيران يدخنون وريحة الدخان طالعة عندنا بالدرج",
    "طلع الدخان من سيارة الجار",
    "the time is short",
    "الموية تنقط والكهرب مقطوعة",
    "المكيف ينقط موية",
    "الكهرباء نازلة ما تشتغل الاجهزة",
    "الكهربائي ما جا والسقف ينقط",
    "طفايات الحريق منتهية",
    "fire alarm is broken",
    "احترق بيتي السنة الماضية",
    "my house burned down do i get priority",
    "لو صار حريق مين المسؤول",
    "هل يغطي التأمين الحريق",
    "المصعد عطلان من اسبوع",
    "ما ابي اعيش في هالعمارة",
    "I don't want to live in this building",
    "I can't live like this, the AC is broken",
    "بموت وما شفت الشقة متى بس",
    "this is killing me",
    "the fees are going to kill me",
    "الانتظار يقتلني",
    "I don't want my membership to die",
    "nothing beats me to it",
    "ابي مات وكان عضو",
    "وفاة العضو",
    "الجار يهددني انه يشتكي علي",
    "تسريب مويه من السقف",
    "take my money back",
    "ابي اغير حياتي",
    "العام صار عندنا حريق في العمارة وانطفى الحمد لله",
    "there was a fire two months ago and the wall is still black",
    "المصعد عالق في الدور الثالث وفاضي",
    "المصعد وقف وامي كبيرة ما تقدر تطلع الدرج",
    "I was stuck in the lift last week and nobody apologised",
    "الموظف طاح من عيني",
    "فاتورة الكهرب كهربتني",
    "غرقان في الديون",
    "there is no gas in my flat",
    "الوالد كبير وما يقدر يتحرك، كيف تخدمونه؟",
)
STATES: tuple[State, ...] = (
    Idle(),
    Clarifying("شي", ()),
    Describing(TicketKind.COMPLAINT),
    Describing(TicketKind.SUGGESTION, ticket=FIRST),
    FillingForm(FormKind.SUPPORT),
    FillingForm(FormKind.SUPPORT, (("name", "نورة سعد الشهري"), ("national_id", ""), ("mobile", ""))),
    AwaitingRating(FIRST),
    AwaitingComment(FIRST, 2),
)


@pytest.mark.parametrize("text", OWN_LIFE)
def test_who_would_die_is_heard(text: str) -> None:
    """In dialect, English and Latin letters."""
    assert dangers.threatens_own_life(text)


@pytest.mark.parametrize("text", EMERGENCIES)
def test_danger_now_is_heard(text: str) -> None:
    """Whichever of the words comes first."""
    assert emergencies.is_emergency(text)


@pytest.mark.parametrize("text", NO_DANGER)
def test_who_speaks_of_fire_or_death_is_in_no_danger(text: str) -> None:
    """What was, what would be, a thing that is broken, a figure of speech."""
    assert not dangers.tells(text)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("text", "number"), [("أفكر أنهي حياتي", "911"), ("the building is on fire", "911")])
def test_danger_is_no_answer_to_anything(state: State, text: str, number: str) -> None:
    """Whom to call is said first; an urgent ticket is opened and its post alerted; nothing awaited is taken from the words."""
    talk = Talk(context(ticket(Stage.RESOLVED)), state)
    assert number in talk.say(text).splitlines()[0]
    (opened,) = talk.done(OpenTicket)
    assert (opened.kind, opened.priority) == (TicketKind.INQUIRY, Priority.URGENT)
    assert [alert.what for alert in talk.done(AlertPost)] == [Alarm.DANGER]
    assert not talk.done(RecordComment)


def test_danger_is_told_in_the_inquiry_that_waits_and_makes_it_urgent() -> None:
    """No second ticket is needed to be heard at once."""
    talk = Talk(context(ticket(Stage.RECEIVED)))
    talk.say("I want to kill myself")
    assert [noted.text for noted in talk.done(AddNote)] == ["I want to kill myself"]
    assert [raised.priority for raised in talk.done(Escalate)] == [Priority.URGENT]
    assert not talk.done(OpenTicket)


def test_who_says_it_again_is_answered_again_and_alerts_nobody_twice() -> None:
    """Each of his words is in the ticket; a stranger who writes it a thousand times fills no officer's desk."""
    talk = Talk()
    talk.say("I want to kill myself")
    assert "911" in talk.say("I want to kill myself now")
    assert talk.done(AddNote)
    assert not talk.done(AlertPost)


def test_danger_below_a_picture_is_heard_in_a_form_too() -> None:
    """Where a caption is else no answer."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT))
    assert "911" in talk.attach(AttachmentKind.IMAGE, "فيه حريق في العماره الحين")


def test_an_officer_who_has_the_chat_reads_it_himself() -> None:
    """The bot stays silent beside a person."""
    talk = Talk(context(ticket(Stage.WITH_OFFICER)), WithOfficer(FIRST, SALIM, "الأستاذ سالم"))
    assert not talk.say("ابي انتحر")


@pytest.mark.parametrize(
    "text",
    [
        "لا هو بخير الحمدلله بس الدرج للحين مكسر",
        "السلك شلناه خلاص",
        "they rescued him",
        "he is safe now",
        "طلعنا كلنا سالمين",
        "اتصلنا وجا الدفاع المدني الحمدلله بس مين يصلح الانبوب",
        "ايوه الخطر راح انا اسال عن التصليح",
        "مافي خطر ابغى جواب",
        "ما فيه خطر الحين",
        "فتح لنا الجيران الحمدلله، مين يغير القفل",
        "هو الحمدلله بخير بس مين يدفع المستشفى؟",
        "the firemen came",
    ],
)
def test_a_danger_is_over_where_he_says_so(text: str) -> None:
    """Of somebody else, of the thing, or that help came; whatever he asks beside it."""
    assert emergencies.is_past(text)


@pytest.mark.parametrize(
    "text",
    [
        "انا بخير",
        "ما هو بخير",
        "ما شلنا السلك",
        "بخير",
        "هل هو بخير؟",
        "the fire is not extinguished",
        "فيه خطر علينا؟",
        "ما راح الخطر",
        "الدفاع المدني ما جا",
        "متى يجي الدفاع المدني",
        "اتصلت عليهم جايين بس ابوي مقعد كيف اطلعه",
    ],
)
def test_a_danger_is_not_over_for_that(text: str) -> None:
    """Who says it of himself may need help yet."""
    assert not emergencies.is_past(text)


@pytest.mark.parametrize(
    "text", ["طيب رقم الدفاع المدني كم", "في رقم طوارئ اتصل عليه", "emergency number please", "who do I call, an ambulance?"]
)
@pytest.mark.parametrize("state", STATES)
def test_who_asks_whom_to_call_is_told(text: str, state: State) -> None:
    """Whatever is awaited stays so, nobody is alerted, and what he told before has the question too."""
    talk = Talk(context(ticket(Stage.RECEIVED)), state)
    assert "911" in talk.say(text)
    assert talk.state == state
    assert not talk.done(AlertPost)
    assert bool(talk.done(AddNote)) == (isinstance(state, Describing) and state.ticket is not None)


@pytest.mark.parametrize(
    "text",
    [
        "رقم الطوارئ عندكم",
        "رقم صيانة الطوارئ",
        "رقم جوالي للطوارئ",
        "emergency contact 0551234567",
        "اتصلت على الشرطة وما سووا شي",
        "وين اقرب مستشفى",
        "ابغى رقم الموظف اللي كلمني امس عن الشرطة اللي جت العمارة",
    ],
)
def test_a_number_of_ours_is_asked_for_otherwise(text: str) -> None:
    """And who tells that somebody was called asks for none."""
    assert not help_lines.asked_for(text)
