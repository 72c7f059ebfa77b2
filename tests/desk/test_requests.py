import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from desk import requests
from desk.queue_query import QueueQuery
from domain.errors import BadInput
from domain.model import TicketRef
from domain.ticketports import QueueFilter


@pytest.mark.parametrize(
    "address", ["/desk", "/desk/tickets/T15328", "/desk?part=mine&q=%D9%86", "/desk/tickets/T15328?q=a//b", "/desk#end"]
)
def test_an_address_of_the_desk_is_gone_on_to(address: str) -> None:
    """After signing in one comes to the page that was wanted."""
    assert requests.inside(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://evil.example/desk",
        "//evil.example",
        "/\\evil.example",
        "/desk\\..\\x",
        "/desk//evil.example",
        "/deskevil",
        "/desk.evil.example",
        "javascript:alert(1)",
        "/desk/\r\nSet-Cookie: a=b",
        " /desk/x",
        "/chat",
        "/desk\t/x",
    ],
)
def test_no_address_leads_away(address: str) -> None:
    """What is not of the desk, or may be read as another place, becomes the desk itself."""
    assert requests.inside(address) == "/desk"


@given(st.text())
def test_any_address_stays_at_the_desk(address: str) -> None:
    """Nothing that anybody can write leads elsewhere or breaks a header."""
    assert requests.inside(address).startswith("/desk")
    assert requests.inside(address).isascii()
    assert requests.inside(address).isprintable()


@given(st.text())
def test_words_are_cleaned_of_what_nothing_can_store(text: str) -> None:
    """NUL and other control characters go; lines and tabs stay."""
    cleaned = requests.clean(text)
    assert not [letter for letter in cleaned if letter < " " and letter not in "\n\t"]
    assert requests.clean(cleaned) == cleaned


@pytest.mark.parametrize(("text", "fault"), [("", "empty"), (" \n ", "empty"), ("ا" * 8001, "too_long")])
def test_a_reply_has_words_and_an_end(text: str, fault: str) -> None:
    """Empty and endless texts are refused by name."""
    with pytest.raises(BadInput, match=fault):
        requests.words({"text": text}, "text")


@pytest.mark.parametrize("key", ["", "abc", "g" * 32, "A" * 32, "a" * 33, "../../../../etc/passwd"])
def test_a_form_key_is_32_hexadecimal_digits(key: str) -> None:
    """Anything else is no key of ours."""
    with pytest.raises(BadInput):
        requests.key({"key": key})


@pytest.mark.parametrize("text", ["", "T", "T1", "1532", "T15328/../x", "T1532-", "T-8", "T15-32-8", "T" + "1" * 13, "T١٥٣٢"])
def test_what_is_no_reference_is_none(text: str) -> None:
    """Only `T` and ASCII digits are looked up."""
    assert requests.ref(text) is None


@pytest.mark.parametrize("text", ["T15328", "T1532-8"])
def test_a_reference_is_read_as_it_is_kept_and_as_members_read_it(text: str) -> None:
    """An officer may type into the address what a member tells him on the phone."""
    assert requests.ref(text) == TicketRef("T15328")


def test_the_queue_is_read_from_its_address_and_written_back() -> None:
    """Part, search and place survive the way through an address, and nonsense becomes the usual."""
    query = QueueQuery.of(QueryParams("part=mine&q=%D9%86%D9%88%D8%B1%D8%A9&before=T15328"))
    assert query == QueueQuery(QueueFilter.MINE, "نورة", "T15328")
    assert QueueQuery.of(QueryParams(query.suffix()[1:])) == query
    assert QueueQuery.of(QueryParams("part=all&before=x&q=%00")) == QueueQuery()
    assert QueueQuery.of(QueryParams("part=all&q=a")).part is QueueFilter.ALL
    assert QueueQuery().address(TicketRef("T15328")) == "/desk/tickets/T15328"
