"""Coming in and going out: sign-in, sign-out, the own password. Wrong passwords are slowed, then locked out for a while."""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog
from starlette.responses import Response

from desk import pages, requests
from desk.access import entrance, lockout, one_time_codes, passwords, sessions
from desk.office import Office
from desk.visits import SignedVisit, Visit
from domain.accountports import Officer, Outcome
from domain.model import Language

_log = structlog.get_logger()
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Name and password do not fit."""


async def show_sign_in(office: Office, visit: Visit) -> Response:
    """Show the sign-in."""
    wanted = requests.inside(visit.request.query_params.get("next", ""))
    return _sign_in_page(office, visit, 200, next=wanted, fault="", username="")


async def sign_in(office: Office, visit: Visit) -> Response:
    """Begin a session under a new token, and go on to the page that was wanted."""
    wanted = requests.inside(visit.form.get("next", ""))
    username = visit.form.get("username", "").strip().lower()[:_LONGEST_NAME]
    match await _known(office, visit, username, visit.form.get("password", "")):
        case lockout.Locked(until):
            minutes = -(-int((until - office.clock.now()).total_seconds()) // 60)
            await entrance.remember(office, visit, username, Outcome.LOCKED)
            return _sign_in_page(office, visit, 429, next=wanted, fault="locked", username=username, minutes=minutes)
        case _Wrong():
            await entrance.remember(office, visit, username, Outcome.WRONG)
            return _sign_in_page(office, visit, 403, next=wanted, fault="wrong", username=username)
        case Officer() as officer:
            await office.officers.end_session(sessions.token_hash(visit.token))
            found = await office.admission.codes.of(officer.id)
            if found is not None and found.confirmed:
                return await one_time_codes.wait_for(office, officer, wanted)
            return await entrance.begin(office, visit, officer, wanted)


async def sign_out(office: Office, visit: SignedVisit) -> Response:
    """End the session."""
    await office.officers.end_session(sessions.token_hash(visit.token))
    _log.info("desk.signed_out", officer=visit.officer.id)
    response = pages.see_other(entrance.SIGN_IN)
    sessions.forget_token(response, secure=office.is_secure)
    return response


async def show_password(office: Office, visit: SignedVisit) -> Response:
    """Show the form for a new password."""
    return pages.page(office, visit, "password.html", officer=visit.officer, fault="")


async def set_password(office: Office, visit: SignedVisit) -> Response:
    """Change the own password; all sessions of the officer end, and this one begins anew."""
    new = visit.form.get("new", "")
    fault = passwords.fault_of(new, visit.officer.username)
    if not fault and new != visit.form.get("again", ""):
        fault = "again"
    if not fault and new == visit.form.get("current", ""):
        fault = "same"
    if not fault:
        known = await _known(office, visit, visit.officer.username, visit.form.get("current", ""))
        fault = "" if isinstance(known, Officer) else "current"
    if fault:
        return pages.page(office, visit, "password.html", 422, officer=visit.officer, fault=fault)
    async with office.admission.hashing:
        hashed = await asyncio.to_thread(passwords.hash_password, new)
    await office.officers.set_password(visit.officer.id, hashed, must_change=False)
    _log.info("desk.password_changed", officer=visit.officer.id)
    return await entrance.renewed(office, visit.officer, "/desk?done=password")


async def set_language(office: Office, visit: Visit) -> Response:
    """Switch the desk's language on this browser."""
    chosen = Language.ENGLISH if visit.form.get("language") == Language.ENGLISH else Language.ARABIC
    response = pages.see_other(requests.inside(visit.form.get("next", "")))
    sessions.set_language(response, chosen, secure=office.is_secure)
    return response


async def _known(office: Office, visit: Visit, username: str, password: str) -> Officer | lockout.Locked | _Wrong:
    """Find the officer with this name and password; the attempt is counted before it is looked at."""
    judged = await entrance.counted(office, username, visit.client)
    if isinstance(judged, lockout.Locked):
        return judged
    await office.sleep(judged.delay)
    found = await office.officers.by_username(username)
    async with office.admission.hashing:
        fits = await asyncio.to_thread(passwords.verify_password, password, found[1] if found else "")
    if found is None or not fits:
        _log.warning("desk.sign_in_failed", officer=found[0].id if found else None)
        return _Wrong()
    await office.admission.attempts.record(username, visit.client, success=True)
    return found[0]


def _sign_in_page(office: Office, visit: Visit, status: int, **values: object) -> Response:
    return pages.page(office, visit, "sign_in.html", status, **values)
