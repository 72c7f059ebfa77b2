"""The student: what another encoder said of phrasings and of traffic helps to understand questions that it never read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from faq import dialect, matcher, normalise
from faq.experts import lore, student, teacher, training
from faq.experts.kernels import Vector
from faq.experts.student import Lore
from faq.matcher import Example, Origin
from tests.packaged import KNOWN

_ROOTS = ("رسوم", "مواعيد", "شكوى", "عضوية")
_AXES = np.eye(student.AXES, dtype=np.float32)
PHRASINGS = {f"{root} {number} {end}": root for root in _ROOTS for number in range(15) for end in ("أول", "ثان")}


def trained(with_lore: Lore | None) -> matcher.Matcher:
    """Train on phrasings in which each entry has one word that tells it."""
    examples = [Example(text, root, origin=Origin.WRITTEN) for text, root in PHRASINGS.items()]
    return matcher.train(examples, dialect.load(), lore=with_lore)


def said(heard: Sequence[str]) -> Lore:
    """Say of each phrasing which entry's it is, and of what was heard that it means the last one."""
    found = {text: _AXES[_ROOTS.index(root)] for text, root in PHRASINGS.items()}
    return Lore(found | dict.fromkeys(heard, _AXES[len(_ROOTS) - 1]), tuple(heard), "test")


def test_what_members_wrote_teaches_words_that_no_phrasing_has() -> None:
    """Nobody labelled it: the teacher alone found it like an entry, and from then on its words lead there."""
    heard = [f"أبي أنتسب {number}" for number in range(8)]
    for known, expected in ((None, False), (said(()), False), (said(heard), True)):
        ranking = trained(known).rank("كيف أنتسب")
        found = {one.entry: one.confidence for one in ranking.candidates}
        assert (found["عضوية"] > 1.2 * max(found[root] for root in _ROOTS[:-1])) is expected


def test_too_little_said_is_as_if_nothing_was() -> None:
    """A student of a few texts would be worth less than none."""
    few = Lore(dict.fromkeys(list(PHRASINGS)[: student.FEWEST - 1], _AXES[0]), (), "test")
    question = "متى المواعيد"
    assert trained(few).rank(question) == trained(None).rank(question)


def test_what_ships_is_of_the_phrasings_that_ship() -> None:
    """All but a few: a phrasing that was changed counts as the mean of its entry until `benchmarks.teach` is run."""
    entries = KNOWN.entries.values()
    texts = {normalise.plain(one.text) for one in training.examples(entries)}
    missing = [text for text in texts if text not in lore.shipped()]
    assert len(missing) <= 0.03 * len(texts)


def test_of_few_texts_each_is_predicted_from_all_others() -> None:
    """The closed form is what leaving each text out and solving again gives."""
    chance = np.random.default_rng(1)
    rows, wanted = chance.normal(size=(2, 9, 4)).astype(np.float32)
    likeness = rows @ rows.T
    found = student.unseen(likeness, wanted, 0.3)
    for at in range(len(rows)):
        others = np.delete(np.arange(len(rows)), at)
        head = np.linalg.solve(likeness[np.ix_(others, others)] + 0.3 * np.eye(len(others)), wanted[others])
        assert found[at] == pytest.approx(student.unit(likeness[at, others] @ head), abs=1e-3)


class Slow:
    """A teacher that counts what it reads."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.read: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vector:
        """Read some."""
        self.read += texts
        return np.ones((len(texts), student.AXES), np.float32)


def test_the_teacher_reads_each_text_once_and_forgets_with_the_questions(tmp_path: Path) -> None:
    """What it said is kept from training to training, by hashes; what is no longer asked for is gone."""
    slow = Slow()
    for texts, new in ((["أ", "ب"], ["ب", "أ"]), (["ب", "ج"], ["ج"]), (["أ"], ["أ"])):
        known = lore.kept(tmp_path)
        slow.read.clear()
        teacher.read(slow, texts, known)
        assert slow.read == new
        assert len(known) == len(texts)
        lore.keep(tmp_path, known)


@pytest.mark.parametrize("text", ["", "   ", "كم رسوم العضوية عندكم"])
def test_what_ships_is_not_read_again(text: str) -> None:
    """Nor is nothing."""
    assert lore.lacking([text, "سؤال لم يُكتب من قبل"]) == [normalise.plain("سؤال لم يُكتب من قبل")]
