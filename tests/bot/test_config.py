"""The configuration: every key documented, every fault named."""

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot import config
from domain.errors import ConfigError

EXAMPLE = Path("config.example.toml")


def keys(model: type[BaseModel]) -> dict[str, set[str]]:
    """Give the keys of each section."""
    sections = {}
    for name, field in model.model_fields.items():
        assert isinstance(field.annotation, type)
        assert issubclass(field.annotation, BaseModel)
        sections[name] = set(field.annotation.model_fields)
    return sections


def test_the_example_is_what_mujib_does_without_a_file() -> None:
    """The example's values are the defaults."""
    assert config.load(EXAMPLE) == config.load(None)


@pytest.mark.parametrize("section", keys(config.Settings))
def test_every_key_is_documented(section: str) -> None:
    """Each key stands in the example, if only behind a `#`."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert section in tomllib.loads(text)
    for key in keys(config.Settings)[section]:
        assert f"{key} = " in text or f"[{section}.{key}]" in text


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MUJIB__SECTION__KEY replaces the file's value and leaves its neighbours."""
    file = tmp_path / "c.toml"
    file.write_text('[server]\nhost = "0.0.0.0"\nport = 1\n')
    monkeypatch.setenv("MUJIB__SERVER__PORT", "9")
    server = config.load(file).server
    assert (server.host, server.port) == ("0.0.0.0", 9)  # noqa: S104 - a value, not a socket


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[server]\nport = 99999\n", ":2: server.port"),
        ("\n[policy]\ncommittee_period_sense = 'soon'\n", ":3: policy.committee_period_sense"),
        ("[web]\nallowed = 1\n", ":2: web.allowed: there is no such key"),
        ("[sever]\n", ":1: sever"),
        ("\nport = 80\n", ":2: port: there is no such key"),
        ("[server\n", "line 1"),
        ("[hours.days]\nsunday = 8\n", ":2: hours.days.sunday"),
        ("[server]\npublic_url = 'chat.example.sa'\n", ":2: server.public_url: is no address"),
        ("[telegram]\napi_base = 'nonsense'\n", ":2: telegram.api_base: is no address"),
        ("[association]\nname = {}\n", ":2: association.name: says nothing"),
        ("[association]\nname = 'Housing'\n", ':2: association.name: is a table, as { ar = "...", en = "..." }'),
        ("[association]\nphone = 125551234\n", ":2: association.phone: is text: it stands between quotation marks"),
        ("[hours.days]\nsunday = '08:00-12:00'\n", ':2: hours.days.sunday: is a list, as ["...", "..."]'),
        ("[bylaws]\nmembership_fee = -1\n", ":2: bylaws.membership_fee"),
        ("[bylaws]\nrefund_days = 0\n", ":2: bylaws.refund_days"),
        ("[bylaws]\nminimum_shares = 0\n", ":2: bylaws.minimum_shares"),
        ("[learning]\nkeep_days = 1000000000\n", ":2: learning.keep_days"),
        ("[reminders]\npapers = [-3, 7]\n", ":2: reminders.papers.0"),
    ],
)
def test_a_fault_is_named_with_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    """Whoever wrote the file is told where to look."""
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"mine\.toml") as caught:
        config.load(file)
    assert said in str(caught.value)


def test_a_fault_of_the_environment_is_not_looked_for_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the file has the key, or its table: the variable is what counts. Also of values that do not fit together."""
    file = tmp_path / "mine.toml"
    file.write_text('[telegram]\ntoken = "123456:ABC"\nofficers_group = -100\n')
    monkeypatch.setenv("MUJIB__TELEGRAM__OFFICERS_GROUP", "mine")
    with pytest.raises(ConfigError) as caught:
        config.load(file)
    assert str(caught.value).startswith("MUJIB__TELEGRAM__OFFICERS_GROUP: telegram.officers_group: ")
    monkeypatch.setenv("MUJIB__TELEGRAM__TOKEN", "123456")
    fault = "telegram.token: not of the form 123456:ABC"
    assert config.placed(fault, file) == f"MUJIB__TELEGRAM__TOKEN: {fault}"
    assert config.placed("telegram.mode: what", file) == f"{file}:1: telegram.mode: what"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MUJIB__SERVER__PROT", "1", "server.prot: there is no such key"),
        ("MUJIB__TELEGRM__TOKEN", "123:secret", "MUJIB__TELEGRM__TOKEN: there is no such section"),
        ("MUJIB__WEB__ALLOWED_ORIGINS", "https://x.example", "MUJIB__WEB__ALLOWED_ORIGINS: lists and tables are"),
    ],
)
def test_a_fault_of_the_environment_is_named_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    """A mistyped name would leave a channel off without a word; of a value that cannot be read only the name is said."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        config.load(None)
    assert said in str(caught.value)


def test_a_language_that_is_left_out_has_the_others_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told of another association, and the start does not fail; what stands empty stays so."""
    file = tmp_path / "c.toml"
    file.write_text('[association]\nname = { ar = "جمعية" }\naddress = { ar = "مكة", en = "" }\n', "utf-8")
    found = config.load(file).association
    assert (found.name, found.address) == ({"ar": "جمعية", "en": "جمعية"}, {"ar": "مكة", "en": ""})
    monkeypatch.setenv("MUJIB__ASSOCIATION__MANAGER_TITLE__EN", "the director")
    assert config.load(None).association.manager_title == {"ar": "the director", "en": "the director"}


def test_lists_come_from_the_environment_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the example says."""
    monkeypatch.setenv("MUJIB__WEB__ALLOWED_ORIGINS", '["https://x.example"]')
    assert config.load(None).web.allowed_origins == ["https://x.example"]


def test_a_fault_that_is_found_later_is_placed_too(tmp_path: Path) -> None:
    """Where its key stands in the file, or in the file at least; what names no key of ours stays as it is."""
    path = tmp_path / "c.toml"
    path.write_text("[server]\nport = 80\n\n[web]\nallowed_origins = ['x']\n", "utf-8")
    assert config.placed("web.allowed_origins: 'x' is no origin", path) == f"{path}:5: web.allowed_origins: 'x' is no origin"
    assert config.placed("database.url: is none", path) == f"{path}: database.url: is none"
    for fault in ("fees.md:12: kind is missing", "another.thing: is wrong", "nothing at all"):
        assert config.placed(fault, path) == fault
    assert config.placed("server.port: taken", None) == "server.port: taken"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing and not UTF-8 are faults of the file, not of the program."""
    with pytest.raises(ConfigError, match=r"nowhere\.toml"):
        config.load(tmp_path / "nowhere.toml")
    (tmp_path / "latin.toml").write_bytes(b'[association]\nphone = "\xe9"\n')
    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(tmp_path / "latin.toml")


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings shows no secret."""
    monkeypatch.setenv("MUJIB__TELEGRAM__TOKEN", "123:secret")
    assert "123:secret" not in repr(config.load(None))
