"""Names as members write them: whether words are one, and where one stands in them. Pure; knows no state."""

import re
from itertools import dropwhile
from typing import Final

from faq import normalise
from handlers.form import fields
from handlers.form.fields import Field
from handlers.hearing import sayings, service, wordbook

NAMED: Final = re.compile(
    rf"(?:^|[\s،,.:؛])و?(?:[اإ]سم(?:[يى]|{fields.RELATIVE})|الاسم|my (?:full )?name(?: is|'s)?|name\s*:"
    r"|[ei]smi)\b(?:\s*(?:الكامل|بالكامل|هو))*\s*[:،,]?\s+",
    re.IGNORECASE,
)
"""What says that a name follows."""
_INTRODUCED: Final = re.compile(
    r"(?:^|[\s،,.:؛])و?(?:[أا]نا|معك|معاك|معكم|باسم|i am|i'm|this is|ana|me,)\s+(?=\S+\s+\S)", re.IGNORECASE
)
"""What stands in front of a name, or of anything else that somebody is."""
_FAMILY: Final = re.compile(r"ال\w{2,}ي|Al-?\w{3,}|al-?\w{2,}i")
"""A family's name, as which hardly anything else that somebody is ends."""
_OF_ARTICLE: Final = ("ال", "بال", "وال", "لل")
_END: Final = re.compile(rf"[،,.؛;:!؟?\n]|(?!{fields.LETTER})\d")
_NO_NAME: Final = wordbook.tokens(
    "المستعان مستعجل مستعجلة ضروري جدا اليوم بسرعة عضوية العضوية جديدة جديد تسجيل التسجيل رقم الرقم رقمه رقمها هويتي هويته "
    "هويتها الهوية اقامتي إقامتي اقامته اقامتها الاقامة جوالي جواله جوالها الجوال جوال هاتفي موبايلي تلفوني ابي أبي ابغى أريد "
    "احتاج محتاج نبي ودي اطلب أطلب طلب طلبي مساعدة دعم الدعم عضو عضوة "
    "عضويتي مقيم مقيمة وافد وافدة اجنبي اجنبية سعودي سعودية سورية مصرية يمنية سودانية اردنية لحالي لوحدي متزوج متزوجة مطلقة "
    "ارملة متقاعد متقاعدة محد ماحد احد رد يرد ابغاه تبغون تبون اعطيكم اعطيك خلاص وقف ساكن اسكن عمري من في عن الى بعد قبل عشان "
    "لان لأن مع اللي الذي كان لكن حق هل كيف متى عندي ما لا مو مب لازم اسمي اسمها اسمه الاسم بالاسم باسمي بس اكتبه اكتبوه "
    "عليه عليها عليهم عليكم علينا له لها لهم لنا منه منها منهم منكم منا فيه فيها فيهم فيكم فينا معه معها معهم معكم عنه عنها به "
    "بها قلت قلتلك قلتلكم خله خلها خلهم خلكم خلوه خلوها خلوهم خلني خليه خليها "
    "and my id iqama identity national number mobile phone cell i'm am is are was need want help with after before because "
    "lost the for of from to in on rent please have can not member new membership registration register request complaint "
    "support "
    "raqam ra8m jawali hawiyati abgha abi"
)
"""Words of these matters that no name holds, with «و» in front or without."""
_ALSO_NAMES: Final = wordbook.tokens(
    "علي الله رجاء سلام السلام خير الخير جميل الطيب زين تمام بشر صباح هلا النور عيدكم may will hope hala zain salam sabah"
)
_SO: Final = wordbook.tokens("كذا كدا كده هذا هذي زي")
_SPOKEN: Final = (
    wordbook.made_of(sayings.EVERYDAY)
    | wordbook.POLITE
    | wordbook.WANT
    | wordbook.TALK
    | wordbook.ASKING
    | wordbook.KNOWING
    | wordbook.OPENING
    | wordbook.HURT
    | service.THIS
    | wordbook.NEVER
) - _ALSO_NAMES
"""Words addressed to us, which are no part of a name either."""
_AGAINST: Final = _NO_NAME | _SPOKEN
_LATIN_NAME: Final = re.compile(
    r"(?:[A-Z][a-z]+ )+(?:(?:[Aa]l|[Bb]in|[Bb]int|[Ii]bn|[Aa]bu)[ -])+[A-Z][a-z]+(?: [A-Z][a-z-]+)*"
)
_GREETING: Final = re.compile(
    r"(?:(?:(?:ال)?سلام عليكم(?: و?رحم[ةه] الله)?(?: و?بركات[هة])?|صباح (?:الخير|النور)|مساء (?:الخير|النور)|هلا والله"
    r"|(?:as)?salam ?u? alaikum"
    r"|good (?:morning|evening))\b|(?:مرحبا|أهلا|اهلا|هلا|hello|hi)(?=\s*[،,.!]))[\s،,.!]*",
    re.IGNORECASE,
)
"""A greeting that is no part of a name: «هلا العتيبي» may be one, «هلا، خالد العتيبي» is greeted."""
_GIVEN: Final = wordbook.tokens(
    "محمد احمد خالد فهد سعد سعود تركي بندر نايف مشعل نواف فيصل سلطان سلمان سليمان ناصر منصور راشد ماجد وليد طلال هاني زياد "
    "ياسر يوسف ابراهيم حمد حسين عثمان عمار ياسين متعب مساعد "
    "فاطمة نورة سارة مريم عائشة خديجة زينب ريم لطيفة منيرة موضي غادة هند عبير نوف لمياء "
    "mohammed mohammad muhammad mohamed ahmed ahmad khalid khaled fahad saad saud turki bandar faisal nasser nawaf ibrahim "
    "yousef abdullah abdulrahman abdulaziz sultan majed "
    "fatima fatimah sarah noura nora maryam mariam aisha"
)
"""Names that are no other word: a member who writes nothing else introduces himself."""
_KUNYA: Final = wordbook.tokens("ابو ام abu umm")
_LINKS: Final = wordbook.tokens("بن ابن بنت ال bin bint al")
_OF_TRIBE: Final = re.compile(r"ال\w{2,}ي|al\w{3,}i")
_MOST: Final = 5
"""Words of a name whose end nothing shows."""


def behind_greeting(text: str) -> str:
    """Give what stands behind a greeting: «خالد العتيبي» of «السلام عليكم، خالد العتيبي»; all of it where nothing does."""
    said = normalise.clean(text).strip()
    greeted = _GREETING.match(said)
    return (greeted and said[greeted.end() :]) or text


def is_name(text: str) -> bool:
    """Tell whether no word speaks against a text's being a name; «Al» does not in «Khalid Al Harbi»."""
    return is_latin_name(text) or not any(map(_is_no_name, text.split()))


def says_something(text: str) -> bool:
    """Tell whether a text has a word beside those that everybody says to us: «خليه كذا» has none."""
    return any(word not in _SPOKEN and word not in _SO for word in normalise.key(text).split())


def from_name(text: str) -> str:
    """Give a text from the first word on that may be a part of a name."""
    return " ".join(dropwhile(_is_no_name, text.split()))


def is_latin_name(text: str) -> bool:
    """Tell whether the whole message is a name as Arabs write theirs in Latin letters: «Saad Al Qurashi»."""
    return len(text.split()) <= _MOST and bool(_LATIN_NAME.fullmatch(text.strip()))


def only_names(text: str) -> bool:
    """Tell whether the message, behind a greeting, is nothing but a name: «خالد», «أم محمد», «محمد عبدالله القحطاني»."""
    first, *rest = normalise.key(behind_greeting(text)).split() or ("",)
    if any(mark in text for mark in "؟?"):
        return False  # «محمد؟» asks after him
    if first in _KUNYA:
        return len(rest) == 1
    return _is_given(first) and all(_is_given(word) or word in _LINKS or bool(_OF_TRIBE.fullmatch(word)) for word in rest)


def is_full_name(text: str) -> bool:
    """Tell whether the message is nothing but a name of several words: of given names, or with a family's at its end."""
    said = fields.tidy(Field.NAME, behind_greeting(text))
    if len(said.split()) <= 1 or any(mark in text for mark in "؟?"):
        return False
    return only_names(text) or is_latin_name(text) or _of_family(said) == said


def is_of_family(text: str) -> bool:
    """Tell whether a text is one word, and that a family's name: «الدوسري»."""
    return bool(_FAMILY.fullmatch(text))


def _is_given(word: str) -> bool:
    return word in _GIVEN or (word.startswith("عبدال") and len(word) > len("عبدال"))


def could_be_name(text: str) -> bool:
    """Tell whether a text may be a name that looks odd: half of its words may be names all the same, a number is none."""
    said = text.split()
    against = sum(map(_is_no_name, said))
    return any(map(str.isalpha, text)) and not any(map(str.isdecimal, text)) and against <= max(1, len(said) // 2)


def found(text: str, asked: Field | None) -> str:
    """Find the name that words say is one, or that answers the question for it; empty where there is none."""
    said = NAMED.search(text)
    if said is None and asked is not Field.NAME:
        return next(filter(None, (_of_family(text[begun.end() :]) for begun in _INTRODUCED.finditer(text))), "")
    rest = text[said.end() :] if said else text
    ended = _END.search(rest)
    given = rest[: ended.start()].split() if ended else rest.split()
    stop = next((at for at, word in enumerate(given) if _is_no_name(word)), None)
    name = fields.tidy(Field.NAME, " ".join(given[:stop]))
    closed = ended is not None or stop is not None
    family = _of_family(rest) if said else ""
    if family and rest[len(family) :].lstrip().startswith("و"):
        return family  # «… المطيري والحارس اسمه …» goes on to something else
    plain = fields.looks_right(Field.NAME, name) and (closed or len(given) <= _MOST)
    return name if plain else family


def _of_family(text: str) -> str:
    """Give the name with which words begin, where a family's name ends it: «سعود فهد المطيري وابي …»."""
    ended = _END.search(text)
    given = (text[: ended.start()] if ended else text).split()
    last = next((at for at, word in enumerate(given) if _FAMILY.fullmatch(word)), 0)
    before = given[:last]
    plain = not any(_is_no_name(word) or word.startswith(_OF_ARTICLE) for word in before)
    return fields.tidy(Field.NAME, " ".join(given[: last + 1])) if before and plain and last <= _MOST else ""


def _is_no_name(word: str) -> bool:
    key = normalise.key(word)
    return key in _AGAINST or (key.startswith("و") and key[1:] in _AGAINST)
