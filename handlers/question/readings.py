"""Words read otherwise than what they resemble: by what the member has with us, what was offered, or how they are put.

Must not do what was decided: `handlers.question.single` does.
"""

from typing import Final

from domain.effects import Step
from domain.model import Candidate, HandoverReason, TicketKind
from domain.states import Clarifying, FormKind, State
from faq import segment
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover
from faq.entries import Flag
from handlers import actions, consent, moods
from handlers.context import Context
from handlers.form import forms, told_before
from handlers.hearing import (
    forms_named,
    needs,
    notices,
    particles,
    progress,
    scores,
    service,
    tellings,
    troubles,
    turnings,
    undertakings,
    wordbook,
    words,
)
from handlers.question import knowledge, meanwhile, plainly, telling, unclear
from handlers.ticket import additions, calling_off, chasing, complaint, open_requests, tickets

HOW_TO_COMPLAIN: Final = "complaints.how"
"""The entry on what becomes of complaints, and how they are made."""
_RETRACT, _LEAVING = "withdrawal.retract", "withdrawal"
"""The entry for a member who would take back that he leaves, and its topic."""
_SURELY: Final = 0.9
"""Confidence from which words suggest something though they are not put so."""
_LATE: Final = 0.6
"""Confidence from which words complain, and are no part of what is open or was offered to be passed on."""
_HARDLY: Final = 0.5
"""Confidence below which words that complain of a delay are asked about before a complaint is opened, and thanks may tell."""
_OWN_DATA: Final = "action.privacy"
"""The entry for a member who wants something done with his own data."""
_FORMS: Final = frozenset({"action.register", telling.NEEDING})
"""The entries for a member who begins a form."""
_AID: Final = "silent.aid-kinds"
"""The entry for asking what help is given; whoever asks it for himself needs it."""
_SHORT: Final = 6
_WHAT_LAST: Final = wordbook.tokens("ايه إيه كم وين فين شنو وش ايش")
"""What a short question may end with."""
_MENDING: Final = wordbook.tokens(
    "فيه فيها به متى امتى تصلحون تصلحونه بتصلحون يتصلح تتصلح when fix fixed مشكلة مشكله عطل عطلان بطيء problem slow"
)
"""What is asked of a thing that does not work."""
_NEXT: Final = 3
"""Behind the likeliest meaning, those that are offered in its place."""
_MORE: Final = frozenset({"ticket_status", "tell", "call_off", "relay"})
"""Actions as which more of what was told may be understood."""
_FEW: Final = 2
"""Words of a question that is put without asking: «شروط العضوية»."""
_PRESSING: Final = frozenset({Flag.REFUSED, Flag.URGENT})
"""Flags of what goes to a person ahead of all else, or to nobody."""


def otherwise(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Read words by what the member has with us, or by how they are put, where they resemble something else."""
    decision, question = asked.decision, asked.question
    if troubles.reproaches(question) and not words.asks(question):
        return complaint.angry(question, ctx)
    goes_on = telling.goes_on(state, question) and _may_go_on(decision, question, ctx)
    if goes_on or service.gives_address(question):
        return telling.told(state, question, ctx)
    if _is_awaited(decision, question):
        return tickets.listed(ctx)
    if words.asks_of_a_right(question) and not wordbook.COMPLAINING.isdisjoint(words.told(question)):
        return knowledge.follow(state, HOW_TO_COMPLAIN, question, ctx, decision.candidates)
    if (
        step := _of_number(state, decision, question, ctx)
        or _of_form(state, decision, question, ctx)
        or unclear.of_rules(state, asked, ctx)
    ):
        return step
    if (step := _of_neighbours(state, decision, question, ctx)) or isinstance(decision, Clarify):
        return step or chasing.in_vain(state, question, ctx)
    if isinstance(decision, Answer):
        return _may_retract(state, question, ctx) if decision.entry == _RETRACT else None
    if isinstance(decision, Handover) and _tells_of_filing(decision, question):
        return telling.told(state, question, ctx)
    if isinstance(decision, Handover) and decision.entry == _AID and tellings.is_of_himself(question):
        return telling.needing(state, question, ctx)
    return _acted_otherwise(state, decision, question, ctx) if isinstance(decision, Act) else None


def _tells_of_filing(decision: Handover, question: str) -> bool:
    """Recognise words that something was filed, a little like what only a person answers: «وقد قدمتها ورقياً في المقر»."""
    faintly = bool(decision.candidates) and decision.candidates[0].confidence < _SURELY
    return faintly and needs.is_filed(question) and not (words.asks(question) or words.wants(question))


def _of_neighbours(state: State, decision: Decision, question: str, ctx: Context) -> Step | None:
    """Hear how elders and the angry speak, which resembles other matters: «نبي عونكم», «نبي نشكي»."""
    acts = isinstance(decision, Act) and decision.action != "comfort"
    form = forms_named.form_of_another(question)
    wished = isinstance(decision, Act) and decision.action in actions.FORMS
    if form and (wished or not acts) and not turnings.kinds(question) - {TicketKind(form)}:
        return told_before.how(form, ctx)
    if acts or words.asks(question):
        return None
    if troubles.is_wrong(question):
        has_one = any(one.kind is TicketKind.COMPLAINT for one in ctx.open_tickets)
        return open_requests.ask_which(question, ctx) if has_one else complaint.complaint(question, ctx, named=True)
    if notices.bids_stop(question):
        return consent.doubtful(state, ctx) if ctx.contact.notices else consent.settings(state, ctx)
    if isinstance(decision, Clarify) and (words.complains(question) or troubles.is_broken(question)):
        return complaint.complaint(question, ctx, named=True)
    if needs.calls_for_help(question):
        return telling.begged(question, ctx)
    return forms.start(state, FormKind.REGISTRATION, ctx, question) if forms_named.would_join(question) else None


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
    """Begin the form spoken of, where the wish to apply names none: «أرغب في تقديم الطلب الآن»; not for one who has applied."""
    if isinstance(decision, Act) and decision.action in actions.FORMS and _tells_that_filed(question):
        return (
            tickets.listed(ctx)
            if ctx.all_tickets
            else telling.offer(question, "tell.elsewhere", ctx, "act:officer", "act:menu")
        )
    best = decision.candidates[0].entry if decision.candidates else ""
    if best not in _FORMS or not words.wants(question) or words.asks(question) or turnings.kinds(question):
        return None
    form = told_before.spoken_of((moods.thread(state).entry,), ctx)
    return forms.start(state, form, ctx, question) if form and ctx.house.library.entries[best].action != form else None


def _acted_otherwise(state: State, decision: Act, question: str, ctx: Context) -> Step | None:
    """Read words otherwise that seem to want something done."""
    if (
        decision.action == "menu" and decision.entry != actions.WHO and isinstance(state, Clarifying)
    ):  # «تقدرون تساعدوني؟» is about what was offered
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
    named = decision.entry not in {actions.ANGER, actions.DELAY, actions.COMPLAINT}
    if decision.action == "complaint" and named and (_only_names(question) or _only_asks(question)):
        return unclear.ask(state, question, decision.candidates[1:_NEXT], ctx)
    late = decision.entry == actions.DELAY and not progress.waits_in_vain(question)
    if late and ctx.open_tickets and decision.confidence < _LATE:
        long = chasing.waited(state, question, ctx)
        return (chasing.chased(state, question, ctx) if long else None) or open_requests.add(state, question, ctx)
    if late and decision.confidence < _HARDLY:
        return telling.told(state, question, ctx)
    if decision.entry == actions.COMPLAINT and words.wants_to_know(question):
        return knowledge.follow(state, HOW_TO_COMPLAIN, question, ctx, decision.candidates)
    sure = _SURELY if any(map(str.isdecimal, question)) else _HARDLY  # "it was yesterday at 8" holds an hour
    hardly = decision.action == "thanks" and decision.confidence < sure
    leans = hardly or (decision.action in actions.FORMS and turnings.leans(question))
    return additions.going_on(question, ctx) if leans else None


def _tells_that_filed(question: str) -> bool:
    """Tell whether he says that he has applied, and wishes for nothing: "I submitted a support application 3 weeks ago"."""
    return needs.is_filed(question) and segment.tells(question) and not words.wants(question)


def _only_names(question: str) -> bool:
    """Recognise a single word that names a thing, and no trouble with it: «الموقع»."""
    one = len(words.told(question)) == 1
    return one and not (words.complains(question) or troubles.is_broken(question) or words.is_hurt(question))


def _only_asks(question: str) -> bool:
    """Recognise a few words that ask for something, with nothing wrong: «هو الموقع بتاعكو ايه», «وش رابط الموقع»."""
    said = words.told(question)
    asks = bool(said) and (words.asks_openly(question) or said[-1] in _WHAT_LAST)
    wrong = troubles.WRONG | particles.NOT | particles.WITHOUT
    return asks and len(said) <= _SHORT and wrong.isdisjoint(said) and not words.asks_why(question) and not _became(question)


def _became(question: str) -> bool:
    return progress.asks_progress(question) or not _MENDING.isdisjoint(words.told(question))


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
        case Act("complaint", confidence=sure) if sure < _LATE or needs.is_filed(question):  # «رفعته بالموقع الاسبوع الماضي»
            return not (words.complains(question) or turnings.kinds(question))
        case Act("ticket_status") if plainly.acts(decision, question):
            return False
        case Act(action):
            begins = words.wants(question) or undertakings.begins(question)
            return action in _MORE or (action in actions.FORMS and (needs.is_filed(question) or not begins))
        case Answer():
            return len(words.told(question)) > _FEW
        case _:
            return False


def _is_pressing(decision: Handover, ctx: Context) -> bool:
    """Recognise what goes to a person ahead of all else, or to nobody."""
    entry = ctx.house.library.entries.get(decision.entry)
    return decision.reason is HandoverReason.ANGER or (entry is not None and not entry.flags.isdisjoint(_PRESSING))


def _may_retract(state: State, question: str, ctx: Context) -> Step | None:
    """Explain how to call off what is open to a member who asks whether he may; leaving a membership names that."""
    mine = moods.spoken_of(state, ctx)
    leaves = moods.thread(state).topic == _LEAVING or any("انسح" in word or "withdraw" in word for word in words.told(question))
    return calling_off.may_call_off(mine.ref, ctx) if mine and mine.topic != _LEAVING and not leaves else None


def _is_awaited(decision: Decision, question: str) -> bool:
    """Tell whether he says that nobody answered a form's request, or asks how far it is; that may be understood otherwise."""
    wishes = isinstance(decision, Act) and decision.action in actions.FORMS
    if not wishes and not isinstance(decision, Answer | Clarify):
        return False
    if forms_named.form_named(question) is None:
        return False
    awaited = progress.waits_in_vain(question) or progress.asks_progress(question)
    return awaited and not words.complains(question)
