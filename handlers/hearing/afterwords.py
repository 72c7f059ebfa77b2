"""Short remarks after a matter was settled: that all is well, or nothing is; a rating, none, or later. Pure; knows no state.

Only whole messages count, as in `handlers.hearing.words`.
"""

from itertools import pairwise
from typing import Final

from faq import sentence
from handlers.hearing import particles, sayings, waiting, wordbook, words

_RATING: Final = wordbook.tokens(
    "اقيم أقيم أقيّم تقييمي التقييمات تقييمات ratings تقييم التقييم اقيمكم أقيمكم تقييمكم rate rating score a8ayem agayem"
)
_RATHER_NOT: Final = wordbook.tokens("rather prefer pass skip أفضل افضل بدون")
_OF_RATHER: Final = wordbook.tokens(
    "i d would not to no this time on it that if you don mind thanks thank we ll الحين الآن لو والله مالي خلق طيب عن ألا الا"
)
_DOUBTING: Final = wordbook.tokens("ادري أدري اعرف أعرف كم know sure how وصلني وصل got received")
_FEW, _SEVERAL = 5, 8
_LATER: Final = particles.LATER | wordbook.tokens("soon")
_TIME: Final = wordbook.tokens("وقت فاضي فاضية time free")
_BETTER: Final = wordbook.tokens(
    "يعني تعني معنى معناه mean means الاحسن الأحسن الافضل الأفضل احسن أحسن افضل أفضل اعلى أعلى ممتاز اقل أقل اسوأ أسوأ best "
    "better highest lowest worst good excellent top"
)
_OR: Final = wordbook.tokens("ولا او أو ام or wala wela")
_NOT_NOW: Final = particles.NOT | wordbook.tokens("الحين الان الآن هلا هلق دحين now right اليوم today this moment")
_SCALE: Final = wordbook.tokens("1 2 3 4 5 واحد الواحد خمسة الخمسة one five نجمة نجوم star stars")
_SETTLED: Final = wordbook.SETTLED | wordbook.tokens("اشتغل اشتغلت شغال شغالة تصلح تصلحت انصلح انصلحت works working")
_IDIOMS: Final = frozenset(
    (first, then)
    for first, others in (
        ("ما ma", "قصرتوا قصرتو قصرت قصرتم قصر شاء شاالله gassartoo gasart"),
        ("لا", "باس بأس"),
        ("no", "problem"),
    )
    for first in wordbook.tokens(first)
    for then in wordbook.tokens(others)
)
GLAD: Final = wordbook.tokens(
    "قصرتوا قصرتو قصرت قصرتم الحمد الحمدلله يجزاكم يجزاك جزاكم جزاك يعطيكم يعطيك مشكورين مشكور شكرا تسلمون تسلم thanks thank "
    "thx shukran"
)
_OWN_MATTER: Final = wordbook.tokens("اقتراح أقترح اقترح مقترح شكوى أشتكي اشتكي suggestion suggest complaint complain")
_WHETHER: Final = wordbook.tokens("هل is are has did hal")
_AGREED: Final = particles.YES | wordbook.tokens("تمام tamam")
NOT_ALL: Final = particles.NOT | wordbook.tokens(
    "ليس ليست ولا محد بس لكن ولكن الا إلا نص نصها نصف جزء باقي للحين لسه لسا مازال مازالت زالت زال but yet still only half "
    "except part partly never isn wasn hasn didn doesn aren nothing"
)
"""With these not all of it is settled."""
_MENDING: Final = wordbook.tokens(
    "صلح صلحوا صلحو صلحه صلحها سوى سووا سوا عمل عملوا حل حلوا ضبط نفع اشتغل اشتغلت تصلح انصلح خلص كمل لقى عرف قدر fix fixed "
    "solve solved mend help work"
)
_BACK: Final = wordbook.tokens("رجع رجعت عاد عادت again")
"""Behind a yes these are well too."""

_OBJECTING: Final = wordbook.tokens(
    "اعترض أعترض نعترض معترض اعتراض اعتراضي الاعتراض اعتراضا أتظلم اتظلم نتظلم تظلم التظلم تظلمي أستأنف استأنف استئناف "
    "الاستئناف اطعن أطعن طعن الطعن appeal appealing object objection contest challenge dispute overturn overrule reconsider "
    "a3tared a3tare9 atthallam atzallam"
)
_REVIEWING: Final = wordbook.tokens(
    "يراجع يراجعه يراجعها تراجع تراجعون تراجعوا راجعوا مراجعة النظر نظر نهائي نهائيا اشتكي أشتكي ظالم review reviewed "
    "reverse reversed revisit change final disagree unfair"
)
"""Together with a decision these object to it."""
_AGREEING: Final = wordbook.tokens(
    "مقتنع مقتنعة راضي راضية موافق موافقة اقبل أقبل اقبله قابل عادل agree accept satisfied happy fair convinced"
)
"""Together with a decision and a no these do."""
_DECIDED: Final = wordbook.tokens(
    "القرار قرار قراركم قرارهم هالقرار بالقرار للقرار بقراركم الرفض رفض رفضكم رفضهم هالرفض بالرفض decision refusal rejection "
    "refused rejected النظر"
)
_OTHERWISE: Final = wordbook.tokens("غير م cannot can't cant")
_OF_OBJECTING: Final = (
    particles.NOT
    | _OTHERWISE
    | particles.WHERE_WHAT
    | particles.NO
    | wordbook.OWN
    | wordbook.WANT
    | wordbook.ABLE
    | wordbook.tokens(
        "انا أنا طيب طب يعني هل كيف وين فين لمين مين من هو هي على عليه عليها عن في فيه فيها هذا هذه هذي ذا احد أحد حد شخص "
        "لجنة اللجنة لي لنا يحق حقي حق يصير ينفع يمدي فرصة مجال طريقة طريق ارفعه ارفع أرفع اقدم أقدم اعيدوا أعيدوا اعادة "
        "إعادة تعيدون تعيدوا له عند ثاني ولا خلاص agdar a8dar kaif keef to i do does would could is are am i'm there any way "
        "this that it its against your their someone somebody anyone who whom where my with of have has right file make be "
        "been committee committee's so me you for about if what i'd d an اذا إذا لو وش واذا وإذا"
    )
)
_STILL: Final = wordbook.tokens("للحين للان لسا لسه لسى لساته مازال still")
_BROKEN: Final = wordbook.tokens(
    "مكسر مكسره مكسور مكسوره خربان خربانه عطلان معطل يهرب تهرب ينقط تنقط يسرب وصخ مسدود broken leaking dark dirty blocked"
)
_CHANGED: Final = wordbook.tokens("غيرت غيروا غيروها غيره غيرها بدلت بدلوها عدلت عدلوها change changed ghayyart")
_MOST_CHANGED: Final = 10
"""Words of a message that changes the score; a longer one tells of the service."""


def objects(text: str) -> bool:
    """Tell whether the whole message only says, or asks how, to object to a decision that it does not name further."""
    if sentence.wishes_not(text):
        return False
    said = words.told(text)
    judging = frozenset() if _DECIDED.isdisjoint(said) else _REVIEWING | (_AGREEING if _denies(said) else frozenset())
    return words.made_of(text, _OBJECTING | judging, _OF_OBJECTING | _DECIDED)


def _denies(said: tuple[str, ...]) -> bool:
    return not (particles.NOT | _OTHERWISE).isdisjoint(said)


def literal(text: str) -> tuple[str, ...]:
    """Give the words of a message without those that deny nothing: «ما قصرتوا» praises."""
    said = words.told(text)
    praised = {at for at, pair in enumerate(pairwise(said)) if pair in _IDIOMS}
    return tuple(word for at, word in enumerate(said) if at not in praised)


def says_settled(text: str) -> bool:
    """Tell whether a message says that a matter is settled, in whatever words, and takes nothing of it back."""
    said = literal(text)
    if words.asks(text) or not NOT_ALL.isdisjoint(said):
        return False
    agreed = 1 < len(said) <= _FEW and said[0] in _AGREED  # «ايوه رجع»
    glad = len(said) <= _SEVERAL and not GLAD.isdisjoint(said) and not words.wishes(text)  # «الله يجزاكم خير راحت الريحه»
    return agreed or (_BACK.isdisjoint(said) and (glad or not _SETTLED.isdisjoint(said)))


def denies_mending(text: str) -> bool:
    """Tell whether words say that whoever came, or what was done, mended nothing: «السباك جا وما صلح شي», «للحين مكسر»."""
    pairs = tuple(pairwise(words.told(text)))
    return any(first in _STILL and then in _BROKEN for first, then in pairs) or any(
        (first in particles.NOT or first.removeprefix("و") in particles.NOT) and then in _MENDING for first, then in pairs
    )


def declines_rating(text: str) -> bool:
    """Tell whether the message only says that he does not want to rate: «لا شكراً», «ما احب التقييمات», "I'd rather not"."""
    said = words.told(text)
    plain = words.is_one_of(text, sayings.NO | sayings.SKIP)
    if plain or words.made_of(text, _RATHER_NOT, particles.NOT | _RATHER_NOT | _OF_RATHER):
        return True
    unsure = doubts(text) or any(map(str.isdecimal, text)) or words.asks(text)
    return len(said) <= _SEVERAL and not (unsure or particles.NOT.isdisjoint(said) or _RATING.isdisjoint(said))


def names_rating(text: str) -> bool:
    """Tell whether a message speaks of a rating."""
    return not _RATING.isdisjoint(words.told(text))


def doubts(text: str) -> bool:
    """Tell whether a message says that its writer does not know."""
    return not _DOUBTING.isdisjoint(words.told(text))


def only_names_rating(text: str) -> bool:
    """Tell whether a few words say that a rating is meant: «هذا تقييم الاولى»."""
    return len(words.told(text)) <= _FEW and names_rating(text) and not words.asks(text)


def rates_later(text: str) -> bool:
    """Tell whether a few words put a rating off: «بعدين اقيم», "I'll rate later", «ما عندي وقت الحين»."""
    said = words.told(text)
    busy = (
        len(said) <= _SEVERAL
        and not (_TIME.isdisjoint(said) or particles.NOT.isdisjoint(said))
        and waiting.ENDURING.isdisjoint(said)
    )
    not_now = bool(said) and not particles.NOT.isdisjoint(said[:1]) and len(said) > 1 and all(word in _NOT_NOW for word in said)
    return not words.asks(text) and (busy or not_now or (only_names_rating(text) and not _LATER.isdisjoint(said)))


def asks_if_settled(text: str) -> bool:
    """Tell whether a few words ask if a matter is settled: «يعني خلاص انتهت؟», "is it solved?"."""
    said = words.told(text)
    whether = said[:1] and (said[0] in _WHETHER or not words.begins_asking(text))
    return bool(whether) and any(mark in text for mark in "؟?") and len(said) <= _FEW and not _SETTLED.isdisjoint(said)


def asks_of_scale(text: str) -> bool:
    """Tell whether a few words ask which score is the better: "is 1 the best or 5?", «الخمسة احسن ولا الواحد؟»."""
    said = words.told(text)
    asks = words.asks(text) or not _OR.isdisjoint(said)
    return asks and len(said) <= _SEVERAL and not (_BETTER.isdisjoint(said) or _SCALE.isdisjoint(said))


def names_matter(text: str) -> bool:
    """Tell whether a message says that it suggests or complains: «على فكرة عندي اقتراح ...»."""
    return not _OWN_MATTER.isdisjoint(words.told(text))


def changes_score(text: str) -> bool:
    """Tell whether a few words behind a rating say that it is to be another: «غيرت رايي خلها ٥ سالم ماقصر»."""
    said = words.told(text)
    return len(said) <= _MOST_CHANGED and not _CHANGED.isdisjoint(said) and not words.asks(text)
