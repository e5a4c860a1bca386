import time

import numpy as np
import pytest
import soxr

from engine.bank import spoil
from engine.bank.measure import ceiling, syllables
from engine.bank.speaker import StatisticsEncoder
from engine.bank.verdict import Judge, Limits, Person, Reason
from engine.types import Audio
from tests.helpers.babble import RATE_HZ, babble, hush

TEXT = "The kettle is on the table, mother."  # ten syllables, as babble(10)


@pytest.fixture(scope="module")
def judge():
    return Judge(StatisticsEncoder())


@pytest.fixture(scope="module")
def person(judge):
    verdicts = [judge(babble(10, seed=s), TEXT, Person()) for s in range(4)]
    rates, clear_db = zip(*((v.measures.syllables_per_s, v.measures.clear_db) for v in verdicts), strict=True)
    return Person.of([v.voice for v in verdicts], rates, clear_db)


def test_a_good_take_is_good_and_judged_within_a_second(judge, person):
    start = time.process_time()  # not the clock's: another program may have the processor
    verdict = judge(babble(10, seed=9), TEXT, person)
    assert verdict.good, verdict.reasons
    assert time.process_time() - start < 1
    assert verdict.similarity is not None


@pytest.mark.parametrize("reason", [r for r in spoil.SPOILERS])
def test_each_way_of_spoiling_is_found(judge, person, reason):
    take = babble(10, seed=9)
    spoiled = spoil.SPOILERS[reason](take.samples, take.rate_hz, np.random.default_rng(0))
    assert reason in judge(Audio(spoiled.astype(np.float32), RATE_HZ), TEXT, person).reasons


def test_noise_that_a_gate_hides_in_the_pauses_is_found(judge, person):
    take = babble(10, seed=9)
    gated = spoil.gated_noise(take.samples, take.rate_hz, np.random.default_rng(0)).astype(np.float32)
    verdict = judge(Audio(gated, RATE_HZ), TEXT, person)
    assert verdict.reasons == (Reason.NOISY,) and verdict.measures.snr_db > Limits().snr_db


def test_silence_slowness_and_a_stranger(judge, person):
    assert judge(hush(3), TEXT, person).reasons == (Reason.EMPTY,)
    assert judge(Audio(np.zeros(0, np.float32), RATE_HZ), TEXT, person).reasons == (Reason.EMPTY,)
    assert Reason.SLOW in judge(babble(30, seed=5), TEXT, person).reasons
    assert Reason.VOICE in judge(babble(10, f0_hz=230, size=0.8, seed=9), TEXT, person).reasons


def test_a_take_stopped_in_speech_is_cut(judge, person):
    assert Reason.CUT_END in judge(babble(10, seed=9), TEXT, person, cut=True).reasons


def test_words_that_were_not_heard_are_named():
    class Deaf:
        def score(self, audio, text):
            return [-0.2, -9.0, -0.1]

    verdict = Judge(None, Deaf())(babble(3, seed=1), "one two three", Person())
    assert verdict.reasons == (Reason.WORDS,) and verdict.missing == (1,)


def test_the_errors_of_verdicts_are_counted(judge):
    people = {"ada": {}, "ben": {"f0_hz": 190, "size": 0.85}}
    takes = [spoil.Recording(p, TEXT, babble(10, seed=s, **how)) for p, how in people.items() for s in range(3)]
    report = spoil.measure(judge, takes)
    assert report["good"] == {"takes": 6, "refused": 0}
    wrong = {"clipped", "noisy", "noisy under the speech only", "soft", "cut-start", "cut-end", "fast", "voice"}
    assert report.keys() == {"good", *wrong}
    assert all(report[way]["for_this_reason"] > 0.8 for way in wrong)

    class Reader:
        """Whoever speaks says TEXT."""

        def score(self, audio, text):
            return [-0.1 if word in TEXT.split() else -4.5 for word in text.split()]

    others = [spoil.Recording("ada", text, babble(3)) for text in (TEXT, "Nobody sings.")]
    table = spoil.word_errors(Reader(), others)
    assert table["-4"]["good, refused"] == table["-4"]["another sentence, passed"] == 0.5
    assert table["-5"]["good, refused"] == 0 and table["-5"]["another sentence, passed"] == 1


def test_neither_turning_down_nor_resampling_hides_clipping():
    clean = babble(10, seed=3)
    clipped = np.clip(clean.samples * 12, -1, 1) * 0.1
    assert ceiling(clean.samples) < Limits().ceiling / 2
    for rate_hz in (RATE_HZ, 16_000, 44_100):
        assert ceiling(soxr.resample(clipped, RATE_HZ, rate_hz)) > 2 * Limits().ceiling


def test_syllables():
    assert syllables("The kettle is on the table, mother.") == pytest.approx(10, abs=1)
    assert syllables("...") == 0
