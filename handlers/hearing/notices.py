"""What is said of the notices we send: no more of them, only one's own, all again, none come. Pure; knows no state."""

from itertools import pairwise
from typing import Final

from handlers.hearing import particles, persons, wordbook, words

PROMOTING: Final = wordbook.tokens(
    "دعايات الدعايات دعاية الدعاية دعايه اعلانات الاعلانات إعلانات الإعلانات اعلاناتكم إعلاناتكم عروض العروض عروضكم ترويج "
    "الترويج ترويجية الترويجية تسويق التسويق تسويقية توعية التوعية ads adverts advertising promotions promotional promos "
    "offers marketing"
)
ALL: Final = wordbook.tokens("كلها كلهم كله الكل جميعها جميعهم كلن all everything kelha kolha kulha")
ALONE: Final = wordbook.tokens("بس فقط وبس لوحدها only just bas")
_STOPPING = wordbook.tokens(
    "بطل بطلو بطلوا وقف وقفو وقفوا وقفوها اوقف اوقفوا ايقاف توقف توقفوا الغ الغوا الغاء الغي كف كفى كفاية خلاص بلاش عدم سكر "
    "سكروا احظر احظروا فك فكوني طفشت ازعجتوني لا ما مو ازيلوا شيل "
    "شيلوني احذف احذفوا مابي مابغى stop unsubscribe no not don dont remove cancel quit off end opt wa22fo wagfo waqfo waggfo "
    "la ma mabi elgho shelooni fokkoni az3ajtoni"
)
_ANY_MORE: Final = wordbook.tokens("عاد any more longer further your")
_CARED: Final = wordbook.WANTING | wordbook.tokens("مهتم مهتمة تهمني يهمني interested")
_OFTEN: Final = wordbook.tokens(
    "الساعة بالليل الليل ليلا الفجر متأخر night midnight late شوي كثير كثيرة ساعة دقيقة يوم often many every much"
)
"""A member who minds how many come may want some."""
_BIDDING: Final = wordbook.tokens("بطل بطلو بطلوا وقف وقفو وقفوا اوقفوا كفاية بلاش stop quit")
_BRIEF: Final = 6
"""Words of such an order."""
_SENT = (
    "رسال", "رساي", "رسائ", "راسل", "رسل", "اشعار", "تنبيه", "تحديث", "اشتراك", "قايمه", "قائمه", "messag", "text", "sms",
    "notif", "alert", "update", "list", "send", "subscri", "survey", "rasa", "esh3ar", "tersl", "eshter",
)  # fmt: skip
_NEWS: Final = wordbook.tokens(
    "تحديث تحديثات التحديثات اخبار أخبار الاخبار الأخبار متابعة رسايل رسائل الرسايل الرسائل اشعارات إشعارات الاشعارات "
    "الإشعارات updates update news messages notices about"
)
_MINE: Final = wordbook.OWN | wordbook.tokens("طلباتي معاملاتي بطلبي لطلبي بمعاملتي تخصني تخصّني requests")
_IMPORTANT: Final = wordbook.tokens("المهم مهم المهمة الضروري الضرورية important necessary")
_BACK: Final = wordbook.tokens(
    "رجعها رجعوها رجعه رجعوه ارجعها أرجعها نرجعها ترجعونها ترجعوها رجعوا رجعو رجع ارجعوا فعلها فعلوها افعلها شغلها شغلوها "
    "اشغلها back again"
)
_BESIDE_BACK: Final = (
    _NEWS
    | wordbook.OPENING
    | wordbook.WANT
    | wordbook.tokens(
        "كيف شلون ازاي طيب لو مرة ثانية من جديد الحين هل لا غلطت turn switch them it on how do can send start messages"
    )
)
_STILL: Final = wordbook.tokens("عاد زالت قد been even")
_BESIDE_ALL: Final = wordbook.tokens(
    "ايه اي نعم ايوه وقفوا وقفو اوقفوا وقفها اوقفها ابي ابغى ما لا خلاص الرسائل الرسايل of them the messages notices yes stop "
    "please"
)
"""What else he says who was asked which, and says all."""


def stops_messages(text: str) -> bool:
    """Tell whether the words plainly want no more messages: a word for an end, or a wish or order denied, and what is sent.

    «الرسالة مو لكم» and «رسالتكم مو واضحة» deny something else.
    """
    said = [word for word in words.told(text) if word not in _ANY_MORE]
    if not (persons.PHONING | _OFTEN).isdisjoint(said):  # «لا تتصلون، راسلوني» wants them
        return False
    denied = any(first in particles.NOT and (then in _CARED or _is_sent(then)) for first, then in pairwise(said))
    return (denied or not (_STOPPING - particles.NOT).isdisjoint(said)) and any(map(_is_sent, said))


def _is_sent(word: str) -> bool:
    return any(part in word for part in _SENT)


def bids_stop(text: str) -> bool:
    """Tell whether a few words bid us by an order to send no more: «بطلو ترسلو», and not that something never came."""
    said = words.told(text)
    ordered = not _BIDDING.isdisjoint(said) and len(said) <= _BRIEF
    return ordered and not awaits_messages(text) and any(map(_is_sent, said))


def wants_only_own(text: str) -> bool:
    """Tell whether words want news of one's own matters, or the important ones, and nothing that promotes.

    «ابغى تحديث طلبي بس ما ابغى الدعايات», «لا ترسلون عروض بس المهم».
    """
    said = words.told(text)
    refused = not (PROMOTING.isdisjoint(said) or (_STOPPING | particles.WITHOUT).isdisjoint(said))
    own = not (_MINE.isdisjoint(said) or _NEWS.isdisjoint(said)) or not (_IMPORTANT.isdisjoint(said) or ALONE.isdisjoint(said))
    return refused and own and not words.asks(text)


def means_all(text: str) -> bool:
    """Tell whether the answer to which messages are to stop is all of them: «كلها», "all of them"."""
    return words.made_of(text, ALL, _BESIDE_ALL)


def means_not_all(text: str) -> bool:
    """Tell whether he says that he means not all of them: «لا مو كلها»."""
    said = words.told(text)
    return len(said) <= _BRIEF and any(first in particles.NOT and then in ALL for first, then in pairwise(said))


def means_own(text: str) -> bool:
    """Tell whether he says that news of his own matters alone may come: «خلو حق طلباتي بس», "only my requests"."""
    said = words.told(text)
    return len(said) <= _BRIEF and not (ALONE.isdisjoint(said) or _MINE.isdisjoint(said)) and not words.asks(text)


def wants_back(text: str) -> bool:
    """Tell whether a member who stopped messages only wants them back, or asks how: «رجعوها», «طيب كيف ارجعها»."""
    return words.made_of(text, _BACK, _BESIDE_BACK)


def awaits_messages(text: str) -> bool:
    """Tell whether a member who speaks of messages misses them, which is no wish to get none: «ليش ما ترسلون لي الإيصال»."""
    said = words.told(text)
    missed = any(
        first in wordbook.NEVER and then in wordbook.COMING
        for first, then in pairwise(word for word in said if word not in _STILL)
    )
    return missed or (words.asks_why(text) and not wordbook.NEVER.isdisjoint(said))
