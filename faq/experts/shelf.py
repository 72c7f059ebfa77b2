"""Keeps a trained matcher in a file, so that a start takes seconds where training takes half a minute.

The file is a cache: one that is missing, broken or of other texts, another encoder or another form is as good as none.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.errors import StorageError
from faq import dialect
from faq.arabizi import Reader
from faq.entries import Entry
from faq.experts import arrays as saved
from faq.experts import lore, panels, training, vectors
from faq.experts.encoder import Encoder
from faq.experts.follow_ups import FollowUps
from faq.experts.kernels import Features, Index, Terms, Worth
from faq.experts.panels import Expert, Lexical, Rows, Semantic
from faq.experts.tables import Table
from faq.language import Guess
from faq.matcher import Example, Matcher, topics
from faq.reading import Vocabulary
from faq.stem import stem
from faq.typos import Speller
from faq.wordings import Wordings, wordings

FILE = "model.arrays"
_FOLLOW_UPS = "follow-ups"
FORM = 19
"""Raise it when features, shares or training change: kept models are then trained anew."""
_dumped = json.JSONEncoder().encode
"""Writes JSON as `json.dumps` does, with one encoder for sixteen thousand examples."""


def kept(folder: Path, entries: Sequence[Entry], encoder: Encoder | None, learnt: Sequence[Example] = ()) -> Matcher | None:
    """Give the matcher of these entries and learnt phrasings that is kept in `folder`; None where there is none."""
    again = training.Again(entries, learnt)
    examples = tuple(again)
    found = fetch(folder / FILE, fingerprint(examples, encoder, lore.VERSION), examples, encoder)
    return found and replace(found, examples=again)


def trained(folder: Path, entries: Sequence[Entry], encoder: Encoder | None, learnt: Sequence[Example] = ()) -> Matcher:
    """Train a matcher on these entries and learnt phrasings, and keep it. `StorageError` where the folder cannot be written."""
    version = encoder.version if encoder else "none"
    known_vectors = vectors.load(folder / "vectors.npz", version)
    before = len(known_vectors)
    made = training.build(entries, encoder, learnt, known_vectors, lore.packaged())
    if len(known_vectors) != before:
        known_vectors.save(folder / "vectors.npz")
    keep(folder / FILE, fingerprint(training.Again(entries, learnt), encoder, lore.VERSION), made)
    return made


def fingerprint(
    examples: Collection[Example], encoder: Encoder | None, taught: str = "", spoken: dialect.Dialect | None = None
) -> str:
    """Name what a model was made of: `taught` is what its student learnt from, `spoken` which words were put into plain ones.

    Traffic that only the student heard changes no name: nobody else could make it again.
    """
    versions = [encoder.version if encoder else "", taught, sorted((spoken or dialect.load()).table.items())]
    made_of = hashlib.blake2b(json.dumps([FORM, versions]).encode(), digest_size=16)
    for one in examples:  # one by one: all together take megabytes that a process keeps
        made_of.update(_dumped([one.text, one.entry, one.weight, one.origin, one.topic]).encode())
    return made_of.hexdigest()


def keep(path: Path, mark: str, matcher: Matcher) -> None:
    """Write the trained parts, whole or not at all. Raises `StorageError` where that fails."""
    arrays: dict[str, Any] = {"mark": _text(mark), "vocabulary": _text(_lists(matcher.words))}
    arrays |= {"known": matcher.known.hashes, "known-numbers": matcher.known.numbers}
    arrays |= {"weighed": np.array(matcher.weighed)}
    for name, expert in _experts(matcher).items():
        arrays |= {f"{name}.{part}": array for part, array in _parts(expert).items()}
    written = matcher.follow_ups
    arrays |= {f"{_FOLLOW_UPS}.{part}": array for part, array in (_indexed(written.rows) | {"owners": written.owners}).items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        saved.save(path, arrays)
    except OSError as error:
        raise StorageError(f"the matcher cannot be kept in {path.name}") from error


def fetch(path: Path, mark: str, examples: Collection[Example], encoder: Encoder | None) -> Matcher | None:
    """Read the model of this fingerprint; None where there is none."""
    try:
        arrays = saved.load(path)
        if _read(arrays["mark"]) != mark:
            return None
    except (OSError, ValueError, KeyError):
        return None
    seated = panels.seated(*(_expert(arrays, name) for name in ("words", "foreign", "meaning")))
    classes = tuple(sorted({example.entry for example in examples}))
    words, named = _vocabulary(arrays["vocabulary"]), Wordings(arrays["known"], arrays["known-numbers"])
    weighed = int(arrays["weighed"])
    behind = _of(arrays, _FOLLOW_UPS)
    written = FollowUps(_index(behind), behind["owners"])
    return Matcher(examples, classes, words, seated, encoder, named, topics(examples, classes), weighed, written)


def _experts(matcher: Matcher) -> dict[str, Lexical | Semantic]:
    """Name the experts of all panels, each once."""
    arabizi, english = matcher.panels[Guess.ARABIZI].experts, matcher.panels[Guess.ENGLISH].experts
    found = {name.value: expert for name, expert in arabizi.items()}
    return found | ({"foreign": english[Expert.WORDS]} if Expert.WORDS in english else {})


def _parts(expert: Lexical | Semantic) -> dict[str, Any]:
    """Take an expert apart into arrays."""
    parts: dict[str, Any] = {"numbers": expert.rows.numbers, "labels": expert.rows.labels, "own": expert.rows.own}
    parts |= {"classes": np.array(expert.classes)}
    if isinstance(expert, Semantic):
        parts |= _table("vectors", expert.vectors) | {"centre": expert.centre, "axes": expert.axes}
        return parts if expert.head is None else parts | _table("head", expert.head)
    worth = expert.worth
    parts |= _indexed(worth.rare if isinstance(worth, Worth) else worth)
    if isinstance(worth, Worth):
        parts |= {"common": worth.places} | _table("table", worth.table) | _table("head", worth.head)
    return parts


def _indexed(index: Index) -> dict[str, Any]:
    """Take an index and its terms apart into arrays."""
    terms = index.terms
    parts = {"hashes": terms.numbers.hashes, "places": terms.numbers.numbers, "idf": terms.idf, "rare": np.array(terms.rare)}
    return parts | {"size": np.array(index.size), "starts": index.starts, "at": index.rows, "weights": index.weights}


def _index(part: dict[str, Any]) -> Index:
    """Put an index together again."""
    terms = Terms(Features(part["hashes"], part["places"]), part["idf"], float(part["rare"]))
    return Index(int(part["size"]), terms, part["starts"], part["at"], part["weights"])


def _of(arrays: dict[str, Any], name: str) -> dict[str, Any]:
    """Give the arrays of a part of the model by their own names."""
    return {key.split(".", 1)[1]: array for key, array in arrays.items() if key.split(".", 1)[0] == name}


def _expert(arrays: dict[str, Any], name: str) -> Any:
    """Put an expert together again; None where the model has none of that name."""
    part = _of(arrays, name)
    if not part:
        return None
    rows = Rows(part["numbers"], part["labels"], part["own"])
    if name == Expert.MEANING:
        head = _tabled(part, "head") if "head" in part else None
        return Semantic(_tabled(part, "vectors"), part["centre"], part["axes"], rows, head, int(part["classes"]))
    index = _index(part)
    worth = Worth(part["common"], _tabled(part, "table"), index, _tabled(part, "head")) if "table" in part else index
    return Lexical(index.terms, worth, rows, int(part["classes"]))


def _table(name: str, table: Table) -> dict[str, Any]:
    return {name: table.cells, f"{name}-scale": table.scale}


def _tabled(part: dict[str, Any], name: str) -> Table:
    return Table(part[name], part[f"{name}-scale"])


def _lists(words: Vocabulary) -> list[Any]:
    speller = words.speller
    stems = sorted(set(map(stem, speller.known)))
    return [sorted(speller.known), stems, dict(speller.forms), dict(words.latin.words), dict(words.spelling)]


def _vocabulary(array: saved.Filed) -> Vocabulary:
    written = _written(array)
    words, end = json.JSONDecoder().raw_decode(written, len("["))
    one = {word: word for word in words}  # the same word in all of them: that takes half the memory
    rest = _rest(written, end, one)
    stems = wordings(dict.fromkeys(next(rest), 0))
    speller, latin, spelling = Speller(frozenset(words), stems, next(rest)), Reader(next(rest)), next(rest)
    return Vocabulary(dialect.load(), speller, latin, spelling)


def _rest(written: str, end: int, one: Mapping[str, str]) -> Iterator[Any]:
    """Read list after list: read at once, beside what is made of them, they leave a process 2 MB larger."""

    def shared(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        return {one.get(key, key): one.get(word, word) if isinstance(word, str) else word for key, word in pairs}

    decoder = json.JSONDecoder(object_pairs_hook=shared)
    while written[end] != "]":
        found, end = decoder.raw_decode(written, end + len(", "))
        yield found
        del found


def _text(value: Any) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), np.uint8)


def _read(array: saved.Filed) -> Any:
    return json.loads(_written(array))


def _written(array: saved.Filed) -> str:
    return array.tobytes().decode("utf-8", "surrogatepass")
