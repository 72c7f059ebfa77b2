"""Files that members sent, for officers who are signed in: pictures are shown, anything else is handed down as a file."""

from typing import Final

from starlette.responses import Response

from desk import pages, permissions, requests
from desk.office import Office
from desk.permissions import Deed
from desk.visits import SignedVisit

FORBIDDING: Final = "default-src 'none'; style-src 'none'; sandbox; frame-ancestors 'none'"
_FILE: Final = "application/octet-stream"


def picture_type(content: bytes) -> str:
    """Tell by its first bytes what picture a browser may show; empty for anything else, also for SVG with its scripts."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return "image/gif"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


async def show(office: Office, visit: SignedVisit) -> Response:
    """Give a file by its random name; the name that its sender gave it never comes near a path. That it was seen is kept."""
    name = visit.request.path_params["name"]
    allowed = Deed.VIEW in permissions.deeds_of(visit.officer.role)
    content = await office.files.read(name) if allowed else None
    if content is None:
        return pages.unknown(office, visit)
    whose = requests.clean(visit.request.query_params.get("of", ""))[: requests.MAX_LINE]
    await office.audit.looked(visit.officer.id, "file_seen", [(whose, name)])
    picture = picture_type(content)
    headers = {
        "Content-Disposition": "inline" if picture else "attachment",
        "Content-Security-Policy": FORBIDDING,
    }
    return Response(content, 200, headers, picture or _FILE)
