"""A small knowledge for tests of the matcher: few entries, all kinds, trained in a blink."""

import functools
from collections.abc import Callable
from pathlib import Path

from domain.model import Language
from faq.clauses import Citation
from faq.decision import Decider, Thread
from faq.entries import Entry, Flag, Kind, Phrasing, Variety
from faq.experts import training
from faq.experts.encoder import Encoder
from faq.matcher import Example, Matcher


def entry(
    name: str, *phrasings: str, kind: Kind = Kind.ANSWER, action: str = "", flags: frozenset[Flag] = frozenset()
) -> Entry:
    """Make an entry whose topic is the first part of its name."""
    topic = name.split(".", maxsplit=1)[0]
    return Entry(
        id=name,
        kind=kind,
        topic=topic,
        action=action,
        cites=(Citation("policy", name),) if kind is Kind.ANSWER else (),
        flags=flags,
        title={Language.ARABIC: phrasings[0]} if kind is not Kind.NONE else {},
        answer={Language.ARABIC: phrasings[0]} if kind is Kind.ANSWER else {},
        phrasings=tuple(Phrasing(text, Variety.SAUDI, Path("test.md"), 1) for text in phrasings),
        path=Path("test.md"),
        line=1,
    )


ENTRIES = (
    entry(
        "fees.amount", "كم رسوم العضوية", "بكم الاشتراك في الجمعية", "how much is the membership fee", "kam rsoom el 3odwiya"
    ),
    entry("fees.refund", "هل تُسترد رسوم العضوية", "ترجعون لي الرسوم", "is the fee refunded", "tarje3oon el rsoom?"),
    entry("contact.hours", "ما ساعات العمل", "متى تفتحون", "what are your opening hours", "mata teftahoon?"),
    entry("handling.reply", "متى يصل الرد على طلبي", "كم ياخذ الرد", "when do I get a reply to my request", "mata yeji el rad"),
    entry("membership.who", "من يحق له العضوية", "شروط الانضمام للجمعية", "who can become a member", "shroot el endimam"),
    entry("action.officer", "أريد التحدث مع موظف", "كلموني موظف", "talk to a human", kind=Kind.ACTION, action="officer"),
    entry("action.greeting", "السلام عليكم", "مرحبا", "good morning", kind=Kind.ACTION, action="greeting"),
    entry("silent.price", "كم سعر الشقة", "بكم الوحدة السكنية", "price of an apartment", kind=Kind.SILENT),
    entry(
        "personal.balance",
        "كم رصيدي",
        "كم باقي علي من الأقساط",
        "my balance",
        kind=Kind.SILENT,
        flags=frozenset({Flag.SENSITIVE}),
    ),
    entry("none.world", "من فاز في المباراة", "كيف الطقس اليوم", "write me a poem", "recipe for kabsa", kind=Kind.NONE),
)


def matcher(encoder: Encoder | None = None, learnt: tuple[Example, ...] = ()) -> Matcher:
    """Train on the small knowledge."""
    return training.build(ENTRIES, encoder, learnt)


def later(train: Callable[[], Decider]) -> Decider:
    """Give a decider that is trained when it is first asked: what is done at import, every process does that only collects."""
    trained = functools.cache(train)
    return lambda text, thread=Thread(): trained()(text, thread)
