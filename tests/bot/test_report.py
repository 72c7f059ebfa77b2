"""`mujib report`, as it is read in a terminal."""

from dataclasses import replace

from bot.commands import duties, report
from bot.config import Settings
from domain import reports
from domain.casefile import ALWAYS
from domain.model import Language
from tests.domain.test_reports import CASE, NOW, SINCE


def test_departments_and_channels_are_named_as_at_the_desk() -> None:
    """By their titles in the reader's language, and not by their keys in a file."""
    regulation = duties.regulation(Settings())
    case = replace(CASE, department="finance", channel="whatsapp")
    found = reports.report([case], (SINCE, NOW), NOW, ALWAYS)
    lines = report.as_text(found, regulation, Language.ARABIC).splitlines()
    assert "القسم: الشؤون المالية" in lines
    assert "  واتساب: 1" in lines
