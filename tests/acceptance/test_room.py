"""Officers who work from a Telegram group, one topic a ticket, through the product as it is composed and served."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import aiohttp
import pytest

from bot import pacing, reception
from bot.clock import SystemClock
from bot.rooms.mirror import Mirror
from bot.rooms.place import RoomPlace
from channels.telegram.forum import Forum
from channels.telegram.telegram import Options, Telegram
from domain import reference
from domain.accountports import THE_SERVER
from domain.dossier import StillOpen
from domain.inbound import Envelope
from domain.model import BY_HAND, ConversationId, DepartmentId, Language, OfficerId, TicketRef
from domain.officeracts import ContactLogged, OfficerReassigned, OfficerSetDepartment
from domain.roomports import hashed
from domain.troubles import Kind
from storage.office.officer_links import Links
from tests.acceptance import office
from tests.acceptance.phones import CHAT, BySms, OnTelegram, OnWhatsApp, Phone
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
async def room(
    tmp_path: Path, mode: office.Mode = "polling", *, manages: bool = True, groups: Mapping[str, int] = MappingProxyType({})
) -> AsyncIterator[Room]:
    """Run the product with the group, which need not keep Telegram's pace."""
    async with office.opened(tmp_path, mode, telegram.GROUP, manages=manages, groups=groups) as running:
        for part in running.app.parts:
            if part.name == "room.mirror":
                cast("Mirror", part.run.__self__).pen.schedule = pacing.Schedule({})  # type: ignore[attr-defined]
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
        assert re.match(rf"{found[0]} (\S.* · )?استفسار: ", here.peer.topics[topic])
        card = here.peer.said_in(topic)[0]
        assert "لماذا هنا: " in card
        assert f"/desk/tickets/{found[0].replace('-', '')}" in card
        assert "أقدر أعترض" in here.peer.topics[topic]
        assert "أقدر أعترض" not in card, "it stands whole in the message below"
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
        late = here.peer.in_topic(topic, NOURA if "من سالم" in first else SALIM, text="وأنا أيضاً")
        await here.told(topic, "لم تُنفَّذ: المحادثة لدى")
        (call,) = [call for call in here.peer.called("sendMessage") if "لم تُنفَّذ" in call["text"]]
        answered = json.loads(call["reply_parameters"])
        assert answered["message_id"] == late["message"]["message_id"], "of several officers, who wrote it is told"
        await here.writes(topic, NOURA, "/help")
        await here.told(topic, "من كتب أولًا")
        assert len(await phone.shown()) == phone.seen
        owners = await here.running.rows("SELECT count(DISTINCT officer) FROM ticket WHERE officer IS NOT NULL")
        assert owners == [(1,)]


async def test_what_cannot_be_done_from_here_is_said(tmp_path: Path) -> None:
    """Changes of what was written, unknown commands, deeds on what one has not taken."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        for content, words in (
            ({"text": "/resolve"}, "تولَّ المحادثة أولًا"),
            ({"text": "/fly"}, "أمر غير معروف"),
            ({"text": "\u200b \u200f"}, "لا كلام فيها"),
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


async def test_words_in_the_topic_of_a_contact_are_not_lost_without_a_word(tmp_path: Path) -> None:
    """No channel leads to whom an officer only spoke with: the card says so, and whoever writes reads that nothing was sent."""
    async with room(tmp_path) as here:
        salim = await here.officer(SALIM, "سالم")
        logged = ContactLogged(salim, "سأل عن القسط", "اتصل")
        contact = Envelope(ConversationId(f"{BY_HAND}main:1"), "1", "desk", logged, SystemClock().now())
        await here.running.app.storage.inbox.accept([contact])
        topic = await here.topic()
        card = await here.told(topic, "لا قناة إلى صاحبها")
        assert "ما تكتبه أو ترسله هنا يصل إلى العضو" not in card
        await here.writes(topic, SALIM, "كلمته وأخبرته")
        await here.told(topic, "لم يُرسل شيء")
        with pytest.raises(AssertionError):
            here.peer.press_in_topic(SALIM, "إعادة إلى المساعد")
        here.peer.press_in_topic(SALIM, "حُلّت")
        await here.told(topic, "المرحلة: حُلّت")


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
        assert "تفضل" in "\n".join(here.peer.said_in(again)), "it was written in the topic that is gone"
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


async def test_words_that_may_not_have_reached_the_member_are_told(tmp_path: Path) -> None:
    """Nobody says that they did not arrive, for perhaps they did; where to send them again is said."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = OnTelegram(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        here.peer.unanswering.add(str(CHAT))
        await here.writes(topic, SALIM, "تفضل")
        await here.told(topic, "الأستاذ سالم: تفضل\nلا نعلم هل وصلت، ولك أن تعيد إرسالها من المكتب: انقطع الاتصال")


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


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "05000105270d0a2db40000000049454e44ae426082"
)


def forum(running: office.Office, group: int) -> Forum:
    """Give the room of another process, configured with this group."""
    storage = running.app.storage
    options = Options(telegram.TOKEN, "", {}, api_base="http://127.0.0.1:9/bot", officers_group=group)
    (found,) = Telegram(options, storage.inbox, storage.clock).forums
    return found


async def test_rights_that_are_lost_are_told_at_the_desk_at_once(tmp_path: Path) -> None:
    """By Telegram's own word, before anything failed; gone as they are given back."""
    async with room(tmp_path) as here:
        troubles = here.running.app.storage.troubles

        async def wrong() -> list[tuple[str, str]]:
            return [(one.kind.value, one.about) for one in await troubles.now()]

        async def now(expected: list[tuple[str, str]]) -> None:
            async def so() -> bool:
                return await wrong() == expected

            await here.until(so)

        # it has looked by itself as it introduces itself there
        await here.until(lambda: str(telegram.GROUP) in str(here.peer.called("setMyCommands")))
        rights = {"can_manage_topics": True, "can_delete_messages": True}
        await now([])
        await here.deliver(here.peer.place_bot("member"))
        await now([("room", "no_right")])
        await here.deliver(here.peer.place_bot("kicked"))
        await now([("room", "not_there")])
        await here.deliver(here.peer.place_bot("administrator", can_manage_topics=True))
        await now([("room", "no_delete")])
        await here.deliver(here.peer.place_bot("administrator", **rights))
        await now([])


async def test_officers_are_told_privately_what_the_desk_alerts_them_of(tmp_path: Path) -> None:
    """Each his own, once; who is not linked reads it at the desk, and nothing is told of what was there before."""
    async with room(tmp_path) as here:
        storage = here.running.app.storage
        salim = await here.officer(SALIM, "سالم")
        nobody = await here.officer(NOURA, "نورة", link=False)
        phone = OnWhatsApp(here.running)
        opened = await phone.says("أقدر أعترض؟")
        await here.topic()
        (ref,) = reference.find(opened)
        given = OfficerReassigned(ref, nobody, salim, "الأستاذ سالم")
        file = await storage.tickets.file(ref)
        assert file is not None
        await storage.inbox.accept([Envelope(file.card.conversation, "given", "desk", given, SystemClock().now())])
        await here.until(lambda: any("أُسندت إليك" in text for text in here.peer.texts(SALIM)))
        (told,) = [text for text in here.peer.texts(SALIM) if "أُسندت" in text]
        assert reference.written(ref) in told
        assert f"/desk/tickets/{ref}" in told
        assert not here.peer.texts(NOURA)


async def test_the_topics_come_as_soon_as_the_right_is_given_back(tmp_path: Path) -> None:
    """Somebody in danger does not wait for the end of a rest."""
    async with room(tmp_path) as here:
        here.peer.manages = False
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        await here.until(lambda: bool(here.peer.called("createForumTopic")))
        assert not here.peer.topics
        here.peer.manages = True
        await here.deliver(here.peer.place_bot("administrator", can_manage_topics=True, can_delete_messages=True))
        await here.topic()


async def test_rights_that_are_missing_at_the_start_are_told(tmp_path: Path) -> None:
    """Asked of Telegram as the bot connects, with no ticket and no command."""
    async with room(tmp_path, manages=False) as here:
        troubles = here.running.app.storage.troubles

        async def told() -> bool:
            return [(one.kind.value, one.about) for one in await troubles.now()] == [("room", "no_right")]

        await here.until(told)


async def test_a_topics_new_name_is_the_tickets_subject(tmp_path: Path) -> None:
    """By who may change it; the reference comes back in front. A new subject from the desk renames the topic."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        found = re.search(r"T\d+-\d", await phone.says("أقدر أعترض؟"))
        assert found
        topic = await here.topic()
        named = here.peer.topics[topic]
        await here.deliver(here.peer.rename_topic(topic, STRANGER, "x"))
        await here.told(topic, "غير مربوط")
        await here.writes(topic, SALIM, "/take")
        await here.told(topic, "لدى: سالم")
        await here.until(lambda: here.peer.topics[topic] == named)
        await here.deliver(here.peer.rename_topic(topic, SALIM, f"{found[0]} اعتراض على قرار اللجنة"))
        await here.until(lambda: here.peer.topics[topic] == f"{named.rpartition(': ')[0]}: اعتراض على قرار اللجنة")
        assert await here.running.rows("SELECT subject FROM ticket") == [("اعتراض على قرار اللجنة",)]
        assert named != here.peer.topics[topic]


async def test_a_group_that_moved_is_followed_by_itself(tmp_path: Path) -> None:
    """By Telegram's word, or by the first call that fails; a restart goes on there, and the desk says the new id."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        moved = here.peer.migrate(-1009999999999)
        await here.deliver(moved)
        await here.writes(topic, SALIM, "تفضل")
        await phone.answer()
        assert "تفضل" in await phone.answer()
        await here.until(lambda: any(call["chat_id"] == "-1009999999999" for call in here.peer.called("editMessageText")))
        storage = here.running.app.storage
        (told,) = await storage.troubles.now()
        assert (told.kind, told.about) == (Kind.ROOM_MOVED, "-1009999999999")
        again = forum(here.running, telegram.GROUP)
        await RoomPlace(again, storage.troubles).follow()
        assert again.place == "-1009999999999"
        other = forum(here.running, -1009999999999)
        await RoomPlace(other, storage.troubles).follow()
        assert await storage.troubles.now() == ()


async def test_a_call_that_finds_the_group_moved_is_made_again_there(tmp_path: Path) -> None:
    """Where no update told it."""
    async with room(tmp_path) as here:
        here.peer.moved[telegram.GROUP] = here.peer.group = -1009999999999
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        assert await here.topic()


async def test_what_a_member_sends_is_shown_in_the_topic(tmp_path: Path) -> None:
    """On Telegram copied, thirty megabytes too; from WhatsApp sent as it was fetched. Captions say the ticket, no more."""
    async with room(tmp_path) as here:
        phone = OnTelegram(here.running)
        found = re.search(r"T\d+-\d", await phone.says("أقدر أعترض؟"))
        assert found
        topic = await here.topic()
        big = {"file_id": "big", "file_name": "عقد.pdf", "mime_type": "application/pdf", "file_size": 30 * 1024 * 1024}
        here.peer.files["big"] = bytes(20 * 1024 * 1024 + 1)
        sent = here.peer.update(message=here.peer.message(CHAT, document=big, caption="هويتي 1045678901"))
        await here.until(lambda: bool(here.peer.copied))
        assert here.peer.copied == [(CHAT, sent["message"]["message_id"], topic, found[0])]
        storage, telegram_ = here.running.app.storage, here.running.app.providers[0]
        (ref,) = reference.find(found[0])
        link = await reception.topics(storage, telegram_.rooms)(ref)
        assert link == f"https://t.me/c/{str(telegram.GROUP).removeprefix('-100')}/{topic}"

        async def refused() -> bool:
            file = await storage.tickets.file(ref)
            lines = await storage.transcript.lines(file.card.conversation, internal=True) if file else ()
            return any(line.reason == "Telegram gives programs no file above 20 MB" for line in lines)

        await here.until(refused)

        other = OnWhatsApp(here.running)
        await other.says("أقدر أعترض؟")
        await here.until(lambda: len(here.peer.topics) == 2)
        second = await here.topic()
        message = here.running.twilio.attach("whatsapp:+966501234567", "image/png", PNG)
        form = here.running.twilio.form(
            message, MediaUrl0=here.running.twilio.media_url(message), MediaContentType0="image/png", MessageType="image"
        )
        assert await here.running.twilio.post(here.running.twilio.webhook, form) == 200
        await here.until(lambda: bool(here.peer.taken))
        (call,) = here.peer.called("sendPhoto")
        assert (call["chat_id"], call["message_thread_id"]) == (str(telegram.GROUP), str(second))
        assert here.peer.taken[0][2] == PNG


def photo(name: str, **more: object) -> dict[str, object]:
    """Give what a message with a picture holds."""
    return {"photo": [{"file_id": name, "file_unique_id": name, "width": 1, "height": 1, "file_size": len(PNG)}], **more}


@pytest.mark.parametrize("mode", ["webhook", "polling"])
async def test_what_an_officer_sends_in_the_topic_reaches_the_member(mode: office.Mode, tmp_path: Path) -> None:
    """A picture takes the conversation over as words do, an album is not refused, and a voice message goes as a file."""
    async with room(tmp_path, mode) as here:
        await here.officer(SALIM, "سالم")
        phone = OnTelegram(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        here.peer.files |= {"one": PNG, "two": PNG, "voice": b"OggS" + bytes(40)}
        for number, content in enumerate(
            (photo("one", media_group_id="7", caption="هذا إيصالك"), photo("two", media_group_id="7"))
        ):
            await here.deliver(here.peer.in_topic(topic, SALIM, **content))
            assert "معك الآن" in await phone.answer() if number == 0 else True
        voice = {"file_id": "voice", "file_unique_id": "v", "duration": 1, "mime_type": "audio/ogg"}
        await here.deliver(here.peer.in_topic(topic, SALIM, voice=voice))
        assert "هذا إيصالك" in await phone.answer()
        for _ in range(2):
            await phone.answer()
        assert [(kind, content) for kind, _, content in here.peer.taken] == [
            ("photo", PNG),
            ("photo", PNG),
            ("document", here.peer.files["voice"]),
        ]
        assert re.fullmatch(r"T\d+-\d\.png", here.peer.taken[0][1]), "pictures come without a name"
        await here.told(topic, "لدى: سالم")
        assert not [text for text in here.peer.said_in(topic) if "لم يُرسل" in text or "إيصالك" in text]


async def test_a_file_that_an_officer_sends_goes_by_sms_as_an_address(tmp_path: Path) -> None:
    """As from the desk: whoever has the address gets the file."""
    async with room(tmp_path) as here:
        await here.officer(SALIM, "سالم")
        phone = BySms(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        here.peer.files["one"] = PNG
        here.peer.in_topic(topic, SALIM, **photo("one"))
        assert "معك الآن" in await phone.answer()
        address = re.search(r"http://\S+/files/(\w{40})", await phone.answer())
        assert address
        async with aiohttp.ClientSession() as session, session.get(address[0]) as answer:
            assert await answer.read() == PNG


async def test_a_file_that_must_not_or_cannot_go_stays_in_the_topic(tmp_path: Path) -> None:
    """Below a note, with its whole album; of a kind or size that is not taken; what Telegram withholds; a colleague's."""
    async with room(tmp_path) as here:
        for person, name in ((SALIM, "سالم"), (NOURA, "نورة")):
            await here.officer(person, name)
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        here.peer.files |= {"one": PNG, "odd": b"#!/bin/sh"}
        here.peer.in_topic(topic, SALIM, **photo("one", media_group_id="9", caption="// هويته، لا تُرسل"))
        here.peer.in_topic(topic, SALIM, **photo("one", media_group_id="9"))
        await here.told(topic, "بقي الملف هنا")
        await here.told(topic, "لم يتولّها أحد")
        big = {"file_id": "one", "file_unique_id": "b", "file_size": 11 * 1024 * 1024}
        for content, words in (
            ({"document": {"file_id": "odd", "file_unique_id": "o", "file_name": "x.sh"}}, "هذا النوع"),
            ({"document": big}, "أكبر مما يُقبل"),
            ({"document": {"file_id": "gone", "file_unique_id": "g"}}, "لا يسلّم تيليجرام"),
            ({"location": {"latitude": 21.4, "longitude": 39.8}}, "لا يُرسل من هنا"),
        ):
            here.peer.in_topic(topic, SALIM, **content)
            await here.told(topic, words)
        here.peer.fail("getFile", telegram.BROKEN)
        here.peer.in_topic(topic, SALIM, **photo("one"))
        await here.told(topic, "تعذّر أخذه الآن")
        await here.writes(topic, NOURA, "/take")
        assert "نورة" in await phone.answer()
        await here.told(topic, "لدى: نورة")
        here.peer.in_topic(topic, SALIM, **photo("one"))
        await here.told(topic, "لم تُنفَّذ: المحادثة لدى نورة")
        notes = await here.running.rows("SELECT value FROM ticket_event WHERE kind = 'note' AND officer IS NOT NULL")
        assert notes == [("هويته، لا تُرسل",)]
        assert len(await phone.shown()) == phone.seen, "nothing reached the member"


async def test_the_topics_of_an_erased_member_are_deleted(tmp_path: Path) -> None:
    """With all that was said in them; without the right the desk says what is missing, and they go as it is given."""
    async with room(tmp_path) as here:
        for part in here.running.app.parts:
            if part.name == "room.mirror":
                cast("Mirror", part.run.__self__).rest = timedelta(seconds=0.1)  # type: ignore[attr-defined]
        await here.officer(SALIM, "سالم")
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        topic = await here.topic()
        await here.writes(topic, SALIM, "/take")
        await here.told(topic, "لدى: سالم")
        await here.writes(topic, SALIM, "/resolve")
        await here.until(lambda: topic in here.peer.closed)

        async def erased() -> bool:
            try:
                await here.running.app.storage.dossiers.erase(phone.conversation, THE_SERVER)
            except StillOpen:
                return False
            return True

        await here.until(erased)
        await here.until(lambda: topic not in here.peer.topics)
        assert here.peer.said_in(topic) == []

        async def gone() -> bool:
            return await here.running.rows("SELECT * FROM room_topic") == []

        await here.until(gone)


FINANCE = -1002222222222


async def test_departments_have_groups_of_their_own(tmp_path: Path) -> None:
    """A ticket moves with its department: pointer and closed topic here, a topic with its story there, and back again."""
    async with room(tmp_path, groups={"finance": FINANCE}) as here:
        salim = await here.officer(SALIM, "سالم")
        app, there = here.running.app, {"id": FINANCE, "type": "supergroup", "title": "x", "is_forum": True}
        phone = OnWhatsApp(here.running)
        await phone.says("أقدر أعترض؟")
        first = await here.topic()
        await here.writes(first, SALIM, "راجعت طلبك")
        assert "معك الآن" in await phone.answer()
        assert "راجعت طلبك" in await phone.answer()
        await here.told(first, "لدى: سالم")
        ((ref, conversation),) = await here.running.rows("SELECT ref, conversation FROM ticket")

        async def goes_to(department: str) -> None:
            moves = OfficerSetDepartment(TicketRef(ref), salim, DepartmentId(department))
            await app.storage.inbox.accept(
                [Envelope(ConversationId(conversation), department, "desk", moves, SystemClock().now())]
            )

        await goes_to("finance")
        await here.told(first, "انتقلت هذه المعاملة إلى «")
        await here.until(lambda: first in here.peer.closed and max(here.peer.topics) > first)
        second = await here.topic()
        assert {call["chat_id"] for call in here.peer.called("createForumTopic")} == {str(telegram.GROUP), str(FINANCE)}
        await here.told(second, "راجعت طلبك")
        await here.deliver(here.peer.in_topic(second, SALIM, text="معكم الإدارة المالية", chat=there))
        while "معكم الإدارة المالية" not in await phone.answer():  # he is told first that another department has it
            pass
        await goes_to("member_relations")
        await here.told(second, "انتقلت هذه المعاملة إلى «")
        await here.until(lambda: second in here.peer.closed and first not in here.peer.closed)
        await here.told(first, "معكم الإدارة المالية")
        assert len(here.peer.topics) == 2, "it goes on in the topic that it had"
