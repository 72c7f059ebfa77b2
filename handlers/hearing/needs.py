"""What support is needed for, in a member's words: rent, a roof, what makes life hard. Pure; knows no state."""

from typing import Final

from handlers.hearing import wordbook, words

_ARTICLES: Final = ("", "ال", "بال", "وال", "لل", "ل", "ب")
_OF_NEED: Final = wordbook.tokens(
    "ترميم سقف السقف سداد فواتير فاتورة ايجار الايجار علاج العلاج مصاريف شراء صيانة ديون دين تأثيث اثاث كفالة ايتام ارملة معاق "
    "معاقين مريض مريضة زواج "
    "كهرب كهرباء الكهرب الكهرباء فواتيري فاتورتي ايجاري علاجي اثاث roof rent bill bills electricity loan debt debts repair "
    "repairs treatment medicine wheelchair furniture widow orphans disabled tarmeem ijar"
)
"""What is needed: naming it while a number is asked for tells a need, without a word of needing."""
_HARDSHIP: Final = wordbook.tokens(
    "قسط اقساط القسط الاقساط فصلوني مفصول طردوني الضمان ضمان معاش المعاش معاشي راتب الراتب تقاعدي يكفينا يكفيني مصاريف "
    "المصاريف مطلق مطلقة ارمل متوفي متوفى يتيم يتيمة عاطل عاطلة راتبي دخلي دخل عاجز متقاعد ظروفي "
    "pension expenses widow widower divorced job jobless unemployed evicted income salary sick"
)
"""What makes life hard."""
_CIRCUMSTANCES: Final = _HARDSHIP | wordbook.tokens(
    "عيال عيالي اطفال اطفالي اسرتي عائلتي زوجي زوجتي امي ابوي والدي والدتي ولدي بنتي بسبب لان لأن لاني عشان علشان because "
    "since due kids children husband wife"
)
"""And whose, and why: behind a wish for support these tell the need too."""
_AID: Final = wordbook.tokens("عونكم عون فزعتكم فزعه وقفتكم معونتكم معونه نخوتكم")
_STAND_BY: Final = wordbook.tokens("افزعوا افزعولنا تفزعون عينونا تعينونا اعينونا ساعدونا")
_NEEDY: Final = wordbook.tokens("محتاجين محتاج محتاجه محتاجة طالبين طالبينكم جايينكم قاصدينكم")
_CALL: Final = 12
"""Words of a call for help."""
_FILED: Final = wordbook.tokens(
    "قدمت قدمته قدمتها رفعت رفعته رفعتها ارسلت أرسلت معاملتي applied submitted sent شكوى شكواي شكوتي complaint اشتكي أشتكي"
)
"""Words of a member who speaks of a request that exists, or of something other than a need."""


def tells_need(text: str, name: str = "") -> bool:
    """Tell whether words name a need or why there is one, and no request that there is already."""
    said = frozenset(words.told(text)) - wordbook.tokens(name)
    told = any(is_of_need(word) or word.removeprefix("و") in _CIRCUMSTANCES for word in said)
    return told and not is_filed(text)


def tells_hardship(text: str) -> bool:
    """Tell whether words name a need, or what makes life hard, unasked: naming only one's children may be a complaint."""
    said = words.told(text)
    return any(is_of_need(word) or word.removeprefix("و") in _HARDSHIP for word in said) and not is_filed(text)


def is_filed(text: str) -> bool:
    """Tell whether words speak of a request that there is, or complain: «طلب دعم قدمته», "my application was sent"."""
    return any(word.removeprefix("و") in _FILED for word in words.told(text))


def is_of_need(word: str) -> bool:
    """Tell whether a word, a key, names what support is needed for: rent, a roof, a debt."""
    plain = word.removeprefix("و")
    return any(plain.removeprefix(article) in _OF_NEED for article in _ARTICLES)


def calls_for_help(text: str) -> bool:
    """Tell whether a few words call for help as elders do, and name no matter: «نبي عونكم», «تكفون افزعوا لنا»."""
    said = words.told(text)
    bids = not _STAND_BY.isdisjoint(said)
    return (
        len(said) <= _CALL
        and (bids or not _AID.isdisjoint(said))
        and (bids or words.wants(text) or not _NEEDY.isdisjoint(said))
    )
