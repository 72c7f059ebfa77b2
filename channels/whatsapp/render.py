"""A reply as WhatsApp shows it: one message wherever it fits, with buttons or a list, and always numbered lines. Pure.

Free-form replies are billed one by one since October 2026, so a text that leaves no room for buttons goes without them rather
than as two messages; the numbers in it still work.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from channels import enclosing, profiles, text
from channels.whatsapp.texts import MORE
from domain.capabilities import Capabilities, TextUnit
from domain.channelports import Outgoing
from domain.model import Option, Reply

CAPABILITIES: Final[Capabilities] = profiles.WHATSAPP
"""Error 21617 is said to count letters outside GSM-7 as more than one, so lengths are taken in UTF-16 units."""
MOST_WITH_OPTIONS: Final = 1024
"""Of a text that carries buttons or a list."""
MORE_ID: Final = "more:"
"""`more:9` asks for the options behind the ninth."""
# a marker that would begin bold, italic, struck or fixed-width text; the second of two stars is our own markup
_MARKER = re.compile(r"(?<![\w*/:.=&?%#-])([*_~`])(?![*\s])")
_BREAKER = "\\1\u200b"


@lru_cache(maxsize=1000)
def render(reply: Reply) -> tuple[Outgoing, ...]:
    """Give the messages, in order."""
    messages = enclosing.render(replace(reply, text=_MARKER.sub(_BREAKER, reply.text)), CAPABILITIES)
    last = messages[-1]
    if not reply.options or reply.numbers_only:
        return messages
    if text.length(last.text, TextUnit.UTF16) > MOST_WITH_OPTIONS:
        return (*messages[:-1], replace(last, buttons=(), rows=()))
    if not last.buttons and not last.rows:
        last = replace(last, rows=_page(reply))
    return (*messages[:-1], last)


def _page(reply: Reply) -> tuple[Option, ...]:
    """Give a list's first page with a row that leads on; none where a label is too long for a row."""
    most, longest = CAPABILITIES.max_list_rows, CAPABILITIES.list_row_length
    if len(reply.options) <= most or any(len(option.label) > longest for option in reply.options):
        return ()
    return (*reply.options[: most - 1], Option(f"{MORE_ID}{most - 1}", MORE[reply.language]))
