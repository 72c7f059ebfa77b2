import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from bot.engine import Engine, Pace
from bot.gathering import MOMENT, gather
from bot.lane import MOST_EFFECTS
from domain.effects import Say, Step
from domain.errors import StorageError
from domain.inbound import Inbound, TextReceived
from domain.model import Author, HandoverReason, OfficerId, Reply, TicketKind, TicketRef
from domain.officeracts import OfficerReplied
from domain.states import Idle, State
from domain.ticketeffects import OpenTicket
from handlers.context import Context
from storage import tables
from storage.store import Store
from tests.databases import SetClock, names
from tests.engine.parts import A, Bot, CountingTurns, FailingTurns, apology, echo, failing, until
from tests.messages import envelope


async def _faults(store: Store) -> list[tuple[str, str]]:
    rows = select(tables.inbound.c.status, tables.inbound.c.fault).order_by(tables.inbound.c.id)
    return [(status, fault) for status, fault in await store.database.read(lambda c: c.execute(rows).all())]


async def test_each_message_has_its_answer_once_and_in_order(store: Store) -> None:
    """Messages of several members, some of them doubled by the provider."""
    bot = Bot(store)
    for number in range(25):
        for conversation in (A, "web:main:b"):
            await bot.hears(f"{conversation} {number}", conversation=conversation)
            await bot.hears(f"{conversation} {number}", conversation=conversation)
    await bot.works()
    for conversation in (A, "web:main:b"):
        assert bot.said(conversation) == [f"re: {conversation} {number}" for number in range(25)]


async def test_a_turn_sees_what_the_one_before_it_did(store: Store) -> None:
    """Of several messages in one batch each finds the state, the greeting and the tickets that those before it left."""

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        del inbound
        misses = state.misses + 1 if isinstance(state, Idle) else 0
        seen = f"{misses} {ctx.contact.greeted} {len(ctx.tickets)}"
        ticket = OpenTicket(ctx.fresh_ref, TicketKind.INQUIRY, "s", HandoverReason.ASKED)
        return Step(Idle(misses=misses), (ticket, Say(Reply(seen))))

    bot = Bot(store, step)
    await bot.hears("a", "b", "c")
    await bot.works()
    assert bot.said() == ["1 False 0", "2 True 1", "3 True 2"]


async def test_more_tickets_than_references_at_hand_are_opened_all(store: Store) -> None:
    """When references run out in a batch the other messages wait for the next."""
    bot = Bot(store, apology)
    for number in range(8):
        await bot.hears(*(f"{number}.{n}" for n in range(9)), conversation=f"web:main:{number}")
    await bot.works()
    said = [word for number in range(8) for word in bot.said(f"web:main:{number}")]
    assert len(said) == len(set(said)) == 72


async def test_a_step_that_fails_is_tried_again_and_then_goes_to_a_person(store: Store, clock: SetClock) -> None:
    """Its own lane waits meanwhile and nobody else's; after three attempts there is an apology, a ticket and the fault."""
    bot = Bot(store, failing("poison"))
    await bot.hears("before", "poison", "after")
    await bot.hears("other", conversation="web:main:b")
    await bot.works()
    assert bot.said() == ["re: before"]
    assert bot.said("web:main:b") == ["re: other"]
    for seconds in (1, 4):
        clock.forward(seconds=seconds - 0.5)
        await bot.works()
        assert bot.said() == ["re: before"]
        clock.forward(seconds=1)
        await bot.works()
    assert bot.said()[0] == "re: before"
    assert bot.said()[1].startswith("sorry T")
    assert bot.said()[2] == "re: after"
    ((_, fault),) = [row for row in await _faults(store) if row[0] == "failed"]
    assert "KeyError" in fault
    assert "poison" not in fault


async def test_a_step_that_fails_once_leaves_no_trace(store: Store, clock: SetClock) -> None:
    """The second attempt answers."""
    failures = [KeyError("x")]

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        if failures:
            raise failures.pop()
        return echo(state, inbound, ctx)

    bot = Bot(store, step)
    await bot.hears("a", "b")
    await bot.works()
    clock.forward(seconds=1)
    await bot.works()
    assert bot.said() == ["re: a", "re: b"]


async def test_a_message_that_kills_its_process_is_given_up(store: Store, clock: SetClock) -> None:
    """The attempt is counted when it is claimed; the others of its batch are answered."""
    bot = Bot(store)
    await bot.hears("killer")
    await bot.hears("innocent", conversation="web:main:b")
    for _ in range(3):
        claimed = await bot.turns.claim(50, 10)
        assert A in {lane.contact.conversation for lane in claimed}
        if len(claimed) == 1:
            await Bot(store).engine.once()
        clock.forward(minutes=2)
    await bot.works()
    assert bot.said()[0].startswith("sorry T")
    assert bot.said("web:main:b") == ["re: innocent"]


async def test_an_unreadable_state_is_apologised_for(store: Store) -> None:
    """The member gets an apology and a person, the fault is kept, and the next message is answered as usual."""
    bot = Bot(store)
    await bot.hears("one")
    await bot.works()
    await store.database.write(lambda c: c.execute(tables.conversation.update().values(state="not JSON")))
    await bot.hears("two", "three")
    await bot.works()
    assert bot.said()[1].startswith("sorry T")
    assert bot.said()[2] == "re: three"
    assert [status for status, _ in await _faults(store)] == ["done", "failed", "done"]


async def test_too_many_effects_are_a_fault(store: Store, clock: SetClock) -> None:
    """No step floods a member."""

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        del inbound, ctx
        return Step(state, tuple(Say(Reply(str(number))) for number in range(MOST_EFFECTS + 1)))

    bot = Bot(store, step)
    await bot.hears("a")
    for _ in range(3):
        await bot.works()
        clock.forward(seconds=10)
    assert len(bot.said()) == 1
    assert bot.said()[0].startswith("sorry")


async def test_a_fault_step_that_fails_too_still_lets_the_lane_go_on(store: Store, clock: SetClock) -> None:
    """The message is kept as failed and the next one is answered."""
    bot = Bot(store, failing("poison"), failing("poison"))
    await bot.hears("poison", "after")
    for _ in range(3):
        await bot.works()
        clock.forward(seconds=10)
    assert bot.said() == ["re: after"]


async def test_what_cannot_be_stored_is_narrowed_down_to_its_message(store: Store) -> None:
    """One member's step gives a ticket that exists already; the others of the batch, and his other messages, are answered."""

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        if isinstance(inbound, TextReceived) and "twice" in inbound.text:
            return Step(state, (OpenTicket(TicketRef("T00"), TicketKind.INQUIRY, "s", HandoverReason.ASKED),))
        return echo(state, inbound, ctx)

    bot = Bot(store, step)
    await bot.hears("once twice", conversation="web:main:c")
    await bot.works()
    await bot.hears("before", "twice", "after")
    await bot.hears("other", conversation="web:main:b")
    await bot.works()
    assert [words if words.startswith("re") else words[:5] for words in bot.said()] == ["re: before", "sorry", "re: after"]
    assert bot.said("web:main:b") == ["re: other"]


async def test_a_value_without_a_stored_form_goes_to_a_person(store: Store) -> None:
    """Half a surrogate pair in an answer is nobody's fault but the bot's."""

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        del inbound, ctx
        return Step(state, (Say(Reply("\ud800")),))

    bot = Bot(store, step)
    await bot.hears("a")
    await bot.works()
    assert bot.said()[0].startswith("sorry")


async def test_while_the_database_is_away_nothing_is_lost_and_no_attempt_counts(store: Store) -> None:
    """The loop rests and tries again; the messages are answered once when the tables are back."""
    bot = Bot(store)
    await bot.hears("a", "b")
    for name in ("outbound", "outbound_away"):
        other = "outbound_away" if name == "outbound" else "outbound"
        rename = text(f"ALTER TABLE {name} RENAME TO {other}")
        await store.database.write(partial(Connection.execute, statement=rename))
        if name == "outbound":
            for _ in range(5):
                with pytest.raises(StorageError):
                    await bot.engine.once()
    await bot.works()
    assert bot.said() == ["re: a", "re: b"]


async def test_the_loop_answers_what_comes_and_ends_when_told(store: Store) -> None:
    """A signal wakes it; `stop` ends it after the batch."""
    bot = Bot(store)
    running = [asyncio.create_task(part.run()) for part in (bot.engine, bot.sender)]
    await bot.hears("a")
    await until(lambda: bot.said() == ["re: a"])
    await bot.hears("b")
    await until(lambda: bot.said() == ["re: a", "re: b"])
    await bot.engine.stop()
    await bot.sender.stop()
    async with asyncio.timeout(5):
        await asyncio.gather(*running)


async def test_the_loop_outlives_its_failures(store: Store) -> None:
    """An error that nobody foresaw costs a rest, not the bot."""
    bot = Bot(store)
    turns = FailingTurns(store, names().__next__)
    turns.failures = [KeyError("unforeseen"), StorageError("gone")]
    engine = Engine(turns, store.signals, store.clock, bot.engine.conduct, Pace(rest_seconds=0.01))
    running = [asyncio.create_task(part.run()) for part in (engine, bot.sender)]
    await bot.hears("a")
    await until(lambda: bot.said() == ["re: a"])
    await engine.stop()
    await bot.sender.stop()
    await asyncio.gather(*running)


async def test_two_engines_share_the_work_without_doubling_it(store: Store) -> None:
    """Each conversation is in one hand at a time, and order holds."""
    bots = [Bot(store), Bot(store)]
    bots[1].turns = bots[0].turns
    for number in range(40):
        await bots[0].hears(f"{number}", conversation=f"web:main:{number % 8}")
    running = [asyncio.create_task(bot.engine.run()) for bot in bots]
    async with asyncio.timeout(20):
        while len(bots[0].wire.sent) < 40:
            await bots[0].sender.once()
    for bot in bots:
        await bot.engine.stop()
    await asyncio.gather(*running)
    for number in range(8):
        assert bots[0].said(f"web:main:{number}") == [f"re: {n}" for n in range(40) if n % 8 == number]


async def test_pieces_of_one_question_are_answered_once(store: Store, clock: SetClock) -> None:
    """A member who writes word by word gets one answer to all, once he has done; no word is lost, and others do not wait."""
    bot = Bot(store)
    bot.engine.conduct = replace(bot.engine.conduct, gather=gather)
    for word in ("ابغى", "اعرف", "كم", "رسوم", "العضوية"):
        await bot.hears(word)
        await bot.works()
        clock.at += timedelta(seconds=0.4)
    await bot.hears("كم رسوم العضوية في الجمعية؟", conversation="web:main:b")
    await bot.works()
    assert (bot.said(), bot.said("web:main:b")) == ([], ["re: كم رسوم العضوية في الجمعية؟"])
    clock.at += MOMENT
    await bot.works()
    assert bot.said() == ["re: ابغى اعرف كم رسوم العضوية"]
    assert await _faults(store) == [("done", "")] * 6


async def test_waiting_for_more_is_no_attempt(store: Store, clock: SetClock) -> None:
    """However often a conversation was looked at while its member wrote, its messages are not taken for ones that failed."""
    bot = Bot(store)
    bot.engine.conduct = replace(bot.engine.conduct, gather=gather)
    for word in ("كم", "رسوم", "العضوية"):
        await bot.hears(word)
        await bot.works()
        clock.at += timedelta(seconds=1)
        await bot.works()
    (attempts,) = await store.database.read(lambda c: c.execute(select(tables.lane.c.attempts)).scalars().all())
    assert attempts == 0
    clock.at += MOMENT
    await bot.works()
    assert bot.said() == ["re: كم رسوم العضوية"]


async def test_pieces_outlive_the_process_that_waited(store: Store, clock: SetClock) -> None:
    """Pieces that one process kept waiting are answered by the next, together."""
    first = Bot(store)
    first.engine.conduct = replace(first.engine.conduct, gather=gather)
    await first.hears("كم", "رسوم")
    await first.works()
    second = Bot(store)
    second.engine.conduct = first.engine.conduct
    clock.at += MOMENT
    await second.works()
    assert second.said() == ["re: كم رسوم"]


async def test_answers_show_what_they_answer_where_several_wait(store: Store) -> None:
    """Of two questions that wait together each answer names its own; a lone question's answer needs no such thing."""
    bot = Bot(store)
    asked = [envelope(A, f"m{number}", TextReceived(f"سؤال {number}؟", message=str(number))) for number in (51, 52)]
    await bot.inbox.accept(asked)
    await bot.works()
    await bot.inbox.accept([envelope(A, "m53", TextReceived("سؤال 53؟", message="53"))])
    await bot.works()
    assert [outbound.reply.answers for outbound in bot.wire.sent] == ["51", "52", ""]


async def test_a_reply_comes_with_what_it_replies_to(store: Store) -> None:
    """A step sees which of our messages the member replied to, by any of its parts, and on which ticket an officer wrote it."""
    seen: list[tuple[str, TicketRef | None] | None] = []
    ref = TicketRef("T15323")

    def step(state: State, inbound: Inbound, ctx: Context) -> Step:
        if isinstance(inbound, TextReceived):
            seen.append((ctx.answered.reply.text, ctx.answered.ticket) if ctx.answered else None)
            return Step(state, (Say(Reply(f"re: {inbound.text}")),))
        return Step(state, (Say(Reply("كلام الموظف", author=Author.OFFICER)),))

    bot = Bot(store, step)
    await bot.hears("a")
    await bot.works()
    await bot.inbox.accept([envelope(A, "o1", OfficerReplied(ref, OfficerId(1), "كلام الموظف"))])
    await bot.works()
    for number, reply_to in enumerate(("p1", "p2", "p2.1", "p9", "")):
        await bot.inbox.accept([envelope(A, f"r{number}", TextReceived("نعم", reply_to=reply_to))])
        await bot.works()
    await bot.inbox.accept([envelope("web:main:b", "b1", TextReceived("نعم", reply_to="p1.1"))])
    await bot.works()
    assert seen == [None, ("re: a", None), ("كلام الموظف", ref), ("كلام الموظف", ref), None, None, None]


async def test_an_answer_is_handed_to_the_sender_of_the_process(store: Store) -> None:
    """It goes under the engine's own claim; the sender finds what follows in the conversation; none is left at the end."""
    bot = Bot(store)
    engine = Engine(bot.turns, store.signals, store.clock, bot.engine.conduct, onward=bot.sender)
    assert not bot.sender.room(1)
    sending, answering = asyncio.create_task(bot.sender.run()), asyncio.create_task(engine.run())
    await until(lambda: "web" in bot.sender.room(1))
    await bot.hears("one")
    await until(lambda: bot.said() == ["re: one"])
    await bot.hears("two", "three")
    await until(lambda: len(bot.said()) == 3)
    await engine.stop()
    await answering
    await bot.sender.stop()
    await sending
    assert not bot.sender.room(1)
    assert bot.said() == ["re: one", "re: two", "re: three"]
    rows = select(tables.outbound.c.claim, tables.outbound.c.status).order_by(tables.outbound.c.position)
    sent = await store.database.read(lambda c: c.execute(rows).all())
    assert [status for _, status in sent] == ["sent"] * 3
    assert sent[0].claim.startswith("in")


async def test_who_costs_much_keeps_nobody_waiting(store: Store) -> None:
    """Of a conversation whose messages take long one is answered at a time, and what is answered goes out before the rest."""
    spent, seen = [0.0], list[str]()

    def dear(state: State, inbound: Inbound, ctx: Context) -> Step:
        assert isinstance(inbound, TextReceived)
        seen.append(inbound.text)
        spent[0] += 1 if inbound.text.startswith("dear") else 0
        return echo(state, inbound, ctx)

    bot, turns = Bot(store), CountingTurns(store, names("in").__next__)
    turns.committed = []
    conduct = replace(bot.engine.conduct, step=dear, stopwatch=lambda: spent[0])
    bot.engine = Engine(turns, store.signals, store.clock, conduct, Pace(poll_seconds=0.05, rest_seconds=0.01))
    await bot.hears("dear 1", "dear 2", "dear 3")
    await bot.hears("cheap 1", "cheap 2", conversation="web:main:b")
    await bot.engine.once()
    assert (seen, turns.committed) == (["dear 1", "cheap 1", "cheap 2"], [1, 1])
    await bot.works()
    assert bot.said() == ["re: dear 1", "re: dear 2", "re: dear 3"]
