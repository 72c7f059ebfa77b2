"""How handlers say things: sentences filled with values, options with their labels, replies. Must not decide what is said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from domain import reference
from domain.effects import Effect, Say, Step
from domain.model import Author, Language, Option, Purpose, Reply, Stage, TicketRef
from domain.ticketeffects import OpenTicket
from faq.entries import Entry
from handlers import texts
from handlers.context import Context

SUBJECT: Final = 120
"""Characters of a member's words in a ticket's subject."""
ECHO: Final = 60
"""Characters of a member's words repeated to him."""
MENU: Final = "act:menu"

_NAME = re.compile(r"\{(\w+)\}")
_T = TypeVar("_T")


def line(ctx: Context, key: str, **values: str) -> str:
    """Give a sentence in the member's language with values, and the association's facts, in place."""
    return _fill(ctx, texts.line(key, ctx.language, brief=ctx.brief), **values)


def counted(ctx: Context, key: str, number: int, **values: str) -> str:
    """Give the form of a sentence that agrees with `number`, which stands in it as `{count}`."""
    return _fill(ctx, texts.counted(key, number, ctx.language, brief=ctx.brief), count=str(number), **values)


def _fill(ctx: Context, sentence: str, **values: str) -> str:
    """Put values and facts into a sentence in one pass, so that nothing inside a value is taken for a name."""
    if "{" not in sentence:
        return sentence
    facts = ctx.house.facts.values[ctx.language]
    return _NAME.sub(lambda found: values[found[1]] if found[1] in values else facts[found[1]], sentence)


def note(key: str, **values: str) -> str:
    """Give a sentence for officers' eyes; the desk speaks Arabic."""
    return texts.line(key, Language.ARABIC).format_map(values)


def in_language(by_language: Mapping[Language, _T], ctx: Context) -> _T:
    """Give the member's language's version of something, or the other one where it is missing."""
    return by_language[ctx.language] if ctx.language in by_language else next(iter(by_language.values()))


def approved(entry: Entry, ctx: Context) -> str:
    """Give an entry's approved words with their values, in short where length counts and that is written; or nothing."""
    said = entry.short if ctx.brief and ctx.language in entry.short else entry.answer
    return ctx.house.facts.fill(in_language(said, ctx), ctx.language) if said else ""


def option(ctx: Context, key: str, **values: str) -> Option:
    """Make the option with this id, whose label stands in the texts."""
    return Option(key, line(ctx, f"option.{key}", **values))


def say(ctx: Context, text: str, *options: Option | str) -> Say:
    """Say a text; an option may be given by its id alone. The same option, or the same label, is offered once.

    Where length counts, the menu is not offered beside others: a word leads there.
    """
    made, labels = dict[str, Option](), set[str]()
    for entry in options:
        one = option(ctx, entry) if isinstance(entry, str) else entry
        if one.id not in made and one.label not in labels:
            made[one.id] = one
            labels.add(one.label)
    if ctx.brief and len(made) > 1:
        made.pop(MENU, None)
    return Say(Reply(text, tuple(made.values()), ctx.language))


def presence(said: Say, ref: TicketRef | None = None) -> Say:
    """Make of what is said a word about who is in the chat: no reason to call a member who is not there.

    Of who has a ticket it is said no more once he has not.
    """
    stages = ((ref, Stage.WITH_OFFICER),) if ref else ()
    return Say(replace(said.reply, purpose=Purpose.PRESENCE, stages=stages))


def paragraphs(*parts: str) -> str:
    """Join the parts that are not empty as paragraphs."""
    return "\n\n".join(part for part in parts if part)


def written(ref: TicketRef) -> str:
    """Give a reference as members read it."""
    return reference.written(ref)


def short(text: str, limit: int = SUBJECT) -> str:
    """Give a text on one line, cut behind the last word that ends within `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat[:limit]
    return f"{cut.rpartition(' ')[0] or cut[:-1]}…"


def offering(step: Step, added: Option) -> Step:
    """Add an option to the last thing that the bot offers choices with in a step."""
    effects: list[Effect] = list(step.effects)
    for place, effect in reversed(list(enumerate(effects))):
        if isinstance(effect, Say) and effect.reply.options:
            if all(option.id != added.id for option in effect.reply.options):
                effects[place] = Say(replace(effect.reply, options=(*effect.reply.options, added)))
            break
    return Step(step.state, tuple(effects))


def copyable(step: Step) -> Step:
    """Let members copy the number of a ticket that the step opens, where the bot tells it."""
    refs = [written(effect.ref) for effect in step.effects if isinstance(effect, OpenTicket)]
    effects = (_copyable(effect, refs) for effect in step.effects)
    return Step(step.state, tuple(effects)) if refs else step


def _copyable(effect: Effect, refs: Sequence[str]) -> Effect:
    if not isinstance(effect, Say) or effect.reply.author is not Author.BOT:
        return effect
    told = next((ref for ref in refs if ref in effect.reply.text), "")
    return Say(replace(effect.reply, copied=told)) if told else effect


def followed(step: Step, then: str) -> Step:
    """Put words behind the last thing that the bot says in a step."""
    effects: list[Effect] = list(step.effects)
    for place, effect in reversed(list(enumerate(effects))):
        if isinstance(effect, Say) and effect.reply.author is Author.BOT:
            effects[place] = Say(replace(effect.reply, text=paragraphs(effect.reply.text, then)))
            break
    return Step(step.state, tuple(effects))


def prefixed(step: Step, prefix: str, separator: str = " ") -> Step:
    """Put words in front of the first thing that the bot says in a step."""
    effects: list[Effect] = list(step.effects)
    for place, effect in enumerate(effects):
        if isinstance(effect, Say) and effect.reply.author is Author.BOT:
            effects[place] = Say(replace(effect.reply, text=f"{prefix}{separator}{effect.reply.text}"))
            break
    return Step(step.state, tuple(effects))


def series(ctx: Context, parts: Sequence[str]) -> str:
    """Write parts, of which there is one at least, as a series: "a, b and c"."""
    *before, last = parts
    return line(ctx, "answer.and").join([line(ctx, "answer.comma").join(before), last] if before else [last])


def after(answered: Step, begun: Step) -> Step:
    """Say the answer in front of what is begun, in one message that leads on to that."""
    told = "\n\n".join(effect.reply.text for effect in answered.effects if isinstance(effect, Say))
    kept = (effect for effect in answered.effects if not isinstance(effect, Say))
    return Step(begun.state, (*kept, *prefixed(begun, told, "\n\n").effects))
