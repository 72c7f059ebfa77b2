"""Sharing one's own number by a press: where a number is asked for, and no longer than that."""

from dataclasses import replace

from domain.inbound import TextReceived
from domain.model import Language, Reply
from domain.officeracts import OfficerReplied, OfficerResolved, OfficerTook
from domain.states import FillingForm, FormKind
from handlers.context import House
from tests.handlers.house import FIRST, HOUSE, SALIM, Talk, context

HIDDEN: House = replace(HOUSE, outreach=replace(HOUSE.outreach, numberless=lambda _: True))


def said(talk: Talk, text: str) -> Reply:
    """Write; give the one reply."""
    (reply,) = talk.happen(TextReceived(text))
    return reply


def test_the_form_offers_it_with_its_number_alone() -> None:
    """Neither with the question before nor with the one behind, which takes it away; in the member's language."""
    talk = Talk(state=FillingForm(FormKind.SUPPORT, (("name", "محمد أحمد الغامدي"),)))
    asked = said(talk, "1012345672")
    assert (asked.share, asked.share_over) == ("مشاركة رقمي", False)
    asked = said(talk, "12345")
    assert asked.share, "it is asked for again"
    behind = said(talk, "+966501234567")
    assert (behind.share, behind.share_over) == ("", True)
    assert not said(talk, "سداد إيجار متأخر").share_over


def test_news_offer_it_until_the_next_word() -> None:
    """Whoever says that: an officer's first word takes it away, and what comes later has its options as ever."""
    talk = Talk(context(house=HIDDEN))
    assert said(talk, "أقدر أعترض؟").share == "مشاركة رقمي"
    (taken,) = talk.happen(OfficerTook(FIRST, SALIM, "الأستاذ سالم"))
    assert taken.share_over
    (replied,) = talk.happen(OfficerReplied(FIRST, SALIM, "راجعت معاملتك."))
    (resolved,) = talk.happen(OfficerResolved(FIRST, SALIM))
    assert resolved.options
    assert not any(reply.share_over for reply in (replied, resolved))


def test_a_number_that_is_shared_is_kept_for_news() -> None:
    """As one that was typed."""
    talk = Talk(context(house=HIDDEN))
    said(talk, "أقدر أعترض؟")
    kept = said(talk, "+966501234567")
    assert "0501234567" in kept.text
    assert kept.share_over
    assert talk.ctx.contact.number == "+966501234567"


def test_it_is_offered_in_english() -> None:
    """The label is one of the texts."""
    state = FillingForm(FormKind.SUPPORT, (("name", "Sara Ali Alghamdi"),))
    base = context()
    talk = Talk(replace(base, contact=replace(base.contact, language=Language.ENGLISH, language_chosen=True)), state)
    assert said(talk, "1012345672").share == "Share my number"
