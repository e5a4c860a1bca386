"""Conditions, samples and the judge's arithmetic, on made sounds; no weights are loaded."""

from pathlib import Path

import numpy as np
import soundfile

from engine.evaluation import conditions, voices
from engine.evaluation.systems.resynthesis import WorldResynthesis
from engine.evaluation.voices import Recording, Voice
from engine.types import Audio


def speech_like(seconds: float, rate_hz: int = 24_000, silent_from_s: float = 99.0) -> Audio:
    time_s = np.arange(int(seconds * rate_hz)) / rate_hz
    x = 0.1 * np.sign(np.sin(2 * np.pi * 140 * time_s)) * (1 + 0.5 * np.sin(2 * np.pi * 4 * time_s))
    x[(time_s > silent_from_s) & (time_s < silent_from_s + 0.4)] = 0
    return Audio(x.astype(np.float32), rate_hz)


def test_a_narrow_channel_has_its_rate() -> None:
    audio = speech_like(1.0)
    assert conditions.apply(audio, "clean", "a") is audio
    assert conditions.apply(audio, "8k", "a").rate_hz == 8000
    assert abs(conditions.apply(audio, "16k", "a").seconds - 1) < 1e-3


def test_a_room_is_the_same_each_time_and_its_noise_fills_a_pause() -> None:
    audio = speech_like(2.0, silent_from_s=1.0)
    room = conditions.apply(audio, "room", "a")
    assert np.array_equal(room.samples, conditions.apply(audio, "room", "a").samples)
    assert not np.array_equal(room.samples, conditions.apply(audio, "room", "b").samples)
    assert len(room.samples) == len(audio.samples)
    assert np.abs(room.samples).max() <= 1
    pause = room.samples[int(1.3 * 24_000) : int(1.4 * 24_000)].std()
    assert 0.01 < pause / room.samples[:24_000].std() < 0.5


def test_a_long_recording_is_cut_in_its_pause(tmp_path: Path) -> None:
    audio = speech_like(12.0, silent_from_s=6.0)
    path = tmp_path / "long.wav"
    soundfile.write(path, audio.samples, audio.rate_hz)
    sample, transcript = Voice("librispeech", "1", (Recording("1", path, "Long.", 12.0),)).sample()
    assert transcript is None
    assert 6.0 < sample.seconds < 6.4


def test_the_sample_is_a_recording_that_needs_no_cut(tmp_path: Path) -> None:
    path = tmp_path / "short.wav"
    soundfile.write(path, speech_like(5.0).samples, 24_000)
    long, short = Recording("1", tmp_path / "no.wav", "Long.", 12.0), Recording("2", path, "Short.", 5.0)
    assert Voice("synthetic", "1", (long, short)).sample()[1] == "Short."
    assert voices.choose([Voice("synthetic", "1", (Recording("3", path, "", 1.0),))]) == []


def test_world_says_a_recording_again_as_long_as_it_was() -> None:
    again = WorldResynthesis("world").again(speech_like(1.0, 16_000))
    assert again.rate_hz == 24_000
    assert abs(again.seconds - 1.0) < 0.03
