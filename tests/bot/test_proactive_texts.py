"""The sentences that nobody asked for: complete, and fitting what the rules name."""

import re

import pytest

from domain import updates
from domain.assembly import Answer
from domain.escalation import Cause
from domain.model import Stage, TicketKind
from handlers.texts import proactive_ar, proactive_en

LANGUAGES = [proactive_ar.LINES, proactive_en.LINES]


def test_both_languages_say_the_same_things() -> None:
    """The same keys, with the same values in them."""
    arabic, english = LANGUAGES
    assert list(arabic) == list(english)
    assert [key for key in arabic if names(arabic[key]) != names(english[key])] == []


def names(text: str) -> set[str]:
    """Give the names of the values in a sentence."""
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("lines", LANGUAGES)
def test_every_update_has_its_sentence(lines: dict[str, str]) -> None:
    """Whatever kind of ticket is in whatever stage for however long."""
    still = {updates.sentence(kind, stage, changed=False) for kind in TicketKind for stage in Stage if stage.is_open}
    told = (Stage.WAITING_FOR_MEMBER, Stage.WITH_DEPARTMENT, Stage.WITH_COMMITTEE, Stage.REOPENED)
    changed = {updates.sentence(kind, stage, changed=True) for kind in TicketKind for stage in told}
    assert still | changed == {key for key in lines if key.startswith(("update.still.", "update.changed."))}


@pytest.mark.parametrize("lines", LANGUAGES)
def test_a_study_is_told_with_its_period_and_no_date(lines: dict[str, str]) -> None:
    """`handling.5`: the period in its sense comes from the configuration, and nothing promises the end."""
    for change in (True, False):
        said = lines[updates.sentence(TicketKind.SUPPORT, Stage.WITH_COMMITTEE, changed=change)]
        assert names(said) == {"ref", "committee_period"}


@pytest.mark.parametrize("lines", LANGUAGES)
def test_options_and_causes_are_worded(lines: dict[str, str]) -> None:
    """Each answer has a button that fits every channel, each cause its words."""
    assert all(0 < len(lines[f"option.assembly.{answer.value}"]) <= 20 for answer in Answer)
    assert all(lines[f"cause.{cause.value}"] for cause in Cause)
