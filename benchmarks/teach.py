"""Has the teacher read the written phrasings, and writes what ships of it: `faq/knowledge/teacher.npz`.

python -m benchmarks.teach    (after `make teacher`; 35 ms a phrasing that is new)

Texts that are in the file keep their vectors, others are read anew, and those that no entry has any more go.
"""

from importlib import resources
from pathlib import Path

import numpy as np

from faq import library, normalise
from faq.experts import lore, teacher, training, vectors


def main() -> None:
    """Bring the file up to the knowledge."""
    path = Path(str(resources.files("faq.knowledge").joinpath(lore.FILE)))
    known = vectors.load(path, lore.VERSION)
    before = len(known)
    examples = training.examples(library.load(library.PACKAGED).entries.values())
    texts = list(dict.fromkeys(normalise.plain(one.text) for one in examples))
    known.keep_only(texts)
    left = len(known)
    reader = teacher.Teacher()
    while any(text not in known for text in texts):
        teacher.read(reader, texts, known)
    with np.load(path) as file:
        turned = {"centre": file["centre"], "axes": file["axes"]}
    rows = np.array([known[text] for text in texts], np.float32)
    scaled = np.round(rows * (127 / np.abs(rows).max(axis=1, keepdims=True))).astype(np.int8)
    keys = np.frombuffer(b"".join(known.key(text) for text in texts), np.uint8).reshape(len(texts), -1)
    np.savez_compressed(path, version=np.array(lore.VERSION), keys=keys, rows=scaled, **turned)
    print(f"{before} texts before, {left} of them kept, {len(texts) - left} read anew")


if __name__ == "__main__":
    main()
