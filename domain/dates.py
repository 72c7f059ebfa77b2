"""Dates as people of the association write them: Hijri beside Gregorian, in Arabic and English. Pure; reads no clock.

Hijri dates follow the tables of Umm al-Qura (`hijridate`, 1343-1500 AH), from which an announced month can differ by a day:
hence the Gregorian date always stands beside them, and the association can move them by `moon` days.
"""

from datetime import date, timedelta
from typing import Final

from hijridate import Gregorian

from domain.model import Language

_WEEKDAYS: Final = {
    Language.ARABIC: ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    Language.ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Final = {
    Language.ARABIC: (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_HIJRI_MONTHS: Final = {
    Language.ARABIC: (
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ),
    Language.ENGLISH: (
        "Muharram", "Safar", "Rabi' al-Awwal", "Rabi' al-Akhir", "Jumada al-Ula", "Jumada al-Akhirah",
        "Rajab", "Sha'ban", "Ramadan", "Shawwal", "Dhu al-Qa'dah", "Dhu al-Hijjah",
    ),
}  # fmt: skip


def full(day: date, language: Language, moon: int = 0) -> str:
    """Give weekday and both dates: «الأحد 19 جمادى الآخرة 1448هـ (29 نوفمبر 2026م)».

    English names the Gregorian date first: "Sunday 29 November 2026 (19 Jumada al-Akhirah 1448 AH)".
    Outside the tables (before 1924, after 2077) there is only the Gregorian date.
    """
    weekday = _WEEKDAYS[language][day.weekday()]
    lunar, solar = hijri(day, language, moon), gregorian(day, language)
    if not lunar:
        return f"{weekday} {solar}"
    first, second = (lunar, solar) if language is Language.ARABIC else (solar, lunar)
    return f"{weekday} {first} ({second})"


def hijri(day: date, language: Language, moon: int = 0) -> str:
    """Give the Hijri date, moved by `moon` days where the announced month differs; empty outside the tables."""
    parts = _hijri(day, moon)
    if parts is None:
        return ""
    year, month, number = parts
    era = "هـ" if language is Language.ARABIC else " AH"
    return f"{number} {_HIJRI_MONTHS[language][month - 1]} {year}{era}"


def gregorian(day: date, language: Language) -> str:
    """Give the Gregorian date: «29 نوفمبر 2026م», "29 November 2026"."""
    era = "م" if language is Language.ARABIC else ""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}{era}"


def _hijri(day: date, moon: int) -> tuple[int, int, int] | None:
    try:
        moved = Gregorian.fromdate(day + timedelta(days=moon)).to_hijri()
    except OverflowError:
        # beyond the tables: the caller shows the Gregorian date alone
        return None
    return int(moved.year), int(moved.month), int(moved.day)
