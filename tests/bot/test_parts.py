import asyncio

from bot.parts import Part, Place, ended, kept, led
from tests.engine.parts import until


class Work:
    """A part that counts its beginnings and ends, and may fail."""

    def __init__(self, failures: int = 0) -> None:
        """Fail that often."""
        self.begun = self.over = 0
        self._failures = failures

    async def run(self) -> None:
        """Work until cancelled."""
        self.begun += 1
        if self.begun <= self._failures:
            raise KeyError("a bug")
        try:
            await asyncio.Event().wait()
        finally:
            self.over += 1


async def test_a_part_that_fails_is_started_again() -> None:
    """And a part that ends by itself is left alone."""
    work = Work(failures=2)
    task = asyncio.create_task(kept(Part("work", Place.DOOR, work.run), rest=0.0))
    await until(lambda: work.begun == 3)
    await ended([task])
    assert work.over == 1

    async def short() -> None:
        pass

    await kept(Part("short", Place.DOOR, short))


async def test_a_part_of_the_leader_runs_while_this_process_leads() -> None:
    """It ends with the lead, begins again with it, and ends with the process."""
    work, leading = Work(), [False]
    task = asyncio.create_task(led(Part("work", Place.LEADER, work.run), lambda: leading[0]))
    await asyncio.sleep(0.1)
    assert work.begun == 0
    leading[0] = True
    await until(lambda: work.begun == 1)
    leading[0] = False
    await until(lambda: work.over == 1)
    leading[0] = True
    await until(lambda: work.begun == 2)
    await ended([task])
    assert work.over == 2
