"""Officers who work from a Telegram group, one topic a ticket, through the product as it is composed and served."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot import pacing
from bot.clock import SystemClock
from bot.room_clerk import hashed
from bot.room_mirror import Mirror
from domain.model import Language, OfficerId
from storage.officer_links import Links
from tests.acceptance import office
from tests.acceptance.phones import BySms, OnTelegram, OnWhatsApp, Phone
from tests.peers import telegram

SALIM, NOURA, STRANGER = 811, 812, 813


@dataclass(slots=True)
class Room:
    """The group, and those in it."""

    running: office.Office

    @property
    def peer(self) -> telegram.Telegram:
        """The Telegram on loopback."""
        return self.running.telegram

    async def officer(self, person: int, name: str, *, link: bool = True) -> OfficerId:
        """Give somebody an account at the desk, and prove his own by a word from there."""
        storage = self.running.app.storage
        titles = {Language.ARABIC: f"الأستاذ {name}", Language.ENGLISH: name}
        made = await storage.officers.add(f"officer{person}", "x", name, titles)
        if link:
            word = f"desk-{person}"
            await Links(storage.store).offer(hashed(word), made, SystemClock().now() + timedelta(minutes=10))
            await self.deliver(self.peer.say(person, f"/start {word}"))
            await self.until(lambda: any("رُبط" in text for text in self.peer.texts(person)))
        return made

    async def deliver(self, update: Mapping[str, Any]) -> None:
        """Bring an update, where Telegram posts them."""
        if self.peer.webhook:
            assert await self.peer.deliver(update) == 200

    async def writes(self, topic: int, person: int, text: str, **more: object) -> None:
        """Write into a topic."""
        await self.deliver(self.peer.in_topic(topic, person, text=text, **more))

    async def topic(self) -> int:
        """Give the newest topic, once its card is there."""
        await self.until(lambda: bool(self.peer.topics) and bool(self.peer.said_in(max(self.peer.topics))))
        return max(self.peer.topics)

    async def told(self, topic: int, words: str) -> str:
        """Wait for words in a topic, and give the message."""
        await self.until(lambda: any(words in text for text in self.peer.said_in(topic)))
        return next(text for text in self.peer.said_in(topic) if words in text)

    async def until(self, happened: Callable[[], bool | Awaitable[bool]]) -> None:
        """Wait for something."""
        async with asyncio.timeout(20):
            while not (found := happened()) or (not isinstance(found, bool) and not await found):  # noqa: ASYNC110
                await asyncio.sleep(0.02)


@asynccontextmanager
async def room(tmp_path: Path, mode: office.Mode = "polling") -> AsyncIterator[Room]:
    """Run the product with the group, which need not keep Telegram's pace."""
    async with office.opened(tmp_path, mode, telegram.GROUP) as running:
        for part in running.app.parts:
            if part.name == "room.mirror":
                cast("Mirror", part.run.__self__).schedule = pacing.Schedule({})  # type: ignore[attr-defined]
        yield Room(running)


@pytest.mark.parametrize(("member", "mode"), [(OnTelegram, "webhook"), (OnWhatsApp, "polling"), (BySms, "polling")])
async def test_an_officer_serves_a_member_from_the_group(member: type[Phone], mode: office.Mode, tmp_path: Path) -> None:
    """Topic, take-over by the first words, a note, the member's words, resolution, rating; closed, and open again."""
    async with room(tmp_path, mode) as here:
        await here.officer(SALIM, "سالم")
        phone = member(here.running)
        assert "مجيب" in await phone.says("السلام عليكم")
        opened = await phone.says("أقدر أعترض؟ هويتي 1045678901")
        found = re.search(r"T\d+-\d", opened)
        assert found
        topic = await here.topic()
        assert here.peer.topics[topic].startswith(f"{found[0]} استفسار: ")
        card = here.peer.said_in(topic)[0]
        assert "لماذا هنا: " in card
        assert f"/desk/tickets/{found[0].replace('-', '')}" in card
        assert "أقدر أعترض" in card
        assert "1045678901" not in "".join(here.peer.said_in(topic)) + here.peer.topics[topic]

        await here.writes(topic, SALIM, "// يحتاج مراجعة الملف")
        await here.writes(topic, SALIM, "وعليكم السلام، راجعت <طلبك> & وصل.")
        assert "الأستاذ سالم" in await phone.answer()
        assert "راجعت <طلبك> & وصل." in await phone.answer()
        await here.told(topic, "لدى: سالم")
        await phone.write("وهل يلزمني حضور؟")
        await here.told(topic, "العضو: وهل يلزمني حضور؟")
        await here.deliver(here.peer.press_in_topic(SALIM, "حُلّت"))
        assert "كيف تقيّم" in await phone.answer()
        await here.until(lambda: topic in here.peer.closed)
        notes = await here.running.rows("SELECT value FROM ticket_event WHERE kind = 'note' AND officer IS NOT NULL")
        assert notes == [("يحتاج مراجعة الملف",)]
        said = "\n".join(here.peer.said_in(topic))
        assert "راجعت" not in said, "his own words stand there already"
        assert "يحتاج مراجعة" not in "\n".join(await phone.shown())
        assert "أُعيد فتح" in await phone.says("لم تُحل")
        await here.until(lambda: topic not in here.peer.closed)
        assert len(here.peer.topics) == 1
        assert len(await phone.shown()) == phone.seen, "nothing was said twice"


async def test_who_is_not_linked_cannot_act(tmp_path: Path) -> None:
    """Neither strangers nor who hides behind the group, nor an officer whose account was closed: and each is told why."""
    async with room(tmp_path) as here:
        salim = await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        await here.writes(topic, STRANGER, "مرحبا")
        await here.told(topic, "غير مربوط")
        await here.writes(topic, SALIM, "مرحبا", sender_chat={"id": telegram.GROUP, "type": "supergroup", "title": "x"})
        await here.told(topic, "باسم المجموعة")
        await here.running.app.storage.officers.set_active(salim, active=False)
        seen = len(here.peer.said_in(topic))
        await here.writes(topic, SALIM, "مرحبا")
        await here.until(lambda: len(here.peer.said_in(topic)) > seen)
        await here.deliver(here.peer.say(STRANGER, "/start desk-guess"))
        await here.until(lambda: bool(here.peer.texts(STRANGER)))
        assert "غير صحيحة" in here.peer.texts(STRANGER)[0]
        assert not await here.running.rows("SELECT 1 FROM inbound WHERE origin = 'room'")
        assert len(await phone.shown()) == phone.seen


async def test_two_officers_at_once_are_one_voice(tmp_path: Path) -> None:
    """Who was quicker has the conversation; the other's words do not reach the member, and he is told."""
    async with room(tmp_path) as here:
        for person, name in ((SALIM, "سالم"), (NOURA, "نورة")):
            await here.officer(person, name)
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        here.peer.in_topic(topic, SALIM, text="من سالم")
        here.peer.in_topic(topic, NOURA, text="من نورة")
        await here.told(topic, "لدى: ")
        assert "الأستاذ" in await phone.answer()
        first = await phone.answer()
        await here.writes(topic, NOURA if "من سالم" in first else SALIM, "وأنا أيضاً")
        await here.told(topic, "لم تُنفَّذ: المحادثة لدى")
        await here.writes(topic, NOURA, "/help")
        await here.told(topic, "من كتب أولًا")
        assert len(await phone.shown()) == phone.seen
        owners = await here.running.rows("SELECT count(DISTINCT officer) FROM ticket WHERE officer IS NOT NULL")
        assert owners == [(1,)]


async def test_what_cannot_be_done_from_here_is_said(tmp_path: Path) -> None:
    """Files, changes of what was written, unknown commands, deeds on what one has not taken."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        for content, words in (
            ({"text": "/resolve"}, "تولَّ المحادثة أولًا"),
            ({"text": "/fly"}, "أمر غير معروف"),
            ({"photo": [{"file_id": "f"}]}, "لم يُرسل الملف"),
            ({"text": "كلمة " * 2000}, "أطول من"),
        ):
            here.peer.in_topic(topic, SALIM, **content)
            await here.told(topic, words)
        written = here.peer.in_topic(topic, SALIM, text="// x")["message"]
        here.peer.update(edited_message={**written, "text": "y", "edit_date": 1795339803})
        await here.told(topic, "تعديل رسالتك")
        await here.writes(topic, SALIM, "/take")
        assert "معك الآن" in await phone.answer()
        await here.told(topic, "لدى: سالم")
        await here.writes(topic, SALIM, "/back")
        await phone.answer()
        await here.told(topic, "لم يتولّها أحد")


async def test_a_topic_that_was_deleted_or_closed_by_hand_comes_back(tmp_path: Path) -> None:
    """A deleted one is made anew with its card at the next word; one that a stranger closes is opened again."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        here.peer.in_topic(topic, STRANGER, forum_topic_closed={})
        await here.told(topic, "غير مربوط")
        await here.until(lambda: topic not in here.peer.closed)
        await here.writes(topic, SALIM, "تفضل")
        await phone.answer()
        await phone.answer()
        await here.told(topic, "لدى: سالم")
        del here.peer.topics[topic]
        await phone.write("شكراً لكم")
        again = await here.topic()
        await here.told(again, "شكراً لكم")
        assert "لدى: سالم" in here.peer.said_in(again)[0]
        here.peer.in_topic(again, SALIM, forum_topic_closed={})
        assert "كيف تقيّم" in await phone.answer(), "to close a topic is to say that the matter is settled"


async def test_words_that_do_not_reach_the_member_are_told(tmp_path: Path) -> None:
    """The officer reads in the topic that his words did not arrive, and why."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        here.running.twilio.stopped.add("whatsapp:+966501234567")
        await here.writes(topic, SALIM, "تفضل")
        await here.told(topic, "الأستاذ سالم: تفضل\nلم تصل: ")


async def test_a_group_out_of_order_stops_nobody(tmp_path: Path) -> None:
    """Too fast, no rights, no topics: members are served all the same, and the topic comes when it can."""
    async with room(tmp_path) as here:
        for part in here.running.app.parts:
            if part.name == "room.mirror":
                cast("Mirror", part.run.__self__).rest = timedelta(seconds=0.1)  # type: ignore[attr-defined]
        here.peer.fail("createForumTopic", telegram.flood(1), telegram.BROKEN)
        phone = OnWhatsApp(here.running)
        assert re.search(r"T\d+-\d", await phone.says("أقدر أعترض؟"))
        assert await here.topic()
        assert len(here.peer.called("createForumTopic")) == 3
