import numpy as np

from engine.align.judge import judge, silent
from engine.runtime.enrol import best_cut, quantise
from engine.runtime.live import word_ends
from engine.text.units import UNITS, to_units


def heard(units: np.ndarray, frames: int = 4) -> np.ndarray:
    """Log probabilities of an aligner that hears these units, so many frames each."""
    path = np.repeat(units, frames)
    probabilities = np.full((len(path), UNITS), 0.1 / UNITS)
    probabilities[np.arange(len(path)), path] = 0.9
    return np.log(probabilities).astype(np.float32)


UNITS_SAID = to_units("kæt sæt")[0].ids  # pause k æ t space s æ t pause
WORDS = np.array([-1, 0, 0, 0, -1, 1, 1, 1, -1])


def test_what_was_said_scores_near_zero_and_knows_its_times():
    found = judge(heard(UNITS_SAID), UNITS_SAID, WORDS)
    assert found.mean > -0.01 and found.worst > -0.01
    assert found.path is not None
    assert found.path.tolist() == np.repeat(np.arange(9), 4).tolist()


def test_a_word_that_is_missing_is_the_worst():
    without = np.delete(UNITS_SAID, [5, 6, 7])
    found = judge(heard(without, 8), UNITS_SAID, WORDS)
    assert found.words[0] > -0.1
    assert found.worst == found.words[1] < -2


def test_silent_units_may_be_skipped_sounding_ones_not():
    without_pauses = UNITS_SAID[~silent(UNITS_SAID)]
    assert judge(heard(without_pauses), UNITS_SAID, WORDS).mean > -0.01
    assert judge(heard(UNITS_SAID[:1], 3), UNITS_SAID, WORDS).path is None


def test_word_ends_are_where_the_next_unit_is_of_another_word():
    assert word_ends(WORDS).tolist() == [4, 8, 9]
    assert word_ends(np.array([-1, 0, 0, 1, -1])).tolist() == [3, 4, 5]


def test_the_best_cut_keeps_whole_words():
    # Ten words of 40 frames with 20 frames of pause between, and a long silence in the middle.
    words = np.array([w for i in range(10) for w in (-1, i)])
    lengths = np.array([n for i in range(10) for n in (400 if i == 3 else 20, 40)])
    pointer = np.repeat(np.arange(20), lengths)
    first, last = best_cut(pointer, words, 4.0)
    said = words[pointer[first:last]]
    assert last - first <= 300
    for word in set(said[said >= 0].tolist()):
        assert (said == word).sum() == 40
    assert (said >= 0).sum() == 200
    assert best_cut(pointer[:100], words, 4.0) == (0, 100)


def test_quantise_picks_the_nearest_level_by_level():
    rng = np.random.default_rng(0)
    codebooks = rng.normal(size=(8, 1024, 48)).astype(np.float32) * (0.5 ** np.arange(8))[:, None, None]
    codebooks = codebooks.astype(np.float32)
    latents = rng.normal(size=(20, 48)).astype(np.float32)
    codes = quantise(latents, codebooks)
    first = ((latents[:, None] - codebooks[0]) ** 2).sum(2).argmin(1)
    assert (codes[:, 0] == first).all()
    residual = latents - codebooks[0][first]
    assert (codes[:, 1] == ((residual[:, None] - codebooks[1]) ** 2).sum(2).argmin(1)).all()
