"""Two questions with nothing or an «and» between them: each is decided on by itself. Pure; says nothing to the member.

Where a message may be parted so is `faq.framing`'s to say; what has marks or words that count is `faq.parting`'s.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from faq import beside, certainty, following, framing, gist, normalise, sentence
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Thread, confidence_of, subject_of
from faq.entries import Flag
from faq.judge import Judge

_TOLD: Final = 6
"""Words of what tells something, at least, to be answered beside a question."""


def part(judge: Judge, piece: str, thread: Thread = Thread()) -> Asked:
    """Decide on a part of a message: what it says may lean on the rest, so it must be surer than a message."""
    decision = judge.decided(piece, thread)
    levels = judge.scales.thresholds
    needed = levels.apart if sentence.is_question(piece) else levels.aside
    if judge.is_known(piece):
        needed = levels.answer
    if subject_of(decision) and (confidence_of(decision) < needed or sentence.is_of_another(piece)):
        return Asked(piece, judge.scales.ask(decision.candidates))
    return Asked(piece, decision)


def tells_who(judge: Judge, piece: str, decision: Decision) -> bool:
    """Recognise a few words that only tell who asks, though a person would answer them: «انا عضو وابغى اعرف ليش ...»."""
    calm = isinstance(decision, Handover) and bool(decision.entry) and Flag.URGENT not in judge.entries[decision.entry].flags
    return calm and len(piece.split()) < _TOLD and sentence.tells(piece)


def behind(judge: Judge, before: Asked, piece: str) -> Asked | None:
    """Decide on a part that leans on the answer to what is asked before it, as on the next message; None where it does not.

    «كيف انسحب وكم ياخذ وقت» asks how long leaving takes.
    """
    if not isinstance(before.decision, Answer) or not (following.leans(piece) or gist.is_open(piece)):
        return None
    entry = before.decision.entry
    decision = judge.decided(piece, Thread(entry, judge.entries[entry].topic))
    sure = isinstance(decision, Answer) and decision.confidence >= judge.scales.thresholds.topic
    return Asked(piece, decision) if sure and subject_of(decision) != entry else None


def two(judge: Judge, whole: Asked) -> tuple[Asked, ...]:
    """Give the two questions of a message that has no mark between them, or none: «كم سعر السهم واقدر اشتري كم سهم»."""
    if isinstance(whole.decision, Act) or normalise.key(whole.question) in judge.scales.known:
        return ()
    found = filter(None, (_both(judge, before, rest, whole) for before, rest in _halves(whole)))
    return max(found, key=lambda halves: min(confidence_of(half.decision) for half in halves), default=())


def _halves(whole: Asked) -> Iterator[tuple[str, str]]:
    yield from ((before, rest) for before, rest in framing.amid(whole.question) if sentence.asks(before))
    yield from framing.halves(whole.question)


def _both(judge: Judge, before: str, rest: str, whole: Asked) -> tuple[Asked, ...]:
    """Give two halves if each is sure, or may be read by what the whole is about, and they are of two matters."""
    if sentence.tells(before) and sentence.tells(rest):
        return ()
    first = part(judge, before)
    if following.leans(rest) or gist.is_open(rest):
        asks = not sentence.tells(before) and sentence.asks(rest.rstrip("؟?"))
        further = behind(judge, first, rest) if asks else None
        return (first, further) if further else ()
    if not subject_of(first.decision) and not subject_of(whole.decision):
        return ()
    second = part(judge, rest)
    read = (_read(judge, first, second, whole), _read(judge, second, first, whole))
    halves = tuple(filter(None, read))
    return halves if len(halves) == len(read) and _is_two(judge, halves, whole) else ()


def _read(judge: Judge, half: Asked, other: Asked, whole: Asked) -> Asked | None:
    """Read a half that is unsure: beside what is sure, and what the whole is about, it may ask something else."""
    if subject_of(half.decision):
        return half
    if sentence.tells(half.question):
        return None
    about, sure = subject_of(whole.decision), subject_of(other.decision)
    if about != sure:
        offered = about in (one.entry for one in half.decision.candidates)
        return replace(half, decision=whole.decision) if offered else None
    leans = whole.question.startswith(other.question)
    return beside.named(judge, half.question, judge.entries[sure], judge.scales.thresholds.topic, leans=leans)


def _is_two(judge: Judge, halves: Sequence[Asked], whole: Asked) -> bool:
    """Tell whether halves are of two matters, and the whole surely of no third: «الفرق بين رسم العضوية وقيمة السهم».

    What begins something is no question of its own, nor is what nobody answers unless it asks; what is told is one only in more
    than a few words, and beside another topic.
    """
    one, other = (judge.entries.get(_likeliest(half.decision)) for half in halves)
    if one is None or other is None or certainty.same(one, other):
        return False
    sure = confidence_of(whole.decision) >= judge.scales.thresholds.apart
    if sure and subject_of(whole.decision) not in {one.id, other.id}:
        return False
    if not all(isinstance(half.decision, Answer | Clarify) or _asks(half) for half in halves):
        return False
    told = [half for half in halves if sentence.tells(half.question)]
    return not told or (one.topic != other.topic and all(len(half.question.split()) >= _TOLD for half in told))


def _asks(half: Asked) -> bool:
    return isinstance(half.decision, Handover) and sentence.asks(half.question)


def _likeliest(decision: Decision) -> str:
    """Give what a decision is about, or what is offered first; empty for neither."""
    return subject_of(decision) or next((one.entry for one in decision.candidates), "")
