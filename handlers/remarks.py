"""Short remarks beside what is asked: agreeing, taking leave, taking a wish back, settled by itself. Pure; knows no state.

Only whole messages count, as in `handlers.words`.
"""

# ruff: noqa: E501 - lists of words read best in wide lines

import re
from itertools import dropwhile, pairwise
from typing import Final

from domain.states import FormKind
from faq import normalise
from handlers import wordbook, words

_YES: Final = wordbook.tokens(
    "ee eeh eih نعم ايوه ايوا ايه اي صح صحيح صحيحة تمام اوكي اوك موافق موافقة مضبوط سليمة سليم اكيد أكيد yes yep yeah correct right ok okay sure confirm confirmed aiwa aywa na3am tamam sa7 9a7"
)
_OF_ALL: Final = wordbook.tokens(
    "كلها كله كلهم هي هو هذي هذه البيانات بياناتي المعلومات والله طيب شكرا مية 100 they are is it that thats that's all everything data thanks"
)
_RIGHT: Final = _YES | wordbook.tokens("زين ممتاز سليمه مضبوطه خلاص good fine great perfect looks okey yup ya")
_NOT_RIGHT: Final = wordbook.tokens(
    "لكن ولكن بس غلط خطأ خطا غير عدا الا إلا ما مو مب لا ليس ناقص ناقصة تعديل عدل عدلوا غيروا not but except wrong change edit no isn't aren't"
)
_SURE: Final = wordbook.tokens("متأكد متاكد متأكدة متاكده اكيد أكيد sure certain positive mit2aked")
_OF_IT: Final = wordbook.tokens(
    "منه منها هذا هذي هو هي رقمي الرقم انا أنا والله مية 100 i i'm im am it is this that my number its it's quite very of"
)
_LATER: Final = wordbook.tokens("بعدين لاحقا بكره بكرة later tomorrow ba3deen ba3dain")
_AT_LATER: Final = wordbook.tokens(
    "معكم معك لكم وقت ثاني ان شاء الله ارجع ارجعلكم برجع راجع اقدمه أقدمه اقدم اسجل أسجل ارسل ارسلها خليها خلها خلينا it will i'll ill back come do let's we can"
)
_NOW: Final = wordbook.tokens("الحين الان الآن دحين هسه now")
_NOT_NOW: Final = wordbook.tokens(
    "انا أنا ما مو مب لا ابي ابغى ابغا اقدر فاضي مشغول ارسل ارسلها اكمل اقدم اسجل not right i'm im busy dont don't want to send it just"
)
_LEAVE: Final = wordbook.tokens(
    "تصبح تصبحون تصبحي السلامة سلامه وداعا اللقاء باي بأمان بامان امان bye goodbye byebye wada3an ma3asalama"
)
_TAKING_LEAVE: Final = wordbook.tokens(
    "مع في الى إلى الله الكريم يا هلا شكرا طيب يلا خلاص اشوفكم نشوفكم على خير for now thanks thank you good and ok thx ty tnx cheers bye-bye"
)
_ONESELF: Final = wordbook.tokens("انا أنا احنا نحن إحنا ana i we i'm")
_FIRST: Final = wordbook.tokens("طيب يا ok okay and so but و بس يعني")
_LAUGHTER: Final = re.compile(r"(?:ه{2,}|ها{1,}ها[ها]*|(?:ha){2,}h?|(?:he){2,}|h{3,}|lo+l)[\s.!؟?]*", re.IGNORECASE)
_NOT: Final = wordbook.tokens("لا ما مو مب لم la ma no not don't dont")
_DONE_WITH: Final = wordbook.tokens(
    "مابي ماابي خلاص بطلت تراجعت هونت غيرت رأيي رايي nevermind never mind forget changed anymore 5alas 5las khalas mabi"
)
_ALL_TOLD: Final = wordbook.tokens(
    "كل all كذا كدا كده كفاية يكفي ارسلها ارسله أرسلها أرسله ارسلوها ارفعها ارفعه قدمها سجلها send submit enough done bas"
)
_AND_SEND: Final = wordbook.tokens(
    "بس فقط هذا هذي كل شي شيء اللي عندي خلاص نعم ايوه ايه اي طيب تمام يلا الشكوى شكواي الاقتراح الطلب الآن الحين yes ok okay it that's all that is i am the complaint now just"
)
_MORE: Final = wordbook.tokens("زيادة زياده اضافة اضافه غيره غيرها غير ثاني شي شيء more else further")
_NOTHING: Final = wordbook.tokens("لا ما مو ليس ماعندي مافي مافيه مالي ولا no nothing not")
_WHOLE: Final = wordbook.tokens("all everything it else more شي شيء ثاني غيره shay shai shi thani")
_IS_WHOLE: Final = wordbook.tokens("that's thats that nothing هذا هذي hatha hada")
_ABOUT_WHOLE: Final = wordbook.tokens(
    "is was كل kel kol kull bas no la لا و ok okay thanks thank شكرا shukran for now i have say wanted to"
)
_HAVING_NOT: Final = wordbook.tokens(
    "ما لا مو ماعندي معندي نسيت ضاع ضيعت فقدت ma mafi nseet don't dont no not lost forgot forgotten never without بدون"
)
_OF_NUMBER: Final = (
    wordbook.tokens(
        "عندي معي لدي أعرف اعرف أتذكر اتذكر احفظ مني والله للأسف طيب رقم الرقم رقمه رقمها i do have got know remember it the any a reference ticket request number "
        "3ndi 3indi a3ref sorry but still"
    )
    | wordbook.OWN
)
_REFERRED: Final = wordbook.OWN | wordbook.tokens("reference شكاوي بلاغ التذكره اقتراحي")
_ASKING_IT: Final = wordbook.tokens(
    "كم وش ايش إيش شنو ما هو هي عطني اعطني ارسل ابي ابغى أريد what whats what's is 's my kam tell give me can please again"
)
_NAMING_IT: Final = wordbook.tokens("هذا هذي هو هي حقي معي عندي the this it its it's is 's my of for here")
_NUMBER: Final = wordbook.tokens("رقم الرقم رقمه رقمها number raqam ra8am reference")
_HOW: Final = wordbook.tokens("وش ايش إيش وين فين اين كيف ماذا متى what where how wesh esh wain fain")
_BECAME: Final = wordbook.tokens("صار صارت وصل وصلت حصل تم عليها عليه حالتها حالته happened sar wasal")
_OF_OWN: Final = wordbook.tokens("على في حق حقي مع عن طيب الحين دحين اللي قدمته قدمتها my with is the on of")
_QUITTING: Final = wordbook.tokens("وقف وقفوا اوقف كنسل كنسلوا بلاش الغ الغي الغوا stop quit cancel enough")
_GOING_ON: Final = wordbook.tokens(
    "رجعت رجعنا جيت اكمل أكمل كمل نكمل كملوا اكمال إكمال استكمال تابع نتابع نواصل واصل continue resume proceed akammel akamel akmel kammel nkammel"
)
_BEGINNING: Final = wordbook.tokens("ابدا ابدأ نبدا نبدأ ابدوا بدايه يلا سجلني سجلوني start begin ready nebda yalla yallah")
_NOT_GOING_ON: Final = wordbook.tokens("ما مابي ماابي ma mabi dont don't")
_ALREADY_BEGUN: Final = wordbook.tokens(
    "الطلب طلبي النموذج التسجيل تسجيلي الدعم طيب يلا تمام نعم ايوه ابغى ابي أريد ودي خلنا خلينا من حيث توقفنا توقفت وقفنا وين معك معاك على في go on yes ok okay let's lets us "
    "i want to please with my the request form registration where we stopped left off"
)
_MATTER: Final = wordbook.tokens(
    "أشتكي اشتكي اشكي شكوى الشكوى شكواي أقدم اقدم تقديم أسجل اسجل أرفع اقتراح أقترح الطلب طلب file complain complaint suggest suggestion request"
)
_WISHED: Final = wordbook.tokens(
    "ابي أبي ابغى أبغى أريد ودي شي شيء حاجة لي ذلك هذا عن about it this that any more to a i my do want abi abgha abga anything actually"
)
_LET_BE: Final = wordbook.tokens(
    "nevermind mind forget worries later بعدين ba3deen ba3dain لاحقا 5alas khalas انسى انس انساه انسها يهم يهمك هم تشيل خلاص"
)
_LETTING: Final = wordbook.tokens(
    "la maybe وقت ثاني ان شاء الله لا ما مو ولا عليك عليكم خلاص طيب الموضوع السالفة الطلب كلامي اللي قلته يا اخي it never no not ok okay thanks thank you about that this just sorry please what i said all good"
)
_RATING: Final = wordbook.tokens("اقيم أقيم أقيّم تقييم التقييم اقيمكم أقيمكم تقييمكم rate rating score a8ayem agayem")
_ENOUGH, _ON_YOU = wordbook.tokens("خلاص 5alas khalas"), wordbook.tokens("عليك عليكم")
_INTRODUCING: Final = wordbook.tokens("انا أنا اسمي معك معاك معكم i'm im i am my name is this ana ismi")
_NAMING: Final = wordbook.tokens("اسمي معك معاك معكم name ismi")
_MOST_INTRODUCED: Final = 3
_NOBODY: Final = wordbook.tokens(
    "مارديتوا ومارديتوا مارديتو ومارديتو ماردوا وماردوا ماردو وماردو مارد ومارد وما ولا ولم ما محد ماحد ومحد وماحد لم لا nobody noone no not didn't haven't hasn't never still ma7ad"
)
_REACHING: Final = wordbook.tokens(
    "مارديتوا ومارديتوا مارديتو ومارديتو ماردوا وماردوا ماردو وماردو مارد ومارد رديتم كلمني يكلمني كلمنا رد يرد ردوا يردون رديتوا رديتو جاوبني جاوب اتصل يتصل اتصلوا تواصل يتواصل جاني يجيني called call answered answer replied reply contacted response responded heard"
)
_WAITING: Final = 8
_UNABLE: Final = wordbook.tokens("ماعرف ماأعرف معرف اعرف أعرف can't cannot dont don't know")
_WRITING: Final = wordbook.tokens("اكتب أكتب الكتابة كتابة اقرا أقرأ استخدم type typing write writing read use phone aktib")
_HERE: Final = wordbook.tokens(
    "وصل وصلت وصلكم وصلتكم استلمتم استلمتوا استلمتو استلمتوها شفتوا شفتوها وصلتك وصلك received receive get got see"
)
_SENT: Final = wordbook.tokens(
    "هل الصورة الصوره صورتي الصور الملف ملفي الرسالة رسالتي الصوت المقطع الموقع اللي ارسلته أرسلته ارسلتها طيب ما لكم لك did you it the my picture photo file message voice note them yet i sent have"
)
_THERE: Final = wordbook.tokens("there here هنا معي موجود موجودين احد أحد mawjood")
_ANYBODY: Final = wordbook.tokens(
    "u you r are is anyone anybody someone somebody hello hi hey still فيه في هل انت انتم أنتم يا هنا للحين معي الو هلا enta entom"
)
_SETTLED: Final = wordbook.tokens(
    "حليتها حليته انحلت انحل حلت اتحلت محلولة خلصت انتهت انتهى زبطت ضبطت solved resolved sorted fixed settled"
)
_BY_ITSELF: Final = wordbook.tokens(
    "لا خلاص الحمد لله لله بنفسي لحالي لحالها المشكلة مشكلتي الموضوع موضوعي الشكوى شكواي الطلب طلبي المعاملة تم تمت قد عندي كل شي شيء مشكورين شكرا شكراً طيب تمام "
    "الحين ألحين دحين الان الآن now يعطيكم يعطيك العافية no never mind nevermind it i is was has been it's its the problem issue matter complaint request myself now already got ok thanks thank you all by itself"
)
_NOT_THIS: Final = wordbook.tokens("مو مب ليس مهو بدل not of")
_UNSETTLED: Final = wordbook.tokens("ما لم مو not isn't")
_SALAM: Final = wordbook.tokens(
    "السلام سلام اسلام السلم عليكو عليكم عليك ورحمة الله وبركاته ورحمه صباح مساء الخير النور الورد مرحبا هلا والله أهلا اهلين salam alaikum assalam assalamu alaykum hi hello hey good morning evening afternoon dear team sir all there"
)
_DEAR: Final = wordbook.tokens(
    "يا ولدي ابني بنتي اخوي أخي اختي اخوان الاخوان اخواني شباب جماعة جماعه حبيبي حبايب غالي الغالي طيب الطيب طيبين كيف كيفكم كيفك حالك حالكم الحال شلونك شلونكم اخبارك اخباركم عساكم عساك بخير how are you"
)
_RATHER: Final = wordbook.tokens(
    "خلها خليها خله خليه اجعلها بدلها بدله بدل غيرها غيره قصدي اقصد غلطت غلطان mistake make change switch instead rather mean meant"
)
_OF_FORM: Final = {
    FormKind.REGISTRATION: wordbook.tokens(
        "تسجيل التسجيل للتسجيل تسجيلي أسجل اسجل سجلوني عضوية العضوية registration register membership"
    ),
    FormKind.SUPPORT: wordbook.tokens("دعم الدعم للدعم support"),
}
_NAMES_FORM: Final = frozenset().union(*_OF_FORM.values())
_FORM_WORDS, _FEW = 8, 5
_MEANING: Final = wordbook.tokens("قصدي أقصد اقصد اقصدي اعني أعني mean meant qasdi agsid")
_DENYING: Final = wordbook.tokens("لا مو ليس انا أنا كان no not i that's what")
_OFF_THE_POINT: Final = frozenset(
    map(
        normalise.key,
        (
            "مو هذا سؤالي", "هذا مو سؤالي", "ليس هذا سؤالي", "هذا ليس سؤالي", "ما سألت عن هذا", "ما سألت عن كذا", "لم أسأل عن هذا", "مو هذا اللي سألت عنه",
            "مو هذا قصدي", "مو قصدي", "ليس هذا ما أقصد", "ما قصدت هذا", "جوابك غلط", "الجواب غلط", "الجواب خطأ", "مو هذا المطلوب", "ما جاوبت على سؤالي", "ما جاوبتني",
            "لم تجب على سؤالي", "ما فادني", "ما استفدت", "لم أستفد", "that's not what i asked", "that is not what i asked", "not what i asked", "this is not what i asked",
            "that's not my question", "this is not my question", "not my question", "i didn't ask that", "i did not ask that", "that's not what i meant", "that's not what i mean",
            "you didn't answer my question", "you did not answer my question", "wrong answer", "that doesn't help", "that did not help", "this is not helpful", "not helpful",
        ),
    )
)  # fmt: skip
_DENIED_OR_NOT: Final = _OFF_THE_POINT | {f"{no} {known}" for no in ("لا", "no") for known in _OFF_THE_POINT}


def agrees(text: str) -> bool:
    """Tell whether the message only says yes: «اي نعم صح», "yes, they are all correct"."""
    return made_of(text, _YES, _OF_ALL)


def affirms(text: str) -> bool:
    """Tell whether few words say that what was shown is right, and nothing against it: «كل البيانات صحيحة», "all good"."""
    said = _said(text)
    said = said[2:] if said[:2] == ("لا", "خلاص") else said
    right = len(said) <= _FEW and not _RIGHT.isdisjoint(said) and _NOT_RIGHT.isdisjoint(said)
    return right and not words.asks(text) and not any(map(str.isdecimal, text))


def insists(text: str) -> bool:
    """Tell whether who was told that a number looks wrong only says that it is right: «متأكد منه», "I'm sure"."""
    return agrees(text) or made_of(text, _SURE, _OF_IT)


def pauses(text: str) -> bool:
    """Tell whether the message only says that he goes on another time: «بعدين اكمل معكم», «مو الحين», "not now"."""
    later = made_of(text, _LATER, _GOING_ON | _ALREADY_BEGUN | _WISHED | _AT_LATER | _NOT)
    denied = not (_NOT | frozenset({"مشغول", "busy"})).isdisjoint(_said(text))
    return (later or (denied and made_of(text, _NOW, _NOT_NOW))) and not words.asks(text)


def greets(text: str) -> bool:
    """Tell whether the message only greets, whomever it calls so: «السلام عليكم ورحمة الله يا ولدي»."""
    said = _said(text)
    return bool(said) and said[0] in _SALAM and all(word in _SALAM or word in _DEAR for word in said)


def calls(text: str) -> bool:
    """Tell whether the message only asks if anybody is there: "u there?", «فيه احد؟»."""
    return made_of(text, _THERE, _ANYBODY) and any(mark in text for mark in "؟?")


def leaves(text: str) -> bool:
    """Tell whether the message only takes leave: «مع السلامة», "bye for now"."""
    return made_of(text, _LEAVE, _TAKING_LEAVE)


def only_begins(text: str) -> bool:
    """Tell whether a message breaks off before it says anything: «انا», «طيب انا»."""
    return made_of(text, _ONESELF, _FIRST)


def laughs(text: str) -> bool:
    """Tell whether there is nothing but laughter: «ههههه», "hahaha"."""
    return bool(_LAUGHTER.fullmatch(text.strip()))


def takes_back(text: str) -> bool:
    """Tell whether who was asked for his words only says that he has none after all: «خلاص غيرت رأيي», «ما ابي اشتكي»."""
    return made_of(text, _DONE_WITH, _NOT | _MATTER | _WISHED) or withdraws(text)


def abandons(text: str) -> bool:
    """Tell whether who fills in a form only says that he stops: «وقف خلاص ما ابي», "stop, I don't want this any more"."""
    return (
        takes_back(text)
        or _goes_no_further(text)
        or (len(_said(text)) > 1 and made_of(text, _QUITTING, _DONE_WITH | _NOT | _MATTER | _WISHED))
    )


def _goes_no_further(text: str) -> bool:
    """Tell whether the message only says that he does not go on: "ma abi akammel"; «لا كمل» says that he does."""
    known = _ALREADY_BEGUN | _WISHED | _DONE_WITH | _NOT
    return not (_NOT_GOING_ON.isdisjoint(_said(text)) or words.asks(text)) and made_of(text, _GOING_ON, known)


def goes_on_telling(text: str) -> bool:
    """Tell whether the message only says that more is to come of a complaint or suggestion: «نكمل الشكوى»."""
    return goes_on(text) or made_of(text, _GOING_ON, _ALREADY_BEGUN | _MATTER)


def has_said_all(text: str) -> bool:
    """Tell whether the message only says that all is told, and may be passed on: «بس كذا», «ايوه ارسلها», «لا مافي زيادة»."""
    nothing_more = not _NOTHING.isdisjoint(_said(text)) and made_of(text, _MORE, _NOTHING | _AND_SEND | _WISHED)
    return nothing_more or made_of(text, _ALL_TOLD, _AND_SEND) or wants_nothing_more(text)


def wants_nothing_more(text: str) -> bool:
    """Tell whether the message only says that this was all: "that's all", "nothing else, thanks", «هذا كل شي»."""
    whole = made_of(text, _WHOLE, _IS_WHOLE | _ABOUT_WHOLE | wordbook.POLITE)
    return whole and not _IS_WHOLE.isdisjoint(_said(text)) and not words.asks(text)


def lacks_number(text: str) -> bool:
    """Tell whether the message only says that he has no reference: «ما عندي رقم», "I don't know the number"."""
    return made_of(text, _NUMBER, _HAVING_NOT | _OF_NUMBER) and not _HAVING_NOT.isdisjoint(_said(text)) and not words.asks(text)


def asks_number(text: str) -> bool:
    """Tell whether the message only asks for the reference of an own matter: «كم رقم شكواي؟», "what is my complaint number"."""
    said = _said(text)
    named = not _NUMBER.isdisjoint(said) and refers(text)
    return named and words.asks(text) and made_of(text, _NUMBER, _REFERRED | _ASKING_IT | _OF_NUMBER - _HAVING_NOT)


def gives_number(text: str) -> bool:
    """Tell whether words around a number say no more than that it is the reference: «رقمه», "my ticket number is"."""
    return made_of(text, _NUMBER, _REFERRED | _NAMING_IT)


def refers(text: str) -> bool:
    """Tell whether an own matter is named: «طلبي», "my complaint"."""
    return not _REFERRED.isdisjoint(_said(text))


def drops(text: str) -> bool:
    """Tell whether the message only says that a matter is to be dropped or settled, and perhaps that he thought better of it."""
    parts = [part for part in wordbook.SENTENCE.split(text) if part.strip()]
    dropped = [_drops(part) for part in parts]
    beside = (gives_up(part) or words.acknowledges(part) for part, known in zip(parts, dropped, strict=True) if not known)
    return _drops(text) or (any(dropped) and all(beside))


def _drops(text: str) -> bool:
    return words.calls_off(text) or withdraws(text) or is_settled(text)


def asks_progress(text: str) -> bool:
    """Tell whether a message asks, anywhere in it, how far something is: «... وش صار عليها»."""
    return any(first in _HOW and then in _BECAME for first, then in pairwise(_said(text)))


def asks_after_own(text: str) -> bool:
    """Tell whether the message only asks how far an own matter is, and names its kind: «وين وصل طلب التسجيل»."""
    return asks_progress(text) and made_of(text, wordbook.OWN | _NAMES_FORM, _HOW | _BECAME | _OF_OWN)


def goes_on(text: str) -> bool:
    """Tell whether the message only says to go on with what was begun: «طيب كمل», «نكمل الطلب», "let's continue"."""
    return words.is_one_of(text, wordbook.RESUME) or made_of(text, _GOING_ON, _ALREADY_BEGUN)


def begins(text: str) -> bool:
    """Tell whether the message only says to begin: «طيب ابدأ», "ok start", «يلا سجلني»."""
    return made_of(text, _BEGINNING, _GOING_ON | _ALREADY_BEGUN)


def gives_up(text: str) -> bool:
    """Tell whether the message only says that a wish is no more, in more than «خلاص»: «بطلت», "changed my mind"."""
    return made_of(text, _DONE_WITH - _ENOUGH, _NOT | _MATTER | _WISHED | _ENOUGH)


def withdraws(text: str) -> bool:
    """Tell whether the message only says that a matter is not wished for, and names it: «لا خلاص ما ابي اشتكي»."""
    denied = not (_NOT | _DONE_WITH).isdisjoint(_said(text))
    return denied and made_of(text, _MATTER, _NOT | _DONE_WITH | _WISHED) and not words.asks(text)


def lets_be(text: str) -> bool:
    """Tell whether the message only says that nothing need be done: «خلاص ما عليك», "never mind"."""
    said = _said(text)
    if not all(word in _LET_BE or word in _LETTING or word in wordbook.POLITE for word in said):
        return False
    return any((first in _NOT and then in _ON_YOU) or then in _LET_BE - _ENOUGH for first, then in pairwise(["", *said]))


def introduces(text: str) -> bool:
    """Tell whether the message greets and says who writes, or says his name: «السلام عليكم معك أبو فهد», "Hello, I'm Ahmed"."""
    said = _said(text)
    rest = list(dropwhile(lambda word: word in _SALAM or word in _DEAR, said))
    name = list(dropwhile(_INTRODUCING.__contains__, rest))
    greeted, named = len(rest) < len(said), not _NAMING.isdisjoint(rest)
    return (greeted or named) and 0 < len(name) <= _MOST_INTRODUCED and len(name) < len(rest) and not words.asks(text)


def waits_in_vain(text: str) -> bool:
    """Tell whether the message says that nobody answered or called: «للحين محد كلمني», "still no answer"."""
    said = _said(text)
    return len(said) <= _WAITING and not (_NOBODY.isdisjoint(said) or _REACHING.isdisjoint(said)) and not words.asks(text)


def struggles(text: str) -> bool:
    """Tell whether who writes says that he finds it hard: «ماعرف اكتب زين انا رجال كبير»."""
    said = _said(text)
    hard = any(first in _UNABLE and then in _WRITING for first, then in pairwise(said))
    return hard and not words.asks(text)


def asks_arrival(text: str) -> bool:
    """Tell whether the whole message asks if something sent has arrived: «وصلكم؟», "did you get my photo"."""
    return any(mark in text for mark in "؟?") and made_of(text, _HERE, _SENT)


def declines_rating(text: str) -> bool:
    """Tell whether who is asked for a rating only says that he does not want to: «لا شكراً», «ما ابغى اقيم»."""
    denied = words.is_one_of(text, wordbook.NO | wordbook.SKIP) or not _NOT.isdisjoint(_said(text))
    return denied and (
        words.is_one_of(text, wordbook.NO | wordbook.SKIP) or made_of(text, _RATING, _NOT | _WISHED | _DONE_WITH)
    )


def is_settled(text: str) -> bool:
    """Tell whether the message only says that a matter is settled: «خلاص حليتها بنفسي», "no longer needed, it's solved"."""
    return _UNSETTLED.isdisjoint(_said(text)) and made_of(text, _SETTLED, _BY_ITSELF)


def rephrased(text: str) -> str:
    """Give what was meant by the words before, where the message says so: «أنقل أسهمي» of «لا قصدي أنقل أسهمي»; else nothing."""
    said = text.split()
    lead = next((at for at, word in enumerate(said) if normalise.word(word) not in _DENYING), len(said))
    return " ".join(said[lead + 1 :]) if said[lead:] and normalise.word(said[lead]) in _MEANING else ""


def rather(text: str) -> FormKind | None:
    """Give the form that was meant rather than the one at hand: «لا لا خلها تسجيل مو دعم», "change it to registration"."""
    said = _said(text)
    if len(said) > _FORM_WORDS or _RATHER.isdisjoint(said) or "؟" in text or "?" in text:
        return None
    return form_named(text)


def form_named(text: str) -> FormKind | None:
    """Give the one form that the words name, and do not deny."""
    said = _said(text)
    if _NAMES_FORM.isdisjoint(said):
        return None
    denied = {after for before, after in pairwise(said) if before in _NOT_THIS}
    wanted = [form for form, named in _OF_FORM.items() if any(word in named and word not in denied for word in said)]
    return wanted[0] if len(wanted) == 1 else None


def misses_the_point(text: str) -> bool:
    """Tell whether the message only says that the answer was none: «مو هذا سؤالي», "that's not what I asked"."""
    return words.is_one_of(text, _DENIED_OR_NOT)


def made_of(text: str, nouns: frozenset[str], fillers: frozenset[str]) -> bool:
    """Tell whether a message has one of the nouns, and beside it only nouns, fillers and politeness."""
    said = _said(text)
    return not nouns.isdisjoint(said) and all(word in nouns or word in fillers or word in wordbook.POLITE for word in said)


def _said(text: str) -> tuple[str, ...]:
    return words.told(text)
