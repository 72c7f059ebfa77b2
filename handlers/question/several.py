"""Several questions in one message: one message of ours that answers each, or offers each.

Must not open more than one ticket.
"""

import re
from dataclasses import dataclass, replace
from typing import Final, assert_never

from domain.effects import Effect, Say, Step
from domain.model import NO_POST, HandoverReason, Option, PostId
from domain.states import Idle, State
from faq import listing
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Thread
from faq.entries import Flag
from handlers import actions, escalation, memory, posts, speech, texts, when
from handlers.context import Context
from handlers.form import told_before
from handlers.hearing import manners, troubles, words
from handlers.question import answers
from handlers.ticket import complaint, tickets

MOST: Final = 8
"""Options in one message."""
_AND: Final = re.compile(r"^و(?=(?:متى|كم|هل|كيف|ليش|لماذا|ايش|إيش|اين|أين|ما|من)\s)")
"""The «and» with which a second question begins: repeated alone it reads without."""
_COURTESIES: Final = frozenset({"greeting", "thanks", "menu", "waits"})


@dataclass(frozen=True, slots=True)
class _Part:
    """What is said on one of the questions, and what it offers."""

    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class _Passed:
    """What went to a person: the ticket's number as members read it, and whose it is."""

    ref: str
    post: PostId
    effects: tuple[Effect, ...] = ()


_NOBODY: Final = _Passed("", NO_POST)


def listed(state: State, text: str, ctx: Context) -> tuple[Asked, ...]:
    """Decide on each question of a list by itself, or where it is unclear with the one before it; empty where there is no list.

    None is left out: what nobody understands a person reads.
    """
    questions = listing.questions(text)
    if not questions or any(troubles.is_wrong(question) or troubles.is_broken(question) for question in questions):
        return ()  # a trouble, and when it is mended, are one matter
    found, before = list[Asked](), memory.thread(state)
    for question in questions:
        alone = ctx.house.decide(question)[0]
        leaning = ctx.house.decide(question, before)[0] if isinstance(alone.decision, Clarify) and before.entry else alone
        asked = alone if isinstance(leaning.decision, Clarify) else leaning
        found.append(replace(for_person(asked), question=question))
        before = _thread(asked.decision, ctx) or before
    return tuple(found)


def _thread(decided: Decision, ctx: Context) -> Thread | None:
    """Give what the next question may lean on; None where nothing was spoken of."""
    if isinstance(decided, Act):
        form = told_before.begun_by(decided.action)
        return Thread(told_before.KNOWN[form], str(form)) if form else None
    entry = ctx.entries.get(decided.entry) if isinstance(decided, Answer | Handover) else None
    return Thread(entry.id, entry.topic) if entry else None


def for_person(asked: Asked) -> Asked:
    """Leave to a person what resembles nothing."""
    unclear = isinstance(asked.decision, Clarify) and not asked.decision.candidates
    return replace(asked, decision=Handover(HandoverReason.UNCLEAR, "", ())) if unclear else asked


def parts(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Give the questions that need an answer of their own: courtesies and fragments beside others do not. At least one."""
    if len(asked) == 1:
        return asked
    telling = tuple(part for part in asked if not _is_filler(part))
    answered = tuple(part for part in telling if not _only_names(part))
    return answered or telling or asked[:1]


def answer(text: str, asked: tuple[Asked, ...], ctx: Context) -> Step:
    """Answer or offer each; what only a person can answer goes to one ticket together."""
    if any(isinstance(one.decision, Handover) and one.decision.reason is HandoverReason.ANGER for one in asked):
        return complaint.angry(text, ctx)
    handed = tuple(one for one in asked if _needs_person(one, ctx))
    passed = _passed_on(handed, ctx) if handed else _NOBODY
    told = [_part(one, number, passed, ctx) for number, one in enumerate(asked, 1)]
    body = speech.paragraphs(
        *(speech.line(ctx, "several.part", number=str(number), text=part.text) for number, part in enumerate(told, 1)),
        when.answer_hours(ctx, passed.post) if handed else "",
    )
    offered = tuple(option for part in told for option in part.options)[:MOST]
    said = speech.say(ctx, body, *offered, "act:officer")
    return Step(_after(asked, ctx), (*map(answers.recorded, asked), *passed.effects, said))


def _is_filler(part: Asked) -> bool:
    match part.decision:
        case Clarify(()):
            return True
        case Act(action):
            return action in _COURTESIES
        case _:
            return manners.thanks(part.question)


def _only_names(part: Asked) -> bool:
    """Recognise a word that names what the next question is about and asks nothing answerable: «والرفض؟ أقدر أعترض؟»."""
    return isinstance(part.decision, Clarify) and len(part.question.split()) == 1


def _needs_person(asked: Asked, ctx: Context) -> bool:
    match asked.decision:
        case Handover(entry=entry):
            return not _is_refused(entry, ctx)
        case Answer(entry):
            return not answers.text(entry, ctx)
        case _:
            return False


def _is_refused(entry: str, ctx: Context) -> bool:
    """Recognise what nobody would give: it is said, and no one is called for it."""
    known = ctx.entries.get(entry)
    return known is not None and Flag.REFUSED in known.flags


def _passed_on(handed: tuple[Asked, ...], ctx: Context) -> _Passed:
    first = handed[0].decision
    reason = first.reason if isinstance(first, Handover) else HandoverReason.UNCLEAR
    question = "\n".join(one.question for one in handed)
    candidates = tuple({c.entry: c for one in handed for c in one.decision.candidates}.values())
    known = ctx.entries.get(first.entry) if isinstance(first, Handover) else None
    topic = known.topic if known else ""
    ref, effects = escalation.record(escalation.Matter(reason, question, topic, candidates), ctx)
    return _Passed(speech.written(ref), escalation.post_of(ref, topic, ctx), effects)


def _part(asked: Asked, number: int, passed: _Passed, ctx: Context) -> _Part:
    about = _AND.sub("", speech.short(asked.question, speech.ECHO))
    if _needs_person(asked, ctx):
        return _Part(_handed(asked, about, passed, ctx))
    match asked.decision:
        case Answer(entry) if told := _when(entry, asked.question, ctx):
            return _Part(told, (speech.option(ctx, "act:ticket_status"),))
        case Answer(entry):
            known = ctx.entries[entry]
            return _Part(answers.text(entry, ctx), answers.further(known, ctx, number))
        case Clarify(candidates):
            offered = answers.entry_options(candidates, ctx)
            key = "several.clarify_single" if len(offered) == 1 else "several.clarify"
            return _Part(speech.line(ctx, key, question=about, title=offered[0].label if offered else ""), offered)
        case Act("ticket_status" as action):
            return _Part(tickets.standing(asked.question, ctx), (speech.option(ctx, f"act:{action}"),))
        case Act(action):
            if f"option.act:{action}" not in texts.BY_LANGUAGE[ctx.language]:
                return _said(asked, action, ctx)
            option, form = speech.option(ctx, f"act:{action}"), told_before.begun_by(action)
            if form and words.asks(asked.question):
                return _Part(told_before.in_short(form, ctx), (option,))
            return _Part(speech.line(ctx, "several.action", question=about, title=option.label), (option,))
        case Handover(entry=entry):
            return _Part(answers.text(entry, ctx))
        case never:
            assert_never(never)


def _when(entry: str, question: str, ctx: Context) -> str:
    """Tell who asks how long it takes when what he has open is answered; empty where he has nothing that he can mean."""
    step = tickets.contact(question, ctx, tickets.OF_TIME[entry]) if entry in tickets.OF_TIME else None
    return "".join(effect.reply.text for effect in step.effects if isinstance(effect, Say)) if step else ""


def _said(asked: Asked, action: str, ctx: Context) -> _Part:
    """Say what an action without a button of its own says; where it would do more, the menu leads there."""
    entry = asked.decision.entry if isinstance(asked.decision, Act) else ""
    effects = actions.run(action, entry, Idle(), asked.question, ctx).effects
    replies = [effect.reply for effect in effects if isinstance(effect, Say)]
    if len(replies) == len(effects) == 1:
        return _Part(replies[0].text, replies[0].options)
    menu = speech.option(ctx, "act:menu")
    told = speech.line(ctx, "several.action", question=speech.short(asked.question, speech.ECHO), title=menu.label)
    return _Part(told, (menu,))


def _handed(asked: Asked, about: str, passed: _Passed, ctx: Context) -> str:
    silent = asked.decision.entry if isinstance(asked.decision, Handover) else ""
    told = speech.line(ctx, "several.handover", question=about, ref=passed.ref, post=posts.title(ctx, passed.post))
    return speech.paragraphs(answers.text(silent, ctx), told)


def _after(asked: tuple[Asked, ...], ctx: Context) -> State:
    """Let a follow-up lean on the last answer."""
    answered = [one.decision.entry for one in asked if isinstance(one.decision, Answer)]
    entry = ctx.entries.get(answered[-1]) if answered else None
    return Idle(entry.id, entry.topic) if entry else Idle()
