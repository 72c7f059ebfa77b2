"""From entries and learnt phrasings to a trained matcher: the one place that knows which texts teach what."""

from collections.abc import Iterable, MutableMapping, Sequence

from faq import dialect, matcher
from faq.encoder import Encoder
from faq.entries import Entry, Kind
from faq.kernels import Vector
from faq.matcher import NONE, Example, Matcher


def examples(entries: Iterable[Entry]) -> list[Example]:
    """Give every written phrasing as an example; all entries of kind `none` are one class."""
    return [
        Example(phrasing.text, NONE if entry.kind is Kind.NONE else entry.id) for entry in entries for phrasing in entry.phrasings
    ]


def build(
    entries: Sequence[Entry], encoder: Encoder | None, learnt: Sequence[Example] = (), vectors: MutableMapping[str, Vector] | None = None,
) -> Matcher:
    """Train a matcher on the written phrasings and the learnt ones; `vectors` as in `faq.matcher.train`."""
    known = {entry.id for entry in entries} | {NONE}
    return matcher.train([*examples(entries), *(one for one in learnt if one.entry in known)], dialect.load(), encoder, vectors)
