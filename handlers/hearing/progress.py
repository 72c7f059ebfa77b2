"""What is said of how far a matter of one's own is: its number, where it stands, that nobody comes. Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`, but where one asks amid others.
"""

from itertools import pairwise
from typing import Final

from handlers.hearing import particles, wordbook, words
from handlers.hearing.forms_named import NAMES_FORM

_HAVING_NOT: Final = wordbook.tokens(
    "ما لا مو ماعندي معندي نسيت ضاع ضيعت فقدت ma mafi nseet don't dont no not lost forgot forgotten never without بدون"
)
_OF_NUMBER: Final = (
    wordbook.tokens(
        "عندي معي لدي أعرف اعرف أتذكر اتذكر اذكره اذكر أذكر الطلب المعاملة احفظ مني والله للأسف طيب رقم الرقم رقمه رقمها i do "
        "have got know remember it the any a reference ticket request number "
        "3ndi 3indi a3ref sorry but still"
    )
    | wordbook.OWN
)
_REFERRED: Final = wordbook.OWN | wordbook.tokens("reference شكاوي بلاغ التذكره اقتراحي")
_ASKING_IT: Final = wordbook.tokens(
    "w el al shakwa لا no انا أنا نفسه نفسها "
    "كم وش ايش إيش شنو ما هو هي عطني اعطني ارسل ابي ابغى أريد what whats what's is 's my kam tell give me can "
    "please again"
)
_NAMING_IT: Final = wordbook.tokens("هذا هذي هو هي حقي معي عندي the this it its it's is 's my of for here")
_NUMBER: Final = wordbook.tokens("رقم الرقم رقمه رقمها number raqam ra8am ragm ragam ragem reference")
_MY_NUMBER: Final = wordbook.tokens("رقمي raqami ra8ami ragmi")
_HOW: Final = particles.WHERE_WHAT | wordbook.tokens("كيف متى fain")
_BECAME: Final = wordbook.tokens("صار صارت وصل وصلت حصل تم عليها عليه حالتها حالته وضعها وضعه happened sar wasal")
_MINE: Final = wordbook.tokens("طلبي معاملتي شكواي شكوتي تذكرتي بلاغي request complaint application ticket")
_ASLEEP: Final = wordbook.tokens(
    "نامت نام نايم نايمه نايمة ضاع ضاعت ضايع ضايعة الثلاجة ثلاجة ثلاجتكم الدرج الادراج ادراجكم ماتت مات ميت ميتة تبخر تبخرت "
    "منسي منسية نسيتوه نسيتوها asleep sleeping lost buried forgotten died dead"
)
_OF_OWN: Final = wordbook.tokens("على في حق حقي مع عن طيب الحين دحين اللي قدمته قدمتها my with is the on of")
_OVER: Final = wordbook.tokens("تم تمت خلص خلصت انتهى انتهت done finished completed")
_BESIDE_OVER: Final = wordbook.OPENING | wordbook.OWN | wordbook.tokens("خلاص هل يعني is it so then all")
_RESULT: Final = wordbook.tokens("نتيجة النتيجة نتيجته نتيجتها result outcome")
_TO_KNOW: Final = wordbook.WANT | wordbook.KNOWING | wordbook.tokens("هل طلعت ظهرت what's whats what out")
_NEWS: Final = wordbook.tokens(
    "خبر الخبر الاخبار اخبار علم بشارة update updates news new جديد الجديد جديده تحديث تحديثات مستجدات المستجدات jadeed"
)
_BESIDE_NEWS: Final = wordbook.tokens(
    "any anything is there yet on my the for me so ok هل فيه في شي عن طيب صار لنا لي ها عسى ان شاء الله بشر بشروا بشرونا fe fih"
)
_BEGINNING_NEWS: Final = frozenset((word,) for word in wordbook.tokens("any فيه في ها عسى بشر بشروا بشرونا"))
_NOBODY: Final = wordbook.tokens(
    "مارديتوا ومارديتوا مارديتو ومارديتو ماردوا وماردوا ماردو وماردو مارد ومارد وما ولا ولم ما محد ماحد ومحد وماحد لم لا "
    "nobody noone no not didn't haven't hasn't never still zero ma7ad"
)
_REACHING: Final = wordbook.tokens(
    "مارديتوا ومارديتوا مارديتو ومارديتو ماردوا وماردوا ماردو وماردو مارد ومارد رديتم كلمني يكلمني كلمنا رد يرد ردوا يردون "
    "رديتوا رديتو جاوبني جاوب اتصل يتصل اتصلوا تواصل يتواصل جاني يجيني جانا اجاني اجانا حضر الفني فني السباك سباك الكهربائي "
    "plumber technician electrician repairman came shown showed called call answered answer replied reply contacted response "
    "responded heard"
)
_CREW: Final = wordbook.CREW | wordbook.tokens("الونش")
CAME: Final = wordbook.tokens(
    "جا جاء جاؤوا جات جت جو جوا اجا اجى اجت اجوا وصل وصلت وصلوا حضر حضرت حضروا طلعوا come came arrive arrived show showed "
    "shown ga gat"
)
"""What somebody did who came."""
_ANYBODY: Final = wordbook.tokens("احد أحد حد one anyone anybody")
_REPLYING: Final = wordbook.tokens(
    "رد ردوا ردو جاوب جاوبوا جاوبني الرد جواب reply replied replies answer answered response respond responded radd"
)
_BY_ANYBODY: Final = _ANYBODY | wordbook.tokens(
    "فيه في هل صار جا جاء جاني وصل وصلكم وصلني علي علينا عليها عليه لي لنا الموظف المسؤول لسه للحين الى did has have any "
    "there is was yet me us to from my they you get got somebody someone fi a2ad a7ad ana 3alay"
)
_MISSED: Final = wordbook.tokens("لحقت الحق انتبهت سمعت missed")
"""What he himself did not do in time."""
_COMMITTEE: Final = wordbook.tokens(
    "اللجنة لجنة لجنتكم committee lajna ellajna القبول قبول قبولي الموافقة موافقتكم موافقتهم acceptance approval"
)
_DONE_BY_ME: Final = wordbook.tokens(
    "رفضت رفضته رفضتها قبلت قبلته قبلتها سجلت تسجلت انسجلت قدمت قدمته قدمتها الغيت الغيته الغيتها انسحبت اعتذرت وافقت انلغى "
    "انلغت انرفض registered refused accepted declined cancelled canceled applied submitted withdrawn"
)
_SO_NOW: Final = wordbook.tokens(
    "يعني كذا كدا كده خلاص الحين الان الآن طيب هل انا أنا الطلب العرض الوحدة so now am i is it the offer request done have "
    "already then done that means"
)
"""What asks, beside it, whether that is so by now."""
_GIVE: Final = wordbook.tokens("عطني عطيني اعطني أعطني عطوني ابعث ابعثلي give send")
_WAITED: Final = wordbook.tokens("استنى استنا نستنى انتظر أنتظر ننتظر منتظر منتظرين مستني waiting waited astanna")
_A_TIME: Final = wordbook.tokens("شهر شهرين شهور اشهر اسبوع اسبوعين اسابيع سنة سنتين ايام weeks week month months days year")
_WAITING: Final = 8


def lacks_number(text: str) -> bool:
    """Tell whether the message only says that he has no reference: «ما عندي رقم», "I don't know the number"."""
    return (
        words.made_of(text, _NUMBER, _HAVING_NOT | _OF_NUMBER)
        and not _HAVING_NOT.isdisjoint(words.told(text))
        and not words.asks(text)
    )


def asks_number(text: str) -> bool:
    """Tell whether the message only asks for the reference of an own matter: «كم رقم شكواي؟», "what is my complaint number"."""
    said = words.told(text)
    named = not _NUMBER.isdisjoint(said) and refers(text)
    if named and not _GIVE.isdisjoint(said) and len(said) <= _WAITING:  # «رقم الطلب عطني اياه اعطيه زوجي يتابع»
        return True
    asks = words.asks(text) or words.wants(text)
    return named and asks and words.made_of(text, _NUMBER, _REFERRED | NAMES_FORM | _ASKING_IT | _OF_NUMBER - _HAVING_NOT)


def asks_its_number(text: str) -> bool:
    """Tell whether a member with an open request only asks for a number of his: «كم رقمي؟», "what is my number?"."""
    said = words.told(text)
    asks = words.asks(text) or not wordbook.ASKING.isdisjoint((*said[:2], *said[-1:]))
    return asks and words.made_of(text, _NUMBER | _MY_NUMBER, _REFERRED | _ASKING_IT | _OF_NUMBER - _HAVING_NOT)


def gives_number(text: str) -> bool:
    """Tell whether words around a number say no more than that it is the reference: «رقمه», "my ticket number is"."""
    return words.made_of(text, _NUMBER, _REFERRED | _NAMING_IT)


def refers(text: str) -> bool:
    """Tell whether an own matter is named: «طلبي», "my complaint"."""
    return not _REFERRED.isdisjoint(words.told(text))


def asks_progress(text: str) -> bool:
    """Tell whether a message asks, anywhere in it, how far something is: «... وش صار عليها»."""
    said = words.told(text)
    return not _BECAME.isdisjoint(said) and any(first in _HOW and then in _BECAME for first, then in pairwise(said))


def asks_after_own(text: str) -> bool:
    """Tell whether the message only asks how far his matter is, or its result, and names its kind: «وين وصل طلب التسجيل»."""
    named = words.made_of(text, wordbook.OWN | NAMES_FORM, _HOW | _BECAME | _OF_OWN | _RESULT | _TO_KNOW)
    return named and (asks_progress(text) or asks_result(text))


def asks_result(text: str) -> bool:
    """Tell whether the message asks for the result of something, and names nothing that is no own matter: «طلعت النتيجة؟»."""
    return words.made_of(text, _RESULT, wordbook.OWN | NAMES_FORM | _HOW | _BECAME | _OF_OWN | _TO_KNOW)


def asks_after_form(text: str) -> bool:
    """Tell whether a few words ask how far the request of a form is: «وطلب الدعم وش صار عليه ما جاوبتني»."""
    said = words.told(text)
    return len(said) <= _WAITING and asks_progress(text) and not NAMES_FORM.isdisjoint(said)


def asks_for_news(text: str) -> bool:
    """Tell whether the message only asks if there is anything new: "any update?", «فيه جديد», «وش صار من جديد»."""
    said = words.told(text)
    asked = words.asks(text) or said[:1] in _BEGINNING_NEWS
    return asked and words.made_of(text, _NEWS, _BESIDE_NEWS | wordbook.OWN | _HOW)


def names_committee(text: str) -> bool:
    """Tell whether the committee is named, or acceptance, of which nothing but requests has need: «كم ياخذ القبول»."""
    return not _COMMITTEE.isdisjoint(words.told(text))


def says_it_sleeps(text: str) -> bool:
    """Tell whether words say that his matter is lost, or lies about: «معاملتي نامت عندكم ولا صحت», "did my request die"."""
    said = words.told(text)
    return len(said) <= _WAITING and not (_ASLEEP.isdisjoint(said) or _MINE.isdisjoint(said)) and _NUMBER.isdisjoint(said)


def asks_of_it(text: str) -> bool:
    """Tell whether the message only asks how far the matter at hand is: «وش وضعها الحين», «وش صار عليها», «رد علي احد؟»."""
    return (asks_progress(text) and words.made_of(text, _BECAME, _HOW | _OF_OWN)) or asks_if_answered(text)


def asks_if_answered(text: str) -> bool:
    """Tell whether the message only asks if anybody answered: «رد علي احد؟», "any reply yet?"."""
    return words.asks(text) and words.made_of(text, _REPLYING, _BY_ANYBODY)


def waits_in_vain(text: str) -> bool:
    """Tell whether the message says that nobody answered or called: «للحين محد كلمني», "still no answer"."""
    said = words.told(text)
    unanswered = not (_NOBODY.isdisjoint(said) or _REACHING.isdisjoint(said))
    anybody = not _ANYBODY.isdisjoint(said) or not _CREW.isdisjoint(said)
    came_not = ((first, then) for first, then in pairwise(word for word in said if word not in _ANYBODY))
    absent = anybody and any(first in _NOBODY and then in CAME for first, then in came_not)
    missed = not _MISSED.isdisjoint(said)  # «احد اتصل وما لحقت ارد» was called
    return len(said) <= _WAITING and (unanswered or absent) and not (missed or words.asks(text))


def asks_if_done(text: str) -> bool:
    """Tell whether the message only asks if what he wrote has done it: «يعني رفضته خلاص؟», "am I registered now?"."""
    if _DONE_BY_ME.isdisjoint(words.told(text)):
        return False
    return any(mark in text for mark in "؟?") and words.made_of(text, _DONE_BY_ME, _SO_NOW)


def asks_if_over(text: str) -> bool:
    """Tell whether the whole message asks if it is done with: «خلاص تم؟», "done?"."""
    return any(mark in text for mark in "؟?") and words.made_of(text, _OVER, _BESIDE_OVER)


def waits_for_long(text: str) -> bool:
    """Tell whether the message says for how long its writer waits, whatever else: «خدمتكم سريعة مره، صار لي شهر استنى»."""
    said = words.told(text)
    return not (_WAITED.isdisjoint(said) or _A_TIME.isdisjoint(said) or words.asks(text))
