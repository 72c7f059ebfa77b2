"""From a reply's intent to what a channel can show: options down the ladder, markup down to plain, long texts in parts. Pure.

The ladder of options is buttons, then a list, then numbered lines in the text. Nothing is lost on the way: every option stays
reachable by its number, and whatever cannot be expressed is named in `Outgoing.dropped`.
"""

import html
import re

from domain.capabilities import Capabilities, Markup, TextUnit
from domain.model import Option, Reply
from domain.ports import Outgoing

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BREAKS = ("\n\n", "\n", ". ", "، ", " ")
_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"
# One segment of an SMS holds 70 UTF-16 units, each of several 67 (GSM 03.38 / 3GPP TS 23.040).
_SEGMENT, _SEGMENT_OF_MANY = 70, 67
_GSM_SEGMENT, _GSM_SEGMENT_OF_MANY = 160, 153
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_ESCAPED = frozenset("^{}\\[~]|€\f")


def render(reply: Reply, capabilities: Capabilities) -> tuple[Outgoing, ...]:
    """Give the messages, in order, that say this reply within the channel's limits; the last one carries the options."""
    buttons, rows, lines = _ladder(reply.options, capabilities)
    body = "\n\n".join(part for part in (reply.text.strip(), lines) if part)
    if not capabilities.decoration:
        body = _BIDI.sub("", body)
    parts = split(_marked(body, capabilities.markup), capabilities.max_text, capabilities.text_unit)
    heads = tuple(Outgoing(part, markup=capabilities.markup) for part in parts[:-1])
    return (*heads, Outgoing(parts[-1], buttons, rows, capabilities.markup))


def numbered(options: tuple[Option, ...]) -> str:
    """Write options as lines that begin with their number."""
    return "\n".join(f"{number}. {option.label}" for number, option in enumerate(options, 1))


def length(text: str, unit: TextUnit) -> int:
    """Count a text in the channel's unit."""
    match unit:
        case TextUnit.CODE_POINTS:
            return len(text)
        case TextUnit.UTF16:
            return len(text.encode("utf-16-le")) // 2


def segments(text: str) -> int:
    """Count the SMS segments that a text takes: GSM-7 where every letter allows it, UCS-2 otherwise."""
    if all(letter in _GSM or letter in _GSM_ESCAPED for letter in text):
        units = sum(2 if letter in _GSM_ESCAPED else 1 for letter in text)
        one, of_many = _GSM_SEGMENT, _GSM_SEGMENT_OF_MANY
    else:
        units, one, of_many = length(text, TextUnit.UTF16), _SEGMENT, _SEGMENT_OF_MANY
    return 1 if units <= one else -(-units // of_many)


def split(text: str, limit: int, unit: TextUnit = TextUnit.CODE_POINTS) -> tuple[str, ...]:
    """Cut a text into parts within the limit: at a paragraph, line, sentence or word, never inside a mark or an isolate."""
    parts = []
    while length(text, unit) > limit:
        cut = _cut(text, limit, unit)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return (*parts, text)


def _ladder(options: tuple[Option, ...], capabilities: Capabilities) -> tuple[tuple[Option, ...], tuple[Option, ...], str]:
    """Give (buttons, list rows, numbered lines) for the options; at most one of the first two is filled."""
    text = numbered(options) if capabilities.numbered else ""
    if _fit(options, capabilities.max_buttons, capabilities.button_length):
        return options, (), text
    if _fit(options, capabilities.max_list_rows, capabilities.list_row_length):
        return (), options, text
    return (), (), numbered(options)


def _fit(options: tuple[Option, ...], most: int, longest: int) -> bool:
    return 0 < len(options) <= most and all(len(option.label) <= longest for option in options)


def _marked(text: str, markup: Markup) -> str:
    match markup:
        case Markup.STARS:
            return text
        case Markup.PLAIN:
            return _BOLD.sub(r"\1", text)
        case Markup.WHATSAPP:
            return _BOLD.sub(r"*\1*", text)
        case Markup.HTML:
            return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))


def _cut(text: str, limit: int, unit: TextUnit) -> int:
    room = limit
    while length(text[:room], unit) > limit:
        room -= 1
    for mark in _BREAKS:
        at = text.rfind(mark, limit // 3, room)
        while at > 0 and not _whole(text[:at]):
            at = text.rfind(mark, limit // 3, at)
        if at > 0:
            return at + len(mark.rstrip()) if mark.strip() else at
    return room


def _whole(head: str) -> bool:
    """Say whether no tag, bold mark or isolate is left open at the end of the text."""
    isolates = sum((letter in _OPEN) - (letter in _CLOSE) for letter in head)
    return isolates == 0 and head.count("<b>") == head.count("</b>") and head.count("**") % 2 == 0
