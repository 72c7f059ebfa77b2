"""Whether the bot works, asked of Telegram itself, in plain words for `mujib doctor`."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from telegram import WebhookInfo
from telegram.error import TelegramError

from channels.telegram import errors, forum_doctor
from channels.telegram.client import ALLOWED, Client
from domain.findings import Finding, bad, good

_LATELY = timedelta(days=1)
_MANY = 100
"""Updates that may wait before someone should look."""
_SECRET = (
    "رُفضت رسائله لأن سرها غير telegram.webhook_secret. أعد تشغيل مجيب ليسجل السر من جديد.",
    "Its posts were refused: their secret is not telegram.webhook_secret. Restart Mujib, which sets it anew.",
)
_ADDRESS = (
    "تحقق من أن server.public_url يصل إلى مجيب من الإنترنت بشهادة سليمة.",
    "Check that server.public_url leads to Mujib from the internet, with a valid certificate.",
)


async def checks(
    client: Client, mode: Literal["polling", "webhook"], url: str, groups: Mapping[str, int], now: datetime
) -> tuple[Finding, ...]:
    """Ask for the bot and its webhook; `url` is where updates should go in webhook mode.

    `groups` are those of officers by their settings.
    """
    try:
        me = await client.get_me()
        info = await client.get_webhook_info()
    except TelegramError as error:
        return (_refused(error),)
    token = good(f"البوت ‎@{me.username}‎ يعمل بهذا الرمز.", f"The token is that of @{me.username}.")
    found = (token, _place(info, mode, url), *_kinds(info, mode), _waiting(info), *_last_error(info, now))
    return (*found, *[await forum_doctor.check(client, group, me.id, key) for key, group in groups.items()])


def _refused(error: TelegramError) -> Finding:
    fault = errors.translate(error)
    if fault.code == errors.BAD_TOKEN:
        return bad(
            "رفض تيليجرام الرمز telegram.token. انسخه من جديد من ‎@BotFather‎ (الأمر /token).",
            "Telegram refuses telegram.token. Copy it again from @BotFather (/token).",
        )
    return bad(
        "تعذر الوصول إلى تيليجرام. تحقق من الإنترنت ومن telegram.api_base.",
        f"Telegram cannot be asked: {fault.reason}. Check the internet connection and telegram.api_base.",
    )


def _place(info: WebhookInfo, mode: str, url: str) -> Finding:
    if mode == "polling":
        if not info.url:
            return good("يُستقبل البريد بالاستعلام كما في الإعدادات.", "Updates are polled, as configured.")
        return bad(
            "الإعداد polling ولكن عند تيليجرام webhook قائم. أعد تشغيل مجيب ليزيله، أو أوقف البرنامج الآخر الذي يستخدم البوت.",
            "A webhook is set though telegram.mode is polling. Restart Mujib, or stop the other program that uses the bot.",
        )
    if not url.startswith("https://"):
        return bad(
            'الإعداد webhook يحتاج إلى server.public_url يبدأ بـ https://، أو اجعل telegram.mode = "polling".',
            'A webhook needs a server.public_url that begins with https://; or set telegram.mode = "polling".',
        )
    if not info.url:
        return bad(
            "لا webhook مسجل عند تيليجرام. أعد تشغيل مجيب ليسجله.",
            "No webhook is set at Telegram. Restart Mujib, which sets it.",
        )
    if info.url != url:
        place = urlsplit(info.url).hostname  # no more of it: others keep their secret in the path
        return bad(
            f"يرسل تيليجرام الرسائل إلى ‎{place}‎ لا إلى العنوان في الإعدادات. أعد تشغيل مجيب، "
            "فإن عاد ذلك فبرنامج آخر يستخدم البوت: أوقفه.",
            f"Telegram posts to {place}, not to the configured address. Restart Mujib; "
            "if it comes back, another program uses the bot: stop that.",
        )
    return good("عنوان webhook مسجل كما في الإعدادات.", "The webhook is set as configured.")


def _kinds(info: WebhookInfo, mode: str) -> tuple[Finding, ...]:
    if mode == "webhook" and info.url and set(info.allowed_updates or ()) != set(ALLOWED):
        return (
            bad(
                "أنواع التحديثات المطلوبة من تيليجرام ناقصة. أعد تشغيل مجيب.",
                "Telegram does not send all kinds of updates that are needed. Restart Mujib.",
            ),
        )
    return ()


def _waiting(info: WebhookInfo) -> Finding:
    count = info.pending_update_count
    if count > _MANY:
        return bad(
            f"تنتظر عند تيليجرام رسائل لم تُستلم، وعددها {count}. هل مجيب يعمل ويصل إليه تيليجرام؟",
            f"{count} updates wait at Telegram. Is Mujib running, and can Telegram reach it?",
        )
    return good(f"الرسائل المنتظرة عند تيليجرام: {count}.", f"Updates waiting at Telegram: {count}.")


def _last_error(info: WebhookInfo, now: datetime) -> tuple[Finding, ...]:
    """Tell of an error of the last day: Telegram goes on telling of its last one for ever."""
    if not info.last_error_date or now - info.last_error_date > _LATELY:
        return ()
    at = info.last_error_date.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    arabic, english = _SECRET if "403" in (info.last_error_message or "") else _ADDRESS
    return (
        bad(
            f"آخر خطأ عند تيليجرام ({at}): {info.last_error_message}. {arabic}",
            f"Telegram's last error ({at}): {info.last_error_message}. {english}",
        ),
    )
