"""One question: what a member asks, answered with the clause named, clarified, acted upon or handed over.

Must not match questions to entries: `faq.decide` does.
"""

from dataclasses import replace
from typing import Final, assert_never

from domain.effects import Effect, Step
from domain.model import Candidate, HandoverReason, Priority
from domain.states import Clarifying, Idle, State
from faq.clauses import Citation
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, Quote
from faq.entries import Entry, Flag, Kind
from handlers import actions, escalation, menu, moods, posts, speech
from handlers.context import Context
from handlers.escalation import Matter
from handlers.form import forms, gleaning, told_before
from handlers.hearing import scores, service, troubles, turnings, undertakings, words
from handlers.question import answers, besides, citations, meanwhile, telling, unclear
from handlers.ticket import chasing, complaint, open_requests, tickets

HOW_TO_COMPLAIN: Final = "complaints.how"
"""The entry on what becomes of complaints, and how they are made."""
_RETRACT, _LEAVING = "withdrawal.retract", "withdrawal"
"""The entry of who would take back that he leaves, and its topic."""
_SURELY: Final = 0.9
"""Confidence from which words suggest something though they are not put so."""
_LATE: Final = 0.6
"""Confidence from which words complain, and are no part of what is open or was offered to be passed on."""
_HARDLY: Final = 0.5
"""Confidence below which words that complain of a delay are asked about before a complaint is opened, and thanks may tell."""
_OWN_DATA: Final = "action.privacy"
"""The entry of who wants something done with his own data."""
_FORMS: Final = frozenset({"action.register", telling.NEEDING})
"""The entries of who begins a form."""
_AID: Final = "silent.aid-kinds"
"""The entry of who asks what help is given; who asks it for himself needs it."""
_MORE: Final = frozenset({"ticket_status", "tell", "call_off", "relay"})
"""Actions as which more of what was told may be understood."""
_FEW: Final = 2
"""Words of a question that is put without asking: «شروط العضوية»."""
_PRESSING: Final = frozenset({Flag.REFUSED, Flag.URGENT})
"""Flags of what goes to a person ahead of all else, or to nobody."""


def one(state: State, asked: Asked, ctx: Context) -> Step:
    """Do what was decided on one question, and record the decision."""
    if ctx.open_tickets and meanwhile.tells(asked.decision, asked.question, ctx.house.library.entries):
        step = escalation.going_on(asked.question, ctx) or _told(state, asked.question, ctx)
    else:
        step = _decided(state, asked, ctx)
    return Step(step.state, (answers.recorded(asked), *step.effects))


def _told(state: State, text: str, ctx: Context) -> Step:
    """Open what is said to be another matter; else add it to what is open."""
    apart = besides.announces_another(text) and besides.is_trouble(text)
    return complaint.complaint(text, ctx, named=True) if apart else open_requests.add(state, text, ctx)


def _decided(state: State, asked: Asked, ctx: Context) -> Step:
    if step := _otherwise(state, asked, ctx):
        return step
    match asked.decision:
        case Answer(entry, _, candidates):
            return known(state, entry, asked.question, ctx, candidates)
        case Quote(source, clause_id, _, candidates):
            return _quote(state, asked.question, Citation(source, clause_id), candidates, ctx)
        case Clarify(candidates):
            return unclear.ask(state, asked.question, candidates, ctx)
        case Act(action):
            return actions.run(action, actions.felt(asked.decision, asked.question), state, asked.question, ctx)
        case Handover():
            return _hand_over(state, asked.question, asked.decision, ctx)
        case never:
            assert_never(never)


def _otherwise(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Read words by what the member has with us, or by how they are put, where they resemble something else."""
    decision, question = asked.decision, asked.question
    if telling.goes_on(state, question) and _may_go_on(decision, question, ctx):
        return telling.told(state, question, ctx)
    if _is_awaited(decision, question):
        return tickets.listed(ctx)
    if step := _of_number(state, decision, question, ctx) or _of_form(state, decision, question, ctx):
        return step
    if isinstance(decision, Clarify):
        return _in_vain(state, question, ctx)
    if isinstance(decision, Answer):
        return _may_retract(state, question, ctx) if decision.entry == _RETRACT else None
    if isinstance(decision, Handover) and decision.entry == _AID and telling.is_of_himself(question):
        return telling.needing(state, question, ctx)
    return _acted_otherwise(state, decision, question, ctx) if isinstance(decision, Act) else None


def _of_number(state: State, decision: Decision, question: str, ctx: Context) -> Step | None:
    """Take a number for what is told with the words before it, where it resembles a question of where something stands."""
    best = decision.candidates[0].entry if decision.candidates else ""
    if best not in actions.STANDING or words.asks(question) or not meanwhile.NUMBER.search(question):
        return None
    if not isinstance(state, Clarifying):
        return telling.told(state, question, ctx)
    both = f"{state.question}\n{question}"
    own = any(one.entry == _OWN_DATA for one in state.offered)
    return complaint.privacy(both, ctx) if own else telling.told(state, both, ctx)


def _of_form(state: State, decision: Decision, question: str, ctx: Context) -> Step | None:
    """Begin the form that is spoken of for who wants to apply and names none: «أرغب في تقديم الطلب الآن»."""
    best = decision.candidates[0].entry if decision.candidates else ""
    if best not in _FORMS or not words.wants(question) or words.asks(question) or undertakings.form_named(question):
        return None
    form = told_before.spoken_of((moods.thread(state).entry,), ctx)
    return forms.start(state, form, ctx, question) if form and ctx.house.library.entries[best].action != form else None


def _acted_otherwise(state: State, decision: Act, question: str, ctx: Context) -> Step | None:
    """Read words otherwise that seem to want something done."""
    if decision.action == "menu" and isinstance(state, Clarifying):  # «تقدرون تساعدوني؟» is about what was offered
        return telling.again(state, ctx) if telling.is_offered(state) else unclear.again(state, ctx)
    if decision.action == "language" and service.names_both_languages(question):
        return telling.told(state, question, ctx)
    if decision.action in {"complaint", "suggestion"} and ctx.all_tickets and turnings.asks_of_own_words(question):
        return tickets.listed(ctx)
    if decision.action == "suggestion" and decision.confidence < _SURELY and (near := _goes_on(state, decision, question, ctx)):
        return unclear.ask(state, question, near, ctx)
    praises = scores.judges_well(question) and not troubles.is_broken(question)
    if decision.action == "complaint" and praises and not words.complains(question):
        return telling.told(state, question, ctx)  # «شفت المبنى الجديد حلو مره» resembles a complaint of the building
    late = decision.entry == actions.DELAY and not undertakings.waits_in_vain(question)
    if late and ctx.open_tickets and decision.confidence < _LATE:
        long = chasing.waited(state, question, ctx)
        return (chasing.chased(state, question, ctx) if long else None) or open_requests.add(state, question, ctx)
    if late and decision.confidence < _HARDLY:
        return telling.told(state, question, ctx)
    if decision.entry == actions.COMPLAINT and words.wants_to_know(question):
        return known(state, HOW_TO_COMPLAIN, question, ctx, decision.candidates)
    hardly = decision.action == "thanks" and decision.confidence < _HARDLY  # "it was yesterday at 8"
    leans = hardly or (decision.action in actions.FORMS and turnings.leans(question))
    return escalation.going_on(question, ctx) if leans else None


def _goes_on(state: State, decision: Act, question: str, ctx: Context) -> tuple[Candidate, ...]:
    """Give what is likeliest of what was answered, where words behind it are put as no suggestion: «لو بزيد على اللي عندي».

    Where nothing of it is, what else is likely counts, if the suggestion hardly is.
    """
    if not moods.was_answered(state, ctx) or words.suggests(question):
        return ()
    entries, topic = ctx.house.library.entries, moods.thread(state).topic
    near = tuple(one for one in decision.candidates if one.entry in entries and entries[one.entry].topic == topic)[:1]
    return near or (decision.candidates[1:3] if decision.confidence < _LATE else ())


def _may_go_on(decision: Decision, question: str, ctx: Context) -> bool:
    """Tell whether words behind an offer may be more of what was told before it, whatever they resemble."""
    match decision:
        case Handover():
            return not _is_pressing(decision, ctx)
        case Act("complaint", confidence=sure) if sure < _LATE or gleaning.is_filed(question):  # «رفعته بالموقع الاسبوع الماضي»
            return not words.complains(question)
        case Act(action):
            begins = words.wants(question) or undertakings.begins(question)
            return action in _MORE or (action in actions.FORMS and (gleaning.is_filed(question) or not begins))
        case Answer():
            return len(words.told(question)) > _FEW
        case _:
            return False


def _is_pressing(decision: Handover, ctx: Context) -> bool:
    """Tell what goes to a person ahead of all else, or to nobody."""
    entry = ctx.house.library.entries.get(decision.entry)
    return decision.reason is HandoverReason.ANGER or (entry is not None and not entry.flags.isdisjoint(_PRESSING))


def _may_retract(state: State, question: str, ctx: Context) -> Step | None:
    """Tell who asks whether he may take back what he has open how; of a membership that he leaves he would say so."""
    mine = moods.spoken_of(state, ctx)
    leaves = moods.thread(state).topic == _LEAVING or any("انسح" in word or "withdraw" in word for word in words.told(question))
    return escalation.may_call_off(mine.ref, ctx) if mine and mine.topic != _LEAVING and not leaves else None


def _in_vain(state: State, question: str, ctx: Context) -> Step | None:
    """Apologise to who waits in vain for what is open, where it is not sure what else he means."""
    return chasing.chased(state, question, ctx) if undertakings.waits_in_vain(question) else None


def _is_awaited(decision: Decision, question: str) -> bool:
    """Tell who says of a form's request that nobody answered, or asks how far it is; it may be understood otherwise."""
    wishes = isinstance(decision, Act) and decision.action in actions.FORMS
    if not wishes and not isinstance(decision, Answer | Clarify):
        return False
    if undertakings.form_named(question) is None:
        return False
    awaited = undertakings.waits_in_vain(question) or undertakings.asks_progress(question)
    return awaited and not words.complains(question)


def known(state: State, entry_id: str, question: str, ctx: Context, candidates: tuple[Candidate, ...] = ()) -> Step:
    """Do what follows from an entry, recognised or picked."""
    entry = ctx.house.library.entries.get(entry_id)
    if entry is None:
        return menu.old_option(state, ctx)
    match entry.kind:
        case Kind.ANSWER:
            return _answer(state, entry, question, ctx, candidates)
        case Kind.ACTION:
            return actions.run(entry.action, entry.id, state, question, ctx)
        case Kind.SILENT:
            reason = HandoverReason.SENSITIVE if Flag.SENSITIVE in entry.flags else HandoverReason.SILENT
            return _silent(state, entry, Matter(reason, question, entry.topic, candidates), ctx)
        case Kind.NONE:
            return menu.show(state, ctx)
        case never:
            assert_never(never)


def _answer(state: State, entry: Entry, question: str, ctx: Context, candidates: tuple[Candidate, ...]) -> Step:
    effects: tuple[Effect, ...] = ()
    also = ""
    if ctx.open_tickets and (step := chasing.awaited(state, entry.id, question, ctx)):
        return step
    if Flag.OFFICER in entry.flags:
        ref, effects = escalation.record(Matter(HandoverReason.SENSITIVE, question, entry.topic, candidates), ctx)
        post = posts.title(ctx, escalation.post_of(ref, entry.topic, ctx))
        also = speech.line(ctx, "answer.also_officer", ref=speech.written(ref), post=post)
    text, options = answers.worded(entry, ctx)
    text = answers.fitting(text, question)
    treated = answers.rests_on_conduct(entry) and telling.tells(question)
    if treated or (not ctx.open_tickets and telling.complains_of_neglect(question)):
        return telling.wronged(text, question, entry.topic, ctx, *citations.button(ctx, entry.cites))
    said = speech.say(ctx, speech.paragraphs(text, also), *options)
    return Step(Idle(entry.id, entry.topic), (*effects, said))


def _quote(state: State, question: str, cited: Citation, candidates: tuple[Candidate, ...], ctx: Context) -> Step:
    found = citations.find(ctx, cited)
    if found is None:
        return escalation.hand_over(state, Matter(HandoverReason.UNCLEAR, question, candidates=candidates), ctx)
    return Step(Idle(), (speech.say(ctx, answers.quote(found, ctx), "act:menu", "act:officer"),))


def _hand_over(state: State, question: str, decision: Handover, ctx: Context) -> Step:
    reason, entry, candidates = decision.reason, ctx.house.library.entries.get(decision.entry), decision.candidates
    if reason is HandoverReason.ANGER:
        return complaint.angry(question, ctx, candidates)
    if entry is None and (step := _in_vain(state, question, ctx)):
        return step
    if entry is None and tickets.names_own(question, ctx):
        return tickets.status(state, question, ctx)
    if entry is not None:
        return _silent(state, entry, Matter(reason, telling.with_told(state, question), entry.topic, candidates), ctx)
    if reason is HandoverReason.OUT_OF_SCOPE and not words.asks(question) and (step := escalation.going_on(question, ctx)):
        return step
    if reason is HandoverReason.OUT_OF_SCOPE and troubles.is_broken(question):
        return complaint.complaint(question, ctx, named=True)
    if reason is HandoverReason.OUT_OF_SCOPE and telling.tells(question):
        needing = telling.needing(state, question, ctx) if gleaning.tells_hardship(question) else None
        return needing or telling.told(state, question, ctx)
    if reason is HandoverReason.OUT_OF_SCOPE and moods.misses(state) < ctx.house.max_misses:
        said = speech.say(ctx, speech.line(ctx, "handover.out_of_scope"), "act:officer", "act:menu")
        return Step(Idle(misses=moods.misses(state) + 1), (said,))
    words_told = telling.with_told(state, question)
    return escalation.hand_over(state, Matter(reason, words_told, _topic(candidates, ctx), candidates), ctx)


def _silent(state: State, entry: Entry, matter: Matter, ctx: Context) -> Step:
    """Tell why there is no approved answer, and pass the question on, unless nobody would answer it."""
    intro = speech.approved(entry, ctx)
    if Flag.REFUSED in entry.flags and (for_nobody(entry) or moods.misses(state) < ctx.house.max_misses):
        text = f"{intro} {speech.line(ctx, 'handover.refused')}"
        return Step(Idle(entry.id, entry.topic, moods.misses(state) + 1), (speech.say(ctx, text, "act:officer", "act:menu"),))
    if not matter.words:
        matter = replace(matter, words=speech.in_language(entry.title, ctx) if entry.title else entry.id)
    if Flag.URGENT in entry.flags:
        matter = replace(matter, priority=Priority.URGENT)
    step = escalation.hand_over(state, matter, ctx, intro)
    return replace(step, state=replace(step.state, entry=entry.id)) if isinstance(step.state, Idle) else step


def for_nobody(entry: Entry) -> bool:
    """Tell what neither we nor an officer would do, nor reads about: orders to change how we work, secrets of the system."""
    return Flag.REFUSED in entry.flags and Flag.SENSITIVE not in entry.flags


def _topic(candidates: tuple[Candidate, ...], ctx: Context) -> str:
    best = ctx.house.library.entries.get(candidates[0].entry) if candidates else None
    return best.topic if best else ""
