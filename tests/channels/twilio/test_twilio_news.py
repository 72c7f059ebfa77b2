"""What Twilio tells of messages, and what its codes mean."""

import pytest

from channels.twilio import errors, news
from domain.deliveryports import Delivery, DeliveryStatus
from domain.errors import (
    BadInput,
    ContactStopped,
    LimitReached,
    Misconfigured,
    NotVerified,
    Refused,
    SendError,
    Throttled,
    Uncertain,
    Unreachable,
)
from domain.inbound import MemberOptedOut
from tests.channels.twilio.forms import AT, PUBLIC
from tests.peers.twilio import ACCOUNT

URL = f"{PUBLIC}/webhooks/twilio/status?key=in:12:0"


def fields(status: str, code: str = "") -> dict[str, str]:
    """Make the fields of a callback."""
    parties = {"From": "whatsapp:+14155238886", "To": "whatsapp:+966501234567"}
    return {"MessageSid": "SM1", "AccountSid": ACCOUNT, "MessageStatus": status, "ErrorCode": code, **parties}


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("queued", "sent"),
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("read", "read"),
        ("undelivered", "failed"),
        ("failed", "failed"),
    ],
)
def test_each_word_is_a_status(word: str, status: str) -> None:
    """Under our key and Twilio's id."""
    heard = news.parse(URL, fields(word), ACCOUNT)
    assert heard is not None
    assert (heard.status, heard.key, heard.provider_id, heard.channel) == (status, "in:12:0", "SM1", "whatsapp")


@pytest.mark.parametrize("word", ["receiving", "partially_delivered", "singing", ""])
def test_a_word_that_says_nothing_is_no_news(word: str) -> None:
    """New words of Twilio's change nothing."""
    assert news.parse(URL, fields(word), ACCOUNT) is None


def test_of_a_part_only_a_failure_counts() -> None:
    """How far a long reply got is told by its last part."""
    assert news.parse(f"{URL}&part=1", fields("delivered"), ACCOUNT) is None
    heard = news.parse(f"{URL}&part=1", fields("failed", "30005"), ACCOUNT)
    assert heard == Delivery("whatsapp", DeliveryStatus.FAILED, "in:12:0", "SM1", "30005", "the number does not exist any more")


def test_another_accounts_callback_is_refused() -> None:
    """As with messages; and one without an id is no news at all."""
    with pytest.raises(NotVerified):
        news.parse(URL, {**fields("sent"), "AccountSid": "AC0"}, ACCOUNT)
    with pytest.raises(BadInput):
        news.parse(URL, {**fields("sent"), "MessageSid": ""}, ACCOUNT)


@pytest.mark.parametrize(("code", "stops"), [("21610", True), ("63014", True), ("30003", False), ("", False)])
def test_a_member_who_blocked_us_is_told_to_the_engine(code: str, *, stops: bool) -> None:
    """As an opt-out in his conversation, once for each message that failed."""
    heard = news.parse(URL, fields("undelivered", code), ACCOUNT)
    assert heard is not None
    stopped = news.stopped(heard, fields("undelivered", code), ACCOUNT, AT)
    assert (stopped is not None) == stops
    if stopped:
        assert isinstance(stopped.inbound, MemberOptedOut)
        assert stopped.conversation == "whatsapp:+14155238886:+966501234567"


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (429, "20429", Throttled),
        (429, "", Throttled),
        (400, "63018", LimitReached),
        (400, "21610", ContactStopped),
        (400, "63014", ContactStopped),
        (400, "63016", Refused),
        (400, "21656", Refused),
        (400, "63024", Refused),
        (400, "21211", Refused),
        (400, "99999", Refused),
        (400, "21606", Misconfigured),
        (400, "21408", Misconfigured),
        (400, "63007", Misconfigured),
        (400, "63020", Misconfigured),
        (400, "63022", Misconfigured),
        (400, "63012", Unreachable),
        (401, "20003", Misconfigured),
        (404, "20404", Misconfigured),
        (403, "", Misconfigured),
        (400, "30003", Unreachable),
        (500, "20500", Uncertain),
        (503, "", Uncertain),
        (502, "21610", Uncertain),
    ],
)
def test_each_answer_is_one_error(status: int, code: str, kind: type[SendError]) -> None:
    """A 429 was not processed; anything of 5xx may have been, whatever code stands in it."""
    error = errors.by_answer(status, code)
    assert type(error) is kind
    assert error.code == (code or str(status))


def test_the_wait_that_twilio_names_is_kept() -> None:
    """`Retry-After` wins over what we would guess."""
    error = errors.by_answer(429, "20429", 17)
    assert isinstance(error, Throttled)
    assert error.retry_after == 17


@pytest.mark.parametrize(
    ("channel", "code", "file"), [("whatsapp", "63019", True), ("whatsapp", "63016", False), ("sms", "30019", False)]
)
def test_a_file_that_is_refused_is_told_apart(channel: str, code: str, *, file: bool) -> None:
    """Its words may go again with a link, on the channel that carries files."""
    assert news.delivery(channel, DeliveryStatus.FAILED, "k", "SM1", code).file is file
