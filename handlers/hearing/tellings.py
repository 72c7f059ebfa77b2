"""What is told and asks nothing: of oneself, that nobody did what was to be done, a no to an offer. Pure; knows no state."""

from itertools import pairwise, product
from typing import Final

from faq import restating, sentence
from handlers.hearing import particles, wordbook, words

_OWN: Final = wordbook.tokens(
    "انا أنا احنا حنا نحن عندي عندنا معي زوجي زوجتي ابوي والدي امي والدتي ولدي بنتي ابني عيالي اولادي اخوي اختي بيتي بيتنا "
    "شقتي راتبي ظروفي "
    "عني عنا ايجاري فواتيري حقتي ana 3indi 3ndi i i'm i've my me we our us"
)
"""Words of a member who speaks of himself and his own."""
_TO_ME: Final = ("وني", "ونا", "dooni", "duni")
"""How a verb ends that says what others do to him."""
_NOBODY: Final = wordbook.tokens("محد ومحد ماحد وماحد nobody noone ma7ad ma7d")
_NOT_ONE: Final = frozenset(product(wordbook.tokens("ما وما لم ولم no not"), wordbook.tokens("احد أحد حد one ahad a7ad")))
"""How somebody says, in two words, that nobody did it."""
_PROMISED: Final = wordbook.tokens("وعدني وعدنا وعدوني وعدونا وعدتوني وعدتونا promised wa3adni")
_FOREIGN: Final = wordbook.tokens(
    "وافد وافده وافدة اجنبي أجنبي اجنبيه أجنبية هندي هندية باكستاني باكستانية مصري مصرية يمني يمنية سوري سورية سوداني سودانية "
    "اردني أردني أردنية فلسطيني فلسطينية بنغالي فلبيني فلبينية foreigner expat expatriate indian pakistani egyptian yemeni "
    "syrian sudanese jordanian palestinian bangladeshi filipino filipina british american"
)
_SAUDI: Final = wordbook.tokens("سعودي سعوديه سعودية سعوديا saudi")
_SELF: Final = wordbook.tokens("انا أنا احنا i am m i'm im an a ana مقيم")
"""What stands before his own nationality, and not before somebody else's: «زوجتي مصرية»."""
_NO_SAUDI: Final = particles.NOT | wordbook.tokens("غير لست non")
_LIVING: Final = wordbook.tokens("ساكن ساكنة ساكنين اسكن أسكن نسكن مقيم مقيمة live living sakin saken")
_PLACE: Final = 6
"""Words of a message that only says where he lives."""
_A_QUESTION: Final = wordbook.tokens("سؤال استفسار question so2al")
_BEFORE_ABOUT: Final = 6
"""Words at the beginning in which it is said what one asks about."""
_FEW: Final = 2
"""Words that tell nothing yet."""


def declines(text: str) -> bool:
    """Tell whether words begin with a no, and do not say what was meant in its place: «لا بس افضفض»."""
    said = words.told(text)
    return bool(said) and said[0] in particles.NO and not restating.restated(text)


def asks(text: str) -> bool:
    """Tell whether words ask, as a whole or anywhere in them."""
    return words.asks(text) or sentence.asks_within(text)


def asks_about(text: str) -> bool:
    """Tell whether words say that they ask about something: «انا اسال عن التصليح», «عندي سؤال عن الاسهم»."""
    asking = wordbook.KNOWING | _A_QUESTION
    return any(first in asking and then in wordbook.ABOUT for first, then in pairwise(words.told(text)[:_BEFORE_ABOUT]))


def complains_of_neglect(text: str) -> bool:
    """Tell whether words that ask nothing say that nobody did what was to be done: «ما احد بلغني بموعد الاجتماع»."""
    said = words.told(text)
    nobody = not _NOBODY.isdisjoint(said) or any(pair in _NOT_ONE for pair in pairwise(said))
    return nobody and tells(text)


def was_let_down(text: str) -> bool:
    """Tell whether somebody promised what he did not do: «الموظف وعدني يكلمني الساعه ١٠ وما كلمني»."""
    said = tuple(words.without_and(words.told(text), particles.NOT))
    at = next((at for at, word in enumerate(said) if word in _PROMISED), len(said))
    return not particles.DENYING.isdisjoint(said[at + 1 :])


def is_of_himself(text: str) -> bool:
    """Tell whether a message speaks of the member, his own, or what is to be done for him: «راتبي», «تساعدوني»."""
    said = words.told(text)
    return not _OWN.isdisjoint(said) or any(word.endswith(_TO_ME) for word in said)


def tells(text: str) -> bool:
    """Tell whether a message tells something, and asks and wishes nothing: of the member in a few words, or in more."""
    if asks(text) or words.wants(text):
        return False
    return is_of_himself(text) or words.content_words(text) > _FEW


def tells_where_he_lives(text: str) -> bool:
    """Tell whether a few words say where somebody lives, and wish for nothing: «ساكن بالشرائع», "I live in Jeddah"."""
    said = words.told(text)
    lives = next((word for word in said if word not in _SELF), "")
    return lives in _LIVING and len(said) <= _PLACE and not words.wants(text) and not words.asks(text)


def is_foreign(text: str) -> bool:
    """Tell whether a member says that he is no Saudi: "I am Indian with iqama", «انا مو سعودي»; not that somebody of his is."""
    said = words.told(text)
    denied = any(first in _NO_SAUDI and then in _SAUDI for first, then in pairwise(said))
    own = {first for first, then in pairwise(said) if then in _FOREIGN} <= _SELF
    return denied or (not _FOREIGN.isdisjoint(said) and own)
