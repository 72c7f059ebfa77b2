"""Danger to life now: a fire, gas, a weapon, somebody held in a lift, hurt or without breath. Pure; knows no state.

By exact words that stand near each other: most who speak of fire or death are in no danger, and tell what was or might be.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from handlers.hearing import particles, wordbook, words

_tokens = wordbook.tokens
_NONE: Final = frozenset[str]()
_KIN: Final = _tokens(
    "ولدي ولد بنتي بنت طفلي طفل طفله طفلة اطفالي عيالي العيال الاطفال اطفال ابوي الوالد والدي امي الوالده الوالدة والدتي زوجي "
    "زوجتي اخوي اختي جدي جدتي حفيدي "
    "wife husband son daughter baby child kid kids children mother mom mum father dad brother sister grandmother grandfather "
    "wldi bnti ummi abooy"
)
_PERSON: Final = _KIN | _tokens(
    "واحد واحده وحده احد شخص رجال رجل حرمه حرمة امراه شايب عجوز جاري جارنا جارتنا الجار العامل عامل عمال الحارس حارس السواق "
    "ناس الناس نفر "
    "someone somebody man woman lady guard worker labourer neighbour neighbor boy girl people person guy"
)
_LIFT: Final = _tokens(
    "مصعد المصعد بالمصعد فالمصعد والمصعد اصنصير الاصنصير بالاصنصير اسانسير الاسانسير بالاسانسير lift elevator mas3ad"
)
_GAS: Final = _tokens("غاز الغاز بالغاز gas 8az ghaz")
_WEAPON: Final = _tokens(
    "سكين سكينه سكينة بسكين بسكينه سلاح بسلاح مسدس بمسدس رشاش ساطور بساطور knife gun weapon pistol machete"
)
_BY_A_MAN: Final = _PERSON | _tokens(
    "طليقي زوج ابو حلف يهدد يهددني هددني يهددنا يبغى يبي ناوي يحاول he threatened threatens wants tries"
)
_FIRE: Final = _tokens("حريق حريقه حريقة fire 7aree8 7aree2 7areeg 7ari8 hareeq 7reega")
_HOUSE: Final = _tokens(
    "العمارة عمارة عمارتنا البيت بيتنا بيتي الشقة شقة شقتنا شقتي السيارة سيارتي المحل المستودع building house flat apartment "
    "car"
)
_MARKED: Final = _tokens("فيه في شب شبت صار يوجد اندلع الحقوا الحقونا feeh fi shab there big on caught catching")
_WHERE: Final = _tokens("في عندنا عند بالشقة بالعمارة بالبيت بالدور جنبنا فوقنا تحتنا in at upstairs downstairs next")
_ALIGHT: Final = _tokens("شبت شابة شابه تشتعل مشتعلة واصلة وصلت تاكل طالعة ماسكة")
_SLEEPING: Final = _tokens("تصحى يصحى تصحي يصحي wake responding responsive conscious")
_FALLING: Final = _tokens("طاح طاحت طايح طايحه طايحة سقط سقطت منهار منهاره انهار انهارت fell fallen collapsed fainted")
_SHOCKED: Final = _tokens("انكهرب انكهربت مكهرب انصعق انصعقت صعقه صعقها صعقته صعقتها electrocuted")
_CURRENT: Final = _tokens("كهرب الكهرب كهرباء الكهرباء بالكهرب بالكهرباء التيار السلك electric electricity current wire")
_DEBT: Final = _tokens("ديون الديون بالديون الدين شغل اللعب لعب debt bills")


@dataclass(frozen=True, slots=True)
class _Sign:
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


_NOT_IN_LIFT: Final = _tokens("فاضي فارغ فاضيه empty")
_OF_MONEY: Final = _tokens("سهم السهم اسهم قيمة عضوية عضويتي حق حقي طلب عيني عين price value share shares")
_SIGNS: Final = (
    _Sign(_MARKED, _FIRE, ordered=True),
    _Sign(_FIRE, _WHERE, 2, ordered=True),
    _Sign(_tokens("النار نار"), _ALIGHT),
    _Sign(_HOUSE, _tokens("تحترق يحترق تولع يولع burning")),
    _Sign(_tokens("ريحه ريحة رائحه رائحة نشم شميت شمينا اشم smell smells smelling"), _FIRE | _tokens("شياط احتراق burning")),
    _Sign(
        _tokens("ماس تماس التماس short"),
        _tokens("كهرباء الكهرباء كهربا الكهربا كهربائي كهربي circuit"),
        2,
        beside=_tokens("دخان شرار شرر ريحة ريحه حريق نار يطقطق الحقوا الحقونا smoke sparks sparking fire burning"),
    ),
    _Sign(
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
    _Sign(
        _tokens("انفجر انفجرت انفجار exploded explosion"),
        _GAS | _tokens("اسطوانه الاسطوانه اسطوانة انبوبه سخان السخان محول عداد cylinder heater boiler transformer"),
    ),
    _Sign(
        _tokens(
            "تسريب تسرب يتسرب يسرب تسريبه مهرب يهرب تهرب تهريب ينفس ريحة ريحه رائحة نشم شميت شمينا اشم leak leaks leaking "
            "smell smells smelling"
        ),
        _GAS,
    ),
    _Sign(
        _tokens(
            "يهددني يهددنا يهدد هددني هددنا متهجم يتهجم هاجم يقتحم شهر رافع طلع معه معاه معهم شايل ماسك يضربني يطعن طعن "
            "threatening threatens threatened attacking breaking has have pulled waving holding with"
        ),
        _WEAPON,
        never=_tokens("مطبخ المطبخ kitchen water massage glue"),
        lasting=True,
    ),
    _Sign(
        _tokens("بيقتلني بيذبحني يقتلني يذبحني بيقتلنا يقتلنا يضربني ضربني يعنفني يضربنا بالقتل بالذبح"),
        _BY_A_MAN,
        lasting=True,
    ),
    _Sign(
        _tokens("beats hits beating hitting kill"),
        _KIN | _tokens("he somebody someone man neighbour neighbor"),
        beside=_tokens("me us"),
        lasting=True,
    ),
    _Sign(particles.NOT | _tokens("ماتتنفس مايتنفس وما ولا"), _tokens("تتنفس يتنفس اتنفس أتنفس breathing breathe")),
    _Sign(
        particles.NOT | _tokens("ولا وما cant unable"),
        _SLEEPING,
        beside=_KIN,
        never=_tokens("طلب طلبي معاملتي request website officer office"),
    ),
    _Sign(_tokens("ينزف تنزف نزيف bleeding"), _tokens("دم بقوة راسه راسها الحقوا واجد كثير badly heavily lot")),
    _Sign(_tokens("ينزف تنزف bleeding"), _KIN, 2),
    _Sign(_tokens("محبوس محبوسه محبوسة عالق عالقه عالقة علق علقت انحشر انحشرت انحبس انحبست stuck locked"), _LIFT, ordered=True),
    _Sign(_tokens("محبوسين حابسنا علقنا عالقين انحبسنا انحشرنا انحشروا trapped"), _LIFT),
    _Sign(
        _tokens("واقف وقف وقفت عطل تعطل عالق معلق علق stopped stuck stops"),
        _LIFT,
        beside=_tokens("جوا جوه داخل داخله بداخله داخلها فينا بنا inside"),
        never=_NOT_IN_LIFT,
    ),
    _Sign(_tokens("مغمى اغمى أغمي اغماء فاقد فاقدة فاقده"), _tokens("عليه عليها الوعي وعيه وعيها")),
    _Sign(_tokens("unconscious choking seizure يختنق تختنق مختنق"), _PERSON | _tokens("he she is")),
    _Sign(_FALLING, _PERSON, 2, never=_OF_MONEY),
    _Sign(
        _tokens("طاح طاحت سقط سقطت انهار انهارت collapsed fell"),
        _tokens("السقف سقف الجدار جدار الجدران ceiling roof wall"),
        2,
        beside=_PERSON | _tokens("علي علينا عليه عليهم us me"),
    ),
    _Sign(
        _tokens("جلطه جلطة ازمه نوبه stroke attack"), _PERSON, 4, beside=_tokens("الحين الان دحين الحقوا الحقوني now having")
    ),
    _Sign(_tokens("heart"), _tokens("attack"), 1, beside=_tokens("having now help الحين")),
    _Sign(_SHOCKED, _PERSON, 3),
    _Sign(_tokens("ماسه مسه مسك مسكه مسكها مسكته لقطه صعق"), _CURRENT, 2, beside=_PERSON),
    _Sign(_tokens("electric"), _tokens("shock shocked"), 1, beside=_PERSON | _tokens("i me got")),
    _Sign(
        _tokens("سلك اسلاك أسلاك السلك الاسلاك wire wires cable"),
        _tokens("مكشوف مكشوفه مكشوفة يشرر تشرر شرار sparking sparks exposed"),
    ),
    _Sign(
        _tokens("ينقط تنقط يقطر تقطر يخر تخر يصب تصب نازل نازله نازلة طايح dripping leaking pouring running"),
        _CURRENT | _tokens("طبلون الطبلون كهربائي الكهربائي sockets socket fuse fusebox breaker"),
        beside=_tokens("موية مويه الموية المويه الماء الماي تسريب التسريب تسرب water leak leaking"),
        never=_tokens("مقطوع مقطوعه مقطوعة طافي طافية انقطع انقطعت فاتورة فواتير off cut bill bills"),
    ),
    _Sign(
        _tokens("شرار شرر يشرر تشرر شراره يطقطق تطقطق طقطقه يفرقع تفرقع crackling sizzling sparking sparks"),
        _CURRENT
        | _tokens(
            "كهربائي الكهربائي كهربائية الكهربائية طبلون الطبلون عداد العداد بالعداد لوحة اللوحة بلوحة فيش الفيش panel "
            "socket sockets breaker meter fusebox"
        ),
    ),
    _Sign(_tokens("غرق غرقت يغرق تغرق drowning drowned drown"), _PERSON, 3, never=_DEBT | _HOUSE),
)
_NOT_NOW: Final = wordbook.SUPPOSING | _tokens(
    "طفاية طفايات إنذار انذار الانذار جرس تأمين تامين مخرج مخارج كاشف حساس تدريب خطة فاتورة فواتير الفاتورة extinguisher "
    "extinguishers alarm alarms detector "
    "detectors drill insurance insured exit exits escape bill safety"
)
"""What speaks of fire and the like where there is none."""
_OVER: Final = _tokens(
    "العام امس أمس البارح البارحه السنة الماضي الماضية الماضيه فات فاتت طلعنا طلعوني طلعونا انطفى انطفت انطفأ ago last "
    "yesterday previously"
)
_NOW: Final = _tokens("الحين الان دحين ذحين هالحين توه توها الحقوا الحقونا الحقوني now currently")
_WHAT_TO_DO: Final = _tokens("اسوي أسوي نسوي اتصرف اعمل do")
_WELL: Final = _tokens("بخير سليم سليمه سليمة safe fine okay unharmed")
_SELF: Final = _tokens("انا اني احنا حنا i am im i'm not ma مو ما")
"""Before that: who writes, or a denial."""
_ENDED: Final = _tokens(
    "صلحو صلحوا صلحوه انصلح شلناه شلناها شالوه شالوها طفيناه طفيناها طفوها طفوه انطفت انطفى طلعوه طلعوها طلعوهم خرجوه خرجوها "
    "removed rescued extinguished"
)
_FIRST: Final = 4
"""Words at the beginning in which who asks what to do says so."""


def is_emergency(text: str) -> bool:
    """Tell whether a message says that there is danger now: a fire, a weapon, no breath, a lift that holds somebody."""
    said = tuple(words.without_and(words.told(text), alarming()))
    if alarming().isdisjoint(said) or _asks(text, said):
        return False
    over = _is_over(said) or not _NOT_NOW.isdisjoint(said)
    return any((sign.lasting or not over) and sign.shows(said) for sign in _SIGNS)


def is_past(text: str) -> bool:
    """Tell whether words say that a danger is over, and of somebody else that he is well: «هو بخير», «السلك شلناه خلاص».

    Who says it of himself may need help yet.
    """
    said = words.told(text)
    well = any(then in _WELL and first not in _SELF for first, then in pairwise(said))
    ended = len(said) > 1 and not _ENDED.isdisjoint(said)
    return (well or ended) and particles.DENYING.isdisjoint(said[:_FIRST]) and not (words.asks(text) or is_emergency(text))


@cache
def alarming() -> frozenset[str]:
    """Give the words without one of which nothing is said of danger: hardly any message has one."""
    return frozenset[str]().union(*(min((sign.first, sign.then), key=_commonness) for sign in _SIGNS))


def _commonness(those: frozenset[str]) -> int:
    """Count the words of daily use among those."""
    return len(those & (particles.NOT | _PERSON | _MARKED | _WHERE | _HOUSE | _CURRENT | _tokens("has with he")))


def _asks(text: str, said: tuple[str, ...]) -> bool:
    """Tell whether the member asks about such a thing, and not what he is to do in it."""
    return words.begins_asking(text) and _WHAT_TO_DO.isdisjoint(said[:_FIRST]) and _NOW.isdisjoint(said)


def _is_over(said: tuple[str, ...]) -> bool:
    """Tell whether the member speaks of the past: «قبل سنتين», "last week"; not that it goes on."""
    if not _NOW.isdisjoint(said):
        return False
    before = any(word == "قبل" and then in wordbook.SPANS for word, then in pairwise(said))
    return before or not _OVER.isdisjoint(said)
