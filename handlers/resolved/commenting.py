"""What the member's words do while the comment on a rating is awaited: they are that, or plainly something else.

Must not read a score out of them: `handlers.resolved.scoring` does.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.effects import Effect, Step
from domain.model import TicketRef
from domain.states import AwaitingComment, Idle
from domain.ticketeffects import AddNote, RecordComment
from faq import sentence
from faq.decision import Act, Answer, Decision, action_of
from handlers import actions, idle, menu, speech
from handlers.context import Context
from handlers.hearing import afterwords, assents, halves, manners, remarks, sayings, turnings, undertakings, waiting, words
from handlers.question import of_request, plainly
from handlers.resolved import aftermath, asking_on, elsewhere, rating
from handlers.ticket import complaint, tickets

_OF_SERVICE: Final = frozenset({"service", "handling", "complaints", "rating"})
"""Topics of questions that, below a low rating, are its reason: «كم مرة لازم اتصل عشان احد يرد؟»."""
_OF_RATING: Final = frozenset({"thanks", "greeting", "complaint", "suggestion", "unsolved", "solved", "rate", "tell"})
"""Actions whose words, behind a rating, are its comment."""
_LEAST: Final = 2
"""Words of a comment beside a question."""
_LASTING: Final = timedelta(days=1)
"""After a rating words are its comment for so long."""
_WHOLE: Final = 4_000
"""Characters of a comment after which further words are no part of it: they are about something else."""


def taken(state: AwaitingComment, text: str, ctx: Context) -> Step:
    """Take the words as a comment on the rating, unless they plainly are something else."""
    if is_past(state, ctx) or len(state.said) >= _WHOLE:
        return idle.heard(Idle(draft=state.draft), text, ctx)
    if words.is_one_of(text, sayings.UNSOLVED):
        return rating.unsolved(state, state.ticket, ctx)
    if words.is_wordless(text) or manners.thanks(text) or _has_nothing(text):
        return menu.thank(Idle(draft=state.draft), ctx)
    if words.is_one_of(text, sayings.CANCEL) or undertakings.gives_up(text):
        return menu.let_be(Idle(draft=state.draft), ctx)
    decided = ctx.decided(text)
    if action_of(decided) == "rate" and afterwords.names_rating(text):
        return aftermath.rate(state, text, ctx)
    if state.score > rating.LOW and aftermath.plainly(text, ctx):
        return rating.unsolved(state, state.ticket, ctx, text)
    if waiting.asks_of_contact(text) and (step := tickets.contact(text, ctx)):
        return Step(state, step.effects)
    if step := _reason(state, text, decided, ctx):
        return step
    if _is_something_else(state, text, decided, ctx):
        return _beside(state, text, ctx) or _elsewhere(state, text, ctx)
    asks = not (words.asks_why(text) or waiting.reproaches(text))
    return (asking_on.heard(state, text, ctx) if asks else None) or _remarked(state, text, ctx)


def _elsewhere(state: AwaitingComment, text: str, ctx: Context) -> Step:
    """Do what is plainly something else; behind an answer the comment is awaited still."""
    step = idle.heard(Idle(state.entry, state.topic, draft=state.draft), text, ctx)
    after = step.state
    if not isinstance(after, Idle) or not after.entry or after.misses or after.added or after.courtesies:
        return step
    return Step(replace(state, draft=after.draft, entry=after.entry, topic=after.topic), step.effects)


def _beside(state: AwaitingComment, text: str, ctx: Context) -> Step | None:
    """Keep what is told beside a question as the comment, and answer that: «الموظف ذوق بس متى دوامكم؟»."""
    for told, asked in halves.told_and_asked(text):
        if state.score > rating.LOW and complaint.tells(told, _LEAST):
            said = joined(state.said, told)
            step = _elsewhere(replace(state, said=said), asked, ctx)
            return Step(step.state, (*kept(state.ticket, state.score, said, told, ctx), *step.effects))
    return None


def _has_nothing(text: str) -> bool:
    """Tell whether the member says that he has nothing to add: «لا خلاص», «ما عندي شي», a mere "ok"."""
    says_no = assents.refuses(text) or assents.accepts(text)  # nothing was offered, so that a yes tells nothing
    return says_no or manners.acknowledges(text) or undertakings.has_said_all(text)


def is_past(state: AwaitingComment, ctx: Context) -> bool:
    """Tell whether the rating is so long ago that words are none of its comment."""
    rated = ctx.ticket(state.ticket)
    return rated is not None and ctx.now - rated.changed_at > _LASTING


def _remarked(state: AwaitingComment, text: str, ctx: Context) -> Step:
    said = joined(state.said, text)
    low = state.score <= rating.LOW
    asks = words.asks(text) and not waiting.reproaches(text)
    key = ("unsolved.already_said" if asks else "rating.comment_low") if low else "rating.comment"
    told = speech.say(ctx, speech.line(ctx, key, ref=speech.written(state.ticket)), "act:menu")
    return Step(replace(state, said=said), (*kept(state.ticket, state.score, said, text, ctx), told))


def _reason(state: AwaitingComment, text: str, decided: Decision, ctx: Context) -> Step | None:
    """Keep a reproach as the reason of a low rating; answer a question that may be one too, and keep it: nothing is lost."""
    if state.score <= rating.LOW and not state.said and waiting.reproaches(text):
        return _remarked(state, text, ctx)
    asks = plainly.asks(decided, text) and _may_be_reason(state, decided, ctx)
    if not asks and not plainly.names(decided, text, ctx.entries):
        return None
    step = idle.heard(Idle(draft=state.draft), text, ctx)
    said = joined(state.said, text)
    after = replace(state, said=said) if isinstance(step.state, Idle) else step.state
    return Step(after, (*kept(state.ticket, state.score, said, text, ctx), *step.effects))


def _is_something_else(state: AwaitingComment, text: str, decided: Decision, ctx: Context) -> bool:
    if idle.is_command(Idle(draft=state.draft), text, ctx) or waiting.asks_who_served(text) or remarks.greets(text):
        return True
    if words.command(text) or (turnings.would_complain(text) and plainly.acts(decided, text)):
        return True
    if action_of(decided) == "officer":
        return words.wishes(text)  # «الموظف متعاون» praises one, and «محد كلمني» is the reason for a low rating
    if action_of(decided) == "ticket_status":
        return words.asks(text) or plainly.acts(decided, text)
    if isinstance(decided, Act):
        own = state.score > rating.LOW and afterwords.names_matter(text)
        closes = decided.entry == actions.FAREWELL or (decided.action == "thanks" and bool(state.said))
        return own or closes or decided.action not in _OF_RATING | of_request.OF_REQUEST
    asks = (words.asks(text.removeprefix("و")) or sentence.asks_within(text)) and not words.asks_why(text)
    if not isinstance(decided, Answer) or not asks:
        return bool(state.said or state.entry) and state.score > rating.LOW and asks
    return not _may_be_reason(state, decided, ctx)


def _may_be_reason(state: AwaitingComment, decided: Decision, ctx: Context) -> bool:
    """Tell whether a question, the first words below a low rating, may say why it is low."""
    entry = ctx.entries.get(decided.entry) if isinstance(decided, Answer) else None
    return state.score <= rating.LOW and not state.said and entry is not None and entry.topic in _OF_SERVICE


def kept(ref: TicketRef, score: int, whole: str, text: str, ctx: Context) -> tuple[Effect, ...]:
    """Keep a comment with its rating; that of a low one is a note for whoever takes the ticket up again."""
    if there := elsewhere.passed(ref, score, whole, ctx):
        return (there,)
    return (RecordComment(ref, whole), *((AddNote(ref, text),) if score <= rating.LOW else ()))


def joined(before: str, text: str) -> str:
    """Give what was said before with what is said now."""
    return "\n".join(filter(None, (before, text)))
