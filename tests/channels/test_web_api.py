"""The chat's HTTP interface, over a real server on loopback."""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from channels.text import MAX_TEXT
from domain.ticketports import Speaker
from tests.channels.memory import MemoryStore, line
from tests.channels.serving import MAX_UPLOAD, Serving, application

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture
def client(server: Serving) -> Iterator[httpx.Client]:
    """Somebody who talks to the server."""
    with httpx.Client(base_url=server.url, timeout=10) as http:
        yield http


@pytest.fixture
def token(client: httpx.Client) -> dict[str, str]:
    """Give the header that opens a new conversation."""
    answer = client.post("/chat/conversations")
    assert answer.status_code == 201
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def said(client: httpx.Client, token: dict[str, str], after: str = "") -> list[str]:
    """List the conversation's words."""
    lines = client.get("/chat/lines", headers=token, params={"after": after}).json()["lines"]
    return [line["text"] for line in lines]


def test_a_message_posted_twice_is_one(client: httpx.Client, token: dict[str, str]) -> None:
    """The same id: taken both times, stored and answered once."""
    message = {"id": "abcdefgh", "text": "مرحبا"}
    answers = [client.post("/chat/messages", headers=token, json=message) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert [answer.json()["new"] for answer in answers] == [True, False]
    assert said(client, token) == ["مرحبا", "كتبت: مرحبا"]


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        (b"", 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        (b'{"id":"abcdefgh","text":"  "}', 400, "empty"),
        (json.dumps({"id": "abcdefgh", "text": "a" * (MAX_TEXT + 1)}).encode(), 413, "too_long"),
        (json.dumps({"id": "abcdefgh", "text": "a" * 100_000}).encode(), 413, "too_long"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_word(
    client: httpx.Client, token: dict[str, str], body: bytes, status: int, word: str
) -> None:
    """A word that the page can explain, and nothing is stored."""
    answer = client.post("/chat/messages", headers=token, content=body)
    assert (answer.status_code, answer.json()) == (status, {"error": word})
    assert said(client, token) == []


@pytest.mark.parametrize("path", ["/chat/lines", "/chat/events"])
def test_nobody_reads_without_the_token(client: httpx.Client, token: dict[str, str], path: str) -> None:
    """Neither without one, nor with one that was changed, nor with one in the address."""
    forged = {"Authorization": token["Authorization"][:-1] + ("0" if token["Authorization"][-1] != "0" else "1")}
    for headers in ({}, forged):
        answer = client.get(path, headers=headers, params={"token": token["Authorization"]})
        assert (answer.status_code, answer.json()) == (401, {"error": "not_verified"})


def test_nobody_writes_without_the_token(client: httpx.Client) -> None:
    """Neither words nor files."""
    assert client.post("/chat/messages", json={"id": "abcdefgh", "text": "a"}).status_code == 401
    assert client.post("/chat/attachments", files={"file": ("a.png", PNG)}, data={"id": "abcdefgh"}).status_code == 401


def test_a_full_disk_is_said(client: httpx.Client, token: dict[str, str], store: MemoryStore) -> None:
    """The member's page learns that it has to try again."""
    store.full = True
    answer = client.post("/chat/messages", headers=token, json={"id": "abcdefgh", "text": "a"})
    assert (answer.status_code, answer.json()) == (503, {"error": "unavailable"})


def upload(client: httpx.Client, token: dict[str, str], content: bytes, name: str = "a.png") -> httpx.Response:
    """Send a file."""
    return client.post("/chat/attachments", headers=token, files={"file": (name, content)}, data={"id": "abcdefgh"})


def test_a_file_is_taken_in(client: httpx.Client, token: dict[str, str], tmp_path: Path) -> None:
    """Kept under a random name, shown under its own without a folder, once, also on the disk."""
    assert [upload(client, token, PNG, "../../صورة.png").json()["new"] for _ in range(2)] == [True, False]
    first = client.get("/chat/lines", headers=token).json()["lines"][0]
    assert first["attachment"] == {"name": "صورة.png", "media": "image"}
    assert first["client_id"] == "abcdefgh"
    (kept,) = (tmp_path / "files").iterdir()
    assert (kept.name.isalnum(), kept.read_bytes()) == (True, PNG)


@pytest.mark.parametrize(
    ("content", "status", "word"),
    [
        (b"", 400, "empty"),
        (b"MZ\x90\x00 program", 415, "file_type"),
        (b"<svg onload='alert(1)'/>", 415, "file_type"),
        (PNG + b"\x00" * MAX_UPLOAD, 413, "too_long"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_word(
    client: httpx.Client, token: dict[str, str], content: bytes, status: int, word: str
) -> None:
    """By what it holds, whatever its name says."""
    answer = upload(client, token, content)
    assert (answer.status_code, answer.json()) == (status, {"error": word})
    assert said(client, token) == []


def test_a_file_of_undeclared_length_is_refused(client: httpx.Client, token: dict[str, str]) -> None:
    """It could be without an end."""

    def endless() -> Iterator[bytes]:
        yield b"--x\r\n"

    headers = {**token, "Content-Type": "multipart/form-data; boundary=x"}
    assert client.post("/chat/attachments", headers=headers, content=endless()).json() == {"error": "malformed"}


async def events(http: httpx.AsyncClient, headers: dict[str, str]) -> AsyncGenerator[tuple[str, Any], None]:
    """Give (event, data) as they arrive."""
    async with http.stream("GET", "/chat/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        name = ""
        async for row in stream.aiter_lines():
            if row.startswith("event: "):
                name = row.removeprefix("event: ")
            if row.startswith("data: "):
                yield name, json.loads(row.removeprefix("data: "))


async def test_a_stream_goes_on_where_the_last_one_ended(server: Serving, token: dict[str, str]) -> None:
    """First what was said, then that it has caught up, then what is said now; after a cursor, only what came later."""
    async with httpx.AsyncClient(base_url=server.url, timeout=10) as http:
        await http.post("/chat/messages", headers=token, json={"id": "abcdefgh", "text": "أول"})
        stream = events(http, token)
        first = [await anext(stream) for _ in range(3)]
        assert [name for name, _ in first] == ["line", "line", "ready"]
        await http.post("/chat/messages", headers=token, json={"id": "abcdefgi", "text": "ثانٍ"})
        live = [(await anext(stream))[1]["text"] for _ in range(2)]
        await stream.aclose()
        assert live == ["ثانٍ", "كتبت: ثانٍ"]
        stream = events(http, {**token, "Last-Event-ID": first[1][1]["cursor"]})
        assert [(await anext(stream))[1].get("text") for _ in range(3)] == ["ثانٍ", "كتبت: ثانٍ", None]
        await stream.aclose()


async def test_many_messages_at_once_are_all_taken_once(server: Serving, token: dict[str, str], store: MemoryStore) -> None:
    """Fifty posts of one member together, each twice."""
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as http:
        messages = [{"id": f"message-{number:02}", "text": f"رسالة {number}"} for number in range(50)] * 2
        answers = await asyncio.gather(*(http.post("/chat/messages", headers=token, json=one) for one in messages))
    assert sum(answer.json()["new"] for answer in answers) == 50
    (lines,) = store.conversations.values()
    assert len(lines) == 100


@pytest.mark.parametrize("cursor", ["x", "9" * 40])
def test_a_cursor_that_was_never_given_out_is_refused(client: httpx.Client, token: dict[str, str], cursor: str) -> None:
    """With a status, before a stream begins; the page then asks from the beginning."""
    for path, headers in (("/chat/events", {"Last-Event-ID": cursor}), (f"/chat/lines?after={cursor}", {})):
        answer = client.get(path, headers={**token, **headers})
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


def test_lines_carry_no_note(client: httpx.Client, token: dict[str, str], store: MemoryStore) -> None:
    """What officers write among themselves never leaves the server."""
    client.post("/chat/messages", headers=token, json={"id": "abcdefgh", "text": "a"})
    (conversation,) = store.conversations
    store.add(conversation, line(Speaker.NOTE, "سري"))
    assert "سري" not in said(client, token)


def test_it_works_below_a_prefix(store: MemoryStore, tmp_path: Path) -> None:
    """As behind a proxy that gives Mujib a folder of the site."""
    serving = Serving(application(store, tmp_path, prefix="/help"))
    serving.start()
    try:
        assert httpx.post(f"{serving.url}/help/chat/conversations").status_code == 201
        assert 'src="assets/' in httpx.get(f"{serving.url}/help/").text
    finally:
        serving.stop()


def test_a_form_that_is_none_is_refused_with_its_word(client: httpx.Client, token: dict[str, str]) -> None:
    """The page reads JSON, also where the form parser gives up."""
    for kind, body in (("multipart/form-data", b"x"), ("multipart/form-data; boundary=b", b"--b\r\nX: " + b"y" * 60_000)):
        answer = client.post("/chat/attachments", headers={**token, "content-type": kind}, content=body)
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


def test_who_sends_without_end_is_told_to_wait(store: MemoryStore, tmp_path: Path) -> None:
    """By what he says he sends: a file beyond his measure is not even read."""
    serving = Serving(application(store, tmp_path, messages=6))
    serving.start()
    try:
        with httpx.Client(base_url=serving.url) as http:
            headers = {"Authorization": f"Bearer {http.post('/chat/conversations').json()['token']}"}
            sent = [http.post("/chat/messages", headers=headers, json={"id": f"message-{n}", "text": "كم"}) for n in range(5)]
            assert [one.status_code for one in sent] == [202, 202, 202, 429, 429]
            assert sent[-1].json() == {"error": "too_many"}
            other = {"Authorization": f"Bearer {http.post('/chat/conversations').json()['token']}"}
            parts = {"file": ("a.png", PNG + b"0" * MAX_UPLOAD, "image/png")}
            answers = [http.post("/chat/attachments", headers=other, files=parts, data={"id": f"file-{n}-x"}) for n in range(6)]
            assert answers[-1].status_code == 429
    finally:
        serving.stop()
