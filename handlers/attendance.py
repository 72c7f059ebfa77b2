"""Answers to the notice of a general assembly: coming, not coming, or somebody in the member's place.

Must not judge a proxy: an officer checks the power of attorney.
"""

from typing import Final

from domain import assembly
from domain.assembly import AnnouncementId, Answer
from domain.effects import RecordAttendance, Step
from domain.states import Idle, NamingProxy, State
from handlers import speech
from handlers.context import Context
from handlers.form import fields
from handlers.form.fields import Field
from handlers.hearing import assents, sayings, words
from handlers.question import asking

_SAID: Final = {Answer.ATTENDS: "assembly.attends", Answer.ABSENT: "assembly.absent"}


def answer(state: State, option: str, ctx: Context) -> Step | None:
    """Record the pressed answer, or ask for the proxy's name; None where the option is no answer to an assembly."""
    found = assembly.answered(option)
    if found is None:
        return None
    announcement, given = found
    if _is_over(announcement, ctx):
        return Step(state, (speech.say(ctx, speech.line(ctx, "assembly.over"), "act:menu", "act:officer"),))
    if given is Answer.PROXY:
        return Step(NamingProxy(announcement), (speech.say(ctx, speech.line(ctx, "assembly.proxy")),))
    told = speech.say(ctx, speech.line(ctx, _SAID[given]), "act:menu")
    return Step(state, (RecordAttendance(announcement, given), told))


def named(state: NamingProxy, text: str, ctx: Context) -> Step:
    """Take the words as the proxy's full name."""
    if assents.refuses(text) or words.is_one_of(text, sayings.STOP):
        return Step(Idle(), (speech.say(ctx, speech.line(ctx, "assembly.proxy_stopped"), "act:menu"),))
    if ctx.unheard:
        return Step(state)  # the question goes to him once more
    if words.asks(text):
        answered = asking.ask(Idle(draft=state.draft), text, ctx)
        return speech.followed(Step(state, answered.effects), speech.line(ctx, "assembly.proxy_again"))
    name = fields.tidy(Field.NAME, text)
    if (not fields.looks_right(Field.NAME, name) or assents.accepts(text)) and state.misses < ctx.house.max_misses:
        again = speech.say(ctx, speech.line(ctx, "assembly.proxy_again"))
        return Step(NamingProxy(state.announcement, state.misses + 1), (again,))
    told = speech.say(ctx, speech.line(ctx, "assembly.proxy_recorded", name=speech.short(name)), "act:menu")
    return Step(Idle(), (RecordAttendance(AnnouncementId(state.announcement), Answer.PROXY, name), told))


def _is_over(announcement: AnnouncementId, ctx: Context) -> bool:
    """Tell whether the assembly has begun, or is none that is known."""
    invited = ctx.house.outreach.assemblies.get(announcement)
    return invited is None or invited.at <= ctx.now
