"""Gleans the answers to a form from words that hold several at once: «اسمي … ورقم هويتي … وجوالي …». Pure.

Takes only what looks right and stands out; all else is asked as ever, and the member reviews what was taken.
"""

# ruff: noqa: E501 - lists of words read best in wide lines

import re
from itertools import dropwhile
from typing import Final

from faq import normalise
from handlers.form import fields
from handlers.form.fields import Field
from handlers.hearing import sayings, service, wordbook, words

_NAMED: Final = re.compile(
    rf"(?:^|[\s،,.:؛])و?(?:[اإ]سم(?:[يى]|{fields.RELATIVE})|الاسم|my (?:full )?name(?: is|'s)?|name\s*:|[ei]smi)\b(?:\s*(?:الكامل|بالكامل|هو))*\s*[:،,]?\s+",
    re.IGNORECASE,
)
_INTRODUCED: Final = re.compile(
    r"(?:^|[\s،,.:؛])و?(?:[أا]نا|معك|معاك|معكم|باسم|i am|i'm|this is|ana|me,)\s+(?=\S+\s+\S)", re.IGNORECASE
)
"""What stands in front of a name, or of anything else that somebody is."""
_FAMILY: Final = re.compile(r"ال\w{2,}ي|Al-?\w{3,}|al-?\w{2,}i")
"""A family's name, as which hardly anything else that somebody is ends."""
_OF_ARTICLE: Final = ("ال", "بال", "وال", "لل")
_OF_NEED: Final = wordbook.tokens(
    "ترميم سقف السقف سداد فواتير فاتورة ايجار الايجار علاج العلاج مصاريف شراء صيانة ديون دين تأثيث اثاث كفالة ايتام ارملة معاق معاقين مريض مريضة زواج "
    "كهرب كهرباء الكهرب الكهرباء فواتيري فاتورتي ايجاري علاجي اثاث roof rent bill bills electricity loan debt debts repair repairs treatment medicine wheelchair furniture widow orphans disabled tarmeem ijar"
)
"""What is needed: naming it while a number is asked for tells a need, without a word of needing."""
_HARDSHIP: Final = wordbook.tokens(
    "قسط اقساط القسط الاقساط فصلوني مفصول طردوني الضمان ضمان معاش المعاش معاشي راتب الراتب تقاعدي يكفينا يكفيني مصاريف المصاريف مطلق مطلقة ارمل متوفي متوفى يتيم يتيمة عاطل عاطلة راتبي دخلي دخل عاجز متقاعد ظروفي "
    "pension expenses widow widower divorced job jobless unemployed evicted income salary sick"
)
"""What makes life hard."""
_CIRCUMSTANCES: Final = _HARDSHIP | wordbook.tokens(
    "عيال عيالي اطفال اطفالي اسرتي عائلتي زوجي زوجتي امي ابوي والدي والدتي ولدي بنتي بسبب لان لأن لاني عشان علشان because since due kids children husband wife"
)
"""And whose, and why: behind a wish for support these tell the need too."""
_AID: Final = wordbook.tokens("عونكم عون فزعتكم فزعه وقفتكم معونتكم معونه نخوتكم")
_STAND_BY: Final = wordbook.tokens("افزعوا افزعولنا تفزعون عينونا تعينونا اعينونا ساعدونا")
_NEEDY: Final = wordbook.tokens("محتاجين محتاج محتاجه محتاجة طالبين طالبينكم جايينكم قاصدينكم")
_CALL: Final = 12
"""Words of a call for help."""
_FILED: Final = wordbook.tokens(
    "قدمت قدمته قدمتها رفعت رفعته رفعتها ارسلت أرسلت معاملتي applied submitted sent شكوى شكواي شكوتي complaint اشتكي أشتكي"
)
"""Words of a member who speaks of a request that exists, or of something other than a need."""
_SENTENCES: Final = re.compile(r"(?<=[.!؛;\n])\s+")
_END: Final = re.compile(rf"[،,.؛;:!؟?\n]|(?!{fields.LETTER})\d")
_NO_NAME: Final = wordbook.tokens(
    "المستعان مستعجل مستعجلة ضروري جدا اليوم بسرعة عضوية العضوية جديدة جديد تسجيل التسجيل رقم الرقم هويتي الهوية اقامتي إقامتي الاقامة جوالي الجوال جوال هاتفي موبايلي تلفوني ابي أبي ابغى أريد احتاج محتاج نبي ودي اطلب أطلب طلب طلبي مساعدة دعم الدعم عضو عضوة "
    "عضويتي محد ماحد احد رد يرد ابغاه تبغون تبون اعطيكم اعطيك خلاص وقف ساكن اسكن عمري من في عن الى بعد قبل عشان لان لأن مع اللي الذي كان لكن حق هل كيف متى عندي ما لا مو مب لازم اسمي اسمها اسمه الاسم بالاسم باسمي بس اكتبه اكتبوه "
    "and my id iqama identity national number mobile phone cell i'm am is are was need want help with after before because lost the for of from to in on rent please have can not member new membership registration register request complaint support "
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
_APART: Final = re.compile(r"\+?[0-9]{9,15}")
"""Numbers beside each other, between which nothing but a space stands."""
_LATIN_NAME: Final = re.compile(
    r"(?:[A-Z][a-z]+ )+(?:(?:[Aa]l|[Bb]in|[Bb]int|[Ii]bn|[Aa]bu)[ -])+[A-Z][a-z]+(?: [A-Z][a-z-]+)*"
)
_GREETING: Final = re.compile(
    r"(?:(?:(?:ال)?سلام عليكم(?: و?رحم[ةه] الله)?(?: و?بركات[هة])?|صباح (?:الخير|النور)|مساء (?:الخير|النور)|هلا والله|(?:as)?salam ?u? alaikum"
    r"|good (?:morning|evening))\b|(?:مرحبا|أهلا|اهلا|هلا|hello|hi)(?=\s*[،,.!]))[\s،,.!]*",
    re.IGNORECASE,
)
"""A greeting that is no part of a name: «هلا العتيبي» may be one, «هلا، خالد العتيبي» is greeted."""
_GIVEN: Final = wordbook.tokens(
    "محمد احمد خالد فهد سعد سعود تركي بندر نايف مشعل نواف فيصل سلطان سلمان سليمان ناصر منصور راشد ماجد وليد طلال هاني زياد ياسر يوسف ابراهيم حمد حسين عثمان عمار ياسين متعب مساعد "
    "فاطمة نورة سارة مريم عائشة خديجة زينب ريم لطيفة منيرة موضي غادة هند عبير نوف لمياء "
    "mohammed mohammad muhammad mohamed ahmed ahmad khalid khaled fahad saad saud turki bandar faisal nasser nawaf ibrahim yousef abdullah abdulrahman abdulaziz sultan majed "
    "fatima fatimah sarah noura nora maryam mariam aisha"
)
"""Names that are no other word: a member who writes nothing else introduces himself."""
_KUNYA: Final = wordbook.tokens("ابو ام abu umm")
_LINKS: Final = wordbook.tokens("بن ابن بنت ال bin bint al")
_OF_TRIBE: Final = re.compile(r"ال\w{2,}ي|al\w{3,}i")
_MOST: Final = 5
"""Words of a name whose end nothing shows."""


def found(text: str, asked: Field | None = None) -> dict[Field, str]:
    """Give the answers that the words hold beside each other; `asked`: the field whose question they answer."""
    text = normalise.clean(text)
    taken: dict[Field, str] = {}
    for number in (*fields.numbers(text), *_APART.findall(normalise.digits(text))):
        for field in (Field.NATIONAL_ID, Field.MOBILE):
            value = fields.tidy(field, number)
            if field not in taken and fields.looks_right(field, value):
                taken[field] = value
    if name := _name(text, asked):
        taken[Field.NAME] = name
    return taken


def need(text: str, name: str = "") -> str:
    """Give what a wish for support says of the need, in its own words; empty where it says none, or asks."""
    if not tells_need(text, name) or words.asks(text):
        return ""
    parts = [part for part in _SENTENCES.split(behind_greeting(text)) if not _NAMED.search(f" {part}")]
    return fields.tidy(Field.NEED, " ".join(parts))


def tells_need(text: str, name: str = "") -> bool:
    """Tell whether words name a need or why there is one, and no request that there is already."""
    said = frozenset(words.told(text)) - wordbook.tokens(name)
    told = any(is_of_need(word) or word.removeprefix("و") in _CIRCUMSTANCES for word in said)
    return told and not is_filed(text)


def tells_hardship(text: str) -> bool:
    """Tell whether words name a need, or what makes life hard, unasked: naming only one's children may be a complaint."""
    said = words.told(text)
    return any(is_of_need(word) or word.removeprefix("و") in _HARDSHIP for word in said) and not is_filed(text)


def is_filed(text: str) -> bool:
    """Tell whether words speak of a request that there is, or complain: «طلب دعم قدمته», "my application was sent"."""
    return any(word.removeprefix("و") in _FILED for word in words.told(text))


def is_of_need(word: str) -> bool:
    """Tell whether a word, a key, names what support is needed for: rent, a roof, a debt."""
    plain = word.removeprefix("و")
    return any(plain.removeprefix(article) in _OF_NEED for article in ("", *_OF_ARTICLE, "ل", "ب"))


def behind_greeting(text: str) -> str:
    """Give what stands behind a greeting: «خالد العتيبي» of «السلام عليكم، خالد العتيبي»; all of it where nothing does."""
    said = normalise.clean(text).strip()
    greeted = _GREETING.match(said)
    return (greeted and said[greeted.end() :]) or text


def calls_for_help(text: str) -> bool:
    """Tell whether a few words call for help as elders do, and name no matter: «نبي عونكم», «تكفون افزعوا لنا»."""
    said = words.told(text)
    bids = not _STAND_BY.isdisjoint(said)
    return (
        len(said) <= _CALL
        and (bids or not _AID.isdisjoint(said))
        and (bids or words.wants(text) or not _NEEDY.isdisjoint(said))
    )


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


def _is_given(word: str) -> bool:
    return word in _GIVEN or (word.startswith("عبدال") and len(word) > len("عبدال"))


def could_be_name(text: str) -> bool:
    """Tell whether a text may be a name that looks odd: half of its words may be names all the same, a number is none."""
    said = text.split()
    against = sum(map(_is_no_name, said))
    return any(map(str.isalpha, text)) and not any(map(str.isdecimal, text)) and against <= max(1, len(said) // 2)


def _name(text: str, asked: Field | None) -> str:
    said = _NAMED.search(text)
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
