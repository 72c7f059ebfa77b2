"""How long something takes, what it costs, or which papers it needs, asked behind an answer and naming nothing.

What was spoken of does. Must not invent a period, a price or a paper.
"""

from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.states import Idle, State
from faq.decision import Answer, Asked, Clarify
from handlers import memory
from handlers.context import Context
from handlers.hearing import waiting, wordbook, words
from handlers.question import single, unclear
from handlers.ticket import tickets

_REPLY: Final = wordbook.OWN | wordbook.tokens("الرد رد ردكم الجواب reply answer response")
_OF_TOPIC: Final = {
    "registration": "admission.time",
    "admission": "admission.time",
    "membership": "admission.time",
    "support": "handling.reply_time",
    "handling": "handling.reply_time",
    "withdrawal": "withdrawal.refund-time",
    "death": "death.refund-time",
    "complaints": "complaints.time",
    memory.OWN_DATA.topic: f"{memory.OWN_DATA.topic}.time",
}
"""The entry on how long what a topic is about takes."""
_LEAVING: Final = frozenset({"membership.expulsion", "membership.arrears", "membership.end", "membership.settlement"})
"""Entries on membership of which that of joining is no period: «كم المهله» behind an expulsion."""
_COSTING: Final = {
    "membership": "fees.total",
    "admission": "fees.total",
    "registration": "fees.total",
    "fees": "fees.total",
    "shares": "shares.price",
    "transfer": "transfer.price",
}
"""The entry on what it costs."""
_PAPERED: Final = {"death": "death.documents"}
"""The entry on its papers, which the documents name for these topics only."""
_PAPERS: Final = wordbook.tokens(
    "اوراق الاوراق ورق الورق اوراقي مستندات المستندات وثائق الوثائق documents papers paperwork awra2 awraq"
)
_OF_PAPERS: Final = (
    _PAPERS
    | wordbook.OPENING
    | wordbook.POLITE
    | wordbook.ASKING
    | wordbook.tokens(
        "و ما هي هو ايه ماهي المطلوبة المطلوب مطلوبة اللازمة لازم تبون تبغون تحتاجون عايزين تطلبون نجيب اجيب اقدم نقدم معي "
        "معنا اللي do we you i need needed required should bring the for that and"
    )
)
_PRICE: Final = wordbook.tokens(
    "كم بكم بكام كام وبكم وكم سعر السعر سعره سعرها تكلفة التكلفة يكلف تكلف كلفته price cost costs bkam bekam kam much"
)
_OF_PRICE: Final = (
    wordbook.OPENING | wordbook.POLITE | wordbook.tokens("how is it does do i pay ادفع تدفع علي هو هي هذا and so w")
)


def heard(state: State, parts: tuple[Asked, ...], text: str, ctx: Context) -> Step | None:
    """Tell how long what was answered last takes, or his open request; or that no period of it is known."""
    if len(parts) == 1 and (step := _costing(state, parts[0], text, ctx) or _papers(state, parts[0], text, ctx)):
        return step
    if not (waiting.asks_how_long(text) and isinstance(state, Idle) and memory.was_answered(state, ctx)):
        return None
    if len(parts) != 1 or _names_reply(parts[0], text) or _is_of(state.topic, parts[0], ctx):
        return None
    if ctx.open_tickets:
        return tickets.contact(text, ctx) if isinstance(parts[0].decision, Clarify) else None
    period = "" if state.entry in _LEAVING else _OF_TOPIC.get(state.topic, "")
    if period not in ctx.entries:
        return unclear.without_period(state, text, ctx)
    return single.answer(state, replace(parts[0], decision=Answer(period, 1.0, ())), ctx)


def _costing(state: State, asked: Asked, text: str, ctx: Context) -> Step | None:
    """Tell what was spoken of costs to a member who asks no more than how much: «بكم» behind the conditions of membership."""
    price = _COSTING.get(memory.thread(state).topic, "") if words.made_of(text, _PRICE, _OF_PRICE) else ""
    unsure = isinstance(asked.decision, Clarify)
    return _answered(state, asked, price, ctx) if unsure else None


def _papers(state: State, asked: Asked, text: str, ctx: Context) -> Step | None:
    """Tell which papers what was spoken of needs to a member who names nothing else: «وايش الورق المطلوب» behind the heirs."""
    entry = _PAPERED.get(memory.thread(state).topic, "")
    said = tuple(words.without_and(words.told(text), _OF_PAPERS)) if entry else ()
    named = not _PAPERS.isdisjoint(said) and all(word in _OF_PAPERS for word in said)
    return _answered(state, asked, entry, ctx) if named else None


def _answered(state: State, asked: Asked, entry: str, ctx: Context) -> Step | None:
    if entry not in ctx.entries or not memory.was_answered(state, ctx):
        return None
    return single.answer(state, replace(asked, decision=Answer(entry, 1.0, ())), ctx)


def _names_reply(asked: Asked, text: str) -> bool:
    """Tell whether he names what is answered within a known time: «كم مدة الرد على الطلب»."""
    known = isinstance(asked.decision, Answer) and asked.decision.entry in tickets.OF_TIME
    return known and not _REPLY.isdisjoint(words.told(text))


def _is_of(topic: str, asked: Asked, ctx: Context) -> bool:
    """Tell whether what was decided is on the topic just spoken of."""
    return isinstance(asked.decision, Answer) and ctx.entries[asked.decision.entry].topic == topic
