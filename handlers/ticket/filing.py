"""What a member told before is a complaint, or a suggestion: «سجلها شكوى», «خلاص هذا اقتراحي». Must not ask for it again."""

from itertools import pairwise
from typing import Final

from domain.effects import Step
from domain.model import Ticket, TicketKind
from domain.states import Clarifying, Describing, State
from domain.ticketeffects import AddNote, LinkTickets
from handlers import memory, speech
from handlers.context import Context
from handlers.hearing import particles, turnings, wordbook, words
from handlers.question import telling
from handlers.ticket import additions, complaint, open_requests

_CALLED: Final = {
    TicketKind.COMPLAINT: turnings.A_COMPLAINT | wordbook.tokens("كشكوى لشكوى شكوه بلاغ بلاغي كبلاغ shakwa"),
    TicketKind.SUGGESTION: turnings.A_SUGGESTION | wordbook.tokens("كاقتراح مقترحي اقتراحاتي eqtera7 igtira7 iqtira7"),
}
_POINTING: Final = wordbook.tokens(
    "سجلها سجله سجلوها سجلوه سجليها سجليه اعتبرها اعتبره اعتبروها اعتبروه خلها خله خلوها خلوه خليها خليه حولها حوله حولوها "
    "حولوه ارفعها ارفعه ارفعوها ارفعوه "
    "قدمها قدمه قدموها قدموه حطها حطوها اكتبها اكتبوها ابيها ابغاها باللي اللي قلته قلتها كتبته كتبتها ذكرته ذكرتها هذا هذي "
    "هذه هاذي هاذا ذا it it's this that that's thats sajelha sajjelha hatha hadi hada"
)
"""What points at words told before."""
_CALLING: Final = wordbook.tokens(
    "هو هي "
    "غلط غلطت غلطان اسف آسف اصلا كان كانت يعني رسمية رسمي لي عندكم من is "
    "was a an the as my formal official into then s record سجل سجلوا اعتبروا "
    "قدموا فوق above said wrote what i log make consider file register treat submit count put down"
)
_BESIDE_KIND: Final = _POINTING | _CALLING | particles.NOT_THIS | particles.NO | wordbook.POLITE | wordbook.AGREEING
"""What stands beside the kind of what was told."""
_CALLED_IN, _LEAST_TOLD = 8, 2
"""Words in which it is called something, and of what is told behind that."""
_RECORDED: Final = wordbook.tokens("سجلها سجله سجلوها سجلوه سجليها سجليه قيدها قيدوها sajelha sajjelha")
_BESIDE_IT: Final = wordbook.AGREEING | wordbook.POLITE | wordbook.tokens("عندك عندكم لي لنا معك معكم")
"""What bids to record what was told, and what stands beside that."""
_RECORDING: Final = wordbook.tokens("سجل سجلي سجلوا سجلو افتح افتحي افتحوا افتحو ارفع ارفعوا حط اكتب record open log file make")
_NEW: Final = wordbook.tokens("جديدة جديده جديد ثانية ثانيه new another")
_BESIDE_NEW: Final = (
    wordbook.AGREEING | wordbook.POLITE | wordbook.tokens("اي ايه ايوه وحدة وحده واحدة واحده لي لنا معاملة شكوى one a yes")
)
_ONE: Final = wordbook.tokens("طلب معاملة تذكرة بلاغ request ticket case")
_FOR_ME: Final = wordbook.ABLE | wordbook.tokens("ابي ابغى بذلك فيها فيه can could you for me i it about this the")
_TOLD: Final = frozenset({TicketKind.INQUIRY, TicketKind.COMPLAINT, TicketKind.SUGGESTION})


def heard(state: State, text: str, ctx: Context) -> Step | None:
    """Take what was told just now for what the words call it; None where they call it nothing, or nothing was told."""
    kind = is_called(text)
    if kind is None and (meant := told_as(text)):
        return complaint.open_(meant, text, ctx)
    if kind is None and _records_it(text):
        return _recorded(state, text, ctx)
    if kind is None:
        mine = memory.spoken_of(state, ctx) if _records_another(text) or _opens_one(text) else None
        return _already(mine, ctx) if mine and (mine.kind in _CALLED or _opens_one(text)) else None
    if isinstance(state, Clarifying):
        return complaint.open_(kind, state.question, ctx)
    before = memory.spoken_of(state, ctx) or _latest(ctx)
    if before is None:
        return complaint.complaint("", ctx) if kind is TicketKind.COMPLAINT else complaint.suggestion("", ctx)
    if before.kind not in _TOLD or before.subject == speech.note("note.asked"):
        return None
    return _already(before, ctx) if before.kind is kind else _besides(before, kind, text, ctx)


def _recorded(state: State, text: str, ctx: Context) -> Step | None:
    """Record what was told just now, where he says so and not as what; to a ticket of it that is open more words are added."""
    if isinstance(state, Clarifying) and telling.is_offered(state):
        return telling.taken_up(state, ctx)
    mine = memory.spoken_of(state, ctx) or _latest(ctx)
    if mine is None:
        return None
    return (
        _already(mine, ctx) if frozenset(words.told(text)) <= _RECORDED | _BESIDE_IT else open_requests.relay(state, text, ctx)
    )


def _records_it(text: str) -> bool:
    """Tell who begins by bidding to record what he told, and names no other matter: «طيب سجلها عندك»."""
    said = [word for word in words.told(text) if word not in _BESIDE_IT]
    return bool(said) and said[0] in _RECORDED and not turnings.kinds(text) and not words.asks(text)


def _records_another(text: str) -> bool:
    """Tell whether the member asks to record one of which he speaks as new: «اي سجل وحده جديدة»."""
    said = frozenset(words.told(text))
    return not (said.isdisjoint(_RECORDING) or said.isdisjoint(_NEW)) and said <= _RECORDING | _NEW | _BESIDE_NEW


def _opens_one(text: str) -> bool:
    """Tell whether the member only asks that one be opened: «طيب افتح لي طلب», "can you open a request for me"."""
    said = frozenset(words.told(text))
    return not (said.isdisjoint(_RECORDING) or said.isdisjoint(_ONE)) and said <= _RECORDING | _ONE | _BESIDE_NEW | _FOR_ME


def calls(text: str, kind: TicketKind) -> bool:
    """Tell whether the message only says that what was told before is of this kind, or to record it: «هذي شكواي», «سجلها»."""
    said = frozenset(words.told(text))
    pointed = not said.isdisjoint(_POINTING) and said <= _POINTING | _CALLING | wordbook.POLITE | wordbook.AGREEING
    return is_called(text) is kind or pointed


def told_as(text: str) -> TicketKind | None:
    """Give the kind that words call what they tell in place of the one denied: «لا مو اقتراح، شكوى: انارة الممر طافيه»."""
    said, kinds = words.told(text), turnings.A_COMPLAINT | turnings.A_SUGGESTION
    last = max((at for at, word in enumerate(said[:_CALLED_IN]) if word in kinds), default=len(said))
    content = [word for word in said[last + 1 :] if word not in _BESIDE_KIND]
    denies = any(first in particles.DENYING and then in kinds for first, then in pairwise(said[:_CALLED_IN]))
    if len(content) < _LEAST_TOLD or not denies or words.asks(text):
        return None
    return turnings.matter_meant(" ".join(said[:_CALLED_IN]))


def _latest(ctx: Context) -> Ticket | None:
    return next((ticket for ticket in ctx.open_tickets if additions.is_close(ticket, ctx)), None)


def _already(before: Ticket, ctx: Context) -> Step:
    told = speech.line(ctx, "filing.already", ref=speech.written(before.ref))
    said = speech.say(ctx, told, "act:ticket_status", "act:menu")
    return Step(Describing(before.kind, ticket=before.ref, heard_at=ctx.now), (said,))


def _besides(before: Ticket, kind: TicketKind, text: str, ctx: Context) -> Step:
    """Open it as what it is called, beside the first ticket, which holds all that was told and whose officer reads it."""
    step = complaint.open_(kind, before.subject, ctx)
    opened, *others = step.effects
    return Step(step.state, (AddNote(before.ref, text), opened, LinkTickets(ctx.fresh_ref, before.ref), *others))


def is_called(text: str) -> TicketKind | None:
    """Give the kind that the message calls what was told before: «سجلها شكوى», «خلاص هذا اقتراحي», «لا مو شكوى، اقتراح»."""
    denied = {after for before, after in pairwise(words.told(text)) if before in particles.NOT_THIS}
    said = frozenset(words.told(text)) - denied
    meant = [kind for kind, nouns in _CALLED.items() if not nouns.isdisjoint(said)]
    corrects = any(not nouns.isdisjoint(denied) for nouns in _CALLED.values())
    if len(meant) != 1 or words.asks(text) or (said.isdisjoint(_POINTING) and not corrects):
        return None
    return meant[0] if said <= _CALLED[meant[0]] | _BESIDE_KIND else None
