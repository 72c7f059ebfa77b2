"""The sentences in Arabic about what officers do with a ticket, and about which ticket a member means."""

# ruff: noqa: E501 - a sentence stays on its line, where it is read and searched

from typing import Final

LINES: Final = {
    # ---- stages, told when an officer moves a ticket
    "moved.with_officer": "معاملتك {ref} لدى موظف الآن، وسيتواصل معك هنا.",
    "moved.waiting_for_member": "معاملتك {ref} في انتظار رد منك لنكملها.",
    "moved.owed": "المطلوب: {line}",
    "moved.send": "أرسله هنا متى تيسر لك.",
    "moved.with_department": "أحيلت معاملتك {ref} إلى القسم المختص، وسنطلعك على ما يستجد.",
    "moved.with_committee": "رُفعت معاملتك {ref} إلى اللجنة لدراستها، ويصلك الرد بالقبول أو الرفض خلال {committee_period}. وسنطلعك على مستجداته دون أن تطلب.",
    "moved.reopened": "أُعيد فتح معاملتك {ref}، وهي لدى المشرف ليتابعها معك.",
    "moved.closed": "أُغلقت معاملتك {ref}. إن بقي منها شيء فأجب «لم تُحل».",
    "moved.merged": "ضممنا معاملتك {ref} إلى {into} لأنهما عن أمر واحد، ونتابعها معك هناك.",
    "moved.unmerged": "فصلنا معاملتك {ref} عن غيرها، ونتابعها معك وحدها.",
    "moved.line": "من الموظف: {line}",
    # ---- decided by the committee
    "decided.accepted": "قُبل طلبك في المعاملة {ref}. وسيكمل معك الموظف ما بقي منه.",
    "decided.refused": "لم يُقبل طلبك في المعاملة {ref}.",
    "decided.reason": "السبب: {reason}",
    "decided.remark": "ملاحظة اللجنة: {reason}",
    "decided.higher": "إن أردت توضيحًا أكثر فاطلب موظفًا، ونرفع سؤالك إلى المسؤول الأعلى.",
    # ---- hand-over between people
    "officer.back_open": "انتهى حديثك مع الموظف، وما كتبته أخيراً باقٍ في معاملتك {ref} حتى يجيبك عنه موظف.",
    "officer.back_answer": "انتهى حديثك مع الموظف، ومعاملتك {ref} ما زالت مفتوحة. وهذا جواب سؤالك الأخير:",
    "officer.file": "أُرسل لك الملف «{name}». افتحه من هنا: {address}",
    # ---- which ticket?
    "owing.above": "معاملتك {ref} في انتظار ما طلبه منك الموظف في رسالته أعلاه. إن لم يتضح لك فاكتب سؤالك وسيصل إليه.",
    "owing.asked": "كتبت سؤالك للموظف في {ref} ليجيبك، والمعاملة ما زالت في انتظار ما طلبه.",
    "owing.lacked": "أضفت ذلك إلى معاملتك {ref}، وسيطلع عليه الموظف ويجيبك.",
    "calling_off.kept": "حسناً، تبقى معاملتك {ref} مفتوحة، وكتبت ذلك فيها.",
    "calling_off.which_meant": "هل تقصد أن تبقى معاملتك {ref} مفتوحة، أم أنك لم تعد تريدها؟",
    "option.keep": "تبقى مفتوحة",
    "option.drop_solved": "نعم، أغلقوها",
    "option.keep_solved": "لا، تبقى مفتوحة",
    "option.drop": "لم أعد أريدها",
    "which.add": "لأي معاملة هذا الكلام؟",
    "which.add_sent": "لأي معاملة ما أرسلته؟",
    "which.unsolved": "أي معاملة لم تُحل؟",
    "which.call_off": "أي معاملة لم تعد تريدها؟",
    "which.raise": "أي معاملاتك تريد رفعها إلى من هو أعلى؟",
    "which.again": "اختر رقم المعاملة من فضلك.",
    "which.row": "{kind} {ref}: {subject}",
    "option.pick:new": "أمر جديد",
    # ---- for officers' eyes
    "note.nobody_above": "لا منصب أعلى تُرفع إليه هذه المعاملة.",
    "note.accepted": "قررت اللجنة قبول الطلب. {reason}",
    "note.refused": "قررت اللجنة رفض الطلب. السبب: {reason}",
    "note.logged": "دُوّن بعد زيارة أو مكالمة أو خطاب: {text}",
}
"""Sentence by key; the same keys as in English."""
