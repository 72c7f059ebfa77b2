"""What is wrong with a thing: broken, leaking, dark. Pure; knows no state."""

from typing import Final

from handlers.hearing import particles, sayings, wordbook, words

_BROKEN: Final = wordbook.tokens(
    "خربان خربانة خربانه خرب خربت خراب مكسور مكسورة انكسر انكسرت مقطوع مقطوعة انقطع انقطعت مظلم مظلمة طافي طافية طفت معطل معطلة عطلان عطلانة تعطل تعطلت وسخ وسخة ريحته ريحتها يهرب يسرب تسرب تتسرب تسريب تسريبات "
    "broken leaking leaks leak dirty dark broke kharban khrban maksoor"
)
"""What things are that do not work."""
WRONG: Final = _BROKEN | wordbook.tokens(
    "غلط خطأ خطا خربان خربانة خرب مكسور مكسورة مقطوع مقطوعة مظلم وسخ وسخة معطل معطلة عطلان ناقص ناقصة فاضي فاضية wrong broken leaking leaks expired missing dirty dark empty down"
)
"""And what else is wrong."""


_SHAME: Final = wordbook.tokens("تستحون تستحوا تستحو تستحي تخجلون تخجلوا تخجلو ashamed shame")
_SHAMELESS: Final = wordbook.tokens("استحوا استحو اخجلوا")
_FEW: Final = 8
"""Words of a reproach."""
_CURSES: Final = wordbook.tokens(
    "غبي غبية اغبياء حمار حمير كلب كلاب تبن حيوان حيوانات زفت زبالة تافه تافهين سخيف سخيفين متخلف متخلفين حقير حقيرين تبا طز مالت انقلع انقلعوا اخس "
    "stupid idiot idiots dumb moron fuck fucking shit bullshit sucks"
)
_CURSED: Final = wordbook.tokens(
    "انت انتي انتو انتم يا هذا هذي ذا والله الله عليك عليكم فيك فيكم لك لكم بوت البوت روبوت مجيب جمعية الجمعية جد من كلكم "
    "you are youre you're u r so what a an of the bot robot this off"
)
_ILL_WISHES: Final = sayings.keys(
    "الله ياخذكم", "الله ياخذك", "الله ياخذ حقي منكم", "الله يلعنكم", "لعنة الله عليكم", "الله لا يوفقكم", "الله لا يبارك فيكم", "الله لا يسامحكم", "حسبنا الله عليكم",
)  # fmt: skip


def reproaches(text: str) -> bool:
    """Tell whether a few words say to us that we know no shame, or curse: «انتم ما تستحون على وجيهكم», "shame on you", «يا حمار»."""
    said = words.told(text)
    if words.is_one_of(text, _ILL_WISHES) or words.made_of(text, _CURSES, _CURSED):
        return True
    denied = not particles.NOT.isdisjoint(said) or "shame" in said or "ashamed" in said
    return len(said) <= _FEW and (not _SHAMELESS.isdisjoint(said) or (denied and not _SHAME.isdisjoint(said)))


def is_broken(text: str) -> bool:
    """Tell whether a message says that something is broken, leaks or the like, and asks nothing: «تكييف اللوبي خربان»."""
    return not _BROKEN.isdisjoint(words.told(text)) and not words.asks(text)
