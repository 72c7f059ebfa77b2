"""People and rights: accounts are made, changed and closed here, by those who may. One-time passwords are shown once."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import structlog
from starlette.responses import Response

from desk import pages, permissions, presence, requests, work_view
from desk.access import passwords
from desk.office import Office
from desk.outreach import drafts
from desk.permissions import Right
from desk.texts import texts
from desk.visits import SignedVisit
from domain.accountports import Account, Invitation, Presence
from domain.errors import BadInput
from domain.model import Language, PostId
from domain.roles import Role

_log = structlog.get_logger()
ADDRESS: Final = "/desk/people"
_USERNAME: Final = re.compile(r"[a-z0-9._-]{2,40}")
_SIGN_INS: Final = 50

Change = Callable[[Office, SignedVisit, Account], Awaitable[Response]]


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show all accounts, and who tried to come in lately."""
    return await pages.refused(office, visit, Right.MANAGE_PEOPLE) or await _page(office, visit, 200)


async def invite(office: Office, visit: SignedVisit) -> Response:
    """Make an account, and show its one-time password."""
    if (answer := await pages.refused(office, visit, Right.MANAGE_PEOPLE)) is not None:
        return answer
    wanted = _invitation(office, visit)
    if isinstance(wanted, str):
        return await _page(office, visit, 422, wanted)
    if not permissions.may_manage(visit.officer, None, wanted.role, office.rules.regulation):
        return await _page(office, visit, 403, "not_allowed")
    password, hashed = await _one_time(office)
    try:
        await office.admission.accounts.invite(wanted, hashed, visit.officer.id)
    except BadInput as error:
        return await _page(office, visit, 422, str(error))
    return await _page(office, visit, 200, given=(wanted.username, password))


def changing(change: Change) -> Callable[[Office, SignedVisit], Awaitable[Response]]:
    """Make an endpoint of a change to an account that the visitor may make."""

    async def endpoint(office: Office, visit: SignedVisit) -> Response:
        if (answer := await pages.refused(office, visit, Right.MANAGE_PEOPLE)) is not None:
            return answer
        wanted = visit.request.path_params["officer"]
        found = next((one for one in await office.admission.accounts.all() if str(one.officer.id) == wanted), None)
        if found is None:
            return pages.unknown(office, visit)
        if not permissions.may_manage(visit.officer, found.officer, found.officer.role, office.rules.regulation):
            return await _page(office, visit, 403, "not_allowed")
        _log.info("desk.account_changed", officer=visit.officer.id, account=found.officer.id)
        return await change(office, visit, found)

    return endpoint


async def set_role(office: Office, visit: SignedVisit, account: Account) -> Response:
    """Say what somebody is, and which post he holds."""
    role, post = visit.form.get("role", ""), visit.form.get("post", "")
    regulation = office.rules.regulation
    if post and post not in regulation.posts:
        return await _page(office, visit, 422, "malformed")
    if not permissions.may_manage(visit.officer, account.officer, role, regulation):
        return await _page(office, visit, 403, "not_allowed")
    await office.admission.accounts.set_role(account.officer.id, role, visit.officer.id)
    await office.officers.set_post(account.officer.id, PostId(post), visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=changed")


async def set_name(office: Office, visit: SignedVisit, account: Account) -> Response:
    """Say how colleagues and members know somebody."""
    name, title = _names(visit)
    if wrong := _misnamed(name, title):
        return await _page(office, visit, 422, wrong)
    await office.admission.accounts.set_name(account.officer.id, name, title or dict.fromkeys(Language, name), visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=changed")


async def set_presence(office: Office, visit: SignedVisit, account: Account) -> Response:
    """Say for somebody whether he is there, and who covers him."""
    people, whose = await office.officers.all(), account.officer.id
    try:
        stay = presence.read(visit.form, whose, people, office.clock.now(), office.zone)
    except BadInput as error:
        return await _page(office, visit, 422, str(error))
    await office.officers.set_presence(whose, stay.presence, stay.back_at, stay.cover, visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=changed")


async def reset(office: Office, visit: SignedVisit, account: Account) -> Response:
    """Give a one-time password in place of a forgotten one; one-time codes are enrolled anew too."""
    password, hashed = await _one_time(office)
    await office.admission.accounts.reset(account.officer.id, hashed, visit.officer.id)
    return await _page(office, visit, 200, given=(account.officer.username, password))


async def end_sessions(office: Office, visit: SignedVisit, account: Account) -> Response:
    """Sign somebody out everywhere."""
    await office.admission.accounts.end_sessions(account.officer.id, visit.officer.id)
    return pages.see_other(f"{ADDRESS}?done=sessions_ended")


async def set_active(office: Office, visit: SignedVisit, account: Account) -> Response:
    """Close an account, or open it again."""
    await office.admission.accounts.set_active(account.officer.id, visit.officer.id, active=visit.form.get("active") == "yes")
    return pages.see_other(f"{ADDRESS}?done=changed")


async def own_presence(office: Office, visit: SignedVisit) -> Response:
    """Say of oneself whether one is there."""
    wanted = visit.form.get("presence", "")
    if wanted in set(Presence):
        await office.officers.set_presence(visit.officer.id, Presence(wanted), None, visit.officer.cover)
    return pages.see_other(requests.inside(visit.form.get("next", "")))


def _invitation(office: Office, visit: SignedVisit) -> Invitation | str:
    """Read the form: an account to make, or what is wrong."""
    form = visit.form
    username, (name, title) = form.get("username", "").strip().lower(), _names(visit)
    role, post = form.get("role", ""), form.get("post", "")
    if not _USERNAME.fullmatch(username):
        return "username"
    if wrong := _misnamed(name, title):
        return wrong
    if role not in set(Role) or (post and post not in office.rules.regulation.posts):
        return "malformed"
    return Invitation(username, name, title or dict.fromkeys(Language, name), role, PostId(post))


def _names(visit: SignedVisit) -> tuple[str, dict[Language, str]]:
    """Read how colleagues and members are to know somebody."""
    title = {language: words for language in Language if (words := " ".join(visit.form.get(f"title_{language}", "").split()))}
    return " ".join(visit.form.get("name", "").split()), title


def _misnamed(name: str, title: Mapping[Language, str]) -> str:
    """Name what is wrong with that, as a key of the texts; empty where nothing is."""
    if not name:
        return "empty"
    return "too_long" if any(len(words) > requests.MAX_LINE for words in (name, *title.values())) else ""


async def _one_time(office: Office) -> tuple[str, str]:
    password = passwords.one_time_password(secrets.choice)
    async with office.admission.hashing:
        return password, await asyncio.to_thread(passwords.hash_password, password)


async def _page(
    office: Office, visit: SignedVisit, status: int, fault: str = "", given: tuple[str, str] | None = None
) -> Response:
    t, regulation = texts(visit.language), office.rules.regulation
    accounts = await office.admission.accounts.all()
    back = {str(one.officer.id): drafts.local(one.officer.back_at, office.zone) for one in accounts if one.officer.back_at}
    if fault and "back_at" in visit.form:  # what was sent and not understood stays to be mended
        back[visit.request.path_params["officer"]] = visit.form["back_at"]
    return await pages.inner(
        office,
        visit,
        "people.html",
        status,
        accounts=[(one, permissions.may_manage(visit.officer, one.officer, one.officer.role, regulation)) for one in accounts],
        whereabouts={one.officer.id: presence.words(one.officer, office.zone, t) for one in accounts},
        back=back,
        names={one.officer.id: one.officer.name for one in accounts},
        roles=[role for role in Role if permissions.may_manage(visit.officer, None, role, regulation)],
        posts={post: work_view.post_title(regulation, post, t) for post in regulation.posts},
        presences=tuple(Presence),
        sign_ins=await office.admission.accounts.sign_ins(_SIGN_INS),
        fault=fault,
        given=given,
        begun=visit.form,
    )
