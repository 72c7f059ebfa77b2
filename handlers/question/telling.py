"""What a member tells without asking anything: «راتبي نقص هالشهر». Must not answer it, nor open a ticket unasked.

With a ticket open it belongs there; else an officer is offered, or for a need the form for support; a member who goes on
telling gets that, with all he told.
"""

from dataclasses import replace
from typing import Final

from domain.effects import Say, Step
from domain.model import Candidate, Option, TicketKind
from domain.states import Clarifying, FormKind, Idle, State
from domain.ticketeffects import AddNote, OpenTicket
from faq import restating
from faq.decision import Thread
from handlers import escalation, memory, posts, speech
from handlers.context import Context
from handlers.form import fields, forms, identity, names, told_before
from handlers.hearing import (
    assents,
    forms_named,
    manners,
    needs,
    particles,
    remarks,
    tellings,
    turnings,
    undertakings,
    wordbook,
    words,
)
from handlers.ticket import additions, complaint

TELLING: Final = "action.tell"
"""The entry for a member who tells something."""
NEEDING: Final = "action.support-request"
"""The entry for a member who needs support."""
FORMS: Final = frozenset({NEEDING, "action.register"})
"""The entries for a member who begins a form."""
_OFFICER: Final = (Candidate("action.officer", 1.0),)
_FORM: Final = (Candidate(NEEDING, 1.0),)
_COMPLAINT: Final = (Candidate("action.complaint-staff", 1.0),)
"""What a yes to the offer means."""
_PASSING: Final = (OpenTicket, AddNote)
_OFFERS: Final = frozenset((each.entry,) for each in (*_OFFICER, *_FORM, *_COMPLAINT))
_ENTRY: Final = told_before.KNOWN[FormKind.SUPPORT]
_FEW: Final = 2
"""Words that tell nothing yet."""
_OPTIONS: Final = ("act:officer", "act:complaint", "act:support_request", "act:menu")


def told(state: State, text: str, ctx: Context, about: Option | None = None) -> Step:
    """Add it to what is open, offer to pass it on, or do what was offered with what was told before and this.

    `about` is an answer that he may read instead.
    """
    if isinstance(state, Clarifying) and goes_on(state, text):
        return taken_up(state, ctx, text)
    if ctx.open_tickets:
        return additions.belonging(state, text, ctx.open_tickets[: additions.MOST_OFFERED], ctx)
    behind = memory.thread(state) if memory.was_answered(state, ctx) else Thread()
    if about is None:
        return offer(with_told(state, text), "tell.offer", ctx, behind=behind)
    options = (about, "act:officer", "act:menu")
    return offer(with_told(state, text), "tell.offer_or_read", ctx, *options, behind=behind, title=about.label)


def offer(text: str, key: str, ctx: Context, *options: Option | str, behind: Thread = Thread(), **values: str) -> Step:
    """Ask whether an officer is to have what he told, or asked; `key` is the question's sentence, `behind` what came before."""
    said = speech.say(ctx, speech.line(ctx, key, **values), *(options or _OPTIONS))
    return Step(Clarifying(text, _OFFICER, entry=behind.entry, topic=behind.topic), (said,))


def without_number(state: State, text: str, ctx: Context) -> Step:
    """Offer an officer, where there is no request here and no reference; he gets what was told before too."""
    told_of = state.question if isinstance(state, Clarifying) and _offers(state, _OFFICER) else text
    return offer(told_of, "status.no_number", ctx, "act:officer", "act:menu")


def needing(state: State, text: str, ctx: Context) -> Step | None:
    """Offer the form for support to a member who needs it, or asks for help, without applying; begin it on a yes.

    Asking something then is no yes.
    """
    if isinstance(state, Clarifying) and _offers(state, _FORM):
        asks_on = text != state.question and tellings.asks(text)
        return again(state, ctx) if asks_on else taken_up(state, ctx, text if needs.tells_need(text) else "")
    applies = words.wants(text) or forms_named.form_named(text) is not None
    if not text or (applies and not (words.asks(text) and needs.tells_need(text))):
        return None
    return begged(text, ctx)


def begged(text: str, ctx: Context) -> Step:
    """Offer the form for support to a member who calls for help in words that wish for it without naming it."""
    offered = Clarifying(text, _FORM, entry=_ENTRY, topic=str(FormKind.SUPPORT))
    return Step(offered, (_form_offered(speech.line(ctx, "tell.need"), ctx),))


def wronged(answer: str, text: str, topic: str, ctx: Context, *options: Option) -> Step:
    """Offer a member who tells how he was treated, below what he was owed, that it be filed as a complaint in his words."""
    said = speech.paragraphs(answer, speech.line(ctx, "tell.complaint"))
    return Step(Clarifying(text, _COMPLAINT, topic=topic), (speech.say(ctx, said, "act:complaint", *options, "act:officer"),))


def again(state: Clarifying, ctx: Context) -> Step:
    """Say once more what was offered, with how it is done."""
    if _offers(state, _COMPLAINT):
        return wronged("", state.question, state.topic, ctx)
    if _offers(state, _OFFICER):
        return Step(state, (speech.say(ctx, speech.line(ctx, "tell.offer"), *_OPTIONS),))
    how = speech.line(ctx, f"form.how.{FormKind.SUPPORT}", count=str(len(fields.FIELDS[FormKind.SUPPORT])))
    return Step(state, (_form_offered(speech.paragraphs(how, speech.line(ctx, "form.how.begin")), ctx),))


def explained(state: Clarifying, ctx: Context, question: str = "") -> Step:
    """Tell what a yes does, and offer it once more; `question`: what he asks, which goes along with what he told then."""
    kept_too = replace(state, question=with_told(state, question)) if question else state
    if _offers(state, _FORM):
        return again(kept_too, ctx)
    key, kind = (
        ("foretold.complaint", TicketKind.COMPLAINT)
        if _offers(state, _COMPLAINT)
        else ("tell.officer_means", TicketKind.INQUIRY)
    )
    means = speech.line(ctx, key, post=posts.title(ctx, posts.answering(ctx, "", kind)))
    return speech.prefixed(again(kept_too, ctx), means, "\n\n")


def with_told(state: State, question: str) -> str:
    """Put what was told, and offered to be passed on, in front of a question that a person is to answer: it is about that."""
    told_of = isinstance(state, Clarifying) and is_offered(state) and not _offers(state, _FORM)
    return f"{state.question}\n{question}" if isinstance(state, Clarifying) and told_of else question


def kept(state: State, text: str, step: Step) -> Step:
    """Leave what was offered standing behind the answer to a question: a yes still takes it up."""
    after = step.state
    if isinstance(state, Clarifying) and with_told(state, "") and any(isinstance(one, _PASSING) for one in step.effects):
        return step  # a person has it
    if not is_offered(state) or not isinstance(state, Clarifying) or not isinstance(after, Idle):
        return step
    if after.entry:
        return Step(replace(state, entry=after.entry, topic=after.topic, answered=True), step.effects)
    return (
        Step(state, step.effects) if words.asks(text) and not any(isinstance(one, _PASSING) for one in step.effects) else step
    )


def _form_offered(text: str, ctx: Context) -> Say:
    begin = Option(f"entry:{_FORM[0].entry}", speech.line(ctx, f"form.begin.{FormKind.SUPPORT}"))
    return speech.say(ctx, text, begin, "act:officer", "act:menu")


def taken_up(state: Clarifying, ctx: Context, text: str = "") -> Step:
    """Do what was offered with all that was told; `text`: more of it, or his name."""
    both = state.question if text in {"", state.question} else f"{state.question}\n{text}"
    if _offers(state, _OFFICER):
        return escalation.asked(state, both, ctx)
    if _offers(state, _COMPLAINT):
        return complaint.complaint(both, ctx, named=True)
    if _names(text):
        needed = {fields.Field.NEED: state.question} if _is_need(state.question) else {}
        return forms.taken(FormKind.SUPPORT, (), {fields.Field.NAME: fields.tidy(fields.Field.NAME, text), **needed}, ctx)
    return forms.start(state, FormKind.SUPPORT, ctx, text, need=both if _is_need(both) else "")


def taken_up_with(state: State, text: str, ctx: Context) -> Step | None:
    """Do what was offered, if the member goes on with his name, or with a yes and more of what he told."""
    if not isinstance(state, Clarifying) or not is_offered(state):
        return None
    if _names(text) or identity.only_tells(text):
        return taken_up(state, ctx, text)
    return taken_up(state, ctx, more_of(text)) if accepts(state, text) else None


def _is_need(told: str) -> bool:
    """Distinguish the need from the mere wish for the form: «ودي ارفع طلب دعم بس ما ادري وش يحتاج له»."""
    wishes = words.wants(told) or forms_named.form_named(told) is not None
    return needs.tells_need(told) or not wishes


def _names(text: str) -> bool:
    """Tell whether words are nothing but a name, with which who was offered something goes on."""
    return names.only_names(text) or names.is_latin_name(text) or remarks.introduces(text)


def goes_on(state: State, text: str) -> bool:
    """Tell whether the member goes on telling before he has said yes or no to what was offered."""
    if not (isinstance(state, Clarifying) and not state.answered and is_offered(state)):
        return False
    asked = state.entry not in {"", _ENTRY} and tellings.asks(state.question)  # what he asked was not understood
    return not (asked or tellings.declines(text) or tellings.asks(text) or restating.restated(text))


def meant_otherwise(state: State) -> State:
    """Give the state of a member who says what he meant, where the form was offered: he has not taken that up."""
    if isinstance(state, Clarifying) and _offers(state, _FORM):
        return Idle(state.entry, state.topic, draft=state.draft)
    return state


def accepts(state: State, text: str) -> bool:
    """Tell whether words take up what was offered, however they go on: "yes let's do it", «يلا سجلنا»."""
    said = words.told(text)
    agrees = said[:1] and (remarks.agrees(said[0]) or undertakings.begins(said[0]))
    officer = offers_officer(state)
    if officer and undertakings.begins(text):  # «اوكي سجلني» wishes for another thing
        return False
    other = turnings.kinds(text) if officer else turnings.kinds(text) & complaint.TOLD
    rest = text.partition(" ")[2]
    asks = words.asks(rest)  # «اي» asks which, too
    elsewhere = asks or other or words.command(text)
    return bool(agrees) and is_offered(state) and not elsewhere and particles.NOT.isdisjoint(said)


def told_of(state: State) -> str:
    """Give what he told or asked, for which an officer or the form was offered."""
    return state.question if isinstance(state, Clarifying) and is_offered(state) else ""


def offers_officer(state: State) -> bool:
    """Tell whether an officer was offered to a member who told, or asked, something."""
    return isinstance(state, Clarifying) and _offers(state, _OFFICER)


def more_of(text: str) -> str:
    """Give what is told behind a yes: «وكان معه واحد ثاني» of «نعم وكان معه واحد ثاني»; empty where that is nothing."""
    rest = manners.behind_assent(text)
    return rest if words.content_words(rest, wordbook.AGREEING) >= _FEW and not assents.accepts(rest) else ""


def _offers(state: Clarifying, offered: tuple[Candidate]) -> bool:
    return is_offered(state) and state.offered[0].entry == offered[0].entry


def is_offered(state: State) -> bool:
    """Tell whether an officer or the form for support was offered to a member who told something."""
    return isinstance(state, Clarifying) and tuple(one.entry for one in state.offered) in _OFFERS
