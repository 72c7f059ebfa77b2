"""Signs of danger to life now: two words that stand near each other. Pure; knows no state.

Exact words and never likeness: most who speak of fire or death are in no danger, and tell what was or might be.
"""

from dataclasses import dataclass
from typing import Final

from handlers.hearing import particles, wordbook

_tokens = wordbook.tokens
_NONE: Final = frozenset[str]()
KIN: Final = _tokens(
    "ولدي ولد بنتي بنت طفلي طفل طفله طفلة اطفالي عيالي العيال الاطفال اطفال ابوي الوالد والدي امي الوالده الوالدة والدتي زوجي "
    "زوجتي اخوي اختي جدي جدتي حفيدي الجاهل جاهل الجهال جهال البزران بزران البزر الورعان ورعان "
    "wife husband son daughter baby child kid kids children mother mom mum father dad brother sister grandmother grandfather "
    "wldi bnti ummi abooy"
)
PERSON: Final = KIN | _tokens(
    "واحد واحده وحده احد شخص رجال رجل حرمه حرمة امراه شايب عجوز جاري جارنا جارتنا الجار العامل عامل عمال الحارس حارس السواق "
    "ناس الناس نفر "
    "someone somebody man woman lady guard worker labourer neighbour neighbor boy girl people person guy"
)
_LIFT: Final = _tokens(
    "مصعد المصعد بالمصعد فالمصعد والمصعد اصنصير الاصنصير بالاصنصير اسانسير الاسانسير بالاسانسير lift elevator mas3ad"
)
_GAS: Final = _tokens("غاز الغاز بالغاز gas 8az ghaz")
_WEAPON: Final = _tokens(
    "سكين سكينه سكينة بسكين بالسكين بسكينه سلاح بسلاح بالسلاح مسدس بمسدس بالمسدس رشاش بالرشاش ساطور "
    "بساطور بالساطور knife gun weapon pistol machete"
)
_BY_A_MAN: Final = PERSON | _tokens(
    "طليقي زوج ابو حلف يهدد يهددني هددني يهددنا يبغى يبي ناوي يحاول he threatened threatens wants tries"
)
_FIRE: Final = _tokens("حريق حريقه حريقة fire 7aree8 7aree2 7areeg 7ari8 hareeq 7reega")
HOUSE: Final = _tokens(
    "العمارة عمارة عمارتنا البيت بيتنا بيتي الشقة شقة شقتنا شقتي السيارة سيارتي المحل المستودع building house flat apartment "
    "car"
)
MARKED: Final = _tokens("فيه في شب شبت صار يوجد اندلع الحقوا الحقونا feeh fi shab there big on caught catching")
WHERE: Final = _tokens("في عندنا عند بالشقة بالعمارة بالبيت بالدور جنبنا فوقنا تحتنا in at upstairs downstairs next")
_ALIGHT: Final = _tokens("شبت شابة شابه تشتعل مشتعلة واصلة وصلت تاكل طالعة ماسكة")
_SLEEPING: Final = _tokens("تصحى يصحى تصحي يصحي wake responding responsive conscious")
_FALLING: Final = _tokens("طاح طاحت طايح طايحه طايحة سقط سقطت منهار منهاره انهار انهارت fell fallen collapsed fainted")
_SHOCKED: Final = _tokens("انكهرب انكهربت مكهرب انصعق انصعقت صعقه صعقها صعقته صعقتها electrocuted")
CURRENT: Final = _tokens("كهرب الكهرب كهرباء الكهرباء بالكهرب بالكهرباء التيار السلك electric electricity current wire")
_DEBT: Final = _tokens("ديون الديون بالديون الدين شغل اللعب لعب debt bills")


@dataclass(frozen=True, slots=True)
class Sign:
    """Two words of which the second stands near the first, on either side of it, unless `ordered`."""

    first: frozenset[str]
    then: frozenset[str]
    near: int = 4
    beside: frozenset[str] = _NONE
    """Of these one must be in the message too."""
    never: frozenset[str] = _NONE
    """Any of these tells that something else is meant."""
    ordered: bool = False
    lasting: bool = False
    """What is a danger yet though it happened: somebody who beats or threatens."""

    def shows(self, said: tuple[str, ...]) -> bool:
        """Tell whether the words of a message have this sign."""
        if self.first.isdisjoint(said) or self.then.isdisjoint(said) or not self.never.isdisjoint(said):
            return False
        if self.beside and self.beside.isdisjoint(said):
            return False
        firsts = [at for at, word in enumerate(said) if word in self.first]
        thens = [at for at, word in enumerate(said) if word in self.then]
        least = 1 if self.ordered else -self.near
        return any(at != other and least <= other - at <= self.near for at in firsts for other in thens)


_DEVICE: Final = _tokens(
    "عداد العداد فيش الفيش طبلون الطبلون قاطع القاطع السلك الاسلاك السخان meter socket plug breaker fuse heater"
)
_WATER: Final = _tokens("موية مويه الموية المويه الماء الماي تسريب التسريب تسرب water leak leaking")
_AT_HOME: Final = _tokens("بالبيت بالشقه بالشقة البيت home")
_NOT_IN_LIFT: Final = _tokens("فاضي فارغ فاضيه empty")
_OF_MONEY: Final = _tokens("سهم السهم اسهم قيمة عضوية عضويتي حق حقي طلب عيني عين price value share shares")
SIGNS: Final = (
    Sign(MARKED, _FIRE, ordered=True),
    Sign(_FIRE, WHERE, 2, ordered=True),
    Sign(_tokens("النار نار"), _ALIGHT),
    Sign(HOUSE, _tokens("تحترق يحترق تولع يولع burning")),
    Sign(_tokens("ريحه ريحة رائحه رائحة نشم شميت شمينا اشم smell smells smelling"), _FIRE | _tokens("شياط احتراق burning")),
    Sign(
        _tokens("ماس تماس التماس short"),
        _tokens("كهرباء الكهرباء كهربا الكهربا كهربائي كهربي circuit"),
        2,
        beside=_tokens("دخان شرار شرر ريحة ريحه حريق نار يطقطق الحقوا الحقونا smoke sparks sparking fire burning"),
    ),
    Sign(
        _tokens("دخان الدخان smoke dukhan"),
        _tokens(
            "طالع يطلع تطلع طلع طلعت زاد زايد يزيد كثيف قوي مالي ماليه خارج يخرج ماس تماس حريق coming came pouring "
            "filling thick everywhere smell smells"
        ),
        never=_tokens(
            "سجاير سجائر سيجاره شيشه معسل شواء شوي سيارة سيارته سيارات السيارات عوادم مطبخ مطعم يدخن يدخنون cigarette "
            "cigarettes shisha bbq barbecue"
        ),
    ),
    Sign(
        _tokens("انفجر انفجرت انفجار exploded explosion"),
        _GAS | _tokens("اسطوانه الاسطوانه اسطوانة انبوبه سخان السخان محول عداد cylinder heater boiler transformer"),
    ),
    Sign(
        _tokens(
            "تسريب تسرب يتسرب يسرب تسريبه مهرب يهرب تهرب تهريب ينفس ريحة ريحه رائحة نشم شميت شمينا اشم leak leaks leaking "
            "smell smells smelling"
        ),
        _GAS,
    ),
    Sign(
        _tokens(
            "يهددني يهددنا يهدد هددني هددنا متهجم يتهجم هاجم يقتحم شهر رافع طلع معه معاه معهم شايل ماسك يضربني يطعن طعن "
            "threatening threatens threatened attacking breaking has have pulled waving holding with"
        ),
        _WEAPON,
        never=_tokens("مطبخ المطبخ kitchen water massage glue"),
        lasting=True,
    ),
    Sign(
        _tokens(
            "بيقتلني بيذبحني يقتلني يذبحني بيقتلنا يقتلنا يضربني ضربني يعنفني يضربنا بالقتل بالذبح بذبحك باذبحك اذبحك بقتلك "
            "باقتلك اقتلك"
        ),
        _BY_A_MAN,
        lasting=True,
    ),
    Sign(
        _tokens("beats hits beating hitting kill"),
        KIN | _tokens("he somebody someone man neighbour neighbor"),
        beside=_tokens("me us"),
        lasting=True,
    ),
    Sign(particles.NOT | _tokens("ماتتنفس مايتنفس وما ولا"), _tokens("تتنفس يتنفس اتنفس أتنفس breathing breathe")),
    Sign(
        particles.NOT | _tokens("ولا وما cant unable"),
        _SLEEPING,
        beside=KIN,
        never=_tokens("طلب طلبي معاملتي request website officer office"),
    ),
    Sign(_tokens("ينزف تنزف نزيف bleeding"), _tokens("دم بقوة راسه راسها الحقوا واجد كثير badly heavily lot")),
    Sign(_tokens("ينزف تنزف bleeding"), KIN, 2),
    Sign(
        _tokens("محبوس محبوسه محبوسة عالق عالقه عالقة علق علقت انحشر انحشرت انحبس انحبست stuck locked"),
        _LIFT,
        ordered=True,
        never=_AT_HOME,
    ),
    Sign(_tokens("محبوسين حابسنا علقنا عالقين انحبسنا انحشرنا انحشروا trapped"), _LIFT),
    Sign(
        _tokens("واقف وقف وقفت عطل تعطل عالق معلق علق stopped stuck stops"),
        _LIFT,
        beside=_tokens("جوا جوه داخل داخله بداخله داخلها فينا بنا inside"),
        never=_NOT_IN_LIFT,
    ),
    Sign(_tokens("مغمى اغمى أغمي اغماء فاقد فاقدة فاقده"), _tokens("عليه عليها الوعي وعيه وعيها")),
    Sign(_tokens("unconscious choking seizure يختنق تختنق مختنق"), PERSON | _tokens("he she is")),
    Sign(_FALLING, PERSON, 2, never=_OF_MONEY),
    Sign(_tokens("fall falls slip slipped"), KIN, 3, beside=_tokens("broken hurt bleeding hand leg arm head hip back")),
    Sign(
        _tokens("السقف سقف بالسقف الجدار جدار الجدران البلكونه الواجهه ceiling roof wall balcony"),
        _tokens(
            "طاح طاحت سقط سقطت انهار انهارت نزل نزلت وقع وقعت يطيح تطيح بيطيح بتطيح ينهار بينهار يتساقط تتساقط collapsed fell "
            "falling collapsing"
        ),
        3,
        beside=PERSON
        | _tokens("علي علينا عليه عليهم قطعه قطعة قطع حجر احجار خرسانه بلك us me piece pieces chunk chunks concrete"),
        never=_WATER | _tokens("دهان صبغ دهانه السعر paint"),
    ),
    Sign(_tokens("آيل ايل ايله آيلة"), HOUSE | _tokens("للسقوط السقوط السقف الجدار المبنى"), 3),
    Sign(
        _tokens("شق الشق شقوق الشقوق تشقق تشققات التشققات crack cracks"),
        _tokens("يكبر تكبر يزيد تزيد يتوسع تتوسع يوسع growing grows bigger wider widening"),
        3,
        never=_tokens("بلاط البلاط بلاطه زجاج شاشه دهان tile tiles glass screen paint"),
    ),
    Sign(
        _tokens("شباك الشباك نافذه النافذه درابزين الدرابزين بلكونه البلكونه السطح window railing balcony rooftop"),
        _tokens("يطيح تطيح يطيحوا يطيحون يقع يقعوا يوقع يوقعوا يوقعون يسقط يسقطون fall"),
        8,
        beside=KIN,
    ),
    Sign(_tokens("جلطه جلطة ازمه نوبه stroke attack"), PERSON, 4, beside=_tokens("الحين الان دحين الحقوا الحقوني now having")),
    Sign(_tokens("heart"), _tokens("attack"), 1, beside=_tokens("having now help الحين")),
    Sign(_SHOCKED, PERSON, 3),
    Sign(_tokens("ماسه مسه مسك مسكه مسكها مسكته لقطه صعق"), CURRENT, 2, beside=PERSON),
    Sign(_tokens("electric"), _tokens("shock shocked"), 1, beside=PERSON | _tokens("i me got")),
    Sign(
        _tokens("سلك اسلاك أسلاك السلك الاسلاك wire wires cable"),
        _tokens("مكشوف مكشوفه مكشوفة يشرر تشرر شرار sparking sparks exposed"),
    ),
    Sign(
        _tokens("ينقط تنقط يقطر تقطر يخر تخر يصب تصب نازل نازله نازلة طايح dripping leaking pouring running"),
        CURRENT | _tokens("طبلون الطبلون كهربائي الكهربائي sockets socket fuse fusebox breaker"),
        beside=_WATER,
        never=_tokens("مقطوع مقطوعه مقطوعة طافي طافية انقطع انقطعت فاتورة فواتير off cut bill bills"),
    ),
    Sign(
        _tokens("شرار شرر يشرر تشرر شراره بيطقطق يطقطق تطقطق طقطقه يفرقع تفرقع crackling sizzling sparking sparks"),
        CURRENT
        | _tokens(
            "كهربائي الكهربائي كهربائية الكهربائية طبلون الطبلون عداد العداد بالعداد لوحة اللوحة بلوحة فيش الفيش panel "
            "socket sockets breaker meter fusebox"
        ),
    ),
    Sign(_DEVICE, _tokens("دخان يدخن بيولع حيولع شياط يذوب ذاب smoke smoking burning melting")),
    Sign(
        _DEVICE,
        _tokens("يولع تولع يحترق تحترق يشب ينفجر explode burn"),
        8,
        beside=_tokens("خايف خايفه خايفين اخاف نخاف afraid scared"),
    ),
    Sign(
        _tokens("مقفل مقفول انقفل اتقفل مسكر تسكر محبوسين محبوسه محبوس انحبسنا انحبس انحبست locked trapped stuck"),
        KIN | _tokens("علينا علي عليه عليها عليهم نطلع يطلع تطلع اطلع نخرج us me him her inside"),
        beside=_tokens("جوا جوه داخل وحنا صغار الحمام بالحمام الغرفه بالغرفه كيف inside room bathroom kitchen"),
        never=_tokens("بوابه البوابه حساب حسابي الحساب موقع الموقع التطبيق الجوال account website app out"),
    ),
    Sign(
        _tokens("حرامي الحرامي حراميه لص سارق thief thieves burglar burglars intruder"),
        _tokens("يدخل يفتح يكسر يحاول داخل دخل الحين دحين now inside breaking trying"),
    ),
    Sign(
        _tokens("بلع بلعت شرب شربت swallowed drank"),
        KIN,
        3,
        beside=_tokens("كلور كلوركس سم مبيد دواء حبوب بطاريه بطارية فلاش bleach poison pills battery medicine"),
    ),
    Sign(
        _tokens("تولد بتولد تطلق labour labor"),
        _tokens("زوجتي حرمتي اختي wife sister"),
        2,
        beside=_tokens("الحين دحين الان now"),
    ),
    Sign(_tokens("غرق غرقت يغرق تغرق drowning drowned drown"), PERSON, 3, never=_DEBT | HOUSE),
)
