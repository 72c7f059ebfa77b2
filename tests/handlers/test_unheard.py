"""Words behind an answer that was lost, and goes once more."""

from dataclasses import replace

import pytest

from domain.model import Stage
from domain.ticketeffects import MoveTicket, OpenTicket
from handlers.hearing import remarks
from tests.handlers.house import Talk

NOTHING_CAME = (
    "ما وصلني شي",
    "للحين ما وصلني شي منكم",
    "ما وصلني رد",
    "لم يصلني أي شيء",
    "ما جاني جواب والله",
    "I didn't get anything",
    "nothing received yet",
)


def settled() -> Talk:
    """Give a talk in which a matter was opened, resolved, and something said since."""
    talk = Talk()
    talk.say("أقدر أعترض؟")
    talk.take()
    talk.resolve()
    talk.press("rate:5:T15328")
    talk.say("متى الرد؟")
    return talk


@pytest.mark.parametrize("words", NOTHING_CAME)
def test_that_nothing_came_is_about_the_lost_answer_alone(words: str) -> None:
    """It goes once more and says so itself: a matter that was resolved stays so, and nothing is said beside it."""
    talk = settled()
    talk.ctx = replace(talk.ctx, unheard=True)
    before = talk.state
    assert not talk.say(words)
    assert talk.state == before
    assert not talk.done(MoveTicket)
    assert not talk.done(OpenTicket)


def test_trouble_behind_a_lost_answer_is_heard_as_ever() -> None:
    """Only words about the silence are about the lost answer."""
    talk = settled()
    talk.ctx = replace(talk.ctx, unheard=True)
    talk.say("لم تُحل")
    assert Stage.REOPENED in {effect.stage for effect in talk.done(MoveTicket)}


@pytest.mark.parametrize("words", ["ما وصلني المفتاح", "وصلني ردكم", "ما وصلني راتب الدعم", "I didn't get the keys", "وصل"])
def test_what_did_come_or_another_thing_that_did_not_is_told_apart(words: str) -> None:
    """A thing that is named is a matter of his."""
    assert not remarks.got_nothing(words)
