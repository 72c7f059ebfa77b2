"""Questions back from a member who was asked for something: what is meant, why, must I, where and how do I write it. Pure.

Only a message made of such words alone counts: whatever names a matter is the answer, or a question of its own.
"""

from enum import StrEnum
from functools import lru_cache
from typing import Final

from faq import gist, wordlists
from handlers.hearing import particles, remarks, wordbook, words


class Retort(StrEnum):
    """What is asked back."""

    WHAT = "what"
    """What is to be written, or what the question means: «وش اكتب», «مثل ايش», «ما فهمت»."""
    WHY = "why"
    """What it is wanted for: «ليه تبون اسمي»."""
    MUST = "must"
    """Whether it must be told: «لازم؟»."""
    WAY = "way"
    """Where, in which language or how long it is written: «اكتبها هنا؟», «بالعربي ولا الانجليزي»."""
    VOICE = "voice"
    """Whether it may be spoken."""
    PICTURE = "picture"
    """Whether a picture or a file may be sent."""


_MOST: Final = 8
"""Words of what is asked back."""
_OF_ASKING: Final = (wordbook.ASKING | wordbook.WHAT | wordbook.tokens("وشو ويش اش شو بايش wish aish shino")) - wordbook.WHY
_WHAT: Final = _OF_ASKING & (wordbook.WHAT - wordbook.tokens("كيف how"))
_SIGNING: Final = wordbook.tokens(
    "امضي أمضي نمضي امضاء إمضاء الامضاء اوقع أوقع نوقع توقيع توقيعي التوقيع sign signing signature awaqqe3 awagge3 amdi"
)
_WRITING: Final = wordbook.tokens(
    "اكتب أكتب نكتب اكتبه اكتبها اكتبلك كتابة اقول أقول اقولك اقولكم اقوله اقولها نقول احط أحط نحط اعبي أعبي اسوي أسوي نسوي "
    "ارسل أرسل ارسله ارسلها ارسلهم نرسل اعطيك اعطيكم "
    "اعطيكم أعطيكم give share provide write type say put fill send enter tell aktob aktub agool agol aqool arsel a7ot asawi"
)
_MEANING: Final = wordbook.tokens(
    "تقصد تقصدين تقصدون قصدك قصدكم تعني تعنين تعنون يعني المقصود مقصود المطلوب مطلوب تبون تبونه تبونها تبي تبين تبينه تبغى "
    "تبغون تبغونه تريد تريدون تريدونه "
    "mean meant want need wanted needed expected ya3ni yani ya3ny t8sed tgsed tigsid teqsed tabon tebon tabghon ele almatloob "
    "matloob"
)
_EXAMPLE: Final = wordbook.tokens(
    "مثل زي مثلا مثال مثالا امثلة أمثلة نموذج like example examples instance sample mathalan masalan mithal methl zay"
)
_EXPLAIN: Final = wordbook.tokens(
    "وضح وضحي وضحوا وضحلي اشرح اشرحي اشرحوا اشرحلي فسر فهمني فهميني explain clarify elaborate wadde7 ishra7"
)
_GIVE: Final = wordbook.tokens("اعطني اعطيني عطني عطيني أعطوني هات give show")
_LOST: Final = frozenset(wordlists.words("puzzled")) | wordbook.tokens(
    "فهمتك فهمتكم مافهمت get got follow sure lost confused fahem fahma fahmt fahim"
)
_DENYING: Final = frozenset(wordlists.words("denying")) | particles.NOT
_NEEDING: Final = wordbook.tokens(
    "تبون تبونه تبونها تبي تبين تبغون تبغى تريد تريدون تحتاج تحتاجون تحتاجونه تحتاجين تحتاجوا تسأل تسألون تسألوني تسال تسالون "
    "تسألني تطلب تطلبون تطلبونه تطلبوا تطلبونها "
    "need want ask asking require requiring tabon tebon tabghon tabi ta7taj ta7tajon tes2al tis2al"
)
_CONCERN: Final = wordbook.tokens("لكم دخلكم دخلك تستفيد تستفيدون يفيدكم يهمكم السبب الهدف الغرض reason purpose")
_AWAITED: Final = wordbook.tokens(
    "اسمي الاسم اسم رقمي الرقم رقم جوالي الجوال جوال هويتي الهوية هوية اقامتي الاقامة بياناتي البيانات معلوماتي المعلومات "
    "معلومات التفاصيل تفاصيل السؤال سؤالك سؤالكم الجواب "
    "توقيع توقيعي التوقيع تقييم التقييم السبب سبب كلامك كلامكم name number id iqama phone mobile details info information data "
    "reason signature question rating ismi raqmi jawali"
)
_MUST: Final = wordbook.tokens(
    "لازم ضروري ضرورية اجباري إجباري اجبارية إجبارية الزامي إلزامي الزامية واجب يلزم مجبور mandatory necessary required "
    "compulsory obligatory must lazem lazim laazem darori daroori dharori ejbari ijbari"
)
_PLACE: Final = wordbook.tokens("هنا هنيا هني هينا here hina hena")
_LENGTH: Final = wordbook.tokens(
    "طويل طويلة اطول أطول اطولها قصير قصيرة اختصر اختصرها مختصر مختصرة سطر سطرين اسطر أسطر كلمة كلمتين كلمات long longer short "
    "shorter line lines detailed brief taweela taweel"
)
_TONGUE: Final = wordbook.tokens(
    "عربي بالعربي بالعربية العربي العربية عربية انجليزي بالانجليزي بالانجليزية الانجليزي الانجليزية english arabic bel3arabi "
    "bil3arabi 3arabi ingleezi bel2ingleezi enjlizi"
)
_VOICE: Final = wordbook.tokens(
    "صوت صوتي صوتية الصوت بالصوت صوتيا بصوتي فويس فويسات ريكورد بصمة voice audio recording vn sot soti"
)
_OF_VOICE: Final = wordbook.tokens("تسجيل مقطع رسالة بصمة ملاحظة note message record clip file")
_PICTURE: Final = wordbook.tokens(
    "صورة صور الصورة الصور صوره فيديو الفيديو مقطع ملف ملفات الملف مرفق مرفقات photo photos picture pictures pic pics image "
    "images video videos files attachment soora sowar suwar"
)
_PAPER: Final = wordbook.tokens(
    "ايصال الايصال receipt eysal "
    "تقرير التقرير اوراق الاوراق اوراقي ورقة الورقة مستند المستند مستندات المستندات وثيقة وثائق الوثائق اثبات الاثبات صك الصك "
    "document documents paper papers report scan pdf"
)
_SENDING: Final = wordbook.tokens(
    "ارسل أرسل نرسل ارسله ارسلها send احمل احملها ارفق أرفق ارفقها ارفقه نرفق ارفع أرفع ارفعها اصور أصور اسجل أسجل attach "
    "upload add record speak share arfeg"
)
_ABLE: Final = wordbook.ABLE | wordbook.tokens(
    "ينفع يصلح يمشي يصير يمدي يمديني يجوز عادي تقبلون تسمعون مسموح تنفع should ok okay fine allowed possible accept use 3adi "
    "yenfa3 yinfa3"
)
_WHERE: Final = wordbook.tokens("وين ووين فين كيف شلون ازاي اين أين where how wain wein keef")
_OR: Final = wordbook.tokens("ولا او أو أم ام or wella wala walla")
_FILLERS: Final = wordbook.POLITE | wordbook.tokens(
    "لك لكم لي انا أنا انت أنت انتم انتو مني منه منها هو هي ان أن في فيه فيها عن على عليك عليكم من الى إلى كذا هذا هذه هذي "
    "هاذا ذا ذي ذلك تلك بس طيب اوكي بالضبط بالزبط تحديدا اكثر أكثر اللي الي شي شيء اول "
    "i you u me my to it its it's that this thats the a an of do does did am im i'm be in on for with your exactly more please "
    "about by s m t re so but ok okay what's something one there lak lakom ana enta hatha hada"
)
_HAVING_TO: Final = frozenset({"have", "to"})
"""What says together that one must: "do i have to"."""
_MANY: Final = wordbook.tokens("كم how")
"""What asks for a number or a time beside what may be a way: «كم صوت لي», "how long?"."""


@lru_cache(maxsize=256)
def of(text: str) -> Retort | None:
    """Give what the message asks back; None where it does anything else."""
    said = frozenset(words.told(text))
    if not said or len(words.told(text)) > _MOST:
        return None
    return next((retort for retort, is_meant in _KINDS if is_meant(text, said)), None)


def of_signing(text: str) -> bool:
    """Tell whether what is asked back is about signing: «هو لازم امضي؟»."""
    return not _SIGNING.isdisjoint(words.told(text))


def would_send_here(text: str) -> bool:
    """Tell whether the member asks whether he may send a paper or a picture in this chat, or where: «وين ارسل الايصال»."""
    said = frozenset(words.told(text))
    somewhere = not said.isdisjoint(_PLACE) or not (said.isdisjoint(_WHERE) or said.isdisjoint(_PICTURE | _PAPER))
    here = len(said) <= _MOST and somewhere and not said.isdisjoint(_SENDING)
    beside = _PICTURE | _PAPER | _ABLE | _FILLERS | _OF_ASKING | _WHERE | wordbook.WANT
    return here and said <= _PLACE | _SENDING | beside and _asks_to_send(text, said)


def _asks(text: str, said: frozenset[str]) -> bool:
    return words.asks(text) or not said.isdisjoint(_OF_ASKING)


def _asks_to_send(text: str, said: frozenset[str]) -> bool:
    return _asks(text, said) or not said.isdisjoint(_ABLE)


def _of_voice(text: str, said: frozenset[str]) -> bool:
    beside = _OF_VOICE | _WRITING | _SENDING | _ABLE | _OR | _OF_ASKING | _FILLERS
    return not said.isdisjoint(_VOICE) and said <= _VOICE | beside and _MANY.isdisjoint(said) and _asks_to_send(text, said)


def _of_picture(text: str, said: frozenset[str]) -> bool:
    beside = _WRITING | _SENDING | _ABLE | _OR | _OF_ASKING | _FILLERS | _PLACE
    return not said.isdisjoint(_PICTURE) and said <= _PICTURE | beside and _asks_to_send(text, said)


def _of_way(text: str, said: frozenset[str]) -> bool:
    ways = _PLACE | _LENGTH | _TONGUE
    writes = not said.isdisjoint(_WRITING)
    named = writes or (not said.isdisjoint(_LENGTH | _PLACE) and _MANY.isdisjoint(said)) or len(said & _TONGUE) > 1
    beside = _WRITING | _ABLE | _OR | _OF_ASKING | _FILLERS
    asked = _asks_to_send(text, said) or not said.isdisjoint(_OR)
    what = said.isdisjoint(_LENGTH | _TONGUE) and not said.isdisjoint(_WHAT)  # «وش اكتب هنا»
    ours = "you" in said or remarks.calls(text)  # "could you say that in English" wishes for a language, «انت هنا؟» calls
    return named and not said.isdisjoint(ways) and said <= ways | beside and asked and not (ours or what)


def _of_need(text: str, said: frozenset[str]) -> bool:
    beside = _WRITING | _SIGNING | _AWAITED | _OF_ASKING | _FILLERS | _HAVING_TO
    must = not said.isdisjoint(_MUST) or said >= _HAVING_TO
    return must and said <= _MUST | beside and (words.asks(text) or not said.isdisjoint(_WRITING))


def _of_reason(text: str, said: frozenset[str]) -> bool:
    beside = _NEEDING | _AWAITED | _FILLERS | _OF_ASKING
    concerns = not said.isdisjoint(_CONCERN) and not said.isdisjoint(_OF_ASKING) and said <= _CONCERN | beside
    return concerns or (words.asks_why(text) and said <= wordbook.WHY | _CONCERN | beside)


def _of_meaning(text: str, said: frozenset[str]) -> bool:
    """Tell whether he asks what to write or what is meant, for an example or for more words, or says that he is lost."""
    beside = _OF_ASKING | _FILLERS | _AWAITED | _PLACE
    named = not said.isdisjoint(_WRITING | _MEANING) and said.isdisjoint(particles.WHEN)
    means = named and said <= _WRITING | _MEANING | _ABLE | beside and _asks(text, said)
    shown = not said.isdisjoint(_EXAMPLE) and said <= _EXAMPLE | _GIVE | _ABLE | wordbook.WANT | beside
    told = not said.isdisjoint(_EXPLAIN) and said <= _EXPLAIN | _ABLE | beside
    lost = gist.is_puzzled(text) or not said.isdisjoint(_LOST)
    denied = not said.isdisjoint(_DENYING) or any(word.startswith("ماف") for word in said)
    return means or shown or told or (lost and denied and said <= _LOST | _DENYING | _MEANING | beside)


_KINDS: Final = (
    (Retort.VOICE, _of_voice),
    (Retort.PICTURE, _of_picture),
    (Retort.WAY, _of_way),
    (Retort.MUST, _of_need),
    (Retort.WHY, _of_reason),
    (Retort.WHAT, _of_meaning),
)
