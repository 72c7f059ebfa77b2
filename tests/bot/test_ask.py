"""What `mujib ask` prints."""

import pytest

from bot import association
from bot.commands import ask
from bot.config import Settings
from faq.decision import ALONE, Act, Asked
from faq.entries import Kind
from tests.packaged import KNOWN

FIXED = {
    *("menu", "officer", "ticket_status", "complaint", "suggestion", "register", "support_request", "privacy", "opt_out"),
    *("greeting", "thanks", "notices"),
}
"""The names that others rely on."""
ENTRIES = [entry for entry in KNOWN.entries.values() if entry.kind is Kind.ACTION and entry.action != "tell"]


@pytest.mark.parametrize("name", sorted({entry.action for entry in ENTRIES}))
def test_an_action_is_told_by_a_fixed_name(name: str) -> None:
    """Words about a request come to what is done without one; the rest keep their names."""
    told = ask.describe([Asked("", Act(name, "", 1.0, ()))], KNOWN, association.facts(Settings()))
    assert told["action"] in FIXED
    assert told["action"] == ALONE.get(name, name)
