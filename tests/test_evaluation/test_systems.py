"""Our own systems on a tiny bundle with random weights: the sound is noise, but all of the way is real."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.errors import ConfigError
from engine.evaluation import codecs, systems
from engine.evaluation.jobs import Job
from engine.evaluation.sentences import Sentence
from engine.evaluation.voices import Recording, Voice


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    rng = np.random.default_rng(0)
    time_s = np.arange(16_000) / 16_000
    samples = 0.1 * np.sign(np.sin(2 * np.pi * 130 * time_s)) + rng.normal(0, 0.01, len(time_s))
    path = tmp_path_factory.mktemp("speech") / "one.wav"
    soundfile.write(path, samples, 16_000)
    return Recording("one", path, "One.", 1.0)


def test_the_codec_gives_codes_and_sound_for_each_number_of_codebooks(tiny_bundle: Path, recording: Recording) -> None:
    codec = codecs.load(tiny_bundle)
    coded = codec.encode(recording.read())
    assert coded.codes.shape[1] == 8
    assert coded.voice.shape == (128,)
    one, eight = codec.decode(coded, 1), codec.decode(coded, 8)
    assert abs(one.seconds - 1.0) < 0.05
    assert len(one.samples) == len(eight.samples)
    assert not np.allclose(one.samples, eight.samples)
    assert codecs.load(tiny_bundle) is codec


def test_a_recording_is_said_again_by_name(tiny_bundle: Path, recording: Recording) -> None:
    system = systems.load("codec-2", tiny_bundle)
    voice = Voice("synthetic", "1", (recording,))
    said = system.say(Job(system.name, Sentence("one", "recording", "One."), voice, recording, "8k"))
    assert said.audio.rate_hz == 24_000
    assert np.isfinite(said.audio.samples).all()


def test_an_unknown_system_is_named_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"no system called festival.*vivavoce"):
        systems.load("festival")
