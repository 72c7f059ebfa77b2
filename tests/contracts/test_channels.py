"""What every channel keeps to, in one suite for all."""

from collections.abc import Callable
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels import enclosing, profiles, text
from domain import choice
from domain.capabilities import Capabilities
from domain.channelports import Outbound, Outgoing
from domain.errors import BadInput, NotVerified
from domain.model import Attachment, ConversationId, Option, OutboundId, Reply
from tests.contracts.cases import CASES, Case, pairs

WORDS = st.text(st.sampled_from("ابتث سنه abc 12\n.،*<&>😀\u2066\u2069"), max_size=400)
LABELS = st.text(st.sampled_from("ابتث سنه abc"), min_size=1, max_size=60).map(str.strip).filter(bool)


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """Any reply that a handler could make."""
    labels = draw(st.lists(LABELS, max_size=14, unique=True))
    options = tuple(Option(f"o:{number}", label) for number, label in enumerate(labels))
    return Reply(draw(WORDS.filter(str.strip)) * draw(st.integers(1, 30)), options)


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    """Each channel in turn."""
    made: Case = CASES[request.param]()
    return made


def test_the_name_begins_its_conversations(case: Case) -> None:
    """`channel:account:contact`: by the first part the sender finds the channel."""
    for request, _ in case.payloads.values():
        assert all(envelope.conversation.split(":")[0] == case.channel.name for envelope in case.channel.parse(request))


@pytest.mark.parametrize(("name", "payload"), pairs("payloads"))
def test_a_verified_request_says_what_it_says(name: str, payload: str) -> None:
    """It passes `verify`, and `parse` gives one envelope with the expected inbound."""
    case = CASES[name]()
    request, said = case.payloads[payload]
    case.channel.verify(request)
    assert [envelope.inbound for envelope in case.channel.parse(request)] == [said]


@pytest.mark.parametrize(("name", "payload"), pairs("payloads"))
def test_the_same_request_twice_is_the_same_message(name: str, payload: str) -> None:
    """Reading is a function of the request: ids and all else are equal."""
    case = CASES[name]()
    request, _ = case.payloads[payload]
    first, second = case.channel.parse(request), case.channel.parse(request)
    assert first == second
    assert all(envelope.provider_id and envelope.origin for envelope in first)


@pytest.mark.parametrize(("name", "payload"), pairs("forged"))
def test_a_forged_request_is_not_verified(name: str, payload: str) -> None:
    """Nothing that fails to prove its origin comes in."""
    case = CASES[name]()
    with pytest.raises(NotVerified):
        case.channel.verify(case.forged[payload])


@pytest.mark.parametrize(("name", "payload"), pairs("unreadable"))
def test_what_is_no_update_is_bad_input(name: str, payload: str) -> None:
    """It is refused by the one error for it, never by another."""
    case = CASES[name]()
    with pytest.raises(BadInput):
        case.channel.parse(case.unreadable[payload])


@pytest.mark.parametrize("name", sorted(CASES))
@given(reply=replies())
def test_every_part_fits_and_every_option_stays_reachable(name: str, reply: Reply) -> None:
    """However long the reply: limits are kept, options are pressed, picked or typed by their number, no word is lost."""
    case = CASES[name]()
    _check(case.channel.render(reply), reply, case.channel.capabilities, case.shown)


@pytest.mark.parametrize("profile", sorted(profiles.PROFILES))
@given(reply=replies())
def test_the_common_ladder_keeps_to_every_profile(profile: str, reply: Reply) -> None:
    """`channels.text.render`, on which channels stand, does so for the capabilities of each."""
    _check(text.render(reply, profiles.PROFILES[profile]), reply, profiles.PROFILES[profile], attrgetter("text"))


@pytest.mark.parametrize("name", [name for name, make in CASES.items() if make().signals])
async def test_sending_answers_with_an_id_and_wakes_the_readers(name: str) -> None:
    """A channel that members fetch from only says that there is something to fetch; the others are tried against a provider."""
    case = CASES[name]()
    conversation = ConversationId(f"{case.channel.name}:main:{'0' * 32}")
    outbound = Outbound(OutboundId(7), conversation, Reply("مرحباً"), 0, "key-7")
    assert case.signals is not None
    await case.signals.wait(conversation, 0)
    assert await case.channel.send(outbound, case.channel.render(outbound.reply))
    assert await case.signals.wait(conversation, 1)


@pytest.mark.parametrize("name", sorted(CASES))
@pytest.mark.parametrize("mime", ["image/png", "application/pdf", "video/webm"])
@pytest.mark.parametrize("size", [1000, 6_000_000, 200_000_000])
@pytest.mark.parametrize("words", ["", "تفضل، هذا عقدك", "كلمة " * 700])
def test_a_file_is_shown_or_told_by_its_address(name: str, mime: str, size: int, words: str) -> None:
    """The one or the other and never both, as the capabilities allow; the words beside it are all there, within the limits."""
    channel = CASES[name]().channel
    file = Attachment(
        "f" * 32, "عقد.pdf", mime, size, "https://desk.example.sa/files/abc", "الملف: https://desk.example.sa/files/abc"
    )
    messages = channel.render(Reply(words, attachment=file))
    shown = [message for message in messages if message.attachment]
    told = [message for message in messages if file.address in message.text]
    assert (len(shown), len(told)) == ((1, 0) if enclosing.shows(file, channel.capabilities) else (0, 1))
    assert all(message.attachment == file for message in shown)
    whole = "\n".join(message.text for message in messages)
    assert whole.count("كلمة") + whole.count("تفضل") == words.count("كلمة") + words.count("تفضل")
    limits = channel.capabilities
    assert all(text.length(one.text, limits.text_unit) <= limits.caption for one in shown)
    assert all(one.text or one.attachment for one in messages)


def _check(messages: tuple[Outgoing, ...], reply: Reply, limits: Capabilities, shown: Callable[[Outgoing], str]) -> None:
    assert messages
    assert all(text.length(shown(message), limits.text_unit) <= limits.max_text for message in messages)
    last = messages[-1]
    assert len(last.buttons) <= limits.max_buttons
    assert len(last.rows) <= limits.max_list_rows
    assert not (last.buttons and last.rows)
    whole = "\n".join(shown(message) for message in messages)
    if not (last.buttons or last.rows):
        for option, number in zip(reply.options, choice.numbers(reply.options), strict=True):
            assert f"{number}. {option.label}" in whole or option.label in whole
    assert _letters(reply.text) <= _letters(whole)


def _letters(words: str) -> set[str]:
    return {letter for letter in words if letter.isalpha()}
