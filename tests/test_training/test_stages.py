"""Every stage learns something of a few sentences in a few seconds, and leaves something to hear."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from engine.align.network import Aligner, AlignerConfig
from engine.codec.features import LOG_F0
from engine.codec.networks import Codec, CodecConfig
from engine.codec.synthesiser import Synthesiser, SynthesiserConfig
from engine.lm.ar import AR, ARConfig
from engine.lm.nar import NAR, NARConfig
from engine.text.units import to_units
from engine.training import adversary, curves
from engine.training.adversary import FeatureDiscriminator
from engine.training.loop import LoopConfig, Stage, train
from engine.training.predicted import pieces, predict, predicted_path, variance
from engine.training.stages.aligner import AlignerStage, align_corpus
from engine.training.stages.ar import ARStage
from engine.training.stages.ar_plain import END, PlainARStage, whole
from engine.training.stages.codec import CodecStage
from engine.training.stages.nar import NARStage
from engine.training.stages.synthesiser import SynthesiserStage


def learnt(stage: Stage, folder: Path, steps: int, key: str, rate: float = 4e-3) -> tuple[float, float]:
    """The loss on ever the same batch before and after training."""

    @torch.no_grad()
    def now() -> float:
        torch.manual_seed(0)
        return float(stage.losses(stage.module, np.random.default_rng(99), 0)[key])

    before = now()
    loop = LoopConfig(minutes=5, learning_rate=rate, warmup_steps=5, max_steps=steps, bf16=False, log_steps=5)
    train(stage, loop, folder)
    assert (folder / "weights.pt").exists()
    assert (folder / "curves.csv").read_text().startswith("step,seconds,")
    return before, now()


def heard(folder: Path, name: str) -> np.ndarray:
    samples, rate = soundfile.read(folder / "samples" / f"{name}.wav")
    assert rate == 24_000
    assert np.isfinite(samples).all()
    assert samples.std() > 1e-4
    return samples


def small(**sizes) -> dict:
    return {"width": 32, "layers": 2, "heads": 2, "feedforward": 48, "text_layers": 1, **sizes}


def test_aligner_learns_and_then_aligns_what_had_no_times(corpus, speakers, tmp_path):
    module = Aligner(AlignerConfig(width=32, layers=3))
    stage = AlignerStage(module, speakers, corpus.scale, batch=4, frames=200)
    before, after = learnt(stage, tmp_path, 25, "classes")
    assert after < 0.85 * before
    said = {e.id: corpus.entries[0].phonemes for e in corpus.entries if e.real and e.text == corpus.entries[0].text}
    aligned = align_corpus(module, corpus, said, tmp_path / "alignment.npz")
    stored = np.load(tmp_path / "alignment.npz")
    (name,) = said
    assert np.array_equal(stored[name], aligned[name]) if name in aligned else not stored.files
    assert all(a.shape == (3, len(to_units(said[name])[0])) for a in aligned.values())


def test_codec_learns_its_codebooks_too(corpus, speakers, tmp_path, monkeypatch):
    monkeypatch.setattr("engine.training.stages.codec._WARM_STEPS", 8)
    codec = Codec(CodecConfig(width=16, encoder_layers=1, decoder_layers=1, voice_width=16, voice_layers=1))
    mean, scale = corpus.scale
    codec.mean.copy_(torch.tensor(mean))
    codec.scale.copy_(torch.tensor(scale))
    stage = CodecStage(codec, speakers, batch=6, frames=60, reference=100)
    before, after = learnt(stage, tmp_path, 25, "features")
    assert after < 0.9 * before
    assert codec.quantiser.ready
    heard(tmp_path, "codebooks1")
    heard(tmp_path, "codebooks8")


def test_synthesiser_learns_through_the_codec(corpus, codec, tmp_path):
    module = Synthesiser(SynthesiserConfig(width=16, layers=1))
    mean, scale = corpus.scale
    module.mean.copy_(torch.tensor(mean))
    module.scale.copy_(torch.tensor(scale))
    stage = SynthesiserStage(module, corpus, {"large"}, codec, batch=3, frames=41)
    before, after = learnt(stage, tmp_path, 12, "spectral", rate=8e-3)
    assert after < 0.97 * before
    assert len(heard(tmp_path, "0")) > 24_000


@pytest.mark.parametrize("group", [1, 2, 4])
def test_ar_learns_codes_and_moves(codec, speakers, tmp_path, group):
    stage = ARStage(AR(ARConfig(**small(group=group))), codec, speakers, batch=2, frames=400, units=160)
    before, after = learnt(stage, tmp_path, 15, "codes")
    assert after < 0.97 * before
    points = curves.read(tmp_path / "curves.csv")["advance"]
    assert points[-1][1] < points[0][1]
    if group == 2:
        heard(tmp_path, "said")


def test_plain_ar_learns_and_its_rows_end_with_the_text(codec, speakers, tmp_path):
    stage = PlainARStage(AR(ARConfig(**small(pointer=False))), codec, speakers, batch=2, frames=400, units=160)
    before, after = learnt(stage, tmp_path, 15, "codes")
    assert after < 0.97 * before
    row = whole(speakers.draw(np.random.default_rng(3), 398, group=2))
    assert row.pointer[-1] == len(row.ids) - 1
    assert len(row.starts) == row.segment.max() + 1


def test_plain_ar_is_asked_for_an_end(codec, speakers, monkeypatch):
    monkeypatch.setattr("engine.training.stages.ar._WRONG_CODES", 0.0)
    asked = []

    class Spy(torch.nn.Module):
        def forward(self, units, stress, text, before, voice):
            asked.append((text, before))
            return torch.zeros(*before.shape, END + 1)

    stage = PlainARStage(AR(ARConfig(**small(pointer=False))), codec, speakers, batch=2, frames=400, units=160)
    losses = stage.losses(Spy(), np.random.default_rng(0), 0)
    text, before = asked[0]
    assert losses["codes"].item() == pytest.approx(np.log(END + 1), abs=1e-4)
    assert (text[:, -1] == 0).all()  # text and codes touch
    assert (text.diff(dim=1) >= 0).all()
    assert (before[:, 0] == END).all()


@pytest.mark.parametrize("form", ["residual", "levels"])
def test_nar_learns_in_both_forms(codec, speakers, tmp_path, form):
    stage = NARStage(NAR(NARConfig(**small(form=form))), codec, speakers, batch=3, frames=400, units=160)
    key = "residual" if form == "residual" else "codes"
    before, after = learnt(stage, tmp_path, 15, key, rate=1e-2)
    assert after < (0.97 if form == "residual" else 0.9995) * before
    heard(tmp_path, "predicted")


def test_nar_before_it_has_learnt_adds_nothing(codec, speakers):
    stage = NARStage(NAR(NARConfig(**small())), codec, speakers, batch=2, frames=400, units=160)
    losses = stage.losses(stage.module, np.random.default_rng(0), 0)
    assert losses["residual"].item() == pytest.approx(1.0)
    assert losses["features"].item() > 0


def test_the_nar_model_learns_beside_an_adversary(codec, speakers, tmp_path):
    stage = NARStage(NAR(NARConfig(**small())), codec, speakers, batch=2, frames=400, units=160, adversarial=True)
    before, after = learnt(stage, tmp_path, 20, "residual", rate=1e-2)
    assert after < before
    assert {"residual", "features", "fooled", "matched"} <= curves.read(tmp_path / "curves.csv").keys()


def test_each_side_of_an_adversary_moves_its_own_weights_only():
    discriminator, maker = FeatureDiscriminator(5, 3, width=8), torch.nn.Linear(5, 5)
    real, told = torch.randn(2, 40, 5), torch.randn(2, 40, 3)
    made = maker(torch.randn(2, 40, 5))
    judged = discriminator(made, told, frozen=True)
    found = adversary.losses(discriminator(real, told), discriminator(made.detach(), told), judged)
    (found["fooled"] + found["matched"]).backward(retain_graph=True)
    assert all(p.grad is None for p in discriminator.parameters()) and maker.weight.grad is not None
    maker.zero_grad()
    found["discriminator"].backward()
    assert all(p.grad is not None for p in discriminator.parameters()) and maker.weight.grad is None


def test_the_synthesiser_is_fitted_to_what_the_nar_model_predicts(corpus, codec, tmp_path):
    nar, people = NAR(NARConfig(**small())), pieces(corpus, {"large"}, None)
    livelier = variance(nar, codec, people, largest=1.5)
    assert livelier.shape == (65,) and livelier.min() >= 1 and livelier.max() <= 1.5
    predict(nar, codec, corpus, people, livelier)
    try:
        stored = np.load(predicted_path(corpus), mmap_mode="r")
        known = [e for e in corpus.entries if not e.real and e.speaker != "large"]
        shares = [np.isfinite(stored[e.frame_start : e.frame_start + e.frames]).all(1).mean() for e in known]
        assert min(shares) > 0.5
        module = Synthesiser(SynthesiserConfig(width=16, layers=1))
        mean, scale = corpus.scale
        module.mean.copy_(torch.tensor(mean))
        module.scale.copy_(torch.tensor(scale))
        stage = SynthesiserStage(module, corpus, {"large"}, codec, batch=3, frames=41, adversarial=True)
        entry = known[0]
        first = int(np.isfinite(stored[entry.frame_start : entry.frame_start + entry.frames]).all(1).argmax())
        analysed, made = (stage._features(entry, first, kind) for kind in ("analysed", "predicted"))
        assert torch.equal(made[:, LOG_F0:], analysed[:, LOG_F0:])
        assert not torch.allclose(made[:, :LOG_F0], analysed[:, :LOG_F0])
        before, after = learnt(stage, tmp_path, 12, "spectral", rate=8e-3)
        assert after < before
    finally:
        predicted_path(corpus).unlink()
