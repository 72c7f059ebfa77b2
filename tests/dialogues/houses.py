"""The houses that dialogues play in: the small one, and Mujib's own knowledge with the real matcher, as served."""

import fcntl
from dataclasses import replace
from datetime import timedelta
from functools import cache

from bot import association
from bot.config import Settings
from bot.knowledge import brain
from domain import quiet
from domain.model import Language
from handlers.context import House, Outreach
from tests.dialogues import script
from tests.dialogues.acts import NAMES
from tests.handlers.house import CALENDAR, HOUSE

_SERVICE = quiet.MessageClass.SERVICE
OUTREACH = Outreach(
    sending=quiet.calendar(quiet.SendingHours(), CALENDAR, _SERVICE),
    papers=(timedelta(days=3), timedelta(days=7)),
    form=(timedelta(days=1), timedelta(days=4)),
    rating_reminder=timedelta(days=2),
)
"""As the configuration has it by default."""
_SERVED = Settings()
"""As the environment has it: with the encoder or without, and where the trained model is kept."""


def house_of(header: dict[str, str]) -> House:
    """Give the house that a transcript's header asks for."""
    chosen = HOUSE if header["knowledge"] == "small" else _packaged()
    delay = script.length(f"+{header['rating']}") if "rating" in header else timedelta(0)
    outreach = OUTREACH if header.get("reminders") == "yes" else Outreach()
    outreach = replace(outreach, numberless=lambda _: header.get("numbers") == "hidden")
    titles = {officer: dict.fromkeys(Language, name) for officer, name in NAMES.items()}
    return replace(chosen, rating_delay=delay, outreach=outreach, titles=titles, brief=lambda _: header.get("brief") == "yes")


@cache
def _packaged() -> House:
    """Give what a server knows: trained on once, which takes a minute or two, and kept in the data folder.

    Another process that wants it meanwhile waits until it is there.
    """
    folder = _SERVED.server.data
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "dialogues.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        knows = brain.load(_SERVED)
    return House(knows.library, knows.decide, association.facts(_SERVED), CALENDAR)
