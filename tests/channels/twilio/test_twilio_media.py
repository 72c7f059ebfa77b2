"""Attachments are fetched from Twilio and from nowhere else."""

import pytest
from yarl import URL

from channels.twilio import media
from channels.twilio.account import Account
from channels.twilio.client import Api
from domain.errors import BadInput, Unreachable
from tests.peers import twilio as peers

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 1000
MEMBER = "whatsapp:+966501234567"


async def test_an_attachment_is_fetched_with_the_password_and_through_the_redirect(peer: peers.Twilio, api: Api) -> None:
    """The API wants the password; where it sends us on is another matter."""
    message = peer.attach(MEMBER, "image/png", PICTURE)
    assert await media.fetch(api, peer.media_url(message)) == PICTURE
    assert peer.passwords_at_store == 0


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "x",
        "ftp://api.twilio.com/x",
        "http://api.twilio.com.example.org/x",
        "https://example.org/a.png",
        "https://api.twilio.com@127.0.0.1/x",
        "https://api.twilio.com\\@127.0.0.1/x",
        "http://127.0.0.1:1/x",
        "http://localhost/x",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/x",
        "https://10.0.0.1/x",
        "https://xtwiliocdn.com/x",
        "http://mms.twiliocdn.com/x",
        "https://mms.twiliocdn.com:8443/x",
        "file:///etc/passwd",
    ],
)
async def test_another_address_is_never_asked(peer: peers.Twilio, api: Api, reference: str) -> None:
    """Wherever it points: another host, this machine, the private net, another port."""
    with pytest.raises(BadInput):
        await media.fetch(api, reference)
    assert not peer.calls


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:1/x", "https://example.org/x", "", "//example.org/x", "https://[x", "https://api.twilio.com:x/"],
)
async def test_a_redirect_elsewhere_is_not_followed(peer: peers.Twilio, api: Api, location: str) -> None:
    """Even when it is Twilio's API that sends us there."""
    message = peer.attach(MEMBER, "image/png", PICTURE)
    peer.redirects[message["attached"]] = location
    with pytest.raises(BadInput):
        await media.fetch(api, peer.media_url(message))


async def test_a_file_that_is_too_large_is_dropped_on_the_way(peer: peers.Twilio, api: Api) -> None:
    """It is never all in memory."""
    message = peer.attach(MEMBER, "image/png", PICTURE)
    with pytest.raises(BadInput):
        await media.fetch(api, peer.media_url(message), most=999)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (peers.Fault(404, 20404), BadInput),
        (peers.BROKEN, Unreachable),
        (peers.FLOOD, Unreachable),
        (peers.Fault(slow=5), Unreachable),
        (peers.Fault(drop_first=True), Unreachable),
    ],
)
async def test_what_may_come_later_is_told_apart(
    peer: peers.Twilio, api: Api, fault: peers.Fault, error: type[Exception]
) -> None:
    """A file that is gone is gone; a Twilio that stumbles is asked again by whoever wants the file."""
    message = peer.attach(MEMBER, "image/png", PICTURE)
    peer.fail("media", fault, fault)
    with pytest.raises(error):
        await media.fetch(api, peer.media_url(message))


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://api.twilio.com/x", True),
        ("https://mms.twiliocdn.com/x", True),
        ("https://s3-external-1.amazonaws.com/media.twiliocdn.com/x", True),
        ("https://evil.s3.amazonaws.com/x", False),
        ("https://example.org/", False),
    ],
)
def test_twilios_own_hosts_are_known(url: str, *, allowed: bool) -> None:
    """With the real API: its hosts and its store, over HTTPS."""
    api = Api(Account(peers.ACCOUNT, peers.TOKEN))
    assert media.allowed(api, URL(url)) == allowed
