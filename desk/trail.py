"""The audit page: what officers looked at and did, read-only, narrowed down to an officer or a ticket."""

from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from desk import pages, requests, talk_view
from desk.office import Office
from desk.permissions import Right
from desk.texts import Texts, texts
from desk.visits import SignedVisit
from domain import reference
from domain.deskports import Deed
from domain.model import OfficerId

ADDRESS: Final = "/desk/audit"
PAGE_SIZE: Final = 100


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show a page of the trail; that somebody reads it is written down too."""
    if (answer := await pages.refused(office, visit, Right.VIEW_AUDIT)) is not None:
        return answer
    query, t = visit.request.query_params, texts(visit.language)
    people = await office.officers.all()
    whose = next((one.id for one in people if str(one.id) == query.get("officer")), None)
    subject = _subject(requests.clean(query.get("subject", "")).strip()[: requests.MAX_LINE])
    deeds = await office.audit.deeds(whose, subject, query.get("before", ""), PAGE_SIZE)
    if not query.get("before"):
        await office.audit.record(visit.officer.id, "audit_read", subject)
    return await pages.inner(
        office,
        visit,
        "audit.html",
        deeds=[(deed, act_words(deed, t), subject_words(deed)) for deed in deeds],
        people=people,
        whose=whose,
        subject=subject,
        channel_of=talk_view.channel_words,
        further=_further(whose, subject, deeds[-1].cursor) if len(deeds) == PAGE_SIZE else "",
    )


def act_words(deed: Deed, t: Texts) -> str:
    """Say what was done; an act that has no words is shown as it stands."""
    return t(f"act.{deed.act}") if t.has(f"act.{deed.act}") else deed.act


def subject_words(deed: Deed) -> tuple[str, str]:
    """Give on what it was done, and the address of its page; empty where it has none."""
    ref = requests.ref(deed.subject)
    return (reference.written(ref), f"/desk/tickets/{ref}") if ref else (deed.subject, "")


def _subject(text: str) -> str:
    """Read a subject as people write it: references without their hyphen."""
    found = reference.find(text)
    return found[0] if found and ":" not in text and text[:1] in {"T", "t"} else text


def _further(whose: OfficerId | None, subject: str, cursor: str) -> str:
    wanted = {"officer": "" if whose is None else str(whose), "subject": subject, "before": cursor}
    return f"{ADDRESS}?{urlencode({name: value for name, value in wanted.items() if value})}"
