"""Which language the conversation is in: it follows what the member writes until he chooses. Must not guess what he means."""

import re
from dataclasses import replace
from typing import Final

from domain.effects import Effect, SetLanguage, Step
from domain.inbound import AttachmentReceived, ConversationStarted, Inbound, LanguageChosen, TextReceived
from domain.model import Language
from domain.states import NamingProxy, State, WithOfficer
from faq import language
from handlers import menu, moods, speech, words
from handlers.context import Context

_SPOKEN: Final = {
    language.Guess.ARABIC: Language.ARABIC,
    language.Guess.ARABIZI: Language.ARABIC,
    language.Guess.ENGLISH: Language.ENGLISH,
}
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_CONSENT: Final = words.OPT_OUT | words.OPT_IN
"""Whoever writes one of these in Arabic is told in Arabic that it was done; "stop" is written by everybody."""
_READ: Final = 500
"""Characters from which the language is told."""


def follow(state: State, inbound: Inbound, ctx: Context) -> tuple[Context, tuple[Effect, ...]]:
    """Give the context in the language of what came, and the effect that keeps it."""
    wanted = _wanted(state, inbound, ctx)
    if wanted is None or wanted is ctx.language or ctx.contact.language_chosen:
        return ctx, ()
    contact = replace(ctx.contact, language=wanted)
    return replace(ctx, contact=contact), (SetLanguage(wanted, chosen=False),)


def _wanted(state: State, inbound: Inbound, ctx: Context) -> Language | None:
    match inbound:
        case ConversationStarted(_, wanted):
            return wanted
        case TextReceived(text) | AttachmentReceived(caption=text):
            return None if isinstance(state, WithOfficer | NamingProxy | moods.InForm) else _written(text, ctx)
        case _:
            return None


def _written(text: str, ctx: Context) -> Language | None:
    """Tell the language of a text; one foreign word in a running conversation changes nothing, but for «إيقاف» and «اشتراك»."""
    text = text[:_READ]
    wanted = _SPOKEN.get(language.detect(text))
    if wanted is Language.ENGLISH and (text.startswith("/") or not _LATIN_WORD.search(text)):
        return None
    plain = len(text.split()) > 1 or not ctx.contact.greeted
    return wanted if plain or (wanted is Language.ARABIC and words.is_one_of(text, _CONSENT)) else None


def chosen(state: State, inbound: LanguageChosen, ctx: Context) -> Step:
    """Speak the language that the member switched the page to; an officer's chat stays undisturbed."""
    if isinstance(state, WithOfficer) or not ctx.contact.greeted:
        return Step(state, (SetLanguage(inbound.language, chosen=True),))
    return set_(state, inbound.language, ctx)


def set_(state: State, wanted: Language, ctx: Context) -> Step:
    """Speak this language from now on."""
    spoken = replace(ctx, contact=replace(ctx.contact, language=wanted))
    said = speech.say(spoken, speech.line(spoken, "language.set"), *menu.FIRST)
    return Step(state, (SetLanguage(wanted, chosen=True), said))


def ask(state: State, ctx: Context) -> Step:
    """Let the member choose."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "language.ask"), "lang:ar", "lang:en"),))
