"""The account at Twilio, as the configuration names it. Holds secrets: must never be logged or shown."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self
from urllib.parse import quote, urlsplit

from channels.twilio.signature import SHA1, SHA256

API = "https://api.twilio.com"
STATUS_PATH = "/webhooks/twilio/status"
MESSAGES_PATH = "/webhooks/twilio/messages"
_HERE = frozenset({"localhost", "127.0.0.1", "::1", "", None})


@dataclass(frozen=True, slots=True)
class Account:
    """One account, where its API is, and where it finds us."""

    sid: str
    auth_token: str = field(repr=False)
    auth_token_previous: str = field(default="", repr=False)
    """Still accepted on webhooks while the token is being changed."""
    api_base: str = API
    public_url: str = ""
    """As Twilio addresses us, without a slash at the end."""
    webhook_key: str = field(default="", repr=False)
    """The shared key that signs webhooks; empty: the auth token does."""
    webhook_key_previous: str = field(default="", repr=False)
    api_key: str = ""
    """The SID of the API key that calls are made with; empty: the auth token is."""
    api_secret: str = field(default="", repr=False)

    @property
    def credentials(self) -> tuple[str, str]:
        """Give name and secret with which Twilio is called."""
        return (self.api_key, self.api_secret) if self.api_key else (self.sid, self.auth_token)

    @property
    def by_token(self) -> Self:
        """Give the account as it is called with its auth token."""
        return replace(self, api_key="", api_secret="")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Give the tokens, or the shared keys, that may have signed a webhook."""
        keys, tokens = (self.webhook_key, self.webhook_key_previous), (self.auth_token, self.auth_token_previous)
        return tuple(secret for secret in (keys if self.webhook_key else tokens) if secret)

    @property
    def algorithm(self) -> str:
        """Give the algorithm by which webhooks are signed."""
        return SHA256 if self.webhook_key else SHA1

    @property
    def own_api(self) -> bool:
        """True: every call goes to another server than Twilio's, such as an emulator."""
        return self.api_base.rstrip("/") != API

    @property
    def resource(self) -> str:
        """The root of the account's resources."""
        return f"{API}/2010-04-01/Accounts/{self.sid}"

    def callback(self, key: str, part: int = 0, template: str = "") -> str:
        """Give the address for news of a message; `part` counts from 1 where more follow. Empty where Twilio cannot reach us.

        Twilio refuses a message whose callback is on the sender's own machine (error 21609).
        """
        if is_here(self.public_url) and not self.own_api:
            return ""
        # ':' is written as it is: what need not be escaped cannot be escaped in two ways, and the URL is signed
        beside = (f"&part={part}" if part else "") + (f"&template={quote(template)}" if template else "")
        return f"{self.public_url}{STATUS_PATH}?key={quote(key, safe=':')}{beside}"


@lru_cache(maxsize=4)
def is_here(public_url: str) -> bool:
    """Tell whether an address leads to the very machine on which it is used."""
    return urlsplit(public_url).hostname in _HERE
