"""Data that is told and resembles a question for data: a number, the name of somebody, his own bank account.

Must not show anybody's.
"""

from typing import Final

from domain.effects import Step
from domain.states import Clarifying, State
from faq.decision import Answer, Asked, Clarify, Handover
from faq.entries import Flag
from handlers import actions, memory
from handlers.context import Context
from handlers.form import correcting
from handlers.hearing import wordbook, words
from handlers.question import meanwhile, telling
from handlers.ticket import complaint, open_requests

_OWN_DATA: Final = "action.privacy"
"""The entry for a member who wants something done with his own data."""
_OUR_ACCOUNT: Final = "silent.iban"
"""The entry for asking where money is sent to us."""
_PROXY: Final = "assembly.proxy"
"""The entry on who goes to an assembly in a member's place."""
_FOR_SOMEBODY: Final = wordbook.tokens("عنها عنه عنهم اتابع أتابع متابعة اراجع معاملتها معاملته طلبها طلبه behalf")
_ASSEMBLY: Final = wordbook.tokens(
    "اجتماع الاجتماع اجتماعات الجمعيه العموميه يحضر تحضر احضر الحضور حضور يصوت اصوت التصويت meeting assembly vote attend"
)
_OWN: Final = wordbook.tokens("حسابي ايباني حقي تبعي بتاعي my mine own new الجديد جديد جديدة")
_CHANGING: Final = wordbook.tokens(
    "غيرت تغير اغير نغير تغيير احدث تحديث حدثوا عدلوا اعدل تعديل بدلت changed change update updated ghayart aghayer"
)
"""What makes an account his own: that it is called so, or has changed."""


def of_number(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Take a number for what is told with the words before it, where it resembles a question, as of where something stands."""
    question, candidates = asked.question, asked.decision.candidates
    best = candidates[0].entry if candidates else ""
    if words.asks(question) or not meanwhile.NUMBER.search(question):
        return None
    if ctx.open_tickets and (isinstance(asked.decision, Answer | Clarify) or _is_of_data(asked, ctx)):
        return open_requests.add(state, question, ctx)
    if best not in actions.STANDING:
        return None
    if not isinstance(state, Clarifying):
        return telling.told(state, question, ctx)
    both = f"{state.question}\n{question}"
    own = any(one.entry == _OWN_DATA for one in state.offered)
    return complaint.privacy(both, ctx) if own else telling.told(state, both, ctx)


def of_somebody(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Take the name of somebody for what is told, which resembles a question for another's data: «اسمها هند محمد القرشي»."""
    told = _is_of_data(asked, ctx) and correcting.tells_name(asked.question)
    return telling.told(state, asked.question, ctx) if told else None


def _is_of_data(asked: Asked, ctx: Context) -> bool:
    """Recognise what resembles a question for somebody's data."""
    entry = ctx.entries.get(asked.decision.entry) if isinstance(asked.decision, Handover) else None
    return entry is not None and Flag.SENSITIVE in entry.flags


def of_agent(state: State, asked: Asked, ctx: Context) -> Step | None:
    """Offer an officer to who would act for somebody, which resembles a proxy at an assembly: «اقدر اوكل عنها واتابع انا»."""
    proxy = isinstance(asked.decision, Answer) and asked.decision.entry == _PROXY
    said = words.told(asked.question)
    acts = not _FOR_SOMEBODY.isdisjoint(said) and _ASSEMBLY.isdisjoint(said)
    return telling.offer(asked.question, "tell.offer", ctx) if proxy and acts and memory.thread(state).entry != _PROXY else None


def of_own_account(_: State, asked: Asked, ctx: Context) -> Step | None:
    """Take his own bank account, or a new one, for his data, where it resembles ours: «غيرت الايبان», «ايبان حقي انا»."""
    ours = isinstance(asked.decision, Handover) and asked.decision.entry == _OUR_ACCOUNT
    return complaint.privacy(asked.question, ctx) if ours and _is_own(asked.question) else None


def _is_own(question: str) -> bool:
    return not (_OWN | _CHANGING).isdisjoint(words.told(question))
