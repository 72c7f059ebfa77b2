"""Telling a complaint, a suggestion, or what an officer should know: the first words open the ticket.

Must not judge them.
"""

from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.model import TicketKind
from domain.states import Describing, Idle
from faq import framing
from faq.decision import Act, Clarify
from handlers import actions, escalation, idle, memory, menu, speech
from handlers.context import Context
from handlers.form import forms, identity, names
from handlers.hearing import (
    assents,
    forms_named,
    halves,
    imperatives,
    manners,
    remarks,
    sayings,
    turnings,
    undertakings,
    wordbook,
    words,
)
from handlers.question import meanwhile, mixed, plainly
from handlers.resolved import aftermath
from handlers.ticket import complaint, details, filing, foretelling, questions, tickets

_LEAST: Final = 2
"""Words from which a message describes something."""
_ASKED: Final = 8
"""Words that only ask."""
_OF_TROUBLE: Final = ("action.complaint", "action.suggestion", "action.unsolved", "action.hurry")
_STOPS: Final = frozenset({".", "!", "\n"})
_MYSELF: Final = wordbook.tokens("انا أنا احنا نحن i we my")
"""What begins to say who writes."""
_COURTEOUS: Final = 3
"""Words of thanks and the like: «كل شي ممتاز الا الانتظار» tells something."""
_SURELY: Final = 0.6
"""Confidence from which words complain of a delay, and are no part of something else."""


def tell(state: Describing, text: str, ctx: Context) -> Step:
    """Open a ticket with the words, or add them to the one that was opened already."""
    if state.draft and undertakings.goes_on(text):
        return forms.resume(state, ctx)
    if state.ticket is not None:
        return details.add(state, text, ctx)
    if step := aftermath.beside(state, text, ctx) or _other_matter(state, text, ctx) or _left(state, text, ctx):
        return step
    if step := mixed.asked_beside_form(state, text, ctx) or _acted(state, text, ctx):
        return step
    if state.matter in complaint.TOLD and (told := foretelling.before(state.matter, framing.first_asked(text), ctx)):
        return Step(state, (speech.say(ctx, told, "act:officer", "act:menu"),))
    if state.matter in complaint.TOLD and turnings.asks_of_own_words(text) and ctx.all_tickets:
        return Step(state, tickets.listed(ctx).effects)
    if state.matter in complaint.TOLD and (
        step := _told_beside(state, text, ctx)
        or _asked_instead(state, text, ctx)
        or _asked_of_one(state, text, ctx)
        or _named(state, text, ctx)
        or _unclear(state, text, ctx)
        or _begun(state, text, ctx)
    ):
        return step
    return _opened(state, text, ctx)


def _opened(state: Describing, text: str, ctx: Context) -> Step:
    """Open it with all that was said of it, or ask for it again; a word of it, or a complaint, is kept until then."""
    courteous = manners.is_courtesy(text) or manners.blesses(text) or remarks.greets(text) or assents.accepts(text)
    who = state.matter in complaint.TOLD and (identity.only_tells(text) or remarks.introduces(text) or names.only_names(text))
    tells = who or (complaint.tells(text, 1) and names.says_something(text) and not courteous)
    told = _joined(state, text) if tells else text
    waits = courteous or who
    if len(told.split()) >= _LEAST and not words.is_wordless(text) and not waits and not _only_wishes(state, text):
        if state.matter is TicketKind.INQUIRY:
            return escalation.asked(state, text, ctx)
        return mixed.answered_too(text, complaint.open_(_kind(state.matter, text, ctx), _joined(state, text), ctx), ctx)
    if state.misses >= ctx.house.max_misses:
        return escalation.asked(state, told, ctx)
    return _again(replace(state, misses=state.misses + (not waits), begun=told if tells else state.begun), text, ctx)


def _joined(state: Describing, text: str) -> str:
    """Put what was said of the matter already in front of what is said now."""
    return f"{state.begun}\n{text}".strip()


def _again(state: Describing, text: str, ctx: Context) -> Step:
    again = "suggestion.ask_again" if state.matter is TicketKind.SUGGESTION else "complaint.ask_again"
    salam = speech.line(ctx, "greeting.salam") if manners.has_salam(text) else ""
    return Step(state, (speech.say(ctx, f"{salam} {speech.line(ctx, again)}".lstrip(), "act:officer", "act:menu"),))


def _acted(state: Describing, text: str, ctx: Context) -> Step | None:
    """Do what is surely wanted in place of the words that were asked for; thanks and the like are none of these either."""
    decided = ctx.decided(text)
    if not isinstance(decided, Act) or not plainly.acts(decided, text):
        return None
    match decided.action:
        case "complaint" | "suggestion" as action:
            other = state.matter in complaint.TOLD and action != state.matter and _only_wishes(state, text)
            return actions.run(action, "", state, "", ctx) if other else None
        case "thanks" | "comfort" | "greeting" | "menu":
            only = len(words.told(text)) <= _COURTEOUS or manners.thanks(text)
            return _again(state, text, ctx) if only and state.matter in complaint.TOLD else None
        case "call_off":
            return _cancelled(ctx)
        case "pause":
            return menu.let_be(state, ctx)
        case _:
            return actions.run(decided.action, decided.entry, state, text, ctx)


def _kind(asked: TicketKind, text: str, ctx: Context) -> TicketKind:
    """Give the kind of what is told: a suggestion was asked for («عندي ملاحظة»), and it may surely complain."""
    decided = ctx.decided(text)
    complains = isinstance(decided, Act) and decided.action == "complaint" and decided.confidence >= _SURELY
    return TicketKind.COMPLAINT if complains else asked


def _other_matter(state: Describing, text: str, ctx: Context) -> Step | None:
    """Ask for the other kind of words where those are meant («لا مو شكوى اقتراح»), or do what is wished for instead."""
    if state.matter in complaint.TOLD and (wished := turnings.instead(text)):
        return idle.heard(Idle(state.entry, state.topic, draft=state.draft), wished, ctx)
    if form := forms_named.rather(text):
        return forms.start(state, form, ctx)
    if state.matter not in complaint.TOLD:
        return None
    told_as = filing.told_as(text)
    called = filing.is_called(text)
    meant = told_as or turnings.matter_meant(text) or (called if called in complaint.TOLD else None)
    if meant is None or meant is state.matter:
        return None
    told = _joined(state, text) if told_as else state.begun
    return complaint.suggestion(told, ctx) if meant is TicketKind.SUGGESTION else complaint.complaint(told, ctx, named=True)


def _only_wishes(state: Describing, text: str) -> bool:
    """Tell whether words say once more that somebody complains or suggests, and nothing of what: «ابغى اشتكي» sent twice."""
    named = words.complains(text) or words.suggests(text) or bool(turnings.kinds(text) & complaint.TOLD)
    return state.matter in complaint.TOLD and (turnings.would_complain(text) or (named and not complaint.tells(text, 1)))


def _left(state: Describing, text: str, ctx: Context) -> Step | None:
    """Let a member who was asked for his words take the wish back, ask for something else, or thank for an answer."""
    if remarks.leaves(text):
        return menu.farewell(Idle(state.entry, state.topic), ctx)
    given_up = assents.refuses(text) or undertakings.gives_up(text)
    if given_up or imperatives.ends(text) or undertakings.abandons(text) or undertakings.is_settled(text):
        return _cancelled(ctx)
    if state.heard_at and (words.is_one_of(text, sayings.THANKS) or manners.acknowledges(text)):
        return menu.thank(Idle(state.entry, state.topic), ctx)
    named = words.command(text)
    return actions.run(named, "", state, "", ctx) if named else None


def _cancelled(ctx: Context) -> Step:
    return Step(Idle(), (speech.say(ctx, speech.line(ctx, "describing.cancelled"), "act:menu", "act:officer"),))


def _told_beside(state: Describing, text: str, ctx: Context) -> Step | None:
    """Open it with what is told beside a question, in a sentence of its own or as a complaint: «المجاري طافحة، متى تجون؟»."""
    for told, _ in () if foretelling.asks_of_one(state.matter, text) else halves.told_and_asked(text):
        apart = text.partition(told)[2][:1] in _STOPS and words.told(told)[0] not in _MYSELF
        if complaint.tells(told, _LEAST) and not framing.introduces(told) and (apart or mixed.is_complaint(told, ctx)):
            return _opened(state, text, ctx)
    return None


def _asked_instead(state: Describing, text: str, ctx: Context) -> Step | None:
    """Answer a question, by itself or with what was answered meanwhile; None where the words are none."""
    alone, leaning = ctx.house.decide(text), ctx.house.decide(text, memory.thread(state))
    known = plainly.asks(alone[0].decision, text) or plainly.asks_how(alone[0].decision, text)
    if known or details.is_for_nobody(alone[0].decision, text, ctx):
        return _keeping(questions.answered(state, text, ctx, alone), text)
    instead = meanwhile.asks_instead(leaning[0].decision, text, ctx.entries)
    return questions.answered(state, text, ctx, leaning) if instead else None


def _unclear(state: Describing, text: str, ctx: Context) -> Step | None:
    """Keep a short question that is not understood, and ask if that is it: «هل في احد يقرا هذا؟» may be, and mostly is not."""
    asks = any(mark in text for mark in "؟?") and words.begins_asking(text) and not words.asks_why(text)
    if state.begun or not asks or len(words.told(text)) > _ASKED:
        return None
    decided = ctx.decided(text)
    near = decided.candidates[0].entry if isinstance(decided, Clarify) and decided.candidates else ""
    if not isinstance(decided, Clarify) or near.startswith(_OF_TROUBLE):
        return None
    told = speech.paragraphs(foretelling.told_of(state.matter, ctx), speech.line(ctx, f"{state.matter}.if_this"))
    after = replace(state, begun=text)
    return Step(after, (speech.say(ctx, told, "act:officer", "act:menu"),))


def _keeping(step: Step, text: str) -> Step:
    """Keep what was told beside a question as the beginning of what is awaited: «الحارس ما ينظف، متى بتردون على الشكوى؟»."""
    told = next((one for one, _ in halves.told_and_asked(text) if complaint.tells(one, _LEAST)), "")
    if not told or framing.introduces(told) or not isinstance(step.state, Describing) or step.state.ticket:
        return step
    return Step(replace(step.state, begun=_joined(step.state, told)), step.effects)


def _asked_of_one(state: Describing, text: str, ctx: Context) -> Step | None:
    """Tell a member who asks of complaints before he writes his what is done with one; the question is not recorded as one."""
    if not foretelling.asks_of_one(state.matter, text):
        return None
    return Step(state, (speech.say(ctx, foretelling.told_of(state.matter, ctx), "act:officer", "act:menu"),))


def _named(state: Describing, text: str, ctx: Context) -> Step | None:
    """Answer words that are the very title of a matter, and keep them: they may be what he complains of."""
    alone = ctx.house.decide(text)
    if not plainly.names(alone[0].decision, text, ctx.entries):
        return None
    step = questions.answered(state, text, ctx, alone)
    if not isinstance(step.state, Describing):
        return step
    after = replace(step.state, begun=_joined(state, text))
    return speech.followed(Step(after, step.effects), speech.line(ctx, f"{state.matter}.if_this"))


def _begun(state: Describing, text: str, ctx: Context) -> Step | None:
    """Open it with what was said of it already, where he says that this is it: «نعم», «هذي شكواي», «سجلها»."""
    agreed = bool(state.entry) and assents.accepts(text) and not manners.acknowledges(text)
    told = agreed or filing.calls(text, state.matter)
    return complaint.open_(state.matter, state.begun, ctx) if state.begun and told else None
