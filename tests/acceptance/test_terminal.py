"""`mujib chat` at the composed product: what is typed, or comes through a pipe, is answered."""

import asyncio
import io
from pathlib import Path

import pytest

from bot.commands.chat import Session
from channels.terminal.channel import TerminalChannel
from tests.acceptance import office


async def test_a_line_through_a_pipe_is_answered_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The greeting comes at once, not when patience with it is over, and is not taken for the answer."""
    monkeypatch.setattr("sys.stdin", io.StringIO("متى الرد؟\n"))
    async with office.opened(tmp_path) as running:
        storage = running.app.storage
        async with asyncio.timeout(7):
            await Session(storage, TerminalChannel(storage.signals), "salim").run()
    greeting, answer = capsys.readouterr().out.split("\n\n", 1)
    assert "معك مجيب" in greeting
    assert "جواب reply." in answer
