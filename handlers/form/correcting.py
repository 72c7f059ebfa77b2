"""Corrections in a form: «الصحيح 0551234567», "sorry, my id is 1…", an identity number that comes where a mobile is asked.

Must not take an answer to what is asked for a correction; what it takes is checked as at its first entry.
"""

import re
from difflib import SequenceMatcher
from itertools import dropwhile, pairwise
from typing import Final

from domain.effects import Step
from domain.states import Draft, FillingForm, InForm
from faq import normalise
from handlers import speech
from handlers.context import Context
from handlers.form import fields, filled, forms, mentions, names
from handlers.form.fields import Field
from handlers.form.filled import Answers
from handlers.hearing import particles, wordbook, words

_CORRECTING: Final = wordbook.tokens(
    "ارجع نرجع رجعني back غيرت اغير أغير نغير تغيير غير غيروا edit رأيي رايي الصحيح صحيح الصح صح صححوا صحح أصحح تصحيح التصحيح "
    "عدل اعدل أعدل تعدل تعدلون اصحح عدلوا تعديل غلط غلطت غلطان غلطة خطأ "
    "بالغلط بالخطأ أخطأت قصدي أقصد بل آسف اسف آسفة اسفه عفوا معذرة لحظة "
    "sorry correction correct corrected right actually mean meant wrong mistake instead should oops wait apologies typo change "
    "update qasdi ghalat 8alat ma3lesh m3lesh asif asfa 3afwan alsa7 elsa7 sa7"
)
_RATHER: Final = particles.RATHER | wordbook.tokens("خلوها خلوه رجعها رجعه رجعوها رجعوه حطها حطوها put")
_ANNOUNCING: Final = _CORRECTING | _RATHER | particles.NO | wordbook.tokens("it back to")
"""What announces an answer that takes another's place."""
_BETTER: Final = wordbook.tokens("احسن أحسن افضل أفضل better instead rather")
_NEED: Final = wordbook.tokens("الدعم الطلب المطلوب السبب الوصف التسجيل need reason wanted request support registration")
_IDENTITY: Final = re.compile("[12][0-9]{9}")
"""The form of an identity number, right or not: «لا صحح الرقم 1084736259» where the mobile is asked."""
_ALIKE: Final = 0.5
"""Likeness of an answer to the one that it was before it was changed."""
_BESIDE: Final = wordbook.tokens(
    "el al ممكن ابي أبي ابغى أبغى ابغا اريد فيه i want la هو هي هذا هذي هذه وهذا ذاك ذا رقم الرقم رقمي لا مو ليس ما و في كان "
    "الأول السابق اللي كتبته كتبت أعطيتك قبل الوطنية الوطني يا أخي لو سمحت من فضلك my the is it its number no not that i gave "
    "you before "
    "above earlier was be to a please and in here for this one new i have hi"
)
_WRITING: Final = wordbook.tokens(
    "اكتب اكتبه اكتبوه اكتبها صلحه صلحوه صلح عدله عدلوه غيره غيروه خله خلوه حطه حطوه write make put"
)
_LEADING: Final = _CORRECTING | _BESIDE | mentions.NAMES | _WRITING | {"s"}
"""What stands in front of a name that is given anew."""
_BUT: Final = wordbook.tokens("بس لكن ولكن but")
_BEFORE_LABEL: Final = _LEADING | wordbook.OPENING | wordbook.AGREEING | _BUT
"""And of what calls it a name: «تمام بس اسمها …»."""
_RIGHTED: Final = re.compile(
    r"^(?:(?:لا|استن[ايى]|لحظ[ةه]|عفوا|آسف|اسف|معليش|no|wait|oops|sorry|actually)[\s،,]+)*"
    r"(?:الصحيح|تصحيح|غلط|غلطت|خطأ|خطا|[اأ]قصد|قصدي|correction|wrong|i mean|i meant)(?: هو)?\s*[:،,]?\s+",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    rf"(?:^|[\s،,])((?:[اإ]سم(?:[يىه]|ها|{fields.RELATIVE})|(?:[بل]?ال|لل|بال)اسم|(?:my|the) (?:full |correct )?name(?: is"
    r"| should be)?|[ei]smi)\b"
    r"(?:\s*(?:الكامل|الصحيح|هو|غلط|خطأ|خطا|wrong|incorrect))*)\s*[:،,]?\s+(.+)$",
    re.IGNORECASE | re.DOTALL,
)

_APART: Final = re.compile(r"[،,؛;:.]+")
_NOT_THAT: Final = re.compile(
    r"(?<![\s،,(])[\s،,(]++(?:و|and )?(?:not|instead of|rather than|مو|مب|مهو|ليس|ليست|بدل|بدال|وليس)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Behind the right name the wrong one: «اسمي عمر العتيبي مو الحربي»."""
_KEPT: Final = wordbook.tokens(
    "عندكم لديكم مسجل مسجله مكتوب مكتوبة السجل سجلكم النظام جوالي اسمي هويتي هاتفي registered record records my"
)
"""What says that it is his own, and kept here."""


def heard(state: InForm, text: str, ctx: Context) -> Step | None:
    """Take the words as the correction of an answer given before, and go on; None where they are none."""
    asked = forms.missing(state.form, state.answers) if isinstance(state, FillingForm) else None
    found = _number(state, asked, text) or _name(state, asked, text)
    return corrected(state, *found, ctx) if found else None


def edited(state: InForm, text: str, ctx: Context) -> Step | None:
    """Take words that were changed afterwards as the correction of the answer that they resemble most; None where of none."""
    new = normalise.clean(text)
    alike = [(SequenceMatcher(None, old, fields.tidy(Field(name), new)).ratio(), Field(name)) for name, old in state.answers]
    likeness, field = max(alike, default=(0.0, Field.NAME))
    value = fields.tidy(field, new)
    meant = likeness >= _ALIKE and fields.looks_right(field, value) and dict(state.answers).get(field) != value
    return corrected(state, field, value, ctx) if meant else None


def only_named(text: str) -> Field | None:
    """Give the field that a few words name, and nothing else: «رقم الهوية» below the question what is to be changed."""
    said = mentions.said(text)
    calls = {**mentions.OF_NUMBERS, Field.NAME: mentions.NAMES, Field.NEED: _NEED, Field.WISH: _NEED}
    found = [field for field, called in calls.items() if not called.isdisjoint(said)]
    rest = [
        word
        for word in said
        if word not in _BESIDE | mentions.NUMBER | _CORRECTING and not any(word in one for one in calls.values())
    ]
    return found[0] if found and not rest and not any(map(str.isdecimal, text)) else None


def behind(text: str) -> str:
    """Give what is said behind words that only announce a correction: «عضوية جديدة» of «لا خلها عضوية جديدة احسن»."""
    said = text.split()
    keys = [normalise.word(word) for word in said]
    lead = next((at for at, key in enumerate(keys) if key not in _ANNOUNCING), len(said))
    if (_CORRECTING | _RATHER).isdisjoint(keys[:lead]):
        return text
    rest = list(dropwhile(lambda word: normalise.word(word) in _BETTER, reversed(said[lead:])))
    return " ".join(reversed(rest))


def named(text: str) -> Field | None:
    """Give the field that the words call wrong without saying what is right: «لا الجوال غلط»."""
    said = mentions.said(text)
    found = [*mentions.numbers(text), *([] if mentions.NAMES.isdisjoint(said) else [Field.NAME])]
    disowns = any(one in particles.DENYING and then in mentions.NAMES for one, then in pairwise(said))
    wrong = disowns or not _CORRECTING.isdisjoint(said)
    return found[0] if len(found) == 1 and wrong and not words.asks(text) else None


def is_kept_wrong(text: str) -> bool:
    """Tell whether words that call an answer wrong speak of what the association has of him: «رقم جوالي عندكم غلط»."""
    return not _KEPT.isdisjoint(words.told(text))


def aside(draft: Draft, text: str, ctx: Context) -> tuple[Draft, str] | None:
    """Take the words as the correction of an answer in a form that was put aside; give it with what to say, or None."""
    form = FillingForm(draft.form, draft.answers)
    found = _number(form, None, text) or _name(form, None, text)
    if not (found and fields.looks_right(*found)):
        return None
    return Draft(draft.form, filled.with_answer(draft.answers, *found)), _told(draft.answers, *found, ctx)


def corrected(state: InForm, field: Field, value: str, ctx: Context) -> Step:
    """Put the value in the answer's place and say so; one that does not look right is asked again, with the reason."""
    if not fields.looks_right(field, value):
        hint = speech.line(ctx, f"wrong.{field}", value=speech.short(value, speech.ECHO))
        others = tuple(answer for answer in state.answers if answer[0] != field)
        return forms.ask(state.form, others, ctx, hint, 1, doubted=value)
    told, answers = _told(state.answers, field, value, ctx), filled.with_answer(state.answers, field, value)
    if isinstance(state, FillingForm):
        return forms.ask(state.form, answers, ctx, told, state.misses, doubted=state.doubted)
    return forms.review(state.form, answers, ctx, told)


def _told(answers: Answers, field: Field, value: str, ctx: Context) -> str:
    """Say which answer was corrected, or noted before it was asked for."""
    key = "form.corrected" if dict(answers).get(field) else "form.noted"
    return speech.line(ctx, key, field=speech.line(ctx, f"field.{field}"), value=fields.shown(field, value))


def _number(state: InForm, asked: Field | None, text: str) -> tuple[Field, str] | None:
    """Find a number that is meant for another field than the one that is asked."""
    numbers = fields.numbers(normalise.clean(text))
    if len(numbers) != 1:
        return None
    said, named = mentions.said(text), mentions.numbers(text)
    correcting = not _CORRECTING.isdisjoint(said)
    rest = [word for word in said if not any(word in known for known in (_CORRECTING, _BESIDE, *mentions.OF_NUMBERS.values()))]
    if rest and (asked in fields.FREE or not (named or asked in {*mentions.OF_NUMBERS, Field.NAME})):
        return None
    field = named[0] if len(named) == 1 else _meant(state, asked, numbers[0], correcting=correcting)
    if field is None or field is asked:
        return None
    value = fields.tidy(field, numbers[0])
    surely = bool(named) or correcting or fields.looks_right(field, value)
    return (field, value) if surely and dict(state.answers).get(field) != value else None


def _meant(state: InForm, asked: Field | None, number: str, *, correcting: bool) -> Field | None:
    """Give the field whose answer the number can be, where that is one; else, of a correction, the last number given."""
    fits = [field for field in mentions.OF_NUMBERS if fields.looks_right(field, fields.tidy(field, number))]
    given = [Field(name) for name, _ in state.answers if name in mentions.OF_NUMBERS]
    given = [Field(name) for name, _ in state.answers if name in mentions.OF_NUMBERS]
    if asked in fits:
        return None
    if asked in mentions.OF_NUMBERS and not fits:
        return Field.NATIONAL_ID if correcting and Field.NATIONAL_ID in given and _IDENTITY.fullmatch(number) else None
    if len(fits) == 1:
        return fits[0] if fits[0] in given or asked in mentions.OF_NUMBERS or asked is Field.NAME else None
    return given[-1] if correcting and given else None


def _name(state: InForm, asked: Field | None, text: str) -> tuple[Field, str] | None:
    """Find a name given anew; where free text is awaited only one that is said to correct the first."""
    if asked is Field.NAME or Field.NAME not in dict(state.answers):
        return None
    text = normalise.clean(text)
    if asked not in fields.FREE and (fuller := _fuller(state, text)):
        return Field.NAME, fuller
    if (righted := _RIGHTED.sub("", text)) != text and state.answers[-1][0] == Field.NAME and asked not in fields.FREE:
        return _if_name(righted)
    if renamed := _renamed(state, text):
        return Field.NAME, renamed
    found = _labelled(text)
    if not found or (asked in fields.FREE and _CORRECTING.isdisjoint(mentions.said(text[: found.end(1)]))):
        return None
    return _if_name(found[2])


def _labelled(text: str) -> re.Match[str] | None:
    """Find what calls something a name, behind words that only lead to it."""
    found = _NAMED.search(text)
    return found if found and all(word in _BEFORE_LABEL for word in mentions.said(text[: found.start(1)])) else None


def tells_name(text: str) -> bool:
    """Tell whether words say no more than what somebody is called: «اسمها هند محمد القرشي»."""
    named = behind_label(text)
    return named != text and not words.asks(text)


def behind_label(text: str) -> str:
    """Give the name behind what calls it one: «منى الغامدي» of «تمام بس اسمها منى الغامدي»; else all of the text."""
    found = None if fields.numbers(text) else _labelled(normalise.clean(text))
    named = _if_name(found[2]) if found else None
    return named[1] if named and names.is_name(named[1]) else text


def _fuller(state: InForm, text: str) -> str:
    """Give a name that is the one given with more of its parts, or with its family's: «الدوسري» behind «فهد عبدالله»."""
    name, known = fields.tidy(Field.NAME, text), dict(state.answers)[Field.NAME]
    if names.is_of_family(name) and not names.is_of_family(known.split()[-1]) and state.answers[-1][0] == Field.NAME:
        return f"{known} {name}"
    fuller = fields.looks_right(Field.NAME, name) and names.is_name(name) and fields.is_fuller(name, known)
    return name if fuller and not fields.same_name(name, known) else ""


def _renamed(state: InForm, text: str) -> str:
    """Give a name like the one given, behind words that call that wrong: «لا غلط، نورة عبدالرحمن الشهري»."""
    said = text.split()
    name = " ".join(dropwhile(lambda word: all(part in _LEADING for part in normalise.word(word).split()), said))
    before, known = said[: len(said) - len(name.split())], dict(state.answers)[Field.NAME]
    called_wrong = any(normalise.word(word) in _CORRECTING for word in before)
    likely = called_wrong and fields.looks_right(Field.NAME, name) and names.is_name(name)
    return name if likely and SequenceMatcher(None, known, name).ratio() >= _ALIKE else ""


def _if_name(text: str) -> tuple[Field, str] | None:
    """Take the part that is a name: the last of «ناقص، عبدالرحمن علي الزهراني», "to Sara Khan" without its "to"."""
    parts = (fields.tidy(Field.NAME, names.from_name(part)) for part in _APART.split(_NOT_THAT.sub("", text)))
    found = [part for part in parts if fields.looks_right(Field.NAME, part) and names.is_name(part)]
    return (Field.NAME, found[-1]) if found else None
