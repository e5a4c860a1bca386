"""Words said or not: the wiring with a real, tiny bundle; the judgement with log probabilities made up."""

import numpy as np

from engine.align.judge import judge
from engine.bank.verdict import Judge, Limits, Person, Reason
from engine.bank.words import word_judge
from engine.text.phonemes import phonemizer, unit_words
from engine.text.units import to_units
from engine.types import SAMPLE_RATE_HZ, Audio, FloatArray
from tests.helpers.babble import babble
from tests.helpers.tiny import tiny_bundle

TEXT = "The kettle is on."
FRAMES_A_UNIT = 6


def test_a_score_for_each_word_by_the_bundle_whatever_the_rate(tmp_path):
    words = word_judge(tiny_bundle())
    assert words is not None
    said = babble(6)
    scores = words.score(said, TEXT)
    assert len(scores) == 4 and all(np.isfinite(scores)) and max(scores) <= 0
    twice = Audio(np.repeat(said.samples, 2), 2 * SAMPLE_RATE_HZ)
    assert len(words.score(twice, TEXT)) == 4
    assert words.score(said, "…") == []
    assert word_judge(tmp_path) is None


def heard_as(text: str) -> FloatArray:
    """Log probabilities (T, 128) of an aligner that is sure of hearing this text."""
    ids = to_units(phonemizer("en-us")(text).text)[0].ids
    log_probs = np.full((len(ids) * FRAMES_A_UNIT, 128), np.log(1e-4), np.float32)
    log_probs[np.arange(len(log_probs)), np.repeat(ids, FRAMES_A_UNIT)] = np.log(0.98)
    return log_probs


def scores(text: str, log_probs: FloatArray) -> list[float]:
    phonemes = phonemizer("en-us")(text)
    found = judge(log_probs, to_units(phonemes.text)[0].ids, unit_words(phonemes)).words
    return [found[word] for word in range(len(phonemes.words))]


def test_a_word_that_was_not_said_is_the_one_found_missing():
    limit = Limits().word
    assert min(scores(TEXT, heard_as(TEXT))) > limit
    swapped = scores("The window is on.", heard_as(TEXT))
    assert [score < limit for score in swapped] == [False, True, False, False]


def test_a_missing_word_refuses_the_take_and_is_named():
    class Deaf:
        def score(self, audio: Audio, text: str) -> list[float]:
            return [0.0, Limits().word - 0.1, 0.0, 0.0]

    verdict = Judge(None, Deaf())(babble(6), TEXT, Person())
    assert Reason.WORDS in verdict.reasons and verdict.missing == (1,)
