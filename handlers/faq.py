"""One question: what a member asks, answered with the clause named, clarified, acted upon or handed over.

Must not match questions to entries: `faq.decide` does.
"""

from dataclasses import replace
from typing import Final, assert_never

from domain.effects import Effect, Step
from domain.model import Candidate, HandoverReason, Priority
from domain.states import Clarifying, Idle, State
from faq import segment
from faq.clauses import Citation
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Quote
from faq.entries import Entry, Flag, Kind
from handlers import (
    actions,
    answers,
    citations,
    complaint,
    escalation,
    menu,
    moods,
    posts,
    speech,
    telling,
    tickets,
    turnings,
    undertakings,
    wordbook,
    words,
)
from handlers.context import Context
from handlers.escalation import Matter

_NO_COMPLAINT: Final = frozenset({Flag.REFUSED, Flag.URGENT})
REPLY_TIME: Final = "handling.reply_time"
"""The entry on the committee's reply to a request."""


def one(state: State, asked: Asked, ctx: Context) -> Step:
    """Do what was decided on one question, and record the decision."""
    if _complains(asked, ctx):
        step = complaint.complaint(asked.question, ctx, named=True, candidates=asked.decision.candidates)
    else:
        step = _decided(state, asked, ctx)
    return Step(step.state, (answers.recorded(asked), *step.effects))


def _decided(state: State, asked: Asked, ctx: Context) -> Step:
    if _is_awaited(asked.decision, asked.question):
        return tickets.listed(ctx)
    if isinstance(asked.decision, Clarify) and (step := _in_vain(asked.question, ctx)):
        return step
    told = isinstance(asked.decision, Act) and asked.decision.action in {"complaint", "suggestion"}
    if told and ctx.all_tickets and turnings.asks_of_own_words(asked.question):
        return tickets.listed(ctx)
    form = isinstance(asked.decision, Act) and asked.decision.action in actions.FORMS
    if form and turnings.leans(asked.question) and (step := escalation.going_on(asked.question, ctx)):
        return step
    match asked.decision:
        case Answer(entry, _, candidates):
            return known(state, entry, asked.question, ctx, candidates)
        case Quote(source, clause_id, _, candidates):
            return _quote(state, asked.question, Citation(source, clause_id), candidates, ctx)
        case Clarify(candidates):
            return _clarify(state, asked.question, candidates, ctx)
        case Act(action):
            return actions.run(action, actions.felt(asked.decision, asked.question), state, asked.question, ctx)
        case Handover():
            return _hand_over(state, asked.question, asked.decision, ctx)
        case never:
            assert_never(never)


def _complains(asked: Asked, ctx: Context) -> bool:
    """Tell whether who says that he complains, and of what, is understood otherwise: «ابي اشتكي على رفض طلبي».

    Where complaints go is what he may ask as well, and what is an officer's anyway needs no complaint.
    """
    match asked.decision:
        case Answer(entry):
            known = ctx.house.library.entries.get(entry)
            other = known is not None and known.topic != "complaints" and Flag.OFFICER not in known.flags
        case Handover(reason, entry):
            other = not entry and reason is not HandoverReason.ANGER
        case _:
            other = False
    return other and complaint.wished(asked.question)


def _in_vain(question: str, ctx: Context) -> Step | None:
    """Apologise to who waits in vain for what is open, where it is not sure what else he means."""
    return tickets.in_vain(question, ctx) if undertakings.waits_in_vain(question) else None


def _is_awaited(decision: Decision, question: str) -> bool:
    """Tell who says of a form's request that nobody answered, or asks how far it is; it may be understood otherwise."""
    wishes = isinstance(decision, Act) and decision.action in actions.FORMS
    if not wishes and not isinstance(decision, Answer | Clarify):
        return False
    awaited = undertakings.waits_in_vain(question) or undertakings.asks_progress(question)
    return awaited and undertakings.form_named(question) is not None and not words.complains(question)


def known(state: State, entry_id: str, question: str, ctx: Context, candidates: tuple[Candidate, ...] = ()) -> Step:
    """Do what follows from an entry, recognised or picked."""
    entry = ctx.house.library.entries.get(entry_id)
    if entry is None:
        return menu.old_option(state, ctx)
    match entry.kind:
        case Kind.ANSWER:
            return _answer(entry, question, ctx, candidates)
        case Kind.ACTION:
            return actions.run(entry.action, entry.id, state, question, ctx)
        case Kind.SILENT:
            reason = HandoverReason.SENSITIVE if Flag.SENSITIVE in entry.flags else HandoverReason.SILENT
            return _silent(state, entry, Matter(reason, question, entry.topic, candidates), ctx)
        case Kind.NONE:
            return menu.show(state, ctx)
        case never:
            assert_never(never)


def _answer(entry: Entry, question: str, ctx: Context, candidates: tuple[Candidate, ...]) -> Step:
    effects: tuple[Effect, ...] = ()
    also = ""
    if entry.id == REPLY_TIME and (step := tickets.awaited(question, ctx)):
        return step
    if Flag.OFFICER in entry.flags:
        ref, effects = escalation.record(Matter(HandoverReason.SENSITIVE, question, entry.topic, candidates), ctx)
        post = posts.title(ctx, escalation.post_of(ref, entry.topic, ctx))
        also = speech.line(ctx, "answer.also_officer", ref=speech.written(ref), post=post)
    text, options = answers.worded(entry, ctx)
    said = speech.say(ctx, speech.paragraphs(text, also), *options)
    return Step(Idle(entry.id, entry.topic), (*effects, said))


def _quote(state: State, question: str, cited: Citation, candidates: tuple[Candidate, ...], ctx: Context) -> Step:
    found = citations.find(ctx, cited)
    if found is None:
        return escalation.hand_over(state, Matter(HandoverReason.UNCLEAR, question, candidates=candidates), ctx)
    return Step(Idle(), (speech.say(ctx, answers.quote(found, ctx), "act:menu", "act:officer"),))


def _clarify(state: State, question: str, candidates: tuple[Candidate, ...], ctx: Context) -> Step:
    offered = tuple(candidate for candidate in candidates if candidate.entry in ctx.house.library.entries)
    if tickets.names_any(question):
        return tickets.status(state, question, ctx)
    if words.suggests(question) and complaint.tells(question):
        return complaint.suggestion(question, ctx)
    if words.is_hurt(question) and any(one.entry.startswith("action.complaint") for one in candidates):
        return complaint.angry(question, ctx, candidates)
    if complaint.wished(question):
        return complaint.complaint(question, ctx, named=True, candidates=candidates)
    if not offered or words.acknowledges(question):
        return _nothing(state, question, ctx)
    if offered[0].entry == telling.TELLING or telling.goes_on(state, question):
        return telling.told(state, question, ctx)
    misses = moods.misses(state) + isinstance(state, Clarifying)
    if misses > ctx.house.max_misses:
        asked = state.question if isinstance(state, Clarifying) else question
        return escalation.hand_over(state, Matter(HandoverReason.MISSED_TWICE, asked, candidates=candidates), ctx)
    titles = answers.entry_options(offered, ctx)
    key = f"clarify.{'single' if len(titles) == 1 else 'which'}{'_again' if _was_offered(state, offered) else ''}"
    text = speech.line(ctx, key, title=titles[0].label)
    return Step(Clarifying(question, offered, misses), (speech.say(ctx, text, *titles, "none", "act:officer"),))


def again(state: Clarifying, ctx: Context) -> Step:
    """Ask once more which is meant: a yes to several is none of them."""
    return _clarify(state, state.question, state.offered, ctx)


def _was_offered(state: State, candidates: tuple[Candidate, ...]) -> bool:
    """Tell whether nothing would be offered that was not offered just now."""
    before = {one.entry for one in state.offered} if isinstance(state, Clarifying) else set()
    return all(one.entry in before for one in candidates)


def _nothing(state: State, text: str, ctx: Context) -> Step:
    """Answer words that ask nothing: politely, then with the menu, and after some attempts with an officer.

    Who did not understand what he was asked is asked once more.
    """
    if isinstance(state, Clarifying) and text != state.question and segment.is_puzzled(text):
        return again(state, ctx)
    if words.has_salam(text) or words.is_one_of(text, wordbook.GREETINGS):
        return menu.greet(state, text, ctx)
    if words.is_one_of(text, wordbook.THANKS) or words.thanks_for(text):
        return menu.thank(state, ctx)
    if words.is_wordless(text):
        return menu.wordless(state, text, ctx)
    if words.acknowledges(text):
        return menu.show(state, ctx)
    misses = moods.misses(state) + 1
    if misses > ctx.house.max_misses:
        return escalation.hand_over(state, Matter(HandoverReason.MISSED_TWICE, text), ctx)
    kept = state if isinstance(state, Idle) else Idle()
    answered = ctx.house.library.entries.get(kept.entry)
    if answered is not None and segment.is_puzzled(text):
        said = speech.say(ctx, speech.line(ctx, "answer.puzzled"), *citations.button(ctx, answered.cites), "act:officer")
    else:
        said = speech.say(ctx, speech.line(ctx, "menu.prompt"), *menu.MENU)
    return Step(replace(kept, misses=misses), (said,))


def _hand_over(state: State, question: str, decision: Handover, ctx: Context) -> Step:
    reason, entry, candidates = decision.reason, ctx.house.library.entries.get(decision.entry), decision.candidates
    if reason is HandoverReason.ANGER:
        return complaint.angry(question, ctx, candidates)
    if entry is None and tickets.names_own(question, ctx):
        return tickets.status(state, question, ctx)
    if entry is not None:
        return _silent(state, entry, Matter(reason, question, entry.topic, candidates), ctx)
    if reason is HandoverReason.OUT_OF_SCOPE and not words.asks(question) and (step := escalation.going_on(question, ctx)):
        return step
    if reason is HandoverReason.OUT_OF_SCOPE and (telling.goes_on(state, question) or telling.is_of_himself(question)):
        return telling.told(state, question, ctx)
    if reason is HandoverReason.OUT_OF_SCOPE and moods.misses(state) < ctx.house.max_misses:
        said = speech.say(ctx, speech.line(ctx, "handover.out_of_scope"), "act:officer", "act:menu")
        return Step(Idle(misses=moods.misses(state) + 1), (said,))
    return escalation.hand_over(state, Matter(reason, question, _topic(candidates, ctx), candidates), ctx)


def _silent(state: State, entry: Entry, matter: Matter, ctx: Context) -> Step:
    """Tell why there is no approved answer, and pass the question on, unless nobody would answer it; or take the complaint."""
    if complaint.wished(matter.words) and not entry.flags & _NO_COMPLAINT:
        return complaint.complaint(matter.words, ctx, named=True, candidates=matter.candidates)
    intro = ctx.house.facts.fill(speech.in_language(entry.answer, ctx), ctx.language) if entry.answer else ""
    if Flag.REFUSED in entry.flags and moods.misses(state) < ctx.house.max_misses:
        text = f"{intro} {speech.line(ctx, 'handover.refused')}"
        return Step(Idle(entry.id, entry.topic, moods.misses(state) + 1), (speech.say(ctx, text, "act:officer", "act:menu"),))
    if not matter.words:
        matter = replace(matter, words=speech.in_language(entry.title, ctx) if entry.title else entry.id)
    if Flag.URGENT in entry.flags:
        matter = replace(matter, priority=Priority.URGENT)
    step = escalation.hand_over(state, matter, ctx, intro)
    return replace(step, state=replace(step.state, entry=entry.id)) if isinstance(step.state, Idle) else step


def _topic(candidates: tuple[Candidate, ...], ctx: Context) -> str:
    best = ctx.house.library.entries.get(candidates[0].entry) if candidates else None
    return best.topic if best else ""
