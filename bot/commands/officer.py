"""`mujib officer`: accounts of the desk, made and mended by whoever runs the server."""

import re
import secrets

from bot import store
from bot.config import Settings
from desk.access import passwords
from domain.accountports import THE_SERVER
from domain.errors import BadInput
from domain.model import Language
from storage.office.accounts import Accounts

_USERNAME = re.compile(r"[a-z0-9._-]{2,40}")


async def add(settings: Settings, username: str, name: str, role: str) -> str:
    """Make an account and give what to tell the officer. Raises `BadInput` for a name that is taken or malformed."""
    if not _USERNAME.fullmatch(username):
        raise BadInput("a username is 2 to 40 of a-z 0-9 . _ -")
    storage = await store.opened(settings)
    try:
        password = passwords.one_time_password(secrets.choice)
        title = dict.fromkeys(Language, name)
        made = await storage.officers.add(username, passwords.hash_password(password), name, title, role)
        await storage.audit.record(THE_SERVER, "invited", str(made), role)
    finally:
        await storage.close()
    return f"{username}: one-time password {password}"


async def listed(settings: Settings) -> str:
    """List the accounts, one a line."""
    storage = await store.opened(settings)
    try:
        officers = await storage.officers.all()
    finally:
        await storage.close()
    return "\n".join(f"{one.username}\t{one.role}\t{'' if one.active else 'closed '}{one.name}" for one in officers)


async def new_password(settings: Settings, username: str) -> str:
    """Give an account a one-time password; sign-in codes are enrolled anew. Raises `BadInput` for an unknown name."""
    storage = await store.opened(settings)
    try:
        found = await storage.officers.by_username(username)
        if found is None:
            raise BadInput(f"there is no officer {username!r}")
        password = passwords.one_time_password(secrets.choice)
        await Accounts(storage.store).reset(found[0].id, passwords.hash_password(password), THE_SERVER)
    finally:
        await storage.close()
    return f"{username}: one-time password {password}"
