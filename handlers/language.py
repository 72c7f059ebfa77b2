"""Which language the conversation is in: it follows what the member writes until he chooses. Must not guess what he means."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from domain.effects import Effect, SetLanguage, Step
from domain.inbound import AttachmentReceived, ConversationStarted, Inbound, LanguageChosen, TextReceived
from domain.model import Language
from domain.states import ConfirmingForm, FillingForm, InForm, NamingProxy, SigningForm, State, WithOfficer
from faq import language, normalise, wordlists
from faq.decision import Act, Answer, Handover
from handlers import menu, speech
from handlers.context import Context
from handlers.form import fields, forms, names
from handlers.form.fields import Field
from handlers.hearing import dangers, manners, persons, remarks, sayings, spelt, words

_SPOKEN: Final = {
    language.Guess.ARABIC: Language.ARABIC,
    language.Guess.ARABIZI: Language.ARABIC,
    language.Guess.ENGLISH: Language.ENGLISH,
}
_ARABIC_WORD = re.compile("[\u0620-\u064a\u0671-\u06d3]{2,}")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
_NO_WORDS = re.compile(
    r"```.*?```|`[^`\n]*`|https?://\S+|www\.\S+|\S+@\S+|[@#][\w.]*\w|</?[A-Za-z][^<>\n]*>|&#?\w+;"
    r"|\b(?:[\w-]+\.)+[A-Za-z]{2,4}\b(?:/\S*)?"
    r"|\b[A-Za-z]{0,4}\d{5,}\w*",
    re.DOTALL,
)
"""Links, addresses, file names, code, markup and account numbers: they are written the same in every language."""
_SIGNS: Final = re.compile(r"[`@#<&./]|\d{5}")
"""One of which is in each of these."""
_MUCH_MORE: Final = 2
"""Times as many Latin words as Arabic ones from which a mixed text is English."""
_COMMON: Final = ("asking", "call", "courtesy", "following", "idle", "thanking", "vague", "waiting")
_READ: Final = 500
"""Characters from which the language is told."""


def follow(state: State, inbound: Inbound, ctx: Context) -> tuple[Context, tuple[Effect, ...]]:
    """Give the context in the language of what came, and the effect that keeps it. A mere name tells nothing of it."""
    wanted = _wanted(state, inbound, ctx)
    if wanted is None or wanted is ctx.language or ctx.contact.language_chosen:
        return ctx, ()
    if ctx.contact.greeted and isinstance(inbound, TextReceived) and names.is_full_name(inbound.text):
        return ctx, ()
    contact = replace(ctx.contact, language=wanted)
    return replace(ctx, contact=contact), (SetLanguage(wanted, chosen=False),)


def _wanted(state: State, inbound: Inbound, ctx: Context) -> Language | None:
    match inbound:
        case ConversationStarted(_, wanted):
            return wanted
        case TextReceived(text) | AttachmentReceived(caption=text):
            return None if isinstance(state, WithOfficer | NamingProxy) or _is_name(state, text) else _written(text, ctx)
        case _:
            return None


def _is_name(state: State, text: str) -> bool:
    """Tell whether a form awaits a name and this may be one, in whatever letters: it tells nothing of his language."""
    match state:
        case FillingForm(form, answers):
            asked = forms.missing(form, answers) is Field.NAME
        case SigningForm():
            asked = True
        case ConfirmingForm(answers=answers):
            asked = fields.is_fuller(fields.tidy(Field.NAME, text), dict(answers).get(Field.NAME, ""))
        case _:
            asked = False
    if not asked or words.asks(text) or dangers.tells(text):
        return False
    return fields.looks_right(Field.NAME, fields.tidy(Field.NAME, text)) or _is_first_name(state, text)


def _is_first_name(state: State, text: str) -> bool:
    """Tell whether one word may be a name that is a word of every conversation too: «حسن», «رجاء», «كريم»."""
    word = normalise.key(text)
    alone = isinstance(state, FillingForm) and word.isalpha() and word not in sayings.EVERYDAY - sayings.ACKNOWLEDGED
    return alone and not words.command(text)


def _written(text: str, ctx: Context) -> Language | None:
    """Tell the language of a text. One Latin word in a running conversation changes nothing, for all write some.

    An Arabic one does where it says something here, as «شكراً», «نعم» or «الرسوم»: it may be a name.
    """
    if text.startswith("/"):
        return None
    text = text[:_READ]
    if _SIGNS.search(text):
        text = _NO_WORDS.sub(" ", text)
    arabic, latin = _ARABIC_WORD.findall(text), _LATIN_WORD.findall(text)
    if arabic and latin:
        latin_only = " ".join(latin)
        return (
            _mixed(len(arabic), len(latin), ctx)
            if _SPOKEN.get(language.detect(latin_only)) is Language.ENGLISH
            else Language.ARABIC
        )
    if latin and ctx.contact.greeted and remarks.leaves(text):
        return None  # "bye" is said in every language
    courteous = latin and spelt.in_arabic(normalise.key(text))
    wanted = Language.ARABIC if courteous else _SPOKEN.get(language.detect(text))
    if wanted is Language.ENGLISH:
        return wanted if latin and (not ctx.contact.greeted or _is_english(latin)) else None
    plain = len(text.split()) > 1 or not ctx.contact.greeted
    return wanted if plain or (bool(arabic) and _says_something(text, ctx)) else None


def _says_something(word: str, ctx: Context) -> bool:
    """Tell whether an Arabic word is more than a name: a word of every conversation, or one that names a matter."""
    everyday = manners.is_courtesy(word) or words.is_one_of(word, sayings.EVERYDAY) or persons.asks_for_officer(word)
    if everyday or normalise.key(word) in _common():
        return True
    match ctx.decided(word):
        case Answer() | Act():
            return True
        case Handover(entry=entry):
            return bool(entry)
        case _:
            return False


@cache
def _common() -> frozenset[str]:
    return frozenset().union(*map(wordlists.words, _COMMON))


def _mixed(arabic: int, latin: int, ctx: Context) -> Language | None:
    """Tell the language that most of the words are in; where neither is much more, that of the conversation goes on."""
    if arabic >= latin and (not ctx.contact.greeted or arabic > latin):
        return Language.ARABIC
    return Language.ENGLISH if latin > _MUCH_MORE * arabic else None


def _is_english(written: Sequence[str]) -> bool:
    """Tell whether somebody speaks English here: thanks, names and abbreviations («PDF», «IBAN») are written by everybody."""
    abbreviated = all(word.isupper() for word in written)
    spoken = [word for word in written if abbreviated or not word.isupper()]
    known = sum(word.lower() in wordlists.words("english") for word in spoken)
    return len(spoken) > 1 and known > 0 and not manners.acknowledges(" ".join(written))


def chosen(state: State, inbound: LanguageChosen, ctx: Context) -> Step:
    """Speak the language that the member switched the page to; an officer's chat stays undisturbed."""
    if isinstance(state, WithOfficer) or not ctx.contact.greeted:
        return Step(state, (SetLanguage(inbound.language, chosen=True),))
    return set_(state, inbound.language, ctx)


def spoken_too(text: str, wanted: Language, ctx: Context) -> bool:
    """Tell whether it is only asked if this language is spoken, in the language itself: nothing is chosen by that."""
    return words.asks(text) and ctx.language is wanted and not ctx.contact.language_chosen


def set_(state: State, wanted: Language, ctx: Context, *, chosen: bool = True) -> Step:
    """Speak this language from now on; where it was not `chosen`, until he writes another."""
    spoken = replace(ctx, contact=replace(ctx.contact, language=wanted))
    told, kept = speech.line(spoken, "language.set"), SetLanguage(wanted, chosen=chosen)
    if isinstance(state, InForm):
        step = forms.again(state, spoken, told)
        return Step(step.state, (kept, *step.effects))
    return Step(state, (kept, speech.say(spoken, told, *menu.FIRST)))


def ask(state: State, ctx: Context) -> Step:
    """Let the member choose."""
    return Step(state, (speech.say(ctx, speech.line(ctx, "language.ask"), "lang:ar", "lang:en"),))
