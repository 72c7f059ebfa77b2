"""Words and whole messages by what they mean, as keys of `faq.normalise`; `handlers.hearing.words` reads messages by them."""

# ruff: noqa: E501 - lists of words read best in wide lines

import re
from collections.abc import Iterable
from typing import Final

from faq import normalise


def keys(*texts: str) -> frozenset[str]:
    """Give the keys of whole messages."""
    return frozenset(filter(None, map(normalise.key, texts)))


def tokens(text: str) -> frozenset[str]:
    """Give the keys of the words in a text."""
    return frozenset(word for part in text.split() for word in normalise.key(part).split())


def made_of(said: Iterable[str]) -> frozenset[str]:
    """Give the words of which whole messages, given as keys, are made."""
    return frozenset(word for message in said for word in message.split())


POLITE = tokens(
    "لو سمحت سمحتوا سمحتم من فضلك فضلكم رجاء ارجوك تكفى تكفون الله يعافيك يعطيك العافية please pls plz anyway law sama7t samaht now الآن الحين دحين "
    "يا ولدي بنتي ابني اخوي اخي اختي"
)
WANT = tokens(
    "أريد أرغب أبغى أبي ابا ودي احتاج محتاج نبي عايز بغيت ممكن اقدر هات عطني اعطني جيب أود في i want need to can may get me give us a an "
    "حاب حابة حابب حابين ودنا نفسي بدي بدنا عاوز عاوزة عايزة نبغى نريد نود 7ab 7abba hab wedi widdi "
    "the with my could you would like wanna abi abgha abga aby abghi ayez 3ayez momken mumkin"
)
WANTING: Final = WANT - tokens("the with my a an us me في")
"""What begins a wish: of the words of wishing those that are none of another noun's."""
WANTED_SO: Final = WANTING - tokens("i to can may get could you")
"""Of these, what says by itself that something is wanted."""
TALK = tokens(
    "أكلم كلم اتكلم التكلم التحدث أتحدث اتحدث تحدث اتواصل التواصل احاكي تحويل حولني حولوني وصلني وصلوني كلموني ربطني إلى الى على مع "
    "لموظف بموظف talk speak chat connect transfer put through real akallem akalem akalm atkalam a7ki 7awelni wasselni ma3 3ala"
)
WISHING: Final = POLITE | WANT | TALK
SENTENCE: Final = re.compile(r"[،,.؛;!؟?\n]")

HELP: Final = keys(
    "مساعدة", "المساعدة", "help", "info", "/help", "musa3ada", "تعليمات", "وش تسوي", "ايش تسوي", "وش تقدر تسوي", "ماذا تفعل", "ماذا تستطيع",
    "كيف تساعدني", "what can you do", "what do you do", "how can you help me",
)  # fmt: skip
WHAT: Final = tokens("وش ايش إيش شنو ماذا ما كيف what how wesh esh eish shno")
WHO: Final = keys(
    "من أنت", "من أنتم", "مين أنتم", "من انتو", "مين انتو", "مين انت", "مين أنت", "انت مين", "من معي", "مين معي", "مين يكلمني", "من يكلمني", "انت روبوت", "هل أنت روبوت", "انت بوت", "انت انسان",
    "هل أنت إنسان", "انت روبوت ولا انسان", "انت انسان ولا روبوت", "انت آلي", "هل أنت آلي", "who are you", "who is this", "are you a robot", "are you a bot",
    "are you human", "are you a human", "are you a real person", "is this a bot", "meen enta", "min anta", "enta meen", "enta robot",
)  # fmt: skip
COMMANDS: Final = {
    key: action
    for action, said in {
        "ticket_status": keys(
            "طلباتي", "طلبي", "متابعة طلبي", "متابعة طلباتي", "معاملاتي", "my requests", "my request", "talabati", "talabi"
        ),
        "menu": keys("القائمة", "القائمة الرئيسية", "رجوع", "ارجع", "menu", "main menu", "back", "go back", "rujoo3"),
        "complaint": keys("تقديم شكوى", "شكوى", "عندي شكوى", "file a complaint", "complaint"),
        "suggestion": keys(
            "تقديم اقتراح", "اقتراح", "عندي اقتراح", "عندي ملاحظة", "لدي ملاحظة", "make a suggestion", "suggestion"
        ),
    }.items()
    for key in said
}
"""Whole messages that ask for an action wherever they are written, as the words of its button do."""
BACK: Final = keys(
    "غلطت", "غلط", "خطأ", "أخطأت", "رجوع", "ارجع", "السابق", "السؤال السابق", "تعديل", "عدل", "أبغى أعدل", "back", "go back", "previous", "mistake",
    "i made a mistake", "edit", "rujoo3",
)  # fmt: skip
START: Final = keys("/start")
OPT_OUT: Final = keys(
    "إيقاف", "وقف الرسائل", "إيقاف الرسائل", "اوقفوا الرسائل", "ايقاف الإشعارات", "وقف الإشعارات", "لا ترسلوا لي", "لا ترسلون لي رسائل",
    "إلغاء الاشتراك", "إلغاء الاشتراك في الرسائل", "stop", "stopall", "unsubscribe", "optout", "opt out", "stop messages", "stop notices",
)  # fmt: skip
OPT_OUT_OF_MESSAGES: Final = OPT_OUT - keys("إيقاف", "stop")
"""Those that cannot mean "stop what we are doing now"."""
OPT_IN: Final = keys("اشتراك", "تفعيل الإشعارات", "تشغيل الإشعارات", "تفعيل الرسائل", "start", "unstop", "subscribe")
BEGIN: Final = keys("ابدأ")
"""START in Arabic: notices again where they were stopped, once it can mean no form."""
NOTICES: Final = keys(
    "الإشعارات", "إشعارات", "إعدادات الإشعارات", "إشعاراتي", "الرسائل التي تصلني", "notifications", "notices", "notification settings",
    "my notifications",
)  # fmt: skip
STOP: Final = keys(
    "توقف", "إيقاف", "وقف", "لاحقا", "بعدين", "أكمل لاحقا", "أكمل بعدين", "stop", "later", "finish later", "continue later", "pause", "ba3deen", "خروج", "exit",
)  # fmt: skip
RESUME: Final = keys(
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
    "i'm back",
    "im back",
    "resume",
    "akammel",
    "kammel",
)
SKIP: Final = keys("تخطي", "تخطى", "تجاوز", "skip", "pass")
CANCEL: Final = keys(
    "إلغاء", "الغ", "الغي", "تراجعت", "خلاص", "بطلت", "ما أبغى", "مابي", "cancel", "never mind", "nevermind", "forget it"
)
DISCARD: Final = keys(
    "إلغاء الطلب", "الغ الطلب", "الغي الطلب", "احذف", "احذفه", "احذفها", "احذف الطلب", "احذف ما كتبته", "حذف", "امسح", "امسحه", "امسح الطلب", "امسح ما كتبته",
    "تجاهل الطلب", "ما أبغى أكمل", "مابي أكمل", "لا أريد أن أكمل", "cancel it", "cancel the request", "cancel my request", "cancel the form", "discard", "discard it",
    "محو ما كتبته", "محو", "امح ما كتبته", "الغ كل شي", "الغي كل شي", "الغ كل شيء", "إلغاء كل شيء", "إلغاء كل شي", "cancel everything", "cancel all", "erase what i wrote",
    "throw away", "throw it away", "delete", "delete it", "delete the form", "erase", "erase it", "el3a", "elgha2", "e7thef",
)  # fmt: skip
"""Who is filling in a form, or was asked whether to keep it, does not want it any more."""
KEEP: Final = keys(
    "أبقه", "ابقيه", "أبقيه", "خله", "خليه", "خلها", "احتفظ به", "احتفظ فيه", "لا تمحه", "لا تحذفه", "لا تحذف", "لا تمسح", "لا تمسحه", "اتركه", "keep", "keep it",
    "please keep it", "no keep it", "yes keep it", "dont delete it", "do not delete it", "don't delete", "dont throw it away", "leave it",
)  # fmt: skip
"""Who was asked whether to keep what he entered in a form wants that."""
KEEPING: Final = tokens(
    "احتفظ احفظ احفظه احفظها خل خله خلها خليه خليها ابق أبق أبقه ابقه ابقها أبقها ابقيه ابقيها اترك اتركه اتركها keep save"
)
KEPT: Final = tokens(
    "لا به بها فيه فيها عندك عندكم لي طيب نعم ايه ايوه هو هي عليه عليها it them that the form request yes ok and for me"
)
YES: Final = keys(
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
CLAUSE: Final = keys("نص البند", "clause text")
"""The button of an answer, typed when another message has taken its place."""
WANTED: Final = keys(
    "نعم", "ايوه", "ايوا", "ايه", "اي", "نعم أريد", "ايوه ابغى", "ايوه ابي", "نعم لو سمحت", "yes", "yep", "yes please", "sure", "aiwa", "aywa", "na3am",
)  # fmt: skip
"""A yes that is more than "all right"."""
NO: Final = keys("لا", "لأ", "لا شكرا", "لا شكراً لك", "no", "no thanks", "no thank you", "nope", "la", "la shukran")
EDIT: Final = NO | keys("تعديل", "عدل", "خطأ", "غلط", "غير صحيحة", "edit", "change", "wrong", "incorrect", "ta3deel")
ACKNOWLEDGED: Final = keys(
    "طيب", "اجل", "تمام", "مفهوم", "واضحة", "تم", "اوك", "اوكي", "أوكيه", "زين", "ماشي", "حاضر", "أبشر", "حسنا", "فهمت", "واضح", "خلاص", "نعم", "ايوه", "ايه", "حلو", "جميل", "رائع", "كويس",
    "ok", "okay", "k", "understood", "noted", "clear", "fine", "cheers", "cool", "alright", "i see", "got it", "yes", "tayeb", "tayyeb", "tamam", "zain", "ha", "هه", "ههه", "lol", "hmm", "اها",
)  # fmt: skip
MORE: Final = keys("المزيد", "مزيد", "اعرض المزيد", "باقي الخيارات", "more", "show more")
WHOLE: Final = MORE | keys(
    "التفاصيل",
    "تفاصيل",
    "تفاصيل أكثر",
    "المزيد من التفاصيل",
    "أبغى المزيد",
    "ابغى تفاصيل",
    "أبغى التفاصيل",
    "زدني",
    "وضح أكثر",
    "الجواب كامل",
    "details",
    "more details",
    "tell me more",
    "the whole answer",
    "full answer",
    "read more",
    "more please",
    "more info",
)
"""What asks for the rest of an answer that was given in short."""
GREETINGS: Final = keys(
    "مرحبا", "مرحبتين", "هلا", "هلا والله", "أهلا", "اهلين", "حياك الله", "صباح الخير", "مساء الخير", "يا هلا", "هاي", "الو",
    "hi", "hello", "hey", "hello there", "how do you do", "good morning", "good afternoon", "good evening", "mar7aba", "marhaba", "hala", "ahlan", "9aba7 el5air",
)  # fmt: skip
THANKS: Final = keys(
    "شكرا", "شكراً لك", "شكرا لكم", "شكرا جزيلا", "مشكور", "مشكورين", "يعطيك العافية", "الله يعطيك العافية", "جزاك الله خير", "تسلم", "ما قصرت", "ما تقصر", "كفيتوا ووفيتوا", "كفيت ووفيت", "الله لا يحرمنا منكم", "الله لا يحرمنا منك", "لا هنت", "لا هنتم", "انتم كفو", "انتم كفو والله", "كفو والله", "كفو عليكم", "ما تقصرون", "you're a star", "you are a star", "you're the best", "appreciate it",
    "thanks", "thank you", "thank you very much", "thx", "ty", "shukran", "mashkoor", "many thanks",
)  # fmt: skip
UNSOLVED: Final = keys(
    "لم تحل", "لم تُحل المشكلة", "لم تحل بعد", "ما انحلت", "ما انحلت المشكلة", "ما انحل", "ما انحل شي", "للحين ما انحلت", "لسه ما انحلت", "مو محلولة",
    "المشكلة باقية", "ما زالت المشكلة", "not solved", "not resolved", "unsolved", "still not solved", "it is not solved", "it's not solved", "ma en7allat", "ma n7allat",
)  # fmt: skip
EVERYDAY: Final = (
    HELP | WHO | COMMANDS.keys() | BACK | OPT_OUT | OPT_IN | NOTICES | STOP | RESUME | SKIP | CANCEL | DISCARD | KEEP | YES | NO | EDIT | ACKNOWLEDGED | MORE
    | GREETINGS | THANKS | UNSOLVED
)  # fmt: skip
BLESSING = tokens(
    "يحفظك يحفظكم يخليك يخليكم يوفقك يوفقكم يسعدك يسعدكم يبارك يجزاك يجزاكم يجزيك يجزيكم جزاك جزاكم بارك رحم يرحم كثر يرضى يسلمك يسلمكم يطول يعطيك يعطيكم ويخليك ويحفظك "
    "ويوفقك ويسعدك bless"
)
BLESSED = tokens(
    "الله والله god you خير خيرا كل الخير فيك فيكم لك لكم والديك والديكم عليك عليكم خيرك عمرك العافية العافيه وبارك ووفقك أهلك مجهودكم جهودكم"
)
THANKING = frozenset(said for said in THANKS if " " not in said) | tokens("thank")
MOST_THANKS: Final = 8
FEW_THANKS: Final = 3
FOR, BUT = (
    tokens("على علي for لحسن 3ala 3la"),
    tokens("nothing ولا لكن بس ولكن but ما لم لا ليش متى كيف كم not however ابي أبغى أريد want"),
)
AGREEING = made_of(ACKNOWLEDGED | THANKS | NO)
SALAM = keys(
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
GREETED: Final = {
    "morning": tokens("صباح صباحكم صباحو morning saba7 9aba7 sabah"),
    "evening": tokens("مساء مساكم مساءكم evening masa masaa"),
    "well": tokens(
        "حالك حالكم اخبارك أخباركم علومك علومكم شلونك شلونكم كيفك كيفكم صحتك صحتكم kefak kefkom 7alak 7alkom a5barak hows how's shlonak shlonkom akhbarkom akhbarak a5barkom وشلونك وشلونكم"
    ),
    "wish": tokens("سنة عام عيدك عساكم عواده العايدين الفايزين جمعة الجمعة رمضان عيدكم العيد eid ramadan jumua jumah jumma"),
}
"""Words of greetings that have a return of their own; the first that is found counts."""
HOW_ARE_YOU: Final = ("how", "are", "you")
HAILING: Final = tokens("hi hello hey hallo alo هاي هلا مرحبا مرحبتين أهلا الو يا")
SALAM_FIRST: Final = tuple(f"{salam} " for salam in SALAM)
ASKING: Final = tokens(
    "كم بكم متى متا كيف شلون ازاي إزاي وين فين أين هل ليش ليه لماذا وش ايش إيش شنو شو أي مين منو منهو منهي ماذا ماهي ماهو "
    "how when where what which who why is are do does can meen "
    "kam mata kaif kef kif keef wain wein ween wesh esh eish hal leish laish leh"
)
OPENLY: Final = tokens("كيف كم اين أين وين وش ايش إيش لماذا ليش ليه what how where who why kam kaif kef wesh wain")
"""Of these, what asks for more than a yes."""
REPORTING: Final = tokens(
    "سألته سألتها سألتهم سالته سالتهم سألت سالت سألوني قال قالوا قالت قلت قلتله يقول يقولون يقولوا قالي قالولي يدري يدرون يعرف يعرفون عارف عارفين محد ماحد حسب "
    "شرح يشرح وضح يوضح وضحوا يفهم فهمت فهمني علمني علموني خبرني بين يبين شفت لقيت عن know knows knew asked told said say says explained explain saw understand"
)
"""What tells, before a word of asking, that this was asked, said or is known by somebody."""
SUPPOSING = tokens("لو اذا إذا if law")
FOLLOWING: Final = tokens(
    "يصير تصير يصيرلي بيصير يحصل يحدث وش ايش إيش شو ماذا علي happen happens what wesh esh yseer yeseer yesir"
)
"""What asks, behind a supposition, for what follows: «لو ما حضرت يصير علي شي»."""
OPENING: Final = made_of(SALAM | GREETINGS) - ASKING | tokens(
    "طيب تمام زين اوك حسنا ممتاز حلو great perfect cool good nice ok okay so then and و يا اخي اختي اخوي ابني ولدي بنتي وعندي عندي سؤال question 3indi so2al also ورحمة الله وبركاته"
)
"""What may stand in front of a question; "how do you do" greets, but its "how" asks."""
BEFORE_THE_MATTER: Final = OPENING | POLITE | WANT
HURT: Final = tokens(
    "تحترمون تحترموا تحترمونا تحترموني احترمونا احترام إهانة أهانني مهزلة مسخرة استهتار تستهترون عيب فضيحة كذابين نصابين تستهبلون respect disrespect shame shameful "
    "disgraceful disgusting ridiculous pathetic outrageous unacceptable insult insulted"
)
COMPLAINING: Final = tokens("أشتكي اشتكي نشتكي بشتكي اشكي أشكو اشكو شكوى شكواي complain complaint ashtaki ashteki")
SUGGESTING: Final = tokens("أقترح نقترح اقتراحي مقترحي suggest propose a8tare7 agtare7 aqtare7")
KNOWING: Final = tokens(
    "الاستفسار استفساري واستفساري والاستفسار واستفسار وسؤالي والسؤال enquiry inquiry اعرف أعرف معرفة اسأل أسأل استفسر أستفسر استفسار السؤال سؤالي افهم أفهم know ask a3ref as2al"
)
ENDING: Final = tokens(
    "الغ الغي الغوا الغاء إلغاء ألغي اسحب اسحبوا أسحب سحب اقفل اقفلوا اقفال سكر سكروا cancel withdraw drop close"
)
ENDING_IT: Final = tokens(
    "الغيه الغيها الغه الغها الغوه الغوها ألغيها ألغيه اسحبه اسحبها اسحبوه اسحبوها اقفله اقفلها اقفلوه اقفلوها سكره سكرها سكروه سكروها"
)
ABLE: Final = tokens("ممكن اقدر can could may momken mumkin")
OWN: Final = tokens(
    "الشكوى الشكوي شكواي شكوتي شكوى الطلب طلبي طلب المعاملة معاملتي معاملة التذكرة تذكرتي البلاغ بلاغي "
    "complaint request ticket suggestion"
)
UPSET: Final = frozenset("😡🤬😠👎😤🖕💢")


WHY: Final = tokens("ليش ليه لماذا why leish laish leh lesh")
NEVER: Final = tokens("ما لم not never don't dont didn't didnt haven't nobody ma")
COMING: Final = tokens(
    "وصلني وصلتني وصلنا توصلني يوصلني تصلني يصلني تصل تجيني يجيني جاني جتني وصل وصلت توصل receive received get got getting receiving wasalni wesalni wasalatni"
)
HEARD: Final = frozenset({"فهمت", "فاهم", "فاهمه", "افهم"})
