"""What the member's words do while a rating is awaited: they give a score, tell that it is not solved, or neither.

Words behind a rating may give another one; what else they are `handlers.resolved.commenting` tells. Must not record a doubtful
score: that is asked for once more.
"""

from dataclasses import replace
from typing import Final

from domain.effects import Effect, Say, Step
from domain.model import TicketRef
from domain.states import AwaitingComment, AwaitingRating, Idle, State
from faq.decision import Answer, Clarify, Handover, action_of, subject_of
from handlers import actions, idle, menu, speech
from handlers.context import Context
from handlers.hearing import afterwords, assents, manners, remarks, sayings, scores, undertakings, words
from handlers.question import asking, plainly
from handlers.resolved import aftermath, asking_on, commenting, inviting, rating

_MUST: Final = ("rating", ".", "must")
"""The entry, in its parts, for a member who would rather not rate."""
_ASKED: Final = ("rating.why", "rating")
"""What a question leans on while nothing else was answered: «لازم؟»."""
_RESEMBLED: Final = frozenset({"officer", "tell", "thanks", "hurry", "waits"})
"""Actions that a judgement of the service resembles, where none is wished for: «موظف متعاون وفاهم شغله» calls no officer."""
_TIMES: Final = 2
"""Times that a score is asked for before words are taken for something else."""
_FEW: Final = 2
"""Words of a remark on the service, at least."""


def answer(state: AwaitingRating, text: str, ctx: Context) -> Step:
    """Take the words as a rating if they are one; anything else is handled as usual, and the rating stays askable."""
    if words.is_one_of(text, sayings.UNSOLVED):
        return rating.unsolved(state, state.ticket, ctx, state.said)
    courteous = _is_glad(text, ctx) or manners.thanks(text) or manners.acknowledges(text) or assents.accepts(text)
    if step := _given(state, text, ctx, courteous=courteous) or _put_off(state, text, ctx):
        return step
    if step := _not_solved(state, text, ctx):
        return step
    if (courteous or remarks.greets(text)) and not state.misses:
        again = _again(state, "rating.after_thanks", ctx)
        return speech.prefixed(again, speech.line(ctx, "greeting.salam"), "\n") if manners.has_salam(text) else again
    if _is_doubtful(text, ctx):
        return _again(state, "rating.doubt", ctx, text)
    if state.misses < _TIMES and not courteous and _may_be_remark(text, ctx):
        return _again(state, "rating.remark", ctx, text)
    return asking_on.heard(state, text, ctx) or _aside(state, text, ctx)


def _given(state: AwaitingRating, text: str, ctx: Context, *, courteous: bool) -> Step | None:
    """Record the score that the words plainly give; a judgement behind an answer may be of that."""
    score, found = scores.whole(text), scores.read(text)
    judged = found is not None and not found.counted
    if score is not None and not (judged and (state.entry or manners.acknowledges(text))):
        return _scored(state, score, ctx)
    if step := aftermath.both(text, ctx):
        return step
    sure = found is not None and found.sure and (found.counted or not (courteous or state.entry))
    if found and sure:
        return _with_words(state, found, ctx)
    number = scores.only(text)
    return _scored(state, number, ctx) if number else None


def _not_solved(state: AwaitingRating, text: str, ctx: Context) -> Step | None:
    """Reopen what the words say is not solved, or what they and those before may say, where they are asked on."""
    surely = aftermath.plainly(text, ctx) or not _is_doubtful(text, ctx)
    if surely and (step := aftermath.said_unsolved(state, text, ctx, before=state.said)):
        return step
    told = (
        bool(state.said)
        and not _is_doubtful(state.said, ctx)
        and aftermath.tells_trouble(state.said, ctx)
        and words.asks(text)
        and _is_unclear(text, ctx)
    )
    return rating.unsolved(state, state.ticket, ctx, commenting.joined(state.said, text)) if told else None


def _is_doubtful(text: str, ctx: Context) -> bool:
    """Tell whether words may give a score, and do not say which."""
    decided = ctx.decided(text)
    if action_of(decided) in actions.WISHES and plainly.acts(decided, text):
        return False  # the figure of "asajjel 3odw" is a letter
    found = scores.read(text)
    judged = found is not None and not found.counted
    return judged or afterwords.only_names_rating(text) or scores.mentions(text) or _judges(text, ctx)


def _judges(text: str, ctx: Context) -> bool:
    """Tell whether words are known for a judgement of the service, which gives no score: «ماشي حالكم», "could be better"."""
    decided = ctx.decided(text)
    return action_of(decided) == "rate" and not words.asks(text)


def rated(state: State, score: int, ref: TicketRef, ctx: Context) -> Step:
    """Record a score, and as its comment what was said before it."""
    said = state.said if isinstance(state, AwaitingRating) and state.ticket == ref else ""
    step = rating.rate(state, score, ref, ctx)
    if not said or not isinstance(step.state, AwaitingComment):
        return step
    return Step(replace(step.state, said=said), (*step.effects, *commenting.kept(ref, score, said, said, ctx)))


def _scored(state: AwaitingRating, score: int, ctx: Context) -> Step:
    if scores.LOWEST <= score <= scores.HIGHEST:
        return rated(state, score, state.ticket, ctx)
    return menu.show(Idle(), ctx) if state.misses >= ctx.house.max_misses else _again(state, "rating.range", ctx)


def _again(state: AwaitingRating, key: str, ctx: Context, text: str = "") -> Step:
    """Ask once more for the score, and keep what was said."""
    asked = speech.line(ctx, key, ref=speech.written(state.ticket))
    after = replace(state, misses=state.misses + 1, said=commenting.joined(state.said, text))
    return Step(after, (speech.say(ctx, asked, *inviting.offered(ctx, state.ticket)),))


def _is_unclear(text: str, ctx: Context) -> bool:
    decided = ctx.decided(text)
    return isinstance(decided, Clarify | Handover) and len(words.told(text)) >= _FEW


def _is_glad(text: str, ctx: Context) -> bool:
    decided = ctx.decided(text)
    solved = action_of(decided) == "solved" and not words.asks(text)
    return solved or undertakings.is_settled(text) or afterwords.says_settled(text)


def _put_off(state: AwaitingRating, text: str, ctx: Context) -> Step | None:
    """Answer a member who asks which score is the better, rates later, or would rather not."""
    if afterwords.asks_of_scale(text):
        return _again(state, "rating.range", ctx)
    if afterwords.rates_later(text):
        told = speech.line(ctx, "rating.later", ref=speech.written(state.ticket))
        return Step(state, (speech.say(ctx, told, "act:menu"),))
    gives_up = undertakings.gives_up(text) or (assents.refuses(text) and not manners.acknowledges(text))
    if gives_up or afterwords.declines_rating(text) or _would_rather_not(text, ctx):
        return rating.declined(state.ticket, ctx, state.draft)
    return None


def _would_rather_not(text: str, ctx: Context) -> bool:
    decided = ctx.decided(text)
    must = isinstance(decided, Answer) and decided.entry.partition(".") == _MUST
    return must and not words.asks(text) and not afterwords.doubts(text)


def _may_be_remark(text: str, ctx: Context) -> bool:
    """Tell whether words that ask and wish nothing may be about the service, or the matter that was settled."""
    if len(words.told(text)) < _FEW or idle.is_command(Idle(), text, ctx) or words.command(text):
        return False
    if remarks.leaves(text) or undertakings.lets_be(text):
        return False
    decided = ctx.decided(text)
    if plainly.names(decided, text, ctx.entries):
        return False
    judges = isinstance(decided, Answer) or (action_of(decided) in _RESEMBLED)
    wishes = words.wants(text) or words.begins_wishing(text)
    return (judges and not words.asks(text) and not wishes) or aftermath.tells(text, ctx)


def _aside(state: AwaitingRating, text: str, ctx: Context) -> Step:
    """Answer what is asked meanwhile; the rating is still awaited, and once asked for again below the answer."""
    before = Idle(state.entry or _ASKED[0], state.topic or _ASKED[1], draft=state.draft)
    step = idle.heard(before, text, ctx)
    after = step.state
    if not isinstance(after, Idle) or after.misses or after.added or not after.entry or after.courtesies:
        return step
    kept = AwaitingRating(state.ticket, max(state.misses, 1), after.draft, state.said, after.entry, after.topic)
    return Step(kept, step.effects if state.misses else _standing(step, state.ticket, ctx))


def _standing(step: Step, ref: TicketRef, ctx: Context) -> tuple[Effect, ...]:
    """Add the question for a rating to the last thing that is said, with its scores in front of what that offers."""
    *before, last = step.effects
    if not isinstance(last, Say):
        return step.effects
    text = speech.paragraphs(last.reply.text, speech.line(ctx, "rating.stands", ref=speech.written(ref)))
    options = (*inviting.offered(ctx, ref)[: scores.HIGHEST], *last.reply.options)
    return (*before, Say(replace(last.reply, text=text, options=options)))


def _with_words(state: AwaitingRating, found: scores.Reading, ctx: Context) -> Step:
    """Record the score, and take the words beside it as they would be taken after it."""
    score, said = found.score, found.beside
    step = _scored(state, score, ctx)
    if not isinstance(step.state, AwaitingComment) or not said:
        return step
    low = score <= rating.LOW
    told = speech.line(ctx, "rating.scored_low" if low else "rating.scored", score=str(score), ref=speech.written(state.ticket))
    complains = not low and _complains(said, ctx)
    heard = asking.ask(Idle(draft=state.draft), said, ctx) if complains else comment(step.state, said, ctx)
    after = speech.prefixed(heard, told)
    return Step(after.state, (*(effect for effect in step.effects if not isinstance(effect, Say)), *after.effects))


def _complains(said: str, ctx: Context) -> bool:
    """Tell whether the words beside a good score complain of something beside it, which a comment would hide."""
    decided = ctx.decided(said)
    return action_of(decided) == "complaint" and subject_of(decided) != actions.DELAY


def comment(state: AwaitingComment, text: str, ctx: Context) -> Step:
    """Take the words behind a rating as another score, or else as its comment."""
    anew = None if commenting.is_past(state, ctx) else _rated_anew(state, text, ctx)
    return anew or commenting.taken(state, text, ctx)


def _rated_anew(state: AwaitingComment, text: str, ctx: Context) -> Step | None:
    """Record a score that is to replace the one given; «ممتاز» behind a 5 is what he has to say of it."""
    if step := _of_whole(state, text, ctx):
        return step
    found = scores.read(text)
    if not found:
        return None
    sure = found.sure and (found.instead or (found.scaled and found.score != state.score))
    if not sure and not (found.counted and found.score != state.score and afterwords.changes_score(text)):
        return None
    return _with_words(AwaitingRating(state.ticket, draft=state.draft), found, ctx)


def _of_whole(state: AwaitingComment, text: str, ctx: Context) -> Step | None:
    score, found = scores.whole(text), scores.read(text)
    if score is None or not scores.LOWEST <= score <= scores.HIGHEST:
        return None
    judged = not (found and found.counted)
    if judged and (score == state.score or manners.acknowledges(text)):
        return None
    return rating.rate(state, score, state.ticket, ctx)
