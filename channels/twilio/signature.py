"""Proof that a request comes from Twilio. Pure.

Base64 of HMAC-SHA1 under the auth token, or of HMAC-SHA256 under a shared key (a public beta of Twilio's), over the URL and, by
name, each field's name and value; empty fields count and doubled values count once
(https://www.twilio.com/docs/usage/webhooks/webhooks-security). Nothing in it tells the time: what protects from replays is that
each message's id is taken once.
"""

import base64
import hmac
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from channels.twilio.form import Pairs
from domain.channelports import Request
from domain.errors import NotVerified

HEADER = "x-twilio-signature"
SHA1: Final = "sha1"
SHA256: Final = "sha256"
_PORTS = {"https": 443, "http": 80}


def sign(secret: str, url: str, pairs: Pairs, algorithm: str = SHA1) -> str:
    """Give the signature of a form that is posted to this URL."""
    signed = url + "".join(map("".join, sorted(set(pairs))))
    # not by `hmac.digest`, which lets the other threads go on and then waits for them
    proof = hmac.new(secret.encode(), signed.encode("utf-8", "surrogateescape"), algorithm)
    return base64.b64encode(proof.digest()).decode()


def verify(request: Request, pairs: Pairs, secrets: Sequence[str], algorithm: str = SHA1) -> None:
    """Raise `NotVerified` unless one of the secrets signed the form.

    The algorithm is ours to say: were the request's header believed, whoever forges could choose it.
    """
    given = request.headers.get(HEADER, "")
    if not given:
        raise NotVerified("the request carries no signature")
    for url in _spellings(request.url):
        for secret in secrets:
            if _equal(given, sign(secret, url, pairs, algorithm)):
                return
    raise NotVerified("the signature is not ours: look at twilio.auth_token, twilio.webhook_key and server.public_url")


def _equal(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def _spellings(url: str) -> Iterator[str]:
    """Give the URL as it is, then with and without its port: Twilio signs either."""
    yield url
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    bare = host.rpartition(":")[0] if parts.port else host
    for netloc in (bare, f"{bare}:{parts.port or _PORTS.get(parts.scheme, 443)}"):
        if netloc != host:
            yield url.replace(f"//{parts.netloc}", f"//{netloc}", 1)
