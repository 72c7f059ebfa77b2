"""The wish to read a clause itself: that of the last answer, or one named by number and section. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from faq import normalise
from handlers.hearing import sayings, wordbook, words

_T = TypeVar("_T")
_CLAUSE: Final = wordbook.tokens(
    "للبند للمادة للفقرة البند بند البنود المادة مادة المواد الفقرة فقرة النص نص نصها نصه clause article paragraph text "
    "wording band"
)
_BESIDE: Final = (
    wordbook.OPENING
    | wordbook.POLITE
    | wordbook.WANT
    | wordbook.tokens(
        "اقرأ اقرا نقرأ أشوف اشوف شوف ورني وريني اعرض اعرضوا انسخ اكتب ارسل ارسلوا اطلع أطلع الاطلاع الإطلاع اطلاع على اقتبس "
        "اقتبسوا ارجو أرجو ذكر رقم الرقم التي الذي "
        "اين أين وين "
        "اجد أجد القى ألقى الحكم حكم كل كلام هالكلام اليها إليها اليه إليه "
        "وما كم لي نفسه نفسها ذاته ذاتها حرفيا الحرفي حرفية كامل كاملا كاملة "
        "المذكور المذكورة هذا هذي هذه ما هو هي وش ايش إيش هل اللي ذكرته ذكرت عن عليه استندت استندتم طيب بالضبط من فيه يقول "
        "تقول "
        "read see show quote itself exact exactly full actual original same this that it is what does says say the of in which "
        "you mentioned cited rests on own words about regulation policy bylaws السياسة اللائحة لائحة myself fair enough and "
        "copy paste"
    )
)
_BASIS: Final = wordbook.tokens(
    "سند السند سندكم مستند المستند مستندكم اساس الاساس أساس الأساس اساسكم المرجع مرجع مرجعكم مرجعيتكم المصدر مصدر مصدركم مصدرك "
    "الدليل دليل دليلك دليلكم basis source proof reference"
)
_OF_BASIS: Final = wordbook.tokens(
    "النظامي القانوني الشرعي نظامي قانوني نظاما قانونا لذلك لهذا لذا ذلك هذا هذي هذه هالكلام الكلام كلامك كلامكم القول على ما "
    "ماهو هو وما فما وش ووش ايش وايش شنو لك لكم اعتمدت استندت legal your the that this for of what's what is"
)
"""What is said beside a word for the ground of an answer, to read that: «وما السند النظامي لذلك»."""
_SAID: Final = wordbook.tokens("say says said written stated مكتوب مكتوبة مذكور مذكورة منصوص ورد")
_WHERE: Final = wordbook.tokens("وين فين اين أين where")
_SAID_SO: Final = wordbook.tokens(
    "كل وكل هالكلام الكلام هذا هذي ذا هالشي الشي عليه does it that this is so did you get from في بأي اي which"
)
_NUMBERS: Final = {
    word: number
    for number, said in enumerate(
        (
            "الاول الأول الاولى الأولى first one",
            "الثاني الثانية ثاني second two",
            "الثالث الثالثة third three",
            "الرابع الرابعة fourth four",
            "الخامس الخامسة fifth five",
            "السادس السادسة sixth six",
            "السابع السابعة seventh seven",
            "الثامن الثامنة eighth eight",
            "التاسع التاسعة ninth nine",
            "العاشر العاشرة tenth ten",
        ),
        1,
    )
    for word in wordbook.tokens(said)
}
_LEAST: Final = 4
"""Letters of a word that may name a section."""
_ELSE: Final = 1
"""Words beside a clause's name and number that only wish to read it; further ones ask about it."""


def names_any(text: str) -> bool:
    """Recognise a message that has a word of clauses, or of where something is written, and may ask for one."""
    said = words.told(text)
    return not (_CLAUSE.isdisjoint(said) and _SAID.isdisjoint(said) and _BASIS.isdisjoint(said))


def is_button(text: str) -> bool:
    """Tell whether the message is what the button for the clause says."""
    return words.is_one_of(text, sayings.CLAUSE)


def wants_it(text: str) -> bool:
    """Tell whether the message only asks for the words that an answer rests on: «ورني نص البند», "where does it say that"."""
    said = words.told(text)
    named = words.made_of(text, _CLAUSE, _BESIDE) and len(said) > 1
    grounded = len(said) > 1 and words.made_of(text, _BASIS, _OF_BASIS | wordbook.OPENING)
    written = not _WHERE.isdisjoint(said) and words.made_of(text, _SAID, _SAID_SO | _WHERE | wordbook.OPENING)
    return named or grounded or written


def wanted(text: str, sections: Mapping[_T, Iterable[str]]) -> tuple[_T, int] | None:
    """Give the one section that a message asks the numbered clause of, and its number; `sections`: what each is called."""
    said = words.told(text)
    number = next((found for word in said if (found := _number(word))), 0)
    if not number or _CLAUSE.isdisjoint(said):
        return None
    about = frozenset(_bare(word) for word in said if word not in _NUMBERS and word not in _CLAUSE)
    shared = {section: max(_shared(about, name) for name in names) for section, names in sections.items()}
    most = max(shared.values(), default=0)
    best = [section for section, count in shared.items() if count == most]
    if not most or len(best) != 1:
        return None
    named = {_bare(word) for name in sections[best[0]] for word in normalise.key(name).split()}
    beside = [word for word in about if word not in named and word not in _BESIDE and not word.isdecimal()]
    return (best[0], number) if len(beside) <= _ELSE else None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < len("100") else _NUMBERS.get(word, 0)


def _shared(about: frozenset[str], name: str) -> float:
    """Count the words of a section's name that are said; of two that share as many the shorter name is meant."""
    named = {_bare(word) for word in normalise.key(name).split() if len(word) >= _LEAST}
    common = len(named & about)
    return common + common / (10 * len(named)) if common else 0


def _bare(word: str) -> str:
    """Take particles and the article off a word."""
    for before in ("وال", "بال", "ال", "لل"):
        if word.startswith(before) and len(word) > len(before) + 1:
            return word.removeprefix(before)
    return word
