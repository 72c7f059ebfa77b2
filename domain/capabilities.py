"""What a channel can do, as data. Renderers, the planner and the sender read it; handlers never do."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

TALKING: Final = timedelta(hours=24)
"""A member who wrote from a one-way country within this time has shown that he can, and is answered like anybody."""


class TextUnit(StrEnum):
    """How a channel counts the length of a text."""

    CODE_POINTS = "code_points"
    UTF16 = "utf16"
    """As SMS does; segments of 70, or 67 in a longer text."""


class Markup(StrEnum):
    """How a channel marks bold words and links."""

    PLAIN = "plain"
    HTML = "html"
    WHATSAPP = "whatsapp"
    STARS = "stars"
    """As replies are written: `**bold**`, for a page that makes it bold itself."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The limits and abilities of one channel. Lengths are in `text_unit`; zero means that the thing does not exist there."""

    max_text: int
    text_unit: TextUnit = TextUnit.CODE_POINTS
    markup: Markup = Markup.PLAIN
    max_buttons: int = 0
    button_length: int = 0
    numbered: bool = False
    """True: options are numbered in the text even when they are buttons, since members may type the number."""
    max_list_rows: int = 0
    list_row_length: int = 0
    inbound: bool = True
    """False: a one-way notice channel; no text may ask for an answer."""
    attachments_in: bool = False
    pictures_out: int = 0
    """Bytes of the largest picture that the channel shows to the member as one; what it does not show goes as a link."""
    documents_out: int = 0
    """Bytes of the largest file of another type."""
    document_types: frozenset[str] | None = None
    """Those types; None: any."""
    caption: int = 0
    """Longest text below a picture."""
    captioned: bool = False
    """True: documents too may have a text."""
    fetches: bool = False
    """True: the provider fetches files from us itself, so that only those with a public address can go."""
    copies: int = 0
    """Longest text that a button can copy for the member."""
    shares_number: bool = False
    """True: a button can share the member's own telephone number."""
    typing: bool = False
    read_receipts: bool = False
    window: timedelta | None = None
    """How long after the member's last message free text is allowed; None: always."""
    one_way: frozenset[str] = frozenset()
    """Countries (ISO 3166) whose members are reached but cannot write back."""
    proven_identity: bool = False
    """True: the provider vouches for who the sender is (a phone number or account)."""
    decoration: bool = True
    """False: no marks, dashes or bidi controls; numbers stand alone on their lines."""
    segmented: bool = False
    """True: a text is charged by its SMS segments, not as one message; what is said there is said briefly."""
    traced: bool = False
    """True: the provider can be asked afterwards whether it took a message."""
    tells_leaving: bool = False
    """True: it says when a request of its leaves (`channels.leaving`); else all that it was given may have left."""
    idempotent: bool = False
    """True: sending the same message twice under its key is harmless, as where members fetch messages themselves."""
