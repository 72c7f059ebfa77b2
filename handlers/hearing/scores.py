"""Scores in words: «٤ من ٥ بس تأخرتوا», "I'd say 4", «خمس نجوم», «ممتاز والله», stars. Pure; knows no state.

Must not guess: a number or a judgement that may be about something else is read, and told to be unsure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from faq import normalise
from handlers.hearing import manners, sayings, wordbook, words
from handlers.hearing import score_words as book

LOWEST: Final = 1
HIGHEST: Final = 5
_THE: Final = "ال"
_GOOD: Final = 4
_FEW: Final = 3
"""Words of a message of which a number is what it tells."""


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
    said = [at for at, piece in enumerate(pieces) if piece not in book.PARTED]
    if found and all(any(each.first <= at < each.after for each in found) for at in said):
        return found[0].score if len({each.score for each in found}) == 1 else None  # «5 ممتاز» says it twice
    return None


def read(text: str) -> Reading | None:
    """Read the score that a message holds, even out of range; None where there is none, or more than one."""
    pieces, keys = _pieces(text[: normalise.LIMIT])
    found = _meant(list(_scores(keys, pieces)))
    if found is None:
        return None
    lead = [key for key, piece in zip(keys[: found.first], pieces, strict=False) if piece not in book.PARTED]
    changes = not book.CHANGING.isdisjoint(lead) and all(key in book.CHANGING | book.CHANGED | book.AROUND for key in lead)
    plain_lead = changes or all(key in book.AROUND or (found.counted and key in book.JUDGED) for key in lead)
    given = bool(lead) and (lead[-1] in book.GIVING or (lead[-1] in book.BUT and found.after == len(keys)))
    denied = bool(lead) and not changes and any(key in book.NOT for key in lead[-2:])
    rest = keys[found.after :]
    behind = _behind_judgement(found, keys)
    closed = behind == len(keys) or pieces[behind] in book.PARTED or _tells_why(keys[behind : behind + 2])
    bare = all(key in book.AROUND or piece in book.PARTED for key, piece in zip(rest, pieces[found.after :], strict=True))
    sure = not denied and _is_sure(found, plain_lead=plain_lead or given, closed=closed, bare=bare, began=not lead)
    if words.asks(text) and not (sure and found.counted and closed):
        sure = False
    if not sure and (words.asks(text) or len(keys) > book.MOST_UNSURE):
        return None
    beside = (
        ""
        if bare and plain_lead and not manners.thanks(_beside(text, found, plain_lead=True))
        else _beside(text, found, plain_lead=plain_lead)
    )
    return Reading(found.score, sure, beside, found.counted, found.scaled, changes)


def _behind_judgement(found: _Found, keys: list[str]) -> int:
    """Give the place behind a number and the judgement that goes with it: «بس» of «٤ تمام بس تأخروا»."""
    at = found.after
    judged = _judgement(keys, at) if found.counted and at < len(keys) else None
    agrees = found.counted and at < len(keys) and keys[at] in sayings.ACKNOWLEDGED
    return judged.after if judged else at + agrees


def _tells_why(then: list[str]) -> bool:
    """Tell whether words behind a number begin to say why, or thank, and are not counted: «3 الرجال جا متاخر», «5 ما قصرتوا».

    What is counted from three to ten stands without an article.
    """
    definite = then[0].startswith(_THE) and len(then[0]) > len(_THE) + 1 and then[0] not in book.HOURS
    return then[0] in book.BEHIND or definite or (then[0] == "ما" and then[1:] != [] and then[1].startswith("قصر"))


def praises(text: str) -> bool:
    """Tell whether a message is nothing but a good judgement: "perfect", «ممتاز»."""
    found = read(text)
    return found is not None and found.sure and not (found.counted or found.beside) and found.score >= _GOOD


def mentions(text: str) -> bool:
    """Tell whether a few words name a score, or several, or judge in two ways: «يمكن ٣ او ٤», "not great, not terrible"."""
    pieces, keys = _pieces(text[: normalise.LIMIT])
    named = [each for each in _scores(keys, pieces) if each.score <= HIGHEST]
    return bool(named) and len(keys) <= book.MOST_UNSURE and not words.asks(text)


def judges_well(text: str) -> bool:
    """Tell whether a message calls something good, and denies, or sets against it, nothing: «شفت المبنى الجديد حلو مره»."""
    pieces, keys = _pieces(text[: normalise.LIMIT])
    judged = [each.score for each in _scores(keys, pieces) if not each.counted]
    return bool(judged) and min(judged) >= _GOOD and (book.NOT | wordbook.BUT).isdisjoint(keys)


def only(text: str) -> int | None:
    """Give the one number of a few words that ask and deny nothing: where a score is awaited «اعطيهم ٣» gives it."""
    pieces, keys = _pieces(text[: normalise.LIMIT])
    found = [each for each in _scores(keys, pieces) if each.counted]
    plain = len(keys) <= _FEW and book.NOT.isdisjoint(keys) and not words.asks(text)
    return found[0].score if plain and len(found) == 1 and LOWEST <= found[0].score <= HIGHEST else None


def both(text: str) -> tuple[int, int] | None:
    """Read the scores of two matters in their order: «الاولى ٥ والثانية ٢», "5 for the first and 2 for the second"."""
    _, keys = _pieces(text[: normalise.LIMIT])
    ranks = [book.RANKS[key] for key in keys if key in book.RANKS]
    pieces = [piece for piece in keys if piece not in book.RANKS]
    found = [each for each in _scores(pieces, pieces) if each.counted and LOWEST <= each.score <= HIGHEST]
    if sorted(ranks) != [1, 2] or len(found) != 2:  # noqa: PLR2004 - both
        return None
    first, second = (each.score for each in found)
    return (first, second) if ranks == [1, 2] else (second, first)


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
    pieces = book.PIECES.findall(normalise.digits(text))
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
    while end < len(pieces) and pieces[end][0] in book.STAR:
        end += 1
    return _Found(at, end, end - at, scaled=True) if end > at else None


def _number(keys: list[str], at: int) -> _Found | None:
    if keys[at] in book.TWO_STARS:
        return _Found(at, at + 1, 2, scaled=True)
    number = int(keys[at]) if keys[at].isdecimal() and len(keys[at]) < 4 else book.NUMBERS.get(keys[at])  # noqa: PLR2004
    if number is None:
        if len(keys) == 1 and keys[0] in book.A_STAR:
            return _Found(0, 1, 1, scaled=True)
        if keys[at] in book.STARS and keys[at + 1 : at + 2] and keys[at + 1] in book.ONE:
            return _Found(at, at + 2, 1, scaled=True)
        return None
    if scaled := _scaled(number, keys, at):
        return scaled
    behind = keys[at + 1] if at + 1 < len(keys) else ""
    if behind in book.STARS:
        return _Found(at, at + 2, number, scaled=True)
    counts = behind in book.OF_TIME or (at and keys[at - 1] in book.NUMBERED) or (keys[at] in book.SOMEBODY and len(keys) > 1)
    return None if counts else _Found(at, at + 1, number, scaled=False)


def _scaled(number: int, keys: list[str], at: int) -> _Found | None:
    """Read «4 من 5», "4/5", «8 من 10»; what falls between two scores is not guessed."""
    end = at + 1
    while end < len(keys) and (keys[end] in book.OUT_OF or keys[end] == "/"):
        end += 1
    if end == at + 1 or end >= len(keys):
        return None
    best = int(keys[end]) if keys[end].isdecimal() else book.NUMBERS.get(keys[end], 0)
    after = end + 2 if keys[end + 1 : end + 2] and keys[end + 1] in book.STARS else end + 1
    if best == HIGHEST:
        return _Found(at, after, number, scaled=True)
    return _Found(at, after, number // 2, scaled=True) if best == book.SHORTENED and number % 2 == 0 else None


def _judgement(keys: list[str], at: int) -> _Found | None:
    for length in (2, 1):
        if (score := book.JUDGED.get(" ".join(keys[at : at + length]))) and at + length <= len(keys):
            return _Found(at, at + length, score, scaled=False, counted=False)
    return None


def _beside(text: str, found: _Found, *, plain_lead: bool) -> str:
    """Give what stands behind the score, or the whole where words that say something stand before it."""
    if not plain_lead:
        return text.strip()
    ends = [piece.end() for piece in book.PIECES.finditer(normalise.digits(text))]
    return text[ends[found.after - 1] :].strip(" ،,.؛;:!-—\n")
