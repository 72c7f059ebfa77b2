"""Whether the officers' group can be used, asked of Telegram itself, in plain words for `mujib doctor`."""

from telegram import ChatMemberAdministrator
from telegram.constants import ChatMemberStatus
from telegram.error import ChatMigrated, TelegramError

from channels.telegram.client import Client
from domain.model import Language
from domain.ports import Finding


async def check(client: Client, group: int, bot: int) -> Finding:
    """Look at the group's topics and the bot's rights in it."""
    try:
        chat = await client.get_chat(group)
        if not chat.is_forum:
            return _bad(
                "مجموعة الموظفين telegram.officers_group بلا مواضيع. فعّل «المواضيع» (Topics) من إعدادات المجموعة في تيليجرام.",
                "The group of telegram.officers_group has no topics. Turn on Topics in the group's settings at Telegram.",
            )
        me = await client.get_chat_member(group, bot)
    except ChatMigrated as error:
        return _bad(
            f"تغيّر رقم مجموعة الموظفين. اكتب في الإعدادات: telegram.officers_group = ‎{error.new_chat_id}‎ ثم أعد تشغيل مجيب.",
            f"The officers' group has another id now. Set telegram.officers_group = {error.new_chat_id} and restart Mujib.",
        )
    except TelegramError:
        return _bad(
            "لا يرى البوت مجموعة الموظفين telegram.officers_group. أضفه إليها وتحقق من الرقم (يبدأ بـ ‎-100‎).",
            "The bot does not see the group of telegram.officers_group. Add it, and check the number: it begins with -100.",
        )
    if me.status == ChatMemberStatus.OWNER or (isinstance(me, ChatMemberAdministrator) and me.can_manage_topics):
        return Finding(
            good=True,
            words={
                Language.ARABIC: "مجموعة الموظفين جاهزة: فيها مواضيع، والبوت مشرف يديرها.",
                Language.ENGLISH: "The officers' group is ready: it has topics, and the bot may manage them.",
            },
        )
    return _bad(
        "البوت في مجموعة الموظفين بلا صلاحية. اجعله مشرفاً وفعّل صلاحية «إدارة المواضيع» (Manage topics).",
        "The bot lacks a right in the officers' group. Make it an administrator who may manage topics.",
    )


def _bad(arabic: str, english: str) -> Finding:
    return Finding(good=False, words={Language.ARABIC: arabic, Language.ENGLISH: english})
