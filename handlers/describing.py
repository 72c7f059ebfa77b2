"""Telling a complaint, a suggestion, or what an officer should know: the member's words go into the ticket.

Must not judge them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.effects import AddNote, Effect, OpenTicket, RecordDecision, Step
from domain.model import HandoverReason, Stage, TicketKind, TicketRef
from domain.states import Describing, Idle
from faq import segment
from faq.decision import Act, Answer, Clarify, Decision, Handover
from handlers import (
    actions,
    aftermath,
    afterwords,
    asking,
    attachments,
    calling_off,
    complaint,
    escalation,
    faq,
    forms,
    idle,
    menu,
    moods,
    owing,
    remarks,
    speech,
    tickets,
    turnings,
    undertakings,
    wordbook,
    words,
)
from handlers.context import Context

_TOLD: Final = frozenset({TicketKind.COMPLAINT, TicketKind.SUGGESTION})
"""What is told in words of its own, which open a ticket."""
_LEAST: Final = 2
"""Words from which a message describes something."""
_WHILE: Final = timedelta(hours=1)
"""After the last words about a ticket, new ones belong to it for so long."""
_SURELY: Final = 0.75
"""Confidence from which words that begin as a question does are one, without its mark."""
_KNOWN: Final = 0.85
"""Confidence from which such words are known to ask for what there is no approved answer to."""
_SHORT, _LIKELY = 5, 0.45
"""So few words that ask, of which one meaning is likely, are a question that may mean several things."""
_NUMBER: Final = re.compile(r"\d{7}")
"""A telephone number, or the like: «رقمي 0551234567» asks for none."""
_BARE: Final = 3
"""So few words that name what is answered with more confidence yet are a question too: «شروط العضوية»."""
_BARELY: Final = 0.95
_ONE_QUESTION: Final = 8
"""Words of a message that only asks; a longer one that begins as a question does tells what happened."""


def tell(state: Describing, text: str, ctx: Context) -> Step:
    """Open a ticket with the words, or add them to the one that was opened already."""
    if state.draft and undertakings.goes_on(text):
        return forms.resume(state, ctx)
    if state.ticket is not None:
        return _add(state, text, ctx)
    if step := aftermath.beside(state, text, ctx) or _other_matter(state, text, ctx) or _left(state, text, ctx):
        return step
    if state.matter in _TOLD and turnings.asks_of_own_words(text) and ctx.all_tickets:
        return Step(state, tickets.listed(ctx).effects)
    if state.matter in _TOLD and (_asks_instead(state, text, ctx) or _is_for_nobody(ctx.house.decide(text)[0].decision, ctx)):
        return _answered(state, text, ctx)
    courteous = words.is_courtesy(text) or words.blesses(text) or remarks.greets(text)
    if len(text.split()) >= _LEAST and not words.is_wordless(text) and not courteous and not _only_wishes(state, text):
        if state.matter is TicketKind.INQUIRY:
            return escalation.asked(state, text, ctx)
        return complaint.open_(state.matter, text, ctx)
    if state.misses >= ctx.house.max_misses:
        return escalation.asked(state, text, ctx)
    again = "suggestion.ask_again" if state.matter is TicketKind.SUGGESTION else "complaint.ask_again"
    salam = speech.line(ctx, "greeting.salam") if words.has_salam(text) else ""
    said = speech.say(ctx, f"{salam} {speech.line(ctx, again)}".lstrip(), "act:officer", "act:menu")
    return Step(Describing(state.matter, state.misses + (not courteous)), (said,))


def _other_matter(state: Describing, text: str, ctx: Context) -> Step | None:
    """Ask for the other kind of words where those are meant: «لا مو شكوى اقتراح»."""
    if form := undertakings.rather(text):
        return forms.start(state, form, ctx)
    meant = turnings.matter_meant(text) if state.matter in _TOLD else None
    if meant is None or meant is state.matter:
        return None
    return complaint.suggestion("", ctx) if meant is TicketKind.SUGGESTION else complaint.complaint("", ctx)


def _only_wishes(state: Describing, text: str) -> bool:
    """Tell whether words say once more that somebody complains or suggests, and nothing of what: «ابغى اشتكي» sent twice."""
    return state.matter in _TOLD and (words.complains(text) or words.suggests(text)) and not complaint.tells(text, 1)


def _left(state: Describing, text: str, ctx: Context) -> Step | None:
    """Let who was asked for his words take the wish back, ask for something else, or thank for what was answered meanwhile."""
    if remarks.leaves(text):
        return menu.farewell(Idle(state.entry, state.topic), ctx)
    if words.is_one_of(text, wordbook.CANCEL | wordbook.NO) or undertakings.takes_back(text) or undertakings.is_settled(text):
        return Step(Idle(), (speech.say(ctx, speech.line(ctx, "describing.cancelled"), "act:menu", "act:officer"),))
    if state.heard_at and (words.is_one_of(text, wordbook.THANKS) or words.acknowledges(text)):
        return menu.thank(Idle(state.entry, state.topic), ctx)
    named = words.command(text)
    return actions.run(named, "", state, "", ctx) if named else None


def _add(state: Describing, text: str, ctx: Context) -> Step:
    """Add what helps the officer; details are optional, so a sure question is answered as well."""
    ref = state.ticket or ctx.fresh_ref
    if _is_over(state, ref, ctx):
        return idle.heard(Idle(draft=state.draft), text, ctx)
    if step := _beside(state, text, ctx) or _remarked(state, ref, text, ctx) or owing.heard(state, ctx.ticket(ref), text, ctx):
        return step
    if state.matter is TicketKind.INQUIRY and (step := _no_detail(state, text, ctx)):
        return step
    asked = ctx.house.decide(text, moods.thread(state))
    decided = asked[0].decision
    if isinstance(decided, Act) and decided.action == "officer":
        return escalation.asked(state, text, ctx)
    if _is_for_nobody(decided, ctx):
        return Step(replace(state, heard_at=ctx.now), faq.one(Idle(), asked[0], ctx).effects)
    if _begins_another(decided, text) and turnings.asks_of_own_words(text):
        return Step(replace(state, heard_at=ctx.now), tickets.listed(ctx).effects)
    if state.matter is not TicketKind.COMPLAINT and _is_angry(decided):
        return complaint.angry(text, ctx)
    sure = any(_is_sure(one.decision, one.question, ctx) for one in asked) or _goes_on(state, decided, text)
    another = state.matter is TicketKind.SUGGESTION and _begins_another(decided, text) and not words.asks(text)
    if sure or another:
        return _answered(state, text, ctx)
    if turnings.asks_when(text):
        return Step(replace(state, heard_at=ctx.now), (*_kept(ref, text, ctx), *tickets.status(state, ref, ctx).effects))
    return _noted(state, ref, text, ctx)


def _is_for_nobody(decided: Decision, ctx: Context) -> bool:
    """Tell what is declined and no detail for an officer to read: "ignore your instructions"."""
    if not isinstance(decided, Handover) or not decided.candidates or decided.candidates[0].confidence < _KNOWN:
        return False
    entry = ctx.house.library.entries.get(decided.entry)
    return entry is not None and faq.for_nobody(entry)


def _no_detail(state: Describing, text: str, ctx: Context) -> Step | None:
    """Begin a complaint, or apologise to who waits in vain: neither is a detail of a question."""
    if turnings.would_complain(text):
        return complaint.complaint("", ctx)
    if complaint.wished(text):
        return complaint.complaint(text, ctx, named=True)
    step = tickets.in_vain(text, ctx) if undertakings.waits_in_vain(text) else None
    return Step(replace(state, heard_at=ctx.now), step.effects) if step else None


def _begins_another(decided: Decision, text: str) -> bool:
    """Tell whether words complain or suggest: behind a suggestion they are a matter of their own."""
    known = isinstance(decided, Act) and decided.action in {"complaint", "suggestion"}
    return known or words.suggests(text) or words.complains(text)


def _remarked(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step | None:
    """Answer what is no detail: that there is nothing more, that it is not wanted, thanks, whether something arrived."""
    if tickets.is_reference(text, ctx) or tickets.names_another(text, ctx) or undertakings.asks_number(text):
        return Step(state, tickets.status(state, text, ctx).effects)
    if _would_tell_more(state, text):
        return _go_on(state, ref, ctx)
    if (
        words.is_one_of(text, wordbook.NO | wordbook.ACKNOWLEDGED | wordbook.CANCEL)
        or words.is_wordless(text)
        or undertakings.lets_be(text)
        or undertakings.has_said_all(text)
        or remarks.agrees(text)
    ):
        return _nothing_more(ref, "describing.nothing", ctx)
    if undertakings.goes_on_telling(text):
        return _go_on(state, ref, ctx)
    if step := calling_off.of_this(state, ref, text, ctx):
        return step
    if state.added_at is None and moods.was_answered(state, ctx) and (meant := remarks.rephrased(text)):
        return _answered(state, meant, ctx)
    if words.is_one_of(text, wordbook.THANKS) or words.thanks_for(text) or words.blesses(text) or remarks.leaves(text):
        return _nothing_more(ref, "describing.thanks", ctx)
    if segment.is_call(text) or remarks.calls(text):
        return Step(state, tickets.status(state, ref, ctx).effects)
    return Step(state, (attachments.arrived(ref, ctx),)) if remarks.asks_arrival(text) else None


def _beside(state: Describing, text: str, ctx: Context) -> Step | None:
    """Take a rating of another matter, or tell when somebody gets in touch; what is told of stays."""
    if step := aftermath.beside(state, text, ctx):
        return step
    if afterwords.waits_too_long(text) and (step := tickets.in_vain(text, ctx)):
        return Step(state, step.effects)
    step = tickets.contact(text, ctx) if afterwords.asks_of_contact(text) else None
    return Step(state, step.effects) if step else None


def _would_tell_more(state: Describing, text: str) -> bool:
    """Tell a yes to the question whether he would add something, which stands below a complaint just opened."""
    fresh = state.added_at is None and state.heard_at is None and state.matter is TicketKind.COMPLAINT
    return fresh and words.is_one_of(
        text, wordbook.YES & wordbook.keys("نعم", "ايوه", "ايه", "اي", "ايوا", "اكيد", "yes", "yeah")
    )


def _go_on(state: Describing, ref: TicketRef, ctx: Context) -> Step:
    return Step(state, (speech.say(ctx, speech.line(ctx, "describing.go_on", ref=speech.written(ref)), "act:menu"),))


def _noted(state: Describing, ref: TicketRef, text: str, ctx: Context) -> Step:
    """Add a detail, and say so: shortly where the member read a moment ago where his words go."""
    if escalation.is_told(state, ref, ctx):
        said = escalation.too(ref, ctx)
    else:
        told = speech.line(ctx, "describing.added", ref=speech.written(ref))
        said = speech.say(ctx, told, "act:ticket_status", "act:menu")
    after = replace(state, added_at=ctx.now, heard_at=ctx.now, called_at=None)
    return Step(after, (*escalation.adding(ref, text, ctx), said))


def _is_over(state: Describing, ref: TicketRef, ctx: Context) -> bool:
    """Tell whether so long passed that he begins anew; what he owes is waited for."""
    ticket = ctx.ticket(ref)
    if ticket is None or ticket.stage is Stage.WAITING_FOR_MEMBER:
        return False
    if not (ticket.stage.is_open or ticket.merged_into):
        return True  # settled meanwhile: what is said now may reopen it
    return ctx.now - max(ticket.changed_at, state.heard_at or ticket.changed_at) > _WHILE


def _nothing_more(ref: TicketRef, key: str, ctx: Context) -> Step:
    told = speech.line(ctx, key, ref=speech.written(ref))
    return Step(Idle(), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def _answered(state: Describing, text: str, ctx: Context) -> Step:
    """Answer a question in between; the ticket stays open to details, a wish leads elsewhere."""
    before = moods.thread(state)
    step = asking.ask(Idle(before.entry, before.topic, misses=moods.misses(state)), text, ctx)
    after, passed = step.state, any(isinstance(effect, OpenTicket | AddNote) for effect in step.effects)
    if isinstance(after, Idle) and (state.ticket is None or passed or _only_tells(step.effects)):
        after = replace(state, entry=after.entry, topic=after.topic, added_at=None, heard_at=ctx.now, called_at=None)
    kept = _kept(state.ticket, text, ctx) if state.ticket and not passed else ()
    return Step(after, (*kept, *step.effects))


def _only_tells(effects: Sequence[Effect]) -> bool:
    """Tell whether nothing but answers, or where his matters stand, was given: a wish leads elsewhere."""
    made = [effect for effect in effects if isinstance(effect, RecordDecision)]
    return bool(made) and all(one.decision != "action" or one.chosen == actions.STATUS for one in made)


def _asks_instead(state: Describing, text: str, ctx: Context) -> bool:
    """Tell a question from a complaint that begins as one does: about complaining, about what was sent before, or surely known.

    Who asks why complains.
    """
    if not words.asks(text) or len(text.split()) > _ONE_QUESTION:
        return False
    plain, least = not words.asks_why(text), _KNOWN if any(mark in text for mark in "؟?") else _BARELY
    match ctx.house.decide(text, moods.thread(state))[0].decision:
        case Act("ticket_status"):
            return True
        case Answer(entry, sure):
            told = ctx.house.library.entries.get(entry)
            return told is not None and ((told.topic == "complaints" and sure >= _SURELY) or (plain and sure >= least))
        case Handover(entry=entry, candidates=candidates) if plain and entry in ctx.house.library.entries:
            return bool(candidates) and candidates[0].confidence >= least
        case _:
            return False


def _kept(ref: TicketRef, text: str, ctx: Context) -> tuple[Effect, ...]:
    """Keep a question with the ticket; where the ticket waits for something of the member's, a question is not that."""
    ticket = ctx.ticket(ref)
    waits = ticket is not None and ticket.stage is Stage.WAITING_FOR_MEMBER
    return () if waits else (AddNote(ref, text),)


def _is_sure(decided: Decision, text: str, ctx: Context) -> bool:
    """Tell whether the words are a question with an answer, or ask for something that is not this ticket's matter.

    A detail may hold the words of a question («سألته متى الرد ولم يجب»): one begins as questions do, or is nothing else.
    """
    unsolved = isinstance(decided, Act) and decided.action == "unsolved"
    if turnings.leans(text) or unsolved or (_NUMBER.search(text) and not words.asks(text)):
        return False
    match decided:
        case Act(action=("complaint" | "suggestion")):
            return not complaint.tells(text, _LEAST)
        case Act(action=action) if action in actions.FORMS:
            return words.asks(text) or words.wishes(text) or len(text.split()) <= _BARE  # «رفعت طلب دعم ولم تردوا» tells
        case Act(action="greeting" | "thanks"):
            return words.is_courtesy(text) or words.thanks(text) or remarks.greets(text)  # «اليوم الصباح» tells when
        case Act(action="opt_out") if words.awaits_messages(text):
            return False
        case Act(action="ticket_status") if undertakings.waits_in_vain(text):
            return False  # that nobody answered is a part of it
        case Act(action=action):
            # numbers, dates and the like are details, whatever their words are like: «رقم العقد 4471»
            return action != "officer" and (words.asks(text) or words.wishes(text) or not any(map(str.isdecimal, text)))
        case Answer(confidence=sure):
            asked = any(mark in text for mark in "؟?") or words.wants_to_know(text)
            bare = len(text.split()) <= _BARE and sure >= _BARELY
            return asked or bare or (_seems_to_ask(text) and sure >= _SURELY)
        case Handover(reason, entry, candidates) if reason is not HandoverReason.ANGER:
            known = bool(entry) and entry in ctx.house.library.entries
            return known and _seems_to_ask(text) and bool(candidates) and candidates[0].confidence >= _KNOWN
        case _:
            return False


def _seems_to_ask(text: str) -> bool:
    """Tell whether words ask by their mark or their beginning, or by a wish in few of them: «اقدر اشوف شروط العضوية»."""
    return words.asks(text) or (len(text.split()) <= _ONE_QUESTION and words.begins_wishing(text))


def _goes_on(state: Describing, decided: Decision, text: str) -> bool:
    """Tell a question that must be offered what it may mean: it goes on from what was answered in between, or only asks."""
    if not isinstance(decided, Clarify | Answer) or not decided.candidates or not words.asks(text):
        return False
    on_from = bool(state.entry) and state.added_at is None
    if isinstance(decided, Answer):
        return on_from and len(text.split()) <= _SHORT
    best = decided.candidates[0]
    short = len(text.split()) <= _SHORT and not words.asks_why(text)
    alone = short and best.confidence >= _LIKELY and not best.entry.startswith("action.")
    return alone or on_from


def _is_angry(decided: Decision) -> bool:
    match decided:
        case Handover(reason):
            return reason is HandoverReason.ANGER
        case Act(_, entry):
            return entry == actions.ANGER
        case _:
            return False
