"""What the member's words do while a rating, or its comment, is awaited: a score in many spellings, a comment, or neither.

Must not take a question for a comment, nor a number in a sentence for a score.
"""

# ruff: noqa: E501 - lists of words read best in wide lines

import re
from itertools import takewhile
from typing import Final

from domain.effects import AddNote, Effect, RecordComment, Say, Step
from domain.states import AwaitingComment, AwaitingRating, Idle
from faq import normalise
from faq.decision import Act, Answer
from handlers import actions, elsewhere, idle, menu, rating, remarks, speech, undertakings, wordbook, words
from handlers.context import Context

_SCORE = re.compile(r"([0-9]{1,3})(?: ?(?:/|من|out of|of|min) ?([0-9]{1,3}))?(?: ?(?:نجوم|نجمات|نجمه|نجمة|stars?))?[\s.!]*")
_STARS = re.compile(r"(?:[⭐★🌟]\ufe0f?\s*)+")
_WORDS: Final = {
    normalise.key(word): score
    for score, said in {
        5: "ممتاز ممتازة ممتازين رائع رائعة خمسة خمس excellent perfect great amazing mumtaz momtaz five 5amsa khamsa",
        4: "جيد_جدا جيدة_جدا أربعة أربع حلو كويس_جدا very_good good four arba3a",
        3: "جيد جيدة متوسط عادي مقبول ثلاثة ثلاث كويس average ok okay okey fair three thalatha",
        2: "اثنين ناقص دون_المتوسط two below_average ethnain",
        1: "ضعيف ضعيفة ضعيف_جدا سيء سيئة سيئ زفت خايس خايسة واحد أسوأ bad very_bad poor very_poor weak terrible awful worst one say2",
    }.items()
    for word in (part.replace("_", " ") for part in said.split())
}

_CHANGING: Final = wordbook.tokens(
    "خلوها خلها خليها خلوه خله خليه غيروها غيرها غيروه غيره بدلوها بدلها عدلوها عدلها اجعلوها اجعلها قصدي اقصد أقصد make change set mean meant"
)
_CHANGED: Final = wordbook.tokens(
    "لا no it that to my the rating تقييمي التقييم الى إلى actually sorry عفوا اسف آسف i انا أنا و طيب بس"
)
"""What stands before a score that is to replace another."""
_LONGEST_SCORE: Final = 4
"""Words of a score: «5 من 5 نجوم»."""
_OF_SCORE: Final = wordbook.tokens(
    "بس لكن ولكن لان لأن لأنه لأنكم لأنهم عشان علشان والله شكرا وشكرا مشكور مشكورين يعطيك يعطيكم الله but because cuz as and thanks thank though bs shukran 3ashan"
)
"""What begins the words behind a score."""


def answer(state: AwaitingRating, text: str, ctx: Context) -> Step:
    """Take the words as a rating if they are one; anything else is handled as usual, and the rating stays askable."""
    if words.is_one_of(text, wordbook.UNSOLVED):
        return rating.unsolved(state, state.ticket, ctx)
    score = score_of(text)
    if score is None:
        return _beside(state, text, ctx)
    if rating.LOWEST <= score <= rating.HIGHEST:
        return rating.rate(state, score, state.ticket, ctx)
    if state.misses >= ctx.house.max_misses:
        return menu.show(Idle(), ctx)
    asked = speech.line(ctx, "rating.range", ref=speech.written(state.ticket))
    said = speech.say(ctx, asked, *rating.scores(ctx, state.ticket), rating.unsolved_option(ctx, state.ticket))
    return Step(AwaitingRating(state.ticket, state.misses + 1), (said,))


def _beside(state: AwaitingRating, text: str, ctx: Context) -> Step:
    """Take a score with words behind it, or a refusal; thanks, or that it is solved, leave the rating awaited, once."""
    if found := score_and_words(text):
        return _with_words(state, *found, ctx)
    if remarks.declines_rating(text):
        return rating.declined(state, ctx)
    if not state.misses and (undertakings.is_settled(text) or words.thanks(text)):
        asked = speech.line(ctx, "rating.after_thanks", ref=speech.written(state.ticket))
        said = speech.say(ctx, asked, *rating.scores(ctx, state.ticket), rating.unsolved_option(ctx, state.ticket))
        return Step(AwaitingRating(state.ticket, state.misses + 1), (said,))
    return idle.heard(Idle(draft=state.draft), text, ctx)


def _with_words(state: AwaitingRating, score: int, said: str, ctx: Context) -> Step:
    """Record the score, and take the words behind it as they would be taken after it."""
    rated = rating.rate(state, score, state.ticket, ctx)
    if not isinstance(rated.state, AwaitingComment):
        return rated
    low = score <= rating.LOW
    told = speech.line(ctx, "rating.scored_low" if low else "rating.scored", score=str(score), ref=speech.written(state.ticket))
    complains = not low and _complains(said, ctx)
    heard = idle.heard(Idle(draft=state.draft), said, ctx) if complains else comment(rated.state, said, ctx)
    after = speech.prefixed(heard, told)
    return Step(after.state, (*(effect for effect in rated.effects if not isinstance(effect, Say)), *after.effects))


def _complains(said: str, ctx: Context) -> bool:
    """Tell whether the words behind a good score complain of something beside it, which a comment would hide."""
    decided = ctx.house.decide(said)[0].decision
    return isinstance(decided, Act) and decided.action == "complaint" and decided.entry != actions.DELAY


def score_and_words(text: str) -> tuple[int, str] | None:
    """Read a score in front of words about it: «5 شكراً لكم», «أربعة بس تأخرتم»; not the number of «3 أيام وأنا أنتظر»."""
    said = text[: normalise.LIMIT].split()
    for at in range(min(_LONGEST_SCORE, len(said) - 1), 0, -1):
        score = score_of(" ".join(said[:at]).rstrip("،,.؛;:-"))
        parted = said[at - 1][-1] in "،,.؛;:-" or normalise.word(said[at]) in _OF_SCORE
        if score is not None and rating.LOWEST <= score <= rating.HIGHEST and parted:
            return score, " ".join(said[at:])
    return None


def comment(state: AwaitingComment, text: str, ctx: Context) -> Step:
    """Take the words as a comment on the rating, unless they plainly are something else."""
    if words.is_one_of(text, wordbook.UNSOLVED):
        return rating.unsolved(state, state.ticket, ctx)
    score = score_of(text) or corrected(text)
    again = score == state.score and not any(char.isdecimal() or char in "⭐★🌟" for char in text)
    # the same in words, as «ممتاز» after a 5, is what he has to say of it
    if score is not None and rating.LOWEST <= score <= rating.HIGHEST and not again:
        return rating.rate(state, score, state.ticket, ctx)
    if words.is_one_of(text, wordbook.NO | wordbook.ACKNOWLEDGED | wordbook.THANKS) or words.is_wordless(text):
        return menu.thank(Idle(), ctx)
    if _is_something_else(state, text, ctx):
        return idle.heard(Idle(draft=state.draft), text, ctx)
    effects: tuple[Effect, ...] = (RecordComment(state.ticket, text),)
    if there := elsewhere.passed(state.ticket, state.score, text, ctx):
        effects = (there,)
    elif state.score <= rating.LOW:
        effects = (*effects, AddNote(state.ticket, text))
    said = speech.say(ctx, speech.line(ctx, "rating.comment"), "act:menu")
    return Step(Idle(), (*effects, said))


def score_of(text: str) -> int | None:
    """Read a score: «5», «٥/٥», «4 من 5», "8/10", «ممتاز», stars. None where there is none; a number out of range as it is."""
    plain = normalise.digits(text[:50]).strip().casefold()
    if _STARS.fullmatch(plain):
        return sum(char in "⭐★🌟" for char in plain)
    if found := _SCORE.fullmatch(plain):
        return _of(int(found[1]), int(found[2] or rating.HIGHEST))
    number, _, word = normalise.key(plain).partition(" ")
    return _WORDS.get(f"{number} {word}".strip()) or (_WORDS.get(word) if number == str(_WORDS.get(word)) else None)


def corrected(text: str) -> int | None:
    """Read the score that is to replace another: «لا خلوها 3», "make it 4"; None where the words say anything else."""
    said = re.split(r"[\s،,.]+", text[:50].strip())
    lead = list(takewhile(lambda word: normalise.word(word) in _CHANGING | _CHANGED, said))
    if _CHANGING.isdisjoint(map(normalise.word, lead)):
        return None
    return score_of(" ".join(said[len(lead) :]))


def _of(score: int, best: int) -> int | None:
    """Bring a score out of 5 or 10 to one out of 5; what falls between two is not guessed."""
    if best == 2 * rating.HIGHEST:
        return score // 2 if score % 2 == 0 else None
    return score if best == rating.HIGHEST else None


def _is_something_else(state: AwaitingComment, text: str, ctx: Context) -> bool:
    if idle.is_command(Idle(draft=state.draft), text, ctx):
        return True
    decided = ctx.house.decide(text)[0].decision
    if isinstance(decided, Act) and decided.action == "officer":
        return words.wishes(text)  # «الموظف متعاون» praises one, and «محد كلمني» is the reason for a low rating
    if isinstance(decided, Act):
        return decided.action not in {"thanks", "greeting", "complaint", "suggestion"}
    return isinstance(decided, Answer) and any(mark in text for mark in "؟?")
