"""From a reply's intent to what a channel can show: options down the ladder, markup down to plain, long texts in parts. Pure.

The ladder of options is buttons, then a list, then numbered lines in the text. Nothing is lost on the way: every option stays
reachable by its number, and whatever cannot be expressed is named in `Outgoing.dropped`.
"""

import html
import re
import unicodedata
from dataclasses import replace
from typing import Final

from domain import choice
from domain.capabilities import Capabilities, Markup, TextUnit
from domain.channelports import Outgoing
from domain.errors import BadInput
from domain.model import Option, Reply

MAX_TEXT: Final = 8000
"""Code points of one message that a member may send, on any channel."""
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_TAGS = re.compile(r"</?b>")
_WHATSAPP_BOLD = re.compile(r"\*([^*\n\u200b]+)\*")
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_OWN_NUMBER = re.compile(r"\d{1,2}(?!\w)")
_BREAKS = ("\n\n", "\n", ". ", "؟ ", "، ", " ")
_TRIES: Final = 40
"""Places of each kind at which a cut is tried: each is looked at with all before it."""
# numbers whose parts Arabic words around them would put in reverse: a sign before, or hyphens or spaces between their digits
_PARTED = re.compile(
    r"[\u2066-\u2068][^\u2069\n]{0,200}+\u2069|(?<![\w+#/:.=&?%@-])"
    r"([+#]\d(?:[\d ()-]*\d)?|\d{2,4}(?: \d{3,4})+|\d[\d:]*(?:-\d[\d:]*)+)"
    r"(?![\w/])"
)
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_STRONG, _ARABIC = frozenset({"L", "R", "AL"}), frozenset({"R", "AL"})
_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"
# what must not be cut through: a tag, a character reference, a pair of stars
_TOKEN = re.compile(r"</?b>|&(?:amp|lt|gt);|\*\*")
_LONGEST_TOKEN = 5
# One segment of an SMS holds 70 UTF-16 units, each of several 67 (GSM 03.38 / 3GPP TS 23.040).
_SEGMENT, _SEGMENT_OF_MANY = 70, 67
_GSM_SEGMENT, _GSM_SEGMENT_OF_MANY = 160, 153
_GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_ESCAPED = "^{}\\[~]|€\f"
_ALL_GSM, _ESCAPED = (
    re.compile(f"[{re.escape(letters)}]{mark}") for letters, mark in ((_GSM + _GSM_ESCAPED, "*"), (_GSM_ESCAPED, ""))
)
_PAIRS = re.compile("[\U00010000-\U0010ffff]")
"""Letters of which UTF-16 makes pairs."""


def received(text: str) -> str:
    """Give a member's words without control characters.

    Raises `BadInput`: `too_long`, or `empty` where there is nothing to be seen.
    """
    if len(text) > MAX_TEXT:
        raise BadInput("too_long")
    # lone surrogates are legal in JSON but in no encoding
    words = _CONTROL.sub("", text.replace("\r\n", "\n").encode("utf-8", "replace").decode())
    if all(unicodedata.category(letter)[0] in "ZC" for letter in words):
        raise BadInput("empty")
    return words


def render(reply: Reply, capabilities: Capabilities) -> tuple[Outgoing, ...]:
    """Give the messages, in order, that say this reply within the channel's limits; the last one carries the options."""
    buttons, rows, lines = ((), (), numbered(reply.options)) if reply.numbers_only else _ladder(reply.options, capabilities)
    body = "\n\n".join(part for part in (reply.text.strip(), lines) if part)
    body = isolated(body) if capabilities.decoration else _BIDI.sub("", body)
    parts = split(_marked(body, capabilities.markup), capabilities.max_text, capabilities.text_unit)
    heads = tuple(Outgoing(part, markup=capabilities.markup) for part in parts[:-1])
    copied = reply.copied if len(reply.copied) <= capabilities.copies else ""
    last = Outgoing(parts[-1], buttons, rows, capabilities.markup, copied=copied)
    if capabilities.shares_number:
        last = replace(last, share=reply.share, share_over=reply.share_over)
    return (*heads, last)


def numbered(options: tuple[Option, ...]) -> str:
    """Write options as lines that begin with the number by which `domain.choice` knows them."""
    pairs = zip(options, choice.numbers(options), strict=True)
    return "\n".join(
        option.label if _OWN_NUMBER.match(option.label) else f"{number}. {option.label}" for option, number in pairs
    )


def isolated(text: str) -> str:
    """Keep numbers of several parts in their order within Arabic words: `+966 12 555 0000`, `2026-00153`, `#1532`.

    Without it they are shown with their parts reversed (UAX 9, rule W2), as another number. After a Latin letter they are not.
    """
    arabic, kept, at, strong = _ARABIC_LETTER.search(text) is not None, list[str](), 0, ""
    for found in _PARTED.finditer(text):
        strong = _side(text[at : found.start()], strong)
        turned = found[1] and (strong in _ARABIC or (not strong and arabic))
        kept += (text[at : found.start()], f"\u2066{found[0]}\u2069" if turned else found[0])
        strong, at = _side(found[0], strong), found.end()
    return "".join((*kept, text[at:]))


def _side(text: str, before: str) -> str:
    """Give the side of a line's last letter that has one, at the end of a text behind what was `before` on its first line."""
    line = text[text.rfind("\n") + 1 :]
    strong = next((side for letter in reversed(line) if (side := unicodedata.bidirectional(letter)) in _STRONG), "")
    return strong or ("" if "\n" in text else before)


def seen(message: Outgoing) -> str:
    """Give a message as its reader sees it, for a page of ours: bold in stars again, what can be pressed in brackets below."""
    words = message.text
    if message.markup is Markup.HTML:
        words = html.unescape(_TAGS.sub("**", words))
    elif message.markup is Markup.WHATSAPP:
        words = _WHATSAPP_BOLD.sub(r"**\1**", words)
    labels = (message.share, *(option.label for option in (*message.buttons, *message.rows)))
    pressed = " ".join(f"[{label}]" for label in labels if label)
    return f"{words}\n\n{pressed}" if pressed else words


def length(text: str, unit: TextUnit) -> int:
    """Count a text in the channel's unit."""
    match unit:
        case TextUnit.CODE_POINTS:
            return len(text)
        case TextUnit.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2


def segments(text: str) -> int:
    """Count the SMS segments that a text takes: GSM-7 where every letter allows it, UCS-2 otherwise.

    No segment ends within a letter that takes two units (an escape of GSM-7, a surrogate pair of UTF-16).
    """
    gsm = _ALL_GSM.fullmatch(text) is not None
    wide = (_ESCAPED if gsm else _PAIRS).findall(text)
    one, of_many = (_GSM_SEGMENT, _GSM_SEGMENT_OF_MANY) if gsm else (_SEGMENT, _SEGMENT_OF_MANY)
    if len(text) + len(wide) <= one:
        return 1
    if not wide:
        return -(-len(text) // of_many)
    two = frozenset(wide)
    return _filled([2 if letter in two else 1 for letter in text], of_many)


def split(text: str, limit: int, unit: TextUnit = TextUnit.CODE_POINTS) -> tuple[str, ...]:
    """Cut a text into parts within the limit: at a paragraph, line, sentence or word, never inside a mark or an isolate.

    A stretch without any such place is cut where it must be. Only white space at the cuts is left out.
    """
    parts = []
    while length(text, unit) > limit:
        cut = _cut(text, limit, unit)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return tuple(part for part in (*parts, text) if part) or ("",)


def _filled(units: list[int], room: int) -> int:
    count, used = 1, 0
    for size in units:
        if used + size > room:
            count, used = count + 1, 0
        used += size
    return count


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
    room = _room(text, limit, unit)
    for mark in _BREAKS:
        at = room
        for _ in range(_TRIES):
            at = text.rfind(mark, limit // 3, at)
            if at <= 0 or _whole(text[:at]):
                break
        if at > 0 and _whole(text[:at]):
            return at + len(mark.rstrip())
    return next((at for at in range(room, max(room - _LONGEST_TOKEN, 0), -1) if not _through(text, at)), room)


def _room(text: str, limit: int, unit: TextUnit) -> int:
    """Count the letters at the beginning of the text that fit; at least one, so that cutting comes to an end."""
    room = min(limit, len(text))
    while room > 1 and length(text[:room], unit) > limit:
        room -= 1
    return room


def _whole(head: str) -> bool:
    """Say whether no tag, bold mark or isolate is left open at the end of the text."""
    isolates = sum((letter in _OPEN) - (letter in _CLOSE) for letter in head)
    return isolates == 0 and head.count("<b>") == head.count("</b>") and head.count("**") % 2 == 0


def _through(text: str, at: int) -> bool:
    """Say whether a cut at this place would go through a tag, a character reference or a pair of stars."""
    start = max(at - _LONGEST_TOKEN, 0)
    return any(start + found.start() < at < start + found.end() for found in _TOKEN.finditer(text[start : at + _LONGEST_TOKEN]))
