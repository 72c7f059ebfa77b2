"""What stands around a question and asks nothing: who writes, that he will ask, why, a signature. Pure; decides nothing.

Greetings and thanks are `faq.courtesies`' to take off.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from faq import gist, normalise, sentence, wordlists

_MOST: Final = 3
"""Clauses that are looked at from either side: each asks the matcher once more."""
_COMMA: Final = re.compile(r"\s*[،,]\s*")
_TAIL: Final = re.compile(r"(?<!\s)\s++(?=(?:ل[اأ]ني|ل[اأ]ن|و?[اأ]نا|because|since i|as i|i am|i'm)\b)", re.IGNORECASE)
"""Not «عشان», which names the matter as often as a reason."""
_INTRODUCES: Final = re.compile(
    r"\s*(?:معك|معاك|معكم|معاكم|محدثك|محدثكم|اخوك|أخوك|اخوكم|أخوكم|اختك|أختك|اختكم|أختكم|اسمي|إسمي"
    r"|this is|my name"
    r"|مع (?:أطيب |اطيب )?(?:تحياتي|التحية|تحيات)|تحياتي|(?:best |kind |warm )?regards|sincerely)\b",
    re.IGNORECASE,
)
_BY_KUNYA: Final = re.compile(r"\s*[اأ]نا (?:[اأ]بو|[اأ]م) \S")
_ANNOUNCES: Final = re.compile(
    r"\b(?:[اأبنت]س[اأ]ل|[اأبن]ستفسر|استفسار|سؤال|سوال|[اأ]سئل|ask|question|inquiry|as2al)", re.IGNORECASE
)
_SOME: Final = re.compile(r"\bكم\s+(?=سؤال|سوال|استفسار)")
"""What says that there are some of them: «عندي كم سؤال»."""
_KNOWING: Final = rf"(?:{sentence.WISHES})\s+(?:ان\s+|أن\s+|في\s+)?(?:{sentence.KNOWS})"
_IN_VAIN: Final = (
    r"(?:(?:دورت|بحثت|فتشت|طالعت|شفت|قرأت|قريت|سألت|سالت)\b.{0,40}?\b(?:و?ما|ولا|ولم|لم|و?محد)\s+"
    r"(?:لقيت|حصلت|أجد|اجد|وجدت|عرف|يعرف|درى|يدري|فادني|أفادني|جاوبني|فهمت|أفهم|افهم)\w*"
    r"(?:\s+(?:يجاوبني|يرد علي|جواب|اجابة|إجابة|شي|شيء))?"
    r"|i (?:looked|searched|read|asked)\b.{0,50}?\b(?:confused|unclear|(?:not|n['’]t) (?:clear|find|found|see|understand)"
    r"|(?:nobody|no one) (?:knew|could \w+))|i (?:could ?(?:not|n['’]t)|did ?(?:not|n['’]t)|can ?(?:not|['’]t)) find\b)"
)
"""How a member says that he looked elsewhere first, or asked, and was none the wiser."""
_LOOKED: Final = re.compile(_IN_VAIN, re.IGNORECASE)
_BEGUN: Final = re.compile(
    rf".*\b(?:و?{_KNOWING}|و?كنت\s+(?:حاب\s+|ابي\s+|ابغى\s+)?[ابأ]?سأ?ا?ل|و?[بن]س[اأ]ل(?:كم|ك)?"
    rf"|سؤالي|سوالي|و?السؤال هو|و?المهم|{_IN_VAIN}|my question is|the question is|anyway|so2ali|el ?muhim|elmohim"
    r"|(?:want(?:ed)?|like|need) to (?:know|ask)|was wondering|(?:can|could) you tell me)\b"
    r"(?:[\s،,:]+(?:عن|موضوع|وهو|هو|انه|أنه|اني|إني|if|whether|about)\b)*[\s،,:]+(?=\S)",
    re.IGNORECASE | re.DOTALL,
)
_TELL_ME: Final = (
    r"(?:(?:can|could) you )?(?:tell me|let me know)|i(?: want|['’]d like) to (?:know|ask)"
    r"|(?:قول|قولوا|قل)[يو]?ا?\s?ل[يى]|قولي|قولولي|(?:علم|خبر|فهم|وضح)(?:ني|وني|لي)"
)
_ASKS: Final = (
    rf"(?:{sentence.ARABIC_ASKS}|{sentence.ENGLISH_ASKS}|{sentence.ARABIZI_ASKS}|مين|ازاي|هو|are|does|will|which|should|must)\b"
)
_FIRST: Final = (
    r"(?:first(?: of all)?"
    r"|before (?:that|this|anything|(?:i|we) (?:go on|continue|carry on|start|begin|sign|answer|proceed"
    r"|(?:do|write|send|tell) (?:this|that|it|you)))"
    r"|[أا]ول(?:\s+شي[ءئ]?)?|[أا]ولاً?"
    r"|قبل\s+(?:كذا|كدا|كده|هذا|ذلك|كل شي[ءئ]?|(?:لا|ما|[أا]ن)\s+(?:[أان]?كمل|[أان]بد[أا]|[أان]وقع|[أان]جاوب"
    r"|[أان]كتب|[أان]رسل|[أان]شتكي|[أان]قول)(?:ها|ه|لك|لكم)?))"
)
_FIRST_TELL: Final = re.compile(
    rf"(?:(?:actually|wait|hold on|hang on|no|ok(?:ay)?|but|so|well|please|طيب|لا|لحظة|لحظه|بس|لكن|انتظر|اوكي|ممكن)[\s،,.:]+)*"
    rf"(?:{_FIRST}[\s،,:.]+(?:(?:{_TELL_ME})[\s،,:]+)?|(?:{_TELL_ME})[\s،,:]+{_FIRST}[\s،,:]+)(?={_ASKS})",
    re.IGNORECASE,
)
_BEFORE_ON: Final = re.compile(
    r"(?<![\s،,])[\s،,]++(?:before (?:i|we) (?:go on|continue|carry on|proceed|start|begin)"
    r"|قبل\s+(?:لا|ما|[أا]ن)\s+(?:[أان]?كمل|[أان]بد[أاء]|[أان]عبي|[أان]وقع))(?=\s*[؟?.!]*$)",
    re.IGNORECASE,
)
"""What puts a question in front of what is awaited, and is no part of it."""
_BREAKS: Final = re.compile(
    r"(?<![\s،,])[\s،,]++(?=(?:و?بصراح[ةه]|صراح[ةه]|و?[اأ]?والله|والله|الله|و?يا\s?ليت|بس|لكن|ولكن|و?ل[اأ]ن\w*|عشان|علشان|و?[اأ]نا|و?[اإ]حنا|وما|وترى|ترى|تكفى|تكفون|جزاك|وجزاك"
    r"|because|but|since|as i|and (?:i|we|my)|i|we|thanks|please)\b)",
    re.IGNORECASE,
)
"""Where a question ends that is told on from without a mark."""
_AND: Final = re.compile(
    r"(?<=[^\s،,])[\s،,]++(?=و(?!(?:لا|[إأا]لا|[أا]نا|هو|هي|هم|[إا]حنا)\b)\S{2}|(?:and|also|w)\s\S)", re.IGNORECASE
)
"""Where an «and» may join another question: any Arabic word that begins with its letter, but «وانا متأخر» tells how one is."""
_HALF: Final = 2
"""Words of either half, at least."""
_LEADING: Final = 5
"""Words before such a question that may be a part of it: «انتقلت من مكة إلى الطائف هل تنتهي عضويتي»."""
_AT_LENGTH: Final = 8
"""Words before a question that is announced, from which they tell something of their own."""
_NAMED, _ANNOUNCED, _LOOKING = 5, 7, 14
"""Words of a clause that says no more than who writes, that somebody asks, or that he looked elsewhere first."""
_FOR_ANOTHER: Final = re.compile(
    r"\s*(?:(?:my (?:mother|father|mom|mum|dad|wife|husband|son|daughter|brother|sister|uncle|aunt|friend|neighbou?r|parents)"
    r"|امي|[أا]مي|والدتي|والدي|ابوي|أبوي|زوجتي|زوجي|ولدي|بنتي|[أا]خوي"
    r"|[أا]ختي|جدي|جدتي|عمي|عمتي|خالي|خالتي|جاري|جارتي|جارنا|صديقي|صديقتي|صاحبي)"
    r"(?:\s+الله\s+\w+)?)\s+"
    r"(?:(?:wants?|would like|needs?) to (?:know|ask)|is asking|asks?"
    r"|[يت](?:بي|بغى|بغا|ريد)\s+[يت](?:عرف|س[اأ]ل|ستفسر)|[يت]س[اأ]ل|[يت]ستفسر)"
    r"(?:\s+(?:عن|about))?\s+(?=\S)",
    re.IGNORECASE,
)
_THEIRS: Final = re.compile(
    r"\b(?:ال)?(?:طلب|عضوي|معامل|شكو|[اأ]سهم|حساب|بيان|نصيب|وحد|قرض|دعم)\w{0,3}(?:ه|ها|هم)\b|\b(?:his|her|their)\b",
    re.IGNORECASE,
)
_SIGNATURE: Final = 40
"""Letters of a name below a valediction."""


def behind_another(text: str) -> str:
    """Give what somebody else would know, behind whoever that is, or the text; his own stays: «امي تبي تعرف | الرسوم»."""
    found = _FOR_ANOTHER.match(text)
    return text[found.end() :] if found and not _THEIRS.search(text, found.end()) else text


def leads(text: str) -> Iterator[tuple[str, str]]:
    """Give each clause before a comma with all that stands behind it, the first comma first: «معك أبو محمد، | كم الرسوم»."""
    for found in islice(_COMMA.finditer(text[: normalise.LIMIT]), _MOST):
        if gist.has_content(text[found.end() :]):
            yield text[: found.start()], text[found.end() :]


def tails(text: str) -> Iterator[tuple[str, str]]:
    """Give each clause at the end that tells why, or of oneself, with all before it: «كم الرسوم | لأني محتاج أعرف اليوم»."""
    for found in islice(_TAIL.finditer(text[: normalise.LIMIT]), _MOST):
        if gist.has_content(text[: found.start()]):
            yield text[found.start() :], text[: found.start()]


def amid(text: str) -> Iterator[tuple[str, str]]:
    """Give what is before each place where a text comes to ask, and all from there: «سألت الموظف وما عرف | كم الرسوم»."""
    for place, _ in sentence.questions_amid(text[: normalise.LIMIT])[:_MOST]:
        if gist.has_content(text[:place]) and gist.has_content(text[place:]):
            yield text[:place].rstrip(), text[place:]


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Give what is before and from each «and» that may join two questions: «كم سعر السهم | واقدر اشتري كم سهم»."""
    unfinished = wordlists.words("relative") | wordlists.words("unfinished")
    for found in islice(_AND.finditer(text[: normalise.LIMIT]), _MOST):
        before, rest = text[: found.start()], text[found.end() :]
        words = before.split()
        if min(len(words), len(rest.split())) >= _HALF and normalise.key(words[-1]) not in unfinished:
            yield before, rest


def at_length(text: str) -> Iterator[str]:
    """Give each question that a long message comes to unannounced, without what is told behind it, and with words before."""
    if sentence.begins_asking(text) and len(text.split()) > 2 * _AT_LENGTH:
        yield from (text[: found.start()] for found in islice(_BREAKS.finditer(text), _MOST))
    for before, rest in amid(text):
        if len(before.split()) < _AT_LENGTH:
            continue
        ended = [rest[: found.start()] for found in islice(_BREAKS.finditer(rest), _MOST)]
        for one in filter(gist.has_content, (*ended, rest)):
            yield one
            yield " ".join((*before.split()[-_LEADING:], one))


def announced(text: str) -> str:
    """Take off all that comes before a question that is announced: «أنا أبو فهد من جدة وحاب أعرف كم الرسوم»."""
    begun = _BEGUN.match(text)
    return text[begun.end() :] if begun and gist.has_content(text[begun.end() :]) else text


def first_asked(text: str) -> str:
    """Take off what only says that a question comes before all else: «قبل لا اكمل علمني كم الرسوم»."""
    begun = _FIRST_TELL.match(text)
    rest = _BEFORE_ON.sub("", text[begun.end() :] if begun else text)
    return rest if gist.has_content(rest) else text


def goes_before(end: str, text: str) -> bool:
    """Recognise the end of a text, announced there, that is what the text asks, whatever the whole seems to be about.

    So much is told before it that it is of something else, or no more than that he looked in vain.
    """
    told = text[: len(text) - len(end)]
    return len(told.split()) >= _AT_LENGTH or bool(_LOOKED.search(told))


def begun(text: str) -> str:
    """Take off a clause before a comma or colon that only says who writes or that he asks: «عندي سؤالين، كم الرسوم»."""
    lead, _, rest = text.partition(":")
    if announces(lead) and gist.has_content(rest):
        return rest.lstrip()
    return next((rest for lead, rest in leads(text) if introduces(lead) or announces(lead)), text)


def unsigned(text: str) -> str:
    """Take off the lines at the end that only sign a message; a name stands below a valediction only."""
    lines = text.rstrip().split("\n")
    signed = next((at for at, line in enumerate(lines) if at and introduces(line)), len(lines))
    below = [line for line in lines[signed + 1 :] if line.strip()]
    return "\n".join(lines[:signed]) if len(below) <= 1 and sum(map(len, below)) <= _SIGNATURE else text


def introduces(text: str) -> bool:
    """Recognise a clause that only says who writes, or takes leave of whoever reads: «معك أبو محمد», "Regards, Khalid"."""
    return len(text.split()) <= _NAMED and bool(_INTRODUCES.match(text))


def introduces_by_kunya(text: str) -> bool:
    """Recognise a clause, without its greeting, that only says whose father or mother writes: «أنا أبو ماجد من مكة»."""
    return len(text.split()) <= _NAMED and bool(_BY_KUNYA.match(text))


def announces(text: str) -> bool:
    """Recognise a clause that only says that one asks or sought in vain: «بغيت أسألكم», "I could not find it on your site"."""
    length = len(text.split())
    said = (length <= _ANNOUNCED and _ANNOUNCES.search(text)) or (length <= _LOOKING and _LOOKED.search(text))
    return bool(said) and not sentence.asks_within(_SOME.sub("", text))
