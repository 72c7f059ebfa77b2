"""Where length is counted and paid, a member gets the short answer, and the whole of it when he asks to read on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import telephony
from domain.model import ConversationId, Language
from faq.decision import Answer, Asked, Thread
from faq.entries import Entry, Flag
from faq.library import Library
from handlers import texts
from handlers.context import House
from tests.handlers.house import HOUSE, LIBRARY, Talk, context

AR, EN = Language.ARABIC, Language.ENGLISH


def shortened(entry: Entry) -> Entry:
    """Give an entry with short forms."""
    return replace(entry, short={AR: f"قصير {entry.id}.", EN: f"Short {entry.id}."})


KNOWN = {name: shortened(one) if name in {"reply", "channels", "death"} else one for name, one in LIBRARY.entries.items()}
COUNTED: House = replace(HOUSE, library=Library(LIBRARY.sources, KNOWN), brief=lambda _: True)
ELSEWHERE: House = replace(COUNTED, brief=lambda _: False)


def talk(house: House = COUNTED, language: Language = AR) -> Talk:
    """Begin to talk."""
    return Talk(context(house=house, language=language))


def test_the_short_answer_is_given_with_its_main_clause() -> None:
    """The full one stands elsewhere, with all its clauses."""
    assert talk().say("القنوات؟") == "قصير channels.\n\nالسياسة، القنوات 1"
    assert "البنود 1 إلى 3" in talk(ELSEWHERE).say("القنوات؟")


def test_an_answer_without_a_short_form_is_given_in_full() -> None:
    """Its clause's words are offered, and nothing more of it."""
    member = talk()
    assert member.say("كم الرسوم؟").startswith("جواب fees.")
    assert member.options[0].startswith("clause:")
    assert "نص fees.1" in member.say("المزيد")


@pytest.mark.parametrize("words", ["المزيد", "1", "١", "التفاصيل", "more", "ما فهمت"])
def test_the_rest_is_one_word_away(words: str) -> None:
    """By the option, its number, or words of his own; it names all the clauses and offers their text."""
    member = talk()
    member.say("القنوات؟")
    assert "البنود 1 إلى 3" in member.say(words)
    assert [one.partition(":")[0] for one in member.options] == ["clause", "act"]


def test_the_rest_may_be_asked_for_a_day_and_a_courtesy_later() -> None:
    """While it is the last answer."""
    member = talk()
    member.say("القنوات؟")
    member.say("شكرا")
    member.wait(timedelta(days=1))
    assert "جواب channels" in member.say("المزيد")


def test_another_answer_is_what_the_rest_is_of() -> None:
    """The one given last."""
    member = talk()
    member.say("القنوات؟")
    member.say("متى الرد؟")
    assert "جواب reply" in member.say("المزيد")


def test_more_is_the_menu_where_no_answer_was_short() -> None:
    """Elsewhere, and before anything was answered."""
    assert "كيف أخدمك" in talk().say("المزيد")
    member = talk(ELSEWHERE)
    member.say("القنوات؟")
    assert "جواب channels" not in member.say("المزيد")


def test_the_clause_may_be_asked_for_by_name() -> None:
    """Though its option is not shown."""
    member = talk()
    member.say("متى الرد؟")
    assert "نص handling.5" in member.say("نص البند")


def test_a_sensitive_answer_keeps_its_officer() -> None:
    """He is offered below it, or was called."""
    sensitive = replace(KNOWN["reply"], flags=frozenset({Flag.SENSITIVE}))
    member = talk(replace(COUNTED, library=Library(LIBRARY.sources, {**KNOWN, "reply": sensitive})))
    member.say("متى الرد؟")
    assert "act:officer" in member.options
    called = talk()
    assert "وأحلته إلى موظف برقم T1532-3" in called.say("توفي والدي")
    assert called.opened == 1


def test_several_answers_are_short_together() -> None:
    """Each with its own way to the rest."""

    def decide(text: str, thread: Thread = Thread()) -> tuple[Asked, ...]:
        del thread
        return (Asked(text, Answer("reply", 0.9, ())), Asked(text, Answer("channels", 0.9, ())))

    member = talk(replace(COUNTED, decide=decide))
    told = member.say("متى الرد؟ وما القنوات؟")
    assert "قصير reply" in told
    assert "قصير channels" in told
    assert [one for one in member.options if one.startswith("whole:")] == ["whole:reply", "whole:channels"]
    assert "جواب channels" in member.press("whole:channels")


def test_an_entry_that_is_gone_has_no_rest() -> None:
    """An option of an earlier knowledge is answered politely."""
    assert "لم يعد متاحاً" in talk().press("whole:gone")


def test_english_reads_the_english_form() -> None:
    """In the member's language."""
    assert talk(language=EN).say("When is the answer?").startswith("Short reply.")


def test_the_menu_stands_alone_or_not_at_all() -> None:
    """Beside other options a word leads there; alone it ends what was offered before."""
    member = talk()
    member.say("أقدر أعترض؟")
    assert member.options == ["act:ticket_status"]
    member.say("شكرا")
    assert member.options == ["act:menu"]


@pytest.mark.parametrize(("conversation", "counted"), [("sms:+1:+2", True), ("whatsapp:+1:+2", False), ("web:main:1", False)])
def test_length_counts_where_it_is_paid_by_segments(conversation: str, counted: bool) -> None:
    """As the channel's abilities say."""
    assert telephony.counted(ConversationId(conversation)) is counted


@pytest.mark.parametrize("language", Language)
def test_brief_sentences_say_what_the_others_say(language: Language) -> None:
    """Each is in place of one that exists, is shorter, and names no value that the other does not."""
    for key, brief in texts.BRIEF[language].items():
        usual = texts.BY_LANGUAGE[language].get(key)
        if usual is None:
            assert key.startswith("section."), key
        elif brief != usual:
            assert len(brief) < len(usual), key
            assert set(_values(brief)) <= set(_values(usual)), key


def _values(sentence: str) -> list[str]:
    return [part.partition("}")[0] for part in sentence.split("{")[1:]]
