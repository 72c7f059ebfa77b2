"""What `mujib doctor` says of WhatsApp and SMS."""

import pytest

from channels.twilio import doctor
from channels.twilio.account import MESSAGES_PATH, Account
from channels.twilio.client import Api
from domain.model import Language
from tests.peers import twilio as peers

PUBLIC = "https://chat.example.sa"
SENDERS = {"whatsapp": "+966115550000", "sms": peers.SMS}
TEMPLATES = [("answer.ar", "HX1")]


@pytest.fixture
def healthy(peer: peers.Twilio) -> peers.Twilio:
    """Set Twilio up as the how-to pages say."""
    hook = PUBLIC + MESSAGES_PATH
    peer.senders.append({"sender_id": "whatsapp:+966115550000", "status": "ONLINE", "webhook": {"callback_url": hook}})
    peer.numbers.append({"phone_number": peers.SMS, "sms_url": f"{hook}#rc=2&rp=all"})
    peer.approvals["HX1"] = {"status": "approved", "category": "UTILITY"}
    return peer


async def said(peer: peers.Twilio, public_url: str = PUBLIC, token: str = peers.TOKEN, **senders: str) -> list[str]:
    """Give what is not good, in English; every finding speaks both languages."""
    api = Api(Account(peers.ACCOUNT, token, api_base=peer.api_base, public_url=public_url))
    findings = await doctor.checks(api, SENDERS | senders, TEMPLATES)
    await api.close()
    assert all(finding.words[Language.ARABIC] and finding.words[Language.ENGLISH] for finding in findings)
    return [finding.words[Language.ENGLISH] for finding in findings if not finding.good]


async def test_all_is_well(healthy: peers.Twilio) -> None:
    """Set up as told, nothing is found; retries named in the webhook's address are no fault."""
    assert await said(healthy) == []


async def test_the_sandbox_and_names_as_senders_are_fine(healthy: peers.Twilio) -> None:
    """They are looked up nowhere."""
    assert await said(healthy, whatsapp=doctor.SANDBOX, sms="MUJIB") == []


@pytest.mark.parametrize("sender", ["0500000000", "966501234567", "مجيب", "A name that is too long"])
async def test_what_is_neither_a_number_nor_a_name_sends_nothing(healthy: peers.Twilio, sender: str) -> None:
    """A number as it is dialled at home passed for a name."""
    (words,) = await said(healthy, sms=sender)
    assert f"{sender} in twilio.sms_from is neither" in words


async def test_a_wrong_token_is_named_as_such(healthy: peers.Twilio) -> None:
    """Nothing else can be asked then."""
    (words,) = await said(healthy, token="wrong")
    assert "twilio.auth_token" in words


async def test_no_twilio_is_named_as_such(healthy: peers.Twilio) -> None:
    """With what to look at."""
    await healthy.stop()
    (words,) = await said(healthy)
    assert "twilio.api_base" in words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"account": {"status": "suspended"}}, "not active (suspended)"),
        ({"account": {"status": "active", "type": "Trial"}}, "is a trial"),
        ({"senders": []}, "no WhatsApp sender"),
        ({"senders": [{"sender_id": "whatsapp:+966115550000", "status": "OFFLINE"}]}, "not online (OFFLINE)"),
        ({"senders": [{"sender_id": "whatsapp:+966115550000", "status": "ONLINE", "webhook": None}]}, "WhatsApp do not come"),
        ({"numbers": []}, "no number of the account"),
        ({"numbers": [{"phone_number": peers.SMS, "sms_url": "https://demo.twilio.com/x"}]}, "SMS do not come"),
        ({"approvals": {}}, "not approved by WhatsApp (unsubmitted)"),
        ({"approvals": {"HX1": {"status": "paused"}}}, "not approved by WhatsApp (paused)"),
        ({"approvals": {"HX1": {"status": "rejected", "rejection_reason": "VAR"}}}, "(rejected) VAR"),
        ({"approvals": {"HX1": {"status": "approved", "category": "MARKETING"}}}, "moved the template answer.ar to marketing"),
    ],
)
async def test_each_fault_is_found(healthy: peers.Twilio, change: dict[str, object], words: str) -> None:
    """One finding, in plain words, naming the thing to mend."""
    for name, value in change.items():
        setattr(healthy, name, value)
    (found,) = await said(healthy)
    assert words in found


async def test_an_address_that_nobody_reaches_is_found(healthy: peers.Twilio) -> None:
    """HTTP, or this very machine."""
    assert any("public_url" in words for words in await said(healthy, public_url="http://chat.example.sa"))


async def test_a_fault_of_one_question_leaves_the_others(healthy: peers.Twilio) -> None:
    """Each is asked by itself."""
    healthy.fail("senders", peers.BROKEN)
    (words,) = await said(healthy)
    assert "+966115550000" in words


async def _keyed(peer: peers.Twilio, secret: str = peers.SECRET, token: str = peers.TOKEN) -> list[tuple[bool, str]]:
    account = Account(peers.ACCOUNT, token, api_base=peer.api_base, public_url=PUBLIC, api_key=peers.KEY, api_secret=secret)
    api = Api(account)
    findings = await doctor.checks(api, SENDERS, TEMPLATES)
    await api.close()
    return [(finding.good, finding.words[Language.ENGLISH]) for finding in findings]


async def test_an_api_key_is_looked_at_beside_the_auth_token(healthy: peers.Twilio) -> None:
    """A standard key may not read the account; the token, which signs webhooks, may."""
    told = await _keyed(healthy)
    assert all(good for good, _ in told)
    assert told[0][1] == f"Twilio takes the API key {peers.KEY}."
    assert told[1][1] == "The Twilio account is active."


async def test_a_wrong_secret_and_a_wrong_token_are_told_apart(healthy: peers.Twilio) -> None:
    """Each names what to mend; a wrong token stops no calls, only webhooks."""
    ((good, words), _) = await _keyed(healthy, secret="another")
    assert not good
    assert "twilio.api_secret" in words
    (_, (good, words), *others) = await _keyed(healthy, token="another")
    assert not good
    assert "twilio.auth_token" in words
    assert all(good for good, _ in others)


async def test_where_a_shared_key_signs_webhooks_no_token_is_needed(healthy: peers.Twilio) -> None:
    """Then it is not looked at."""
    assert all(good for good, _ in await _keyed(healthy, token=""))
