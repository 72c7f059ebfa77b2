"""What Twilio's error codes mean to us. Pure; the only place that knows the codes.

Source: https://www.twilio.com/docs/api/errors, gathered in docs/reference/channels.md.
"""

from collections.abc import Mapping
from typing import Final

from domain.errors import ContactStopped, LimitReached, Misconfigured, Refused, SendError, Throttled, Uncertain, Unreachable

TOO_MANY = 429
_FIRST_FAULT_OF_THEIRS = 500
_NOT_ALLOWED = frozenset({401, 403, 404, 407})

CONTENT: Final = frozenset({"21655", "21656", "63005", "63013", "63021", "63023", *map(str, range(63025, 63030))})
"""The content, template or a blank's value was rejected: the same words may still go as plain text."""
TEMPLATE: Final = CONTENT | {"63016", "63040", "63041", "63042"}
"""Of a message in a template: it, or a blank's value, was rejected; or it is not approved, or not any more."""
MEDIA: Final = frozenset({"11200", "12300", "21620", "30019", "63019"})
"""The file could not be fetched from us, or is none that the member's phone shows: a link to it may still go."""
STOPPED: Final = frozenset({"21610", "63014"})

NO_NUMBER: Final = "21211"
"""The number is not valid; a WhatsApp id without a number was once answered so too."""

ONCE: Final = frozenset({"30008"})
"""Nobody says why, and each attempt is paid: it goes again once."""

LIMIT: Final = "63018"
"""Too fast, or the limit of members outside their windows is reached, which all numbers of the association share."""

_REFUSED: Final[Mapping[str, str]] = {
    "63040": "WhatsApp rejected the template",
    "63041": "WhatsApp paused the template",
    "63042": "WhatsApp disabled the template",
    "63016": "more than a day since the member's last message: only an approved template may be sent",
    "63003": "the number is not on WhatsApp",
    "63024": "the number is not on WhatsApp",
    "63015": "the test sender: the member has not joined the sandbox",
    "63032": "WhatsApp withholds this message from the member",
    "63049": "WhatsApp withholds this message from the member",
    "21211": "the number is not valid",
    "21614": "the number is no mobile number",
    "21635": "the number is a landline",
    "21617": "the message is too long",
    "30004": "the member's operator blocks the message",
    "30005": "the number does not exist any more",
    "30006": "the number is a landline or cannot receive messages",
    "30007": "the operator took the message for spam",
    "30036": "the message waited too long and is void",
    "30001": "the message waited too long and is void",
}
_MISCONFIGURED: Final[Mapping[str, str]] = {
    "20003": "the account, its auth token or its API key is wrong",
    "20404": "the account does not exist there",
    "21408": "sending to this country is not allowed in the account (geo permissions)",
    "21606": "the sender does not belong to the account, or cannot send this",
    "21609": "the address for status callbacks is not reachable from the internet (server.public_url)",
    "21612": "this sender cannot reach this address",
    "21659": "the sender is not a number of the account",
    "21703": "the messaging service has no sender",
    "63007": "the WhatsApp sender is not registered in the account",
    "63008": "the WhatsApp sender is not set up right",
    "63020": "Meta has closed or limited the business account",
    "63022": "WhatsApp does not accept the sender's display name",
}
_LATER: Final[Mapping[str, tuple[str, float]]] = {
    "20429": ("too many requests at once", 5.0),
    "21611": ("the sender's queue is full", 60.0),
    "63017": ("faster than WhatsApp allows", 30.0),
    "63018": ("faster than WhatsApp allows, or the day's limit of members is reached", 60.0),
    "131056": ("too many messages to the same member", 30.0),
}
_UNREACHED: Final[Mapping[str, str]] = {
    "30003": "the member's phone is off or out of reach",
    "30008": "the operator failed for a reason that it does not tell",
    "63012": "WhatsApp failed on its side",
}


def by_code(code: str) -> SendError | None:
    """Give the error that a code stands for; None for a code that says nothing certain."""
    if code in STOPPED:
        return ContactStopped("the member blocked or stopped this channel", code)
    if code in CONTENT:
        return Refused("the buttons, the template or a value in it was rejected", code)
    if code in MEDIA:
        return Refused("WhatsApp cannot fetch or show the file", code)
    if reason := _REFUSED.get(code):
        return Refused(reason, code)
    if reason := _MISCONFIGURED.get(code):
        return Misconfigured(reason, code)
    if reason := _UNREACHED.get(code):
        return Unreachable(reason, code)
    if found := _LATER.get(code):
        return (LimitReached if code == LIMIT else Throttled)(found[0], code, found[1])
    return None


def by_answer(status: int, code: str, retry_after: float | None = None) -> SendError:
    """Give the error for an answer that is none of success: its HTTP status, Twilio's code, the wait in seconds if named."""
    if status == TOO_MANY:
        # refused before it was processed, so free to go again
        reason, wait = _LATER.get(code, ("too many requests", 1.0))
        return (LimitReached if code == LIMIT else Throttled)(
            reason, code or str(status), wait if retry_after is None else retry_after
        )
    if status >= _FIRST_FAULT_OF_THEIRS:
        return Uncertain("Twilio failed on its side", code or str(status))
    if known := by_code(code):
        return known
    if status in _NOT_ALLOWED:
        return Misconfigured("Twilio does not know the account, or does not allow this", code or str(status))
    return Refused("Twilio refuses the message", code or str(status))
