"""Keeps a trained matcher in a file, so that a start takes seconds where training takes half a minute.

The file is a cache: one that is missing, broken or of other texts, another encoder or another form is as good as none.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.errors import StorageError
from faq import arrays as saved
from faq import dialect, lore, panels, training, vectors
from faq.arabizi import Reader
from faq.encoder import Encoder
from faq.entries import Entry
from faq.kernels import Features, Index, Table, Terms, Worth
from faq.language import Guess
from faq.matcher import Example, Matcher
from faq.panels import Expert, Lexical, Rows, Semantic
from faq.reading import Vocabulary
from faq.typos import Speller

FILE = "matcher.arrays"
FORM = 9
"""Raise it when features, shares or training change: kept models are then trained anew."""


def ready(
    folder: Path,
    entries: Sequence[Entry],
    encoder: Encoder | None,
    learnt: Sequence[Example] = (),
    begins: Callable[[], None] = lambda: None,
) -> Matcher:
    """Give the matcher of these entries and learnt phrasings: the kept one where it fits, else a new one, kept in `folder`.

    `begins` is called before a training, which takes its time. Raises `StorageError` where the folder cannot be written.
    """
    examples = [*training.examples(entries), *learnt]
    mark = fingerprint(examples, encoder, lore.VERSION)
    path = folder / FILE
    if (kept := fetch(path, mark, examples, encoder)) is not None:
        return kept
    begins()
    version = encoder.version if encoder else "none"
    known_vectors = vectors.load(folder / "vectors.npz", version)
    before = len(known_vectors)
    trained = training.build(entries, encoder, learnt, known_vectors, lore.packaged())
    if len(known_vectors) != before:
        known_vectors.save(folder / "vectors.npz")
    keep(path, mark, trained)
    # the kept one is the same in a third of the memory
    return fetch(path, mark, examples, encoder) or trained


def fingerprint(examples: Sequence[Example], encoder: Encoder | None, taught: str = "") -> str:
    """Name what a model was made of, `taught` being what its student learnt from.

    Traffic that only the student heard changes no name: nobody else could make it again.
    """
    versions = [encoder.version if encoder else "", taught]
    made_of = [FORM, versions, [[one.text, one.entry, one.weight, one.origin] for one in examples]]
    return hashlib.blake2b(json.dumps(made_of).encode(), digest_size=16).hexdigest()


def keep(path: Path, mark: str, matcher: Matcher) -> None:
    """Write the trained parts, whole or not at all; `StorageError` where that fails."""
    arrays: dict[str, Any] = {"mark": _text(mark), "vocabulary": _text(_lists(matcher.words))}
    arrays |= {"known": _text(dict(matcher.known))}
    for name, expert in _experts(matcher).items():
        arrays |= {f"{name}.{part}": array for part, array in _parts(expert).items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        saved.save(path, arrays)
    except OSError as error:
        raise StorageError(f"the matcher cannot be kept in {path.name}") from error


def fetch(path: Path, mark: str, examples: Sequence[Example], encoder: Encoder | None) -> Matcher | None:
    """Read the model of this fingerprint; None where there is none."""
    try:
        arrays = saved.load(path)
        if _read(arrays["mark"]) != mark:
            return None
    except (OSError, ValueError, KeyError):
        return None
    seated = panels.seated(*(_expert(arrays, name) for name in ("words", "foreign", "meaning")))
    classes = tuple(sorted({example.entry for example in examples}))
    return Matcher(tuple(examples), classes, _vocabulary(arrays["vocabulary"]), seated, encoder, _read(arrays["known"]))


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
        parts |= {"vectors": expert.vectors.cells, "scale": expert.vectors.scale, "centre": expert.centre, "axes": expert.axes}
        return parts if expert.head is None else parts | {"head": expert.head.cells, "heads": expert.head.scale}
    terms, worth = expert.terms, expert.worth
    index = worth.rare if isinstance(worth, Worth) else worth
    parts |= {"grams": _text(list(terms.grams)), "idf": terms.idf, "rare": np.array(terms.rare)}
    parts |= {"size": np.array(index.size), "starts": index.starts, "at": index.rows, "weights": index.weights}
    if isinstance(worth, Worth):
        parts |= {"places": worth.places, "table": worth.table, "head": worth.head}
    return parts


def _expert(arrays: dict[str, Any], name: str) -> Any:
    """Put an expert together again; None where the model has none of that name."""
    part = {key.split(".", 1)[1]: array for key, array in arrays.items() if key.split(".", 1)[0] == name}
    if not part:
        return None
    rows = Rows(part["numbers"], part["labels"], part["own"])
    if name == Expert.MEANING:
        head = Table(part["head"], part["heads"]) if "head" in part else None
        table = Table(part["vectors"], part["scale"])
        return Semantic(table, part["centre"], part["axes"], rows, head, int(part["classes"]))
    terms = Terms(Features(_read(part["grams"])), part["idf"], float(part["rare"]))
    index = Index(int(part["size"]), terms, part["starts"], part["at"], part["weights"])
    worth = Worth(part["places"], part["table"], index, part["head"]) if "table" in part else index
    return Lexical(terms, worth, rows, int(part["classes"]))


def _lists(words: Vocabulary) -> list[Any]:
    speller = words.speller
    return [sorted(speller.known), sorted(speller.stems), dict(speller.forms), dict(words.latin.words), dict(words.spelling)]


def _vocabulary(array: NDArray[np.uint8]) -> Vocabulary:
    known_words, stems, forms, latin, spelling = _read(array)
    speller = Speller(frozenset(known_words), frozenset(stems), forms)
    return Vocabulary(dialect.load(), speller, Reader(latin), spelling)


def _text(value: Any) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), np.uint8)


def _read(array: NDArray[np.uint8]) -> Any:
    return json.loads(array.tobytes().decode("utf-8", "surrogatepass"))
