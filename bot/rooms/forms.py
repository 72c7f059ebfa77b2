"""What a member entered into a form that he submitted since: it is read at the desk, not in the officers' room. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.model import HandoverReason
from domain.ticketports import Line, Speaker

_ASKING: Final = ("form:stop", "form:skip", "form:edit", "form:confirm")
"""How options begin that are offered only while a form is filled in."""


def entered(told: Sequence[Line]) -> frozenset[str]:
    """Give the ids of what was said from a form's first question until its ticket was opened.

    Where these lines begin within a form, the member's words before its next question belong to it.
    """
    return frozenset(line.id for form in _forms(told) for line in form if line.speaker in {Speaker.MEMBER, Speaker.BOT})


def _forms(told: Sequence[Line]) -> Iterator[Sequence[Line]]:
    begin = 0
    for place, line in enumerate(told):
        if line.status != "opened" or line.text != HandoverReason.FORM:
            continue
        first = next((one for one in range(begin, place) if _asks(told[one])), place)
        spoke = any(one.speaker is Speaker.BOT for one in told[begin:first])
        yield told[first if spoke else begin : place]
        begin = place


def _asks(line: Line) -> bool:
    return any(option.id.startswith(_ASKING) for option in line.options)
