"""Officers' alerts in their private chats, against both databases."""

from datetime import timedelta

from bot.rooms.herald import Herald
from desk.texts import texts
from domain.alarms import Alarm
from domain.errors import ContactStopped, Throttled
from domain.model import Language, OfficerId, TicketRef
from domain.roomports import hashed
from storage.office import casetables
from storage.office.alerts import Alerts
from storage.office.officer_links import Links
from storage.office.officers import Officers
from storage.store import Store
from tests.databases import SetClock
from tests.engine.test_room_mirror import Group

REF = TicketRef("T15328")


class Private(Group):
    """Keeps what is said to each person alone."""

    def __init__(self, clock: SetClock) -> None:
        """Have said nothing."""
        super().__init__(clock)
        self.told: list[tuple[str, str]] = []

    async def whisper(self, account: str, text: str) -> None:
        """Keep it."""
        self._called()
        self.told.append((account, text))


async def linked(store: Store, officers: Officers, name: str, *accounts: str) -> OfficerId:
    """Give an officer his accounts."""
    made = await officers.add(name, "x", name, {Language.ARABIC: name, Language.ENGLISH: name})
    for account in accounts:
        await Links(store).offer(hashed(account), made, store.clock.now() + timedelta(minutes=1))
        assert await Links(store).redeem(hashed(account), account) == made
    return made


async def alerted(store: Store, officer: OfficerId, what: Alarm, announcement: int | None = None) -> None:
    """Alert an officer at the desk."""
    row = {"officer": officer, "ticket": "" if announcement else REF, "what": what.value, "at": store.clock.now()}
    await store.database.write(
        lambda connection: connection.execute(casetables.alert.insert(), {**row, "announcement": announcement})
    )


def herald(store: Store, group: Group, slept: list[float]) -> Herald:
    """Give one that need not wait."""

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    t = texts(Language.ENGLISH)
    return Herald(group, Alerts(store), store.signals, t, lambda ref: f"desk/{ref}", "https://chat.example.sa", sleep)


async def test_each_officer_is_told_his_own_alerts_once(store: Store, clock: SetClock) -> None:
    """On each of his accounts there; what was there before, and what he ticked off meanwhile, is not told."""
    officers, group = Officers(store), Private(clock)
    salim = await linked(store, officers, "salim", "telegram:811", "telegram:815")
    nobody = await linked(store, officers, "nobody", "elsewhere:1")
    telling = herald(store, group, [])
    await alerted(store, salim, Alarm.DUE_SOON)
    assert not await telling.once()
    await alerted(store, salim, Alarm.SILENT)
    await alerted(store, nobody, Alarm.SILENT)
    await alerted(store, salim, Alarm.TO_APPROVE, announcement=7)
    assert await telling.once()
    assert not await telling.once()
    silent = "\u2066T1532-8\u2069 · The member waits for your answer\ndesk/T15328"
    approve = "Announcement 7: waits for approval\nhttps://chat.example.sa/desk/announcements/7"
    assert [account for account, _ in group.told] == ["telegram:811", "telegram:815"] * 2
    assert [text.casefold() for _, text in group.told[::2]] == [silent.casefold(), approve.casefold()]
    await alerted(store, salim, Alarm.OVERDUE)
    await Alerts(store).read(salim, [one.id for one in await Alerts(store).unread(salim)])
    assert not await telling.once()


async def test_what_was_not_taken_is_told_again_and_what_was_refused_is_not(store: Store, clock: SetClock) -> None:
    """Too fast: after as long as the provider asks for; blocked by the officer: it stands at the desk."""
    officers, group, slept = Officers(store), Private(clock), list[float]()
    salim = await linked(store, officers, "salim", "telegram:811", "telegram:815")
    telling = herald(store, group, slept)
    assert not await telling.once()
    group.faults = [ContactStopped("blocked", "403"), Throttled("too fast", "429", 7)]
    await alerted(store, salim, Alarm.SILENT)
    assert await telling.once()
    assert (group.told, slept) == ([], [7])
    assert await telling.once()
    assert [account for account, _ in group.told] == ["telegram:815"]
