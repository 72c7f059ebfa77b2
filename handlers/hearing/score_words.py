"""The words of scores: numbers, judgements, what stands around a score and what is counted instead. Pure; reads nothing."""

import re
from typing import Final

from faq import normalise
from handlers.hearing import particles, wordbook

STAR: Final = "⭐★🌟"
NUMBERS: Final = {
    normalise.key(word): number
    for number, said in {
        0: "صفر zero sefr",
        1: "واحد وحدة one wa7ed wahed",
        2: "اثنين اثنان ثنتين two ethnain thnain",
        3: "ثلاثة ثلاث three thalatha thalath",
        4: "أربعة أربع four arba3a arba3",
        5: "خمسة خمس five 5amsa khamsa khams 5ams",
        6: "ستة six",
        7: "سبعة seven",
        8: "ثمانية eight",
        9: "تسعة nine",
        10: "عشرة ten",
    }.items()
    for word in said.split()
}
JUDGED: Final = {
    normalise.key(word.replace("_", " ")): score
    for score, said in {
        5: "ممتاز ممتازة ممتازين رائع رائعة excellent perfect great amazing mumtaz momtaz",
        4: "زين زينة زينين حلوين كويسين طيبين جيد_جدا جيدة_جدا حلو كويس_جدا very_good good",
        3: "جيد جيدة متوسط متوسطة عادي عادية مقبول مقبولة كويس average ok okay okey fair",
        2: "ناقص دون_المتوسط below_average",
        1: (
            "ضعيف ضعيفة ضعيف_جدا سيء سيئة سيئ سيئ_جدا سيئة_جدا زفت خايس خايسة شين شينة شينين أسوأ سيئين سيئون ضعيفين ضعاف "
            "خايسين bad very_bad poor very_poor weak terrible awful worst horrible say2"
        ),
    }.items()
    for word in said.split()
}
OUT_OF: Final = wordbook.tokens("من على ع اصل out of men min over")
STARS: Final = wordbook.tokens("نجوم نجمات نجمه نجمة star stars njoom nejoom najma nejma")
A_STAR: Final = wordbook.tokens("نجمة najma nejma")
TWO_STARS: Final = wordbook.tokens("نجمتين نجمتان")
NOT: Final = particles.NOT | wordbook.tokens("غير never")
GIVING: Final = wordbook.tokens(
    "اعطيكم أعطيكم اعطيك اعطيه بعطيكم بعطيك أمنحكم اقيمكم بقيمكم تقييمي تستاهلون تستاهل يستاهل يستاهلون تستحقون give rate "
    "rating a3teekom"
)
"""What gives a score, whatever stands before it: «شفته ممتاز تستاهلون ٥»."""
PARTED: Final = frozenset("،,.؛;:!-—()\n")
AROUND: Final = (
    wordbook.tokens(
        "اعطيكم اعطيك اعطيه اعطيها نعطيكم بعطيكم بعطيك بعطيه عطيتكم عطيتك أمنحكم امنح اقيمكم أقيم اقيمها اقيمه بقيمكم تقييمي "
        "التقييم تقييم تقيمي بتقييم لخدمتكم للخدمة الخدمة خدمتكم خدمة درجتي درجة "
        "الدرجة هي هو يعني طيب والله ب انا أقول بقول نقول احط بحط حط حطوا لكم لك عليكم عليه نعم ايوه ايه اوكي تقريبا مثلا "
        "تستاهلون تستاهل يستاهل يستاهلون تستحقون يستحق نتيجتي النتيجة سجلوا سجل اكتبوا اكتب عندي مني "
        "كان كانت كل شي شيء كله الموظف الموظفة موظفكم تعامله التعامل تعاملكم تجربتي التجربة بشكل عام عموما أظن اظن اعتقد ممكن "
        "الحمد لله الله خلاص بس فقط نقاط درجات مرة جدا صراحة بصراحة خدمه بكل تقدير العلامة علامة كاملة "
        "ok okay i id ill would will say give you it a an solid my rating is rate the service score probably maybe about "
        "around from me let lets go with well so hmm um for this that thats to overall was were its "
        "experience guess think officer your points please only really honestly just very all everything was been be as we "
        "then so fine alright sure definitely اكيد أكيد plus وزيادة زيادة gives d s ll m re taqyeemi ta8yeemi a3teekom "
        "3ateekom walla wallah"
    )
    | wordbook.POLITE
    | wordbook.tokens("شكرا لكم مشكورين مشكور thanks thank you shukran")
)
"""What may stand around a score that says nothing else."""
CHANGING: Final = wordbook.tokens(
    "خلوها خلها خليها خلوه خله خليه غيروها غيرها غيروه غيره بدلوها بدلها عدلوها عدلها اجعلوها اجعلها قصدي اقصد أقصد make "
    "change set mean meant actually rather instead khalliha khaliha 5alleha khalleeha بدل اغير أغير اعدل أعدل تغيير تعديل غلطت "
    "غلطان بالغلط غلط اخطأت أخطأت بالخطأ سهوا mistake oops wrong typo ghalat"
)
CHANGED: Final = wordbook.tokens(
    "لا la no it that to my the rating sorry عفوا اسف آسف معليش الى إلى wait لحظة i و wala can could we may please ممكن اقدر "
    "أقدر ابي أبي ابغى أبغى هل"
)
"""What stands before a score that is to replace another."""
BUT: Final = wordbook.tokens("بس لكن ولكن but")
"""Behind which a score may stand, at the end: «ما سويتوا مسبح لكن ٥»."""
BEHIND: Final = wordbook.tokens(
    "بس لكن ولكن لان لأن لأنه لأنها لأنكم لأنهم لاني عشان علشان والله شكرا وشكرا مشكور مشكورين يعطيك يعطيكم الله مع but "
    "because cuz bc as and thanks thank though since bs shukran 3ashan lakin 3shan و ماقصرتو ماقصرتوا ماقصرتم ماقصرت "
    "مقصرتو تستاهل تستاهلون"
)
"""What begins the words behind a score."""
HOURS: Final = wordbook.tokens("الفجر الصبح الصباح الظهر العصر المغرب العشاء المساء الليل الضحى")
"""Behind a number they tell when: «5 العصر»."""
PIECES: Final = re.compile(rf"[0-9]+|[{STAR}]\ufe0f?|[^\W\d_](?:[^\W_]|[\u0640\u064b-\u0652])*|/|[،,.؛;:!—()\n-]")
OF_TIME: Final = wordbook.tokens(
    "يوم ايام أيام يومين اسبوع أسابيع اسابيع شهر شهور أشهر اشهر سنة سنين سنوات ساعة ساعات دقيقة دقايق دقائق مرات مره مرة ريال "
    "اشخاص غرف شقق day days week weeks month months year years hour hours minute minutes times riyals people rooms flats"
)
"""What is counted by a number that is no score, where it stands behind it."""
NUMBERED: Final = wordbook.tokens(
    "رقم الشقة شقة الدور دور عمارة العمارة المبنى مبنى غرفة من قبل الساعة ساعة بلوك building flat apartment floor number no "
    "room block unit since after for صار"
)
"""What has a number that is no score, where it stands in front of it."""
MOST_UNSURE: Final = 8
"""Words of a message in which an unclear number may still be meant as a score."""
SHORTENED: Final = 10
"""The other scale on which people rate."""
RANKS: Final = {
    key: rank
    for rank, said in {
        1: "الاولى الأول اولى والاولى والاول للاولى للاول وللاولى وللاول first",
        2: "الثانية الثاني ثانية والثانية والثاني للثانية للثاني وللثانية وللثاني second",
    }.items()
    for key in wordbook.tokens(said)
}
SOMEBODY: Final = wordbook.tokens("واحد وحدة one wahed wa7ed")
"""Numbers that name somebody more often: «واحد من موظفيكم»."""
ONE: Final = wordbook.tokens("واحدة وحدة وحده")
