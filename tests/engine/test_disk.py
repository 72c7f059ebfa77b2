"""A disk that fills is told of while there is room to say so."""

from bot.disk import Disk
from domain.troubles import Kind
from storage import files
from storage.office.troubles import Troubles
from storage.store import Store


async def test_a_disk_without_room_is_told_until_there_is_some(store: Store) -> None:
    """From where members' files are kept no more; once, until it is mended."""
    free, troubles = [files.RESERVE], Troubles(store)
    disk = Disk(lambda: free[0], troubles)
    seen = []
    for free[0] in (files.RESERVE, files.RESERVE - 1, 0, files.RESERVE):
        await disk.look()
        seen.append([one.kind for one in await troubles.now()])
    assert seen == [[], [Kind.NO_ROOM], [Kind.NO_ROOM], []]
