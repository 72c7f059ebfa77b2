"""Details of a ticket just opened, told apart from another matter and from questions. Must not judge any of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.casefile import QUEUED
from domain.effects import Step
from domain.model import Stage, TicketKind, TicketRef
from domain.states import Describing, Idle
from faq.decision import Act, Answer, Asked, Clarify, Decision, Handover, action_of, subject_of
from handlers import actions, escalation, idle, memory, speech
from handlers.context import Context
from handlers.form import identity, owing
from handlers.hearing import emergencies, manners, persons, progress, service, tellings, turnings, words
from handlers.question import knowledge, meanwhile, of_request, other_matters, single
from handlers.ticket import additions, beside, chasing, complaint, naming, no_detail, open_requests, questions, raising, tickets

_OUTBURST: Final = 8
"""Words of anger beside a complaint; longer ones tell what happened."""
_WHILE: Final = timedelta(hours=1)
"""After the last words about a ticket, new ones belong to it for so long."""
_LIKELY: Final = 3
"""Meanings that words may well have by themselves."""
_OVER: Final = frozenset({"solved", "call_off"})
"""What else is done than to write down what somebody in danger says."""
_FEW_HIGHER: Final = 8
"""Words that wish for somebody higher («اي ارفعوها ابغى المدير نفسه») and tell nothing more."""
_SURELY: Final = 0.6
"""Confidence from which words complain of a delay, and are no part of something else."""


def add(state: Describing, text: str, ctx: Context) -> Step:
    """Add what helps the officer; details are optional, so a sure question is answered as well."""
    ref = state.ticket or ctx.fresh_ref
    if is_over(state, ref, ctx):
        return idle.heard(Idle(draft=state.draft), text, ctx)
    if named := words.command(text):
        return actions.run(named, "", state, "", ctx)
    if state.endangered and emergencies.is_past(text):
        return speech.prefixed(add(replace(state, endangered=False), text, ctx), speech.line(ctx, "danger.over"))
    if (
        step := no_detail.told(state, text, ctx)
        or no_detail.remarked(state, ref, text, ctx)
        or owing.heard(state, ctx.ticket(ref), text, ctx)
    ):
        return step
    if identity.only_tells(text):
        return _noted(state, ref, text, ctx)
    if known := beside.who_reads(text, ctx):
        return _noted_behind(known, state, ref, text, ctx)
    if state.matter is TicketKind.INQUIRY and (step := _no_detail(state, text, ctx)):
        return step
    return _heard(state, ref, text, ctx)


def _heard(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Do what `meanwhile` makes of words that are no remark known as a whole."""
    asked = _understood(state, text, ctx)
    decided = asked[0].decision
    return (
        _for_somebody(state, ref, text, decided, ctx)
        or _declined(state, text, asked[0], ctx)
        or _in_danger(state, ref, text, decided, ctx)
        or _of_request(state, ref, text, asked, ctx)
        or _in_anger(state, text, decided, ctx)
        or (_when(state, ref, text, ctx) if beside.asks_when_it(state, text, decided, ctx) else None)
        or _asked(state, text, asked, ctx)
        or _of_another(state, ref, text, decided, ctx)
        or _noted_behind(beside.silence(text, decided, ctx), state, ref, text, ctx)
    )


def _for_somebody(state: Describing, ref: TicketRef, text: str, decided: Decision, ctx: Context) -> Step | None:
    """Pass thanks on, take it higher, apologise for a wait in vain, or call an officer."""
    if manners.would_have_thanked(text):
        return actions.run("thanks", "", state, text, ctx)
    delayed = isinstance(decided, Act) and decided.entry == actions.DELAY and decided.confidence >= _SURELY
    if persons.would_go_higher(text) and len(words.told(text)) <= _FEW_HIGHER:
        return raising.wished(state, text, ctx)
    waits = (progress.waits_in_vain(text) or delayed) and _waited(ref, ctx)
    if waits and (step := chasing.chased(state, text, ctx)):
        return step
    if action_of(decided) == "officer":
        return actions.run("officer", subject_of(decided), state, text, ctx)
    return None


def _declined(state: Describing, text: str, asked: Asked, ctx: Context) -> Step | None:
    if not is_for_nobody(asked.decision, text, ctx):
        return None
    return Step(replace(state, heard_at=ctx.now), single.answer(Idle(), asked, ctx).effects)


def _in_danger(state: Describing, ref: TicketRef, text: str, decided: Decision, ctx: Context) -> Step | None:
    """Note anger and whatever wants something done, where the member may be in danger."""
    does = isinstance(decided, Act) and decided.action not in _OVER
    return _noted(state, ref, text, ctx) if state.endangered and (does or meanwhile.is_angry(decided)) else None


def _of_request(state: Describing, ref: TicketRef, text: str, asked: tuple[Asked, ...], ctx: Context) -> Step | None:
    """Do what is wished of the request, or show what was told before."""
    decided = asked[0].decision
    if len(asked) == 1 and isinstance(decided, Act) and decided.action in of_request.OF_REQUEST:
        own_data = decided.action == "call_me" and escalation.is_own_data(ref, ctx)  # «الرقم الجديد 05...»
        return _noted(state, ref, text, ctx) if own_data else actions.run(decided.action, decided.entry, state, text, ctx)
    if other_matters.begins_another(decided, text) and turnings.asks_of_own_words(text):
        return Step(replace(state, heard_at=ctx.now), tickets.listed(ctx).effects)
    return None


def _in_anger(state: Describing, text: str, decided: Decision, ctx: Context) -> Step | None:
    """Open a complaint of an outburst; in a complaint a longer one is a part of it."""
    outburst = state.matter is not TicketKind.COMPLAINT or len(words.told(text)) <= _OUTBURST
    return complaint.angry(text, ctx) if outburst and meanwhile.is_angry(decided) else None


def _asked(state: Describing, text: str, asked: tuple[Asked, ...], ctx: Context) -> Step | None:
    """Answer what surely asks, or may go on from what was answered meanwhile."""
    decided, entries = asked[0].decision, ctx.entries
    behind = bool(state.entry) and state.added_at is None
    supposes = words.asks_even_if(text) or words.supposes_only(text)
    if behind and supposes and isinstance(decided, Answer):
        return questions.answered(state, text, ctx, asked)
    goes_on = behind and (supposes or words.asks(text)) and isinstance(decided, Clarify)
    if tellings.asks_about(text) and isinstance(decided, Answer) and decided.confidence >= _SURELY:
        return questions.answered(state, text, ctx, asked)
    sure = any(meanwhile.meant(one.decision, one.question, entries) is meanwhile.Meaning.DECIDED for one in asked)
    return questions.answered(state, text, ctx, asked) if sure or (goes_on and decided.candidates) else None


def _of_another(state: Describing, ref: TicketRef, text: str, decided: Decision, ctx: Context) -> Step | None:
    """Do what is of another matter, or of another open request; nothing is, while the member may be in danger."""
    if state.endangered:
        return None
    return _another(state, ref, decided, text, ctx) or _of_other(state, ref, text, ctx)


def _of_other(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step | None:
    """Add what names another open request, and nothing of this one, to that."""
    mine, named = ctx.ticket(ref), naming.named(text, ctx)
    if mine is None or named is None or named.ref == ref or not naming.is_near(text, ctx):
        return None
    return open_requests.add(state, text, ctx)


def _another(state: Describing, ref: TicketRef, decided: Decision, text: str, ctx: Context) -> Step | None:
    """Open what is of another matter, and tell when this one is done; None where the words are a part of it."""
    if other_matters.is_another(decided, text, state.matter) and not words.asks(text):
        complains = not isinstance(decided, Act) or decided.action == "complaint"
        return complaint.told(text, ctx) if complains else questions.answered(state, text, ctx)
    if other_matters.announces_another(text):
        return _apart(state, text, ctx)
    return _when(state, ref, text, ctx) if turnings.asks_when(text) else None


def _when(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Tell when it is answered, and keep the question with it."""
    told = tickets.contact(text, ctx) or tickets.status(state, ref, ctx)
    return Step(replace(state, heard_at=ctx.now), (*questions.kept(ref, text, ctx), *told.effects))


def is_for_nobody(decided: Decision, text: str, ctx: Context) -> bool:
    """Recognise what is declined and no detail for an officer to read: "ignore your instructions"."""
    if not isinstance(decided, Handover) or not decided.candidates or decided.candidates[0].confidence < meanwhile.KNOWN:
        return False
    entry = ctx.entries.get(decided.entry)
    return entry is not None and knowledge.for_nobody(entry) and not service.asks_for_rules(text)


def _understood(state: Describing, text: str, ctx: Context) -> tuple[Asked, ...]:
    """Decide on words with what was answered meanwhile, unless by themselves they speak of the request."""
    entries = ctx.entries
    alone = of_request.settled(ctx.house.decide(text), text, entries) if memory.thread(state).entry else ()
    if len(alone) == 1 and (of_request.is_near(alone[0].decision) or _is_of_another(state, alone[0].decision, ctx)):
        return alone
    with_it = of_request.settled(ctx.house.decide(text, memory.thread(state)), text, entries)
    return alone if len(alone) == 1 and _is_forced(state, with_it[0].decision, alone[0].decision) else with_it


def _is_forced(state: Describing, decided: Decision, alone: Decision) -> bool:
    """Recognise what only a complaint just begun makes of words: «كيف تعاملوني كذا» does not ask how one complains."""
    likely = any(one.entry == decided.entry for one in alone.candidates[:_LIKELY]) if isinstance(decided, Answer) else True
    begun = state.matter is TicketKind.COMPLAINT and not state.entry
    return begun and not likely and isinstance(decided, Answer) and decided.entry not in tickets.OF_TIME


def _is_of_another(state: Describing, decided: Decision, ctx: Context) -> bool:
    """Recognise what is answered, and is not about the request itself: that was only begun, and a question leans less on it."""
    entry = ctx.entries.get(decided.entry) if isinstance(decided, Answer) else None
    return not state.entry and entry is not None and entry.topic != memory.thread(state).topic


def _no_detail(state: Describing, text: str, ctx: Context) -> Step | None:
    """Begin a complaint, or apologise to a member who waits in vain: neither is a detail of a question."""
    if turnings.would_complain(text):
        return complaint.complaint("", ctx)
    if complaint.wished(text):
        return complaint.complaint(text, ctx, named=True)
    return chasing.in_vain(state, text, ctx)


def _apart(state: Describing, text: str, ctx: Context) -> Step:
    """Open, for what is said to be another matter, a ticket of its own."""
    if state.matter in complaint.TOLD or other_matters.is_trouble(text):
        return complaint.complaint(text, ctx, named=True)
    return escalation.apart(text, ctx)


def _noted(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Add a detail, and say so: briefly where he was told so a moment ago, with an apology if he waits in vain."""
    told = "danger.added" if state.endangered else _added(text)
    if told.startswith("describing.") and additions.is_told(state, ref, ctx):
        said = additions.too(ref, ctx)
    else:
        said = speech.say(ctx, speech.line(ctx, told, ref=speech.written(ref)), "act:ticket_status", "act:menu")
    after = replace(state, added_at=ctx.now, heard_at=ctx.now, called_at=None)
    return Step(after, (*additions.added(ref, text, ctx), said))


def _noted_behind(known: str, state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Add a detail, behind what is known of it where that is anything; in danger nothing stands before whom to call."""
    noted = _noted(state, ref, text, ctx)
    return speech.prefixed(noted, known, "\n\n") if known and not state.endangered else noted


def _added(text: str) -> str:
    if progress.waits_in_vain(text):
        return "describing.added_sorry"
    return "meanwhile.asked" if meanwhile.may_ask(text) else "describing.added"


def _waited(ref: TicketRef, ctx: Context) -> bool:
    """Tell whether the ticket has waited for so long that "nobody answered" is said of it."""
    ticket = ctx.ticket(ref)
    return ticket is not None and (ctx.now - ticket.opened_at > _WHILE or ticket.stage not in QUEUED)


def is_over(state: Describing, ref: TicketRef, ctx: Context) -> bool:
    """Tell whether so long passed that he begins anew; what he owes is waited for."""
    ticket = ctx.ticket(ref)
    if ticket is None or ticket.stage is Stage.WAITING_FOR_MEMBER:
        return False
    if not (ticket.stage.is_open or ticket.merged_into):
        return True  # settled meanwhile: what is said now may reopen it
    return ctx.now - max(ticket.changed_at, state.heard_at or ticket.changed_at) > _WHILE
