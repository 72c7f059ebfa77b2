"""`mujib duties`: looks at the regulation of duties and powers, and at who holds its posts."""

from bot import duties, store
from bot.config import Settings
from bot.knowledge import brain
from domain.accountports import THE_SERVER, Officer
from domain.duties import Regulation
from domain.errors import BadInput
from domain.model import Language, PostId
from faq import library


def regulation(settings: Settings) -> Regulation:
    """Read and check the regulation. Raises `ConfigError` with file, line and key of each fault."""
    return duties.of(settings, library.load(brain.source(settings)))


async def check(settings: Settings) -> str:
    """Check the regulation, and give a line for each post with who holds it. Raises `ConfigError` or `StorageError`."""
    known = regulation(settings)
    storage = store.open_storage(settings)
    await store.upgraded(storage)
    try:
        officers = await storage.officers.all()
    finally:
        await storage.close()
    return "\n".join(_line(known, post, officers) for post in known.posts)


async def give(settings: Settings, username: str, post: str) -> str:
    """Give an officer a post. Raises `BadInput` for an officer or a post that is not there."""
    known = regulation(settings)
    if post not in known.posts:
        raise BadInput(f"there is no post {post!r}; there are {', '.join(known.posts)}")
    storage = store.open_storage(settings)
    await store.upgraded(storage)
    try:
        found = await storage.officers.by_username(username)
        if found is None:
            raise BadInput(f"there is no officer {username!r}")
        await storage.officers.set_post(found[0].id, PostId(post), THE_SERVER)
    finally:
        await storage.close()
    return f"{username}: {post}"


def _line(known: Regulation, post: PostId, officers: tuple[Officer, ...]) -> str:
    holders = ", ".join(officer.username for officer in officers if officer.post == post and officer.active)
    return f"{post}\t{known.posts[post].title[Language.ARABIC]}\t{holders or '(nobody holds it)'}"
