"""The wish to submit a request for which there is no form: how it is done is answered, and an officer offered who takes it on.

Must open nothing unasked, and begin no form that is not meant: who asked how to leave wishes for no support.
"""

from typing import Final

from domain.effects import Step
from domain.model import Candidate, HandoverReason
from domain.states import State
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Thread
from handlers import actions, memory, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import submissions
from handlers.question import answers, knowledge, telling, unclear

_RESEMBLED: Final = actions.FORMS | {"call_off", "ticket_status", "tell", "relay", "menu"}
"""Actions as which such a wish may be understood."""
_WITH_FORMS: Final = frozenset({"support", "registration", "admission", "complaints", "privacy"})
"""Topics whose requests are begun here."""
_REQUESTED: Final = frozenset({"withdrawal", "transfer", "allocation", "shares", "death", "records"})
"""Topics in which requests are made to the association, as its documents say."""
_FORMS: Final = (Candidate(telling.NEEDING, 0.4), Candidate("action.register", 0.3), Candidate(actions.STATUS, 0.1))
_ASKING: Final = {"ar": "كيف", "en": "how"}


def heard(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Answer how it is done, and offer to pass it on; None where a form is meant, or nothing is known that it may be for."""
    matter = submissions.matter(asked.question)
    if matter == "" and (step := _behind(state, asked.question, ctx)):
        return step
    if matter is None or not _may_wish(asked.decision):
        return None
    if not matter:
        return _asked_which(state, asked, ctx)
    decided = ctx.decided(f"{_ASKING[ctx.language]} {matter}")
    match decided:
        case Handover(reason, entry=entry, candidates=candidates) if entry in ctx.entries:
            said = Matter(reason, asked.question, ctx.entries[entry].topic, candidates)
            return knowledge.silent(state, ctx.entries[entry], said, ctx)
        case Answer(entry) if ctx.entries[entry].topic not in _WITH_FORMS:
            return _offered(asked.question, entry, ctx, answers.text(entry, ctx))
        case Answer():
            return None
        case _:
            return telling.offer(asked.question, "tell.request", ctx, "act:officer", "act:menu")


def _may_wish(decision: Decision) -> bool:
    match decision:
        case Act(action):
            return action in _RESEMBLED
        case Answer() | Clarify():
            return True
        case Handover(reason):
            return reason is HandoverReason.OUT_OF_SCOPE


def _behind(state: State, text: str, ctx: Context) -> Step | None:
    """Take it for a request of what was answered last."""
    thread = memory.thread(state)
    if not memory.was_answered(state, ctx) or thread.topic not in _REQUESTED or thread.entry not in ctx.entries:
        return None
    title = speech.in_language(ctx.entries[thread.entry].title, ctx)
    return _offered(f"{title}: {text}", thread.entry, ctx)


def _asked_which(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Ask which is meant where one form would be begun and the words name none: «ابغى اقدم طلب»."""
    begins = isinstance(asked.decision, Act) and asked.decision.action in actions.FORMS
    doubtful = begins and memory.thread(state).topic not in _WITH_FORMS
    return unclear.ask(state, asked.question, _FORMS, ctx) if doubtful else None


def _offered(text: str, entry: str, ctx: Context, answer: str = "") -> Step:
    behind = Thread(entry, ctx.entries[entry].topic)
    step = telling.offer(text, "tell.request", ctx, "act:officer", "act:menu", behind=behind)
    return speech.prefixed(step, answer, "\n\n") if answer else step
