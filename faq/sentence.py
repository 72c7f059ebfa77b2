"""How a text is put, by its words as they stand: a question, a choice, a wish, something told. Pure; decides nothing.

`faq.parting` parts a message; what a text says by itself is read by `faq.gist`.
"""

import re

from faq import gist, normalise

_OPEN_ASKS = (
    "كم|كام|كيف|شلون|متى|متا|وين|فين|أين|اين|هل|ايش|إيش|وش|مين|منو|بكم"
    "|شو|شنو|ويش|[إا]متى|[إا]يمت[ىا]|متين|[إا]زاي|قديش|[أا]ديش|بكام|منين"
)
"""What asks for something that is not known, and is no why."""
ARABIC_ASKS = f"{_OPEN_ASKS}|ليش|ليه|لماذا|ما هي|ماهي|ما هو|ماهو"
ENGLISH_ASKS = "how|what|when|where|who|why|can|do|is"
ARABIZI_ASKS = (
    "kam|kaif|keef|kef|kif|mata|meta|mta|wain|wein|ween|wen|fain|fein|fen|esh|eish|aish|wesh|wish|leish|lesh|leh|meen|hal"
)
_ASKS = re.compile(
    rf"(?:و?(?:{ARABIC_ASKS})|(?:and )?(?:{ENGLISH_ASKS})|(?:w )?(?:{ARABIZI_ASKS}))\b(?!['’]t\b)", re.IGNORECASE
)
_CONTINUES = re.compile(
    r"(?:طيب|طب|زين|تمام|اوكي|أوكي|ok|okay|tayeb|tayyeb|6ayeb|tab)\b[\s،,.!]+\S"
    rf"|(?:و(?:{ARABIC_ASKS}|ما|لو|اذا|إذا)|and|what (?:about|if)|how about|w (?:{ARABIZI_ASKS}|law|lw|lo|iza|eza|etha))\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\S\s+(?:ولا|وألا|وإلا|والا|أو|او|أم|ام|or|wla|wala|wella|walla)\s+\S", re.IGNORECASE)
"""This or that: goes on with a question and asks no other."""
WISHES = "حاب|حابه|حابة|[اأن]بي|[اأن]بغى|[اأن]بغا|ودي|ودنا|بدي|بدنا|عايز|[اأن]ريد|[اأن]ود|نودّ|[اأن]رغب|محتاج"
KNOWS = "الاستفسار|الإستفسار|السؤال|اعرف|أعرف|اسال|اسأل|أسأل|استفسر|أستفسر|معرفة"
_WISH = re.compile(rf"\b(?:و?(?:{WISHES})|(?:want|like|need)(?:ed)? to|abi|abgha|abga|widdi)\b", re.IGNORECASE)
_NO_WISH = re.compile(
    rf"\b(?:(?:ما|مو|مب|لا|لست)\s+(?:{WISHES})|ما(?:بي|بغى|بغا|ابي|ابغى)|(?:not|don['’]?t|ma)\s+(?:really\s+)?(?:want|like|need|abi|abgha|abga))\b",
    re.IGNORECASE,
)
_BIDS = re.compile(
    r"(?:please )?(?:i (?:want|need)|cancel|return|refund|give|transfer|sell|change|update|send|add|remove|register) \S",
    re.IGNORECASE,
)
"""How English bids: "cancel my membership"."""
_OF_ANOTHER = re.compile(
    r"(?:(?:my )?(?:mother|father|wife|husband|son|daughter|brother|sister|uncle|aunt|grandmother|grandfather)"
    r"|[أا]?(?:مي|بوي|خوي|ختي)|والد[يت]ي?|زوج[يت]ي?|ولدي|بنتي|جدي|جدتي|عمي|عمتي|خالي|خالتي)"
    r"(?:\s+(?!ما\b|مو\b)\S+){0,3}?\s+(?:[يت](?:بي|بغى|بغا|بغي|ريد)|وده|ودها|عايزه?|عايزة|wants to)\b",
    re.IGNORECASE,
)
"""What somebody of his wishes, for whom he writes: «خالي يبغى يبيع اسهمه»."""
_ASKS_WITHIN = re.compile(
    rf"\b(?:و?(?:{_OPEN_ASKS})|how|what|where|which|kam|kaif|keef|mata|wain|wein|ween|wen|wesh|esh)\b",
    re.IGNORECASE,
)
_ASKS_AMID = re.compile(
    rf"(?<=[^\s:،,.])[\s،,.]++(?=(?:و?(?:{_OPEN_ASKS}|منهو)|kam|kaif|keef|kef|mata|wain|wein|ween|wen|wesh|esh|meen"
    r"|(?:what|how|where|when|who|which) (?:is|are|do|does|did|can|should|will|would|happens?|much|many|long|about|if)"
    r"|(?:do|does|can|will|should|must) (?:i|we|they)|(?:do|will) you|does it)\b)",
    re.IGNORECASE,
)
_ASKS_SO = re.compile(
    r"\bمن\s+(?:(?!يوم)ي\w{2,}|اللي|الذي|هو|هي|له|لهم)\b|\b(?:why|who|l[ae]i?sh|leh|meen)\b"
    r"|^و?ما ال\w{2}"
    r"|^(?:and |so )?(?:will|would|should|shall|could|may|must|are|am|does|did|has|have)"
    r" (?:i|you|we|they|he|she|it|the|my|there|any)",
    re.IGNORECASE,
)
"""«من» that asks who, as in «الورثة من يستلم الاسهم», not "from"; words that ask why; how a question begins."""
_ALLOWED = re.compile(
    r"\b(?:is|would) (?:it|that|this)(?: be)? (?:ok|okay|allowed|possible|fine|alright|all right|acceptable|a problem)[\s.!]*$"
    r"|(?<!\bما )(?<!\bلا )(?<!\bمو )(?<!\bعاد )(?<=\S )(?:ينفع|يجوز|مسموح|يمدي|يمديني)[\s.!]*$"
    r"|^(?:طيب |طب |يعني |بس )?و?(?:فيه?|يوجد|ما فيه?|مافيه?) (?:أي |اي )?"
    r"(?:استثناء|خصم|مجال|حل|طريق[ةه]|فرص[ةه]|أولوي[ةه]|اولوي[ةه]|رسوم|غرام[ةه]|مهل[ةه]|شروط|تقسيط|بديل)[\s.!]*$",
    re.IGNORECASE,
)
"""How it ends where he asks if what he tells is allowed, and how a few words ask if there is a way."""
_WHO = re.compile(r"(?:و|طيب |طب |لكن )?من\s+(?!يوم|يناير|يوني|يولي)ي\w{2,}\b")
"""How it begins where formal Arabic asks who: «من يدقق الحسابات»."""
_SUPPOSES = re.compile(
    r"(?:(?:طيب|طب|يعني|بس|ok|but)\s+)?(?:و?(?:لو|[اإ]ذا)(?!\s+(?:سمحت|ممكن|تكرمت))|(?:and |so )?if)"
    r"\s+\S+(?:\s+\S+){2}",
    re.IGNORECASE,
)
"""How it begins where something is supposed, and what then is asked: «لو انسحبت ترجع فلوسي كلها»."""
_MAY = re.compile(
    r"(?!(?:ما|لا|مو|مب|مش|لم) )(?:(?:طيب|طب|يعني) )?(?:\w+ )?و?(?:[أانت]?(?:قدر|ستطيع)"
    r"|ممكن|يمكن|يمكنني|ينفع|يصير|عادي|يحق|يجوز)\b"
)
"""How it begins where leave is asked: «اقدر اوكل اخوي»."""
_MAY_I = re.compile(r"(?:(?:and|so|but|ok) )?(?:can|could|may|should) (?:i|we)\b", re.IGNORECASE)
_MAY_WE = re.compile(r"(?:(?:طيب|طب|يعني) )?و?(?:[أان]قدر|[أان]ستطيع|يمديني|يحق ل[يى]|يجوز ل[يى])\b")
_BEFORE = 3
"""Words before such a place that tell whether it is a question's."""
TELLING = 3
"""Words from which a text that asks nothing tells something."""


def is_question(text: str) -> bool:
    """Tell whether a part is put as a question, by its mark or by the word that it begins with."""
    return any(mark in text for mark in "?؟") or begins_asking(text)


def begins_asking(text: str) -> bool:
    """Recognise a part that begins with a word that asks."""
    return bool(_ASKS.match(text))


def gives_choice(text: str) -> bool:
    """Recognise words that offer this or that: «سنوية ولا مرة وحدة»."""
    return bool(_CHOICE.search(text))


def is_of_another(text: str) -> bool:
    """Recognise a part that asks of somebody named in the part before it: "and how old must he be?"."""
    return not {"he", "she"}.isdisjoint(normalise.key(text).split())


def wishing(text: str) -> tuple[str, ...]:
    """Give what may begin with a wish: a text, and what follows an introduction in it: «أنا أرملة، وأبغى أقدم على دعم»."""
    wish = next(_WISH.finditer(text, 1), None)
    return (text, text[wish.start() :]) if wish else (text,)


def wishes(text: str) -> bool:
    """Recognise a text that says what is wished for: «ابغى اقدم على دعم», "cancel my membership"."""
    return bool(_WISH.search(text) or _BIDS.match(text))


def wishes_not(text: str) -> bool:
    """Recognise a text that says what is not wished for: «ما ابي شكوى بس طفشت»."""
    return bool(_NO_WISH.search(text))


def asks_within(text: str) -> bool:
    """Recognise a text that asks something, by its mark or a word for what is not known; asking why may well be complaining."""
    return any(mark in text for mark in "?؟") or bool(_ASKS_WITHIN.search(text))


def questions_amid(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Give the places amid a text where it comes to ask something, each with the three words at most before it, as keys."""
    places, begun = list[tuple[int, tuple[str, ...]]](), 0
    for found in _ASKS_AMID.finditer(text):
        before = normalise.key(" ".join(text[begun : found.start()].split()[-_BEFORE:]))
        places.append((found.end(), tuple(before.split())))
        begun = found.end()
    return tuple(places)


def may_ask(text: str) -> bool:
    """Recognise a text that asks, or is too short to tell anything."""
    return asks_within(text) or len(gist.content(normalise.key(text).split())) < TELLING


def asks(text: str) -> bool:
    """Recognise a text that asks something, however it is put: «وما المستندات المطلوبة», «اقدر ابيع»."""
    asked = _ASKS_SO.search(text) or _MAY.match(text) or _SUPPOSES.match(text)
    return asks_within(text) or is_question(text) or bool(asked) or asks_if_allowed(text)


def tells(text: str) -> bool:
    """Recognise words that neither ask nor wish, and say more than a title does: «مسافر انا ما اقدر»."""
    asked = (
        asks(text) or gives_choice(text) or (not text.isascii() and gist.asks_what(text))
    )  # "is" and "can" tell as well as ask
    wished = wishes(text) or _OF_ANOTHER.match(text)
    return not (asked or wished or gist.is_bare(text))


def asks_who(text: str) -> bool:
    """Recognise a text that begins as formal Arabic asks who does something, not since when: «من يدقق الحسابات»."""
    return bool(_WHO.match(text))


def asks_leave(text: str) -> bool:
    """Recognise a text that asks whether its writer may do something: «اقدر اقدم مره ثانيه», "can I appeal"."""
    return bool(_MAY_WE.match(text) or _MAY_I.match(text))


def asks_if_allowed(text: str) -> bool:
    """Recognise a text that asks if what it tells is allowed («عندي قرض ينفع»), or if there is a way: «طيب فيه استثناء»."""
    return bool(_ALLOWED.search(text))


def continues(text: str) -> bool:
    """Recognise a question that goes on from an answer: «طيب وهل ترجع؟», «ولو رفضتوني؟», "and how long?"."""
    return bool(_CONTINUES.match(normalise.plain(text)))
