"""A member with two channels: his rating is asked for where he wrote last, and counts where the ticket is."""

from sqlalchemy import select

from domain import receiving
from domain.inbound import ChoiceMade, MemberOptedOut, TextReceived
from domain.model import ConversationId, OfficerId, TicketRef
from domain.officeracts import OfficerResolved, OfficerTook
from storage import tickettables
from storage.outreach import people
from storage.person.members import Members
from storage.store import Store
from tests.databases import SetClock
from tests.outreach.member import MEMBER, Office, opened

PHONE = ConversationId("sms:main:a")
SALIM = OfficerId(1)


async def settled(store: Store, clock: SetClock, *, wrote_on_phone: bool = True) -> tuple[Office, TicketRef]:
    """Let a ticket of the page be resolved; its member wrote by SMS since."""
    office = Office(store, clock)
    await office.comes(TextReceived("متى الرد؟"), PHONE, "sms:main")
    clock.forward(minutes=5)
    ref = await opened(office)
    await Members(store).join(MEMBER, PHONE, SALIM)
    clock.forward(minutes=5)
    if wrote_on_phone:
        await office.comes(TextReceived("متى الرد؟"), PHONE, "sms:main")
    await office.comes(OfficerTook(ref, SALIM, "الأستاذ سالم"), origin="desk")
    clock.forward(minutes=5)
    await office.comes(OfficerResolved(ref, SALIM), origin="desk")
    for _ in range(3):
        await office.tick()
    return office, ref


async def card(office: Office, ref: TicketRef) -> tuple[object, ...]:
    """Give the ticket's stage, rating and comment."""
    row = tickettables.ticket.c
    wanted = select(row.stage, row.rating, row.comment).where(row.ref == ref)
    return tuple(await office.store.database.read(lambda c: c.execute(wanted).one()))


async def test_the_question_goes_where_he_wrote_last(store: Store, clock: SetClock) -> None:
    """The word that it is resolved stays with the ticket; the question is asked once, on the phone, and answered there."""
    office, ref = await settled(store, clock)
    assert "محلولة" in office.said(MEMBER)[-1]
    assert "كيف تقيّم" in office.said(PHONE)[-1]
    assert sum("كيف تقيّم" in words for words in office.said()) == 1
    heard = len(office.said(MEMBER))
    await office.comes(TextReceived("٤"), PHONE, "sms:main")
    assert "4 من 5" in office.said(PHONE)[-1]
    await office.comes(TextReceived("خدمة طيبة من الموظف"), PHONE, "sms:main")
    assert "وصلت ملاحظتك" in office.said(PHONE)[-1]
    await office.tick()
    assert await card(office, ref) == ("resolved", 4, "خدمة طيبة من الموظف")
    assert len(office.said(MEMBER)) == heard
    assert [words for words in await office.passes(days=5) if "تقييم" in words] == []


async def test_a_low_score_from_there_reopens_and_is_told_there(store: Store, clock: SetClock) -> None:
    """Also by a button that was pressed late, after he went on to something else."""
    office, ref = await settled(store, clock)
    await office.comes(TextReceived("متى الرد؟"), PHONE, "sms:main")
    await office.comes(ChoiceMade(f"rate:1:{ref}"), PHONE, "sms:main")
    assert "المشرف" in office.said(PHONE)[-1]
    await office.tick()
    assert (await card(office, ref))[:2] == ("reopened", 1)


async def test_not_solved_from_there_reopens(store: Store, clock: SetClock) -> None:
    """By its words, while the question is open."""
    office, ref = await settled(store, clock)
    await office.comes(TextReceived("لم تُحل"), PHONE, "sms:main")
    assert "أُعيد فتح" in office.said(PHONE)[-1]
    heard = len(office.said(MEMBER))
    await office.tick()
    assert (await card(office, ref))[0] == "reopened"
    assert len(office.said(MEMBER)) == heard


async def test_the_reminder_goes_there_too_and_silence_is_noted(store: Store, clock: SetClock) -> None:
    """Two days later, once; two weeks after the resolution it is known that he did not answer."""
    office, ref = await settled(store, clock)
    said = await office.passes(days=6)
    assert sum("لم يصلنا تقييمك" in words for words in said) == 1
    assert "لم يصلنا تقييمك" in office.said(PHONE)[-1]
    assert await office.service.updates.unrated(ref) == "asked"
    await office.passes(days=10)
    assert await office.service.updates.unrated(ref) == "reminded"


async def test_who_wrote_last_where_the_ticket_is_is_asked_there(store: Store, clock: SetClock) -> None:
    """At once, with the word that it is resolved."""
    office, _ = await settled(store, clock, wrote_on_phone=False)
    assert "كيف تقيّم" in office.said(MEMBER)[-1]
    assert not any("كيف تقيّم" in words for words in office.said(PHONE))


async def test_nobody_rates_what_is_anothers(store: Store, clock: SetClock) -> None:
    """A press made up by whoever was never joined with the member."""
    office, ref = await settled(store, clock)
    stranger = ConversationId("sms:main:b")
    await office.comes(ChoiceMade(f"rate:1:{ref}"), stranger, "sms:main")
    await office.tick()
    assert (await card(office, ref))[:2] == ("resolved", None)


async def two_tickets(store: Store, clock: SetClock) -> Office:
    """Let a member with two channels have an open ticket on each; he wrote by SMS last."""
    office = Office(store, clock)
    await office.comes(TextReceived("أقدر أعترض؟"))
    clock.forward(minutes=5)
    await office.comes(TextReceived("أقدر أعترض؟"), PHONE, "sms:main")
    await Members(store).join(MEMBER, PHONE, SALIM)
    return office


async def test_news_of_tickets_on_two_channels_are_one_message(store: Store, clock: SetClock) -> None:
    """Where he was last; the other channel is silent."""
    office = await two_tickets(store, clock)
    (said,) = await office.passes(days=4)
    assert said == office.said(PHONE)[-1]
    assert "T1001-9" in said
    assert "T1002-4" in said


async def test_where_he_was_last_is_where_he_wrote(store: Store, clock: SetClock) -> None:
    """What officers do in another conversation of his since does not count."""
    office = await two_tickets(store, clock)
    ref = TicketRef("T10019")
    clock.forward(minutes=5)
    await office.comes(OfficerTook(ref, SALIM, "الأستاذ سالم"), origin="desk")
    page = await store.database.read(lambda connection: people.page(connection, "", 10))
    (person,) = page.persons
    assert [address.conversation for address in receiving.routes(person)] == [PHONE, MEMBER]


async def test_news_go_where_he_prefers_to_be_told(store: Store, clock: SetClock) -> None:
    """Wherever the ticket is."""
    office = await two_tickets(store, clock)
    await Members(store).prefer(PHONE, "web", SALIM)
    heard = len(office.said(PHONE))
    assert len(await office.passes(days=4)) == 1
    assert "T1002-4" in office.said(MEMBER)[-1]
    assert len(office.said(PHONE)) == heard


async def test_who_stopped_notices_on_one_channel_hears_no_news_on_the_other(store: Store, clock: SetClock) -> None:
    """He meant all that he did not ask for; a channel that he blocked is another matter."""
    office = await two_tickets(store, clock)
    await office.comes(MemberOptedOut(), PHONE, "sms:main")
    assert len(await office.passes(days=4)) == 1
    assert "T1002-4" in office.said(MEMBER)[-1]
    await office.comes(TextReceived("إيقاف"))
    assert await office.passes(days=8) == []
