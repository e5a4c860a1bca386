"""What stages make instead of train: tokens, shards of invented speech."""

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from engine.errors import ConfigError
from engine.training import tokens as packed
from engine.training.config import InventRun, TrainingConfig
from engine.training.corpus import pack, sources
from engine.training.data import entry_units
from engine.training.invent import kokoro, shard
from engine.training.invent.kokoro import Kokoro, draw_mixture
from engine.training.runs import STAGES, Run

VOICES = ["af_heart", "af_bella", "am_adam", "bm_george", "bf_emma", "zf_xiaoni", "em_alex", "jf_alpha"]


def test_tokens_keep_codes_units_and_voices(codec, corpus, tmp_path):
    tokens = packed.tokenise(codec, corpus, lambda e: entry_units(e, None))
    tokens.save(tmp_path / "tokens.npz")
    again = packed.Tokens.load(tmp_path / "tokens.npz")
    assert again.codes.dtype == np.int16
    hours = corpus.entries[-1].frame_start / 75 / 3600
    assert (tmp_path / "tokens.npz").stat().st_size < 5e6 * hours + 20_000
    for index, entry in enumerate(corpus.entries):
        codes, units, voice = again.utterance(index)
        assert again.ids[index] == entry.id
        assert codes.shape == (entry.frames, 8)
        assert voice.shape == (128,)
        assert units.shape[1] == 0 if entry.real else units[2, -1] == entry.frames
    first = corpus.features(corpus.entries[0])
    assert np.array_equal(again.utterance(0)[0], _codes(codec, first))


def _codes(codec, features):
    import torch  # noqa: PLC0415

    scaled = codec.scaled(torch.tensor(features))[None]
    return codec.quantiser.encode(codec.encode(scaled, codec.voice(scaled))[0]).numpy()


def test_statistics_count_use_and_entropy():
    codes = np.zeros((1024, 8), np.int16)
    codes[:, 0] = np.arange(1024)
    codes[:, 1] = np.arange(1024) % 2
    even, two, one = packed.statistics(codes)[:3]
    assert even == {"used": 1.0, "entropy_bits": 10.0}
    assert two["entropy_bits"] == 1.0
    assert one["entropy_bits"] == 0.0


def test_the_stock_voice_makes_a_shard_that_the_corpus_reads(tmp_path):
    (tmp_path / "text.txt").write_text("Good morning.\n\nThe door is open, come in.\n")
    settings = InventRun(text=str(tmp_path / "text.txt"), seed=3, shard=str(tmp_path / "made"))
    STAGES["stock"](Run(replace(TrainingConfig(), invent=settings)))
    path = tmp_path / "made" / "stock-3.tar"
    found = list(sources([str(path)]))
    assert [s.text for s in found] == ["Good morning.", "The door is open, come in."]
    assert all(len(s.ends_samples) == len(s.phonemes or "") + 1 for s in found)
    corpus = pack([str(path)], tmp_path / "corpus", processes=1)
    ids, _, ends = entry_units(corpus.entries[1], None) or pytest.fail("no units")
    assert len(ids) == len(ends)
    assert not corpus.entries[1].real


def test_text_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(ConfigError, match=r"absent\.txt"):
        list(shard.stock_speech(InventRun(text=str(tmp_path / "absent.txt"))))


def test_mixtures_keep_one_sex_and_english_prosody():
    drawn = [draw_mixture(np.random.default_rng(n), VOICES) for n in range(40)]
    for speaker in drawn:
        names = [*speaker.timbre, *speaker.prosody]
        assert len({name[1] for name in names}) == 1
        assert all(name[0] in "ab" for name in speaker.prosody)
        assert sum(speaker.timbre.values()) == pytest.approx(1)
        assert 0.7 < speaker.speed < 1.4
    assert len({json.dumps(s.timbre) for s in drawn}) > 20
    assert any(s.british for s in drawn)
    assert not all(s.british for s in drawn)


def test_a_mixture_is_half_timbre_and_half_prosody(tmp_path):
    """Style vectors told apart by number; the network is not needed to see what it is given."""
    for number, name in enumerate(VOICES):
        np.full((510, 256), number, np.float32).tofile(tmp_path / f"{name}.bin")
    (tmp_path / "model.onnx").touch()
    voice = Kokoro(tmp_path / "model.onnx", tmp_path)
    given = {}

    def run(_, inputs):
        given.update(inputs)
        steps = np.ones(inputs["tokens"].shape[1])
        return [np.zeros(int(steps.sum()) * 600, np.float32), steps]

    voice.__dict__["_session"] = SimpleNamespace(run=run)
    said = voice.say("Hello there.", kokoro.Mixture({"af_heart": 0.5, "zf_xiaoni": 0.5}, {"bf_emma": 1.0}, 1.1))
    assert given["style"].shape == (1, 256)
    assert (given["style"][0, :128] == 2.5).all()
    assert (given["style"][0, 128:] == 4).all()
    assert given["speed"] == pytest.approx(1.1)
    assert len(said.ends_samples) == len(said.phonemes) + 1
    assert voice.voices == sorted(VOICES)


def test_kokoro_that_is_not_here_is_said_plainly(tmp_path):
    with pytest.raises(ConfigError, match="Fetch it"):
        Kokoro(tmp_path / "model.onnx", tmp_path)


def test_vocos_says_which_file_it_needs(tmp_path):
    with pytest.raises(ConfigError, match="EnCodec"):
        STAGES["vocos"](Run(TrainingConfig()))


def test_a_stage_says_which_one_has_to_come_first(tmp_path):
    run = Run(replace(TrainingConfig(), run=str(tmp_path), corpus=str(tmp_path)))
    with pytest.raises(ConfigError, match="stage corpus"):
        STAGES["codec"](run)
    with pytest.raises(ConfigError, match="stage codec"):
        run.codec()
