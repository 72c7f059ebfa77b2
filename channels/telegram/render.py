"""How a reply looks at Telegram: HTML with everything escaped, options as a keyboard below the last message. Pure."""

import functools
import html
import re
from dataclasses import replace
from typing import Final

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from channels import enclosing, profiles
from channels.telegram.parse import DATA_VERSION
from domain.capabilities import Markup
from domain.channelports import Outgoing
from domain.model import Author, Option, Reply

_CAPABILITIES: Final = replace(profiles.TELEGRAM, markup=Markup.STARS)
_NO_BUTTONS: Final = replace(_CAPABILITIES, max_buttons=0)
_NO_KEYBOARD: Final = ReplyKeyboardRemove().to_json()
_MOST_DATA = 64
"""Bytes of a button's data."""
_ROW = 2
_SHORT = 18
"""Letters of a label that shares its row with another."""
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_TAG = re.compile(r"</?b>")
_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"
_ONCE: Final = ("rate:", "unsolved:", "form:", "edit:", "none")
"""Options that finish a step: once one is pressed the others are void. The rest may be pressed again at any time."""


@functools.lru_cache(maxsize=1000)
def render(reply: Reply) -> tuple[Outgoing, ...]:
    """Give the messages that say this reply; options that no button can carry are numbered in the text.

    So are those of a message that takes a keyboard away: Telegram does one thing a message.
    """
    fits = not reply.share_over and all(len(_data(option).encode()) <= _MOST_DATA for option in reply.options)
    parts = enclosing.render(_signed(reply), _CAPABILITIES if fits else _NO_BUTTONS)
    first, *others = (replace(part, text=_html(part.text), markup=Markup.HTML) for part in parts)
    return (replace(first, answers=reply.answers), *others)


def plain(message: Outgoing) -> Outgoing:
    """Give the message without its tags, for when Telegram cannot read them."""
    return replace(message, text=html.unescape(_TAG.sub("", message.text)), markup=Markup.PLAIN)


def markup(message: Outgoing) -> str | None:
    """Give what stands below a new message, as JSON; None for nothing.

    The button that shares a number exists only in place of the member's own keyboard, where any other writes its label.
    """
    if message.share:
        return _sharing(message.share, message.buttons)
    return _NO_KEYBOARD if message.share_over else keyboard(message.buttons, message.copied)


@functools.lru_cache(maxsize=1000)
def keyboard(buttons: tuple[Option, ...], copied: str = "") -> str | None:
    """Lay options out below their message as JSON; None for none. The same menus go out again and again.

    What can be `copied` has a button of its own, the last; Telegram marks it with its sign for copying.
    """
    rows = [[InlineKeyboardButton(option.label, callback_data=_data(option)) for option in row] for row in _rows(buttons)]
    if copied:
        rows.append([InlineKeyboardButton(copied, copy_text=CopyTextButton(copied))])
    return InlineKeyboardMarkup(rows).to_json() if rows else None


def _sharing(label: str, buttons: tuple[Option, ...]) -> str:
    rows = [[KeyboardButton(option.label) for option in row] for row in _rows(buttons)]
    own = [KeyboardButton(label, request_contact=True)]
    return ReplyKeyboardMarkup([own, *rows], resize_keyboard=True, one_time_keyboard=True).to_json()


def _rows(buttons: tuple[Option, ...]) -> list[list[Option]]:
    """Put at most two options into a row."""
    rows: list[list[Option]] = []
    for option in buttons:
        short = len(option.label) <= _SHORT
        if not (rows and short and len(rows[-1]) < _ROW and len(rows[-1][-1].label) <= _SHORT):
            rows.append([])
        rows[-1].append(option)
    return rows


def _data(option: Option) -> str:
    """Write what a button sends when it is pressed."""
    return f"{DATA_VERSION}{option.id}"


def finishes(option: str) -> bool:
    """Say whether pressing it closes the keyboard that it is on."""
    return option.startswith(_ONCE)


def _signed(reply: Reply) -> Reply:
    if reply.author is Author.OFFICER and reply.officer_name:
        # a title such as "the member-relations officer" begins a line here
        name = reply.officer_name[:1].upper() + reply.officer_name[1:]
        return replace(reply, text=f"**{name}**\n{reply.text}")
    return reply


def _html(part: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", html.escape(_closed(_whole(part)), quote=False))


def _whole(part: str) -> str:
    """Give a part without halves of surrogate pairs; the same object where it has none, for a reply's words are kept too."""
    try:
        part.encode()
    except UnicodeEncodeError:
        return part.encode("utf-8", "replace").decode()
    return part


def _closed(part: str) -> str:
    """Close what a cut left open: isolates do not reach into the next message."""
    left_open = sum(map(part.count, _OPEN)) - part.count(_CLOSE)
    return part + _CLOSE * max(left_open, 0)
