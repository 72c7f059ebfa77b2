"""Rules ahead of every handler, in a fixed order: clean the text, machines, opt-out, officer, language, help. Pure.

Must not answer questions, and leaves an officer's chat to the officer, but for the member's word on notices.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from domain.effects import Step
from domain.inbound import AttachmentReceived, ChoiceMade, ConversationStarted, Inbound, TextReceived
from domain.states import AwaitingComment, Clarifying, Describing, Idle, InForm, NamingProxy, State, WithOfficer
from domain.ticketeffects import AddNote
from faq import normalise
from handlers import actions, consent, escalation, language, menu
from handlers.context import Context
from handlers.form import fields, numbers
from handlers.hearing import notices, persons, retorts, sayings, service, wordbook, words
from handlers.hearing.retorts import Retort
from handlers.question import mixed
from handlers.ticket import open_requests, tickets

LONGEST: Final = 4_000
"""Characters of a message that are read and kept; the member is told when there were more."""
OPTION: Final = 64
"""Characters of a pressed option's id that are looked at."""
_MAY_WISH: Final = 0.1
"""Confidence from which words that name a language wish for it."""
_STOPS: Final = "act:opt_out"
"""What a channel makes of words that its provider takes for an end of all messages."""
_WRITING: Final = InForm | Describing | AwaitingComment | NamingProxy
"""The states in which the member's words are kept as he writes them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done ahead of all else."""

    step: Callable[[State, str, Context], Step | None]
    words: frozenset[str] = frozenset()
    """Without one of these in the message it never applies; where none are named it is always tried."""

    def may_apply(self, said: tuple[str, ...]) -> bool:
        """Tell whether it is worth trying on a message of these words."""
        return not self.words or not self.words.isdisjoint(said)


def intercept(state: State, inbound: Inbound, ctx: Context) -> Step | Inbound:
    """Give the step of the first rule that applies, or the inbound, cleaned, for the handlers."""
    inbound = cleaned(inbound)
    if not isinstance(inbound, TextReceived):
        return inbound
    if isinstance(state, WithOfficer):
        return _beside_officer(state, inbound, ctx) or inbound
    said = words.told(inbound.text)
    for rule in _WORDLESS if _LEADING.isdisjoint(said) else RULES:
        if rule.may_apply(said) and (step := rule.step(state, inbound.text, ctx)) is not None:
            return step
    return ConversationStarted() if words.is_one_of(inbound.text, sayings.START) else inbound


def _beside_officer(state: WithOfficer, inbound: TextReceived, ctx: Context) -> Step | None:
    """Stop notices, or send them again, at the member's plain word: it binds the association, whoever has the chat."""
    if inbound.wish == _STOPS:
        return consent.out(state, inbound.text, ctx)
    return _opt_out(state, inbound.text, ctx) or _opt_in(state, inbound.text, ctx)


def cleaned(inbound: Inbound) -> Inbound:
    """Take out what cannot be read, cut what is too long; a picture's caption with words in it stays with the picture."""
    match inbound:
        case TextReceived(text):
            read = normalise.clean(text[: 2 * LONGEST])[:LONGEST]
            return inbound if read == text else replace(inbound, text=read)
        case ChoiceMade(option):
            return ChoiceMade(option[:OPTION])
        case AttachmentReceived(caption=caption, name=name):
            return replace(inbound, caption=normalise.clean(caption[:LONGEST]), name=normalise.clean(name[:LONGEST])[:200])
        case _:
            return inbound


def is_cut(inbound: Inbound) -> bool:
    """Tell whether `cleaned` leaves out a part of the member's words."""
    return isinstance(inbound, TextReceived) and len(inbound.text) > LONGEST


def _nothing(state: State, text: str, ctx: Context) -> Step | None:
    """Answer a message without any letter or digit, but for stars, which may be a rating."""
    if not words.is_wordless(text) or any(star in text for star in "⭐★🌟"):
        return None
    if "؟" in text or "?" in text:
        return _where_is_it(state, ctx) or menu.wordless(state, text, ctx)
    return menu.wordless(state, text, ctx)


def _where_is_it(state: State, ctx: Context) -> Step | None:
    """Show a member who waits for something, and sends nothing but question marks, where it stands."""
    waits = isinstance(state, Idle | Describing) and bool(ctx.open_tickets)
    return Step(state, tickets.listed(ctx).effects) if waits else None


def _machine(state: State, text: str, ctx: Context) -> Step | None:
    """Two machines must not talk for ever: an automatic reply gets none."""
    if not service.is_automatic(text):
        return None
    noted = tuple(AddNote(ticket.ref, text) for ticket in ctx.open_tickets[:1])
    return Step(state, noted)


def _opt_out(state: State, text: str, ctx: Context) -> Step | None:
    stopping = sayings.OPT_OUT_OF_MESSAGES if isinstance(state, InForm) else sayings.OPT_OUT
    return consent.out(state, text, ctx) if words.is_one_of(text, stopping) else None


def _opt_in(state: State, text: str, ctx: Context) -> Step | None:
    wanted = not ctx.contact.notices and words.is_one_of(text, sayings.OPT_IN)
    return consent.back(state, text, ctx) if wanted else None


def _number(state: State, text: str, ctx: Context) -> Step | None:
    return numbers.given(state, text, ctx) if ctx.contact.number_asked else None


def _notices(state: State, text: str, ctx: Context) -> Step | None:
    if isinstance(state, InForm):
        return None
    if words.is_one_of(text, sayings.NOTICES):
        return consent.settings(state, ctx)
    return consent.only(state, text, ctx) if notices.wants_only_own(text) else consent.chosen(state, text, ctx)


def _officer(state: State, text: str, ctx: Context) -> Step | None:
    # where the member is writing something down, an officer who is named in it is a part of that
    matter = "" if isinstance(state, _WRITING) else persons.matter_for_officer(text)
    if not matter and not persons.asks_for_officer(text):
        return None
    if not matter and (persons.asks_for_call(text) or fields.numbers(text)):
        return open_requests.call_me(state, text, ctx)
    if ctx.open_tickets and persons.names_higher(text):
        return actions.run("officer", "", state, text, ctx)
    question = matter or (state.question if isinstance(state, Clarifying) else "")
    called = escalation.asked(state, question, ctx)
    return mixed.answered_too(text, called, ctx) if matter else called


def _language(state: State, text: str, ctx: Context) -> Step | None:
    if not isinstance(state, Idle | Clarifying) and retorts.of(text) is Retort.WAY:
        return None  # «بالعربي ولا الانجليزي؟» asks how he writes what is awaited
    if wanted := service.asks_for_language(text):
        return language.set_(state, wanted, ctx, chosen=not language.spoken_too(text, wanted, ctx))
    if service.asks_about_language(text):
        return language.ask(state, ctx)
    if not service.names_language(text) or service.names_both_languages(text):
        return None
    entries = ctx.house.library.entries
    likely = (one.entry for one in ctx.house.decide(text)[0].decision.candidates if one.confidence >= _MAY_WISH)
    wish = next((entries[entry] for entry in likely if entry in entries and entries[entry].action == "language"), None)
    if wish is None:
        return None
    named = service.language_meant(text)
    return language.set_(state, named, ctx) if named else actions.run("language", wish.id, state, text, ctx)


def _help(state: State, text: str, ctx: Context) -> Step | None:
    if service.asks_what_we_do(text):
        return menu.what(state, ctx)
    return menu.help_(state, ctx) if words.is_one_of(text, sayings.HELP) else None


def _who(state: State, text: str, ctx: Context) -> Step | None:
    return menu.who(state, ctx) if service.asks_who(text) else None


RULES: Final = (
    Rule(_machine, wordbook.made_of(service.AUTOMATIC)),
    Rule(_nothing),
    Rule(_opt_out, wordbook.made_of(sayings.OPT_OUT)),
    Rule(_opt_in, wordbook.made_of(sayings.OPT_IN)),
    Rule(_number),
    Rule(_notices, wordbook.made_of(sayings.NOTICES) | notices.PROMOTING | notices.ALL | notices.ALONE),
    Rule(_officer, persons.OFFICER | persons.MANAGER | persons.CALLING | persons.SOMEBODY),
    Rule(_language, service.ARABIC | service.ENGLISH | service.TONGUE | service.OTHER_TONGUES),
    Rule(_help, service.DOING | wordbook.made_of(sayings.HELP)),
    Rule(_who, service.NATURE | wordbook.made_of(sayings.WHO)),
)
"""In the order in which they are tried."""
_LEADING: Final = frozenset[str]().union(*(rule.words for rule in RULES))
_WORDLESS: Final = tuple(rule for rule in RULES if not rule.words)
"""All that are tried on a message with none of the words."""
