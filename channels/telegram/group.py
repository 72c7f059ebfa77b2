"""What is done in the officers' group, as `domain.roomports.Said`. Pure; whoever is not to be heard gives nothing."""

from typing import Any

from channels.telegram import content
from channels.telegram.fields import number_of, table, text_of
from domain.roomports import Doing, Said

NO_TOPICS, NOT_THERE, NO_RIGHT, NO_DELETE = "no_topics", "not_there", "no_right", "no_delete"
"""What can be wrong with the group, as keys of the desk's words."""
_CLOSED, _REOPENED, _EDITED = "forum_topic_closed", "forum_topic_reopened", "forum_topic_edited"
_OUT = frozenset({"left", "kicked"})
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
    sent = content.attached(message, words) if doing is Doing.FILE else None
    topic, written = str(number_of(message, "message_thread_id")), str(number_of(message, "message_id") or "")
    return (Said(number, account, topic, doing, words, sent, written, text_of(message, "media_group_id")),)


def pressed(query: dict[str, Any], option: str, number: str) -> tuple[Said, ...]:
    """Read a press on something of ours in the group."""
    topic = number_of(table(query, "message"), "message_thread_id")
    return (Said(number, _account(table(query, "from")), str(topic), Doing.PRESS, option),) if topic else ()


def standing(change: dict[str, Any]) -> str:
    """Tell what is wrong with the bot's place in the group after a change; empty: nothing."""
    now = table(change, "new_chat_member")
    status = text_of(now, "status")
    if status in _OUT:
        return NOT_THERE
    if status == "creator":
        return ""
    if status != "administrator" or now.get("can_manage_topics") is not True:
        return NO_RIGHT
    return "" if now.get("can_delete_messages") is True else NO_DELETE


def moved(message: dict[str, Any]) -> str:
    """Give the group's new id, where a message says that it has one; empty: it does not."""
    place = number_of(message, "migrate_to_chat_id")
    return str(place) if place else ""


def _account(sender: dict[str, Any]) -> str:
    person = number_of(sender, "id")
    return f"telegram:{person}" if person else ""


def _done(message: dict[str, Any], *, edited: bool) -> tuple[Doing | None, str]:
    if _CLOSED in message:
        return Doing.CLOSE, ""
    if _REOPENED in message:
        return Doing.REOPEN, ""
    if _EDITED in message:
        name = text_of(table(message, _EDITED), "name")
        return (Doing.RENAME, name) if name else (None, "")  # else only its icon
    if any(str(key).startswith(_SERVICE) for key in message):
        return None, ""
    text = text_of(message, "text")
    if edited:
        return Doing.EDIT, text
    return (Doing.WORDS, text) if text else (Doing.FILE, text_of(message, "caption"))
