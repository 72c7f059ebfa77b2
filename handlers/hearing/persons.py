"""The wish for a person in place of us, or for a call: «أبغى أكلم موظف لو سمحت», «ابي احد يتصل علي». Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`; the wish for an officer may say why in the same breath.
"""

import re
from itertools import pairwise
from typing import Final

from faq import normalise
from handlers.hearing import particles, turnings, wordbook, words

OFFICER = wordbook.tokens(
    "موظف موظفا الموظف موظفة موظفين موضف الموضف لموظف بموظف مسؤول مسؤولا المسؤول بشر إنسان ادمي "
    "officer agent human person employee representative operator staff "
    "someone mowathaf mowazaf mwazaf mwathaf muwathaf muwazaf mwazzaf mowathaff mas2ool"
)
MANAGER = wordbook.tokens(
    "المدير مدير مديركم المديرة للمدير لمدير لمديركم المشرف مشرف مشرفكم للمشرف رئيسكم لرئيسكم كبيركم manager supervisor boss "
    "mudeer modeer"
)
HIGHER: Final = MANAGER | wordbook.tokens(
    "كبيركم اعلى أعلى فوق لفوق فوقكم فوقه فوقك اكبر أكبر الادارة الاداره للادارة للاداره مجلس المجلس للمجلس لمجلس رئيس الرئيس "
    "للرئيس لرئيس المسؤولين للمسؤولين "
    "higher above upward upwards board chairman director superior superiors senior management foog fog a3la akbar"
)
"""Who stands above the officers, and where that is."""
_OF_HIM: Final = wordbook.tokens("على ضد من عن about against of from 3ala")
"""In front of him whom something is said of, and to whom nothing goes."""
_RAISING: Final = wordbook.tokens(
    "رفع برفع ارفع أرفع بارفع ارفعوا ارفعو ارفعها ارفعوها ارفعه ارفعوه يرفع ترفع نرفع تنرفع ينرفع ترفعون ترفعونها احالة إحالة "
    "تحيلون raise arfa3 arfa3ha arfa3ooha"
)
_YES: Final = (normalise.key("اي"),)
"""What is a yes in front of what is wished: «اي ارفعوها ابغى المدير نفسه», and elsewhere asks which."""
_ESCALATING: Final = wordbook.tokens("تصعيد صعد صعدوا صعدوها صعدها اصعد أصعد اصعدها escalate escalated escalating sa33ed")
_WHERE = wordbook.tokens("وين فين اين أين where is wain wein ween your")
_AT_ONCE: Final = wordbook.tokens(
    "ضروري ضرورى ضرورية عاجل عاجلا الحين الآن حالا بسرعة بسرعه فورا باسرع بأسرع اسرع وقت ممكن "
    "urgent urgently now asap please immediately quickly quick fast soon right away"
)
"""How soon somebody wants something."""
_HURRIED: Final = wordbook.tokens("مستعجل مستعجلة مستعجله مستعجلين سريع سريعا")
"""The same of who wants it; without a word of wanting it is said of the officer."""
_ABOUT = wordbook.tokens(
    "عن بخصوص حول بشأن لموضوع بموضوع مرة ثاني ثانية آخر غير about regarding again concerning because لأن عشان يرد يكلمني يتصل "
    "يشرح ليشرح يشرحلي يوضح ليوضح يوضحلي يفهمني يساعدني ليساعدني يساعد يفيدني"
)
"""Behind a word for an officer: what he is wanted for."""
PHONING = wordbook.tokens("دق دقوا دقو اتصلو يتصل تتصل اتصل اتصلوا يتصلون تتصلون تتصلوا يدق يرن call phone ring yetesel etasel")
CALLING = PHONING | wordbook.tokens("تكلمني يكلمني كلموني كلمني كلميني تكلموني")
_FETCHING: Final = wordbook.tokens("call contact bring fetch نادوا نادي نادولي جيبوا جيبولي هاتوا هاتولي")
"""What brings him here."""
_FETCHED: Final = (
    wordbook.WISHING
    | _FETCHING
    | _AT_ONCE
    | wordbook.tokens("طيب تمام زين اوك حسنا خلاص بشري بشريا حقيقي حقيقيا عطوني اعطوني عطني اعطني ok okay real give")
)
_SOUGHT: Final = wordbook.WISHING | _WHERE | _AT_ONCE
_ANYBODY = wordbook.tokens("حد احد أحد أحدكم واحد شخص منكم هل someone somebody anyone anybody he they")
_OF_KIND: Final = wordbook.tokens("حرمة حرمه امرأة مرأة مرة سيدة بنت ست موظفة انسة رجال رجل woman lady female man male girl")
"""A man or a woman, whom some would rather talk to."""
_ME = wordbook.tokens("علي عليّ بي فيني تكلمني يكلمني كلموني كلمني كلميني تكلموني me 3alay")
_TO_DO: Final = re.compile(r"ل?ي\w{3,}|to|who")
"""Behind an officer of no name: what he is to do, «ابغى موظف يشيك لي», or is able to."""
SOMEBODY: Final = wordbook.tokens("احد أحد حد شخص someone somebody")
_TO_ADVISE: Final = re.compile(r"ل?ي(?:نصح|فهم|شرح|ساعد|وضح|رشد|فيد|دل|شيك)\w*")
"""What somebody is wanted for who can be nobody but an officer."""
_LETTING: Final = wordbook.tokens("خل خلوا خلي خليكم let have")
_FEW_LET, _MOST_LET = 3, 7
_THE: Final = ("ال", "لل")
_HAVING = wordbook.tokens("عندي لدي وعندي ولدي علشان عشاني بسبب i've my")
"""Behind it too: what he has that he is wanted for."""
_CALLING_HIM: Final = wordbook.WISHING | _ANYBODY | _ME | _OF_KIND | _AT_ONCE | wordbook.tokens("مو مب not")
_CONNECTING: Final = wordbook.tokens(
    "وصلني وصلوني وصلنا حولني حولوني حولنا ودني ودوني ودينا ادوني اديني ادني اعطوني عطوني خلوني خليني اربطني اربطوني connect "
    "transfer put 7awelni 7awloni wasselni waddeni"
)
"""What asks to be put through, and to whom: «طيب وصلني له», «ادوني حد اكلمه»."""
_TO_HIM: Final = wordbook.tokens(
    "له لها لهم ليه به بيه فيه حد احد أحد واحد شخص عليه him her them someone somebody anyone somebody 7ad a7ad wa7ed leh"
)
_PUTTING: Final = (
    wordbook.OPENING
    | wordbook.TALK
    | wordbook.tokens("اكلمه أكلمه اكلمها نكلمه اتكلم يكلمني يفهمني يفهم فاهم معه معاه through over to me akallemo")
)
_IN_PLACE: Final = wordbook.tokens(
    "ينفع يصير يمكن اه آه ايوه ايه اي نعم yes بدل كده كدا كذا هذا الكتابة كتابة الشات احسن أحسن افضل أفضل instead of this "
    "writing typing chatting better rather"
)
"""Beside a call: a yes, or that it is wished for in place of writing."""
_RATHER_NOT: Final = particles.NOT_THIS - wordbook.tokens("of")
_PERSON = wordbook.tokens(
    "هل يوجد فيه في أحد أحدهم أحدكم واحد شخص حقيقي متاح موجود الموظفين موظفيكم المدير مدير المشرف مشرف خدمة العملاء الأعضاء "
    "علاقات الجمعية لديكم عندكم منكم معي معه مني "
    "تحويلي حوّلني للمدير المحادثة محادثة محادثتي الحديث أتفاهم يفهمني يفهم رد يرد علي عليّ مباشرة أفضل أرجو أطلب أود هنا مو "
    "لا ليس روبوت آلة آلي البوت بوت "
    "is there any anybody anyone somebody someone real live manager supervisor team customer service department not bot robot "
    "machine "
    "member relations let can right here call back from your office of one people humans"
)
"""Beside them: whom he asks for, and what he asks for no more."""
_WISH: Final = wordbook.tokens("ابغى أبغى ابي أبي اريد أريد ودي محتاج احتاج أحتاج عايز بدي want need")
_ONCE: Final = wordbook.tokens("كنت كان قال قالوا was said")
_BUT: Final = wordbook.tokens("بس لكن انا but just only")
_LISTENING: Final = wordbook.tokens("يسمعني يفهمني يساعدني يفيدني يحاكيني يجاوبني يكلمني")
_LISTENER: Final = 3
"""Words of a wish for somebody who listens."""
_NEAR_WISH: Final = 3
"""Words right before him among which a wish is denied, or was somebody's once."""


def asks_for_officer(text: str) -> bool:
    """Tell whether the whole message just asks for a person, or for his call: «أبغى أكلم موظف لو سمحت», «ابي احد يتصل علي»."""
    said = words.told(text)
    if any(first in _RATHER_NOT and then in OFFICER for first, then in pairwise(said)):  # «ابغى جواب الحين مو موظف»
        return False
    called = words.made_of(text, CALLING, _CALLING_HIM | _IN_PLACE) and not _ME.isdisjoint(said)
    soon = _HURRIED if words.wants(text) else frozenset[str]()
    return (
        called
        or would_be_heard(text)
        or words.made_of(text, OFFICER, _FETCHED | soon)
        or words.made_of(text, MANAGER, _SOUGHT | soon)
    )


def presses(text: str) -> bool:
    """Tell whether the whole message only says how soon something is wanted: «ضروري», "asap please"."""
    return words.made_of(text, _AT_ONCE | _HURRIED, wordbook.POLITE | wordbook.OWN)


def would_be_heard(text: str) -> bool:
    """Tell whether somebody is wished for who listens, explains or helps: «لا بس ابغى احد يسمعني»."""
    said = [word for word in words.told(text) if word not in wordbook.OPENING | wordbook.POLITE | particles.NO | _BUT]
    wishes = len(said) == _LISTENER and said[0] in _WISH and said[1] in _ANYBODY
    return wishes and said[2] in _LISTENING


def lets_somebody(text: str) -> bool:
    """Tell whether words only wish that somebody sees to it, which takes up an officer's offer: «طيب خل احد يدور لي عليه»."""
    said = [word for word in words.told(text) if word not in wordbook.OPENING and word not in wordbook.POLITE]
    letting = len(said) >= _FEW_LET and said[0] in _LETTING and said[1] in OFFICER | _ANYBODY
    return letting and bool(_TO_DO.fullmatch(said[2])) and len(said) <= _MOST_LET and not words.asks(text)


def would_be_put_through(text: str) -> bool:
    """Tell whether the message only asks to be put through to whoever was spoken of: «طيب وصلني له», «طب ادوني حد اكلمه»."""
    said = words.told(text)
    named = not (_CONNECTING.isdisjoint(said) or _TO_HIM.isdisjoint(said))
    return named and words.made_of(text, _CONNECTING, _TO_HIM | _PUTTING)


def names_higher(text: str) -> bool:
    """Tell whether words name somebody above the officers, or speak to him: «ابي المدير», but not «اشتكي على المدير»."""
    return any(then in HIGHER and first not in _OF_HIM for first, then in pairwise(("", *words.told(text))))


def would_go_higher(text: str) -> bool:
    """Tell whether words take a matter up, or say on what condition: «أطلب رفع شكواي لمديركم», «اذا ما انحلت بروح للمدير»."""
    said = words.told(text)
    if any(mark in text for mark in "؟?"):
        return False
    asks = words.asks(text.partition(" ")[2] if said[:1] == _YES else text)
    if not _ESCALATING.isdisjoint(said) and not asks:
        return True
    if words.wants(text) and not asks and any(one in OFFICER | _ANYBODY and then in HIGHER for one, then in pairwise(said)):
        return True
    raises = not _RAISING.isdisjoint(said) and not asks
    return (raises or turnings.on_condition(text)) and names_higher(text)


def asks_for_call(text: str) -> bool:
    """Tell whether the whole message just asks to be called: «ابي احد يتصل علي»."""
    return words.made_of(text, PHONING, _CALLING_HIM | _IN_PLACE) and not _ME.isdisjoint(words.told(text))


def matter_for_officer(text: str) -> str:
    """Give the words of a wish for a person that also says why: «أريد التحدث مع موظف، الرفض ظلم»; empty where none does."""
    sentences = [part for part in wordbook.SENTENCE.split(text[: normalise.LIMIT]) if part.strip()]
    if len(sentences) > 1 and any(map(_wants_officer, (sentences[0], sentences[-1]))):
        return text.strip()
    if (denied := _behind_no(text)) and matter_for_officer(denied):  # «لا مو لازم مساعده بس ابغى احد ينصحني»
        return text.strip()
    said = words.told(text)
    if not _OF_KIND.isdisjoint(said) and words.made_of(text, CALLING, _CALLING_HIM):
        return text.strip()  # whom he would rather talk to is what an officer should know
    asked = next((at for at, word in enumerate(said) if word in OFFICER or word in SOMEBODY), 0)
    wants = asked and (all(word in wordbook.WISHING for word in said[:asked]) or _wished_beside(said[:asked]))
    after = next((word for word in said[asked + 1 :] if word not in wordbook.POLITE | _AT_ONCE), "")
    officer = said[asked] in OFFICER if asked else False
    does = _TO_DO if officer else _TO_ADVISE
    fits = (does.fullmatch(after) and not said[asked].startswith(_THE)) or (officer and after in _ABOUT | _HAVING)
    return text.strip() if wants and fits else ""


def _wished_beside(before: tuple[str, ...]) -> bool:
    """Recognise a wish right before whom is wished for, behind what was told: «عندي طلب من شهر وابغى (موظف يشرح لي)»."""
    wish = before[-1].removeprefix("و")
    return wish in _WISH and not (particles.NOT | _ONCE) & {*before[-_NEAR_WISH:]}


def _behind_no(text: str) -> str:
    first, but, rest = text.partition(" بس ")
    return rest if but and words.told(first)[:1] and words.told(first)[0] in particles.NO else ""


def _wants_officer(text: str) -> bool:
    """Tell whether words ask for a person and say that they do: the mere noun may be part of a question."""
    return asks_for_officer(text) and any(word in wordbook.WANT or word in wordbook.TALK for word in words.told(text))


def says_why(text: str) -> bool:
    """Tell whether the wish for an officer says what is wanted of him, in at least two words."""
    return words.content_words(text, OFFICER | wordbook.TALK | _ABOUT | _PERSON) > 1
