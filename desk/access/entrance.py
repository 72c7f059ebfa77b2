"""What the ways in share: attempts are counted before they are looked at, remembered, and lead to a session of its own."""

from typing import Final
from urllib.parse import quote

import structlog
from starlette.responses import Response

from desk import pages, requests
from desk.access import lockout, sessions
from desk.office import Office
from desk.visits import Visit
from domain.accountports import Officer, Outcome, SignIn
from domain.model import OfficerId

_log = structlog.get_logger()
SIGN_IN: Final = "/desk/sign-in"


def with_next(address: str, wanted: str) -> str:
    """Give an address that leads on to the page that was wanted."""
    return f"{address}?next={quote(requests.inside(wanted))}"


async def counted(office: Office, username: str, address: str) -> lockout.Allowed | lockout.Locked:
    """Judge an attempt, and count it as a failure; where others came in between, they are judged with it.

    Of many sent at once none slips through uncounted.
    """
    before, last = await office.admission.attempts.failures(username, address)
    judged = lockout.verdict(before, last, office.clock.now())
    if isinstance(judged, lockout.Locked):
        return judged
    await office.admission.attempts.record(username, address, success=False)
    after, latest = await office.admission.attempts.failures(username, address)
    others = after - 1 - before
    return lockout.verdict(after - 1, latest, office.clock.now()) if others > 0 else judged


async def remember(office: Office, visit: Visit, username: str, outcome: Outcome, officer: OfficerId | None = None) -> None:
    """Keep how an attempt ended, for those who look after the accounts."""
    await office.admission.accounts.record_sign_in(officer, SignIn(office.clock.now(), username, visit.client, outcome))


async def begin(office: Office, visit: Visit, officer: Officer, wanted: str) -> Response:
    """Begin a session and go on to the page that was wanted."""
    await remember(office, visit, officer.username, Outcome.IN, officer.id)
    return await renewed(office, officer, wanted)


async def renewed(office: Office, officer: Officer, wanted: str) -> Response:
    """Begin a session under a new token: one planted beforehand opens nothing."""
    token = office.random(sessions.TOKEN_BYTES)
    expires = office.clock.now() + office.admission.session_length
    await office.officers.start_session(officer.id, sessions.token_hash(token), expires)
    _log.info("desk.signed_in", officer=officer.id)
    response = pages.see_other(wanted)
    sessions.set_token(response, token, secure=office.is_secure)
    return response
