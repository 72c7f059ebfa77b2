"""Objecting to what was decided about a form just settled: what the documents have on it, and the offer to pass it on.

Must not promise that anything is decided anew.
"""

from typing import Final

from domain.effects import Step
from domain.model import Option, Stage, Ticket, TicketKind
from domain.states import AwaitingRating, Choosing, Clarifying, Idle, Wish
from handlers import memory, speech
from handlers.context import Context
from handlers.hearing import afterwords
from handlers.question import answers

_ANSWERED: Final = {TicketKind.REGISTRATION: "admission.appeal"}
"""Entries that tell how a decision about such a form is objected to; the documents have none for the others."""
_TOPICS: Final = frozenset({"", "handling", "support", "admission", "rating"})
"""What was spoken of since, where a decision without its matter is still this one."""


def heard(state: Idle | Clarifying | AwaitingRating, text: str, settled: tuple[Ticket, ...], ctx: Context) -> Step | None:
    """Tell a member who would object how he may, and offer to pass it on; None where the last settled was no form."""
    refused = settled[0] if settled else None
    if refused is None or refused.kind not in memory.OF_FORMS or refused.stage is not Stage.RESOLVED:
        return None
    if memory.thread(state).topic not in _TOPICS or not afterwords.objects(text):
        return None
    ref = speech.written(refused.ref)
    told = answers.text(_ANSWERED.get(refused.kind, ""), ctx) or speech.line(ctx, "objecting.committee")
    passed = Option(f"unsolved:{refused.ref}", speech.line(ctx, "option.objecting"))
    said = speech.say(
        ctx, speech.paragraphs(told, speech.line(ctx, "objecting.ask", ref=ref)), passed, "act:officer", "act:menu"
    )
    return Step(Choosing(Wish.UNSOLVED, (refused.ref,), text, ctx.inbound, asked_at=ctx.now), (said,))
