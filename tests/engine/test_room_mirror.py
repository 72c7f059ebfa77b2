from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, timedelta
from itertools import count

import pytest

from bot.rooms.mirror import Mirror
from bot.rooms.pen import Pen
from bot.rooms.place import RoomPlace
from bot.rooms.wording import Wording
from channels.enclosing import nothing
from desk.texts import texts
from domain.errors import BadInput, Throttled, Uncertain
from domain.inbound import Envelope, TextReceived
from domain.model import ConversationId, HandoverReason, Language, Purpose, Reply, TicketKind, TicketRef
from domain.roomports import EVERYBODYS
from domain.ticketeffects import AddNote, OpenTicket
from domain.ticketports import Line
from storage import handing
from storage.handing import Handing
from storage.office.rooms import Rooms
from storage.office.transcript import Transcript
from storage.office.troubles import Troubles
from storage.store import Store
from storage.tickets import Tickets
from tests.databases import SetClock
from tests.dialogues.drivers import CONVERSATION, EngineDriver
from tests.handlers.house import HOUSE
from tests.storage.working import Working

REFS = tuple(map(TicketRef, ("T15328", "T10019", "T20017", "T30015")))


class Group:
    """A group that keeps what is written into it."""

    name = account = "telegram:424242"
    share = EVERYBODYS
    place = configured = "-100"
    max_text = 4000

    def __init__(self, clock: SetClock) -> None:
        """Note the time of each call by this clock."""
        self.clock = clock
        self.at: list[float] = []
        self.said: dict[str, list[str]] = {}
        self.faults: list[Exception] = []
        self._numbers = count(1)

    def _called(self) -> None:
        self.at.append(self.clock.now().timestamp())
        if self.faults:
            raise self.faults.pop(0)

    def address(self, topic: str) -> str:
        """Give a link."""
        return f"https://rooms.test/{topic}"

    async def open(self, title: str) -> str:
        """Open a topic."""
        self._called()
        self.said[title.split(maxsplit=1)[0]] = []
        return title.split(maxsplit=1)[0]

    async def post(self, topic: str, text: str, options: object = (), answers: str = "") -> str:
        """Keep a message."""
        del options, answers
        self.said[topic].append(text)
        self._called()
        return str(next(self._numbers))

    async def edit(self, topic: str, message: str, text: str, options: object = ()) -> None:
        """Take it, whatever else goes wrong."""
        del topic, message, text, options
        self.at.append(self.clock.now().timestamp())

    async def close(self, topic: str) -> None:
        """Take it."""
        del topic
        self._called()

    async def reopen(self, topic: str) -> None:
        """Take it."""
        del topic
        self._called()

    async def rename(self, topic: str, title: str) -> None:
        """Take it."""
        del topic, title
        self._called()

    async def copy(self, topic: str, conversation: str, message: str, caption: str) -> None:
        """Take it."""
        del topic, conversation, message, caption
        self._called()

    async def show(self, topic: str, file: object, content: bytes) -> None:
        """Take it."""
        del topic, file, content
        self._called()

    async def fetch(self, reference: str) -> bytes:
        """Have no file."""
        raise BadInput(reference)

    async def remove(self, topic: str) -> None:
        """Forget a topic."""
        self._called()
        del self.said[topic]

    def adopt(self, place: str) -> None:
        """Go on elsewhere."""
        self.place = place

    def listen(self, listener: object) -> None:
        """Have nothing to say."""
        del listener

    async def whisper(self, account: str, text: str) -> None:
        """Take it."""
        del account, text
        self._called()


class Meanwhile(Transcript):
    """A conversation in which something happens right after it was read, once."""

    then: Callable[[], Awaitable[object]] | None = None

    async def lines(
        self, conversation: ConversationId, after: str = "", limit: int = 200, *, internal: bool = False
    ) -> tuple[Line, ...]:
        """Give the lines, and let it happen."""
        read = await super().lines(conversation, after, limit, internal=internal)
        then, self.then = self.then, None
        if then:
            await then()
        return read


def _mirror(store: Store, clock: SetClock, group: Group, transcript: Transcript | None = None) -> Mirror:
    async def sleep(seconds: float) -> None:
        clock.forward(seconds=seconds)

    words = Wording(texts(Language.ENGLISH), lambda _: None, UTC, "https://mujib.example.sa", {})
    place = RoomPlace(group, Troubles(store))
    ports = Rooms(store, group.name), Tickets(store), transcript or Transcript(store), store.signals, clock, words, place
    return Mirror(Pen(group, clock, nothing, sleep=sleep), *ports)


async def _open(working: Working, number: int) -> None:
    opened = OpenTicket(REFS[number], TicketKind.INQUIRY, f"subject {number}", HandoverReason.ASKED)
    await working.happens(opened, conversation=f"web:main:{number}")


async def test_all_topics_of_a_group_share_one_pace(store: Store, clock: SetClock) -> None:
    """Twenty a minute after a short burst, however many tickets there are; nothing is lost by waiting."""
    working, group = Working(store), Group(clock)
    for number in range(4):
        await _open(working, number)
    mirror = _mirror(store, clock, group)
    while await mirror.once():
        pass
    assert len(group.said) == 4
    calls = len(group.at)
    assert calls >= 8
    assert group.at[-1] - group.at[0] >= 3.0 * (calls - 3)
    assert all("Nobody has taken it" in said[0] for said in group.said.values())


async def test_what_happened_meanwhile_is_one_message(store: Store, clock: SetClock) -> None:
    """Many notes while the group's pace holds are said at once; one that may have arrived is not said again."""
    working, group = Working(store), Group(clock)
    await _open(working, 0)
    mirror = _mirror(store, clock, group)
    while await mirror.once():
        pass
    (topic,) = group.said
    before = len(group.said[topic])
    for number in range(9):
        await working.happens(AddNote(REFS[0], f"more {number}"), conversation="web:main:0")
    group.faults.append(Uncertain("no answer"))
    while await mirror.once():
        pass
    assert len(group.said[topic]) == before + 1
    assert all(f"more {number}" in group.said[topic][-1] for number in range(9))


async def test_an_announcement_stands_between_other_words_only(store: Store, clock: SetClock) -> None:
    """With a ticket in each of two hundred topics it would hold the others' words up for ten minutes."""
    working, group = Working(store), Group(clock)
    await _open(working, 0)
    mirror = _mirror(store, clock, group)
    news = Handing("run:1", ConversationId("web:main:0"), Reply("The assembly is on Sunday.", purpose=Purpose.ANNOUNCEMENT))
    while await mirror.once():
        pass
    (said,) = group.said.values()
    before = len(said)
    await store.database.write(lambda connection: handing.queue(connection, [news], clock.now()))
    while await mirror.once():
        pass
    assert len(said) == before
    await store.database.write(lambda connection: handing.queue(connection, [replace(news, key="run:2")], clock.now()))
    await working.happens(AddNote(REFS[0], "I shall come"), conversation="web:main:0")
    while await mirror.once():
        pass
    assert [("on Sunday" in one, "I shall come" in one) for one in said[before:]] == [(True, True)]


async def test_a_group_that_asks_for_patience_gets_it(store: Store, clock: SetClock) -> None:
    """Nothing is tried before the wait is over."""
    working, group = Working(store), Group(clock)
    await _open(working, 0)
    group.faults.append(Throttled("429", "429", retry_after=30))
    mirror = _mirror(store, clock, group)
    await mirror.once()
    assert not await mirror.once()
    assert len(group.at) == 1
    clock.forward(seconds=31)
    assert await mirror.once()
    assert group.said


async def test_what_is_entered_into_a_form_is_not_shown(store: Store, clock: SetClock) -> None:
    """The member may throw the form away, and the topic cannot be made to forget; what he says beside it is shown."""
    talk, group = EngineDriver(HOUSE, store, clock), Group(clock)
    mirror = _mirror(store, clock, group)
    for said in ("موظف", "أبغى دعم", "محمد أحمد الغامدي", "1058529948", "متى الرد؟", "إلغاء", "احذف", "شكراً لكم"):
        await talk.happen(TextReceived(said))
        while await mirror.once():
            clock.forward(seconds=2)
        clock.forward(seconds=40)
    (topic,) = group.said
    whole = "\n".join(group.said[topic][1:])
    assert "أبغى دعم" in whole
    assert "شكراً لكم" in whole
    assert not [entered for entered in ("الغامدي", "1058529948", "1058") if entered in whole]


@pytest.mark.parametrize("beside", [True, False])
async def test_what_was_entered_into_a_form_is_not_shown_once_it_is_submitted(
    store: Store, clock: SetClock, beside: bool
) -> None:
    """Neither in the topic that its ticket gets, nor in one that was open and is behind: it is read at the desk."""
    talk, group = EngineDriver(HOUSE, store, clock), Group(clock)
    mirror = _mirror(store, clock, group)
    if beside:
        await talk.happen(TextReceived("موظف"))
        while await mirror.once():
            clock.forward(seconds=2)
    form = ("محمد أحمد الغامدي", "تخطي", "0501234567", "تأجيل قسطين لمرض الوالد", "صحيحة", "محمد أحمد الغامدي")
    for said in ("السلام عليكم", "أبغى دعم", *form, "شكراً لكم"):
        await talk.happen(TextReceived(said))
        clock.forward(seconds=2)
    while await mirror.once():
        clock.forward(seconds=2)
    assert len(group.said) == 1 + beside
    whole = "\n".join(text for said in group.said.values() for text in said[1:])
    assert "Ticket opened" in whole
    assert "شكراً لكم" in whole
    assert not [entered for entered in ("الغامدي", "الوالد", "راجع بياناتك") if entered in whole]


async def test_a_message_that_no_step_has_taken_waits(store: Store, clock: SetClock) -> None:
    """It is not known yet whether it belongs to a form."""
    talk, group = EngineDriver(HOUSE, store, clock), Group(clock)
    mirror = _mirror(store, clock, group)
    await talk.happen(TextReceived("موظف"))
    while await mirror.once():
        pass
    (topic,) = group.said
    before = list(group.said[topic])
    await talk.inbox.accept([Envelope(CONVERSATION, "later", "web:main", TextReceived("سؤال آخر"), clock.now())])
    while await mirror.once():
        pass
    assert group.said[topic] == before
    await talk.wait(timedelta(seconds=2))
    while await mirror.once():
        pass
    assert "سؤال آخر" in group.said[topic][-1]


async def test_what_is_heard_while_the_room_reads_is_said_once(store: Store, clock: SetClock) -> None:
    """Words whose note comes between two reads are not followed by the note, which says the same."""
    talk, group, transcript = EngineDriver(HOUSE, store, clock), Group(clock), Meanwhile(store)
    mirror = _mirror(store, clock, group, transcript)
    await talk.happen(TextReceived("موظف"))
    while await mirror.once():
        pass
    (topic,) = group.said
    await talk.inbox.accept([Envelope(CONVERSATION, "later", "web:main", TextReceived("سؤال آخر"), clock.now())])
    transcript.then = lambda: talk.wait(timedelta(seconds=2))
    while await mirror.once():
        clock.forward(seconds=2)
    clock.forward(seconds=5)
    while await mirror.once():
        pass
    assert "\n".join(group.said[topic]).count("سؤال آخر") == 1
