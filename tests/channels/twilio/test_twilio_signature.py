"""The proof that a form comes from Twilio, against two other implementations of it."""

from dataclasses import replace
from urllib.parse import parse_qsl, quote_plus, unquote_to_bytes, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # the library ships no types

from channels.twilio import form, signature
from channels.twilio.account import Account
from domain.channelports import Request
from domain.errors import NotVerified
from tests.channels.twilio.forms import FORM, PUBLIC, payload, posted
from tests.peers import twilio as peers

SECRETS = (peers.TOKEN,)
BYTES = st.one_of(st.binary(max_size=8), st.text(max_size=8).map(lambda text: text.encode()))
FIELDS = st.lists(st.tuples(st.text(max_size=12), st.text(max_size=40)), max_size=12)


class Many(list[tuple[str, str]]):
    """A form as the library's validator wants it."""

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204, D105 - as the library's duck type
        return iter({name for name, _ in super().__iter__()})

    def getlist(self, name: str) -> list[str]:
        """Give all values of a name."""
        return [value for other, value in list.__iter__(self) if other == name]


def by_key(request: Request) -> None:
    """Verify as the webhook does where a shared key is configured."""
    account = Account("AC1", peers.TOKEN, webhook_key="the shared key", webhook_key_previous="the key before")
    signature.verify(request, form.pairs(request), account.secrets, account.algorithm)


def check(request: Request) -> None:
    """Verify as the webhook does."""
    signature.verify(request, form.pairs(request), SECRETS)


@given(pairs=FIELDS, path=st.sampled_from(["/a", "/a?b=1", "/a?b=%20c&key=in:1:0", "/a?b=+"]))
def test_three_implementations_agree(pairs: list[tuple[str, str]], path: str) -> None:
    """Ours, the one of the test's peer, written out after the RFC, and the library's give the same for any form."""
    url = PUBLIC + path
    ours = signature.sign(peers.TOKEN, url, tuple(pairs))
    assert ours == peers.sign(peers.TOKEN, url, pairs)
    assert RequestValidator(peers.TOKEN).validate(url, Many(pairs), ours)


@given(pairs=FIELDS)
def test_what_is_signed_survives_the_wire(pairs: list[tuple[str, str]]) -> None:
    """Any fields, blank and doubled ones too, are verified after having been a body."""
    url = f"{PUBLIC}/webhooks/twilio/messages"
    headers = {"content-type": FORM, "x-twilio-signature": peers.sign(peers.TOKEN, url, pairs)}
    check(Request(url, headers, urlencode(pairs).encode(), posted({}).at))


def test_blank_fields_are_signed() -> None:
    """`Body=` of a picture or button counts: dropping it would refuse genuine messages."""
    fields = payload("whatsapp", "voice")
    assert not fields["Body"]
    check(posted(fields))
    with pytest.raises(NotVerified):
        check(replace(posted(fields), body=posted({**fields, "Body": "x"}).body))


@pytest.mark.parametrize("query", ["?a=%20b", "?a=+b", "?key=in:12:0&part=1", "?%D8%A7=%D8%A8"])
def test_the_query_is_signed_as_it_came(query: str) -> None:
    """`%20` stays `%20`: the address is never taken apart and written anew."""
    url = f"{PUBLIC}/webhooks/twilio/status{query}"
    check(posted({"A": "b"}, url))
    if "%20" in query:
        with pytest.raises(NotVerified):
            check(replace(posted({"A": "b"}, url), url=url.replace("%20", "+")))


@pytest.mark.parametrize(
    ("ours", "signed"),
    [
        ("https://chat.example.sa/x", "https://chat.example.sa:443/x"),
        ("http://127.0.0.1:8400/x", "http://127.0.0.1/x"),
        ("https://chat.example.sa:443/x", "https://chat.example.sa/x"),
    ],
)
def test_the_port_may_be_written_or_not(ours: str, signed: str) -> None:
    """Twilio is inconsistent about ports; the library's validator takes both too."""
    check(replace(posted({"A": "b"}, signed), url=ours))


def test_both_secrets_hold_during_rotation() -> None:
    """The token before and the token after verify; a third does not."""
    request = posted({"A": "b"}, token="the one before")
    signature.verify(request, form.pairs(request), (peers.TOKEN, "the one before"))
    with pytest.raises(NotVerified):
        check(request)


def _without(request: Request, header: str) -> Request:
    return replace(request, headers={name: value for name, value in request.headers.items() if name != header})


GENUINE = posted({"Body": "نعم", "MessageSid": "SM1"})


@pytest.mark.parametrize(
    "request_",
    [
        _without(GENUINE, "x-twilio-signature"),
        _without(GENUINE, "content-type"),
        replace(GENUINE, headers={**GENUINE.headers, "content-type": "application/json"}),
        replace(GENUINE, headers={**GENUINE.headers, "x-twilio-signature": ""}),
        replace(GENUINE, headers={**GENUINE.headers, "x-twilio-signature": "حح\udcff"}),
        replace(GENUINE, body=GENUINE.body + b"&Extra=1"),
        replace(GENUINE, body=GENUINE.body[:-3]),
        replace(GENUINE, body=b"\xff\xfe%FF"),
        replace(GENUINE, body=b""),
        replace(GENUINE, url=GENUINE.url.replace("https", "http")),
    ],
    ids=["no header", "no type", "json", "empty", "no ascii", "one more", "truncated", "no utf-8", "no body", "http"],
)
def test_what_is_forged_is_not_verified(request_: Request) -> None:
    """Refused by the one error for it, whatever the bytes."""
    with pytest.raises(NotVerified):
        check(request_)


def test_bytes_that_are_no_utf8_are_signed_as_bytes() -> None:
    """A genuine form with broken text in it is read, the broken letter replaced."""
    url = GENUINE.url
    pairs = form.pairs(Request(url, {"content-type": FORM}, b"Body=a%FFb%00", GENUINE.at))
    headers = {"content-type": FORM, "x-twilio-signature": signature.sign(peers.TOKEN, url, pairs)}
    check(Request(url, headers, b"Body=a%FFb%00", GENUINE.at))
    assert form.fields(pairs) == {"Body": "a\ufffdb"}


@given(body=st.text("ab=&+%20C;\udc80سف", max_size=40))
def test_a_form_is_read_as_the_standard_library_reads_it(body: str) -> None:
    """Whatever is quoted wrongly in it, or left out."""
    request = Request("", {"content-type": FORM}, body.encode("utf-8", "surrogateescape"), GENUINE.at)
    assert form.pairs(request) == tuple(parse_qsl(body, keep_blank_values=True, errors="surrogateescape"))


def test_a_thousand_fields_and_doubled_ones_are_read() -> None:
    """Only the first of a doubled field counts, and none is refused for its number."""
    body = b"Body=first&Body=second&" + b"&".join(b"F%d=%d" % (number, number) for number in range(1000))
    fields = form.fields(form.pairs(Request("", {"content-type": FORM}, body, GENUINE.at)))
    assert fields["Body"] == "first"
    assert len(fields) == 1001


@given(pairs=FIELDS)
def test_a_shared_key_signs_by_another_algorithm(pairs: list[tuple[str, str]]) -> None:
    """Ours and the library's give the same HMAC-SHA256 for any form."""
    url = f"{PUBLIC}/a?b=1"
    ours = signature.sign("the shared key", url, tuple(pairs), signature.SHA256)
    assert RequestValidator("the shared key").validate(url, Many(pairs), ours, "HMAC_SHA256")


@pytest.mark.parametrize("key", ["the shared key", "the key before"])
def test_where_a_shared_key_is_configured_only_that_is_believed(key: str) -> None:
    """Both keys hold during rotation; the auth token and the older algorithm do not, whatever the request's header says."""
    request = posted(payload("whatsapp", "text"))
    pairs = form.pairs(request)
    signed = signature.sign(key, request.url, pairs, signature.SHA256)
    by_key(replace(request, headers={**request.headers, signature.HEADER: signed}))
    settings = {"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_SHA1"}
    for forged in (signature.sign(key, request.url, pairs), signature.sign(peers.TOKEN, request.url, pairs, signature.SHA256)):
        with pytest.raises(NotVerified):
            by_key(replace(request, headers={**request.headers, **settings, signature.HEADER: forged}))
    with pytest.raises(NotVerified):
        by_key(request)


@given(names=st.lists(st.tuples(BYTES, BYTES), max_size=8), raw=st.booleans())
def test_a_form_is_read_to_the_byte(names: list[tuple[bytes, bytes]], raw: bool) -> None:
    """Whatever bytes a form holds, those that are no UTF-8 too, escaped or not, the signature over them is found right."""
    quote = (lambda part: part.translate(None, b"&=%+")) if raw else (lambda part: quote_plus(part).encode())
    pairs = [(quote(name), quote(value)) for name, value in names]
    body = b"&".join(name + b"=" + value for name, value in pairs)
    read = [(unquote_to_bytes(name.replace(b"+", b" ")), unquote_to_bytes(value.replace(b"+", b" "))) for name, value in pairs]
    request = Request(PUBLIC, {"content-type": FORM}, body, posted({}).at)
    found = form.pairs(request)
    assert [tuple(part.encode("utf-8", "surrogateescape") for part in pair) for pair in found] == read
