"""What the association lays down: from its configuration to rules, and its posts on the command line."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot import association, duties
from bot.commands import duties as duties_commands
from bot.commands import officer as officer_commands
from bot.config import Settings
from bot.rooms import room
from bot.sections import Database, Duties, Hours, Policy, Server, Targets
from domain import clocks, escalation
from domain.clocks import Milestone
from domain.errors import BadInput, ConfigError
from domain.model import Priority, TicketKind
from tests.packaged import KNOWN

TODAY = date(2026, 11, 22)


def settings(tmp_path: Path, **sections: object) -> Settings:
    """Give settings with a database of their own."""
    return Settings(server=Server(data=tmp_path), database=Database(), **sections)  # type: ignore[arg-type]


def test_what_nobody_configured_is_what_the_rules_say_by_themselves(tmp_path: Path) -> None:
    """The defaults of the configuration and of the rules are the same."""
    rules = association.rules(settings(tmp_path), duties.of(settings(tmp_path), KNOWN), TODAY)
    for milestone in Milestone:
        for kind in TicketKind:
            for priority in Priority:
                assert rules.targets.of(milestone, kind, priority) == clocks.Targets().of(milestone, kind, priority)
    assert rules.targets.warn_at == clocks.Targets().warn_at
    assert rules.targets.rise_at == clocks.Targets().rise_at
    assert rules.patience == escalation.Patience()
    assert rules.calendar.is_open(datetime(2026, 11, 22, 6, 0, tzinfo=UTC))


def test_hours_and_shares_are_the_associations(tmp_path: Path) -> None:
    """An urgent complaint has its share of the configured hours."""
    chosen = settings(tmp_path, targets=Targets(urgent=0.1))
    rules = association.rules(chosen, duties.of(chosen, KNOWN), TODAY)
    assert rules.targets.of(Milestone.RESOLUTION, TicketKind.COMPLAINT, Priority.URGENT) == timedelta(hours=3.5)


def test_only_a_period_that_is_a_latest_date_binds_the_committee(tmp_path: Path) -> None:
    """A minimum, as the policy has it, makes nothing due; a maximum does, in its days."""
    for policy, study in (
        (Policy(committee_period_days=20, committee_period_sense="minimum"), None),
        (Policy(committee_period_days=20, committee_period_sense="maximum"), timedelta(days=20)),
    ):
        chosen = settings(tmp_path, policy=policy)
        assert association.rules(chosen, duties.of(chosen, KNOWN), TODAY).targets.study == study


async def test_posts_are_given_and_listed(tmp_path: Path) -> None:
    """`duties give` and `duties check`: each post with who holds it; names of nothing are refused."""
    chosen = settings(tmp_path)
    await officer_commands.add(chosen, "salem", "سالم", "officer")
    assert "relations_officer" in await duties_commands.give(chosen, "salem", "relations_officer")
    lines = dict(line.split("\t", 1) for line in (await duties_commands.check(chosen)).splitlines())
    assert "salem" in lines["relations_officer"]
    assert "nobody holds it" in lines["manager"]
    with pytest.raises(BadInput, match="king"):
        await duties_commands.give(chosen, "salem", "king")
    with pytest.raises(BadInput, match="nobody"):
        await duties_commands.give(chosen, "nobody", "manager")


def test_a_regulation_of_ones_own_is_checked(tmp_path: Path) -> None:
    """A fault is named with file, line and key before anything starts."""
    file = tmp_path / "duties.toml"
    sample = duties.SAMPLE.read_text(encoding="utf-8")
    file.write_text(sample.replace('above = "manager"', 'above = "nobody"', 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"duties\.toml:\d+: post\.\w+\.above"):
        duties.of(settings(tmp_path, duties=Duties(file=file)), KNOWN)


def test_a_day_off_of_the_tables_can_be_struck_out() -> None:
    """It is worked then, others stay off; a day that is both closed and worked is a fault."""
    national = association.calendar(Settings(), date(2026, 11, 22)).holidays
    founding = date(2027, 2, 22)
    assert founding in national
    changed = Settings(hours=Hours(worked=[founding], closed=[date(2026, 12, 1)]))
    days = association.calendar(changed, date(2026, 11, 22)).holidays
    assert set(days) == set(national) - {founding} | {date(2026, 12, 1)}
    with pytest.raises(ConfigError, match=r"hours\.worked: closed as well: 2027-02-22"):
        association.calendar(Settings(hours=Hours(worked=[founding], closed=[founding])), date(2026, 11, 22))


def test_a_group_of_a_department_that_there_is_not_is_refused(tmp_path: Path) -> None:
    """By the name that is wrong, with those that there are; a department's own is taken."""
    regulation = duties.of(settings(tmp_path), KNOWN)
    named = next(iter(regulation.departments))
    room.refuse_unknown({named: -100}, regulation)
    with pytest.raises(ConfigError, match=f"department_groups: no department .* fees_typo; there are .*{named}"):
        room.refuse_unknown({named: -100, "fees_typo": -101}, regulation)
