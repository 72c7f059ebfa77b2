"""The way into every endpoint: sessions, form tokens and our errors are dealt with here, once.

A page asked for without a session leads to the sign-in; a part of a page or a stream gets 401, which the script understands.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response

from desk import pages, requests
from desk.access import sessions
from desk.access.entrance import SIGN_IN, with_next
from desk.office import Office
from desk.presses import press_of
from desk.requests import Form
from desk.visits import SignedVisit, Visit
from domain.accountports import Officer
from domain.errors import BadInput, NotVerified, StorageError

_log = structlog.get_logger()
Endpoint = Callable[[Request], Awaitable[Response]]
Public = Callable[[Office, Visit], Awaitable[Response]]
Signed = Callable[[Office, SignedVisit], Awaitable[Response]]
PASSWORD: Final = "/desk/password"  # noqa: S105 - a path
CODES: Final = "/desk/codes"
_BAD_INPUT: Final = {"too_long": 413}


@dataclass(frozen=True, slots=True)
class Door:
    """Makes Starlette endpoints of the desk's."""

    office: Office

    def public(self, handler: Public) -> Endpoint:
        """Let anybody in; a visitor without a token is given one, so that his form has one too."""

        async def endpoint(request: Request) -> Response:
            visit = self._visit(request)
            response = await self._answer(visit, lambda form: handler(self.office, replace(visit, form=form.fields)))
            return self._with_token(visit, response)

        return endpoint

    def sorry(self, request: Request, status: int) -> Response:
        """Say that something cannot be answered, whoever asks."""
        visit = self._visit(request)
        return self._with_token(visit, pages.dressed(self._sorry(visit, status)))

    def _visit(self, request: Request) -> Visit:
        token = sessions.token_of(request, secure=self.office.is_secure) or self.office.random(sessions.TOKEN_BYTES)
        return Visit(request, token, sessions.language_of(request), {})

    def _with_token(self, visit: Visit, response: Response) -> Response:
        """Give a visitor who came without one the token that his page's forms carry."""
        if (
            visit.token != sessions.token_of(visit.request, secure=self.office.is_secure)
            and "set-cookie" not in response.headers
        ):
            sessions.set_token(response, visit.token, secure=self.office.is_secure)
        return response

    def signed(
        self, handler: Signed, *, with_one_time_password: bool = False, upload: bool = False, asks: bool = False
    ) -> Endpoint:
        """Let officers in; those who have yet to choose a password or enrol codes only where that is said.

        `upload`: the form brings a file. `asks`: the form changes nothing, and is answered anew each time.
        """

        async def endpoint(request: Request) -> Response:
            token = sessions.token_of(request, secure=self.office.is_secure)
            visit = Visit(request, token, sessions.language_of(request), {})

            async def enter(form: Form) -> Response:
                officer = await self.office.officers.by_session(sessions.token_hash(token)) if token else None
                if officer is None or not officer.active:
                    return _to_sign_in(visit)
                if not with_one_time_password and (unready := await self._unready(officer)):
                    return pages.see_other(unready)
                fields, file = form.fields, form.file
                signed = SignedVisit(request, token, visit.language, fields, officer, file)
                press = "" if asks else press_of(request, token, form)
                return await self.office.presses.once(press, lambda: handler(self.office, signed))

            if upload and not await self._may_send(token):
                return pages.dressed(_to_sign_in(visit))
            return await self._answer(visit, enter, upload=upload)

        return endpoint

    async def _may_send(self, token: str) -> bool:
        """Tell whether a file is read at all: strangers must not fill the memory with theirs."""
        try:
            return bool(token) and await self.office.officers.by_session(sessions.token_hash(token)) is not None
        except StorageError:
            return True  # which is told where the form is answered

    async def _unready(self, officer: Officer) -> str:
        """Give the address where an officer has to go before he works; empty for whoever is ready."""
        if officer.must_change:
            return PASSWORD
        if officer.role not in self.office.admission.codes_for:
            return ""
        found = await self.office.admission.codes.of(officer.id)
        return "" if found is not None and found.confirmed else CODES

    async def _answer(self, visit: Visit, enter: Callable[[Form], Awaitable[Response]], *, upload: bool = False) -> Response:
        try:
            response = await enter(await self._form(visit, upload=upload))
        except BadInput as error:
            response = self._sorry(visit, _BAD_INPUT.get(str(error), 400))
        except NotVerified:
            response = self._sorry(visit, 403)
        except StorageError:
            _log.exception("desk.storage_failed")
            response = self._sorry(visit, 503)
        return pages.dressed(response)

    async def _form(self, visit: Visit, *, upload: bool) -> Form:
        if visit.request.method != "POST":
            return Form({})
        form = await (
            requests.form_with_file(visit.request, self.office.max_upload) if upload else requests.form(visit.request)
        )
        if not sessions.form_is_ours(visit.token, form.fields.get("csrf", "")):
            raise NotVerified("the form is not of this session")
        return form

    def _sorry(self, visit: Visit, status: int) -> Response:
        return pages.page(self.office, visit, "sorry.html", status, fault=str(status))


def _to_sign_in(visit: Visit) -> Response:
    if "part_only" in visit.request.query_params or visit.request.url.path.endswith("/events"):
        return Response(status_code=401)
    wanted = visit.address if visit.request.method == "GET" else visit.request.url.path.rpartition("/")[0]
    return pages.see_other(with_next(SIGN_IN, wanted))
