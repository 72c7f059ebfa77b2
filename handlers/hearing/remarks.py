"""Short remarks beside what is asked: greeting, agreeing, taking leave, saying that an answer was none. Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`.
"""

import re
from itertools import dropwhile, pairwise
from typing import Final

from handlers.hearing import particles, sayings, wordbook, words

_YES: Final = particles.YES | wordbook.tokens(
    "ee eeh eih صح صحيح صحيحة تمام اوكي اوك موافق موافقة مضبوط سليمة سليم اكيد أكيد correct right ok okay sure confirm "
    "confirmed tamam sa7 9a7"
)
_PLAIN_YES: Final = particles.YES | wordbook.tokens("اكيد أود اود")
_OF_ALL: Final = wordbook.tokens(
    "kollo kello kolha kolaha kollaha killo كلها كله كلهم هي هو هذي هذه البيانات بياناتي المعلومات والله طيب شكرا مية 100 they "
    "are is it that thats that's all everything data thanks"
)
_APPLYING: Final = wordbook.tokens("أقدم اقدم أقدمه اقدمه أسجل اسجل قدم قدموا سجل سجلني لي عليه apply register agadem agaddem")
_RIGHT: Final = _YES | wordbook.tokens(
    "ماشي mashi mashy اوافق موافقه زين ممتاز سليمه مضبوطه خلاص good fine great perfect looks okey yup ya"
)
_NOT_RIGHT: Final = wordbook.tokens(
    "ابي ابغى ابغا اريد اضيف اغير غلط خطأ خطا غير عدا الا إلا ما مو مب لا ليس ناقص ناقصة تعديل عدل عدلوا غيروا not but except "
    "wrong change edit no isn't aren't"
)
_EDITING: Final = wordbook.tokens("اعدل أعدل نعدل تعديل عدل اغير أغير تغيير edit change modify a3del")
_ANY_OF_IT: Final = wordbook.tokens(
    "في فيها فيه معلومة بيانات البيانات بياناتي بعض طيب لحظة لا something it my data the some details wait no"
)
_BECAUSE: Final = wordbook.tokens("لان لأن لانه لأنه لاني لأني عشان because since")
_SURE: Final = wordbook.tokens("متأكد متاكد متأكدة متاكده اكيد أكيد sure certain positive mit2aked")
_OF_IT: Final = wordbook.tokens(
    "الجوال جوالي الهوية هويتي كل شي شيء منه منها هذا هذي هو هي رقمي الرقم انا أنا والله مية 100 i i'm im am it is this that "
    "my number its it's quite very of"
)
_TRULY: Final = wordbook.tokens("صحيح صدق صدج جد جدا بجد والله اكيده really seriously true")
_YOU: Final = wordbook.tokens(
    "هل يعني من عن في انت أنت انتم هالكلام كلامك كلامكم الكلام طيب are you r u about of so for ant enta"
)
_OF_DOUBT: Final = _SURE | _TRULY
_ONLY_HOW: Final = (("how",), ("كيف",))
"""What alone asks how something is done, not how somebody is."""
_LATER: Final = particles.LATER | wordbook.tokens("افكر أفكر think")
_PUT_OFF: Final = wordbook.tokens("خله خليه خليها خلها خلوه اجله أجله اجلها أجلها لبعدين لبكره do it i'll leave this for")
_AT_LATER: Final = wordbook.tokens(
    "خلني خليني وارجع وبرجع عليه فيها me about over معكم معك لكم وقت ثاني ان شاء الله ارجع ارجعلكم برجع راجع اقدمه أقدمه اقدم "
    "اسجل أسجل ارسل ارسلها خليها خلها خلينا it will i'll ill back come do let's we can"
)
_NOW: Final = wordbook.tokens("الحين الان الآن دحين هسه now")
_NOT_NOW: Final = wordbook.tokens(
    "انا أنا ما مو مب لا ابي ابغى ابغا اقدر فاضي مشغول ارسل ارسلها اكمل اقدم اسجل not right i'm im busy dont don't want to "
    "send it just"
)
_LEAVE: Final = wordbook.tokens(
    "تصبح تصبحون تصبحي السلامة سلامه وداعا اللقاء باي بأمان بامان امان bye goodbye byebye wada3an ma3asalama"
)
_TAKING_LEAVE: Final = wordbook.tokens(
    "مع في الى إلى الله الكريم يا هلا شكرا طيب يلا خلاص اشوفكم نشوفكم على خير for now thanks thank you good and ok thx ty tnx "
    "cheers bye-bye"
)
_ONESELF: Final = wordbook.tokens("انا أنا احنا نحن إحنا ana i we i'm")
_FIRST: Final = wordbook.tokens("طيب يا ok okay and so but و بس يعني")
_LAUGHTER: Final = re.compile(r"(?:ه{2,}|ها{1,}ها[ها]*|(?:ha){2,}h?|(?:he){2,}|h{3,}|lo+l)[\s.!؟?]*", re.IGNORECASE)
DONE_WITH: Final = wordbook.tokens(
    "مابي خلاص بطلت تراجعت هونت غيرت رأيي رايي nevermind never mind forget changed anymore 5alas 5las khalas mabi"
)
_JOKING: Final = wordbook.tokens("امزح نمزح مزح مزحه مزحة kidding joking joke jk amza7 amzah")
_ONLY_JOKING: Final = wordbook.tokens("كنت بس والله تصدق تصدقون ترى معك معاك معكم لا just only was am it a with you")
_WHOLE: Final = wordbook.tokens("all everything it else more شي شيء ثاني غيره shay shai shi thani")
_IS_WHOLE: Final = wordbook.tokens("that's thats that nothing هذا هذي hatha hada")
_ABOUT_WHOLE: Final = wordbook.tokens(
    "a lot much so very you is was كل kel kol kull bas no la لا و ok okay thanks thank شكرا shukran for now i have say wanted "
    "to"
)
GOING_ON: Final = wordbook.tokens(
    "go امشي امش مشها next بكمل باكمل رجعت رجعنا جيت اكمل أكمل كمل كملي نكمل كملوا اكمال إكمال استكمال تابع نتابع نواصل واصل "
    "continue resume proceed akammel akamel akmel kammel nkammel"
)
ALREADY_BEGUN: Final = wordbook.tokens(
    "لا خلاص لكم عليكم هلا والله مرحبا الطلب طلبي النموذج التسجيل تسجيلي الدعم طيب يلا تمام ماشي نعم ايوه ابغى ابي أريد ودي "
    "خلنا خلينا من حيث توقفنا توقفت وقفنا وين معك معاك على في go on yes ok okay let's lets us "
    "i want to please with my the request form registration where we stopped left off"
)
WISHED: Final = wordbook.tokens(
    "ابي أبي ابغى أبغى أريد ودي شي شيء حاجة لي ذلك هذا عن about it this that any more to a i my do want abi abgha abga "
    "anything actually"
)
_INTRODUCING: Final = wordbook.INTRODUCING | wordbook.tokens("my is this")
_NAMING: Final = wordbook.tokens("اسمي معك معاك معكم name ismi")
_MOST_INTRODUCED: Final = 3
_UNABLE: Final = wordbook.tokens("ماعرف معرف اعرف أعرف can't cannot dont don't know")
_WRITING: Final = wordbook.tokens("اكتب أكتب الكتابة كتابة اقرا أقرأ استخدم type typing write writing read use phone aktib")
_ANOTHER: Final = wordbook.tokens("he she they him her himself herself هو هي زوجي زوجتي ابوي امي والدي والدتي ولدي بنتي")
"""Somebody else, who does not write here."""
_HERE: Final = wordbook.tokens(
    "وصل وصلت وصلكم وصلتكم استلمتم استلمتوا استلمتو استلمتوها شفتوا شفتوها وصلتك وصلك received receive get got see"
)
_SENT: Final = wordbook.tokens(
    "هل الصورة الصوره صورتي الصور الملف ملفي الرسالة رسالتي الصوت المقطع الموقع اللي ارسلته أرسلته ارسلتها طيب ما لكم لك did "
    "you it the my picture photo file message voice note them yet i sent have"
)
_THERE: Final = wordbook.tokens("there here هنا معي موجود موجودين احد أحد mawjood")
_ANYBODY: Final = wordbook.tokens(
    "u you r are is anyone anybody someone somebody hello hi hey still فيه في هل انت انتم أنتم يا هنا للحين معي الو هلا enta "
    "entom"
)
_WHERE_YOU_ARE: Final = wordbook.tokens("وينكم وينك وينكو فينكم فينكو وينهم guys رحتوا رحتو wenkom waynkom")
_GONE: Final = wordbook.tokens("وين فين where did go")
"""With which «رحتوا» and "guys" ask only where everybody is."""
_SALAM: Final = wordbook.tokens(
    "السلام سلام اسلام السلم عليكو عليكم عليك ورحمة الله وبركاته ورحمه صباح مساء صبحكم صبحك مسيكم مساكم صباحكم يسعد بالخير "
    "الخير خير نور ورد الفل النور الورد وبركاته وعليكم حياك حياكم مرحبا هلا والله أهلا اهلين salam alaikum assalam assalamu "
    "alaykum hi hello hey good morning evening afternoon dear team sir all there"
)
_DEAR: Final = wordbook.tokens(
    "يا و ولدي ابني بنتي عيال اخوي أخي اختي اخوان الاخوان اخواني شباب جماعة جماعه حبيبي حبايب غالي الغالي طيب الطيب طيبين فندم "
    "باشا بيه زول شيخ ناس ايه عامل عاملين مجيب mujib wesh going it وش وشلونك today doing كيف كيفكم كيفك حالك حالكم الحال شلونك "
    "شلونكم اخبارك اخباركم عساكم عساك بخير شو how are you"
)
_FEW: Final = 5

_NONE: Final = wordbook.NEVER | wordbook.tokens("مو nothing no havent hasn't hasnt")
_ANSWER: Final = wordbook.tokens(
    "شي شيء اي أي حاجة حاجه رد ردكم الرد جواب جوابكم الجواب رسالة رسالتكم الرسالة منكم للحين الى الى الآن الان حتى بعد لسه لسا "
    "والله يا اخوي "
    "لي علي عندي i me to any anything yet still your a the from you reply answer message response have has did shay shi "
    "lel7een ll7een radd rad"
)
"""What has not come to a member, as far as it is only our answer to him."""


def agrees(text: str) -> bool:
    """Tell whether the message only says yes: «اي نعم صح», "yes, they are all correct"."""
    return words.made_of(text, _YES, _OF_ALL)


def begins_agreeing(text: str) -> bool:
    """Tell whether a few words begin with a yes: «اي سكروها», "yes please, thanks"."""
    said = words.told(text)
    return bool(said) and said[0] in _YES and len(said) <= _FEW and not any(mark in text for mark in "؟?")


def takes_up(text: str) -> bool:
    """Tell whether the message says yes to an offer, and perhaps that he wants it: «ايه ابغى»."""
    return words.made_of(text, _YES, wordbook.WANT | _APPLYING)


def takes_up_plainly(text: str) -> bool:
    """Tell whether the message says a yes that is no mere "all right", and perhaps that he wants it: "yes please"."""
    return words.made_of(text, _PLAIN_YES, wordbook.WANT | _PLAIN_YES)


def affirms(text: str) -> bool:
    """Tell whether few words say that what was shown is right, and nothing against it: «كل البيانات صحيحة», "all good"."""
    said = words.told(text)
    said = said[2:] if said[:2] == ("لا", "خلاص") else said
    right = len(said) <= _FEW and not _RIGHT.isdisjoint(said) and _NOT_RIGHT.isdisjoint(said)
    return right and not words.asks(text) and not any(map(str.isdecimal, text))


def insists(text: str) -> bool:
    """Tell whether a member who was told that a number looks wrong only says that it is right: «متأكد منه», "I'm sure"."""
    return agrees(text) or words.made_of(text, _SURE | _YES, _OF_IT | _OF_ALL)


def edits(text: str) -> bool:
    """Tell whether the message only says that he wants to change an answer: «ابغى اعدل», "I want to change something"."""
    return words.made_of(text, _EDITING, WISHED | _ANY_OF_IT | wordbook.WANT) and not words.asks(text)


def doubts(text: str) -> bool:
    """Tell whether the message only asks whether that is so: «متأكد؟», "are you sure about that?"."""
    if _OF_DOUBT.isdisjoint(words.told(text)):
        return False
    mark = next((at for at, sign in enumerate(text) if sign in "؟?"), 0)
    reasons = words.told(text[mark + 1 :])[:1]
    return bool(mark) and words.made_of(text[:mark], _OF_DOUBT, _OF_IT | _YOU) and (not reasons or reasons[0] in _BECAUSE)


def pauses(text: str) -> bool:
    """Tell whether the message only says that he goes on later: «بعدين اكمل معكم», «مو الحين», "not now, later thanks"."""
    beside = GOING_ON | ALREADY_BEGUN | WISHED | _AT_LATER | _NOW | _NOT_NOW | _PUT_OFF | particles.NOT | wordbook.THANKING
    denied = not (particles.NOT | frozenset({"مشغول", "busy"})).isdisjoint(words.told(text))
    return (words.made_of(text, _LATER, beside) or (denied and words.made_of(text, _NOW, _NOT_NOW))) and not words.asks(text)


def greets(text: str) -> bool:
    """Tell whether the message only greets or wishes well, whomever it calls so: «السلام عليكم ورحمة الله يا ولدي», «آمين»."""
    said = tuple(dropwhile("يا".__eq__, words.told(text)))
    begun = bool(said) and (said[0] in _SALAM or said[0] in wordbook.GREETED["well"]) and said not in _ONLY_HOW
    greeted = begun and all(word in _SALAM or word in _DEAR or word in wordbook.GREETED["well"] for word in said)
    return greeted or words.is_one_of(text, sayings.WISHES)


def calls(text: str) -> bool:
    """Tell whether the message only asks if anybody is there: "u there?", «فيه احد؟»."""
    if words.made_of(text, _WHERE_YOU_ARE, _DEAR | _ANYBODY | _GONE):
        return True
    return words.made_of(text, _THERE, _ANYBODY) and words.asks(text)


def leaves(text: str) -> bool:
    """Tell whether the message only takes leave: «مع السلامة», "bye for now"."""
    return words.made_of(text, _LEAVE, _TAKING_LEAVE)


def only_begins(text: str) -> bool:
    """Tell whether a message breaks off before it says anything: «انا», «طيب انا»."""
    return words.made_of(text, _ONESELF, _FIRST)


def laughs(text: str) -> bool:
    """Tell whether there is nothing but laughter, or that it was a joke: «ههههه», "haha just kidding"."""
    return bool(_LAUGHTER.fullmatch(text.strip())) or words.made_of(_LAUGHTER.sub(" ", text), _JOKING, _ONESELF | _ONLY_JOKING)


def wants_nothing_more(text: str) -> bool:
    """Tell whether the message only says that this was all: "that's all", "nothing else, thanks", «هذا كل شي»."""
    whole = words.made_of(text, _WHOLE, _IS_WHOLE | _ABOUT_WHOLE | wordbook.POLITE)
    return whole and not _IS_WHOLE.isdisjoint(words.told(text)) and not words.asks(text)


def introduces(text: str) -> bool:
    """Tell whether the message greets and says who writes, or says his name: «السلام عليكم معك أبو فهد», "Hello, I'm Ahmed"."""
    said = words.told(text)
    rest = list(dropwhile(lambda word: word in _SALAM or word in _DEAR, said))
    name = list(dropwhile(_INTRODUCING.__contains__, rest))
    greeted, named = len(rest) < len(said), not _NAMING.isdisjoint(rest)
    return (greeted or named) and 0 < len(name) <= _MOST_INTRODUCED and len(name) < len(rest) and not words.asks(text)


def struggles(text: str) -> bool:
    """Tell whether the writer says that he finds it hard: «ماعرف اكتب زين انا رجال كبير»."""
    said = words.told(text)
    hard = any(first in _UNABLE and then in _WRITING for first, then in pairwise(said))
    return hard and _ANOTHER.isdisjoint(said) and not words.asks(text)


def got_nothing(text: str) -> bool:
    """Tell whether the message only says that no answer has come: «للحين ما وصلني شي», "I didn't get anything"."""
    return words.made_of(text, wordbook.COMING, _NONE | _ANSWER) and not _NONE.isdisjoint(words.told(text))


def asks_arrival(text: str) -> bool:
    """Tell whether the whole message asks if something sent has arrived: «وصلكم؟», "did you get my photo"."""
    return any(mark in text for mark in "؟?") and words.made_of(text, _HERE, _SENT)
