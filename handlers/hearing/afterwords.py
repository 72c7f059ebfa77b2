"""Short remarks after a matter was settled: that all is well, no rating, who it was, when he is called. Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`.
"""

from itertools import pairwise
from typing import Final

from handlers.hearing import particles, sayings, wordbook, words

_RATING: Final = wordbook.tokens(
    "اقيم أقيم أقيّم تقييمي التقييمات تقييمات ratings تقييم التقييم اقيمكم أقيمكم تقييمكم rate rating score a8ayem agayem"
)
_RATHER_NOT: Final = wordbook.tokens("rather prefer pass skip أفضل افضل بدون")
_OF_RATHER: Final = wordbook.tokens(
    "i d would not to no this time on it that if you don mind thanks thank we ll الحين الآن لو والله مالي خلق طيب عن ألا الا"
)
_DOUBTING: Final = wordbook.tokens("ادري أدري اعرف أعرف كم know sure how وصلني وصل got received")
_EARLY, _FEW, _SEVERAL = 3, 5, 8
_LATER: Final = particles.LATER | wordbook.tokens("soon")
_TIME: Final = wordbook.tokens("وقت فاضي فاضية time free")
_BETTER: Final = wordbook.tokens(
    "يعني تعني معنى معناه mean means الاحسن الأحسن الافضل الأفضل احسن أحسن افضل أفضل اعلى أعلى ممتاز اقل أقل اسوأ أسوأ best "
    "better highest lowest worst good excellent top"
)
_OR: Final = wordbook.tokens("ولا او أو ام or wala wela")
_NOT_NOW: Final = particles.NOT | wordbook.tokens("الحين الان الآن هلا هلق دحين now right اليوم today this moment")
_SCALE: Final = wordbook.tokens("1 2 3 4 5 واحد الواحد خمسة الخمسة one five نجمة نجوم star stars")
_WHEN: Final = particles.WHEN | wordbook.tokens("long will wain بيكلمني بتكلموني بتتواصلون بيتواصل بيتصل بتتصلون بتردون بيرد")
_CONTACTING: Final = wordbook.tokens(
    "تتواصلون بتتواصلون يتواصلون بيتواصلون يكلموني بيكلموني تتواصلوا تواصلون بيتواصل يتواصل ستتواصلون تكلموني بتكلموني يكلمني "
    "بيكلمني تكلمني تتصلون بتتصلون تتصلوا يتصل بيتصل سيتصل تردون بتردون يرد بيرد يدق بيدق "
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
_REPROACHING: Final = frozenset(
    (one, other)
    for first, then in (("كم kam", "مرة مره marra"), ("الى لين إلى", "متى"), ("how", "long"), ("many", "times"))
    for one in wordbook.tokens(first)
    for other in wordbook.tokens(then)
)
_ENDURING: Final = wordbook.tokens("نصبر اصبر أصبر ننتظر انتظر أنتظر استنى نستنى بنصبر wait waiting keep")
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
_SETTLED: Final = wordbook.SETTLED | wordbook.tokens("اشتغل اشتغلت شغال شغالة تصلح تصلحت انصلح انصلحت works working")
_IDIOMS: Final = frozenset(
    (first, then)
    for first, others in (
        ("ما ma", "قصرتوا قصرتو قصرت قصرتم قصر شاء شاالله gassartoo gasart"),
        ("لا", "باس بأس"),
        ("no", "problem"),
    )
    for first in wordbook.tokens(first)
    for then in wordbook.tokens(others)
)
GLAD: Final = wordbook.tokens(
    "قصرتوا قصرتو قصرت قصرتم الحمد الحمدلله يجزاكم يجزاك جزاكم جزاك يعطيكم يعطيك مشكورين مشكور شكرا تسلمون تسلم thanks thank "
    "thx shukran"
)
_OWN_MATTER: Final = wordbook.tokens("اقتراح أقترح اقترح مقترح شكوى أشتكي اشتكي suggestion suggest complaint complain")
_WHETHER: Final = wordbook.tokens("هل is are has did hal")
_AGREED: Final = particles.YES | wordbook.tokens("تمام tamam")
NOT_ALL: Final = particles.NOT | wordbook.tokens(
    "ليس ليست ولا محد بس لكن ولكن الا إلا نص نصها نصف جزء باقي للحين لسه لسا مازال مازالت زالت زال but yet still only half "
    "except part partly never isn wasn hasn didn doesn aren nothing"
)
"""With these not all of it is settled."""
_MENDING: Final = wordbook.tokens(
    "صلح صلحوا صلحو صلحه صلحها سوى سووا سوا عمل عملوا حل حلوا ضبط نفع اشتغل اشتغلت تصلح انصلح خلص كمل لقى عرف قدر fix fixed "
    "solve solved mend help work"
)
_BACK: Final = wordbook.tokens("رجع رجعت عاد عادت again")
"""Behind a yes these are well too."""


def literal(text: str) -> tuple[str, ...]:
    """Give the words of a message without those that deny nothing: «ما قصرتوا» praises."""
    said = words.told(text)
    praised = {at for at, pair in enumerate(pairwise(said)) if pair in _IDIOMS}
    return tuple(word for at, word in enumerate(said) if at not in praised)


def says_settled(text: str) -> bool:
    """Tell whether a message says that a matter is settled, in whatever words, and takes nothing of it back."""
    said = literal(text)
    if words.asks(text) or not NOT_ALL.isdisjoint(said):
        return False
    agreed = 1 < len(said) <= _FEW and said[0] in _AGREED  # «ايوه رجع»
    glad = len(said) <= _SEVERAL and not GLAD.isdisjoint(said) and not words.wishes(text)  # «الله يجزاكم خير راحت الريحه»
    return agreed or (_BACK.isdisjoint(said) and (glad or not _SETTLED.isdisjoint(said)))


def denies_mending(text: str) -> bool:
    """Tell whether words say that whoever came, or what was done, mended nothing: «السباك جا وما صلح شي»."""
    pairs = pairwise(words.told(text))
    return any(
        (first in particles.NOT or first.removeprefix("و") in particles.NOT) and then in _MENDING for first, then in pairs
    )


def declines_rating(text: str) -> bool:
    """Tell whether the message only says that he does not want to rate: «لا شكراً», «ما احب التقييمات», "I'd rather not"."""
    said = words.told(text)
    plain = words.is_one_of(text, sayings.NO | sayings.SKIP)
    if plain or words.made_of(text, _RATHER_NOT, particles.NOT | _RATHER_NOT | _OF_RATHER):
        return True
    unsure = doubts(text) or any(map(str.isdecimal, text)) or words.asks(text)
    return len(said) <= _SEVERAL and not (unsure or particles.NOT.isdisjoint(said) or _RATING.isdisjoint(said))


def names_rating(text: str) -> bool:
    """Tell whether a message speaks of a rating."""
    return not _RATING.isdisjoint(words.told(text))


def doubts(text: str) -> bool:
    """Tell whether a message says that its writer does not know."""
    return not _DOUBTING.isdisjoint(words.told(text))


def only_names_rating(text: str) -> bool:
    """Tell whether a few words say that a rating is meant: «هذا تقييم الاولى»."""
    return len(words.told(text)) <= _FEW and names_rating(text) and not words.asks(text)


def rates_later(text: str) -> bool:
    """Tell whether a few words put a rating off: «بعدين اقيم», "I'll rate later", «ما عندي وقت الحين»."""
    said = words.told(text)
    busy = (
        len(said) <= _SEVERAL and not (_TIME.isdisjoint(said) or particles.NOT.isdisjoint(said)) and _ENDURING.isdisjoint(said)
    )
    not_now = bool(said) and not particles.NOT.isdisjoint(said[:1]) and len(said) > 1 and all(word in _NOT_NOW for word in said)
    return not words.asks(text) and (busy or not_now or (only_names_rating(text) and not _LATER.isdisjoint(said)))


def asks_if_settled(text: str) -> bool:
    """Tell whether a few words ask if a matter is settled: «يعني خلاص انتهت؟», "is it solved?"."""
    said = words.told(text)
    whether = said[:1] and (said[0] in _WHETHER or not words.begins_asking(text))
    return bool(whether) and any(mark in text for mark in "؟?") and len(said) <= _FEW and not _SETTLED.isdisjoint(said)


def asks_of_scale(text: str) -> bool:
    """Tell whether a few words ask which score is the better: "is 1 the best or 5?", «الخمسة احسن ولا الواحد؟»."""
    said = words.told(text)
    asks = words.asks(text) or not _OR.isdisjoint(said)
    return asks and len(said) <= _SEVERAL and not (_BETTER.isdisjoint(said) or _SCALE.isdisjoint(said))


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
    counted = any(first in _COUNTING and then in _UNITS for first, then in pairwise(said))
    named = not _PERIOD.isdisjoint(said[:_EARLY])  # «ما مدة الاعتراض» begins with no word of asking
    return named or (words.asks(text) and (counted or ("how", "long") in pairwise(said)))


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
    return not _ENDURING.isdisjoint(said) and any(pair in _REPROACHING for pair in pairwise(said))


def names_matter(text: str) -> bool:
    """Tell whether a message says that it suggests or complains: «على فكرة عندي اقتراح ...»."""
    return not _OWN_MATTER.isdisjoint(words.told(text))


def asks_who_served(text: str) -> bool:
    """Tell whether the message only asks who the officer was: «مين الموظف اللي كان معي؟», "who was the officer"."""
    said = words.told(text)
    whom = not _SERVED.isdisjoint(said) or not (_WAS.isdisjoint(said) or _WITH_ME.isdisjoint(said))
    return whom and words.made_of(text, _WHO, _WHO_SERVED) and words.asks(text)
