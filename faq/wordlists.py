"""Word lists that ship as data in `faq/knowledge/words.tsv`: one list a line (long ones on several), its words between bars."""

from functools import cache
from importlib import resources


@cache
def words(name: str) -> frozenset[str]:
    """Give a list's words; KeyError for a name that is not in the file."""
    return frozenset(_lists()[name])


@cache
def pairs(name: str) -> dict[str, str]:
    """Give a list whose words are written `from=to`."""
    return dict(word.split("=") for word in _lists()[name])


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for line in resources.files("faq.knowledge").joinpath("words.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, items = line.split("\t")
            lists[name] = lists.get(name, ()) + tuple(items.split("|"))
    return lists
