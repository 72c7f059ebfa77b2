"""The calls that leave us, made by the real `twilio` client over real HTTP."""

import asyncio
import logging
import time
from urllib.parse import parse_qsl

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.twilio import client, media
from channels.twilio.account import Account
from channels.twilio.client import Api, Transport
from domain.errors import Misconfigured, SendError, Throttled, Uncertain, Unreachable
from tests.peers import twilio as peers

MESSAGE = {"To": "+966501234567", "From": peers.SMS, "Body": "نعم"}
# From Twilio's OpenAPI document 2.6.7: POST /2010-04-01/Accounts/{AccountSid}/Messages.json takes these, and needs `To`
SPECIFIED = frozenset(
    {"To", "StatusCallback", "ApplicationSid", "MaxPrice", "ProvideFeedback", "Attempt", "ValidityPeriod", "ForceDelivery"}
    | {"ContentRetention", "AddressRetention", "SmartEncoded", "PersistentAction", "TrafficType", "ShortenUrls", "ScheduleType"}
    | {
        "SendAt",
        "SendAsMms",
        "ContentVariables",
        "RiskCheck",
        "From",
        "FallbackFrom",
        "MessagingServiceSid",
        "Body",
        "MediaUrl",
    }
    | {"ContentSid"}
)


async def test_a_message_is_made_with_specified_parameters_only(peer: peers.Twilio, api: Api) -> None:
    """One POST of a form, answered with 201, whose record we are given."""
    created = await api.create({**MESSAGE, "ValidityPeriod": "300"})
    assert created["sid"] == peer.sent()[0]["sid"]
    assert [set(call) <= SPECIFIED for call in peer.called("create")] == [True]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (peers.FLOOD, Throttled),
        (peers.BROKEN, Uncertain),
        (peers.GATEWAY, Uncertain),
        (peers.DROPPED, Uncertain),
        (peers.Fault(drop_first=True), Uncertain),
        (peers.Fault(slow=5), Uncertain),
        (peers.Fault(401, 20003), Misconfigured),
        (peers.Fault(307), Misconfigured),
        (peers.Fault(201, page="<html>"), Uncertain),
        (peers.Fault(201, 0), Uncertain),
    ],
    ids=["429", "500", "502", "dropped after", "dropped before", "slow", "401", "redirect", "no json", "no sid"],
)
async def test_each_fault_is_one_error_and_one_call(
    peer: peers.Twilio, api: Api, fault: peers.Fault, error: type[SendError]
) -> None:
    """A POST is never repeated by the library, and it never waits for longer than its time-out."""
    peer.fail("create", fault)
    began = time.monotonic()
    with pytest.raises(error):
        await api.create(MESSAGE)
    assert len(peer.called("create")) == 1
    assert time.monotonic() - began < 2


async def test_nobody_there_is_surely_unsent(peer: peers.Twilio, api: Api) -> None:
    """A connection that was refused carried nothing."""
    await peer.stop()
    with pytest.raises(Unreachable):
        await api.create(MESSAGE)


async def test_words_beside_a_template_never_leave(peer: peers.Twilio, api: Api) -> None:
    """Twilio would fail the message with 63016."""
    with pytest.raises(Misconfigured):
        await api.create({**MESSAGE, "ContentSid": "HX1"})
    assert not peer.calls


@pytest.mark.parametrize(
    ("url", "goes"),
    [
        ("https://content.twilio.com/v1/Content?PageSize=5", "http://127.0.0.1:5/v1/Content?PageSize=5"),
        ("https://api.twilio.com/2010-04-01/A.json", "http://127.0.0.1:5/2010-04-01/A.json"),
        ("https://messaging.twilio.com/v2/x", "http://127.0.0.1:5/v2/x"),
        ("https://mms.twiliocdn.com/x", "https://mms.twiliocdn.com/x"),
        ("https://twilio.com.example.org/x", "https://twilio.com.example.org/x"),
    ],
)
def test_every_product_is_asked_at_api_base(url: str, goes: str) -> None:
    """Whatever its host name; with Twilio's own base nothing is moved."""
    assert str(Transport(Account("AC", "t", api_base="http://127.0.0.1:5")).at(url)) == goes
    assert str(Transport(Account("AC", "t")).at(url)) == url


async def test_a_long_list_is_read_page_by_page(peer: peers.Twilio, api: Api) -> None:
    """Until it ends or is long enough."""
    for number in range(7):
        await peer.say("+966500000001", str(number), peers.SMS, lost=True)
    bodies = [message["body"] async for message in api.messages({"PageSize": "3"})]
    assert bodies == ["6", "5", "4", "3", "2", "1", "0"]
    assert len([message async for message in api.messages({"PageSize": "3"}, most=4)]) == 6


async def test_many_sends_share_connections(peer: peers.Twilio) -> None:
    """A hundred at once all arrive, each once."""
    api = Api(Account(peers.ACCOUNT, peers.TOKEN, api_base=peer.api_base, public_url="http://127.0.0.1:9"))
    await asyncio.gather(*(api.create({**MESSAGE, "Body": str(number)}) for number in range(100)))
    await api.close()
    assert sorted(int(message["body"]) for message in peer.sent()) == list(range(100))


async def test_nothing_personal_is_logged(peer: peers.Twilio, api: Api, caplog: pytest.LogCaptureFixture) -> None:
    """Neither by us nor by the library: no number, no words, no secret."""
    caplog.set_level(logging.DEBUG)
    peer.fail("create", peers.BROKEN)
    with pytest.raises(Uncertain) as failure:
        await api.create(MESSAGE)
    await api.create(MESSAGE)
    said = caplog.text + str(failure.value) + repr(api.account)
    assert not [secret for secret in ("966501234567", "نعم", peers.TOKEN) if secret in said]


async def test_the_library_reads_no_environment(monkeypatch: pytest.MonkeyPatch, peer: peers.Twilio) -> None:
    """An edge that somebody set for another program does not move our calls."""
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "AC_other")
    ours = Api(Account(peers.ACCOUNT, peers.TOKEN, api_base=peer.api_base), aiohttp.ClientTimeout(total=1))
    assert (await ours.create(MESSAGE))["sid"]
    await ours.close()


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8")), min_size=1))
def test_a_form_says_on_the_wire_what_was_put_in(fields: dict[str, str]) -> None:
    """Any letters, signs and breaks, as the standard library reads them."""
    wire = client.body(fields, "application/x-www-form-urlencoded")
    assert dict(parse_qsl(wire.decode("ascii"), keep_blank_values=True)) == fields


@pytest.mark.parametrize(
    ("public_url", "api_base", "callback"),
    [
        ("https://chat.example.sa", "https://api.twilio.com", "https://chat.example.sa/webhooks/twilio/status?key=in:1:0"),
        ("http://127.0.0.1:8080", "https://api.twilio.com", ""),
        ("http://localhost", "https://api.twilio.com", ""),
        ("", "https://api.twilio.com", ""),
        ("http://127.0.0.1:8080", "http://127.0.0.1:9", "http://127.0.0.1:8080/webhooks/twilio/status?key=in:1:0"),
    ],
)
def test_a_callback_is_asked_for_only_where_twilio_can_reach_it(public_url: str, api_base: str, callback: str) -> None:
    """Twilio refuses a message whose callback is on its own sender's machine."""
    assert Account("AC", "t", api_base=api_base, public_url=public_url).callback("in:1:0") == callback


async def test_an_api_key_makes_every_call_in_place_of_the_token(peer: peers.Twilio) -> None:
    """Messages, Content objects and files of members: the auth token leaves us with none of them."""
    keyed = Account(peers.ACCOUNT, "", api_base=peer.api_base, api_key=peers.KEY, api_secret=peers.SECRET)
    api = Api(keyed)
    sent = await api.create(MESSAGE)
    assert await api.contents() == ()
    attached = peer.attach("whatsapp:+966501234567", "image/png", b"\x89PNG")
    assert await media.fetch(api, peer.media_url(attached)) == b"\x89PNG"
    await api.close()
    assert sent["account_sid"] == peers.ACCOUNT
    assert peers.SECRET not in repr(keyed)
