"""Remarks about the form itself while it is filled in: where it stands, back, wait, "I would rather not say". Never an answer.

Must not take an answer for such a remark: each is short, and made of words that speak of the form.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from domain.effects import Step
from domain.states import FillingForm, InForm
from handlers import speech
from handlers.context import Context
from handlers.form import correcting, fields, filled, forms, mentions, owing
from handlers.form.fields import Field
from handlers.hearing import needs, particles, persons, progress, sayings, wordbook, words
from handlers.ticket import tickets

_HOW: Final = particles.WHERE_WHAT | wordbook.tokens("شنو ما كم many much")
_SO_FAR: Final = wordbook.tokens(
    "khatwa jaya jayya سؤال الاسئلة اسئلة questions الجاية الجايه الخطوة الخطوه step وصلنا وقفنا توقفنا كنا كتبت كتبته كتبنا "
    "عبيت سجلت اعطيتك عطيتك باقي بقي باقيلي الجاي التالي القادم was were wrote write written left far given next stopped "
    "wasalna"
)
_OF_FORM: Final = wordbook.tokens(
    "el انا أنا لك لكم لي هو هي السؤال سؤال الاسئلة أسئلة اسئله من في طيب الى إلى الآن الحين لحد للحين حتى على عليه و did we i "
    "have so you the my is questions question are there until now"
)
_BACK: Final = wordbook.tokens("ارجع رجع رجعني رجعنا نرجع ارجعلي العودة back previous")
_BEFORE: Final = wordbook.tokens(
    "للسؤال السؤال سؤال للي اللي قبل قبله السابق الماضي الاول إلى الى على ورا وراء خطوة لورا طيب لا مرة go take me to the "
    "question one step before last can let us"
)
_WAIT: Final = wordbook.tokens(
    "لحظة لحظه دقيقة دقيقه ثواني ثانية استنى استن انتظر انتظرني اصبر اصبروا wait moment minute second sec hold la7tha"
)
_MOMENT: Final = _WAIT - wordbook.tokens("استنى استن انتظر انتظرني اصبر اصبروا wait")
"""What asks for patience also where more is said; «انتظر ردكم من ساعة» does not."""
_A_LITTLE: Final = wordbook.tokens(
    "شوي اشوي شوية بس طيب خلني خليني ادور أدور اشوف أشوف اجيب أجيب الهوية هويتي البطاقة الرقم رقمي عليه علي واحدة a one on let "
    "me just find get my id card for it"
)
_EMAIL: Final = wordbook.tokens("ايميل إيميل الايميل ايميلي بريد البريد بريدي الكتروني email e-mail mail")
_NOT: Final = particles.NOT | particles.WITHOUT | wordbook.tokens("ماعرف معرف مدري ma3andi مالي ماعندي")
_REMEMBERING: Final = wordbook.tokens(
    "احفظه احفظ حافظه حافظته حافظها حافظ اعرفه اعرفها عارفه اتذكره اتذكر متذكره اذكره فاكره فاكر remember"
)
_FORGETTING: Final = wordbook.tokens("ناسي ناسيه ناسيها نسيته نسيتها forgot forgotten")
"""What is said of a number that is not known by heart."""
_BY_HEART: Final = wordbook.tokens(
    "والله للاسف للأسف الحين دحين دلوقتي صراحة الرقم it i do don't the number now sorry have right"
)
_GIVING: Final = wordbook.tokens("اعطيك اعطيكم أعطي بعطيك بعطيكم عطيك عطيكم اقول اقولك اعلمك اكتبه اشارك share give tell")
_NEEDING: Final = wordbook.tokens("احتاج محتاج محتاجة محتاجه محتاجين نحتاج")
_WANTING: Final = wordbook.tokens("ابي أبي ابغى أبغى ابغا اريد أريد ودي abi abgha abga نبي نبغى")
_OF_THE_FORM: Final = wordbook.tokens(
    "اعدل اغير اضيف احط اكتب اشوف اعرف اسأل ارسل اكمل اوقف الغي هوية الهوية هويتي جوال الجوال جوالي رقم رقمي البيانات بياناتي "
    "الطلب طلبي شكوى"
)
_TALK: Final = wordbook.TALK - wordbook.tokens("على")
_NO_NEED: Final = wordbook.tokens("وقت مساعدة مساعده شرح توضيح افهم اعرف معلومات")
_SAME: Final = wordbook.tokens("نفس نفسه same")
_SHOWING: Final = wordbook.tokens("اشوف أشوف اعرض ورني وريني عرض show see review")
_OF_DATA: Final = (
    wordbook.tokens("بياناتي البيانات الطلب طلبي معلوماتي اللي كتبته مرة ثانية كلها my the data answers again all")
    | wordbook.WANT
)
_ELSE: Final = wordbook.tokens("انتهينا خلصنا خلصت done finished else more ثاني ثانيه غيره غيرها زيادة")
_ANYTHING: Final = wordbook.tokens(
    "is there anything something any what do you need want is that all هل في فيه شي شيء باقي مطلوب مني لازم تبون تبغون محتاجين "
    "وش ايش طيب"
)
_PAPERS: Final = wordbook.tokens(
    "صور الصور صورة الصورة اوراق الاوراق أوراقي اوراقي ورق مستندات المستندات مستنداتي ملف الملفات ملفات مرفقات المرفقات photo "
    "photos picture pictures paper papers document documents file files"
)
_SENDING: Final = wordbook.tokens(
    "ارسل أرسل ارسلها نرسل ارفع أرفع ارفق أرفق ارفقها احط أحط اجيب اسلم send upload attach submit give bring"
)
_LEAST_NEED: Final = 3
_LONG: Final = 12
_SHORT: Final = 7
"""Words of a remark of this kind."""


def asks_so_far(text: str) -> bool:
    """Tell whether the message only asks how far the form is, or what was written: «وين وصلنا», «وش كتبت انا»."""
    said = words.told(text)
    shown = words.made_of(text, _SHOWING, _OF_DATA)
    return shown or (not _HOW.isdisjoint(said) and words.made_of(text, _SO_FAR, _HOW | _OF_FORM))


def wants_back(text: str) -> bool:
    """Tell whether the message only wants the question before: «ارجع للسؤال اللي قبل», "go back one question"."""
    return words.is_one_of(text, sayings.BACK) or words.made_of(text, _BACK, _BEFORE)


def holds_on(text: str) -> bool:
    """Tell whether the message only asks for patience: «لحظة اجيب الهوية», "one moment"."""
    return words.made_of(text, _WAIT, _A_LITTLE)


def _waits(text: str) -> bool:
    """Tell whether a member who is asked for a name or a number asks for patience first: «لحظه الجوال بيطفي»."""
    said = words.told(text)
    begun = next((word for word in said if word not in _A_LITTLE), "")
    waits = (begun in _MOMENT and len(said) <= _SHORT) or (said[-1:] and said[-1] in _MOMENT and len(said) <= _LONG)
    return bool(waits) and not (words.asks(text) or fields.numbers(text))


def speaks_of_email(text: str) -> bool:
    """Tell whether the message is an e-mail address, or says or asks something of one, which no form asks for."""
    said = words.told(text)
    if len(said) > _SHORT or fields.numbers(text):
        return False
    alone = "@" in text and len(text.split()) == 1
    return alone or (not _EMAIL.isdisjoint(said) and ("@" in text or not _NOT.isdisjoint(said) or words.asks_why(text)))


def _asks_for_more(text: str) -> bool:
    """Tell whether the message only asks if anything else is wanted: «شي ثاني؟», "is there anything else?"."""
    return any(mark in text for mark in "؟?") and words.made_of(text, _ELSE, _ANYTHING)


def _asks_of_papers(text: str) -> bool:
    """Tell whether the message asks where or how papers are sent: «كيف ارسل الصور؟»."""
    said = words.told(text)
    return words.asks(text) and len(said) <= _SHORT and not (_PAPERS.isdisjoint(said) or _SENDING.isdisjoint(said))


def _means_this_number(text: str) -> bool:
    """Tell whether the message points to a number instead of writing it: «نفس رقم الواتس», "same number I write from"."""
    said = words.told(text)
    points = not (_SAME.isdisjoint(said) or mentions.NAMING[Field.MOBILE].isdisjoint(said))
    return points and len(said) <= _SHORT and not fields.numbers(text) and not words.asks(text)


def lacks(text: str, field: Field) -> bool:
    """Tell whether the message says that he does not have the number asked for: «هويتي ما هي معي», "I don't have a mobile"."""
    said = words.told(text)
    named = not (mentions.NAMING[field].isdisjoint(said) or _NOT.isdisjoint(said)) or _knows_not(text)
    asks = any(mark in text for mark in "؟?") or words.begins_asking(text)  # «مادري كم رقم هويتي» asks nothing
    lacking = named or (owing.lacks(text) and wordbook.CALLING.isdisjoint(said))  # "can somebody call me instead"
    return lacking and len(said) <= _LONG and not asks


def _knows_not(text: str) -> bool:
    """Tell whether the message only says that it is not known by heart: «ما احفظه», "I don't remember"."""
    denied = not _NOT.isdisjoint(words.told(text)) and words.made_of(text, _REMEMBERING, _NOT | _BY_HEART)
    return denied or words.made_of(text, _FORGETTING, _BY_HEART)


def refuses(text: str) -> bool:
    """Tell whether the message says that what is asked is not given: «ما راح اعطيكم رقمي», "I won't share that"."""
    said = words.told(text)
    return len(said) <= _SHORT and not (_NOT.isdisjoint(said) or _GIVING.isdisjoint(said)) and not words.asks(text)


def heard(state: InForm, text: str, ctx: Context) -> Step | None:
    """Answer such a remark and say once more what the form waits for; None where the words are none."""
    if wants_back(text) and (before := _before(state)):
        return forms.reopen(state, before, ctx, speech.line(ctx, "form.back"))
    if progress.asks_after_own(text) and not ctx.open_tickets:
        return forms.again(state, ctx, speech.line(ctx, "form.not_yet"))
    if words.asks(text) and tickets.names_own(text, ctx):
        return forms.again(state, ctx, tickets.standing(text, ctx))
    if _asks_for_more(text):
        return forms.again(state, ctx, "")
    if asks_so_far(text):
        return forms.again(state, ctx, forms.so_far(state, ctx))
    if isinstance(state, FillingForm) and (step := _told_early(state, text, ctx) or _kept_waiting(state, text, ctx)):
        return step
    key = next((key for key, is_meant in _SAYS.items() if is_meant(text)), "")
    if key:
        return forms.again(state, ctx, speech.line(ctx, key))
    return _refused(state, text, ctx) if isinstance(state, FillingForm) and refuses(text) else None


_SAYS: Final[dict[str, Callable[[str], bool]]] = {
    "form.no_email": speaks_of_email,
    "form.no_hurry": holds_on,
    "attachment.in_form": _asks_of_papers,
    "form.same_number": _means_this_number,
}
"""What is answered to remarks that change nothing."""


def _kept_waiting(state: FillingForm, text: str, ctx: Context) -> Step | None:
    free = forms.missing(state.form, state.answers) in fields.FREE
    return None if free or not _waits(text) else forms.again(state, ctx, speech.line(ctx, "form.no_hurry"))


def reopened(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Ask once more for an earlier answer that the words call wrong, without saying what is right: «عدل الاسم»."""
    first = wordbook.SENTENCE.split(text)[0]
    wrong = correcting.named(first) if len(words.told(first)) <= _SHORT else None
    given = wrong is not None and wrong in dict(state.answers) and not any(map(str.isdecimal, text))
    return forms.edit(state, wrong, ctx) if wrong and given else None


def names_need(text: str) -> bool:
    """Tell whether the message says what support is needed: «احتاج ترميم السقف», «سداد فواتير»; not a moment or a person."""
    said = words.told(text)
    other = _WAIT | _EMAIL | persons.OFFICER | _TALK | mentions.NAMES | _NO_NEED | _OF_THE_FORM
    tells = len(said) > _LEAST_NEED and (said[0] in _WANTING or any(word.removeprefix("و") in _NEEDING for word in said))
    named = len(said) > 1 and any(map(needs.is_of_need, said))
    needs_it = named or (len(said) >= _LEAST_NEED and (said[0] in _NEEDING or tells) and _A_LITTLE.isdisjoint(said))
    return needs_it and said[0] not in _NOT and other.isdisjoint(said) and not words.asks(text)


def _tells_need(text: str) -> bool:
    """Tell whether words in place of a name tell of a need, and name nobody: «زوجتي مريضة وعلاجها غالي»."""
    said = words.told(text)
    return len(said) > _LEAST_NEED and needs.tells_need(text) and mentions.NAMES.isdisjoint(said) and not words.asks(text)


def _told_early(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Keep the need, or what a registration is for, that is told where a number is asked, for which it is no answer."""
    asked, given = forms.missing(state.form, state.answers), dict(state.answers)
    if asked in fields.FREE or fields.numbers(text):
        return None
    more = asked is Field.NAME or (Field.NEED in given and not mentions.numbers(text))
    needed = (more and _tells_need(text)) or (asked is not Field.NAME and names_need(text))
    told = {Field.NEED: needed, Field.WISH: fields.begins_wish(text) and not words.asks(text) and Field.WISH not in given}
    early = next((one for one in fields.FIELDS[state.form] if told.get(one)), None)
    if early is None:
        return None
    value = filled.joined(given.get(early, ""), fields.tidy(early, text))
    said = speech.line(ctx, "form.noted", field=speech.line(ctx, f"field.{early}"), value=value)
    return forms.again(replace(state, answers=filled.with_answer(state.answers, early, value)), ctx, said)


def _refused(state: FillingForm, text: str, ctx: Context) -> Step | None:
    """Leave a number to the officer, also one that was given; without a name there is no request."""
    field = forms.missing(state.form, state.answers)
    meant = [one for one in mentions.numbers(text) if one is not field and dict(state.answers).get(one)]
    if len(meant) == 1:
        left = replace(state, answers=filled.with_answer(state.answers, meant[0], ""))
        return forms.again(left, ctx, speech.line(ctx, "form.leave_it"))
    if field in fields.SKIPPED:
        return forms.ask(state.form, (*state.answers, (field.value, "")), ctx, speech.line(ctx, "form.leave_it"))
    if field is not Field.NAME or mentions.NAMES.isdisjoint(words.told(text)) or state.misses >= ctx.house.max_misses:
        return None
    return forms.ask(state.form, state.answers, ctx, speech.line(ctx, "form.needs_name"), state.misses + 1)


def _before(state: InForm) -> Field | None:
    """Give the last answered field before the one that is asked, or of all where all are answered."""
    order, given = fields.FIELDS[state.form], dict(state.answers)
    asked = forms.missing(state.form, state.answers) if isinstance(state, FillingForm) else None
    earlier = order[: order.index(asked)] if asked else order
    return next((field for field in reversed(earlier) if field in given), None)
