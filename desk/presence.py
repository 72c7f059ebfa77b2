"""Whether an officer is there, as forms have it: his presence, when he is back, and who covers him meanwhile. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from desk import formatting
from desk.outreach import drafts
from desk.texts import Texts
from domain.accountports import Officer, Presence
from domain.errors import BadInput
from domain.model import OfficerId


@dataclass(frozen=True, slots=True)
class Stay:
    """Where somebody is from now on."""

    presence: Presence
    back_at: datetime | None = None
    cover: OfficerId | None = None


def read(form: Mapping[str, str], whose: OfficerId, people: Iterable[Officer], now: datetime, zone: tzinfo) -> Stay:
    """Read the form; presence has no time of return. Raises `BadInput`: `malformed`, `bad_time` or `time_past`."""
    wanted, cover = form.get("presence", ""), form.get("cover", "")
    covering = next((one.id for one in people if str(one.id) == cover and one.id != whose and one.active), None)
    if wanted not in set(Presence) or (cover and covering is None):
        raise BadInput("malformed")
    if wanted == Presence.AVAILABLE:
        return Stay(Presence.AVAILABLE, cover=covering)
    back = drafts.moment(form.get("back_at", ""), zone)
    if back is not None and back <= now:
        raise BadInput("time_past")
    return Stay(Presence(wanted), back, covering)


def words(officer: Officer, zone: tzinfo, t: Texts) -> str:
    """Say whether somebody is there, and until when not."""
    told = t(f"presence.{officer.presence}")
    return f"{told} {t('presence.until', at=formatting.both_dates(officer.back_at, zone, t))}" if officer.back_at else told
