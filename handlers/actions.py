"""The actions that a member's words or a button can ask for: a literal table. Must not recognise them: `faq.decide` does."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.effects import Step
from domain.model import Language
from domain.states import FormKind, State
from faq.decision import Act
from handlers import consent, escalation, language, memory, menu, speech
from handlers.context import Context
from handlers.form import forms, leaving, told_before
from handlers.hearing import manners, persons, progress, service, tellings, turnings, undertakings, unwanted, words
from handlers.question import answers, of_request, telling
from handlers.resolved import aftermath
from handlers.ticket import calling_off, chasing, complaint, open_requests, raising, tickets

COMPLAINT: Final = "action.complaint"
"""The entry for a member who only wants to complain; any other complaint's words tell the matter."""
ANGER: Final = "action.complaint-anger"
"""The entry for a member who is angry."""
STATUS: Final = "action.ticket-status"
"""The entry for a member who asks where his matter stands."""
WHEN: Final = "action.ticket-when"
"""The entry for a member who asks when he hears of it."""
STANDING: Final = frozenset({STATUS, WHEN})
DELAY: Final = "action.complaint-delay"
"""The entry for a member who was not answered."""
UNSOLVED: Final = "action.unsolved"
"""The entry for a member who says that it is not solved."""
WHO: Final = "action.who"
"""The entry for a member who asks with whom he talks."""
FAREWELL: Final = "action.farewell"
"""The entry for a member who takes leave."""
ENGLISH: Final = "action.speak-english"
"""The entry for a member who would rather be answered in English."""
_RIGHTS: Final = f"{memory.OWN_DATA.topic}.rights"
"""The entry on what he may do about his own data."""
_MAY_BE_ANGRY: Final = 0.1
_IN_ANGER: Final = frozenset({"complaint", "officer", "ticket_status", "hurry", "unsolved", "call_me", "relay", "tell"})
"""What is also asked in anger; no complaint is opened for thanks, leave-taking or a wish that is withdrawn."""

ACTIONS: Final[Mapping[str, Callable[[State, str, Context], Step]]] = {
    "menu": lambda state, _, ctx: menu.show(state, ctx),
    "officer": escalation.asked,
    "ticket_status": tickets.status,
    "complaint": lambda state, text, ctx: complaint.complaint(telling.with_told(state, text) if text else "", ctx),
    "suggestion": lambda _, text, ctx: complaint.suggestion(text, ctx),
    "register": lambda state, text, ctx: _form(state, FormKind.REGISTRATION, text, ctx),
    "support_request": lambda state, text, ctx: _form(state, FormKind.SUPPORT, text, ctx),
    "privacy": lambda state, text, ctx: _rights(state, text, ctx) or complaint.privacy(text, ctx),
    "opt_out": consent.wished,
    "notices": lambda state, _, ctx: consent.settings(state, ctx),
    "greeting": menu.greet,
    "thanks": lambda state, _, ctx: menu.thank(state, ctx),
    "tell": telling.told,
    "call_off": open_requests.call_off,
    "keep": open_requests.keep,
    "relay": open_requests.relay,
    "raise": raising.wished,
    "call_me": open_requests.call_me,
    "waits": open_requests.waits,
    "arrived": open_requests.arrived,
    "will_send": open_requests.will_send,
    "hurry": open_requests.hurry,
    "comfort": open_requests.comfort,
    "pause": lambda state, _, ctx: leaving.stop(state, ctx) if memory.draft(state) else menu.let_be(state, ctx),
    "resume": lambda state, text, ctx: forms.resume(state, ctx) if memory.draft(state) else _nothing_begun(state, text, ctx),
    "help": lambda state, _, ctx: menu.help_(state, ctx),
    "unsolved": aftermath.unsolved,
    "solved": aftermath.solved,
    "rate": aftermath.rate,
}
"""By the names of docs/reference/knowledge-format.md, and `help`."""
_TO_SOMEBODY: Final = frozenset({"call_me", "relay", "officer"})
"""Those by which an officer hears of words, even if nothing is open."""
FORMS: Final = frozenset({"register", "support_request"})
"""Those that begin a form."""
WISHES: Final = FORMS | {"complaint", "suggestion", "privacy", "ticket_status"}
"""Those that no name is taken for by chance, as it is for a greeting or a word for an officer."""
WORDED: Final = frozenset({"officer", "ticket_status", "complaint", "suggestion", "privacy", "tell"})
"""Those that the member's words are a part of."""
COMMANDED: Final = WORDED | {"opt_out"}
"""Those that a command asks for with the words behind it, or that a channel knows words to mean."""


def _nothing_begun(state: State, text: str, ctx: Context) -> Step:
    """Greet a member who would go on where nothing was begun; words that only resemble that tell something: «رجعوا الباقي»."""
    return menu.greet(state, text, ctx) if undertakings.goes_on(text) else telling.told(state, text, ctx)


def _rights(state: State, text: str, ctx: Context) -> Step | None:
    """Tell a member who asks how his data are changed what he may do, and request nothing: «كيف اغير رقمي بعدين»."""
    if not words.begins_asking(text) or _RIGHTS not in ctx.entries:
        return None
    return Step(state, (speech.say(ctx, answers.text(_RIGHTS, ctx), "act:privacy", "act:officer"),))


def _form(state: State, form: FormKind, text: str, ctx: Context) -> Step:
    """Begin a form; offer it to a member who only tells his need, and explain it to one who only asks how it is done."""
    offered = telling.is_offered(state) and not telling.offers_officer(state)
    if (form is FormKind.SUPPORT or offered) and (step := telling.needing(state, text, ctx)):
        return step
    begun = memory.draft(state)
    asks = told_before.asks_how(text) and not (begun and begun.form is form)
    return told_before.how(form, ctx) if asks else forms.start(state, form, ctx, text)


def felt(act: Act, text: str) -> str:
    """Give the entry for anger where the words may be angry: an apology too many does no harm."""
    angry = act.action in _IN_ANGER and any(one.entry == ANGER and one.confidence >= _MAY_BE_ANGRY for one in act.candidates)
    hurt = act.action == "complaint" and words.is_hurt(text)
    return ANGER if angry or hurt else act.entry


def commanded(name: str, state: State, text: str, ctx: Context) -> Step:
    """Do what a command asks with the words behind it: behind «/complaint» they are the complaint."""
    if name == "suggestion":
        return complaint.suggestion(text, ctx)
    return complaint.complaint(text, ctx, named=True) if name == "complaint" else run(name, "", state, text, ctx)


def run(name: str, entry: str, state: State, text: str, ctx: Context) -> Step:
    """Do what is asked with the member's words; an action that nobody knows shows the menu."""
    if name == "language":
        meant = Language.ENGLISH if entry == ENGLISH else Language.ARABIC
        return language.set_(state, service.language_left(text) or meant, ctx)
    if entry == FAREWELL:
        return menu.farewell(state, ctx)
    if entry == WHO:
        return menu.who(state, ctx)
    if step := _of_open(name, entry, state, text, ctx):
        return step
    if name == "complaint" and (turnings.is_no_complaint(text) or unwanted.says(text)):
        return telling.told(state, text, ctx)
    if name == "complaint" and entry == COMPLAINT and progress.asks_progress(text):  # «عندي شكوى قديمة ابي اعرف وش صار عليها»
        return calling_off.nothing(text, ctx)
    if name in {"thanks", "greeting"} and (
        progress.waits_in_vain(text) or progress.waits_for_long(text)
    ):  # «خدمة ممتازة شهرين ما رديتوا» mocks
        return chasing.chased(state, text, ctx) or complaint.complaint(text, ctx, named=True)
    if entry == ANGER:
        return complaint.angry(text, ctx)
    if name == "complaint" and entry and (entry != COMPLAINT or words.complains(text)):
        return complaint.complaint(telling.with_told(state, text), ctx, named=True)
    return ACTIONS.get(name, ACTIONS["menu"])(state, text, ctx)


def _of_open(name: str, entry: str, state: State, text: str, ctx: Context) -> Step | None:
    """Take words for the officer or about what is open: who is to be thanked, who is above, waiting in vain, when."""
    if name == "thanks" and manners.would_have_thanked(text):
        return speech.prefixed(open_requests.relay(state, text, ctx), speech.line(ctx, "thanks.passed"))
    if name in _TO_SOMEBODY and not (ctx.open_tickets or words.wants(text)) and tellings.was_let_down(text):
        return telling.wronged("", text, "", ctx)
    if name == "officer" and ctx.open_tickets and persons.names_higher(text):
        return raising.wished(state, text, ctx)
    if _chases(entry, text, ctx) and (step := chasing.chased(state, text, ctx)):
        return step
    asks_when = entry == WHEN or entry in tickets.OF_TIME
    return tickets.contact(text, ctx) if asks_when and not tickets.names_any(text) else None


def _chases(entry: str, text: str, ctx: Context) -> bool:
    """Tell whether words of anger, or of a delay, are about what is open, and no complaint beside it."""
    vain = progress.waits_in_vain(text)
    if entry == UNSOLVED:
        return vain and not aftermath.was_settled_lately(ctx)
    if entry == ANGER:
        return tickets.has_complained(ctx) and vain
    briefly = len(words.told(text)) <= of_request.REMARK and not words.complains(text)
    return entry == DELAY and (tickets.has_complained(ctx) or vain or words.asks_why(text) or briefly)
