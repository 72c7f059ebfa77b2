"""What members send, read from recorded forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.twilio import address, inbound
from domain.errors import BadInput, NotVerified
from domain.inbound import (
    AttachmentKind,
    AttachmentReceived,
    ChoiceMade,
    Envelope,
    Ignored,
    Inbound,
    MemberOptedOut,
    TextReceived,
)
from tests.channels.twilio.forms import AT, names, only, payload
from tests.peers.twilio import ACCOUNT


def read(channel: str, name: str) -> tuple[Envelope, ...]:
    """Parse a recorded form."""
    return inbound.parse(payload(channel, name), ACCOUNT, AT)


def media(name: str, number: int = 0) -> str:
    """Give the address of a recorded attachment."""
    return payload("whatsapp", name)[f"MediaUrl{number}"]


KIND = AttachmentKind
WHATSAPP: dict[str, Inbound] = {
    "text": TextReceived("متى يبت المجلس في طلب العضوية؟"),
    "arabizi": TextReceived("kam el rosoom?"),
    "button": ChoiceMade("act:officer"),
    "button-of-another-program": TextReceived("نعم"),
    "tap-to-read": Ignored("a tap to read what waits"),
    "list": ChoiceMade("pick:membership"),
    "reply": TextReceived("نعم هذا", reply_to="MM" + "6" * 32),
    "reaction": Ignored("a reaction to a message"),
    "image": AttachmentReceived(KIND.IMAGE, mime="image/jpeg", caption="هذه الفاتورة", reference=media("image")),
    "voice": AttachmentReceived(KIND.VOICE, mime="audio/ogg", reference=media("voice")),
    "document": AttachmentReceived(KIND.DOCUMENT, mime="application/pdf", reference=media("document")),
    "sticker": AttachmentReceived(KIND.STICKER, mime="image/webp", reference=media("sticker")),
    "vcard": AttachmentReceived(KIND.CONTACT, mime="text/vcard", reference=media("vcard")),
    "location": AttachmentReceived(KIND.LOCATION, name="مكتب الجمعية", caption="21.4225, 39.8262"),
    "no-number": TextReceived("السلام عليكم"),
    "of-a-kind-to-come": AttachmentReceived(KIND.OTHER),
    "media-that-is-not-there": AttachmentReceived(KIND.OTHER),
    "more-media-than-said": AttachmentReceived(KIND.IMAGE, mime="image/png", reference=media("more-media-than-said")),
    "marks-in-the-address": TextReceived("مرحبا"),
}
SMS: dict[str, Inbound] = {
    "text": TextReceived("كم رسوم العضوية"),
    "number": TextReceived("٢"),
    "stop": MemberOptedOut(),
    "help": TextReceived("HELP"),
    "empty": TextReceived(""),
    "national-number": TextReceived("مرحبا"),
    "short-code": TextReceived("عرض"),
}


@pytest.mark.parametrize("name", sorted(WHATSAPP))
def test_whatsapp_says_what_it_says(name: str) -> None:
    """Each recorded form gives the expected inbound, under the message's id and our origin."""
    envelope = only(read("whatsapp", name))
    assert envelope.inbound == WHATSAPP[name]
    assert envelope.provider_id == payload("whatsapp", name)["MessageSid"]
    assert (envelope.origin, envelope.sent_at) == (f"whatsapp:{ACCOUNT}", AT)
    assert envelope.sender_name == "محمد الحربي"


@pytest.mark.parametrize("name", sorted(SMS))
def test_sms_says_what_it_says(name: str) -> None:
    """Each recorded form gives the expected inbound, under SMS's origin."""
    envelope = only(read("sms", name))
    assert envelope.inbound == SMS[name]
    assert envelope.origin == f"sms:{ACCOUNT}"


def test_every_recorded_form_is_tried() -> None:
    """No form lies in the folder without an expectation."""
    assert set(names("whatsapp")) == {*WHATSAPP, "two-images"}
    assert set(names("sms")) == {*SMS, "picture"}


def test_two_pictures_are_two_attachments_of_one_message() -> None:
    """Each has an id of its own; the caption stands with the first, and the second asks for no answer."""
    first, second = read("whatsapp", "two-images")
    assert (first.provider_id + "/1", first.conversation) == (second.provider_id, second.conversation)
    assert first.inbound == AttachmentReceived(KIND.IMAGE, mime="image/jpeg", caption="صورتان", reference=media("two-images"))
    assert second.inbound == AttachmentReceived(KIND.IMAGE, mime="image/png", reference=media("two-images", 1), follows=True)


def test_a_picture_by_sms_is_an_attachment() -> None:
    """MMS comes as a link, with or without words."""
    one = only(read("sms", "picture")).inbound
    assert isinstance(one, AttachmentReceived)
    assert (one.media, one.mime) == (KIND.IMAGE, "image/jpeg")


@pytest.mark.parametrize(
    ("channel", "name", "conversation"),
    [
        ("whatsapp", "text", "whatsapp:+14155238886:+966501234567"),
        ("whatsapp", "marks-in-the-address", "whatsapp:+14155238886:+966501234567"),
        ("whatsapp", "no-number", "whatsapp:+14155238886:SA.13491208655302741918"),
        ("sms", "text", "sms:+15005550006:+966501234567"),
        ("sms", "national-number", "sms:+15005550006:+966501234567"),
        ("sms", "short-code", "sms:+15005550006:50605"),
    ],
)
def test_a_conversation_is_one_member_with_one_sender(channel: str, name: str, conversation: str) -> None:
    """However the number is written it is the same member, and an id without a number is kept whole."""
    envelope = only(read(channel, name))
    assert envelope.conversation == conversation
    assert address.parties(envelope.conversation) == tuple(conversation.split(":"))


@pytest.mark.parametrize(
    ("fields", "account", "phone"),
    [
        ({}, "", ""),
        ({"ExternalUserId": "SA.77"}, "SA.77", ""),
        ({"ExternalUserId": "SA.77", "WaId": "966501234567"}, "SA.77", ""),
        ({"From": "whatsapp:SA.77", "WaId": "966501234567"}, "SA.77", "+966501234567"),
        ({"From": "whatsapp:SA.77", "WaId": "SA.77"}, "SA.77", ""),
        ({"From": "whatsapp:SA.77", "WaId": ""}, "SA.77", ""),
        ({"ExternalUserId": "966501234567"}, "", ""),
        ({"ExternalUserId": "SA." + "7" * 400, "WaId": "x" * 400}, "", ""),
    ],
)
def test_whatsapps_lasting_id_and_the_number_are_kept_beside_the_address(
    fields: dict[str, str], account: str, phone: str
) -> None:
    """So that a member who hides his number later is known; what is neither is nothing."""
    envelope = only(inbound.parse({**payload("whatsapp", "text"), **fields}, ACCOUNT, AT))
    assert (envelope.account, envelope.phone) == (account, phone)


def test_sms_knows_no_lasting_id() -> None:
    """Only WhatsApp has them."""
    envelope = only(inbound.parse({**payload("sms", "text"), "ExternalUserId": "SA.77"}, ACCOUNT, AT))
    assert (envelope.account, envelope.phone) == ("", "")


@pytest.mark.parametrize("words", ["STOP", "Stop.", "stopall", "UNSUBSCRIBE", "CANCEL", " end ", "quit!", "Revoke", "OPTOUT"])
def test_what_stops_sms_at_twilio_wishes_for_that(words: str) -> None:
    """By SMS alone, and as the whole message: Twilio refuses whatever is sent to whoever wrote it."""
    assert only(inbound.parse({**payload("sms", "text"), "Body": words}, ACCOUNT, AT)).inbound == TextReceived(
        words, wish="act:opt_out"
    )
    assert only(inbound.parse({**payload("whatsapp", "text"), "Body": words}, ACCOUNT, AT)).inbound == TextReceived(words)
    longer = f"{words} the contract"
    assert only(inbound.parse({**payload("sms", "text"), "Body": longer}, ACCOUNT, AT)).inbound == TextReceived(longer)


def test_another_accounts_message_is_refused() -> None:
    """A right signature with a wrong account is somebody else's traffic."""
    with pytest.raises(NotVerified):
        inbound.parse({**payload("sms", "text"), "AccountSid": "AC" + "f" * 32}, ACCOUNT, AT)


@pytest.mark.parametrize(
    "fields",
    [
        {"MessageSid": "", "SmsMessageSid": "", "SmsSid": ""},
        {"MessageSid": "a b"},
        {"From": ""},
        {"To": "fax:1"},
        {"From": "a b"},
        {"From": "whatsapp:" + "9" * 300},
        {"From": "whatsapp:a:b"},
    ],
)
def test_what_names_no_message_or_member_is_bad_input(fields: dict[str, str]) -> None:
    """There is nothing to keep it under."""
    with pytest.raises(BadInput):
        inbound.parse({**payload("sms", "text"), **fields}, ACCOUNT, AT)


@given(
    st.dictionaries(st.sampled_from([*payload("whatsapp", "two-images"), "ListId", "ButtonPayload", "OptOutType"]), st.text())
)
def test_whatever_the_fields_hold_it_is_read_or_refused(fields: dict[str, str]) -> None:
    """A signed form of any content gives envelopes or one of two errors."""
    try:
        envelopes = inbound.parse({**payload("whatsapp", "two-images"), **fields}, ACCOUNT, AT)
    except (BadInput, NotVerified):
        return
    assert len({envelope.provider_id for envelope in envelopes}) == len(envelopes) > 0


@pytest.mark.parametrize(
    "written",
    [
        "0501234567",
        "501234567",
        "966501234567",
        "00966501234567",
        "+966 50 123 4567",
        "٠٥٠١٢٣٤٥٦٧",
        "\u2066+966501234567\u2069",
    ],
)
def test_a_saudi_number_has_one_form(written: str) -> None:
    """However it is written, in whatever digits, with or without marks of direction."""
    assert address.phone(written) == "+966501234567"


@pytest.mark.parametrize("written", ["SA.13491208655302741918", "MUJIB-AD", "", "12", "9" * 40])
def test_what_is_no_number_stays_as_it_is(written: str) -> None:
    """An id with letters never loses them: its digits alone are somebody else's."""
    assert address.phone(written) == written


@pytest.mark.parametrize(
    ("written", "country"),
    [("+966501234567", "SA"), ("+14155238886", "US"), ("SA.1349", "SA"), ("US.ENT.123", "US"), ("50605", ""), ("MUJIB", "")],
)
def test_the_country_of_an_address(written: str, country: str) -> None:
    """Told by the number, or by the first letters of a business-scoped id."""
    assert address.country(written) == country
