"""Pictures, voice notes, places and stickers: each gets a fitting answer, and a person sees it.

Must not pretend to have read it.
"""

from dataclasses import replace
from typing import Final

from domain.effects import Say, Step
from domain.inbound import AttachmentKind, AttachmentReceived, FileLost
from domain.model import HandoverReason, Stage, Ticket, TicketRef
from domain.states import Choosing, Describing, FillingForm, Idle, InForm, State, Wish, WithOfficer
from domain.ticketeffects import AddNote, OpenTicket
from faq import normalise
from faq.decision import Clarify, Handover
from handlers import memory, menu, speech
from handlers.context import Context
from handlers.form import forms, numbers
from handlers.ticket import additions, naming

_VAGUE: Final = frozenset({HandoverReason.UNCLEAR, HandoverReason.SILENT, HandoverReason.OUT_OF_SCOPE})
"""Of words that may be no question at all, but a picture's description."""
_LONGEST_NAME: Final = 60


def received(state: State, inbound: AttachmentReceived, ctx: Context) -> Step:
    """Pass it to the officer, add it to the open ticket, or say what we can do with it."""
    if isinstance(state, WithOfficer):
        return Step(state, (_noted(state.ticket, inbound),))
    if inbound.follows:
        return _followed(state, inbound, ctx)
    if inbound.media is AttachmentKind.STICKER:
        return menu.wordless(state, "👍", ctx)
    if isinstance(state, InForm):
        return _in_form(state, inbound.media, ctx)
    if ctx.open_tickets and inbound.media is not AttachmentKind.CONTACT:
        return _added(state, inbound, ctx)
    if inbound.media is AttachmentKind.CONTACT and inbound.reference and numbers.awaited(state, ctx):
        return Step(state)  # what stands on it is told once it was read
    told = speech.line(ctx, f"attachment.{inbound.media}")
    return Step(state, (speech.say(ctx, told, "act:officer", "act:complaint", "act:menu"),))


def belongs(caption: str, ctx: Context) -> bool:
    """Tell whether a caption that is no clear question, wish or complaint just goes with what was sent into an open ticket."""
    decided = ctx.decided(caption)
    unclear = isinstance(decided, Clarify) or (isinstance(decided, Handover) and decided.reason in _VAGUE)
    return bool(ctx.open_tickets) and unclear


def _followed(state: State, inbound: AttachmentReceived, ctx: Context) -> Step:
    """Keep it with the attachment before it; in a form that was spoken of already."""
    if isinstance(state, InForm):
        return Step(state)
    if isinstance(state, Choosing):
        return Step(*additions.gathered(state, _noted(state.offered[0], inbound).text, ctx))
    return Step(state, tuple(_noted(ticket.ref, inbound) for ticket in _meant(state, inbound.caption, ctx)[:1]))


def _added(state: State, inbound: AttachmentReceived, ctx: Context) -> Step:
    """Add it to the ticket that it can only belong to, or ask which it is; of several in a row the first is confirmed."""
    meant = _meant(state, inbound.caption, ctx)
    caption = "" if inbound.media is AttachmentKind.LOCATION else inbound.caption
    sent = _noted(meant[0].ref, replace(inbound, caption="") if caption else inbound).text
    words = "\n".join(part for part in (caption, sent) if part)
    if isinstance(state, Choosing) and state.wish is Wish.ADD:
        return _added_to_those(state, words, ctx)
    if len(meant) > 1:
        offered = tuple(ticket.ref for ticket in meant[: additions.MOST_OFFERED])
        return additions.which(Choosing(Wish.ADD, offered, words, ctx.inbound), ctx, "which.add_sent")
    ref = meant[0].ref
    added = speech.line(ctx, "attachment.added", ref=speech.written(ref))
    said = () if additions.is_told(state, ref, ctx) else (speech.say(ctx, added, "act:officer", "act:ticket_status"),)
    return Step(_told(state, ref, ctx) if said else state, (*additions.added(ref, words, ctx), *said))


def _told(state: State, ref: TicketRef, ctx: Context) -> State:
    """Remember that the member knows where what he sends goes."""
    match state:
        case Idle():
            return replace(state, added=ref, added_at=ctx.now)
        case Describing():
            return replace(state, added_at=ctx.now, heard_at=ctx.now)
        case _:
            return state


def _added_to_those(state: Choosing, words: str, ctx: Context) -> Step:
    """Keep it with what was sent before, whose ticket is being asked for; asked just now, the question stands there still."""
    asking, kept = additions.gathered(state, words, ctx)
    if additions.is_recent(state.asked_at, ctx):
        return Step(asking, kept)
    asked = additions.which(asking, ctx, "which.add_sent")
    return Step(asked.state, (*kept, *asked.effects))


def _meant(state: State, caption: str, ctx: Context) -> tuple[Ticket, ...]:
    """Give the tickets that something sent may belong to: the one named or spoken of, those that wait for it, or all open."""
    if len(ctx.open_tickets) > 1 and (named := naming.named(caption, ctx)):
        return (named,)
    told = ctx.ticket(state.ticket) if isinstance(state, Describing) and state.ticket else None
    if told and naming.is_fresh(state, ctx):
        return (told,)
    owed = tuple(ticket for ticket in ctx.open_tickets if ticket.stage is Stage.WAITING_FOR_MEMBER)
    return owed or ctx.open_tickets


def lost(state: State, inbound: FileLost, ctx: Context) -> Step:
    """Say that nobody will see a file, for he was told that it is here; an officer in the chat sees that himself."""
    shown = inbound.copied and ctx.open_tickets
    if shown or isinstance(state, WithOfficer | InForm):
        return Step(state)
    name = normalise.clean(inbound.name)[:_LONGEST_NAME]
    file = speech.line(ctx, "attachment.lost_named", name=name) if name else speech.line(ctx, "attachment.lost_unnamed")
    return Step(state, (speech.say(ctx, speech.line(ctx, "attachment.lost", file=file)),))


def arrived(ref: TicketRef, ctx: Context) -> Say:
    """Say that what the member sent is here, and where."""
    told = speech.line(ctx, "attachment.arrived", ref=speech.written(ref))
    return speech.say(ctx, told, "act:ticket_status", "act:officer")


def _in_form(state: State, media: AttachmentKind, ctx: Context) -> Step:
    aside = memory.draft(state)
    warned = speech.line(ctx, "attachment.voice_in_form" if media is AttachmentKind.VOICE else "attachment.in_form")
    if aside is None or not isinstance(state, FillingForm):
        return Step(state, (speech.say(ctx, warned, *forms.reviewing(aside.answers if aside else (), ctx)),))
    return forms.ask(aside.form, aside.answers, ctx, warned, state.misses)


def with_words(step: Step, inbound: AttachmentReceived, ctx: Context) -> Step:
    """Join what was sent to the step that its caption led to: into the ticket there is, or with a word that it was not read."""
    if isinstance(step.state, Choosing):
        asking, kept = additions.gathered(step.state, _noted(step.state.offered[0], inbound).text, ctx)
        return Step(asking, (*step.effects, *kept))
    opened = [effect.ref for effect in step.effects if isinstance(effect, OpenTicket)]
    added = [effect.ticket for effect in step.effects if isinstance(effect, AddNote)]
    refs = opened or added or [ticket.ref for ticket in _meant(step.state, inbound.caption, ctx)]
    if refs:
        return Step(step.state, (*step.effects, _noted(refs[0], inbound)))
    return speech.prefixed(step, speech.line(ctx, "attachment.with_words"), "\n\n")


def _noted(ref: TicketRef, inbound: AttachmentReceived) -> AddNote:
    """Write into the ticket what was sent."""
    kind = speech.note(f"media.{inbound.media}")
    name = " ".join(part for part in (inbound.name, inbound.file, inbound.caption) if part)
    return AddNote(ref, speech.note("note.attachment", kind=kind, name=name).removesuffix(": "))
