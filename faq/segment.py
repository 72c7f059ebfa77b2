"""Tells what a text is: a question, a choice, a wish, a fragment that leans on what went before. `faq.parting` parts a message.

Pure functions on text and word lists; decides nothing.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from faq import normalise, wordlists

ARABIC_ASKS = "كم|كام|كيف|شلون|متى|متا|وين|فين|أين|اين|هل|ليش|ليه|لماذا|ايش|إيش|وش|مين|منو|بكم|ما هي|ماهي|ما هو|ماهو"
ENGLISH_ASKS = "how|what|when|where|who|why|can|do|is"
ARABIZI_ASKS = "kam|kaif|keef|kef|kif|mata|meta|mta|wain|wein|fain|fein|fen|esh|eish|aish|wesh|wish|leish|lesh|leh|meen|hal"
_ASKS = re.compile(rf"(?:و?(?:{ARABIC_ASKS})|(?:and )?(?:{ENGLISH_ASKS})|(?:w )?(?:{ARABIZI_ASKS}))\b", re.IGNORECASE)
_CONTINUES = re.compile(
    r"(?:طيب|طب|زين|تمام|اوكي|أوكي|ok|okay|tayeb|tayyeb|6ayeb|tab)\b[\s،,.!]+\S"
    rf"|(?:و(?:{ARABIC_ASKS}|ما|لو|اذا|إذا)|and|what (?:about|if)|how about|w (?:{ARABIZI_ASKS}|law|lw|lo|iza|eza|etha))\b",
    re.IGNORECASE,
)

_CHOICE = re.compile(r"\S\s+(?:ولا|وألا|وإلا|والا|أو|او|أم|ام|or|wla|wala|wella|walla)\s+\S", re.IGNORECASE)
"""This or that: goes on with a question and asks no other."""
WISHES = "حاب|حابه|حابة|[اأن]بي|[اأن]بغى|[اأن]بغا|ودي|ودنا|بدي|بدنا|عايز|[اأن]ريد|[اأن]ود|نودّ|[اأن]رغب|محتاج"
KNOWS = "الاستفسار|الإستفسار|السؤال|اعرف|أعرف|اسال|اسأل|أسأل|استفسر|أستفسر|معرفة"
_LABEL = re.compile(r"\s*([^\W\d_]+)\s*(?:[:：]\s*|\s[-–]\s+)(?=\w)")
_WISH = re.compile(rf"\b(?:و?(?:{WISHES})|(?:want|like|need)(?:ed)? to|abi|abgha|abga|widdi)\b", re.IGNORECASE)
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
_NO_WISH = re.compile(
    rf"\b(?:(?:ما|مو|مب|لا|لست)\s+(?:{WISHES})|ما(?:بي|بغى|بغا|ابي|ابغى)|(?:not|don['’]?t|ma)\s+(?:really\s+)?(?:want|like|need|abi|abgha|abga))\b",
    re.IGNORECASE,
)
_ASKS_WITHIN = re.compile(
    r"\b(?:و?(?:كم|كام|كيف|شلون|متى|متا|وين|فين|أين|اين|هل|ايش|إيش|وش|مين|منو|بكم)|how|what|where|which|kam|kaif|keef|mata|wain|wein|wesh|esh)\b",
    re.IGNORECASE,
)
_ASKS_AMID = re.compile(
    r"(?<=[^\s:،,.])[\s،,.]++(?=(?:و?(?:كم|كام|كيف|شلون|متى|متا|وين|فين|أين|اين|هل|ايش|إيش|وش|مين|منو|منهو|بكم)|kam|kaif|keef|kef|mata|wain|wein|wesh|esh|meen"
    r"|(?:what|how|where|when|who|which) (?:is|are|do|does|did|can|should|will|would|happens?|much|many|long|about|if)"
    r"|(?:do|does|can|will|should|must) (?:i|we|they)|(?:do|will) you|does it)\b)",
    re.IGNORECASE,
)
_ASKS_SO = re.compile(
    r"\bمن\s+(?:(?!يوم)ي\w{2,}|اللي|الذي|هو|هي|له|لهم)\b|\b(?:why|who|l[ae]i?sh|leh|meen)\b"
    r"|^(?:and |so )?(?:will|would|should|shall|could|may|must|are|am|does|did|has|have)"
    r" (?:i|you|we|they|he|she|it|the|my|there|any)",
    re.IGNORECASE,
)
"""«من» that asks who, as in «الورثة من يستلم الاسهم», not "from"; words that ask why; how an English question begins."""
_MAY = re.compile(r"(?!(?:ما|لا|مو|مب|مش|لم) )(?:\w+ )?(?:[أانت]?(?:قدر|ستطيع)|ممكن|يمكن|يمكنني|ينفع|يصير|عادي|يحق|يجوز)\b")
"""How it begins where leave is asked: «اقدر اوكل اخوي»."""
_MAY_I = re.compile(r"(?:(?:and|so|but|ok) )?(?:can|could|may|should) (?:i|we)\b", re.IGNORECASE)
_MAY_WE = re.compile(r"(?:(?:طيب|طب|يعني) )?و?(?:[أان]قدر|[أان]ستطيع|يمديني|يحق ل[يى]|يجوز ل[يى])\b")
_BEFORE = 3
"""Words before such a place that tell whether it is a question's."""
TELLING = 3
"""Words from which a text that asks nothing tells something."""
MOST_HEADS = 5
"""Beginnings of a text that are looked at: "I would like to file a complaint"."""
_ORDINALS = ("first", "second", "third")


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


def heads(text: str) -> Iterator[str]:
    """Give how a text begins, by one word more that says something each time: «ودي», «ودي أقدم», «ودي أقدم على دعم» ..."""
    tokens = text.split()
    ends = [at for at, token in enumerate(tokens[1:], 1) if has_content(token)]
    return (" ".join(tokens[: at + 1]) for at in ends[:MOST_HEADS])


def label(text: str) -> str:
    """Give the word that stands as a title in front of a text: «شكوى: ...», "complaint - ..."; empty where there is none."""
    found = _LABEL.match(text)
    return found[1] if found else ""


def behind_label(text: str) -> str:
    """Give what stands behind the title of a text."""
    found = _LABEL.match(text)
    return text[found.end() :] if found else text


def wishing(text: str) -> tuple[str, ...]:
    """Give what may begin with a wish: a text, and what follows an introduction in it: «أنا أرملة، وأبغى أقدم على دعم»."""
    wish = next(_WISH.finditer(text, 1), None)
    return (text, text[wish.start() :]) if wish else (text,)


def wishes(text: str) -> bool:
    """Tell a text that says what is wished for: «ابغى اقدم على دعم», "cancel my membership"."""
    return bool(_WISH.search(text) or _BIDS.match(text))


def wishes_not(text: str) -> bool:
    """Recognise a text that says what is not wished for: «ما ابي شكوى بس طفشت»."""
    return bool(_NO_WISH.search(text))


def asks_within(text: str) -> bool:
    """Recognise a text that asks something, by its mark or a word for what is not known; asking why may well be complaining."""
    return any(mark in text for mark in "?؟") or bool(_ASKS_WITHIN.search(text))


def before_questions(text: str) -> tuple[tuple[str, ...], ...]:
    """Give the three words at most, as keys, behind which a text comes to ask something; of each question that it asks so."""
    before, begun = list[tuple[str, ...]](), 0
    for found in _ASKS_AMID.finditer(text):
        before.append(tuple(normalise.key(" ".join(text[begun : found.start()].split()[-_BEFORE:])).split()))
        begun = found.end()
    return tuple(before)


def questions_amid(text: str) -> tuple[int, ...]:
    """Give the places amid a text where it comes to ask something."""
    return tuple(found.end() for found in _ASKS_AMID.finditer(text))


def may_ask(text: str) -> bool:
    """Recognise a text that asks, or is too short to tell anything."""
    return asks_within(text) or len(_telling(normalise.key(text).split())) < TELLING


def tells(text: str) -> bool:
    """Recognise words that neither ask nor wish, and say more than a title does: «مسافر انا ما اقدر»."""
    asks_so = asks_within(text) or is_question(text) or gives_choice(text) or _ASKS_SO.search(text)
    asked = asks_so or (not text.isascii() and asks_what(text))  # "is" and "can" tell as well as ask
    wished = wishes(text) or _OF_ANOTHER.match(text)
    return not (asked or wished or _MAY.match(text) or is_bare(text))


def asks_leave(text: str) -> bool:
    """Recognise a text that asks whether its writer may do something: «اقدر اقدم مره ثانيه», "can I appeal"."""
    return bool(_MAY_WE.match(text) or _MAY_I.match(text))


def has_content(text: str) -> bool:
    """Tell whether a word says what the text is about."""
    return bool(_telling(normalise.key(text).split()))


def _telling(words: Iterable[str]) -> list[str]:
    """Give the words of a key that say what a text is about."""
    leaning = wordlists.words("leaning")
    return [word for word in words if word not in leaning and len(word) > 1 and not word.isdigit()]


def is_idle(text: str) -> bool:
    """Recognise words that begin a question and never come to it: «ابغى اعرف», «يا اخوان»."""
    words = normalise.key(text).split()
    idle, leaning = wordlists.words("idle"), wordlists.words("leaning")
    return all(word in idle or word in leaning for word in words) and bool(_telling(words))


def is_bare(text: str) -> bool:
    """Recognise one word of content without a word that says what is asked of it: «وش الأوراق» is, «وين المكتب» is not."""
    words = normalise.key(text).split()
    return len(_telling(words)) == 1 and wordlists.words("asking").isdisjoint(words)


def is_vague(text: str) -> bool:
    """Recognise words that fit many matters and name none: «الشروط», «كم المدة؟»."""
    words = _telling(normalise.key(text).split())
    return bool(words) and wordlists.words("vague").issuperset(words)


def is_open(text: str) -> bool:
    """Recognise a question that fits any matter: what it needs, how long it takes: «متى يرد؟», "what papers does she need"."""
    words = _telling(normalise.key(text).split())
    open_ = wordlists.words("vague") | wordlists.words("waiting")
    return bool(words) and all(word in open_ or word.removeprefix("و") in open_ for word in words)


def asks(text: str) -> bool:
    """Distinguish a fragment that asks something («كم», «وبعدين؟») from one that only takes note («طيب»)."""
    words = normalise.key(text).split()
    lists = (wordlists.words("asking"), wordlists.words("following"))
    return bool(words) and ("?" in text or "؟" in text or not all(listed.isdisjoint(words) for listed in lists))


def asks_what(text: str) -> bool:
    """Distinguish a fragment that says what it asks for («متى», a place, a price) from one that asks for more («وبعدين؟»)."""
    return not wordlists.words("asking").isdisjoint(normalise.key(text).split())


def guarded(text: str) -> frozenset[str]:
    """Give the words that ask for a ruling of religion or law, a forecast, or the assistant's secrets: never one for an answer.

    «حلال» before its owner is what he has: «حلال الوالد».
    """
    words = normalise.key(text).split()
    if wordlists.words("guarded").isdisjoint(words):
        return frozenset()
    property_, owner = wordlists.words("property"), {*wordlists.words("owner"), "el"}
    owned = {at for at, word in enumerate(words[:-1]) if word in property_ and words[at + 1] in owner}
    return wordlists.words("guarded").intersection(word for at, word in enumerate(words) if at not in owned)


def is_of_others(text: str) -> bool:
    """Recognise a question about somebody else's matter: «ابو فهد كم دوره؟», «معاملة اختي», "my brother's request"."""
    words = [word for word in normalise.key(text).split() if word != "s"]
    if not wordlists.words("mine").isdisjoint(words):
        return False
    matters, persons = wordlists.words("matter"), wordlists.words("person")
    joined = any(
        (one in matters and other in persons) or (one in persons and other in matters and other.isascii())
        for one, other in pairwise(words)
    )
    return joined or not wordlists.words("theirs").isdisjoint(words)


def continues(text: str) -> bool:
    """Recognise a question that goes on from an answer: «طيب وهل ترجع؟», «ولو رفضتوني؟», "and how long?"."""
    return bool(_CONTINUES.match(normalise.plain(text)))


def is_call(text: str) -> bool:
    """Recognise a greeting that asks whether anybody is there: «hello??», «الو؟»."""
    return normalise.key(text) in wordlists.words("call") and any(mark in text for mark in "?؟")


def is_puzzled(text: str) -> bool:
    """Recognise a fragment that says that the answer was not understood; «اها فهمت» says that it was."""
    said = normalise.key(text).split()
    grasped, denied = wordlists.words("grasped"), wordlists.words("denying")
    return any(
        word in wordlists.words("puzzled") and (word not in grasped or denied & set(said[:at])) for at, word in enumerate(said)
    )


def ordinal(text: str) -> int | None:
    """Give the place, from 0, that a fragment names («والثاني؟»), or None."""
    words = normalise.key(text).split()
    return next((place for place, name in enumerate(_ORDINALS) if any(word in wordlists.words(name) for word in words)), None)
