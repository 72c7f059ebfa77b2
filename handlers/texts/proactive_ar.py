"""The sentences in Arabic that nobody asked for: updates, reminders, escalations, announcements."""

from typing import Final

LINES: Final = {
    # ---- updates of tickets (`domain.updates.sentence`)
    "update.several": "تحديث معاملاتك:",
    "update.changed.waiting_for_member": "معاملتك {ref} في انتظار رد منك لنكملها.",
    "update.changed.with_department": "أحيلت معاملتك {ref} إلى القسم المختص.",
    "update.changed.with_committee": "رُفعت معاملتك {ref} إلى اللجنة لدراستها.",
    "update.changed.with_committee.support": (
        "رُفع طلبك {ref} إلى اللجنة لدراسته، ويصلك الرد بالقبول أو الرفض خلال {committee_period}. "
        "وسنطلعك على مستجداته دون أن تطلب."
    ),
    "update.changed.reopened": "أُعيد فتح معاملتك {ref}، وهي لدى المشرف ليتابعها معك.",
    "update.still.received": "تحديث معاملتك {ref}: ما زالت في انتظار موظف، ونعتذر عن التأخر.",
    "update.still.with_officer": "تحديث معاملتك {ref}: ما زالت لدى الموظف ويعمل عليها.",
    "update.still.waiting_for_member": "تحديث معاملتك {ref}: ما زالت في انتظار رد منك لنكملها.",
    "update.still.with_department": "تحديث معاملتك {ref}: ما زالت لدى القسم المختص.",
    "update.still.with_committee": "تحديث معاملتك {ref}: ما زالت لدى اللجنة للدراسة.",
    "update.still.with_committee.support": (
        "تحديث طلبك {ref}: ما زال لدى اللجنة للدراسة، ويصلك الرد بالقبول أو الرفض خلال {committee_period}."
    ),
    "update.still.reopened": "تحديث معاملتك {ref}: ما زالت لدى المشرف ويتابعها.",
    "update.line": "من الموظف: {line}",
    "update.next": "التحديث القادم {date}.",
    # ---- escalation (`domain.escalation.PassUp`)
    "escalated.late": "تأخرنا عليك في {ref}، ونعتذر. أحلناها إلى {post} ليتابعها معك.",
    "escalated.near": "قرب موعد معاملتك {ref}، فأحلناها إلى {post} ليتابعها معك في وقتها.",
    "escalated.referred": "أحال الموظف معاملتك {ref} إلى {post}، ليوضح لك ما تسأل عنه.",
    # ---- reminders
    "reminder.papers": "تذكير بمعاملتك {ref}: هي في انتظار رد منك لنكملها. إن احتجت مساعدة فاكتب «موظف».",
    "reminder.papers_last": "تذكير أخير بمعاملتك {ref}: هي في انتظار رد منك. ستبقى مفتوحة، ونكملها متى رددت.",
    "reminder.form": "بدأت {form} ولم تكمله، وما كتبته محفوظ. اكتب «إكمال» لتتابع من حيث توقفت.",
    "reminder.form_last": (
        "ما زال {form} الذي بدأته محفوظاً، ويُمحى بعد {kept} من آخر جواب لك. اكتب «إكمال» لتتابعه؛ ولن نذكرك به مرة أخرى."
    ),
    "reminder.appointment": "تذكير بموعدك {date}، الساعة {time}، في {place}.",
    "reminder.rating": ("لم يصلنا تقييمك للخدمة في {ref}. رأيك حق لك: اختر من 1 إلى 5 إن أحببت. لن نسألك عنها مرة أخرى."),
    # ---- announcements
    "consent.class_yes": "سجلنا موافقتك، وستصلك هذه الرسائل. لإيقافها اكتب «إيقاف».",
    "consent.class_no": "سجلنا رفضك، ولن تصلك هذه الرسائل.",
    "consent.settings": "أخبار معاملاتك تصلك من نفسها، ورسائل التوعية والعروض لا تصلك إلا بموافقتك. ماذا تريد أن يصلك؟",
    "consent.only": "ستصلك أخبار معاملاتك وحدها. لإيقافها أيضاً اكتب «إيقاف».",
    "number.ask": (
        "رقم جوالك لا يظهر لنا هنا. إن أردت أن تصلك أخبار معاملتك برسالة نصية متى تعذرت هنا فاكتب رقمك، ولن نسألك عنه مرة أخرى."
    ),
    "number.share": "مشاركة رقمي",
    "number.kept": "سجلنا {number}: إن لم تبلغك أخبار معاملاتك هنا أرسلناها إليه برسالة نصية، ولا نرسل إليه غيرها.",
    "number.card_unclear": "لم نجد في البطاقة رقم جوال واحداً نسجله. اكتب رقمك هنا إن أردت.",
    "number.card_proof": "بطاقة جهة اتصال",
    "number.no": "كما تحب. ستصلك أخبار معاملتك هنا، ولن نسألك عن رقمك مرة أخرى.",
    "number.note": "رقم الجوال الذي أعطاه العضو لأخبار معاملاته: {number}",
    "announcement.from": "من {association}:",
    "announcement.stop": "لإيقاف هذه الرسائل اكتب «إيقاف».",
    "assembly.notice": "تدعوك {association} إلى اجتماع الجمعية العمومية.",
    "assembly.when": "الموعد: {date}، الساعة {time}.",
    "assembly.where": "المكان: {place}.",
    "assembly.agenda": "جدول الأعمال:",
    "assembly.item": "{number}. {item}",
    "assembly.ask": "هل ستحضر؟",
    "assembly.attends": "سجلنا حضورك، وحياك الله. إن تغير شيء فاختر من الدعوة من جديد.",
    "assembly.absent": "سجلنا اعتذارك، وشكراً لإبلاغنا. إن تغير شيء فاختر من الدعوة من جديد.",
    "assembly.proxy": "من ينوب عنك؟ اكتب اسمه الكامل.",
    "assembly.proxy_again": "اكتب الاسم الكامل لمن ينوب عنك، أو اكتب «إلغاء».",
    "assembly.proxy_recorded": "سجلنا أن {name} ينوب عنك. يتحقق الموظف من الإنابة، ويتواصل معك إن نقص شيء.",
    "assembly.proxy_stopped": "لم أسجل إنابة. إن تغير شيء فاختر من الدعوة من جديد.",
    "assembly.over": "انتهى موعد هذا الاجتماع، فلم نسجل ردك. كيف أخدمك؟",
    # ---- options (at most 20 characters)
    "option.assembly.attends": "سأحضر",
    "option.assembly.proxy": "ينوب عني غيري",
    "option.assembly.absent": "لن أحضر",
    "option.number:no": "لا حاجة",
    "option.consent:service:only": "أخبار معاملاتي فقط",
    "option.consent:promotional:yes": "والعروض أيضاً",
    "option.consent:awareness:yes": "ورسائل التوعية أيضاً",
    # ---- for officers' eyes: notes on what the clock did
    "note.appointment.visit": "موعد العضو {date}، الساعة {time}، في {place}. {note}",
    "note.appointment.sitting": "جلسة اللجنة {date}، الساعة {time}، في {place}. {note}",
    "note.appointment.task": "موعد إنجاز: {date}، الساعة {time}. {note}",
    "note.warned": "نُبّه صاحب المعاملة: {cause}.",
    "note.nudged": "نُبّه شاغلو المنصب ({post}): {cause}.",
    "note.reassigned": "انتقلت المعاملة إلى {name}: {cause}.",
    "note.requeued": "عادت المعاملة إلى الطابور: {cause}.",
    "note.passed_up": "رُفعت المعاملة إلى {post}: {cause}.",
    "cause.referred": "أحالها الموظف",
    "cause.asked": "طلب العضو",
    "cause.untaken": "لم يتسلمها أحد",
    "cause.silent": "العضو ينتظر رداً",
    "cause.absent": "صاحبها غائب",
    "cause.due_soon": "اقترب موعدها",
    "cause.overdue": "فات موعدها",
}
"""Sentence by key; the same keys as in English."""
