"""What is said of doing something of one's own: beginning it, going on with it, having told all, taking it back. Pure.

Only whole messages count, as in `handlers.hearing.words`.
"""

import re
from itertools import pairwise
from typing import Final

from handlers.hearing import manners, particles, remarks, sayings, turnings, wordbook, words

_ALL_TOLD: Final = wordbook.tokens(
    "كل all ارسل أرسل ارسلي ارسلوا ersel arsil arsel arselha irsel كذا كدا كده كفاية يكفي ارسلها ارسله أرسلها أرسله ارسلوها "
    "ارفعها ارفعه قدمها سجلها send submit enough done bas"
)
_AND_SEND: Final = wordbook.tokens(
    "بس فقط هذا هذي كل شي شيء اللي عندي خلاص نعم ايوه ايه اي طيب تمام يلا الشكوى شكواي الاقتراح الطلب الآن الحين yes ok okay "
    "it that's all that is i am the complaint now just"
)
_ONLY: Final = wordbook.tokens("بس فقط bas")
_MERELY: Final = wordbook.tokens("just only مجرد حبيت")
_MORE: Final = wordbook.tokens(
    "زيادة زياده اضافة اضافه غيره غيرها غير ثاني شي شيء تفاصيل التفاصيل details detail tafaseel more else further"
)
_NOTHING: Final = wordbook.tokens("لا ما مو ليس ماعندي مافي مافيه مالي ولا no nothing not")
_QUITTING: Final = wordbook.tokens("وقف وقفوا اوقف كنسل كنسلوا بلاش الغ الغي الغوا stop quit cancel enough")
_ASKED_FOR: Final = wordbook.tokens("طلبت طلبته قدمت اقصد أقصد ask asked apply")
"""What somebody did not do who finds himself in a form."""
_WAS, _ASKING = wordbook.tokens("كنت was"), wordbook.tokens("اسأل أسأل اسال استفسر أستفسر سؤال استفسار asking wondering")
_EVERYTHING: Final = wordbook.tokens("كل شي شيء all of everything")
BEGINNING: Final = wordbook.tokens(
    "اقدم أقدم نقدم اسجل أسجل نسجل ابدا ابدأ نبدا نبدأ ابدوا بدايه يلا سجلني سجلوني سجل سجلي سجلوا سجلنا سجلونا سجلوني قدم "
    "قدمي قدموا قدملي قدمولي start begin ready nebda abda ebda yalla yallah"
)
_ANYTHING: Final = wordbook.tokens("ابدا ابدأ نبدا نبدأ ابدوا begin nebda abda ebda")
"""What is said to begin whatever it is."""
_FOR_ME: Final = wordbook.tokens("لي لنا معي معاي معنا عليه على me please ma3i")
_BESIDE_BEGINNING: Final = (
    remarks.GOING_ON | remarks.ALREADY_BEGUN | wordbook.AGREEING | wordbook.BLESSING | wordbook.BLESSED | _FOR_ME
)
_NOT_GOING_ON: Final = wordbook.tokens("ما مابي ma mabi dont don't")
_MATTER: Final = wordbook.tokens(
    "أشتكي اشتكي اشكي شكوى الشكوى شكواي أقدم اقدم تقديم أسجل اسجل أرفع اقتراح أقترح الطلب طلب file complain complaint suggest "
    "suggestion request"
)
_BESIDE_QUITTING: Final = (
    remarks.DONE_WITH | particles.NOT | _MATTER | remarks.WISHED | _EVERYTHING | remarks.GOING_ON - wordbook.tokens("كمل كملوا")
)
_ASKED_ABOUT: Final = wordbook.tokens(
    "اعترض أعترض انسحب أنسحب اتنازل أتنازل اشترك أشترك ابيع أبيع appeal object withdraw transfer join"
)
"""What is asked about, and may then not be done after all: «ما ابغى اعترض خلاص»."""
_LET_BE: Final = wordbook.tokens(
    "بفكر افكر أفكر نفكر اجرب أجرب تجربة اختبر testing test nevermind mind forget worries later بعدين ba3deen ba3dain لاحقا "
    "5alas khalas انسى انس انساه انسها يهم يهمك هم تشيل خلاص"
)
_LETTING: Final = wordbook.tokens(
    "كنت بس فقط قاعد tayeb tayyeb 6ayeb 6ayb was only i'm im i am la maybe وقت ثاني ان شاء الله لا ما مو ولا عليك عليكم خلاص "
    "طيب الموضوع السالفة الطلب كلامي اللي قلته يا اخي it never no not ok okay thanks thank you about that this just sorry "
    "please what i said all good"
)
_ASTRAY: Final = re.compile(
    r"\bwrong (?:number|chat|person|group)\b|\b(?:sent|message|texted)\b.*\bby (?:mistake|accident)\b|\bmeant for (?:someone"
    r"|somebody) else\b"
    r"|\b(?:غلطت|غلطان|غلطانه) (?:ب|في )?(?:ال)?(?:رقم|محادثه|قروب)\b|(?:رسل|وصل)\w* بالغلط\b|\b(?:الرساله|المحادثه) (?:مو"
    r"|مهي|مب|ليست) لكم\b"
)
_BY_ITSELF: Final = wordbook.tokens(
    "لا خلاص الحمد لله لله بنفسي لحالي لحالها المشكلة مشكلتي الموضوع موضوعي الشكوى شكواي الطلب طلبي المعاملة تم تمت قد عندي كل "
    "شي شيء مشكورين شكرا شكراً طيب تمام "
    "الحين ألحين دحين الان الآن now يعطيكم يعطيك العافية no never mind nevermind it i is was has been it's its the problem "
    "issue matter complaint request myself now already got ok thanks thank you all by itself"
)
_UNSETTLED: Final = wordbook.tokens("ما لم مو not isn't")
_ENOUGH, _ON_YOU = wordbook.tokens("خلاص 5alas khalas"), wordbook.tokens("عليك عليكم")
_STOP_WORDS: Final = 8
_ASTRAY_WORDS: Final = 6


def takes_back(text: str) -> bool:
    """Tell whether a member asked for his words only says that he has none after all: «خلاص غيرت رأيي», «ما ابي اشتكي»."""
    return words.made_of(text, remarks.DONE_WITH, particles.NOT | _MATTER | remarks.WISHED) or withdraws(text)


def abandons(text: str) -> bool:
    """Tell whether a member in a form only says that he stops: «وقف خلاص ما ابي», "stop, I don't want this any more"."""
    return (
        takes_back(text)
        or _goes_no_further(text)
        or _stops_at_once(text)
        or words.made_of(
            text, remarks.DONE_WITH - _ENOUGH, particles.NOT | _MATTER | remarks.WISHED | _ENOUGH | sayings.ACKNOWLEDGED
        )
        or (len(words.told(text)) > 1 and words.made_of(text, _QUITTING, _BESIDE_QUITTING))
    )


def _stops_at_once(text: str) -> bool:
    """Tell whether a few words stop, or say that this was never asked for: «وقف، انا ما طلبت اقدم», «كنت بس اسأل»."""
    said = words.told(text)
    first = wordbook.SENTENCE.split(text)[0]
    stops = words.made_of(first, _QUITTING, remarks.DONE_WITH | particles.NO) and len(first) < len(text.rstrip(" .!"))
    asked_not = any(one in particles.DENYING and then in _ASKED_FOR for one, then in pairwise(said))
    only_asked = not _WAS.isdisjoint(said) and words.made_of(text, _ASKING, _LETTING | _WAS)
    return len(said) <= _STOP_WORDS and not words.asks(text) and (stops or asked_not or only_asked)


def _goes_no_further(text: str) -> bool:
    """Tell whether the message only says that he does not go on: "ma abi akammel"; «لا كمل» says that he does."""
    known = remarks.ALREADY_BEGUN | remarks.WISHED | remarks.DONE_WITH | particles.NOT | _QUITTING
    return not (_NOT_GOING_ON.isdisjoint(words.told(text)) or words.asks(text)) and words.made_of(text, remarks.GOING_ON, known)


def goes_on_telling(text: str) -> bool:
    """Tell whether the message only says that more is to come of a complaint or suggestion: «نكمل الشكوى»."""
    return goes_on(text) or words.made_of(text, remarks.GOING_ON, remarks.ALREADY_BEGUN | _MATTER)


def has_said_all(text: str) -> bool:
    """Tell whether the message only says that all is told, and may be passed on: «بس كذا», «ايوه ارسلها», «لا مافي زيادة»."""
    nothing_more = not _NOTHING.isdisjoint(words.told(text)) and words.made_of(
        text, _MORE, _NOTHING | _AND_SEND | remarks.WISHED
    )
    only = len(words.told(text)) > 1 and words.made_of(
        text, _ONLY, _ALL_TOLD | _AND_SEND | particles.NO
    )  # «بس هذا», «لا بس كذا»
    return nothing_more or only or words.made_of(text, _ALL_TOLD, _AND_SEND) or remarks.wants_nothing_more(text)


def drops(text: str) -> bool:
    """Tell whether the message only says that a matter is to be dropped or is settled, perhaps after second thoughts."""
    parts = [part for part in wordbook.SENTENCE.split(text) if part.strip()]
    dropped = [_drops(part) for part in parts]
    beside = (
        gives_up(part) or manners.acknowledges(part) or turnings.takes_back(part)
        for part, known in zip(parts, dropped, strict=True)
        if not known
    )
    return _drops(text) or (any(dropped) and all(beside))


def _drops(text: str) -> bool:
    return words.calls_off(text) or withdraws(text) or is_settled(text)


def goes_on(text: str) -> bool:
    """Tell whether the message only says to go on with what was begun: «طيب كمل», «نكمل الطلب», "let's continue"."""
    return words.is_one_of(text, sayings.RESUME) or words.made_of(text, remarks.GOING_ON, remarks.ALREADY_BEGUN)


def begins(text: str) -> bool:
    """Tell whether the message only says to begin: «طيب ابدأ», "ok start", «يلا سجلني»; «لا ما ابغى اسجل» does not."""
    return words.made_of(text, BEGINNING, _BESIDE_BEGINNING) and particles.DENYING.isdisjoint(words.told(text))


_IT: Final = ("ها", "هم", "ه")
"""How a wish ends that says «it» of what is wished for."""


def only_begins(text: str) -> bool:
    """Tell whether the message says to begin, and not what: «طيب ابدأ», beside «سجلني» and «ابدأ من جديد»."""
    return words.made_of(text, _ANYTHING, _BESIDE_BEGINNING) and not words.is_one_of(text, sayings.RESTART)


def gives_up(text: str) -> bool:
    """Tell whether the message only says that a wish is no more, in more than «خلاص»: «بطلت», «خلاص ما ابي»."""
    said = tuple(map(_without_it, words.told(text)))
    wished_not = any(first in particles.NOT and then in wordbook.WANT for first, then in pairwise(said))
    given_up = remarks.DONE_WITH if wished_not else remarks.DONE_WITH - _ENOUGH
    beside = particles.NOT | _MATTER | _ASKED_ABOUT | remarks.WISHED | _ENOUGH | wordbook.AGREEING
    return words.made_of(" ".join(said), given_up, beside)


def _without_it(word: str) -> str:
    """Take off a wish what is wished for: «ابي» of «ابيه»."""
    bare = next((word.removesuffix(it) for it in _IT if word.endswith(it)), word)
    return bare if bare in wordbook.WANT else word


def withdraws(text: str) -> bool:
    """Tell whether the message only says that a matter is not wished for, and names it: «لا خلاص ما ابي اشتكي»."""
    denied = not (particles.NOT | remarks.DONE_WITH).isdisjoint(words.told(text))
    return denied and words.made_of(text, _MATTER, particles.NOT | remarks.DONE_WITH | remarks.WISHED) and not words.asks(text)


def lets_be(text: str) -> bool:
    """Tell whether the message only says that nothing need be done: «خلاص ما عليك», "never mind"; or that it was only asked."""
    said = words.told(text)
    if _only_asked(said):
        return True
    if not all(word in _LET_BE or word in _LETTING or word in wordbook.POLITE for word in said):
        return False
    return any(
        (first in particles.NOT and then in _ON_YOU) or then in _LET_BE - _ENOUGH for first, then in pairwise(["", *said])
    )


def _only_asked(said: tuple[str, ...]) -> bool:
    """Recognise a denial behind which he says that he was only asking: «لا ما تأخرت بس اسأل»."""
    *before, only, asking = ("", "", *said)
    denied = not (particles.NOT | particles.NO).isdisjoint(before)
    ends = only in _ONLY | _MERELY and asking in _ASKING
    return denied and ends and len(before) <= _STOP_WORDS and wordbook.WANT.isdisjoint(before)


def goes_astray(text: str) -> bool:
    """Tell whether a message only says that it was meant for somebody else: «الرسالة مو لكم», "sorry, wrong number"."""
    said = " ".join(words.told(text))
    return bool(_ASTRAY.search(said)) and len(said.split()) <= _ASTRAY_WORDS and not words.asks(text)


def is_settled(text: str) -> bool:
    """Tell whether the message only says that a matter is settled: «خلاص حليتها بنفسي», "no longer needed, it's solved"."""
    return _UNSETTLED.isdisjoint(words.told(text)) and words.made_of(text, wordbook.SETTLED, _BY_ITSELF)
