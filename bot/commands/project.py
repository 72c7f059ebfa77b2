"""`mujib projects`: who belongs to which project, from a list of a spreadsheet."""

from pathlib import Path

from bot import store
from bot.config import Settings
from domain import enrolling
from domain.enrolling import Enrolled, Roll, Way
from domain.errors import BadInput
from storage.outreach.projects import Projects


def read(file: Path, project: str) -> Roll:
    """Read a list; `project` is that of lines which name none. Raises `BadInput` for a file that is no such list."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read as UTF-8 text: {error}") from error
    roll = enrolling.read(text, project)
    if not roll.named:
        raise BadInput(f"{file}: no line names a member by a mobile or ticket number, and a project")
    return roll


async def enrol(settings: Settings, roll: Roll, way: Way) -> str:
    """Do what a list says, and tell what came of it. Raises `StorageError`."""
    storage = store.open_storage(settings)
    await store.upgraded(storage)
    try:
        return _told(await Projects(storage.store).enrol(roll, way))
    finally:
        await storage.close()


async def listed(settings: Settings) -> str:
    """List the projects, one a line: name, members, and numbers from which nobody has written yet."""
    storage = store.open_storage(settings)
    await store.upgraded(storage)
    try:
        rosters = await Projects(storage.store).rosters()
    finally:
        await storage.close()
    return "\n".join(f"{one.project}\t{one.members}\t{one.awaited}" for one in rosters)


def _told(done: Enrolled) -> str:
    unread = f"; lines not understood: {', '.join(map(str, done.unread))}" if done.unread else ""
    return f"changed {done.changed}, as before {done.same}, not written yet {done.awaited}{unread}"
