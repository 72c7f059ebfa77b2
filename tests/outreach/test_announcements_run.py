"""Announcements from the draft to each recipient's result, on both databases."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from channels.telegram.parse import Account
from domain.alarms import Alarm
from domain.announcementports import AnnouncementCard, Outcome, Which
from domain.announcements import Act, Actor, Barred, Fault, Stage
from domain.assembly import AnnouncementId
from domain.errors import BadInput, Refused
from domain.inbound import Ignored, MemberOptedOut, TextReceived
from domain.model import ConversationId, Language, OfficerId
from domain.quiet import MessageClass
from domain.receiving import NotSent, Segment
from storage.office.alerts import Alerts
from storage.person.members import Members
from storage.store import Store
from tests.databases import NOON, SetClock
from tests.outreach.member import Office
from tests.outreach.told import CHIEF, DRAFT, MEETING, TEXT, WRITER, approved, members


async def results(office: Office, card: AnnouncementCard) -> dict[str, int]:
    """Count by outcome."""
    return {
        outcome.value: count for outcome, count in (await office.service.announcements.results(card.announcement.id)).items()
    }


async def stage(office: Office, card: AnnouncementCard) -> Stage:
    """Tell where it stands."""
    found = await office.service.announcements.one(card.announcement.id)
    assert found is not None
    return found.announcement.stage


async def test_everyone_hears_it_once_in_his_language(store: Store, clock: SetClock) -> None:
    """From the approval on by itself, until it is done."""
    office = Office(store, clock)
    await members(store, 30)
    await members(store, 3, "sms", "en")
    card = await approved(office)
    for _ in range(20):
        await office.tick()
        clock.forward(minutes=1)
    heard = Counter(one.conversation for one in [*office.web.sent, *office.sms.sent])
    assert len(heard) == 33
    assert set(heard.values()) == {1}
    assert ["يوم الأحد" in words for words in office.said("web:main:000007")] == [True]
    assert ["closed on Sunday" in words for words in office.said("sms:main:000002")] == [True]
    assert await results(office, card) == {"sent": 33}
    assert await stage(office, card) is Stage.DONE
    kinds = [event.kind for event in await office.service.announcements.events(card.announcement.id)]
    assert kinds == ["created", "propose", "approve", "start", "finish"]


async def test_the_pace_is_kept(store: Store, clock: SetClock) -> None:
    """No more in any minute, however often the clock looks; nor after a clock was moved back."""
    office = Office(store, clock)
    await members(store, 25)
    await approved(office, replace(DRAFT, per_minute=10))
    counts = []
    for _ in range(30):
        await office.tick()
        counts.append(len(office.web.sent))
        clock.forward(seconds=10)
    assert counts[0] == counts[5] == 10
    assert max(after - before for before, after in zip(counts, counts[5:], strict=False)) <= 10
    assert counts[-1] == 25
    clock.at -= timedelta(hours=1)
    await office.tick()
    assert len(office.web.sent) == 25


async def test_nothing_goes_in_quiet_hours(store: Store, clock: SetClock) -> None:
    """What is approved at night begins in the morning."""
    office = Office(store, clock)
    await members(store, 2)
    clock.forward(hours=11)
    await approved(office)
    assert await office.passes(hours=8) == []
    assert len(await office.passes(hours=3)) == 2


async def test_a_pause_holds_and_a_stop_ends(store: Store, clock: SetClock) -> None:
    """Nobody more while paused; after the stop the others have their reason, also those who were queued already."""
    office = Office(store, clock)
    service = office.service.announcements
    await members(store, 30)
    card = await approved(office, replace(DRAFT, per_minute=10))
    await office.tick()
    assert len(office.web.sent) == 10
    paused = await service.act(card.announcement.id, Act.PAUSE, WRITER, card.version + 1)
    assert isinstance(paused, AnnouncementCard)
    await office.passes(hours=1, step=timedelta(minutes=5))
    assert len(office.web.sent) == 10
    running = await service.act(card.announcement.id, Act.RESUME, WRITER, paused.version)
    assert isinstance(running, AnnouncementCard)
    await service.run()
    assert isinstance(await service.act(card.announcement.id, Act.STOP, WRITER, running.version), AnnouncementCard)
    await office.passes(hours=1, step=timedelta(minutes=5))
    assert len(office.web.sent) == 10
    assert await results(office, card) == {"sent": 10, "excluded": 20}
    lines = await service.recipients(card.announcement.id, Which(Outcome.EXCLUDED))
    assert {line.reason for _, line in lines} == {NotSent.STOPPED.value}
    await office.comes(TextReceived("متى الرد؟"), conversation="web:main:000029")
    assert len(office.said("web:main:000029")) == 1


async def test_who_may_not_receive_it_has_the_reason(store: Store, clock: SetClock) -> None:
    """Opted out; without consent to its class; and one who opts out during the run."""
    office = Office(store, clock)
    await members(store, 4)
    consents = office.service.consents
    agreed, refused, stopping = (ConversationId(f"web:main:{number:06}") for number in (0, 1, 2))
    await consents.record(agreed, MessageClass.AWARENESS, OfficerId(1), "وقّع نموذج الموافقة", given=True)
    await consents.record(refused, MessageClass.AWARENESS, OfficerId(1), "قالها هاتفياً", given=False)
    await consents.record(stopping, MessageClass.AWARENESS, OfficerId(1), "وقّع نموذج الموافقة", given=True)
    card = await approved(office, replace(DRAFT, message=MessageClass.AWARENESS, per_minute=1))
    await office.tick()
    await office.comes(TextReceived("إيقاف"), conversation=stopping)
    await office.passes(hours=1, step=timedelta(minutes=2))
    assert office.said(agreed) != []
    lines = await office.service.announcements.recipients(card.announcement.id)
    assert [line.reason for _, line in lines] == ["", "opted_out", "opted_out", "no_consent"]
    (word,) = await consents.history(refused)
    assert (word.message, word.consent.given, word.consent.proof) == (MessageClass.AWARENESS, False, "قالها هاتفياً")
    with pytest.raises(BadInput):
        await consents.record(agreed, MessageClass.AWARENESS, OfficerId(1), " ", given=True)


async def test_a_second_person_approves_the_very_text(store: Store, clock: SetClock) -> None:
    """Not its writer; an edit makes the approval void; what runs cannot be edited; two officers at once do not overwrite."""
    office = Office(store, clock)
    service = office.service.announcements
    await members(store, 1)
    card = await service.create(DRAFT, WRITER)
    assert isinstance(card, AnnouncementCard)
    of = card.announcement.id
    card = await done(office, of, Act.PROPOSE, WRITER)
    both = Actor(WRITER.officer, writes=True, approves=True)
    assert await service.act(of, Act.APPROVE, both, card.version) is Barred.OWN_WORK
    card = await done(office, of, Act.APPROVE, CHIEF)
    edited = replace(card.announcement, text={**TEXT, Language.ARABIC: "تغيّر الموعد."})
    with pytest.raises(BadInput, match="changed"):
        await service.edit(edited, WRITER, card.version - 1)
    after = await service.edit(edited, WRITER, card.version)
    assert isinstance(after, AnnouncementCard)
    assert after.announcement.stage is Stage.DRAFT
    await office.tick()
    assert office.said() == []
    await done(office, of, Act.PROPOSE, WRITER)
    await done(office, of, Act.APPROVE, CHIEF)
    await office.tick()
    running = await service.one(of)
    assert running is not None
    assert await service.edit(edited, WRITER, running.version) is Barred.WRONG_STAGE
    assert ["تغيّر الموعد" in words for words in office.said()] == [True]


async def done(office: Office, of: AnnouncementId, deed: Act, by: Actor) -> AnnouncementCard:
    """Do something that is allowed."""
    service = office.service.announcements
    known = await service.one(of)
    assert known is not None
    after = await service.act(of, deed, by, known.version)
    assert isinstance(after, AnnouncementCard), after
    return after


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"text": {Language.ARABIC: "نص"}}, Fault.TEXT_MISSING),
        ({"text": dict.fromkeys(Language, "عزيزي {name}")}, Fault.VARIABLE),
        ({"start_at": NOON - timedelta(hours=1)}, Fault.START_PAST),
        ({"assembly": replace(MEETING, at=NOON - timedelta(days=1))}, Fault.ASSEMBLY_PAST),
        ({"per_minute": 0}, Fault.PACE),
    ],
)
async def test_what_is_faulty_is_not_proposed(store: Store, clock: SetClock, changes: dict[str, object], fault: Fault) -> None:
    """Empty variables, a schedule in the past, a missing language: refused, and named before anybody is told."""
    office = Office(store, clock)
    service = office.service.announcements
    card = await service.create(replace(DRAFT, **changes), WRITER)  # type: ignore[arg-type]
    assert isinstance(card, AnnouncementCard)
    assert await service.act(card.announcement.id, Act.PROPOSE, WRITER, card.version) is Barred.FAULTY
    assert fault in (await service.estimate(card.announcement)).faults


async def test_what_became_wrong_since_its_approval_goes_back_to_who_wrote_it(store: Store, clock: SetClock) -> None:
    """An assembly that is over is announced to nobody; it is a draft again, and its writer is told once."""
    office = Office(store, clock)
    await members(store, 2)
    card = await approved(office, replace(DRAFT, text={}, assembly=MEETING))
    clock.forward(days=10)
    for _ in range(3):
        await office.tick()
    assert office.said() == []
    assert await stage(office, card) is Stage.DRAFT
    told = await Alerts(store).unread(WRITER.officer)
    assert [(alert.announcement, alert.what) for alert in told] == [(card.announcement.id, Alarm.SENT_BACK)]


async def test_a_recipient_who_replies_has_a_normal_conversation(store: Store, clock: SetClock) -> None:
    """His question is answered after the announcement, and he does not get it again."""
    office = Office(store, clock)
    await members(store, 3)
    await approved(office, replace(DRAFT, per_minute=1))
    await office.tick()
    await office.comes(TextReceived("متى الرد؟"), conversation="web:main:000000")
    await office.passes(hours=1, step=timedelta(minutes=2))
    said = office.said("web:main:000000")
    assert ["يوم الأحد" in words for words in said] == [True, False]
    assert "جواب reply" in said[1]


async def test_what_was_refused_is_a_reason_and_not_tried_for_ever(store: Store, clock: SetClock) -> None:
    """A person with one address: undelivered, with the channel's reason in the message."""
    office = Office(store, clock)
    await members(store, 2)
    office.web.failures = [Refused("no such number", code="21211"), None]
    card = await approved(office)
    for _ in range(20):
        await office.tick()
        clock.forward(minutes=1)
    assert await results(office, card) == {"sent": 1, "excluded": 1}
    assert await stage(office, card) is Stage.DONE
    ((_, line),) = await office.service.announcements.recipients(card.announcement.id, Which(Outcome.EXCLUDED))
    assert line.reason == NotSent.UNDELIVERED.value


async def test_a_channel_that_is_off_keeps_nobody_waiting(store: Store, clock: SetClock) -> None:
    """Its members are on the list with the reason, and the run ends."""
    office = Office(store, clock)
    await members(store, 2)
    await members(store, 3, "telegram")
    card = await approved(office)
    for _ in range(20):
        await office.tick()
        clock.forward(minutes=1)
    assert await results(office, card) == {"sent": 2, "excluded": 3}
    lines = await office.service.announcements.recipients(card.announcement.id, Which(Outcome.EXCLUDED))
    assert {line.reason for _, line in lines} == {NotSent.NO_ADDRESS.value}
    assert await stage(office, card) is Stage.DONE


async def test_a_segment_holds_whom_it_names(store: Store, clock: SetClock) -> None:
    """By language, channel, project, and the kind of an open ticket."""
    office = Office(store, clock)
    service = office.service.announcements
    await members(store, 2)
    await members(store, 2, "sms", "en")
    await office.comes(TextReceived("أقدر أعترض؟"), conversation="web:main:000001")
    await office.service.projects.join("الواحة", ConversationId("sms:main:000001"))
    wanted = {
        "sms:main:000000 sms:main:000001": Segment(languages=frozenset({Language.ENGLISH})),
        "web:main:000000 web:main:000001": Segment(channels=frozenset({"web"})),
        "sms:main:000001": Segment(projects=frozenset({"الواحة"})),
        "": Segment(projects=frozenset({"الواحة"}), channels=frozenset({"web"})),
    }
    for expected, segment in wanted.items():
        card = await approved(office, replace(DRAFT, segment=segment))
        await office.tick()
        lines = await service.recipients(card.announcement.id)
        assert " ".join(sorted(line.person for _, line in lines)) == expected


async def test_what_belongs_to_nobody_is_no_recipient(store: Store, clock: SetClock) -> None:
    """What is said in groups and other programs' updates stand in a conversation of nobody's."""
    office = Office(store, clock)
    await office.comes(Ignored("not a private chat"), conversation=Account("main").conversation(0), origin="telegram:main")
    await office.comes(TextReceived("متى الرد؟"), conversation="web:main:a")
    card = await approved(office)
    await office.tick()
    lines = await office.service.announcements.recipients(card.announcement.id)
    assert [line.person for _, line in lines] == ["web:main:a"]


async def test_two_processes_hand_everybody_over_once(store: Store, clock: SetClock) -> None:
    """Both drive the same run at the same moments."""
    one, other = Office(store, clock), Office(store, clock, "other")
    await members(store, 300)
    await approved(one, replace(DRAFT, per_minute=40))
    for _ in range(20):
        await asyncio.gather(one.service.announcements.run(), other.service.announcements.run())
        clock.forward(minutes=1)
    await one.works()
    heard = Counter(sent.conversation for sent in one.web.sent)
    assert len(heard) == 300
    assert set(heard.values()) == {1}


async def test_who_stopped_the_channel_is_excluded_the_next_time(store: Store, clock: SetClock) -> None:
    """The list is made from what is known when it begins."""
    office = Office(store, clock)
    await members(store, 2)
    await office.comes(MemberOptedOut(), conversation="web:main:000000")
    await office.comes(TextReceived("إيقاف"), conversation="web:main:000001")
    card = await approved(office)
    await office.tick()
    lines = await office.service.announcements.recipients(card.announcement.id)
    assert [line.reason for _, line in lines] == [NotSent.NO_ADDRESS.value, NotSent.OPTED_OUT.value]


async def test_one_person_has_it_once_and_elsewhere_where_it_did_not_arrive(store: Store, clock: SetClock) -> None:
    """On the address used last; on the other one only when that certainly failed."""
    office = Office(store, clock)
    await office.comes(TextReceived("متى الرد؟"), conversation="web:main:a")
    clock.forward(minutes=5)
    await office.comes(TextReceived("متى الرد؟"), conversation="sms:main:a", origin="sms:main")
    await Members(store).join(ConversationId("web:main:a"), ConversationId("sms:main:a"), OfficerId(1))
    before = len(office.web.sent)
    first = await approved(office)
    await office.tick()
    assert "يوم الأحد" in office.sms.sent[-1].reply.text
    assert len(office.web.sent) == before
    office.sms.failures = [Refused("no such number", code="21211")]
    second = await approved(office)
    for _ in range(3):
        await office.tick()
    assert "يوم الأحد" in office.web.sent[-1].reply.text
    assert await results(office, first) == await results(office, second) == {"sent": 1}
