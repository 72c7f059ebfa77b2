"""The channels' page: what waits and what is stuck at once, and on a press the doctor's findings. Changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from starlette.responses import Response

from desk import formatting, pages
from desk.office import Office
from desk.permissions import Right
from desk.texts import Texts, texts
from desk.visits import SignedVisit

ADDRESS: Final = "/desk/channels"
STATES: Final = ("waiting", "parked", "uncertain", "dead")


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One channel's outgoing messages."""

    name: str
    counts: tuple[int, ...]
    """In the order of `STATES`."""
    late: str
    """By how much the oldest of them is late; empty where none is."""
    sent: int
    """Messages that went out in this month."""


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show the queues; with `examine` in the address, what the doctor finds."""
    if (answer := await pages.refused(office, visit, Right.VIEW_REPORTS)) is not None:
        return answer
    t, figures = texts(visit.language), await office.inspection.figures()
    sent = await office.inspection.sent(_month(office.clock.now().astimezone(office.zone)))
    examined = "examine" in visit.request.query_params
    chapters = await office.inspection.examine() if examined else ()
    return await pages.inner(
        office,
        visit,
        "channels.html",
        states=STATES,
        views=[_view(name, figures, sent.get(name, 0), t) for name in office.channels if name != "hand"],
        waiting=int(figures.get("inbox_waiting", 0)),
        late=_late(figures.get("inbox_overdue_seconds", 0), t),
        chapters=[(_titled(chapter.title, t), chapter.findings) for chapter in chapters if chapter.findings],
        examined=examined,
        well=all(finding.good for chapter in chapters for finding in chapter.findings),
    )


def _month(now: datetime) -> datetime:
    """Give the beginning of the month."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _titled(title: str, t: Texts) -> str:
    """Name what a chapter of findings is about: a part of Mujib, or channels."""
    if t.has(f"chapter.{title}"):
        return t(f"chapter.{title}")
    return " · ".join(formatting.channel_words(name, t) for name in title.split(", "))


def _view(name: str, figures: Mapping[str, float], sent: int, t: Texts) -> ChannelView:
    """Collect a channel's figures."""
    counts = tuple(int(figures.get(f'outbox_messages{{channel="{name}",status="{state}"}}', 0)) for state in STATES)
    late = _late(figures.get(f'outbox_overdue_seconds{{channel="{name}"}}', 0), t)
    return ChannelView(formatting.channel_words(name, t), counts, late, sent)


def _late(seconds: float, t: Texts) -> str:
    return formatting.span(timedelta(seconds=seconds), t) if seconds >= 1 else ""
