from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from faq import dialect, evaluate, explain
from faq.entries import Phrasing, Variety
from faq.experts import calibration, encoder, kernels, panels, ridge, shelf, training, vectors
from faq.language import Guess
from faq.matcher import CERTAIN, NONE, Example, Matcher, Origin, Ranking
from tests.faq import phrasebook


@pytest.fixture(scope="module")
def lexical() -> Matcher:
    """Train without an encoder."""
    return phrasebook.matcher()


@pytest.fixture(scope="module")
def full() -> Matcher:
    """Train with the encoder of the default installation."""
    return phrasebook.matcher(encoder.installed())


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("بكم رسوم العضويه", "fees.amount"),
        ("وش شروط الإنظمام", "membership.who"),
        ("kam rosoom al3othwiya", "fees.amount"),
        ("how much is the fee for members", "fees.amount"),
        ("متا يجي الرد ع طلبي", "handling.reply"),
    ],
)
def test_rank(full: Matcher, lexical: Matcher, text: str, entry: str) -> None:
    """Spelling, dialect, script and language do not hide the entry, with or without an encoder."""
    assert full.rank(text).candidates[0].entry == entry
    assert lexical.rank(text).candidates[0].entry == entry


def test_probabilities(full: Matcher) -> None:
    """Candidates come likeliest first, and with the none class make at most 1."""
    ranking = full.rank("كم الرسوم")
    chances = [one.confidence for one in ranking.candidates]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) + ranking.none <= 1 + 1e-5


def test_none_class(full: Matcher) -> None:
    """Phrasings of what is never answered form a class of their own, which is no candidate."""
    ranking = full.rank("كيف الطقس اليوم في مكة")
    assert ranking.none > ranking.candidates[0].confidence
    assert NONE not in [one.entry for one in ranking.candidates]


def test_known_words_are_certain(lexical: Matcher) -> None:
    """The very words of a phrasing are certain, however they are spelt."""
    best = lexical.rank("بِكَم الإشتراك في الجمعيه؟؟").candidates[0]
    assert best.entry == "fees.amount"
    assert best.confidence >= 0.97


def test_learnt_phrasing_counts_at_once() -> None:
    """After one confirmed label the same words are answered surely; the old matcher is unchanged."""
    text = "قطة على السطح"
    before = phrasebook.matcher()
    after = phrasebook.matcher(learnt=(Example(text, "contact.hours", 1.0, Origin.LEARNT),))
    assert before.rank(text).candidates[0].confidence < 0.5
    assert after.rank(text).candidates[0].entry == "contact.hours"
    assert after.rank(text).candidates[0].confidence >= 0.97


def test_an_exact_wording_means_its_entry_and_moves_no_other_question(lexical: Matcher) -> None:
    """It is known however it is spelt, before another's phrasing, and takes no training: other texts rank as before."""
    exact = tuple(Phrasing(text, Variety.EXACT, Path("test.md"), 1) for text in ("وينكم فيه", "كم رسوم العضوية"))
    hours = next(one for one in phrasebook.ENTRIES if one.id == "contact.hours")
    entries = [*phrasebook.ENTRIES, replace(hours, phrasings=(*hours.phrasings, *exact))]
    for one in phrasebook.ENTRIES:  # none are few enough for their answers to teach, and one more phrasing would change that
        more = replace(one, phrasings=(*one.phrasings, *exact, *[exact[0]] * 12))
        assert training.examples([more]) == training.examples([one])
    knowing = training.knowing(lexical, entries)
    best = knowing.rank("وينكم فية؟").candidates[0]
    assert best.entry == "contact.hours"
    assert best.confidence == pytest.approx(CERTAIN)
    assert knowing.rank("كم رسوم العضوية").candidates[0].entry == "contact.hours"
    assert knowing.rank("كم رسوم العضويه عندكم") == lexical.rank("كم رسوم العضويه عندكم")


def test_a_known_text_is_known_in_latin_letters_too(lexical: Matcher) -> None:
    """What Arabizi reads as may be a whole wording."""
    hours = next(one for one in phrasebook.ENTRIES if one.id == "contact.hours")
    exact = Phrasing("كم باقي", Variety.EXACT, Path("test.md"), 1)
    entries = [*phrasebook.ENTRIES, replace(hours, phrasings=(*hours.phrasings, exact))]
    best = training.knowing(lexical, entries).rank("kam baqi").candidates[0]
    assert best.entry == "contact.hours"
    assert best.confidence == pytest.approx(CERTAIN)


def test_light_label_is_not_certain() -> None:
    """A label that few have confirmed does not make its words certain."""
    text = "قطة على السطح"
    weak = phrasebook.matcher(learnt=(Example(text, "contact.hours", 0.1, Origin.LEARNT),))
    assert weak.rank(text).candidates[0].confidence < 0.97


def test_votes_add_up(full: Matcher) -> None:
    """The votes of the experts are the score: what explains a ranking is what made it."""
    told = explain.explain(full, "كم تكلفني عضويتكم")
    first = told.reasons[0]
    assert told.guess is Guess.ARABIC
    assert {vote.expert for vote in first.votes} == {panels.Expert.WORDS, panels.Expert.MEANING}
    assert first.grounds[0].example.entry == first.entry
    assert first.grounds[0].worth >= first.grounds[-1].worth
    assert any("كم" in ground.words for ground in first.grounds)


def test_likeness_is_taken_from_no_other_entry(full: Matcher) -> None:
    """Words that are like nothing have a first entry all the same; that they are like nothing is told beside its chance."""
    known, strange = full.rank("بكم الاشتراك في الجمعية؟"), full.rank("قطة على السطح")
    assert known.likeness > 0.6
    assert strange.likeness < 0.3
    assert Ranking((), 0.0, Guess.ARABIC, ()).likeness == 0


def test_meaning_is_asked_in_doubt_only(full: Matcher) -> None:
    """A text that is known word for word costs no sentence vector."""
    assert {vote.expert for vote in full.rank("بكم الاشتراك في الجمعية؟").votes} == {panels.Expert.WORDS}


def test_shelf_gives_back_the_same(full: Matcher, tmp_path: Path) -> None:
    """A kept matcher knows and ranks as the trained one; another fingerprint or a broken file is as good as none."""
    path = tmp_path / "matcher.arrays"
    mark = shelf.fingerprint(full.examples, full.encoder)
    shelf.keep(path, mark, full)
    again = shelf.fetch(path, mark, full.examples, full.encoder)
    assert again is not None
    assert (again.words.speller, again.words.latin, again.words.spelling) == (
        full.words.speller,
        full.words.latin,
        full.words.spelling,
    )
    assert again.words.speller.stems.hashes.tolist() == full.words.speller.stems.hashes.tolist()
    for text in ("بكم رسوم العضويه", "kam rsoom", "opening hours", "؟"):
        assert again.rank(text) == full.rank(text)
    assert shelf.fetch(path, "other", full.examples, full.encoder) is None
    path.write_bytes(b"PK broken")
    assert shelf.fetch(path, mark, full.examples, full.encoder) is None


def test_a_table_of_other_words_makes_another_model(full: Matcher) -> None:
    """Kept rows are of stems as the table folded them, so a model that another one read is no more of use."""
    assert shelf.fingerprint(full.examples, None, spoken=dialect.of({"هلق": "الآن"})) != shelf.fingerprint(full.examples, None)


def test_kept_examples_are_made_again(tmp_path: Path) -> None:
    """A kept matcher gives all examples as often as they are asked for, and the same grounds as the trained one."""
    learnt = (Example("وين ادفع الاشتراك", "membership.who", origin=Origin.LEARNT),)
    first, *others = phrasebook.ENTRIES
    entries = (replace(first, follow_ups=("بكم", "how much")), *others)
    trained = shelf.trained(tmp_path, entries, None, learnt)
    kept = shelf.kept(tmp_path, entries, None, learnt)
    assert kept is not None
    assert kept.written("بكم؟") == trained.written("بكم؟") == {first.id: pytest.approx(1)}
    assert shelf.kept(tmp_path, phrasebook.ENTRIES, None, learnt) is None
    assert tuple(kept.examples) == tuple(kept.examples) == trained.examples
    assert len(kept.examples) == len(trained.examples)
    assert learnt[0] in kept.examples
    assert Example("وين ادفع الاشتراك", "membership.who") not in kept.examples
    assert explain.explain(kept, "بكم رسوم العضويه") == explain.explain(trained, "بكم رسوم العضويه")


def test_vectors_are_kept(tmp_path: Path) -> None:
    """Kept vectors come back, only for the encoder that made them, and hold no text."""
    kept = vectors.Vectors("use-1")
    kept["رقم هويتي"] = np.ones(4, np.float32)
    kept.save(tmp_path / "vectors.npz")
    again = vectors.load(tmp_path / "vectors.npz", "use-1")
    assert again["رقم هويتي"].tolist() == [1, 1, 1, 1]
    assert len(vectors.load(tmp_path / "vectors.npz", "use-2")) == 0
    assert "هويتي".encode() not in (tmp_path / "vectors.npz").read_bytes()


def test_ridge_solves() -> None:
    """The solver agrees with numpy's, over more rows than one block."""
    chance = np.random.default_rng(7)
    rows = chance.normal(size=(900, 40)).astype(np.float32)
    gram = rows @ rows.T / 40 + 0.3 * np.eye(900, dtype=np.float32)
    targets = chance.normal(size=(900, 5)).astype(np.float32)
    assert np.allclose(ridge.solve(gram.copy(), targets), np.linalg.solve(gram, targets), atol=1e-2)


def test_index_gives_cosines() -> None:
    """A row is like itself by 1 and like a row without common features by 0."""
    index = kernels.index([["a", "b"], ["c"], []])
    assert index.against(["a", "b"]).round(5).tolist() == [1, 0, 0]
    assert index.against([]).tolist() == [0, 0, 0]


def test_probabilities_of_scores() -> None:
    """A class that scores 1 is sure; classes that score 0 are as unsure as if there were hundreds."""
    assert calibration.probabilities(np.array([1.0, 0.0], np.float32))[0] > 0.99
    assert calibration.probabilities(np.array([0.0, 0.0], np.float32)).max() < 0.01


def test_evaluate_counts() -> None:
    """The report counts right, offered, wrong and unsafe as docs/reference/matching.md says."""
    from faq import decide

    decider = decide.decider(phrasebook.matcher(), phrasebook.ENTRIES)
    lines = [
        {"text": "كم رسوم العضوية", "lang": "msa", "expect": "answer", "topic": "fees"},
        {"text": "كم رسوم العضوية", "lang": "msa", "expect": "answer", "topic": "board"},
        {"text": "كم رسوم العضوية", "lang": "saudi", "expect": "handover"},
        {"text": "كم سعر الشقة", "lang": "saudi", "expect": "handover"},
        {"text": "؟؟؟", "lang": "saudi", "expect": "clarify"},
        {"text": "talk to a human", "lang": "en", "expect": "action", "action": "officer"},
    ]
    report = evaluate.evaluate(lines, decider, phrasebook.ENTRIES)
    assert (report.total.right, report.total.wrong_answer, report.total.unsafe) == (4 / 6, 2 / 6, 1 / 2)
    assert report.by_kind["answer"].lines == 2
    assert set(report.as_json()["latency_ms"]) == {"median", "p99"}
