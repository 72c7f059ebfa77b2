"""What is done in the officers' group, as `domain.roomports.Said`. Pure; whoever is not to be heard gives nothing."""

from typing import Any

from channels.telegram.fields import number_of, table, text_of
from domain.roomports import Doing, Said

_CLOSED, _REOPENED = "forum_topic_closed", "forum_topic_reopened"
_SERVICE = ("forum_topic_", "general_forum_topic_", "new_chat_", "left_chat_", "pinned_message", "delete_chat_photo")


def read(message: dict[str, Any], number: str, *, edited: bool) -> tuple[Said, ...]:
    """Read a message of the group. Only those of a topic count: replies elsewhere carry a thread, too."""
    sender = table(message, "from")
    if message.get("is_topic_message") is not True or (sender.get("is_bot") is True and not message.get("sender_chat")):
        return ()
    doing, words = _done(message, edited=edited)
    if doing is None:
        return ()
    # who hides behind the group's name cannot be told from others
    account = "" if message.get("sender_chat") else _account(sender)
    return (Said(number, account, str(number_of(message, "message_thread_id")), doing, words),)


def pressed(query: dict[str, Any], option: str, number: str) -> tuple[Said, ...]:
    """Read a press on something of ours in the group."""
    topic = number_of(table(query, "message"), "message_thread_id")
    return (Said(number, _account(table(query, "from")), str(topic), Doing.PRESS, option),) if topic else ()


def _account(sender: dict[str, Any]) -> str:
    person = number_of(sender, "id")
    return f"telegram:{person}" if person else ""


def _done(message: dict[str, Any], *, edited: bool) -> tuple[Doing | None, str]:
    if _CLOSED in message:
        return Doing.CLOSE, ""
    if _REOPENED in message:
        return Doing.REOPEN, ""
    if any(str(key).startswith(_SERVICE) for key in message):
        return None, ""
    text = text_of(message, "text")
    if edited:
        return Doing.EDIT, text
    return (Doing.WORDS, text) if text else (Doing.FILE, text_of(message, "caption"))
