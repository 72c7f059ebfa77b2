"""Pieces of something still being written: a word or three that say nothing by themselves, sent one message each.

Must not take for a piece what has a meaning of its own here: a choice, a number, a yes, a command, a rating, a form's answer.
"""

from typing import Final

from domain.choice import resolve_choice
from domain.inbound import Inbound, TextReceived
from domain.model import HandoverReason
from domain.states import AwaitingComment, AwaitingRating, Choosing, Clarifying, Describing, Idle, State
from faq.decision import Clarify, Handover
from handlers import memory
from handlers.context import Context
from handlers.hearing import manners, persons, sayings, scores, service, words

LONGEST: Final = 3
"""Words of a piece."""
_ENDED: Final = "؟?!."
"""With these a message is whole."""
_WHOLE: Final = (
    sayings.HELP | sayings.START | sayings.OPT_OUT | sayings.OPT_IN | sayings.NOTICES | sayings.STOP | sayings.RESUME
    | sayings.SKIP | sayings.CANCEL | sayings.YES | sayings.NO | sayings.EDIT | sayings.ACKNOWLEDGED | sayings.MORE
    | sayings.THANKS | sayings.UNSOLVED
)  # fmt: skip
"""Words that mean something by themselves."""


def is_plain(inbound: Inbound) -> bool:
    """Tell whether something is just words: no correction of earlier ones, no reply to a message, no command."""
    return isinstance(inbound, TextReceived) and not (inbound.edited or inbound.reply_to or inbound.wish)


def is_piece(state: State, inbound: Inbound, ctx: Context) -> bool:
    """Tell whether a message may be a piece of what the member is writing."""
    if not isinstance(inbound, TextReceived) or not is_plain(inbound) or not _listens(state, inbound.text):
        return False
    text = inbound.text.strip()
    if not 0 < len(text.split()) <= LONGEST or "\n" in text or text[-1] in _ENDED or any(map(str.isdecimal, text)):
        return False
    return not words.is_wordless(text) and not _means_something(text, state, ctx)


def is_clear(state: State, inbound: Inbound, ctx: Context) -> bool:
    """Tell whether a piece, as far as it goes, has an answer of its own: then there is nothing to wait for."""
    if not isinstance(inbound, TextReceived):
        return True
    match ctx.house.decide(inbound.text, memory.thread(state))[0].decision:
        case Clarify():
            return False
        case Handover(reason, entry):
            return bool(entry) or reason not in {HandoverReason.UNCLEAR, HandoverReason.OUT_OF_SCOPE}
        case _:
            return True


def ends_wish(begun: str, text: str) -> bool:
    """Tell whether words that ask for an officer, or a language, are only the end of it: «موظف» behind «ابغى» and «اكلم»."""
    whole = f"{begun} {text}"
    return persons.asks_for_officer(whole) or service.asks_for_language(whole) is not None


def _listens(state: State, text: str) -> bool:
    """Tell whether words are awaited as such, and not for one field, choice or score."""
    match state:
        case Idle() | Clarifying() | Describing():
            return True
        case AwaitingRating() | AwaitingComment():
            return scores.read(text) is None and scores.whole(text) is None
        case _:
            return False


def _means_something(text: str, state: State, ctx: Context) -> bool:
    chosen = resolve_choice(text, ctx.offered, parts=isinstance(state, Clarifying | Choosing))
    agreed = manners.acknowledges(text) and not words.is_polite(text)
    said = agreed or words.is_one_of(text, _WHOLE) or persons.asks_for_officer(text)
    return bool(chosen or said or service.asks_for_language(text) or service.asks_about_language(text))
