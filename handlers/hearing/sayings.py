"""Whole messages by what they mean, as keys of `faq.normalise`: whoever writes nothing else means just that."""

from itertools import product
from typing import Final

from faq import normalise


def keys(*texts: str) -> frozenset[str]:
    """Give the keys of whole messages."""
    return frozenset(filter(None, map(normalise.key, texts)))


HELP: Final = keys(
    "مساعدة", "المساعدة", "help", "info", "/help", "musa3ada", "تعليمات", "وش تسوي", "ايش تسوي", "وش تقدر تسوي", "ماذا تفعل",
    "ماذا تستطيع",
    "كيف تساعدني", "what can you do", "what do you do", "how can you help me",
)  # fmt: skip
WHO: Final = keys(
    "وش انتم", "وش انتو", "ايش انتم", "ايش انتو", "شو انتو", "what are you", "من أنت", "من أنتم", "مين أنتم", "من انتو",
    "مين انتو", "مين انت", "مين أنت", "انت مين", "من معي", "مين معي", "مين يكلمني", "من يكلمني", "انت روبوت", "هل أنت روبوت",
    "انت بوت", "انت انسان",
    "هل أنت إنسان", "انت روبوت ولا انسان", "انت انسان ولا روبوت", "انت آلي", "هل أنت آلي", "who are you", "who is this",
    "are you a robot", "are you a bot",
    "are you human", "are you a human", "are you a real person", "is this a bot", "meen enta", "min anta", "enta meen",
    "enta robot",
)  # fmt: skip
RESTART: Final = keys(
    "ابدأ من جديد", "نبدأ من جديد", "نبدا من اول وجديد", "من جديد", "من البداية", "ابدأ من البداية", "نبدأ من البداية",
    "ارجع للبداية", "رجعني للبداية",
    "البداية", "start over", "restart", "start again", "begin again", "from the beginning", "abda min jadeed",
)  # fmt: skip
"""Beginning anew: outside a form that is the menu."""
COMMANDS: Final = {
    key: action
    for action, said in {
        "ticket_status": keys(
            "طلباتي", "طلبي", "متابعة طلبي", "متابعة طلباتي", "معاملاتي", "my requests", "my request", "talabati", "talabi"
        ),
        "menu": RESTART
        | keys(
            "القائمة",
            "القائمة الرئيسية",
            "الرئيسية",
            "ارجع للقائمة",
            "رجعني للقائمة",
            "ارجع للقائمة الرئيسية",
            "رجوع للقائمة",
            "رجوع",
            "ارجع",
            "menu",
            "main menu",
            "back",
            "go back",
            "back to menu",
            "back to the menu",
            "go back to the menu",
            "rujoo3",
            "alqayma",
            "al qaima",
        ),
        "complaint": keys(
            "تقديم شكوى",
            "شكوى",
            "عندي شكوى",
            "file a complaint",
            "complaint",
            "i have a complaint",
            "3indi shakwa",
            "3ndi shakwa",
        ),
        "suggestion": keys(
            "تقديم اقتراح",
            "اقتراح",
            "عندي اقتراح",
            "عندي ملاحظة",
            "لدي ملاحظة",
            "make a suggestion",
            "suggestion",
            "i have a suggestion",
        ),
    }.items()
    for key in said
}
"""Whole messages that ask for an action wherever they are written, as the words of its button do."""
BACK: Final = keys(
    "غلطت", "غلط", "خطأ", "أخطأت", "رجوع", "ارجع", "السابق", "السؤال السابق", "تعديل", "عدل", "أبغى أعدل", "back", "go back",
    "previous", "mistake",
    "i made a mistake", "edit", "rujoo3",
)  # fmt: skip
START: Final = keys("/start")
OPT_OUT: Final = keys(
    "إيقاف", "ما أبي رسايل", "ما أبغى رسايل", "ما أبي رسايل منكم", "لا ترسلوا لي", "لا ترسلون لي رسائل", "إلغاء الاشتراك",
    "إلغاء الاشتراك في الرسائل", "stop",
    "stopall", "stop all", "unsubscribe", "optout", "opt out", "stop messages", "stop notices",
    *map(" ".join, product(
        ("إيقاف", "أوقف", "أوقفوا", "وقف", "وقفوا", "وقفو", "إلغاء", "الغ", "الغوا"), ("الرسائل", "الرسايل", "الإشعارات"),
    )),
)  # fmt: skip
OPT_OUT_OF_MESSAGES: Final = OPT_OUT - keys("إيقاف", "stop")
"""Those that cannot mean "stop what we are doing now"."""
ENDING: Final = keys("cancel", "end", "quit", "revoke")
"""What stops messages besides, where their provider takes these words for that."""
OPT_IN: Final = keys("اشتراك", "تفعيل الإشعارات", "تشغيل الإشعارات", "تفعيل الرسائل", "start", "unstop", "subscribe")
BEGIN: Final = keys("ابدأ")
"""START in Arabic: notices again where they were stopped, once it can mean no form."""
NOTICES: Final = keys(
    "الإشعارات", "إشعارات", "إعدادات الإشعارات", "إشعاراتي", "الرسائل التي تصلني", "notifications", "notices",
    "notification settings",
    "my notifications",
)  # fmt: skip
STOP: Final = keys(
    "توقف", "إيقاف", "وقف", "لاحقا", "بعدين", "أكمل لاحقا", "أكمل بعدين", "stop", "later", "finish later", "continue later",
    "pause", "ba3deen", "خروج", "exit",
)  # fmt: skip
RESUME: Final = keys(
    "إكمال", "أكمل", "كمل", "استكمال", "إكمال الطلب", "أكمل الطلب", "نكمل", "نعم أكمل", "لا نكمل", "continue", "no continue",
    "yes continue",
    "i want to continue", "let's continue", "go on", "i'm back", "im back", "resume", "akammel", "kammel",
)  # fmt: skip
SKIP: Final = keys("تخطي", "تخطى", "تجاوز", "skip", "pass")
CANCEL: Final = keys(
    "إلغاء", "الغ", "الغي", "تراجعت", "خلاص", "بطلت", "ما أبغى", "مابي", "ما أبي", "لا أبي", "لا أريد", "ما نبي", "cancel",
    "never mind", "nevermind", "forget it",
    "i don't want", "i don't want it", "stop this", "alghi", "elghi", "ilgha2", "elgha2", "hawwant", "ma abi", "ma abgha",
)  # fmt: skip
DISCARD: Final = keys(
    "إلغاء الطلب", "الغ الطلب", "الغي الطلب", "احذف", "احذفه", "احذفها", "احذف الطلب", "احذف ما كتبته", "حذف", "امسح", "امسحه",
    "امسحها", "امسح الطلب", "امسح ما كتبته",
    "تجاهل الطلب", "ما أبغى أكمل", "مابي أكمل", "لا أريد أن أكمل", "cancel it", "cancel the request", "cancel my request",
    "cancel the form", "discard", "discard it",
    "محو ما كتبته", "محو", "امح ما كتبته", "الغ كل شي", "الغي كل شي", "الغ كل شيء", "إلغاء كل شيء", "إلغاء كل شي",
    "cancel everything", "cancel all", "erase what i wrote",
    "throw away", "throw it away", "delete", "delete it", "delete the form", "erase", "erase it", "el3a", "elgha2", "e7thef",
)  # fmt: skip
"""Said in a form, or when asked whether to keep it: he does not want it any more."""
KEEP: Final = keys(
    "أبقه", "ابقيه", "أبقيه", "خله", "خليه", "خلها", "احتفظ به", "احتفظ فيه", "لا تمحه", "لا تحذفه", "لا تحذف", "لا تمسح",
    "لا تمسحه", "اتركه", "keep", "keep it",
    "please keep it", "no keep it", "yes keep it", "dont delete it", "do not delete it", "don't delete", "dont throw it away",
    "leave it",
)  # fmt: skip
"""Said when asked whether to keep what was entered in a form: he wants that."""
YES: Final = keys(
    "نعم", "ايوه", "ايوا", "ايه", "اي", "صح", "صحيح", "صحيحة", "صحيحه كلها", "تمام", "اوكي", "موافق", "yes", "y", "yep", "ok",
    "okay", "correct",
    "confirm", "aiwa", "aywa", "na3am", "tamam",
)  # fmt: skip
CLAUSE: Final = keys("نص البند", "clause text")
"""The button of an answer, typed when another message has taken its place."""
WANTED: Final = keys(
    "نعم", "ايوه", "ايوا", "ايه", "اي", "نعم أريد", "ايوه ابغى", "ايوه ابي", "نعم لو سمحت", "yes", "yep", "yes please", "sure",
    "aiwa", "aywa", "na3am",
)  # fmt: skip
"""A yes that is more than "all right"."""
NO: Final = keys("لا", "لأ", "لا شكرا", "لا شكراً لك", "no", "no thanks", "no thank you", "nope", "la", "la shukran")
EDIT: Final = NO | keys("تعديل", "عدل", "خطأ", "غلط", "غير صحيحة", "edit", "change", "wrong", "incorrect", "ta3deel")
ACKNOWLEDGED: Final = keys(
    "طيب", "اجل", "تمام", "مفهوم", "واضحة", "تم", "اوك", "اوكي", "أوكيه", "زين", "ماشي", "حاضر", "أبشر", "حسنا", "فهمت", "واضح",
    "خلاص", "نعم", "ايوه", "ايه", "حلو", "جميل", "رائع", "كويس",
    "ok", "okay", "k", "understood", "noted", "clear", "fine", "cheers", "cool", "alright", "i see", "got it", "yes", "tayeb",
    "tayyeb", "tamam", "zain", "ha", "هه", "ههه", "lol", "hmm", "اها",
)  # fmt: skip
MORE: Final = keys("المزيد", "مزيد", "اعرض المزيد", "باقي الخيارات", "more", "show more")
WHOLE: Final = MORE | keys(
    "التفاصيل", "تفاصيل", "تفاصيل أكثر", "المزيد من التفاصيل", "أبغى المزيد", "ابغى تفاصيل", "أبغى التفاصيل", "زدني",
    "وضح أكثر", "الجواب كامل",
    "details", "more details", "tell me more", "the whole answer", "full answer", "read more", "more please", "more info",
)  # fmt: skip
"""What asks for the rest of a shortened answer."""
GREETINGS: Final = keys(
    "مرحبا", "مرحبتين", "هلا", "هلا والله", "أهلا", "اهلين", "حياك الله", "صباح الخير", "مساء الخير", "يا هلا", "هاي", "الو",
    "hi", "hello", "hey", "hello there", "how do you do", "good morning", "good afternoon", "good evening", "mar7aba",
    "marhaba", "hala", "ahlan", "9aba7 el5air",
)  # fmt: skip
THANKS: Final = keys(
    "شكرا", "شكراً لك", "شكرا لكم", "شكرا جزيلا", "مشكور", "مشكورين", "يعطيك العافية", "الله يعطيك العافية", "جزاك الله خير",
    "تسلم", "ما قصرت", "ما تقصر", "كفيتوا ووفيتوا", "كفيت ووفيت", "الله لا يحرمنا منكم", "الله لا يحرمنا منك", "لا هنت",
    "لا هنتم", "انتم كفو", "انتم كفو والله", "كفو والله", "كفو عليكم", "ما تقصرون", "you're a star", "you are a star",
    "you're the best", "appreciate it",
    "الف شكر", "تعبناكم", "تعبناكم معنا", "تعبناكم معانا", "تعبناك معنا", "تعبناك معانا", "كتر خيرك", "كتر خيركم", "كثر خيرك",
    "كثر خيركم", "شديد شكرا", "thanks", "thank you", "thank you very much", "thx", "ta", "thnx", "thnks", "ty", "shukran",
    "mashkoor", "many thanks",
)  # fmt: skip
KINDNESSES: Final = keys(
    "كلك ذوق", "كلكم ذوق", "من ذوقك", "من ذوقكم", "من لطفك", "من طيب أصلك", "الله لا يهينك", "الله لا يهينكم", "أحسنت",
    "أحسنتم", "أحسنتي", "كلام جميل",
)  # fmt: skip
"""Said in place of thanks; their words alone mean nothing of the kind."""
WISHES: Final = keys(
    "آمين", "اللهم آمين", "آمين يا رب", "آمين يا رب العالمين", "مبروك", "مبروك لكم", "ألف مبروك", "مبروك عليكم", "مبارك عليكم",
    "بعيد الشر", "بعيد الشر عنك", "بعيد الشر عنكم",
    "وانت من أهله", "وانتم من أهله", "وانت بخير", "وانتم بخير", "congratulations", "congrats", "ameen",
)  # fmt: skip
UNSOLVED: Final = keys(
    "لم تحل", "لم تُحل المشكلة", "لم تحل بعد", "ما انحلت", "ما انحلت المشكلة", "ما انحل", "ما انحل شي", "للحين ما انحلت",
    "لسه ما انحلت", "مو محلولة",
    "المشكلة باقية", "ما زالت المشكلة", "not solved", "not resolved", "unsolved", "still not solved", "it is not solved",
    "it's not solved", "ma en7allat", "ma n7allat",
)  # fmt: skip
SALAM: Final = keys(
    "السلام عليكم", "سلام عليكم", "السلام عليك", "assalam alaikum", "assalamu alaikum", "salam alaikum", "alsalam 3alaikum",
    "slam 3likm",
    "as salam alaikum", "salam 3alaikum", "assalamu alaykum", "السلام علييكم", "اسلام عليكم", "السلم عليكم", "السلام عليكو",
    "سلام عليك",
)  # fmt: skip
EVERYDAY: Final = (
    HELP | WHO | COMMANDS.keys() | BACK | OPT_OUT | OPT_IN | NOTICES | STOP | RESUME | SKIP | CANCEL | DISCARD | KEEP
    | YES | NO | EDIT | ACKNOWLEDGED | MORE | GREETINGS | THANKS | UNSOLVED
)  # fmt: skip
