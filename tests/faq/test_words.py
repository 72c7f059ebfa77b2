import pytest

from faq import arabizi, courtesies, dialect, framing, gist, language, parting, sentence, typos, weekdays
from faq.language import Guess
from faq.stem import stem


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("وش الرسوم؟", Guess.ARABIC),
        ("what are the fees in B2 mp3?", Guess.ENGLISH),
        ("3ndi so2al 3an el rsoom", Guess.ARABIZI),
        ("wesh el rsoom", Guess.ARABIZI),
        ("tftahon?", Guess.ARABIZI),
        ("zawji twaffa", Guess.ARABIZI),
        ("bylaws", Guess.ENGLISH),
        ("hwo do I join", Guess.ENGLISH),
        ("meet me on the 3rd at 7pm", Guess.ENGLISH),
        ("123 🙂 ؟؟", Guess.NONE),
        ("", Guess.NONE),
    ],
)
def test_detect(text: str, guess: Guess) -> None:
    """Scripts, digits inside words and word lists tell what a text is written in."""
    assert language.detect(text) == guess


@pytest.mark.parametrize(
    ("one", "other"),
    [("موظفين", "والموظف"), ("والطلبات", "طلباتي"), ("اعضا", "العضو"), ("شكاوي", "الشكوي"), ("members", "member")],
)
def test_stems_that_agree(one: str, other: str) -> None:
    """Articles, particles, endings and common broken plurals do not part a word from itself."""
    assert stem(one) == stem(other)


def test_stems_that_differ() -> None:
    """The association is not Friday."""
    assert stem("الجمعيه") != stem("الجمعه")


@pytest.mark.parametrize(("arabic", "latin"), [("عضوية", "3odwiya"), ("رسوم", "rsoom"), ("طلب", "6alab"), ("شروط", "shroo6")])
def test_skeleton(arabic: str, latin: str) -> None:
    """A word has the same consonants in either script."""
    assert arabizi.skeleton(arabic) == arabizi.skeleton(latin)


def test_arabizi_is_read() -> None:
    """Latin words are read as the known Arabic words of the same consonants, unknown ones stay."""
    reader = arabizi.reader(["رسوم", "العضويه", "كم"])
    assert reader.read("kam rsoom el3odwiya xyzzy") == "كم رسوم العضويه xyzzy"
    assert reader.read("kam r-soom el-3odwiya") == "كم رسوم العضويه"


def test_dialect_becomes_formal() -> None:
    """Dialect words turn formal, the others and the punctuation stay as written."""
    assert dialect.load().formal("وش الرسوم، ومتى أقدر أجي؟") == "ما الرسوم، ومتى أستطيع آتي؟"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("What happens to my shares if I pass away?", "What happens to my shares if I die?"),
        ("Do directors get a dividend?", "Do board members get a return on shares?"),
        ("ما مصير عضوية من وافته المنية؟", "ما مصير عضوية توفي؟"),
        ("ما النصاب في الجمعية العمومية غير العادية؟", "ما النصاب في الاجتماع غير العادي؟"),
    ],
)
def test_letters_and_idioms_become_plain(said: str, plain: str) -> None:
    """Words of old-fashioned letters and idioms of English are read as the words that phrasings have."""
    assert dialect.load().formal(said) == plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("العظويه", "العضويه"),
        ("رضا", "رضا"),
        ("الرسومم", "الرسوم"),
        ("التسجبل", "التسجيل"),
        ("الستجيل", "التسجيل"),
        ("السجيل", "التسجيل"),
        ("الجمعه", "الجمعه"),
        ("تستكملون", "تستكملون"),
        ("اسحل", "اسجل"),
        ("اعلا", "اعلي"),
        ("قسل", "قسل"),
        ("complant", "complaint"),
        ("crash", "crash"),
        ("عالتسجبل", "عالتسجيل"),
        ("عالحيطه", "عالحيطه"),
    ],
)
def test_typos(typed: str, meant: str) -> None:
    """Confused and doubled letters and slips are mended, other words are left alone."""
    speller = typos.speller(["العضويه", "الرسوم", "التسجيل", "الجمعيه", "تستعملون", "اسجل", "اعلي", "عسل", "complaint", "cash"])
    assert speller.mend(typed) == meant


def test_of_two_words_a_slip_away_the_commoner_is_meant() -> None:
    """A letter too many in «القديمره» leaves «القديمه» or «القديره»: members write the second more often."""
    speller = typos.speller(["القديمه", "القديره", "القديره"])
    assert speller.mend("القديمره") == "القديره"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("السلام عليكم ورحمة الله، كم الرسوم لو سمحتم؟", "كم الرسوم لو سمحتم؟"),
        ("hello, how much is it please", "how much is it"),
        ("من حقي ايصال ولا لا؟", "من حقي ايصال؟"),
        ("السلام عليكم", "السلام عليكم"),
    ],
)
def test_courtesies(text: str, left: str) -> None:
    """A salutation is no part of the question, and stays where it is all there is; the mark of a question stays."""
    assert courtesies.without(text) in {left, left.replace(" لو سمحتم؟", "؟")}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("يا ولد كم الرسوم", "كم الرسوم"),
        ("بكم السهم يا طويل العمر", "بكم السهم"),
        ("الله يعطيك العافية يا ابو محمد وين وصل طلبي", "وين وصل طلبي"),
        ("جزاكم الله خيراً متى الدوام", "متى الدوام"),
        ("thank you so much how do I join", "how do I join"),
        ("رفضوا طلبي ليه الله يصلحهم", "رفضوا طلبي ليه"),
        ("شكرا على الرد كم رسوم العضوية", "على الرد كم رسوم العضوية"),
    ],
)
def test_address_thanks_and_blessings_are_known_by_rule(text: str, left: str) -> None:
    """Whoever is addressed, however much he is thanked and whatever is prayed for him."""
    assert courtesies.without(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "شكرا لكم على الدعم",
        "thank you for registering me",
        "يا نصابين ردوا فلوسي",
        "الله ياخذ حقي منكم",
        "توفى ابوي الله يرحمه",
        "يا موظف رد علي",
        "شكرا كثير",
        "الله الله",
        "يا",
    ],
)
def test_what_only_looks_courteous_is_kept(text: str) -> None:
    """A curse, a prayer for the dead and a call for the officer say something; what thanks are for asks for nothing."""
    assert courtesies.without(text) == text


def test_a_part_is_a_question_by_its_mark_or_its_first_word() -> None:
    """So that none of several is lost for want of a question mark."""
    for text in ("رسوم العضوية؟", "وهل اقدر ابيع سهمي", "كم الرسوم", "and can I pay later", "w kam el rasm"):
        assert sentence.is_question(text), text
    for text in ("شكرا لكم", "المدير العام", "thank you", "whatever"):
        assert not sentence.is_question(text), text


def test_parts() -> None:
    """A message falls apart where a question ends and where another begins."""
    assert parting.parts("كم رسوم العضوية؟ وين موقعكم؟") == ("كم رسوم العضوية؟", "وين موقعكم؟")
    assert parting.parts("كم رسوم العضوية ومتى تفتح الجمعية") == ("كم رسوم العضوية", "ومتى تفتح الجمعية")
    assert parting.parts("ايش شروط العضوية وكم الرسوم وفين المكتب") == ("ايش شروط العضوية", "وكم الرسوم", "وفين المكتب")
    assert parting.parts("kam el rosom w mta tftahon") == ("kam el rosom", "w mta tftahon")
    assert parting.parts("كم رسوم العضوية؟") == ("كم رسوم العضوية؟",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("اول شي كم رسوم العضوية ثاني شي متى تفتحون", ("كم رسوم العضوية", "متى تفتحون")),
        ("كم رسوم العضوية وبعدين متى تفتحون", ("كم رسوم العضوية", "متى تفتحون")),
        ("ابي اعرف الرسوم و ابغى اسأل عن الدوام", ("ابي اعرف الرسوم", "و ابغى اسأل عن الدوام")),
        ("1- رسوم العضوية\n2- ساعات العمل", ("رسوم العضوية", "ساعات العمل")),
        ("First, the fee. Second: opening hours", ("the fee.", "opening hours")),
        ("the membership fee, one more question the opening hours", ("the membership fee", "the opening hours")),
        ("ادفع الرسوم الحين ولا بعدين", ("ادفع الرسوم الحين ولا بعدين",)),
        ("who gets the first unit", ("who gets the first unit",)),
        ("can my wife also join", ("can my wife also join",)),
    ],
)
def test_questions_are_parted_as_they_are_counted(text: str, parts: tuple[str, ...]) -> None:
    """By numbers and by words for the next; what counts nothing parts nothing."""
    assert parting.parts(text) == parts


@pytest.mark.parametrize("text", ["كم؟", "والثاني؟", "طيب", "؟؟؟", "5", "🙂", "ok", "and then?", "م"])
def test_fragments(text: str) -> None:
    """Question words, numbers, signs and nods alone are about nothing."""
    assert not gist.has_content(text)


@pytest.mark.parametrize("text", ["يا اخوان", "ابغى اعرف", "المزيد", "I want to know"])
def test_words_that_come_to_no_question(text: str) -> None:
    """They begin one, and ask nothing yet; with a matter they ask."""
    assert gist.is_idle(text)
    assert not gist.is_idle(f"{text} الرسوم")


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("انا ابو فهد من جدة وحاب اعرف كم رسوم الاشتراك", "كم رسوم الاشتراك"),
        ("Hello, I was wondering if I can leave", "I can leave"),
        ("والمهم اني كنت بسأل عن موضوع وهو كم رسوم الاشتراك", "كم رسوم الاشتراك"),
        ("We have lived here for years, anyway my question is: is the fee refunded", "is the fee refunded"),
        ("دورت في موقعكم وما لقيت كم رسوم الاشتراك", "كم رسوم الاشتراك"),
        ("ابغى اعرف", "ابغى اعرف"),
        ("كم رسوم العضوية", "كم رسوم العضوية"),
    ],
)
def test_announced_question(text: str, core: str) -> None:
    """What comes before a question that is announced is taken off; where nothing comes after, all stays."""
    assert framing.announced(text) == core


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Actually no, first tell me what the fees are", "what the fees are"),
        ("before I go on, is the fee refundable", "is the fee refundable"),
        ("قبل كذا قول لي كم ياخذ الرد", "كم ياخذ الرد"),
        ("بس اول علمني كم سعر السهم", "كم سعر السهم"),
        ("كم رسوم التسجيل قبل لا اكمل", "كم رسوم التسجيل"),
        ("اول دفعة كم", "اول دفعة كم"),
        ("قبل كذا قدمت طلب", "قبل كذا قدمت طلب"),
        ("before my accident I could work", "before my accident I could work"),
    ],
)
def test_what_puts_a_question_first_is_no_part_of_it(text: str, core: str) -> None:
    """What is told of a time before, or of a first thing, stays."""
    assert framing.first_asked(text) == core


@pytest.mark.parametrize(
    ("written", "meant"), [("maree'9", "مريض"), ("mari9'", "مريض"), ("'3ali", "غالي"), ("el'3adad", "العدد")]
)
def test_arabizi_dots(written: str, meant: str) -> None:
    """The dot of a letter stands before its figure or behind it; after the article it is none."""
    assert arabizi.reader(["مريض", "غالي", "عدد", "العدد", "ممارسه"]).read(written) == meant


def test_arabizi_particles_go_with_their_words() -> None:
    """The article and «w» stand apart with many Latin writers; by themselves they would be read as words."""
    reader = arabizi.reader(["رسوم", "العضويه", "كم", "مات"])
    assert reader.read("w el rsoom kam? mata") == "والرسوم كم متى"


def test_a_choice_goes_on_with_its_question() -> None:
    """«مين يعينهم؟ الوزارة ولا حنا؟» asks one thing."""
    assert len(parting.parts("مين ينتخب المجلس؟ الوزارة ولا حنا؟")) == 1


def test_property_is_no_ruling() -> None:
    """«حلال الوالد» is what he left; «هل الأسهم حلال» asks for a ruling."""
    assert not gist.guarded("حلال الوالد عندكم وش نسوي فيه")
    assert gist.guarded("هل الأسهم حلال؟")


def test_who_is_a_lawyer_and_what_is_called_legal_ask_for_no_ruling() -> None:
    """«توكيل شرعي» names a deed, and «أنا محامي» who writes; "do I need a lawyer" asks for advice."""
    assert not gist.guarded("هل يكفي توكيل شرعي واحد من جميع الورثة؟")
    assert not gist.guarded("أنا محامي ورثة أحد الأعضاء، ما المستندات؟")
    assert not gist.guarded("I am a lawyer for the heirs")
    assert gist.guarded("do I need a lawyer?")


@pytest.mark.parametrize(
    "text",
    [
        "ابو فهد كم دوره بالقائمة",
        "اخوي قدم عندكم وين وصل طلبه",
        "وش ترتيب جارتي",
        "status of my brother's request",
        "her ticket",
    ],
)
def test_matters_of_others(text: str) -> None:
    """What is asked of somebody else is told from what is the member's own."""
    assert gist.is_of_others(text)


@pytest.mark.parametrize(
    "text", ["انا ابو فهد كم دوري", "يا اخوي وين وصل طلبي", "what happened to my request", "رقم الطلب عندي"]
)
def test_own_matters(text: str) -> None:
    """A name or a brother who is addressed makes it nobody else's."""
    assert not gist.is_of_others(text)


@pytest.mark.parametrize(
    ("text", "friday"),
    [
        ("الثلاثاء فاتحين؟", "الجمعة فاتحين؟"),
        ("بكرة المكتب مفتوح ولا لا", "الجمعة المكتب مفتوح ولا لا"),
        ("maftoo7een yom el a7ad?", "maftoo7een yom الجمعة?"),
        ("Is the office open on Thursdays?", "Is the office open on Friday?"),
        ("will you be open tomorrow", "will you be open Friday"),
    ],
)
def test_days_are_alike_in_whether_somebody_is_there(text: str, friday: str) -> None:
    """The phrasings name some of them only."""
    assert weekdays.asks_if_open(text)
    assert weekdays.as_friday(text) == friday


@pytest.mark.parametrize(
    "text", ["بكرة يجي الفني؟", "وش صار اليوم؟", "المكتب كان مقفل الخميس وانا واقف", "what happened on Monday"]
)
def test_what_else_is_asked_or_told_of_a_day_asks_for_no_hours(text: str) -> None:
    """The day alone says nothing of it, nor what happened then."""
    assert not weekdays.asks_if_open(text)


@pytest.mark.parametrize(
    ("text", "asked"), [("المكتب مقفل الحين؟", "المكتب فاتحين الحين؟"), ("you are closed?", "you are open?")]
)
def test_whether_it_is_closed_is_asked_as_whether_it_is_open(text: str, asked: str) -> None:
    """A day that is named goes before that."""
    assert weekdays.as_friday(text) == asked
    assert weekdays.as_friday("مقفلين الثلاثاء؟") == "مقفلين الجمعة؟"


def test_anybody_is_no_sunday() -> None:
    """Without its article it means somebody."""
    assert weekdays.as_friday("ما فيه احد فاتح؟") == "ما فيه احد فاتح؟"


@pytest.mark.parametrize(
    "text", ["مسافر انا ما اقدر", "هو اللي كلمكم امس", "زوجي ما يبغى يعطيني حقي", "واذا ما دفعت", "he is a friend of mine"]
)
def test_what_is_told(text: str) -> None:
    """Words that neither ask nor wish tell something."""
    assert sentence.tells(text)


@pytest.mark.parametrize(
    "text",
    [
        *("الورثة من يستلم الاسهم", "رسوم العضوية كم", "سنوية وإلا مرة وحدة", "نودّ معرفة المدة", "نبغى نشوف المحضر"),
        *(
            "اقدر اوكل اخوي",
            "طيب لو انسحبت ترجع فلوسي كلها",
            "طيب ممكن ابدل",
            "واقدر ابدل مع واحد عنده شقة ارضية",
            "الرسوم",
            "what is due",
            "i want to leave",
            "cancel my membership",
            "I want my money back",
            "خالي يبغى يبيع اسهمه",
        ),
    ],
)
def test_what_tells_nothing(text: str) -> None:
    """A word that asks may stand amid them; a wish is no news, nor is a title."""
    assert not sentence.tells(text)


@pytest.mark.parametrize(
    "text", ["شروط التسجيل", "الجمعية العمومية", "أعضاء مجلس الإدارة", "صلاحيات المدير", "board members", "heirs rights"]
)
def test_a_heading(text: str) -> None:
    """A noun that others define is put as one types it to find something."""
    assert gist.is_heading(text)


@pytest.mark.parametrize(
    "text", ["الموظف المسيء", "وصل المبلغ", "زوجي مسافر", "شروط", "renew membership now", "members complain"]
)
def test_no_heading(text: str) -> None:
    """Any other noun, a verb, and one word alone are none."""
    assert not gist.is_heading(text)


def test_from_when_is_no_who() -> None:
    """«من يومين» says since when."""
    assert sentence.tells("المكيف ما يبرد من يومين والجو نار")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("عندي قرض بنكي ينفع", True),
        ("ابوي فوق السبعين يجوز", True),
        ("هذا الكلام ما ينفع", False),
        ("المكيف ما عاد ينفع", False),
        ("ينفع الناس", False),
        ("طيب فيه استثناء", True),
        ("فيه خصم", True),
        ("فيه تسريب", False),
        ("فيه حل عندي لكم", False),
        ("i am pakistani is it ok", True),
        ("the guard is ok", False),
    ],
)
def test_who_tells_something_may_ask_if_it_is_allowed(text: str, *, asks: bool) -> None:
    """Without a mark, and at the end; what does not do is told."""
    assert sentence.asks_if_allowed(text) is asks
    assert sentence.asks(text) or not asks
