"""What is said where we misunderstood: behind what aside, that it misses the point. Pure; knows no state."""

from typing import Final

from faq import normalise
from handlers.hearing import particles, wordbook, words

_NOT_UNDERSTOOD: Final = wordbook.tokens("ما مافهمت فهمت فهمتني فهمتوني انت انتم انتي you didn't dont don't understand get me")
_DENYING: Final = wordbook.tokens("لا مو ليس انا أنا كان no not i that's what") | _NOT_UNDERSTOOD
_FORGOTTEN: Final = wordbook.tokens("صح نسيت ونسيت oh forgot wait")
_UNDERSTANDING: Final = wordbook.tokens("مافهمت فهمت فهمتني فهمتوني understand get")
_OF_ASIDE: Final = _NOT_UNDERSTOOD | _DENYING | _FORGOTTEN
_OFF_THE_POINT: Final = frozenset(
    map(
        normalise.key,
        (
            "مو هذا سؤالي", "هذا مو سؤالي", "ليس هذا سؤالي", "هذا ليس سؤالي", "ما سألت عن هذا", "ما سألت عن كذا",
            "لم أسأل عن هذا", "مو هذا اللي سألت عنه",
            "مو هذا قصدي", "مو قصدي", "ليس هذا ما أقصد", "ما قصدت هذا", "جوابك غلط", "الجواب غلط", "الجواب خطأ",
            "مو هذا المطلوب", "ما جاوبت على سؤالي", "ما جاوبتني",
            "لم تجب على سؤالي", "ما فادني", "ما استفدت", "لم أستفد", "that's not what i asked", "that is not what i asked",
            "not what i asked", "this is not what i asked",
            "that's not my question", "this is not my question", "not my question", "i didn't ask that", "i did not ask that",
            "that's not what i meant", "that's not what i mean",
            "you didn't answer my question", "you did not answer my question", "wrong answer", "that doesn't help",
            "that did not help", "this is not helpful", "not helpful",
            "ما تفهم", "انت ما تفهم", "ما تفهمين", "انتي ما تفهمين", "ما تفهم شي", "ما تفهمين شي", "ما فهمتني", "ما فهمت علي",
            "بوت غبي", "انت بوت غبي", "you don't understand", "you don't understand me", "useless bot", "stupid bot",
        ),
    )
)  # fmt: skip
_DENIED_OR_NOT: Final = _OFF_THE_POINT | {f"{no} {known}" for no in ("لا", "no") for known in _OFF_THE_POINT}


_ANSWER: Final = wordbook.tokens(
    "جواب الجواب جوابك جوابكم اجابة اجابه تجاوب تجاوبني جاوب جاوبني جاوبوني سؤال السؤال سؤالي answer question"
)
_BESIDE_ANSWER: Final = (
    particles.NOT
    | particles.NO
    | wordbook.WANT
    | wordbook.OPENING
    | wordbook.POLITE
    | wordbook.tokens(
        "هذا هذي هو هي ماهو اضافة اضافه إضافة تفصيل تفاصيل معلومة موظف الموظف منك منكم انا أنا انت انتم قلت لك لكم على علي اخي "
        "ولدي ياولدي يا بس خلاص عطني اعطني that this it a an is was am only just me my now from you officer detail"
        " note asked said"
    )
)
_SO: Final = wordbook.tokens("يعني so ya3ni yaani meaning")
_CONCLUSION: Final = 5
"""Words, at most, of what is made of an answer."""
_MAY_OR_NOT: Final = (
    particles.NOT
    | particles.NO
    | wordbook.tokens(
        "يصير ينفع يمشي يجوز يمدي يمديني اقدر أقدر نقدر ممنوع مسموح مستحيل ممكن يمكن لازم ضروري احسن اكيد خلاص ابدا نهائي "
        "بتاتا لي لنا علي i we can can't cant cannot its it's it is that not allowed possible impossible no yes must have to "
        "never at all yeseer yenfa3 mamnoo3"
    )
)


def wants_answer(text: str) -> bool:
    """Tell whether the message only says that something was asked, and is to be answered: «هذا سؤال ماهو اضافه، ابغى جواب»."""
    said = words.told(text)
    insists = not (particles.NOT | wordbook.WANT).isdisjoint(said) or (bool(said) and said[0] in _ANSWER)
    return insists and len(said) > 1 and words.made_of(text, _ANSWER, _BESIDE_ANSWER) and not any(mark in text for mark in "؟?")


def behind_aside(text: str) -> str:
    """Give the question behind a clause that it was not understood, or was forgotten: «مافهمت، كم باقي لي», «صح نسيت، …»."""
    if not ("،" in text or "," in text) or _OF_ASIDE.isdisjoint(words.told(text)[:1]):
        return text
    first, comma, rest = text.partition("،") if "،" in text else text.partition(",")
    aside = words.made_of(first, _UNDERSTANDING, _NOT_UNDERSTOOD | _DENYING) or words.made_of(first, _FORGOTTEN, particles.NO)
    asks = words.asks(rest) or words.begins_wishing(rest) or words.wants_to_know(rest)
    return rest.strip() if comma and aside and asks else text


def misses_the_point(text: str) -> bool:
    """Tell whether the message only says that the answer was none: «مو هذا سؤالي», "that's not what I asked"."""
    return words.is_one_of(text, _DENIED_OR_NOT)


def concludes(text: str) -> bool:
    """Tell whether a few words only ask if what was read means that: «يعني ما يصير؟», "so i can't?"."""
    first, *rest = words.told(text) or ("",)
    return first in _SO and 0 < len(rest) <= _CONCLUSION and all(word in _MAY_OR_NOT for word in rest)
