"""What WhatsApp thinks of a template now, as Twilio's Content API tells it."""

from collections.abc import Mapping
from typing import Any, Final

from channels.twilio.client import Api
from domain.errors import SendError
from domain.templates import Opinion, Standing

_APPROVED: Final = "approved"
_NO_TEMPLATE: Final = "20404"


async def opinion(api: Api, sid: str) -> Opinion:
    """Ask for it. Raises `SendError`."""
    try:
        return _read(await api.approval(sid))
    except SendError as error:
        if error.code == _NO_TEMPLATE:
            return Opinion(Standing.STOPPED, "missing")
        raise


def _read(approval: Mapping[str, Any]) -> Opinion:
    """Read it: only what is approved goes out (also not what is `unsubmitted`, `pending`, `paused`, `disabled`)."""
    status = str(approval.get("status") or "unsubmitted").lower()
    if status != _APPROVED:
        return Opinion(Standing.STOPPED, status, str(approval.get("rejection_reason") or ""))
    category = str(approval.get("category", "")).lower()
    return Opinion(Standing.MOVED if category == "marketing" else Standing.GOOD, category)
