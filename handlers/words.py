"""Words that mean the same wherever they are written: officer, stop, help, yes, no, a greeting. Pure; knows no state.

Only whole messages count: «موظف» asks for an officer, «هل يطابق الموظف بياناتي؟» is a question for the matcher. Who asks for an
officer may say why in the same breath.
"""

# ruff: noqa: E501 - lists of words read best in wide lines

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import dropwhile, pairwise
from typing import Final

from domain.model import Language
from faq import normalise


def _keys(*texts: str) -> frozenset[str]:
    return frozenset(filter(None, map(normalise.key, texts)))


def tokens(text: str) -> frozenset[str]:
    """Give the keys of the words in a text."""
    return frozenset(word for part in text.split() for word in normalise.key(part).split())


POLITE = tokens(
    "لو سمحت سمحتوا سمحتم من فضلك فضلكم رجاء ارجوك تكفى تكفون الله يعافيك يعطيك العافية please pls plz law sama7t samaht now الآن الحين دحين "
    "يا ولدي بنتي ابني اخوي اخي اختي"
)
_WANT = tokens(
    "أريد أرغب أبغى أبي ابا ودي احتاج محتاج نبي عايز بغيت ممكن اقدر هات عطني اعطني جيب أود في i want need to can may get me give us a an "
    "the with my could you would like wanna abi abgha abga aby abghi ayez 3ayez momken mumkin"
)
_TALK = tokens(
    "أكلم كلم اتكلم التكلم التحدث أتحدث اتحدث تحدث اتواصل التواصل احاكي تحويل حولني حولوني وصلني وصلوني كلموني ربطني إلى الى على مع "
    "لموظف بموظف talk speak chat connect transfer put through real akallem akalem akalm atkalam a7ki 7awelni wasselni ma3 3ala"
)
_OFFICER = tokens(
    "موظف الموظف موظفة موظفين موضف الموضف لموظف بموظف مسؤول المسؤول بشر إنسان ادمي officer agent human person employee representative "
    "operator staff someone mowathaf mowazaf mwazaf mwathaf muwathaf muwazaf mwazzaf mowathaff mas2ool"
)
_MANAGER = tokens("المدير مدير مديركم المديرة المشرف مشرف مشرفكم manager supervisor boss mudeer modeer")
_WHERE = tokens("وين فين اين أين where is wain wein ween your")
_ABOUT = tokens(
    "عن بخصوص حول بشأن لموضوع بموضوع مرة ثاني ثانية آخر غير about regarding again concerning because لأن عشان يرد يكلمني يتصل"
)
"""Behind a word for an officer: what he is wanted for."""
_CALLING = tokens("يتصل تتصل اتصل اتصلوا يتصلون تتصلون تتصلوا يكلمني كلموني تكلموني يدق يرن call phone ring yetesel etasel")
_ANYBODY = tokens("احد أحد أحدكم واحد شخص منكم هل someone somebody anyone anybody he they")
_ME = tokens("علي عليّ بي فيني يكلمني كلموني تكلموني me 3alay")
_HAVING = tokens("عندي لدي وعندي ولدي علشان عشاني بسبب i've my")
"""Behind it too: what he has that he is wanted for."""
_WISHING: Final = POLITE | _WANT | _TALK
_CALLING_HIM: Final = _WISHING | _ANYBODY | _ME
_PERSON = tokens(
    "هل يوجد فيه في أحد أحدهم أحدكم واحد شخص حقيقي متاح موجود الموظفين موظفيكم المدير مدير المشرف مشرف خدمة العملاء الأعضاء علاقات الجمعية لديكم عندكم منكم معي معه مني "
    "تحويلي حوّلني للمدير المحادثة محادثة محادثتي الحديث أتفاهم يفهمني يفهم رد يرد علي عليّ مباشرة أفضل أرجو أطلب أود هنا مو لا ليس روبوت آلة آلي البوت بوت "
    "is there any anybody anyone somebody someone real live manager supervisor team customer service department not bot robot machine "
    "member relations let can right here call back from your office of one people humans"
)
"""Beside them: whom he asks for, and what he asks for no more."""
_SENTENCE: Final = re.compile(r"[،,.؛;!؟?\n]")
_ARABIC = tokens("عربي العربية بالعربي بالعربية عربية للعربية arabic 3arabi arabi bil3arabi")
_ENGLISH = tokens("انجليزي الإنجليزية بالانجليزي بالإنجليزية انجليزية للإنجليزية انقلش english inglizi ingleezi engleezi")
_SPEAK = tokens(
    "تكلم كلمني اكتب رد غير بدل حول اللغة لغة إلى الى speak write talk reply change switch language in to use translate kallemni"
)
_SPEAKING: Final = POLITE | _WANT | _SPEAK
_LANGUAGE = _keys(
    "اللغة", "لغة", "تغيير اللغة", "غير اللغة", "language", "change language", "change the language", "switch language"
)

HELP: Final = _keys(
    "مساعدة", "المساعدة", "help", "info", "/help", "musa3ada", "تعليمات", "وش تسوي", "ايش تسوي", "وش تقدر تسوي", "ماذا تفعل", "ماذا تستطيع",
    "كيف تساعدني", "what can you do", "what do you do", "how can you help me",
)  # fmt: skip
_WHAT: Final = tokens("وش ايش إيش شنو ماذا ما كيف what how wesh esh eish shno")
_DOING: Final = tokens(
    "تسوي تسوون تعمل تعملون تفعل تقدر تستطيع تقدرون تعرف تساعد تساعدني تساعدنا تفيد تفيدني تخدم تخدمني تقدم وظيفتك شغلك شغلتك مهمتك دورك فايدتك فائدتك خدماتك قدراتك "
    "do help offer job purpose role tswy tsawi tesawi tsawwi"
)
_THIS: Final = tokens(
    "انت انتم إنت هنا لي لنا فيه به بها هو هي هذا الشات البوت بوت مجيب يا بالضبط بالتحديد تحديدا أصلا يعني طيب اللي الذي أن فيني في you your yours i me for with can could does is are s "
    "this bot chat assistant mujib exactly actually precisely here it the a service please so ok u inta enta"
)
WHO: Final = _keys(
    "من أنت", "مين انت", "مين أنت", "انت مين", "من معي", "مين معي", "مين يكلمني", "من يكلمني", "انت روبوت", "هل أنت روبوت", "انت بوت", "انت انسان",
    "هل أنت إنسان", "انت روبوت ولا انسان", "انت انسان ولا روبوت", "انت آلي", "هل أنت آلي", "who are you", "who is this", "are you a robot", "are you a bot",
    "are you human", "are you a human", "are you a real person", "is this a bot", "meen enta", "min anta", "enta meen", "enta robot",
)  # fmt: skip
COMMANDS: Final = {
    key: action
    for action, said in {
        "ticket_status": _keys(
            "طلباتي", "طلبي", "متابعة طلبي", "متابعة طلباتي", "معاملاتي", "my requests", "my request", "talabati", "talabi"
        ),
        "menu": _keys("القائمة", "القائمة الرئيسية", "menu", "main menu"),
        "complaint": _keys("تقديم شكوى", "شكوى", "عندي شكوى", "file a complaint", "complaint"),
        "suggestion": _keys("تقديم اقتراح", "اقتراح", "عندي اقتراح", "make a suggestion", "suggestion"),
    }.items()
    for key in said
}
"""Whole messages that ask for an action wherever they are written, as the words of its button do."""
BACK: Final = _keys(
    "غلطت", "غلط", "خطأ", "أخطأت", "رجوع", "ارجع", "السابق", "السؤال السابق", "تعديل", "عدل", "أبغى أعدل", "back", "go back", "previous", "mistake",
    "i made a mistake", "edit", "rujoo3",
)  # fmt: skip
START: Final = _keys("/start")
OPT_OUT: Final = _keys(
    "إيقاف", "وقف الرسائل", "إيقاف الرسائل", "اوقفوا الرسائل", "ايقاف الإشعارات", "وقف الإشعارات", "لا ترسلوا لي", "لا ترسلون لي رسائل",
    "إلغاء الاشتراك", "إلغاء الاشتراك في الرسائل", "stop", "stopall", "unsubscribe", "optout", "opt out", "stop messages", "stop notices",
)  # fmt: skip
OPT_OUT_OF_MESSAGES: Final = OPT_OUT - _keys("إيقاف", "stop")
"""Those that cannot mean "stop what we are doing now"."""
OPT_IN: Final = _keys("اشتراك", "تفعيل الإشعارات", "تشغيل الإشعارات", "تفعيل الرسائل", "start", "unstop", "subscribe")
NOTICES: Final = _keys(
    "الإشعارات", "إشعارات", "إعدادات الإشعارات", "إشعاراتي", "الرسائل التي تصلني", "notifications", "notices", "notification settings",
    "my notifications",
)  # fmt: skip
STOP: Final = _keys(
    "توقف", "إيقاف", "وقف", "لاحقا", "بعدين", "أكمل لاحقا", "أكمل بعدين", "stop", "later", "finish later", "continue later", "pause", "ba3deen", "خروج", "exit",
)  # fmt: skip
RESUME: Final = _keys(
    "إكمال",
    "أكمل",
    "كمل",
    "استكمال",
    "إكمال الطلب",
    "أكمل الطلب",
    "نكمل",
    "نعم أكمل",
    "لا نكمل",
    "continue",
    "no continue",
    "yes continue",
    "i want to continue",
    "let's continue",
    "go on",
    "resume",
    "akammel",
    "kammel",
)
SKIP: Final = _keys("تخطي", "تخطى", "تجاوز", "skip", "pass")
CANCEL: Final = _keys(
    "إلغاء", "الغ", "الغي", "تراجعت", "خلاص", "بطلت", "ما أبغى", "مابي", "cancel", "never mind", "nevermind", "forget it"
)
DISCARD: Final = _keys(
    "إلغاء الطلب", "الغ الطلب", "الغي الطلب", "احذف", "احذفه", "احذفها", "احذف الطلب", "احذف ما كتبته", "حذف", "امسح", "امسحه", "امسح الطلب", "امسح ما كتبته",
    "تجاهل الطلب", "ما أبغى أكمل", "مابي أكمل", "لا أريد أن أكمل", "cancel it", "cancel the request", "cancel my request", "cancel the form", "discard", "discard it",
    "محو ما كتبته", "محو", "امح ما كتبته", "الغ كل شي", "الغي كل شي", "الغ كل شيء", "إلغاء كل شيء", "إلغاء كل شي", "cancel everything", "cancel all", "erase what i wrote",
    "throw away", "throw it away", "delete", "delete it", "delete the form", "erase", "erase it", "el3a", "elgha2", "e7thef",
)  # fmt: skip
"""Who is filling in a form, or was asked whether to keep it, does not want it any more."""
KEEP: Final = _keys(
    "أبقه", "ابقيه", "أبقيه", "خله", "خليه", "خلها", "احتفظ به", "احتفظ فيه", "لا تمحه", "لا تحذفه", "لا تحذف", "لا تمسح", "لا تمسحه", "اتركه", "keep", "keep it",
    "please keep it", "no keep it", "yes keep it", "dont delete it", "do not delete it", "don't delete", "dont throw it away", "leave it",
)  # fmt: skip
"""Who was asked whether to keep what he entered in a form wants that."""
YES: Final = _keys(
    "نعم",
    "ايوه",
    "ايوا",
    "ايه",
    "اي",
    "صح",
    "صحيح",
    "صحيحة",
    "صحيحه كلها",
    "تمام",
    "اوكي",
    "موافق",
    "yes",
    "y",
    "yep",
    "ok",
    "okay",
    "correct",
    "confirm",
    "aiwa",
    "aywa",
    "na3am",
    "tamam",
)
NO: Final = _keys("لا", "لأ", "لا شكرا", "لا شكراً لك", "no", "no thanks", "no thank you", "nope", "la", "la shukran")
EDIT: Final = NO | _keys("تعديل", "عدل", "خطأ", "غلط", "غير صحيحة", "edit", "change", "wrong", "incorrect", "ta3deel")
ACKNOWLEDGED: Final = _keys(
    "طيب", "تمام", "تم", "اوك", "اوكي", "أوكيه", "زين", "ماشي", "حاضر", "أبشر", "حسنا", "فهمت", "واضح", "خلاص", "نعم", "ايوه", "ايه",
    "ok", "okay", "k", "fine", "alright", "i see", "got it", "yes", "tayeb", "tayyeb", "tamam", "zain", "ha", "هه", "ههه", "lol", "hmm", "اها",
)  # fmt: skip
MORE: Final = _keys("المزيد", "مزيد", "اعرض المزيد", "باقي الخيارات", "more", "show more")
GREETINGS: Final = _keys(
    "مرحبا", "مرحبتين", "هلا", "هلا والله", "أهلا", "اهلين", "حياك الله", "صباح الخير", "مساء الخير", "يا هلا", "هاي", "الو",
    "hi", "hello", "hey", "hello there", "how do you do", "good morning", "good afternoon", "good evening", "mar7aba", "marhaba", "hala", "ahlan", "9aba7 el5air",
)  # fmt: skip
THANKS: Final = _keys(
    "شكرا", "شكراً لك", "شكرا لكم", "شكرا جزيلا", "مشكور", "مشكورين", "يعطيك العافية", "الله يعطيك العافية", "جزاك الله خير", "تسلم", "ما قصرت",
    "thanks", "thank you", "thank you very much", "thx", "ty", "shukran", "mashkoor", "many thanks",
)  # fmt: skip
UNSOLVED: Final = _keys(
    "لم تحل", "لم تُحل المشكلة", "لم تحل بعد", "ما انحلت", "ما انحلت المشكلة", "ما انحل", "ما انحل شي", "للحين ما انحلت", "لسه ما انحلت", "مو محلولة",
    "المشكلة باقية", "ما زالت المشكلة", "not solved", "not resolved", "unsolved", "still not solved", "it is not solved", "it's not solved", "ma en7allat", "ma n7allat",
)  # fmt: skip
_EVERYDAY: Final = (
    HELP | WHO | COMMANDS.keys() | BACK | OPT_OUT | OPT_IN | NOTICES | STOP | RESUME | SKIP | CANCEL | DISCARD | KEEP | YES | NO | EDIT | ACKNOWLEDGED | MORE
    | GREETINGS | THANKS | UNSOLVED
)  # fmt: skip
_BLESSING = tokens(
    "يحفظك يحفظكم يخليك يخليكم يوفقك يوفقكم يسعدك يسعدكم يبارك يجزاك يجزاكم يجزيك يجزيكم جزاك جزاكم بارك رحم يرحم كثر يرضى يسلمك يسلمكم يطول يعطيك يعطيكم ويخليك ويحفظك "
    "ويوفقك ويسعدك bless"
)
_BLESSED = tokens(
    "الله والله god you خير خيرا كل الخير فيك فيكم لك لكم والديك والديكم عليك عليكم خيرك عمرك العافية العافيه وبارك ووفقك أهلك مجهودكم جهودكم"
)
_STOPPING = tokens(
    "وقف وقفوا وقفوها اوقف اوقفوا ايقاف توقف توقفوا الغ الغوا الغاء الغي كف كفى كفاية خلاص بلاش عدم سكر سكروا احظر احظروا فك فكوني طفشت ازعجتوني لا ما مو ازيلوا شيل "
    "شيلوني احذف احذفوا stop unsubscribe no not don dont remove cancel quit off end opt wa22fo wagfo waqfo waggfo la ma mabi elgho shelooni fokkoni az3ajtoni"
)
_SENT = ("رسال", "رساي", "رسائ", "راسل", "رسل", "اشعار", "تنبيه", "تحديث", "اشتراك", "قايمه", "قائمه", "messag", "text", "sms", "notif",
    "alert", "update", "list", "send", "subscri", "survey", "rasa", "esh3ar", "tersl", "eshter")  # fmt: skip
_THANKING = frozenset(said for said in THANKS if " " not in said) | tokens("thank")
_MOST_THANKS: Final = 8
_FOR, _BUT = tokens("على علي for لحسن"), tokens("لكن بس ولكن but ما لم لا ليش متى كيف كم not however ابي أبغى أريد want")
_AGREEING = frozenset(word for said in ACKNOWLEDGED | THANKS | NO for word in said.split())
_SALAM = _keys(
    "السلام عليكم",
    "سلام عليكم",
    "السلام عليك",
    "assalam alaikum",
    "assalamu alaikum",
    "salam alaikum",
    "alsalam 3alaikum",
    "slam 3likm",
    "as salam alaikum",
    "salam 3alaikum",
    "assalamu alaykum",
    "السلام علييكم",
    "اسلام عليكم",
    "السلم عليكم",
    "السلام عليكو",
    "سلام عليك",
)
_HAILING: Final = tokens("hi hello hey hallo alo هاي هلا مرحبا مرحبتين أهلا الو يا")
_AUTOMATIC = _keys(
    "رد تلقائي", "رد آلي", "رسالة تلقائية", "رسالة آلية", "هذا الرد تلقائي", "auto reply", "automatic reply", "autoreply", "out of office", "away message", "automated message",
)  # fmt: skip
_SALAM_FIRST: Final = tuple(f"{salam} " for salam in _SALAM)
_AUTOMATIC_MARKS: Final = tuple(f" {mark} " for mark in _AUTOMATIC)
_ASKING: Final = tokens(
    "كم بكم متى متا كيف شلون وين فين أين هل ليش ليه لماذا وش ايش إيش شنو أي مين منو ماذا ماهي ماهو how when where what which who why is are do does can "
    "kam mata kaif kef keef wain wein ween wesh esh eish hal leish laish leh"
)
_OPENING: Final = frozenset(word for said in _SALAM | GREETINGS for word in said.split()) | tokens(
    "طيب تمام زين اوك حسنا ok okay so then and و يا اخي اختي اخوي ابني ولدي بنتي وعندي عندي سؤال question 3indi so2al also ورحمة الله وبركاته"
)
_BEFORE_THE_MATTER: Final = _OPENING | POLITE | _WANT
_HURT: Final = tokens(
    "تحترمون تحترموا تحترمونا تحترموني احترمونا احترام إهانة أهانني مهزلة مسخرة استهتار تستهترون عيب فضيحة كذابين نصابين تستهبلون respect disrespect shame shameful "
    "disgraceful disgusting ridiculous pathetic outrageous unacceptable insult insulted"
)
_COMPLAINING: Final = tokens("أشتكي اشتكي نشتكي بشتكي اشكي أشكو اشكو شكوى شكواي complain complaint ashtaki ashteki")
_SUGGESTING: Final = tokens("أقترح نقترح اقتراحي مقترحي suggest propose a8tare7 agtare7 aqtare7")
_KNOWING: Final = tokens("اعرف أعرف معرفة اسأل أسأل استفسر أستفسر استفسار السؤال سؤالي افهم أفهم know ask a3ref as2al")
_ENDING: Final = tokens(
    "الغ الغي الغوا الغاء إلغاء ألغي اسحب اسحبوا أسحب سحب اقفل اقفلوا اقفال سكر سكروا cancel withdraw drop close"
)
_ABLE: Final = tokens("ممكن اقدر can could may momken mumkin")
_OWN: Final = tokens(
    "الشكوى الشكوي شكواي شكوتي شكوى الطلب طلبي طلب المعاملة معاملتي معاملة التذكرة تذكرتي البلاغ بلاغي "
    "complaint request ticket suggestion"
)
_UPSET: Final = frozenset("😡🤬😠👎😤🖕💢")


def command(text: str) -> str:
    """Give the action that the whole message names, as the button's words would; empty where it names none."""
    return COMMANDS.get(_said(text), "")


def blesses(text: str) -> bool:
    """Tell whether the whole message is a blessing, which is thanks: «الله يحفظك ويخليك»."""
    said = told(text)
    return any(word in _BLESSING for word in said) and all(
        word in _BLESSED or word in _BLESSING or word in POLITE for word in said
    )


def asks_for_officer(text: str) -> bool:
    """Tell whether the whole message just asks for a person, or for his call: «أبغى أكلم موظف لو سمحت», «ابي احد يتصل علي»."""
    called = _made_of(text, _CALLING, _CALLING_HIM) and not _ME.isdisjoint(told(text))
    return called or _made_of(text, _OFFICER, _WISHING) or _made_of(text, _MANAGER, _WISHING | _WHERE)


def matter_for_officer(text: str) -> str:
    """Give the words of who asks for a person and says at once why: «أريد التحدث مع موظف، الرفض ظلم»; empty where none does."""
    sentences = [part for part in _SENTENCE.split(text[: normalise.LIMIT]) if part.strip()]
    if len(sentences) > 1 and any(map(_wants_officer, (sentences[0], sentences[-1]))):
        return text.strip()
    said = told(text)
    asked = next((at for at, word in enumerate(said) if word in _OFFICER), 0)
    wants = asked and all(word in _WISHING for word in said[:asked])
    return text.strip() if wants and said[asked + 1 :][:1] and said[asked + 1] in _ABOUT | _HAVING else ""


def _wants_officer(text: str) -> bool:
    """Tell whether words ask for a person and say that they do: the mere noun may be part of a question."""
    return asks_for_officer(text) and any(word in _WANT or word in _TALK for word in told(text))


def asks_for_language(text: str) -> Language | None:
    """Give the language that the whole message asks for, if it does."""
    if _made_of(text, _ENGLISH, _SPEAKING):
        return Language.ENGLISH
    return Language.ARABIC if _made_of(text, _ARABIC, _SPEAKING) else None


def asks_about_language(text: str) -> bool:
    """Tell whether the message wants another language without naming it."""
    return _said(text) in _LANGUAGE


def asks_what_we_do(text: str) -> bool:
    """Tell whether the whole message asks what Mujib is for: «وش تسوي انت بالضبط؟», "what exactly do you do"."""
    said = _said(text).split()
    whole = all(word in _WHAT or word in _DOING or word in _THIS or word in POLITE for word in said)
    return whole and said != ["how", "do", "you", "do"] and not (_WHAT.isdisjoint(said) or _DOING.isdisjoint(said))


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Tell whether the whole message is one of the words, in any spelling."""
    return _said(text) in words


def stops_messages(text: str) -> bool:
    """Tell whether the words plainly want no more messages: a word for an end, and one for what is sent."""
    said = told(text)
    return any(word in _STOPPING for word in said) and any(part in word for word in said for part in _SENT)


def awaits_messages(text: str) -> bool:
    """Tell whether who speaks of messages misses them, which is no wish to get none: «ليش ما ترسلون لي الإيصال»."""
    said = _said(text).split()
    missed = any(first in _NEVER and then in _COMING for first, then in pairwise(word for word in said if word not in _STILL))
    return missed or (asks_why(text) and not _NEVER.isdisjoint(said))


_WHY: Final = tokens("ليش ليه لماذا why leish laish leh lesh")
_NEVER: Final = tokens("ما لم not never don't dont didn't didnt haven't nobody ma")
_STILL: Final = tokens("عاد زالت قد been even")
_COMING: Final = tokens(
    "وصلني وصلتني وصلنا توصلني يوصلني تصلني يصلني تصل تجيني يجيني جاني جتني وصل وصلت توصل receive received get got getting receiving wasalni wesalni wasalatni"
)
_NOT: Final = frozenset({"ما", "مو", "لا", "لم", "مب"})
_HEARD: Final = frozenset({"فهمت", "فاهم", "فاهمه", "افهم"})


def calls_off(text: str) -> bool:
    """Tell whether the whole message only says that a matter is to be dropped: «لا خلاص الغ الشكوى», not whether it may be."""
    said = frozenset(told(text))
    if asks(text) or not _ABLE.isdisjoint(said):
        return False
    return not (_ENDING.isdisjoint(said) or _OWN.isdisjoint(said)) and said <= _ENDING | _OWN | POLITE | _WANT | _AGREEING


def may_call_off(text: str) -> bool:
    """Tell whether the whole message asks whether an own matter can be dropped, or how: «ممكن ألغي الشكوى؟»."""
    said = frozenset(told(text))
    beside = POLITE | _WANT | _ABLE | _ASKING
    return not (_ENDING.isdisjoint(said) or _OWN.isdisjoint(said)) and said <= _ENDING | _OWN | beside and not calls_off(text)


def acknowledges(text: str) -> bool:
    """Tell whether the whole message only says that something was heard: «خلاص طيب», «لا شكراً»."""
    said = told(text)
    denied = any(first in _NOT and word in _HEARD for first, word in pairwise(said))  # «ما فهمت» beside «ما قصرت»
    return bool(said) and not denied and all(word in _AGREEING or word in POLITE for word in said)


def is_polite(text: str) -> bool:
    """Tell whether there is nothing but politeness: «لو سمحت»."""
    return all(word in POLITE for word in told(text))


def thanks_for(text: str) -> bool:
    """Tell whether the whole message acknowledges with thanks: «تمام شكراً», "ok thank you"."""
    return acknowledges(text) and not _THANKING.isdisjoint(told(text))


def thanks_well(text: str) -> bool:
    """Tell whether a short message begins with thanks and says for what: «شكراً لكم على التجاوب السريع»."""
    said = told(text)
    short = 1 < len(said) <= _MOST_THANKS and said[0] in _THANKING
    return short and not _FOR.isdisjoint(said[1:4]) and _BUT.isdisjoint(said) and not any(mark in text for mark in "؟?")


def has_salam(text: str) -> bool:
    """Tell whether the message begins with a salam, which is returned, be it behind another greeting: «hi السلام عليكم»."""
    said = _said(text)
    if said.partition(" ")[0] in _HAILING:
        said = " ".join(dropwhile(_HAILING.__contains__, said.split()))
    return f"{said} ".startswith(_SALAM_FIRST)


def is_automatic(text: str) -> bool:
    """Tell whether a machine wrote this, such as an absence note; two machines must not talk for ever."""
    said = f" {_said(text[:300])} "
    return any(mark in said for mark in _AUTOMATIC_MARKS)


def is_wordless(text: str) -> bool:
    """Tell whether there is neither letter nor digit: emoji, signs."""
    return not any(char.isalnum() for char in text)


def is_upset(text: str) -> bool:
    """Tell whether a wordless message shows anger."""
    return any(char in _UPSET for char in text)


def is_hurt(text: str) -> bool:
    """Tell whether a complaint says that the member was treated without respect, or calls what happened by a strong word."""
    return not _HURT.isdisjoint(told(text))


def begins_asking(text: str) -> bool:
    """Tell whether a message, behind greeting and politeness, begins as questions do: «طيب كم الرسوم»."""
    first = _first_word(text)
    return first in _ASKING or (first.startswith("و") and first[1:] in _ASKING)


def asks(text: str) -> bool:
    """Tell whether a message is a question by its mark or by how it begins."""
    return any(mark in text for mark in "؟?") or begins_asking(text) or wants_to_know(text)


def is_courtesy(text: str) -> bool:
    """Tell whether the whole message is a greeting, thanks, a blessing or an "all right"."""
    return is_one_of(text, GREETINGS | THANKS | _SALAM) or acknowledges(text) or blesses(text)


def asks_why(text: str) -> bool:
    """Tell whether a message begins with the word of who asks why, which complains more often than it asks."""
    return _first_word(text) in _WHY


def is_everyday(text: str) -> bool:
    """Tell whether the whole message is one that everybody writes: a greeting, thanks, a yes, a command, the word for an officer."""
    return is_courtesy(text) or is_one_of(text, _EVERYDAY) or asks_for_officer(text)


def complains(text: str) -> bool:
    """Tell whether a message begins with the word of who complains, and asks nothing: «ابي اشتكي دفعت ومحد عطاني إيصال»."""
    return _first_word(text) in _COMPLAINING and not any(mark in text for mark in "؟?")


def suggests(text: str) -> bool:
    """Tell whether a message begins with the word of who suggests something: «أقترح أن …»."""
    return _first_word(text) in _SUGGESTING


def wishes(text: str) -> bool:
    """Tell whether there is a word of wishing, or of talking to somebody, in a message: «أبغى», "talk"."""
    return any(word in _WANT or word in _TALK for word in told(text))


def begins_wishing(text: str) -> bool:
    """Tell whether a message, behind greeting and politeness, begins with a wish, or asks for leave: «اقدر اشوف», "can i"."""
    beside = _OPENING | POLITE
    first = next((word for word in _said(text).split() if word not in beside), "")
    return first in _WANT or first in _ABLE


def wants_to_know(text: str) -> bool:
    """Tell whether a message begins with the wish to know something: «ابغى اعرف الشروط»."""
    return _first_word(text) in _KNOWING


def _first_word(text: str) -> str:
    """Give the first word behind greeting, wishing and politeness."""
    return next((word for word in told(text) if word not in _BEFORE_THE_MATTER), "")


def says_why(text: str) -> bool:
    """Tell whether who asks for an officer says what he wants of him, in two words at least."""
    return content_words(text, _OFFICER | _TALK | _ABOUT | _PERSON) > 1


def content_words(text: str, beside: Iterable[str] = ()) -> int:
    """Count the words that say something, beside politeness, wishing and those given (as keys)."""
    empty = POLITE | _WANT | frozenset(beside)
    return sum(word not in empty and len(word) > 1 for word in told(text))


@lru_cache(maxsize=256)
def told(text: str) -> tuple[str, ...]:
    """Give the words of a message's key; every rule of a turn asks for the same ones."""
    return tuple(_said(text).split())


@lru_cache(maxsize=256)
def _said(text: str) -> str:
    return normalise.key(text[: normalise.LIMIT])


def _made_of(text: str, nouns: frozenset[str], fillers: frozenset[str]) -> bool:
    said = told(text)
    return not nouns.isdisjoint(said) and all(word in nouns or word in fillers for word in said)
