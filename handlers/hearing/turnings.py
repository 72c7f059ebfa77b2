"""Turns of what is told: to another kind of matter, to what is wished instead, to words told before. Pure."""

import re
from itertools import pairwise
from typing import Final

from domain.model import TicketKind
from faq import normalise
from handlers.hearing import latin, particles, remarks, wordbook, words

_LONGEST: Final = 8
"""Words of a message that only changes the kind of a matter."""
A_COMPLAINT: Final = wordbook.tokens("شكوى الشكوى شكوتي شكواي شكاية complaint")
_COMPLAINS: Final = wordbook.tokens("بشتكي باشتكي أشتكي اشتكي complain")
_ANY_COMPLAINT: Final = _COMPLAINS | wordbook.tokens("شكوى شكوه شكاية complaint shakwa")
_NO_MORE: Final = wordbook.tokens("خلاص 5alas khalas anymore more")
A_SUGGESTION: Final = wordbook.tokens("اقتراح الاقتراح اقتراحي مقترح suggestion")
_OF_KIND: Final = {TicketKind.COMPLAINT: A_COMPLAINT, TicketKind.SUGGESTION: A_SUGGESTION}
_NAMING: Final = {
    TicketKind.COMPLAINT: A_COMPLAINT | wordbook.tokens("شكاوي البلاغ بلاغي shakwa shakwai el-shakwa complaints"),
    TicketKind.SUGGESTION: A_SUGGESTION | wordbook.tokens("مقترحي المقترح igtira7"),
    TicketKind.SUPPORT: wordbook.tokens("دعم الدعم للدعم support"),
    TicketKind.REGISTRATION: wordbook.tokens("تسجيل التسجيل العضوية عضوية عضويه registration membership"),
}
OF_KINDS: Final = frozenset().union(*_NAMING.values()) | wordbook.OWN | wordbook.POLITE | wordbook.WANT | wordbook.ENDING
"""What names a kind of request, or is said of any: not what one of them is about."""
_FILING: Final = wordbook.tokens(
    "بقدم أقدم اقدم نقدم بارفع برفع أرفع ارفع بسجل أسجل اسجل تقديم رفع بشتكي باشتكي أشتكي اشتكي "
    "بعد كمان ايضا أيضا برضو ثانية جديدة طيب و عندي لي "
    "file make submit complain another also too new as well a"
)
_TAKEN_IN: Final = wordbook.tokens(
    "شفتو شفتوا شفتم شفت قريتو قريتوا قرأتم قريت وصلكم وصلتكم وصل وصلت درستو درستوا طبقتو طبقتوا نفذتو نفذتوا استفدتو استفدتوا"
)
"""What asks, in front of his own words, whether they were taken in."""
_OWN_WORDS: Final = wordbook.tokens("باقتراحي بشكواي اقتراحي مقترحي اقتراحاتي شكواي شكوتي")
_IF: Final = wordbook.tokens("if لو اذا إذا ولو واذا وإذا case law etha iza")
_WHETHER, _NOT_DONE = wordbook.tokens("ان إن وان وإن"), wordbook.tokens("لم ما كان كانت بقي بقيت استمر استمرت")
"""«إن لم يُصلح»: the first alone is also "that"."""
_ASKING_IF: Final = wordbook.tokens("ask asks asked asking know wonder check يسال يسأل سأل تسال تسأل اعرف ادري")
_SUPPOSED: Final = _IF - wordbook.tokens("case")
_PLEASING: Final = wordbook.POLITE | wordbook.tokens(
    "سمحت سمحتم سمحتوا سمحتو سمحتي تكرمت تكرمتم تكرمتوا ممكن امكن أمكن تقدر تقدرون sama7t sama7to possible"
)
"""Behind an «if» that only pleads."""
_MYSELF: Final = wordbook.tokens("i انا أنا ana we احنا ever in should")
_THINKING_AGAIN: Final = wordbook.tokens(
    "change changed regret غيرت غيرنا بغير تغير هونت هوّنت بطلت تراجعت اتراجع أتراجع ندمت رجعت ghayart hawwant battalt"
)
"""What behind an «if» is no wish yet."""
_OF_IT: Final = re.compile(r"[بح]?[تي]\w{2,}(?<!ون)(?<!وا)(?<!و)")
"""A verb of which one thing, or he or she, is the doer."""
_WHERE: Final = wordbook.tokens("وين ووين فين اين أين where wain wein fain")
_PREPOSITIONS: Final = wordbook.tokens("على عن في من مع الى")
_LEANING: Final = 3
"""Words of a piece that leans on what was said before."""
_RATHER_NOT: Final = wordbook.tokens(
    "بلاش مش ماني منيب مابي مابغى didn't didnt don't dont not wait actually la2 laa mabi mabgha ma"
)
_OF_TAKING_BACK: Final = (
    A_COMPLAINT
    | _ANY_COMPLAINT
    | A_SUGGESTION
    | _FILING
    | remarks.WISHED
    | wordbook.WANT
    | wordbook.OPENING
    | wordbook.tokens(
        "انا أنا احنا عن قلت طلبت افتح تفتح تفتحون فتح لك لكم لحظة ask asked for open said say you that was it please ana "
        "shakwa"
    )
)
"""What stands beside a denial in a clause that only takes back."""
_QUESTION: Final = wordbook.tokens("سؤال سؤالي استفسار استفساري question ask asking اسال اسأل أسأل بسال استفسر أستفسر")
_UNENDED: Final = frozenset(
    (word,) for word in particles.NOT - particles.NO | _RATHER_NOT | wordbook.WANTING - wordbook.tokens("i")
)
_BEGINNING_ANEW: Final = wordbook.WANTING | wordbook.ASKING | wordbook.tokens("انا بس i i'd just can could where what how")


def matter_meant(text: str) -> TicketKind | None:
    """Give what was meant rather than what was asked for: a suggestion of «لا مو شكوى اقتراح»; None where neither is denied."""
    said = words.told(text)
    denied = {after for before, after in pairwise(said) if before in particles.NOT_THIS}
    if len(said) > _LONGEST or (particles.RATHER.isdisjoint(said) and denied.isdisjoint(A_COMPLAINT | A_SUGGESTION)):
        return None
    named = {word for word in said if word not in denied}
    meant = [kind for kind, nouns in _OF_KIND.items() if not nouns.isdisjoint(named)]
    return meant[0] if len(meant) == 1 else None


def kinds(text: str) -> frozenset[TicketKind]:
    """Give the kinds of matter that the words name: a complaint, a suggestion, the request of a form."""
    said = {named for word in words.told(text) for named in (word, word.removeprefix("و"), word.removeprefix("ب"))}
    return frozenset(kind for kind, nouns in _NAMING.items() if latin.among(said, nouns))


def names_complaining(text: str) -> bool:
    """Tell whether a complaint, or complaining, is named."""
    return bool(latin.among(words.told(text), _ANY_COMPLAINT | A_COMPLAINT))


def would_complain(text: str) -> bool:
    """Tell whether the message only says that he complains, or does so too: «بقدم شكوى بعد», "file a complaint too"."""
    said = words.told(text)
    known = A_COMPLAINT | _FILING | wordbook.WANT | wordbook.POLITE
    named = bool(latin.among(said, A_COMPLAINT | _COMPLAINS)) and not (_FILING | wordbook.WANT).isdisjoint(said)
    return named and latin.among(said, known) == set(said) and not words.asks(text)


def declines_to_complain(text: str) -> bool:
    """Tell whether words say that no complaint is wished for, and speak of none that there is: «لا ما ابي شكوى بس طفشت»."""
    said = words.told(text)
    if _ANY_COMPLAINT.isdisjoint(said) or not _NO_MORE.isdisjoint(said):
        return False  # «خلاص ما ابي اشتكي» speaks of one that was begun
    denied = any(first in particles.NOT and then in wordbook.WANT for first, then in pairwise(said))
    return (denied or not particles.WISHED_NOT.isdisjoint(said)) and not words.asks(text)


def is_no_complaint(text: str) -> bool:
    """Tell whether words say of what they tell that it is no complaint: «مو شكوى بس استفسار، جاري مزعج كل ليلة»."""
    return any(first in particles.NOT_THIS and then in _ANY_COMPLAINT for first, then in pairwise(words.told(text)))


def instead(text: str) -> str:
    """Give what is asked or wished for in place of what was begun: «متى الرد» of «لا خلاص بطلت، متى الرد»; else nothing."""
    said = text.split()
    stops = [at for at in range(1, min(len(said), _LONGEST + 1)) if said[at - 1][-1] in "،,.;"]
    begun = [at for at in range(1, min(len(said), _LONGEST + 1)) if _begins_anew(said[at - 1], said[at])]
    for at in (*reversed(stops), *reversed(begun)):
        if takes_back(" ".join(said[:at])) and _asks_anew(then := " ".join(said[at:])):
            return then
    return ""


def wished_instead(text: str) -> str:
    """Give what is wished for behind what is not: «ابي وحدتي» of «انا ما ابي انسحب، انا ابي وحدتي»; else nothing."""
    first, stop, then = text.partition("،" if "،" in text else ",")
    denied = any(one in particles.NOT and after in wordbook.WANTED_SO for one, after in pairwise(words.told(first)))
    wishes = [word for word in words.told(then) if word not in _MYSELF][:1]
    wished = bool(wishes) and wishes[0] in wordbook.WANTED_SO
    return then.strip() if stop and denied and wished and len(words.told(first)) <= _LONGEST else ""


def _begins_anew(before: str, word: str) -> bool:
    """Recognise a word of asking or wishing that nothing right before it denies."""
    return normalise.word(word).removeprefix("و") in _BEGINNING_ANEW and words.told(before)[-1:] not in _UNENDED


def _asks_anew(text: str) -> bool:
    asks = words.asks(text) or words.begins_wishing(text) or words.wants(text)
    return asks or not _QUESTION.isdisjoint(words.told(text)[:_LEANING])


def takes_back(text: str) -> bool:
    """Recognise a clause that only says that no complaint or suggestion is meant, or that he thought better of it."""
    denied = particles.NOT | particles.NO | remarks.DONE_WITH | _RATHER_NOT
    return not denied.isdisjoint(words.told(text)) and words.made_of(text, denied, _OF_TAKING_BACK)


def _behind_opening(text: str) -> list[str]:
    """Give the words without those that only open a message or are polite."""
    return [word for word in words.told(text) if word not in wordbook.OPENING and word not in wordbook.POLITE]


def begins_when(text: str) -> bool:
    """Tell whether words begin by asking when."""
    return not particles.WHEN.isdisjoint(_behind_opening(text)[:1])


def begins_where(text: str) -> bool:
    """Tell whether words begin by asking where."""
    return not _WHERE.isdisjoint(_behind_opening(text)[:1])


def asks_when(text: str) -> bool:
    """Tell whether a few words ask when something will be: «متى يتعدل»."""
    said = _behind_opening(text)
    return bool(said) and len(said) <= _LEANING + (said[0] == "when") and said[0] in particles.WHEN  # "when will it be"


def asks_when_it(text: str) -> bool:
    """Tell whether a few words ask when something will be that they do not name, as what was just told of: «متى ترجع»."""
    last = words.told(text)[-1:]
    return asks_when(text) and bool(last) and bool(_OF_IT.fullmatch(last[0]))


def asks_of_own_words(text: str) -> bool:
    """Tell whether a question is about what its writer told before: «شفتو اقتراحي», «استفدتوا منه؟», not a telling of it."""
    said = words.told(text)
    begins = words.begins_asking(text) and not words.asks_why(text)
    taken_in = len(said) <= _LEANING and not _TAKEN_IN.isdisjoint(said[:2])
    return (begins or taken_in or any(mark in text for mark in "؟?")) and not _OWN_WORDS.isdisjoint(said)


def supposes(text: str) -> bool:
    """Tell whether words speak of what he would do if he thought otherwise: "if I change my mind", «لو هونت»."""
    said = words.told(text)
    own = (then for first, then in pairwise(word for word in said if word not in _MYSELF) if first in _IF)
    return any(word in _THINKING_AGAIN for word in own)


def on_condition(text: str) -> bool:
    """Tell whether words name a condition: "if it is not mended in a week"; «لو سمحت» and "if you don't mind" name none."""
    said = words.told(text)
    pairs = tuple(pairwise(said))
    asks_if = any(first in _ASKING_IF and then in _SUPPOSED for first, then in pairs)  # "my boss asks if he can sell"
    supposed = not asks_if and any(first in _SUPPOSED and then not in _PLEASING for first, then in pairs)
    return "mind" not in said and (supposed or any(first in _WHETHER and then in _NOT_DONE for first, then in pairs))


def leans(text: str) -> bool:
    """Tell whether a few words begin with a preposition, and so only go on from what was said: «على طلب دعم», «في المكتب»."""
    said = words.told(text)
    return 1 < len(said) <= _LEANING and said[0] in _PREPOSITIONS and not words.asks(text)
