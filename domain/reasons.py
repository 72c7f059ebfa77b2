"""Why something was not sent or not fetched, as officers read it. Pure.

Errors carry the English words, and those are what is kept and logged; an officer reads the words of his own language.
"""

import re
from collections.abc import Mapping
from typing import Final

from domain.model import Language

ARABIC: Final[Mapping[str, str]] = {
    # what the planner decides
    "The member stopped notices on this channel.": "أوقف العضو الإشعارات على هذه القناة.",
    "More than a day has passed since the member last wrote; the message waits until he writes.": (
        "مضى أكثر من يوم على آخر رسالة من العضو، فتنتظر الرسالة حتى يكتب."
    ),
    "More than a day since the member last wrote, and no approved template for this in his language.": (
        "مضى أكثر من يوم على آخر رسالة من العضو، ولا قالب معتمد لهذا الغرض بلغته."
    ),
    "More than a day since the member last wrote, and the template for this is not approved at present.": (
        "مضى أكثر من يوم على آخر رسالة من العضو، والقالب المعد لهذا غير معتمد حالياً."
    ),
    "The member cannot answer by SMS, and there is no registered link to send him to.": (
        "لا يستطيع العضو الرد برسالة نصية، ولا رابط مسجل يحال إليه."
    ),
    "The member cannot answer by SMS: no question goes there, nothing over six parts, no link that is not registered.": (
        "لا يستطيع العضو الرد برسالة نصية، فلا يُرسل إليه سؤال، ولا ما يزيد على ستة أجزاء، ولا رابط غير مسجل."
    ),
    "The member cannot answer by SMS, so he is not told who has the conversation.": (
        "لا يستطيع العضو الرد برسالة نصية، فلا يُخبَر بمن تولى المحادثة."
    ),
    "Outside the hours in which this may be sent; it goes when they begin.": (
        "خارج ساعات الإرسال المسموح بها، وترسل بعد بدايتها."
    ),
    "It came too late to be of use, and was not sent.": "فات أوانها قبل أن ترسل، فلم ترسل.",
    "The request had moved on before this could be sent.": "انتقلت المعاملة إلى مرحلة أخرى قبل أن ترسل.",
    "As many members as a day allows were written to first; it goes at its turn, or when the member writes.": (
        "بلغ عدد الأعضاء الذين تبدأ مراسلتهم حد اليوم، فترسل في دورها أو حين يكتب العضو."
    ),
    "an officer took the chat over": "تولّى الموظف المحادثة قبل أن تُرسل",
    "the member asked again and was answered anew": "سأل العضو مرة أخرى وأُجيب من جديد",
    "the announcement was stopped": "أُوقف الإعلان",
    # the member and his address
    "the member blocked or stopped this channel": "حظر العضو هذه القناة أو أوقفها",
    "the member blocked the bot or left Telegram": "حظر العضو البوت أو غادر تيليجرام",
    "the number is not on WhatsApp": "الرقم غير مسجل في واتساب",
    "the test sender: the member has not joined the sandbox": "المرسل تجريبي، والعضو لم ينضم إلى بيئة التجربة",
    "WhatsApp withholds this message from the member": "حجب واتساب هذه الرسالة عن العضو",
    "WhatsApp rejected the template": "رفض واتساب القالب",
    "WhatsApp paused the template": "أوقف واتساب القالب مؤقتاً",
    "WhatsApp disabled the template": "عطّل واتساب القالب",
    "the template is not approved any more": "سُحب اعتماد القالب",
    "more than a day since the member's last message: only an approved template may be sent": (
        "مضى أكثر من يوم على آخر رسالة من العضو، فلا يُرسل إلا قالب معتمد"
    ),
    "the number is not valid": "الرقم غير صحيح",
    "the number is no mobile number": "الرقم ليس رقم جوال",
    "the number is a landline": "الرقم هاتف ثابت",
    "the number is a landline or cannot receive messages": "الرقم هاتف ثابت أو لا يستقبل الرسائل",
    "the number does not exist any more": "الرقم لم يعد موجوداً",
    "Meta has closed or limited the business account": "أغلقت ميتا حساب الجمعية التجاري أو قيدته",
    "WhatsApp does not accept the sender's display name": "لا يقبل واتساب اسم المرسل المعروض",
    "WhatsApp failed on its side": "تعطل واتساب من جهته",
    "the member's phone is off or out of reach": "هاتف العضو مغلق أو خارج التغطية",
    "the member's operator blocks the message": "حجب مشغل العضو الرسالة",
    "the operator took the message for spam": "عدّ المشغل الرسالة مزعجة",
    "the operator failed for a reason that it does not tell": "تعذر الإيصال عند المشغل لسبب لم يبينه",
    "Twilio does not reach this member's WhatsApp id; write to his number instead": (
        "لا تبلغ Twilio معرف هذا العضو في واتساب، فاكتب إلى رقمه"
    ),
    "it was not delivered": "لم تصل",
    "Telegram does not know the chat": "لا يعرف تيليجرام هذه المحادثة",
    "the bot may not write there": "لا يُسمح للبوت بالكتابة هناك",
    "the group has moved": "انتقلت المجموعة إلى عنوان آخر",
    "the conversation belongs to another bot": "المحادثة لبوت آخر",
    # the message itself
    "it could not be written for this channel": "تعذرت كتابتها لهذه القناة",
    "the message is too long": "الرسالة أطول من المسموح",
    "the message is empty": "الرسالة فارغة",
    "the message has characters that cannot be sent": "في الرسالة حروف لا يمكن إرسالها",
    "an option does not fit a button": "أحد الخيارات أطول من أن يوضع في زر",
    "the message waited too long and is void": "طال انتظار الرسالة فبطلت",
    "the buttons, the template or a value in it was rejected": "رُفضت الأزرار أو القالب أو قيمة فيه",
    "a blank of the template has no value": "في القالب خانة بلا قيمة",
    "a message has either words of its own or a template": "الرسالة إما نص وإما قالب، لا كلاهما",
    "the file is too large": "الملف أكبر من المسموح",
    "WhatsApp cannot fetch or show the file": "تعذر على واتساب جلب الملف أو عرضه",
    "Telegram cannot fetch or show the file": "تعذر على تيليجرام جلب الملف أو عرضه",
    "Twilio refuses the message": "رفضت Twilio الرسالة",
    "Telegram refuses the message": "رفض تيليجرام الرسالة",
    # too fast
    "too many requests at once": "طلبات كثيرة في وقت واحد",
    "too many requests": "طلبات كثيرة",
    "the sender's queue is full": "طابور المرسل ممتلئ",
    "faster than WhatsApp allows": "أسرع مما يسمح به واتساب",
    "faster than WhatsApp allows, or the day's limit of members is reached": (
        "أسرع مما يسمح به واتساب، أو بلغ عدد الأعضاء حد اليوم"
    ),
    "too many messages to the same member": "رسائل كثيرة إلى العضو نفسه",
    "Telegram asks for patience": "يطلب تيليجرام التمهل",
    # the way there
    "Twilio cannot be reached": "تعذر الوصول إلى Twilio",
    "Telegram cannot be reached": "تعذر الوصول إلى تيليجرام",
    "Telegram is out of order": "تيليجرام متعطل",
    "Twilio failed on its side": "وقع عطل عند Twilio",
    "the connection to Twilio broke": "انقطع الاتصال بـ Twilio",
    "the connection broke after the message had left": "انقطع الاتصال بعد خروج الرسالة",
    "Telegram did not answer in time": "لم يجب تيليجرام في الوقت",
    "the channel did not answer in time": "لم تجب القناة في الوقت",
    "Twilio's answer cannot be read": "تعذرت قراءة جواب Twilio",
    "Telegram's answer cannot be read": "تعذرت قراءة جواب تيليجرام",
    "Telegram's answer names no topic": "لم يذكر جواب تيليجرام موضوعًا",
    "the officers' group has another id now": "صار لمجموعة الموظفين معرف آخر",
    "the bot is not in the officers' group any more": "لم يعد البوت في مجموعة الموظفين",
    "the bot may not manage topics in the officers' group": "لا يُسمح للبوت بإدارة المواضيع في مجموعة الموظفين",
    "Twilio took something, but its answer names no message": "قبلت Twilio الطلب، لكن جوابها لا يسمي رسالة",
    "it was not asked for": "لم تُطلب",
    "its sender ended before the provider's answer was kept": "توقف البرنامج قبل أن يُحفظ جواب المزود",
    # what somebody has to mend
    "the account, its auth token or its API key is wrong": "رقم الحساب أو رمزه أو مفتاح الواجهة غير صحيح",
    "the account does not exist there": "الحساب غير موجود هناك",
    "sending to this country is not allowed in the account (geo permissions)": (
        "الإرسال إلى هذا البلد غير مسموح في الحساب (geo permissions)"
    ),
    "the sender does not belong to the account, or cannot send this": "المرسل لا يتبع الحساب، أو لا يستطيع إرسال هذا",
    "the address for status callbacks is not reachable from the internet (server.public_url)": (
        "عنوان إشعارات التسليم لا يُبلغ من الإنترنت (server.public_url)"
    ),
    "this sender cannot reach this address": "هذا المرسل لا يبلغ هذا العنوان",
    "the sender is not a number of the account": "رقم المرسل ليس من أرقام الحساب",
    "the messaging service has no sender": "خدمة الرسائل بلا رقم مرسل",
    "the WhatsApp sender is not registered in the account": "مرسل واتساب غير مسجل في الحساب",
    "the WhatsApp sender is not set up right": "مرسل واتساب غير مُعد إعداداً صحيحاً",
    "Twilio does not know the account, or does not allow this": "لا تعرف Twilio الحساب، أو لا تسمح بهذا",
    "twilio.api_base is no address": "القيمة twilio.api_base ليست عنواناً",
    "twilio.api_base leads to another address": "القيمة twilio.api_base تقود إلى عنوان آخر",
    "Telegram refuses the bot's token": "رفض تيليجرام رمز البوت",
    "the bot is used elsewhere at the same time": "البوت مستخدم في مكان آخر في الوقت نفسه",
    # what a member sent
    "it could not be fetched in three days": "تعذر جلب الملف ثلاثة أيام",
    "the attachment cannot be fetched": "تعذر جلب المرفق",
    "the file cannot be fetched now": "تعذر جلب الملف الآن",
    "the attachment's address leads in a circle": "عنوان المرفق يدور في حلقة",
    "the attachment has no address": "المرفق بلا عنوان",
    "the attachment's address is not Twilio's": "عنوان المرفق ليس عند Twilio",
    "Twilio does not give the attachment": "لا تعطي Twilio المرفق",
    "the attachment is too large": "المرفق أكبر من المسموح",
    "Telegram does not give this file": "لا يعطي تيليجرام هذا الملف",
    "Telegram gives programs no file above 20 MB": "حجم الملف فوق 20 ميجابايت، ولا يعطي تيليجرام البرامج ملفًا بهذا الحجم",
    "the file has no path at Telegram": "لا يعرف تيليجرام مكان الملف",
    "files of this type are not accepted": "ملفات هذا النوع غير مقبولة",
    "the file is empty": "الملف فارغ",
}
"""The Arabic words for each reason."""
_CODE: Final = re.compile(r" \([\w.-]+\)$")


def words(reason: str, language: Language) -> str:
    """Give a reason in a language; what is not known, as the name of a fault in the program, as it stands."""
    if language is Language.ENGLISH or not reason:
        return reason
    if known := ARABIC.get(reason) or ARABIC.get(_CODE.sub("", reason)):
        return known
    head, _, cause = reason.partition(": ")
    return f"{ARABIC[head]}: {words(cause, language)}" if head in ARABIC and cause else reason
