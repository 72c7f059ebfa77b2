"""Short remarks: agreeing, taking leave, taking back, settled, meant otherwise; and the words that only look like them."""

from collections.abc import Callable, Iterator

import pytest

from domain.states import FormKind
from handlers.form import asides, fields, names
from handlers.hearing import (
    afterwords,
    forms_named,
    halves,
    misunderstandings,
    persons,
    progress,
    remarks,
    service,
    tellings,
    troubles,
    turnings,
    undertakings,
    waiting,
    words,
)
from handlers.ticket import calling_off

SAID: dict[Callable[[str], object], tuple[tuple[str, ...], tuple[str, ...]]] = {
    remarks.agrees: (
        ("اي نعم صح", "نعم كلها صحيحة", "yes correct", "yes they are all correct", "تمام شكرا"),
        ("نعم لكن الجوال غلط", "لا", "شكرا", "متى"),
    ),
    remarks.greets: (
        ("السلام عليكم ورحمة الله وبركاته يا ولدي", "السلام عليكم كيف حالكم", "hi dear team", "آمين يا رب", "بعيد الشر عنك"),
        ("السلام عليكم متى الرد", "كيف الحال", "how", "كيف", "أمين الصندوق مين", "مبروك الافتتاح بس متى التسليم"),
    ),
    remarks.leaves: (("مع السلامة", "bye", "thank you, goodbye", "ok thx bye"), ("السلامة مهمة", "شكرا")),
    remarks.calls: (
        ("u there?", "فيه احد؟", "are you still there?"),
        ("there", "هل فيه احد يبيع أسهم؟", "is the office there?"),
    ),
    undertakings.only_begins: (("طيب ابدأ", "نبدأ", "ok begin"), ("سجلني", "ابدأ من جديد", "متى نبدأ التسجيل")),
    undertakings.takes_back: (
        ("لا خلاص ما ابي اشتكي", "غيرت رأيي", "never mind", "I don't want to complain anymore"),
        ("لا", "خلاص تم", "ما وصلني رد", "ما عندي شكوى"),
    ),
    undertakings.withdraws: (("لا خلاص ما ابي اشتكي", "I don't want to complain anymore"), ("لا خلاص", "لا شيء", "لا شكرا")),
    undertakings.is_settled: (
        ("لا خلاص حليتها بنفسي", "انحلت المشكلة الحمد لله", "it's solved now thanks"),
        ("ما انحلت", "المشكلة ما انحلت", "it is not solved"),
    ),
    asides.asks_so_far: (
        ("وين وصلنا", "وش كتبت انا", "كم باقي", "what did i write"),
        ("وين وصل طلبي", "كتبت لكم", "وش المطلوب"),
    ),
    asides.wants_back: (("ارجع للسؤال اللي قبل", "go back one question"), ("متى ارجع المبلغ", "السؤال")),
    asides.holds_on: (("لحظه", "استنى اشوي", "one moment"), ("انتظر الرد من شهر", "شوي")),
    asides.speaks_of_email: (
        ("ما عندي ايميل", "sa@example.com", "ليه تبون الايميل؟"),
        ("الايميل", "ارسلت ايميل من شهر", "جوالي 0551234567 وما عندي ايميل"),
    ),
    asides.names_need: (
        (
            "احتاج ترميم السقف",
            "محتاجه سداد ايجار البيت",
            "ترميم المنزل بعد الحريق",
            "سداد فواتير",
            "help with rent for three months",
            "علي ايجار متأخر",
        ),
        (
            "ترميم",
            "الهوية منتهية",
            "كم سداد الايجار؟",
            "ما عليها سداد",
            "احتاج وقت شوي",
            "محتاج اكلم موظف",
            "احتاج سكن",
            "ما احتاج ترميم السقف",
        ),
    ),
    asides.refuses: (("ما راح اعطيك رقمي", "I won't share my number"), ("ما اذكره", "ليش ما اعطيك؟", "اعطيك رقمي")),
    turnings.matter_meant: (("لا خلاص مو شكوى اقتراح", "مو اقتراح شكوى"), ("عندي اقتراح", "شكوى", "مو شكوى")),
    progress.waits_for_long: (
        ("ماشاء الله خدمتكم سريعة مره، صار لي شهر استنى", "great service, waiting for weeks"),
        ("كم شهر استنى؟", "خدمتكم سريعة", "استنى ردكم"),
    ),
    turnings.is_no_complaint: (
        ("مو شكوى بس استفسار، جاري مزعج كل ليلة", "it is not complaint, my neighbour is loud"),
        ("عندي شكوى على جاري", "ما ردوا على شكواي"),
    ),
    forms_named.bids_form: (
        ("طيب قدموا لنا طلب الدعم", "سجلوني عضوية"),
        ("قدمت طلب دعم", "قدموا لنا مكيف", "متى يفتح التسجيل"),
    ),
    progress.asks_if_done: (
        ("يعني رفضته خلاص؟", "so am I registered now?"),
        ("رفضته خلاص", "كيف سجلت؟", "يعني رفضتوا طلبي؟"),
    ),
    progress.asks_for_news: (
        ("any update?", "فيه جديد", "وش الجديد", "عسى فيه خبر", "فيه علم؟"),
        ("فيه جديد بالمشاريع", "ابي تحديث بياناتي", "new"),
    ),
    remarks.wants_nothing_more: (("thanks a lot, that's all", "هذا كل شي"), ("that's all you do?", "كل شي خربان")),
    troubles.is_wrong: (
        (
            "السقف طاح",
            "زباله متكدسه",
            "الكهربا مفصوله",
            "الباب ما يسكر",
            "مافي مويه",
            "ما فيه ماء",
            "the power is off",
            "no water since morning",
            "AC not cooling",
        ),
        (
            "نزل سقف الاسهم",
            "وقف الرسايل",
            "النور مو طافي",
            "متى المصعد يشتغل",
            "ابي تصلحون المصعد",
            "طاحت علي الرسوم",
            "لا ما عندي جوال",
        ),
    ),
    turnings.wished_instead: (
        ("انا ما ابي انسحب، انا ابي وحدتي", "I do not want a loan, I want a refund"),
        ("ما ابي انسحب", "ابي وحدتي، ما ابي انسحب", "عندي سؤال، ابي اعرف الرسوم"),
    ),
    waiting.asks_how_much: (("وكم تاخذون", "اقصد الفلوس كم", "how much money"), ("كم تاخذ وقت", "كم الرسوم", "كم سهم ادفع")),
    waiting.asks_how_long: (("كم ننتظر", "كم ياخذ الموضوع", "how long will it take"), ("كم الرسوم", "كم سهم")),
    waiting.asks_for_period: (
        ("ما مدة الاعتراض على القرار", "كم يوم عندي اعترض", "how long do I have?", "deadline to object"),
        ("كم الرسوم", "متى الدوام", "اعترضت على القرار من مدة"),
    ),
    progress.names_committee: (("كم تاخذ اللجنة", "كم ياخذ وقت القبول"), ("كم ياخذ الرد",)),
    forms_named.form_of_another: (
        (
            "اختي عندها اعاقه وابغى اسجلها معكم",
            "ولدي يبغى يسجل ومو عارف كيف",
            "هل اقدر اسجل امي",
            "my son wants to register",
            "ولدي يبي يقدم طلب دعم",
            "اختي تبي تصير عضوه",
        ),
        ("ابغى اسجل", "ولدي يبي شقة", "سجل شكوى"),
    ),
    undertakings.abandons: (
        (
            "لا كنسل كل شي",
            "cancel everything",
            "خلاص لا اكمل وقف",
            "وقف، انا ما طلبت اقدم",
            "stop. I did not ask to apply",
            "لا لا انا بس كنت اسأل",
        ),
        ("كنسل الحارس كل شي", "كل شي تمام", "وقف، متى يجي الفني؟", "كنت اسأل عن الرسوم", "وقف راتبي من شهر"),
    ),
    undertakings.begins: (("طيب اقدم", "يلا نسجل"), ("اقدم شكوى",)),
    turnings.asks_of_own_words: (
        ("استفدتوا من اقتراحي؟", "شفتو اقتراحي", "وش بتسوون باقتراحي"),
        ("اقتراحي نفتح السبت", "عندكم اقتراح؟", "ليش ما رديتوا على شكواي"),
    ),
    calling_off.leaves: (
        ("No, keep it", "اتركها لو سمحت", "leave it as is", "لا خلوها مفتوحة"),
        ("مو مفتوحة", "leave", "متى تفتح", "اتركها لموظف ثاني", "لا"),
    ),
    turnings.leans: (("على طلب دعم", "في المكتب"), ("طلب دعم", "في المكتب؟", "على", "من شهر وانا انتظر الرد")),
    names.is_latin_name: (("Saad Al Qurashi", "Sara bint Khalid"), ("Saad", "How are you", "Pay Al Rajhi please now")),
    names.only_names: (
        ("خالد", "أم محمد", "محمد عبدالله القحطاني", "السلام عليكم سعود بن فهد الدوسري", "Khalid", "فاطمة"),
        ("محمد؟", "جوال احمد", "محمد تأخر علي", "خالد الموظف", "ابو فهد كم دوره", "سعد وينه", "", "علي", "السلام عليكم"),
    ),
    misunderstandings.wants_answer: (
        ("لا ياولدي هذا سؤال ماهو اضافه، ابغى جواب", "ابغى جواب الحين مو موظف", "I want an answer"),
        ("سؤال", "عندي سؤال", "ابغى جواب على كم الرسوم", "متى الجواب؟"),
    ),
    turnings.on_condition: (("if it is not mended in a week", "لو ما صلحتوه"), ("my boss asks if he can sell", "لو سمحت")),
    words.asks_even_if: (("حتى لو عنده ٢٠ سهم", "even if he is abroad"), ("لو عنده ٢٠ سهم", "حتى الان ما وصل")),
    words.supposes_only: (
        ("واذا كنت مسافر وما رديت", "طيب لو غيرت رايي", "if I am late"),
        ("لو سمحت", "اذا", "المكيف خربان لو تجون تشوفونه"),
    ),
    tellings.is_foreign: (
        ("I want membership. I am Indian national with iqama", "انا مو سعودي", "انا مصري مقيم عايز اشترك"),
        ("زوجتي مصرية", "ابغى اسجل", "انا سعودي"),
    ),
    misunderstandings.concludes: (
        ("يعني ما يصير؟", "يعني لا", "so i can't?", "ya3ni mamnoo3"),
        ("يعني", "ما يصير", "يعني ما يصير اسجل ولدي", "so", "so how much"),
    ),
    progress.asks_if_answered: (
        ("رد علي احد؟", "في رد؟", "any reply yet?", "هل وصل جواب"),
        ("رد علي احد", "احد؟", "ما رد علي احد؟", "رد على سؤالي؟"),
    ),
    misunderstandings.misses_the_point: (
        ("لا مو هذا سؤالي", "no that's not what I asked", "انت ما تفهم"),
        ("سؤالي", "ما سألت"),
    ),
    troubles.reproaches: (
        ("انتم ما تستحون على وجيهكم", "shame on you", "يا حمار", "الله ياخذكم", "انت غبي"),
        ("كلب الجيران ينبح", "الله يوفقكم", "the lift is shit and nobody comes", "انتم اخوان"),
    ),
    undertakings.lets_be: (
        ("خلاص ما عليك", "never mind", "no worries, thanks", "لا ما تأخرت بس اسأل", "no just asking"),
        ("خلاص", "ما عليك ديون؟", "never", "لا", "عليك", "طيب بس اسأل", "لا ابغى بس استفسر", "لا اسأل"),
    ),
    service.asks_what_we_do: (
        ("وش تسوي انت بالضبط؟", "what exactly do you do", "what can this bot help me with?"),
        ("how do you do", "what do you do with my data", "وش تسوي الجمعية بفلوسي", "وش"),
    ),
    remarks.introduces: (
        ("السلام عليكم معك أبو فهد", "Hello there, I'm Ahmed", "اسمي محمد الغامدي"),
        ("انا عضو", "السلام عليكم", "hi", "اسمي", "السلام عليكم انا ابي اعرف كم رسوم العضوية", "هلا من معي؟"),
    ),
    progress.waits_in_vain: (
        (
            "للحين محد كلمني!!",
            "still no answer",
            "لم يرد علي أحد",
            "رفعت طلب الدعم ومارديتوا",
            "قدمت الطلب وما رديتوا",
            "ما احد جا والسقف طاح",
        ),
        ("احد اتصل من عندكم وما لحقت ارد", "متى تردون؟", "رد علي", "ما عندي شي", "ليش محد يرد علي؟"),
    ),
    progress.asks_number: (
        ("كم رقم شكواي؟", "لا انا ابغى رقم طلب الدعم نفسه", "what is my complaint number"),
        ("رقم طلبي 1234", "ابغى رقم المدير", "ابغى اقدم طلب دعم"),
    ),
    persons.would_go_higher: (
        (
            "اي ارفعوها ابغى المدير نفسه",
            "أطلب رفع شكواي إلى مسؤول أعلى",
            "ابي ارفع الشكوى لفوق",
            "escalate it",
            "اذا ما انحلت بروح للمدير",
            "صعدوا الموضوع",
        ),
        ("ابي ارفع شكوى على المدير", "كلمت المدير وقال انتظر", "how do I escalate this", "كيف ارفعها للمدير؟", "ارفع طلب دعم"),
    ),
    turnings.on_condition: (
        ("إن لم يُنظف المدخل فسأشتكي", "اذا ما ردوا بكرة ارفعوها", "if it is not fixed in a week escalate it"),
        ("لو سمحت ارفعوها", "if possible, escalate it", "if you don't mind, escalate it", "ان شاء الله ترفعونها", "in my case"),
    ),
    fields.updates: (
        ("تحديث بياناتي", "Update my data", "تعديل رقم الجوال"),
        ("عضوية جديدة", "استكمال تسجيل", "عضوية جديدة بعد تغيير السكن", "New membership"),
    ),
    remarks.struggles: (
        ("ماعرف اكتب زين انا رجال كبير", "I can't type well"),
        ("ما اعرف", "كيف اكتب الطلب؟", "اكتب لي"),
    ),
    remarks.asks_arrival: (
        ("وصلكم؟", "هل وصلت الصورة؟", "did you get my photo?"),
        ("وصلكم الطلب", "متى وصلكم؟", "وصلني رد؟", "هل استلمتم قرار اللجنة؟"),
    ),
    undertakings.gives_up: (
        ("بطلت", "ما ابغى اعترض خلاص", "خلاص بطلت ما ابي", "غيرت رأيي", "changed my mind", "خلاص ما ابي", "لا خلاص ما ابيه"),
        ("خلاص", "لا خلاص", "بطلت التسجيل وش السبب", "ابي"),
    ),
    words.supposes: (
        ("لو ما حضرت الاجتماع يصير علي شي", "طيب اذا تأخرت وش يصير", "if I miss it what happens", "law ma jeet wesh yseer"),
        ("لو سمحت وش الأوراق", "لو جيت بدري كان أحسن", "اذا تأخرت أبلغكم", "وش يصير لو", "لو"),
    ),
    undertakings.abandons: (
        ("وقف خلاص ما ابي", "كنسل الطلب", "stop I don't want this", "ma abi akammel", "la khalas", "I don't want to continue"),
        ("وقف الدعم عني من شهر", "سعد بن محمد", "متى تلغون الطلب", "لا كمل", "abi akammel", "ma abi a3tikom raqami"),
    ),
    undertakings.goes_on: (("طيب كمل", "نكمل الطلب", "let's continue"), ("ما ابي اكمل", "متى تكملون طلبي", "لا أريد أن أكمل")),
    progress.asks_after_own: (
        ("وين وصل طلب التسجيل", "طيب وش صار على الدعم", "وين وصلت معاملتي"),
        ("متى يكتمل التسجيل", "وش صار على المواقف", "وين وصل البناء", "كيف أقدم طلب الدعم"),
    ),
    undertakings.goes_on_telling: (("نكمل الشكوى", "اكمل"), ("كملت الشكوى ومحد رد", "الشكوى")),
    undertakings.has_said_all: (
        ("بس كذا", "ايوه ارسلها", "خلاص هذا كل اللي عندي كفاية", "لا مافي زياده", "خلاص هذا كل شي", "ما عندي شي ثاني"),
        ("بس الحارس كذا مرة صرخ", "طيب", "ارسلها لمين؟", "في شي ثاني", "عندي زيادة", "كل يوم اتصل", "لا"),
    ),
    afterwords.declines_rating: (
        ("لا شكراً", "ما ابغى اقيم", "I don't want to rate", "لا شكرا ما احب التقييمات", "I'd rather not"),
        ("كيف اقيم", "التقييم", "ما رد احد", "ما ادري كم اقيم", "ما وصلني التقييم"),
    ),
    afterwords.says_settled: (
        (
            "ايه تمام انحلت الله يجزاك خير",
            "اشتغل المصعد الحمد لله",
            "ايوه رجع",
            "yes it's solved, thank you so much",
            "والله ما قصرتوا",
        ),
        ("لا انحلت", "انحلت بس الباب لا", "رجع خرب", "is it fixed?", "it is not fixed yet", "طيب"),
    ),
    afterwords.only_names_rating: (("هذا تقييم الاولى", "تقييمي"), ("كيف التقييم؟", "الاولى")),
    afterwords.rates_later: (
        ("بعدين اقيم", "I'll rate later", "مو الحين", "not now"),
        ("بعدين", "لا", "not good", "تقييمي 5", "كيف اقيم بعدين؟"),
    ),
    afterwords.asks_if_settled: (
        ("يعني خلاص انتهت؟", "is it solved?"),
        ("انتهت", "متى انتهت عضويتي؟", "what are your working hours?"),
    ),
    afterwords.asks_of_scale: (
        ("is 1 the best or 5?", "هل ٥ احسن؟", "5 الاحسن ولا 1", "وش يعني 3"),
        ("5", "احسن خدمة 5", "is it good?", "ممتاز ٥"),
    ),
    waiting.asks_of_contact: (
        ("متى بتتواصلون معي؟", "when will someone contact me?", "متى سيتصل بي؟", "meta tkallmoni?", "مين ماسك الموضوع الحين"),
        ("متى الاجتماع؟", "ما احد اتصل علي", "كم مرة لازم اتصل عشان احد يرد؟"),
    ),
    waiting.reproaches: (
        ("كم مرة لازم اتصل؟", "ليش تتأخرون", "how many times must I call?"),
        ("كم الرسوم؟", "how many shares?", "متى الرد؟"),
    ),
    waiting.waits_too_long: (("يعني لين متى نصبر؟", "how long do I have to wait?"), ("الى متى التسجيل؟", "انتظر الرد")),
    waiting.asks_who_served: (
        ("مين الموظف اللي كان معي؟", "who was the officer?", "meen elli kan ma3i?", "وش اسم الموظف؟"),
        ("مين معي؟", "من المدير؟", "who are you?"),
    ),
    remarks.laughs: (("ههههه", "hahaha", "lol"), ("هل", "هاه وش قلت", "he")),
    remarks.only_begins: (("انا", "طيب انا"), ("انا عضو", "طيب")),
    remarks.doubts: (
        ("متأكد؟", "صدق؟", "are you sure about that?", "انت متأكد من هالكلام؟", "متأكد؟ لان صاحبي زعل منه الموظف"),
        ("متأكد", "متأكد؟ كم الرسوم", "هل القبول مضمون؟", "sure", "متى اكيد؟"),
    ),
    calling_off.takes_officer_back: (
        ("خلاص لا تحولني لقيت الرقم", "ما ابي موظف خلاص", "don't transfer me, I found it"),
        ("حولني لموظف", "ليش ما تحولني؟", "لا، ابي موظف"),
    ),
    words.wants_to_know: (
        ("أود الاستفسار عن الشكاوى", "والاستفسار متى الاجتماع", "ابغى اعرف الشروط"),
        ("ابغى اشتكي", "الشكوى على موظف"),
    ),
    turnings.asks_when: (
        ("متى يتعدل", "mta 7atrodoon", "طيب متى يرد", "when?"),
        ("متى موعد الجمعية العمومية القادم", "يرد متى ما بغى"),
    ),
    persons.matter_for_officer: (
        ("ابي موظف ضروري بخصوص القسط المتأخر", "ابغى اكلم موظف عن طلبي", "عندي طلب دعم من شهر وابغى موظف يشرح لي"),
        ("ابي موظف ضروري", "الموظف كلمني عن طلبي", "ما ابغى موظف يتصل علي", "كنت ابغى موظف يكلمني وما لقيت"),
    ),
    service.asks_who: (
        ("انت انسان ولا آلي", "هل انت ذكاء اصطناعي؟", "am I talking to a bot", "who are you"),
        ("ابغى اكلم بشر", "هل القرار لبشر", "is there a person", "انت موظف"),
    ),
    words.calls_off: (("ايوه الغيه", "الغ الشكوى"), ("كيف الغيه؟", "ممكن الغيها", "الغيتوا طلبي")),
    words.begins_wishing: (
        ("حاب اشتكي على الجيران", "السلام عليكم حابة أسجل", "نفسي أشوف الشروط", "بدنا نسأل"),
        ("تعبت نفسي", "الشروط"),
    ),
    words.may_call_off: (("ممكن الغي الشكوى؟", "can I cancel my complaint"), ("الغ الشكوى", "كيف أقدم الشكوى")),
    persons.asks_for_officer: (
        (
            *("ابي احد يتصل علي", "كلموني لو سمحت", "can someone call me?", "وين المدير", "ابي اكلم المدير"),
            *("ابغى موظف ضروري", "أريد موظفاً بسرعة", "عطوني موظف بسرعة", "محتاج موظف مستعجل", "موظف بشري فوراً"),
            *("كلموني ضروري", "ابغى المدير ضروري", "i need someone fast", "staff immediately"),
        ),
        (
            "لم يتصل بي أحد",
            "متى تتصلون علي",
            "اتصلت عليكم",
            "الموظف مستعجل",
            "الموظف مستعجل علي",
            "هل الموظف يستعجلني",
            "ابغى جواب مو موظف",
        ),
    ),
}


@pytest.mark.parametrize("remark", SAID, ids=lambda remark: remark.__name__)
def test_a_remark_is_known_and_nothing_else_is_taken_for_it(remark: Callable[[str], object]) -> None:
    """In Arabic, dialect and English; details, questions and denials are none."""
    meant, other = SAID[remark]
    assert [said for said in meant if not remark(said)] == []
    assert [said for said in other if remark(said)] == []


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("لا لا خلها تسجيل مو دعم", FormKind.REGISTRATION),
        ("change it to registration please", FormKind.REGISTRATION),
        ("لا قصدي طلب دعم", FormKind.SUPPORT),
        ("لا تسجيل", FormKind.REGISTRATION),
        ("عضوية", None),
        ("ابغى دعم لان عضويتي جديدة", None),
    ],
)
def test_the_form_that_was_meant_rather(said: str, form: FormKind | None) -> None:
    """The one that is not denied; a need that names the other form is none."""
    assert forms_named.rather(said) is form


@pytest.mark.parametrize(
    ("said", "parted"),
    [
        ("متى الدوام وابغى اقدم طلب دعم", [("متى الدوام", "ابغى اقدم طلب دعم")]),
        ("كم الرسوم؟ وابي اشتكي على الموظف", [("كم الرسوم؟", "ابي اشتكي على الموظف")]),
        ("I want to complain and also know the fee", [("I want to complain", "know the fee")]),
        ("ابغى اسجل وكم الرسوم", [("ابغى اسجل", "كم الرسوم")]),
        ("وابغى اشتكي", []),
        ("كان الموظف وقح معي ورفع صوته", []),
        ("the officer shouted and the manager laughed", []),
    ],
)
def test_the_halves_of_a_message(said: str, parted: list[tuple[str, str]]) -> None:
    """It parts where a wish or a question begins behind an «and», and nowhere in what is told."""
    assert list(halves.at_joints(said)) == parted


@pytest.mark.parametrize(
    ("said", "parted"),
    [
        ("ابغى اسجل كم الرسوم", [("ابغى اسجل", "كم الرسوم")]),
        ("عندي شكوى على الحارس وش صار على طلبي", [("عندي شكوى على الحارس", "وش صار على طلبي")]),
        ("I want to register how much is the fee", [("I want to register", "how much is the fee")]),
        ("ابغى اسجل وكم الرسوم", [("ابغى اسجل", "كم الرسوم")]),
        ("عندي مشكلة ما ادري وش اسوي", []),
        ("ابغى اعرف كم الرسوم", []),
        ("ابي اقدم شكوى وين اقدمها", []),
    ],
)
def test_a_message_is_parted_where_it_comes_to_ask(said: str, parted: list[tuple[str, str]]) -> None:
    """Once at each place; not where it wonders, or asks of what it has just named."""
    assert list(halves.parted(said)) == parted


def test_what_is_added_is_told_from_the_words_that_say_so() -> None:
    """In a review only what is new stands behind the answer."""
    assert fields.behind_adding("ابي ازيد على الحاجة: السباكة خربانة") == "السباكة خربانة"
    assert fields.behind_adding("اضيف ان عندي معاق") == "عندي معاق"
    assert fields.behind_adding("add to the need: a ramp") == "a ramp"
    assert fields.behind_adding("زيادة الراتب") == "زيادة الراتب"
    assert fields.behind_adding("أضف") == "أضف"


@pytest.mark.parametrize("part", [halves.at_joints, halves.parted, halves.around_stops])
@pytest.mark.parametrize(("times", "places"), [(2, range(2, 5)), (8, range(7, 18)), (40, range(2, 4)), (300, range(3, 4))])
def test_a_message_is_parted_at_a_few_places(
    part: Callable[[str], Iterator[tuple[str, str]]], times: int, places: range
) -> None:
    """Each place is looked at with all that stands around it: a long message has fewer than a short one has."""
    assert len(list(part("ابغى اعرف, و ابغى اسجل؟ " * times))) in places


def test_a_message_full_of_questions_is_parted_at_a_few_places() -> None:
    """Each is decided on with all that stands before it."""
    assert len(list(halves.parted("ابغى اسجل كم الرسوم " * 300))) <= 3
