"""The association behind the desk of the tests: its regulation, names, facts, entries and passwords."""

from bot import duties
from desk.teaching.candidates import CandidateView
from domain.model import Candidate, ConversationId, HandoverReason, Language
from faq.decision import Asked, Decision, Handover, Thread
from faq.facts import Facts
from tests.handlers import house as known

AR, EN = Language.ARABIC, Language.ENGLISH
TOPICS = "privacy shares fees surplus transfer withdrawal allocation death board assembly dissolution"
REGULATION = duties.load(duties.SAMPLE, frozenset(TOPICS.split()))
"""The packaged sample: several departments, posts above posts, a committee."""
OFFICE = {AR: "موظف علاقات الأعضاء", EN: "the member relations officer"}
ANSWER = "HXanswer"
"""The template that knocks."""
NAME = {AR: "الجمعية التعاونية للإسكان بمنطقة مكة المكرمة", EN: "Cooperative Housing Society, Makkah Region"}
PERIOD = {AR: "مدة لا تقل عن أسبوعين", EN: "no less than two weeks"}
FACTS = Facts(
    {
        language: {
            **values,
            "relations_title": OFFICE[language],
            "association": NAME[language],
            "committee_period": PERIOD[language],
        }
        for language, values in known.FACTS.values.items()
    }
)
PASSWORD = "مفتاح باب المكتب 7"
ONE_TIME = "k7mp-w2xq-9trd"
MEMBER = ConversationId("web:main:5f1c")
SECOND = ConversationId("web:main:second")
VIEWS = {
    "handling.reply": CandidateView(
        {AR: "كم تستغرق دراسة الطلب؟", EN: "How long does a request take to be studied?"},
        {
            AR: "يدرس الطلب خلال مدة لا تقل عن أسبوعين من تاريخ تقديمه، ثم يُبلَّغ العضو بالنتيجة.",
            EN: "A request is studied over no less than two weeks from its date; then the member is told the result.",
        },
        ("السياسة، معالجة الطلبات 5",),
    ),
    "complaints.objection": CandidateView({AR: "الاعتراض على قرار", EN: "Objecting to a decision"}),
}
FINANCE_ROOM = {"-200": {AR: "الشؤون المالية", EN: "Finance"}}
"""The group of a department of its own."""


def everything_is_unclear(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
    """Hand every question over, with two candidates beside it."""
    del thread
    candidates = (Candidate("handling.reply", 0.41), Candidate("complaints.objection", 0.22), Candidate("gone", 0.1))
    decision: Decision = Handover(HandoverReason.SILENT, "complaints.objection", candidates)
    return (Asked(text, decision),)
