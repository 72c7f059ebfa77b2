"""How an announcement is worded in one language: who speaks, what is said, how an assembly's notice is answered. Pure.

Nothing personal stands in it. Where members cannot write back it asks for nothing.
"""

from datetime import datetime

from domain import assembly
from domain.announcements import Announcement
from domain.assembly import AnnouncementId, Assembly
from domain.model import Contact, ConversationId, Language, Option, Purpose, Reply, TicketRef
from domain.quiet import MessageClass
from handlers import speech, when
from handlers.context import Context, House


def reply(announcement: Announcement, language: Language, house: House, now: datetime, *, answerable: bool) -> Reply:
    """Word it; `answerable`: whoever reads it can write back."""
    ctx = Context(now, Contact(ConversationId(""), language=language), (), (), TicketRef(""), house)
    said = announcement.text.get(language, "").strip()
    if announcement.assembly:
        text = speech.paragraphs(
            _notice(ctx, announcement.assembly), said, speech.line(ctx, "assembly.ask") if answerable else ""
        )
        options = _options(ctx, announcement.id, announcement.assembly) if answerable else ()
        return Reply(text, options, language, Purpose.ANNOUNCEMENT)
    wanted = announcement.message is not MessageClass.SERVICE
    stop = speech.line(ctx, "announcement.stop") if wanted and answerable else ""
    text = speech.paragraphs(speech.line(ctx, "announcement.from"), said, stop)
    return Reply(text, (), language, Purpose.ANNOUNCEMENT)


def _notice(ctx: Context, invited: Assembly) -> str:
    about = (
        speech.line(ctx, "assembly.notice"),
        speech.line(ctx, "assembly.when", date=when.date(ctx, invited.at), time=when.clock(ctx, invited.at)),
        speech.line(ctx, "assembly.where", place=speech.in_language(invited.place, ctx)),
    )
    agenda = speech.in_language(invited.agenda, ctx)
    items = (speech.line(ctx, "assembly.item", number=str(number), item=item) for number, item in enumerate(agenda, 1))
    return speech.paragraphs("\n".join(about), "\n".join((speech.line(ctx, "assembly.agenda"), *items)) if agenda else "")


def _options(ctx: Context, announcement: AnnouncementId, invited: Assembly) -> tuple[Option, ...]:
    return tuple(
        Option(assembly.option(announcement, answer), speech.line(ctx, f"option.assembly.{answer.value}"))
        for answer in assembly.answers(invited)
    )
