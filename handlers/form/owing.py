"""What is said of a paper that is awaited: what is it, I have none, would another do. Must not judge what will do."""

from itertools import pairwise
from typing import Final

from domain.alarms import Alarm
from domain.effects import Step
from domain.model import Stage, Ticket
from domain.states import Describing, State
from domain.ticketeffects import AddNote, AlertOfficer
from faq.decision import action_of
from handlers import speech
from handlers.context import Context
from handlers.hearing import particles, wordbook, words
from handlers.question import of_request
from handlers.ticket import additions

_WHAT: Final = wordbook.WHAT | wordbook.tokens("which")
_NEEDED: Final = wordbook.tokens(
    "المطلوب مطلوب مطلوبة المطلوبة تبون تبونه تبونها تبغون تبغونه تبغونها تحتاجون تحتاجونه تحتاجونها تريدون طلبتوا طلبتوه "
    "طلبتم لازم ارسل أرسل ارسله أرسله ارسلها ارسلكم "
    "need needed want required send owe awaited waiting matlob matloob tabon tabghon"
)
_BESIDE: Final = wordbook.tokens(
    "مني منا علي هو هي اللي الذي بالضبط بالتحديد تحديدا طيب عفوا يعني لكم لي مرة ثانية الحين الآن انا أنا do you i is it that "
    "was from me for exactly again to should must have did ok sorry are the document documents paper papers still"
)
_WITH_IT: Final = wordbook.tokens("فيه فيها به بها for")
_NOT: Final = particles.NOT | particles.WITHOUT
_HAVING: Final = wordbook.tokens("عندي معي لدي املك أملك لقيت حصلت أجد have got find own 3ndi")
_HAVE_NOT: Final = wordbook.tokens("ماعندي معنديش ماعنديش مالقيت ماحصلت ضاع ضاعت ضيعته ضيعتها ضايع ضايعة مافي مافيه lost")
_INSTEAD: Final = wordbook.tokens("بدل بداله بدالها بدلا بديل ينفع تنفع يصلح تصلح يكفي تكفي يمشي تمشي instead")
_NO_PAPER: Final = wordbook.tokens("سؤال وقت مشكلة مانع اعتراض شي شيء خبر علم فكرة question time problem idea anything")
_MOST: Final = 15
"""Words of a member who says that he does not have it, and what he has."""


def asks_what(text: str) -> bool:
    """Tell whether the message only asks what is awaited: «وش المطلوب مني بالضبط؟», "what do you need from me?"."""
    said = words.told(text)
    known = _WHAT | _NEEDED | _BESIDE | wordbook.POLITE
    return not (_WHAT.isdisjoint(said) or _NEEDED.isdisjoint(said)) and all(word in known for word in said)


def _asks_why(text: str) -> bool:
    """Tell whether the message only asks what that is needed for: «هي مطلوبة ليش؟», "why do you need it?"."""
    said = words.told(text)
    known = wordbook.WHY | _WHAT | _WITH_IT | _NEEDED | _BESIDE | wordbook.POLITE
    why = not wordbook.WHY.isdisjoint(said) or not (_WHAT.isdisjoint(said) or _WITH_IT.isdisjoint(said))
    return why and not _NEEDED.isdisjoint(said) and all(word in known for word in said)


def lacks(text: str) -> bool:
    """Tell whether the message says that it is not there, or asks if another would do: «ما عندي صك», «ينفع عقد إيجار بدله؟»."""
    said = words.told(text)
    if not 1 < len(said) <= _MOST or not _NO_PAPER.isdisjoint(said):
        return False
    without = any(first in _NOT and then in _HAVING for first, then in pairwise(said))
    return without or not (_HAVE_NOT | _INSTEAD).isdisjoint(said)


def awaited(ctx: Context) -> Ticket | None:
    """Give the one ticket that waits for the member; None where none does, or several do."""
    owed = [ticket for ticket in ctx.open_tickets if ticket.stage is Stage.WAITING_FOR_MEMBER]
    return owed[0] if len(owed) == 1 else None


def heard(state: State, ticket: Ticket | None, text: str, ctx: Context) -> Step | None:
    """Repeat what this ticket waits for, or pass on that the member has it not; None where he says neither."""
    if ticket is None or ticket.stage is not Stage.WAITING_FOR_MEMBER:
        return None
    if _asks_why(text):
        return _asked_of(state, ticket, text, ctx)
    if asks_what(text):
        return _repeated(state, ticket, ctx)
    told_of = isinstance(state, Describing) or not words.asks(text)  # a question out of the blue is one of its own
    return _passed_on(ticket, text, ctx) if told_of and lacks(text) and not _promises(text, ctx) else None


def _promises(text: str, ctx: Context) -> bool:
    """Tell whether he says that it comes later."""
    asked = of_request.settled(ctx.house.decide(text), text, ctx.entries)
    return any(action_of(one.decision) == "will_send" for one in asked)


def _repeated(state: State, ticket: Ticket, ctx: Context) -> Step:
    line = state.owed if isinstance(state, Describing) and state.ticket == ticket.ref else ""
    if line:
        told = "\n".join((speech.line(ctx, "moved.owed", line=line), speech.line(ctx, "moved.send")))
    else:
        told = speech.line(ctx, "owing.above", ref=speech.written(ticket.ref))
    return Step(state, (speech.say(ctx, told, "act:officer", "act:menu"),))


def _asked_of(state: State, ticket: Ticket, text: str, ctx: Context) -> Step:
    """Pass on what he asks of it; the ticket goes on waiting."""
    told = speech.line(ctx, "owing.asked", ref=speech.written(ticket.ref))
    alert = () if ticket.officer is None else (AlertOfficer(ticket.ref, ticket.officer, Alarm.ANSWERED),)
    return Step(state, (AddNote(ticket.ref, text), *alert, speech.say(ctx, told, "act:ticket_status", "act:menu")))


def _passed_on(ticket: Ticket, text: str, ctx: Context) -> Step:
    told = speech.line(ctx, "owing.lacked", ref=speech.written(ticket.ref))
    said = speech.say(ctx, told, "act:ticket_status", "act:menu")
    after = Describing(ticket.kind, ticket=ticket.ref, heard_at=ctx.now, added_at=ctx.now)
    return Step(after, (*additions.added(ticket.ref, text, ctx), said))
