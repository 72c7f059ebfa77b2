"""Complaints, suggestions and requests about personal data: their tickets, and asking for the matter. Must not judge them."""

from typing import Final

from domain.effects import Effect, Step
from domain.model import Candidate, HandoverReason, Priority, Ticket, TicketKind
from domain.states import Describing
from domain.ticketeffects import AddNote, Escalate
from faq import normalise
from handlers import escalation, memory, posts, speech, when
from handlers.context import Context
from handlers.escalation import Matter
from handlers.hearing import wordbook, words
from handlers.ticket import additions

TOLD: Final = frozenset({TicketKind.COMPLAINT, TicketKind.SUGGESTION})
"""What is told in words of its own, which open a ticket."""
_TELLING: Final = 4
"""Words beside the wish itself from which a message tells the matter."""
_NAMED: Final = 2
"""As many are enough where the matcher knows what the complaint is about, and of a suggestion."""
HOW: Final = "complaints.how"
"""The entry on what becomes of complaints, and how they are made."""
MOST_OPEN: Final = 12
"""Open ones of a kind from which a further one is added to the newest: the queue must stay readable, whoever writes on."""
_WISH: Final = frozenset(
    normalise.key(
        "شكوى الشكوى شكوه شكاوى أشتكي اشتكي أقدم تقديم رفع أرفع أسجل تسجيل سجل لي عندي لدي على عليكم في من بلاغ أبلغ رسمية "
        "جديدة أفتح إيصالها "
        "مشكلة ضد اقتراح اقتراحي مقترح فكرة أقترح ملاحظة للجمعية الجمعية جمعية complaint complain file make register submit "
        "formal about "
        "وعندي ولدي ثاني ثانية آخر أخرى كمان برضو بعد another second other one more new too against have suggestion suggest "
        "idea propose shakwa ashtaki arfa3 3indi 3ndi igtira7 eqtera7 i 3ala issue problem there s is an hi hello hey هلا "
        "طيب شكرا مشكورين حلوه لكم مهم مهمه جدا صغيره صغير بسيط بسيطه واحد واحده جميله كويس كويسه ممتازه رائعه "
        "عن بخصوص nice small little great "
        "good for you "
        "مرحبا السلام عليكم بس لكن اخاف خايف خايفة but afraid scared مشكله عندنا صار صارت moshkila mushkila"
    ).split()
)


def wished(text: str) -> bool:
    """Tell whether somebody says that he complains, and about what: «ابي اشتكي على المواقف»."""
    return words.complains(text) and tells(text, 1)


def complaint(text: str, ctx: Context, *, named: bool = False, candidates: tuple[Candidate, ...] = ()) -> Step:
    """Open a complaint at once when the words tell the matter; else ask for it."""
    if tells(text, _NAMED if named or _announces(text) else _TELLING):
        return open_(TicketKind.COMPLAINT, text, ctx, candidates=candidates)
    asks = speech.say(ctx, speech.line(ctx, "complaint.ask"), "act:officer", "act:menu")
    return Step(Describing(TicketKind.COMPLAINT, begun=_begun(text)), (asks,))


def suggestion(text: str, ctx: Context) -> Step:
    """Record a suggestion at once when the words tell it; else ask for it."""
    if tells(text, _NAMED):
        return open_(TicketKind.SUGGESTION, text, ctx)
    asks = speech.say(ctx, speech.line(ctx, "suggestion.ask"), "act:officer", "act:menu")
    return Step(Describing(TicketKind.SUGGESTION, begun=_begun(text)), (asks,))


def _announces(text: str) -> bool:
    """Tell whether a clause says that somebody would tell something, and the next ones do: «عندي ملاحظة، الانارة ضعيفة»."""
    first, *rest = wordbook.SENTENCE.split(text)
    return bool(rest) and bool(words.told(first)) and not tells(first, 1)


def _begun(text: str) -> str:
    """Give the words of a member who wishes to tell, where they say already what of."""
    return text if tells(text, 1) else ""


def told(text: str, ctx: Context) -> Step:
    """Take words that begin as a suggestion or as a complaint does."""
    return suggestion(text, ctx) if words.suggests(text) else complaint(text, ctx, named=True)


def angry(text: str, ctx: Context, candidates: tuple[Candidate, ...] = ()) -> Step:
    """Apologise and pass the words on as an urgent complaint, at once; or add them to the one that waits already."""
    waiting = _spoken_of(ctx)
    told, effects = apology(text, ctx, candidates)
    said = speech.say(
        ctx,
        speech.paragraphs(told, "" if waiting else speech.line(ctx, "complaint.details")),
        "act:officer",
        "act:ticket_status",
    )
    heard_at = ctx.now if waiting else None
    ref = waiting.ref if waiting else ctx.fresh_ref
    return Step(Describing(TicketKind.COMPLAINT, ticket=ref, heard_at=heard_at), (*effects, said))


def apology(text: str, ctx: Context, candidates: tuple[Candidate, ...] = ()) -> tuple[str, tuple[Effect, ...]]:
    """Give what is said to a member who is angry, and what is done for him."""
    if mine := _spoken_of(ctx):
        raised = (Escalate(mine.ref, HandoverReason.ANGER, Priority.HIGH),) if mine.priority < Priority.HIGH else ()
        sorry = speech.line(ctx, f"complaint.angry_{'raised' if raised else 'open'}", ref=speech.written(mine.ref))
        return f"{sorry} {when.answer_hours(ctx, posts.of(ctx, mine))}", (AddNote(mine.ref, text), *raised)
    post = posts.answering(ctx, "complaints", TicketKind.COMPLAINT)
    told = speech.line(ctx, "complaint.angry", ref=speech.written(ctx.fresh_ref), post=posts.title(ctx, post))
    matter = Matter(HandoverReason.ANGER, text, "complaints", candidates, Priority.HIGH)
    return told, escalation.opened(TicketKind.COMPLAINT, matter, ctx)


def _spoken_of(ctx: Context) -> Ticket | None:
    return next((one for one in ctx.open_tickets if one.kind is TicketKind.COMPLAINT), None)


def open_(
    kind: TicketKind, text: str, ctx: Context, *, candidates: tuple[Candidate, ...] = (), then: str | None = None
) -> Step:
    """Open a complaint or a suggestion with the member's words; `then`: what is said below it instead of asking for details."""
    mine = [ticket for ticket in ctx.open_tickets if ticket.kind is kind]
    if len(mine) >= MOST_OPEN:
        return _added(mine[0], text, ctx)
    is_complaint = kind is TicketKind.COMPLAINT
    reason = HandoverReason.COMPLAINT if is_complaint else HandoverReason.SUGGESTION
    post = posts.answering(ctx, "", kind)
    opened = speech.line(ctx, f"{kind}.opened", ref=speech.written(ctx.fresh_ref), post=posts.title(ctx, post))
    effects = escalation.opened(kind, Matter(reason, text, candidates=candidates), ctx)
    if not is_complaint:
        said = speech.say(ctx, opened, "act:ticket_status", "act:menu")
        return Step(Describing(kind, ticket=ctx.fresh_ref), (*effects, said))
    text = speech.paragraphs(
        f"{opened} {when.answer_hours(ctx, post)}", speech.line(ctx, "complaint.details") if then is None else then
    )
    said = speech.say(ctx, text, "act:thanks", "act:ticket_status", "act:officer")
    return Step(Describing(kind, ticket=ctx.fresh_ref), (*effects, said))


def _added(newest: Ticket, text: str, ctx: Context) -> Step:
    told = speech.line(ctx, "many_open.added", ref=speech.written(newest.ref))
    said = speech.say(ctx, told, "act:ticket_status", "act:officer")
    return Step(Describing(newest.kind, ticket=newest.ref), (*additions.added(newest.ref, text, ctx), said))


def privacy(text: str, ctx: Context) -> Step:
    """Record a request about the member's own data, or add to the one that waits; an officer verifies who he is."""
    if waiting := next((one for one in ctx.open_tickets if one.topic == escalation.OWN_DATA and one.officer is None), None):
        told = speech.line(ctx, "privacy.added", ref=speech.written(waiting.ref))
        said = speech.say(ctx, told, "act:ticket_status", "act:menu")
        after = Describing(TicketKind.INQUIRY, ticket=waiting.ref, topic=memory.OWN_DATA.topic, heard_at=ctx.now)
        return Step(after, (*additions.added(waiting.ref, text, ctx), said))
    effects = escalation.opened(TicketKind.INQUIRY, Matter(HandoverReason.SENSITIVE, text, "privacy"), ctx)
    told = speech.line(ctx, "privacy.opened", ref=speech.written(ctx.fresh_ref))
    said = speech.say(
        ctx, speech.paragraphs(told, when.answer_hours(ctx, posts.answering(ctx, "privacy"))), "act:ticket_status", "act:menu"
    )
    return Step(Describing(TicketKind.INQUIRY, ticket=ctx.fresh_ref, topic=memory.OWN_DATA.topic), (*effects, said))


def tells(text: str, least: int = _TELLING) -> bool:
    """Tell whether words say what happened, and not only that somebody wants to complain or suggest."""
    return words.content_words(text, _WISH) >= least
