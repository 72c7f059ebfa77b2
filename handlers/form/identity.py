"""Words with which a member says who he is, and nothing else: «رقم عضويتي 4412», «معك سالم الحربي وهويتي …». Pure.

They ask nothing: they belong to what is open, or he says what he sends them for.
"""

import re
from typing import Final

from faq import normalise
from handlers.form import fields, gleaning, names
from handlers.hearing import wordbook, words

_KINDS: Final = wordbook.tokens(
    "هويتي هويته هويتها هويه الهوية اقامتي إقامتي اقامته اقامتها الاقامة "
    "جوالي جواله جوالها الجوال جوال هاتفي تلفوني موبايلي عضويتي عضويته عضويتها العضوية عضوية عضو عضوه "
    "id iqama national mobile phone membership member jawali hawiyati 3odwiyati 3adwiyati"
)
"""Of what a number is."""
_LABELS: Final = _KINDS | wordbook.tokens(
    "رقم الرقم رقمي رقمه رقمها هو هذا هذي وهذا my his her the is this here number no raqam ra8m raqmi"
)
_LONGEST: Final = 4
"""Words of a name: his own, his father's, his grandfather's, his family's."""
_NUMBER: Final = re.compile(r"\+?[0-9]{3,15}")
_WHOLE: Final = re.compile(r"\+?[0-9]{9,15}")


def only_tells(text: str) -> bool:
    """Tell whether a message is nothing but a member's number, and his name at most beside it, and no word of what for."""
    if not any(map(str.isdecimal, text)) or words.asks(text):
        return False
    closed = fields.closed(names.behind_greeting(text))
    said = [_plain(word) for word in words.told(_NUMBER.sub(" ", closed))]
    beside = [word for word in said if word not in _LABELS]
    return _is_his(closed, said) and (not beside or _names(beside))


def is_number(text: str) -> bool:
    """Tell whether a message is nothing but a number as long as an id or a mobile's, though a digit may be wrong."""
    return bool(_WHOLE.fullmatch(normalise.digits(text).strip()))


def _is_his(closed: str, said: list[str]) -> bool:
    """Tell whether a number can be nothing but his, or is said to be."""
    labelled = not _KINDS.isdisjoint(said) and bool(_NUMBER.search(normalise.digits(closed)))
    return labelled or bool(gleaning.found(closed).keys() - {fields.Field.NAME})


def _plain(word: str) -> str:
    return word if word in _LABELS | wordbook.INTRODUCING else word.removeprefix("و")


def _names(beside: list[str]) -> bool:
    name = [word for word in beside if word not in wordbook.INTRODUCING]
    introduced = 0 < len(name) < len(beside) and len(name) <= _LONGEST and names.is_name(" ".join(name))
    return introduced or names.only_names(" ".join(beside))
