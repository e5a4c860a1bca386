from pathlib import Path

import numpy as np
import pytest
import torch

from engine.codec.features import LOG_F0, VOICING
from engine.codec.synthesiser import pulse_train
from engine.export.bundle import load_modules
from engine.runtime.bundle import Bundle
from engine.runtime.decoding import StreamingDecoder
from engine.runtime.excitation import Excitation
from engine.runtime.graphs import Graphs
from engine.runtime.timescale import TimeScale
from engine.types import HOP_SAMPLES, FloatArray

RNG = np.random.default_rng(0)
VOICE = RNG.normal(size=128).astype(np.float32)


@pytest.fixture(scope="module")
def graphs(tiny_bundle: Path) -> Graphs:
    return Graphs(Bundle.open(tiny_bundle), "cpu", 1)


@pytest.fixture(scope="module")
def latents() -> FloatArray:
    return RNG.normal(size=(150, 48)).astype(np.float32)


def sound(graphs: Graphs, latents: FloatArray, cuts: list[int], speed: float = 1.0) -> FloatArray:
    decoder = StreamingDecoder(graphs, VOICE, noise_key=5, speed=speed)
    pieces = [decoder.push(decoder.preview(part)) for part in np.split(latents, cuts)]
    return np.concatenate([*pieces, decoder.flush()])


@pytest.mark.parametrize("speed", [1.0, 0.5, 0.8, 1.3, 2.0])
@pytest.mark.parametrize("cuts", [[75], [1, 2, 40, 41, 149], list(range(7, 150, 7))])
def test_streamed_is_whole(graphs: Graphs, latents: FloatArray, cuts: list[int], speed: float):
    whole, streamed = sound(graphs, latents, [], speed), sound(graphs, latents, cuts, speed)
    assert len(whole) == len(streamed)
    np.testing.assert_allclose(streamed, whole, atol=4e-3 * np.abs(whole).max())  # float32 phase


def test_speed_changes_length(graphs: Graphs, latents: FloatArray):
    assert len(sound(graphs, latents, [])) == (150 - 1) * HOP_SAMPLES
    assert len(sound(graphs, latents, [], 2.0)) == (75 - 1) * HOP_SAMPLES
    assert len(sound(graphs, latents, [], 0.5)) == (299 - 1) * HOP_SAMPLES


def test_sound_comes_before_the_end_and_a_preview_keeps_nothing(graphs: Graphs, latents: FloatArray):
    decoder = StreamingDecoder(graphs, VOICE, noise_key=5)
    decoder.preview(RNG.normal(size=(20, 48)).astype(np.float32))
    first = decoder.push(decoder.preview(latents[:100]))
    assert len(first) > 0.6 * 100 * HOP_SAMPLES
    np.testing.assert_allclose(first, sound(graphs, latents, [])[: len(first)], atol=1e-4)


def test_what_was_predicted_is_as_lively_around_the_voice_as_speech(
    graphs: Graphs, latents: FloatArray, monkeypatch: pytest.MonkeyPatch
):
    factor = np.linspace(1, 1.5, 65, dtype=np.float32)
    monkeypatch.setattr(graphs, "variance", factor)
    coded = StreamingDecoder(graphs, VOICE, noise_key=0).preview(latents).output
    mean = coded.mean(0)
    made = StreamingDecoder(graphs, VOICE, noise_key=0, mean=mean).preview(latents).output
    np.testing.assert_allclose(made.mean(0), mean, atol=1e-4)
    np.testing.assert_allclose(made.std(0), factor * coded.std(0), rtol=1e-3)


def test_nothing_pushed_gives_nothing(graphs: Graphs):
    assert len(StreamingDecoder(graphs, VOICE, noise_key=0).flush()) == 0


def test_numpy_synthesis_is_torchs(tiny_bundle: Path, graphs: Graphs, latents: FloatArray):
    bundle = graphs.bundle
    synthesiser = load_modules(tiny_bundle, dict(bundle.about["networks"])).synthesiser
    features = graphs.decode(latents, VOICE)
    raw = graphs.unscaled(features)
    pulses, noise = Excitation(5).push(raw)
    curves = torch.tensor(raw)[None]
    expected = pulse_train(curves[..., LOG_F0], curves[..., VOICING])[0].numpy()
    np.testing.assert_allclose(pulses, expected, atol=2e-2 * np.abs(expected).max())
    with torch.no_grad():
        spectrum = synthesiser._stft(torch.tensor(noise)[None])
        real, imaginary, shape = synthesiser.filters(torch.tensor(features)[None])
        both = synthesiser._stft(torch.tensor(pulses)[None]) * torch.complex(real, imaginary) + spectrum * shape
        want = torch.istft(both.transpose(1, 2), 1024, HOP_SAMPLES, window=synthesiser.window, length=len(pulses))
    got = sound(graphs, latents, [60])
    np.testing.assert_allclose(got, want[0].numpy(), atol=5e-3 * float(want.abs().max()))


def test_excitation_keeps_phase_and_noise_across_pieces():
    frames = np.zeros((60, 65), np.float32)
    frames[:, LOG_F0], frames[:, VOICING] = np.log(np.linspace(90, 300, 60)), 1
    frames[20:30, VOICING] = 0
    whole = Excitation(3).push(frames)
    parted = Excitation(3)
    parts = np.concatenate([parted.push(part) for part in np.split(frames, [1, 13, 14, 40])], 1)
    np.testing.assert_allclose(parts, whole, atol=1e-3)
    assert (parts[1] == whole[1]).all()
    assert not (Excitation(4).push(frames)[1] == whole[1]).all()
    assert (whole[0, 22 * HOP_SAMPLES : 28 * HOP_SAMPLES] == 0).all()


@pytest.mark.parametrize("speed", [0.5, 0.7, 1.0, 1.9])
def test_time_scale_is_a_straight_line(speed: float):
    line = np.arange(100, dtype=np.float32)[:, None]
    scale = TimeScale(speed, 1)
    out = np.concatenate([scale.push(part) for part in np.split(line, [1, 30, 31, 90])])
    np.testing.assert_allclose(out[:, 0], np.arange(len(out)) * speed, atol=1e-4)
    assert out[-1, 0] > 99 - speed
