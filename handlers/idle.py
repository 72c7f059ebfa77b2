"""The member's words when nothing particular is awaited. Must not know how any of it is answered."""

from dataclasses import replace
from typing import Final

from domain import choice
from domain.effects import Step
from domain.states import Clarifying, Draft, FillingForm, Idle
from faq import restating
from faq.decision import Act, Answer, Asked
from handlers import actions, attachments, consent, memory, menu, speech
from handlers.context import Context
from handlers.form import asides, correcting, filling, forms, gleaning, identity, leaving, names, owing, told_before
from handlers.hearing import (
    developments,
    forms_named,
    manners,
    misunderstandings,
    progress,
    remarks,
    sayings,
    scores,
    turnings,
    undertakings,
    waiting,
    words,
)
from handlers.question import asking, clause, mixed, telling, unclear, whole
from handlers.resolved import aftermath, asking_on
from handlers.ticket import asked_after, calling_off, complaint, filing, open_requests, tickets

_SHOWN: Final = 9
"""Options that a list shows before it leads on to others."""

_SURELY, _LEAST_ASKED = 0.95, 3
"""Confidence of what does not ask, and words of a question, in which no remark is looked for."""
_SEVERAL: Final = 2
"""Answers to a form's questions that nobody tells by chance."""


def is_command(state: Idle | Clarifying, text: str, ctx: Context) -> bool:
    """Tell whether the words are plainly for us: to resume a form, or a ticket's number."""
    return _resumes(state, text) or tickets.is_reference(text, ctx)


def heard(state: Idle | Clarifying, text: str, ctx: Context) -> Step:
    """Answer a plain question; resume a form, show a ticket, reopen what is not solved; anything else is a question too."""
    text = misunderstandings.behind_aside(_behind_yes(text))
    if step := clause.asked(state, text, ctx):
        return step
    if progress.asks_if_done(text) and not ctx.all_tickets:
        return calling_off.nothing(text, ctx)
    if asked := _plain_question(state, text, ctx):
        return asking.ask(state, text, ctx, asked)
    named = words.command(text)
    return telling.kept(state, text, actions.run(named, "", state, "", ctx) if named else _considered(state, text, ctx))


def _behind_yes(text: str) -> str:
    """Give the question behind a word of assent, which hides it: «ايوه كيف يقدم وهو في البيت»."""
    rest = manners.behind_assent(text)
    return rest if len(words.told(rest)) >= _LEAST_ASKED and words.asks(rest) else text


def _considered(state: Idle | Clarifying, text: str, ctx: Context) -> Step:
    """Look whether the words are anything but a question before they are taken for one."""
    if _resumes(state, text):
        return forms.resume(state, ctx)
    if state.draft and (step := _of_draft(state, state.draft, text, ctx)):
        return step
    if step := _about_ticket(state, text, ctx) or _meant(state, text, ctx) or _form(state, text, ctx):
        return step
    if step := consent.wanted_again(state, text, ctx):
        return step
    if isinstance(state, Clarifying) and words.is_one_of(text, sayings.YES):
        return unclear.again(state, ctx)
    if step := _begun(state, text, ctx) or _doubted(state, text, ctx) or _polite(state, text, ctx):
        return step
    if step := whole.asked(state, text, ctx):
        return step
    return _no_option(state, text, ctx) or asking.ask(state, text, ctx)


def _no_option(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Answer what reads as an option that is not offered now."""
    if words.is_one_of(text, sayings.CLAUSE):
        return menu.old_option(state, ctx)
    if words.is_one_of(text, sayings.MORE):
        return menu.others(state, _SHOWN, ctx) or menu.show(state, ctx)
    return menu.no_such_option(state, text, ctx) if ctx.offered and choice.is_number(text) else None


def _meant(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Answer a member who says behind an answer what he meant, or wishes for instead: «لا قصدي أنقل أسهمي»."""
    if not memory.was_answered(state, ctx):
        return None
    meant = text if restating.restated(text) else turnings.wished_instead(text)
    return asking.ask(telling.meant_otherwise(state), meant, ctx) if meant else None


def _of_draft(state: Idle | Clarifying, draft: Draft, text: str, ctx: Context) -> Step | None:
    """Drop the form that was put aside, correct an answer in it, or go on with it where the number comes that it waits for."""
    if step := leaving.unwanted(state, text, ctx):
        return step
    if corrected := correcting.aside(draft, text, ctx):
        draft, told = corrected
        return Step(replace(state, draft=draft), (speech.say(ctx, leaving.waits(told, draft, ctx), "form:resume", "act:menu"),))
    answers = identity.only_tells(text) and gleaning.found(text)
    return filling.fill(FillingForm(draft.form, draft.answers, said=draft.said), text, ctx) if answers else None


def _plain_question(state: Idle | Clarifying, text: str, ctx: Context) -> tuple[Asked, ...]:
    """Give what was decided on a question that has its answer, where nothing is open that it could be about: it is no remark.

    Words that do not ask must surely have one.
    """
    if (
        not isinstance(state, Idle)
        or state.draft
        or ctx.all_tickets
        or len(words.told(text)) < _LEAST_ASKED
        or words.may_call_off(text)
        or progress.asks_after_own(text)
        or remarks.doubts(text)
        or misunderstandings.concludes(text)
    ):
        return ()  # «متأكد؟» is a remark
    asks, asked = words.asks(text), memory.decided(state, text, ctx)
    least = 0 if asks else _SURELY
    for one in asked:
        if not isinstance(one.decision, Answer) or one.decision.confidence < least:
            return ()
    return asked if asks or not _tells_of_himself(text) else ()


def _tells_of_himself(text: str) -> bool:
    """Recognise a name or a number, which the matcher may take for anything."""
    return any(map(str.isdecimal, text)) or names.only_names(text) or names.is_latin_name(text)


def _spoken_of(state: Idle | Clarifying) -> tuple[str, ...]:
    return (state.entry,) if isinstance(state, Idle) else tuple(one.entry for one in state.offered)


def _doubted(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Show a member who doubts an answer the words on which it rests; what a person has may be doubted too."""
    if not (misunderstandings.concludes(text) or (isinstance(state, Idle) and remarks.doubts(text))):
        return None
    entry = ctx.entries.get(state.entry)
    shown = clause.behind(state, entry, ctx) if entry else None
    return shown or (open_requests.add(state, text, ctx) if ctx.open_tickets else None)


def _polite(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Answer words that want nothing: that nothing need be done, a blessing, a greeting."""
    if undertakings.lets_be(text) or undertakings.goes_astray(text):
        return menu.let_be(state, ctx)
    if remarks.leaves(text):
        return menu.farewell(state, ctx)
    if remarks.laughs(text):
        return menu.wordless(state, text, ctx)
    if step := _closed(state, text, ctx):
        return step
    if isinstance(state, Idle) and state.added and remarks.asks_arrival(text):
        return Step(state, (attachments.arrived(state.added, ctx),))
    if remarks.struggles(text):
        return menu.encourage(state, ctx)
    if step := telling.taken_up_with(state, text, ctx):
        return mixed.answered_too(text, step, ctx)
    known = isinstance(ctx.decided(text), Answer | Act) if remarks.introduces(text) else True
    named = names.is_latin_name(text) or not known
    if remarks.only_begins(text):
        return menu.show(state, ctx)
    if identity.only_tells(text):
        return open_requests.add(state, text, ctx) if ctx.open_tickets else menu.unasked(ctx)
    return (
        menu.greet(state, text, ctx) if named or names.only_names(text) or remarks.greets(text) or remarks.calls(text) else None
    )


def _closed(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Answer thanks, that this was all, or an "all right" in a few words."""
    if not ctx.open_tickets and developments.trouble_is_gone(text):
        return menu.glad(state, text, ctx)
    praises = scores.praises(text) and not progress.waits_in_vain(text)  # "zero response, brilliant service" mocks
    thanks = manners.thanks(text) or manners.thanks_briefly(text) or manners.is_only_courteous(text) or praises
    if thanks or (isinstance(state, Idle) and remarks.wants_nothing_more(text)):
        return menu.thank(state, ctx)
    if manners.acknowledges(text) and not words.is_one_of(text, sayings.WANTED):
        return open_requests.heard_of(state, ctx) or menu.acknowledge(state, ctx)
    return None


def _form(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Begin the form that is spoken of («ابدأ»), or wished for with name and numbers beside, which cloud it for the matcher.

    Merely naming it gets an explanation.
    """
    if undertakings.begins(text) and (spoken_of := told_before.spoken_of(_spoken_of(state), ctx)):
        return forms.start(state, spoken_of, ctx)
    if offered := told_before.offered(ctx):
        if told := told_before.answers_of(text):
            return forms.taken(offered, (), told, ctx)
        if identity.is_number(text):
            return forms.start(state, offered, ctx)
    if about := told_before.only_named(text):
        return told_before.how(about, ctx)
    form = forms_named.form_named(text)
    if form is None or words.asks(text) or len(gleaning.found(text)) < _SEVERAL:
        return None
    if not words.wishes(text.replace(" و", " ")):  # «… وأبغى أسجل»
        return None
    step = forms.start(state, form, ctx, text)
    return speech.prefixed(step, speech.line(ctx, "greeting.salam"), " ") if manners.has_salam(text) else step


def _begun(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Ask a member who says that he begins, and not what, which form he means."""
    return told_before.which(state, ctx) if undertakings.only_begins(text) else None


def _about_ticket(state: Idle | Clarifying, text: str, ctx: Context) -> Step | None:
    """Show the ticket that is named, reopen what is not solved, or write down that what is open is not wanted any more."""
    if tickets.is_reference(text, ctx):
        return tickets.status(state, text, ctx)
    if step := filing.heard(state, text, ctx) or owing.heard(state, owing.awaited(ctx), text, ctx):
        return step
    if (ctx.all_tickets and progress.asks_number(text)) or (ctx.open_tickets and progress.asks_its_number(text)):
        return tickets.listed(ctx)
    if progress.lacks_number(text):
        return tickets.listed(ctx) if ctx.all_tickets else telling.without_number(state, text, ctx)
    if step := asked_after.heard(state, text, ctx):
        return step
    if state.draft is None and correcting.named(text):
        step = forms.corrected(text, ctx) or (complaint.privacy(text, ctx) if correcting.is_kept_wrong(text) else None)
        if step:
            return step
    if (
        step := open_requests.unanswered(state, text, ctx)
        or open_requests.spared(state, text, ctx)
        or calling_off.heard(state, text, ctx)
    ):
        return step
    if ctx.tickets and waiting.asks_who_served(text):
        return tickets.who_served(state, ctx)
    return aftermath.heard(state, text, ctx) or asking_on.heard(state, text, ctx)


def _resumes(state: Idle | Clarifying, text: str) -> bool:
    """Tell whether he goes on with a form; where nothing else is awaited also with one that is there no more."""
    if state.draft is not None:
        return undertakings.goes_on(text) or asides.asks_so_far(text)
    return isinstance(state, Idle) and words.is_one_of(text, sayings.RESUME)  # «أكمل التسجيل» begins one
