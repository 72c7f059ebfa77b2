"""What a ticket's topic in the officers' room says of the member's words."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.rooms import wording
from desk.texts import texts
from domain.inbound import AttachmentKind, AttachmentReceived
from domain.model import ConversationId, HandoverReason, Language
from domain.ticketports import Line, Speaker
from tests.desk.tickets import NOW, file, line

WORDS = wording.Wording(texts(Language.ENGLISH), lambda _: None, ZoneInfo("Asia/Riyadh"), "https://chat.example.sa", {})
SAID = line(1, Speaker.MEMBER, "Sunday")
PLACE = AttachmentReceived(AttachmentKind.LOCATION, "The site")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (SAID, "**Member:** Sunday"),
        (replace(SAID, edited=True), "(edited)\n**Member:** Sunday"),
        (replace(SAID, quoted="Which **day**\nsuits you?"), "In reply to: «Which day suits you?»\n**Member:** Sunday"),
        (replace(SAID, text="21.4, 39.8", attachment=PLACE), "**Member:** 21.4, 39.8\nSent: Location The site"),
    ],
)
def test_a_topic_tells_what_the_member_did(said: Line, told: str) -> None:
    """An edit is marked, a reply says to what, and a place is named."""
    assert wording.lines([said], file(None), (), NOW, WORDS) == told


@pytest.mark.parametrize("there", [(), ("o1",)])
def test_an_officer_reads_that_his_words_wait_for_the_member(there: tuple[str, ...]) -> None:
    """Also of those that he wrote in the topic itself, which are else not said again."""
    kept = replace(line(1, Speaker.OFFICER, "Yes"), id="o1", name="Salim", status="parked", reason="outside the window")
    told = wording.lines([kept], file(None), there, NOW, WORDS)
    assert told.startswith("**Salim:** Yes\n**Not sent yet**: ")
    assert wording.lines([replace(kept, status="sent", reason="")], file(None), ("o1",), NOW, WORDS) == ""


def test_a_topic_tells_who_of_the_officers_did_something() -> None:
    """As the desk does; what the clock did has nobody's name."""
    took = replace(line(1, Speaker.NOTE, ""), status="assigned", name="**Salim**")
    assert wording.lines([took], file(None), (), NOW, WORDS) == "- Conversation taken over · *Salim*"
    assert wording.lines([replace(took, name="")], file(None), (), NOW, WORDS) == "- Conversation taken over"


def test_a_card_repeats_nothing_of_what_the_member_wrote() -> None:
    """The subject is the topic's name, and his words stand whole in the message below the card."""
    shown = file(None)
    card = wording.card(replace(shown, card=replace(shown.card, subject="المويه تتسرب من السقف")), WORDS)
    assert "المويه" not in card
    assert card.splitlines()[0].startswith("**\u2066T1532-3\u2069")


def test_a_card_tells_what_words_cost_by_sms() -> None:
    """In the group nobody sees how many parts an answer takes; other channels have nothing of the kind to tell."""
    shown = file(None)
    by_sms = replace(shown, card=replace(shown.card, conversation=ConversationId("sms:+15005550006:+966501234567")))
    assert "67 Arabic" in wording.card(by_sms, WORDS)
    assert "67 Arabic" not in wording.card(shown, WORDS)


def test_a_topic_names_the_post_to_which_a_matter_goes_as_officers_know_it() -> None:
    """Not as the regulation's file writes it."""
    words = replace(WORDS, posts={"relations_supervisor": "member-relations supervisor"})
    sent = replace(line(1, Speaker.NOTE, "relations_supervisor"), status="routed")
    assert "member-relations supervisor" in wording.lines([sent], file(None), (), NOW, words)


def test_danger_stands_in_the_name_of_its_topic() -> None:
    """And a new name that an officer gives keeps it out of the subject."""
    shown = file(None)
    shown = replace(shown, card=replace(shown.card, reason=HandoverReason.DANGER, subject="I want to die"))
    title = wording.title(shown, WORDS.t)
    assert "Danger: I want to die" in title
    assert "Danger" in wording.card(shown, WORDS).splitlines()[0]
    assert wording.subject(title, shown, WORDS.t) == "I want to die"
