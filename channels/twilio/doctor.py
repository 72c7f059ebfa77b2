"""Whether WhatsApp and SMS work, asked of Twilio itself, in plain words for `mujib doctor`. Changes nothing there."""

import re
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote, urlsplit

from channels.twilio import address, approvals
from channels.twilio.account import MESSAGES_PATH, Account, is_here
from channels.twilio.client import Api
from domain import reasons
from domain.errors import Misconfigured, SendError
from domain.findings import Finding, bad, good
from domain.model import Language
from domain.templates import Standing

SANDBOX: Final = "+14155238886"
"""Twilio's shared WhatsApp number for trying things out; it belongs to no account."""
_SENDERS = "https://messaging.twilio.com/v2/Channels/Senders?Channel=whatsapp&PageSize=100"
_TODO: Final[Mapping[Language, str]] = {
    Language.ARABIC: ". قدّمه للاعتماد في Content Template Builder، أو ضع في ‎[templates]‎ رقم قالب معتمد.",
    Language.ENGLISH: ". Submit it in the Content Template Builder, or name an approved one in [templates].",
}
"""What to do about a template that is not approved."""
_NAME: Final = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}")
"""An alphanumeric sender id, as Twilio takes them."""
_LIVE = frozenset({"ONLINE", "ONLINE:UPDATING"})


async def checks(api: Api, senders: Mapping[str, str], templates: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """Look at the account, our addresses by channel, the (purpose, id) of templates, and the way back to us."""
    try:
        found = [*await _access(api), _way_back(api)]
    except SendError as error:
        return (_refused(error, api.account), _way_back(api))
    for channel, sender in senders.items():
        look = _whatsapp_sender if channel == address.WHATSAPP else _sms_sender
        found.append(await _tried(look(api, sender), sender))
    for purpose, sid in templates:
        found.append(await _tried(_template(api, purpose, sid), purpose))
    return tuple(found)


async def _tried(look: Awaitable[Finding], what: str) -> Finding:
    try:
        return await look
    except SendError as error:
        why = reasons.words(error.reason, Language.ARABIC)
        return bad(f"تعذر سؤال Twilio عن ‎{what}‎: {why}.", f"Twilio cannot be asked about {what}: {error.reason}.")


async def _access(api: Api) -> tuple[Finding, ...]:
    """Look at what calls are made with and, beside an API key, at the auth token, which signs webhooks. Raises `SendError`."""
    if not api.account.api_key:
        return (_account(await api.look(f"{api.account.resource}.json")),)
    await api.look(f"{api.account.resource}/Messages.json?PageSize=1")  # a standard key may not look at the account itself
    key = good(
        f"مفتاح الواجهة ‎{api.account.api_key}‎ مقبول لدى Twilio.",
        f"Twilio takes the API key {api.account.api_key}.",
    )
    return (key, await _beside(api.account)) if api.account.auth_token else (key,)


async def _beside(account: Account) -> Finding:
    """Look at the auth token by itself: a wrong one shows only when webhooks are refused."""
    api = Api(account.by_token)
    try:
        return _account(await api.look(f"{account.resource}.json"))
    except SendError as error:
        return _refused(error, api.account)
    finally:
        await api.close()


def _refused(error: SendError, account: Account) -> Finding:
    if isinstance(error, Misconfigured) and account.api_key:
        return bad(
            "رفض Twilio مفتاح الواجهة. أنشئ مفتاحاً في Account > API keys & tokens، وانسخ رقمه (SK) وسره إلى twilio.api_key "
            "وtwilio.api_secret، وتحقق من twilio.account_sid. والمفتاح المقيد يحتاج صلاحية Messaging.",
            "Twilio refuses the API key. Make one at Account > API keys & tokens, copy its SID (SK...) and its secret into "
            "twilio.api_key and twilio.api_secret, and look at twilio.account_sid. A restricted key needs Messaging.",
        )
    if isinstance(error, Misconfigured):
        return bad(
            "رفض Twilio الحساب أو رمزه. انسخ twilio.account_sid وtwilio.auth_token من صفحة الحساب الأولى.",
            "Twilio refuses the account. Copy twilio.account_sid and twilio.auth_token from the console's first page.",
        )
    return bad(
        "تعذر الوصول إلى Twilio. تحقق من الإنترنت ومن twilio.api_base.",
        f"Twilio cannot be asked: {error.reason}. Check the internet connection and twilio.api_base.",
    )


def _account(account: Mapping[str, Any]) -> Finding:
    status = account.get("status")
    if status != "active":
        return bad(
            f"حساب Twilio ليس فعالاً (‎{status}‎). راجع رسائل Twilio أو الفوترة.",
            f"The Twilio account is not active ({status}). Look at Twilio's mails and at billing.",
        )
    if account.get("type") == "Trial":
        return bad(
            "حساب Twilio تجريبي: لا يرسل إلا إلى الأرقام التي تحققت منها. رقّ الحساب قبل خدمة الأعضاء.",
            "The Twilio account is a trial: it sends only to numbers that you verified. Upgrade it before serving members.",
        )
    return good("حساب Twilio فعال.", "The Twilio account is active.")


def _way_back(api: Api) -> Finding:
    url = api.account.public_url
    within = urlsplit(url).scheme == "https" or is_here(url)  # beside a server in Twilio's place no https is needed
    if not within or not api.account.callback("x"):
        return bad(
            "لا يصل Twilio إلى مجيب: اجعل server.public_url عنواناً عاماً يبدأ بـ https://.",
            "Twilio cannot reach Mujib: set server.public_url to a public address that begins with https://.",
        )
    return good(
        f"يرسل Twilio إلى ‎{api.account.public_url}{MESSAGES_PATH}‎.",
        f"Twilio posts to {api.account.public_url}{MESSAGES_PATH}.",
    )


async def _whatsapp_sender(api: Api, sender: str) -> Finding:
    if sender == SANDBOX:
        return good(
            "مرسل واتساب هو رقم Twilio التجريبي: يكتب إليه من انضم بكلمة join فقط.",
            "The WhatsApp sender is Twilio's sandbox: only those who joined can write. Its webhook is set in the console.",
        )
    listed = (await api.look(_SENDERS)).get("senders") or ()
    ours = next((each for each in listed if each.get("sender_id") == f"whatsapp:{sender}"), None)
    if ours is None:
        return bad(
            f"الرقم ‎{sender}‎ ليس مرسلاً لواتساب في الحساب. سجّله في Messaging > Senders، أو صحح twilio.whatsapp_from.",
            f"{sender} is no WhatsApp sender of the account. Register it at Messaging > Senders, or mend twilio.whatsapp_from.",
        )
    if ours.get("status") not in _LIVE:
        return bad(
            f"مرسل واتساب ليس متصلاً (‎{ours.get('status')}‎). راجعه في Twilio: Messaging > Senders > WhatsApp senders.",
            f"The WhatsApp sender is not online ({ours.get('status')}). See Messaging > Senders > WhatsApp senders.",
        )
    return _pointed(api, str((ours.get("webhook") or {}).get("callback_url") or ""), "WhatsApp", "رسائل واتساب")


async def _sms_sender(api: Api, sender: str) -> Finding:
    if not sender.startswith("+") and not _NAME.fullmatch(sender):
        return bad(
            f"‎{sender}‎ في twilio.sms_from ليس رقماً يبدأ بـ + ورمز الدولة، ولا اسماً من 11 حرفاً لاتينياً على الأكثر.",
            f"{sender} in twilio.sms_from is neither a number with + and its country nor a name of at most 11 Latin letters.",
        )
    if not sender.startswith("+"):
        return good(
            f"مرسل الرسائل النصية اسم (‎{sender}‎): لا يستقبل ردوداً.",
            f"The SMS sender is a name ({sender}): it receives no answers.",
        )
    url = f"{api.account.resource}/IncomingPhoneNumbers.json?PhoneNumber={quote(sender)}"
    listed = (await api.look(url)).get("incoming_phone_numbers") or ()
    ours = next((each for each in listed if each.get("phone_number") == sender), None)
    if ours is None:
        return bad(
            f"الرقم ‎{sender}‎ ليس من أرقام الحساب. اكتب في twilio.sms_from رقماً من صفحة Phone Numbers في الحساب.",
            f"{sender} is no number of the account. Set twilio.sms_from to one from the account's page Phone Numbers.",
        )
    return _pointed(api, str(ours.get("sms_url") or ""), "SMS", "الرسائل النصية")


def _pointed(api: Api, url: str, name: str, arabic: str) -> Finding:
    ours = f"{api.account.public_url}{MESSAGES_PATH}"
    if url.partition("#")[0] != ours:
        return bad(
            f"{arabic} لا توجه إلى مجيب. اجعل عنوانها عند Twilio: ‎{ours}‎.",
            f"Messages of {name} do not come to Mujib. Set their webhook at Twilio to {ours}.",
        )
    return good(f"{arabic} توجه إلى مجيب.", f"Messages of {name} come to Mujib.")


async def _template(api: Api, purpose: str, sid: str) -> Finding:
    found = await approvals.opinion(api, sid)
    if found.standing is Standing.STOPPED:
        return bad(
            f"قالب ‎{purpose}‎ غير معتمد من واتساب (‎{found.word}‎) {found.why}".strip() + _TODO[Language.ARABIC],
            f"The template {purpose} is not approved by WhatsApp ({found.word}) {found.why}".strip() + _TODO[Language.ENGLISH],
        )
    if found.standing is Standing.MOVED:
        return bad(
            f"نقل واتساب قالب ‎{purpose}‎ إلى فئة التسويق: يُحجب عن بعض الأعضاء. قدّم قالباً آخر من فئة utility.",
            f"WhatsApp moved the template {purpose} to marketing, which it withholds from some. Submit another as utility.",
        )
    return good(f"قالب ‎{purpose}‎ معتمد.", f"The template {purpose} is approved.")
