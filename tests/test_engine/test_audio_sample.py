"""A sample of a voice is judged: what cannot be used is refused, what is doubtful is used with a warning."""

import numpy as np
import pytest

from engine.audio import check_sample
from engine.errors import SampleError
from tests.helpers.sounds import audio, noise, speechlike, tone


def test_a_good_sample_has_no_warning() -> None:
    report = check_sample(audio(speechlike(8.0)))
    assert report.warnings == ()
    assert 3 < report.speech_seconds < 8
    assert report.snr_db > 25


@pytest.mark.parametrize(
    ("samples", "reason"),
    [
        (np.empty(0, np.float32), "no sound"),
        (np.zeros(48_000, np.float32), "no sound"),
        (noise(5.0, 1e-5), "no sound"),
        (noise(5.0, 0.1), "no speech"),
        (tone(5.0), "no speech"),
        (speechlike(0.3), "seconds of speech"),
        (np.concatenate([noise(1.5), speechlike(0.3), noise(1.5)]), "seconds of speech"),
    ],
    ids=["empty", "zeros", "silent", "hiss", "tone", "0.3 s", "0.3 s in silence"],
)
def test_what_cannot_be_used_is_refused(samples: np.ndarray, reason: str) -> None:
    with pytest.raises(SampleError, match=reason):
        check_sample(audio(samples))


@pytest.mark.parametrize(
    ("samples", "word"),
    [
        (speechlike(2.5), "only"),
        (np.clip(speechlike(6.0, level=4.0), -1, 1), "distorted"),
        (np.clip(speechlike(6.0, level=4.0), -1, 1) * 0.4, "distorted"),
        (speechlike(6.0, level=0.02) * 0.3, "quiet"),
        (speechlike(6.0, level=0.2) + noise(6.0, 0.008, seed=1), "noise"),
    ],
    ids=["short", "clipped", "clipped and turned down", "quiet", "noisy"],
)
def test_what_is_doubtful_is_said(samples: np.ndarray, word: str) -> None:
    assert word in " ".join(check_sample(audio(samples)).warnings)


def test_two_people_are_noticed_and_one_is_not() -> None:
    man = speechlike(5.0, f0_hz=95, formants=(500, 1200, 2300))
    woman = speechlike(5.0, f0_hz=230, formants=(800, 1700, 3100))
    assert check_sample(audio(np.concatenate([man, woman]))).two_people
    assert not check_sample(audio(speechlike(10.0))).two_people
