"""Words read otherwise than what they resemble: by what the member has with us, what was offered, or how they are put.

Must not do what was decided: `handlers.question.single` does.
"""

from typing import Final

from domain.effects import Step
from domain.model import HandoverReason, TicketKind
from domain.states import FormKind, Idle, State
from faq import sentence
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, action_of
from faq.entries import Flag
from handlers import actions, consent, memory, menu, speech
from handlers.context import Context
from handlers.form import forms, told_before
from handlers.hearing import (
    forms_named,
    needs,
    notices,
    progress,
    service,
    tellings,
    troubles,
    turnings,
    undertakings,
    wordbook,
    words,
)
from handlers.question import (
    filed_before,
    knowledge,
    plainly,
    submitting,
    telling,
    thanked,
    told_data,
    unclear,
    undated,
    unmeant,
    unpriced,
)
from handlers.ticket import calling_off, chasing, complaint, open_requests, tickets

_RETRACT, _LEAVING = "withdrawal.retract", "withdrawal"
"""The entry for a member who would take back that he leaves, and its topic."""
_REGISTER, _NATIONALITY = "action.register", "membership.nationality"
"""The entries for joining, and for who may not for his nationality."""
_JOINING: Final = wordbook.tokens("انضم أنضم الانضمام انضمام عضو عضوه العضوية join member membership")
"""What says that one would be a member."""
_AID: Final = "silent.aid-kinds"
"""The entry for asking what help is given; whoever asks it for himself needs it."""
_MORE: Final = frozenset({"ticket_status", "tell", "call_off", "relay"})
"""Actions as which more of what was told may be understood."""
_FEES, _LIKELY = "fees", 0.45
"""The topic of what is paid, and a chance from which that is spoken of."""
_COMMITTEE: Final = "policy/handling.5"
"""The clause on requests that go to the committee, as no suggestion does."""
_FEW, _BRIEFLY = 2, 8
"""Words of a question that is put without asking («شروط العضوية»), and of one that tells no story beside."""
_SURELY: Final = 0.9
"""Confidence from which what is told behind a question that was not answered has its own answer: «هو عمره ١٥»."""
_PRESSING: Final = frozenset({Flag.REFUSED, Flag.URGENT})
"""Flags of what goes to a person ahead of all else, or to nobody."""


def otherwise(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Read words by what the member has with us, or by how they are put, where they resemble something else."""
    return next(filter(None, (reading(state, asked, ctx) for reading in _READINGS)), None)


def _reproached(_: State, asked: Asked, ctx: Context) -> Step | None:
    """Take a reproach for a complaint: «ما تستحون»."""
    reproaches = troubles.reproaches(asked.question) and not words.asks(asked.question)
    return complaint.angry(asked.question, ctx) if reproaches else None


def _told_on(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Take words behind an offer for more of what was told before it, and an address for something told."""
    asks_on = words.asks(telling.told_of(state)) and isinstance(asked.decision, Answer) and asked.decision.confidence >= _SURELY
    may_go_on = not asks_on and _may_go_on(asked.decision, asked.question, ctx)
    goes_on = may_go_on and telling.goes_on(state, asked.question)
    return telling.told(state, asked.question, ctx) if goes_on or service.gives_address(asked.question) else None


def _of_suggestion(_: State, asked: Asked, ctx: Context) -> Step | None:
    """Tell what becomes of a suggestion, where nothing else is open and what is asked resembles a request to the committee."""
    if not ctx.open_tickets or not isinstance(asked.decision, Answer):
        return None
    entry = ctx.entries.get(asked.decision.entry)
    kinds = {one.kind for one in ctx.open_tickets}
    of_committee = entry is not None and any(str(cited) == _COMMITTEE for cited in entry.cites)
    if not of_committee or kinds != {TicketKind.SUGGESTION} or turnings.kinds(asked.question) - kinds:
        return None
    mine = ctx.open_tickets[0]
    told = speech.paragraphs(tickets.stands(mine, ctx), speech.line(ctx, "foretold.next"))
    said = speech.say(ctx, told, "act:ticket_status", "act:officer", "act:menu")
    return Step(Idle(added=mine.ref, added_at=ctx.now), (said,))


def _of_right(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Tell a member who asks whether he has a right to complain how that is done."""
    complains = not wordbook.COMPLAINING.isdisjoint(words.told(asked.question))
    if not (complains and words.asks_of_a_right(asked.question)):
        return None
    return knowledge.follow(state, complaint.HOW, asked.question, ctx, asked.decision.candidates)


def _as_decided(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Read by what was decided: what chases, takes a withdrawal back, tells something, or resembles an action not meant."""
    question = asked.question
    match asked.decision:
        case Clarify():
            return chasing.in_vain(state, question, ctx)
        case Answer(entry):
            return _may_retract(state, question, ctx) if entry == _RETRACT else None
        case Handover() as decision if _tells_of_filing(decision, question):
            return telling.told(state, question, ctx)
        case Handover(entry=entry):
            needs_it = entry == _AID and tellings.is_of_himself(question)
            return telling.needing(state, question, ctx) if needs_it else None
        case Act() as decision:
            return unmeant.instead(state, decision, question, ctx)


def _tells_of_filing(decision: Handover, question: str) -> bool:
    """Recognise words that something was filed, a little like what only a person answers: «وقد قدمتها ورقياً في المقر»."""
    faintly = bool(decision.candidates) and decision.candidates[0].confidence < unmeant.SURELY
    return faintly and needs.is_filed(question) and not (words.asks(question) or words.wants(question))


def _of_neighbours(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Hear how elders and the angry speak, which resembles other matters: «نبي عونكم», «نبي نشكي»."""
    decision, question = asked.decision, asked.question
    acts = isinstance(decision, Act) and decision.action != "comfort"
    form = forms_named.form_of_another(question)
    wished = action_of(decision) in actions.FORMS
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


def _denied(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Let a member be who says that he does not wish for the form that his words resemble, or name: «لا ما ابغى اسجل»."""
    question = asked.question
    denied = told_before.is_denied(action_of(asked.decision), question) and not words.asks(question)
    return menu.let_be(state, ctx) if denied or forms_named.only_denies(question) else None


def _of_form(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Begin the form spoken of, where the wish to apply names none: «أرغب في تقديم الطلب الآن»; not for one who has applied."""
    decision, question = asked.decision, asked.question
    if action_of(decision) in actions.FORMS and _tells_that_filed(question):
        return (
            tickets.listed(ctx)
            if ctx.all_tickets
            else telling.offer(question, "tell.elsewhere", ctx, "act:officer", "act:menu")
        )
    best = decision.candidates[0].entry if decision.candidates else ""
    if best not in telling.FORMS or not words.wants(question) or words.asks(question) or turnings.kinds(question):
        return None
    form = told_before.spoken_of((memory.thread(state).entry,), ctx)
    return forms.start(state, form, ctx, question) if form and ctx.entries[best].action != form else None


def _of_foreigner(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Tell a member-to-be who says that he is no Saudi what that means for him, before any form: "I am Indian with iqama"."""
    decision, said = asked.decision, words.told(asked.question)
    joins = isinstance(decision, Clarify) and not _JOINING.isdisjoint(said)
    unknown = isinstance(decision, Clarify) or (isinstance(decision, Handover) and not decision.entry)
    asks = unknown and words.asks(asked.question) and len(said) <= _BRIEFLY
    registers = joins or asks or (isinstance(asked.decision, Act) and asked.decision.entry == _REGISTER)
    if not registers or _NATIONALITY not in ctx.entries or not tellings.is_foreign(asked.question):
        return None
    return knowledge.follow(state, _NATIONALITY, asked.question, ctx, asked.decision.candidates)


def _tells_that_filed(question: str) -> bool:
    """Tell whether he says that he has applied, and wishes for nothing: "I submitted a support application 3 weeks ago"."""
    return needs.is_filed(question) and sentence.tells(question) and not words.wants(question)


def _may_go_on(decision: Decision, question: str, ctx: Context) -> bool:
    """Tell whether words behind an offer may be more of what was told before it, whatever they resemble."""
    match decision:
        case Handover():
            return not _is_pressing(decision, ctx)
        case Act("complaint", confidence=sure) if sure < unmeant.LATE or needs.is_filed(
            question
        ):  # «رفعته بالموقع الاسبوع الماضي»
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
    entry = ctx.entries.get(decision.entry)
    return decision.reason is HandoverReason.ANGER or (entry is not None and not entry.flags.isdisjoint(_PRESSING))


def _may_retract(state: State, question: str, ctx: Context) -> Step | None:
    """Explain how to call off what is open to a member who asks whether he may; leaving a membership names that."""
    mine = memory.spoken_of(state, ctx)
    leaves = memory.thread(state).topic == _LEAVING or any(
        "انسح" in word or "withdraw" in word for word in words.told(question)
    )
    return calling_off.may_call_off(mine.ref, ctx) if mine and mine.topic != _LEAVING and not leaves else None


def _awaited(_: State, asked: Asked, ctx: Context) -> Step | None:
    """Show what is open to a member who says that nobody answered a form's request, or asks how far it is."""
    decision, question = asked.decision, asked.question
    wishes = action_of(decision) in actions.FORMS
    if not (wishes or isinstance(decision, Answer | Clarify)) or forms_named.form_named(question) is None:
        return None
    likely = (one for one in decision.candidates if one.confidence >= _LIKELY and one.entry in ctx.entries)
    if any(ctx.entries[one.entry].topic == _FEES for one in likely) and not ctx.all_tickets:
        return None  # «دفعت رسوم العضوية وما جاني ايصال» awaits no reply
    awaited = progress.waits_in_vain(question) or progress.asks_progress(question)
    return tickets.listed(ctx) if awaited and not words.complains(question) else None


_READINGS: Final = (
    _reproached,
    thanked.heard,
    _told_on,
    _awaited,
    filed_before.heard,
    submitting.heard,
    _of_suggestion,
    _of_right,
    told_data.of_number,
    told_data.of_somebody,
    told_data.of_own_account,
    told_data.of_agent,
    _denied,
    _of_foreigner,
    _of_form,
    unclear.of_rules,
    unpriced.heard,
    undated.heard,
    _of_neighbours,
    _as_decided,
)
"""In their order: the first that has something to say counts."""
