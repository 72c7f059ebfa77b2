"""Scores in words: «٤ من ٥ بس تأخرتوا», "I'd say 4", «خمس نجوم», «ممتاز والله», stars. Pure; knows no state.

Must not guess: a number or a judgement that may be about something else is read, and told to be unsure.
"""

# ruff: noqa: E501 - lists of words read best in wide lines

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from faq import normalise
from handlers.hearing import particles, wordbook, words

LOWEST: Final = 1
HIGHEST: Final = 5
_STAR: Final = "⭐★🌟"
_NUMBERS: Final = {
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
_JUDGED: Final = {
    normalise.key(word.replace("_", " ")): score
    for score, said in {
        5: "ممتاز ممتازة ممتازين رائع رائعة excellent perfect great amazing mumtaz momtaz",
        4: "جيد_جدا جيدة_جدا حلو كويس_جدا very_good good",
        3: "جيد جيدة متوسط متوسطة عادي عادية مقبول مقبولة كويس average ok okay okey fair",
        2: "ناقص دون_المتوسط below_average",
        1: "ضعيف ضعيفة ضعيف_جدا سيء سيئة سيئ سيئ_جدا سيئة_جدا زفت خايس خايسة أسوأ bad very_bad poor very_poor weak terrible awful worst horrible say2",
    }.items()
    for word in said.split()
}
_OUT_OF: Final = wordbook.tokens("من على ع اصل out of men min over")
_STARS: Final = wordbook.tokens("نجوم نجمات نجمه نجمة star stars njoom nejoom najma nejma")
_A_STAR: Final = wordbook.tokens("نجمة najma nejma")
_TWO_STARS: Final = wordbook.tokens("نجمتين نجمتان")
_NOT: Final = particles.NOT | wordbook.tokens("غير never")
_GIVING: Final = wordbook.tokens(
    "اعطيكم أعطيكم اعطيك اعطيه بعطيكم بعطيك أمنحكم اقيمكم بقيمكم تقييمي تستاهلون تستاهل يستاهل يستاهلون تستحقون give rate rating a3teekom"
)
"""What gives a score, whatever stands before it: «شفته ممتاز تستاهلون ٥»."""
_PARTED: Final = frozenset("،,.؛;:!-—()\n")
_AROUND: Final = (
    wordbook.tokens(
        "اعطيكم اعطيك اعطيه اعطيها نعطيكم بعطيكم بعطيك بعطيه عطيتكم عطيتك أمنحكم امنح اقيمكم أقيم اقيمها اقيمه بقيمكم تقييمي التقييم تقييم تقيمي بتقييم لخدمتكم للخدمة الخدمة خدمتكم خدمة درجتي درجة "
        "الدرجة هي هو يعني طيب والله ب انا أقول بقول نقول احط بحط حط حطوا لكم لك عليكم عليه نعم ايوه ايه اوكي تقريبا مثلا تستاهلون تستاهل يستاهل يستاهلون تستحقون يستحق نتيجتي النتيجة سجلوا سجل اكتبوا اكتب عندي مني "
        "كان كانت كل شي شيء كله الموظف الموظفة موظفكم تعامله التعامل تعاملكم تجربتي التجربة بشكل عام عموما أظن اظن اعتقد ممكن الحمد لله الله خلاص بس فقط نقاط درجات مرة جدا صراحة بصراحة خدمه بكل تقدير العلامة علامة كاملة "
        "ok okay i id ill would will say give you it a an solid my rating is rate the service score probably maybe about around from me let lets go with well so hmm um for this that thats to overall was were its "
        "experience guess think officer your points please only really honestly just very all everything was been be as we then so fine alright sure definitely اكيد أكيد plus وزيادة زيادة gives d s ll m re taqyeemi ta8yeemi a3teekom 3ateekom walla wallah"
    )
    | wordbook.POLITE
    | wordbook.tokens("شكرا لكم مشكورين مشكور thanks thank you shukran")
)
"""What may stand around a score that says nothing else."""
_CHANGING: Final = wordbook.tokens(
    "خلوها خلها خليها خلوه خله خليه غيروها غيرها غيروه غيره بدلوها بدلها عدلوها عدلها اجعلوها اجعلها قصدي اقصد أقصد make change set mean meant actually rather instead khalliha khaliha 5alleha khalleeha بدل اغير أغير اعدل أعدل تغيير تعديل"
)
_CHANGED: Final = wordbook.tokens(
    "لا la no it that to my the rating sorry عفوا اسف آسف معليش الى إلى wait لحظة i و wala can could we may please ممكن اقدر أقدر ابي أبي ابغى أبغى هل"
)
"""What stands before a score that is to replace another."""
_BEHIND: Final = wordbook.tokens(
    "بس لكن ولكن لان لأن لأنه لأنها لأنكم لأنهم لاني عشان علشان والله شكرا وشكرا مشكور مشكورين يعطيك يعطيكم الله مع but because cuz bc as and thanks thank though since bs shukran 3ashan lakin 3shan و"
)
"""What begins the words behind a score."""
_PIECES: Final = re.compile(rf"[0-9]+|[{_STAR}]\ufe0f?|[^\W\d_](?:[^\W_]|[\u0640\u064b-\u0652])*|/|[،,.؛;:!—()\n-]")
_OF_TIME: Final = wordbook.tokens(
    "يوم ايام أيام يومين اسبوع أسابيع اسابيع شهر شهور أشهر اشهر سنة سنين سنوات ساعة ساعات دقيقة دقايق دقائق مرات مره مرة ريال اشخاص غرف شقق day days week weeks month months year years hour hours minute minutes times riyals people rooms flats"
)
"""What is counted by a number that is no score, where it stands behind it."""
_NUMBERED: Final = wordbook.tokens(
    "رقم الشقة شقة الدور دور عمارة العمارة المبنى مبنى غرفة من قبل الساعة ساعة بلوك building flat apartment floor number no room block unit since after for صار"
)
"""What has a number that is no score, where it stands in front of it."""
_MOST_UNSURE: Final = 8
"""Words of a message in which an unclear number may still be meant as a score."""
_SHORTENED: Final = 10
"""The other scale on which people rate."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A score that stands in a message."""

    score: int
    sure: bool
    """It can mean nothing else."""
    beside: str = ""
    """What is said beside it."""
    counted: bool = True
    """It is a number, or stars, and no judgement such as «ممتاز»."""
    scaled: bool = False
    """It stands on its scale: «٤ من ٥», «خمس نجوم»."""
    instead: bool = False
    """It is to replace another: «لا خلوها 3»."""


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    after: int
    score: int
    scaled: bool
    counted: bool = True


def whole(text: str) -> int | None:
    """Read a message that is nothing but a score; a number out of range is given as it is."""
    plain = normalise.digits(text[:50]).strip()
    if alone := re.fullmatch(r"([0-9]{1,3})[\s.!]*", plain):
        return int(alone[1])
    pieces, keys = _pieces(plain)
    found = list(_scores(keys, pieces))
    said = [at for at, piece in enumerate(pieces) if piece not in _PARTED]
    if found and all(any(each.first <= at < each.after for each in found) for at in said):
        return found[0].score if len({each.score for each in found}) == 1 else None  # «5 ممتاز» says it twice
    return None


def read(text: str) -> Reading | None:
    """Read the score that a message holds, be it out of range; None where there is none, or more than one."""
    pieces, keys = _pieces(text[: normalise.LIMIT])
    found = _meant(list(_scores(keys, pieces)))
    if found is None:
        return None
    lead = [key for key, piece in zip(keys[: found.first], pieces, strict=False) if piece not in _PARTED]
    changes = not _CHANGING.isdisjoint(lead) and all(key in _CHANGING | _CHANGED | _AROUND for key in lead)
    plain_lead = changes or all(key in _AROUND or (found.counted and key in _JUDGED) for key in lead)
    given = bool(lead) and lead[-1] in _GIVING
    denied = bool(lead) and not changes and any(key in _NOT for key in lead[-2:])
    rest = keys[found.after :]
    closed = not rest or pieces[found.after] in _PARTED or keys[found.after] in _BEHIND
    bare = all(key in _AROUND or piece in _PARTED for key, piece in zip(rest, pieces[found.after :], strict=True))
    sure = not denied and _is_sure(found, plain_lead=plain_lead or given, closed=closed, bare=bare, began=not lead)
    if words.asks(text) and not (sure and found.counted and closed):
        sure = False
    if not sure and (words.asks(text) or len(keys) > _MOST_UNSURE):
        return None
    beside = (
        ""
        if bare and plain_lead and not words.thanks(_beside(text, found, plain_lead=True))
        else _beside(text, found, plain_lead=plain_lead)
    )
    return Reading(found.score, sure, beside, found.counted, found.scaled, changes)


def mentions(text: str) -> bool:
    """Tell whether a few words name a score, or several: «يمكن ٣ او ٤»."""
    pieces, keys = _pieces(text[: normalise.LIMIT])
    counted = [each for each in _scores(keys, pieces) if each.counted and each.score <= HIGHEST]
    return bool(counted) and len(keys) <= _MOST_UNSURE and not words.asks(text)


def both(text: str) -> tuple[int, int] | None:
    """Read the scores of two matters in their order: «الاولى ٥ والثانية ٢», "5 for the first and 2 for the second"."""
    _, keys = _pieces(text[: normalise.LIMIT])
    ranks = [_RANKS[key] for key in keys if key in _RANKS]
    pieces = [piece for piece in keys if piece not in _RANKS]
    found = [each for each in _scores(pieces, pieces) if each.counted and LOWEST <= each.score <= HIGHEST]
    if sorted(ranks) != [1, 2] or len(found) != 2:  # noqa: PLR2004 - both
        return None
    first, second = (each.score for each in found)
    return (first, second) if ranks == [1, 2] else (second, first)


_RANKS: Final = {
    key: rank
    for rank, said in {
        1: "الاولى الأول اولى والاولى والاول للاولى للاول وللاولى وللاول first",
        2: "الثانية الثاني ثانية والثانية والثاني للثانية للثاني وللثانية وللثاني second",
    }.items()
    for key in wordbook.tokens(said)
}


def _is_sure(found: _Found, *, plain_lead: bool, closed: bool, bare: bool, began: bool) -> bool:
    """Tell whether a score can mean nothing else: on its scale, or alone with words that say nothing, or in front of why."""
    if found.scaled:
        return True
    if found.counted:
        return plain_lead and (bare or closed)
    return plain_lead and bare if not began else bare or closed


def _meant(found: list[_Found]) -> _Found | None:
    """Give the one score that is meant: one on its scale before a mere number, that before a judgement."""
    for kind in (
        [each for each in found if each.scaled],
        [each for each in found if each.counted],
        [each for each in found if not each.counted],
    ):
        if kind:
            return kind[0] if len({each.score for each in kind}) == 1 else None
    return None


def _pieces(text: str) -> tuple[list[str], list[str]]:
    pieces = _PIECES.findall(normalise.digits(text))
    return pieces, [normalise.word(piece) or piece for piece in pieces]


def _scores(keys: list[str], pieces: list[str]) -> Iterator[_Found]:
    at = 0
    while at < len(keys):
        found = _stars(pieces, at) or _number(keys, at) or _judgement(keys, at)
        if found:
            yield found
        at = found.after if found else at + 1


def _stars(pieces: list[str], at: int) -> _Found | None:
    end = at
    while end < len(pieces) and pieces[end][0] in _STAR:
        end += 1
    return _Found(at, end, end - at, scaled=True) if end > at else None


def _number(keys: list[str], at: int) -> _Found | None:
    if keys[at] in _TWO_STARS:
        return _Found(at, at + 1, 2, scaled=True)
    number = int(keys[at]) if keys[at].isdecimal() and len(keys[at]) < 4 else _NUMBERS.get(keys[at])  # noqa: PLR2004
    if number is None:
        if len(keys) == 1 and keys[0] in _A_STAR:
            return _Found(0, 1, 1, scaled=True)
        if keys[at] in _STARS and keys[at + 1 : at + 2] and keys[at + 1] in _ONE:
            return _Found(at, at + 2, 1, scaled=True)
        return None
    if scaled := _scaled(number, keys, at):
        return scaled
    behind = keys[at + 1] if at + 1 < len(keys) else ""
    if behind in _STARS:
        return _Found(at, at + 2, number, scaled=True)
    counts = behind in _OF_TIME or (at and keys[at - 1] in _NUMBERED) or (keys[at] in _SOMEBODY and len(keys) > 1)
    return None if counts else _Found(at, at + 1, number, scaled=False)


_SOMEBODY: Final = wordbook.tokens("واحد وحدة one wahed wa7ed")
"""Numbers that name somebody more often: «واحد من موظفيكم»."""
_ONE: Final = wordbook.tokens("واحدة وحدة وحده")


def _scaled(number: int, keys: list[str], at: int) -> _Found | None:
    """Read «4 من 5», "4/5", «8 من 10»; what falls between two scores is not guessed."""
    end = at + 1
    while end < len(keys) and (keys[end] in _OUT_OF or keys[end] == "/"):
        end += 1
    if end == at + 1 or end >= len(keys):
        return None
    best = int(keys[end]) if keys[end].isdecimal() else _NUMBERS.get(keys[end], 0)
    after = end + 2 if keys[end + 1 : end + 2] and keys[end + 1] in _STARS else end + 1
    if best == HIGHEST:
        return _Found(at, after, number, scaled=True)
    return _Found(at, after, number // 2, scaled=True) if best == _SHORTENED and number % 2 == 0 else None


def _judgement(keys: list[str], at: int) -> _Found | None:
    for length in (2, 1):
        if (score := _JUDGED.get(" ".join(keys[at : at + length]))) and at + length <= len(keys):
            return _Found(at, at + length, score, scaled=False, counted=False)
    return None


def _beside(text: str, found: _Found, *, plain_lead: bool) -> str:
    """Give what stands behind the score, or the whole where words that say something stand before it."""
    if not plain_lead:
        return text.strip()
    ends = [piece.end() for piece in _PIECES.finditer(normalise.digits(text))]
    return text[ends[found.after - 1] :].strip(" ،,.؛;:!-—\n")
