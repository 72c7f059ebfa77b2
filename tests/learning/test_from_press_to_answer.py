"""The product as it is composed: members press, a training follows, and the same words are answered at once."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from bot import app, store
from bot.knowledge import brain, retraining
from bot.process import Process, Role
from desk.access import passwords
from domain.model import Language
from tests.learning import school as small
from tests.learning.school import WORDS

PASSWORD = "مفتاح باب المكتب 7"
CSRF = re.compile(r'name="csrf" value="(\w+)"')
FEES = "رسوم العضوية"
HABIT = "اختار العضو هذا الجواب مرتين"


@dataclass
class Member:
    """Somebody at the chat page."""

    site: httpx.AsyncClient
    token: str = ""
    written: int = 0
    seen: int = 0

    async def says(self, text: str) -> dict[str, Any]:
        """Write; give the answer."""
        return await self._post(text=text)

    async def chooses(self, line: dict[str, Any], label: str) -> dict[str, Any]:
        """Press an option of a line; give the answer."""
        return await self._post(option=next(one["id"] for one in line["options"] if one["label"] == label))

    async def _post(self, **fields: str) -> dict[str, Any]:
        if not self.token:
            self.token = (await self.site.post("/chat/conversations")).json()["token"]
        self.written += 1
        sent = await self.site.post("/chat/messages", json={"id": f"message-{self.written}", **fields}, headers=self._headers)
        assert sent.is_success, sent.text
        async with asyncio.timeout(20):
            while len(lines := await self._lines()) == self.seen:  # noqa: ASYNC110 - the page has no event for it
                await asyncio.sleep(0.05)
        self.seen = len(lines)
        return dict(lines[-1])

    async def _lines(self) -> list[dict[str, Any]]:
        answer = await self.site.get("/chat/lines", headers=self._headers)
        return [line for line in answer.json()["lines"] if line["speaker"] != "member"]

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@dataclass
class Opened:
    """The product, and a browser for it."""

    process: Process
    site: httpx.AsyncClient
    officer: httpx.AsyncClient
    csrf: str = field(default="")

    async def train(self) -> None:
        """Train as the background does, and take the model up."""
        made = await retraining.retrain(self.process.settings, self.process.storage.school, self.process.storage.clock)
        assert made.live
        assert await self.process.mind.follow()

    async def sign_in(self) -> None:
        """Sign an officer in."""
        officers = self.process.storage.officers
        await officers.add("salim", "", "سالم", {Language.ARABIC: "سالم"}, "supervisor")
        found = await officers.by_username("salim")
        assert found is not None
        await officers.set_password(found[0].id, passwords.hash_password(PASSWORD), must_change=False)
        token = CSRF.findall((await self.officer.get("/desk/sign-in")).text)[0]
        fields = {"csrf": token, "username": "salim", "password": PASSWORD}
        await self.officer.post("/desk/sign-in", data=fields, follow_redirects=True)

    async def page(self, address: str) -> str:
        """Read a page of the desk."""
        answer = await self.officer.get(address, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        self.csrf = CSRF.findall(answer.text)[0]
        return answer.text

    async def file_of(self, member: Member) -> str:
        """Let a member ask for an officer, and read what the officer sees."""
        await member.says("موظف")
        *_, (ref,) = await _rows(self, "SELECT ref FROM ticket ORDER BY opened_at")
        return await self.page(f"/desk/tickets/{ref}")

    async def post(self, address: str, **fields: str) -> str:
        """Press a button of the desk; give the page that follows."""
        answer = await self.officer.post(address, data={"csrf": self.csrf, **fields}, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.text


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Opened]:
    """Serve the small knowledge on loopback until the block ends."""
    settings = small.settings(folder)
    storage = store.open_storage(settings)
    await store.upgraded(storage)
    process = app.build(settings, storage, brain.load(settings))
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(process.asgi, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    async with process.working(Role.ALL), httpx.AsyncClient(base_url=url) as site, httpx.AsyncClient(base_url=url) as desk:
        serving = asyncio.create_task(server.serve([door]))
        yield Opened(process, site, desk)
        server.should_exit = True
        await serving


async def test_what_two_members_picked_is_answered_at_once_and_the_desk_shows_why(tmp_path: Path) -> None:
    """Before, the words are asked about; a member who picks twice is answered at once himself; a second one teaches all."""
    async with opened(tmp_path) as product:
        for number in range(2):
            member = Member(product.site)
            asked = await member.says(WORDS)
            labels = [option["label"] for option in asked["options"]]
            assert FEES in labels, labels
            assert f"جواب {FEES}" in (await member.chooses(asked, FEES))["text"]
            if number == 0:
                await member.chooses(await member.says(WORDS), FEES)
                await product.train()
                assert f"جواب {FEES}" in (await member.says(WORDS))["text"]
                assert "options" in await Member(product.site).says(WORDS)
                await product.sign_in()
                assert HABIT in await product.file_of(member)
        await product.train()
        third = Member(product.site)
        assert f"جواب {FEES}" in (await third.says(WORDS))["text"]
        page = await product.file_of(third)
        assert WORDS in page
        assert "متعلَّم من الاستعمال" in page
        assert HABIT not in page
        learnt = await product.page("/desk/knowledge/learnt")
        assert "أعضاء: 2" in learnt
        assert '<details class="why"' in learnt
        assert "<h4" not in learnt, "what each vote rests on stands right below the page's sections"


async def test_an_officers_press_teaches_and_his_removal_takes_it_back(tmp_path: Path) -> None:
    """One press beside the conversation is enough; the page of lessons names him, and has a button to remove it."""
    async with opened(tmp_path) as product:
        member = Member(product.site)
        await member.says(WORDS)
        await member.says("موظف")
        await product.sign_in()
        (ref,) = [row[0] for row in await _rows(product, "SELECT ref FROM ticket")]
        page = await product.page(f"/desk/tickets/{ref}")
        (question,) = re.findall(r'name="question" value="(\d+)"', page)
        page = await product.post("/desk/knowledge/teach", question=question, entry="fees", back=f"/desk/tickets/{ref}")
        assert f"سالم: جوابه «{FEES}»" in page
        officer = (await product.process.storage.officers.all())[0].id
        found = await product.page(f"/desk/knowledge/learnt?question={question}&q=الرسوم")
        assert 'value="fees"' in found
        await product.train()
        assert f"جواب {FEES}" in (await Member(product.site).says(WORDS))["text"]
        page = await product.page("/desk/knowledge/learnt")
        (lesson,) = re.findall(r'name="lesson" value="(\d+)"', page)
        assert "أُزيلت" in await product.post("/desk/knowledge/remove", lesson=lesson)
        trail = [(deed.act, deed.subject, deed.detail) for deed in await product.process.storage.audit.deeds(officer)]
        assert ("unlearnt", f"lesson:{lesson}", "") in trail
        assert [(act, detail) for act, _, detail in trail if act == "taught"] == [("taught", "fees")]
        await product.train()
        assert f"جواب {FEES}" not in (await Member(product.site).says(WORDS))["text"]


async def _rows(product: Opened, sql: str) -> list[tuple[Any, ...]]:
    return await product.process.storage.database.read(lambda c: [tuple(row) for row in c.exec_driver_sql(sql)])
