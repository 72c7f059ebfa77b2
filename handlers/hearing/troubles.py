"""What is wrong with a thing: broken, leaking, dark. Pure; knows no state."""

from itertools import pairwise
from typing import Final

from handlers.hearing import particles, sayings, wordbook, words

_BROKEN: Final = wordbook.tokens(
    "خربان خربانة خربانه خرب خربت خراب مكسور مكسورة انكسر انكسرت مقطوع مقطوعة انقطع انقطعت مظلم مظلمة طافي طافية طفت معطل "
    "معطلة عطلان عطلانة تعطل تعطلت وسخ وسخة ريحته ريحتها يهرب يسرب يقطر تقطر ينقط تنقط تسرب تتسرب تسريب تسريبات "
    "broken leaking leaks leak dirty dark broke kharban khrban maksoor"
)
"""What things are that do not work."""
_LIMBS: Final = wordbook.tokens(
    "leg arm hand foot ankle hip wrist finger shoulder rib ribs رجل رجلي رجله رجلها يدي يده يدها ساقي ساقه ساقها "
    "كتفي كتفه كتفها حوضها حوضه ضلوعي ضهرها ظهرها"
)
"""What breaks of a person, and is no matter of ours."""
_NEAR: Final = 3
"""Words from what broke on in which that is named."""
WRONG: Final = _BROKEN | wordbook.tokens(
    "غلط خطأ خطا خربان خربانة خرب مكسور مكسورة مقطوع مقطوعة مظلم وسخ وسخة معطل معطلة عطلان ناقص ناقصة فاضي فاضية wrong broken "
    "leaking leaks expired missing dirty dark empty down"
)
"""And what else is wrong."""


_THINGS: Final = (
    wordbook.tokens(
        "كهرباء الكهرباء كهربا الكهربا كهرب الكهرب نور النور انوار الانوار الأنوار اضاءة الاضاءة لمبة اللمبة لمبات اللمبات ماء "
        "الماء موية الموية مويا المويا ماي الماي مياه المياه سقف السقف اسقف جدار الجدار جدران الجدران حيطة الحيطة حيط الحيط "
        "باب الباب ابواب الابواب بوابة البوابة شباك الشباك نافذة النافذة دريشة الدريشة مصعد المصعد اصنصير الاصنصير لفت اللفت "
        "مكيف المكيف تكييف التكييف مكيفات المكيفات حمام الحمام سيفون السيفون مغسلة المغسلة حنفية الحنفية ماسورة الماسورة "
        "مواسير المواسير مجاري المجاري بيارة البيارة صرف الصرف زبالة الزبالة نفايات النفايات قمامة القمامة "
        "بلاط البلاط سيراميك السيراميك درج الدرج سلم خزان الخزان مضخة المضخة دينمو الدينمو سخان السخان انتركم الانتركم كاميرا "
        "الكاميرا كاميرات الكاميرات فيش الفيش قفل القفل "
        "power electricity water ceiling roof wall walls door gate window lift elevator ac pipe pipes light lights toilet tap "
        "sink drain sewage tiles stairs tank pump heater"
    )
    - particles.NOT
)
"""What a flat and its house have, of which members tell that it is wrong."""
_WATER: Final = "ما"
"""The key of «ماء», which is that of «ما» too: water at the end, behind what is there."""
_BEING: Final = wordbook.tokens("فيه في عندنا")
_GONE_WRONG: Final = _BROKEN | wordbook.tokens(
    "طاح طاحت سقط سقطت نزل نزلت انهار انهارت وقع وقعت مفصول مفصولة مفصوله انفصل انفصلت فاصل فاصلة واقف واقفة وقف وقفت توقف "
    "توقفت متوقف متوقفة عالق معلق متكسر متكسرة تكسر تكسرت مشقق مشققة تشقق تشققت متشقق متشققة انشق انشقت انفجر انفجرت منفجر "
    "منفجرة "
    "انسد انسدت مسدود مسدودة مسدوده طفح طفحت طافح طافحة تنقط ينقط تقطر يقطر تهرب يخر تخر خايس خايسة محروق محروقة احترق احترقت "
    "طفى ضعيف ضعيفة مخلوع مخلوعة متكدس متكدسة متراكم متراكمة "
    "off down fell fallen falling cracked cut burst stuck out collapsed blocked clogged dripping overflowing dead"
)
_WORKING: Final = wordbook.tokens(
    "يشتغل تشتغل شغال شغالة شغاله يفتح تفتح يسكر تسكر يقفل تقفل يقفلون يجي تجي يوصل توصل يعمل تعمل يبرد تبرد يسحب تسحب ينور "
    "تنور يصرف يتصرف work works working open opens close closes cool cools cooling heat heats heating flush flushes drain "
    "drains run running يدفي تدفي"
)
_LACKING: Final = particles.NOT | wordbook.tokens("مافي مافيه ماعندنا بدون بلا")
_BRIEFLY: Final = 6
"""Words that say what is wrong with a thing, and no more."""


_SHAME: Final = wordbook.tokens("تستحون تستحوا تستحو تستحي تخجلون تخجلوا تخجلو ashamed shame")
_SHAMELESS: Final = wordbook.tokens("استحوا استحو اخجلوا")
_FEW: Final = 8
"""Words of a reproach."""
_CURSES: Final = wordbook.tokens(
    "غبي غبية اغبياء حمار حمير كلب كلاب تبن حيوان حيوانات زفت زبالة تافه تافهين سخيف سخيفين متخلف متخلفين حقير حقيرين تبا طز "
    "مالت انقلع انقلعوا اخس "
    "stupid idiot idiots dumb moron fuck fucking shit bullshit sucks"
)
_CURSED: Final = wordbook.tokens(
    "انت انتي انتو انتم يا هذا هذي ذا والله الله عليك عليكم فيك فيكم لك لكم بوت البوت روبوت مجيب جمعية الجمعية جد من كلكم "
    "you are youre you're u r so what a an of the bot robot this off"
)
_ILL_WISHES: Final = sayings.keys(
    "الله ياخذكم", "الله ياخذك", "الله ياخذ حقي منكم", "الله يلعنكم", "لعنة الله عليكم", "الله لا يوفقكم", "الله لا يبارك فيكم",
    "الله لا يسامحكم", "حسبنا الله عليكم",
)  # fmt: skip


def reproaches(text: str) -> bool:
    """Tell whether a few words say that we know no shame, or curse: «انتم ما تستحون على وجيهكم», "shame on you", «يا حمار»."""
    said = words.told(text)
    if len(said) > _FEW:
        return False
    if words.is_one_of(text, _ILL_WISHES) or words.made_of(text, _CURSES, _CURSED):
        return True
    denied = not particles.NOT.isdisjoint(said) or "shame" in said or "ashamed" in said
    return not _SHAMELESS.isdisjoint(said) or (denied and not _SHAME.isdisjoint(said))


def is_wrong(text: str) -> bool:
    """Recognise a few words that only say what is wrong with a thing of the house: «السقف طاح», «الباب ما يسكر», "no water"."""
    said = words.told(text)
    of_shares = any("سهم" in word or "اسهم" in word for word in said)  # «نزل سقف الاسهم»
    if of_shares or len(said) > _BRIEFLY or words.asks(text) or words.wants(text):
        return False
    beside = [word for word in said if word not in _BEING]
    lacks = any(first in _LACKING and (then in _THINGS or then in _WORKING) for first, then in pairwise(beside))
    goes_wrong = not _GONE_WRONG.isdisjoint(said) and particles.NOT.isdisjoint(said)
    return (not _THINGS.isdisjoint(said) and (lacks or goes_wrong)) or _lacks_water(said)


def _lacks_water(said: tuple[str, ...]) -> bool:
    """Recognise «ما فيه ماء», whose last word is spelt as its first in a key."""
    *_, being, last = "", "", *said
    return last == _WATER and being in _BEING and said[0] in _LACKING


def is_broken(text: str) -> bool:
    """Tell whether a message says that something is broken, leaks or the like, and asks nothing: «تكييف اللوبي خربان»."""
    said = words.told(text)
    broken = (said[max(at - 1, 0) : at + _NEAR] for at, word in enumerate(said) if word in _BROKEN)
    return any(map(_LIMBS.isdisjoint, broken)) and not words.asks(text)  # "she broke her leg"
