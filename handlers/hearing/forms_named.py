"""Which form words name, bid to begin, or wish for: joining, support; and for whom. Pure; knows no state."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from domain.states import FormKind
from faq import sentence
from handlers.hearing import particles, undertakings, wordbook, words

_OF_FORM: Final = {
    FormKind.REGISTRATION: wordbook.tokens(
        "تسجيل التسجيل للتسجيل تسجيلي أسجل اسجل سجلوني عضوية العضوية registration register membership"
    ),
    FormKind.SUPPORT: wordbook.tokens("دعم الدعم للدعم support"),
}
NAMES_FORM: Final = frozenset().union(*_OF_FORM.values())
_DENIED: Final = particles.DENYING | particles.WISHED_NOT
_FORM_WORDS, _BRIEF = 8, 3
_RATHER: Final = particles.RATHER | wordbook.tokens("بدل غلطت غلطان mistake")
_BECOMING, _MEMBER = (
    wordbook.tokens("نصير اصير أصير نكون اكون become be"),
    wordbook.tokens("عضو عضوه عضوة اعضاء أعضاء member members"),
)
_ANOTHER_WANTS: Final = wordbook.tokens(
    "يبي يبغى يبغا تبي تبغى تبغا يريد تريد وده ودها حاب حابة ناوي ناوية عايز عايزة يرغب ترغب wants yabi yabgha"
)
_REGISTERING: Final = wordbook.tokens(
    "اسجل أسجل نسجل تسجيل سجلوا سجلو سجل سجلي تسجلون تسجلوا اضيف register enroll enrol asajjel"
)
_REGISTERING_HIM: Final = wordbook.tokens("اسجلها اسجله اسجلهم أسجلها أسجله نسجلها نسجله تسجيلها تسجيله")
"""To register somebody who was named before: «اختي عندها اعاقه وابغى اسجلها»."""
_ANOTHER_JOINS: Final = wordbook.tokens("يسجل تسجل ينضم تنضم يشترك تشترك register join yesajjel ysajel yishtarik")
_ANOTHER_APPLIES: Final = wordbook.tokens("يقدم تقدم يتقدم تتقدم يطلب تطلب يرفع ترفع apply submit request yeqaddem yegaddem")
_ANOTHER_BECOMES: Final = wordbook.tokens("يصير تصير يكون تكون become be yeseer")
_ANOTHER: Final = wordbook.tokens(
    "ولدي بنتي ابني ابوي والدي امي والدتي اخوي اختي زوجي زوجتي جدي جدتي عمي عمتي خالي خالتي عيالي مراتي صديقي صديقتي صاحبي "
    "جاري جارتي جارنا قريبي son daughter father mother wife husband brother sister friend walady abooy"
)


def rather(text: str) -> FormKind | None:
    """Give the form that was meant rather than the one at hand: «لا لا خلها تسجيل مو دعم», "change it to registration"."""
    said = words.told(text)
    briefly = 1 < len(said) <= _BRIEF and said[0] in particles.NO  # «لا تسجيل»
    if len(said) > _FORM_WORDS or not (briefly or not _RATHER.isdisjoint(said)) or "؟" in text or "?" in text:
        return None
    return form_named(text)


def would_join(text: str) -> bool:
    """Tell whether the writer says that he wants to be a member: «حنا نبي نصير اعضاء»."""
    said = words.told(text)
    joins = any(first in _BECOMING and then in _MEMBER for first, then in pairwise(said))
    return joins and words.wants(text) and not words.asks(text)


def form_of_another(text: str) -> FormKind | None:
    """Give the form that somebody else would fill in; nobody is entered by that: «ولدي يبغى يسجل», «امي تبي تقدم دعم»."""
    said = [word for word in words.told(text) if word != "to"]
    if _ANOTHER.isdisjoint(said):
        return None
    if _would_join(said):
        return FormKind.REGISTRATION
    applies = any(first in _ANOTHER_WANTS and then in _ANOTHER_APPLIES for first, then in pairwise(said))
    return form_named(text) if applies else None


def _would_join(said: Sequence[str]) -> bool:
    """Tell whether words say that somebody else would join: «ولدي يبغى يسجل ومو عارف كيف», «اختي تبي تصير عضوه»."""
    entered = any(first in _REGISTERING and then in _ANOTHER for first, then in pairwise(said))
    entered = entered or not _REGISTERING_HIM.isdisjoint(said)
    wants = any(first in _ANOTHER_WANTS and then in _ANOTHER_JOINS for first, then in pairwise(said))
    becomes = any(
        first in _ANOTHER_WANTS and then in _ANOTHER_BECOMES and member in _MEMBER
        for first, then, member in zip(said, said[1:], said[2:], strict=False)
    )
    return entered or wants or becomes


def bids_form(text: str) -> bool:
    """Tell whether a few words bid us to begin a form: «طيب قدموا لنا طلب الدعم»."""
    said = [word for word in words.told(text) if word not in wordbook.OPENING and word not in wordbook.POLITE]
    return bool(said) and said[0] in undertakings.BEGINNING and len(said) <= _FORM_WORDS and form_named(text) is not None


def denies(text: str, form: FormKind) -> bool:
    """Tell whether words say that this form is not meant, or not wished for: «مو تسجيل», «ما ابي عضوية», "not membership"."""
    return any(_denied_at(words.told(text), form))


_SAYING_NO: Final = particles.NOT | wordbook.POLITE | wordbook.tokens("i do am really thanks انا")
"""What stands beside a denial and says no more."""


def only_denies(text: str) -> bool:
    """Tell whether words say that one form is not wished for, and no more: "no thanks I do not want to register"."""
    if not sentence.wishes_not(text) or sentence.is_question(text):
        return False
    return any(denies(text, form) and _SAYING_NO.issuperset(words.told(beside_denial(text, form))) for form in FormKind)


def beside_denial(text: str, form: FormKind) -> str:
    """Give what is said beside the denial of the form: «داير اشتكي من الوسخ» of «ما داير عضوية، داير اشتكي من الوسخ»."""
    parts = [part.strip() for part in wordbook.SENTENCE.split(text) if part.strip()]
    beside = [part for part in parts if not (denies(part, form) or undertakings.abandons(part) or _only_refuses(part))]
    if beside:
        return "، ".join(beside)
    denying = next((part.split() for part in parts if denies(part, form)), [])
    named = [at for at, word in enumerate(denying) if not _OF_FORM[form].isdisjoint(words.told(word))]
    behind = [word for at, word in enumerate(denying) if at > max(named, default=0)]
    while behind and not particles.RATHER.isdisjoint(words.told(behind[0])):
        behind = behind[1:]
    before = denying[: next((at for at, word in enumerate(denying) if words.told(word)[:1] and _denied_by(word)), 0)]
    return " ".join(behind or ([] if _only_refuses(" ".join(before)) else before))


def _denied_at(said: Sequence[str], form: FormKind) -> Iterator[bool]:
    for at, word in enumerate(said):
        if word in _OF_FORM[form]:
            yield next((one for one in reversed(said[:at]) if one not in wordbook.WANT), "") in _DENIED


def _denied_by(word: str) -> bool:
    return not _DENIED.isdisjoint(words.told(word))


def _only_refuses(text: str) -> bool:
    return all(word in particles.NOT or word in wordbook.POLITE for word in words.told(text))


def form_named(text: str) -> FormKind | None:
    """Give the one form that the words name, and do not deny."""
    said = words.told(text)
    if NAMES_FORM.isdisjoint(said):
        return None
    denied = {after for before, after in pairwise(said) if before in particles.NOT_THIS}
    wanted = [form for form, named in _OF_FORM.items() if any(word in named and word not in denied for word in said)]
    return wanted[0] if len(wanted) == 1 else None
