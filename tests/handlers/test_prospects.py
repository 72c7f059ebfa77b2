"""What a member asks of his request's way, told from details that only share its words."""

from collections.abc import Callable

import pytest

from handlers.hearing import (
    afterwords,
    imperatives,
    manners,
    persons,
    progress,
    prospects,
    retorts,
    tellings,
    turnings,
    unwanted,
    waiting,
    words,
)

SAID: dict[Callable[[str], bool], tuple[tuple[str, ...], tuple[str, ...]]] = {
    prospects.asks_what_comes: (
        (
            "وش يصير بعد كذا",
            "هتعملوا ايه دلوقتي",
            "طيب وبعدين",
            "what's going to happen now",
            "how will I know",
            "wesh yseer ba3d kaza",
            "ومتى راح ينحل الموضوع",
            "كيف بيوصلني الرد",
        ),
        (
            "وبعدين طلع الدخان",
            "ما نعرف وش يصير في المضخة",
            "كيف اعرف رسم العضوية",
            "it happens when it rains",
            "صار كذا من اسبوع",
        ),
    ),
    prospects.asks_what_is_needed: (
        (
            "ارسل لكم صور ولا ما يحتاج",
            "شنو المطلوب مني",
            "ابعتلكم صورة؟",
            "do i need to send photos",
            "should i attach a video",
            "hal lazem arsel sowar",
        ),
        ("عندي صور للتسريب", "i took photos of the damage", "لازم سباك", "do i need to register", "الصور عند الحارس"),
    ),
    prospects.asks_what_we_do: (
        ("وهل تعطونهم انذار", "بتعاقبونه؟", "متى تصلحونه", "mata tsal7oono"),
        ("كيف تحسبونها", "تعاقبونه عشان صوت الاطفال والباب", "هل تنصحونا بشيء", "المدير اعطاهم انذار"),
    ),
    prospects.asks_who_is_above: (
        ("فيه احد فوق موظفينكم؟", "هل في مسؤول اكبر منكم", "is there anyone above your staff"),
        ("فيه تسريب فوق السقف", "ابي المدير", "my neighbour above has the same problem", "الموظف اللي فوق رفض يسمعني"),
    ),
    retorts.would_send_here: (
        ("وين ارسل الايصال", "ابغى ارسل لكم صوره وين", "how can i send the photo", "كيف ارفق الملف", "ارسل التقرير هنا؟"),
        ("ارسلت الايصال", "وين ارسل صورة هويتي", "وين الايصال", "متى ترسلون الايصال", "كيف ارسل طلب"),
    ),
    prospects.asks_what_if_refused: (
        ("ولا رفضتونا نقدر نعاود؟", "طب لو ما وافقتوش اعمل ايه", "what if you say no"),
        ("رفضتوا طلبي", "لو سمحت", "they refused to come", "if it rains there is no light"),
    ),
    afterwords.denies_mending: (
        ("السباك جا وما صلح شي", "he came and did not fix it", "هو بخير بس الدرج للحين مكسر"),
        ("ما قصرتوا انحلت", "خلاص صلحوها", "ما في مشكلة"),
    ),
    progress.waits_in_vain: (
        ("الصيانة ما وصلت للان", "لسا ما جا الفني", "maintenance never came"),
        ("الموية ما جات", "الصيانة وصلت", "متى تجي الصيانة؟"),
    ),
    afterwords.changes_score: (
        ("لو سمحت غيرت رايي خلها ٥ سالم ماقصر", "غيروها ل ٥", "i changed my mind, 5"),
        ("ممكن اغيرها؟", "خلها ٥", "الموظف غيرت رايه وهو ما كان راضي يسمعني ولا يشوف اوراقي حتى جيت له بنفسي"),
    ),
    tellings.was_let_down: (
        ("الموظف وعدني يكلمني الساعه ١٠ وما كلمني", "he promised to call me and did not"),
        ("وعدني يكلمني", "ما كلمني احد", "ما وعدني بشي"),
    ),
    manners.would_have_thanked: (
        ("ودي تشكرونه", "وصلو لسالم شكري", "ابغى ارسل كلمة شكر رسمية", "please thank Mr Salem for me"),
        ("اشكركم على تعاونكم", "شكرا وصلت الرسالة", "تشكرون على جهودكم", "thank you sir"),
    ),
    progress.asks_number: (
        ("كم رقم شكواي؟", "رقم الطلب عطني اياه اعطيه زوجي يتابع"),
        ("رقم جوالي الجديد", "الطلب رقم كم في القائمة وش ترتيبي"),
    ),
    imperatives.ends: (("اسحبوها", "خل حق السباك والغ الشكوى"), ("لا تلغي الشكوى", "كيف الغي الشكوى")),
    imperatives.means_all: (
        ("قفلوا كل الطلبات", "الغوها كلها", "close all", "cancel both"),
        ("الغ الشكوى كل يوم نفس المشكلة", "الغ الشكوى", "cancel my request"),
    ),
    words.gives_choice: (
        ("نخرج والا ننتظركم", "حولتني ولا بس كتبتها", "el islah 3laya wala 3lekom"),
        ("ما رد ولا اتصل", "طلعنا ولا احد تأذى", "نخرج"),
    ),
    unwanted.forbids_name: (
        ("لا تكتبون اسمي", "la t7ot esmi feha, khayf 3la m3amlty", "don't mention my name please", "ابغى اشتكي بدون اسمي"),
        ("اسمي سعد", "ما كتبتوا اسمي صح ليه؟", "لا اسمي غلط", "سقط اسمي من القائمة"),
    ),
    turnings.asks_when_it: (
        ("متى ترجع", "متى بتنحل", "طيب متى يتعدل"),
        ("متى تفتحون", "متى الدوام", "متى", "when is the meeting"),
    ),
    tellings.asks_about: (
        ("انا اسال عن التصليح", "i ask about the fine", "طيب عندي سؤال عن الاسهم"),
        ("ما سألت عن شي", "اسال الحارس"),
    ),
    persons.would_be_put_through: (
        ("طيب وصلني له", "طب ادوني حد اكلمه", "connect me to someone"),
        ("ما وصلني احد", "وصلني الرد", "ادوني المفتاح"),
    ),
    waiting.asks_of_own_request: (
        (
            "who do i talk to about this",
            "is anyone coming",
            "meen byetabe3 ma3aya",
            "من المسؤول عنها",
            "فيه احد جاي",
            "who will see this",
            "6ayb kam el modda el rasmeya",
        ),
        ("who do i pay", "the guard is coming on monday", "ما ادري مين المسؤول عن المضخة", "kam el sahm"),
    ),
}


@pytest.mark.parametrize(("rule", "said"), [(rule, one) for rule, (told, _) in SAID.items() for one in told])
def test_such_a_question_is_known(rule: Callable[[str], bool], said: str) -> None:
    """In dialects, in Latin letters and in English."""
    assert rule(said)


@pytest.mark.parametrize(("rule", "said"), [(rule, one) for rule, (_, others) in SAID.items() for one in others])
def test_a_detail_with_its_words_is_none(rule: Callable[[str], bool], said: str) -> None:
    """What names more than the request is told, or asks something else."""
    assert not rule(said)
