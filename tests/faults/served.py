"""The whole product as a process that can be killed: serves every channel, and dies while it thinks about the first message.

Arguments: the server's URL, its data folder, the API bases of Telegram and Twilio, and `dies` or `lives`.
"""

import asyncio
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from bot import serving
from bot.process import Role
from faq.decision import Asked, Thread
from tests.acceptance.office import KNOWN, configured

_ACKNOWLEDGED_SECONDS = 0.5
"""By then the webhook is answered, for the message was stored before its turn began."""


def deadly(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
    """Kill this process in place of deciding."""
    del text, thread
    time.sleep(_ACKNOWLEDGED_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("dead")


if __name__ == "__main__":
    url, data, telegram_api, twilio_api, point = sys.argv[1:]
    known = replace(KNOWN, decide=deadly) if point == "dies" else KNOWN
    settings = configured(url, Path(data), telegram_api, twilio_api, "webhook")
    asyncio.run(serving.run(settings, Role.ALL, known, serving.bind(settings)))
