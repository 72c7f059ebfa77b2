"""Words for members who cannot write back: whether they ask for something, and lead only where operators let them. Pure."""

import re
from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from channels import text
from domain.model import Language, Reply
from handlers.texts import notices

_URL = re.compile(r"(?:https?://|www\.)[^\s،؛]+")
_ASKS = re.compile(
    r"[?؟]|\b(?:reply|respond|answer|write|text|send)\b|(?:^|\s)[وف]?(?:أرسل|ارسل|اكتب|أجب|اختر|رد برقم|ردوا|راسل)",
    re.IGNORECASE,
)


def whole(reply: Reply) -> str:
    """Give a reply's words as they stand in a notice, with the address of the file that goes with them."""
    file = reply.attachment.words if reply.attachment else ""
    return bare("\n\n".join(part for part in (reply.text, file) if part.strip()))


def in_place(language: Language, association: str) -> tuple[str, ...]:
    """Give the lines that may stand for a reply, without the addresses to which they lead."""
    return tuple(line[language].format(association=association, link="") for line in (notices.UPDATE, notices.RATING))


def stands_alone(words: str, hosts: AbstractSet[str], most: int) -> bool:
    """Tell whether words ask for nothing, lead to registered hosts only, and take no more segments than `most`."""
    registered = all(is_registered(link, hosts) for link in _URL.findall(words))
    return registered and not _ASKS.search(_URL.sub("", words)) and text.segments(words) <= most


def is_registered(link: str, hosts: AbstractSet[str]) -> bool:
    """Tell whether operators know where a link leads."""
    url = link if "://" in link else f"https://{link}"
    return bool(link) and (urlsplit(url).hostname or "") in hosts


def bare(words: str) -> str:
    """Give words without marks, as they stand in a notice."""
    return words.replace("**", "").strip()
