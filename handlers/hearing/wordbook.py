"""Words by what they mean, as keys of `faq.normalise`; `handlers.hearing.words` reads messages by them.

Must not hold whole messages: `handlers.hearing.sayings` does.
"""

import re
from collections.abc import Iterable
from typing import Final

from faq import normalise
from handlers.hearing import sayings


def tokens(text: str) -> frozenset[str]:
    """Give the keys of the words in a text."""
    return frozenset(word for part in text.split() for word in normalise.key(part).split())


def made_of(said: Iterable[str]) -> frozenset[str]:
    """Give the words of which whole messages, given as keys, are made."""
    return frozenset(word for message in said for word in message.split())


POLITE = tokens(
    "لو سمحت سمحتوا سمحتم من فضلك فضلكم رجاء ارجوك تكفى تكفون الله يعافيك يعطيك العافية please pls plz anyway law sama7t "
    "samaht now الآن الحين دحين "
    "يا ولدي بنتي ابني اخوي اخي اختي"
)
WANT = tokens(
    "أريد أرغب أبغى أبي ابا ودي احتاج محتاج نبي عايز بغيت ممكن اقدر داير دايرة دايرين هات عطني اعطني جيب أود في i want need to "
    "can may get me give us a an "
    "حاب حابة حابب حابين ودنا نفسي بدي بدنا عاوز عاوزة عايزة نبغى نريد نود 7ab 7abba hab wedi widdi "
    "the with my could you would like wanna abi abgha abga aby abghi ayez 3ayez momken mumkin"
)
WANTING: Final = WANT - tokens("the with my a an us me في")
"""What begins a wish: of the words of wishing those that are none of another noun's."""
WANTED_SO: Final = WANTING - tokens("i to can may get could you")
"""Of these, what says by itself that something is wanted."""
TALK = tokens(
    "بكلم أكلم كلم اتكلم التكلم التحدث أتحدث اتحدث تحدث اتواصل التواصل احاكي تحويل حولني حولوني وصلني وصلوني كلموني ربطني إلى "
    "الى على مع "
    "لموظف بموظف talk speak chat connect transfer put through real akallem akalem akalm atkalam a7ki 7awelni wasselni ma3 3ala"
)
CALLING: Final = tokens("call ring كلموني كلميني يكلمني تكلموني اتصلوا يتصل تتصلون تتصلوا")
"""What is wished of us by telephone."""
WISHING: Final = POLITE | WANT | TALK
SENTENCE: Final = re.compile(r"[،,.؛;!؟?\n]")

WHAT: Final = tokens("وش ايش إيش شو شنو ماذا ما كيف what how wesh esh eish shno")
KEEPING: Final = tokens(
    "احتفظ احفظ احفظه احفظها خل خله خلها خليه خليها ابق أبق أبقه ابقه ابقها أبقها ابقيه ابقيها اترك اتركه اتركها keep save"
)
KEPT: Final = tokens(
    "لا به بها فيه فيها عندك عندكم لي طيب نعم ايه ايوه هو هي عليه عليها it them that the form request yes ok and for me"
)
BLESSING = tokens(
    "يحفظك يحفظكم يخليك يخليكم يوفقك يوفقكم يسعدك يسعدكم يبارك يجزاك يجزاكم يجزيك يجزيكم جزاك جزاكم بارك رحم يرحم كثر كتر بيض "
    "يرضى يسلمك يسلمكم يطول يعطيك يعطيكم ويخليك ويحفظك "
    "ويوفقك ويسعدك bless"
)
BLESSED = tokens(
    "الله والله ربنا وجهك وجهكم وجيهكم god you خير خيرا كل الخير فيك فيكم لك لكم والديك والديكم عليك عليكم خيرك عمرك العافية "
    "العافيه وبارك ووفقك أهلك مجهودكم جهودكم"
)
THANKING = frozenset(said for said in sayings.THANKS if " " not in said) | tokens("thank")
MOST_THANKS: Final = 8
FEW_THANKS: Final = 3
FOR, BUT = (
    tokens("على علي for لحسن 3ala 3la"),
    tokens("nothing ولا لكن بس ولكن but ما لم لا ليش متى كيف كم not however ابي أبغى أريد want"),
)
AGREEING = made_of(sayings.ACKNOWLEDGED | sayings.THANKS | sayings.NO)
GREETED: Final = {
    "morning": tokens("صبحك صبحكم صباح صباحكم صباحو morning saba7 9aba7 sabah"),
    "evening": tokens("مسيكم مساك مساء مساكم مساءكم evening masa masaa"),
    "well": tokens(
        "ازيك ازيكم ازيكو كيفنك كيفنكم عاملين حالك حالكم اخبارك أخباركم علومك علومكم شلونك شلونكم كيفك كيفكم صحتك صحتكم kefak "
        "kefkom 7alak 7alkom a5barak hows how's shlonak shlonkom akhbarkom akhbarak a5barkom وشلونك وشلونكم"
    ),
    "wish": tokens("سنة عام عيدك عساكم عواده العايدين الفايزين جمعة الجمعة رمضان عيدكم العيد eid ramadan jumua jumah jumma"),
}
"""Words of greetings that have a return of their own; the first that is found counts."""
HOW_ARE_YOU: Final = ("how", "are", "you")
HAILING: Final = tokens("hi hello hey hallo alo هاي هلا مرحبا مرحبتين أهلا الو يا")
SALAM_FIRST: Final = tuple(f"{salam} " for salam in sayings.SALAM)
ASKING: Final = tokens(
    "كم بكم بكام كام متى متا امتى امتا إمتى متين كيف شلون ازاي إزاي وين فين أين هل ليش ليه لماذا وش ايش إيش شنو شو أي مين منو "
    "منهو منهي ماذا ماهي ماهو "
    "how when where what which who why is are do does can meen "
    "kam mata kaif kef kif keef shlon shloon ezay ezzay izay wain wein ween wen wesh esh eish hal leish laish leh"
)
OPENLY: Final = tokens(
    "كيف كم اين أين وين وش ايش إيش لماذا ليش ليه what how where who why kam kaif kef shlon shloon ezay ezzay izay wesh wain"
)
"""Of these, what asks for more than a yes."""
ASKING_LAST: Final = tokens(
    "كم بكم بكام كام متى امتى إمتى متين كيف شنو شو وين فين مين منو لمين منين لوين ليش ليه ايش إيش وش wesh wain wein wen fein "
    "fen kam meta emta leish leh"
)
"""Of these and their like, what may end a question: «التلفون بتاعكم كم», «هترد امتى»."""
INSTRUCTING: Final = tokens("فهمني فهموني علمني علموني اشرح اشرحوا اشرحي اشرحلي وضح وضحوا خبرني خبروني قولي قولولي explain")
"""What asks for an explanation by an order."""
TELLING_ME: Final = tokens("tell show قول قولوا قل"), tokens("me us لي لنا")
"""What asks so with the word behind it; «قولوا له» passes a word on."""
IS_IT: Final = tokens("هو هي am"), tokens("لازم ينفع ممكن انتو انتم فيه في يصح i")
"""How Egyptians begin a question that a yes or a no answers, or English, and what follows that begins no statement."""
FOR_WHAT: Final = tokens("في على من عن يعني زي"), tokens("ايه إيه")
"""How Egyptians end a question: «محتاج رقم البطاقة في ايه»."""
MYSELF: Final = tokens("انا أنا احنا")
OR_NOT: Final = tokens("ولا والا او wla wala wella or"), tokens("لا la not")
"""How a question ends that a yes or a no answers: «لي حق ولا لا»."""
ABOUT: Final = tokens(
    "عن بخصوص حول بشأن بالنسبة بالنسبه يخص تخص يتعلق متعلق متعلقة about regarding concerning 3an bkhsoos b5soos"
)
"""What names a matter, and wishes for nothing of it."""
ENTITLED: Final = tokens(
    "حق يحق احقية أحقية استحق أستحق نستحق يستحق مستحق مستحقة مؤهل مؤهلة مؤهله eligible qualify qualifies entitled ye7eg ye7e22"
)
"""What asks whether something is due to somebody, and does not wish for it yet."""
REPORTING: Final = tokens(
    "عرفنا عرفت ندري سألته سألتها سألتهم سالته سالتهم سألت سالت سألوني قال قالوا قالت قلت قلتله يقول يقولون يقولوا قالي قالولي "
    "يدري يدرون يعرف يعرفون عارف عارفين محد ماحد حسب "
    "شرح يشرح وضح يوضح وضحوا يفهم فهمت فهمني علمني علموني خبرني بين يبين شفت لقيت عن know knows knew asked told said say says "
    "explained explain saw understand"
)
"""What tells, before a word of asking, that this was asked, said or is known by somebody."""
SUPPOSING = tokens("لو اذا إذا if law")
FOLLOWING: Final = tokens(
    "يصير تصير يصيرلي بيصير يحصل يحدث وش ايش إيش شو ماذا علي happen happens what wesh esh yseer yeseer yesir"
)
"""What asks, behind a supposition, for what follows: «لو ما حضرت يصير علي شي»."""
OPENING: Final = made_of(sayings.SALAM | sayings.GREETINGS) - ASKING | tokens(
    "طيب تمام زين اوك حسنا ممتاز حلو great perfect cool good nice ok okay so then and و يا اخي اختي اخوي ابني ولدي بنتي وعندي "
    "عندي سؤال question 3indi so2al also ورحمة الله وبركاته "
    "actually no but بس لكن first wait hold on just before that لحظة اول أول لا سمح طب"
)
"""What may stand in front of a question; "how do you do" greets, but its "how" asks."""
BEFORE_THE_MATTER: Final = OPENING | POLITE | WANT
HURT: Final = tokens(
    "تحترمون تحترموا تحترمونا تحترموني احترمونا احترام إهانة أهانني مهزلة مسخرة استهتار تستهترون عيب فضيحة كذابين هالكذب "
    "تكذبون كذبتوا نصابين تستهبلون respect disrespect shame shameful "
    "disgraceful disgusting ridiculous pathetic outrageous unacceptable insult insulted"
)
COMPLAINING: Final = tokens("أشتكي اشتكي نشتكي بشتكي اشكي أشكي نشكي أشكو اشكو شكوى شكواي complain complaint ashtaki ashteki")
SUGGESTING: Final = tokens("أقترح نقترح اقتراحي مقترحي suggest propose a8tare7 agtare7 aqtare7")
KNOWING: Final = tokens(
    "الاستفسار استفساري واستفساري والاستفسار واستفسار وسؤالي والسؤال enquiry inquiry اعرف أعرف معرفة اسأل أسأل استفسر أستفسر "
    "استفسار السؤال سؤالي افهم أفهم know ask a3ref as2al"
)
ENDING: Final = tokens(
    "اسكر نسكر تسكر تسكرون "
    "الغ تلغي تلغون تلغوا تلغو الغي الغوا الغاء إلغاء ألغي اسحب اسحبوا أسحب سحب اقفل اقفلوا اقفال سكر سكروا كنسل كنسلوا كنسلو "
    "بطل بطلوا بطلو شيل شيلوا cancel withdraw drop close scrap bin scrapped elghi elgi alghi elghou"
)
ENDING_IT: Final = tokens(
    "الغيه الغيها الغه الغها الغوه الغوها ألغيها ألغيه اسحبه اسحبها اسحبوه اسحبوها اقفله اقفلها اقفلوه اقفلوها سكره سكرها "
    "سكروه سكروها احذفها احذفه احذفوها احذفوه شيلوها شيلها"
)
ABLE: Final = tokens("ممكن اقدر can could may momken mumkin")
SPANS: Final = tokens("شهر شهور شهرين اسبوع اسبوعين اسابيع سنه سنة سنتين سنوات سنين يوم يومين ايام")
"""Of time: «قبل سنتين»."""
EVEN: Final = tokens("حتى even")
OWN: Final = tokens(
    "الشكوى الشكوي شكواي شكوتي شكوى الطلب طلبي طلب المعاملة معاملتي معاملة التذكرة تذكرتي البلاغ بلاغي "
    "elshakwa shakwa al6alab eltalab complaint request ticket suggestion"
)
UPSET: Final = frozenset("😡🤬😠👎😤🖕💢")


WHY: Final = tokens("ليش ليه لماذا why leish laish leh lesh")
NEVER: Final = tokens("ما لم not never don't dont didn't didnt haven't nobody ma")
COMING: Final = tokens(
    "وصلني وصلتني وصلنا توصلني يوصلني تصلني يصلني تصل تجيني يجيني جاني جتني وصل وصلت توصل receive received get got getting "
    "receiving wasalni wesalni wasalatni"
)
HEARD: Final = frozenset({"فهمت", "فاهم", "فاهمه", "افهم"})
SETTLED: Final = tokens(
    "حليتها حليته انحلت انحل حلت اتحلت محلولة خلصت انتهت انتهى زبطت ضبطت solved resolved sorted fixed settled"
)
"""What says that a matter is settled."""
CREW: Final = tokens(
    "الصيانة الصيانه صيانة العمال عمال العامل الفريق فريق المهندس الشركة المقاول المندوب crew worker workers maintenance "
    "engineer contractor team"
)
"""Who comes to mend something."""
INTRODUCING: Final = tokens("انا أنا اسمي معك معاك معكم i'm im i am name ana ismi")
"""What stands before a name of one's own."""
