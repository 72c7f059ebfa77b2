"""Going on in another conversation, as the pure machine does it."""

from dataclasses import replace

import pytest

from domain import reference
from domain.effects import FollowInvitation
from domain.elsewhere import Elsewhere, Invitation
from domain.inbound import ConversationStarted
from domain.model import ConversationId, Language, OfficerId, Stage, Ticket, TicketKind
from domain.states import WithOfficer
from tests.handlers.house import NOON, Talk, context

TICKET = Ticket(reference.make(1532), TicketKind.COMPLAINT, Stage.WITH_OFFICER, "s", NOON, NOON, officer=OfficerId(7))
OWNED = WithOfficer(TICKET.ref, OfficerId(7), "الأستاذ سالم")
WORD = "m-AbC_d-123"
GIVEN = Invitation(WORD, "م***")
SAHAR = "web:main:2"


def talk(invitation: Invitation | None = GIVEN, language: Language = Language.ARABIC) -> Talk:
    """Give a conversation into which the word is brought."""
    return Talk(replace(context(language=language), invitation=invitation))


def test_nothing_is_joined_unasked() -> None:
    """A link may come from somebody else: he is told whose it is, and that he need not."""
    here = talk()
    (asked,) = here.happen(ConversationStarted(WORD))
    assert asked.text.startswith("أهلاً بك")
    assert "م***" in asked.text
    assert "فلا تؤكد" in asked.text
    assert [option.id for option in asked.options] == [f"join:{WORD}", "join:"]
    assert not here.done(FollowInvitation)
    assert "لم أربط" in here.press("join:")
    assert not here.done(FollowInvitation)


@pytest.mark.parametrize("language", Language)
def test_who_confirms_is_joined(language: Language) -> None:
    """In either language, also where the name is not known."""
    here = talk(Invitation(WORD, ""), language)
    assert "Mujib" in here.happen(ConversationStarted(WORD))[0].text or language is Language.ARABIC
    here.press(f"join:{WORD}")
    assert here.done(FollowInvitation) == [FollowInvitation(WORD)]


def test_a_button_pressed_twice_is_told_as_done() -> None:
    """And joins nothing more; the link itself is void."""
    here = talk(Invitation(WORD, "", followed=True))
    assert "تم الربط" in here.press(f"join:{WORD}")
    assert not here.done(FollowInvitation)
    assert "لم يعد صالحاً" in here.happen(ConversationStarted(WORD))[0].text


def test_a_word_that_is_good_no_more_joins_nothing() -> None:
    """As it is brought, and as it is confirmed."""
    here = talk(None)
    assert "لم يعد صالحاً" in here.happen(ConversationStarted(WORD))[0].text
    assert "لم يعد صالحاً" in here.press(f"join:{WORD}")
    assert not here.done(FollowInvitation)


def test_a_chat_with_an_officer_goes_on() -> None:
    """The officer keeps the chat, and the member is the same one."""
    here = Talk(replace(context(TICKET), invitation=GIVEN), OWNED)
    here.happen(ConversationStarted(WORD))
    here.press(f"join:{WORD}")
    assert here.done(FollowInvitation) == [FollowInvitation(WORD)]
    assert here.state == OWNED


def test_tickets_of_the_other_conversation_are_told_here() -> None:
    """By «طلبي» and by their number; they are changed only where they are."""
    there = Elsewhere(None, ((ConversationId(SAHAR), TICKET),))
    here = Talk(replace(context(), elsewhere=there))
    assert "T1532-3" in here.say("طلبي")
    assert "T1532-3" in here.say("T1532-3")


@pytest.mark.parametrize(("payload", "said"), [("entry-fees", "جواب fees"), ("act-ticket_status", "لا توجد لديك")])
def test_a_link_may_open_the_chat_with_an_answer(payload: str, said: str) -> None:
    """As on a poster: what cannot stand in a link is written as `-`."""
    assert said in Talk().happen(ConversationStarted(payload))[0].text


@pytest.mark.parametrize("payload", ["entry-", "entry-none-such", "act-../x", "rate-5", "-", "x" * 500])
def test_a_link_that_names_nothing_greets(payload: str) -> None:
    """As if it had been opened by itself."""
    assert "أهلاً بك" in Talk().happen(ConversationStarted(payload))[0].text
