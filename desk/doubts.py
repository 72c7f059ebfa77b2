"""Messages of which nobody knows whether they arrived: an officer has one sent again, or says that it arrived."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import structlog
from starlette.responses import Response

from desk import pages, requests
from desk.office import Office
from desk.permissions import Right
from desk.visits import SignedVisit
from domain.doubts import Settlement
from domain.model import OutboundId

ADDRESS: Final = "/desk/doubts"
_ID: Final = re.compile(r"[0-9]{1,18}", re.ASCII)
_log = structlog.get_logger()


async def show(office: Office, visit: SignedVisit) -> Response:
    """List those that are this officer's to settle, each leading to where it stands."""
    return await pages.refused(office, visit, Right.SETTLE_DOUBTS) or await pages.inner(office, visit, "doubts.html")


async def settle(office: Office, visit: SignedVisit) -> Response:
    """Settle the message that the pressed button names; pressed twice, or after a colleague, nothing more happens."""
    pressed = next(((one, visit.form[one]) for one in Settlement if one in visit.form), None)
    if not pages.may(office, visit, Right.SETTLE_DOUBTS):
        return pages.unknown(office, visit)
    if pressed is None or not _ID.fullmatch(pressed[1]):
        return _back(visit, "settled_before")
    settlement, message = pressed
    done = await office.doubts.settle(OutboundId(int(message)), visit.officer.id, settlement)
    _log.info("desk.doubt", officer=visit.officer.id, outbound=int(message), settlement=settlement.value, done=done)
    return _back(visit, settlement.value if done else "settled_before", f"o{message}")


def _back(visit: SignedVisit, done: str, line: str = "") -> Response:
    came = urlsplit(requests.inside(visit.form.get("next", "")))
    query = urlencode([*((name, value) for name, value in parse_qsl(came.query) if name != "done"), ("done", done)])
    return pages.see_other(f"{came.path}?{query}" + (f"#{line}" if line else ""))
