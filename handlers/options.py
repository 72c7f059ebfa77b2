"""Which option the member's words stand for: one that is named, a yes or a no to what was asked, one that is taken up.

Must not do what it stands for: `handlers.choices` does.
"""

from typing import Final

from domain.choice import resolve_choice
from domain.model import Option
from domain.states import Choosing, Clarifying, Describing, Idle, State
from handlers.context import Context
from handlers.hearing import assents, manners, misunderstandings, persons, remarks, sayings, undertakings, words
from handlers.question import answers, telling

_IN_PART: Final = frozenset({"", "complaint", "suggestion"})
"""Commands that an option among those offered may be named by: «رجوع» leads back, whatever has the word too."""


def meant(state: State, text: str, ctx: Context) -> str:
    """Give the id of the option that words stand for; else nothing."""
    named = _named(state, text, ctx) or _named(state, manners.behind_assent(text), ctx)
    return named.id if named else _agreed(state, text, ctx) or _of_closing(text, ctx) or _taken_up(state, text, ctx)


def _named(state: State, text: str, ctx: Context) -> Option | None:
    """Give the option that words name; of what he was asked to choose from a part of one does, unless it is a way out."""
    in_part = isinstance(state, Clarifying | Choosing) and words.command(text) in _IN_PART
    return resolve_choice(text, ctx.offered, parts=in_part)


def _agreed(state: State, text: str, ctx: Context) -> str:
    """Give the option that words stand for: a yes or a no to what was asked, or that the answer did not help; else nothing."""
    if isinstance(state, Idle | Describing) and misunderstandings.misses_the_point(text) and _is_of_answers(state, ctx):
        return f"unhelped:{state.entry}"
    if not isinstance(state, Clarifying):
        return ""
    if assents.refuses(text) or assents.wants_none(text) or misunderstandings.misses_the_point(text):
        return "none"
    if state.answered and manners.thanks_for(text):  # «طيب شكرا» behind an answer thanks for that
        return ""
    agreed = len(state.offered) == 1 and (
        assents.accepts(text)
        or words.is_one_of(text, sayings.YES)
        or (telling.offers_officer(state) and persons.lets_somebody(text))
        or (_is_wanted(text) and not (telling.offers_officer(state) and undertakings.begins(text)))  # «اوكي سجلني»
        or (telling.accepts(state, text) and not telling.more_of(text))
    )
    return f"entry:{state.offered[0].entry}" if agreed else ""


def _is_of_answers(state: Idle | Describing, ctx: Context) -> bool:
    """Tell whether "not helpful" is said of us: behind a request it is said of that, and its officer is to have it."""
    return bool(state.entry) or (isinstance(state, Idle) and not ctx.open_tickets)


def _of_closing(text: str, ctx: Context) -> str:
    """Give the option that a yes or a no stands for where it is asked if a request, or notices, may end; else nothing."""
    if not ctx.offered or not ctx.offered[0].id.startswith(("drop:", "act:opt_out")):
        return ""
    if assents.refuses(text) and not undertakings.gives_up(text):
        return ctx.offered[-1].id
    return ctx.offered[0].id if remarks.begins_agreeing(text) or assents.accepts(text) else ""


def _taken_up(state: State, text: str, ctx: Context) -> str:
    wish = answers.offered_wish(ctx) if isinstance(state, Idle) else ""
    if wish and assents.refuses(text) and not manners.acknowledges(text):
        return "none"
    return wish if wish and _is_wanted(text) else ""


def _is_wanted(text: str) -> bool:
    """Tell whether words take up what was offered: a yes, or «يلا نبدأ»."""
    begins = undertakings.begins(text) and not words.is_one_of(text, sayings.RESTART)
    wanted = assents.accepts(text) and not manners.acknowledges(text)  # an "all right" only hears what was told
    return wanted or words.is_one_of(text, sayings.WANTED) or remarks.takes_up(text) or begins
