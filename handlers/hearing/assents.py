"""A yes and a no to what was offered, in whatever words: «ياليت», "go ahead", «ما يحتاج», "not now". Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`: a longer one tells, asks or wishes something. What was offered
makes an "all right" a yes; where nothing was, it is only heard.
"""

import re
from itertools import pairwise
from typing import Final

from handlers.hearing import particles, remarks, sayings, wordbook, words

_YES: Final = particles.YES | wordbook.tokens(
    "صح صحيح تمام اوكي اوك اوكيه موافق موافقة اكيد أكيد أجل طيب طيبه زين ماشي حسنا ابشر يلا يله يالله هيا تفضل تفضلوا تكفى "
    "تكفون ليت ياليت ليتكم ليتك اتمنى أتمنى ارجو أرجو "
    "توكل توكلوا توكلنا بركة يس يب ودي ودنا حاب حابة ابيكم ابيك ابغاكم ابغاك نبيكم نبغاكم "
    "yup ya ok okay sure please pls plz سمحت سمحتوا سمحتم فضلك فضلكم رجاء ارجوك right fine alright absolutely definitely "
    "certainly course gladly ahead agreed ee eeh eh eih aywah tamam akeed akid yalla yallah mashi mashy tayeb tayyeb zain law"
)
"""What says yes by itself."""
_IDIOMS: Final = re.compile(
    r"\b(?:why not|no (?:problem|objection)|do it|ليش لا|ليه لا|لا (?:مانع|باس|مشكله)|ما (?:عندي|عندنا|في|فيه) مانع"
    r"|مافيه? مانع)\b"
)
"""A yes that denies or asks by its words."""
_BESIDE: Final = (
    wordbook.WANT
    | wordbook.POLITE
    | wordbook.BLESSED
    | wordbook.tokens(
        "والله بالله علي على هذا هذي ذلك كذا هو هي لي لنا لهم له منكم منك جدا كثير طبعا بسم ان شاء شكرا انا احنا يا it that "
        "this go do let let's so then of by all means very much thanks thank you them him her for us i'd love would like be "
        "great good now"
    )
)
_SUFFIX: Final = "(?:ي|ين|ون|وا|و)?(?:ها|ه|هم|لي|لنا)?$"
_DOING: Final = re.compile(rf"^[اتني]?(?:سو|سجل|رفع|حول|رسل|وصل|بدا|قفل|سكر|غلق|وقف|قدم|فتح|عمل|نفذ|كمل){_SUFFIX}")
"""What is done with what was offered: «سجلوها», «تسوي»."""
_FORBIDDEN: Final = re.compile(rf"^ت(?:كلم|بلغ|سال|كبر|تعب)(?:ني|نا)?{_SUFFIX}")
"""What else is not to be done: «لا تكبرها»."""
_DO: Final = wordbook.tokens("file pass send do start begin close open record register bother worry contact ask")
_NO: Final = wordbook.tokens("لا لأ لالا لالالا كلا no nope nah naah la laa")
"""What answers no by itself."""
_LEAVING: Final = wordbook.tokens(
    "بلاش بلاها بلاه كنسل كنسلها كنسلوها خل خلك خلها خله خلوها خلوه خليها خليه اترك اتركها اتركوها اتركه انس انسى انسي انساه "
    "انسها الغ الغي الغيها الغوها وقف مابي مابغى مابغا مابيه مابيها غيرت تراجعت بفكر افكر بستخير استخير بشاور اشاور هونت بطلت "
    "leave skip forget cancel drop stop mabi mabgha nevermind rather"
)
_NEEDING: Final = wordbook.tokens(
    "لازم ضروري ضرورة داعي داع يحتاج احتاج نحتاج تحتاج محتاج حاجة مطلوب يستاهل تستاهل يستحق تستحق يهم وقته وقتها "
    "need needed needs necessary worth bother required lazim lazem daroori da3i ye7taj ya7taj te7taj"
)
_NONE: Final = particles.NOT | wordbook.tokens("مافي مافيه ماله مالها مالي ماهو ماهي مهب بدون ولا")
_BESIDE_NO: Final = (
    wordbook.WANT
    | wordbook.POLITE
    | wordbook.AGREEING
    | wordbook.tokens(
        "شي شيء شئ هذا هذه هذي ذلك لذلك لهذا كذا كدا له لها لهم لي لنا في فيه عنك عنكم عليك عليكم الحين الان دحين بعدين خلاص "
        "الموضوع السالفة رأيي رايي الفكرة ود ودي ودنا نفسي اود مشكور مشكورين شكرا بس والله انا هو هي على فيها مشاكل مشكلة "
        "اقول اقولك اقولكم لك لكم تدري اسمع "
        "اعلمكم واعلمكم ابلغكم وابلغكم اخبركم واخبركم ارد وارد واشوف اشوف "
        "it that this thing anything mind now then just not any to for i i'd i'm d m thanks thank you but so matter my with be "
        "ok okay right yet abi abgha abga"
    )
)
_ONE: Final = wordbook.tokens("واحد واحدة وحدة شي شيء حاجة هذا هذي هذول هذولا ذول these them one")
_NEITHER: Final = wordbook.tokens("ولا none neither")
_NONE_ALONE: Final = (("none",), ("neither",))
_OUT_OF: Final = wordbook.tokens("of من")
_OF_THESE: Final = (
    particles.NO | particles.NOT | wordbook.POLITE | wordbook.tokens("منها منهم من هذه هذول هذولا ذول غيرها of the any at all")
)
_OF_OTHERS: Final = "تين"
"""How a verb begins that bids nothing: «يسجل», «تسوي»."""
_MOST: Final = 7
"""Words of a yes or a no."""


def accepts(text: str) -> bool:
    """Tell whether the message only says yes to what was offered: «ياليت تسوونها», "sure, why not", «توكل على الله»."""
    said = tuple(_IDIOMS.sub("yes", " ".join(words.told(text))).split())
    if not said or len(said) > _MOST or "؟" in text or "?" in text:
        return False
    bidden = _DOING.match(said[0]) is not None and said[0][0] not in _OF_OTHERS
    agreed = bidden or not _YES.isdisjoint(said)
    return agreed and all(word in _YES or word in _BESIDE or _DOING.match(word) for word in said)


def refuses(text: str) -> bool:
    """Tell whether the message only says no to what was offered: «ما له داعي», "not now", «لا تسوي شي»."""
    said = words.told(text)
    if not said or len(said) > _MOST or words.asks(text):
        return False
    if words.is_one_of(text, sayings.NO | sayings.CANCEL) or remarks.pauses(text):
        return True
    forbidden = frozenset(then for first, then in pairwise(said) if first in _NONE and _is_bidden_not(then))
    denied = not (_NONE.isdisjoint(said) or (_NEEDING | wordbook.WANTED_SO | _DO).isdisjoint(said))
    known = _NO | _LEAVING | _NEEDING | _NONE | _BESIDE_NO | forbidden | (_DO if denied else frozenset())
    return bool(denied or forbidden or not (_NO | _LEAVING).isdisjoint(said)) and all(word in known for word in said)


def wants_none(text: str) -> bool:
    """Tell whether the message only says that none of what was offered is meant: «لا ولا وحدة», "none of these"."""
    said = words.told(text)
    pairs = tuple(pairwise(word for word in said if word not in _OUT_OF))
    named = said in _NONE_ALONE or any(first in _NEITHER and then in _ONE for first, then in pairs)
    return named and len(said) <= _MOST and all(word in _NEITHER | _ONE | _OF_THESE for word in said)


def _is_bidden_not(word: str) -> bool:
    return word.startswith("ت") and bool(_DOING.match(word) or _FORBIDDEN.match(word))
