"""`mujib doctor`: looks at everything that serving needs, for real, and says in plain words what is wrong and what to do.

Changes nothing, neither here nor at a provider.
"""

from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from bot import association, providers
from bot.commands import duties, premises
from bot.config import Settings
from bot.outreach import outreach
from bot.providers import Provider
from bot.rooms import room
from bot.silence import Heard, Watch
from bot.store import Storage
from domain.deliveryports import Quarantine
from domain.errors import StorageError
from domain.findings import Finding, bad, good
from domain.model import Language
from domain.ports import Clock
from storage import schema

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)
_SKEW: Final = timedelta(seconds=30)
"""That our clock may be off: signatures, quiet hours and Twilio's lists go by it."""
_OVERDUE: Final = 300.0
"""Seconds that a message may wait for its turn before someone should look."""
_REASONS: Final = 3
_QUARANTINED: Final = 100


@dataclass(frozen=True, slots=True)
class Chapter:
    """What was found about one thing."""

    title: str
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """True when nothing is wrong."""
        return all(finding.good for finding in self.findings)


async def examine(settings: Settings, storage: Storage) -> AsyncGenerator[Chapter, None]:
    """Give chapter by chapter what was found. Raises `ConfigError` for what a start would end with."""
    _read(settings, storage.clock.now().date())
    reached = providers.of(settings, storage)
    try:
        async for chapter in _chapters(settings, storage, reached):
            yield chapter
    finally:
        for provider in reached:
            await provider.close()


def _read(settings: Settings, today: date) -> None:
    """Read what a start reads. Raises `ConfigError`."""
    regulation = duties.regulation(settings)
    rules = association.rules(settings, regulation, today)
    outreach.outreach(settings, rules.calendar)
    outreach.rhythm(settings)
    room.refuse_unknown(settings.telegram.department_groups, regulation)


async def _chapters(settings: Settings, storage: Storage, reached: Sequence[Provider]) -> AsyncIterator[Chapter]:
    database = await _database(storage)
    yield Chapter("database", (database, premises.disk(settings.server.data)))
    yield Chapter("clock", (await _clock(reached, storage.clock),))
    yield Chapter("address", await premises.address(settings, reached))
    yield Chapter("association", (_association(settings),))
    if idle := premises.idle(settings):
        yield Chapter("channels", idle)
    for provider in reached:
        yield Chapter(", ".join(channel.name for channel in provider.channels), await provider.checks())
    if database.good:
        yield Chapter("members", await _members(storage, reached))
        yield Chapter("messages", await _messages(storage))


def shown(chapter: Chapter) -> str:
    """Give a chapter as lines: each finding in Arabic and English, with a mark before it."""
    lines = [f"[{chapter.title}]"]
    for finding in chapter.findings:
        mark = ("•" if finding.hint else "✓") if finding.good else "✗"
        lines += [f"  {mark} {finding.words[Language.ENGLISH]}", f"    {finding.words[Language.ARABIC]}"]
    return "\n".join(lines)


async def _database(storage: Storage) -> Finding:
    try:
        revision = await schema.check(storage.database)
    except StorageError as error:
        return bad(
            "قاعدة البيانات لا تجيب أو ليست على نسخة هذا البرنامج. تحقق من database.url ثم شغّل: mujib db upgrade",
            f"The database cannot be used: {error}. Check database.url, then run `mujib db upgrade`.",
        )
    return good(f"قاعدة البيانات على النسخة ‎{revision}‎.", f"The database is at revision {revision}.")


async def _clock(reached: Sequence[Provider], clock: Clock) -> Finding:
    """Compare our clock with that of the first provider that tells the time."""
    for provider in reached:
        theirs = await _date(provider.api)
        if theirs is not None:
            return _compared(theirs, clock.now())
    if reached:
        return good("لم يجب مزود تُقارن الساعة بساعته.", "No provider answered with whose clock ours could be compared.")
    return good(
        "لا مزود مفعل تُقارن الساعة بساعته.",
        "No provider is on with whose clock ours could be compared.",
    )


def _compared(theirs: datetime, ours: datetime) -> Finding:
    off = abs(ours - theirs)
    if off > _SKEW:
        return bad(
            f"ساعة هذا الجهاز تختلف عن ساعة المزود بمقدار {off.total_seconds():.0f} ثانية. شغّل مزامنة الوقت (NTP).",
            f"This machine's clock is {off.total_seconds():.0f} s off the provider's. Turn on time synchronisation (NTP).",
        )
    return good("الساعة مضبوطة.", "The clock is right.")


async def _date(api: str) -> datetime | None:
    parts = urlsplit(api)
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.head(f"{parts.scheme}://{parts.netloc}/", allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        # the provider's own checks say that it cannot be reached
        return None


def _association(settings: Settings) -> Finding:
    """Look whether members are told where and how the association is reached."""
    missing = ", ".join(f"association.{name}" for name in association.unset(settings))
    if missing:
        return bad(
            f"بيانات يسأل عنها الأعضاء ولم تُدخل: ‎{missing}‎. أدخلها في ملف الإعداد؛ وإلى ذلك يُحال من يسأل عنها إلى موظف.",
            f"Members will ask for what nobody entered: {missing}. Enter it in config.toml; "
            "until then they are told to ask an officer.",
        )
    return good("بيانات الجمعية التي يسأل عنها الأعضاء مدخلة.", "What members ask about the association is entered.")


async def _members(storage: Storage, reached: Sequence[Provider]) -> tuple[Finding, ...]:
    watch = Watch(storage.arrivals, providers.origins(reached), storage.clock)
    return tuple([_heard(channel, await watch.heard(channel)) for channel in watch.origins])


def _heard(channel: str, heard: Heard) -> Finding:
    if heard.last is None:
        return good(f"‎{channel}‎: لم تصل رسالة بعد.", f"{channel}: no message yet.")
    at = f"{heard.last:%Y-%m-%d %H:%M} UTC"
    if heard.silent:
        return bad(
            f"‎{channel}‎: سكتت القناة منذ ‎{at}‎ في وقت يكتب فيه الأعضاء عادة. راجع إعداد الاستقبال أعلاه وعند المزود.",
            f"{channel}: silent since {at}, at hours at which members normally write. Look at its webhook above and there.",
        )
    return good(f"‎{channel}‎: آخر رسالة ‎{at}‎.", f"{channel}: the last message came {at}.")


async def _messages(storage: Storage) -> tuple[Finding, ...]:
    figures = await storage.figures()
    return (_waiting(figures), *_stuck(figures), *await _quarantined(storage.quarantine))


def _waiting(figures: dict[str, float]) -> Finding:
    overdue = max((seconds for name, seconds in figures.items() if "overdue_seconds" in name), default=0.0)
    if overdue > _OVERDUE:
        return bad(
            f"رسالة تنتظر دورها منذ {overdue / 60:.0f} دقيقة. هل يعمل mujib serve (أو عملية worker)؟",
            f"A message has waited {overdue / 60:.0f} minutes for its turn. Is `mujib serve` (or a worker process) running?",
        )
    return good("لا رسالة متأخرة.", "No message is late.")


def _stuck(figures: dict[str, float]) -> tuple[Finding, ...]:
    """Tell of messages that officers should look at; they are no fault of the installation."""
    named: tuple[tuple[str, Callable[[int], str], Callable[[int], str]], ...] = (
        ("dead", lambda n: f"رسائل لم تصل إلى أعضائها: {n}؛ السبب مكتوب عند كل منها.", lambda n: f"Never delivered: {n}."),
        (
            "uncertain",
            lambda n: f"رسائل لا يُعلم هل وصلت: {n}، وقائمتها في المكتب.",
            lambda n: f"In doubt: {n}; the desk lists them.",
        ),
        ("parked", lambda n: f"رسائل تنتظر أن يكتب العضو: {n}.", lambda n: f"Waiting for the member to write: {n}."),
    )
    counts = {
        status: int(sum(rows for name, rows in figures.items() if f'status="{status}"' in name)) for status, _, _ in named
    }
    return tuple(good(arabic(counts[status]), english(counts[status])) for status, arabic, english in named if counts[status])


async def _quarantined(quarantine: Quarantine) -> tuple[Finding, ...]:
    kept = await quarantine.kept("twilio", limit=_QUARANTINED)
    if not kept:
        return ()
    count = f"{len(kept)}+" if len(kept) == _QUARANTINED else str(len(kept))
    reasons = "; ".join(reason for reason, _ in Counter(one.reason for one in kept).most_common(_REASONS))
    return (
        bad(
            f"طلبات في الحجر لأن توقيعها لم يثبت أو لم تُقرأ: {count} ({reasons}). أصلح السبب ثم شغّل: mujib replay",
            f"Requests in quarantine: {count}. Why: {reasons}. Mend that, "
            "then run `mujib replay`; forged ones stay and are removed after 30 days.",
        ),
    )
