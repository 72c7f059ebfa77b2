"""What a waiting member asks: who has it or had it, how long it takes, when he hears; and reproaches. Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`.
"""

from itertools import pairwise
from typing import Final

from handlers.hearing import particles, wordbook, words

_EARLY, _SEVERAL = 3, 8
_REPROACHING: Final = frozenset(
    (one, other)
    for first, then in (("كم kam", "مرة مره marra"), ("الى لين إلى", "متى"), ("how", "long"), ("many", "times"))
    for one in wordbook.tokens(first)
    for other in wordbook.tokens(then)
)
ENDURING: Final = wordbook.tokens("نصبر اصبر أصبر ننتظر انتظر أنتظر استنى نستنى بنصبر wait waiting keep")
_WHEN: Final = particles.WHEN | wordbook.tokens("long will wain بيكلمني بتكلموني بتتواصلون بيتواصل بيتصل بتتصلون بتردون بيرد")
_CONTACTING: Final = wordbook.tokens(
    "تتواصلون بتتواصلون يتواصلون بيتواصلون يكلموني بيكلموني تتواصلوا تواصلون بيتواصل يتواصل ستتواصلون تكلموني بتكلموني يكلمني "
    "بيكلمني تكلمني تتصلون بتتصلون تتصلوا يتصل بيتصل سيتصل تردون بتردون يردون يردوا تردوا يرد بيرد يدق بيدق "
    "تجون بتجون يجي بيجي يجيني يوصلني بيوصلني توصلني بتوصلني يوصل بيوصل توصل reply respond hear contact contacting call "
    "calling phone reach yeji yejoon yiji tejoon tkallmoni tkalmoni tetwasaloon tradoon trdon trdoon yrdon yrdoon yeroddon "
    "yerdon"
)
_HOLDING: Final = wordbook.tokens(
    "ماسك ماسكه ماسكها يتابع يتابعها بيتابع بيتابعها متابع استلم استلمها استلمه byetabe3 yetabe3 mask masek maskha handling "
    "handles charge"
)
_READING: Final = _HOLDING | wordbook.tokens(
    "يمسكها بيمسكها يمسكه بيمسكه ماسكينها بيشوف بيشوفها بيقرا يشوفها يشوفه شايفها شافها بيقراها يقراها يقرا يقراه قراها قرا "
    "قرأ شاف يشوف مستلمها مستلم يستلمها بيستلمها بتوصل توصل وصلت بيرد يرد الخطوة الجاية التالية التاليه بيصير يصير "
    "مسؤول المسؤول مسئول المسئول جاي جايين بيجي يجي بتجون هيجي هيكلمني حيكلمني هيتصل حيتصل mas2ool mas2oul coming come "
    "responsible has got have reading reads read see sees seen looking look deals dealing next happens happen takes yemsekha "
    "yshoofha"
)
_WHO_HAS: Final = wordbook.tokens(
    "did has have at مين ومين من منو ومنو مين اللي لمين عند عندمين وش ووش ايش وايش شنو هل احد أحد حد فيه who whom whose what "
    "is does will anyone anybody someone somebody and meen wesh"
)
_OF_REQUEST: Final = wordbook.OWN | wordbook.tokens(
    "الموضوع موضوعي السالفة يعني هو هي راح رح اللي الذي الحين الان الآن دحين بعدين بعد كذا طيب عليها عليه علي هالكلام كلامي "
    "الكلام هذا هذي معي معاي معايا ma3aya ma3ay 3an shakwa عن عنها عنه لها له فيها فيه it this that now even actually my to "
    "with of about at ok so then me exactly roughly بالضبط بالظبط تقريبا the you going done there else elli el al mawdoo3 "
    "mawdoo3i"
)
_WHO_HAS_IT: Final = _WHO_HAS | _OF_REQUEST
_TALKING: Final = wordbook.tokens("اكلم أكلم نكلم اتكلم أتكلم اراجع أراجع talk speak akallem")
_WHOM: Final = wordbook.tokens("مين منو من who whom meen")
_OF_TALKING: Final = _WHO_HAS_IT | wordbook.tokens("i do can should مع معه معاه ana")
_LASTING: Final = wordbook.tokens(
    "ننتظر انتظر أنتظر بننتظر نستنى استنى بستنى بنستنى ياخذ تاخذ يأخذ تأخذ بياخذ بتاخذ ياخذون تاخذون يطول بيطول تطول بتطول "
    "المهلة المهله مهلة مهله deadline "
    "يستغرق تستغرق المدة المده مدة مده modda mudda elmodda يوم ايام أيام اسبوع أسبوع days weeks long takhed takhith yakhed "
    "yakhith ya5ed ta5ed ytawwel"
)
_HOW_MUCH: Final = wordbook.tokens("كم وكم how kam")
_OF_LASTING: Final = _OF_REQUEST | wordbook.tokens(
    "يعني طيب طب اوك كم وكم اقصى أقصى اقصاها الرسمية الرسميه رسمية رسميه المحددة المحدده عندكم tayeb 6ayb rasmeya rasmiya "
    "official maximum waqt wagt elwaqt خلال تردون بتردون ترد يرد وقت الوقت الرد رد ردكم الجواب كثير عادة غالبا how does do "
    "many within it take takes taking will would usually normally is was the a an reply answer response for from of your be "
    "wait kam wagt alrad elrad rad"
)
_MONEY: Final = wordbook.tokens(
    "تاخذون تاخذو تاخذوا تأخذون الفلوس فلوس المبلغ مبلغ ادفع أدفع ندفع تكلف يكلف التكلفة السعر سعره much money cost costs pay "
    "price floos flos adfa3"
)
_OF_MONEY: Final = _OF_REQUEST | wordbook.tokens(
    "كم وكم بكم طيب يعني اقصد قصدي كله كلها مني منا علي علينا لازم عندكم المطلوب الحين how do does i we you is it the to need "
    "must have will for in all kam ya3ni lazem"
)
_PERIOD: Final = wordbook.tokens("المدة المده مدة مده مدته مدتها مهلة المهلة مهلته deadline period")
_COUNTING: Final = wordbook.tokens("كم وكم many kam")
_UNITS: Final = wordbook.tokens(
    "يوم ايام أيام شهر اشهر أشهر شهور اسبوع أسبوع اسابيع سنة سنين days weeks months years ياخذ تاخذ يستغرق تستغرق وقت"
)
_WHO: Final = wordbook.tokens("من مين منو who whats what name اسم وش ايش ما meen min")
_SERVED: Final = wordbook.tokens(
    "الموظف موظف الموظفة اسمه اسم خدمني ساعدني officer person employee guy lady mowazaf helped handled"
)
_WAS: Final = wordbook.tokens("كان كانت was did kan")
_WITH_ME: Final = wordbook.tokens("معي معاي علي كلمني me i talking spoke talked ma3i")
_WHO_SERVED: Final = (
    _SERVED
    | _WHO
    | wordbook.tokens(
        "هو هي كان كانت اللي الذي معي معاي كلمني تكلم رد علي على معاملتي طلبي شكواي قبل شوي طيب وش ايش هذا تولى استلم was the "
        "is that s my with me i talked spoke spoken talking to chatting just now case request dealt of did it elli kan ma3i "
        "ابي ابغى اشكره أشكره thank him her like d please"
    )
)


def asks_of_own_request(text: str) -> bool:
    """Tell whether the message only asks who has a request, whether it is read, how long it takes, or what comes next."""
    said = words.told(text)
    asked = bool(said) and (words.asks(text) or said[0] in _WHO_HAS)
    read = len(said) > 1 and words.made_of(text, _READING, _WHO_HAS_IT)
    if asks_how_long(text):
        return True
    whom = not _WHOM.isdisjoint(said) and words.made_of(text, _TALKING, _OF_TALKING)
    return asked and (read or whom or words.made_of(text, particles.WHEN, _OF_REQUEST))


def asks_how_long(text: str) -> bool:
    """Tell whether the message only asks how long it takes, and names nothing: «كم ياخذ الرد», "how long will it take"."""
    return not _HOW_MUCH.isdisjoint(words.told(text)) and words.made_of(text, _LASTING, _OF_LASTING)


def asks_how_much(text: str) -> bool:
    """Tell whether the message only asks how much money is wanted, and names nothing for it: «كم تاخذون», "how much money"."""
    return not _HOW_MUCH.isdisjoint(words.told(text)) and words.made_of(text, _MONEY, _OF_MONEY)


def asks_for_period(text: str) -> bool:
    """Tell whether words ask within what time something is to be done: «ما مدة الاعتراض», "how many days do I have"."""
    said = words.told(text)
    if not _PERIOD.isdisjoint(said[:_EARLY]):
        return True  # «ما مدة الاعتراض» begins with no word of asking
    if _UNITS.isdisjoint(said) and "long" not in said:
        return False
    counted = any(first in _COUNTING and then in _UNITS for first, then in pairwise(said))
    return words.asks(text) and (counted or ("how", "long") in pairwise(said))


def asks_of_contact(text: str) -> bool:
    """Tell whether a message asks when somebody gets in touch, or who has it: «متى بتتواصلون معي؟», «مين ماسك الموضوع»."""
    said = words.told(text)
    if asks_of_own_request(text):
        return True
    called = not (_CONTACTING.isdisjoint(said) or _WHEN.isdisjoint(said))
    held = not (_HOLDING.isdisjoint(said) or _WHO.isdisjoint(said))
    return (called or held) and len(said) <= _SEVERAL and words.asks(text)


def reproaches(text: str) -> bool:
    """Tell whether a question is a reproach: «كم مرة لازم اتصل عشان احد يرد؟», "why do I have to chase you?"."""
    return words.asks_why(text) or any(pair in _REPROACHING for pair in pairwise(words.told(text)))


def waits_too_long(text: str) -> bool:
    """Tell whether the question is asked by a member who has waited long enough: «لين متى نصبر؟», "how long must I wait"."""
    said = words.told(text)
    return not ENDURING.isdisjoint(said) and any(pair in _REPROACHING for pair in pairwise(said))


def asks_who_served(text: str) -> bool:
    """Tell whether the message only asks who the officer was: «مين الموظف اللي كان معي؟», "who was the officer"."""
    said = words.told(text)
    whom = not _SERVED.isdisjoint(said) or not (_WAS.isdisjoint(said) or _WITH_ME.isdisjoint(said))
    return whom and words.made_of(text, _WHO, _WHO_SERVED) and words.asks(text)
