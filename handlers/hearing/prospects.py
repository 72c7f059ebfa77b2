"""What a member asks of his request's way: what comes next, how he hears, what is wanted of him, who is above. Pure.

Only whole messages count, as in `handlers.hearing.words`: a detail names what these words do not.
"""

import re
from itertools import pairwise
from typing import Final

from handlers.hearing import persons, turnings, wordbook, words

_WAY: Final = wordbook.OWN | wordbook.tokens(
    "طيب طب يعني و هل والحين والان الرد رد ردكم الجواب جوابكم ومتى امتى وش ووش ايش وايش شنو شو ايه وين ووين فين where كيف وكيف "
    "كيفاش ازاي متى اذا إذا لو لما لمن بعد بعدها بعده كذا كدا كده كدة هذا هذي ذلك الحين دلوقتي دلوقت توا هلق هلا هسا هسه دابا "
    "راح رح غادي اللي الي الموضوع موضوعي موضوعنا المشكلة مشكلتي عجبكم عجبتكم عجبكو قبلتوه قبلتوها وافقتوا وافقتو اعتمدتوه "
    "معي معاي معايا معانا لي لنا انا إحنا احنا فيها فيه عليها عليه منها منه انكم انه انها انو عن مع في من ها شكوى شكوتي "
    "reply answer response emta meta so and ok okay then what what's whats how when if will would is are am going gonna to it "
    "it's its this that the of with about after now me my us i we you your one s "
    "wesh esh eish eh shno shu kif kaif keef lamma iza ba3d kaza keda kida el al w tayeb 6ayb tab shakwa shakwai hal mawdoo3 "
    "mawdoo3i issue problem anyone someone somebody here there"
)
"""What stands around the words of such a question, and names no matter but one's own."""
_NEXT: Final = wordbook.tokens(
    "يصير بيصير تصير حيصير هيصير بتصير يحصل بيحصل هيحصل حيحصل يحدث سيحدث تسوون بتسوون تسوي بتسوي تسووا هتعملوا بتعملوا حتعملوا "
    "تعملوا تعملون بتعملون هتعمل اسوي أسوي نسوي اعمل أعمل بصير الخطوة الخطوه خطوة الخطوات الجاية الجايه التالية التاليه "
    "القادمة وبعدين بعدين "
    "happen happens happening next step steps do doing yseer yesir yeseer byseer ye7sal yehsal by7sal hay7sal te3melo ht3melo "
    "ba3deen ba3dein ba3den"
)
_NEWS: Final = wordbook.tokens(
    "اشوف أشوف نشوف القى ألقى see اعرف أعرف بعرف نعرف هعرف حعرف ادري بدري نعلم تبلغوني بتبلغوني تبلغونا تبلغني تخبروني "
    "بتخبروني تخبروننا تعلموني بتعلموني هتبلغوني هتقولولي يوصلني بيوصلني النتيجة نتيجة نتيجتها "
    "know hear told tell notify notified inform informed update updated contact contacted find out result results outcome "
    "a3raf a3ref 3araf"
)
_DONE: Final = wordbook.tokens(
    "خلصتوا خلصتو خلصت خلص تخلص تخلصون انحلت انحل تنحل ينحل بينحل بتنحل ينتهي بينتهي حليتوها حليتوه انتهت انتهى انتهيتوا تنتهي "
    "اتحلت جاهزة صار صارت done finished solved fixed ready resolved closed over decided 5alast"
)
_PICTURES: Final = wordbook.tokens(
    "صور صورة صوره الصور الصورة فيديو فديو مقطع اثبات إثبات اثباتات دليل photo photos picture pictures pic pics image images "
    "video videos evidence proof sowar soor soora swar"
)
_ELSE: Final = wordbook.tokens("شي شيء حاجة حاجه اي ثاني ثانية تاني غير غيره anything something else more further shay haga")
_NEEDED: Final = wordbook.tokens(
    "لازم ضروري يلزم يلزمني يلزمكم يحتاج تحتاج تحتاجون تحتاجوا محتاجين محتاج تبون تبغون عايزين مطلوب المطلوب والمطلوب علي need "
    "needed needs required require should have must want necessary lazem daroori me7tag me7tageen ma7tajeen"
)
_SENDING: Final = wordbook.tokens(
    "ارسله ارفق أرفق نصور اسوي أسوي اعمل أعمل مني منا عندي لكم لكو ولا او أو ما لا "
    "provide add take do from any some a an or not ersel menni minni"
)
_WANTED: Final = wordbook.tokens("المطلوب مطلوب والمطلوب تحتاجون تحتاجوا تحتاجو تبغون تبون")
_OR: Final = wordbook.tokens("ولا or")
_OFFERING: Final = wordbook.tokens(
    "ارسل أرسل نرسل ارسلكم ارسللكم ارسلها ابعث أبعث ابعت أبعت نبعت ابعتلكم ابعتلكو ابعثلكم اصور أصور send attach upload arsel "
    "ab3at"
)
_ASKING_NEED: Final = wordbook.tokens("هل ولا what do does should is are any hal")
_OF_STAFF: Final = wordbook.tokens(
    "احد أحد حد واحد فيه في هل مسؤول مسئول موظف موظفينكم موظفيكم موظفكم الموظف الموظفين منكم منك عندكم فيكم عليكم من هنا وش "
    "مين غيركم "
    "can go nothing happens happen but a the is there are any anyone anybody someone somebody person above than you your staff "
    "officer officers who one here over"
)
_ABOVE: Final = persons.HIGHER - wordbook.tokens("مجلس المجلس للمجلس لمجلس board chairman director")
_REFUSING: Final = wordbook.tokens(
    "رفضتوا رفضتو رفضتونا رفضتوني رفضتوها ينرفض تنرفض انرفضت انرفض ترفضون ترفضوا رفضوا وافقتوا وافقتو وافقتوش توافقون توافقوا "
    "اقتنعت اقتنع عجبني يعجبني عجبنا يعجبنا رضيت ارضى "
    "no refuse refused reject rejected decline declined happy satisfied agree like accept convinced"
)
_IF_REFUSED: Final = _WAY | wordbook.tokens(
    "ما مو لا ولا واذا وإذا ولو وان إن لم الرد ردكم الجواب جوابكم القرار الشكوى وش ايش نقدر اقدر نعاود اعاود نعيد اعيد نسوي "
    "اسوي أسوي نعمل اعمل أعمل ممكن مرة ثانية "
    "what i'm im i am don't dont not say says answer reply response decision can do again do"
)
_SUPPOSING: Final = wordbook.tokens("لو اذا إذا واذا وإذا ولو وان ولا if iza law")
_ASKING: Final = wordbook.tokens("ايه وبعدين will so then hal")
"""What begins or ends such a question where no other word asks: «هتعملوا ايه دلوقتي», «طيب وبعدين»."""
_DONE_TO: Final = re.compile(r"\w{3,}تو(?:ه|ها|هم)")
"""A verb of which we were the doers: «صلحتوها؟»."""
_TAG: Final = wordbook.tokens("ولا والا")
_DOING_TO: Final = re.compile(r"(?:[بهح])?ت\w{2,}ون?(?:ه|ها|هم|هن)|(?:b|h|7)?t\w{3,}oo?n?(?:o|oh|ha|hom|hum)")
"""A verb of which we are the doers, and somebody or something spoken of has it done: «تعاقبونه», "tsal7oonha"."""
_OF_KNOWLEDGE: Final = wordbook.OPENLY - wordbook.tokens("وش ايش إيش what")
"""What asks how, where or how much, which an answer tells and no officer does."""
_DONE_BRIEFLY: Final = 5
_SHORT: Final = 9


def asks_what_comes(text: str) -> bool:
    """Tell whether the message only asks what is done next, or how he will hear: «وش يصير بعد كذا», "how will I know"."""
    said = words.told(text)
    known = _NEXT | _NEWS | _DONE
    asked = words.asks(text) or not _ASKING.isdisjoint(said[:1] + said[-2:])
    named = not (_NEXT | _NEWS | (_DONE if turnings.begins_when(text) else frozenset())).isdisjoint(said)
    return asked and named and len(said) <= _SHORT and words.made_of(text, known, _WAY)


def asks_what_we_do(text: str) -> bool:
    """Tell whether a few words ask if, or when, we do something to whom was spoken of: «هل تعطونهم انذار», «متى تصلحونه»."""
    said = words.told(text)
    tagged = len(said) > 1 and said[-2] in _TAG  # «تجبرونه ولا كيف»
    asks = tagged or words.asks(text) or turnings.begins_when(text)
    done = asks and len(said) <= _DONE_BRIEFLY and any(map(_has_doer, said))
    return done and _OF_KNOWLEDGE.isdisjoint(said[: -1 if tagged else None])


def _has_doer(word: str) -> bool:
    return bool(_DOING_TO.fullmatch(word.removeprefix("و")) or _DONE_TO.fullmatch(word))


def asks_what_is_needed(text: str) -> bool:
    """Tell whether the message only asks if anything is wanted of him: «لازم ارسل صور», "do I need to do anything"."""
    said = words.told(text)
    offers = any(mark in text for mark in "؟?") and not _OFFERING.isdisjoint(said)
    if (_NEEDED | _OR).isdisjoint(said) and not offers:
        return False
    asked = words.asks(text) or not _ASKING_NEED.isdisjoint(said) or not _PICTURES.isdisjoint(said)
    return (
        asked
        and len(said) <= _SHORT
        and words.made_of(text, _PICTURES | _ELSE | _WANTED, _NEEDED | _SENDING | _OFFERING | _WAY)
    )


def asks_who_is_above(text: str) -> bool:
    """Tell whether the message only asks if anybody stands above the officers: «فيه احد فوق موظفينكم؟»."""
    return words.made_of(text, _ABOVE, _OF_STAFF | _WAY) and not _OF_STAFF.isdisjoint(words.told(text))


def asks_what_if_refused(text: str) -> bool:
    """Tell whether the message only asks what he can do about a no, or an answer he dislikes: "what if you say no"."""
    said = words.told(text)
    supposed = any(first in _SUPPOSING and then not in _SUPPOSING for first, then in pairwise(said))
    return supposed and len(said) <= _SHORT and words.made_of(text, _REFUSING, _IF_REFUSED)
