"""Of too many examples, those that are solved for are shared out fairly."""

import numpy as np
import pytest

from faq.experts import seating, tables


def test_few_rows_all_stay() -> None:
    """Where no more rows than can be solved for are there, all of them are."""
    assert seating.fair([0, 1, 2], [7, 7, 8], most=3) == [0, 1, 2]


def test_large_classes_give_way() -> None:
    """Of too many, small classes keep all of theirs, and large ones as many as each other, from first to last."""
    labels = [0] * 40 + [1] * 5 + [2] * 20
    kept = seating.fair(range(65), labels, most=25)
    assert [sum(labels[at] == label for at in kept) for label in (0, 1, 2)] == [10, 5, 10]
    assert [at for at in kept if at < 40] == list(range(0, 40, 4))
    assert kept == sorted(kept)


@pytest.mark.parametrize(("most", "left"), [(8, 8), (7, 20)])
def test_classes_keep_a_few_or_all(most: int, left: int) -> None:
    """Where a class would keep fewer than four rows, all rows stay: then a class scores the mean of them."""
    assert len(seating.fair(range(20), [0] * 10 + [1] * 10, most=most)) == left


def test_last_digits_of_a_processor_stay_last_digits() -> None:
    """Heads that two processors solved for, equal to five digits, say nearly the same of a text a little like all rows."""
    chance = np.random.default_rng(7)
    head = (chance.normal(0, 0.02, (4_000, 6)) * chance.exponential(1, (4_000, 6))).astype(np.float32)
    head[::500] *= 60
    other = (head * (1 + chance.normal(0, 1e-5, head.shape))).astype(np.float32)
    likeness = chance.uniform(0.1, 0.2, 4_000).astype(np.float32)
    said = [made(each).under(likeness) for made in (tables.whole, tables.table) for each in (head, other)]
    assert np.abs(said[0] - said[1]).max() < 5e-5
    assert np.abs(said[2] - said[3]).max() < 2e-4


def test_a_packed_table_multiplies_as_the_matrix_that_it_stands_for() -> None:
    """With all its rows, with some, and along them: in blocks, of which the last is short, and to the largest cells."""
    chance = np.random.default_rng(7)
    packed = tables.table(chance.normal(0, 1, (700, 400)).astype(np.float32))
    cells = packed.cells[:]
    whole = cells.astype(np.float64) * packed.scale
    row, vector, at = chance.random(700), chance.random(400), np.array([3, 699, 3])
    assert np.allclose(packed.under(row.astype(np.float32)), row @ whole, atol=1e-3)
    assert np.allclose(packed.under(row[:3].astype(np.float32), at), row[:3] @ whole[at], atol=1e-4)
    assert np.allclose(packed.along(vector.astype(np.float32)), whole @ vector, atol=1e-3)
