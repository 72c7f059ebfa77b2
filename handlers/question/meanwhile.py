"""What words mean while a request of the member's is open: something to answer or do, a part of it, or another matter.

One decision for every state, from how sure the matcher is, how the words are put, and how close upon the request they come.
Pure: must not say or do anything.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from domain.model import HandoverReason
from faq import restating
from faq.decision import Act, Answer, Clarify, Decision, Handover, action_of, confidence_of
from faq.entries import Entry, Flag
from handlers import actions
from handlers.hearing import (
    forms_named,
    manners,
    notices,
    particles,
    progress,
    remarks,
    tellings,
    troubles,
    turnings,
    undertakings,
    wordbook,
    words,
)
from handlers.question import going_on, of_request, other_matters, plainly
from handlers.ticket import complaint

NUMBER: Final = re.compile(r"\d{7}")
"""A telephone number, or the like: «رقمي 0551234567» asks for none."""


class Meaning(StrEnum):
    """What is to be done with words that no rule for whole messages has taken."""

    DECIDED = "decided"
    """What was decided on them: they ask, wish, thank, or speak of the request."""
    PART = "part"
    """They belong to the request, and the officer reads them."""
    OTHER = "other"
    """They complain of, or suggest, something beside it."""


_ONLY_SAID: Final[Mapping[str, Callable[[str], bool]]] = {
    "greeting": lambda text: manners.is_courtesy(text) or remarks.greets(text),
    "pause": remarks.pauses,
    "resume": undertakings.goes_on,
}
"""Actions that are said in no other words: «اليوم الصباح» tells when, «والنور طافي بعد» what else is wrong."""
_COURTEOUS: Final = 6
_LEAST_TOLD: Final = 2
"""Words from which a message describes something."""
_ADDING: Final = re.compile(
    r"(?:^|\s)(?:[اأ]ضيف|[اأ]زيد|نضيف|نزيد|[اأ]ضيفوا|زيدوا)\s+(?:[اأ]ن|معلوم[ةه])|\badd (?:that|something|one thing)\b",
    re.IGNORECASE,
)
"""What says that something is to be added: «ابي اضيف ان عندنا طفل مريض», but not «اضيف سهم»."""
_SURELY: Final = 0.75
"""Confidence from which words that begin as a question does are one, without its mark."""
KNOWN: Final = 0.85
"""Confidence from which such words are known to ask for what there is no approved answer to."""
_SHORT, _CHOICE = 5, 0.45
"""So few words that ask, of which one meaning is likely, are a question that may mean several things."""
_BARE: Final = 3
"""So few words that name what is answered with more confidence yet are a question too: «شروط العضوية»."""
_BARELY: Final = 0.95
_BRIEF: Final = 4
"""So few words that begin as a question does ask, without its mark: «طيب وش الحل الحين»."""
_MARKED: Final = 14
"""Words of a message that ends with the mark of a question."""
_UNKNOWN: Final = wordbook.tokens("ادري أدري")
"""«ما ادري مين» asks nobody."""
_ONE_QUESTION: Final = 8
"""Words of a message that only asks; a longer one that begins as a question does tells what happened."""


def meant(decided: Decision, text: str, entries: Mapping[str, Entry]) -> Meaning:
    """Decide on words said close upon a request: they are a part of it unless they surely are something else."""
    leans = turnings.leans(text) and not other_matters.asks(text)
    if leans or (NUMBER.search(text) and not words.asks(text)):
        return Meaning.PART
    return Meaning.DECIDED if _is_sure(decided, text, entries) or _is_choice(decided, text) else Meaning.PART


def is_question(text: str) -> bool:
    """Tell whether a part of the request is put as a question, which the officer is to answer."""
    ends = len(text.split()) <= _MARKED and text.rstrip()[-1:] in "؟?"
    marked = ends or (any(mark in text for mark in "؟?") and len(text.split()) <= _ONE_QUESTION)
    return marked or (words.asks_openly(text) and not words.asks_why(text) and len(text.split()) <= _BRIEF)


def may_ask(text: str) -> bool:
    """Tell whether a part of the request asks anywhere in it, with or without the mark: «يعني كتبته ومتى الجواب».

    "Why" reproaches; what somebody was asked, or nobody knows, is told: «ما ادري مين المسؤول عن المضخة».
    """
    if is_question(text) or words.gives_choice(text) or tellings.asks_about(text):
        return True
    yes = words.told(text)[:1]
    rest = text.split(maxsplit=1)[-1] if yes and yes[0] in particles.YES else text  # «اي اكتب ان اسمه عبده» asks nothing
    reports = not (wordbook.REPORTING | _UNKNOWN).isdisjoint(words.told(rest))
    told = reports and not (words.wants_to_know(rest) or words.begins_asking(rest))
    return not (told or words.asks_why(rest)) and tellings.asks(rest)


def tells(decided: Decision, text: str, entries: Mapping[str, Entry], *, near: bool = False) -> bool:
    """Decide on words said out of the blue: whether they tell something, ask nothing, and are not known for anything else.

    `near`: they name what an open request is about.
    """
    if _ADDING.search(text) and not words.asks(text):
        return True
    if words.asks(text) or manners.is_courtesy(text) or manners.thanks(text) or troubles.reproaches(text):
        return False
    if action_of(decided) == "thanks" and confidence_of(decided) >= _BARELY and manners.may_thank(text):
        return False
    if going_on.tells(decided, text, entries, near=near):
        return True
    if going_on.wishes(text) and of_request.PAST.isdisjoint(words.told(text)):  # «كنت اتصل على الثابت» wishes nothing
        return False
    if words.content_words(text) < _LEAST_TOLD or other_matters.begins_another(decided, text) or progress.waits_in_vain(text):
        return False
    match decided:
        case Handover(HandoverReason.ANGER | HandoverReason.UNCLEAR):
            return False
        case Handover(entry=entry, candidates=candidates):
            return entry not in entries or not candidates or candidates[0].confidence < KNOWN
        case Clarify(candidates):
            vague = bool(candidates) and candidates[0].confidence < of_request.LIKELY
            figures = any(map(str.isdecimal, text))  # «رقم الحوالة ٨٨٧٧» tells
            return bool(candidates) and (vague or figures or len(words.told(text)) > _BARE)
        case _:
            return False


def _is_sure(decided: Decision, text: str, entries: Mapping[str, Entry]) -> bool:
    """Tell whether the words are a question with an answer, or ask for something that is not the request's matter.

    A detail may hold the words of a question («سألته متى الرد ولم يجب»): one begins as questions do, or is nothing else.
    """
    match decided:
        case Act("thanks", confidence=sure) if sure >= _SURELY:
            return len(words.told(text)) <= of_request.REMARK
        case Act(action=action):
            return _is_sure_act(action, text)
        case Answer(entry, sure):
            asked = any(mark in text for mark in "؟?") or words.wants_to_know(text) or other_matters.asks(text)
            seems = _seems_to_ask(text) and max(sure, _of_topic(decided, text, entries)) >= _SURELY
            seems = seems or (len(text.split()) <= _BARE and sure >= _BARELY) or plainly.names(decided, text, entries)
            meant = sure >= _SURELY and restating.restated(text) is not None  # «لا انا اقصد اذا سحبت طلب الانسحاب»
            return asked or seems or meant or plainly.asks(decided, text) or _is_of_complaints(entries.get(entry), sure, text)
        case Handover(reason, entry, candidates) if reason is not HandoverReason.ANGER and entry in entries and candidates:
            asked = words.asks(text) or other_matters.asks(text)
            return candidates[0].confidence >= (KNOWN if asked else _BARELY) and (asked or _wishes_for(entries[entry], text))
        case _:
            return False


def _of_topic(decided: Answer, text: str, entries: Mapping[str, Entry]) -> float:
    """Give how surely a short question is on its answer's topic, even if unsure what about it: «ووش صار على رسم العضوية»."""
    if not words.asks(text) or words.asks_why(text) or len(text.split()) > _SHORT or decided.entry not in entries:
        return 0.0
    topic = entries[decided.entry].topic
    return sum(one.confidence for one in decided.candidates if one.entry in entries and entries[one.entry].topic == topic)


def _is_of_complaints(entry: Entry | None, sure: float, text: str) -> bool:
    """Recognise a few words surely about how complaints are heard, even if they do not ask: «أرجو رفعها إلى مسؤول أعلى»."""
    few = len(text.split()) <= _ONE_QUESTION and not any(map(str.isdecimal, text))
    return entry is not None and entry.topic == "complaints" and sure >= _SURELY and few


def _wishes_for(entry: Entry, text: str) -> bool:
    """Recognise the wish for what is the member's own, which is no part of another matter: «ابي كشف حساب»."""
    return Flag.SENSITIVE in entry.flags and words.wants(text) and len(text.split()) <= _SHORT


def _is_sure_act(action: str, text: str) -> bool:
    if action in of_request.OF_REQUEST:
        return True
    if action in _ONLY_SAID:
        return _ONLY_SAID[action](text)
    match action:
        case "officer" | "tell" | "unsolved" | "solved":  # who has the request reads that it is solved
            return False
        case "complaint" | "suggestion":
            filing = words.wishes(text) or not other_matters.FILED.isdisjoint(words.told(text)) or words.suggests(text)
            return filing and not complaint.tells(text, _LEAST_TOLD)  # «العمارة ٩» says where
        case "register" | "support_request":
            wishes = words.asks(text) or words.wants(text) or forms_named.bids_form(text)
            return wishes or words.content_words(text) <= _BARE  # «رفعت طلب دعم ولم تردوا» tells
        case "thanks":
            return manners.thanks(text) or manners.is_courtesy(text) or len(words.told(text)) <= _COURTEOUS
        case "opt_out":  # «ولا رساله ولا شي» tells what did not come
            return notices.stops_messages(text) and not notices.awaits_messages(text)
        case "notices" if not (words.asks(text) or words.wishes(text)):
            return False
        case "ticket_status":  # that nobody answered is a part of it
            asks = words.asks(text) or words.content_words(text) <= _BARE
            return asks and not progress.waits_in_vain(text)
        case _:
            # numbers, dates and the like are details, whatever their words are like: «رقم العقد 4471»
            return words.asks(text) or words.wishes(text) or not any(map(str.isdecimal, text))


def _seems_to_ask(text: str) -> bool:
    """Tell whether words ask by their mark or their beginning, or by a wish in few of them: «اقدر اشوف شروط العضوية»."""
    few = len(text.split()) <= _ONE_QUESTION and not any(map(str.isdecimal, text))
    return words.asks(text) or other_matters.asks(text) or (few and words.begins_wishing(text))


def _is_choice(decided: Decision, text: str) -> bool:
    """Recognise a question that must be offered what it may mean: short, with one likely."""
    if not isinstance(decided, Clarify) or not decided.candidates or not words.asks(text):
        return False
    best = decided.candidates[0]
    short = len(text.split()) <= _SHORT and not words.asks_why(text)
    return short and best.confidence >= _CHOICE and not best.entry.startswith("action.")


def asks_instead(decided: Decision, text: str, entries: Mapping[str, Entry]) -> bool:
    """Distinguish a question from a complaint that begins like one: about complaining, about what was sent, or surely known.

    Asking why is complaining.
    """
    if not words.asks(text) or len(text.split()) > _ONE_QUESTION:
        return False
    plain, bare = not words.asks_why(text), len(text.split()) <= _BARE
    opens = any(mark in text for mark in "؟?") or words.asks_openly(text)
    least = KNOWN if opens else _SURELY if bare else _BARELY
    match decided:
        case Act("ticket_status"):
            return True
        case Answer(entry, sure):
            told = entries.get(entry)
            return told is not None and ((told.topic == "complaints" and sure >= _SURELY) or (plain and sure >= least))
        case Handover(entry=entry, candidates=candidates) if plain and entry in entries:
            return bool(candidates) and candidates[0].confidence >= least
        case _:
            return False


def is_angry(decided: Decision) -> bool:
    """Tell whether the writer is angry."""
    match decided:
        case Handover(reason):
            return reason is HandoverReason.ANGER
        case Act(_, entry):
            return entry == actions.ANGER
        case _:
            return False
