"""Courtesies in Latin letters are read as Arabic ones where a message holds nothing else."""

import pytest

from handlers.hearing import manners, remarks, spelt

GREETINGS = ("slm 3lekom", "salam 3lykm", "alslam 3lekom ya jma3a", "ahleen", "9ba7 el5er", "msa el5er", "kefkom", "shlonkom")
THANKS = (
    "mshkoor ya 8ali",
    "shokran gzeelan",
    "tmam shokran",
    "y36eek al3afya",
    "jzak allah 5er",
    "mashkooreen",
    "5la9 mashkoor",
)
OTHERS = ("time", "all", "welcome", "like", "thank you", "hello", "kam elrad", "tmam mata elrad", "shokran bs mata", "item 5")


@pytest.mark.parametrize("text", GREETINGS)
def test_a_greeting_is_known_however_it_is_spelt(text: str) -> None:
    """By its consonants and about its sound."""
    assert remarks.greets(text)


@pytest.mark.parametrize("text", THANKS)
def test_thanks_are_known_however_they_are_spelt(text: str) -> None:
    """Also behind an all right, and with whom they are for."""
    assert manners.thanks(text)


@pytest.mark.parametrize("text", OTHERS)
def test_a_message_with_another_word_stays_what_it_is(text: str) -> None:
    """English, and questions: only whole courtesies are read so."""
    assert not spelt.in_arabic(text)
