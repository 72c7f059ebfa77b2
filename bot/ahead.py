"""What was claimed for the engine of this process as it was stored, before it looked. Reads nothing and answers nothing."""

from collections.abc import Sequence

from domain.turnports import Arrived


class Ahead:
    """Conversations that were quiet until a message came; a message that comes behind it goes along."""

    def __init__(self, lanes: int, messages: int) -> None:
        """Hold up to so many conversations, with up to so many messages each. Takes none until it is `open`."""
        self.open = False
        self._most, self._messages = lanes, messages
        self._lanes: dict[str, list[Arrived]] = {}

    def room(self) -> int:
        """Tell how many conversations may be claimed now."""
        return self._most - len(self._lanes) if self.open else 0

    def take(self, claim: str, arrived: Sequence[Arrived]) -> None:
        """Take what was claimed under this name, and what came behind a message that is here still; the rest waits its turn."""
        for one in arrived:
            if one.claim == claim:
                self._lanes[one.conversation] = [one]
                continue
            before = self._lanes.get(one.conversation)
            if before and before[0].claim == one.claim and len(before) < self._messages:
                before.append(one)

    def taken(self) -> list[Arrived]:
        """Give all that is here, each conversation's in order, and forget it."""
        lanes, self._lanes = self._lanes, {}
        return [one for lane in lanes.values() for one in lane]
