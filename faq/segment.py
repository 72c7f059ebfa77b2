"""Parts a message into its questions, takes courtesies off, and tells fragments that lean on what went before.

Pure functions on text and word lists; decides nothing.
"""

import re

from faq import normalise

MOST_PARTS = 4
"""Questions that are looked for in one message; the rest is left to the last part."""
_BREAK = re.compile(r"(?<=[؟?!.\n])\s*(?=\S)|\s*[\n؛;]\s*")
_JOIN = re.compile(
    r"(?:،|,)?\s+(?=(?:و(?:كم|كيف|متى|متا|وين|أين|اين|هل|ليش|لماذا|ايش|إيش|وش|مين|بكم)|"
    r"and (?:how|what|when|where|who|why|can|do|is)|w (?:kam|kaif|keef|mata|wain|wein|esh|wesh|leish|meen))\b)",
    re.IGNORECASE,
)

_COURTESIES = sorted(
    """السلام عليكم ورحمه الله وبركاته|السلام عليكم ورحمه الله|السلام عليكم|سلام عليكم|وعليكم السلام|السلام|سلام|مرحبا|مرحبتين|اهلا وسهلا|اهلا|هلا والله|
    يا هلا|هلا|صباح الخير|صباح النور|مساء الخير|مساء النور|حياكم الله|حياك الله|الله يحييكم|يعطيك العافيه|يعطيكم العافيه|الله يعطيكم العافيه|الله يعطيك العافيه|
    قواكم الله|عساكم بخير|كيف حالكم|كيف الحال|كيفكم|لو سمحت|لو سمحتم|لو سمحتوا|لوسمحت|لوسمحتوا|من فضلك|من فضلكم|تكفون|تكفي|الله يعافيك|الله يعافيكم|
    الله يسعدكم|الله يسعدك|الله يخليكم|يا اخوان|يا جماعه|اخوي|اختي|استاذ|استاذه|يا طيب|عندي سوال|عندي استفسار|سوال|استفسار|بسالكم|ابغي اسال|
    ابي اسال|حبيت اسال|حاب اسال|ودي اسال|اريد ان اسال|شكرا لكم|شكرا|شكرا مقدما|وشكرا|مشكورين|طيب|بليز|
    hello|hi|hey|hi there|hello there|good morning|good evening|good afternoon|dear sir|dear sirs|dear all|please|pls|excuse me|thanks|thank you|
    i have a question|i would like to ask|quick question|salam|salam alaikum|salam alaykum|assalamu alaikum|assalam alaikum|alsalam alaikum|alsalam 3alaikum|
    salam 3alaikum|marhaba|mar7aba|hala|ahlan|law sama7t|law samaht|law sma7t|lw sm7t|shukran|ya3teek al3afya|tayeb|tayyeb""".replace("\n", "").split("|"),
    key=len,
    reverse=True,
)  # fmt: skip
_COURTESY = [tuple(normalise.key(words).split()) for words in _COURTESIES]

_LEANING = frozenset(
    normalise.key(
        """كم بكم متى متا متي امتى وين فين اين أين ليش ليه لماذا كيف شلون كيفاش مين من هو هي هذا هذي هذه ذاك ذي ايش إيش وش شو ما ماذا هل ايهم اي أي وكم ومتى ومتا ووين
        وليش وكيف ومين وايش ووش وهل وهذا وهذي وبعد وبعدين بعدين بعد ثم طيب زين تمام اوكي اوك خلاص نعم لا ايه ايوه اها صح اكيد يعني والله ياخي والثاني والثانيه
        الثاني الثانيه الاول الاولى والاول والاولى الثالث الثالثه والثالث الاخير والاخير الثانيين نفس نفسه نفسها اللي الي قبل قبله قبلها فوق السابق مافهمت
        فهمت افهم فاهم فاهمه مافهمتك ممكن توضيح وضح وضحوا اكثر كمل زياده ثاني مره غيره غيرها شي شيء ولا او و عليه عنه فيه منه لها له عشان بس كذا
        قد ايش بالضبط تقريبا طب هاه ها الو هههه ههه""",
    ).split(),
) | frozenset(
    """how what when where who why which much many long and so then ok okay yes no yeah yep nope that this it the one second first third last same
    as before above again more else other another about is are was do does i didn't didnt don't dont not understand got you mean huh hmm well right
    sure really please explain kam kem kaif keef kif mata emta wain wein wen fein leish leh lesh meen esh eish wesh wsh shu tayeb tayyeb tayib
    taib w wa ba3deen b3deen ba3dain tamam ok aywa eywa na3am la mafhemt fhmt mafhmt ma zay elli abl gabl nafs nafso nafsha thani elthani althani
    wel wal awwal elawwal tani hada hatha haza hadi hathi hello hallo alo""".split(),
)
_NOT_UNDERSTOOD = frozenset("مافهمت فهمت افهم فاهم فاهمه مافهمتك understand fhmt mafhemt mafhmt".split())
_CALLS = frozenset("hello hi hey hallo alo helo الو هلا هاي مرحبا".split())
_ORDINALS = (
    frozenset("الاول الاولي والاول والاولي اول first 1 awwal elawwal".split()),
    frozenset("الثاني الثانيه والثاني والثانيه ثاني second 2 thani elthani althani tani".split()),
    frozenset("الثالث الثالثه والثالث والثالثه ثالث third 3 last الاخير والاخير".split()),
)


def parts(text: str) -> tuple[str, ...]:
    """Part a message where a question ends or another begins; at least one part, in order, the whole where nothing parts it."""
    text = normalise.plain(text) if "\n" not in text else "\n".join(map(normalise.plain, text[: normalise.RAW_LIMIT].split("\n")))
    found = [part for sentence in _BREAK.split(text) if sentence for part in _JOIN.split(sentence) if has_content(part)]
    if len(found) <= 1:
        return (text,)
    return (*found[: MOST_PARTS - 1], " ".join(found[MOST_PARTS - 1 :])) if len(found) >= MOST_PARTS else tuple(found)


def without_courtesies(text: str) -> str:
    """Take salutations, thanks and politeness off both ends; the whole text where nothing else is in it."""
    text = normalise.plain(text)
    tokens = re.findall(r"\S+", text)
    keys = [normalise.key(token) for token in tokens]
    first, after = 0, len(tokens)
    while length := _courtesy_at(keys[first:after], from_end=False):
        first += length
    while length := _courtesy_at(keys[first:after], from_end=True):
        after -= length
    return " ".join(tokens[first:after]) if first < after else text


def _courtesy_at(keys: list[str], *, from_end: bool) -> int:
    """Give how many tokens at the end of the list are one courtesy."""
    for words in _COURTESY:
        length = len(words)
        if length <= len(keys) and tuple(keys[-length:] if from_end else keys[:length]) == words:
            return length
    return 1 if keys and not keys[-1 if from_end else 0] else 0


def has_content(text: str) -> bool:
    """True where at least one word says what the text is about."""
    return any(len(word) > 1 and not word.isdigit() and word not in _LEANING for word in normalise.key(text).split())


def is_call(text: str) -> bool:
    """True for a greeting that asks whether anybody is there: «hello??», «الو؟»."""
    return normalise.key(text) in _CALLS and any(mark in text for mark in "?؟")


def is_puzzled(text: str) -> bool:
    """True for a fragment that says that the answer was not understood."""
    return any(word in _NOT_UNDERSTOOD for word in normalise.key(text).split())


def ordinal(text: str) -> int | None:
    """Give the place, from 0, that a fragment names («والثاني؟»), or None."""
    words = normalise.key(text).split()
    return next((place for place, names in enumerate(_ORDINALS) if any(word in names for word in words)), None)
