"""The file of the regulation: the packaged sample, and faults named with file, line and key."""

from pathlib import Path

import pytest

from bot import duties
from domain import duties as rules
from domain.duties import Power
from domain.errors import ConfigError
from domain.model import Language, TicketKind

KNOWLEDGE = Path("faq/knowledge/entries")
SAMPLE = duties.SAMPLE.read_text(encoding="utf-8")


def topics() -> frozenset[str]:
    """Give the topics that the packaged knowledge has."""
    lines = (line for file in KNOWLEDGE.glob("*.md") for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(line.removeprefix("topic:").strip() for line in lines if line.startswith("topic:"))


def test_the_packaged_sample_answers_for_all_of_the_knowledge() -> None:
    """It loads without findings against the packaged entries."""
    regulation = duties.load(duties.SAMPLE, topics())
    assert rules.post_for(regulation, "fees", TicketKind.INQUIRY) == "accountant"
    assert rules.decider_for(regulation, "support", TicketKind.SUPPORT) == "committee"
    assert all(post.title[language] for post in regulation.posts.values() for language in Language)


def test_every_power_is_documented() -> None:
    """The page on the file names each power that it may hold."""
    page = Path("docs/reference/duties.md").read_text(encoding="utf-8")
    assert [power for power in Power if f"`{power.value}`" not in page] == []


def faults(tmp_path: Path, text: str) -> list[str]:
    """Give what is said about a file, a line each, without the folder."""
    file = tmp_path / "duties.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        duties.load(file, topics())
    return str(caught.value).replace(f"{tmp_path}/", "").splitlines()


def line_of(text: str, start: str) -> int:
    """Give the number of the first line that begins so."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('above = "finance_manager"', 'above = "board"', "post.accountant.above: there is no post 'board'"),
        ('department = "finance"', 'department = "money"', "post.accountant.department: there is no department 'money'"),
        ('topics = ["allocation"]', 'topics = ["alocation"]', "duty.allocation.topics: no entry of the knowledge has"),
        ('kinds = ["complaint"]', 'kinds = ["grumble"]', "duty.complaints.kinds.0: Input should be 'inquiry', 'complaint'"),
        ('may = ["answer"]', 'may = ["rule"]', "post.relations_officer.may.0: Input should be"),
        ('"المحاسب", en = "accountant" }', '"المحاسب" }', "post.accountant.title.en: Field required"),
        ("[post.committee]\n", '[post.committee]\npowers = ["x"]\n', "post.committee.powers: there is no such key"),
        ("[duty.money]", "[duty.Money]", "duty.Money: String should match pattern"),
        ("[duty.all_else]\n", '[duty.all_else]\nkinds = ["inquiry"]\n', "duty: nobody answers for"),
    ],
)
def test_a_fault_is_named_with_file_line_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Whether it is in the form or in the sense."""
    assert old in SAMPLE
    told = [fault for fault in faults(tmp_path, SAMPLE.replace(old, new, 1)) if said in fault]
    assert told
    assert all(fault.startswith("duties.toml:") for fault in told)


def test_the_line_is_that_of_the_key(tmp_path: Path) -> None:
    """Not that of the table around it."""
    wrong = 'topics = ["alocation"]'
    text = SAMPLE.replace('topics = ["allocation"]', wrong)
    assert faults(tmp_path, text)[0].startswith(f"duties.toml:{line_of(text, wrong)}: ")


def test_a_missing_key_is_told_at_its_table(tmp_path: Path) -> None:
    """There is no line of its own to name."""
    text = SAMPLE.replace('[duty.all_else]\npost = "relations_officer"', "[duty.all_else]")
    assert faults(tmp_path, text) == [f"duties.toml:{line_of(text, '[duty.all_else]')}: duty.all_else.post: Field required"]


@pytest.mark.parametrize("text", ["[post", "", "[department.a]\n[post.b]\n[duty.c]\n"])
def test_a_file_that_is_no_regulation_is_refused(tmp_path: Path, text: str) -> None:
    """Broken, empty or hollow."""
    assert faults(tmp_path, text)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing, or not in UTF-8."""
    with pytest.raises(ConfigError, match=r"none\.toml: No such file"):
        duties.load(tmp_path / "none.toml", topics())
    (tmp_path / "old.toml").write_bytes(b"\xe3")
    with pytest.raises(ConfigError, match=r"old\.toml: not UTF-8"):
        duties.load(tmp_path / "old.toml", topics())
