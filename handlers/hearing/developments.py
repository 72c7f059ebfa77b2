"""What is told of how a matter goes on: who came, that it is unchanged, worse, done in part or well, what was meant. Pure.

Such words begin no matter of their own where one is open. Must not know what is open.
"""

from itertools import pairwise
from typing import Final

from handlers.hearing import afterwords, latin, particles, troubles, wordbook, words

_CAME: Final = wordbook.tokens(
    "جا جاء جاؤوا جات جت جو جوا جونا جاني جانا جاءني جاءنا جاءت جاتني جاتنا جوني اجا اجى اجت اجوا وصل وصلوا حضر حضرت حضروا زار "
    "زارني زارنا زارت زاروا مر مرت مروا مرو طلع طلعوا دخل دخلوا ارسل أرسل ارسلوا أرسلوا رسلوا رسلو بعثوا came come comes "
    "visited showed arrived turned sent ja jat jaw jow jow jooni jana"
)
_DID: Final = wordbook.tokens(
    "شاف شافه شافها شافت شافوا شافو شافوه شافوها كشف كشفوا كشفو كشفت عاين عاينوا فحص فحصوا فحصه صور صوروا صورو صورت صوروه صوره "
    "اخذ أخذ اخذوا اخذو اخذت راح راحت راحوا راحو مشى مشي مشوا مشو مشت ومش انصرف انصرفوا غادر غادروا طلع طلعوا قال قالوا قالو "
    "قالي قالت فك فكه فكوه فكوا فتح فتحوا ترك تركه تركوا خلا خلى خلوه قاس قاسوا "
    "بدل بدلوا غير غيروا ركب ركبوا سجل سجلوا سجله قرا قرأ قفل قفلوا قفلت قفله حط حطوا حطو كتب كتبوا وعد وعدوا وعدنا وعدوني "
    "وعدونا "
    "left looked took checked inspected measured photographed went said says told opened closed removed replaced wrote "
    "promised shaf shafo sawwar sawwaro ra7 ra7o mesha meshaw mesho kashaf kashafo gal galo fakkah"
)
"""What whoever came did, or that he went."""
_CREW: Final = wordbook.CREW | wordbook.tokens(
    "الفني فني فنيين الفنيين السباك سباك الكهربائي كهربائي عامل عاملا مهندس شركه شركة مقاول مندوب واحد اثنين اتنين رجال ناس "
    "شخص احدهم أحدهم "
    "technician plumber electrician repairman guy guys man men someone somebody people they he fanni fanny wa7ed sabbak"
)
_NOT_HE: Final = particles.NOT | wordbook.tokens("i we محد ماحد ومحد وماحد ولا ولم وما nobody noone never haven't hasn't ma7ad")
"""In front of «came»: nobody, or the writer."""
PERSISTING: Final = wordbook.tokens(
    "للحين لحين لسه لسا لسى لساته لسع باقي باقية مازال مازالت مازالوا زال زالت لازال لازالت تزال يزال يتكرر تكرر تكررت still "
    "remains persists lissa lesa lissah lel7een"
)
"""What says that a matter is not over."""
AGAIN: Final = wordbook.tokens(
    "رجع رجعت رجعوا عاد عادت مجددا ثانيا again reopen raj3 raj3at rej3at returned restarted raga3 rage3 raje3"
)
"""What says that it is there once more; of what was missed it is good news."""
ONCE_MORE: Final = (
    frozenset(
        (first, then)
        for first in wordbook.tokens("مره مرة مرا marra")
        for then in wordbook.tokens("ثانية ثانيه ثاني اخرى أخرى thania thanya tanya")
    )
    | frozenset(
        (first, then)
        for first in wordbook.tokens("نفس same nafs")
        for then in wordbook.tokens("المشكلة المشكله الشي الشيء العطل الموضوع الحال problem issue thing fault moshkila")
    )
    | {("من", "جديد")}
)
"""What says so in two words."""
_AS_IT_WAS: Final = PERSISTING | wordbook.tokens(
    "حاله حالها حالته ماهو نفسه نفسها نفس مستمر مستمره والباقي الباقي same lessa nafs bagi baqi"
)
_WORSE: Final = wordbook.tokens(
    "زاد زادت يزيد تزيد ازداد ازدادت تفاقم تفاقمت انتشر انتشرت اسوا أسوأ اسوء صار صارت وصار وصارت حتى worse worsened worsening "
    "spread spreading sar saret zad zadat"
)
_STILL: Final = _AS_IT_WAS | AGAIN | _WORSE
_BESIDES: Final = wordbook.tokens(
    "خصوصا خاصة خصوصي علما للعلم للمعلومية كما وايضا أيضا ايضا كمان برضو وبعد وياليت وليتكم even also especially specially fyi "
    "moreover plus kaman"
)
_IN_PART: Final = wordbook.tokens(
    "نص نصه نصها نصف جزء جزئي شوي باقي والباقي الباقي بقي half partly partially part rest remaining bagi baqi"
)
_BUT: Final = wordbook.tokens("بس لكن ولكن غير الا إلا but except bas")
_MENDED: Final = wordbook.tokens(
    "صلح صلحوا صلحو صلحه صلحها صلحوه صلحوها صلحت صلحتوا صلحتوه تصلح تصلحت انصلح انصلحت اصلح أصلح أصلحوا اصلحوا تعدل تعدلت "
    "عدلوا عدلوه سدوا سدو سدوه حلوها حلوه انحل انحلت حليتوها حليتوه زبط زبطوه ضبطوه ضبطت زبطت "
    "fixed repaired mended solved resolved sorted settled done sala7ooh sala7oh sala7o"
)
_PUT_IN: Final = wordbook.tokens("ركبوا ركبو ركبوه بدلوا بدلوه غيروا غيروه replaced installed rakkabo")
"""What was done too, and need not have helped."""
_BEING_DONE: Final = wordbook.tokens(
    "اصلاح إصلاح الاصلاح الإصلاح اصلاحه إصلاحه اصلاحها إصلاحها تركيب تركيبه تركيبها استبدال استبداله استبدالها تبديل تغيير حل "
    "حله حلها"
)
"""What was done, behind «تم»."""
_TO_COME: Final = wordbook.tokens(
    "قال قالوا قالو قالي يقول يقولون بكره بكرة لازم يحتاج يبيله said says told will would should must needs need tomorrow until"
)
"""With these it is said, or is to be, and is not done."""
_RUNNING: Final = wordbook.tokens(
    "شغال شغاله شغالة اشتغل اشتغلت يشتغل تشتغل واشتغل يعمل تعمل works working runs running fine shaghal eshtaghal ishtaghal "
    "eshtaghalat"
)
_GOT: Final = wordbook.tokens(
    "وصلني وصلتني وصلنا وصلت وصل استلمت استلمته استلمتها استلمنا رجع رجعت رجعلي رجعولي رجعوا عاد عادت received got back "
    "arrived returned wasalni"
)
_GOODS: Final = wordbook.tokens(
    "المويه الموية المويا الماء المياه الكهرب الكهرباء النور النت المبلغ الفلوس فلوسي مبلغي الزايد القسط المفتاح مفتاحي العقد "
    "الشهادة الايصال الإيصال الرد water power electricity light money refund amount key"
)
"""What is well to have back."""
_GLAD: Final = afterwords.GLAD | wordbook.tokens(
    "لله الحمد حمدا وشكرا شكرا وشكرًا خير الله ممتنين mashkoor mashkooreen el7amdellah el7amdulillah alhamdulillah perfectly "
    "great"
)
_NOW: Final = wordbook.tokens("الحين الان الآن الحينه خلاص اخيرا أخيرا اليوم توه تو now finally today all 5alas khalas al7een")
_SPOILT: Final = troubles.WRONG | wordbook.tokens(
    "يوقف وقف طفى طفت ينقط يقطر مو مب سيء زفت badly wrongly stopped stops noise loud"
)
_GONE: Final = wordbook.tokens("وقف توقف توقفت راح راحت اختفى اختفت انتهى انتهت خلص خلصت انقطع stopped gone over ended")
_LINKING: Final = wordbook.tokens("is has اللي كان كانت was")
_TROUBLES: Final = wordbook.tokens(
    "المشكله المشكلة الموضوع التسريب التسرب الازعاج الإزعاج الصوت الريحه الريحة العطل problem issue leak leaking dripping "
    "noise smell"
)
"""What is well when it is gone."""
_ANY_TROUBLE: Final = _TROUBLES | wordbook.tokens("تسريب تسرب ازعاج إزعاج صوت ريحه ريحة عطل leaks leakage noises")
_ABSENT: Final = wordbook.tokens("ما مافي مافيه ماعاد no isn't any without")
_NO_LONGER: Final = wordbook.tokens("عاد ماعاد more anymore longer")
_WELL: Final = _GONE | wordbook.tokens(
    "المشكله المشكلة الموضوع problem issue مشكلة مشكله حاجة داعي تمام زين زينه محلول محلولة بخير كويس مجاريها مايرام يرام need "
    "fine good better ok okay"
)
"""What may say that it is well."""
_BRIEF: Final = 3
"""Words that say no more than that something runs."""
_LONGEST: Final = 12
_MEANT: Final = wordbook.tokens(
    "قصدي اقصد أقصد الصحيح تصحيح صححوا عدلوا غلطت اخطات أخطأت غلطان meant mean correction mistake typo gasdi asdi 2asdi gsdi "
    "elsa7"
)
_BEGUN_SO: Final = wordbook.tokens("they he she it it's its he's they've it'll this someone somebody")
"""How words begin whose person or thing was named before."""
_LEADING: Final = wordbook.OPENING | wordbook.tokens(
    "بس لكن الحين اليوم امس والحين خلاص للاسف للأسف now today yesterday but sorry bas"
)
_NOWS: Final = wordbook.tokens("الحين والحين الان now")
"""What begins to tell how it is by now."""
_NO_PLURAL: Final = wordbook.tokens("عضو حلو هو لو مو شو ابو اخو فيديو راديو مترو يوليو يونيو مايو نحو هالو الو هلو")
_PLURALS: Final = ("وا", "و", "وه", "وها", "وني", "ونا", "وهم", "ولي", "ولنا")
"""How a verb ends of what they did, whoever they are."""
_SAID: Final = wordbook.tokens("قال قالي قالو قالوا قالولي قالت يقول يقولون تقول وعدني وعدونا said says told gal galo gali")
"""What others said."""
_LEAST, _SHORTEST = 2, 4


def tells(text: str) -> int:
    """Count the signs that a message tells how a matter goes on; one may be of another, two are not."""
    said = words.told(text)
    if len(said) < _LEAST:
        return 0
    plain = (_visits(text), _corrects(text), _is_in_part(text))
    theirs = _of_those_before(said)
    reported = any(_is(word, _SAID) for word in said)
    hints = (_goes_on(said), _is_besides(said), reported, theirs, theirs and not troubles.WRONG.isdisjoint(said))
    return _LEAST * sum(plain) + sum(hints)


def _visits(text: str) -> bool:
    """Tell whether a message says that somebody came, and what he did or that he went: «الفني جا وشاف وراح»."""
    said = tuple(word for word in words.told(text))
    came = any(_is(then, _CAME) and first not in _NOT_HE for first, then in pairwise(("", *said)))
    did = sum(_is(word, _DID) for word in said) - sum(_is(word, _DID) and _is(word, _CAME) for word in said)
    return came and (did > 0 or not _CREW.isdisjoint(said))


def _corrects(text: str) -> bool:
    """Tell whether a message sets right what was told: «لا العماره ٥ مو ٣», «قصدي رقم العداد ٤٤٢»."""
    said = words.told(text)
    figures = any(map(str.isdecimal, text))
    instead = any(first in particles.NOT_THIS and then.isdecimal() for first, then in pairwise(said))
    named = any(not word.isdecimal() and len(word) >= _SHORTEST and word not in _MEANT for word in said)
    return figures and named and (instead or not _MEANT.isdisjoint(said)) and not afterwords.names_rating(text)


def _is_in_part(text: str) -> bool:
    """Tell whether a message says that something was done, and not all of it: «صلحوا المطبخ بس الحمام باقي»."""
    said = words.told(text)
    done = any(_is(word, _MENDED | _PUT_IN | _RUNNING) for word in said)
    return done and (not _IN_PART.isdisjoint(said) or any(_is(word, _BUT) for word in said))


def is_mended(text: str) -> bool:
    """Tell whether a message says that all is well now, and takes nothing of it back: «خلاص صلحوه», "it works now"."""
    said = words.told(text)
    if said[:1] and said[0] in particles.NO and said[1:2] == _ENOUGH:  # «لا خلاص اشتغل المكيف»
        return is_mended(" ".join(said[2:]))
    if len(said) > _LONGEST or words.asks(text) or words.wants(text):
        return False
    if _is_not_all(said, text) and not _is_no_more(said):
        return False
    glad = not _GLAD.isdisjoint(said) or any(_is(word, _NOW) for word in said)
    runs = any(_is(word, _RUNNING) for word in said) and (glad or len(said) <= _BRIEF)
    thanked = not _GLAD.isdisjoint(said) and any(_is(word, _PUT_IN) for word in said)
    got = not _GOT.isdisjoint(said) and not (_GLAD | _GOODS).isdisjoint(said) and not _visits(text)
    done = any(first == "تم" and then in _BEING_DONE for first, then in pairwise(said))
    return done or _is_gone(said) or _is_no_more(said) or any(_is(word, _MENDED) for word in said) or runs or got or thanked


def trouble_is_gone(text: str) -> bool:
    """Tell whether a message says of a trouble, and names it, that it is well or there no more: «ابشركم انحل التسريب»."""
    return not _ANY_TROUBLE.isdisjoint(words.told(text)) and is_mended(text)


def says_mended(text: str) -> bool:
    """Tell whether a message says, among other things, that it was mended, and denies none of it: "late, but he fixed it"."""
    said = words.told(text)
    taken_back = not (_SPOILT | _TO_COME | _IN_PART | particles.NOT).isdisjoint(said) or _goes_on(said)
    return any(_is(word, _MENDED) for word in said) and not (taken_back or words.asks(text))


def may_be_well(text: str) -> bool:
    """Tell whether anything in a message could say that what was wrong is well: "we turned off the water" does not."""
    said = words.told(text)
    known = _MENDED | _RUNNING | _BEING_DONE | _GOT | _GLAD | _WELL
    said_so = len(said) <= _BRIEF or any(_is(word, known) for word in said)
    return is_mended(text) or (said_so and not _visits(text))


_ENOUGH: Final = ("خلاص",)
_TOO: Final = wordbook.tokens("also كمان وكمان ايضا وايضا")
"""What goes on to something else."""


def is_glad(text: str) -> bool:
    """Tell whether a message thanks or praises God beside what it tells, and takes nothing back: «استلموا اوراقي مشكورين»."""
    said = words.told(text)
    sighs = {"على", "علي", *_TOO} & set(said)  # «الحمدلله على كل حال», «شكرا على المتابعة», "thanks. also …"
    return any(_is(word, _GLAD) for word in said) and not (sighs or words.asks(text) or _is_not_all(said, text))


def _is_not_all(said: tuple[str, ...], text: str) -> bool:
    """Tell whether words hold a denial, something that is wrong, or what is yet to come."""
    denied = not afterwords.NOT_ALL.isdisjoint(afterwords.literal(text)) or afterwords.denies_mending(text)
    spoilt = any(word in _SPOILT or word in _TO_COME or latin.is_of(word, _AS_IT_WAS) for word in said)
    return denied or (spoilt and not _is_gone(said)) or _is_in_part(text)


def _is_gone(said: tuple[str, ...]) -> bool:
    """Tell whether a trouble is said to have stopped: «وقف التسريب», "the leak stopped"."""
    plain = [word for word in said if word not in _LINKING]
    return any({first, then} & _TROUBLES and (_is(first, _GONE) or _is(then, _GONE)) for first, then in pairwise(plain))


def _is_no_more(said: tuple[str, ...]) -> bool:
    """Tell whether a trouble is said to be there no more: «ما عاد فيه تسريب», "no more leak"."""
    over = not _NO_LONGER.isdisjoint(said) or any(_is(word, _NOW) for word in said)
    denied = any(first in _ABSENT and not _ANY_TROUBLE.isdisjoint(said[at + 1 : at + 4]) for at, first in enumerate(said))
    return over and denied and len(said) <= _LONGEST and not any(_is(word, _BUT) for word in said)


def _goes_on(said: tuple[str, ...]) -> bool:
    """Tell whether words say that it is as it was, there again, or worse."""
    known = any(_is(word, _STILL) for word in said)
    return known or said[0] in _NOWS or any(pair in ONCE_MORE for pair in pairwise(said))


def _is_besides(said: tuple[str, ...]) -> bool:
    return not _BESIDES.isdisjoint(said) or said[-1] == "بعد"


def _of_those_before(said: tuple[str, ...]) -> bool:
    """Tell whether it begins with what somebody did who was not named: «اعطوني مفتاح غلط», "they gave me another"."""
    first = next((word for word in said if word not in _LEADING or word in _BEGUN_SO), "")
    if first.isascii():
        return first in _BEGUN_SO
    plural = first.endswith(_PLURALS) and len(first) > _LEAST and not first.startswith("ال") and first not in _NO_PLURAL
    return plural or first.removeprefix("و") in _DID | _CAME


def _is(word: str, among: frozenset[str]) -> bool:
    return latin.is_of(word, among) or word.removeprefix("و") in among
