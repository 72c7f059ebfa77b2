"""The audit page: what officers looked at and did, read-only, narrowed down to an officer or a ticket."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from desk import formatting, pages, requests, work_view
from desk.office import Office
from desk.permissions import Right
from desk.texts import Texts, texts
from desk.visits import SignedVisit
from domain import reference
from domain.deskports import Deed
from domain.model import OfficerId

ADDRESS: Final = "/desk/audit"
PAGE_SIZE: Final = 100
_ACCOUNTS: Final = frozenset(
    {
        *("presence", "presence_of", "role", "post", "invited", "renamed_account", "opened_account", "closed_account"),
        *("password_reset", "password_changed", "sessions_ended", "codes_on", "codes_off"),
    }
)
"""Acts whose subject is an account."""
_WORDS: Final = {
    "moved": "stage.",
    "prioritised": "priority.p",
    "escalated": "reason.",
    "opened": "reason.",
    "presence": "presence.",
    "presence_of": "presence.",
    "role": "role.",
}
"""Acts whose detail is a word of ours, and how the keys of its translations begin."""


async def show(office: Office, visit: SignedVisit) -> Response:
    """Show a page of the trail; that somebody reads it is written down too."""
    if (answer := await pages.refused(office, visit, Right.VIEW_AUDIT)) is not None:
        return answer
    query, t = visit.request.query_params, texts(visit.language)
    people = await office.officers.all()
    whose = next((one.id for one in people if str(one.id) == query.get("officer")), None)
    subject = _subject(requests.clean(query.get("subject", "")).strip()[: requests.MAX_LINE])
    deeds = await office.audit.deeds(whose, subject, query.get("before", ""), PAGE_SIZE)
    names = {str(one.id): one.name for one in people}
    posts = work_view.post_titles(office.rules.regulation, t)
    if not query.get("before"):
        await office.audit.record(visit.officer.id, "audit_read", subject)
    return await pages.inner(
        office,
        visit,
        "audit.html",
        deeds=[
            (deed, _act_words(deed, t), _subject_words(deed, names), _detail_words(deed, names, posts, t)) for deed in deeds
        ],
        people=people,
        whose=whose,
        subject=subject,
        channel_of=formatting.channel_words,
        further=_further(whose, subject, deeds[-1].cursor) if len(deeds) == PAGE_SIZE else "",
    )


def _act_words(deed: Deed, t: Texts) -> str:
    """Say what was done; an act that has no words is shown as it stands."""
    return t(f"act.{deed.act}") if t.has(f"act.{deed.act}") else deed.act


def _subject_words(deed: Deed, names: Mapping[str, str]) -> tuple[str, str]:
    """Give on what it was done, and the address of its page; empty where it has none."""
    if deed.act in _ACCOUNTS:
        return names.get(deed.subject, deed.subject), ""
    ref = requests.ref(deed.subject)
    return (reference.written(ref), f"/desk/tickets/{ref}") if ref else (deed.subject, "")


def _detail_words(deed: Deed, names: Mapping[str, str], posts: Mapping[str, str], t: Texts) -> str:
    """Say how it was done: stages, posts and people by their names; everything else as it stands."""
    if deed.act == "assigned":
        return names.get(deed.detail, deed.detail)
    if deed.act in {"routed", "post"}:
        return posts.get(deed.detail, deed.detail)
    key = f"{_WORDS.get(deed.act, '')}{deed.detail}"
    return t(key) if deed.act in _WORDS and t.has(key) else deed.detail


def _subject(text: str) -> str:
    """Read a subject as people write it: references without their hyphen."""
    found = reference.find(text)
    return found[0] if found and ":" not in text and text[:1] in {"T", "t"} else text


def _further(whose: OfficerId | None, subject: str, cursor: str) -> str:
    wanted = {"officer": "" if whose is None else str(whose), "subject": subject, "before": cursor}
    return f"{ADDRESS}?{urlencode({name: value for name, value in wanted.items() if value})}"
