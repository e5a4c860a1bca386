"""Both codecs keep the one protocol: shapes, codebooks, and streamed sound that is the whole sound."""

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.codec import encodec_codec
from engine.codec.channel import ChannelFill
from engine.codec.encodec_codec import EncodecCodec
from engine.codec.protocol import Codec
from engine.codec.source_filter import SourceFilterCodec
from engine.codec.synthesiser import Synthesiser, SynthesiserConfig
from engine.codec.vocos import Vocos, VocosConfig
from engine.errors import BundleError
from engine.training.loop import LoopConfig, train
from engine.training.stages.vocos import VocosStage
from engine.types import HOP_SAMPLES, Audio

FILTERS = 2


@pytest.fixture(scope="session")
def meta_weights(tmp_path_factory) -> Path:
    """Small weights in the form of Meta's file."""
    torch.manual_seed(0)
    model = encodec_codec.network(FILTERS)
    state = model.state_dict()
    for name, value in state.items():
        if name.endswith("_codebook.embed"):
            value.normal_(0, 0.1)
        elif name.endswith("_codebook.inited"):
            value.fill_(True)
    path = tmp_path_factory.mktemp("meta") / "encodec_24khz.th"
    torch.save(state, path)
    return path


@pytest.fixture
def encodec(meta_weights) -> EncodecCodec:
    torch.manual_seed(0)
    return EncodecCodec(encodec_codec.load(meta_weights), Vocos(VocosConfig(width=16, layers=2)))


@pytest.fixture
def source_filter(codec, corpus) -> SourceFilterCodec:
    synthesiser = Synthesiser(SynthesiserConfig(width=16, layers=1)).eval()
    synthesiser.mean.copy_(codec.mean)
    synthesiser.scale.copy_(codec.scale)
    return SourceFilterCodec(codec, synthesiser, ChannelFill.load(corpus.folder / "channel.npz"))


@pytest.fixture(params=["encodec", "source_filter"])
def any_codec(request) -> Codec:
    return request.getfixturevalue(request.param)


@pytest.fixture
def sound(corpus) -> Audio:
    return Audio(corpus.audio(corpus.entries[0], 0, 36_000), 24_000)


def test_a_codec_gives_codes_and_sound_again(any_codec, sound):
    coded = any_codec.encode(sound)
    assert coded.codes.shape[1] == 8
    assert abs(len(coded.codes) - len(sound.samples) / HOP_SAMPLES) <= 1
    assert 0 <= coded.codes.min() <= coded.codes.max() < 1024
    again = any_codec.decode(coded)
    assert again.rate_hz == 24_000
    assert abs(len(again.samples) / HOP_SAMPLES - len(coded.codes)) <= 1
    assert np.isfinite(again.samples).all()
    fewer = any_codec.decode(coded, 1)
    assert not np.allclose(fewer.samples, again.samples)


def test_other_rates_come_to_the_same_codes(any_codec, sound):
    import soxr  # noqa: PLC0415

    finer = Audio(soxr.resample(sound.samples, 24_000, 48_000), 48_000)
    codes, same = any_codec.encode(sound).codes, any_codec.encode(finer).codes
    frames = min(len(codes), len(same))
    assert (codes[:frames, 0] == same[:frames, 0]).mean() > 0.6  # by chance: a sixteenth at most


@pytest.mark.parametrize("piece", [3, 17, 60])
def test_streamed_sound_is_the_whole_sound(any_codec, sound, piece):
    coded = any_codec.encode(sound)
    stream = any_codec.stream(coded.voice)
    parts = [stream.push(coded.codes[at : at + piece]) for at in range(0, len(coded.codes), piece)]
    early = sum(map(len, parts))
    streamed = np.concatenate([*parts, stream.flush()])
    whole = any_codec.decode(coded).samples
    assert early > 0  # it did not wait for the end
    assert len(streamed) == len(whole)
    assert np.abs(streamed - whole).max() < 1e-3 * max(1e-2, np.abs(whole).max())


def test_torchaudio_is_not_loaded(meta_weights):
    encodec_codec.load(meta_weights)
    assert "torchaudio" not in sys.modules or hasattr(sys.modules["torchaudio"], "__file__")


def test_meta_weights_decide_the_codes(meta_weights, sound):
    torch.manual_seed(5)
    other = encodec_codec.network(FILTERS)
    samples = torch.tensor(sound.samples)[None]
    loaded = encodec_codec.load(meta_weights)
    again = encodec_codec.load(meta_weights)
    assert torch.equal(encodec_codec.encode(loaded, samples), encodec_codec.encode(again, samples))
    assert not torch.equal(encodec_codec.encode(loaded, samples), encodec_codec.encode(other, samples))


@pytest.mark.parametrize("content", [b"", b"not a model", None])
def test_a_file_of_something_else_is_refused(tmp_path, content):
    path = tmp_path / "wrong.th"
    if content is None:
        torch.save({"weights": torch.zeros(3)}, path)
    else:
        path.write_bytes(content)
    with pytest.raises(BundleError, match=r"encodec_24khz-d7cc33bc\.th"):
        encodec_codec.load(path)


def test_vocos_learns(corpus, meta_weights, tmp_path):
    torch.manual_seed(0)
    stage = VocosStage(
        Vocos(VocosConfig(width=16, layers=1)), encodec_codec.load(meta_weights), corpus, {"large"}, batch=2, frames=30
    )

    @torch.no_grad()
    def now() -> float:
        return float(stage.losses(stage.module, np.random.default_rng(9), 0)["spectral"])

    before = now()
    train(stage, LoopConfig(minutes=5, learning_rate=5e-3, warmup_steps=3, max_steps=12, bf16=False), tmp_path)
    assert now() < 0.95 * before
    assert (tmp_path / "samples" / "0.wav").stat().st_size > 10_000
