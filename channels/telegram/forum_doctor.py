"""Whether the officers' group can be used, asked of Telegram itself; in plain words for `mujib doctor`."""

from collections.abc import Mapping
from typing import Final

from telegram import ChatMemberAdministrator
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from channels.telegram import group
from channels.telegram.client import Client
from domain.findings import Finding, bad, good

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    group.NO_TOPICS: (
        "مجموعة الموظفين {key} بلا مواضيع. فعّل «المواضيع» (Topics) من إعدادات المجموعة في تيليجرام.",
        "The group of {key} has no topics. Turn on Topics in the group's settings at Telegram.",
    ),
    group.NOT_THERE: (
        "لا يرى البوت مجموعة الموظفين {key}. أضفه إليها وتحقق من الرقم (يبدأ بـ ‎-100‎).",
        "The bot does not see the group of {key}. Add it, and check the number: it begins with -100.",
    ),
    group.NO_RIGHT: (
        "البوت في مجموعة الموظفين {key} بلا صلاحية. اجعله مشرفاً وفعّل صلاحية «إدارة المواضيع» (Manage topics).",
        "The bot lacks a right in the group of {key}. Make it an administrator who may manage topics.",
    ),
    group.NO_DELETE: (
        "مجموعة الموظفين {key} تعمل، لكن البوت لا يحذف مواضيع من مُحيت بياناته. فعّل له صلاحية «حذف الرسائل» (Delete messages).",
        "The group of {key} works, but the bot cannot delete topics of erased members. Give it the right to delete messages.",
    ),
}


async def standing(client: Client, chat_id: int, bot: int) -> str:
    """Tell what is wrong with the group, as `group` names it; empty: nothing. Raises the library's errors."""
    try:
        chat = await client.get_chat(chat_id)
        me = await client.get_chat_member(chat_id, bot)
    except (BadRequest, Forbidden):
        return group.NOT_THERE
    if not chat.is_forum:
        return group.NO_TOPICS
    if me.status == ChatMemberStatus.OWNER:
        return ""
    if not isinstance(me, ChatMemberAdministrator) or not me.can_manage_topics:
        return group.NO_RIGHT
    return "" if me.can_delete_messages else group.NO_DELETE


async def check(client: Client, chat_id: int, bot: int, key: str) -> Finding:
    """Look at the group's topics and the bot's rights in it; `key` is the setting that names it."""
    try:
        wrong = await standing(client, chat_id, bot)
    except ChatMigrated as error:
        return bad(
            f"تغيّر رقم مجموعة الموظفين. اكتب في الإعدادات: {key} = ‎{error.new_chat_id}‎ ثم أعد تشغيل مجيب.",
            f"The officers' group has another id now. Set {key} = {error.new_chat_id} and restart Mujib.",
        )
    except TelegramError:
        wrong = group.NOT_THERE
    if wrong:
        return bad(*(words.format(key=key) for words in _WORDS[wrong]))
    return good(
        f"مجموعة الموظفين {key} جاهزة: فيها مواضيع، والبوت مشرف يديرها.",
        f"The group of {key} is ready: it has topics, and the bot may manage them.",
    )
