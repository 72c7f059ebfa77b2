"""The tables of the configuration that are about channels. `config.example.toml` documents every key."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr

from bot.sections import Address, Section


class Web(Section):
    """The chat on the association's page and on others."""

    allowed_origins: list[str] = Field(default_factory=list)
    """Sites that may embed the widget, as `https://www.example.sa`."""
    max_upload_mb: int = Field(default=10, ge=1, le=50)
    messages_a_minute: int = Field(default=300, ge=0)
    """Of one address; one conversation has half of it. 0: no limit."""


class Telegram(Section):
    """A bot made at Telegram; off without a token."""

    token: SecretStr = SecretStr("")
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: SecretStr = SecretStr("")
    api_base: Address = "https://api.telegram.org/bot"
    officers_group: int = 0
    department_groups: dict[str, int] = Field(default_factory=dict)
    """Groups of departments that have one of their own, by their ids in the regulation of duties."""
    officers_language: Literal["ar", "en"] = "ar"
    """In which Mujib speaks to officers there."""


class Twilio(Section):
    """WhatsApp and SMS through Twilio; off without an account."""

    account_sid: str = ""
    auth_token: SecretStr = SecretStr("")
    auth_token_previous: SecretStr = SecretStr("")
    api_key: str = ""
    """SID of an API key (`SK...`) with which Twilio is called; empty: account and auth token do."""
    api_secret: SecretStr = SecretStr("")
    webhook_key: SecretStr = SecretStr("")
    webhook_key_previous: SecretStr = SecretStr("")
    api_base: Address = "https://api.twilio.com"
    whatsapp_from: str = ""
    whatsapp_members_a_day: int = Field(default=250, ge=0)
    """Meta's limit of members written to outside their windows in 24 hours, of all numbers of the association; 0: none."""
    sms_from: str = ""
    messaging_service_sid: str = ""
    sms_segments_per_second: float = Field(default=1, gt=0, le=1000)
    """What the sending number takes: a long code 1, an alphanumeric sender about 10, a short code 100."""
    interactive: bool = True
    """Buttons and lists on WhatsApp; without them options are numbered lines."""


Sids = Annotated[list[str], BeforeValidator(lambda given: [given] if isinstance(given, str) else given)]
"""One, or several in the order in which they are used."""


class Templates(Section):
    """Content SIDs (`HX...`) of templates that WhatsApp approved, by language; they go out when its window is closed.

    Where several are listed, one that WhatsApp stopped is left out.
    """

    answer: dict[Literal["ar", "en"], Sids] = Field(default_factory=dict)
    """«We have an answer for you, tap to read»: a quick reply with the id `mujib:read` and no blank."""
    notice: dict[Literal["ar", "en"], Sids] = Field(default_factory=dict)
    """News of a member's own matter, in blank 1."""
    announcement: dict[Literal["ar", "en"], Sids] = Field(default_factory=dict)
    """Something for all members, in blank 1."""


class Sms(Section):
    """SMS to members who cannot write back, as in Saudi Arabia."""

    link: str = ""
    """Where they read on."""
    link_hosts: list[str] = Field(default_factory=list)
    """Hosts registered with the operators; links to others are never sent."""
