"""The desk as a whole: its addresses, and which endpoint answers each. `bot.app` makes one and mounts its routes."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from desk import actions, attachments, cases, live, pages, sign_in
from desk.door import PASSWORD, SIGN_IN, Door
from desk.office import Office

_TICKET = "/desk/tickets/{ref}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Office):
    """The officers' desk below `/desk`."""

    def routes(self) -> list[BaseRoute]:
        """List the routes."""
        return [*self._doors(), *self._reading(), *self._acting()]

    def _doors(self) -> list[Route]:
        door = Door(self)
        signed = door.signed
        return [
            Route(SIGN_IN, door.public(sign_in.show_sign_in), methods=["GET"]),
            Route(SIGN_IN, door.public(sign_in.sign_in), methods=["POST"]),
            Route("/desk/language", door.public(sign_in.set_language), methods=["POST"]),
            Route("/desk/sign-out", signed(sign_in.sign_out, with_one_time_password=True), methods=["POST"]),
            Route(PASSWORD, signed(sign_in.show_password, with_one_time_password=True), methods=["GET"]),
            Route(PASSWORD, signed(sign_in.set_password, with_one_time_password=True), methods=["POST"]),
        ]

    def _reading(self) -> list[Route]:
        signed = Door(self).signed
        return [
            Route("/desk/static/{name}", _static, methods=["GET"]),
            Route("/desk", signed(cases.show_queue), methods=["GET"]),
            Route(_TICKET, signed(cases.show_case), methods=["GET"]),
            Route("/desk/events", signed(live.events), methods=["GET"]),
            Route("/desk/files/{name}", signed(attachments.show), methods=["GET"]),
        ]

    def _acting(self) -> list[Route]:
        signed = Door(self).signed
        deeds = {
            "take": actions.take,
            "reply": actions.reply,
            "note": actions.note,
            "hand-back": actions.hand_back,
            "resolve": actions.resolve,
        }
        return [Route(f"{_TICKET}/{name}", signed(deed), methods=["POST"]) for name, deed in deeds.items()]


async def _static(request: Request) -> Response:
    """Give the style, the script or the mark; the version in their address makes them safe to keep."""
    content, media_type = pages.static().get(request.path_params["name"], (b"", ""))
    status = 200 if media_type else 404
    headers = {"Cache-Control": "public, max-age=31536000, immutable"} if media_type else {}
    return pages.dressed(Response(content, status, headers, media_type or "text/plain"))
