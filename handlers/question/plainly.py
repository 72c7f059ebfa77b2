"""What words surely are, whatever the member was asked for: a question with its answer, or something to be done. Pure.

Must not be asked of names: the matcher knows none.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from domain.model import TicketKind
from faq import normalise, sentence
from faq.decision import Act, Answer, Decision, Handover, action_of
from faq.entries import Entry
from faq.stem import stem
from handlers import actions
from handlers.form import told_before
from handlers.hearing import forms_named, latin, turnings, wordbook, words

_MARKED, _UNMARKED = 0.75, 0.9
"""Confidence from which what asks has its answer, with its mark and without; «كيف ترفضون طلبي بدون سبب» resembles one less."""
_ALLOWED: Final = 0.55
"""And where leave is asked, which nobody complains by: «اقدر اقدم مره ثانيه»."""
_LONG: Final = 14
"""Words of a question; a longer message that asks tells what happened."""
_SURELY, _LIKELY, _FEW = 0.8, 0.6, 6
"""Confidence of a wish, as such and where it says what it is, and its words: what was asked for is hardly ever put so."""
_OF_FORMS: Final = forms_named.NAMES_FORM | wordbook.tokens("أنضم انضم نضم سجلني سجلنا عضو join member")
_BIDDING: Final = wordbook.tokens("سجلني سجلنا سجلوني سجلونا register")
"""What bids us enter somebody."""
_DONE: Final = frozenset({"officer", "thanks", "comfort", "greeting", "call_off", "pause", "ticket_status", "privacy", "menu"})
"""Actions that are wished for or said in any words."""
_LEAST_NAMED, _MOST_NAMED = 2, 4
"""Words that name a matter: one alone names too much."""


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, normalise.key(text).split()))


_OF_ANY: Final = _stems(
    "شروط متطلبات اجراءات خطوات طريقة طرق كيفية آلية قنوات وسائل رسوم رسم سعر قيمة تكلفة مبلغ مدة موعد مواعيد وقت اوقات ساعات "
    "دوام عمل عنوان رقم ارقام اوراق مستندات وثائق مطلوبة لازمة "
    "نظام لائحة سياسة سنوية توزيع حقوق واجبات التزامات انواع نسبة حساب معلومات تفاصيل طلب تقديم الجمعية جمعيتكم عضو اعضاء "
    "عضوية من في عن على إلى "
    "conditions requirements required documents procedure steps process fee price cost amount period date time times hours "
    "opening office working address location number contact annual policy rules rights duties types information details "
    "membership member of the for a to in on association"
)
"""What is asked of any matter, and the association's own words."""
_PREPOSITIONS: Final = wordbook.tokens("في على إلى")
_TROUBLES: Final = _stems(
    "رفض تأخر التأخر تأخير متأخرات فصل خسارة نقص تقصير خلاف خلافات اعتراض الاعتراض تظلم التظلم طعن ديون خصم أساء refusal "
    "refused reject rejected delay late behind loss losses expulsion fault appeal failing rude"
)
"""What a title may name and a member complains of."""


def asks(decided: Decision, text: str) -> bool:
    """Recognise a question that surely has its answer; asking why may well be complaining."""
    least = _ALLOWED if sentence.asks_leave(text) else _MARKED if any(mark in text for mark in "؟?") else _UNMARKED
    sure = isinstance(decided, Answer) and decided.confidence >= least
    return sure and words.asks(text) and not words.asks_why(text) and len(text.split()) <= _LONG


def asks_how(decided: Decision, text: str) -> bool:
    """Tell whether the member asks how a form is done, and names it: «كيف اسجل عضو جديد»."""
    formed = action_of(decided) in actions.FORMS
    return formed and told_before.asks_how(text) and forms_named.form_named(text) is not None


def acts(decided: Decision, text: str) -> bool:
    """Recognise a few words that surely want something done, thank or greet; complaints, suggestions and forms are named."""
    few = len(text.split()) <= _FEW and not any(map(str.isdecimal, text.split()))  # «ba3deen» holds no number
    if not few or not isinstance(decided, Act) or decided.confidence < (_LIKELY if _says_so(decided, text) else _SURELY):
        return False
    if decided.action in {"complaint", "suggestion"}:
        named = turnings.kinds(text) & {TicketKind.COMPLAINT, TicketKind.SUGGESTION}
        return decided.entry == actions.ANGER or bool(named) or words.complains(text) or words.suggests(text)
    if decided.action in actions.FORMS:
        of_form = forms_named.form_named(text) or latin.among(words.told(text), _OF_FORMS)
        return (words.wants(text) or words.told(text)[0] in _BIDDING) and bool(of_form)
    return decided.action in _DONE


def _says_so(decided: Act, text: str) -> bool:
    """Tell whether the member says that he complains, or wants to see what is his own: then less certainty is enough."""
    own = decided.action == "ticket_status" and words.wants(text) and bool(latin.among(words.told(text), wordbook.OWN))
    return own or (decided.action == "complaint" and turnings.would_complain(text))


def names(decided: Decision, text: str, entries: Mapping[str, Entry], *, silent: bool = False) -> bool:
    """Recognise a few words that are the title of an answered matter and say nothing about it: «شروط العضوية», "opening hours".

    `silent`: also of one without an approved answer.
    """
    said = words.told(text)
    sure = isinstance(decided, Answer) and decided.confidence >= _MARKED
    known = sure or (silent and isinstance(decided, Handover) and bool(decided.entry))
    if not known or not _LEAST_NAMED <= len(said) <= _MOST_NAMED or any(map(_is_own, said)):
        return False
    entry = entries.get(decided.entry) if isinstance(decided, Answer | Handover) else None
    stems = frozenset(map(stem, said)) - _OF_ANY
    return (
        entry is not None and stems.isdisjoint(_TROUBLES) and (stems <= _titled((entry,)) or stems <= _of_topic(entry, entries))
    )


def _titled(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset().union(*(_stems(title) for entry in entries for title in entry.title.values()))


def _of_topic(entry: Entry, entries: Mapping[str, Entry]) -> frozenset[str]:
    """Give what all is named by titles of an entry's topic."""
    return _titled(one for one in entries.values() if one.topic == entry.topic and one.kind is entry.kind)


def _is_own(word: str) -> bool:
    """Recognise what is somebody's own: «عضويتي», «طلبي»."""
    return word.endswith("ي") and not word.startswith(("ال", "لل")) and word not in _PREPOSITIONS
