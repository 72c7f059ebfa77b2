"""Words that mean the same wherever they are written: officer, stop, help, yes, no, a greeting. Pure; knows no state.

Only whole messages count: «موظف» asks for an officer, «هل يطابق الموظف بياناتي؟» is a question for the matcher. Who asks for an
officer may say why in the same breath.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import dropwhile, pairwise

from domain.model import Language
from faq import courtesies, normalise, segment
from handlers.hearing import particles
from handlers.hearing import wordbook as book


def command(text: str) -> str:
    """Give the action that the whole message names, as the button's words would; empty where it names none."""
    return book.COMMANDS.get(_said(text), "")


def blesses(text: str) -> bool:
    """Tell whether the whole message is a blessing, which is thanks: «الله يحفظك ويخليك»."""
    said = told(text)
    return not book.BLESSING.isdisjoint(said) and all(
        word in book.BLESSED or word in book.BLESSING or word in book.POLITE for word in said
    )


def asks_for_officer(text: str) -> bool:
    """Tell whether the whole message just asks for a person, or for his call: «أبغى أكلم موظف لو سمحت», «ابي احد يتصل علي»."""
    called = _made_of(text, book.CALLING, book.CALLING_HIM) and not book.ME.isdisjoint(told(text))
    return called or _made_of(text, book.OFFICER, book.WISHING) or _made_of(text, book.MANAGER, book.WISHING | book.WHERE)


def asks_for_call(text: str) -> bool:
    """Tell whether the whole message just asks to be called: «ابي احد يتصل علي»."""
    return _made_of(text, book.PHONING, book.CALLING_HIM) and not book.ME.isdisjoint(told(text))


def matter_for_officer(text: str) -> str:
    """Give the words of who asks for a person and says at once why: «أريد التحدث مع موظف، الرفض ظلم»; empty where none does."""
    sentences = [part for part in book.SENTENCE.split(text[: normalise.LIMIT]) if part.strip()]
    if len(sentences) > 1 and any(map(_wants_officer, (sentences[0], sentences[-1]))):
        return text.strip()
    said = told(text)
    asked = next((at for at, word in enumerate(said) if word in book.OFFICER), 0)
    wants = asked and all(word in book.WISHING for word in said[:asked])
    after = next((word for word in said[asked + 1 :] if word not in book.POLITE | book.AT_ONCE), "")
    return text.strip() if wants and after in book.ABOUT | book.HAVING else ""


def _wants_officer(text: str) -> bool:
    """Tell whether words ask for a person and say that they do: the mere noun may be part of a question."""
    return asks_for_officer(text) and any(word in book.WANT or word in book.TALK for word in told(text))


def asks_for_language(text: str) -> Language | None:
    """Give the language that the whole message asks for, if it does."""
    if _made_of(text, book.ENGLISH, book.SPEAKING):
        return Language.ENGLISH
    return Language.ARABIC if _made_of(text, book.ARABIC, book.SPEAKING) else None


def names_language(text: str) -> bool:
    """Tell whether a language is named in a short message: «ما اقرا عربي زين», "sorry, can you write in English"."""
    said = told(text)
    return len(said) <= book.OF_LANGUAGE and not (book.ARABIC | book.ENGLISH).isdisjoint(said)


def names_both_languages(text: str) -> bool:
    """Tell whether two languages are named in one breath, and neither is disowned: «بالعربي والانجليزي لو يصير»."""
    return bool(book.BOTH_LANGUAGES.search(text)) and (particles.NOT | book.WEAKLY).isdisjoint(told(text))


def language_meant(text: str) -> Language | None:
    """Give the language that is wished for by name: the one that is named, or the other where that one is not mastered."""
    said = told(text)
    named = {language for language, names in book.LANGUAGES.items() if not names.isdisjoint(said)}
    if len(named) != 1:
        return None
    (one,) = named
    weak = not (particles.NOT | book.WEAKLY).isdisjoint(said)
    return next(other for other in Language if other is not one) if weak else one


def asks_about_language(text: str) -> bool:
    """Tell whether the message wants another language without naming it, or asks which there are: «بأي لغة اكتب»."""
    return _said(text) in book.LANGUAGE or _made_of(text, book.TONGUE, book.SPEAKING | book.WHICH)


def asks_what_we_do(text: str) -> bool:
    """Tell whether the whole message asks what Mujib is for: «وش تسوي انت بالضبط؟», "what exactly do you do"."""
    said = _said(text).split()
    whole = all(word in book.WHAT or word in book.DOING or word in book.THIS or word in book.POLITE for word in said)
    return whole and said != ["how", "do", "you", "do"] and not (book.WHAT.isdisjoint(said) or book.DOING.isdisjoint(said))


def asks_who(text: str) -> bool:
    """Tell whether the whole message asks who answers: a person or a machine: «انت انسان ولا آلي», "am I talking to a bot"."""
    said = frozenset(told(text))
    made = said <= book.SPEAKER | book.NATURE | book.BESIDE_NATURE
    return is_one_of(text, book.WHO) or (made and not (book.SPEAKER.isdisjoint(said) or book.NATURE.isdisjoint(said)))


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Tell whether the whole message is one of the words, in any spelling."""
    return _said(text) in words


def stops_messages(text: str) -> bool:
    """Tell whether the words plainly want no more messages: a word for an end, and one for what is sent."""
    said = told(text)
    if not book.PHONING.isdisjoint(said):  # «لا تتصلون، راسلوني» wants them
        return False
    return any(word in book.STOPPING for word in said) and any(part in word for word in said for part in book.SENT)


def awaits_messages(text: str) -> bool:
    """Tell whether who speaks of messages misses them, which is no wish to get none: «ليش ما ترسلون لي الإيصال»."""
    said = _said(text).split()
    missed = any(
        first in book.NEVER and then in book.COMING for first, then in pairwise(word for word in said if word not in book.STILL)
    )
    return missed or (asks_why(text) and not book.NEVER.isdisjoint(said))


def calls_off(text: str) -> bool:
    """Tell whether the whole message only says that a matter is to be dropped: «لا خلاص الغ الشكوى», not whether it may be."""
    said = frozenset(told(text))
    if asks(text) or not book.ABLE.isdisjoint(said):
        return False
    named = not (book.ENDING.isdisjoint(said) or book.OWN.isdisjoint(said))
    beside = book.OWN | book.POLITE | book.WANT | book.AGREEING
    return (named or not book.ENDING_IT.isdisjoint(said)) and said <= book.ENDING | book.ENDING_IT | beside


def may_call_off(text: str) -> bool:
    """Tell whether the whole message asks whether an own matter can be dropped, or how: «ممكن ألغي الشكوى؟»."""
    said = frozenset(told(text))
    beside = book.POLITE | book.WANT | book.ABLE | book.ASKING
    return (
        not (book.ENDING.isdisjoint(said) or book.OWN.isdisjoint(said))
        and said <= book.ENDING | book.OWN | beside
        and not calls_off(text)
    )


def acknowledges(text: str) -> bool:
    """Tell whether the whole message only says that something was heard: «خلاص طيب», «لا شكراً»."""
    said = told(text)
    denied = any(first in particles.NOT and word in book.HEARD for first, word in pairwise(said))  # «ما فهمت» beside «ما قصرت»
    return bool(said) and not denied and all(word in book.AGREEING or word in book.POLITE for word in said)


def is_polite(text: str) -> bool:
    """Tell whether there is nothing but politeness: «لو سمحت»."""
    return all(word in book.POLITE for word in told(text))


def is_only_courteous(text: str) -> bool:
    """Tell whether thanks or a blessing is all that is left of a message without its courtesies: «يعطيكم العافيه ما تقصرون»."""
    said = told(text)
    kind = not (book.THANKING | book.BLESSING).isdisjoint(said)
    return kind and not asks(text) and not segment.has_content(courtesies.without(text))


def thanks_for(text: str) -> bool:
    """Tell whether the whole message acknowledges with thanks: «تمام شكراً», "ok thank you"."""
    return acknowledges(text) and not book.THANKING.isdisjoint(told(text))


def thanks(text: str) -> bool:
    """Tell whether the whole message is thanks, in whatever words."""
    return (
        is_one_of(text, book.THANKS)
        or thanks_for(text)
        or blesses(text)
        or thanks_well(text)
        or courtesies.is_thanks(told(text))
        or courtesies.is_thanks(tuple(dropwhile(book.AGREEING.__contains__, told(text))))
    )


def thanks_briefly(text: str) -> bool:
    """Tell whether a few words hold thanks and ask or tell nothing beside: "brilliant, thanks"."""
    said = told(text)
    plain = len(said) <= book.FEW_THANKS and book.BUT.isdisjoint(said) and not any(map(str.isdecimal, text))
    return plain and not book.THANKING.isdisjoint(said) and not asks(text)


def thanks_well(text: str) -> bool:
    """Tell whether a short message begins with thanks and says for what: «شكراً لكم على التجاوب السريع»."""
    said = told(text)
    short = 1 < len(said) <= book.MOST_THANKS and said[0] in book.THANKING
    return short and not book.FOR.isdisjoint(said[1:4]) and book.BUT.isdisjoint(said) and not any(mark in text for mark in "؟?")


def has_salam(text: str) -> bool:
    """Tell whether the message begins with a salam, which is returned, be it behind another greeting: «hi السلام عليكم»."""
    said = _said(text)
    if said.partition(" ")[0] in book.HAILING:
        said = " ".join(dropwhile(book.HAILING.__contains__, said.split()))
    return f"{said} ".startswith(book.SALAM_FIRST)


def greeting(text: str) -> str:
    """Give the kind of the greeting, which is returned in kind: salam, morning, evening or wish; empty for any other."""
    if has_salam(text):
        return "salam"
    said = told(text)
    if any(tuple(three) == book.HOW_ARE_YOU for three in zip(said, said[1:], said[2:], strict=False)):
        return "well"
    return next((kind for kind, marks in book.GREETED.items() if not marks.isdisjoint(said)), "")


def is_automatic(text: str) -> bool:
    """Tell whether a machine wrote this, such as an absence note; two machines must not talk for ever."""
    said = f" {_said(text[:300])} "
    return any(mark in said for mark in book.AUTOMATIC_MARKS)


def is_wordless(text: str) -> bool:
    """Tell whether there is neither letter nor digit: emoji, signs."""
    return not any(char.isalnum() for char in text)


def is_upset(text: str) -> bool:
    """Tell whether a wordless message shows anger."""
    return any(char in book.UPSET for char in text)


def is_hurt(text: str) -> bool:
    """Tell whether a complaint says that the member was treated without respect, or calls what happened by a strong word."""
    return not book.HURT.isdisjoint(told(text))


def begins_asking(text: str) -> bool:
    """Tell whether a message, behind greeting and politeness, begins as questions do: «طيب كم الرسوم»."""
    first = _first_word(text)
    return first in book.ASKING or (first.startswith("و") and first[1:] in book.ASKING)


def asks_openly(text: str) -> bool:
    """Tell whether a question is one that no yes or no answers: «ابي اعرف وش الفرق», "how can I"."""
    before = book.BEFORE_THE_MATTER | book.KNOWING
    first = next((word for word in told(text) if word not in before), "")
    return first in book.OPENLY or (first.startswith("و") and first[1:] in book.OPENLY)


def asks(text: str) -> bool:
    """Tell whether a message is a question by its mark or by how it begins."""
    return any(mark in text for mark in "؟?") or begins_asking(text) or wants_to_know(text) or supposes(text)


def supposes(text: str) -> bool:
    """Tell whether a message supposes something and asks what follows: «لو ما حضرت الاجتماع يصير علي شي»."""
    said = told(text)
    if book.SUPPOSING.isdisjoint(said) or book.FOLLOWING.isdisjoint(said):
        return False
    begun = [word for word in said if word not in book.OPENING]
    return begun[0] in book.SUPPOSING and begun[1] not in book.POLITE  # «لو سمحت» supposes nothing


def is_courtesy(text: str) -> bool:
    """Tell whether the whole message is a greeting, thanks, a blessing or an "all right"."""
    return is_one_of(text, book.GREETINGS | book.THANKS | book.SALAM) or acknowledges(text) or blesses(text)


def asks_why(text: str) -> bool:
    """Tell whether a message begins with the word of who asks why, which complains more often than it asks."""
    return _first_word(text) in book.WHY


def is_everyday(text: str) -> bool:
    """Tell whether the whole message is one that everybody writes: a greeting, a yes, a command, the word for an officer."""
    return is_courtesy(text) or is_one_of(text, book.EVERYDAY) or asks_for_officer(text)


def complains(text: str) -> bool:
    """Tell whether a message begins with the word of who complains, and asks nothing: «ابي اشتكي دفعت ومحد عطاني إيصال»."""
    return _first_word(text) in book.COMPLAINING and not any(mark in text for mark in "؟?")


def suggests(text: str) -> bool:
    """Tell whether a message begins with the word of who suggests something: «أقترح أن …»."""
    return _first_word(text) in book.SUGGESTING


def wishes(text: str) -> bool:
    """Tell whether there is a word of wishing, or of talking to somebody, in a message: «أبغى», "talk"."""
    return any(word in book.WANT or word in book.TALK for word in told(text))


def wants(text: str) -> bool:
    """Tell whether a word of a message says that something is wanted, be it behind an «and»: «وابغى»."""
    return any(word.removeprefix("و") in book.WANTED_SO for word in told(text))


def begins_wishing(text: str) -> bool:
    """Tell whether a message, behind greeting and politeness, begins with a wish, or asks for leave: «اقدر اشوف», "can i"."""
    beside = book.OPENING | book.POLITE
    first = next((word for word in _said(text).split() if word not in beside), "")
    return first in book.WANT or first in book.ABLE


def wants_to_know(text: str) -> bool:
    """Tell whether a message begins with the wish to know something: «ابغى اعرف الشروط»."""
    return _first_word(text) in book.KNOWING


def _first_word(text: str) -> str:
    """Give the first word behind greeting, wishing and politeness."""
    return next((word for word in told(text) if word not in book.BEFORE_THE_MATTER), "")


def says_why(text: str) -> bool:
    """Tell whether who asks for an officer says what he wants of him, in two words at least."""
    return content_words(text, book.OFFICER | book.TALK | book.ABOUT | book.PERSON) > 1


def content_words(text: str, beside: Iterable[str] = ()) -> int:
    """Count the words that say something, beside politeness, wishing and those given (as keys)."""
    empty = book.POLITE | book.WANT | frozenset(beside)
    return sum(word not in empty and len(word) > 1 for word in told(text))


@lru_cache(maxsize=256)
def told(text: str) -> tuple[str, ...]:
    """Give the words of a message's key; every rule of a turn asks for the same ones."""
    return tuple(_said(text).split())


@lru_cache(maxsize=256)
def _said(text: str) -> str:
    return normalise.key(text[: normalise.LIMIT])


def _made_of(text: str, nouns: frozenset[str], fillers: frozenset[str]) -> bool:
    said = told(text)
    return not nouns.isdisjoint(said) and all(word in nouns or word in fillers for word in said)
