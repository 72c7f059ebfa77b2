"""What tests of the desk's pages share: a script that must never show, a file and how it is sent, a secret shown once."""

import re

import httpx

from domain.model import TicketRef
from tests.desk.seat import Seat, case

SCRIPT = "<script>alert(1)</script>"


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


_PASSWORD = re.compile(r'<code class="secret" dir="ltr">([^<]+)</code>')


def secret_on(page: str) -> str:
    """Read the secret that a page shows once."""
    found = _PASSWORD.search(page)
    assert found, "there is no secret on the page"
    return found[1]


def upload(seat: Seat, ref: TicketRef, content: bytes, name: str = "عقد.png", **fields: str) -> int:
    """Send a file to the member, and give the answer's status."""
    return uploaded(seat, ref, content, name, **fields).status_code


def uploaded(seat: Seat, ref: TicketRef, content: bytes, name: str = "عقد.png", **fields: str) -> httpx.Response:
    """Send a file to the member, and give the answer."""
    tokens = {
        field: match[1] for field in ("csrf", "key") if (match := re.search(rf'name="{field}" value="(\w+)"', seat.page.text))
    }
    return seat.http.post(case(ref, "file"), data=tokens | fields, files={"file": (name, content)})


WORDS = {"text_ar": "تُغلق الجمعية يوم **الأحد**.", "text_en": "The office is closed on Sunday."}
MEETING = {
    "assembly": "yes", "message": "service", "per_minute": "60", "at": "2026-12-20T19:00",
    "place_ar": "القاعة الكبرى", "place_en": "Main hall", "agenda_ar": "الميزانية\nالانتخاب", "agenda_en": "Budget\nElection",
    "proxies": "yes", "quorum": "50",
}  # fmt: skip
