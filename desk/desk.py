"""The desk as a whole: its addresses, and which endpoint answers each. `bot.app` makes one and mounts its routes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from desk import (
    actions,
    alerting,
    attachments,
    cases,
    casework,
    channels,
    committee,
    consents,
    contacts,
    data_requests,
    doubts,
    live,
    members,
    pages,
    people,
    replies,
    report_page,
    settings,
    trail,
    uploads,
)
from desk.access import one_time_codes, sign_in
from desk.access.entrance import SIGN_IN
from desk.casework import handled
from desk.door import CODES, PASSWORD, Door
from desk.entering import Doing, about_ticket
from desk.office import Office
from desk.outreach import announcements, projects, steering
from desk.permissions import Deed
from desk.teaching import knowledge, lessons

_TICKET: Final = "/desk/tickets/{ref}"
_ACCOUNT: Final = "/desk/people/{officer}"
_DOINGS: Final[Mapping[str, Doing]] = {
    "take": actions.take,
    "take-from": actions.take_from,
    "reply": actions.reply,
    "preview": actions.preview,
    "measure": actions.measure,
    "typing": actions.typing,
    "note": actions.note,
    "hand-back": actions.hand_back,
    "resolve": actions.resolve,
    "stage": handled(casework.stage, "moved"),
    "reassign": handled(casework.reassign, "reassigned"),
    "refer": handled(casework.refer, "referred"),
    "priority": handled(casework.priority, "changed"),
    "department": handled(casework.department, "changed"),
    "subject": handled(casework.subject, "changed"),
    "link": handled(casework.link, "linked"),
    "unlink": handled(casework.unlink, "unlinked"),
    "merge": handled(casework.merge, "merged"),
    "unmerge": handled(casework.unmerge, "unmerged"),
    "decide": committee.decide,
    "hold-update": steering.allowed(steering.hold, Deed.STEER, "held", "update_held"),
    "release-update": steering.allowed(steering.release, Deed.STEER, "released", "update_released"),
    "update-line": steering.allowed(steering.add_line, Deed.STEER, "changed", "update_line"),
    "appoint": steering.allowed(steering.appoint, Deed.APPOINT, "appointed", "appointed"),
    "cancel-appointment": steering.allowed(steering.cancel, Deed.APPOINT, "appointment_cancelled", "appointment_cancelled"),
}
"""What can be done with a ticket, by the last part of the form's address."""
_ASKING: Final = frozenset({"preview", "measure", "typing"})
"""Those of them that change nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Office):
    """The officers' desk below `/desk`."""

    def routes(self) -> list[BaseRoute]:
        """List the routes."""
        nothing = _Nothing("/desk/{rest:path}", Door(self).public(pages.nothing), methods=["GET"])
        return [*self._doors(), *self._reading(), *self._acting(), *self._managing(), nothing]

    def sorry(self, request: Request, status: int) -> Response:
        """Say at an address of the desk's that something cannot be answered, and lead back."""
        return Door(self).sorry(request, status)

    def _doors(self) -> list[Route]:
        door = Door(self)
        signed = door.signed
        return [
            Route(SIGN_IN, door.public(sign_in.show_sign_in), methods=["GET"]),
            Route(SIGN_IN, door.public(sign_in.sign_in), methods=["POST"]),
            Route("/desk/code", door.public(one_time_codes.ask), methods=["GET"]),
            Route("/desk/code", door.public(one_time_codes.enter), methods=["POST"]),
            Route("/desk/language", door.public(sign_in.set_language), methods=["POST"]),
            Route("/desk/sign-out", signed(sign_in.sign_out, with_one_time_password=True), methods=["POST"]),
            Route(PASSWORD, signed(sign_in.show_password, with_one_time_password=True), methods=["GET"]),
            Route(PASSWORD, signed(sign_in.set_password, with_one_time_password=True), methods=["POST"]),
            Route(CODES, signed(one_time_codes.show, with_one_time_password=True), methods=["GET"]),
            Route(CODES, signed(one_time_codes.confirm, with_one_time_password=True), methods=["POST"]),
            Route(f"{CODES}/drop", signed(one_time_codes.drop), methods=["POST"]),
        ]

    def _reading(self) -> list[Route]:
        door = Door(self)
        signed = door.signed
        return [
            Route("/desk/static/{name}", _static, methods=["GET"]),
            Route("/desk", signed(cases.show_queue), methods=["GET"]),
            Route(_TICKET, signed(cases.show_case), methods=["GET"]),
            Route(members.ADDRESS, signed(members.show), methods=["GET"]),
            Route(replies.ADDRESS, signed(replies.show), methods=["GET"]),
            Route(knowledge.ADDRESS, signed(knowledge.show), methods=["GET"]),
            Route(lessons.ADDRESS, signed(lessons.show), methods=["GET"]),
            Route(f"{_TICKET}/clauses", signed(cases.show_hits), methods=["GET"]),
            Route(committee.ADDRESS, signed(committee.show), methods=["GET"]),
            Route("/desk/contacts/new", signed(contacts.show), methods=["GET"]),
            Route(announcements.ADDRESS, signed(announcements.show_all), methods=["GET"]),
            Route(f"{announcements.ADDRESS}/new", signed(announcements.show_form), methods=["GET"]),
            Route(announcements.ONE, signed(announcements.show), methods=["GET"]),
            Route(f"{announcements.ONE}/edit", signed(announcements.show_edit), methods=["GET"]),
            Route(f"{announcements.ONE}/recipients.csv", signed(announcements.results), methods=["GET"]),
            Route(projects.ADDRESS, signed(projects.show), methods=["GET"]),
            Route(report_page.ADDRESS, signed(report_page.show), methods=["GET"]),
            Route(f"{report_page.ADDRESS}.csv", signed(report_page.download), methods=["GET"]),
            Route(channels.ADDRESS, signed(channels.show), methods=["GET"]),
            Route(people.ADDRESS, signed(people.show), methods=["GET"]),
            Route(trail.ADDRESS, signed(trail.show), methods=["GET"]),
            Route(settings.ADDRESS, signed(settings.show), methods=["GET"]),
            Route(doubts.ADDRESS, signed(doubts.show), methods=["GET"]),
            Route("/desk/events", signed(live.events), methods=["GET"]),
            Route("/desk/files/{name}", signed(attachments.show), methods=["GET"]),
            Route(f"{uploads.ADDRESS}{{key}}", door.public(uploads.fetch), methods=["GET"]),
        ]

    def _acting(self) -> list[Route]:
        signed = Door(self).signed
        forms = {
            "/desk/alerts": alerting.read,
            doubts.ADDRESS: doubts.settle,
            "/desk/presence": people.own_presence,
            f"{settings.ADDRESS}/presence": settings.set_presence,
            f"{settings.ADDRESS}/sessions": settings.end_sessions,
            f"{settings.ADDRESS}/link": settings.link,
            f"{settings.ADDRESS}/unlink": settings.unlink,
            f"{settings.ADDRESS}/theme": settings.set_theme,
            f"{settings.ADDRESS}/days": settings.enter_day,
            f"{settings.ADDRESS}/days/withdraw": settings.withdraw_day,
            "/desk/contacts/new": contacts.log,
            f"{announcements.ADDRESS}/new": announcements.create,
            f"{announcements.ONE}/edit": announcements.edit,
            f"{announcements.ONE}/act": announcements.act,
            f"{announcements.ONE}/copy": announcements.copy,
            f"{projects.ADDRESS}/dissolve": projects.dissolve,
            replies.ADDRESS: replies.keep,
            f"{replies.ADDRESS}/forget": replies.forget,
            f"{knowledge.ADDRESS}/teach": lessons.teach,
            f"{knowledge.ADDRESS}/remove": lessons.remove,
            f"{members.ADDRESS}/consent": consents.record,
            f"{members.ADDRESS}/prefer": consents.prefer,
            f"{members.ADDRESS}/project": consents.project,
            f"{members.ADDRESS}/number": members.number,
            f"{members.ADDRESS}/note": members.note,
            f"{members.ADDRESS}/join": members.join,
            f"{members.ADDRESS}/part": members.part,
            f"{members.ADDRESS}/export": data_requests.export,
            f"{members.ADDRESS}/erase": data_requests.erase,
        }
        return [
            *(
                Route(f"{_TICKET}/{name}", signed(about_ticket(doing), asks=name in _ASKING), methods=["POST"])
                for name, doing in _DOINGS.items()
            ),
            Route(f"{_TICKET}/file", signed(about_ticket(uploads.send), upload=True), methods=["POST"]),
            Route(projects.ADDRESS, signed(projects.enrol, upload=True), methods=["POST"]),
            *(Route(address, signed(form), methods=["POST"]) for address, form in forms.items()),
        ]

    def _managing(self) -> list[Route]:
        signed = Door(self).signed
        changes = {
            "name": people.set_name,
            "role": people.set_role,
            "presence": people.set_presence,
            "reset": people.reset,
            "sessions": people.end_sessions,
            "active": people.set_active,
        }
        return [
            Route(people.ADDRESS, signed(people.invite), methods=["POST"]),
            *(
                Route(f"{_ACCOUNT}/{name}", signed(people.changing(change)), methods=["POST"])
                for name, change in changes.items()
            ),
        ]


class _Nothing(Route):
    """Where nothing else is: for what is asked for only, so that a form sent there stays not found rather than not allowed."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match wholly or not at all."""
        match, child = super().matches(scope)
        return (match if match is Match.FULL else Match.NONE), child


async def _static(request: Request) -> Response:
    """Give the style, the script or the mark; the version in their address makes them safe to keep."""
    content, media_type = pages.static().get(request.path_params["name"], (b"", ""))
    status = 200 if media_type else 404
    headers = {"Cache-Control": "public, max-age=31536000, immutable"} if media_type else {}
    return pages.dressed(Response(content, status, headers, media_type or "text/plain"))
