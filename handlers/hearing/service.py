"""What is asked of the service itself: another language, who answers, what it does, no more messages. Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`.
"""

import re
from itertools import dropwhile
from typing import Final

from domain.model import Language
from handlers.hearing import particles, sayings, wordbook, words

ARABIC = wordbook.tokens("عربي العربية بالعربي بالعربية عربية للعربية arabic 3arabi arabi bil3arabi")
ENGLISH = wordbook.tokens(
    "انجليزي الإنجليزية بالانجليزي بالإنجليزية انجليزية للإنجليزية انقلش english inglizi ingleezi engleezi"
)
_SPEAK = wordbook.tokens(
    "تكلم كلمني اكتب رد غير بدل حول رجع ارجع رجعها ارجعها نرجع مرة ثانية أخرى اللغة لغة إلى الى speak write talk reply change "
    "switch language in to use translate "
    "again back let's now go return kallemni do you understand know هل تتكلم تتكلمون تتحدث تتحدثون تفهم تفهمون تعرف تعرفون ترد "
    "تردون"
)
_SPEAKING: Final = wordbook.POLITE | wordbook.WANT | _SPEAK
_LANGUAGES: Final = {Language.ARABIC: ARABIC, Language.ENGLISH: ENGLISH}
_WEAKLY: Final = wordbook.tokens("cant cannot ضعيف ضعيفة weak bad poor broken مدري اجهل معرف ماعرف مافهم")
_PARTED: Final = re.compile(r"[،,.;]|\bbut\b|(?<!\w)(?:بس|لكن)(?!\w)", re.IGNORECASE)
_NAMED: Final = (
    r"(?:(?:بال|ال|لل|ب)?عربي[ةه]?|arabic|(?:bil|bel)?3arabi)",
    r"(?:(?:بال|ال|لل|ب)?[اإ]نجليزي[ةه]?|english|(?:bil|bel)?[ie]ng(?:li|lee|le)zi)",
)
_BOTH_LANGUAGES: Final = re.compile(
    "|".join(rf"(?<!\w){first}\s*(?:و|أو|او|and|or|w|[&+/])\s*{then}(?!\w)" for first, then in (_NAMED, _NAMED[::-1])),
    re.IGNORECASE,
)
"""Two languages in one breath: what is to be in both, and no wish for one of them."""
_OF_LANGUAGE: Final = 14
"""Words of a wish for a language, with its reason."""
_WRITTEN_SO: Final = wordbook.tokens("غلط خطأ خطا مكتوب مكتوبة مكتوبه اسمي الاسم name spelled spelt written wrong typo")
"""What is said of words in a language, and wishes for none: «الاسم بالانجليزي غلط»."""
TONGUE, _WHICH = (
    wordbook.tokens("language languages اللغة لغة بلغة لغات اللغات loghat lo8a lugha"),
    wordbook.tokens("what which are is وش ايش ما هي أي بأي كم"),
)
OTHER_TONGUES: Final = wordbook.tokens(
    "urdu hindi bengali bangla tagalog filipino indonesian bahasa malay turkish french spanish german chinese russian persian "
    "farsi pashto swahili amharic hausa tamil malayalam nepali "
    "اردو أردو اوردو هندي الهندية بنغالي البنغالية فلبيني الفلبينية اندونيسي الاندونيسية تركي التركية فرنسي الفرنسية اسباني "
    "الاسبانية صيني الصينية روسي الروسية فارسي الفارسية باكستاني بالاردو بالهندي بالفرنسي بالتركي"
)
LANGUAGE = sayings.keys(
    "اللغة", "لغة", "تغيير اللغة", "غير اللغة", "language", "change language", "change the language", "switch language"
)
DOING: Final = wordbook.tokens(
    "بتقدر بتعمل بتعرف بتساعد "
    "تسوي تسوون تعمل تعملون تفعل تقدر تستطيع تقدرون تعرف تساعد تساعدني تساعدنا تفيد تفيدني تخدم تخدمني تقدم وظيفتك شغلك شغلتك "
    "مهمتك دورك فايدتك فائدتك خدماتك قدراتك "
    "do help offer job purpose role tswy tsawi tesawi tsawwi"
)
THIS: Final = wordbook.tokens(
    "انت انتم إنت هنا لي لنا فيه به بها هو هي هذا الشات البوت بوت مجيب يا بالضبط بالتحديد تحديدا أصلا يعني طيب اللي الذي أن "
    "فيني في you your yours i me for with can could does is are s "
    "this bot chat assistant mujib exactly actually precisely here it the a service please so ok u inta enta"
)
_SPEAKER: Final = wordbook.tokens(
    "انت انتم انتي انته انتو إنت يكلمني يرد معي معاي you u i'm talking speaking chatting this enta inta inte"
)
NATURE: Final = wordbook.tokens(
    "روبوت ربوت بوت البوت آلي آلة إنسان انسان بشر بشري شخص حقيقي حقيقية ذكاء اصطناعي صناعي برنامج كمبيوتر robot bot chatbot "
    "human person machine ai computer artificial real ensan insan"
)
_BESIDE_NATURE: Final = wordbook.tokens(
    "هل ولا أو ام والا أم مجرد فعلا اللي الذي علي مو ليس موظف قاعد is are am a an or the to with i it really actually "
    "intelligence just program wala wella"
)
"""Beside them, where it is asked who answers."""
_ADDRESS: Final = re.compile(r"[^\s@]{1,64}+@[^\s@]{1,250}\.\w+")
_OF_ADDRESS: Final = (
    wordbook.POLITE
    | wordbook.OPENING
    | wordbook.tokens(
        "على علي الى إلى هذا هو وهذا لي ايميلي الايميل ايميل بريدي البريد الالكتروني ارسلها ارسلوها ارسله ارسلوه ابعتها ابعثها "
        "ابعتوها my email mail address is to send it this at"
    )
)
AUTOMATIC = sayings.keys(
    "رد تلقائي", "رد آلي", "رسالة تلقائية", "رسالة آلية", "الرد تلقائي", "auto reply", "automatic reply", "autoreply",
    "out of office", "away message", "automated message",
)  # fmt: skip
_AUTOMATIC_MARKS: Final = tuple(f" {mark} " for mark in AUTOMATIC)
_SAYING_SO: Final = wordbook.tokens("هذا هذه هذي this is an a the it")
"""What may stand in front of a mark where a machine says that it writes."""
_AWAY: Final = sayings.keys("out of office", "away message")
"""Marks that stand anywhere in such a message."""
_CLAUSE: Final = re.compile(r"[.،,:؛;!\n]+")
_RULES: Final = wordbook.tokens(
    "القوانين قوانين قوانينكم القواعد قواعد قواعدكم التعليمات تعليمات تعليماتكم الانظمة انظمتكم rules regulations"
)
_OURSELVES: Final = wordbook.tokens(
    "انت انتي عندك لك حقك حقتك تعليماتك قوانينك قواعدك برومبت البرومبت كود system prompt instructions hidden ignore pretend"
)
"""What is said to a program, of whose own rules nobody is told."""
_CAR: Final = wordbook.tokens("عربية")
"""What is Arabic, and to some a car."""
_OF_TONGUE: Final = _SPEAK | TONGUE | _WEAKLY | particles.NOT | wordbook.WANTED_SO
_ASKING_FOR: Final = wordbook.tokens("asking اسال اسأل استفسر")
_GIVING: Final = frozenset((word,) for word in wordbook.tokens("عطني اعطني عطوني اعطوني ارسل ارسلوا ابي ابغى give send show"))


def asks_for_language(text: str) -> Language | None:
    """Give the language that the whole message asks for, if it does."""
    if words.made_of(text, ENGLISH, _SPEAKING):
        return Language.ENGLISH
    return Language.ARABIC if words.made_of(text, ARABIC, _SPEAKING) else None


def names_language(text: str) -> bool:
    """Tell whether a language is named in a short message: «ما اقرا عربي زين», "sorry, can you write in English"."""
    said = words.told(text)
    named = len(said) <= _OF_LANGUAGE and not (ARABIC | ENGLISH).isdisjoint(said)
    return named and _WRITTEN_SO.isdisjoint(said) and not tells_of_car(text)


def tells_of_car(text: str) -> bool:
    """Tell whether what may be Arabic is a car: «سرقوا عربية جارنا» speaks of no language, and wishes for none."""
    said = words.told(text)
    return len(said) > 1 and not _CAR.isdisjoint(said) and _OF_TONGUE.isdisjoint(said)


def names_both_languages(text: str) -> bool:
    """Tell whether two languages are named in one breath, and neither is disowned: «بالعربي والانجليزي لو يصير»."""
    return bool(_BOTH_LANGUAGES.search(text)) and (particles.NOT | _WEAKLY).isdisjoint(words.told(text))


def language_meant(text: str) -> Language | None:
    """Give the language that is wished for by name: the one that is named, or the other where that one is not mastered."""
    said = words.told(text)
    named = {language for language, names in _LANGUAGES.items() if not names.isdisjoint(said)}
    if len(named) != 1:
        return None
    (one,) = named
    weak = not (particles.NOT | _WEAKLY).isdisjoint(said)
    return next(other for other in Language if other is not one) if weak else one


def language_left(text: str) -> Language | None:
    """Give the language of the clauses that disown none: "I don't understand Arabic, English please"; None for two."""
    clauses = (words.told(clause) for clause in _PARTED.split(text))
    said = {word for clause in clauses if (particles.NOT | _WEAKLY).isdisjoint(clause) for word in clause}
    named = [language for language, names in _LANGUAGES.items() if not names.isdisjoint(said)]
    return named[0] if len(named) == 1 else None


def asks_about_language(text: str) -> bool:
    """Tell whether the message wants a language that is none of ours, or asks which there are: «بأي لغة اكتب», "Urdu?"."""
    return words.is_one_of(text, LANGUAGE) or words.made_of(text, TONGUE | OTHER_TONGUES, _SPEAKING | _WHICH | TONGUE)


def asks_what_we_do(text: str) -> bool:
    """Tell whether the whole message asks what Mujib is for: «وش تسوي انت بالضبط؟», "what exactly do you do"."""
    said = words.told(text)
    whole = all(word in wordbook.WHAT or word in DOING or word in THIS or word in wordbook.POLITE for word in said)
    return whole and said != ("how", "do", "you", "do") and not (wordbook.WHAT.isdisjoint(said) or DOING.isdisjoint(said))


def asks_who(text: str) -> bool:
    """Tell whether the whole message asks who answers: a person or a machine: «انت انسان ولا آلي», "am I talking to a bot"."""
    said = frozenset(words.told(text))
    made = said <= _SPEAKER | NATURE | _BESIDE_NATURE
    return words.is_one_of(text, sayings.WHO) or (made and not (_SPEAKER.isdisjoint(said) or NATURE.isdisjoint(said)))


def gives_address(text: str) -> bool:
    """Tell whether a message is no more than a mail address, and that something be sent there: «على ايميلي sa@example.com»."""
    if "@" not in text:
        return False
    beside, found = _ADDRESS.subn(" ", text)
    return bool(found) and all(word in _OF_ADDRESS for word in words.told(beside))


def is_automatic(text: str) -> bool:
    """Tell whether a machine wrote this, such as an absence note; two machines must not talk for ever.

    It says so where a sentence begins: «أنت موظف أم رد آلي؟» asks, and «كله رد آلي» complains.
    """
    text = text[:300]
    said = f" {' '.join(words.told(text))} "
    found = [mark for mark in _AUTOMATIC_MARKS if mark in said]
    if not found or words.asks(text):
        return False
    begun = [f"{' '.join(dropwhile(_SAYING_SO.__contains__, words.told(one)))} " for one in _CLAUSE.split(text)]
    return any(mark.strip() in _AWAY or any(one.startswith(mark[1:]) for one in begun) for mark in found)


def asks_for_rules(text: str) -> bool:
    """Tell whether he asks for the association's rules, which resembles an order: «وش القوانين عندكم», "what the rules are"."""
    said = words.told(text)
    asks = words.asks(text) or not _ASKING_FOR.isdisjoint(said) or said[:1] in _GIVING
    return asks and not _RULES.isdisjoint(said) and _OURSELVES.isdisjoint(said)
