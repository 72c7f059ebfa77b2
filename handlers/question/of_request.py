"""Words about a request that is open, or after it: hurry, a word to pass on, that it is settled, where it stands.

They are taken for such where nothing else is likelier, or where only such words are put so. Pure: must not say or do anything.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from domain.model import Candidate
from faq import normalise, sentence
from faq.decision import Act, Answer, Asked, Clarify, Decision, action_of
from faq.entries import Entry
from handlers.hearing import afterwords, developments, imperatives, persons, progress, turnings, waiting, wordbook, words

_OF_CALLS: Final = re.compile(
    r"call|phon|ring|reach|mobile|number|contact|messag|write|تصل|اتصال|مكالم|دق|كلم|جوال|رقم|راسل|اكتب|وقت|فاضي|ragam|ragm"
    r"|dag|jawwal|etes|kallem"
)
"""What is said to be called, or not to be."""
OF_REQUEST: Final = frozenset(
    {"call_off", "keep", "relay", "raise", "call_me", "waits", "arrived", "will_send", "hurry", "comfort", "solved"}
)
"""Actions that speak of a request that is open: with one there they are likelier than anywhere else."""
_SAID: Final = {
    "relay": imperatives.relays,
    "keep": imperatives.keeps,
    "call_off": imperatives.ends,
    "hurry": imperatives.hastens,
    "will_send": imperatives.promises,
    "raise": persons.would_go_higher,
    "officer": persons.would_be_put_through,
    "ticket_status": progress.asks_of_it,
    "solved": developments.is_mended,
}
_ENTRIES: Final = {
    "relay": "action.relay",
    "keep": "action.keep-open",
    "call_off": "action.call-off",
    "hurry": "action.hurry",
    "will_send": "action.will-send",
    "raise": "action.raise",
    "officer": "action.officer",
    "ticket_status": "action.ticket-status",
    "solved": "action.solved",
}
_NEAR: Final = OF_REQUEST | {"ticket_status"}
_DONE: Final = frozenset({"call_off", "keep", "relay", "waits", "will_send", "comfort", "solved"})
"""Actions that nobody means who asks for this or that."""
_WISHED: Final[Mapping[str, str]] = {"handling.sooner": "hurry", "complaints.escalate": "raise", "handling.last_word": "raise"}
"""Entries of questions that, where something is open and no question is put, are a wish for that."""
_OF_TIME: Final[Mapping[str, str]] = {
    **_WISHED,
    "action.complaint-delay": "hurry",
    "handling.reply_time": "ticket_status",
    "complaints.time": "ticket_status",
}
"""Entries that are about the open request itself: wanting it sooner, being kept waiting, asking when."""
_LEAST, LIKELY = 0.15, 0.3
"""Confidence from which such an action may be meant, and from which it is where nothing else is much likelier."""
_LATE: Final = 0.42
"""The same of a delay, which what is told of what happened may resemble: "it was around 10am, he didn't give his name"."""
_RIVAL, _FAR = 0.75, 2.0
"""How much of the confidence of what is next likely that takes; from the least one, twice as much."""
REMARK: Final = 9
"""Words of a message that only says that he waits, or asks whether something arrived; a longer one tells something beside."""
_NUMBER: Final = re.compile(r"\d{7}")
_OFFERED: Final = 3
"""Meanings that are offered where the likeliest cannot be meant."""
_PRIVATE: Final = wordbook.tokens("خاص خاصة شخصي شخصية سري سرية private personal confidential")
"""«الموضوع خاص» is put as «الموضوع ضروري» is, and hurries nobody."""
_RATHER: Final = wordbook.tokens("بدل instead")
PAST: Final = wordbook.tokens("كنت كان اتصلت دقيت كلمت was were called rang phoned kent daggait etaselt")
_BECAUSE: Final = wordbook.tokens("لان لأن لانه لأنه لانها لأنها لانكم لأنكم عشان علشان بسبب because since cause due 3ashan")


def settled(asked: tuple[Asked, ...], text: str, entries: Mapping[str, Entry]) -> tuple[Asked, ...]:
    """Take what is likely a word about the request for one; a long telling does more than wait."""
    return tuple(replace(one, decision=_settled(one.decision, text, entries)) for one in asked)


def may_call_off(asked: tuple[Asked, ...]) -> bool:
    """Tell whether words most likely call a request off, even one that is not open here."""
    return any(one.entry == _ENTRIES["call_off"] for one in asked[0].decision.candidates[:1])


def unrated(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Take a question for anything but a rating where nothing can be rated, and it names none: «يعني نصيبي كم من الخمسة»."""
    return tuple(replace(one, decision=_unrated(one.decision, one.question)) for one in asked)


def _unrated(decided: Decision, text: str) -> Decision:
    if not isinstance(decided, Act) or decided.action != "rate" or not words.asks(text) or afterwords.names_rating(text):
        return decided
    return _unless(decided)


def _settled(decided: Decision, text: str, entries: Mapping[str, Entry]) -> Decision:
    named = _named(text)
    if named and (
        not is_near(decided) or named == "keep" or _sighs(decided, named)
    ):  # «ما ابغى الغيها» resembles what it denies
        return Act(named, _ENTRIES[named], 1.0, decided.candidates)
    match decided:
        case Act(action=action, candidates=candidates) if action in OF_REQUEST:
            return decided if _fits(action, text) else _unless(decided)
        case Answer(entry, sure, candidates) if entry in _WISHED and not words.asks(text):
            return Act(_WISHED[entry], entry, sure, candidates)
        case Clarify(candidates) if candidates:
            return _likely(candidates, text, entries) or decided
        case _:
            return decided


def _sighs(decided: Decision, named: str) -> bool:
    """Recognise a sigh, or the wait, in which a word is to be passed on, or haste: «والله العيال عطشانين بلغوهم»."""
    return named in {"relay", "hurry"} and action_of(decided) in {"comfort", "waits"}


def _unless(decided: Act) -> Clarify:
    """Offer what else words may mean that are not put as that action is."""
    others = tuple(one for one in decided.candidates if one.entry != decided.entry)
    return Clarify((others or decided.candidates)[:_OFFERED])


def _named(text: str) -> str:
    """Give the action that the form of speech says, whatever the words resemble; empty where it says none."""
    return next((action for action, is_said in _SAID.items() if is_said(text)), "")


def _likely(candidates: tuple[Candidate, ...], text: str, entries: Mapping[str, Entry]) -> Act | Answer | None:
    """Give the word about the request that is likely meant, or the answer on what is named; None where another is likelier."""
    known = [(one, _near(one.entry, entries)) for one in candidates if one.entry in entries]
    best, action = next(((one, near) for one, near in known if near and _fits(near, text)), (None, ""))
    if best is None:
        return None
    rival = max((one.confidence for one, near in known if not near), default=0.0)
    if best.entry in _OF_TIME and turnings.kinds(text):  # «كم ياخذ طلب الدعم» says of which
        return Answer(best.entry, best.confidence, candidates)
    least = _LATE if action == "hurry" else LIKELY
    likely = best.confidence >= least and best.confidence >= (_FAR if action == "call_off" else _RIVAL) * rival
    far = best.entry not in _OF_TIME and best.confidence >= _LEAST and best.confidence >= _FAR * rival
    return Act(action, best.entry, best.confidence, candidates) if likely or far else None


def _near(entry: str, entries: Mapping[str, Entry]) -> str:
    """Give the action by which an entry speaks of the request, or asks where it stands; empty where it does neither."""
    if entry in _OF_TIME:
        return _OF_TIME[entry]
    return entries[entry].action if entries[entry].action in _NEAR else ""


def _fits(action: str, text: str) -> bool:
    """Tell whether words are put as such an action is: nobody keeps by asking, nor waits in many words."""
    said = words.told(text)
    if said[:1] and (said[0] in _BECAUSE or (action in _DONE and words.gives_choice(text))):
        return False  # «لان الانتظار طويل» tells why, «اقفله والا اخليه» and «نخرج والا ننتظركم» ask which
    match action:
        case "solved":
            where = any(map(str.isdecimal, text)) and not developments.is_mended(text)  # "yes gate 2" tells where
            open_ = turnings.on_condition(text)  # «لو ما تصلحوه اليوم اشتكي عليكم» says that it is not
            return developments.may_be_well(text) and not (
                open_ or where or words.asks(text) or afterwords.denies_mending(text)
            )
        case "call_off":
            return not turnings.supposes(text)
        case "keep" | "raise":
            return not words.asks(text) or not wordbook.ABLE.isdisjoint(said)
        case "waits" | "comfort":
            plain = not any(map(str.isdecimal, text)) and _RATHER.isdisjoint(said)  # «بدل ما ننتظر» says what for
            return plain and len(said) <= REMARK and not words.asks(text)
        case "call_me":
            # «يبدون الساعة ٥» tells when, and not when to call; «كنت اتصل على الثابت» tells what he did
            called = _OF_CALLS.search(normalise.key(text)) and not sentence.asks_who(text)  # «مين اتصل عليه»
            return bool(called) and PAST.isdisjoint(said)
        case "ticket_status":
            return words.asks(text)  # «من شهرين ما احد نظف» tells
        case "hurry":
            # "when will that be?" and «وين اشوف ردكم» ask; «الرقم الجديد 0501234567» and «الموضوع يخص فلوسي» tell
            asks = turnings.begins_when(text) or turnings.begins_where(text) or waiting.asks_how_long(text)
            told = _NUMBER.search(text) or words.names_a_matter(text)
            return not (asks or told) and _PRIVATE.isdisjoint(said)
        case "arrived":
            return len(said) <= REMARK and wordbook.SUPPOSING.isdisjoint(said)  # «اذا ما وصلكم ترجعونها؟» supposes
        case _:
            return True


def is_near(decided: Decision) -> bool:
    """Tell whether words speak of a request that is open, or ask where it stands."""
    return action_of(decided) in _NEAR


def is_of_request(decided: Decision) -> bool:
    """Tell whether words speak of a request that is open."""
    return action_of(decided) in OF_REQUEST
