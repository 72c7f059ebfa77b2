"""What the documentation and the code's own words name of the code is there: a module that moves takes its name along."""

import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Table

from bot.config import Settings
from faq import scales
from storage import columns

ROOT = Path(__file__).parents[1]
_PACKAGES = "bot|channels|desk|domain|faq|handlers|storage|tests|benchmarks"
_ENDINGS = "py|toml|md|html|css|js|txt|tsv"
_NAMES = re.compile(rf"`((?:{_PACKAGES})(?:\.[A-Za-z_]\w*)+)`")
_SHORT = re.compile(rf"`(([a-z_]+)\.(?!(?:{_ENDINGS})`)([a-z_]\w*))`")
_PRIVATE = re.compile(r"`(?:\w+\.)*(_[A-Za-z]\w*)`")
_FILES = re.compile(rf"\b((?:{_PACKAGES}|docs)/[\w/-]+\.(?:{_ENDINGS}))\b")
_PLACEHOLDER = "NAME"
_MANY = 13
"""Modules of a folder, beyond which its map names each."""
_THRESHOLDS = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \| ([\d., ]+) \|", re.MULTILINE)


def _texts() -> Iterator[tuple[str, str]]:
    folders = (*_PACKAGES.split("|"), "docs")
    found = [
        *ROOT.glob("*.md"),
        *(path for name in folders for path in (ROOT / name).rglob("*") if path.suffix in {".py", ".md"}),
    ]
    for path in found:
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def _is_there(name: str) -> bool:
    """Find the longest part of a dotted name that is a module, and the rest in it."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found is not None
    return False


def _tables() -> Mapping[str, Table]:
    for path in (ROOT / "storage").rglob("*tables.py"):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return columns.metadata.tables


def test_every_name_of_the_code_is_one() -> None:
    """In backticks, with its package in front."""
    named = {(where, name) for where, text in _texts() for name in _NAMES.findall(text)}
    assert len(named) > 100
    assert sorted(f"{where}: {name}" for where, name in named if not _is_there(name)) == []


def test_every_name_without_its_package_is_one() -> None:
    """Where its first word is a module's it stands there; or it is a setting, a column, or what the code itself writes so."""
    files = [path for name in _PACKAGES.split("|") for path in (ROOT / name).rglob("*.py")]
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files]
    known = {f"{section}.{key}" for section, values in Settings() for key, _ in values}
    known |= {str(column) for table in _tables().values() for column in table.columns}
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    told = {(where, *name) for where, text in _texts() if where.endswith(".md") for name in _SHORT.findall(text)}
    assert len(told) > 100
    for where, whole, module, name in sorted(told):
        homes = [one for one in modules if one.endswith(f".{module}")]
        there = not homes or whole in known or whole in code or any(_is_there(f"{home}.{name}") for home in homes)
        assert there, f"{where}: {whole}"


def test_every_private_name_that_is_told_of_is_one() -> None:
    """They are named without their module now and then, and are renamed without a thought for those who read of them."""
    told = {(where, name) for where, text in _texts() if where.endswith(".md") for name in _PRIVATE.findall(text)}
    code = "\n".join(text for where, text in _texts() if where.endswith(".py"))
    assert sorted(f"{where}: {name}" for where, name in told if not re.search(rf"\b{name}\b", code)) == []


def test_a_large_folder_has_a_map() -> None:
    """Its own words name each of its modules, and nothing else, so that a reader knows where to begin."""
    folders = {path.parent for name in _PACKAGES.split("|")[:7] for path in (ROOT / name).rglob("__init__.py")}
    modules = {folder: {path.stem for path in folder.glob("*.py")} - {"__init__"} for folder in folders}
    large = {folder: names for folder, names in modules.items() if len(names) > _MANY and folder.name != "commands"}
    assert len(large) > 10
    maps = {folder: set(re.findall(r"`([a-z_]+)`", (folder / "__init__.py").read_text("utf-8"))) for folder in large}
    assert maps == large


def test_every_file_of_ours_that_is_named_is_there() -> None:
    """By its path from the top; where `NAME` stands in it the reader puts his own."""
    named = {(where, name) for where, text in _texts() for name in _FILES.findall(text) if _PLACEHOLDER not in name}
    assert len(named) > 100
    assert sorted(f"{where}: {name}" for where, name in named if not (ROOT / name).exists()) == []


def test_the_thresholds_are_told_as_they_are() -> None:
    """The table of matching.md has each of them with its value, and no other."""
    rows = _THRESHOLDS.findall((ROOT / "docs/reference/matching.md").read_text(encoding="utf-8"))
    told = [zip(re.findall(r"\w+", names), map(float, values.split(", ")), strict=True) for names, values in rows]
    assert {name: value for row in told for name, value in row} == asdict(scales.USUAL)


def test_every_table_is_told_of() -> None:
    """What the database keeps stands in the reference, by the table's name."""
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/reference").glob("*.md"))
    assert [name for name in _tables() if not re.search(rf"`{name}[`.]", pages)] == []
