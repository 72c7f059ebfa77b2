import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import pacing
from bot.pacing import TELEGRAM, Pace, Paces, Schedule
from domain.model import ConversationId, Purpose

MEMBER, OTHER = ConversationId("telegram:1:700000001"), ConversationId("telegram:1:700000002")
GROUP = ConversationId("telegram:1:-100700000001")


def test_a_burst_passes_and_then_the_pace_holds() -> None:
    """So many at once after a silence, the next a second later, and so on."""
    schedule = Schedule({"telegram": Paces(Pace(1.0, burst=3), Pace(0.0))})
    waits = []
    for _ in range(5):
        waits.append(schedule.wait(MEMBER, Purpose.REPLY, 100.0))
        schedule.sent(MEMBER, Purpose.REPLY, 100.0)
    assert waits == [0, 0, 0, 1, 2]
    assert schedule.wait(MEMBER, Purpose.REPLY, 200.0) == 0


def test_chats_do_not_wait_for_each_other() -> None:
    """One chat at its limit leaves the others free."""
    schedule = Schedule()
    for _ in range(TELEGRAM.chat.burst):
        schedule.sent(MEMBER, Purpose.REPLY, 100.0)
    assert schedule.wait(MEMBER, Purpose.REPLY, 100.0) > 0
    assert schedule.wait(OTHER, Purpose.REPLY, 100.0) == 0


def test_a_flood_pauses_its_chat_only() -> None:
    """After a 429 that chat waits as long as was asked; a shorter wish afterwards does not shorten it."""
    schedule = Schedule()
    schedule.pause(MEMBER, 130.0)
    schedule.pause(MEMBER, 110.0)
    assert schedule.wait(MEMBER, Purpose.REPLY, 100.0) == 30
    assert schedule.wait(OTHER, Purpose.REPLY, 100.0) == 0
    assert schedule.wait(MEMBER, Purpose.REPLY, 131.0) == 0


def test_a_group_has_twenty_a_minute() -> None:
    """And a burst of three beyond."""
    assert _passed(Schedule(), [GROUP], 60.0) in range(20, 24)


def test_announcements_are_thirty_a_second() -> None:
    """Over many chats together."""
    chats = [ConversationId(f"telegram:1:{number}") for number in range(1000)]
    assert _passed(Schedule(), chats, 10.0, Purpose.ANNOUNCEMENT) in range(300, 312)


def test_answers_go_ahead_of_announcements() -> None:
    """A thousand answers in a second wait for nobody; announcements stand back for them, but not for long."""
    schedule = Schedule()
    for number in range(1000):
        chat = ConversationId(f"telegram:1:{number}")
        assert schedule.wait(chat, Purpose.REPLY, number / 1000) == 0
        schedule.sent(chat, Purpose.REPLY, number / 1000)
    assert 0 < schedule.wait(OTHER, Purpose.NOTICE, 1.0) <= 1
    assert schedule.wait(OTHER, Purpose.OFFICER, 1.0) == 0


def test_a_channel_without_a_pace_never_waits() -> None:
    """The web is not paced."""
    schedule = Schedule()
    conversation = ConversationId("web:main:1")
    for _ in range(100):
        schedule.sent(conversation, Purpose.REPLY, 1.0)
    assert schedule.wait(conversation, Purpose.REPLY, 1.0) == 0


def test_chats_long_silent_are_forgotten() -> None:
    """Memory does not grow with the number of members."""
    schedule = Schedule({"telegram": Paces(Pace(1.0), Pace(0.0))})
    for number in range(25_000):
        schedule.sent(ConversationId(f"telegram:1:{number}"), Purpose.REPLY, number / 10)
    assert len(schedule._due) <= 10_001  # noqa: SLF001 - what is kept is the point


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_no_window_holds_more_than_burst_and_pace(gaps: list[float]) -> None:
    """Whenever messages want to go: those that wait as told never exceed burst plus elapsed time over interval."""
    schedule, now, sent = Schedule({"telegram": Paces(TELEGRAM.chat, Pace(0.0))}), 0.0, []
    for gap in gaps:
        now += gap
        now += schedule.wait(MEMBER, Purpose.REPLY, now)
        schedule.sent(MEMBER, Purpose.REPLY, now)
        sent.append(now)
    for first in range(len(sent)):
        for last in range(first, len(sent)):
            count, elapsed = last - first + 1, sent[last] - sent[first]
            assert count <= TELEGRAM.chat.burst + elapsed / TELEGRAM.chat.interval + 1e-6


def _passed(schedule: Schedule, chats: list[ConversationId], seconds: float, purpose: Purpose = Purpose.REPLY) -> int:
    """Count what goes out when every chat always has something to say."""
    now, count = 0.0, 0
    while now < seconds:
        chat = chats[count % len(chats)]
        wait = schedule.wait(chat, purpose, now)
        if wait > 0:
            now += wait
            continue
        schedule.sent(chat, purpose, now)
        count += 1
    return count


def test_notices_that_are_put_off_are_spread_out() -> None:
    """A thousand at once are looked at again one by one, not all in the next second."""
    schedule = Schedule()
    for number in range(60):
        schedule.sent(ConversationId(f"telegram:1:{number}"), Purpose.REPLY, 100.0)
    times = [
        schedule.put_off(ConversationId(f"telegram:1:{number}"), Purpose.ANNOUNCEMENT, 100.0) for number in range(1000, 2000)
    ]
    assert times == sorted(times)
    assert times[-1] - times[0] == pytest.approx(999 / 30)


def test_an_answer_that_is_put_off_does_not_wait_for_notices() -> None:
    """Only for its own chat."""
    schedule = Schedule()
    for _ in range(TELEGRAM.chat.burst + 4):
        schedule.sent(MEMBER, Purpose.REPLY, 100.0)
    for _ in range(100):
        schedule.put_off(OTHER, Purpose.NOTICE, 100.0)
    assert schedule.put_off(MEMBER, Purpose.REPLY, 100.0) == pytest.approx(105.0)


@pytest.mark.parametrize(("rate", "segments"), [(1.0, 1), (1.0, 2), (10.0, 3), (0.5, 2)])
def test_sms_notices_keep_the_numbers_segments_a_second(rate: float, segments: int) -> None:
    """Over many members together, however many segments each has."""
    schedule, now, passed = pacing.of(rate), 0.0, 0
    while now < 120.0:
        chat = ConversationId(f"sms:+1:{passed}")
        wait = schedule.wait(chat, Purpose.NOTICE, now)
        if wait > 0:
            now += wait
            continue
        schedule.sent(chat, Purpose.NOTICE, now, segments)
        passed += segments
    assert 120 * rate <= passed <= 120 * rate + max(2, round(rate)) + 2 * segments


def test_an_sms_answer_is_counted_and_not_held() -> None:
    """An answer of twenty segments goes at once; the next notice waits behind it, a second and the burst at most."""
    schedule = pacing.of(1.0)
    asker, told = ConversationId("sms:+1:1"), ConversationId("sms:+1:2")
    assert schedule.wait(asker, Purpose.REPLY, 100.0) == 0
    schedule.sent(asker, Purpose.REPLY, 100.0, 20)
    assert schedule.wait(ConversationId("sms:+1:3"), Purpose.REPLY, 100.0) == 0
    assert 0 < schedule.wait(told, Purpose.NOTICE, 100.0) <= 1


def test_who_asks_by_sms_once_a_second_never_waits() -> None:
    """For ten minutes, with answers of three segments: the number's pace is for notices, and no carrier counts a member's."""
    schedule, asker = pacing.of(1.0), ConversationId("sms:+1:1")
    for second in range(600):
        assert schedule.wait(asker, Purpose.REPLY, float(second)) == 0
        schedule.sent(asker, Purpose.REPLY, float(second), 3)


def test_long_notices_are_put_off_by_their_segments() -> None:
    """So that they are looked at again as the number gets free."""
    schedule = pacing.of(2.0)
    times = [schedule.put_off(ConversationId(f"sms:+1:{number}"), Purpose.NOTICE, 100.0, 3) for number in range(10)]
    assert times[-1] - times[0] == pytest.approx(9 * 1.5)


def test_a_clock_that_is_set_back_holds_nobody() -> None:
    """Somebody mends the machine's clock by an hour: a member who was written to just before is not held for that hour."""
    schedule, at = Schedule(), 1_000_000.0
    for _ in range(60):
        schedule.sent(MEMBER, Purpose.NOTICE, at)
    held = schedule.wait(MEMBER, Purpose.REPLY, at)
    schedule.pause(OTHER, at + 30)
    back = at - 3600
    assert schedule.wait(MEMBER, Purpose.REPLY, back) == pytest.approx(held)
    assert schedule.wait(OTHER, Purpose.REPLY, back) == pytest.approx(30)
    assert schedule.put_off(MEMBER, Purpose.NOTICE, back) < back + 120
