"""The documentation: what it points to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md")])
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
_NAMED = re.compile(r"`((?:docs|tests|benchmarks|bot|channels|desk|domain|faq|handlers|storage)/[\w./-]*\w)`")


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_what_a_page_points_to_is_there(page: Path) -> None:
    """Each link of a page, and each file or folder that it names, exists."""
    text = page.read_text("utf-8")
    places = [page.parent / link for link in _LINK.findall(text)] + [ROOT / named for named in _NAMED.findall(text)]
    assert [str(place) for place in places if "NAME" not in str(place) and not place.exists()] == []


def test_the_readme_leads_to_every_page() -> None:
    """Nobody has to know the folders: each how-to and reference page stands in the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    pages = [*ROOT.glob("docs/how-to/*.md"), *ROOT.glob("docs/reference/*.md")]
    assert [page.name for page in pages if str(page.relative_to(ROOT)) not in readme] == []
