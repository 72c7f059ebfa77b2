"""Time-based one-time codes (RFC 6238): made, checked, and asked for after the password. Each code opens once."""

import hmac
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

import pyotp
import structlog
from markupsafe import Markup
from starlette.responses import Response

from desk import pages, requests
from desk.access import entrance, lockout, sessions
from desk.door import CODES
from desk.office import Office
from desk.texts import texts
from desk.visits import SignedVisit, Visit
from domain.accountports import CodeSecret, Officer, Outcome
from domain.model import OfficerId

_log = structlog.get_logger()
STEP: Final = 30
"""Seconds of one code."""
_NEARBY: Final = (0, -1, 1)
"""Steps that are accepted: a phone's clock may be half a minute off."""
PATIENCE: Final = timedelta(minutes=10)


def _step_of(code: str, secret: str, now: datetime) -> int | None:
    """Give the step of time whose code this is; None where it is none of now."""
    digits = "".join(str(int(letter)) for letter in code if letter.isdecimal())
    present, maker = int(now.timestamp()) // STEP, pyotp.TOTP(secret, interval=STEP)
    fits = [present + by for by in _NEARBY if hmac.compare_digest(maker.at((present + by) * STEP), digits)]
    return fits[0] if fits else None


def enrolment(secret: str, username: str, issuer: str) -> str:
    """Give the address by which an authenticator app takes the secret in; the issuer once, to keep its picture coarse."""
    return f"{pyotp.TOTP(secret).provisioning_uri(name=username)}&issuer={quote(issuer)}"


def picture(address: str) -> Markup:
    """Draw an address as a QR code (ISO/IEC 18004): SVG without a style of its own, dark on light whatever the theme."""
    import segno  # once for each officer: no start needs it

    drawn = segno.make(address, micro=False, error="m").svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)  # noqa: S704 - of numbers only


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show how to enrol, or that codes are asked for."""
    return await _page(office, visit, 200)


async def confirm(office: Office, visit: SignedVisit) -> Response:
    """Enrol: from the first right code on, codes are asked for."""
    found = await office.admission.codes.of(visit.officer.id)
    if found is None or found.confirmed:
        return await _page(office, visit, 409)
    if not await _fits(office, visit, visit.officer, found):
        return await _page(office, visit, 422, "code")
    await office.audit.record(visit.officer.id, "codes_on", str(visit.officer.id))
    return pages.see_other("/desk?done=codes_on")


async def drop(office: Office, visit: SignedVisit) -> Response:
    """Do without codes from now on, with one last code; not for those who must have them."""
    found = await office.admission.codes.of(visit.officer.id)
    if found is None or visit.officer.role in office.admission.codes_for:
        return await _page(office, visit, 403, "not_allowed")
    if not await _fits(office, visit, visit.officer, found):
        return await _page(office, visit, 422, "code")
    await office.admission.codes.drop(visit.officer.id)
    await office.audit.record(visit.officer.id, "codes_off", str(visit.officer.id))
    return pages.see_other("/desk?done=codes_off")


async def ask(office: Office, visit: Visit) -> Response:
    """Ask for the code after the password."""
    if await _awaited(office, visit) is None:
        return pages.see_other(entrance.SIGN_IN)
    wanted = requests.inside(visit.request.query_params.get("next", ""))
    return pages.page(office, visit, "code.html", next=wanted, fault="")


async def enter(office: Office, visit: Visit) -> Response:
    """Begin the session with the right code; wrong ones count like wrong passwords."""
    officer = await _awaited(office, visit)
    if officer is None:
        return pages.see_other(entrance.SIGN_IN)
    wanted = requests.inside(visit.form.get("next", ""))
    found = await office.admission.codes.of(officer.id)
    if found is None or not await _fits(office, visit, officer, found):
        await entrance.remember(office, visit, officer.username, Outcome.WRONG_CODE, officer.id)
        return pages.page(office, visit, "code.html", 403, next=wanted, fault="code")
    await office.admission.codes.over(sessions.token_hash(visit.token))
    return await entrance.begin(office, visit, officer, wanted)


async def wait_for(office: Office, officer: Officer, wanted: str) -> Response:
    """Send whoever had the right password on to the code, under a token of its own."""
    token = office.random(sessions.TOKEN_BYTES)
    await office.admission.codes.wait(sessions.token_hash(token), officer.id, office.clock.now() + PATIENCE)
    response = pages.see_other(entrance.with_next("/desk/code", wanted))
    sessions.set_token(response, token, secure=office.is_secure)
    return response


async def _awaited(office: Office, visit: Visit) -> Officer | None:
    """Give the officer whose code is awaited from this browser."""
    waiting = await office.admission.codes.waiting(sessions.token_hash(visit.token))
    return None if waiting is None else await _officer(office, waiting)


async def _officer(office: Office, wanted: OfficerId) -> Officer | None:
    return next((one for one in await office.officers.all() if one.id == wanted and one.active), None)


async def _fits(office: Office, visit: Visit, officer: Officer, found: CodeSecret) -> bool:
    """Check the form's code and use it up; the attempt counts as a failure until it proved right."""
    judged = await entrance.counted(office, officer.username, visit.client)
    if isinstance(judged, lockout.Locked):
        return False
    await office.sleep(judged.delay)
    step = _step_of(visit.form.get("code", "")[:20], found.secret, office.clock.now())
    if step is None or not await office.admission.codes.use(officer.id, step):
        _log.warning("desk.wrong_code", officer=officer.id)
        return False
    await office.admission.attempts.record(officer.username, visit.client, success=True)
    return True


async def _page(office: Office, visit: SignedVisit, status: int, fault: str = "") -> Response:
    found = await office.admission.codes.of(visit.officer.id)
    if found is None:
        await office.admission.codes.enrol(visit.officer.id, pyotp.random_base32())
        found = await office.admission.codes.of(visit.officer.id)
    secret = found.secret if found and not found.confirmed else ""
    address = enrolment(secret, visit.officer.username, office.association[visit.language]) if secret else ""
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return pages.page(
        office,
        visit,
        "codes.html",
        status,
        officer=visit.officer,
        grouped=grouped,
        otp_address=address,
        picture=picture(address) if address else "",
        demanded=visit.officer.role in office.admission.codes_for,
        fault=fault and (f"fault.{fault}" if texts(visit.language).has(f"fault.{fault}") else "fault.not_allowed"),
        codes_page=CODES,
    )
