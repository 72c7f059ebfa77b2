"""Pictures, voice notes, places and stickers: each gets a fitting answer, and a person sees it.

Must not pretend to have read it.
"""

from domain.effects import AddNote, OpenTicket, Step
from domain.model import AttachmentKind, AttachmentReceived, TicketRef
from domain.states import FillingForm, State, WithOfficer
from handlers import escalation, forms, menu, moods, speech
from handlers.context import Context


def received(state: State, inbound: AttachmentReceived, ctx: Context) -> Step:
    """Pass it to the officer, add it to the open ticket, or say what we can do with it."""
    if isinstance(state, WithOfficer):
        return Step(state, (noted(state.ticket, inbound),))
    if inbound.follows:
        return Step(state, tuple(noted(ticket.ref, inbound) for ticket in ctx.open_tickets[:1]))
    if inbound.media is AttachmentKind.STICKER:
        return menu.wordless(state, "👍", ctx)
    if isinstance(state, moods.InForm):
        return _in_form(state, ctx)
    if ctx.open_tickets and inbound.media is not AttachmentKind.CONTACT:
        ref = ctx.open_tickets[0].ref
        added = speech.line(ctx, "attachment.added", ref=speech.written(ref))
        return Step(state, (noted(ref, inbound), speech.say(ctx, added, "act:officer", "act:ticket_status")))
    told = speech.line(ctx, f"attachment.{inbound.media}")
    return Step(state, (speech.say(ctx, told, "act:officer", "act:complaint", "act:menu"),))


def _in_form(state: State, ctx: Context) -> Step:
    aside = moods.draft(state)
    warned = speech.line(ctx, "attachment.in_form")
    if aside is None or not isinstance(state, FillingForm):
        return Step(state, (speech.say(ctx, warned, "form:confirm", "form:edit", "form:stop"),))
    return forms.ask(aside.form, aside.answers, ctx, warned, state.misses)


def with_words(step: Step, inbound: AttachmentReceived, ctx: Context) -> Step:
    """Join what was sent to the step that its caption led to: into the ticket there is, or with a word that it was not read."""
    opened = [effect.ref for effect in step.effects if isinstance(effect, OpenTicket)]
    refs = opened or [ticket.ref for ticket in ctx.open_tickets]
    if refs:
        return Step(step.state, (*step.effects, noted(refs[0], inbound)))
    return speech.prefixed(step, speech.line(ctx, "attachment.with_words"), "\n\n")


def noted(ref: TicketRef, inbound: AttachmentReceived) -> AddNote:
    """Write into the ticket what was sent."""
    kind = escalation.note(f"media.{inbound.media}")
    name = " ".join(part for part in (inbound.name, inbound.file, inbound.caption) if part)
    return AddNote(ref, escalation.note("note.attachment", kind=kind, name=name))
