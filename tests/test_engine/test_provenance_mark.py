"""The mark: the same however the sound is cut, unheard, and found after all that sound goes through."""

import numpy as np
import pytest
from hibari import Hibari

from engine.provenance.benchmark.attacks import ATTACKS, at_speed
from engine.provenance.detector import detect, detect_pieces
from engine.provenance.key import waveform
from engine.provenance.marker import BLOCK, Marker, mark
from engine.types import SAMPLE_RATE_HZ, Audio

FIRST_OF_KEY = [0.429239, 0.041077, -0.378401, -0.580018]
WITHSTOOD = [
    "none",
    "MP3 64 kbps",
    "Opus 24 kbps",
    "16 kHz",
    "white noise at -20 dB",
    "half as loud, upside down",
]


@pytest.fixture(scope="module")
def speech() -> Audio:
    text = "Could you open the window, please? It is rather warm in here, and my sister is coming at noon."
    return Audio(np.asarray(Hibari()(text, seed=1), np.float32), SAMPLE_RATE_HZ)


@pytest.fixture(scope="module")
def marked(speech: Audio) -> Audio:
    return mark(speech)


def cut(audio: Audio, start_s: float, seconds: float) -> Audio:
    start = int(start_s * audio.rate_hz)
    return Audio(audio.samples[start : start + int(seconds * audio.rate_hz)], audio.rate_hz)


def test_chunks_are_marked_as_the_whole(speech: Audio, marked: Audio) -> None:
    rng, marker, out, at = np.random.default_rng(0), Marker(), [], 0
    while at < len(speech.samples):
        size = int(rng.integers(0, 1500))
        out.append(marker.process(speech.samples[at : at + size]))
        at += size
    out.append(marker.flush())
    np.testing.assert_array_equal(np.concatenate(out), marked.samples)


def test_whole_blocks_come_out_at_once(speech: Audio) -> None:
    marker = Marker()
    for blocks in (1, 3, 8):
        assert len(marker.process(speech.samples[: blocks * BLOCK])) == blocks * BLOCK
    assert len(marker.flush()) == 0


def test_the_mark_needs_nothing_of_the_future(speech: Audio, marked: Audio) -> None:
    changed = speech.samples.copy()
    changed[100 * BLOCK :] = 0
    np.testing.assert_array_equal(
        mark(Audio(changed, SAMPLE_RATE_HZ)).samples[: 100 * BLOCK], marked.samples[: 100 * BLOCK]
    )


def test_the_mark_lies_far_under_the_speech_and_never_in_silence(speech: Audio, marked: Audio) -> None:
    noise = marked.samples - speech.samples
    assert 10 * np.log10(np.mean(speech.samples**2) / np.mean(noise**2)) > 23
    padded = np.pad(speech.samples, (0, SAMPLE_RATE_HZ))
    after = mark(Audio(padded, SAMPLE_RATE_HZ)).samples[len(speech.samples) + 3 * BLOCK :]
    assert not after.any()


@pytest.mark.parametrize("attack", WITHSTOOD)
def test_two_seconds_from_anywhere_are_enough(marked: Audio, attack: str) -> None:
    attacked = ATTACKS[attack](marked)
    for start_s in (0.0, 1.234, attacked.seconds - 2):
        assert detect(cut(attacked, start_s, 2.0)).marked


@pytest.mark.parametrize("speed", [0.98, 1.0137])
def test_a_changed_speed_is_found_and_told(marked: Audio, speed: float) -> None:
    found = detect(at_speed(marked, speed))
    assert found.marked
    assert found.speed == pytest.approx(speed, abs=2e-4)


def test_a_marked_sentence_late_in_a_long_sound_is_found(speech: Audio, marked: Audio) -> None:
    size = len(speech.samples)
    assert detect_pieces(
        [speech.samples, np.zeros(size, np.float32), np.concatenate([speech.samples, marked.samples])]
    ).marked


def test_speech_that_is_not_marked_is_not(speech: Audio) -> None:
    found = detect(speech)
    assert not found.marked
    assert found.confidence < 0.9


def test_another_key_sees_nothing(marked: Audio) -> None:
    assert not detect(marked, b"another").marked


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0),
        np.zeros(SAMPLE_RATE_HZ),
        np.full(10, 0.5),
        np.sin(np.arange(SAMPLE_RATE_HZ) * 0.3),
        np.full(5000, np.nan),
        np.sign(np.sin(np.arange(3 * SAMPLE_RATE_HZ) * 0.03)),
    ],
    ids=["empty", "silence", "ten samples", "tone", "not a number", "square wave"],
)
def test_odd_sounds_are_not_marked(samples: np.ndarray) -> None:
    assert not detect(Audio(samples.astype(np.float32), SAMPLE_RATE_HZ)).marked


def test_only_the_engines_rate_is_marked() -> None:
    with pytest.raises(ValueError, match="24000"):
        mark(Audio(np.zeros(100, np.float32), 16_000))


def test_the_key_is_what_it_has_always_been() -> None:
    assert waveform()[:4] == pytest.approx(FIRST_OF_KEY, abs=1e-5)
