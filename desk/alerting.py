"""What an officer should know: ticked off by himself, one by one or all at once."""

import re
from typing import Final

from starlette.responses import Response

from desk import pages, requests
from desk.office import Office
from desk.visits import SignedVisit

_ID: Final = re.compile(r"[0-9]{1,18}", re.ASCII)


async def read(office: Office, visit: SignedVisit) -> Response:
    """Tick off what the form names; only what is the officer's own is touched."""
    wanted = [int(one) for one in visit.form.get("alerts", "").split(",") if _ID.fullmatch(one)]
    await office.alerts.read(visit.officer.id, wanted)
    return pages.see_other(requests.inside(visit.form.get("next", "")))
