"""What a member says of a request that is open: call it off, keep it, tell the officer, phone me, I wait, hurry, a sigh.

Each goes to the request that is spoken of, that his words name, or that is the only one; else he is asked once. Must not close
anything, nor promise a call: officers do.
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.effects import Step
from domain.model import Option, Stage, Ticket, TicketKind
from domain.states import Choosing, Describing, Idle, State, Wish
from domain.ticketeffects import AddNote
from handlers import attachments, escalation, memory, menu, posts, speech, when
from handlers.context import Context
from handlers.hearing import imperatives, misunderstandings, turnings, undertakings, wordbook, words
from handlers.question import telling
from handlers.ticket import additions, calling_off, chasing, naming, tickets

_BUT: Final = re.compile(r"\s(?:بس|لكن|ولكن|but)\s")
_MYSELF: Final = wordbook.tokens("i اقدر أقدر يمديني يحق")
_A_REQUEST: Final = wordbook.tokens("طلب الطلب طلبي معاملة المعاملة معاملتي تذكرة التذكرة request ticket")
_LONG: Final = timedelta(hours=1)
"""After so long haste is a reproach."""
_SIGH: Final = 8
"""Words of a message that tells no more than that no complaint is wished for, and why."""
_CALL: Final = "meanwhile.call"


def call_off(state: State, text: str, ctx: Context) -> Step:
    """Write down that a request is not wanted any more, or ask which one."""
    if step := _without_complaint(state, text, ctx):
        return step
    if imperatives.records(text):
        return tickets.listed(ctx)
    dropped = _BUT.split(text)[0]  # «الغ الاقتراح بس خلوا الشكوى»
    meant = naming.meant(state, dropped, ctx)
    if not meant:
        named = turnings.kinds(dropped) or not _A_REQUEST.isdisjoint(words.told(dropped))
        return calling_off.nothing(text, ctx) if named else menu.let_be(state, ctx)
    if words.asks(text) and not _bids(text):
        return calling_off.may_call_off(meant[0].ref, ctx) if len(meant) == 1 else tickets.listed(ctx)
    several = len(ctx.open_tickets) > 1
    if several and imperatives.means_all(dropped):
        return calling_off.all_called_off(text, ctx)
    if len(meant) == 1 and not (several and naming.named(dropped, ctx) is None):  # of several nothing is called off unnamed
        return calling_off.called_off(meant[0].ref, text, ctx)
    return _which(Wish.CALL_OFF, ctx.open_tickets[: additions.MOST_OFFERED], text, ctx, "which.call_off")


def spared(state: State, text: str, ctx: Context) -> Step | None:
    """Sympathise with a member who only says that he wants no complaint, where none is open."""
    but = " ".join(_BUT.split(text)[1:])  # «لا ما ابي شكوى بس ابي موظف» wants one
    only = undertakings.drops(text) or (bool(but) and len(words.told(text)) <= _SIGH and not words.wishes(but))
    return _without_complaint(state, text, ctx) if only and turnings.declines_to_complain(text) else None


def _without_complaint(state: State, text: str, ctx: Context) -> Step | None:
    """Sympathise with a member who wants no complaint made of what he told, where none is open; nothing else is called off."""
    if tickets.has_complained(ctx) or not turnings.declines_to_complain(text):
        return None
    more = not ctx.open_tickets and len(words.told(text)) > _SIGH
    return telling.told(state, text, ctx) if more else comfort(state, text, ctx)


def unanswered(state: State, text: str, ctx: Context) -> Step | None:
    """Tell a member who insists on an answer that an officer gives it, and that he may ask anew; nothing is added."""
    mine = memory.spoken_of(state, ctx) or next(iter(ctx.open_tickets), None)
    insists = misunderstandings.wants_answer(text) or misunderstandings.misses_the_point(text)
    if not insists or mine is None or mine.kind is not TicketKind.INQUIRY:
        return None
    told = speech.line(ctx, "meanwhile.for_officer", ref=speech.written(mine.ref))
    hours = when.answer_hours(ctx, posts.of(ctx, mine))
    said = speech.say(ctx, f"{told} {hours} {speech.line(ctx, 'meanwhile.ask_anew')}", "act:officer", "act:menu")
    return Step(state, (said,))


def _bids(text: str) -> bool:
    """Tell whether a question asks us to do it: "can you cancel it", «ممكن تلغونها»; "can I" asks whether he may."""
    said = frozenset(words.told(text))
    return not wordbook.ABLE.isdisjoint(said) and _MYSELF.isdisjoint(said)


def keep(state: State, text: str, ctx: Context) -> Step:
    """Write down that it is wanted after all: the one that was asked about, where one was."""
    asked = [one.ref for one in ctx.open_tickets if any(option.id == f"drop:{one.ref}" for option in ctx.offered)]
    meant = asked or [one.ref for one in naming.meant(state, text, ctx)]
    return calling_off.kept(state, meant[0], text, ctx) if len(meant) == 1 else tickets.listed(ctx)


def relay(state: State, text: str, ctx: Context) -> Step:
    """Pass a word on to the officer who has the request; with none there it opens one."""
    return _passed(state, text, ctx, "meanwhile.relayed")


def call_me(state: State, text: str, ctx: Context) -> Step:
    """Keep when and where he wants to be called, with an honest word about it; with nothing open an officer is called."""
    return _passed(state, text, ctx, _CALL)


def _passed(state: State, text: str, ctx: Context, key: str) -> Step:
    meant = naming.meant(state, text, ctx)
    if not meant:
        return escalation.asked(state, text, ctx, speech.line(ctx, "meanwhile.may_call") if key == _CALL else "")
    if len(meant) > 1:
        return _which(Wish.ADD, meant, text, ctx, "which.add")
    return _noted(state, meant[0], text, ctx, key)


def waits(state: State, text: str, ctx: Context) -> Step:
    """Assure who waits that he will hear; nothing is added."""
    del text
    meant = naming.meant(state, "", ctx)
    if not meant:
        return menu.let_be(state, ctx)
    one = meant[0] if len(meant) == 1 else None
    told = speech.line(ctx, "meanwhile.waits", ref=speech.written(one.ref)) if one else speech.line(ctx, "meanwhile.waits_all")
    return Step(_still(state, one, ctx), (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def comfort(state: State, text: str, ctx: Context) -> Step:
    """Sympathise with a member who sighs or prays, and let the officer read it; nothing is asked of him."""
    meant = naming.meant(state, text, ctx)
    if not meant:
        return menu.comfort(state, ctx)
    one = meant[0] if len(meant) == 1 else None
    again = memory.courtesies(state) % 2 == 1
    key = "meanwhile.comfort_all" if one is None else "meanwhile.comfort_again" if again else "meanwhile.comfort"
    told = speech.line(ctx, key, ref=speech.written(one.ref) if one else "")
    noted = (AddNote(one.ref, text),) if one else ()
    after = replace(_still(state, one, ctx), courtesies=memory.courtesies(state) + 1)
    return Step(after, (*noted, speech.say(ctx, told, "act:ticket_status", "act:menu")))


def solved(state: State, text: str, ctx: Context) -> Step:
    """Ask a member who says that it is solved whether the request may be closed; the officer reads it in any case."""
    meant = naming.meant(state, text, ctx)
    if len(meant) != 1:
        return _which(Wish.CALL_OFF, meant, text, ctx, "which.call_off")
    ref = meant[0].ref
    if any(option.id == f"drop:{ref}" for option in ctx.offered):
        return calling_off.called_off(ref, text, ctx)
    asked = speech.line(ctx, "meanwhile.solved", ref=speech.written(ref))
    options = (Option(f"{what}:{ref}", speech.line(ctx, f"option.{what}_solved")) for what in ("drop", "keep"))
    return Step(_still(state, meant[0], ctx), (AddNote(ref, text), speech.say(ctx, asked, *options)))


def hurry(state: State, text: str, ctx: Context) -> Step:
    """Pass on that he is in a hurry, and tell where it stands, with an apology after a long wait."""
    meant = naming.meant(state, text, ctx)
    if not meant:
        return tickets.listed(ctx)
    if ctx.now - meant[0].opened_at > _LONG and (step := chasing.chased(state, text, ctx)):
        return step
    told = speech.line(ctx, "meanwhile.hurry", ref=speech.written(meant[0].ref))
    stands = speech.prefixed(tickets.status(state, meant[0].ref, ctx), told, "\n\n")
    return Step(talking(state, meant[0], ctx), (AddNote(meant[0].ref, text), *stands.effects))


def arrived(state: State, text: str, ctx: Context) -> Step:
    """Say that what he sent is here."""
    meant = naming.meant(state, text, ctx)
    return Step(state, (attachments.arrived(meant[0].ref, ctx),)) if len(meant) == 1 else tickets.listed(ctx)


def will_send(state: State, text: str, ctx: Context) -> Step:
    """Keep the promise of a paper: the request goes on waiting for it."""
    owed = tuple(ticket for ticket in ctx.open_tickets if ticket.stage is Stage.WAITING_FOR_MEMBER)
    meant = owed if len(owed) == 1 else naming.meant(state, text, ctx)
    if len(meant) != 1:
        return Step(state, (speech.say(ctx, speech.line(ctx, "meanwhile.will_send_any"), "act:ticket_status", "act:menu"),))
    return _noted(state, meant[0], text, ctx, "meanwhile.owed" if owed else "meanwhile.will_send")


def add(state: State, text: str, ctx: Context) -> Step:
    """Add words to the request that they can belong to, or ask which it is; something must be open.

    Of a question he reads that it is written down for whoever has that: «طيب وين اروح».
    """
    meant = naming.meant(state if naming.is_fresh(state, ctx) else Idle(), text, ctx)
    if len(meant) > 1:
        return _which(Wish.ADD, meant, text, ctx, "which.add")
    ref = meant[0].ref
    asks = words.asks(text)
    key = "meanwhile.asked" if asks else "describing.added"
    told = speech.say(ctx, speech.line(ctx, key, ref=speech.written(ref)), "act:ticket_status", "act:menu")
    said = additions.too(ref, ctx) if additions.is_told(state, ref, ctx) and not asks else told
    return Step(talking(state, meant[0], ctx), (*additions.added(ref, text, ctx), said))


def ask_which(text: str, ctx: Context) -> Step:
    """Ask which request words are of that may be of another matter too."""
    key = "which.same" if len(ctx.open_tickets) == 1 else "which.add"
    return _which(Wish.ADD, ctx.open_tickets[: additions.MOST_OFFERED], text, ctx, key)


def heard_of(state: State, ctx: Context) -> Step | None:
    """Answer an "all right" to what was said of a request; None where nothing was."""
    one = memory.spoken_of(state, ctx)
    if one is None:
        return None
    told = speech.line(ctx, "describing.nothing", ref=speech.written(one.ref))
    return Step(state, (speech.say(ctx, told, "act:ticket_status", "act:menu"),))


def _which(wish: Wish, meant: tuple[Ticket, ...], text: str, ctx: Context, key: str) -> Step:
    return additions.which(Choosing(wish, tuple(one.ref for one in meant), text, ctx.inbound), ctx, key)


def _noted(state: State, ticket: Ticket, text: str, ctx: Context, key: str) -> Step:
    """Keep the words with the request, which stays where it is."""
    told = speech.line(ctx, key, ref=speech.written(ticket.ref))
    said = speech.say(ctx, told, "act:ticket_status", "act:menu")
    return Step(talking(state, ticket, ctx), (AddNote(ticket.ref, text), said))


def talking(state: State, ticket: Ticket, ctx: Context) -> Describing:
    """Let what he says next belong to this request."""
    owed = state.owed if isinstance(state, Describing) and state.ticket == ticket.ref else ""
    entry, topic = _answered_on(state, ticket)
    return Describing(ticket.kind, ticket=ticket.ref, heard_at=ctx.now, added_at=ctx.now, owed=owed, entry=entry, topic=topic)


def _answered_on(state: State, ticket: Ticket) -> tuple[str, str]:
    """Give what was answered on the topic of this request, and that topic: what he says next may go on from it."""
    match state:
        case Idle(entry=entry, topic=topic) | Describing(entry=entry, topic=topic) if entry and topic == ticket.topic:
            return entry, topic
        case _:
            return "", ""


def _still(state: State, ticket: Ticket | None, ctx: Context) -> Idle | Describing:
    """Keep what was spoken of, where that is known."""
    if isinstance(state, Describing) and state.ticket:
        return state
    return Idle(added=ticket.ref, added_at=ctx.now) if ticket else Idle()
