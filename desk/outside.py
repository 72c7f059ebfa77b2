"""The officers' rooms outside the desk, as far as the desk leads to them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from domain.model import Language, TicketRef
from domain.roomports import Links


@dataclass(frozen=True, slots=True)
class Outside:
    """Where officers work beside the desk."""

    links: Links | None
    """Officers' accounts outside, by which they work in a room; None: there is no room."""
    topic: Callable[[TicketRef], Awaitable[str]]
    """Gives the address of a ticket's topic; empty where it has none."""
    rooms: Mapping[str, Mapping[Language, str]]
    """The departments that have a room of their own, by the id of its place."""
