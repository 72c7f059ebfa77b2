"""What an announcement will show and cost, before it runs."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.outreach.announcing import Announcements
from bot.outreach.manner import Manner
from bot.planner import Rules
from channels import profiles
from domain.announcementports import AnnouncementCard, Caveat
from domain.capabilities import Capabilities
from domain.inbound import TextReceived
from domain.model import ConversationId, Language, OfficerId
from domain.quiet import MessageClass
from domain.receiving import NotSent
from storage.person.members import Members
from storage.store import Store
from tests.databases import NOON, SetClock
from tests.engine.parts import Wire
from tests.handlers.house import HOUSE
from tests.outreach.member import SENDING, Office
from tests.outreach.told import DRAFT, WRITER, members


async def test_the_estimate_shows_every_channel(store: Store, clock: SetClock) -> None:
    """Texts, messages, recipients and who is left out, as things stand; it costs what its segments cost."""
    office = Office(store, clock)
    await members(store, 3)
    await members(store, 2, "sms", "en", notices=False)
    card = await office.service.announcements.create(DRAFT, WRITER)
    assert isinstance(card, AnnouncementCard)
    estimate = await office.service.announcements.estimate(card.announcement)
    assert [(each.channel, each.language, each.recipients) for each in estimate.previews] == [("web", Language.ARABIC, 3)]
    assert estimate.excluded == {NotSent.OPTED_OUT: 2}
    assert "يوم الأحد" in estimate.texts["web", Language.ARABIC][0]
    assert estimate.cost == 0
    assert estimate.faults == ()


async def test_who_is_left_out_is_told_by_a_conversation_of_his(store: Store, clock: SetClock) -> None:
    """Also where several are his: by the one that has his name, else by one that has his number."""
    office = Office(store, clock)
    numbered = ConversationId("sms:main:+966501234567")
    for one in ("web:main:a", numbered, "sms:main:+966507654321"):
        await office.comes(TextReceived("إيقاف"), conversation=one, origin="sms:main")
    await Members(store).join(ConversationId("web:main:a"), numbered, OfficerId(1))
    card = await office.service.announcements.create(DRAFT, WRITER)
    assert isinstance(card, AnnouncementCard)
    estimate = await office.service.announcements.estimate(card.announcement)
    assert sorted((one.conversation, one.number) for one in estimate.left_out) == [
        ("sms:main:+966501234567", "+966501234567"), ("sms:main:+966507654321", "+966507654321"),
    ]  # fmt: skip


class Phone(Wire):
    """A channel on which Saudi members cannot write back, and each segment costs."""

    @property
    def capabilities(self) -> Capabilities:
        """Those of SMS."""
        return profiles.SMS


@pytest.mark.parametrize(
    ("words", "reached", "cost"), [("تُغلق الجمعية يوم الأحد.", 3, Decimal("0.30")), ("راجعنا. " * 40, 0, Decimal(0))]
)
async def test_the_cost_is_that_of_who_is_reached(
    store: Store, clock: SetClock, words: str, reached: int, cost: Decimal
) -> None:
    """Where a text is too long for a one-way number and no link is registered, nobody is reached there and nothing is paid."""
    office = Office(store, clock)
    manner = Manner(SENDING, prices={"sms": Decimal("0.10")})
    service = Announcements(
        store, [office.web, Phone("sms")], lambda: HOUSE, manner, Rules(SENDING[MessageClass.AWARENESS]),
        lambda one: not one.startswith("sms"),
    )  # fmt: skip
    await members(store, 2)
    await members(store, 3, "sms", changed_at=NOON + timedelta(minutes=1))
    both = (ConversationId("web:main:000000"), ConversationId("sms:main:000000"))
    for one in both:
        assert await Members(store).card(one)
    await Members(store).join(*both, OfficerId(1))
    estimate = await service.estimate(replace(DRAFT, text=dict.fromkeys(Language, words)))
    counts = {one.channel: one.recipients for one in estimate.previews}
    assert counts["sms"] == min(reached, 3)
    assert estimate.cost == cost
    assert (estimate.caveats.get(("sms", Language.ARABIC)) is Caveat.NO_LINK) is (reached == 0)
    assert estimate.excluded == ({} if reached else {NotSent.UNDELIVERED: 2})
